"""The whole table: one file a check, found by its name.

A check has a class ``Collector(columns, fields)`` that an engine feeds with every block (`update`), and that
ends in findings (`finish`); `sources` names what it stands on. See `leakcheck.engines.work.TableWork`.
"""
