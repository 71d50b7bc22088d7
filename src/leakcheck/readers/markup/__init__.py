"""Machinery of marked-up tables: HTML tags to rows, drawn text tables to rows, lines to the ledger."""
