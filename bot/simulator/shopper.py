"""What a simulated person can do, and the webhooks that follow from it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.simulator import shopper_models as models
from bot.simulator import updates
from bot.simulator.chat import Entry, Person
from bot.simulator.graph_media import stand_in
from bot.simulator.state import State, new_wamid
from bot.simulator.webhooks import Emitter

Json = dict[str, Any]
_MIMES: Final = {
    "image": "image/jpeg",
    "video": "video/mp4",
    "audio": "audio/ogg; codecs=opus",
    "document": "application/pdf",
    "sticker": "image/webp",
}


class ImpossibleError(ValueError):
    """A person cannot do this on a phone; says why."""


@dataclass(frozen=True, slots=True)
class Shopper:
    """Acts for the people of the simulation."""

    state: State
    emitter: Emitter

    def create(self, new: models.NewPerson) -> Person:
        """Make a person; one with this number already is handed back with the new name."""
        known = self.state.person_by(wa_id=new.wa_id) if new.wa_id else None
        if known is not None:
            known.name = new.name
            return known
        number = None if new.hidden else new.wa_id or f"52155{secrets.randbelow(10**8):08}"
        person = Person(
            id=f"p{len(self.state.people) + 1}",
            name=new.name,
            bsuid=f"{new.country}.{10**15 + secrets.randbelow(9 * 10**15)}",
            wa_id=number,
            username=new.username or ("cliente.oculta" if new.hidden else None),
            on_whatsapp=new.on_whatsapp,
            reads=new.reads,
        )
        self.state.people[person.id] = person
        return person

    def say(self, person: Person, said: models.Say) -> Entry:
        """Write words: alone, as an answer, about a product, or coming from an ad."""
        content: Json = {"type": "text", "text": {"body": said.text}}
        context = self._context(said)
        if context:
            content["context"] = context
        if said.referral:
            content["referral"] = said.referral
        return self._send(person, content, said, said.text)

    def tap(self, person: Person, tap: models.Tap) -> Entry:
        """Tap a button or a row that the message really has."""
        entry = person.entry(tap.wamid)
        if entry is None or entry.by != "shop":
            raise ImpossibleError(f"there is no message {tap.wamid} of the shop in this chat")
        content = tapped(entry, tap.id, self.state.templates)
        content["context"] = {"from": self.state.setup.display_phone, "id": entry.wamid}
        return self._send(person, content, tap, _title(content))

    def cart(self, person: Person, cart: models.SendCart) -> Entry:
        """Send a cart; prices are the catalog's unless told otherwise."""
        order: Json = {
            "catalog_id": cart.catalog_id or self.state.setup.catalog_id,
            "text": cart.text,
            "product_items": [self._line(line) for line in cart.items],
        }
        return self._send(person, {"type": "order", "order": order}, cart, cart.text)

    def react(self, person: Person, reaction: models.React) -> Entry:
        """React to a message of the chat."""
        if person.entry(reaction.wamid) is None:
            raise ImpossibleError(f"there is no message {reaction.wamid} in this chat")
        emoji = {"emoji": reaction.emoji} if reaction.emoji else {}
        part = {"message_id": reaction.wamid, **emoji}
        return self._send(person, {"type": "reaction", "reaction": part}, reaction, reaction.emoji)

    def file(self, person: Person, file: models.SendFile) -> Entry:
        """Send a stand-in for a file."""
        media = stand_in(self.state, _MIMES[file.type])
        part: Json = {"id": media.id, "mime_type": media.mime, "sha256": media.sha256}
        part |= {"caption": file.caption} if file.caption else {}
        part |= {"filename": file.filename or "archivo.pdf"} if file.type == "document" else {}
        part |= {"voice": file.voice} if file.type == "audio" else {}
        content = {"type": file.type, file.type: part}
        return self._send(person, content, file, file.caption or "")

    def location(self, person: Person, place: models.SendLocation) -> Entry:
        """Send a place."""
        part = place.model_dump(exclude_none=True, exclude={"group_id", "forwarded"})
        return self._send(person, {"type": "location", "location": part}, place, place.name or "")

    def raw(self, person: Person, raw: models.SendRaw) -> Entry:
        """Send any content: a type that nobody knows yet."""
        return self._send(person, dict(raw.content), raw, "")

    def marketing(self, person: Person, word: str) -> None:
        """Stop or resume marketing messages in WhatsApp's own menu."""
        person.opted_out = word == "stop"
        self.emitter.emit("user_preferences", updates.preference(self.state, person, word))

    def change_number(self, person: Person, wa_id: str) -> Entry:
        """Move to another number: the old one says so to the business."""
        old = person.wa_id
        if old is None or self.state.person_by(wa_id=wa_id) is not None:
            raise ImpossibleError("this person has no number to change, or the new one is taken")
        body = f"User {person.name} changed from {old} to {wa_id}"
        system = {"body": body, "wa_id": wa_id, "type": "user_changed_number"}
        entry = self._send(person, {"type": "system", "system": system}, models.Act(), body)
        person.wa_id = wa_id
        return entry

    def _send(self, person: Person, content: Json, act: models.Act, shown: str) -> Entry:
        wamid, setup = new_wamid(), self.state.setup
        kind = str(content.get("type", "unknown"))
        if act.forwarded:
            content["context"] = {**content.get("context", {}), "forwarded": True}
        if act.group_id:
            content["group_id"] = act.group_id
        value = updates.message(self.state, person, wamid, content)
        self.emitter.emit(updates.FIELD, value)
        if not act.group_id and kind != "system":
            person.wrote_at[setup.phone_number_id] = self.state.clock.now()
        return self.state.put(
            person,
            Entry(
                wamid=wamid,
                by="person",
                type=kind,
                payload=content,
                at=self.state.clock.now(),
                status="sent",
                quoted=content.get("context", {}).get("id"),
                shown=shown,
                number=setup.phone_number_id,
            ),
        )

    def _context(self, said: models.Say) -> Json:
        own = {"from": self.state.setup.display_phone}
        if said.sku:
            catalog = said.catalog_id or self.state.setup.catalog_id
            product = {"catalog_id": catalog, "product_retailer_id": said.sku}
            return {**own, "id": said.quote or new_wamid(), "referred_product": product}
        return {**own, "id": said.quote} if said.quote else {}

    def _line(self, line: models.CartLine) -> Json:
        item = self.state.catalog.get(line.sku, {})
        price = line.price
        if price is None:
            price = _number(item.get("sale_amount") or item.get("amount") or "0")
        return {
            "product_retailer_id": line.sku,
            "quantity": line.quantity,
            "item_price": price,
            "currency": line.currency or item.get("currency") or "MXN",
        }


def tapped(entry: Entry, wanted: str, templates: Mapping[str, Json]) -> Json:
    """Return the content of a tap on a message of the shop; ImpossibleError if it is not there."""
    if entry.type == "template":
        return _template_tap(entry.payload["template"], wanted, templates)
    part: Json = entry.payload.get("interactive", {})
    action: Json = part.get("action", {})
    cards = [button for card in action.get("cards", []) for button in _buttons(card["action"])]
    for reply in [*_buttons(action), *cards]:
        if reply["id"] == wanted:
            return _interactive("button_reply", reply)
    for row in [row for section in action.get("sections", []) for row in section.get("rows", [])]:
        if row["id"] == wanted:
            return _interactive("list_reply", row)
    raise ImpossibleError(f"message {entry.wamid} has no button or row with the id {wanted!r}")


def _template_tap(sent: Json, wanted: str, templates: Mapping[str, Json]) -> Json:
    """Tap a quick reply by its payload; without one of its own it is its label."""
    definition = templates[f"{sent['name']}/{sent['language']['code']}"]
    parts = [part for part in definition["components"] if part["type"] == "BUTTONS"]
    labels: list[Json] = parts[0]["buttons"] if parts else []
    given = {int(one["index"]): one for one in sent.get("components", []) if "index" in one}
    for place, label in enumerate(labels):
        parameters: list[Json] = given.get(place, {}).get("parameters", [])
        payload = next((one["payload"] for one in parameters if "payload" in one), label["text"])
        if label["type"] == "QUICK_REPLY" and payload == wanted:
            return {"type": "button", "button": {"payload": payload, "text": label["text"]}}
    raise ImpossibleError(f"the template has no quick reply with the payload {wanted!r}")


def _buttons(action: Json) -> list[Json]:
    buttons: list[Json] = action.get("buttons", [])
    return [button.get("reply") or button.get("quick_reply") or {} for button in buttons]


def _interactive(kind: str, reply: Json) -> Json:
    return {"type": "interactive", "interactive": {"type": kind, kind: dict(reply)}}


def _title(content: Json) -> str:
    if content["type"] == "button":
        return str(content["button"]["text"])
    part: Json = content["interactive"]
    return str(part[part["type"]]["title"])


def _number(text: str) -> float | int:
    value = float(text)
    return int(value) if value == int(value) else value
