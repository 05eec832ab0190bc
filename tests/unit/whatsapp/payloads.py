"""Webhook bodies as Meta shapes them, with people and products of our own."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]
NUMBER = "700000000000001"
WABA = "800000000000002"
PHONE = "5215587654321"
BSUID = "MX.20491208655302741918"


def body(*changes: Json) -> bytes:
    entry = {"id": WABA, "time": 1790000000, "changes": list(changes)}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def change(value: Json, field: str = "messages") -> Json:
    return {"field": field, "value": {**metadata(), **value}}


def metadata() -> Json:
    about = {"display_phone_number": "5215511112222", "phone_number_id": NUMBER}
    return {"messaging_product": "whatsapp", "metadata": about}


def contact(phone: str | None = PHONE, bsuid: str | None = BSUID, name: str = "Lucía") -> Json:
    number = {"wa_id": phone} if phone else {}
    user = {"user_id": bsuid} if bsuid else {}
    return {"profile": {"name": name}, **number, **user}


def message(wamid: str = "wamid.A", kind: str = "text", part: Any = None, **more: Any) -> Json:
    content = {"body": "hola"} if kind == "text" and part is None else part
    own = {} if content is None else {kind: content}
    return {
        "from": PHONE,
        "from_user_id": BSUID,
        "id": wamid,
        "timestamp": "1790000001",
        "type": kind,
        **own,
        **more,
    }


def messages(*items: Any, contacts: list[Json] | None = None) -> bytes:
    people = [contact()] if contacts is None else contacts
    return body(change({"contacts": people, "messages": list(items)}))


def status(wamid: str = "wamid.B", word: str = "sent", **more: Any) -> Json:
    return {
        "id": wamid,
        "status": word,
        "timestamp": "1790000002",
        "recipient_id": PHONE,
        **more,
    }


def statuses(*items: Any) -> bytes:
    return body(change({"contacts": [contact()], "statuses": list(items)}))
