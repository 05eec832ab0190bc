"""Which rows of inbox and outbox still need something, as their indexes know them.

Conditions are for statements of any kind; each is exactly that of a partial index
(bot.store.tables.engine). Whoever asks for one state of several says the whole condition first.
"""

from __future__ import annotations

from typing import Final

from bot.store.prepared import among
from bot.store.tables.engine import inbox, outbox

# Done with: updates that need no turn any more, messages whose fate is known.
CLOSED: Final = ("done", "ignored")
OUT: Final = ("sent", "failed", "dead")

# Updates that wait for their turn; updates that were given up.
IS_OPEN: Final = among(inbox.c.state, "open")
IS_DEAD: Final = among(inbox.c.state, "dead")

# Messages that are not out yet; those of a paused number; what Meta refused and what we gave up.
WAITS: Final = among(outbox.c.state, "queued", "sending")
IS_HELD: Final = among(outbox.c.state, "held")
IS_GIVEN_UP: Final = among(outbox.c.state, "failed", "dead")

IS_QUEUED: Final = WAITS & among(outbox.c.state, "queued")
IS_SENDING: Final = WAITS & among(outbox.c.state, "sending")
# A try was begun and its outcome may still come in a status.
UNDER_WAY: Final = ("sending", "held")
IS_UNDER_WAY: Final = among(outbox.c.state, *UNDER_WAY)
