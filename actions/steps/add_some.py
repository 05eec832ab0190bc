"""Several things were ordered at once, or one of several: add what is clear, ask for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.ports import Ports, Turn
from actions.shop.context import Option, Pending
from actions.shop.later import NOTHING, Around, Later, kept
from actions.shop.money import display
from actions.shop.product import Product
from actions.shop.taps import tap_id
from actions.shop.variants import Wants, settle, wants
from actions.steps.add import confirm, meant, put, want
from actions.steps.ask import LIFE_MS, Way, ask
from actions.steps.show import show, variants_of


@dataclass(frozen=True, slots=True)
class Order:
    """One product of an order. text: what was said of it; see `actions.steps.add.want`."""

    seen: Product
    text: str
    quantity: int
    exact: bool = False
    as_seen: bool = True

    @property
    def later(self) -> Later:
        """The order as it waits behind another one's question."""
        return Later(
            tap_id("col" if self.as_seen else "want", self.seen.sku, self.quantity), self.text
        )


async def add_orders(ports: Ports, turn: Turn, orders: Sequence[Order], lead: str = "") -> None:
    """Add every product that is one sellable variant; ask about the others one by one."""
    added: list[tuple[Product, int]] = []
    unclear: list[Order] = []
    for order in orders:
        one = await settled(ports, turn, order)
        if one is not None and put(turn, one, order.quantity):
            added.append((one, order.quantity))
        else:
            unclear.append(order)
    later = tuple(order.later for order in unclear)
    await confirm(ports, turn, added, Around(lead, later))


async def settled(ports: Ports, turn: Turn, order: Order) -> Product | None:
    """Return the one variant that an order means; None where something is left to ask."""
    demands, exact, as_seen = wants(order.text), order.exact, order.as_seen
    return (await meant(ports, turn, order.seen, demands, exact=exact, as_seen=as_seen)).one


async def coming_in(
    ports: Ports, turn: Turn, among: Sequence[Product], demands: Wants
) -> list[Product]:
    """Return those that come in the colour and size demanded and can be sold so."""
    if not (demands.colours or demands.size):
        return []
    found: list[Product] = []
    for product in among:
        family = await variants_of(ports, turn, product)
        settled = settle(family, demands)
        if settled.left and not settled.unmatched and settled.gone is None:
            found.append(product)
    return found


async def one_coming_in(
    ports: Ports, turn: Turn, skus: Sequence[str], said: str, quantity: int
) -> None:
    """Of the products asked about, add the one that comes so; ask again between several."""
    among, demands = await ports.products.by_sku(turn.shop, skus), wants(said)
    fitting = await coming_in(ports, turn, among, demands)
    if len(fitting) == 1:
        await want(ports, turn, fitting[0], demands, quantity, as_seen=False)
    else:
        which_to_add(ports, turn, fitting or among, quantity, said=said if fitting else "")


def which_to_add(
    ports: Ports,
    turn: Turn,
    among: Sequence[Product],
    quantity: int,
    *,
    said: str = "",
    around: Around = NOTHING,
) -> None:
    """Ask which of the products that could be meant goes into the cart.

    said: colours and sizes that were told already and hold for whichever is chosen. around:
    what is asked after it.
    """
    ways = [
        Way(tap_id("col", one.sku, quantity), one.name, one.sku, display(one.pays)) for one in among
    ]
    ask(
        ports,
        turn,
        "candidate",
        ports.responses.say("which_to_add", turn),
        ways,
        data={"said": said, **kept(around)},
    )


def show_to_add(
    ports: Ports,
    turn: Turn,
    found: Sequence[Product],
    quantity: int,
    *,
    said: str = "",
    around: Around = NOTHING,
) -> None:
    """Show what was found by name and wait for which of it goes into the cart.

    said and around: see `which_to_add`.
    """
    body = ports.responses.say("which_to_add", turn)
    show(ports, turn, body, found)
    options = tuple(Option(tap_id("col", one.sku, quantity), one.label, one.sku) for one in found)
    data = {"said": said, **kept(around)}
    turn.context.wait_for(Pending("candidate", body, options, turn.now + LIFE_MS, data))
