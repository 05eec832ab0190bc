"""The templates for messages that nobody just asked for: their text, creation and filling in.

UTILITY templates carry news of an order; a reminder of a cart is MARKETING by Meta's rules. A
template's url button keeps the domain it was approved with: PUBLIC_URL's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from bot.whatsapp.fitting import shorten
from bot.whatsapp.outbound import template as parts
from bot.whatsapp.outbound.base import size
from bot.whatsapp.outgoing import Wire, wire

Purpose = Literal[
    "order_placed",
    "order_paid",
    "order_preparing",
    "shipped",
    "order_delivered",
    "order_cancelled",
    "payment_pending",
    "payment_failed",
    "payment_review",
    "refund_started",
    "refunded",
    "answer",
    "recovery",
]
# What a person's words go out with once the window is closed.
ANSWER: Final = "answer"
LANGUAGE: Final = "es"
BODY: Final = 1024
# Meta refuses an empty value.
NOTHING: Final = "-"
_VARIABLE: Final = re.compile(r"\{\{([a-z_]+)\}\}")

# What stands for each variable in the example that Meta's reviewers ask for.
EXAMPLES: Final[Mapping[str, str]] = {
    "number": "1042",
    "total": "$1,299.00",
    "tracking": "MX123456789",
    "lines": "2 × Tenis Brisa (gris, 27)",
    "answer": "Sí, tenemos tu talla en la tienda.",
}


@dataclass(frozen=True, slots=True)
class Definition:
    """A template as we create it. body: its text with named variables ({{number}}).

    button: label of its link to PUBLIC_URL/pay/{token}; the token is the value "token".
    """

    purpose: Purpose
    body: str
    button: str = ""
    category: Literal["UTILITY", "MARKETING"] = "UTILITY"

    @property
    def name(self) -> str:
        """Its name at Meta; a changed text needs a new one."""
        return f"millennium_{self.purpose}_1"

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of its variables in order."""
        return tuple(dict.fromkeys(_VARIABLE.findall(self.body)))


_ALL: Final = (
    Definition(
        "order_placed",
        "Recibimos tu pedido {{number}} por {{total}}. Te avisamos por aquí de cada paso.",
    ),
    Definition(
        "order_paid",
        "Tu pago de {{total}} quedó registrado y tu pedido {{number}} ya está en marcha. ¡Gracias!",
    ),
    Definition(
        "order_preparing",
        "Ya estamos preparando tu pedido {{number}}. Te avisamos por aquí en cuanto salga.",
    ),
    Definition(
        "shipped",
        "Tu pedido {{number}} ya va en camino. Número de guía: {{tracking}}. Si necesitas algo, "
        "responde a este mensaje.",
    ),
    Definition(
        "order_delivered",
        "Tu pedido {{number}} fue entregado. Si algo no está bien, responde a este mensaje.",
    ),
    Definition(
        "order_cancelled",
        "Tu pedido {{number}} quedó cancelado. Si tienes dudas, responde a este mensaje.",
    ),
    Definition(
        "payment_pending",
        "Tu pago de {{total}} está pendiente. Cuando se acredite te confirmamos el pedido; en el "
        "botón están los datos para completarlo.",
        "Ver mi pago",
    ),
    Definition(
        "payment_failed",
        "Tu pago de {{total}} no se completó. Tu carrito sigue guardado por si quieres "
        "intentarlo otra vez.",
        "Intentar de nuevo",
    ),
    Definition(
        "payment_review",
        "Recibimos tu pago de {{total}} y estamos revisando el pedido. Te escribimos pronto.",
    ),
    Definition(
        "refund_started",
        "Estamos devolviendo tu pago de {{total}}. Según tu banco, puede tardar unos días.",
    ),
    Definition(
        "refunded",
        "Te devolvimos {{total}}. Según tu banco, puede tardar unos días en verse reflejado.",
    ),
    Definition(
        "answer",
        "Ya tenemos respuesta a tu consulta: {{answer}} Si quieres seguir la conversación, "
        "responde a este mensaje.",
    ),
    Definition(
        "recovery",
        "Tu carrito sigue aquí: {{lines}}, en total {{total}}. Si todavía lo quieres, termina tu "
        "compra con el botón. Responde BAJA para no recibir recordatorios.",
        "Terminar mi compra",
        "MARKETING",
    ),
)
DEFINITIONS: Final[Mapping[Purpose, Definition]] = {one.purpose: one for one in _ALL}


def creation(purpose: Purpose, public_url: str) -> dict[str, Any]:
    """Return the JSON that creates the template at Meta."""
    definition = DEFINITIONS[purpose]
    examples = [{"param_name": name, "example": EXAMPLES[name]} for name in definition.variables]
    components: list[dict[str, Any]] = [
        {
            "type": "BODY",
            "text": definition.body,
            "example": {"body_text_named_params": examples},
        }
    ]
    if definition.button:
        components.append({"type": "BUTTONS", "buttons": [_link(definition, public_url)]})
    return {
        "name": definition.name,
        "language": LANGUAGE,
        "category": definition.category,
        "parameter_format": "NAMED",
        "components": components,
    }


def template_wire(purpose: Purpose, values: Mapping[str, str]) -> Wire:
    """Fill the purpose's template in. values: its variables by name, and token for its link.

    ValueError when one is missing. Long values are shortened: the whole text has 1,024.
    """
    definition = DEFINITIONS[purpose]
    filled = _values(definition, values)
    components: list[parts.BodyComponent | parts.ButtonComponent] = [
        parts.BodyComponent(
            parameters=[
                parts.TextParameter(text=value, parameter_name=name)
                for name, value in filled.items()
            ]
        )
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


def room_of(purpose: Purpose) -> int:
    """Return how many characters each variable of a template may have."""
    definition = DEFINITIONS[purpose]
    names = definition.variables
    return (BODY - size(_read(definition.body, dict.fromkeys(names, "")))) // len(names)


def _values(definition: Definition, values: Mapping[str, str]) -> dict[str, str]:
    """Return the values by name, on one line each (Meta refuses line breaks), fitting."""
    names, room = definition.variables, room_of(definition.purpose)
    return {name: shorten(_given(definition, values, name), room) or NOTHING for name in names}


def _given(definition: Definition, values: Mapping[str, str], name: str) -> str:
    if name not in values:
        raise ValueError(f"template {definition.purpose} needs a value for {name!r}")
    return values[name]


def _read(body: str, values: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda found: values[found[1]], body)
