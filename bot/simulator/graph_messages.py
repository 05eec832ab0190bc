"""POST /{number}/messages: everything Meta checks before it says 200, and what comes after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import phonenumbers

from bot.simulator import updates
from bot.simulator.chat import Entry, Person
from bot.simulator.check_message import check_message, check_read, envelope
from bot.simulator.graph_errors import GraphError, invalid
from bot.simulator.products import usable
from bot.simulator.state import State, new_wamid
from bot.simulator.templates import approved, filled_text
from bot.simulator.webhooks import Emitter
from bot.simulator.window import is_open
from bot.whatsapp.identity import canonical_phone

Json = dict[str, Any]
_FILES: Final = ("image", "video", "audio", "document", "sticker")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes. phone: as WhatsApp writes it; person None: nobody is there."""

    phone: str | None
    person: Person | None


def post(state: State, emitter: Emitter, number_id: str, body: Any) -> Json:
    """Answer a POST to /messages."""
    if number_id != state.setup.phone_number_id:
        raise GraphError(33, f"Object with ID '{number_id}' does not exist")
    given = envelope(body)
    if "status" in given:
        return _read(state, given)
    return _send(state, emitter, check_message(given))


def _read(state: State, body: Json) -> Json:
    check_read(body)
    found = state.find(body["message_id"])
    if found is None or found[1].by != "person":
        raise invalid("message_id", "is no message of a person")
    person, last = found
    for entry in person.entries:
        if entry.by == "person" and entry.at <= last.at:
            person.move(entry, "read")
    if "typing_indicator" in body:
        person.tell("typing", {"seconds": 25})
    return {"success": True}


def _send(state: State, emitter: Emitter, body: Json) -> Json:
    to = _recipient(state, body)
    _rates(state, to)
    entry = _entry(state, body)
    late = _refusal(state, to.person, body, entry)
    if late is not None and late.code == 131047 and state.faults.plan.window_error == "sync":
        raise late
    who = to.person.id if to.person else None
    about = {"to": to.phone, "person": who, "callback": entry.callback}
    state.sent.append({**about, **entry.as_json()})
    if to.person is not None and late is None:
        state.put(to.person, entry)
    for word in _fail(entry, late) if late else _ways(state, to):
        _tell(state, emitter, to, entry, word)
    return _answer(body, to, entry)


def _recipient(state: State, body: Json) -> Target:
    """Return number and person; `to` wins. Nobody behind a number: accepted, fails later."""
    if "to" in body:
        phone = _phone(state, str(body["to"]))
        person = state.person_by(wa_id=phone)
        return Target(phone if person is None else person.wa_id, person)
    person = state.person_by(bsuid=body["recipient"])
    if person is None:
        raise invalid("recipient", "is no user of this business portfolio")
    return Target(None, person)


def _phone(state: State, to: str) -> str:
    digits = "".join(letter for letter in to if letter.isdigit())
    if not to.startswith("+"):
        # Meta takes a number without its plus for a local one of the business's country.
        own = phonenumbers.parse("+" + state.setup.display_phone, None)
        digits = f"{own.country_code}{digits}"
    if not 7 <= len(digits) <= 15:
        raise invalid("to", "is not a phone number")
    if canonical_phone(digits) == canonical_phone(state.setup.display_phone):
        raise GraphError(131021, "Sender and recipient are the same")
    return digits


def _rates(state: State, to: Target) -> None:
    now, number = state.clock.now(), state.setup.phone_number_id
    if not state.rates.number(number).take(now):
        raise GraphError(130429, "Cloud API message throughput has been reached.")
    if not state.rates.pair(number, to.person.id if to.person else str(to.phone)).take(now):
        raise GraphError(131056, "Too many messages to this recipient in a short time.")


def _entry(state: State, body: Json) -> Entry:
    kind = str(body.get("type", "text"))
    part = body[kind]
    shown, dropped = _content(state, kind, part)
    own = {"type": kind, kind: part}
    return Entry(
        wamid=new_wamid(),
        by="shop",
        type=kind,
        payload=own,
        at=state.clock.now(),
        status="accepted",
        quoted=body.get("context", {}).get("message_id"),
        shown=shown,
        dropped=tuple(dropped),
        callback=body.get("biz_opaque_callback_data", ""),
        number=state.setup.phone_number_id,
    )


def _content(state: State, kind: str, part: Any) -> tuple[str, list[str]]:
    """Return the words that people see and the products that had to be left out."""
    if kind == "template":
        return filled_text(state, part), usable(state, _template_products(part))
    if kind == "interactive":
        words = part.get("body", {}).get("text", "")
        return words, usable(state, _products(part), part["action"].get("catalog_id"))
    if kind in _FILES and "id" in part and part["id"] not in state.media:
        raise invalid(f"{kind}.id", "is no media of this business account")
    if kind == "text":
        return str(part["body"]), []
    known: Json = part if isinstance(part, dict) else {}
    return str(known.get("caption", "")), []


def _products(part: Json) -> list[str]:
    action = part["action"]
    single = action.get("product_retailer_id")
    thumbnail = action.get("parameters", {}).get("thumbnail_product_retailer_id")
    cards = [one["action"] for one in action.get("cards", [])]
    return [
        *([single] if single else []),
        *([thumbnail] if thumbnail else []),
        *(card["product_retailer_id"] for card in cards if "product_retailer_id" in card),
        *_listed(action.get("sections", [])),
    ]


def _listed(sections: list[Json]) -> list[str]:
    items = [item for section in sections for item in section.get("product_items", [])]
    return [item["product_retailer_id"] for item in items]


def _template_products(part: Json) -> list[str]:
    buttons = [one for one in part.get("components", []) if one["type"] == "button"]
    values = [value for one in buttons for value in one["parameters"] if "action" in value]
    return [sku for value in values for sku in _listed(value["action"].get("sections", []))]


def _refusal(state: State, person: Person | None, body: Json, entry: Entry) -> GraphError | None:
    """Return why an accepted message will not arrive, None when it will."""
    plan = state.faults.plan
    if plan.failed_code is not None and state.faults.take("failed_times"):
        return GraphError(plan.failed_code, "forced by the simulator")
    if person is None or not person.on_whatsapp:
        return GraphError(131026, "Receiver is incapable of receiving this message")
    if entry.type == "template":
        return _template_refusal(state, person, body)
    if not is_open(person, state.setup.phone_number_id, state.clock.now()):
        return GraphError(131047, "More than 24 hours have passed since the customer last replied")
    return None


def _template_refusal(state: State, person: Person, body: Json) -> GraphError | None:
    category = approved(state, body["template"])["category"]
    if category == "AUTHENTICATION" and "to" not in body:
        raise GraphError(131062, "Authentication templates need a phone number")
    if category != "MARKETING":
        return None
    if person.opted_out:
        return GraphError(131050, "The recipient has stopped marketing messages")
    if (person.wa_id or "").startswith("1"):
        return GraphError(131049, "Marketing templates are not delivered to +1 numbers")
    return None


def _fail(entry: Entry, late: GraphError) -> list[str]:
    entry.error, entry.status = late.in_status(), "failed"
    return ["failed"]


def _ways(state: State, to: Target) -> list[str]:
    """Return the statuses that a message goes through."""
    plan = state.faults.plan
    reads = to.person is not None and to.person.reads and plan.read
    return ["sent", *([] if plan.skip_delivered else ["delivered"]), *(["read"] if reads else [])]


def _tell(state: State, emitter: Emitter, to: Target, entry: Entry, word: str) -> None:
    if to.person is not None:
        to.person.move(entry, word)
    emitter.emit(updates.FIELD, updates.status(state, to.person, entry, word, to.phone))


def _answer(body: Json, to: Target, entry: Entry) -> Json:
    contact: Json = {"input": body.get("to") or body.get("recipient")}
    if to.phone is not None:
        contact["wa_id"] = to.phone
    elif to.person is not None:
        contact["user_id"] = to.person.bsuid
    accepted = {"message_status": "accepted"} if entry.type == "template" else {}
    return {
        "messaging_product": "whatsapp",
        "contacts": [contact],
        "messages": [{"id": entry.wamid, **accepted}],
    }
