"""Text out of requests: what no database keeps is refused in addresses, replaced in forms."""

from __future__ import annotations

from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

NUL: Final = "\x00"


def storable(text: str) -> str:
    """Return a text with U+FFFD in the place of NULs and halves of surrogate pairs."""
    if text.isascii():
        return text.replace(NUL, "\ufffd")
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace(NUL, "\ufffd")


@web.middleware
async def storable_addresses(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 400 to an address that no honest client sends and no database could look up."""
    told = (request.path, *request.query.keys(), *request.query.values())
    if any(storable(one) != one for one in told):
        raise web.HTTPBadRequest(text="the address holds what is no text")
    return await handler(request)


async def read_form(request: web.Request) -> dict[str, str]:
    """Return the boxes of a form as storable texts; files are left aside. 400 for no form."""
    try:
        told = await request.post()
    except (ValueError, LookupError) as error:  # no UTF-8, an encoding that nobody has
        raise web.HTTPBadRequest(text="the form cannot be read") from error
    return {name: storable(box) for name, box in told.items() if isinstance(box, str)}
