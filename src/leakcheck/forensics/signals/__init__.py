"""Signals of invention: one file each, found by its name; see `leakcheck.forensics.table.measurement`."""
