"""The client and the simulated Meta: every type goes out, statuses come back."""

from typing import Any

import pytest

from actions.replies import Choice, Products, Question, Section, Text
from bot.whatsapp.errors import BugError, RecipientError, WindowError
from bot.whatsapp.identity import Recipient
from bot.whatsapp.outgoing import Wire, shape
from bot.whatsapp.read_message import read
from bot.whatsapp.read_status import read_status
from tests.doubles.meta import Meta, reach
from tests.unit.whatsapp import messages

TEXT = Wire("text", messages.ALL["text"], "Hola")


def words(update_payloads: list[Any]) -> list[str]:
    return [read_status(payload).state for payload in update_payloads]


@pytest.mark.parametrize("name", [name for name in messages.ALL if name != "template"])
async def test_every_type_is_accepted_and_reaches_the_phone(meta: Meta, name: str) -> None:
    person = await meta.writing()
    payload = messages.model(messages.ALL[name]).payload()
    wamid = await meta.client.send_payload(meta.number, reach(person), payload, "o:1")
    last = (await meta.chat(person))[-1]
    assert (last["wamid"], last["by"], last["type"]) == (wamid, "shop", payload["type"])


async def test_statuses_come_in_order_and_carry_our_callback(meta: Meta) -> None:
    person = await meta.writing()
    wamid = await meta.client.send(meta.number, reach(person), TEXT, "o:42")
    await meta.caught.until(4)
    told = [read_status(update.payload) for update in meta.caught.of_kind("status")]
    assert [status.state for status in told] == ["sent", "delivered", "read"]
    assert {(status.wamid, status.callback) for status in told} == {(wamid, "o:42")}
    assert (told[0].billable, told[0].category) == (True, "service")


async def test_a_hidden_person_is_reached_by_bsuid(meta: Meta) -> None:
    person = await meta.hidden()
    await meta.act(person, "text", text="hola")
    (update,) = await meta.caught.until(1)
    assert update.person is not None
    assert (update.person.phone, update.person.bsuid) == (None, person["bsuid"])
    await meta.client.send(meta.number, Recipient(bsuid=person["bsuid"]), TEXT)
    assert (await meta.chat(person))[-1]["by"] == "shop"


async def test_outside_the_window_the_failure_comes_later(meta: Meta) -> None:
    person = await meta.person()
    await meta.client.send(meta.number, reach(person), TEXT)
    (update,) = await meta.caught.until(1)
    status = read_status(update.payload)
    assert (status.state, status.errors[0].code) == ("failed", 131047)
    assert update.payload["contact"] is None
    assert await meta.chat(person) == []


async def test_outside_the_window_the_failure_may_come_at_once(meta: Meta) -> None:
    await meta.faults(window_error="sync")
    with pytest.raises(WindowError):
        await meta.client.send(meta.number, reach(await meta.person()), TEXT)


async def test_the_window_closes_after_a_day(meta: Meta) -> None:
    await meta.faults(window_error="sync")
    person = await meta.writing()
    await meta.post("/simulator/clock", {"advance_ms": 24 * 3600 * 1000 - 5000})
    await meta.client.send(meta.number, reach(person), TEXT)
    await meta.post("/simulator/clock", {"advance_ms": 5000})
    with pytest.raises(WindowError):
        await meta.client.send(meta.number, reach(person), TEXT)


async def test_nobody_behind_a_number_is_told_by_a_failed_status(meta: Meta) -> None:
    await meta.client.send(meta.number, Recipient("573001112222"), TEXT)
    (update,) = await meta.caught.until(1)
    assert read_status(update.payload).errors[0].code == 131026


async def test_writing_to_oneself_is_refused(meta: Meta) -> None:
    with pytest.raises(RecipientError) as refused:
        await meta.client.send(meta.number, Recipient(meta.setup.display_phone), TEXT)
    assert refused.value.code == 131021  # type: ignore[attr-defined]


async def test_products_that_are_not_in_the_catalog(meta: Meta) -> None:
    person = await meta.writing()
    some = Products("Mira", (Section("", ("TEN-BRISA-GRI-26", "NOPE")),))
    (wire,) = shape([some], meta.setup.catalog_id)
    await meta.client.send(meta.number, reach(person), wire)
    assert (await meta.chat(person))[-1]["dropped"] == ["NOPE"]
    (none,) = shape([Products("", (Section("", ("NOPE",)),))], meta.setup.catalog_id)
    with pytest.raises(BugError, match="Products not found"):
        await meta.client.send(meta.number, reach(person), none)


async def test_a_product_that_is_not_approved_cannot_be_sent(meta: Meta) -> None:
    person = await meta.writing()
    change = {"sku": "TEN-BRISA-GRI-26", "changes": {"review_status": "rejected"}}
    await meta.post("/simulator/catalog", change)
    (wire,) = shape([Products("", (Section("", ("TEN-BRISA-GRI-26",)),))], meta.setup.catalog_id)
    with pytest.raises(BugError):
        await meta.client.send(meta.number, reach(person), wire)


async def test_reading_and_typing_are_shown(meta: Meta) -> None:
    person = await meta.person()
    said = await meta.act(person, "text", text="hola")
    await meta.client.mark_read(meta.number, said["wamid"], typing=True)
    assert (await meta.chat(person))[0]["status"] == "read"
    with pytest.raises(BugError):
        await meta.client.mark_read(meta.number, "wamid.unknown")


async def test_the_pair_bucket_holds_forty_five(meta: Meta) -> None:
    person = await meta.writing()
    await meta.post("/simulator/clock", {"stop": True})
    for _ in range(45):
        await meta.client.send(meta.number, reach(person), TEXT)
    with pytest.raises(Exception, match="131056"):
        await meta.client.send(meta.number, reach(person), TEXT)
    await meta.post("/simulator/clock", {"advance_ms": 6000})
    await meta.client.send(meta.number, reach(person), TEXT)


async def test_a_number_sends_eighty_a_second(meta: Meta) -> None:
    await meta.post("/simulator/clock", {"stop": True})
    for count in range(80):
        await meta.client.send(meta.number, Recipient(f"52155111100{count:02}"), TEXT)
    with pytest.raises(Exception, match="130429"):
        await meta.client.send(meta.number, Recipient("5215522220000"), TEXT)


async def test_a_number_without_its_plus_is_taken_for_a_local_one(meta: Meta) -> None:
    await meta.person()
    body: dict[str, Any] = {"messaging_product": "whatsapp", "to": "5215587654321", "type": "text"}
    headers = {"Authorization": f"Bearer {meta.setup.token}"}
    url = f"{meta.url}/v25.0/{meta.number}/messages"
    body["text"] = {"body": "hola"}
    async with meta.session.post(url, json=body, headers=headers) as response:
        (contact,) = (await response.json())["contacts"]
    assert contact == {"input": "5215587654321", "wa_id": "525215587654321"}
    assert meta.state.sent[-1]["person"] is None


async def test_a_question_is_asked_and_answered(meta: Meta) -> None:
    person = await meta.writing()
    question = Question("¿Qué talla?", (Choice("t:26", "26"), Choice("t:27", "27")))
    (wire,) = shape([Text("Claro."), question], meta.setup.catalog_id)
    wamid = await meta.client.send(meta.number, reach(person), wire)
    await meta.act(person, "tap", wamid=wamid, id="t:27")
    await meta.caught.until(5)
    said = read(meta.caught.of_kind("message")[-1].payload)
    assert said.tapped is not None
    assert (said.tapped.id, said.tapped.title, said.quoted) == ("t:27", "27", wamid)
