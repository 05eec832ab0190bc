"""The Graph API as calls: messages, files, templates, catalog, the number's own settings."""

from __future__ import annotations

import io
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Final, cast

import aiohttp

from bot.whatsapp.errors import UnknownOutcomeError, UnreachableError, from_response
from bot.whatsapp.identity import Recipient
from bot.whatsapp.media import DOCUMENT, MediaError, MediaInfo, check_upload, is_metas
from bot.whatsapp.outgoing import Wire
from bot.whatsapp.transport import Json, Transport

PRODUCT: Final = {"messaging_product": "whatsapp"}
# Meta hands back at most this much of ours in statuses.
CALLBACK: Final = 512
# Meta's own advice for a page of products.
PAGE: Final = 100
CHUNK: Final = 64 * 1024
# A large file may take its time, as long as it comes.
DOWNLOAD: Final = aiohttp.ClientTimeout(total=600, sock_connect=5, sock_read=30)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. after: the cursor of the next one, None on the last."""

    items: tuple[Mapping[str, Any], ...]
    after: str | None


class GraphClient:
    """Meta's Graph API for one account. Every call raises WhatsAppError (those about files
    also MediaError) and nothing else.

    base_url may be Meta's or the simulator's. The session is shared and closed by its owner.
    """

    def __init__(
        self, session: aiohttp.ClientSession, base_url: str, version: str, token: str
    ) -> None:
        self._graph = Transport(session, base_url, version, token)

    def __repr__(self) -> str:
        return f"GraphClient({self._graph!r})"

    # Messages

    async def send(
        self, phone_number_id: str, recipient: Recipient, wire: Wire, callback: str = ""
    ) -> str:
        """Send one message and return its wamid; Meta has accepted it, no more.

        callback comes back in its statuses. UnknownOutcomeError: it may have been sent.
        """
        return await self.send_payload(phone_number_id, recipient, wire.payload, callback)

    async def send_payload(
        self, phone_number_id: str, recipient: Recipient, payload: Json, callback: str = ""
    ) -> str:
        """Send a wire's payload as it was kept; like send."""
        body = {**PRODUCT, "recipient_type": "individual", **recipient.fields(), **payload}
        if callback:
            body["biz_opaque_callback_data"] = callback[:CALLBACK]
        answer = await self._graph.post(f"{phone_number_id}/messages", body)
        messages = _dicts(answer.get("messages"))
        wamid = messages[0].get("id") if messages else None
        if not isinstance(wamid, str):
            raise UnknownOutcomeError("a message was accepted without an id")
        return wamid

    async def mark_read(self, phone_number_id: str, wamid: str, *, typing: bool = False) -> None:
        """Show the customer that it was read, and for up to 25 s that an answer is coming."""
        body: dict[str, Any] = {**PRODUCT, "status": "read", "message_id": wamid}
        if typing:
            body["typing_indicator"] = {"type": "text"}
        await self._graph.post(f"{phone_number_id}/messages", body)

    # Files

    async def upload_media(
        self, phone_number_id: str, data: bytes, mime: str, filename: str = "file"
    ) -> str:
        """Give Meta a file and return its id. MediaError when it is none that Meta takes."""
        check_upload(mime, len(data))
        form = aiohttp.FormData(PRODUCT)
        form.add_field("type", mime)
        form.add_field("file", io.BytesIO(data), filename=filename, content_type=mime)
        answer = await self._graph.form(f"{phone_number_id}/media", form)
        return str(answer.get("id", ""))

    async def media(self, media_id: str) -> MediaInfo:
        """Return where a customer's file lies; ids live for seven days."""
        answer = await self._graph.get(media_id)
        size = str(answer.get("file_size"))
        return MediaInfo(
            id=media_id,
            url=str(answer.get("url", "")),
            mime=str(answer.get("mime_type", "")),
            sha256=str(answer.get("sha256", "")),
            size=int(size) if size.isdigit() else 0,
        )

    async def download(self, info: MediaInfo, most: int = DOCUMENT) -> AsyncGenerator[bytes]:
        """Fetch a file of at most so many bytes. MediaError for a foreign host or too much."""
        if not is_metas(info.url, self._graph.base_url):
            raise MediaError("the file does not lie at Meta: the token is not sent there")
        fetched = 0
        chunks = self._fetch(info)
        async with aclosing(chunks):
            async for chunk in chunks:
                fetched += len(chunk)
                if fetched > most:
                    raise MediaError(f"the file has more than {most} bytes", "too_big")
                yield chunk

    async def _fetch(self, info: MediaInfo) -> AsyncGenerator[bytes]:
        graph = self._graph
        try:
            async with graph.session.get(
                info.url, headers=graph.authorization, timeout=DOWNLOAD, allow_redirects=False
            ) as response:
                if response.status != 200:
                    raise from_response(response.status, None, response.headers)
                async for chunk in response.content.iter_chunked(CHUNK):
                    yield chunk
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise UnreachableError(f"media {info.id}: {type(error).__name__}") from error

    # Templates

    async def create_template(self, waba_id: str, definition: Json) -> Mapping[str, Any]:
        """Create a template; returns its id, status (PENDING at first) and category."""
        return await self._graph.post(f"{waba_id}/message_templates", definition)

    async def templates(self, waba_id: str) -> list[Mapping[str, Any]]:
        """Return every template of the business account."""
        fields = "id,name,language,status,category,components"
        pages = self._pages(f"{waba_id}/message_templates", fields=fields)
        return [item async for item in pages]

    # Catalog

    async def product_catalogs(self, waba_id: str) -> list[Mapping[str, Any]]:
        """Return the catalogs connected to the business account (one at most today)."""
        return [item async for item in self._pages(f"{waba_id}/product_catalogs")]

    async def catalog(self, catalog_id: str) -> Mapping[str, Any]:
        """Return a catalog's id, name, vertical and product count."""
        return await self._graph.get(catalog_id, fields="id,name,vertical,product_count")

    async def products(
        self, catalog_id: str, fields: Sequence[str], after: str | None = None, limit: int = PAGE
    ) -> Page:
        """Return one page of a catalog's items (each one a variant)."""
        return await self._page(f"{catalog_id}/products", after, limit, fields=",".join(fields))

    async def product_sets(self, catalog_id: str) -> list[Mapping[str, Any]]:
        """Return the catalog's collections: id, name, product_count."""
        pages = self._pages(f"{catalog_id}/product_sets", fields="id,name,product_count")
        return [item async for item in pages]

    async def set_products(self, set_id: str) -> list[Mapping[str, Any]]:
        """Return the items of a collection, their ids and content ids."""
        pages = self._pages(f"{set_id}/products", fields="id,retailer_id")
        return [item async for item in pages]

    async def items_batch(self, catalog_id: str, requests: Sequence[Json]) -> None:
        """Create, change or delete items by their content id, at most 5,000 at once."""
        body = {"item_type": "PRODUCT_ITEM", "allow_upsert": True, "requests": list(requests)}
        await self._graph.post(f"{catalog_id}/items_batch", body)

    # The number and the app

    async def commerce_settings(self, phone_number_id: str) -> Mapping[str, Any]:
        """Return is_cart_enabled and is_catalog_visible of the number."""
        answer = await self._graph.get(f"{phone_number_id}/whatsapp_commerce_settings")
        found = _dicts(answer.get("data"))
        return found[0] if found else {}

    async def set_commerce_settings(
        self, phone_number_id: str, *, cart: bool, catalog: bool
    ) -> None:
        """Switch the cart and the catalog's icon on or off."""
        fields = {"is_cart_enabled": _word(cart), "is_catalog_visible": _word(catalog)}
        await self._graph.form(f"{phone_number_id}/whatsapp_commerce_settings", fields)

    async def phone_number(self, phone_number_id: str) -> Mapping[str, Any]:
        """Return the number's name, quality and throughput."""
        fields = "id,display_phone_number,verified_name,quality_rating,throughput"
        return await self._graph.get(phone_number_id, fields=fields)

    async def subscribe(self, waba_id: str) -> None:
        """Have the business account's webhooks delivered to this token's app."""
        await self._graph.form(f"{waba_id}/subscribed_apps", {})

    async def subscribed_apps(self, waba_id: str) -> list[Mapping[str, Any]]:
        """Return the apps that get the business account's webhooks."""
        return _dicts((await self._graph.get(f"{waba_id}/subscribed_apps")).get("data"))

    async def debug_token(self) -> Mapping[str, Any]:
        """Return what Meta knows of our token: is_valid, scopes, expires_at.

        Posted as Graph's method override, so that the token stands in no URL.
        """
        fields = {"method": "GET", "input_token": self._graph.token}
        answer = await self._graph.form("debug_token", fields)
        return _dict(answer.get("data"))

    async def _page(self, path: str, after: str | None, limit: int, **query: str) -> Page:
        cursor = {} if after is None else {"after": after}
        answer = await self._graph.get(path, limit=str(limit), **query, **cursor)
        paging = _dict(answer.get("paging"))
        following = _dict(paging.get("cursors")).get("after")
        more = isinstance(following, str) and bool(paging.get("next"))
        return Page(tuple(_dicts(answer.get("data"))), following if more else None)

    async def _pages(self, path: str, **query: str) -> AsyncIterator[Mapping[str, Any]]:
        after: str | None = None
        while True:
            page = await self._page(path, after, PAGE, **query)
            for item in page.items:
                yield item
            if page.after is None:
                return
            after = page.after


def _dict(value: object) -> Json:
    return cast("Json", value) if isinstance(value, dict) else {}


def _dicts(value: object) -> list[Mapping[str, Any]]:
    items = cast("list[Any]", value) if isinstance(value, list) else []
    return [item for item in items if isinstance(item, dict)]


def _word(value: bool) -> str:
    return "true" if value else "false"
