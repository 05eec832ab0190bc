"""Shapes of text, media, locations, contact cards and reactions."""

from __future__ import annotations

from typing import Any, Final

from bot.simulator.checks import (
    TEXT_BODY,
    Check,
    Json,
    anything,
    items,
    link,
    number,
    of,
    shape,
    text,
    truth,
)
from bot.simulator.graph_errors import invalid, missing

WORD: Final = text(1000)


def file(**more: Check | tuple[Check]) -> Check:
    """Check a file by id or link, one of the two."""

    def check(value: Any, path: str) -> None:
        given: Json = shape(value, path, id=(text(256),), link=(link,), **more)
        if "id" not in given and "link" not in given:
            raise missing(f"{path}.id or {path}.link")
        if "id" in given and "link" in given:
            raise invalid(path, "takes id or link, not both")

    return check


CAPTION: Final = (text(1024),)
IMAGE: Final = file(caption=CAPTION)
VIDEO: Final = file(caption=CAPTION)
DOCUMENT: Final = file(caption=CAPTION, filename=(text(240),))
_PHONE: Final = of(phone=(WORD,), type=(WORD,), wa_id=(WORD,))
_ADDRESS: Final = of(
    street=(WORD,),
    city=(WORD,),
    state=(WORD,),
    zip=(WORD,),
    country=(WORD,),
    country_code=(WORD,),
    type=(WORD,),
)


def _name(value: Any, path: str) -> None:
    given = shape(
        value,
        path,
        formatted_name=WORD,
        first_name=(WORD,),
        last_name=(WORD,),
        middle_name=(WORD,),
        prefix=(WORD,),
        suffix=(WORD,),
    )
    if len(given) < 2:
        raise missing(f"{path}.first_name")


_CARD: Final = of(
    name=_name,
    phones=(items(_PHONE, 0, 20),),
    emails=(items(of(email=WORD, type=(WORD,)), 0, 20),),
    addresses=(items(_ADDRESS, 0, 20),),
    urls=(items(of(url=link, type=(WORD,)), 0, 20),),
    org=(of(company=(WORD,), department=(WORD,), title=(WORD,)),),
    birthday=(WORD,),
)

PLAIN: Final[dict[str, Check]] = {
    "text": of(body=text(TEXT_BODY), preview_url=(truth,)),
    "image": IMAGE,
    "video": VIDEO,
    "audio": file(voice=(truth,)),
    "document": DOCUMENT,
    "sticker": file(),
    "location": of(
        latitude=number(-90, 90), longitude=number(-180, 180), name=(WORD,), address=(WORD,)
    ),
    "contacts": items(_CARD, 1, 257),
    "reaction": of(message_id=text(256), emoji=text(32, least=0)),
}
CONTEXT: Final = of(message_id=text(256))
CALLBACK: Final = text(512)
TYPING: Final = of(type=anything)
