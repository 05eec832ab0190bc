"""Writes weights files small enough to reason about."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

SHAPE = (32, 1, 2, 64, 3, 8, 1)


def write_weights(
    path: Path, pieces: Sequence[tuple[str, float]], tensors: Mapping[str, bytes]
) -> Path:
    """An E5S1 file with these pieces and tensors; offsets are absolute, as in the real one."""
    head = b"E5S1" + b"\1\0\0\0" + struct.pack("<7i", *SHAPE) + bytes(8)
    body = head + _vocabulary(pieces) + struct.pack("<iI", 2, 5) + b"-skip"
    start = len(body) + len(_directory(tensors, 0))
    path.write_bytes(body + _directory(tensors, start) + b"".join(tensors.values()))
    return path


def _vocabulary(pieces: Sequence[tuple[str, float]]) -> bytes:
    texts = [text.encode() for text, _ in pieces]
    ends = [sum(len(text) for text in texts[:i]) for i in range(len(texts) + 1)]
    sizes = struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, ends[-1])
    scores = struct.pack(f"<{len(pieces)}f", *(score for _, score in pieces))
    return sizes + struct.pack(f"<{len(ends)}I", *ends) + scores + b"".join(texts)


def _directory(tensors: Mapping[str, bytes], start: int) -> bytes:
    entries = struct.pack("<i", len(tensors))
    for name, content in tensors.items():
        named = struct.pack("<H", len(name)) + name.encode() + b"\0"
        entries += named + struct.pack("<IQQ", 0, start, len(content))
        start += len(content)
    return entries
