"""The simulated Meta on a bad day, and what a person can do there."""

import asyncio

from bot.whatsapp.outgoing import Wire
from bot.whatsapp.read_message import read
from bot.whatsapp.read_status import read_preference, read_status
from tests.doubles.meta import Json, Meta, reach
from tests.unit.whatsapp import messages

TEXT = Wire("text", messages.ALL["text"], "Hola")


async def say(meta: Meta, person: Json, count: int) -> None:
    for number in range(count):
        await meta.act(person, "text", text=f"mensaje {number}")


def texts(meta: Meta) -> list[str]:
    return [read(update.payload).text for update in meta.caught.of_kind("message")]


async def test_duplicates_have_the_same_key(meta: Meta) -> None:
    await meta.faults(duplicate=2)
    await say(meta, await meta.person(), 2)
    updates = await meta.caught.until(6)
    assert len({update.event_key for update in updates}) == 2


async def test_updates_may_come_in_reverse(meta: Meta) -> None:
    await meta.faults(reorder=True, batch=3)
    await say(meta, await meta.person(), 3)
    await meta.caught.until(3)
    assert sorted(texts(meta)) == ["mensaje 0", "mensaje 1", "mensaje 2"]
    assert texts(meta) != sorted(texts(meta))


async def test_updates_may_come_in_one_post(meta: Meta) -> None:
    await meta.faults(batch=1000)
    person = await meta.person()
    await asyncio.gather(*(meta.act(person, "text", text=f"m {n}") for n in range(30)))
    await meta.caught.until(30)
    assert max(meta.caught.posts) > 1


async def test_posts_may_come_at_the_same_time(meta: Meta) -> None:
    await meta.faults(concurrent=20, delay_ms=30)
    person = await meta.person()
    await say(meta, person, 20)
    await meta.settled()
    assert sorted(texts(meta)) == sorted(f"mensaje {number}" for number in range(20))


async def test_what_got_lost_comes_again(meta: Meta) -> None:
    await meta.faults(drop=1)
    await say(meta, await meta.person(), 2)
    await meta.caught.until(2)
    assert sorted(texts(meta)) == ["mensaje 0", "mensaje 1"]


async def test_what_was_refused_comes_again(meta: Meta) -> None:
    meta.caught.shed = 2
    await say(meta, await meta.person(), 1)
    await meta.caught.until(1)
    assert texts(meta) == ["mensaje 0"]


async def test_a_bad_signature_never_gets_in(meta: Meta) -> None:
    await meta.faults(bad_signature=1)
    await say(meta, await meta.person(), 2)
    await meta.caught.until(1)
    await meta.settled()
    assert texts(meta) == ["mensaje 1"]


async def test_delivered_may_be_missing(meta: Meta) -> None:
    person = await meta.writing()
    await meta.faults(skip_delivered=True)
    await meta.client.send(meta.number, reach(person), TEXT)
    await meta.caught.until(3)
    states = [read_status(one.payload).state for one in meta.caught.of_kind("status")]
    assert states == ["sent", "read"]


async def test_everything_goes_well_again(meta: Meta) -> None:
    await meta.faults(duplicate=3, drop=5)
    await meta.error(code=1)
    async with meta.session.delete(meta.url + "/simulator/faults") as response:
        faults = await response.json()
    assert (faults["plan"]["duplicate"], faults["errors"]) == (0, [])


async def test_a_cart_a_question_and_a_stop_reach_us(meta: Meta) -> None:
    person = await meta.person()
    sku = "TEN-BRISA-GRI-26"
    await meta.act(person, "cart", items=[{"sku": sku, "quantity": 2}], text="para hoy")
    await meta.act(person, "text", text="¿es impermeable?", sku=sku)
    await meta.act(person, "marketing", value="stop")
    await meta.act(person, "location", latitude=19.4, longitude=-99.1)
    await meta.act(person, "raw", content={"type": "hologram", "hologram": {}})
    await meta.act(person, "text", text="en el grupo", group_id="g-1")
    cart, question, stop, place, odd, group = await meta.caught.until(6)
    sent = read(cart.payload).cart
    assert sent is not None
    assert (sent.lines[0].sku, sent.lines[0].quantity, sent.note) == (sku, 2, "para hoy")
    assert str(sent.lines[0].price) == "1199"
    referred = read(question.payload).referred
    assert referred is not None
    assert referred.sku == sku
    assert not read_preference(stop.payload).wants
    assert read(place.payload).location is not None
    assert not read(odd.payload).readable
    assert (group.kind, group.group_id) == ("group", "g-1")


async def test_a_changed_number_keeps_the_person(meta: Meta) -> None:
    person = await meta.person()
    await meta.act(person, "number", wa_id="5215599998888")
    (update,) = await meta.caught.until(1)
    change = read(update.payload).system
    assert update.kind == "system"
    assert change is not None
    assert change.wire_phone == "5215599998888"
    same = await meta.get("/shopper/people/5215599998888")
    assert same["id"] == person["id"]


async def test_nobody_taps_what_is_not_there(meta: Meta) -> None:
    person = await meta.writing()
    wamid = await meta.client.send(meta.number, reach(person), TEXT)
    url = f"{meta.url}/shopper/people/{person['id']}/tap"
    async with meta.session.post(url, json={"wamid": wamid, "id": "x"}) as response:
        assert response.status == 409


async def test_a_misspelt_act_is_refused(meta: Meta) -> None:
    person = await meta.person()
    url = f"{meta.url}/shopper/people/{person['id']}/text"
    async with meta.session.post(url, json={"txet": "hola"}) as response:
        assert response.status == 400
        assert "txet" in await response.text()


async def test_a_chat_can_be_followed(meta: Meta) -> None:
    person = await meta.writing()
    url = f"{meta.url}/shopper/people/{person['id']}/events"
    async with meta.session.get(url) as stream:
        assert stream.content_type == "text/event-stream"
        assert b"id: 1" in await stream.content.readuntil(b"\n\n")
        await meta.client.send(meta.number, reach(person), TEXT)
        assert b"event: message" in await stream.content.readuntil(b"\n\n")
        assert b'"sent"' in await stream.content.readuntil(b"\n\n")


async def test_a_chat_can_be_waited_for(meta: Meta) -> None:
    person = await meta.person()
    waiting = asyncio.create_task(meta.get(f"/shopper/people/{person['id']}/chat?after=0&wait=10"))
    await meta.act(person, "text", text="hola")
    assert (await waiting)["messages"][0]["shown"] == "hola"


async def test_it_says_that_it_is_a_simulation(meta: Meta) -> None:
    async with meta.session.get(meta.url + "/simulator") as response:
        assert "X-Simulation" in response.headers
        assert (await response.json())["simulation"] is True
