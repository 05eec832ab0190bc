"""The file of a message is fetched once and kept, whatever happens in between."""

import asyncio
import hashlib
import os
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest

from bot.inbox.closing import ConflictError
from bot.media.fetch import MOST_AT_ONCE, MOST_DAMAGED, DamagedError
from bot.simulator.state import Media
from bot.store.handover import to_person
from bot.store.tables.conversation import conversation, media, media_part
from bot.whatsapp.errors import UnreachableError, WhatsAppError
from bot.whatsapp.media import MediaInfo
from tests.integration.engine.rows import message as update
from tests.integration.engine.rows import rows, until
from tests.integration.media.conftest import PICTURE, Files

HASH = hashlib.sha256(PICTURE).hexdigest()


async def test_a_file_is_fetched_and_lies_under_its_hash(files: Files) -> None:
    talk_message = await files.arrives(files.at_meta())
    assert await files.states() == [("known", None)]
    assert len(await files.due()) == 1
    await files.fetch()
    (kept,) = await rows(files.db, media)
    assert (kept["state"], kept["size"], kept["sha256"]) == ("kept", len(PICTURE), HASH)
    opened = await files.shelf.open(1, 1, talk_message)
    assert opened is not None
    assert opened.path == files.home / "media" / HASH[:2] / HASH
    assert opened.path.read_bytes() == PICTURE
    assert opened.path.stat().st_mode & 0o077 == 0
    assert opened.path.parent.stat().st_mode & 0o077 == 0
    parts = [(one["place"], one["data"]) for one in await rows(files.db, media_part)]
    assert parts == ([(0, PICTURE)] if files.store.holds_bytes else [])


async def test_a_turn_that_does_not_close_fetches_nothing(files: Files) -> None:
    one = update("wamid.1", message={"type": "image", "image": {"id": files.at_meta()}})
    with pytest.raises(ConflictError):
        await files.close(one, owner="elsewhere")
    assert await files.due() == []
    assert await files.states() == []


async def test_a_file_that_comes_while_a_person_has_it_is_fetched_too(files: Files) -> None:
    await files.close(update("wamid.first"))
    (talk,) = await rows(files.db, conversation)
    now = files.clock.now()
    await files.db.write(lambda c: to_person(c, talk["id"], "asked", "", now, asked=True))
    await files.arrives(files.at_meta())
    await files.fetch()
    assert await files.states() == [("kept", None)]


async def test_what_came_before_is_not_fetched_again(files: Files) -> None:
    first, second = files.at_meta(), files.at_meta()
    await files.arrives(first)
    await files.fetch()
    message_id = await files.arrives(second)
    del files.meta.state.media[second]
    await files.fetch()
    assert await files.states() == [("kept", None)] * 2
    assert files.lying() == [PICTURE]
    assert await files.shelf.open(1, 1, message_id) is not None


@pytest.mark.parametrize(
    ("kind", "mime", "size", "reason"),
    [
        ("sticker", "image/webp", 500 * 1024 + 1, "too_big"),
        ("image", "text/html", 10, "not_allowed"),
        ("audio", "audio/x-unknown", 10, "not_allowed"),
    ],
)
async def test_a_file_that_meta_would_not_take_is_not_taken_either(
    files: Files, kind: str, mime: str, size: int, reason: str
) -> None:
    files.meta.state.media["7"] = Media("7", mime, b"x" * size, "")
    await files.arrives("7", kind)
    await files.fetch()
    assert await files.states() == [("gone", reason)]
    assert files.lying() == []


async def test_a_size_that_meta_did_not_tell_is_found_out(files: Files) -> None:
    files.meta.state.media["7"] = Media("7", "image/webp", b"x" * (500 * 1024 + 1), "")
    await files.arrives("7", "sticker")
    (due,) = await files.due()
    files.fetching = type(files.fetching)(files.store, Modest(files), files.folder, files.clock)
    await files.fetching.serve(due)
    assert await files.states() == [("gone", "too_big")]
    assert files.lying() == []


async def test_a_document_of_any_type_is_kept(files: Files) -> None:
    mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    message_id = await files.arrives(files.at_meta(b"PK", mime, "pago mayo.docx"), "document")
    await files.fetch()
    opened = await files.shelf.open(1, 1, message_id)
    assert opened is not None
    assert (opened.file.mime, opened.file.name) == (mime, "pago mayo.docx")


async def test_a_file_that_meta_has_no_more_is_given_up(files: Files) -> None:
    await files.arrives("404")
    await files.fetch()
    assert await files.states() == [("gone", "expired")]


async def test_a_meta_that_is_out_of_order_is_asked_again(files: Files) -> None:
    await files.arrives(files.at_meta())
    await files.meta.error(code=131000)
    (due,) = await files.due()
    with pytest.raises(WhatsAppError):
        await files.fetching.serve(due)
    assert await files.states() == [("known", None)]
    await files.fetching.serve(due)
    assert await files.states() == [("kept", None)]


async def test_a_file_that_comes_damaged_is_fetched_again_and_then_given_up(files: Files) -> None:
    wrong = hashlib.sha256(b"another").hexdigest()
    files.meta.state.media["7"] = Media("7", "image/png", PICTURE, wrong)
    await files.arrives("7")
    (due,) = await files.due()
    with pytest.raises(DamagedError):
        await files.fetching.serve(due)
    assert (await files.states(), files.lying()) == ([("known", None)], [])
    await files.fetching.serve(replace(due, attempts=MOST_DAMAGED - 1))
    assert await files.states() == [("gone", "damaged")]


async def test_one_that_was_tried_for_a_day_says_so(files: Files) -> None:
    await files.arrives(files.at_meta())
    (due,) = await files.due()
    await files.fetching.given_up(due, "UnreachableError")
    assert await files.states() == [("gone", "unreachable")]
    await files.fetching.serve(due)
    assert await files.states() == [("kept", None)]


@pytest.mark.parametrize("dies_in", ["put_part", "keep"])
async def test_dying_between_disk_and_database_loses_and_doubles_nothing(
    files: Files, dies_in: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not files.store.holds_bytes:
        # The bytes lie in HOME alone: one step writes to the database.
        dies_in = "keep"
    await files.arrives(files.at_meta())
    (due,) = await files.due()
    with monkeypatch.context() as patch:
        patch.setattr(files.store, dies_in, _dies)
        with pytest.raises(KeyboardInterrupt):
            await files.fetching.serve(due)
    assert await files.states() == [("known", None)]
    await files.fetch()
    assert (await files.states(), files.lying()) == ([("kept", None)], [PICTURE])
    assert len(await rows(files.db, media_part)) == int(files.store.holds_bytes)


async def _dies(*_: object) -> None:
    raise KeyboardInterrupt


async def test_stopping_in_the_middle_leaves_nothing_unfinished(files: Files) -> None:
    await files.arrives(files.at_meta())
    (due,) = await files.due()
    slow = Slow(files)
    fetching = type(files.fetching)(files.store, slow, files.folder, files.clock)
    task = asyncio.create_task(fetching.serve(due))
    await slow.begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert files.lying() == []
    await files.fetch()
    assert files.lying() == [PICTURE]


async def test_many_files_leave_room_for_other_timers(files: Files) -> None:
    for number in range(MOST_AT_ONCE + 1):
        await files.arrives(files.at_meta(PICTURE + bytes([number])))
    slow = Slow(files)
    fetching = type(files.fetching)(files.store, slow, files.folder, files.clock)
    *first, last = await files.due()
    tasks = [asyncio.create_task(fetching.serve(due)) for due in first]
    await until(lambda: slow.running == MOST_AT_ONCE)
    again = await fetching.serve(last)
    assert again is not None
    assert again > files.clock.now()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_machine_without_the_file_takes_it_from_the_database(files: Files) -> None:
    large = os.urandom(2 * 1024 * 1024 + 7)
    message_id = await files.arrives(files.at_meta(large))
    await files.fetch()
    (path,) = files.home.glob("media/*/*")
    path.unlink()
    opened = await files.shelf.open(1, 1, message_id)
    if files.store.holds_bytes:
        assert opened is not None
        assert opened.path.read_bytes() == large
    else:
        assert opened is None


async def test_a_file_is_its_own_accounts_and_conversations(files: Files) -> None:
    message_id = await files.arrives(files.at_meta())
    await files.fetch()
    assert await files.shelf.open(2, 1, message_id) is None
    assert await files.shelf.open(1, 2, message_id) is None
    assert await files.shelf.open(1, 1, message_id + 1) is None


class Slow:
    """A Meta whose downloads begin and never end."""

    def __init__(self, files: Files) -> None:
        self._meta = files.meta.client
        self.begun = asyncio.Event()
        self.running = 0

    async def media(self, media_id: str) -> MediaInfo:
        return await self._meta.media(media_id)

    async def download(self, info: MediaInfo, most: int) -> AsyncGenerator[bytes]:
        yield b"beginning"
        self.begun.set()
        self.running += 1
        await asyncio.sleep(3600)
        raise UnreachableError(info.id)


class Modest:
    """A Meta that does not say how large its files are."""

    def __init__(self, files: Files) -> None:
        self._meta = files.meta.client

    async def media(self, media_id: str) -> MediaInfo:
        return replace(await self._meta.media(media_id), size=0)

    def download(self, info: MediaInfo, most: int) -> AsyncGenerator[bytes]:
        return self._meta.download(info, most)
