import asyncio

import pytest
from sqlalchemy import Connection, select

from bot.accounts.preferences import Preferences
from bot.clock import DAY, HOUR, MINUTE
from bot.handover.ports import (
    Actor,
    HeldError,
    LongAnswerError,
    UnknownConversationError,
    WindowClosedError,
)
from bot.handover.unanswered import HANDOVER, Unanswered
from bot.inbox.closing import Arrived, Closing, Observed
from bot.outbox.verdict import choose_form
from bot.store.conversations import load_conversation
from bot.store.database import Database
from bot.store.handover import timer_key, to_bot, to_person, watch_unanswered
from bot.store.handover_desk import SqlHandover
from bot.store.outbox import pending_of
from bot.store.tables.conversation import conversation, message
from bot.store.tables.engine import lane, outbox, timer
from bot.store.templates import keep_templates
from bot.store.turn_people import change_hands
from bot.timers.ports import Due
from tests.console.house import Console
from tests.console.talks import Talker
from tests.integration.conftest import SetClock
from tests.integration.console.conftest import SAME, Client, LetIn, add
from tests.integration.engine.rows import rows

HTMX = SAME | {"HX-Request": "true"}
ONCE = "0123456789abcdef"
KEY = {"Idempotency-Key": ONCE}


def row_of(conn: Connection, talk: int) -> dict[str, object]:
    query = select(conversation).where(conversation.c.id == talk)
    return dict(conn.execute(query).mappings().one())


async def test_an_answer_is_queued_and_takes_the_conversation_over(
    db: Database, console: Console, talks: dict[str, int], clock: SetClock
) -> None:
    ana = await add(console)
    before = await db.read(row_of, talks["Lupita"])
    actor = Actor(1, ana.id)
    sent = await console.parts.desk.answer(actor, talks["Lupita"], " Con gusto ", ONCE)
    talk = await db.read(row_of, talks["Lupita"])
    assert (talk["mode"], talk["person_id"], talk["handover_reason"]) == (
        "person", ana.id, "answered",
    )  # fmt: skip
    assert talk["version"] != before["version"]
    (kept,) = [row for row in await rows(db, message) if row["id"] == sent]
    assert (kept["author"], kept["body"], kept["status"]) == ("person", "Con gusto", "queued")
    (queued,) = await rows(db, outbox)
    assert queued["forms"]["free"]["text"]["body"] == "Con gusto"
    assert queued["message_id"] == sent
    assert [row["key"] for row in await rows(db, lane)] == [f"c:{talks['Lupita']}"]


async def test_a_retry_sends_nothing_again_also_when_the_window_has_closed(
    db: Database, console: Console, talks: dict[str, int], clock: SetClock
) -> None:
    actor = Actor(1, (await add(console)).id)
    answer = console.parts.desk.answer
    both = [answer(actor, talks["Lupita"], "hola", ONCE) for _ in range(5)]
    first = set(await asyncio.gather(*both))
    clock.tick(2 * DAY)
    again = await answer(actor, talks["Lupita"], "hola", ONCE)
    assert first == {again}
    assert len(await rows(db, outbox)) == 1


async def test_a_closed_window_is_refused_by_the_server(
    console: Console, talks: dict[str, int], db: Database
) -> None:
    actor = Actor(1, (await add(console)).id)
    with pytest.raises(WindowClosedError):
        await console.parts.desk.answer(actor, talks["Ernesto"], "hola", ONCE)
    assert await rows(db, outbox) == []
    assert (await db.read(row_of, talks["Ernesto"]))["mode"] == "bot"


def _approved(conn: Connection, name: str = "millennium_answer_1") -> None:
    listed = {"name": name, "language": "es", "status": "APPROVED", "category": "UTILITY"}
    keep_templates(conn, 1, [listed], 1)


async def test_a_late_answer_goes_out_as_the_approved_template_and_shows_as_such(
    console: Console, let_in: LetIn, talks: dict[str, int], db: Database
) -> None:
    inside, talk = await let_in(), talks["Ernesto"]
    told = {"text": "Sí,\r\n  mañana", "client_id": ONCE}
    assert "saldrá en una plantilla" in await (await inside.get(f"/console/inbox/{talk}")).text()
    path = f"/console/inbox/{talk}/answer"
    refused = await inside.post(path, data=told, headers=HTMX)
    assert (refused.status, await rows(db, outbox)) == (422, [])
    assert "no ha aprobado la plantilla" in await refused.text()

    await db.write(_approved)
    sent = await inside.post(path, data=told, headers=HTMX)
    assert sent.status == 200
    assert "millennium_answer_1" in await sent.text()
    (queued,) = await rows(db, outbox)
    assert queued["forms"]["free"] is None
    template = queued["forms"]["template"]["template"]
    assert template["components"][0]["parameters"][0]["text"] == "Sí, mañana"
    newest = (await rows(db, message))[-1]
    assert (newest["type"], newest["author"]) == ("template", "person")
    assert newest["body"].startswith("Ya tenemos respuesta a tu consulta: Sí, mañana ")
    assert (await db.read(row_of, talk))["mode"] == "person"


async def test_an_answer_in_time_is_no_template_whatever_was_asked_for(
    console: Console, talks: dict[str, int], db: Database, clock: SetClock
) -> None:
    await db.write(_approved)
    await console.parts.desk.answer(Actor(1, None), talks["Lupita"], "hola", ONCE, late=True)
    (waiting,) = await db.read(pending_of, f"c:{talks['Lupita']}")
    assert choose_form(waiting.forms, waiting.last_customer_at, clock.now()) == "free"
    assert (await rows(db, message))[-1]["type"] == "text"


@pytest.mark.parametrize(("late", "form"), [(True, "template"), (False, None)])
async def test_an_answer_that_the_window_closes_on_takes_the_template_that_it_may(
    console: Console, talks: dict[str, int], db: Database, *, late: bool, form: str | None
) -> None:
    await db.write(_approved)
    await console.parts.desk.answer(Actor(1, None), talks["Lupita"], "hola", ONCE, late=late)
    (waiting,) = await db.read(pending_of, f"c:{talks['Lupita']}")
    closed = (waiting.last_customer_at or 0) + DAY
    assert choose_form(waiting.forms, waiting.last_customer_at, closed) == form


async def test_an_answer_in_time_has_no_template_in_reserve_that_meta_has_not_approved(
    console: Console, talks: dict[str, int], db: Database
) -> None:
    await console.parts.desk.answer(Actor(1, None), talks["Lupita"], "hola", ONCE, late=True)
    (queued,) = await rows(db, outbox)
    assert (queued["forms"]["free"]["type"], queued["forms"]["template"]) == ("text", None)


async def test_a_late_answer_that_the_template_cannot_hold_is_refused_whole(
    console: Console, talks: dict[str, int], db: Database
) -> None:
    await db.write(_approved)
    desk = console.parts.desk
    with pytest.raises(LongAnswerError) as refused:
        await desk.answer(Actor(1, None), talks["Ernesto"], "x" * 1024, ONCE, late=True)
    most = refused.value.most
    assert 800 < most < 1024
    await desk.answer(Actor(1, None), talks["Ernesto"], "x" * most, ONCE, late=True)
    (queued,) = await rows(db, outbox)
    parameters = queued["forms"]["template"]["template"]["components"][0]["parameters"]
    assert parameters[0]["text"] == "x" * most


async def test_another_system_may_answer_late(
    client: Client, bearer: dict[str, str], talks: dict[str, int], db: Database
) -> None:
    path, headers = f"/api/v1/conversations/{talks['Ernesto']}/messages", bearer | KEY
    told = {"text": "Ya llegó", "template": True}
    refused = await client.post(path, json=told, headers=headers)
    assert (await refused.json())["error"]["code"] == "no_template"
    await db.write(_approved)
    answer = await client.post(path, json=told, headers=headers)
    assert (answer.status, (await answer.json())["type"]) == (201, "template")


async def test_one_owner_at_a_time(console: Console, talks: dict[str, int], db: Database) -> None:
    ana, beto = await add(console), await add(console, "Beto")
    desk, talk = console.parts.desk, talks["Lupita"]
    await desk.take_over(Actor(1, ana.id), talk)
    with pytest.raises(HeldError, match="Ana"):
        await desk.answer(Actor(1, beto.id), talk, "hola", ONCE)
    with pytest.raises(HeldError, match="Ana"):
        await desk.answer(Actor(1, None), talk, "hola", ONCE)
    await desk.take_over(Actor(1, beto.id), talk)
    await desk.answer(Actor(1, beto.id), talk, "hola", ONCE)
    assert (await db.read(row_of, talk))["person_id"] == beto.id


async def test_taking_over_keeps_why_it_was_handed_over(
    console: Console, talks: dict[str, int], db: Database
) -> None:
    ana = await add(console)
    await console.parts.desk.take_over(Actor(1, ana.id), talks["Mariana"])
    talk = await db.read(row_of, talks["Mariana"])
    assert (talk["handover_reason"], talk["asks_for_person"]) == ("asked", False)
    assert "quiero hablar" in str(talk["handover_summary"])


async def test_another_account_has_no_such_conversation(
    console: Console, talks: dict[str, int], db: Database, let_in: LetIn
) -> None:
    stranger, talk = Actor(2, None), talks["Lupita"]
    for act in (console.parts.desk.take_over, console.parts.desk.hand_back):
        with pytest.raises(UnknownConversationError):
            await act(stranger, talk)
    with pytest.raises(UnknownConversationError):
        await console.parts.desk.answer(stranger, talk, "hola", ONCE)
    outside = await let_in("Zoe", account=2)
    for path in ("", "/older", "/events", "/messages/1"):
        assert (await outside.get(f"/console/inbox/{talk}{path}")).status == 404
    for path in ("/answer", "/take-over", "/hand-back"):
        told = {"text": "hola", "client_id": ONCE}
        answer = await outside.post(f"/console/inbox/{talk}{path}", data=told, headers=SAME)
        assert answer.status == 404
    await outside.post(f"/console/inbox/{talks['Mariana']}/read", headers=SAME)
    assert (await db.read(row_of, talks["Mariana"]))["unread"] == 2
    assert "Lupita" not in await (await outside.get("/console/inbox")).text()
    assert await rows(db, outbox) == []


async def test_a_page_answers_with_the_message_and_an_empty_box(
    let_in: LetIn, talks: dict[str, int]
) -> None:
    inside = await let_in()
    told = {"text": "Sí, <b>mañana</b>", "client_id": ONCE}
    path = f"/console/inbox/{talks['Lupita']}/answer"
    answer = await inside.post(path, data=told, headers=HTMX)
    text = await answer.text()
    assert (answer.status, ONCE in text) == (200, False)
    assert "Sí, &lt;b&gt;mañana&lt;/b&gt;" in text
    assert "La atiendes tú" in text
    plain = await inside.post(path, data=told | {"client_id": "f" * 16}, headers=SAME)
    assert plain.url.path == f"/console/inbox/{talks['Lupita']}"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Ernesto", "hola", "Pasaron 24 horas"),
        ("Lupita", "   ", "Escribe algo"),
        ("Lupita", "x" * 4097, "Envíalo en partes"),
    ],
)
async def test_a_refused_answer_keeps_the_words_and_says_why(
    let_in: LetIn, talks: dict[str, int], name: str, text: str, words: str
) -> None:
    inside = await let_in()
    told = {"text": text, "client_id": ONCE}
    for headers in (HTMX, SAME):
        path = f"/console/inbox/{talks[name]}/answer"
        answer = await inside.post(path, data=told, headers=headers)
        page = await answer.text()
        assert answer.status == 422
        assert words in page
        assert ONCE in page


async def test_reading_takes_the_count_away_without_a_new_version(
    let_in: LetIn, talks: dict[str, int], db: Database
) -> None:
    inside, talk = await let_in(), talks["Mariana"]
    before = await db.read(row_of, talk)
    assert (await inside.post(f"/console/inbox/{talk}/read", headers=SAME)).status == 204
    after = await db.read(row_of, talk)
    assert (before["unread"], after["unread"]) == (2, 0)
    assert after["version"] == before["version"]


class PlainWords:
    """Words that say their own name."""

    def say(self, name: str, account_id: int, **values: str) -> str:
        return name


async def ring(db: Database, clock: SetClock, talk: int) -> None:
    """Serve the conversation's timer when it is due."""
    (row,) = [row for row in await rows(db, timer) if row["key"] == timer_key(talk)]
    clock.moment = row["due_at"]
    due = Due(row["key"], row["account_id"], row["kind"], row["payload"], row["due_at"], 0)
    await Unanswered(SqlHandover(db), PlainWords(), clock)(due)


@pytest.fixture
async def open_talk(db: Database, clock: SetClock, console: Console) -> int:
    """A conversation with a customer who just wrote, in a shop that is always open."""
    await console.parts.preferences.write_all(1, {"hours": ""})

    def write(conn: Connection) -> int:
        talk = Talker(conn, "Ana", "525500000001", clock.now())
        talk.says("necesito ayuda")
        return talk.id

    return await db.write(write)


async def test_nobody_answers_and_the_bot_offers_itself_once(
    db: Database, clock: SetClock, open_talk: int
) -> None:
    await db.write(to_person, open_talk, "asked", "", clock.now(), asked=True)
    begun = clock.now()
    await ring(db, clock, open_talk)
    assert clock.now() == begun + Preferences().handover_minutes * MINUTE
    await ring(db, clock, open_talk)
    (offer,) = await rows(db, outbox)
    buttons = offer["forms"]["free"]["interactive"]["action"]["buttons"]
    assert [one["reply"] for one in buttons] == [{"id": "bot", "title": "handover_to_bot"}]
    talk = await db.read(row_of, open_talk)
    assert (talk["mode"], talk["asks_for_person"]) == ("person", True)


async def test_whoever_was_answered_is_not_offered_the_bot(
    db: Database, clock: SetClock, console: Console, open_talk: int
) -> None:
    ana = await add(console)
    await db.write(to_person, open_talk, "asked", "", clock.now(), asked=True)
    await console.parts.desk.answer(Actor(1, ana.id), open_talk, "ya voy", ONCE)
    assert await rows(db, timer) == []
    clock.tick(MINUTE)
    await db.write(watch_unanswered, open_talk, clock.now())
    await ring(db, clock, open_talk)
    kinds = [row["kind"] for row in await rows(db, outbox)]
    assert kinds == ["answer", "handover_offer"]


async def test_taking_over_without_a_word_leaves_the_customer_watched(
    db: Database, clock: SetClock, console: Console, open_talk: int
) -> None:
    await db.write(to_person, open_talk, "asked", "", clock.now(), asked=True)
    await console.parts.desk.take_over(Actor(1, None), open_talk)
    await ring(db, clock, open_talk)
    assert [row["kind"] for row in await rows(db, outbox)] == ["handover_offer"]


async def test_no_offer_where_the_bot_answers_or_the_window_is_closed(
    db: Database, clock: SetClock, open_talk: int
) -> None:
    await db.write(to_person, open_talk, "asked", "", clock.now(), asked=True)
    (row,) = await rows(db, timer)
    due = Due(row["key"], 1, HANDOVER, row["payload"], row["due_at"], 0)
    handler = Unanswered(SqlHandover(db), PlainWords(), clock)
    clock.tick(25 * HOUR)
    await handler(due)
    clock.tick(-25 * HOUR)
    await db.write(to_bot, open_talk, clock.now())
    await handler(due)
    assert await rows(db, outbox) == []


async def a_turn(db: Database, clock: SetClock, talk: int, author: str) -> None:
    """Change hands as a turn that closes does."""
    loaded = await db.read(load_conversation, f"c:{talk}")
    arrived = Arrived(1, "w", "text", "¿hola?", {}, clock.now(), author=author)  # type: ignore[arg-type]
    closing = Closing(
        key="k", lane=f"c:{talk}", owner="n", loaded=loaded, now=clock.now(), arrived=[arrived],
        observed=Observed("held"), takeover=author == "phone",
    )  # fmt: skip
    await db.write(change_hands, closing)


async def test_a_customer_who_writes_to_a_person_is_watched_until_somebody_answers(
    db: Database, clock: SetClock, console: Console, open_talk: int
) -> None:
    await a_turn(db, clock, open_talk, "customer")
    assert await rows(db, timer) == []
    ana = Actor(1, (await add(console)).id)
    await console.parts.desk.take_over(ana, open_talk)
    await a_turn(db, clock, open_talk, "customer")
    begun = clock.now()
    clock.tick(MINUTE)
    await a_turn(db, clock, open_talk, "customer")
    (watched,) = await rows(db, timer)
    assert watched["payload"] == {"conversation_id": open_talk, "since": begun}
    await a_turn(db, clock, open_talk, "phone")
    assert await rows(db, timer) == []
    assert (await db.read(row_of, open_talk))["person_id"] == ana.person_id
