"""Every table of the product. Importing this package fills `metadata`."""

from bot.store.tables import catalog, commerce, conversation, engine, house, people
from bot.store.tables.base import metadata

__all__ = ["catalog", "commerce", "conversation", "engine", "house", "metadata", "people"]
