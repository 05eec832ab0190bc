import asyncio
import json

import pytest
from structlog.testing import capture_logs

from bot.dialogue.child_log import ChildLog

SECRET = "mi dirección es Roble 12"


async def follow(*lines: str) -> tuple[ChildLog, str]:
    output = asyncio.StreamReader(limit=1 << 20)
    output.feed_data("".join(f"{line}\n" for line in lines).encode())
    output.feed_eof()
    log = ChildLog()
    with capture_logs() as caught:
        await log.follow(output)
    heard = [one for one in caught if one["log_level"] != "debug"]
    return log, json.dumps(heard, ensure_ascii=False)


@pytest.mark.parametrize("key", ["text", "user_text", "parse_data_text", "rasa_events"])
async def test_a_customer_s_words_stay_out_of_the_log(key: str) -> None:
    line = json.dumps({"event": "message.parsing.failed", "level": "warning", key: SECRET})
    log, heard = await follow(line)
    assert "message.parsing.failed" in heard
    assert SECRET not in heard + log.last_words


async def test_plain_lines_are_shown_to_nobody_but_debuggers() -> None:
    _, heard = await follow(f"Failed to parse '{SECRET}'", "", "[1, 2]")
    assert heard == "[]"


async def test_the_last_lines_tell_why_a_start_failed() -> None:
    log, _ = await follow(*[f"line {n}" for n in range(9)], "OSError: port in use")
    assert log.last_words.endswith("OSError: port in use")
    assert "line 1" not in log.last_words


async def test_broken_bytes_do_not_stop_the_reading() -> None:
    output = asyncio.StreamReader(limit=1 << 20)
    output.feed_data(b"\xff\xfe\nlast\n")
    output.feed_eof()
    log = ChildLog()
    await log.follow(output)
    assert log.last_words.endswith("last")
