"""Files of messages: fetching, keeping and sweeping, joined over one database and one HOME."""

from __future__ import annotations

from dataclasses import dataclass

from bot.media.fetch import KIND, Fetching
from bot.media.folder import MediaFolder
from bot.media.sweep import MediaSweep
from bot.store.media import SqlMedia
from bot.timers.run import Timers
from bot.whatsapp.client import GraphClient
from bot.wiring.house import House


@dataclass(frozen=True, slots=True)
class Media:
    """What keeps the files of messages."""

    store: SqlMedia
    folder: MediaFolder
    fetching: Fetching
    sweep: MediaSweep

    def register(self, timers: Timers) -> None:
        """Serve the files that are to be fetched."""
        timers.register(KIND, self.fetching.serve, self.fetching.given_up)


def open_media(house: House, graph: GraphClient) -> Media:
    """Join what keeps files."""
    store = SqlMedia(house.database, house.clock)
    folder = MediaFolder(house.settings.home)
    return Media(
        store=store,
        folder=folder,
        fetching=Fetching(store, graph, folder, house.clock),
        sweep=MediaSweep(store, folder, house.clock),
    )
