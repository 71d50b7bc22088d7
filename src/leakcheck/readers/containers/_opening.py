"""From evidence as given to the files inside: containers within containers, within the budget."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from types import ModuleType
from typing import BinaryIO

from leakcheck import discover
from leakcheck.errors import InputError
from leakcheck.frozen import dataclass, replace
from leakcheck.readers.containers._member import Broken, Listing, Member
from leakcheck.readers.containers._meter import Meter
from leakcheck.readers.intake.binaries import refuse_binary
from leakcheck.readers.intake.budget import Budget, BudgetError, exceeded
from leakcheck.readers.intake.contents import Contents
from leakcheck.readers.intake.piecestream import PieceStream
from leakcheck.readers.intake.source import HEAD, Evidence
from leakcheck.readers.intake.wholeness import Wholeness
from leakcheck.safe import show

_ROOM = "readers.containers"
_BUFFER = 1 << 18
_SKIPPED = {
    "encrypted": "is encrypted: unpack it with its password first",
    "unsupported": "is packed in a way that is not supported: unpack it first",
}


def unpack(evidence: Evidence, budget: Budget) -> Contents:
    """Open every container down to the files inside; evidence that is none comes back as it is.

    Raises
    ------
    BudgetError
        When a budget is spent.
    InputError
        When it is a container and nothing inside can be opened.
    """
    if _container_of(evidence.head) is None:
        return Contents((evidence,))
    opening = _Opening(budget, evidence)
    opening.visit(evidence, ())
    return opening.contents()


def unpack_all(evidence: Evidence, budget: Budget) -> Contents:
    """Open evidence as `unpack` does; where it is several files, each of them.

    Raises
    ------
    InputError
        As `unpack`; of several files, when none can be opened.
    """
    if not evidence.parts:
        return unpack(evidence, budget)
    leaves: list[Evidence] = []
    refused, notes = list(evidence.refused), list(evidence.notes)
    failure: InputError | None = None
    for part in evidence.parts:
        try:
            found = unpack(part, budget)
        except BudgetError:
            raise
        except InputError as error:
            failure = failure or error
            refused.append((part.name, error.message))
            continue
        leaves += [replace(leaf, member=leaf.name) for leaf in found.leaves]
        refused += [(f"{part.name}/{name}", reason) for name, reason in found.refused]
        notes += [f"{show(part.name)}: {note}" for note in found.notes]
    if failure is not None and not leaves:
        raise failure
    return Contents(tuple(leaves), tuple(refused), tuple(notes))


def _container_of(head: bytes) -> ModuleType | None:
    """Container whose mark the head bears."""
    modules = (discover.load(_ROOM, name) for name in discover.names(_ROOM))
    return next((module for module in modules if module.matches(head)), None)


class _Opening:
    """Walks down from one outermost container and gathers what it finds."""

    def __init__(self, budget: Budget, outermost: Evidence) -> None:
        self._budget, self._outermost = budget, outermost
        self._meter = Meter(budget, outermost.size, outermost.name)
        self._leaves: list[Evidence] = []
        self._errors: list[tuple[str, InputError]] = []
        self._notes: list[str] = []
        self._passed: Counter[str] = Counter()

    def visit(self, evidence: Evidence, layers: tuple[str, ...], key: str = "") -> None:
        """Take the evidence as a file, or open it and visit what is inside; `key` is its place."""
        container = _container_of(evidence.head)
        if container is None:
            self._add(evidence, layers)
            return
        if len(layers) >= self._budget.depth:
            error = exceeded("depth", f"is packed more than {self._budget.depth} times over", evidence.name)
            raise InputError(error.message, where=error.where, hint=error.hint)
        with self._seekable(evidence, key) if container.SEEKS else evidence.open() as stream:
            listing: Listing = container.members(stream, self._meter)
        if listing.is_document:
            self._add(evidence, layers)
            return
        damage = evidence.wholeness.reason if evidence.wholeness else ""
        self._notes += [*listing.notes, *filter(None, [damage])]
        files = sorted(filter(self._is_data, listing.members), key=lambda member: member.name)
        layer = _Layer(evidence, container, container.SEEKS or len(files) > 1, key)
        for number, member in enumerate(files):
            self._descend(layer, member, (*layers, container.TITLE), f"{key}/{number}")

    def contents(self) -> Contents:
        """What was found.

        Raises
        ------
        InputError
            When it is nothing.
        """
        notes = list(self._notes)
        if self._passed:
            counts = (f"{count:,} {kind}" for kind, count in sorted(self._passed.items()))
            notes.append("passed over: " + ", ".join(counts))
        if not self._leaves:
            raise self._failure(notes)
        refused = tuple((name, error.message) for name, error in self._errors)
        return Contents(tuple(self._leaves), refused, tuple(notes))

    def _failure(self, notes: list[str]) -> InputError:
        where = self._outermost.name
        if len(self._errors) == 1 and not self._errors[0][0]:
            return self._errors[0][1]
        if not self._errors:
            reason = "; ".join(notes)
            what = f"holds no file to read ({reason})" if reason else "is an archive without files"
            return InputError(what, where=where, hint="check what is in the archive")
        name, error = self._errors[0]
        more = f", and {len(self._errors) - 1:,} more" if len(self._errors) > 1 else ""
        what = f"holds nothing that can be read: {name} {error.message}{more}"
        return InputError(what, where=where, hint=error.hint or "check what is in the archive")

    def _add(self, evidence: Evidence, layers: tuple[str, ...]) -> None:
        if layers:
            inside = f"inside {show(self._outermost.name)} ({', '.join(layers)})"
            evidence = replace(evidence, notes=(*evidence.notes, inside))
        self._leaves.append(evidence)

    def _is_data(self, member: Member) -> bool:
        if member.is_junk:
            self._passed["left by the operating system"] += 1
        elif member.kind in _SKIPPED:
            error = InputError(_SKIPPED[member.kind], where=self._outermost.name, hint="unpack it first")
            self._errors.append((show(member.name), error))
        elif member.kind != "file":
            self._passed[f"{member.kind}(s)"] += 1
        return member.kind == "file" and not member.is_junk

    def _descend(self, layer: _Layer, member: Member, layers: tuple[str, ...], key: str) -> None:
        inner = self._inner(layer, member, key)
        try:
            with inner.open() as stream:
                head = stream.read(HEAD)
            if not head:
                reason = inner.wholeness.reason if inner.wholeness else ""
                raise InputError(reason or "is empty", where=inner.name, hint="get the archive again")
            refuse_binary(head, inner.name)
            self.visit(replace(inner, head=head), layers, key)
        except BudgetError:
            raise
        except InputError as error:
            self._errors.append((inner.member, error))

    def _inner(self, layer: _Layer, member: Member, key: str) -> Evidence:
        outer = layer.evidence
        path = "/".join(filter(None, (outer.member, show(member.name)))) if member.name else outer.member
        wholeness = Wholeness()

        def opened() -> BinaryIO:
            stream = self._seekable(outer, layer.key) if layer.seekable else outer.open()
            pieces = layer.container.expand(stream, member, self._meter)
            pieces = self._meter.metered(key, pieces) if layer.container.INFLATES else pieces
            return io.BufferedReader(PieceStream(_ended(pieces, stream, wholeness, outer.wholeness)), _BUFFER)

        return Evidence(
            name=f"{outer.name}/{show(member.name)}" if member.name else outer.name,
            head=b"",
            sha256=outer.sha256,
            size=outer.size,
            opener=opened,
            member=path,
            length=member.length,
            wholeness=wholeness,
            memory=self._budget.memory,
        )

    def _seekable(self, evidence: Evidence, key: str) -> BinaryIO:
        """Return a stream that can go back, from a spool where the evidence's own cannot."""
        stream = evidence.open()
        if stream.seekable():
            return stream
        stream.close()
        return self._meter.spooled(key, evidence.open).open()


@dataclass(frozen=True, slots=True)
class _Layer:
    evidence: Evidence
    container: ModuleType
    seekable: bool
    key: str


def _ended(
    pieces: Iterator[bytes], stream: BinaryIO, wholeness: Wholeness, outer: Wholeness | None
) -> Iterator[bytes]:
    """Pass pieces on; a bad end becomes a finding, so that what came before is still read."""
    count = 0
    with stream:
        try:
            for piece in pieces:
                count += len(piece)
                yield piece
        except Broken as broken:
            wholeness.reason = f"{broken.reason} (after {count:,} bytes)"
            wholeness.is_cut = broken.is_cut
    if outer is not None and outer.reason and not wholeness.reason:
        wholeness.reason, wholeness.is_cut = outer.reason, False
