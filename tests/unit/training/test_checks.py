from pathlib import Path

import pytest

from nlu.training.checks import check
from nlu.training.examples import ExamplesError, read_examples
from tests.unit.training.conftest import Write

GREETINGS = [f"hola {name}" for name in "abcdefghij"]
PAYING = [f"quiero pagar {name}" for name in "abcdefghij"]


def told(project: Path) -> list[tuple[str, str]]:
    return [(finding.level, finding.kind) for finding in check(project)]


def test_good_examples_have_nothing_to_mend(project: Write) -> None:
    assert check(project({"greet": GREETINGS, "checkout": PAYING})) == []


def test_each_example_knows_its_line(project: Write) -> None:
    folder = project({"greet": GREETINGS, "checkout": PAYING})
    lines = (folder / "data" / "nlu" / "one.yml").read_text("utf-8").splitlines()
    for example in read_examples(folder / "data" / "nlu"):
        assert lines[example.line - 1] == f"    - {example.text}"
        assert example.country == "mx"


def test_one_text_in_two_intents_is_an_error_that_names_both_places(project: Write) -> None:
    folder = project({"greet": [*GREETINGS, "¡Vale!"], "checkout": [*PAYING, "vale"]})
    found = check(folder)[0]
    assert (found.level, found.kind) == ("error", "two_intents")
    assert "one.yml:17 (greet), one.yml:32 (checkout)" in found.message


def test_two_different_thumbs_are_two_texts(project: Write) -> None:
    folder = project({"greet": [*GREETINGS, "👋"], "checkout": [*PAYING, "💳"]})
    assert told(folder) == []


def test_an_intent_that_the_domain_lacks_is_an_error(project: Write) -> None:
    assert told(project({"greet": GREETINGS, "pay": PAYING})) == [
        ("error", "not_in_domain"),
        ("warning", "no_examples"),
    ]


def test_thin_intents_and_repetitions_are_warnings(project: Write) -> None:
    folder = project({"greet": ["hola", "Hola!"], "checkout": PAYING})
    assert set(told(folder)) == {("warning", "thin"), ("warning", "repeated")}


def test_no_examples_at_all_is_an_error(project: Write) -> None:
    assert ("error", "nothing") in told(project({}))


def test_a_broken_file_is_named(project: Write) -> None:
    folder = project({"greet": GREETINGS, "checkout": PAYING})
    (folder / "data" / "nlu" / "two.yml").write_text("nlu: [", "utf-8")
    with pytest.raises(ExamplesError, match=r"two\.yml"):
        check(folder)


def test_the_shop_s_own_examples_have_no_errors() -> None:
    root = Path(__file__).resolve().parents[3]
    assert [str(one) for one in check(root) if one.level == "error"] == []
