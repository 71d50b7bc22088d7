"""Child process: a question and a grey picture on standard input, recognised text as JSON on standard output.

Imports nothing of leakcheck: it runs under limits, with only rapidocr beside it. What the package prints
or logs goes nowhere.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any

_BAND, _SHARED = 1_600, 120  # rows: the detector shrinks what is higher than 2,000, and letters get lost
_WIDEST = 2_000  # columns: finding lines takes memory by the pixel
_PAD = 0.15
_COVERED = 0.33


def main() -> None:
    """Answer one question."""
    given = sys.stdin.buffer.read()
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    head, _, grey = given.partition(b"\n")
    asked = json.loads(head)
    import numpy as np
    from rapidocr_onnxruntime import RapidOCR

    width, height = asked["size"]
    plain = np.frombuffer(grey, np.uint8).reshape(height, width)
    picture = np.repeat(plain[:, :, None], 3, axis=2)
    engine = RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)
    spots = [_crop(picture, spot) for spot in asked["spots"]]
    found = _found(engine, picture, min(1.0, 1 / asked["scale"], _WIDEST / width))
    boxes = [box for box in found if not _is_covered(_around(box), asked["covered"])]
    crops = engine.get_crop_img_list(picture, boxes) if boxes else []
    texts = [(text, float(sure)) for text, sure in _recognised(engine, [*spots, *crops])]
    lines = [(*text, _around(box)) for text, box in zip(texts[len(spots) :], boxes, strict=True)]
    answer.write(json.dumps({"spots": texts[: len(spots)], "lines": lines}).encode())
    answer.close()


def _recognised(engine: Any, crops: list[Any]) -> Any:
    return engine.text_rec(crops, False)[0] if crops else []


def _found(engine: Any, picture: Any, scale: float) -> Iterator[Any]:
    """Corners of every line of text, found in a picture reduced to `scale`."""
    import cv2

    if scale < 1:
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    for box in _boxes(engine, picture):
        yield (box / scale).astype("float32")


def _boxes(engine: Any, picture: Any) -> Iterator[Any]:
    """Corners of every line of text, found in bands; a line in the shared rows is taken once."""
    height = picture.shape[0]
    for top in range(0, height, _BAND):
        first, last = max(0, top - _SHARED), min(height, top + _BAND + _SHARED)
        found, _ = engine.auto_text_det(picture[first:last])
        for box in found if found is not None else ():
            whole = box + (0, first)  # noqa: RUF005 - corners, moved down
            if top <= whole[:, 1].mean() < top + _BAND:
                yield whole


def _around(box: Any) -> list[int]:
    return [int(box[:, 0].min()), int(box[:, 1].min()), int(box[:, 0].max()), int(box[:, 1].max())]


def _is_covered(box: Sequence[int], others: Sequence[Sequence[int]]) -> bool:
    """Whether a third of a box lies in others together: found boxes are wider than the letters in them."""
    area = max(1, (box[2] - box[0]) * (box[3] - box[1]))
    shared = 0
    for other in others:
        wide = min(box[2], other[2]) - max(box[0], other[0])
        high = min(box[3], other[3]) - max(box[1], other[1])
        shared += max(0, wide) * max(0, high)
    return shared > _COVERED * area


def _crop(picture: Any, box: Sequence[int]) -> Any:
    """A spot with a margin, so that strokes at its edge are whole."""
    left, top, right, bottom = box
    pad = max(2, round((bottom - top) * _PAD))
    return picture[max(0, top - pad) : bottom + pad, max(0, left - pad) : right + pad]


if __name__ == "__main__":
    main()
