"""Around every page: signing in, lists, the customer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # Frame
    "skip": ("Ir al contenido", "Skip to content"),
    "inbox": ("Conversaciones", "Conversations"),
    "sign_out": ("Salir", "Sign out"),
    "live": ("En vivo", "Live"),
    "connecting": ("Conectando…", "Connecting…"),
    "lost": ("Sin conexión, reintentando…", "Offline, retrying…"),
    "not_found": ("Esta página no existe", "There is no such page"),
    "back_to_inbox": ("Volver a las conversaciones", "Back to the conversations"),
    # A number that stopped sending
    "paused": ("El número {number} no está enviando mensajes.", "Number {number} sends nothing."),
    "mend.token": (
        "Meta rechazó el token: crea uno nuevo, guárdalo en la configuración y reinicia.",
        "Meta refused the token: make a new one, put it into the settings and restart.",
    ),
    "mend.rights": (
        "Falta un permiso de WhatsApp: dáselo al usuario del sistema y reanuda el número.",
        "A WhatsApp permission is missing: give it to the system user and resume the number.",
    ),
    "mend.payment": (
        "Corrige la forma de pago de la cuenta de WhatsApp y reanuda el número.",
        "Mend the WhatsApp account's payment method and resume the number.",
    ),
    "mend.locked": (
        "Meta bloqueó la cuenta: pide una revisión en WhatsApp Manager y reanuda el número.",
        "Meta locked the account: ask for a review in WhatsApp Manager and resume the number.",
    ),
    "mend.limit": (
        "Meta limitó los envíos: espera a que quite el límite y reanuda el número.",
        "Meta limits what it sends: wait until it lifts the limit and resume the number.",
    ),
    "mend.name": (
        "Meta no aprobó el nombre visible: corrígelo en WhatsApp Manager y reanuda el número.",
        "The display name is not approved: mend it in WhatsApp Manager and resume the number.",
    ),
    "mend.registration": (
        "El número no está registrado: regístralo en WhatsApp Manager y reanúdalo.",
        "The number is not registered: register it in WhatsApp Manager and resume it.",
    ),
    "mend.other": (
        "Revisa qué dice WhatsApp Manager y reanuda el número.",
        "See what WhatsApp Manager says and resume the number.",
    ),
    # Signing in
    "sign_in": ("Iniciar sesión", "Sign in"),
    "email": ("Correo electrónico", "E-mail"),
    "password": ("Contraseña", "Password"),
    "too_often": (
        "Demasiados intentos seguidos. Espera unos minutos.",
        "Too many tries in a row. Wait some minutes.",
    ),
    "wrong": (
        "El correo y la contraseña no coinciden.",
        "E-mail and password do not belong together.",
    ),
    "welcome": ("Crea tu cuenta", "Create your account"),
    "welcome_about": (
        "Con ella entrarás a las conversaciones de tu tienda.",
        "You will use it to enter your shop's conversations.",
    ),
    "name": ("Nombre", "Name"),
    "password_hint": ("Al menos {least} caracteres", "At least {least} characters"),
    "create": ("Crear cuenta y entrar", "Create account and enter"),
    "bad_email": (
        "Escribe un correo como ana@tienda.mx.",
        "Write an e-mail such as ana@tienda.mx.",
    ),
    "email_taken": ("Ya hay una cuenta con ese correo.", "There is an account with that e-mail."),
    "bad_password": (
        "Elige otra contraseña: al menos {least} caracteres y distinta del correo.",
        "Choose another password: at least {least} characters, and not the e-mail.",
    ),
    "link_gone": ("Este enlace ya no sirve", "This link no longer works"),
    "link_gone_about": (
        "Los enlaces de invitación sirven una sola vez y por tres días. Pide otro.",
        "Invitation links work once and for three days. Ask for another.",
    ),
    # Lists
    "show.all": ("Todas", "All"),
    "show.asks": ("Piden ayuda", "Ask for help"),
    "show.person": ("Con persona", "With a person"),
    "show.bot": ("Con el bot", "With the bot"),
    "show.unread": ("Sin leer", "Unread"),
    "search": ("Buscar por nombre o número", "Search by name or number"),
    "clear_search": ("Quitar búsqueda", "Clear search"),
    "nobody": ("Sin nombre", "No name"),
    "empty.all": (
        "Aún no hay conversaciones. Aparecerán aquí en cuanto alguien escriba.",
        "No conversations yet. They appear here as soon as somebody writes.",
    ),
    "empty.some": ("Ninguna conversación en esta lista.", "No conversation in this list."),
    "empty.search": ("Nadie coincide con «{search}».", "Nobody matches “{search}”."),
    "more_talks": ("Ver más conversaciones", "More conversations"),
    "choose": ("Elige una conversación", "Choose a conversation"),
    "unread_count": ("{count} sin leer", "{count} unread"),
    "asks_help": ("Pide ayuda", "Asks for help"),
    "with_bot": ("Bot", "Bot"),
    "with_person": ("Persona", "Person"),
    "yesterday": ("ayer", "yesterday"),
    "today": ("Hoy", "Today"),
    # Panel
    "phone": ("Teléfono", "Phone"),
    "username": ("Usuario", "Username"),
    "country": ("País", "Country"),
    "since": ("Desde", "Since"),
    "marketing": ("Promociones", "Promotions"),
    "marketing.in": ("Las acepta", "Accepted"),
    "marketing.out": ("No quiere", "Refused"),
    "marketing.unknown": ("No ha dicho", "Not said"),
    "cart": ("Carrito abierto", "Open cart"),
    "no_cart": ("Sin carrito abierto.", "No open cart."),
    "orders": ("Últimos pedidos", "Latest orders"),
    "no_orders": ("Aún no ha comprado.", "Has not bought yet."),
    "handed_over": ("Al pasarla", "When handed over"),
    "state.placed": ("Recibido", "Placed"),
    "state.paid": ("Pagado", "Paid"),
    "state.preparing": ("En preparación", "Preparing"),
    "state.shipped": ("Enviado", "Shipped"),
    "state.delivered": ("Entregado", "Delivered"),
    "state.cancelled": ("Cancelado", "Cancelled"),
    "unpaid": ("sin pagar", "unpaid"),
    "receipt": ("Comprobante", "Receipt"),
    "units": ("{count} art.", "{count} items"),
}
