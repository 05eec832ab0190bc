"""The simulator's port may be taken: one line says so before anything is started."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from bot.cli.failure import explain
from bot.settings import Settings
from bot.wiring import simulate
from bot.wiring.simulate import PortTakenError, find_port, run_simulator, start_simulator


def settings(**values: Any) -> Settings:
    return Settings(_env_file=None, **values)  # type: ignore[call-arg]


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


async def test_a_service_starts_no_simulator_on_a_taken_port(taken: int) -> None:
    with pytest.raises(PortTakenError, match=f"127.0.0.1:{taken} .*stop the program") as told:
        await start_simulator(taken)
    assert "MILLENNIUM_SIMULATOR_PORT" in (explain(told.value) or "")


def test_a_simulator_started_by_hand_says_it_too(taken: int) -> None:
    with pytest.raises(PortTakenError, match=str(taken)):
        run_simulator(settings(), "127.0.0.1", taken)


def test_a_port_that_was_set_is_taken_or_refused_but_not_exchanged(taken: int) -> None:
    with pytest.raises(PortTakenError, match=str(taken)):
        find_port(settings(simulator_port=taken))


def test_without_a_word_the_next_free_port_is_taken(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulate, "PORT", taken)
    found = find_port(settings())
    assert taken < found < taken + simulate.MOST_PORTS
    assert find_port(settings(port=found)) > found


def test_where_none_is_free_one_line_says_so(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulate, "PORT", taken)
    monkeypatch.setattr(simulate, "MOST_PORTS", 1)
    with pytest.raises(PortTakenError, match=str(taken)):
        find_port(settings())
