"""The turn that is being answered right now, one a task."""

from __future__ import annotations

from contextvars import ContextVar

from actions.ports import Turn

current_turn: ContextVar[Turn] = ContextVar("current_turn")
