"""Statements without rows, passed over: where they end, in every dialect."""

from __future__ import annotations

import re
from functools import cache

from leakcheck.pattern import pattern
from leakcheck.readers.sqldump.dialect import Dialect

_KEYWORDS = (
    "ALTER|ANALYZE|ATTACH|BEGIN|CALL|CHECKPOINT|CLUSTER|COMMENT|COMMIT|COPY|CREATE|DEALLOCATE|DECLARE|DELETE|"
    "DELIMITER|DETACH|DO|DROP|END|EXEC|EXECUTE|FLUSH|GO|GRANT|HANDLER|IF|INSERT|KILL|LOAD|LOCK|OPTIMIZE|PRAGMA|"
    "PREPARE|PRINT|PROMPT|PURGE|RAISERROR|REFRESH|REINDEX|RELEASE|RENAME|REPLACE|RESET|REVOKE|ROLLBACK|"
    "SAVEPOINT|SECURITY|SELECT|SET|SHOW|SPOOL|START|TRUNCATE|UNLISTEN|UNLOCK|UPDATE|USE|VACUUM|WITH"
)
STATEMENT = pattern(rf"(?:{_KEYWORDS}|ON\s++(?:CONFLICT|DUPLICATE)|RETURNING)\b|\\[a-z]|;", re.I)
_ROUTINE = pattern(
    r"(?:CREATE|ALTER)\s++(?:OR\s++(?:REPLACE|ALTER)\s++)?+(?:DEFINER\s*+=\s*+\S{1,200}+\s++|TEMP\s++|TEMPORARY\s++)?+"
    r"(?:PROCEDURE|PROC|FUNCTION|TRIGGER|EVENT)\b",
    re.I,
)
_BODY_END = pattern(r";\s*+END\s*+(?:\w{1,100}\s*+)?;", re.I)
_BATCH_END = pattern(r"^[ \t]{0,20}+GO[ \t]{0,20}+\r?$", re.I | re.M)
DELIMITER = pattern(r"DELIMITER[ \t]++(\S{1,20}+)[^\r\n]*+", re.I)
DELIMITER_BACK = pattern(r"^DELIMITER[ \t]++;[^\r\n]*+", re.I | re.M)
FRESH = pattern(r"[\r\n](?=(?:INSERT\s|REPLACE\s++INTO\s|CREATE\s++TABLE\s|COPY\s|GO\s))", re.I)
_LINE = pattern(r"[^\r\n]*+(?:\r\n|\r|\n|$)")


@cache
def _token(dialect: Dialect) -> re.Pattern[str]:
    escaped = r"(?:''|\\.)" if dialect.backslash else "''"
    inside = r"[^'\\]" if dialect.backslash else "[^']"
    brackets = r"|\[[^\]\r\n]{0,300}+\]" if dialect.brackets else ""
    return re.compile(
        rf"'{inside}*+(?:{escaped}{inside}*+)*+'|\"[^\"]*+\"|`[^`]*+`{brackets}"
        r"|--[^\r\n]*+|#[^\r\n]*+"
        r"|(?P<comment>/\*)"
        r"|(?P<dollar>\$(?:[^\W\d]\w{0,60}+)?\$)"
        r"|(?P<end>;)"
        r"|(?P<line>[\r\n](?=(?:GO\s|INSERT\s|REPLACE\s++INTO\s|CREATE\s++TABLE\s|COPY\s|DROP\s++TABLE\s|SET\s)))"
        r"|[^'\"`\[/\-#$;\r\n]++|[\r\n]|[\[/\-#$]",
        re.S | re.I,
    )


def statement_end(text: str, place: int, dialect: Dialect) -> int | None:
    """Place behind the statement at `place`; None when it does not end in this text."""
    if text.startswith("\\", place) or _BATCH_END.match(text, place):
        return line_end(text, place)
    if _ROUTINE.match(text, place):
        end = _routine_end(text, place, dialect)
        if end is not None:
            return end
    match = _token(dialect).match
    size = len(text)
    while place < size:
        found = match(text, place)
        if found is None:
            return None
        place = found.end()
        if found.lastgroup in ("dollar", "comment"):
            mark = "*/" if found.lastgroup == "comment" else found[0]
            closing = text.find(mark, place)
            if closing < 0:
                return None
            place = closing + len(mark)
        elif found.lastgroup is not None:
            return place
    return None


def _routine_end(text: str, place: int, dialect: Dialect) -> int | None:
    """End of a routine whose body holds statements of its own; None when it has no such body."""
    if dialect.brackets:
        found = _BATCH_END.search(text, place)
        return found.start() if found else None
    first = text.find(";", place)
    if first < 0 or "$" in text[place:first] or not re.search(r"\bBEGIN\b", text[place:first], re.I):
        return None
    found = _BODY_END.search(text, place)
    return found.end() if found else None


def line_end(text: str, place: int) -> int:
    """Place behind the line end of the line at `place`."""
    found = _LINE.match(text, place)
    return found.end() if found else len(text)
