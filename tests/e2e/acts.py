"""What people do beyond words: come by an ad, buy, send files and places, react, keep shop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import requests

from tests.e2e.checkout import filled
from tests.e2e.shopper import Message, Shopper
from tests.e2e.town import Town

_NONE: Final[Mapping[str, Any]] = {}
# What the shop's people do with an order: the body that the API wants.
_DONE: Final[Mapping[str, str]] = {
    "paid": "paid", "prepare": "prepare", "deliver": "deliver", "ship": "ship", "cancel": "cancel",
}  # fmt: skip
_tokens: dict[str, str] = {}


def act(shopper: Shopper, name: str, told: Any) -> list[Message]:
    """Do one of ACTS; returns what the shop writes then."""
    return _DOES[name](shopper, told)


def _come_by_ad(shopper: Shopper, told: Any) -> list[Message]:
    referral = {key: value for key, value in told.items() if key != "text"}
    return shopper.say(told["text"], referral={"source_type": "ad", **referral})


def _react(shopper: Shopper, told: Any) -> list[Message]:
    wamid = shopper.chat()[-1].wamid
    return shopper.do("reaction", {"wamid": wamid, "emoji": str(told)})


def _buy(shopper: Shopper, how: Any) -> list[Message]:
    """Open the newest link and order. how: delivery, transfer, or card (paid at once)."""
    link = next(one.link for one in reversed(shopper.chat()) if one.link)
    assert link is not None
    page = requests.get(link, timeout=30)
    form = filled(page.text, "stripe" if how == "card" else how)
    form = {**form, "name": shopper.name, "phone": "+52 55 1111 2222"}
    form |= {"address_zip": "1425"} if "Altura" in page.text else {}
    done = requests.post(link, data=form, allow_redirects=False, timeout=30)
    assert done.status_code == 303, f"{how}: {done.status_code} {done.text[:500]}"
    if how == "card":
        paid = requests.post(done.headers["Location"], data={"action": "pay"}, timeout=30)
        assert paid.ok, paid.text[:500]
    return shopper.answers()


def _keep_shop(shopper: Shopper, told: Any) -> list[Message]:
    """Act as one of the shop's people, on the customer's newest order or in the conversation."""
    work = {str(told): None} if isinstance(told, str) else dict(told)
    (what, value), *_ = work.items()
    talk = f"/conversations/{shopper.conversation}"
    if what == "answer":
        _call(shopper.town, f"{talk}/messages", {"text": str(value)}, f"answer-{shopper.seen:04}")
    elif what == "hand_back":
        _call(shopper.town, f"{talk}/handback", _NONE)
    else:
        body = {"tracking": str(value or "")} if what == "ship" else _NONE
        body = {"reason": str(value or "se agotó")} if what == "cancel" else body
        _call(shopper.town, f"/orders/{newest_order(shopper)['number']}/{_DONE[what]}", body)
    return shopper.answers()


def tidy(shopper: Shopper) -> None:
    """Cancel what was ordered, so that the shelves are as full for whoever comes next."""
    query = """
        select number from "order" where conversation_id = ? and state in
        ('placed', 'paid', 'preparing', 'shipped')
    """
    for row in shopper.town.rows(query, shopper.conversation):
        _call(shopper.town, f"/orders/{row['number']}/cancel", {"reason": "the play is over"})


def newest_order(shopper: Shopper) -> Mapping[str, Any]:
    """Return the newest order of this conversation; AssertionError when there is none."""
    query = 'select * from "order" where conversation_id = ? order by id desc limit 1'
    rows = shopper.town.rows(query, shopper.conversation)
    assert rows, "there is no order"
    return rows[0]


def receipts(shopper: Shopper) -> int:
    """Return how many files are attached to the customer's orders."""
    query = """
        select count(*) as many from media join "order" on "order".id = media.order_id
        where "order".conversation_id = ?
    """
    return int(shopper.town.rows(query, shopper.conversation)[0]["many"])


def flag(shopper: Shopper) -> str:
    """Return why people are asked to look at the conversation; "" when they are not."""
    query = "select handover_reason, asks_for_person from conversation where id = ?"
    row = shopper.town.rows(query, shopper.conversation)[0]
    return str(row["handover_reason"] or "") if row["asks_for_person"] else ""


def _call(town: Town, path: str, body: Mapping[str, Any], key: str = "") -> None:
    headers = {"Authorization": f"Bearer {_token(town)}", "Idempotency-Key": key or "not-needed"}
    url = f"{town.url}/api/v1{path}"
    answer = requests.post(url, json=dict(body), headers=headers, timeout=30)
    assert answer.ok, f"{path}: {answer.status_code} {answer.text}"


def _token(town: Town) -> str:
    if town.url not in _tokens:
        _tokens[town.url] = town.command("token", "add", "conversations").stdout.strip()
    return _tokens[town.url]


_DOES: Final[Mapping[str, Callable[[Shopper, Any], list[Message]]]] = {
    "ad": _come_by_ad,
    "checkout": _buy,
    "image": lambda who, told: who.do("file", {"type": "image", "caption": told or None}),
    "pdf": lambda who, told: who.do("file", {"type": "document", "filename": str(told)}),
    "voice": lambda who, _: who.do("file", {"type": "audio", "voice": True}),
    "place": lambda who, told: who.do("location", dict(told)),
    "thumb": _react,
    "shop": _keep_shop,
}
ACTS: Final = frozenset(_DOES)
