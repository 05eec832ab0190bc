import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import Connection, select, update

from bot.clock import DAY, SECOND
from bot.outbox.verdict import GRACE, on_error
from bot.store.lanes import claim_free, touch_lane
from bot.store.outbox import pending_of, resume_number
from bot.store.sending import SqlOutbox
from bot.store.tables.conversation import conversation, customer, message, suppression
from bot.store.tables.engine import lane, outbox
from bot.store.tables.house import whatsapp_number
from bot.whatsapp.errors import UnknownOutcomeError, UnreachableError
from tests.integration.conftest import NUMBER
from tests.integration.engine.mail import FREE, PRODUCT, TEMPLATE, Mail, meta_error
from tests.integration.engine.rows import failed, rows, status


async def test_a_queued_message_goes_out_once_and_is_marked_sent(mail: Mail) -> None:
    assert await mail.queue() is not None
    await mail.deliver()
    await mail.deliver()
    (letter,), row = mail.letters, await mail.row()
    assert letter.recipient.fields() == {"to": "+5215511112222"}
    assert (letter.wire, letter.callback) == (FREE, f"m{row['id']}.1")
    assert (row["state"], row["wamid"], row["form"]) == ("sent", "wamid.1", "free")
    assert await mail.told() == ["sent"]


async def test_the_same_effect_is_written_once(mail: Mail) -> None:
    assert await mail.queue("order:12:paid") is not None
    assert await mail.queue("order:12:paid") is None
    assert len(await rows(mail.db, message)) == 1


async def test_messages_of_a_conversation_keep_their_order(mail: Mail) -> None:
    for n in range(5):
        await mail.queue(f"k{n}", free={"type": "text", "text": {"body": str(n)}})
    await mail.deliver()
    assert [letter.wire["text"]["body"] for letter in mail.letters] == list("01234")


async def test_outside_the_window_the_template_goes_out(mail: Mail) -> None:
    await mail.queue()
    mail.clock.tick(DAY)
    await mail.deliver()
    assert mail.letters[0].wire == TEMPLATE


async def test_outside_the_window_without_a_template_a_person_is_asked(mail: Mail) -> None:
    await mail.queue(free=FREE)
    mail.clock.tick(DAY)
    await mail.deliver()
    assert mail.letters == []
    assert (await mail.row())["state"] == "failed"
    assert [row["asks_for_person"] for row in await rows(mail.db, conversation)] == [True]
    assert [row["reason"] for row in await rows(mail.db, suppression)] == ["window_closed"]
    assert await mail.told() == ["failed"]


async def test_a_window_that_meta_says_is_closed_takes_the_template(mail: Mail) -> None:
    mail.answers = [meta_error(131047)]
    await mail.queue()
    await mail.deliver()
    await mail.deliver()
    assert [letter.wire for letter in mail.letters] == [FREE, TEMPLATE]
    assert (await mail.row())["state"] == "sent"


async def test_a_window_that_closes_after_the_fact_takes_the_template(mail: Mail) -> None:
    await mail.queue()
    await mail.deliver()
    await mail.hear(failed("wamid.1", 131047))
    assert ((await mail.row())["state"], await mail.told()) == ("queued", ["queued"])
    await mail.deliver()
    assert mail.letters[1].wire == TEMPLATE
    await mail.hear(status("wamid.1", "sent"))
    assert (await mail.row())["wamid"] == "wamid.2"


async def test_a_window_that_closes_after_the_fact_without_template_is_a_task(mail: Mail) -> None:
    await mail.queue(free=FREE)
    await mail.deliver()
    await mail.hear(failed("wamid.1", 131047))
    assert ((await mail.row())["state"], await mail.told()) == ("failed", ["failed"])
    assert [row["asks_for_person"] for row in await rows(mail.db, conversation)] == [True]


async def test_meta_out_of_order_is_asked_again_later(mail: Mail) -> None:
    mail.answers = [meta_error(131000), UnreachableError("no route")]
    await mail.queue()
    await mail.deliver()
    await mail.deliver()
    assert len(mail.letters) == 1
    for _ in range(2):
        mail.clock.tick(10 * SECOND)
        await mail.deliver()
    assert len(mail.letters) == 3
    assert (await mail.row())["state"] == "sent"


async def test_a_message_that_always_fails_dies_and_a_person_is_asked(mail: Mail) -> None:
    mail.answers = [meta_error(131016) for _ in range(10)]
    await mail.queue()
    for _ in range(12):
        await mail.deliver()
        mail.clock.tick(20 * 60 * SECOND)
    assert (await mail.row())["state"] == "dead"
    assert [row["asks_for_person"] for row in await rows(mail.db, conversation)] == [True]


async def test_one_dead_message_does_not_stop_the_next(mail: Mail) -> None:
    mail.answers = [meta_error(131009)]
    await mail.queue("k1")
    await mail.queue("k2")
    await mail.deliver()
    assert [row["state"] for row in await rows(mail.db, outbox)] == ["dead", "sent"]


async def test_a_person_who_opted_out_at_meta_is_opted_out_here(mail: Mail) -> None:
    mail.answers = [meta_error(131050)]
    await mail.queue()
    await mail.deliver()
    assert [row["marketing"] for row in await rows(mail.db, customer)] == ["out"]
    assert (await mail.row())["state"] == "failed"


async def test_a_bad_token_pauses_the_number_until_a_person_resumes_it(mail: Mail) -> None:
    mail.answers = [meta_error(190)]
    await mail.queue("k1")
    await mail.queue("k2")
    await mail.deliver()
    await mail.deliver()
    assert mail.paused == [NUMBER]
    assert [row["state"] for row in await rows(mail.db, outbox)] == ["held", "held"]
    assert [row["paused"] for row in await rows(mail.db, whatsapp_number)] == [True]
    assert await mail.db.write(resume_number, NUMBER, mail.clock.now()) == 2
    await mail.deliver()
    assert [row["state"] for row in await rows(mail.db, outbox)] == ["sent", "sent"]


async def test_a_try_without_an_answer_waits_for_a_status_before_it_repeats(mail: Mail) -> None:
    mail.answers = [UnknownOutcomeError("no answer")]
    await mail.queue()
    await mail.deliver()
    await mail.deliver()
    row = await mail.row()
    assert (len(mail.letters), row["state"]) == (1, "sending")
    callback = mail.letters[0].callback
    await mail.hear(status("wamid.9", "delivered", biz_opaque_callback_data=callback))
    mail.clock.tick(GRACE)
    await mail.deliver()
    row = await mail.row()
    assert (len(mail.letters), row["state"], row["wamid"]) == (1, "sent", "wamid.9")
    assert await mail.told() == ["delivered"]


async def test_a_try_without_answer_or_status_is_repeated_after_the_grace(mail: Mail) -> None:
    mail.answers = [TimeoutError()]
    await mail.queue()
    await mail.deliver()
    mail.clock.tick(GRACE)
    await mail.deliver()
    assert [letter.callback[-2:] for letter in mail.letters] == [".1", ".2"]
    assert (await mail.row())["state"] == "sent"


async def test_a_status_of_an_earlier_try_says_nothing_about_the_next(mail: Mail) -> None:
    mail.answers = [UnknownOutcomeError("no answer"), UnknownOutcomeError("no answer")]
    await mail.queue()
    await mail.deliver()
    mail.clock.tick(GRACE)
    await mail.deliver()
    first = mail.letters[0].callback
    await mail.hear(failed("wamid.9", 131026, biz_opaque_callback_data=first))
    assert (await mail.row())["state"] == "sending"


async def test_a_status_may_come_before_the_answer(mail: Mail) -> None:
    await mail.queue()
    (pending,) = await mail.db.read(pending_of, "c:1")
    store = SqlOutbox(mail.db)
    assert await store.begin(pending, "n1", "free", mail.clock.now() + GRACE)
    callback = f"m{pending.id}.1"
    await mail.hear(status("wamid.1", "delivered", biz_opaque_callback_data=callback))
    await mail.db.write(lambda conn: _sent_late(conn, pending.id))
    assert ((await mail.row())["wamid"], await mail.told()) == ("wamid.1", ["delivered"])


def _sent_late(conn: Connection, outbox_id: int) -> None:
    from bot.outbox.ports import Sent
    from bot.store.sending import mark_sent

    mark_sent(conn, Sent(outbox_id, "wamid.1", "free"), 5)


async def test_statuses_only_go_forward_and_prices_are_kept(mail: Mail) -> None:
    await mail.queue()
    await mail.deliver()
    price = {"billable": True, "category": "service"}
    await mail.hear(status("wamid.1", "read"), status("wamid.1", "delivered", pricing=price))
    await mail.hear(status("wamid.1", "sent"))
    assert await mail.told() == ["read"]
    assert [row["pricing"] for row in await rows(mail.db, message)] == [price]


async def test_a_late_failure_is_the_last_word(mail: Mail) -> None:
    await mail.queue()
    await mail.deliver()
    await mail.hear(status("wamid.1", "delivered"), failed("wamid.1", 131026))
    await mail.hear(status("wamid.1", "read"))
    assert await mail.told() == ["failed"]
    assert (await mail.row())["error_code"] == 131026


async def test_a_node_that_lost_its_lane_sends_nothing(mail: Mail) -> None:
    await mail.queue()
    mail.node = "n2"
    await mail.deliver()
    assert (mail.letters, (await mail.row())["state"]) == ([], "queued")


async def test_two_deliveries_at_once_send_once(mail: Mail) -> None:
    await mail.queue()
    await asyncio.gather(mail.deliver(), mail.deliver(), mail.deliver())
    assert len(mail.letters) == 1


async def test_a_customer_without_an_address_is_a_persons_task(mail: Mail) -> None:
    from bot.store.tables.conversation import customer_address

    def forget(conn: Connection) -> int:
        assert conn.scalar(select(customer_address.c.id)) is not None
        conn.execute(customer_address.delete())
        return conn.execute(update(customer).values(username="x")).rowcount

    await mail.db.write(forget)
    await mail.queue()
    await mail.deliver()
    assert (mail.letters, (await mail.row())["state"]) == ([], "dead")


async def test_a_product_that_meta_lacks_is_told_in_plain_words(mail: Mail) -> None:
    mail.answers = [meta_error(131009)]
    await mail.queue(free=PRODUCT, plain=FREE)
    await mail.deliver()
    await mail.deliver()
    assert [letter.wire for letter in mail.letters] == [PRODUCT, FREE]
    assert ((await mail.row())["state"], (await mail.row())["form"]) == ("sent", "plain")


async def test_a_closed_window_is_not_tried_in_plain_words(mail: Mail) -> None:
    mail.answers = [meta_error(131047)]
    await mail.queue(free=PRODUCT, plain=FREE)
    await mail.deliver()
    await mail.deliver()
    assert len(mail.letters) == 1
    assert (await mail.row())["state"] == "failed"


@pytest.mark.parametrize("state", ["sent", "delivered"])
async def test_a_try_that_times_out_does_not_undo_the_status_that_came_first(
    mail: Mail, state: str
) -> None:
    await mail.queue()
    (queued,) = await mail.db.read(pending_of, "c:1")
    store = SqlOutbox(mail.db)
    assert await store.begin(queued, "n1", "free", mail.clock.now() + GRACE)
    await mail.hear(status("wamid.1", state, biz_opaque_callback_data=f"m{queued.id}.1"))
    tried = replace(queued, attempts=1)
    late = on_error(tried, UnknownOutcomeError("no answer"), mail.clock.now(), 0)
    await store.settle(tried, late, mail.clock.now())
    assert ((await mail.row())["state"], (await mail.row())["wamid"]) == ("sent", "wamid.1")
    mail.clock.tick(GRACE)
    await mail.deliver()
    assert mail.letters == []


async def test_restarts_one_after_the_other_do_not_keep_an_unknown_outcome_for_ever(
    mail: Mail,
) -> None:
    await mail.queue()
    (pending,) = await mail.db.read(pending_of, "c:1")
    assert await SqlOutbox(mail.db).begin(pending, "n1", "free", mail.clock.now() + GRACE)
    waits: list[int] = []
    for restart in range(30):
        mail.clock.tick(GRACE - SECOND)
        await mail.db.write(_owned_by_the_dead, f"n{restart}")
        await mail.db.write(claim_free, f"n{restart + 1}", [], limit=9, at=mail.clock.now())
        waits.append((await mail.row())["next_try_at"] - mail.clock.now())
    assert waits[0] == GRACE
    assert waits[-1] < 0


def _owned_by_the_dead(conn: Connection, owner: str) -> None:
    touch_lane(conn, "c:1", 1)
    conn.execute(update(lane).values(owner=owner))
