"""Messages about orders and payments: facts in, every form of the message out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from actions.replies import Link, Text
from actions.shop.cart import CartLine
from actions.shop.money import Money, display
from bot.orders.ports import Forms, Shape, Template, Wire, Words
from bot.orders.templates import fill
from bot.orders.values import Notice, NoticeKind

# What the link under a message is called (20 characters at most).
_LABELS: Final[dict[NoticeKind, str]] = {
    "payment_pending": "Ver cómo pagar",
    "payment_failed": "Intentar de nuevo",
    "recovery": "Terminar mi compra",
}
_LABEL: Final = "Ver mi pedido"
_MOST_LINES: Final = 10


class WordedReceipts:
    """Receipts out of domain.yml's words and WhatsApp's shapes."""

    def __init__(self, words: Words, shape: Shape, public_url: str) -> None:
        self._words = words
        self._shape = shape
        self._base = public_url.rstrip("/")

    def url(self, token: str) -> str:
        """Return the address of the page that this token opens."""
        return f"{self._base}/pay/{token}"

    def compose(self, notice: Notice, template: Template | None) -> Forms:
        """Return the message in the forms it can take; no template, no second form."""
        facts = facts_of(notice)
        body = self._words.say(wording_of(notice), notice.account_id, **facts)
        if notice.url:
            label = _LABELS.get(notice.kind, _LABEL)
            free = self._shape.free(Link(body, label, notice.url))
        else:
            free = self._shape.free(Text(body))
        return Forms(body, free, self._outside(notice, template, facts))

    def _outside(
        self, notice: Notice, template: Template | None, facts: dict[str, str]
    ) -> Wire | None:
        if template is None:
            return None
        values = fill(template, notice.kind, facts)
        if values is None or (template.button and not notice.token):
            return None
        return self._shape.template(template, values, notice.token if template.button else None)


def wording_of(notice: Notice) -> str:
    """Return the name of the words: a placed order depends on how it is paid and handed over."""
    if notice.kind == "order_placed":
        handed = "pickup" if notice.delivery == "pickup" else "ship"
        return f"order_placed_{notice.method}_{handed}"
    return notice.kind


def facts_of(notice: Notice) -> dict[str, str]:
    """Return every value that wording and templates may use; all of them always there."""
    return {
        "customer": notice.customer,
        "shop": notice.shop,
        "number": notice.number,
        "lines": describe_lines(notice.lines),
        "shipping": _shipping(notice),
        "total": "" if notice.total is None else display(notice.total),
        "tracking": notice.extra.get("tracking", ""),
        "deadline": notice.extra.get("deadline", ""),
        "bank": notice.extra.get("bank", ""),
        "pickup": notice.extra.get("pickup", ""),
        "voucher": notice.extra.get("voucher", ""),
    }


def _shipping(notice: Notice) -> str:
    """What the shipping costs; nothing of what is picked up."""
    if notice.shipping is None or notice.delivery == "pickup":
        return ""
    return describe_shipping(notice.shipping)


def describe_lines(lines: Sequence[CartLine]) -> str:
    """Write lines for people, one a row; a long cart ends with how many are left out."""
    shown = [_line(line) for line in lines[:_MOST_LINES]]
    if len(lines) > _MOST_LINES:
        shown.append(f"… y {len(lines) - _MOST_LINES} más")
    return "\n".join(shown)


def _line(line: CartLine) -> str:
    return f"• {line.quantity} × {line.name}: {display(line.amount)}"


def describe_shipping(shipping: Money) -> str:
    """Write what shipping costs."""
    return display(shipping) if shipping.amount else "gratis"
