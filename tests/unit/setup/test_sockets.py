"""Unit tests are kept off the network by the test set-up itself."""

import asyncio
import socket

import pytest


def test_a_unit_test_cannot_open_a_socket() -> None:
    with pytest.raises(UserWarning, match="tried to use socket"):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)


async def test_an_event_loop_still_runs_in_a_unit_test() -> None:
    assert await asyncio.sleep(0, "done") == "done"
