import re
from pathlib import Path
from string import Formatter

import pytest

from bot.console.assets import STATIC
from bot.console.inbox.failure import why_failed
from bot.console.inbox.values import FLAGS
from bot.console.words import CATALOG, LANGUAGES, Words

FOLDER = Path(__file__).parents[3] / "bot" / "console"
SOURCES = [
    path.read_text()
    for path in FOLDER.rglob("*")
    if path.suffix in {".html", ".py"} and "words" not in path.parts
]
# Made of a known beginning and a value: state.placed, media.image, ...
MADE = re.compile(r"""["'](\w+\.)["'] ~|f["'](\w+\.)\{""")


def used() -> set[str]:
    text = "\n".join(SOURCES)
    whole = re.findall(r"""\b(?:t|words)\(\s*["']([\w.]+)["']""", text)
    return {key for key in whole if not key.endswith(".")}


def test_every_word_that_pages_use_is_there() -> None:
    assert used() - set(CATALOG) == set()


def test_no_word_is_left_over() -> None:
    text = "\n".join(SOURCES)
    beginnings = tuple(one or two for one, two in MADE.findall(text))
    left = {
        key
        for key in CATALOG
        if not re.search(f"""["']{re.escape(key)}["']""", text) and not key.startswith(beginnings)
    }
    assert left == set()


@pytest.mark.parametrize("key", CATALOG)
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    names = [{name for _, name, _, _ in Formatter().parse(words) if name} for words in CATALOG[key]]
    assert names[0] == names[1]
    assert all(words.strip() == words and words for words in CATALOG[key])
    assert len(CATALOG[key]) == len(LANGUAGES)


def test_a_language_that_is_not_there_reads_spanish() -> None:
    assert Words("pt")("send") == Words("es")("send") == "Enviar"


@pytest.mark.parametrize("code", [None, 0, 131047, 131026, 131049, 132001, 424242])
def test_every_failure_is_explained(code: int | None) -> None:
    key = why_failed(code, "whatever Meta says")
    assert Words("es")(key)
    assert Words("en")(key)


def test_our_own_reasons_are_explained() -> None:
    assert why_failed(None, "window_closed") == why_failed(131047, "") == "fail.window"
    assert why_failed(None, "no_address") == "fail.no_address"
    assert why_failed(None, "") == "fail.unknown"


def test_pages_load_only_our_own_files() -> None:
    for path in FOLDER.rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"""(?:src|href)=["']https?:""", text), path.name
        assert " style=" not in text, path.name
        assert not re.search(r"\son\w+=", text), path.name
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), path.name
    assert "http" not in (STATIC / "console.css").read_text()


def test_only_pieces_that_were_rendered_are_marked_safe() -> None:
    found = re.findall(r"\{\{[^}]*\|\s*safe[^}]*\}\}", "\n".join(SOURCES))
    assert set(found) == {"{{ composer_html | safe }}"}


def codes_of(call: str) -> set[str]:
    """The reasons that the shop's actions give in a call of this name."""
    rooms = FOLDER.parents[1] / "actions"
    text = "\n".join(path.read_text() for path in rooms.rglob("*.py"))
    first = rf"""\b{call}\(\s*(?:[\w.]+, [\w.]+, )?["'](\w+)["']"""
    return set(re.findall(first, text))


def test_every_reason_to_look_is_settled_by_a_look_and_has_words() -> None:
    flags = codes_of(r"turn\.flag")
    assert len(flags) >= 3
    assert flags <= FLAGS
    assert {f"reason.{code}" for code in FLAGS} <= set(CATALOG)


def test_every_reason_for_a_person_has_words() -> None:
    reasons = codes_of("hand_over")
    assert len(reasons) >= 5
    assert {f"reason.{code}" for code in reasons | {"failed", "undelivered"}} <= set(CATALOG)
