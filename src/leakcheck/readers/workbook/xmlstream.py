"""XML of strangers, piece by piece: no document type, no entity, no deep nesting, no endless tag.

Why expat and not a tree: the pieces are forgotten as soon as they are read. Why no document type at all:
neither office format has one, and both the billion laughs and external entities (XXE, CWE-776, CWE-611)
need it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Protocol
from xml.parsers import expat

from leakcheck.readers.workbook.archive import DAMAGES
from leakcheck.readers.workbook.limits import SPLIT_HINT, Limits, refuse

_CHUNK = 1 << 16


class Handler(Protocol):
    """What is told of elements and text, in document order."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear of an element that begins."""

    def end(self, name: str) -> None:
        """Hear of an element that ends."""

    def text(self, data: str) -> None:
        """Hear of a piece of text."""


def parse(
    stream: IO[bytes], handler: Handler, where: str, limits: Limits, *, namespaces: bool = False
) -> Iterator[None]:
    """Feed a stream to a handler, stopping after each 64 KiB so that finished rows can be handed on.

    Parameters
    ----------
    namespaces : bool
        Give names as ``uri local`` instead of as they are written.

    Raises
    ------
    InputError
        When the XML is damaged, has a document type, or one tag is larger than the budget.
    """
    parser = _parser(handler, where, namespaces)
    fed = 0
    while True:
        try:
            chunk = stream.read(_CHUNK)
            parser.Parse(chunk, not chunk)
        except expat.ExpatError:
            raise refuse("is damaged: its XML breaks off or is not well formed", where, _hint()) from None
        except DAMAGES:
            raise refuse("is damaged: a part of it cannot be unpacked", where, _hint()) from None
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > limits.token:
            raise refuse(f"holds one XML tag longer than {limits.token:,} bytes", where)
        yield
        if not chunk:
            return


def _hint() -> str:
    return "get the file again, or open and repair it in an office program; else " + SPLIT_HINT


def _parser(handler: Handler, where: str, namespaces: bool) -> expat.XMLParserType:
    def forbid(*_: object) -> None:
        raise refuse("declares an XML document type, which no spreadsheet needs and attacks do", where)

    parser = expat.ParserCreate(namespace_separator=" ") if namespaces else expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = forbid
    parser.EntityDeclHandler = forbid
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    return parser
