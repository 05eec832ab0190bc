"""The inbox as an agent has it: in Chromium, with a shop's conversations."""

from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Page, expect
from sqlalchemy import Connection, update

from bot.clock import HOUR, MINUTE, SystemClock
from bot.store.changes import record_change
from bot.store.tables.conversation import conversation, message
from bot.store.tables.engine import outbox
from tests.browser.conftest import Shop, let_in
from tests.console.files import a_receipt, a_sound, comes, put_row
from tests.console.house import a_console
from tests.console.talks import conn_insert
from tests.integration.engine.rows import rows

pytestmark = [pytest.mark.browser, pytest.mark.integration]
PHONE = {"width": 390, "height": 844}


def arrives(conn: Connection, talk: int, text: str) -> int:
    """Write a message of the customer, as a closed turn does."""
    at = SystemClock().now()
    told = {"message": {"id": f"wamid.{text[:40]}", "type": "text", "text": {"body": text}}}
    made = conn_insert(conn, {
        "account_id": 1, "conversation_id": talk, "at": at, "direction": "in", "type": "text",
        "author": "customer", "body": text, "payload": told,
    })  # fmt: skip
    fresh = {"updated_at": at, "last_customer_at": at, "unread": conversation.c.unread + 1}
    conn.execute(update(conversation).where(conversation.c.id == talk).values(**fresh))
    record_change(conn, 1, "conversation", talk, at)
    return made


def reaches(conn: Connection, message_id: int, status: str, code: int | None = None) -> None:
    """Let Meta say how far a message got."""
    fresh = {"status": status, "error_code": code}
    made = update(message).where(message.c.id == message_id).values(**fresh)
    talk = conn.execute(made.returning(message.c.conversation_id)).scalar_one()
    record_change(conn, 1, "conversation", talk, 1)


def rests(conn: Connection, talk: int, last_customer_at: int) -> None:
    mine = update(conversation).where(conversation.c.id == talk)
    conn.execute(mine.values(last_customer_at=last_customer_at))
    record_change(conn, 1, "conversation", talk, 1)


async def open_talk(page: Page, shop: Shop, name: str) -> int:
    await page.goto(f"{shop.url}/console/inbox/{shop.talks[name]}")
    await expect(page.locator("#link")).to_have_attribute("data-state", "live")
    return shop.talks[name]


async def test_an_agent_sees_a_message_arrive_answers_and_follows_the_ticks(
    page: Page, shop: Shop, pictures: Path
) -> None:
    await let_in(page, shop)
    talk = shop.talks["Lupita"]
    await page.get_by_role("link", name="Lupita").click()
    await expect(page.locator("#link")).to_have_attribute("data-state", "live")
    await expect(page.locator("#head .state")).to_have_text("Responde el bot")

    made = await shop.db.write(arrives, talk, "¿sigues ahí?")
    await expect(page.locator(f"#m-{made} .text")).to_have_text("¿sigues ahí?")
    await expect(page.locator("#talks li").first).to_contain_text("¿sigues ahí?")
    await expect(page.locator("#talks .count")).to_have_count(1)

    await page.locator("#text").press_sequentially("Sí, Lupita.")
    await page.keyboard.press("Shift+Enter")
    await page.locator("#text").press_sequentially("¿Te la aparto?")
    await page.keyboard.press("Enter")
    mine = page.locator(".line.by-person")
    await expect(mine).to_have_count(1)
    await expect(mine.locator(".text")).to_have_text("Sí, Lupita.\n¿Te la aparto?")
    await expect(mine.locator(".mark")).to_contain_text("En cola")
    await expect(page.locator("#text")).to_have_value("")
    await expect(page.locator("#text")).to_be_focused()
    await expect(page.locator("#head .state")).to_have_text("La atiendes tú")
    await expect(page.locator("#composer #state")).to_contain_text("Quedan 23 h")
    await page.screenshot(path=pictures / "answered.png")

    (queued,) = await rows(shop.db, outbox)
    for status, words in (("sent", "Enviado"), ("delivered", "Entregado"), ("read", "Leído")):
        await shop.db.write(reaches, queued["message_id"], status)
        await expect(mine.locator(".mark")).to_contain_text(words)
    await shop.db.write(reaches, queued["message_id"], "failed", 131026)
    await expect(mine.locator(".why")).to_contain_text("no puede recibirlo")
    await expect(mine).to_have_count(1)


async def test_taking_over_and_handing_back(page: Page, shop: Shop) -> None:
    await let_in(page, shop)
    await open_talk(page, shop, "Mariana")
    await expect(page.locator("#card")).to_contain_text("quiero hablar con alguien")
    await expect(page.locator("#card")).to_contain_text("$1,997.00")
    await page.get_by_role("button", name="Atender").click()
    await expect(page.locator("#head .state")).to_have_text("La atiendes tú")
    await expect(page.locator("#talks [aria-current]")).to_contain_text("Ana Torres")
    await page.get_by_role("button", name="Devolver al bot").click()
    await expect(page.locator("#head .state")).to_have_text("Responde el bot")
    await expect(page.locator("#state")).to_contain_text("el bot deja de contestar")


async def test_a_conversation_that_is_looked_at_is_read(page: Page, shop: Shop) -> None:
    await let_in(page, shop)
    await expect(page.locator(f"#row-{shop.talks['Mariana']} .count")).to_have_text("2")
    talk = await open_talk(page, shop, "Mariana")
    await expect(page.locator(f"#row-{talk} .count")).to_have_count(0)
    await shop.db.write(arrives, talk, "otra cosa")
    await expect(page.locator("#messages")).to_contain_text("otra cosa")
    await expect(page.locator(f"#row-{talk} .count")).to_have_count(0)


async def test_the_window_closes_and_opens_again_on_an_open_page(page: Page, shop: Shop) -> None:
    await let_in(page, shop)
    talk = await open_talk(page, shop, "Lupita")
    await expect(page.locator("#state")).to_contain_text("Quedan 22 h")
    await shop.db.write(rests, talk, SystemClock().now() - 24 * HOUR + 31 * MINUTE)
    await expect(page.locator("#state")).to_contain_text("Quedan 30 min")
    await shop.db.write(rests, talk, SystemClock().now() - 25 * HOUR)
    await expect(page.locator("#state")).to_contain_text("saldrá en una plantilla")
    await expect(page.locator("#text")).to_be_enabled()
    await shop.db.write(arrives, talk, "ya volví")
    await expect(page.locator("#state")).to_contain_text("Quedan 2")
    await expect(page.locator("#text")).to_be_enabled()
    await expect(page.get_by_role("button", name="Enviar")).to_be_enabled()


async def test_what_customers_and_catalogs_write_does_nothing(page: Page, shop: Shop) -> None:
    broken: list[str] = []
    page.on("console", lambda told: broken.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: broken.append(str(error)))
    await let_in(page, shop)
    talk = await open_talk(page, shop, "hostile")
    evil = "<script>document.title='roto'</script><img src=x onerror=alert(1)>{{7*7}}"
    made = await shop.db.write(arrives, talk, evil)
    await expect(page.locator(f"#m-{made} .text")).to_have_text(evil)
    await page.locator(f"#m-{made}").hover()
    await page.locator(f"#m-{made}").get_by_text("Detalles").click()
    await expect(page.locator(f"#m-{made} pre")).to_contain_text("onerror=alert(1)")
    await expect(page.locator("#messages .item .name").first).to_contain_text("<script>")
    assert await page.locator("script:not([src])").count() == 0
    assert await page.locator("img").count() == 0
    assert "roto'" in await page.title()
    assert broken == []


async def test_details_show_what_the_bot_understood(page: Page, shop: Shop, pictures: Path) -> None:
    await let_in(page, shop)
    await open_talk(page, shop, "Mariana")
    line = page.locator(".line", has_text="tienes tenis grises")
    await line.get_by_text("Detalles").focus()
    await page.keyboard.press("Enter")
    await expect(line.locator("dl")).to_contain_text("search_product")
    await expect(line.locator("dl")).to_contain_text("94%")
    await expect(line.locator("dl")).to_contain_text("27")
    await page.screenshot(path=pictures / "details.png")
    await open_talk(page, shop, "Bruno")
    await expect(page.locator(".line .unreadable")).to_have_text("Mensaje no compatible")


async def test_a_lost_connection_is_shown_and_nothing_is_missed(page: Page, shop: Shop) -> None:
    await let_in(page, shop)
    talk = await open_talk(page, shop, "Lupita")
    before = await shop.db.write(arrives, talk, "aquí espero")
    await expect(page.locator(f"#m-{before}")).to_be_visible()
    lines = await page.locator("#messages > .line").count()
    port = shop.server.port
    await shop.server.close()
    await expect(page.locator("#link")).to_have_attribute("data-state", "lost")
    await page.locator("#text").fill("Sin red")
    await page.keyboard.press("Enter")
    await expect(page.locator("#problem")).to_contain_text("se reintenta", ignore_case=True)
    await shop.db.write(arrives, talk, "durante")
    async with a_console(shop.db, SystemClock()) as again:
        server = TestServer(again.app, port=port)
        await server.start_server()
        await expect(page.locator("#link")).to_have_attribute("data-state", "live", timeout=20000)
        await expect(page.locator("#messages")).to_contain_text("durante")
        await expect(page.locator(".line.by-person .text")).to_have_text("Sin red")
        await shop.db.write(arrives, talk, "después")
        await expect(page.locator("#messages")).to_contain_text("después")
        assert await page.locator("#messages > .line").count() == lines + 3
        assert len(await rows(shop.db, outbox)) == 1
        await server.close()


async def test_a_phone_shows_one_thing_at_a_time(page: Page, shop: Shop, pictures: Path) -> None:
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    await let_in(page, shop)
    await page.get_by_role("link", name="Mariana").click()
    await expect(page.locator("#talks")).to_be_hidden()
    await expect(page.locator("#card")).to_be_hidden()
    await page.get_by_role("button", name="Cliente").click()
    await expect(page.locator("#card")).to_contain_text("+52 55 1234 0001")
    await page.screenshot(path=pictures / "phone-card.png")
    await page.keyboard.press("Escape")
    await expect(page.locator("#card")).to_be_hidden()
    await page.get_by_role("button", name="Cliente").click()
    await page.get_by_role("button", name="Cerrar").click()
    await expect(page.locator("#card")).to_be_hidden()
    await expect(page.get_by_role("button", name="Cliente")).to_be_focused()
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    await page.get_by_role("link", name="Volver a las conversaciones").click()
    await expect(page.locator("#talks")).to_be_visible()


async def test_the_keyboard_reaches_everything(page: Page, shop: Shop) -> None:
    await let_in(page, shop)
    await open_talk(page, shop, "Mariana")
    reached: set[str] = set()
    for _ in range(60):
        await page.keyboard.press("Tab")
        reached.add(await page.evaluate("document.activeElement.innerText.trim().split('\\n')[0]"))
    assert {"Ir al contenido", "Salir", "Piden ayuda 1", "Atender", "Devolver al bot"} <= reached
    assert {"Lupita ✨", "Detalles", "Enviar"} <= reached


async def test_an_account_may_read_english(page: Page, shop: Shop) -> None:
    await let_in(page, shop)
    await shop.console.parts.preferences.write_all(1, {"language": "en"})
    await open_talk(page, shop, "Mariana")
    await expect(page.get_by_role("button", name="Take over")).to_be_visible()
    assert await page.locator("html").get_attribute("lang") == "en"


async def test_files_are_seen_and_heard_also_those_that_come_later(
    page: Page, shop: Shop, pictures: Path, tmp_path: Path
) -> None:
    talk = shop.talks["Lupita"]
    picture = await shop.db.write(sends, talk, "image", {"mime_type": "image/png"})
    voice = await shop.db.write(
        sends, talk, "audio", {"mime_type": "audio/ogg; codecs=opus", "voice": True}
    )
    paper = await shop.db.write(
        sends, talk, "document", {"mime_type": "application/pdf", "filename": "pago de mayo.pdf"}
    )
    lost = await shop.db.write(sends, talk, "image", {"mime_type": "image/jpeg"})
    now = SystemClock().now()
    files = {made: await shop.db.write(put_row, made, now) for made in (picture, voice, paper)}
    await shop.db.write(lambda c: put_row(c, lost, now, state="gone", reason="expired") and None)

    await let_in(page, shop)
    await open_talk(page, shop, "Lupita")
    await expect(page.locator(f"#file-{picture}")).to_contain_text("Se está descargando")
    await expect(page.locator(f"#file-{lost}")).to_contain_text("WhatsApp ya no tiene")

    await shop.db.write(comes, tmp_path, files[picture], a_receipt(), "image/png")
    shown = page.locator(f"#file-{picture} img")
    await expect(shown).to_be_visible()
    assert await shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 480
    await shop.db.write(comes, tmp_path, files[voice], a_sound(), "audio/ogg")
    heard = page.locator(f"#file-{voice} audio")
    await expect(heard).to_be_visible()
    await shop.db.write(comes, tmp_path, files[paper], b"%PDF" * 9_500, "application/pdf")
    saved = page.locator(f"#file-{paper} a")
    await expect(saved).to_have_text("pago de mayo.pdf")
    async with page.expect_download() as download:
        await saved.click()
    assert (await download.value).suggested_filename == "pago de mayo.pdf"
    await expect(page.locator(f"#file-{paper}")).to_contain_text("38 kB")
    await expect(page.locator(f"#file-{lost}")).to_be_in_viewport()
    await page.screenshot(path=pictures / "inbox_files.png")
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    await page.screenshot(path=pictures / "inbox_files_phone.png")


def sends(conn: Connection, talk: int, kind: str, part: dict[str, object]) -> int:
    """Write a message with a file."""
    at = SystemClock().now()
    made = conn_insert(conn, {
        "account_id": 1, "conversation_id": talk, "at": at, "direction": "in", "type": kind,
        "author": "customer", "body": "",
        "payload": {"message": {"id": "x", "type": kind, kind: {"id": "1", **part}}},
    })  # fmt: skip
    record_change(conn, 1, "conversation", talk, at)
    return made
