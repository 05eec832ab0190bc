"""A model folder is there complete or not at all."""

import json
from pathlib import Path

import pytest

from index.embed.build.build import build, is_built
from index.embed.build.errors import BuildError


def silent(line: str) -> None:
    """Nobody watches."""


def test_a_missing_weights_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no weights file"):
        build(tmp_path / "absent.bin", tmp_path / "model", silent)


def test_other_weights_are_refused_and_the_old_folder_stays(tmp_path: Path) -> None:
    old = tmp_path / "model" / "about.json"
    old.parent.mkdir()
    old.write_text("{}")
    (tmp_path / "w.bin").write_bytes(b"E5S1")
    with pytest.raises(BuildError, match="not the weights file"):
        build(tmp_path / "w.bin", tmp_path / "model", silent)
    assert old.read_text() == "{}"


def test_nothing_is_left_beside_after_a_failure(tmp_path: Path) -> None:
    (tmp_path / "w.bin").write_bytes(b"E5S1")
    with pytest.raises(BuildError):
        build(tmp_path / "w.bin", tmp_path / "models" / "model", silent)
    assert [path.name for path in (tmp_path / "models").iterdir()] == [".model.lock"]


def test_a_folder_whose_onnx_file_changed_counts_as_not_built(tmp_path: Path) -> None:
    (tmp_path / "model_int8.onnx").write_bytes(b"changed")
    about = {"name": tmp_path.name, "recipe": 1, "weights": "x", "onnx": "y"}
    (tmp_path / "about.json").write_text(json.dumps(about))
    assert not is_built(tmp_path)
