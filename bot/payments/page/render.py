"""Turns a view into HTML. Everything from customers and catalogs is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from actions.shop.money import display
from bot.orders.methods import say_method
from bot.orders.moments import say_moment
from bot.orders.zones import Zone
from bot.payments.checkout import View
from bot.payments.page.address import fields_of
from bot.payments.page.form import ADDRESS, Written
from bot.payments.page.offers import Offer
from bot.payments.page.sayings import Saying
from bot.payments.quote import Quote, seal


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the form shows."""

    view: View
    quoted: Quote
    zones: Sequence[Zone]
    offers: Sequence[Offer]
    written: Written
    wrong: Mapping[str, str]
    banner: str = ""
    changed: bool = False


class Renderer:
    """The page's templates."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=PackageLoader("bot.payments.page"),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["money"] = display

    def form(self, sheet: Sheet) -> str:
        """Return the cart with the form that buys it."""
        view = sheet.view
        return self._render(
            "form.html",
            view,
            sheet=sheet,
            seal=seal(view.cart_version, sheet.quoted, sheet.zones),
            fields=fields_of(view.preferences.country),
            address=ADDRESS,
            consent=consent_words(view),
            asks_consent=view.marketing != "in",
            online=any(offer.online for offer in sheet.offers),
        )

    def order(self, view: View) -> str:
        """Return the order that the cart became."""
        assert view.order is not None
        words = say_method(view.order.method, view.order.delivery)
        return self._render("order.html", view, order=view.order, method=words)

    def pending(self, view: View) -> str:
        """Return how to finish a payment that waits for its voucher or bank."""
        assert view.payment is not None
        until = view.payment.pay_by
        deadline = "" if until is None else say_moment(until, view.preferences.time_zone)
        return self._render("pending.html", view, payment=view.payment, deadline=deadline)

    def message(self, view: View | None, saying: Saying) -> str:
        """Return a page that only says something, with the way back to the chat."""
        return self._render("message.html", view, title=saying.title, words=saying.words)

    def onward(self, view: View, url: str) -> str:
        """Return a page with one link on to the payment."""
        return self._render("onward.html", view, url=url)

    def _render(self, name: str, view: View | None, **values: Any) -> str:
        shop = view.preferences.name if view is not None else ""
        phone = "".join(filter(str.isdecimal, view.phone)) if view is not None else ""
        return self._templates.get_template(name).render(
            view=view, shop=shop, chat=f"https://wa.me/{phone}" if phone else "", **values
        )


def consent_words(view: View) -> str:
    """Return what a customer agrees to by ticking the box: kept word for word as proof."""
    return (
        f"Acepto que {view.preferences.name} me escriba por WhatsApp recordatorios y novedades. "
        "Puedo darme de baja cuando quiera con la palabra BAJA."
    )
