"""What a container holds: its members, and what is known of them before they are read."""

from __future__ import annotations

from leakcheck.frozen import dataclass

_JUNK_FOLDERS = frozenset({"__macosx", ".git", ".svn", ".trash", "$recycle.bin"})
_JUNK_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".localized"})


class Broken(Exception):  # noqa: N818 - a finding, not a failure
    """The bytes of a member do not go on: torn off (`is_cut`), damaged, or not what was promised."""

    def __init__(self, reason: str, *, is_cut: bool = True) -> None:
        super().__init__(reason)
        self.reason, self.is_cut = reason, is_cut


@dataclass(frozen=True, slots=True)
class Member:
    """One entry. `name` is hostile text; sizes are what the container says, never trusted.

    Parameters
    ----------
    kind : {"file", "folder", "link", "device", "encrypted", "unsupported", "damaged"}
        Only files are read, all others are reported.
    length : int
        Bytes once unpacked.
    place, packed, method, crc
        Where it starts in the container, bytes there, how they are packed, CRC-32; where there is one.
    """

    name: str
    kind: str = "file"
    length: int = 0
    place: int = 0
    packed: int = 0
    method: int = 0
    crc: int | None = None

    @property
    def is_junk(self) -> bool:
        """Whether an operating system or a version control left it behind, and nobody's data is in it."""
        parts = self.name.casefold().replace("\\", "/").split("/")
        return not _JUNK_FOLDERS.isdisjoint(parts) or parts[-1] in _JUNK_FILES or parts[-1].startswith("._")


@dataclass(frozen=True, slots=True)
class Listing:
    """The members in their order, what was odd about the list, and whether the whole is one document."""

    members: tuple[Member, ...]
    notes: tuple[str, ...] = ()
    is_document: bool = False
