"""Child process: one image on standard input, one line of JSON and grey values on standard output.

Imports nothing of leakcheck: it runs under limits, with only Pillow and numpy beside it. What Pillow has
to say goes nowhere; the exit code is the message.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

_LIGHT = 128
_SMALL = 1_400_000  # pixels: up to here a picture is enlarged, beyond it its letters are large enough
_SCALE = 1.5
_LARGE = 16_000_000
_PHOTO = 6_000_000  # pixels: beyond it no screen, and colours everywhere
_REACH = 8
_DARKEST = 40.0
_LOSSY = ("JPEG", "WEBP")
_FORMATS = {"PNG": "PNG", "JPEG": "JPEG", "GIF": "GIF", "TIFF": "TIFF", "WebP": "WEBP", "BMP": "BMP"}


def main() -> None:
    """Decode, make upright and dark on light, write."""
    kind, pixels = _FORMATS[sys.argv[1]], int(sys.argv[2])
    from PIL import Image, ImageFile, ImageOps

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = None
    image = Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=[kind])
    if image.width * image.height > pixels:
        sys.exit(3)
    image.load()
    pages = 2 if getattr(image, "is_animated", False) else 1
    upright = ImageOps.exif_transpose(image)
    turned = image.getexif().get(0x0112, 1) not in (0, 1)
    opaque, reduced = _reduced(_opaque(upright))
    plain, marks = _without_emoji(opaque, kind in _LOSSY)
    grey, enlarged = _enlarged(_levelled(_dark_on_light(plain)))
    scale = reduced * enlarged
    told = {"width": grey.width, "height": grey.height, "pages": pages, "turned": turned, "scale": scale}
    told["marks"] = [[round(edge * enlarged) for edge in mark] for mark in marks]
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + grey.tobytes())


def _opaque(image: Any) -> Any:
    """Colours without transparency: over white, or over black where the picture is drawn in white."""
    from PIL import Image, ImageStat

    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        low, high = image.getextrema()
        scale = 255 / max(1, high - low)
        return image.point(lambda value: (value - low) * scale).convert("L").convert("RGB")
    if not (image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info):
        return image.convert("RGB")
    image = image.convert("RGBA")
    over = {shade: Image.new("RGBA", image.size, (shade, shade, shade, 255)) for shade in (255, 0)}
    for ground in over.values():
        ground.alpha_composite(image)
    best = max((255, 0), key=lambda shade: ImageStat.Stat(over[shade].convert("L")).stddev[0])
    return over[best].convert("RGB")


def _reduced(image: Any) -> tuple[Any, float]:
    """Very large pictures made smaller: their letters are large too, and engines take memory by the pixel."""
    from PIL import Image

    scale = (_LARGE / (image.width * image.height)) ** 0.5
    if scale >= 1:
        return image, 1.0
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.BOX), scale


def _without_emoji(image: Any, is_lossy: bool) -> tuple[Any, Any]:
    """The picture with emoji painted over, and where; a picture without colour is left alone."""
    import numpy as np
    from PIL import Image, ImageFilter

    if image.width * image.height > _PHOTO:
        return image, []
    sys.path.insert(0, str(Path(__file__).parent))
    from _emoji import without_emoji  # type: ignore[import-not-found] # beside this file

    pixels = np.asarray(image)
    smooth = np.asarray(image.filter(ImageFilter.BoxBlur(2))) if is_lossy else None
    painted, marks = without_emoji(pixels, smooth)
    return (Image.fromarray(painted) if marks else image), marks


def _dark_on_light(image: Any) -> Any:
    """Grey values, turned over where most of the picture is dark."""
    from PIL import ImageOps, ImageStat

    grey = image.convert("L")
    return ImageOps.invert(grey) if ImageStat.Stat(grey).median[0] < _LIGHT else grey


def _levelled(grey: Any) -> Any:
    """Every ground made white: a grey bubble on a light screen otherwise hides its letters from engines.

    The ground is what is left when everything dark and narrower than about 40 pixels is closed.
    """
    import numpy as np
    from PIL import Image, ImageFilter

    size = (max(1, grey.width // _REACH), max(1, grey.height // _REACH))
    small = grey.resize(size, Image.Resampling.BOX)
    closed = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MinFilter(5))
    ground = np.asarray(closed.resize(grey.size, Image.Resampling.BILINEAR), np.float32)
    level = np.asarray(grey, np.float32) * (255.0 / np.maximum(ground, _DARKEST))
    return Image.fromarray(np.minimum(level, 255.0).astype(np.uint8))


def _enlarged(grey: Any) -> tuple[Any, float]:
    from PIL import Image

    if grey.width * grey.height > _SMALL:
        return grey, 1.0
    size = (round(grey.width * _SCALE), round(grey.height * _SCALE))
    return grey.resize(size, Image.Resampling.BICUBIC), _SCALE


if __name__ == "__main__":
    main()
