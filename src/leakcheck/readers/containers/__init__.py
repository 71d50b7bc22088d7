"""Containers: what evidence comes wrapped in. One file a container, found by name, chosen by content.

A container is one public module: `TITLE`; ``matches(head)``; ``members(stream, meter)``, a `Listing`;
``expand(stream, member, meter)``, the unpacked bytes in pieces, `Broken` where they end badly; `SEEKS`,
whether it must go back and forth in its stream; `INFLATES`, whether the bytes that come out must be counted.
Nothing is extracted to disk, and names of members are only ever shown.
"""

from __future__ import annotations

from leakcheck.readers.containers._opening import unpack, unpack_all

__all__ = ["unpack", "unpack_all"]
