"""The weights file is read as it is laid out, and refused when it is not one."""

import struct
from pathlib import Path

import numpy as np
import pytest

from index.embed.build.errors import BuildError
from index.embed.build.weights import Piece, read_weights
from tests.unit.embed_build.weights_file import write_weights

# One block of 32 values: scale 0.5, low nibbles all 10 (first half), high nibbles all 7.
BLOCK = struct.pack("<e", 0.5) + bytes([10 | 7 << 4] * 16)


@pytest.fixture
def weights_file(tmp_path: Path) -> Path:
    tensors = {"plain": struct.pack("<4f", 1, 2, 3, 4), "packed": BLOCK * 2}
    return write_weights(tmp_path / "w.bin", [("<s>", 0.0), ("▁hola", -1.5)], tensors)


def test_pieces_keep_their_text_and_score(weights_file: Path) -> None:
    assert read_weights(weights_file).pieces == [Piece("<s>", 0.0), Piece("▁hola", -1.5)]


def test_the_shape_comes_from_the_header(weights_file: Path) -> None:
    shape = read_weights(weights_file).shape
    assert (shape.hidden, shape.layers, shape.heads, shape.feed_forward) == (32, 1, 2, 64)


def test_a_plain_tensor_is_read_as_it_stands(weights_file: Path) -> None:
    tensor = read_weights(weights_file).plain("plain", 2, 2)
    assert tensor.tolist() == [[1, 2], [3, 4]]


def test_a_packed_tensor_is_scaled_around_eight(weights_file: Path) -> None:
    tensor = read_weights(weights_file).quantised("packed", 2, 32)
    row = [(10 - 8) * 0.5] * 16 + [(7 - 8) * 0.5] * 16
    assert tensor.tolist() == [row, row]
    assert tensor.dtype == np.float32


def test_a_missing_tensor_is_named(weights_file: Path) -> None:
    with pytest.raises(BuildError, match="'absent'"):
        read_weights(weights_file).plain("absent", 1)


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(BuildError, match="no E5S1 weights file"):
        read_weights(tmp_path / "w.bin")


@pytest.mark.parametrize("size", [4, 20, 60, 100, 130])
def test_a_file_cut_short_is_refused(weights_file: Path, size: int) -> None:
    weights_file.write_bytes(weights_file.read_bytes()[:size])
    with pytest.raises(BuildError, match="is damaged"):
        read_weights(weights_file)
