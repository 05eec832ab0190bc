"""From the first word to the order, with real Rasa, over HTTP, as a customer does it."""

import pytest

from tests.e2e.shopper import Shopper
from tests.e2e.town import Town

pytestmark = pytest.mark.rasa


def test_a_search_becomes_a_cart_with_a_link_that_opens(shared_town: Town) -> None:
    ana = Shopper(shared_town)
    (welcome,) = ana.say("hola")
    assert "Ana" in welcome.text

    (found,) = ana.say("busco tenis para correr grises del 27")
    assert "TEN-BRISA-GRI-27" in found.skus
    second = found.skus[1]

    (added,) = ana.say("agrega dos del segundo")
    assert ana.cart() == {second: 2}
    assert "Pagar" in added.choices

    (listed,) = ana.say("qué llevo")
    assert "2 ×" in listed.text

    (link,) = ana.say("quiero pagar")
    assert link.link is not None
    assert link.link.startswith(f"{shared_town.url}/pay/")


def test_a_cart_sent_from_product_cards_becomes_the_cart(shared_town: Town) -> None:
    ben = Shopper(shared_town, "Ben", hidden=True)
    (received,) = ben.send_cart({"AUD-CALMA-NEG": 2, "TEN-BRISA-GRI-27": 1})
    assert ben.cart() == {"AUD-CALMA-NEG": 2, "TEN-BRISA-GRI-27": 1}
    assert received.link is not None


def test_a_question_on_a_product_is_answered_from_its_own_facts(shared_town: Town) -> None:
    cleo = Shopper(shared_town, "Cleo")
    (answer,) = cleo.say("¿es resistente al agua?", sku="TEN-LLUVIA-GOS-27")
    assert "impermeable" in answer.text
