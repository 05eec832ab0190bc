"""Updates as the webhook makes them, and rows read back, for the engine's tests."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from bot.store.database import Database
from bot.whatsapp.identity import Person
from bot.whatsapp.update import Update
from tests.integration.conftest import NUMBER

ANA = Person(phone="525511112222", wire_phone="5215511112222", bsuid="MX.111", name="Ana")


def message(wamid: str, person: Person | None = ANA, **facts: Any) -> Update:
    """A text message as it arrives."""
    number = facts.pop("number", NUMBER)
    body = {"id": wamid, "type": "text", "text": {"body": facts.pop("text", "hola")}}
    return Update(
        event_key=f"message:{number}:{wamid}",
        kind=facts.pop("kind", "message"),
        phone_number_id=number,
        payload={"message": body | facts.pop("message", {})},
        person=person,
        at=facts.pop("at", 1_800_000_000_000),
        **facts,
    )


def status(wamid: str, state: str, **facts: Any) -> Update:
    """A status as it arrives; facts are Meta's own fields."""
    own = {"id": wamid, "status": state, "timestamp": "1800000000", **facts}
    key = f"status:{wamid}:{state}:{len(facts)}"
    return Update(key, "status", NUMBER, {"status": own}, None, 1_800_000_000_000)


def failed(wamid: str, code: int, **facts: Any) -> Update:
    """A failed status with Meta's code."""
    return status(wamid, "failed", errors=[{"code": code, "title": "no"}], **facts)


async def until(true: Callable[[], Awaitable[bool]] | Callable[[], bool]) -> None:
    """Wait until something is so; TimeoutError when it does not become so."""
    async with asyncio.timeout(20):
        while True:
            answer = true()
            if answer if isinstance(answer, bool) else await answer:
                return
            await asyncio.sleep(0.01)


async def rows(db: Database, table: Table) -> list[Mapping[str, Any]]:
    """Every row of a table, by its first column."""

    def read(conn: Connection) -> list[Mapping[str, Any]]:
        query = select(table).order_by(*table.primary_key.columns)
        return [dict(row) for row in conn.execute(query).mappings()]

    return await db.read(read)
