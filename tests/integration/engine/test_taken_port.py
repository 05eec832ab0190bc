"""The simulator's port may be taken: one line says so before anything is started."""

import socket
from collections.abc import Iterator

import pytest

from bot.cli.failure import explain
from bot.settings import Settings
from bot.wiring.simulate import PortTakenError, run_simulator, start_simulator


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


async def test_a_service_starts_no_simulator_on_a_taken_port(taken: int) -> None:
    with pytest.raises(PortTakenError, match=f"127.0.0.1:{taken} .*stop the program") as told:
        await start_simulator(taken)
    assert "MILLENNIUM_WHATSAPP_API_URL" in (explain(told.value) or "")


def test_a_simulator_started_by_hand_says_it_too(taken: int) -> None:
    with pytest.raises(PortTakenError, match=str(taken)):
        run_simulator(Settings(_env_file=None), "127.0.0.1", taken)  # type: ignore[call-arg]
