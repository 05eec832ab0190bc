"""Synonyms, colours and sizes: closed lists without a word that stands for two things."""

import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from nlu.text.colours import parse_colours

DATA = Path(__file__).resolve().parents[2] / "data"
COUNTRIES = ["mx", "ar", "co", "cl", "pe", "es"]


def folded(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def load(path: str) -> Any:
    return yaml.safe_load((DATA / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["common", *COUNTRIES])
def test_a_word_belongs_to_one_group_of_its_synonym_file(name: str) -> None:
    found = load(f"synonyms/{name}.yml")
    for group in found:
        assert {"canonical", "words"} <= set(group) <= {"canonical", "words", "kinds"}
        assert group["words"] or group.get("kinds")
    said = [folded(word) for group in found for word in (group["canonical"], *group["words"])]
    assert [word for word, times in Counter(said).items() if times > 1] == []


@pytest.mark.parametrize("name", COUNTRIES)
def test_a_countrys_own_words_are_not_common_ones(name: str) -> None:
    common = load("synonyms/common.yml")
    names = {group["canonical"] for group in common}
    everywhere = {folded(word) for group in common for word in group["words"]}
    for group in load(f"synonyms/{name}.yml"):
        assert not everywhere & {folded(word) for word in group["words"]}, group["canonical"]
        assert group["canonical"] in names or folded(group["canonical"]) not in everywhere


def test_what_is_needed_has_a_common_name() -> None:
    common = load("synonyms/common.yml")
    named = {word for group in common for word in (group["canonical"], *group["words"])}
    assert {group["canonical"] for group in load("synonyms/needs.yml")} <= named


def test_synonyms_are_many() -> None:
    assert len(load("synonyms/common.yml")) >= 150


def test_zapatillas_are_running_shoes_everywhere_but_in_mexico() -> None:
    def meant(country: str) -> str:
        found = load(f"synonyms/{country}.yml")
        return next(one["canonical"] for one in found if "zapatillas" in one["words"])

    assert meant("mx") == "zapatos de tacón"
    assert {meant(country) for country in COUNTRIES if country != "mx"} == {"tenis"}


def test_each_colour_word_has_one_colour_and_each_family_its_neighbours() -> None:
    lookup = load("lookups/colours.yml")
    said = [folded(word) for one in lookup["colours"] for word in (one["canonical"], *one["words"])]
    assert [word for word, times in Counter(said).items() if times > 1] == []
    families = {one["family"] for one in lookup["colours"]}
    assert set(lookup["near"]) == families
    assert {near for nears in lookup["near"].values() for near in nears} <= families
    assert {folded(word) for word in lookup["also_things"]} <= set(said)


def test_colours_that_messages_are_read_into_have_the_names_of_the_lookup() -> None:
    lookup = load("lookups/colours.yml")["colours"]
    names = {one["canonical"] for one in lookup}
    read = {colour for one in lookup for colour in parse_colours(f"color {one['canonical']}")}
    assert read <= names


def test_each_size_word_has_one_size_and_shoe_numbers_rise() -> None:
    sizes = load("lookups/sizes.yml")
    for kind in ("clothing", "bedding"):
        said = [folded(word) for one in sizes[kind] for word in (one["canonical"], *one["words"])]
        assert len(set(said)) == len(said)
    for chart in sizes["shoe_equivalents"].values():
        for system in ("mx", "us", "eu"):
            numbers = [row[system] for row in chart]
            assert numbers == sorted(set(numbers))
    assert set(sizes["shoes"]) == set(COUNTRIES)
