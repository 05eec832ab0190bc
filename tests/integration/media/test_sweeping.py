"""What is no message's file any more goes, after a day; what one message still has stays."""

import os
import time

from sqlalchemy import Connection, delete, update

from bot.clock import DAY, HOUR
from bot.media.folder import OLD
from bot.store.tables.conversation import media, media_part
from bot.store.tables.engine import timer
from tests.integration.engine.rows import rows
from tests.integration.media.conftest import PICTURE, Files


def _leave(conn: Connection, media_id: int) -> None:
    """Forget a message's file, as forgetting its message does."""
    conn.execute(update(media).where(media.c.id == media_id).values(message_id=None))


def age(files: Files) -> None:
    """Let everything have lain here for more than a day."""
    then = time.time() - OLD - 60
    for path in [*files.home.glob("media/*/*"), *files.home.glob("media.part/*")]:
        os.utime(path, (then, then))
    files.clock.tick(DAY + 60_000)


async def test_a_content_that_two_messages_share_goes_with_the_last(files: Files) -> None:
    for _ in range(2):
        await files.arrives(files.at_meta())
        await files.fetch()
    first, second = [one["id"] for one in await rows(files.db, media)]
    age(files)
    await files.sweep.sweep()
    assert files.lying() == [PICTURE]
    await files.db.write(_leave, first)
    await files.sweep.sweep()
    assert files.lying() == [PICTURE]
    assert len(await rows(files.db, media_part)) == int(files.store.holds_bytes)
    await files.db.write(_leave, second)
    await files.sweep.sweep()
    assert files.lying() == []
    assert await rows(files.db, media_part) == []


async def test_a_file_that_nobody_fetches_is_fetched_after_all(files: Files) -> None:
    await files.arrives(files.at_meta())
    await files.arrives("404")
    await files.db.write(lambda conn: conn.execute(delete(timer)) and None)
    await files.sweep.sweep()
    assert await files.due() == []
    files.clock.tick(HOUR + 1)
    await files.sweep.sweep()
    assert len(await files.due()) == 2
    await files.fetch()
    assert await files.states() == [("kept", None), ("gone", "expired")]
    await files.sweep.sweep()
    assert await files.due() == []


async def test_what_was_put_there_lately_stays(files: Files) -> None:
    await files.arrives(files.at_meta())
    await files.fetch()
    (kept,) = await rows(files.db, media)
    await files.db.write(_leave, kept["id"])
    await files.sweep.sweep()
    assert files.lying() == [PICTURE]
    assert len(await rows(files.db, media_part)) == int(files.store.holds_bytes)


async def test_what_a_killed_service_left_unfinished_goes(files: Files) -> None:
    unfinished = files.home / "media.part"
    unfinished.mkdir()
    (unfinished / "0123").write_bytes(b"half of")
    age(files)
    (unfinished / "4567").write_bytes(b"just begun")
    await files.sweep.sweep()
    assert files.lying() == [b"just begun"]
