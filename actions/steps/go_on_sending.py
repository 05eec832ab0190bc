"""Answer a question that goes on about the sending."""

from __future__ import annotations

from actions.ports import Ports, Turn
from actions.shop.sending import goes_on
from actions.steps.answer import about_shop


async def go_on_sending(ports: Ports, turn: Turn) -> bool:
    """Ask the FAQ for what "¿y a Puebla cuánto sale?" leaves out; False, no answer yet, else."""
    heard = turn.context.heard
    question = goes_on(turn.said.text, heard[-2]) if len(heard) > 1 else None
    if question is None or not await about_shop(ports, turn, question):
        return False
    # "¿Y a León?" then goes on from here.
    turn.context.heard = (*heard[:-1], question)
    return True
