"""Archives made to hurt: bombs, nests, overlaps, lies in headers, names that climb out.

Each function gets the size of the bomb in bytes and gives the bytes of one file.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping

ROWS = b"name,age,city\n" + b"A. Sharma,41,Pune\nB. Rao,35,Mysuru\nC. Das,29,Goa\n" * 20
DONE, REFUSED, EITHER = frozenset({0}), frozenset({3}), frozenset({0, 3})
Maker = Callable[[int], bytes]


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive; names are written as they are."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.filename = name  # the constructor cuts names at NUL
            archive.writestr(entry, data, compress_type=method)
    return made.getvalue()


def tarred(*members: tarfile.TarInfo | tuple[str, bytes]) -> bytes:
    """A tar archive of members and of special entries."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
                continue
            entry = tarfile.TarInfo(member[0])
            entry.size = len(member[1])
            archive.addfile(entry, io.BytesIO(member[1]))
    return made.getvalue()


def squeezed(compressor: object, size: int, piece: bytes = bytes(1 << 20)) -> bytes:
    """`size` bytes of the same piece through a compressor object, never held unpacked."""
    out = [compressor.compress(piece) for _ in range(size // len(piece))]  # type: ignore[attr-defined]
    return b"".join((*out, compressor.flush()))  # type: ignore[attr-defined]


def _gzip(size: int, piece: bytes = bytes(1 << 20)) -> bytes:
    return squeezed(zlib.compressobj(9, zlib.DEFLATED, 31), size, piece)


def _zstd(size: int) -> bytes:
    try:
        from backports import zstd
    except ImportError:
        return b"\x28\xb5\x2f\xfd" + bytes(100)
    return squeezed(zstd.ZstdCompressor(), size)


def _zip(size: int, method: int) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", method) as archive,
        archive.open("a.csv", "w", force_zip64=True) as member,
    ):
        for _ in range(size >> 20):
            member.write(bytes(1 << 20))
    return made.getvalue()


def _nested(levels: int, wrap: Callable[[bytes], bytes], data: bytes = ROWS) -> bytes:
    for _ in range(levels):
        data = wrap(data)
    return data


def _doubling(_size: int) -> bytes:
    """Every level holds the level below ten times: 10^8 files of one row each."""
    data = ROWS
    for _ in range(8):
        data = zipped({f"{n}.zip": data for n in range(10)})
    return data


def _overlapping(size: int) -> bytes:
    """Many entries of the directory point to one compressed kernel (D. Fifield, 2019)."""
    packed = squeezed(zlib.compressobj(9, zlib.DEFLATED, -15), min(size, 100 << 20))
    unpacked = min(size, 100 << 20)
    crc = zlib.crc32(bytes(unpacked))
    head = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(packed), unpacked, 5, 0)
    body = head + b"a.csv" + packed
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(packed), unpacked,
                        5, 0, 0, 0, 0, 0, 0) + b"a.csv"  # fmt: skip
    count = 50
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, count * len(entry), len(body), 0)
    return body + entry * count + end


def _lying(size: int) -> bytes:
    """Both headers say that ten bytes come out."""
    data = bytearray(_zip(size, zipfile.ZIP_DEFLATED))
    central = data.rfind(b"PK\x01\x02")
    data[central + 24 : central + 28] = struct.pack("<I", 10)
    data[22:26] = struct.pack("<I", 10)
    return bytes(data)


def _patched(data: bytes, place: int, value: bytes) -> bytes:
    return data[:place] + value + data[place + len(value) :]


def _encrypted(*, others: bool) -> bytes:
    """Set the flag of encryption on the first entry, in both headers."""
    data = zipped({"a.csv": ROWS, "b.csv": ROWS} if others else {"a.csv": ROWS}, zipfile.ZIP_STORED)
    return _patched(_patched(data, 6, b"\x01"), data.index(b"PK\x01\x02") + 8, b"\x01")


def _large_dictionary(_size: int) -> bytes:
    """An xz block that asks for a window of 4 GiB."""
    data = bytearray(lzma.compress(ROWS))
    end = 12 + (data[12] + 1) * 4
    data[16] = 40
    data[end - 4 : end] = struct.pack("<I", zlib.crc32(bytes(data[12 : end - 4])))
    return bytes(data)


def _special(_size: int) -> bytes:
    kinds = {
        "link": tarfile.SYMTYPE,
        "hard": tarfile.LNKTYPE,
        "fifo": tarfile.FIFOTYPE,
        "dev": tarfile.CHRTYPE,
    }
    entries = []
    for name, kind in kinds.items():
        entry = tarfile.TarInfo(f"../../{name}")
        entry.type, entry.linkname = kind, "/etc/passwd"
        entries.append(entry)
    return tarred(*entries, ("../../climbs.csv", ROWS), ("/absolute.csv", ROWS))


def _huge_member(_size: int) -> bytes:
    """A tar entry that says it has 8 exbibytes."""
    data = bytearray(tarred(("a.csv", ROWS)))
    data[124:136] = b"\x80\x00\x00\x00\x7f" + b"\xff" * 7
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\x00 " % sum(data[:512])
    return bytes(data)


def _many_directory(_size: int) -> bytes:
    """A ZIP64 end record that promises 2^60 entries."""
    data = zipped({"a.csv": ROWS})
    end = data.rindex(b"PK\x05\x06")
    start = struct.unpack("<I", data[end + 16 : end + 20])[0]
    wide = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1 << 60, 1 << 60, end - start, start)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    return data[:end] + wide + locator + b"PK\x05\x06" + bytes(4) + b"\xff" * 12 + bytes(2)


def _seven(size: int) -> bytes:
    try:
        import py7zr
    except ImportError:
        return b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(100)
    made = io.BytesIO()
    with py7zr.SevenZipFile(made, "w") as archive:
        archive.writestr(bytes(min(size, 400 << 20)), "a.csv")
    return made.getvalue()


_NAMES = (
    "../../climbs.csv",
    "/absolute.csv",
    "C:\\x.csv",
    "a\x1b[2J.csv",
    "a\x00b.csv",
    "con",
    "A.csv",
    "a.csv",
    "x\n.csv",
    "\u202evsc.csv",
    "d/../../y.csv",
    "-",
    "http://example.org/x.csv",
    "data[1].csv",
)

BOMBS: dict[str, tuple[frozenset[int], Maker]] = {
    "gzip bomb": (REFUSED, _gzip),
    "gzip bomb of rows": (REFUSED, lambda n: _gzip(n, ROWS * 1000)),
    "bzip2 bomb": (REFUSED, lambda n: squeezed(bz2.BZ2Compressor(), n)),
    "xz bomb": (REFUSED, lambda n: squeezed(lzma.LZMACompressor(preset=0), n)),
    "zstd bomb": (REFUSED, _zstd),
    "7z bomb": (REFUSED, _seven),
    "zip bomb": (REFUSED, lambda n: _zip(n, zipfile.ZIP_DEFLATED)),
    "zip bomb, bzip2": (REFUSED, lambda n: _zip(n, zipfile.ZIP_BZIP2)),
    "zip bomb, lzma": (REFUSED, lambda n: _zip(n // 4, zipfile.ZIP_LZMA)),
    "tar.gz bomb": (REFUSED, lambda n: gzip.compress(tarred(("a.csv", bytes(min(n, 300 << 20)))))),
    "bomb in a zip in a gzip": (REFUSED, lambda n: gzip.compress(_zip(n, zipfile.ZIP_DEFLATED))),
    "zip that lies about its size": (REFUSED, _lying),
    "zip, five deep": (REFUSED, lambda _: _nested(5, lambda data: zipped({"a.zip": data}))),
    "gzip, 200 deep": (REFUSED, lambda _: _nested(200, gzip.compress)),
    "zip that doubles tenfold": (REFUSED, _doubling),
    "zip, overlapping entries": (REFUSED, _overlapping),
    "zip, 20,000 entries": (REFUSED, lambda _: zipped({f"{n}.csv": b"a\n" for n in range(20_000)})),
    "zip64, 2^60 entries": (EITHER, _many_directory),
    "zip, hostile names": (DONE, lambda _: zipped(dict.fromkeys(_NAMES, ROWS))),
    "zip, one member encrypted": (DONE, lambda _: _encrypted(others=True)),
    "zip, all encrypted": (REFUSED, lambda _: _encrypted(others=False)),
    "zip, wrong checksum": (EITHER, lambda _: _patched(zipped({"a.csv": ROWS}), 14, b"\x00\x01\x02\x03")),
    "zip, cut": (EITHER, lambda _: zipped({"a.csv": ROWS * 50})[:200]),
    "gzip, cut": (EITHER, lambda _: gzip.compress(ROWS * 500)[:400]),
    "gzip, rubbish behind": (EITHER, lambda _: gzip.compress(ROWS) + bytes(range(256)) * 50),
    "gzip, name without end": (REFUSED, lambda n: b"\x1f\x8b\x08\x08" + bytes(6) + b"x" * (n // 100)),
    "xz, window of 4 GiB": (REFUSED, _large_dictionary),
    "zstd, window of 2 GiB": (REFUSED, lambda _: b"\x28\xb5\x2f\xfd\x00\xa8" + bytes(64)),
    "tar, links and devices": (EITHER, _special),
    "tar, member of 8 EiB": (EITHER, _huge_member),
}
