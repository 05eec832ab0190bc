"""Rasa component: says nlu_fallback where no intent is sure."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from nlu.pipeline.sure import FALLBACK, Doubt


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Fallback(GraphComponent):
    """Puts nlu_fallback first; the ranking keeps the intent that would have won."""

    def __init__(self, doubt: Doubt) -> None:
        self._doubt = doubt

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"threshold": 0.35, "ambiguity": 0.0}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Fallback:
        return cls(Doubt(float(config["threshold"]), float(config["ambiguity"])))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            told: list[dict[str, Any]] = list(message.get(INTENT_RANKING_KEY) or [])
            ranking = [(str(one["name"]), float(one["confidence"])) for one in told]
            if not self._doubt.sure(ranking):
                unsure = {"name": FALLBACK, "confidence": self._doubt.threshold}
                message.set(INTENT, unsure, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [unsure, *told], add_to_output=True)
        return messages
