"""GET and POST of /pay/{token}. Looking changes nothing; only the form's button does."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl

from aiohttp import web

from bot.clock import Clock
from bot.payments.cashier import Cashier
from bot.payments.checkout import ChangedError, Confirmation, Offline, View
from bot.payments.errors import ProviderError
from bot.payments.lookout import Lookout
from bot.payments.page.answer import Answers, may_buy, see
from bot.payments.page.form import Read, Written, read, written_in
from bot.payments.page.guard import Limit, same_origin
from bot.payments.page.render import consent_words
from bot.payments.page.sayings import BANNERS, FOREIGN, MISSING, TOO_OFTEN
from bot.payments.ports import Checkout
from bot.payments.protocol import Providers
from bot.payments.quote import quote, seal
from bot.payments.tokens import PATTERN, token_hash

log = logging.getLogger(__name__)

_STYLE: Final = Path(__file__).parent / "static" / "checkout.css"
_LOOKS_A_MINUTE: Final = 60
_MOST_BYTES: Final = 64 * 1024
_MOST_BOXES: Final = 100
_POSTS_A_MINUTE: Final = 20


class CheckoutPage:
    """The checkout page and its routes. public_url: where customers reach us."""

    def __init__(
        self,
        checkout: Checkout,
        cashier: Cashier,
        lookout: Lookout,
        providers: Providers,
        *,
        clock: Clock,
        public_url: str,
    ) -> None:
        self._checkout = checkout
        self._cashier = cashier
        self._lookout = lookout
        self._providers = providers
        self._base = public_url
        self._answers = Answers(providers)
        self._looks = Limit(clock, _LOOKS_A_MINUTE)
        self._posts = Limit(clock, _POSTS_A_MINUTE)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, for the public listener."""
        page = f"/pay/{{token:{PATTERN}}}"
        return [
            web.get("/pay/static/checkout.css", self.style),
            web.get(page, self.show),
            web.post(page, self.confirm),
            web.get(f"{page}/return", self.come_back, allow_head=False),
            web.get("/pay/{other}", self.unknown),
        ]

    async def style(self, _request: web.Request) -> web.StreamResponse:
        """Serve the page's one stylesheet."""
        return web.FileResponse(_STYLE, headers={"Cache-Control": "public, max-age=3600"})

    async def unknown(self, _request: web.Request) -> web.Response:
        """Answer what cannot be a token like a token that does not exist."""
        return self._answers.saying(MISSING)

    async def show(self, request: web.Request) -> web.Response:
        """Show how things stand. Free of side effects: link previews fetch it too."""
        hashed = token_hash(request.match_info["token"])
        if not self._looks.allows(hashed):
            return self._answers.saying(TOO_OFTEN)
        view = await self._checkout.view(hashed)
        if view is None:
            return self._answers.saying(MISSING)
        return await self._answers.stage(view, request.query)

    async def confirm(self, request: web.Request) -> web.Response:
        """Take the form: order it, or lead on to the payment; a second click does nothing new."""
        token = request.match_info["token"]
        if not self._posts.allows(token_hash(token)):
            return self._answers.saying(TOO_OFTEN)
        if not same_origin(request.headers, self._base, request.host):
            return self._answers.saying(FOREIGN)
        view = await self._checkout.view(token_hash(token))
        if view is None:
            return self._answers.saying(MISSING)
        if not may_buy(view):
            return see(f"/pay/{token}")
        written = written_in(await _boxes(request), view.preferences.country)
        return await self._take(token, view, written)

    async def _take(self, token: str, view: View, written: Written) -> web.Response:
        sheet = await self._answers.sheet(view, written)
        if written.seal != seal(view.cart_version, sheet.quoted, sheet.zones):
            return await self._answers.form(view, written, status=409)
        understood = read(written, view, sheet.offers, sheet.zones)
        if understood.wrong:
            return await self._answers.form(view, written, understood.wrong, status=422)
        try:
            return await self._buy(token, view, written, understood)
        except ChangedError:
            return await self._again(token, view, written, status=409)
        except ProviderError as error:
            log.warning("no payment page for cart %d: %s", view.cart_id, error)
            return await self._again(token, view, written, banner=BANNERS["error"], status=503)

    async def _again(
        self, token: str, view: View, written: Written, *, banner: str = "", status: int
    ) -> web.Response:
        """Show the form once more as things stand now, or whatever they have become."""
        fresh = await self._checkout.view(token_hash(token)) or view
        if not may_buy(fresh):
            return see(f"/pay/{token}")
        return await self._answers.form(fresh, written, banner=banner, status=status)

    async def _buy(
        self, token: str, view: View, written: Written, understood: Read
    ) -> web.Response:
        confirmed = _confirmation(view, written, understood)
        if understood.method in {"delivery", "transfer"}:
            method: Offline = "transfer" if understood.method == "transfer" else "delivery"
            await self._checkout.place(confirmed, method, token)
            return see(f"/pay/{token}")
        provider = (await self._providers.of(view.account_id))[understood.method]
        url = await self._cashier.open_page(confirmed, provider, token, view.expires_at)
        return self._answers.onward(view, provider, url)

    async def come_back(self, request: web.Request) -> web.Response:
        """Receive a customer from the payment page: look at the payment, then show the page."""
        token = request.match_info["token"]
        if not self._posts.allows(token_hash(token)):
            return see(f"/pay/{token}")
        view = await self._checkout.view(token_hash(token))
        if view is None:
            return self._answers.saying(MISSING)
        ref = request.query.get("session_id", "")
        attempt_id = await self._checkout.attempt_of(view.cart_id, ref)
        return see(f"/pay/{token}{await self._look(attempt_id)}")

    async def _look(self, attempt_id: int | None) -> str:
        if attempt_id is None:
            return ""
        try:
            state = await self._lookout.look(attempt_id)
        except ProviderError as error:
            log.warning("payment attempt %d could not be read: %s", attempt_id, error)
            return "?pago=revisando"
        return "?pago=no" if state in {"open", "failed", "expired"} else ""


async def _boxes(request: web.Request) -> dict[str, str]:
    """Read a form of plain boxes; what is too large or no form has none."""
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > _MOST_BYTES:
            return {}
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=_MOST_BOXES))
    except ValueError:
        return {}


def _confirmation(view: View, written: Written, understood: Read) -> Confirmation:
    agreed = written.opt_in and view.marketing != "in"
    return Confirmation(
        link_id=view.link_id,
        account_id=view.account_id,
        cart_id=view.cart_id,
        cart_version=view.cart_version,
        lines=quote(view.lines, view.shelf, view.currency).lines,
        shipping=understood.shipping,
        details=understood.details,
        consent=consent_words(view) if agreed else "",
    )
