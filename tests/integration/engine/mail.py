"""A conversation whose messages are sent to a Meta that answers as a test tells it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.outbox.deliver import Deliverer
from bot.outbox.outgoing import Outgoing
from bot.outbox.ports import Letter
from bot.store.database import Database
from bot.store.lane_store import SqlLanes, SqlReceive
from bot.store.outbox import pending_of, queue
from bot.store.sending import SqlOutbox
from bot.store.tables.conversation import message
from bot.store.tables.engine import outbox
from bot.whatsapp.errors import WhatsAppError, error_class
from tests.integration.conftest import NUMBER, SetClock
from tests.integration.engine.rows import message as incoming
from tests.integration.engine.rows import rows

FREE = {"type": "text", "text": {"body": "Listo"}}
PRODUCT = {"type": "interactive", "interactive": {"type": "product"}}
TEMPLATE = {"type": "template", "template": {"name": "order_paid", "language": {"code": "es"}}}


def meta_error(code: int) -> WhatsAppError:
    return error_class(code)(code, "no")


@dataclass
class Mail:
    """A sender that answers as it is told, and everything around it."""

    db: Database
    clock: SetClock
    answers: list[str | BaseException] = field(default_factory=list[Any])
    letters: list[Letter] = field(default_factory=list[Letter])
    paused: list[str] = field(default_factory=list[str])
    key: str = "c:1"
    node: str = "n1"

    async def send(self, letter: Letter) -> str:
        self.letters.append(letter)
        answer = self.answers.pop(0) if self.answers else f"wamid.{len(self.letters)}"
        if isinstance(answer, BaseException):
            raise answer
        return answer

    async def number_paused(self, account_id: int, phone_number_id: str, reason: str) -> None:
        self.paused.append(phone_number_id)

    async def queue(self, key: str = "k1", **forms: Any) -> int | None:
        wires: Any = forms or {"free": FREE, "template": TEMPLATE}
        return await self.db.write(
            queue,
            Outgoing(
                account_id=1, conversation_id=1, phone_number_id=NUMBER, lane="c:1", key=key,
                kind="reply", forms=wires, body="Listo", author="bot", at=self.clock.now(),
                message_type="text",
            ),
        )  # fmt: skip

    async def deliver(self) -> None:
        deliverer = Deliverer(SqlOutbox(self.db), self, self, self.clock)
        await deliverer.deliver(self, await self.db.read(pending_of, "c:1"))

    async def hear(self, *updates: Any) -> None:
        await SqlReceive(self.db).receive(updates, "n1", self.clock.now())

    async def row(self) -> Any:
        return (await rows(self.db, outbox))[0]

    async def told(self) -> Sequence[Any]:
        return [row["status"] for row in await rows(self.db, message)]


async def a_mail(db: Database, clock: SetClock) -> Mail:
    """A conversation that was just written to, on a lane that n1 owns."""
    await SqlLanes(db).open("n1", clock.now())
    await SqlReceive(db).receive([incoming("w1", at=clock.now())], "n1", clock.now())
    return Mail(db, clock)
