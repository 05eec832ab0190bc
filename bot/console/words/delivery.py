"""How far a message got, and why not further."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # Ticks
    "tick.queued": ("En cola", "Queued"),
    "tick.sent": ("Enviado", "Sent"),
    "tick.delivered": ("Entregado", "Delivered"),
    "tick.read": ("Leído", "Read"),
    "tick.played": ("Escuchado", "Played"),
    "tick.failed": ("No enviado", "Not sent"),
    # Failures
    "fail.window": (
        "Pasaron más de 24 horas desde su último mensaje. Espera a que vuelva a escribir.",
        "More than 24 hours since they last wrote. Wait until they write again.",
    ),
    "fail.unreachable": (
        "Su WhatsApp no puede recibirlo: no tiene cuenta, la app es antigua o te bloqueó.",
        "Their WhatsApp cannot receive it: no account, an old app, or they blocked you.",
    ),
    "fail.marketing_limit": (
        "WhatsApp limita los mensajes promocionales a esta persona. Prueba mañana.",
        "WhatsApp limits promotional messages to this person. Try tomorrow.",
    ),
    "fail.opted_out": (
        "Esta persona ya no quiere mensajes promocionales.",
        "This person wants no promotional messages any more.",
    ),
    "fail.self": ("Es el número de la propia tienda.", "It is the shop's own number."),
    "fail.not_in_test_list": (
        "Con un número de prueba solo se escribe a los teléfonos registrados en Meta.",
        "A test number only writes to phones registered at Meta.",
    ),
    "fail.experiment": (
        "WhatsApp no lo entregó por un experimento suyo con este número.",
        "WhatsApp held it back because of an experiment with this number.",
    ),
    "fail.too_fast": (
        "Se enviaron demasiados mensajes seguidos. Espera un poco y vuelve a enviarlo.",
        "Too many messages in a row. Wait a little and send it again.",
    ),
    "fail.spam": (
        "WhatsApp frenó el número por quejas de spam. Revisa su calidad en Meta.",
        "WhatsApp slowed the number down because of spam reports. Check its quality at Meta.",
    ),
    "fail.account": (
        "Meta bloqueó la cuenta de WhatsApp. Revísala en el administrador comercial.",
        "Meta blocked the WhatsApp account. Check it in the business manager.",
    ),
    "fail.payment": (
        "Falta un método de pago en la cuenta de WhatsApp.",
        "The WhatsApp account lacks a payment method.",
    ),
    "fail.type": ("WhatsApp no admite este tipo de mensaje.", "WhatsApp does not take this type."),
    "fail.media": (
        "WhatsApp no pudo leer el archivo adjunto.",
        "WhatsApp could not read the file.",
    ),
    "fail.value": (
        "WhatsApp rechazó el contenido; si lleva productos, puede que falten en el catálogo.",
        "WhatsApp refused the content; if it has products, the catalog may lack them.",
    ),
    "fail.template": (
        "La plantilla no está aprobada, está en pausa o le faltan datos.",
        "The template is not approved, is paused, or lacks values.",
    ),
    "fail.token": (
        "La clave de acceso a Meta ya no sirve. Pon una nueva en la configuración.",
        "Meta's access token no longer works. Set a new one.",
    ),
    "fail.no_address": (
        "No hay un número al cual escribirle.",
        "There is no number to write to.",
    ),
    "fail.meta_down": ("No hubo conexión con WhatsApp.", "WhatsApp could not be reached."),
    "fail.unknown": ("WhatsApp no lo aceptó.", "WhatsApp did not accept it."),
    "fail.code": ("código {code}", "code {code}"),
}
