"""What is longer than its column is cut, and stops nothing, on both databases."""

from typing import Any, Final

from bot.catalog.graph import read_item
from bot.inbox.closing import Arrived, Closing, Leaving, Observed
from bot.outbox.ports import Sent
from bot.store.cut import cut
from bot.store.database import Database
from bot.store.inbox import open_rows
from bot.store.lane_store import SqlLanes, SqlReceive
from bot.store.product_writes import ensure_catalog, upsert_products
from bot.store.sending import mark_sent
from bot.store.tables.catalog import product
from bot.store.tables.conversation import media, message
from bot.store.tables.engine import inbox, outbox
from bot.store.tables.house import template
from bot.store.templates import keep_templates
from bot.store.turns import SqlTurns
from bot.whatsapp.update import Update
from tests.integration.conftest import NUMBER, SetClock
from tests.integration.engine.rows import message as update
from tests.integration.engine.rows import rows

NODE: Final = "here"
LONG: Final = "x" * 2_000
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT: Final = Leaving("text", {"type": "text", "text": {"body": "Hola"}}, "Hola")


async def close(db: Database, clock: SetClock, **told: Any) -> None:
    """Close a turn that answers one update which says this."""
    await SqlLanes(db).open(NODE, clock.now())
    (lane,) = (await SqlReceive(db).receive([update("wamid.1")], NODE, clock.now())).lanes
    (row,) = await db.read(open_rows, lane)
    facts: dict[str, Any] = {"wamid": "wamid.1", "type": "document", "body": "", **told}
    one = Arrived(inbox_id=row.id, payload=row.payload, at=clock.now(), opened=clock.now(), **facts)
    loaded = await SqlTurns(db).load(lane)
    done = Closing(
        "t", lane, NODE, loaded, clock.now(), [one], Observed("answered"), [TEXT],
        sends_at=clock.now(),
    )  # fmt: skip
    await SqlTurns(db).close(done)


async def test_a_word_document_is_a_message_like_any_other(db: Database, clock: SetClock) -> None:
    assert len(DOCX) == 71
    await close(db, clock, media={"meta_id": "1", "mime": DOCX, "sha256": "a"})
    assert [row["state"] for row in await rows(db, inbox)] == ["done"]
    (kept,) = await rows(db, media)
    assert kept["mime"] == cut(media.c.mime, DOCX)


async def test_a_message_of_long_words_is_logged_and_answered(
    db: Database, clock: SetClock
) -> None:
    told = {"meta_id": LONG, "mime": LONG, "sha256": LONG}
    await close(db, clock, type=LONG, wamid=LONG, quoted_wamid=LONG, body=LONG, media=told)
    arrived, _ = await rows(db, message)
    assert arrived["body"] == LONG
    assert [len(arrived[name]) for name in ("type", "wamid", "quoted_wamid")] == [64, 255, 255]


async def test_a_group_of_long_words_is_kept_apart(db: Database, clock: SetClock) -> None:
    payload = {"message": {"id": LONG, "type": LONG, "group_id": LONG}}
    one = Update("key", "group", NUMBER, payload, None, clock.now(), group_id=LONG)
    await SqlReceive(db).receive([one], NODE, clock.now())
    assert [row["state"] for row in await rows(db, inbox)] == ["done"]
    (kept,) = await rows(db, message)
    assert [len(kept[name]) for name in ("wamid", "type", "group_id")] == [255, 64, 160]


async def test_a_template_of_long_words_is_kept_and_followed(db: Database, clock: SetClock) -> None:
    listed = {"name": LONG, "language": LONG, "status": LONG, "category": LONG}
    await db.write(keep_templates, 1, [listed], clock.now())
    value = {
        "message_template_name": LONG, "message_template_language": LONG, "event": "Y" * 2_000,
    }  # fmt: skip
    payload = {"field": "message_template_status_update", "value": value}
    one = Update("key", "template", NUMBER, payload, None, clock.now())
    await SqlReceive(db).receive([one], NODE, clock.now())
    assert [row["state"] for row in await rows(db, inbox)] == ["done"]
    assert [row["status"] for row in await rows(db, template)] == ["Y" * 64]


async def test_an_id_of_metas_that_is_too_long_sends_nothing_twice(
    db: Database, clock: SetClock
) -> None:
    await close(db, clock)
    (begun,) = await rows(db, outbox)
    await db.write(mark_sent, Sent(begun["id"], LONG, "free"), clock.now())
    assert [row["state"] for row in await rows(db, outbox)] == ["sent"]


async def test_an_item_of_long_words_is_one_product_however_often_it_comes(
    db: Database, clock: SetClock
) -> None:
    names = ("id", "retailer_id", "retailer_product_group_id", "name", "currency", "availability")
    item = dict.fromkeys([*names, "visibility", "review_status", "gtin", "description"], LONG)
    catalog_id, _ = await db.write(ensure_catalog, 1, "42")
    await db.write(lambda c: upsert_products(c, catalog_id, [read_item(item)], "graph", 1))
    again = await db.write(lambda c: upsert_products(c, catalog_id, [read_item(item)], "graph", 2))
    assert again.unchanged == 1
    assert [len(row["sku"]) for row in await rows(db, product)] == [255]
