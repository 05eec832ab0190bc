"""The values of webhooks: messages of people, statuses of ours, preferences, templates."""

from __future__ import annotations

from typing import Any, Final

from bot.simulator.chat import Entry, Person
from bot.simulator.state import State

Json = dict[str, Any]
FIELD: Final = "messages"


def metadata(state: State) -> Json:
    """Return what every value says about the business number."""
    setup = state.setup
    return {
        "messaging_product": "whatsapp",
        "metadata": {
            "display_phone_number": setup.display_phone,
            "phone_number_id": setup.phone_number_id,
        },
    }


def contact(person: Person) -> Json:
    """Return the person as webhooks name them; wa_id is absent where it is hidden."""
    profile: Json = {"name": person.name}
    if person.username:
        profile["username"] = person.username
    number = {} if person.wa_id is None else {"wa_id": person.wa_id}
    return {"profile": profile, **number, "user_id": person.bsuid}


def message(state: State, person: Person, wamid: str, content: Json) -> Json:
    """Return the value of a person's message. content: type, its part, context, ..."""
    sender = {} if person.wa_id is None else {"from": person.wa_id}
    body = {
        **sender,
        "from_user_id": person.bsuid,
        "id": wamid,
        "timestamp": str(state.clock.now() // 1000),
        **content,
    }
    known = {} if content.get("type") == "system" else {"contacts": [contact(person)]}
    return {**metadata(state), **known, "messages": [body]}


def status(state: State, person: Person | None, entry: Entry, word: str, phone: str | None) -> Json:
    """Return the value of a status. A failed one comes without contacts."""
    body: Json = {
        "id": entry.wamid,
        "status": word,
        "timestamp": str(state.clock.now() // 1000),
    }
    if phone is not None:
        body["recipient_id"] = phone
    if entry.callback:
        body["biz_opaque_callback_data"] = entry.callback
    if word == "failed":
        return {**metadata(state), "statuses": [{**body, "errors": [entry.error]}]}
    if person is not None:
        body["recipient_user_id"] = person.bsuid
    if word in {"sent", "delivered"}:
        body["pricing"] = pricing(state, entry)
    contacts = [] if person is None else [contact(person)]
    return {**metadata(state), "contacts": contacts, "statuses": [body]}


def pricing(state: State, entry: Entry) -> Json:
    """Return what a message costs: a template by its category, anything else is service."""
    category = "service"
    if entry.type == "template":
        template = entry.payload["template"]
        key = f"{template['name']}/{template['language']['code']}"
        category = str(state.templates[key]["category"]).lower()
    return {"billable": True, "pricing_model": "PMP", "type": "regular", "category": category}


def preference(state: State, person: Person, word: str) -> Json:
    """Return the value of a person's word on marketing: stop or resume."""
    known = {} if person.wa_id is None else {"wa_id": person.wa_id}
    said = {
        **known,
        "user_id": person.bsuid,
        "category": "marketing_messages",
        "value": word,
        "detail": f"User requested to {word} marketing messages",
        "timestamp": state.clock.now() // 1000,
    }
    return {**metadata(state), "contacts": [contact(person)], "user_preferences": [said]}


def template(definition: Json) -> Json:
    """Return the value of a template's new status."""
    return {
        "event": definition["status"],
        "message_template_id": int(definition["id"]),
        "message_template_name": definition["name"],
        "message_template_language": definition["language"],
        "message_template_category": definition["category"],
        "reason": "NONE" if definition["status"] == "APPROVED" else "INVALID_FORMAT",
    }
