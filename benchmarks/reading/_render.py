"""Invented chat screenshots: records of invented people drawn as bubbles, clean and degraded.

Pillow draws; raqm must be there, because without shaping Devanagari comes out in the wrong order. The
fonts are Debian's fonts-dejavu, fonts-noto-core, fonts-lohit-deva and fonts-noto-color-emoji.
"""

from __future__ import annotations

import io
import itertools
import random
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.reading import _people

_FONTS = Path("/usr/share/fonts/truetype")
LATIN = ("dejavu/DejaVuSans.ttf", "noto/NotoSans-Regular.ttf", "dejavu/DejaVuSansCondensed.ttf")
MONO = ("dejavu/DejaVuSansMono.ttf", "dejavu/DejaVuSansMono-Bold.ttf")
DEVANAGARI = (
    "noto/NotoSansDevanagari-Regular.ttf", "lohit-devanagari/Lohit-Devanagari.ttf",
    "noto/NotoSerifDevanagari-Regular.ttf",
)  # fmt: skip
EMOJI = "noto/NotoColorEmoji.ttf"
_EMOJI_SIZE = 109  # the only size its bitmaps have
STYLES = (
    "light", "dark", "emoji", "emoji dark", "three records", "monospace", "half size", "jpeg 28",
    "rotated and blurred", "dark jpeg", "emoji jpeg",
)  # fmt: skip
LANGUAGES = ("english", "hindi", "mixed")


class Shot(NamedTuple):
    """One picture as bytes, what it shows, and its kind."""

    name: str
    style: str
    language: str
    data: bytes
    records: list[list[tuple[str, str]]]


class Look(NamedTuple):
    """How one picture is drawn: colours, font size, files."""

    ink: str
    bubble: str
    ground: str
    size: int
    latin: str
    devanagari: str


def missing() -> list[str]:
    """What this machine lacks to draw the pictures, by name; empty when nothing."""
    try:
        from PIL import features
    except ImportError:
        return ["Pillow"]
    lacking = [] if features.check("raqm") else ["raqm (shaping of Devanagari)"]
    return lacking + [name for name in (*LATIN, *MONO, *DEVANAGARI, EMOJI) if not (_FONTS / name).is_file()]


def shots(count: int, seed: int) -> list[Shot]:
    """`count` pictures: every style in every language in turn, each with its own people."""
    chance = random.Random(seed)
    kinds = itertools.cycle(itertools.product(STYLES, LANGUAGES))
    return [_shot(f"{n:03}", *next(kinds), chance) for n in range(count)]


def _shot(name: str, style: str, language: str, chance: random.Random) -> Shot:
    from PIL import Image

    people = 3 if style == "three records" else chance.choice((1, 1, 2))
    fields, kind = _people.choose_fields(chance), _people.choose_kind(chance, language)
    records = [_people.record(chance, kind, fields) for _ in range(people)]
    dark = "dark" in style or (style in ("three records", "monospace") and chance.random() < 0.5)
    look = Look(
        *(chance.choice(_DARK) if dark else chance.choice(_LIGHT)),
        chance.choice((24, 26, 28, 30, 34)),
        chance.choice(MONO if style == "monospace" else LATIN),
        chance.choice(DEVANAGARI),
    )
    image = _screen(_lines(records, style, language, chance), look, chance)
    if style == "half size":
        image = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    return Shot(name, style, language, _encoded(image, style, look, chance), records)


_LIGHT = (
    ("#111111", "#ffffff", "#e5ddd5"),
    ("#0b141a", "#d9fdd3", "#efeae2"),
    ("#1c1c1e", "#f2f2f7", "#ffffff"),
)
_DARK = (
    ("#e9edef", "#202c33", "#0b141a"),
    ("#ffffff", "#2b5278", "#0e1621"),
    ("#f5f5f5", "#262628", "#000000"),
)
_MARKS = ("👤", "🎂", "📱", "🏥", "💉", "🆔", "📅", "🏠", "🔹", "✅")


def _lines(
    records: list[list[tuple[str, str]]], style: str, language: str, chance: random.Random
) -> list[list[str]]:
    """Bubbles of lines."""
    marks = list(_MARKS)
    chance.shuffle(marks)
    several = len(records) > 1
    bubbles: list[list[str]] = []
    for number, record in enumerate(records, 1):
        counted = several and chance.random() < 0.6
        lines = [_people.counter(language, number, len(records)), ""] if counted else []
        for place, (label, value) in enumerate(record):
            mark = marks[place % len(marks)] + " " if "emoji" in style else ""
            lines.append(f"{mark}{label}: {value}")
        bubbles.append(lines)
    if several and chance.random() < 0.5:
        bubbles = [list(itertools.chain.from_iterable([*b, ""] for b in bubbles))[:-1]]
    return bubbles


def _screen(bubbles: list[list[str]], look: Look, chance: random.Random) -> Any:
    from PIL import Image, ImageDraw

    step = round(look.size * chance.choice((1.4, 1.5, 1.7)))
    pad, margin = look.size, look.size
    runs = [[_runs(line, look) for line in lines] for lines in bubbles]
    widths = [max(sum(width for *_, width in line) for line in lines) for lines in runs]
    heights = [len(lines) * step + step + 2 * pad for lines in runs]
    head = 3 * look.size
    size = (round(max(widths)) + 2 * (pad + margin) + 40, head + sum(heights) + margin * (len(runs) + 1))
    image = Image.new("RGB", size, look.ground)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0], head - 6), fill=look.bubble)
    _write(image, (margin, pad), _runs(chance.choice(("Info Bot", "Data Search", "VaxInfo")), look), look.ink)
    top = head + margin
    for lines, width, height in zip(runs, widths, heights, strict=True):
        box = (margin, top, margin + round(width) + 2 * pad, top + height)
        draw.rounded_rectangle(box, radius=16, fill=look.bubble)
        for row, line in enumerate(lines):
            _write(image, (margin + pad, top + pad + row * step), line, look.ink)
        time = f"{chance.randint(1, 12)}:{chance.randint(10, 59)} {chance.choice(('AM', 'PM'))}"
        stamp = _runs(time, look, 0.6)
        _write(image, (box[2] - sum(w for *_, w in stamp) - 12, box[3] - look.size - 4), stamp, "#8696a0")
        top += height + margin
    return image


def _write(image: Any, at: tuple[float, float], line: list[tuple[str, Any, float]], ink: str) -> None:
    """Draw one line of runs; an emoji is drawn at its own size and scaled."""
    from PIL import Image, ImageDraw

    draw = ImageDraw.Draw(image)
    left = at[0]
    for text, font, width in line:
        if font.size == _EMOJI_SIZE:
            patch = Image.new("RGBA", (136, 128))
            ImageDraw.Draw(patch).text((0, 0), text, font=font, embedded_color=True)
            edge = max(8, round(width))
            patch = patch.resize((edge, edge), Image.Resampling.LANCZOS)
            image.paste(patch, (round(left), round(at[1])), patch)
        else:
            draw.text((left, at[1] + font.size), text, font=font, fill=ink, anchor="ls")
        left += width


def _runs(line: str, look: Look, scale: float = 1.0) -> list[tuple[str, Any, float]]:
    """Cut a line where the font changes: text, font, width."""
    size = round(look.size * scale)
    found = []
    for kind, group in itertools.groupby(line, key=_kind):
        text = "".join(group)
        if kind == "emoji":
            found += [(char, _font(EMOJI, _EMOJI_SIZE), size * 1.15) for char in text]
            continue
        font = _font(look.devanagari if kind == "devanagari" else look.latin, size)
        found.append((text, font, font.getlength(text)))
    return found


def _kind(char: str) -> str:
    if char in _MARKS:
        return "emoji"
    return "devanagari" if "\u0900" <= char <= "\u097f" else "latin"


@cache
def _font(name: str, size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(_FONTS / name), size, layout_engine=ImageFont.Layout.RAQM)


def _encoded(image: Any, style: str, look: Look, chance: random.Random) -> bytes:
    from PIL import Image, ImageFilter

    out = io.BytesIO()
    if "jpeg" in style:
        image.save(out, "JPEG", quality=28)
    elif "rotated" in style:
        angle = chance.choice((-1.5, -1.0, 1.0, 1.5))
        image = image.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=look.ground)
        image.filter(ImageFilter.GaussianBlur(0.8)).save(out, "PNG")
    else:
        image.save(out, "PNG")
    return out.getvalue()
