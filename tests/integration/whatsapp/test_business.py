"""Files, templates, catalog and the number's own settings over the client."""

import hashlib

import pytest

from bot.clock import DAY, MINUTE
from bot.whatsapp.errors import BugError, MetaError, RecipientError, TemplateError
from bot.whatsapp.identity import Recipient
from bot.whatsapp.media import MediaError, MediaInfo, digest_of
from bot.whatsapp.outgoing import Wire
from bot.whatsapp.read_message import read
from bot.whatsapp.read_status import read_status, read_template
from bot.whatsapp.templates import EXAMPLES, creation, template_wire
from tests.doubles.meta import Meta, reach

VALUES = {**EXAMPLES, "token": "t0k3n"}
URL = "https://tienda.example"


async def whole(meta: Meta, info: MediaInfo, **limits: int) -> bytes:
    return b"".join([chunk async for chunk in meta.client.download(info, **limits)])


async def test_a_file_goes_up_and_comes_down(meta: Meta) -> None:
    made = await meta.client.upload_media(meta.number, b"\x89PNG", "image/png", "a.png")
    info = await meta.client.media(made)
    assert (info.mime, info.size) == ("image/png", 4)
    assert await whole(meta, info) == b"\x89PNG"
    person = await meta.writing()
    picture = Wire("image", {"type": "image", "image": {"id": made}}, "")
    await meta.client.send(meta.number, reach(person), picture)
    unknown = Wire("image", {"type": "image", "image": {"id": "404"}}, "")
    with pytest.raises(BugError):
        await meta.client.send(meta.number, reach(person), unknown)


async def test_a_file_of_a_customer_can_be_fetched(meta: Meta) -> None:
    person = await meta.person()
    await meta.act(person, "file", type="audio", voice=True)
    (update,) = await meta.caught.until(1)
    media = read(update.payload).media
    assert media is not None
    assert media.voice
    assert await whole(meta, await meta.client.media(media.id))


async def test_a_file_is_at_its_address_for_minutes_and_at_meta_for_days(meta: Meta) -> None:
    made = await meta.client.upload_media(meta.number, b"12345", "a/b")
    info = await meta.client.media(made)
    meta.state.clock.advance(5 * MINUTE)
    with pytest.raises(MetaError):
        await whole(meta, info)
    assert await whole(meta, await meta.client.media(made)) == b"12345"
    meta.state.clock.advance(7 * DAY)
    with pytest.raises(BugError):
        await meta.client.media(made)


@pytest.mark.parametrize(
    ("kind", "begins"), [("image", b"\x89PNG"), ("audio", b"RIFF"), ("document", b"%PDF")]
)
async def test_what_a_shopper_sends_is_what_it_says(meta: Meta, kind: str, begins: bytes) -> None:
    person = await meta.person()
    await meta.act(person, "file", type=kind)
    (update,) = await meta.caught.until(1)
    media = read(update.payload).media
    assert media is not None
    content = await whole(meta, await meta.client.media(media.id))
    assert content.startswith(begins)
    assert digest_of(media.sha256) == hashlib.sha256(content).hexdigest()


async def test_too_much_is_not_fetched(meta: Meta) -> None:
    info = await meta.client.media(await meta.client.upload_media(meta.number, b"12345", "a/b"))
    with pytest.raises(MediaError, match="more than 4 bytes"):
        await whole(meta, info, most=4)


async def test_the_token_goes_to_no_foreign_host(meta: Meta) -> None:
    foreign = MediaInfo("1", "https://evil.example/file", "a/b", "", 1)
    with pytest.raises(MediaError, match="token is not sent"):
        await whole(meta, foreign)


async def test_a_file_that_is_gone_is_metas_error(meta: Meta) -> None:
    with pytest.raises(MetaError):
        await whole(meta, MediaInfo("1", f"{meta.url}/media/1", "a/b", "", 1))


async def test_a_template_is_created_approved_and_sent(meta: Meta) -> None:
    created = await meta.client.create_template(meta.setup.waba_id, creation("shipped", URL))
    assert created["status"] == "PENDING"
    (update,) = await meta.caught.until(1)
    approval = read_template(update.payload)
    assert (update.kind, approval.state) == ("template", "APPROVED")
    assert approval.template_id == created["id"]
    (listed,) = await meta.client.templates(meta.setup.waba_id)
    assert (listed["name"], listed["status"]) == (approval.name, "APPROVED")
    person = await meta.person()
    wire = template_wire("shipped", VALUES)
    await meta.client.send(meta.number, reach(person), wire)
    assert (await meta.chat(person))[-1]["shown"] == wire.body
    await meta.caught.until(4)
    assert read_status(meta.caught.of_kind("status")[0].payload).category == "utility"


async def test_a_templates_quick_reply_is_tapped(meta: Meta) -> None:
    button = {"type": "QUICK_REPLY", "text": "No más"}
    definition = {
        "name": "aviso",
        "language": "es",
        "category": "UTILITY",
        "components": [
            {"type": "BODY", "text": "Hola"},
            {"type": "BUTTONS", "buttons": [button, {**button, "text": "Sí"}]},
        ],
    }
    await meta.client.create_template(meta.setup.waba_id, definition)
    payload = {"type": "button", "sub_type": "quick_reply", "index": 0}
    parts = [{**payload, "parameters": [{"type": "payload", "payload": "stop"}]}]
    template = {"name": "aviso", "language": {"code": "es"}, "components": parts}
    person = await meta.person()
    wire = Wire("template", {"type": "template", "template": template}, "Hola")
    wamid = await meta.client.send(meta.number, reach(person), wire)
    await meta.act(person, "tap", wamid=wamid, id="stop")
    await meta.act(person, "tap", wamid=wamid, id="Sí")
    await meta.caught.until(6)
    taps = [read(update.payload).tapped for update in meta.caught.of_kind("message")]
    assert [(tap.id, tap.title) for tap in taps if tap] == [("stop", "No más"), ("Sí", "Sí")]


async def test_a_template_waits_for_its_approval(meta: Meta) -> None:
    await meta.post("/simulator/reviews", {"at_once": False})
    await meta.client.create_template(meta.setup.waba_id, creation("shipped", URL))
    person, wire = await meta.person(), template_wire("shipped", VALUES)
    with pytest.raises(TemplateError) as refused:
        await meta.client.send(meta.number, reach(person), wire)
    assert refused.value.code == 132001  # type: ignore[attr-defined]
    decision = {"name": "millennium_shipped_1", "status": "APPROVED"}
    await meta.post("/simulator/templates", decision)
    await meta.client.send(meta.number, reach(person), wire)
    await meta.post("/simulator/templates", {**decision, "status": "PAUSED"})
    with pytest.raises(TemplateError) as paused:
        await meta.client.send(meta.number, reach(person), wire)
    assert paused.value.code == 132015  # type: ignore[attr-defined]


async def test_values_that_do_not_match_the_template(meta: Meta) -> None:
    await meta.client.create_template(meta.setup.waba_id, creation("shipped", URL))
    payload = template_wire("order_cancelled", VALUES).payload
    wrong = {**payload["template"], "name": "millennium_shipped_1"}
    with pytest.raises(TemplateError) as refused:
        await meta.client.send_payload(
            meta.number, Recipient("5215587654321"), {"type": "template", "template": wrong}
        )
    assert refused.value.code == 132000  # type: ignore[attr-defined]


async def test_marketing_stops_for_whoever_opted_out_and_for_north_america(meta: Meta) -> None:
    await meta.client.create_template(meta.setup.waba_id, creation("recovery", URL))
    wire = template_wire("recovery", VALUES)
    person = await meta.person()
    await meta.act(person, "marketing", value="stop")
    await meta.client.send(meta.number, reach(person), wire)
    abroad = await meta.person(wa_id="16505551234")
    await meta.client.send(meta.number, reach(abroad), wire)
    await meta.caught.until(4)
    codes = [read_status(one.payload).errors[0].code for one in meta.caught.of_kind("status")]
    assert codes == [131050, 131049]


async def test_a_code_cannot_go_to_a_hidden_person(meta: Meta) -> None:
    definition = {
        "name": "codigo",
        "language": "es",
        "category": "AUTHENTICATION",
        "components": [{"type": "BODY", "text": "Tu código está listo"}],
    }
    await meta.client.create_template(meta.setup.waba_id, definition)
    template = {"name": "codigo", "language": {"code": "es"}}
    person = await meta.hidden()
    with pytest.raises(RecipientError, match="131062"):
        await meta.client.send_payload(
            meta.number, reach(person), {"type": "template", "template": template}
        )


async def test_a_template_that_meta_would_not_take(meta: Meta) -> None:
    wrong = creation("shipped", URL)
    wrong["components"][0]["text"] = "{{number}} va en camino"
    with pytest.raises(BugError):
        await meta.client.create_template(meta.setup.waba_id, wrong)


async def test_the_whole_catalog_comes_page_by_page(meta: Meta) -> None:
    fields = ["id", "retailer_id", "price", "currency", "availability", "image_url"]
    skus: list[str] = []
    after: str | None = None
    while True:
        page = await meta.client.products(meta.setup.catalog_id, fields, after, limit=50)
        skus += [item["retailer_id"] for item in page.items]
        after = page.after
        if after is None:
            break
    assert skus == list(meta.state.catalog)
    catalog = await meta.client.catalog(meta.setup.catalog_id)
    assert catalog["product_count"] == len(skus)


async def test_a_field_that_does_not_exist_is_refused(meta: Meta) -> None:
    with pytest.raises(BugError, match="nonexisting field"):
        await meta.client.products(meta.setup.catalog_id, ["id", "colour"])


async def test_collections_and_their_products(meta: Meta) -> None:
    headers = {"Authorization": f"Bearer {meta.setup.token}"}
    rule = '{"retailer_product_group_id": {"eq": "TEN-BRISA"}}'
    url = f"{meta.url}/v25.0/{meta.setup.catalog_id}/product_sets"
    async with meta.session.post(
        url, data={"name": "Brisa", "filter": rule}, headers=headers
    ) as response:
        made = (await response.json())["id"]
    (collection,) = await meta.client.product_sets(meta.setup.catalog_id)
    items = await meta.client.set_products(made)
    assert collection["name"] == "Brisa"
    assert len(items) == collection["product_count"] > 0
    assert all(item["retailer_id"].startswith("TEN-BRISA") for item in items)


async def test_a_batch_changes_items(meta: Meta) -> None:
    headers = {"Authorization": f"Bearer {meta.setup.token}"}
    sku = next(iter(meta.state.catalog))
    requests = [
        {"method": "UPDATE", "data": {"id": sku, "price": "999.00 MXN"}},
        {"method": "CREATE", "data": {"id": "NUEVO", "title": "Gorra", "price": "99.00 MXN"}},
        {"method": "DELETE", "data": {"id": "NO-ESTA"}},
        {"method": "CREATE", "data": {"id": "GRATIS", "title": "Gorra", "price": "gratis"}},
    ]
    url = f"{meta.url}/v25.0/{meta.setup.catalog_id}"
    body = {"item_type": "PRODUCT_ITEM", "requests": requests}
    async with meta.session.post(f"{url}/items_batch", json=body, headers=headers) as response:
        (handle,) = (await response.json())["handles"]
    async with meta.session.get(
        f"{url}/check_batch_request_status?handle={handle}", headers=headers
    ) as response:
        (told,) = (await response.json())["data"]
    assert told["ids_of_invalid_requests"] == ["NO-ESTA", "GRATIS"]
    assert "GRATIS" not in meta.state.catalog
    assert meta.state.catalog[sku]["price"] == "$999.00 MXN"
    assert meta.state.catalog[sku]["name"]
    assert meta.state.catalog["NUEVO"]["name"] == "Gorra"


async def test_settings_subscriptions_and_the_token(meta: Meta) -> None:
    client, setup = meta.client, meta.setup
    assert await client.commerce_settings(meta.number) == {
        "id": meta.number,
        "is_cart_enabled": True,
        "is_catalog_visible": False,
    }
    await client.set_commerce_settings(meta.number, cart=True, catalog=True)
    assert (await client.commerce_settings(meta.number))["is_catalog_visible"]
    assert await client.subscribed_apps(setup.waba_id) == []
    await client.subscribe(setup.waba_id)
    assert len(await client.subscribed_apps(setup.waba_id)) == 1
    (catalog,) = await client.product_catalogs(setup.waba_id)
    assert catalog["id"] == setup.catalog_id
    assert (await client.phone_number(meta.number))["quality_rating"] == "GREEN"
    token = await client.debug_token()
    assert token["is_valid"]
    assert "catalog_management" in token["scopes"]
