"""Terms, postings that come and go, and their scores."""

from hypothesis import given
from hypothesis import strategies as st

from index.lexical.bm25 import Alternative, Concept, known_share, score
from index.lexical.postings import Postings
from index.terms import cut, stem, terms

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=4)


def concept(*words: str) -> Concept:
    return Concept((Alternative(words),))


def postings_of(*documents: str) -> Postings:
    postings = Postings()
    for place, text in enumerate(documents):
        postings.add(place, dict.fromkeys(terms(text), 3.0))
    return postings


def test_plurals_and_accents_are_one_term() -> None:
    pairs = "camión camiones lápiz lápices jean jeans mueble muebles zapato zapatos papel papeles"
    words = pairs.split()
    for one, other in zip(words[::2], words[1::2], strict=True):
        assert terms(one) == terms(other)


def test_short_words_of_different_things_stay_apart() -> None:
    assert stem("ciclo") != stem("cicla")
    assert stem("gorro") != stem("gorra")


def test_numbers_and_their_units_are_cut_apart() -> None:
    assert cut("Cargador 20W") == ["cargador", "20", "w"]
    assert cut("10,000 mAh") == ["10000", "mah"]


def test_a_product_named_like_the_question_gets_the_full_score() -> None:
    found = score(postings_of("tenis de lona", "tenis de malla", "olla"), [concept("lona")])
    assert found[0] > 0.95
    assert found[1] == found[2] == 0


def test_an_unknown_word_lowers_every_score() -> None:
    postings = postings_of("teclado inalambrico", "olla")
    alone = score(postings, [concept(stem("inalambrico"))])[0]
    beside = score(postings, [concept(stem("taladro")), concept(stem("inalambrico"))])[0]
    assert beside < 0.6 * alone


def test_an_alternative_of_several_terms_needs_them_all() -> None:
    postings = postings_of("zapatos de tacon", "zapatos de piso")
    found = score(postings, [Concept((Alternative(tuple(terms("zapatos tacon"))),))])
    assert found[0] > 0
    assert found[1] == 0


def test_the_share_of_known_concepts_is_counted() -> None:
    assert known_share(postings_of("olla"), [concept("olla"), concept("xbox")]) == 0.5
    assert known_share(postings_of("olla"), []) == 0.0


@given(st.dictionaries(st.integers(0, 30), WORDS), st.sets(st.integers(0, 30)))
def test_adding_and_removing_leaves_what_was_never_removed(
    documents: dict[int, list[str]], gone: set[int]
) -> None:
    postings, fresh = Postings(), Postings()
    for number, words in documents.items():
        postings.add(number, dict.fromkeys(words, 1.0))
    for number in gone & documents.keys():
        postings.remove(number)
    for number in documents.keys() - gone:
        fresh.add(number, dict.fromkeys(documents[number], 1.0))
    assert len(postings) == len(fresh)
    for term in "abcd":
        assert postings.frequency(term) == fresh.frequency(term)
        kept = sorted(set(postings.of(term)[0].tolist()) - gone)
        assert kept == sorted(fresh.of(term)[0].tolist())


def test_numbers_of_removed_documents_are_free_after_cleaning_up() -> None:
    postings = Postings()
    for number in range(3_000):
        postings.add(number, {"a": 1.0, f"t{number}": 1.0})
    for number in range(1_500):
        postings.remove(number)
    assert postings.free(0)
    assert set(postings.of("a")[0].tolist()) <= set(range(1_000, 3_000))
    assert postings.frequency("a") == 1_500
