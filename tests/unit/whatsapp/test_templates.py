"""Our templates: Meta would take them, and their filled-in messages fit them."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.orders.templates import FACTS, PURPOSES, fill, read_template
from bot.simulator.setup import Setup
from bot.simulator.state import State
from bot.simulator.templates import create, filled_text
from bot.whatsapp.outbound.template import TemplateMessage
from bot.whatsapp.templates import DEFINITIONS, EXAMPLES, Purpose, creation, template_wire

URL = "https://tienda.example"
VALUES = {**EXAMPLES, "token": "t0k3n"}


def approved(purpose: Purpose) -> State:
    state = State(Setup())
    create(state, creation(purpose, URL))
    for template in state.templates.values():
        template["status"] = "APPROVED"
    return state


@pytest.mark.parametrize("purpose", get_args(Purpose))
def test_meta_takes_the_template_and_its_message(purpose: Purpose) -> None:
    wire = template_wire(purpose, VALUES)
    TemplateMessage.model_validate(wire.payload)
    assert filled_text(approved(purpose), wire.payload["template"]) == wire.body
    assert "{{" not in wire.body


words = st.text(alphabet=st.sampled_from("a é\n\t.😀 "), max_size=1500)


@given(st.dictionaries(st.sampled_from(sorted(EXAMPLES)), words))
def test_any_values_fit(values: dict[str, str]) -> None:
    for purpose in ("answer", "shipped", "recovery"):
        wire = template_wire(purpose, {**VALUES, **values})
        filled_text(approved(purpose), wire.payload["template"])


def test_a_missing_value_is_named() -> None:
    with pytest.raises(ValueError, match="'tracking'"):
        template_wire("shipped", {"number": "1"})


def test_only_the_reminder_is_marketing() -> None:
    marketing = [key for key, one in DEFINITIONS.items() if one.category == "MARKETING"]
    assert marketing == ["recovery"]


def test_a_button_leads_under_the_public_url() -> None:
    components: list[Any] = creation("recovery", URL + "/")["components"]
    (button,) = components[1]["buttons"]
    assert button["url"] == "https://tienda.example/pay/{{1}}"


def test_the_facts_of_every_notice_fill_its_template() -> None:
    facts = {"name": "Ana", "shop": "Tienda", **EXAMPLES, "deadline": "hoy"}
    for kind in FACTS:
        purpose = next(one for one in PURPOSES[kind] if one in DEFINITIONS)
        made = creation(purpose, URL)  # type: ignore[arg-type]
        template = read_template(made["name"], made["language"], made["components"])
        assert fill(template, kind, facts) is not None
        assert template.button is bool(DEFINITIONS[purpose].button)  # type: ignore[index]
