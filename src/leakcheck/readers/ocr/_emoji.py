"""Child process: emoji painted over, because engines read them as letters in front of the label.

An emoji is a small solid patch of strong colour, alone or with one beside it. Coloured text has strong
colour too, but in strokes: where nothing solid is left when strokes are thinned away, nothing is painted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_COLOURED = 32  # of 255, between the strongest and the weakest channel
_COLOURED_LOSSY = 44  # lossy files smear colour over blocks of 16 pixels
_CELL = 2
_FLAT_SHARE = 0.02
_SAME_HUE = 0.94  # cosine
_SMALLEST, _LARGEST = 8, 220
_MOST_CELLS = 60_000
_WIDEST = 2.7
_COVERED = 0.5
_SOLID = 0.10
_STROKE = 0.16

Place = tuple[int, int, int, int]


def without_emoji(pixels: Any, smooth: Any = None) -> tuple[Any, list[Place]]:
    """Copy of an RGB array (height, width, 3; uint8) with emoji painted in the colour around them, and where.

    `smooth` is the same picture blurred a little, given for lossy files: it decides what is coloured.
    """
    import numpy as np

    is_lossy = smooth is not None
    coloured = _coloured(smooth if is_lossy else pixels, _COLOURED_LOSSY if is_lossy else _COLOURED)
    cells = _density(coloured)
    if not 0 < int(np.count_nonzero(cells)) <= _MOST_CELLS:
        return pixels, []
    patches = _chained(list(_patches(cells)))
    emoji = [place for place in patches if _is_emoji(place, coloured)]
    emoji += _in_column(patches, emoji)
    painted = pixels.copy() if emoji else pixels
    for place in emoji:
        _paint(painted, place)
    return painted, emoji


def _in_column(patches: Sequence[Place], emoji: Sequence[Place]) -> list[Place]:
    """Squares around fainter patches that stand straight above or below the emoji: bullets in a column."""
    found = []
    for left, top, right, bottom in patches:
        column = [e for e in emoji if e[0] - 4 <= left and right <= e[2] + 4 and (left, top) != e[:2]]
        widest = max(column, key=lambda e: e[2] - e[0], default=None)
        if min(right - left, bottom - top) < _SMALLEST or len(column) < 2 or widest is None:
            continue
        if bottom - top <= (side := widest[2] - widest[0]) * 1.2:
            middle = (top + bottom) // 2
            found.append((widest[0], max(0, middle - side // 2), widest[2], middle + side // 2))
    return found


def _coloured(pixels: Any, least: int) -> Any:
    """Where the colour is strong and no large flat area, such as a bubble, has it."""
    import numpy as np

    strong = (pixels.max(axis=2).astype(np.int16) - pixels.min(axis=2)) >= least
    coarse = (pixels >> 3).astype(np.int32)
    codes = (coarse[..., 0] << 10) | (coarse[..., 1] << 5) | coarse[..., 2]
    counts = np.bincount(codes.ravel(), minlength=1 << 15)
    for code in np.flatnonzero(counts > _FLAT_SHARE * codes.size):
        flat = np.array([code >> 10, (code >> 5) & 31, code & 31]) * 8 + 4
        if flat.max() - flat.min() >= least // 3:
            strong &= ~_is_shade(pixels, flat)
    return strong


def _is_shade(pixels: Any, flat: Any) -> Any:
    """Where the hue is that of a flat colour and not stronger: its area, and edges of letters on it."""
    import numpy as np

    hues = pixels.astype(np.float32)
    hues -= hues.mean(axis=2, keepdims=True)
    hue = (flat - flat.mean()).astype(np.float32)
    length = float(np.linalg.norm(hue))
    strength = np.sqrt((hues * hues).sum(axis=2))
    return (strength <= length * 1.15) & (hues @ (hue / length) >= _SAME_HUE * strength)


def _density(coloured: Any) -> Any:
    """Cells of 2 by 2 pixels of which half is coloured."""
    height, width = (side // _CELL * _CELL for side in coloured.shape)
    blocks = coloured[:height, :width].reshape(height // _CELL, _CELL, width // _CELL, _CELL)
    return blocks.sum(axis=(1, 3)) >= _CELL


def _patches(cells: Any) -> Iterator[Place]:
    """Boxes (left, top, right, bottom; pixels) around cells that touch."""
    import numpy as np

    left_over = {(int(y), int(x)) for y, x in np.argwhere(cells)}
    while left_over:
        todo = [left_over.pop()]
        found = []
        while todo:
            y, x = todo.pop()
            found.append((y, x))
            near = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & left_over
            left_over -= near
            todo += near
        ys, xs = [y for y, _ in found], [x for _, x in found]
        yield min(xs) * _CELL, min(ys) * _CELL, (max(xs) + 1) * _CELL, (max(ys) + 1) * _CELL


def _chained(patches: Sequence[Place]) -> list[Place]:
    """Patches that stand close together on one height as one; letters of a coloured word so become a word."""
    chains: list[Place] = []
    for left, top, right, bottom in sorted(patches):
        for number in range(len(chains) - 1, -1, -1):
            start, above, end, below = chains[number]
            both = min(below, bottom) - max(above, top)
            heights = (below - above, bottom - top)
            if left - end <= max(heights) // 2 and both > min(heights) // 2:
                place = (min(start, left), min(above, top), max(end, right), max(below, bottom))
                chains[number] = place
                break
        else:
            chains.append((left, top, right, bottom))
    return chains


def _is_emoji(place: Place, coloured: Any) -> bool:
    left, top, right, bottom = place
    wide, high = right - left, bottom - top
    if not (_SMALLEST <= high <= _LARGEST and 0.4 * high <= wide <= _WIDEST * high):
        return False
    inside = coloured[top:bottom, left:right]
    solid = _thinned(inside, max(3, round(high * _STROKE))).sum()
    return bool(inside.mean() >= _COVERED or solid >= _SOLID * inside.size)


def _thinned(mask: Any, size: int) -> Any:
    """Corners of the squares of `size` that are wholly set."""
    import numpy as np

    sums = np.pad(mask.astype(np.int32).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    squares = sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size]
    return squares == size * size


def _paint(pixels: Any, place: Place) -> None:
    """Fill a patch and a narrow margin with the middle colour of the ring around it."""
    import numpy as np

    left, top, right, bottom = place
    pad = max(2, (bottom - top) // 8)
    left, top, right, bottom = max(0, left - pad), max(0, top - pad), right + pad, bottom + pad
    ring = pixels[max(0, top - 2) : bottom + 2, max(0, left - 2) : right + 2]
    edge = np.concatenate([ring[:2].reshape(-1, 3), ring[-2:].reshape(-1, 3), ring[:, 0], ring[:, -1]])
    pixels[top:bottom, left:right] = np.median(edge, axis=0)
