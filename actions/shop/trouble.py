"""What a text tells of an order that was made: what went wrong, that it was paid, that it left.

Pure rules on the words: what happened (it arrived, I bought it) beside what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from nlu.text import expand_abbreviations, fold

Trouble = Literal["damaged", "wrong", "fit", "refund"]

# That something came, or was bought: without it a defect is only a question.
_TO_ME: Final = (
    r"(?:(?:me|nos) (?:l[oa]s? )?(?:ha |han |habeis )?"
    r"(?:lleg(?:o|aron|ado)|vin(?:o|ieron)|venid\w|(?:mand|envi|entreg|despach)(?:aron|o|asteis|aste|ado)|"
    r"traj\w+|vendi\w+)|habeis (?:mandado|enviado|vendido)|recibi(?:mos)?)"
)
_CAME: Final = re.compile(
    rf"\b(?:lleg(?:o|aron|aban?)|ha(?:n)? llegado|vin(?:o|ieron)|ven(?:ia|ian)|{_TO_ME})\b"
)
_CAME_TO_ME: Final = re.compile(rf"\b{_TO_ME}\b")
_BOUGHT: Final = re.compile(r"\b(?:compr(?:e|amos|ado)|pedi|pague|mi (?:pedido|compra|paquete))\b")
_BROKEN: Final = re.compile(
    r"\b(?:rot[oa]s?|quebrad\w+|danad\w+|estrellad\w+|golpead\w+|rayad[oa]s?\b(?! negr)|manchad\w+|"
    r"abollad\w+|descosid\w+|defectuos\w+|fallad\w+|malograd\w+|despegad\w+|destenid\w+|"
    r"aplastad\w+|reventad\w+|descompuest\w+|hecho pedazos|hecha pedazos|en mal estado|"
    r"con (?:un )?(?:hoyo|agujero|defecto|falla)|"
    r"no (?:sirve|prende|enciende|funciona|carga|anda|jala|suena)n?)\b"
)
# "Se me apaga", "se rompió": it happened; "¿se apaga sola?" asks what a thing does.
_BROKE: Final = re.compile(
    r"\bse (?:me|le|nos) (?:rompi|quebr|descompu|dan(?:o|a|ad\w+)\b|despeg|descosi|malogr|fundi|"
    r"desti[nz]|apag|trab|cay(?:o|eron) a pedazos)\w*"
    r"|\bse (?:(?:rompi|descosi|fundi)(?:o|eron)|quebr(?:o|aron)|descompus(?:o|ieron)|"
    r"dan(?:o|aron)|despeg(?:o|aron)|malogr(?:o|aron)|desti(?:no|neron)|apag(?:o|aron)|"
    r"trab(?:o|aron))\b"
)
_BREAKING: Final = (
    r"se (?:quiebra|rompe|descompone|dana|despega|descose|malogra|funde|destine|apaga|traba)n?\b"
)
_BREAKS: Final = re.compile(rf"\b{_BREAKING}")
_MINE_BREAKS: Final = re.compile(rf"\bmis? (?:\w+ ){{1,3}}{_BREAKING}")
_OTHER: Final = re.compile(
    r"\b(?:equivocad\w+|que no (?:era|eran|es|pedi|ordene)|"
    r"no (?:era|es) lo que (?:pedi|compre|encargue)|"
    r"diferente a lo|incomplet\w+|(?<!cuanto )falt(?:a|an|aba|aban|o|aron)\b(?! poca?| mucho))"
)
_ANOTHER: Final = (
    r"otr[oa]s? (?:cosa|producto|color|talla|talle|modelo|numero|articulo|tamano|pedido)s?"
)
# "Me mandaron otra talla", never "ya llegaron otros modelos" nor "me llegó y quiero otro color".
_ANOTHER_CAME: Final = re.compile(
    rf"\b(?:{_TO_ME}|lleg(?:o|aron)|vin(?:o|ieron)) "
    rf"(?:(?!y\b|pero\b|quiero|busco|dame|tienen)\w+ ){{0,5}}{_ANOTHER}\b"
    rf"|\b{_ANOTHER} (?:(?!y\b|pero\b)\w+ ){{0,4}}{_TO_ME}\b"
)
_BIG_OR_SMALL: Final = (
    r"(?:chic\w+|grandes?|grandot\w+|apretad\w+|justit?\w+|ajustad\w+|floj\w+|larg\w+|cort\w+|"
    r"pequen\w+|holgad\w+|enorme)"
)
# "Me queda claro", "no me va el color": said of no size.
_OF_SIZE: Final = (
    r"(?! (?:muy |bien |tan |much[oa]s? |poc[oa]s? )?"
    r"(?:clar|dud|tiempo|diner|plata|saldo|mas|otr[oa]|nada|lejos|cerca|"
    r"(?:el|ese|este|los|ningun) (?:color|colores|tono|estilo|modelo|diseno|horario)|"
    r"(?:el|la|los) (?:negr|blanc|roj|azul|verde|gris|ros|amarill|cafe|beige|morad)|"
    r"pendiente|remedio|pregunta|algo|sin))"
)
_UNFIT: Final = re.compile(
    rf"\b(?:quedo|quedaron|quedaban?|apreto|apretaron|salio|salieron)\b.{{0,24}}\b{_BIG_OR_SMALL}\b"
    rf"|\bno me (?:quedo|quedaron|entro|entraron)\b{_OF_SIZE}"
)
# In the present it may be a thing at home, or a size that somebody only knows too well.
_DOES_NOT_FIT: Final = re.compile(
    rf"\b(?:quedan?|van?|aprietan?)\b.{{0,24}}\b{_BIG_OR_SMALL}\b"
    rf"|\bno me (?:quedan?|van?|entran?)\b{_OF_SIZE}"
)
_OF_A_SIZE: Final = re.compile(
    r"\b(?:la|el|l[oa]s|talla|talle|del) (?:\d{1,2}(?:[.,]5)?|x*[sml]|ch|g|xg|chica|mediana|grande)"
    r" (?:no )?(?:me|le|nos|siempre|ya)\b"
)
_BROKE_FOR_ME: Final = re.compile(r"\bse (?:me|nos) \w")
# What is wanted now: a thing, and not that what came be changed.
_WISH: Final = re.compile(
    r"\b(?:quiero|quisiera|busco|ando buscando|necesito|ocupo|dame|deme|denme|agreg\w+|"
    r"ponme|poneme|prefiero|mejor|tienen|tienes|venden|cuanto (?:cuesta|vale|sale)|me llevo)\b"
)
_BACK_OR_NEW: Final = re.compile(
    r"\b(?:cambi\w+|cambalach\w+|devol\w+|devuel\w+|regres\w+|reembols\w+|repon\w+|garantia|"
    r"arregl\w+|repar\w+)\b"
)
_REFUND: Final = re.compile(
    r"\b(?:devuelv|devolv|regres|reintegr|reembols)\w+\b.{0,20}"
    r"\b(?:dinero|plata|lana|pago|lo que pague|el importe)\b"
    r"|\b(?:quiero|pido|deseo) (?:un |mi )?reembolso\b"
    r"|\b(?:l[oa]s? (?:devuelvo|regreso|quiero devolver|puedo devolver)|quiero devolver)\b"
)
_CANCELS: Final = re.compile(r"\b(?:cancel\w+|anul\w+)\b")
# "¿Y si no me queda?" asks what would be.
_SUPPOSES: Final = re.compile(r"\b(?:y )?si (?:no )?(?:me |le |te |se |llega\w*|viene|sale)")
_COST: Final = re.compile(
    r"\b(?:cobran?|cobraran?|pag(?:o|ar|an|amos)|cuestan?|costo|cuesta|gratis|sale|sin costo|"
    r"paga|pagan|corre por)\b"
)
_BACK: Final = re.compile(
    r"\b(?:cambi\w+|devol\w+|devuel\w+|envi\w+|regres\w+|retorno|flete|guia|recogen|recoger)\b"
)
_MONEY_SENT: Final = (
    r"(?:transfer\w+|deposito|consignacion|pago|comprobante|voucher|spei|bizum|pix|yape|plin|nequi)"
)
_GIVES: Final = (
    r"(?:hice|realice|acabo de hacer|envie|mande|(?:les?|te) (?:mando|envio)|adjunto|"
    r"(?:aqui|aca|ahi) (?:va|esta)|este es|donde (?:les? |te )?(?:mando|envio|mandar|enviar))"
)
_DID: Final = r"(?:pague|pagado|transferi|deposite|consigne|yapee|gire)"
_PAID: Final = re.compile(
    rf"\bya (?:(?:te|les?|os) )?(?:he )?{_DID}\b|\bya (?:(?:te|les?|os) )?hice (?:el|la|un|una)\b"
    rf"|\bya (?:l[oa] )?mande (?:el |la )?{_MONEY_SENT}\b|\b{_GIVES}\b.{{0,20}}\b{_MONEY_SENT}\b"
    rf"|^(?:listo,? )?(?:ya )?{_DID}\b"
    r"|^(?:el |mi |la )?(?:comprobante|voucher)(?: del? (?:pago|transferencia|deposito))?$"
    # One word alone may as well say how somebody wants to pay.
    r"|^(?:(?:mi|la) transferencia|(?:mi |el )?(?:ticket|recibo) del? (?:pago|transferencia))$"
)
_LEFT: Final = re.compile(
    r"\b(?:ya )?(?:salio|ha salido|sale|lo (?:enviaron|mandaron|despacharon)|enviaron|mandaron|"
    r"despacharon|(?:fue|esta) (?:enviado|despachado)|viene en camino|va en camino|"
    r"(?:esta )?en camino|ya viene|lo mandaste|la mandaste|mandaste|enviaste)\b"
)
_OWN: Final = re.compile(
    r"\bmis? (?:pedido|paquete|compra|orden|envio|encargo)s?\b|"
    r"\bel (?:pedido|paquete)\b|\blo mio\b|"
    r"\b(?:hice|compre|pedi|pague|ordene)\b|\blo que (?:compre|pedi)\b"
)
_CART: Final = re.compile(r"\b(?:carrito|carro|canasta|cesta|bolsa de compras?)\b")

# What to ask the shop's own answers where the customer's words find nothing; what they must say.
QUESTIONS: Final[Mapping[Trouble, str]] = {
    "damaged": "¿Qué hago si mi producto llegó roto o dañado?",
    "wrong": "¿Qué hago si me llegó un producto equivocado?",
    "fit": "¿Puedo cambiar un producto si no me queda la talla?",
    "refund": "¿Cómo devuelvo un producto y me regresan mi dinero?",
}
_TELLS: Final[Mapping[Trouble, re.Pattern[str]]] = {
    "damaged": re.compile(r"\b(?:foto|video|danad|rot|defect|llegue mal|mal estado|garantia)"),
    "wrong": re.compile(r"\b(?:foto|equivocad|error nuestro|uno nuevo|cambi)"),
    "fit": re.compile(r"\bcambi"),
    "refund": re.compile(r"\b(?:devolu|devuel|devolv|reembols|regres)"),
}


def trouble(text: str) -> Trouble | None:
    """Say what went wrong with something that was bought; None where the text tells of nothing.

    A question without a thing of one's own asks about goods ("¿se apaga sola?"), and so does a
    wish for another one in the place of what broke at home.
    """
    told = fold(expand_abbreviations(text))
    if _SUPPOSES.search(told) or _CANCELS.search(told):
        return None
    if _REFUND.search(told):
        return "refund"
    own = bool(_CAME_TO_ME.search(told) or _BOUGHT.search(told) or _OWN.search(told))
    asks = "?" in text and not own
    came = bool(_CAME.search(told)) and not asks
    if (came and _OTHER.search(told)) or (not asks and _ANOTHER_CAME.search(told)):
        return "wrong"
    if _damaged(told, own=own, came=came, asks=asks):
        return "damaged"
    return "fit" if _unfit(told, own=own) and not told.rstrip().endswith("?") else None


def _damaged(told: str, *, own: bool, came: bool, asks: bool) -> bool:
    if (own or came) and _BROKEN.search(told):
        return True
    broke = _BROKE.search(told) or _MINE_BREAKS.search(told) or (own and _BREAKS.search(told))
    # "Se me descompuso la licuadora, ¿venden?" comes to buy.
    buys = not own and _wishes(told)
    return bool(broke) and not (asks and not _BROKE_FOR_ME.search(told)) and not buys


def _unfit(told: str, *, own: bool) -> bool:
    sized = _OF_A_SIZE.search(told)
    if _UNFIT.search(told):
        return own or not (sized and _wishes(told))
    if not _DOES_NOT_FIT.search(told):
        return False
    return own or not (sized or _wishes(told))


def _wishes(told: str) -> bool:
    """Whether a thing is wanted, and not that what came be taken back or changed."""
    return bool(_WISH.search(told)) and not _BACK_OR_NEW.search(told)


def supposed(text: str) -> Trouble | None:
    """Say what a text only supposes: "¿y si llega roto?"; None where it supposes no trouble."""
    told = fold(expand_abbreviations(text))
    if not _SUPPOSES.search(told):
        return None
    if _UNFIT.search(told) or _DOES_NOT_FIT.search(told):
        return "fit"
    if _BROKEN.search(told) or _BROKE.search(told) or _BREAKS.search(told):
        return "damaged"
    return "wrong" if _OTHER.search(told) or re.search(_ANOTHER, told) else None


def answers_it(kind: Trouble, answer: str) -> bool:
    """Whether one of the shop's own answers is about such a trouble."""
    return bool(_TELLS[kind].search(fold(answer)))


def asks_who_pays(text: str) -> bool:
    """Whether a text asks what an exchange or a return costs: "¿me cobran el envío?"."""
    told = fold(expand_abbreviations(text))
    return bool(_COST.search(told) and _BACK.search(told))


def tells_cost(sentence: str) -> bool:
    """Whether a sentence of an answer says who pays."""
    told = fold(sentence)
    return bool(
        re.search(r"\b(?:costo|gratis|grati|por tu cuenta|por su cuenta|cobr|pagas|paga)", told)
    )


def sentences(answer: str) -> list[str]:
    """Cut an answer into its sentences; amounts and hours stay whole."""
    return [one.strip() for one in re.split(r"(?<=[.!?])\s+", answer) if one.strip()]


def tells_paid(text: str) -> bool:
    """Whether a text says that something was paid, or asks where its proof goes."""
    return bool(_PAID.search(fold(expand_abbreviations(text)).strip(" .!¡¿?:")))


def asks_whether_it_left(text: str) -> bool:
    """Whether a text asks if an order is on its way: "¿ya salió?"."""
    return bool(_LEFT.search(fold(text)))


def speaks_of_order(text: str) -> bool:
    """Whether a text speaks of an order as one's own: "mi pedido", "lo que compré"."""
    return bool(_OWN.search(fold(text)))


def speaks_of_cart(text: str) -> bool:
    """Whether a text names the cart."""
    return bool(_CART.search(fold(text)))


def says_sorry(answer: str) -> bool:
    """Whether an answer apologises by itself."""
    return bool(re.search(r"\b(?:disculp|perdon|lament|sentimos|lo siento)", fold(answer)))


def asks_number(answer: str) -> bool:
    """Whether an answer asks for the number of the order."""
    return bool(re.search(r"\bnumero de (?:tu |su )?(?:pedido|orden|compra)", fold(answer)))
