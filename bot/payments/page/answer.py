"""Makes the page's HTTP answers: which page, with which headers."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from aiohttp import web

from bot.payments.checkout import View
from bot.payments.page.form import Written, first_written
from bot.payments.page.guard import security_headers
from bot.payments.page.offers import offers_of, zones_of
from bot.payments.page.render import Renderer, Sheet
from bot.payments.page.sayings import BANNERS, SOLD_OUT, STAGES, Saying
from bot.payments.page.stage import stage_of
from bot.payments.protocol import Provider, Providers
from bot.payments.quote import quote


class Answers:
    """Answers out of views. Reads nothing but which providers an account has."""

    def __init__(self, providers: Providers) -> None:
        self._providers = providers
        self._pages = Renderer()

    async def stage(self, view: View, query: Mapping[str, str]) -> web.Response:
        """Show how things stand. query: `pago` chooses a banner, `otra` another way to pay."""
        stage = stage_of(view)
        if stage == "pending" and "otra" in query and may_buy(view):
            stage = "form"
        if stage == "form":
            return await self.form(view, banner=BANNERS.get(query.get("pago", ""), ""))
        if stage == "order":
            return _html(self._pages.order(view))
        if stage == "pending":
            return _html(self._pages.pending(view))
        return self.saying(STAGES[stage], view)

    def saying(self, saying: Saying, view: View | None = None) -> web.Response:
        """Show a page that only says something."""
        return _html(self._pages.message(view, saying), status=saying.status)

    async def form(
        self,
        view: View,
        written: Written | None = None,
        wrong: Mapping[str, str] | None = None,
        *,
        banner: str = "",
        status: int = 200,
    ) -> web.Response:
        """Show the form; 409: what was shown before is not how things stand any more."""
        sheet = await self.sheet(view, written, wrong, banner=banner, changed=status == 409)
        if not sheet.quoted.lines:
            return self.saying(SOLD_OUT, view)
        providers = await self._providers.of(view.account_id)
        pages = [page for one in providers.values() for page in one.pages]
        return _html(self._pages.form(sheet), status=status, pages=tuple(pages))

    async def sheet(
        self,
        view: View,
        written: Written | None = None,
        wrong: Mapping[str, str] | None = None,
        *,
        banner: str = "",
        changed: bool = False,
    ) -> Sheet:
        """Return everything that the form shows, at today's prices."""
        quoted = quote(view.lines, view.shelf, view.currency)
        zones = zones_of(view.preferences, view.currency)
        providers = await self._providers.of(view.account_id)
        offers = offers_of(view.preferences, providers, quoted.subtotal)
        older = view.seen_version != view.cart_version and written is None
        return Sheet(
            view=view,
            quoted=quoted,
            zones=zones,
            offers=offers,
            written=written or first_written(view, offers, zones),
            wrong=wrong or {},
            banner=banner,
            changed=changed or older,
        )

    def onward(self, view: View, provider: Provider, url: str) -> web.Response:
        """Lead on to the payment: browsers hold a form to the origins that our policy names."""
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" in provider.pages:
            return see(url, provider.pages)
        return _html(self._pages.onward(view, url))


def may_buy(view: View) -> bool:
    """Whether the cart behind the link can still be bought over it."""
    open_cart = view.cart_state == "open" and bool(view.lines) and view.alive
    return open_cart and stage_of(view) in {"form", "pending"}


def see(url: str, pages: tuple[str, ...] = ()) -> web.Response:
    """See other: whatever was sent, the next thing is a plain look at that address."""
    return web.Response(status=303, headers={**security_headers(pages), "Location": url})


def _html(text: str, *, status: int = 200, pages: tuple[str, ...] = ()) -> web.Response:
    headers = security_headers(pages)
    return web.Response(text=text, status=status, content_type="text/html", headers=headers)
