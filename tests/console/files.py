"""Files as fetching leaves them."""

import hashlib
import struct
import zlib
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from bot.store.changes import record_change
from bot.store.tables.conversation import media, message


def put_file(  # noqa: PLR0917 - what a file is
    conn: Connection, home: Path, message_id: int, data: bytes, mime: str, at: int
) -> int:
    """Put a message's file where fetching keeps it; return its row's id."""
    return put_row(conn, message_id, at, **_kept(home, data, mime))


def comes(conn: Connection, home: Path, media_id: int, data: bytes, mime: str) -> None:
    """Let the file of a row come, as fetching does."""
    row = update(media).where(media.c.id == media_id).values(**_kept(home, data, mime))
    account_id, message_id, at = conn.execute(
        row.returning(media.c.account_id, media.c.message_id, media.c.at)
    ).one()
    talk = select(message.c.conversation_id).where(message.c.id == message_id)
    record_change(conn, account_id, "conversation", conn.execute(talk).scalar_one(), at)


def _kept(home: Path, data: bytes, mime: str) -> dict[str, object]:
    digest = hashlib.sha256(data).hexdigest()
    path = home / "media" / digest[:2] / digest
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return {"sha256": digest, "mime": mime, "size": len(data), "state": "kept"}


def put_row(conn: Connection, message_id: int, at: int, **told: object) -> int:
    """Write the row of a message's file in any state, and tell who looks."""
    mine = select(message.c.account_id, message.c.conversation_id).where(message.c.id == message_id)
    account_id, talk = conn.execute(mine).one()
    row = {"account_id": account_id, "message_id": message_id, "meta_id": "1", "at": at, **told}
    made: int = conn.execute(insert(media).values(row).returning(media.c.id)).scalar_one()
    record_change(conn, account_id, "conversation", talk, at)
    return made


def a_receipt(width: int = 480, height: int = 320) -> bytes:
    """Draw a picture that can be told from others: lines on paper, as a receipt has them."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            line = y % 32 < 6 and 32 < x < width - 32 - (y * 7 % 160) and y > 40
            head = y < 40
            rows += b"\x0b\x6e\x4f" if head else b"\x55\x60\x6a" if line else b"\xf4\xf1\xe8"
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def a_sound(seconds: int = 3) -> bytes:
    """Return silence that browsers play: they look at the bytes, not at the name."""
    rate = 8_000
    data = bytes([128]) * rate * seconds
    head = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate, 1, 8)
    body = b"WAVE" + head + struct.pack("<4sI", b"data", len(data)) + data
    return struct.pack("<4sI", b"RIFF", len(body)) + body
