"""Meta's side of a town: raw webhooks, and what goes wrong on purpose."""

from __future__ import annotations

import json
import time
from typing import Any

import requests

from bot.simulator.setup import Setup
from bot.whatsapp.signature import HEADER, sign
from tests.e2e.town import Town

Json = dict[str, Any]
PATH = "/webhooks/whatsapp"


def text_from(person: Json, wamid: str, body: str) -> bytes:
    """Return a webhook in which a simulated person writes something."""
    setup = Setup()
    sender = {"from": person["wa_id"], "from_user_id": person["bsuid"]}
    facts = {"id": wamid, "timestamp": str(int(time.time())), "type": "text"}
    profile = {"profile": {"name": person["name"]}}
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "1", "phone_number_id": setup.phone_number_id},
        "contacts": [{**profile, "wa_id": person["wa_id"], "user_id": person["bsuid"]}],
        "messages": [{**sender, **facts, "text": {"body": body}}],
    }
    change = {"field": "messages", "value": value}
    whole = {
        "object": "whatsapp_business_account",
        "entry": [{"id": setup.waba_id, "changes": [change]}],
    }
    return json.dumps(whole).encode()


def signed(raw: bytes) -> str:
    """Return the signature that Meta would give these bytes."""
    return sign(Setup().app_secret, raw)


def deliver(url: str, raw: bytes, signature: str | None = None) -> int:
    """Post a webhook to a service; signed as Meta does unless told. Returns the status."""
    headers = {"Content-Type": "application/json", HEADER: signature or signed(raw)}
    return requests.post(f"{url}{PATH}", data=raw, headers=headers, timeout=60).status_code


def error(town: Town, **forced: Any) -> None:
    """Let the next calls to Graph answer with an error."""
    url = f"{town.shop}/simulator/faults/errors"
    requests.post(url, json=forced, timeout=30).raise_for_status()


def faults(town: Town, **plan: Any) -> None:
    """Set how webhooks arrive and how errors are told."""
    url = f"{town.shop}/simulator/faults"
    requests.put(url, json=plan, timeout=30).raise_for_status()


def stripe_faults(town: Town, **plan: Any) -> None:
    """Set what goes wrong at Stripe."""
    url = f"{town.shop}/simulator/stripe/faults"
    requests.put(url, json=plan, timeout=30).raise_for_status()


def good_day(town: Town) -> None:
    """Let everything go well again."""
    requests.delete(f"{town.shop}/simulator/faults", timeout=30).raise_for_status()
    stripe_faults(town)
