"""Idle actions for stock Rasa's action server: each name of the domain says one word.

Run in Rasa's environment: python -m rasa_sdk --actions tests.bench.stock_actions, in a folder
with a domain.yml.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher


def run(
    self: Action, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
) -> list[dict[str, Any]]:
    """Answer at once."""
    dispatcher.utter_message(text="ok")
    return []


def _idle(name: str) -> type[Action]:
    return type(f"Idle_{name}", (Action,), {"name": lambda self: name, "run": run})


# The action server finds actions by their classes, which have to be kept.
IDLE = [_idle(name) for name in yaml.safe_load(Path("domain.yml").read_text("utf-8"))["actions"]]
