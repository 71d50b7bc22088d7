"""Members of archives as tables of texts: pickled frames, R data, CSV and JSON.

Numbers are written the shortest way that reads back the same, whole numbers without a point, so that the text
of a table does not depend on the versions of numpy and pandas that read it.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from calibration.table import Table, from_columns

if TYPE_CHECKING:
    import pandas as pd

_ABSENT = ("nan", "NaT", "<NA>")
_ROW_NAMES = ("rownames", "Unnamed: 0", "")


def decode(data: bytes, path: str, wanted: str = "") -> Table:
    """Table of a member.

    Parameters
    ----------
    data : bytes
        The member.
    path : str
        Its name: how it is read follows from its ending.
    wanted : str
        Object within an R file, or key within a JSON file.

    Raises
    ------
    ValueError
        If no reader knows the ending.
    """
    if path.endswith(".gz"):
        return decode(gzip.decompress(data), path.removesuffix(".gz"), wanted)
    if path.endswith((".csv", ".tsv")):
        return _delimited(data, "\t" if path.endswith(".tsv") else ",")
    if path.endswith(".json"):
        return _json(data, wanted)
    if path.endswith(".pkl.compress"):
        import pandas as pd

        # Unpickling runs what it is given; the checksum of the archive was checked before it was opened.
        return of_frame(pd.read_pickle(io.BytesIO(data), compression="xz"))
    if path.lower().endswith((".rda", ".rdata", ".rds")):
        return _r(data, wanted)
    raise ValueError(f"no reader for {path}")


def of_frame(frame: pd.DataFrame) -> Table:
    """Table of a frame without its row numbers, which R or pandas added; row names that are words stay."""
    columns = [(str(name), _texts(frame.iloc[:, place].tolist())) for place, name in enumerate(frame.columns)]
    if columns and columns[0][0] in _ROW_NAMES and all(text.isdecimal() for text in columns[0][1]):
        columns = columns[1:]
    return from_columns(tuple(name for name, _ in columns), [column for _, column in columns])


def _delimited(data: bytes, delimiter: str) -> Table:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter, skipinitialspace=True))
    header = tuple(rows[0])
    body = [(row + [""] * len(header))[: len(header)] for row in rows[1:] if row]
    if header[0] in _ROW_NAMES and all(row[0].isdecimal() for row in body):
        return Table(header[1:], [row[1:] for row in body])
    return Table(header, body)


def _json(data: bytes, wanted: str) -> Table:
    records = json.loads(data)
    records = records[wanted] if wanted else records
    records = list(records.values()) if isinstance(records, dict) else records
    header = tuple(dict.fromkeys(key for record in records for key in record))
    flat = [name for name in header if not any(isinstance(r.get(name), (dict, list)) for r in records)]
    return from_columns(tuple(flat), [_texts([record.get(name) for record in records]) for name in flat])


def _r(data: bytes, wanted: str) -> Table:
    import rdata  # type: ignore[import-not-found, unused-ignore]

    read = rdata.conversion.convert(rdata.parser.parse_data(data))
    frame = read[wanted] if isinstance(read, dict) else read
    return of_frame(frame)


def _texts(values: Sequence[Any]) -> list[str]:
    whole = _all_whole(values)
    return [_text(value, whole) for value in values]


def _all_whole(values: Iterable[Any]) -> bool:
    floats = [value for value in values if isinstance(value, float) and math.isfinite(value)]
    return all(value.is_integer() and abs(value) < 2**53 for value in floats)


def _text(value: Any, whole: bool) -> str:
    if value is None or str(value) in _ABSENT:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if whole and math.isfinite(value) else repr(float(value))
    return str(value)
