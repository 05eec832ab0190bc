"""What customers ask a shop: the matters that every shop's FAQ speaks of, told by their words.

"¿Cuánto tarda a Cancún?" and "¿cuánto tarda el reembolso?" share most of their words and are
about different things; the matter of a question says which entries may answer it.
"""

from __future__ import annotations

import re
from typing import Final

_SENDING: Final = (
    r"(?:envios?|domicilios?|despachos?|fletes?|delivery|mensajeria|mand\w+|paqueteria|frete|"
    r"shipping)"
)
_ARRIVES: Final = (
    r"(?:llega\w*|entreg\w+|tarda\w*|demora\w*|dilata\w*|mand\w+|envi[ae]\w*|"
    r"despach\w+|deliver\w*|arrive|chega\w*)"
)
_WORDS: Final = {
    "refund": r"devol\w+|reembols\w+|regres\w+ (?:mi|el|la) (?:dinero|plata)|refunds?|returns?",
    "time": rf"cuant[oa]s? (?:tiempo |dias? |se )*{_ARRIVES}|en cuanto (?:tiempo )?(?:me |lo )?"
    rf"{_ARRIVES}|cuando (?:me |lo |nos )?(?:llega\w*|entreg\w+|recib\w+)|en cuantos dias|"
    r"(?:tiempos?|plazos?|dias?|fechas?) de (?:entrega|envio)|mismo dia|how long|quanto tempo|"
    r"prazo de entrega|llega\w* (?:hoy|manana|pasado|el (?:lunes|martes|miercoles|jueves|viernes|"
    r"sabado|domingo))",
    "cost": rf"(?:cuanto|quanto) (?:me |se )?(?:cuesta\w*|sale|cobra\w*|es|vale|esta|seria|custa)"
    rf" (?:el |la |por |o )*{_SENDING}|(?:costo|precio|valor|tarifa) (?:del? |por )(?:el )?"
    rf"{_SENDING}|{_SENDING} (?:es |sale |esta )?gratis|gratis (?:el )?{_SENDING}|"
    rf"cobran (?:el |por )*{_SENDING}|{_SENDING} (?:tiene|cuanto)|how much is (?:the )?shipping",
    "where": rf"(?:hac(?:en|es)|hay|tienen|tenes|realizan) {_SENDING} (?:a|al|hasta|para|en|por)\b|"
    r"(?:envian?|mandan?|llegan?|despachan?|entregan?|reparten|haces? entregas?) "
    r"(?:a|al|hasta|para|en)\b|a que (?:ciudades|paises|partes|lados)|todo el pais|"
    r"(?:otros?|fuera del?) (?:pais|paises|estados?|provincias?)|ship to|entregam (?:no|na|em)|"
    r"hac(?:en|es) (?:domicilios?|despachos?|delivery|envios)\b",
    "install": r"instal\w+|tecnico",
    "months": r"meses sin|msi\b|mensualidad\w*|a plazos|cuotas|abonos|a credito|installments",
    "on_delivery": r"contra ?entrega|al recibir\w*|pag\w+ (?:\w+ ){0,3}(?:llegue|reciba|entreguen)|"
    r"cuando (?:me )?(?:llegue|entreguen|reciba)",
    "transfer": r"transfer\w*|spei|clabe|deposit\w+|cuenta bancaria|cbu\b",
    "invoice": r"factur\w+|cfdi|boleta|nota fiscal|invoice|ruc\b|rfc\b",
    "payment": r"(?:formas?|metodos?|medios?|opciones|tipos?) de pago|(?:como|con que) (?:les |te |"
    r"se |lo )?(?:puedo |puede )?pag\w+|(?:pagar|pago|pagan|acept\w+|recib\w+|manej\w+) "
    r"(?:con |en |por )?(?:la )?(?:tarjetas?|credito|debito|visa|mastercard|oxxo|paypal|"
    r"mercado ?pago|yape|plin|nequi|bizum|pse|daviplata|efectivo)|payment methods?|pay with",
    "warranty": r"garanti\w+|warranty",
    "hours": r"horarios?|(?:a|hasta|desde) que horas?|abren|abiert[oa]s?|cierran|atienden los|"
    r"opening hours|what time (?:do|does|are) ",
    "place": r"(?:donde|en que (?:parte|zona|lugar)) (?:estan|queda\w*|se ubican|es la tienda|"
    r"los encuentro|tienen (?:la )?tienda)|direccion|ubica\w+|sucursal\w*|tienda fisica|"
    r"(?:tienen|hay) (?:un )?local\b|where (?:are you|is (?:your|the) store)",
    "pickup": r"recog\w+|retir(?:o|ar|arlo|arla)\b|pas(?:ar|o) por (?:el|la|mi)|pick ?up",
    "wholesale": r"mayoreo|(?:al )?por mayor|mayorist\w+|revend\w+|wholesale",
    "exchange": r"(?:hacen|puedo|un|se puede|para) cambi(?:os?|ar(?:l[oa]s?)?)\b|"
    r"no me (?:queda|quedan|gusta)|exchanges?",
    "tracking": r"rastre\w+|numero de guia|(?:mi|la) guia\b|seguimiento|track\w*",
}
_MATTERS: Final = {name: re.compile(rf"\b(?:{words})") for name, words in _WORDS.items()}
# "¿Cuánto tarda en llegar a León?" asks when and not whether; "reembolso" says of what.
_OVERRULED: Final = {
    "time": frozenset(("refund", "exchange", "tracking")),
    "where": frozenset(("time", "cost", "refund")),
    "payment": frozenset(("months", "on_delivery", "transfer", "refund")),
    "place": frozenset(("pickup",)),
    "exchange": frozenset(("refund",)),
}


def matters_of(question: str) -> frozenset[str]:
    """Return the matters that a folded question is about."""
    found = {name for name, words in _MATTERS.items() if words.search(question)}
    return frozenset(name for name in found if not found & _OVERRULED.get(name, frozenset()))
