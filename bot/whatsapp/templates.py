"""The templates for messages that nobody just asked for: their text, creation and filling in.

UTILITY templates carry news of an order; a reminder of a cart is MARKETING by Meta's rules. A
template's url button keeps the domain it was approved with: PUBLIC_URL's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from bot.whatsapp.fitting import one_line, shorten
from bot.whatsapp.outbound import template as parts
from bot.whatsapp.outbound.base import size
from bot.whatsapp.outgoing import Wire, wire

Purpose = Literal[
    "order_placed",
    "order_paid",
    "payment_pending",
    "payment_failed",
    "refunded",
    "shipped",
    "answer",
    "recovery",
]
LANGUAGE: Final = "es"
BODY: Final = 1024
# Meta refuses an empty value.
NOTHING: Final = "-"


@dataclass(frozen=True, slots=True)
class Definition:
    """A template as we create it. variables: names of {{1}}, {{2}} ... in their order.

    examples: one for each, Meta's reviewers want them. button: label of the link to
    PUBLIC_URL/pay/{token}, whose value is "token"; empty for none.
    """

    purpose: Purpose
    category: Literal["UTILITY", "MARKETING"]
    body: str
    variables: tuple[str, ...]
    examples: tuple[str, ...]
    button: str = ""

    @property
    def name(self) -> str:
        """Its name at Meta; a changed text needs a new one."""
        return f"millennium_{self.purpose}_1"


DEFINITIONS: Final[Mapping[Purpose, Definition]] = {
    one.purpose: one
    for one in (
        Definition(
            "order_placed",
            "UTILITY",
            "Recibimos tu pedido {{1}} por {{2}}. Te avisamos por aquí en cuanto salga.",
            ("number", "total"),
            ("1042", "$1,299.00"),
        ),
        Definition(
            "order_paid",
            "UTILITY",
            "Tu pago de {{2}} quedó registrado y tu pedido {{1}} ya está en marcha. ¡Gracias!",
            ("number", "total"),
            ("1042", "$1,299.00"),
        ),
        Definition(
            "payment_pending",
            "UTILITY",
            "Tu pago de {{1}} está pendiente. Cuando se acredite te confirmamos el pedido; "
            "aquí están los datos para completarlo.",
            ("total",),
            ("$1,299.00",),
            "Ver mi pago",
        ),
        Definition(
            "payment_failed",
            "UTILITY",
            "No se pudo completar tu pago de {{1}} y no se hizo ningún cargo. Tu carrito sigue "
            "guardado por si quieres intentarlo otra vez.",
            ("total",),
            ("$1,299.00",),
            "Intentar de nuevo",
        ),
        Definition(
            "refunded",
            "UTILITY",
            "Te devolvimos {{2}} de tu pedido {{1}}. Según tu banco, puede tardar unos días en "
            "verse reflejado.",
            ("number", "amount"),
            ("1042", "$1,299.00"),
        ),
        Definition(
            "shipped",
            "UTILITY",
            "Tu pedido {{1}} ya va en camino. Número de guía: {{2}}. Si necesitas algo, "
            "responde a este mensaje.",
            ("number", "tracking"),
            ("1042", "MX123456789"),
        ),
        Definition(
            "answer",
            "UTILITY",
            "Ya tenemos respuesta a tu consulta: {{1}} Si quieres seguir la conversación, "
            "responde a este mensaje.",
            ("answer",),
            ("Sí, tenemos tu talla en la tienda.",),
        ),
        Definition(
            "recovery",
            "MARKETING",
            "Tu carrito sigue aquí: {{1}}. Si todavía lo quieres, puedes terminar tu compra con "
            "el botón. Responde BAJA para no recibir recordatorios.",
            ("items",),
            ("Tenis Brisa (gris, 27) y 1 más",),
            "Terminar mi compra",
        ),
    )
}


def creation(purpose: Purpose, public_url: str) -> dict[str, Any]:
    """Return the JSON that creates the template at Meta."""
    definition = DEFINITIONS[purpose]
    body = {"type": "BODY", "text": definition.body}
    example = {"body_text": [list(definition.examples)]}
    components: list[dict[str, Any]] = [{**body, "example": example}]
    if definition.button:
        components.append({"type": "BUTTONS", "buttons": [_link(definition, public_url)]})
    return {
        "name": definition.name,
        "language": LANGUAGE,
        "category": definition.category,
        "components": components,
    }


def template_wire(purpose: Purpose, values: Mapping[str, str]) -> Wire:
    """Fill the purpose's template in. values: its variables by name, and token for its link.

    ValueError when one is missing. Long values are shortened: the whole text has 1,024.
    """
    definition = DEFINITIONS[purpose]
    filled = _values(definition, values)
    components: list[parts.BodyComponent | parts.ButtonComponent] = [
        parts.BodyComponent(parameters=[parts.TextParameter(text=value) for value in filled])
    ]
    if definition.button:
        suffix = parts.TextParameter(text=_given(definition, values, "token"))
        components.append(parts.ButtonComponent(sub_type="url", index=0, parameters=[suffix]))
    template = parts.Template(
        name=definition.name,
        language=parts.Language(code=LANGUAGE),
        components=[*components],
    )
    return wire(parts.TemplateMessage(template=template), _read(definition.body, filled))


def _link(definition: Definition, public_url: str) -> dict[str, Any]:
    url = public_url.rstrip("/") + "/pay/"
    return {
        "type": "URL",
        "text": definition.button,
        "url": url + "{{1}}",
        "example": [url + "ejemplo"],
    }


def _values(definition: Definition, values: Mapping[str, str]) -> list[str]:
    """Return the values in order, on one line each (Meta refuses line breaks), fitting."""
    given = [one_line(_given(definition, values, name)) for name in definition.variables]
    room = BODY - size(_read(definition.body, [""] * len(given)))
    return [shorten(value, room // len(given)) or NOTHING for value in given]


def _given(definition: Definition, values: Mapping[str, str], name: str) -> str:
    if name not in values:
        raise ValueError(f"template {definition.purpose} needs a value for {name!r}")
    return values[name]


def _read(body: str, values: list[str]) -> str:
    for place, value in enumerate(values, start=1):
        body = body.replace(f"{{{{{place}}}}}", value)
    return body
