"""What stands for the files that shoppers send: small, but real enough to look at and hear."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from typing import Final

_WIDTH: Final = 240
_HEIGHT: Final = 160
_RATE: Final = 8_000
_GREEN: Final = b"\x0b\x6e\x4f"
_INK: Final = b"\x55\x60\x6a"
_PAPER: Final = b"\xf4\xf1\xe8"


def stand_in_of(mime: str) -> bytes:
    """Return the content that stands for a file of this type."""
    if mime.startswith("audio/"):
        return silence()
    return paper() if mime == "application/pdf" else picture()


@cache
def picture() -> bytes:
    """Draw a slip with some lines, as a receipt has them (PNG)."""
    rows = bytearray()
    for y in range(_HEIGHT):
        line = b"".join(_colour(x, y) for x in range(_WIDTH))
        rows += b"\0" + line
    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _colour(x: int, y: int) -> bytes:
    if y < 24:
        return _GREEN
    written = y % 16 < 3 and 16 < x < _WIDTH - 16 - y // 16 * 37 % 90
    return _INK if written else _PAPER


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


@cache
def silence(seconds: int = 2) -> bytes:
    """Return a sound of nothing (WAV): browsers look at the bytes, not at the type."""
    data = bytes([128]) * _RATE * seconds
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, _RATE, _RATE, 1, 8)
    body = b"WAVE" + form + struct.pack("<4sI", b"data", len(data)) + data
    return struct.pack("<4sI", b"RIFF", len(body)) + body


@cache
def paper() -> bytes:
    """Return a document of one empty page (PDF)."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 298 420]>>",
    )
    whole, places = b"%PDF-1.4\n", list[int]()
    for number, content in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj%sendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(whole)
    whole += b"xref\n0 4\n0000000000 65535 f \n" + table
    return whole + b"trailer<</Root 1 0 R/Size 4>>\nstartxref\n%d\n%%%%EOF\n" % start
