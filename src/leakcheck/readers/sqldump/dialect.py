"""Which program wrote a dump: it decides whether a backslash escapes and a bracket quotes a name."""

from __future__ import annotations

import re

from leakcheck.frozen import dataclass
from leakcheck.pattern import pattern


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a scanner must know. `name` is for people; `sure` is False when no sign was found."""

    name: str
    backslash: bool
    brackets: bool = False
    sure: bool = True


MYSQL = Dialect("MySQL", backslash=True)
MARIADB = Dialect("MariaDB", backslash=True)
PHPMYADMIN = Dialect("phpMyAdmin", backslash=True)
POSTGRESQL = Dialect("PostgreSQL", backslash=False)
MSSQL = Dialect("SQL Server", backslash=False, brackets=True)
SQLITE = Dialect("SQLite", backslash=False)

# In the order of trust: what a program says of itself, then what only it would write.
_SIGNS = (
    (PHPMYADMIN, r"^-- phpMyAdmin SQL Dump"),
    (MARIADB, r"^(?:/\*M?!999999\\- enable|-- MariaDB dump)"),
    (MYSQL, r"^(?:-- MySQL dump|/\*!\d{5} SET|LOCK TABLES `|\) ENGINE=)"),
    (POSTGRESQL, r"^(?:-- PostgreSQL database|SET (?:standard_conforming|client_encoding|search_path))"),
    (POSTGRESQL, r"^(?:COPY [^\n]{1,20000} FROM stdin|SELECT pg_catalog\.)"),
    (SQLITE, r"^(?:PRAGMA foreign_keys|INSERT INTO \"?sqlite_sequence)"),
    (MSSQL, r"^(?:GO[ \t\r]{0,9}$|SET (?:ANSI_NULLS|IDENTITY_INSERT|NOCOUNT) |/\*{6} Object)"),
    (MSSQL, r"^(?:INSERT(?: INTO)?|CREATE TABLE) (?:\[|dbo\.)"),
    (MYSQL, r"^(?:INSERT|REPLACE)(?: IGNORE)?(?: INTO)? `|^CREATE TABLE (?:IF NOT EXISTS )?`"),
    (POSTGRESQL, r"^(?:INSERT INTO|CREATE TABLE) \"?public\"?\."),
    (SQLITE, r"^BEGIN TRANSACTION;|^INSERT INTO \"?\w{1,99}\"? VALUES\("),
)  # fmt: skip
_COMPILED = tuple((dialect, re.compile(pattern, re.M | re.I)) for dialect, pattern in _SIGNS)
_WITHOUT_ESCAPES = pattern(r"standard_conforming_strings\s{0,9}=\s{0,9}off", re.I)
_ESCAPE_USED = pattern(r"\\[\\'\"nrt0Zb%_]")


def likely_dialect(head: str) -> Dialect:
    """Judge by the first megabyte; without a sign, a dump whose every backslash could escape does so."""
    for dialect, sign in _COMPILED:
        if sign.search(head):
            if dialect is POSTGRESQL and _WITHOUT_ESCAPES.search(head):
                return Dialect(dialect.name, backslash=True)
            return dialect
    fits = "\\" in head and "\\" not in _ESCAPE_USED.sub("", head)
    return Dialect("SQL", backslash=fits, sure=False)


def other_reading(dialect: Dialect) -> Dialect:
    """The same dialect with the opposite meaning of a backslash (an SQL mode may have changed it)."""
    return Dialect(dialect.name, not dialect.backslash, dialect.brackets, dialect.sure)
