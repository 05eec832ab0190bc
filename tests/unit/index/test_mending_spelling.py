"""Slips are mended into words of the catalog; words of the language are left alone."""

import pytest

from index.spelling import Spelling

WORDS = "licuadora reloj tenis chamarra pieza antiadherente bota audifonos camisa".split()


def spelling(*language: str) -> Spelling:
    found = Spelling(frozenset(language))
    found.add(WORDS)
    return found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("liquadora", "licuadora"),
        ("relog", "reloj"),
        ("tnis", "tenis"),
        ("teins", "tenis"),
        ("chamara", "chamarra"),
        ("antiaderente", "antiadherente"),
        ("audiofonos", "audifonos"),
        ("kamisa", "camisa"),
        ("vota", "bota"),
    ],
)
def test_slips_find_the_word_that_was_meant(written: str, meant: str) -> None:
    assert spelling().fixes(written)[0].word == meant


def test_known_words_short_words_and_numbers_are_not_mended() -> None:
    for word in ("tenis", "chamarras", "ten", "2000"):
        assert spelling().fixes(word) == ()


def test_a_word_of_the_language_is_doubted_only_for_one_that_sounds_the_same() -> None:
    assert spelling("pizza").fixes("pizza") == ()
    heard = spelling("vota").fixes("vota")
    assert [fix.word for fix in heard] == ["bota"]
    assert heard[0].trust < spelling().fixes("vota")[0].trust


def test_removed_words_are_no_longer_meant() -> None:
    words = spelling()
    words.remove(["reloj"])
    assert words.fixes("relog") == ()
