"""Whatever the actions reply, the double of Meta takes every message that comes of it."""

from hypothesis import given
from hypothesis import strategies as st

from actions.replies import Choice, Link, Products, Question, Reply, Section, Text, WholeCatalog
from bot.simulator.check_message import check_message
from bot.whatsapp.outgoing import Wire, shape

letters = st.sampled_from("aeiou nñ\n.?!😀…é \t")
short = st.text(alphabet=letters, max_size=60)
long = st.builds(lambda text, times: text * times, short, st.integers(1, 90))
ids = st.text(alphabet="abc:0123", min_size=1, max_size=200)
skus = st.text(alphabet="ABC-0123", min_size=1, max_size=8)
choice = st.builds(Choice, ids, short, short)
section = st.builds(Section, short, st.lists(skus, max_size=25).map(tuple))
reply: st.SearchStrategy[Reply] = st.one_of(
    st.builds(Text, long),
    st.builds(Question, long, st.lists(choice, max_size=14).map(tuple), short),
    st.builds(Products, long, st.lists(section, max_size=14).map(tuple), short),
    st.builds(Link, long, short, st.just("https://tienda.example/pay/x")),
    st.builds(WholeCatalog, long, st.none() | skus),
)


def as_sent(wire: Wire) -> dict[str, object]:
    return {"messaging_product": "whatsapp", "to": "+5215587654321", **wire.payload}


@given(st.lists(reply, max_size=4))
def test_every_wire_passes(replies: list[Reply]) -> None:
    for wire in shape(replies, "300000000000003"):
        check_message(as_sent(wire))


@given(st.lists(section, max_size=14))
def test_no_product_is_lost_or_doubled(sections: list[Section]) -> None:
    reply = Products("Mira", tuple(sections))
    sent: list[str] = []
    for wire in shape([reply], "3"):
        action = wire.payload.get("interactive", {}).get("action", {})
        sent += [action["product_retailer_id"]] if "product_retailer_id" in action else []
        for part in action.get("sections", []):
            sent += [item["product_retailer_id"] for item in part["product_items"]]
    assert sent == list(dict.fromkeys(reply.skus))


@given(st.lists(long, max_size=4))
def test_no_words_are_lost(bodies: list[str]) -> None:
    wires = shape([Text(body) for body in bodies], "")
    assert " ".join(wire.body for wire in wires).split() == " ".join(bodies).split()
