"""Go on with what was looked for last: more of it, cheaper, in another colour or size."""

from __future__ import annotations

from actions.ports import Ports, Turn
from actions.shop.refine import Refinement, refinement
from actions.shop.vocabulary import content
from actions.steps.catalog import browse
from actions.steps.more import more
from actions.steps.narrow import search_to_go_on
from actions.steps.same_in import same_in_other
from actions.steps.search import find


async def go_on(ports: Ports, turn: Turn, change: Refinement = Refinement()) -> None:  # noqa: B008
    """Go on with the last search, or let the customer look around when there is none."""
    if await same_in_other(ports, turn, change):
        return
    last = await search_to_go_on(ports, turn)
    if last is not None:
        await more(ports, turn, last, change)
        return
    looks = turn.shop.search and not change.plain and bool(content(turn.said.text))
    # "¿Y los otros?" with nothing looked for before names nothing to look for.
    if not looks or not await find(ports, turn, turn.said.text):
        await browse(ports, turn)


async def otherwise(ports: Ports, turn: Turn) -> bool:
    """Show the same in a colour or size, where the act says nothing else: "¿y en azul?"."""
    change = refinement(turn.said.text)
    bare = bool(change.colours or change.size) and not content(turn.said.text)
    if not bare or not turn.shop.search:
        return False
    await go_on(ports, turn, change)
    return True
