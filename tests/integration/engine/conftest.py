import pytest

from bot.store.database import Database
from tests.integration.conftest import SetClock
from tests.integration.engine.mail import Mail, a_mail


@pytest.fixture
async def mail(db: Database, clock: SetClock) -> Mail:
    """A conversation that was just written to, on a lane that n1 owns."""
    return await a_mail(db, clock)
