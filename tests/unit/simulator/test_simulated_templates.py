"""What the simulated Meta takes as a template, and which values fit it."""

from typing import Any

import pytest

from bot.simulator.graph_errors import GraphError
from bot.simulator.setup import Setup
from bot.simulator.state import State
from bot.simulator.templates import approved, create, filled_text

Json = dict[str, Any]


def body(text: str, *examples: str) -> Json:
    return {"type": "BODY", "text": text, "example": {"body_text": [list(examples)]}}


def template(*components: Json, **changes: Any) -> Json:
    given = {"name": "aviso", "language": "es", "category": "UTILITY"}
    return {**given, "components": list(components), **changes}


GOOD = template(
    body("Tu pedido {{1}} suma {{2}}. Gracias.", "1042", "$10.00"),
    {
        "type": "BUTTONS",
        "buttons": [
            {
                "type": "URL",
                "text": "Ver",
                "url": "https://a.mx/{{1}}",
                "example": ["https://a.mx/x"],
            }
        ],
    },
)


def ready(definition: Json = GOOD) -> State:
    state = State(Setup())
    create(state, definition)
    for made in state.templates.values():
        made["status"] = "APPROVED"
    return state


def sent(*values: str, url: str | None = "abc", **changes: Any) -> Json:
    parameters = [{"type": "text", "text": value} for value in values]
    button = {"type": "button", "sub_type": "url", "index": 0}
    parts: list[Json] = [{"type": "body", "parameters": parameters}]
    if url is not None:
        parts.append({**button, "parameters": [{"type": "text", "text": url}]})
    return {"name": "aviso", "language": {"code": "es"}, "components": parts, **changes}


def code_of(state: State, message: Json) -> int:
    with pytest.raises(GraphError) as refused:
        filled_text(state, message)
    return refused.value.code


def test_values_fill_the_text_in() -> None:
    assert filled_text(ready(), sent("7", "$5")) == "Tu pedido 7 suma $5. Gracias."


def test_values_that_do_not_fit() -> None:
    state = ready()
    assert code_of(state, sent("7")) == 132000
    assert code_of(state, sent("7", "8", "9")) == 132000
    assert code_of(state, sent("7", "8", url=None)) == 131008
    assert code_of(state, sent("7\n", "8")) == 132012
    assert code_of(state, sent("a" * 600, "b" * 600)) == 132005
    assert code_of(state, sent("7", "8", name="otro")) == 132001
    assert code_of(state, sent("7", "8", language={"code": "pt_BR"})) == 132001


@pytest.mark.parametrize(
    ("status", "code"),
    [("PENDING", 132001), ("REJECTED", 132001), ("PAUSED", 132015), ("DISABLED", 132016)],
)
def test_only_approved_templates_go_out(status: str, code: int) -> None:
    state = ready()
    state.templates["aviso/es"]["status"] = status
    assert code_of(state, sent("7", "8")) == code


def test_named_variables_are_matched_by_name() -> None:
    named = {
        "type": "BODY",
        "text": "Tu pedido {{number}} va en camino.",
        "example": {"body_text_named_params": [{"param_name": "number", "example": "1"}]},
    }
    state = ready(template(named, parameter_format="NAMED"))
    message = sent("7", url=None)
    assert code_of(state, message) == 132000
    message["components"][0]["parameters"][0]["parameter_name"] = "number"
    assert filled_text(state, message) == "Tu pedido 7 va en camino."
    assert approved(state, message)["category"] == "UTILITY"


@pytest.mark.parametrize(
    "wrong",
    [
        template(),
        template({"type": "FOOTER", "text": "x"}),
        template(body("{{1}} al principio", "a")),
        template(body("al final {{1}}", "a")),
        template(body("dos {{1}}{{2}} juntas", "a", "b")),
        template(body("con salto {{1}} y {{3}} aquí", "a", "b")),
        template(body("sin ejemplo {{1}} aquí")),
        template(body("a" * 1025)),
        template(body("bien"), name="Con Mayúsculas"),
        template(body("bien"), category="FUN"),
        template(body("bien"), colour="red"),
        template(body("bien"), {"type": "FOOTER", "text": "a" * 61}),
        template(body("bien"), {"type": "HEADER", "format": "TEXT", "text": "a" * 61}),
        template(body("bien"), {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "a" * 26}]}),
        template(body("bien"), {"type": "BUTTONS", "buttons": [{"type": "DANCE", "text": "a"}]}),
        template(body("bien"), {"type": "MUSIC"}),
    ],
)
def test_what_meta_would_not_take(wrong: Json) -> None:
    with pytest.raises(GraphError):
        create(State(Setup()), wrong)


def test_a_name_is_taken_once_a_language() -> None:
    state = ready()
    create(state, {**GOOD, "language": "pt_BR"})
    with pytest.raises(GraphError, match="already"):
        create(state, GOOD)
