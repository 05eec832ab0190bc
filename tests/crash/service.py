"""A small service that answers every message with its own id: the engine and nothing else.

    python -m tests.crash.service HOME PORT GRAPH_URL [DATABASE_URL]

Dies with its parent. Killed at any moment, it must neither lose a message nor answer it twice.
"""

import asyncio
import ctypes
import logging
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import aiohttp
from aiohttp import web
from sqlalchemy import Connection, insert, select

from bot.clock import SystemClock
from bot.inbox.lane import Lane
from bot.inbox.lanes import Lanes, new_node
from bot.inbox.ports import InboxRow
from bot.inbox.receive import Receiver
from bot.outbox.deliver import Deliverer
from bot.outbox.outgoing import Outgoing
from bot.outbox.ports import Letter, Pending
from bot.store.database import Database
from bot.store.hints import lanes_in
from bot.store.home import hold_home
from bot.store.inbox import finish_rows
from bot.store.lane_store import SqlLanes, SqlReceive
from bot.store.lanes import owns_lane
from bot.store.migrate import migrate
from bot.store.opening import open_database
from bot.store.outbox import queue
from bot.store.sending import SqlOutbox, begin_at_once
from bot.store.tables import house
from bot.store.window import note_writing
from bot.whatsapp.client import GraphClient
from bot.whatsapp.ports import WebhookSecrets
from bot.whatsapp.routes import Webhook

SECRET = "crash-secret"
NUMBER = "106540352242922"
PR_SET_PDEATHSIG = 1


class OneSecret:
    async def of(self, account: str | None) -> WebhookSecrets | None:
        return WebhookSecrets(SECRET, "verify")


class Post:
    """The way to the double of Meta."""

    def __init__(self, client: GraphClient) -> None:
        self._client = client

    async def send(self, letter: Letter) -> str:
        return await self._client.send_payload(
            letter.phone_number_id, letter.recipient, letter.wire, letter.callback
        )

    async def number_paused(self, account_id: int, phone_number_id: str, reason: str) -> None:
        raise AssertionError(reason)


def answer(
    conn: Connection, lane: str, node: str, rows: Sequence[InboxRow], at: int
) -> tuple[Pending, ...]:
    """Close a turn in one commit: rows done, answers written, the first begun."""
    if not owns_lane(conn, lane, node):
        raise RuntimeError("the lane is somebody else's")
    if finish_rows(conn, [row.id for row in rows]) != len(rows):
        raise RuntimeError("a row was closed before")
    note_writing(conn, int(lane.removeprefix("c:")), max(row.received_at for row in rows), at)
    for row in rows:
        body = f"re:{row.payload['message']['id']}"
        wire = {"type": "text", "text": {"body": body}}
        queue(
            conn,
            Outgoing(
                account_id=1, conversation_id=int(lane.removeprefix("c:")),
                phone_number_id=NUMBER, lane=lane, key=f"in:{row.id}", kind="reply",
                forms={"free": wire}, body=body, author="bot", at=at, message_type="text",
            ),
        )  # fmt: skip
    return begin_at_once(conn, lane, at)


def first_account(conn: Connection) -> None:
    if conn.scalar(select(house.account.c.id)) is None:
        conn.execute(insert(house.account).values(id=1, slug="a", name="a", created_at=0))
        number = {"account_id": 1, "phone_number_id": NUMBER}
        conn.execute(insert(house.whatsapp_number).values(**number))


async def serve(database: Database, port: int, graph: str) -> None:
    clock, node = SystemClock(), new_node()
    await migrate(database)
    await database.write(first_account)

    async def handle(lane: Lane, rows: Sequence[InboxRow]) -> None:
        lane.send(await database.join(answer, lane.key, lane.node, rows, clock.now()))

    async with aiohttp.ClientSession() as session:
        post = Post(GraphClient(session, graph, "v25.0", "token"))
        deliverer = Deliverer(SqlOutbox(database), post, post, clock)
        lanes = Lanes(SqlLanes(database), clock, node, handle, deliverer.deliver)
        database.subscribe(lambda hints, ours: lanes.hear(lanes_in(hints), ours=ours))
        receiver = Receiver(SqlReceive(database), clock, node, lanes.hold)
        app = web.Application()
        app.router.add_routes(Webhook(receiver, OneSecret()).routes())
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await lanes.start()
        await asyncio.Event().wait()


def main() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == 1:
        sys.exit("the test is gone")
    logging.basicConfig(level=logging.ERROR)
    home, port, graph = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    url = sys.argv[4] if len(sys.argv) > 4 else None
    with hold_home(home):
        asyncio.run(serve(open_database(url, home), port, graph))


if __name__ == "__main__":
    main()
