"""Let the customer look around: categories to tap, or the whole catalog."""

from __future__ import annotations

from actions.ports import Ports, Turn
from actions.replies import WholeCatalog
from actions.shop.context import LastSearch
from actions.shop.product import sellable
from actions.shop.taps import WHOLE, tap_id
from actions.steps.ask import Way, paged, suggest
from actions.steps.hand_over import offer_person
from actions.steps.show import page, show

_LONGEST_NAME = 150


async def browse(ports: Ports, turn: Turn, start: int = 0) -> None:
    """Offer the categories from this one on; with fewer than two, the whole catalog at once."""
    categories = await ports.products.categories(turn.shop)
    named = [name for name, skus in categories if skus and 0 < len(name) <= _LONGEST_NAME]
    if len(named) < 2:
        await whole(ports, turn)
        return
    say = ports.responses.say
    ways = [Way(tap_id("cat", name), name) for name in named]
    shown = paged(ports, turn, ways, "cats", min(start, len(ways) - 1), besides=1)
    shown.append(Way(WHOLE, say("button_whole", turn)))
    suggest(ports, turn, say("categories", turn), shown)


async def whole(ports: Ports, turn: Turn) -> None:
    """Open the whole catalog, with one of its products as the picture."""
    categories = await ports.products.categories(turn.shop)
    skus = [sku for _, some in categories for sku in some]
    if not skus or not turn.shop.catalog_id:
        offer_person(ports, turn, ports.responses.say("catalog_empty", turn))
        return
    turn.reply(WholeCatalog(ports.responses.say("catalog", turn), skus[0]))


async def category(ports: Ports, turn: Turn, name: str) -> None:
    """Show a page of one category; "más" goes on with a search for its name."""
    found = dict(await ports.products.categories(turn.shop)).get(name, ())
    products = [one for one in await ports.products.by_sku(turn.shop, found) if sellable(one)]
    if not products:
        await browse(ports, turn)
        return
    shown = page(products)
    say = ports.responses.say
    body = f"{say('category', turn, category=name)} {say('ask_for_more', turn)}"
    show(ports, turn, body, shown)
    turn.context.search = LastSearch(name, tuple(product.sku for product in shown))
