"""The simulated payment page: what a buyer sees and may do. No money, no card fields."""

from __future__ import annotations

from typing import Final

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from actions.shop.money import display
from bot.payments.amounts import from_stripe
from bot.simulator.stripe_objects import Json, StripeRefusal
from bot.simulator.stripe_state import StripeState

VOUCHER: Final = "/stripe/voucher"
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action *; base-uri 'none'; "
    "frame-ancestors 'none'"
)


class StripeHosted:
    """The routes under /stripe."""

    def __init__(self, state: StripeState) -> None:
        self._state = state
        self._templates = Environment(
            loader=PackageLoader("bot.simulator", "stripe_pages"),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def routes(self) -> list[web.RouteDef]:
        """Return the pages' routes."""
        return [
            web.get("/stripe/pay/{id}", self.show),
            web.post("/stripe/pay/{id}", self.act),
            web.get("/stripe/voucher/{id}", self.voucher),
            web.post("/stripe/voucher/{id}", self.settle),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Show what is to be paid."""
        return self._page(self._session(request), declined=False)

    async def act(self, request: web.Request) -> web.StreamResponse:
        """Pay, decline, print a voucher or go back."""
        session = self._session(request)
        action = str((await request.post()).get("action", ""))
        try:
            return self._do(request, session, action)
        except StripeRefusal:
            # A second click, or a page that was closed meanwhile.
            return self._page(self._session(request), declined=False)

    def _do(self, request: web.Request, session: Json, action: str) -> web.StreamResponse:
        if action == "pay":
            self._state.pay(session["id"])
            return _see(_success(session))
        if action == "voucher":
            self._state.voucher(session["id"], f"{request.url.origin()}{VOUCHER}")
            return _see(_success(session))
        if action == "cancel":
            return _see(str(session["cancel_url"] or session["success_url"]))
        return self._page(session, declined=action == "decline")

    async def voucher(self, request: web.Request) -> web.Response:
        """Show a printed voucher."""
        session = self._session(request)
        payment = self._state.payments.get(str(session["payment_intent"]), {})
        waits = payment.get("status") == "requires_action"
        paid = session["payment_status"] == "paid"
        text = self._templates.get_template("stripe_voucher.html").render(
            amount=_amount(session), waits=waits, paid=paid
        )
        return _html(text)

    async def settle(self, request: web.Request) -> web.StreamResponse:
        """Let a voucher be paid at the shop's till, or run out."""
        paid = (await request.post()).get("action") == "paid"
        try:
            self._state.settle(request.match_info["id"], paid=paid)
        except StripeRefusal as refusal:
            raise web.HTTPConflict(text=str(refusal)) from refusal
        return _see(request.path)

    def _session(self, request: web.Request) -> Json:
        try:
            return self._state.session(request.match_info["id"])
        except StripeRefusal as refusal:
            raise web.HTTPNotFound(text=str(refusal)) from refusal

    def _page(self, session: Json, *, declined: bool) -> web.Response:
        text = self._templates.get_template("stripe_pay.html").render(
            amount=_amount(session),
            open=session["status"] == "open",
            mexican=session["currency"] == "mxn",
            reference=session["client_reference_id"] or "",
            declined=declined,
        )
        return _html(text, status=402 if declined else 200)


def _amount(session: Json) -> str:
    return display(from_stripe(session["amount_total"], session["currency"]))


def _success(session: Json) -> str:
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


def _see(url: str) -> web.Response:
    return web.Response(status=303, headers={"Location": url, "Cache-Control": "no-store"})


def _html(text: str, status: int = 200) -> web.Response:
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
    return web.Response(text=text, status=status, content_type="text/html", headers=headers)
