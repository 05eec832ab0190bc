"""A customer at the simulator: says, taps, sends carts, and reads what the shop answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import requests

from tests.e2e.town import Town

Json = dict[str, Any]
# What every wording of utter_apology holds, folded (test_the_apology_is_known).
APOLOGY = "algo fallo de mi lado"


@dataclass
class Message:
    """One message of the shop, as a person sees it."""

    wamid: str
    payload: Json
    status: str
    error: Json | None

    @property
    def interactive(self) -> Json:
        return self.payload.get("interactive") or {}

    @property
    def text(self) -> str:
        """What can be read: body, header and footer."""
        plain = self.payload.get("text", {}).get("body")
        if plain is not None:
            return str(plain)
        parts = [self.interactive.get(name, {}).get("text", "") for name in ("header", "body")]
        return "\n".join(part for part in parts if part)

    @property
    def skus(self) -> list[str]:
        """The products it shows, in order."""
        action = self.interactive.get("action", {})
        if "product_retailer_id" in action:
            return [action["product_retailer_id"]]
        sections = action.get("sections", [])
        items = [item for section in sections for item in section.get("product_items", [])]
        return [item["product_retailer_id"] for item in items]

    @property
    def choices(self) -> dict[str, str]:
        """What can be tapped: id by title."""
        action = self.interactive.get("action", {})
        found = {one["reply"]["title"]: one["reply"]["id"] for one in action.get("buttons", [])}
        for section in action.get("sections", []):
            found |= {row["title"]: row["id"] for row in section.get("rows", [])}
        return found

    @property
    def link(self) -> str | None:
        """Where its button leads."""
        url = self.interactive.get("action", {}).get("parameters", {}).get("url")
        return None if url is None else str(url)


@dataclass
class Shopper:
    """One person. Every act waits until the shop has answered and returns its answers."""

    town: Town
    name: str = "Ana López"
    country: str = "MX"
    hidden: bool = False
    id: str = field(init=False)
    seen: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        facts = {"name": self.name, "country": self.country, "hidden": self.hidden}
        self.id = str(self._post("/shopper/people", facts)["id"])

    def say(self, text: str, **more: Any) -> list[Message]:
        """Write. more: quote, sku (asks about it), referral."""
        return self._act("text", {"text": text, **more})

    def tap(self, title: str) -> list[Message]:
        """Tap the newest button or row of this title."""
        for message in reversed(self.chat()):
            if title in message.choices:
                return self._act("tap", {"wamid": message.wamid, "id": message.choices[title]})
        raise AssertionError(f"there is nothing to tap called {title!r}")

    def send_cart(self, items: dict[str, int], note: str = "") -> list[Message]:
        """Send a cart filled in the catalog."""
        lines = [{"sku": sku, "quantity": quantity} for sku, quantity in items.items()]
        return self._act("cart", {"items": lines, "text": note})

    def do(self, act: str, facts: Json) -> list[Message]:
        """Do anything else that the shopper's REST offers."""
        return self._act(act, facts)

    def chat(self) -> list[Message]:
        """Return every message of the shop so far."""
        raw = requests.get(f"{self.town.shop}/shopper/people/{self.id}/chat", timeout=30).json()
        return [
            Message(one["wamid"], one["payload"], one["status"], one.get("error"))
            for one in raw["messages"]
            if one["by"] == "shop"
        ]

    def answers(self) -> list[Message]:
        """Wait until the shop is done and return what is new."""
        self.town.settle()
        chat = self.chat()
        fresh, self.seen = chat[self.seen :], len(chat)
        return fresh

    def cart(self) -> dict[str, int]:
        """Return the open cart: quantity by SKU."""
        query = """
            select cart_line.sku, cart_line.quantity from cart
            join cart_line on cart_line.cart_id = cart.id and cart_line.version = cart.version
            where cart.state = 'open' and cart.conversation_id = ?
        """
        return {row["sku"]: row["quantity"] for row in self.town.rows(query, self.conversation)}

    @property
    def conversation(self) -> int:
        """The id of this person's conversation."""
        raw = requests.get(f"{self.town.shop}/shopper/people/{self.id}", timeout=30).json()
        known = [str(raw.get(name) or "") for name in ("wa_id", "bsuid", "user_id")]
        marks = ", ".join("?" for _ in known)
        query = f"""
            select conversation.id from conversation
            join customer_address on customer_address.customer_id = conversation.customer_id
            where customer_address.wire in ({marks}) or customer_address.value in ({marks})
        """
        rows = self.town.rows(query, *known, *known)
        return int(rows[0]["id"]) if rows else 0

    def mode(self) -> str:
        """Return who has the conversation: bot or person."""
        query = "select mode from conversation where id = ?"
        return str(self.town.rows(query, self.conversation)[0]["mode"])

    def _act(self, act: str, facts: Json) -> list[Message]:
        self._post(f"/shopper/people/{self.id}/{act}", facts)
        return self.answers()

    def _post(self, path: str, facts: Json) -> Json:
        answer = requests.post(f"{self.town.shop}{path}", json=facts, timeout=30)
        assert answer.ok, f"{path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else {}
