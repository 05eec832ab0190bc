"""Words that mean the same, everywhere or in one country."""

from pathlib import Path

import pytest

from index.synonyms import Group, SynonymError, Synonyms, load_synonyms

ROOT = Path(__file__).resolve().parents[3]


def test_any_word_of_a_group_stands_for_the_others() -> None:
    known = Synonyms.from_groups([Group("licuadora", ("batidora", "licuadora de vaso"))])
    meaning = known.meaning(("batidoras",), "mx")
    assert meaning is not None
    assert ("licuador",) in meaning.phrases
    assert not meaning.regional


def test_a_countrys_word_wins_over_the_common_one_there_alone() -> None:
    common = [Group("sudadera", ("buzo",))]
    known = Synonyms.from_groups(common, {"pe": [Group("pants", ("buzo",))], "ar": []})
    here, there = known.meaning(("buzo",), "pe"), known.meaning(("buzo",), "ar")
    assert here is not None
    assert there is not None
    assert here.regional
    assert here.phrases != there.phrases


def test_an_accounts_own_words_hold_in_every_country() -> None:
    known = Synonyms.from_groups([], {"mx": []}, [Group("termo", ("yeti",))])
    assert known.meaning(("yeti",), "mx") == known.meaning(("yeti",), "xx")


def test_words_alike_in_their_stem_are_not_taken_for_one_another() -> None:
    known = load_synonyms(ROOT / "data/synonyms")
    meaning = known.meaning(("esferos",), "co")
    assert meaning is not None
    assert ("pluma",) in meaning.phrases


def test_the_shipped_files_tell_countries_apart() -> None:
    known = load_synonyms(ROOT / "data/synonyms")
    mexico, argentina = (known.meaning(("zapatillas",), place) for place in ("mx", "ar"))
    assert mexico is not None
    assert argentina is not None
    assert ("teni",) in argentina.phrases
    assert ("teni",) not in mexico.phrases


@pytest.mark.parametrize("content", ["canonical: x", "- just text", "- {canonical: x}", "[: {"])
def test_a_file_that_is_no_list_of_groups_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "common.yml").write_text(content)
    with pytest.raises(SynonymError, match=r"common\.yml"):
        load_synonyms(tmp_path)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(SynonymError, match=str(tmp_path)):
        load_synonyms(tmp_path)


def test_words_of_another_language_are_known_where_spanish_has_none() -> None:
    known = load_synonyms(ROOT / "data/synonyms")
    meaning = known.foreign(("travesseiro",))
    assert meaning is not None
    assert ("almoh",) in meaning.phrases
    assert known.meaning(("travesseiro",), "mx") is None
    assert known.foreign(("jfkdls",)) is None
