"""Rasa component: cleans a message's text once for the components behind it."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.text import clean

# The attribute in which the components behind find the text as it may be read.
CLEANED = "cleaned"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class Normaliser(GraphComponent):
    """Keeps the text as it was sent and sets `cleaned` beside it."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Normaliser:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(CLEANED, cleaned_text(message))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data


def cleaned_text(message: Message) -> str:
    """The message's cleaned text; "" for our own events ("/EXTERNAL_...") and for no text."""
    known = message.get(CLEANED)
    if isinstance(known, str):
        return known
    text = str(message.get(TEXT) or "")
    return "" if text.startswith("/") else clean(text)
