"""Rasa component: tells the intent of a message."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from index.embed.onnx import OnnxEmbedder
from nlu.pipeline import model as models
from nlu.pipeline.normaliser import cleaned_text
from nlu.pipeline.sure import intent_json, ranking_json
from nlu.pipeline.vectors import encode_all, find_encoder, sent_vector


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MeaningClassifier(IntentClassifier, GraphComponent):
    """Words and characters in one regression; where they leave a doubt, e5's vector in another."""

    def __init__(
        self,
        storage: ModelStorage,
        resource: Resource,
        model: models.Model | None,
    ) -> None:
        self._storage = storage
        self._resource = resource
        self._model = model

    @cached_property
    def _encoder(self) -> OnnxEmbedder | None:
        # Opened when the first message comes without its vector: the service sends it along.
        return find_encoder()

    @staticmethod
    def required_packages() -> list[str]:
        return ["numpy"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MeaningClassifier:
        return cls(model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MeaningClassifier:
        with model_storage.read_from(resource) as folder:
            model = models.load(folder / models.FILE)
        return cls(model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        from nlu.pipeline.fit import fit

        examples = [e for e in training_data.intent_examples if e.get(INTENT) and e.get(TEXT)]
        texts = [str(example.get(TEXT)) for example in examples]
        intents = [str(example.get(INTENT)) for example in examples]
        self._model = fit(texts, intents, encode_all(self._encoder, texts))
        with self._storage.write_to(self._resource) as folder:
            models.save(self._model, folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            ranking = self._rank(message)
            message.set(INTENT, intent_json(ranking), add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking_json(ranking), add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[tuple[str, float]]:
        text = cleaned_text(message)
        if not text or self._model is None:
            return []
        return self._model.rank(text, lambda: self._vector(message, text))

    def _vector(self, message: Message, text: str) -> models.Floats | None:
        sent = sent_vector(message.get(METADATA))
        if sent is not None or self._encoder is None:
            return sent
        return self._encoder.queries([text])[0]
