"""A number that stopped sending says so over the conversations, with its mend."""

import pytest

from bot.store.database import Database
from bot.store.numbers import resume_all
from bot.store.sending import pause_number
from tests.integration.conftest import NUMBER, SetClock
from tests.integration.console.conftest import LetIn
from tests.integration.console.test_live import listening

PATHS = ("/console/inbox", "/console/inbox/{talk}")


@pytest.mark.parametrize("path", PATHS)
async def test_a_paused_number_is_one_line_with_its_mend(
    db: Database, clock: SetClock, talks: dict[str, int], let_in: LetIn, path: str
) -> None:
    client, place = await let_in(), path.format(talk=talks["Lupita"])
    assert "alarm" in await (await client.get(place)).text()
    assert 'class="alarm"' not in await (await client.get(place)).text()
    await db.write(pause_number, NUMBER, "Meta error 190: <b>expired</b>", clock.now())
    page = await (await client.get(place)).text()
    assert page.count('class="alarm"') == 1
    assert "no está enviando mensajes" in page
    assert "Meta rechazó el token" in page
    assert "<b>expired" not in page
    await db.write(resume_all, 1, clock.now())
    assert 'class="alarm"' not in await (await client.get(place)).text()


async def test_another_accounts_number_is_nobody_elses_alarm(
    db: Database, clock: SetClock, talks: dict[str, int], let_in: LetIn
) -> None:
    await db.write(pause_number, NUMBER, "Meta error 131031: locked", clock.now())
    stranger = await let_in("Zoe", 2)
    assert 'class="alarm"' not in await (await stranger.get("/console/inbox")).text()


async def test_an_open_page_hears_of_it_at_once(
    db: Database, clock: SetClock, talks: dict[str, int], let_in: LetIn
) -> None:
    client = await let_in()
    async with listening(client, "/console/inbox/events") as listener:
        first = await listener.next()
        assert 'id="alarm"' in first["data"]
        assert 'class="alarm"' not in first["data"]
        await db.write(pause_number, NUMBER, "Meta error 131031: locked", clock.now())
        assert "Meta bloqueó la cuenta" in (await listener.next())["data"]
