"""A tracker store that keeps nothing: every turn starts empty, so any process serves any turn."""

from __future__ import annotations

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker


class ForgetfulTrackerStore(TrackerStore):
    """What a conversation has to remember is the service's, not Rasa's."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Forget the tracker."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Know nobody."""
        return None

    async def keys(self) -> list[str]:
        return []
