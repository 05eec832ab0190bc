"""Write docs/conversations.md: conversations as a customer sees them, held anew.

    .venv/bin/python -m tests.quality.conversations.page

CHOSEN names them, PICTURED those that are also shown on the phone page, in Chromium. What stands
on the page was said by the service; nothing is edited.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from requirements.setup.paths import ROOT
from tests.e2e.script import FOLDER, Script, read_script
from tests.quality.conversations.pictures import picture, show
from tests.quality.conversations.play import furnished, hold
from tests.quality.conversations.transcript import Exchange, Told, Transcript

PAGE: Final = ROOT / "docs" / "conversations.md"
CHOSEN: Final = (
    "happy_path/equips_a_dog_and_pays",
    "several_wishes/greets_asks_and_orders_in_one_breath",
    "several_wishes/adds_two_things_and_takes_one_away",
    "variants/answers_the_size_then_wants_it_a_bit_bigger",
    "questions/compares_what_was_shown",
    "ads/info_of_the_ad_shows_its_product",
    "after_order/pays_by_transfer_and_sends_the_receipt_as_a_picture",
    "anger/is_tired_of_waiting_for_a_parcel",
    "tone/speaks_of_vos_in_argentina_from_hello_to_the_link",
    "media/a_place_becomes_the_delivery_place_of_the_cart",
)
# Their customers have names that no other has; a checkout would be taken back before the picture.
PICTURED: Final = (CHOSEN[1], CHOSEN[4], CHOSEN[8])
PICTURES: Final = ROOT / "docs" / "screenshots"
HEAD: Final = """# Conversations

Ten conversations as a customer of the sample shop sees them, each held with the whole service and
written down by a command; nothing is edited:

    .venv/bin/python -m tests.quality.conversations.page

Lines after `>` are the customer's. `[ ]` are buttons and rows, `▸` products that WhatsApp shows
with picture and price. All conversations of the tests, with figures on how the shop talks, are held
by `.venv/bin/python -m tests.quality.conversations.play`.
"""


def main() -> int:
    """Hold the chosen conversations and write the page; 1 when one goes wrong."""
    scripts = [read_script(FOLDER / f"{name}.yml") for name in CHOSEN]
    with tempfile.TemporaryDirectory() as folder:
        town = furnished(Path(folder))
        try:
            town.start()
            held = [(script, hold(script, town)) for script in scripts]
            show(town.shop, [one for one in scripts if one.name in PICTURED], PICTURES)
        finally:
            town.stop()
    wrong = [transcript for _, transcript in held if transcript.failed]
    for transcript in wrong:
        print(f"{transcript.name}: {transcript.failed}")
    if not wrong:
        PAGE.write_text("\n".join(lines(held, names())))
        print(f"wrote {PAGE.relative_to(ROOT)}")
    return int(bool(wrong))


def lines(held: Iterable[tuple[Script, Transcript]], known: Mapping[str, str]) -> Iterator[str]:
    """The page, line by line."""
    yield HEAD
    for script, transcript in held:
        yield f"## {title(script)}"
        if script.name in PICTURED:
            yield f"![On the phone](screenshots/{picture(script)})"
            yield ""
        yield "```"
        for exchange in transcript.exchanges:
            yield from _turn(exchange, known)
        yield "```"
        yield ""


def title(script: Script) -> str:
    """What a conversation shows, from its file's name, and where the customer writes from."""
    sentence = script.path.stem.replace("_", " ").capitalize()
    country = str(script.customer.get("country", "MX"))
    return f"{sentence} ({country})"


def names() -> dict[str, str]:
    """Return the sample products' titles by SKU."""
    with (ROOT / "data" / "sample" / "catalog.csv").open(newline="", encoding="utf-8") as file:
        return {row["id"]: row["title"] for row in csv.DictReader(file)}


def _turn(exchange: Exchange, known: Mapping[str, str]) -> Iterator[str]:
    yield f"> {exchange.did}"
    yield ""
    for told in exchange.told:
        yield from _message(told, known)
        yield ""


def _message(told: Told, known: Mapping[str, str]) -> Iterator[str]:
    yield from told.text.splitlines()
    yield from (f"▸ {known.get(sku, sku)}" for sku in told.skus)
    buttons = [f"[{choice}]" for choice in told.choices] + ["[enlace de pago]"] * told.link
    if buttons:
        yield " ".join(buttons)


if __name__ == "__main__":
    sys.exit(main())
