"""Conversations as a shop has them after a morning, with every kind of message there is."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert

from actions.shop.cart import Cart, CartLine
from actions.shop.money import Money
from bot.catalog.values import Delivered
from bot.clock import DAY, HOUR, MINUTE
from bot.store.carts import CartOwner, save_cart
from bot.store.changes import record_change
from bot.store.handover import to_person
from bot.store.products import ensure_catalog, upsert_products
from bot.store.tables.commerce import order, order_line
from bot.store.tables.conversation import (
    conversation,
    customer,
    customer_address,
    message,
    turn,
)

NUMBER = "106540352242922"
MXN = "MXN"

SHOES = [
    Delivered(f"TEN-{number}", "Tenis Brisa", price=89900, currency=MXN, colour="gris",
              size=str(number), group="G-TEN", stock=4, image_url="https://example.test/t.jpg",
              url="https://example.test/tenis")
    for number in (25, 26, 27)
] + [
    Delivered("MOC-AZ", "Mochila Ruta 20 L", price=64900, sale_price=54900, currency=MXN,
              colour="azul marino", stock=9, image_url="https://example.test/m.jpg",
              url="https://example.test/mochila"),
    Delivered("TER-1L", "Termo de acero 1 L", price=32900, currency=MXN, stock=0,
              image_url="https://example.test/x.jpg", url="https://example.test/termo"),
    Delivered("HOSTIL", "<script>document.title='roto'</script>Gorra", price=19900, currency=MXN,
              image_url="https://example.test/g.jpg", url="https://example.test/gorra"),
]  # fmt: skip


class Talker:
    """Writes one conversation into the database, message by message."""

    def __init__(self, conn: Connection, name: str, phone: str, at: int, **facts: Any) -> None:
        self.conn = conn
        self.at = at
        who = {"account_id": 1, "name": name, "country": "mx", "created_at": at - 40 * DAY}
        made = insert(customer).values(**who).returning(customer.c.id)
        self.customer_id = conn.execute(made).scalar_one()
        address = {"kind": "wa_id", "value": phone, "wire": phone, "seen_at": at}
        conn.execute(
            insert(customer_address).values(account_id=1, customer_id=self.customer_id, **address)
        )
        row = {
            "account_id": 1,
            "customer_id": self.customer_id,
            "phone_number_id": NUMBER,
            "created_at": at,
            "updated_at": at,
            "last_customer_at": at,
            **facts,
        }
        talk = insert(conversation).values(**row).returning(conversation.c.id)
        self.id = conn.execute(talk).scalar_one()

    def _log(self, **row: Any) -> int:
        self.at += int(row.pop("after", 20_000))
        values = {"account_id": 1, "conversation_id": self.id, "at": self.at, **row}
        made = conn_insert(self.conn, values)
        self.conn.execute(
            conversation.update().where(conversation.c.id == self.id).values(updated_at=self.at)
        )
        record_change(self.conn, 1, "conversation", self.id, self.at)
        return made

    def says(self, text: str = "", *, kind: str = "text", meta: Any = None, **row: Any) -> int:
        """The customer writes. meta: the part of Meta's JSON that the type names."""
        wamid = str(row.pop("wamid", f"wamid.in.{self.id}.{self.at}"))
        part = {"body": text} if kind == "text" else meta
        told: dict[str, Any] = {"id": wamid, "type": kind, kind: part}
        told |= row.pop("more", {})
        self.conn.execute(
            conversation.update()
            .where(conversation.c.id == self.id)
            .values(last_customer_at=self.at + 20_000)
        )
        return self._log(
            direction="in", author="customer", type=kind, body=text, wamid=wamid,
            payload={"message": told}, **row,
        )  # fmt: skip

    def answers(self, text: str, wire: Mapping[str, Any] | None = None, **row: Any) -> int:
        """The shop answers; by the bot unless told."""
        sent = wire or {"type": "text", "text": {"body": text}}
        inner = sent.get("interactive")
        kind = inner["type"] if inner else sent["type"]
        known = {"status": "read", "author": "bot", "wamid": f"wamid.out.{self.id}.{self.at}"}
        return self._log(direction="out", type=kind, body=text, payload=sent, **(known | row))


def conn_insert(conn: Connection, values: Mapping[str, Any]) -> int:
    """Write a row of the message log."""
    return conn.execute(insert(message).values(**values).returning(message.c.id)).scalar_one()


def buttons(*titles: str) -> dict[str, Any]:
    """The wire of a question with buttons."""
    told = [{"type": "reply", "reply": {"id": title, "title": title}} for title in titles]
    action = {"buttons": told}
    return {"type": "interactive", "interactive": {"type": "button", "action": action}}


def product_list(title: str, *skus: str) -> dict[str, Any]:
    """The wire of a product list."""
    items = [{"product_retailer_id": sku} for sku in skus]
    action = {"catalog_id": "1", "sections": [{"title": title, "product_items": items}]}
    inner = {"type": "product_list", "header": {"type": "text", "text": title}, "action": action}
    return {"type": "interactive", "interactive": inner}


def link(label: str, url: str) -> dict[str, Any]:
    """The wire of a message with a link."""
    action = {"name": "cta_url", "parameters": {"display_text": label, "url": url}}
    return {"type": "interactive", "interactive": {"type": "cta_url", "action": action}}


def a_shop(conn: Connection, now: int) -> dict[str, int]:
    """Write catalog and conversations; return the conversations' ids by the first name."""
    catalog_id, _ = ensure_catalog(conn, 1, "local")
    upsert_products(conn, catalog_id, SHOES, "feed", now)
    return {
        "Bruno": _bruno(conn, now - 3 * HOUR),
        "hostile": _hostile(conn, now - 2 * HOUR),
        "Lupita": _lupita(conn, now - 70 * MINUTE),
        "Ernesto": _ernesto(conn, now - 26 * HOUR),
        "Mariana": _mariana(conn, now - 35 * MINUTE),
    }


def _mariana(conn: Connection, at: int) -> int:
    talk = Talker(conn, "Mariana Robles", "525512340001", at - DAY)
    talk.says("hola buenas tardes")
    talk.answers("¡Hola, Mariana! ¿Qué buscas hoy?")
    talk.at = at
    seen = turn.insert().values(
        account_id=1, conversation_id=talk.id, key="t-mariana", outcome="answered",
        intent="search_product", model="es-2026-11", at=at,
        acts=[{"intent": "search_product", "confidence": 0.94, "entities": [["size", "27"]]}],
        timings={"rasa": 31.2, "search": 18.4, "close": 4.1},
    ).returning(turn.c.id)  # fmt: skip
    turn_id = conn.execute(seen).scalar_one()
    talk.says("tienes tenis grises del 27? los quiero para correr", turn_id=turn_id)
    talk.answers(
        "Sí, hay en tu talla. También te dejo otras medidas:",
        product_list("Tenis Brisa", "TEN-27", "TEN-26", "TEN-25", "YA-NO-ESTA"),
        turn_id=turn_id, wamid="wamid.list",
    )  # fmt: skip
    lines = [
        {"product_retailer_id": "TEN-27", "quantity": 1, "item_price": 899, "currency": MXN},
        {"product_retailer_id": "MOC-AZ", "quantity": 2, "item_price": 549, "currency": MXN},
    ]
    cart = {"catalog_id": "1", "product_items": lines, "text": "¿llega antes del viernes?"}
    talk.says("¿llega antes del viernes?", kind="order", meta=cart, after=90_000)
    talk.answers(
        "Recibí tu carrito: 3 artículos por $1,997.00. Aquí puedes pagarlo:",
        link("Pagar mi pedido", "https://tienda.test/pay/3fA9…"),
    )
    talk.says("y si no me quedan los puedo cambiar?", quoted_wamid="wamid.list", after=60_000)
    talk.answers("Claro, tienes 30 días para cambios. ¿Te ayudo con algo más?", buttons(
        "Ver mi carrito", "Hablar con alguien"), status="delivered")  # fmt: skip
    talk.says(
        "quiero hablar con alguien",
        kind="interactive",
        meta={
            "type": "button_reply",
            "button_reply": {"id": "person", "title": "Hablar con alguien"},
        },
    )
    talk.answers("Te paso con una persona del equipo, responde en unos minutos.", status="sent")
    _cart(conn, talk)
    _order(conn, talk, 1042, "delivered", at - 20 * DAY, paid=True)
    _order(conn, talk, 1067, "placed", at - 2 * DAY, paid=False)
    summary = "Escribió: quiero hablar con alguien\nCarrito: 1 × Tenis Brisa (gris, 27)"
    to_person(conn, talk.id, "asked", summary, talk.at, asked=True)
    conn.execute(conversation.update().where(conversation.c.id == talk.id).values(unread=2))
    return talk.id


def _cart(conn: Connection, talk: Talker) -> None:
    lines = (
        CartLine("TEN-27", "Tenis Brisa (gris, 27)", 1, Money(89900, MXN)),
        CartLine("MOC-AZ", "Mochila Ruta 20 L (azul marino)", 2, Money(54900, MXN)),
    )
    owner = CartOwner(1, talk.customer_id, talk.id)
    save_cart(conn, owner, Cart(MXN, lines, origin="sent"), talk.at)


def _order(conn: Connection, talk: Talker, number: int, state: str, at: int, *, paid: bool) -> None:
    from bot.store.tables.commerce import cart

    row = {
        "account_id": 1, "customer_id": talk.customer_id, "conversation_id": talk.id,
        "state": "ordered", "origin": "chat", "currency": MXN, "created_at": at, "updated_at": at,
    }  # fmt: skip
    cart_id = conn.execute(insert(cart).values(**row).returning(cart.c.id)).scalar_one()
    values = {
        "account_id": 1, "number": number, "customer_id": talk.customer_id,
        "conversation_id": talk.id, "cart_id": cart_id, "cart_version": 1, "method": "delivery",
        "state": state, "paid_at": at if paid else None, "currency": MXN, "subtotal": 32900,
        "total": 32900, "placed_at": at, "updated_at": at,
        "details": {"name": "Mariana", "delivery": "ship", "address": [["Calle", "Roble 12"]]},
    }  # fmt: skip
    order_id = conn.execute(insert(order).values(**values).returning(order.c.id)).scalar_one()
    line = {"sku": "TER-1L", "name": "Termo de acero 1 L", "quantity": 1, "unit_price": 32900}
    conn.execute(insert(order_line).values(order_id=order_id, position=0, **line))


def _lupita(conn: Connection, at: int) -> int:
    talk = Talker(conn, "Lupita ✨", "523312340002", at, unread=1)
    talk.says("precio de la mochila azul porfa", more={"context": {
        "referred_product": {"catalog_id": "1", "product_retailer_id": "MOC-AZ"}}})  # fmt: skip
    talk.answers("La Mochila Ruta 20 L (azul marino) cuesta $549.00, antes $649.00.", {
        "type": "interactive", "interactive": {"type": "product", "action": {
            "catalog_id": "1", "product_retailer_id": "MOC-AZ"}}})  # fmt: skip
    talk.says("", kind="audio", meta={"id": "9", "mime_type": "audio/ogg", "voice": True})
    talk.answers("Por ahora no puedo escuchar audios. ¿Me lo escribes?", status="queued")
    return talk.id


def _bruno(conn: Connection, at: int) -> int:
    talk = Talker(conn, "Bruno Iriarte", "5491112340003", at)
    talk.says("así es la foto del que vi", kind="image", meta={
        "id": "7", "mime_type": "image/jpeg", "caption": "así es la foto del que vi"})  # fmt: skip
    talk.says(
        "",
        kind="location",
        meta={"latitude": 19.43, "longitude": -99.13, "name": "Oficina", "address": "Reforma 10"},
    )
    talk.says("", kind="poll_of_tomorrow", meta={"odd": ["shape", 1]})
    talk.answers("¿En qué talla?", {"type": "interactive", "interactive": {
        "type": "list", "action": {"button": "Tallas", "sections": [{"title": "Tallas", "rows": [
            {"id": "25", "title": "25"}, {"id": "26", "title": "26"}]}]}}})  # fmt: skip
    talk.says("", kind="reaction", meta={"message_id": "x", "emoji": "👍"})
    talk.answers(
        "Tu pedido 1031 va en camino.",
        {"type": "template", "template": {"name": "order_shipped", "language": {"code": "es"}}},
        status="failed", error_code=131026, error="Message undeliverable",
    )  # fmt: skip
    to_person(conn, talk.id, "phone", "", talk.at, asked=False)
    talk.answers("Te marco en un rato, Bruno.", author="phone", status="sent")
    return talk.id


def _ernesto(conn: Connection, at: int) -> int:
    talk = Talker(conn, "", "573001234004", at)
    talk.says("me interesa el termo")
    talk.answers("El Termo de acero 1 L está agotado. ¿Te muestro otros?", buttons("Sí", "No"))
    return talk.id


def _hostile(conn: Connection, at: int) -> int:
    evil = "<script>document.title='roto'</script><img src=x onerror=\"document.title='roto'\">"
    talk = Talker(conn, evil, "525512340005", at)
    talk.says(f"{evil}\r\nevent: reload\r\ndata: x {{{{7*7}}}}", more={"context": {
        "referred_product": {"catalog_id": "1", "product_retailer_id": "HOSTIL"}}})  # fmt: skip
    talk.answers("No te entendí bien, ¿qué buscas?", product_list("<b>Gorras</b>", "HOSTIL"))
    return talk.id
