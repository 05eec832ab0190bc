import subprocess
import sys
import threading
from pathlib import Path

import pytest

from nlu.training.alone import alone
from nlu.training.registry import Trained, data_hash, newest_model, rate, register, registered
from tests.unit.training.conftest import Write


def store(models: Path, name: str, created: int, hashed: str = "h") -> Path:
    archive = models / "nlu" / f"{name}.tar.gz"
    archive.parent.mkdir(parents=True, exist_ok=True)
    archive.write_bytes(b"archive")
    register(models, Trained(name, created, hashed, archive.name))
    return archive


def test_the_newest_model_is_found(tmp_path: Path) -> None:
    store(tmp_path, "second", 2)
    first = store(tmp_path, "third", 3)
    store(tmp_path, "first", 1)
    assert newest_model(tmp_path) == first
    assert [one.id for one in registered(tmp_path)] == ["third", "second", "first"]


def test_without_models_there_is_none(tmp_path: Path) -> None:
    assert newest_model(tmp_path) is None


def test_an_archive_that_is_gone_is_not_offered(tmp_path: Path) -> None:
    kept = store(tmp_path, "old", 1)
    store(tmp_path, "new", 2).unlink()
    assert newest_model(tmp_path) == kept


@pytest.mark.parametrize("content", ["", "{}", "[1]", '[{"id": "x"}]', "\x00"])
def test_a_damaged_registry_counts_as_empty(tmp_path: Path, content: str) -> None:
    store(tmp_path, "one", 1)
    (tmp_path / "nlu" / "registry.json").write_text(content, "utf-8")
    assert registered(tmp_path) == []
    store(tmp_path, "two", 2)
    assert [one.id for one in registered(tmp_path)] == ["two"]


def test_an_evaluation_is_kept_with_its_model(tmp_path: Path) -> None:
    archive = store(tmp_path, "one", 1)
    rate(tmp_path, archive, {"accuracy": 0.9})
    rate(tmp_path, tmp_path / "elsewhere.tar.gz", {"accuracy": 0.1})
    assert [one.metrics for one in registered(tmp_path)] == [{"accuracy": 0.9}]


def test_a_model_fits_the_data_it_was_trained_from(project: Write, tmp_path: Path) -> None:
    folder = project({"greet": ["hola"]})
    models = tmp_path / "models"
    fitting = store(models, "fits", 1, data_hash(folder))
    store(models, "newer", 2, "other")
    assert newest_model(models, folder) == fitting


def test_examples_change_the_hash_and_wording_does_not(project: Write) -> None:
    before = data_hash(project({"greet": ["hola"]}))
    folder = project({"greet": ["hola", "buenas"]})
    after = data_hash(folder)
    assert after != before
    domain = folder / "domain.yml"
    worded = domain.read_text("utf-8") + "responses:\n  utter_hello:\n  - text: hola\n"
    domain.write_text(worded, "utf-8")
    assert data_hash(folder) == after


def test_models_that_are_registered_at_once_are_all_kept(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; "
        "from nlu.training.registry import Trained, register; "
        "[register(Path(sys.argv[1]), Trained(sys.argv[2] + str(n), n, 'h', 'a')) "
        "for n in range(20)]"
    )
    store(tmp_path, "a", 1).rename(tmp_path / "nlu" / "a")
    command = [sys.executable, "-c", script, str(tmp_path)]
    both = [subprocess.Popen([*command, name]) for name in ("x", "y")]
    assert [one.wait() for one in both] == [0, 0]
    assert len({one.id for one in registered(tmp_path)}) == 40


def test_who_comes_second_waits_and_says_so(tmp_path: Path) -> None:
    told: list[str] = []
    waits, done = threading.Event(), threading.Event()

    def second() -> None:
        with alone(tmp_path, waits.set):
            told.append("second")
        done.set()

    with alone(tmp_path):
        threading.Thread(target=second, daemon=True).start()
        assert waits.wait(10)
        told.append("first")
    assert done.wait(10)
    assert told == ["first", "second"]


def test_who_comes_alone_waits_for_nobody(tmp_path: Path) -> None:
    with alone(tmp_path / "new", lambda: pytest.fail("nobody is there")):
        pass
