"""Search as every process has it: the embedder, its threads, one living index an account."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

from bot.catalog.discovery import LivingAnswers, LivingDiscovery, QueryEncoder
from bot.catalog.encode import pack
from bot.catalog.living import LivingIndex
from bot.settings import Settings
from bot.wiring.house import House, project_file
from index.catalog_index import CatalogIndex
from index.embed import open_embedder
from index.faq import FaqIndex
from index.passage import vector_id
from index.synonyms import load_synonyms
from index.types import Embedder

# The model that Rasa's classifier was trained with: only its vectors mean something there.
BUILT_IN: Final = "multilingual-e5-small"


@dataclass(frozen=True, slots=True)
class Search:
    """Everything that finds and answers, over one embedder."""

    embedder: Embedder
    encode: QueryEncoder
    threads: ThreadPoolExecutor
    shared: bool = True
    indexes: dict[int, LivingIndex] = field(default_factory=dict[int, LivingIndex])

    async def of(self, account_id: int) -> LivingIndex:
        """Return the account's index as soon as it is loaded."""
        living = self.indexes[account_id]
        await living.loaded.wait()
        return living

    def discovery(self) -> LivingDiscovery:
        """Return search for the actions."""
        return LivingDiscovery(self.of, self.encode)

    def answers(self, house: House) -> LivingAnswers:
        """Return answers for the actions."""
        return LivingAnswers(self.of, house.products, self.embedder, self.encode)

    async def vector(self, text: str) -> bytes | None:
        """Return a text's query vector as Rasa takes it; None from another model than its own."""
        if not self.shared:
            return None
        return pack((await self.encode(text))[0])


def open_search(settings: Settings) -> Search:
    """Load the embedding model. Its error names the mend when the model is missing."""
    embedder = open_embedder(settings.models.resolve(), settings.embedding_model)
    # One thread: encoding and searching share it, and the event loop keeps its processor.
    threads = ThreadPoolExecutor(1, thread_name_prefix="search")
    shared = settings.embedding_model == BUILT_IN
    return Search(embedder, QueryEncoder(embedder, threads), threads, shared)


async def open_index(search: Search, house: House) -> LivingIndex:
    """Make the account's index; `load` then fills it from the database."""
    preferences = await house.preferences.read(house.account_id)
    synonyms = await asyncio.to_thread(load_synonyms, project_file(house.settings, "data/synonyms"))
    living = LivingIndex(
        account_id=house.account_id,
        products=house.products,
        faq=house.faq,
        model_id=vector_id(search.embedder),
        index=CatalogIndex(search.embedder, synonyms, preferences.currency),
        faq_index=FaqIndex(search.embedder),
    )
    search.indexes[house.account_id] = living
    return living
