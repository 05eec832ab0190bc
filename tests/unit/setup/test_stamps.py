"""What is made is made again exactly when its inputs change."""

from pathlib import Path

import pytest

from requirements.setup import stamps


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "rules.yml").write_text("rules: []")
    (tmp_path / "lock.txt").write_text("a==1")
    return [folder, tmp_path / "lock.txt"]


def test_the_same_inputs_give_the_same_fingerprint_in_any_order(inputs: list[Path]) -> None:
    assert stamps.fingerprint(inputs) == stamps.fingerprint(reversed(inputs))


def test_a_changed_file_in_a_folder_changes_the_fingerprint(inputs: list[Path]) -> None:
    before = stamps.fingerprint(inputs)
    (inputs[0] / "rules.yml").write_text("rules: [x]")
    assert stamps.fingerprint(inputs) != before


def test_a_renamed_file_changes_the_fingerprint(inputs: list[Path]) -> None:
    before = stamps.fingerprint(inputs)
    (inputs[0] / "rules.yml").rename(inputs[0] / "other.yml")
    assert stamps.fingerprint(inputs) != before


def test_plain_values_count_and_do_not_run_together(inputs: list[Path]) -> None:
    assert stamps.fingerprint(inputs, "ab", "c") != stamps.fingerprint(inputs, "a", "bc")


def test_bytecode_and_hidden_files_do_not_count(inputs: list[Path]) -> None:
    before = stamps.fingerprint(inputs)
    (inputs[0] / "__pycache__").mkdir()
    (inputs[0] / "__pycache__" / "x.pyc").write_bytes(b"\0")
    (inputs[0] / ".rules.yml.swp").write_text("")
    assert stamps.fingerprint(inputs) == before


def test_a_missing_input_counts_as_missing(inputs: list[Path]) -> None:
    before = stamps.fingerprint(inputs)
    inputs[1].unlink()
    assert stamps.fingerprint(inputs) != before


def test_a_stamp_is_current_only_with_the_same_content(tmp_path: Path) -> None:
    stamp = tmp_path / "made" / "setup.stamp"
    assert not stamps.is_current(stamp, "one")
    stamps.write(stamp, "one")
    assert stamps.is_current(stamp, "one")
    assert not stamps.is_current(stamp, "two")
    assert [file.name for file in stamp.parent.iterdir()] == ["setup.stamp"]
