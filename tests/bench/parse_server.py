"""Runs in Rasa's environment: read texts with an archive, one JSON line each, timed.

    .venv-rasa/bin/python -m tests.bench.parse_server ARCHIVE < texts

A line in is {"text", "metadata"}; a line out is {"intent", "ms"}: what Rasa's own processor
makes of it, and how long that took.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time


async def main() -> None:
    """Answer until the input ends."""
    from rasa.core.agent import load_agent
    from rasa.core.channels.channel import UserMessage

    processor = (await load_agent(sys.argv[1])).processor
    assert processor is not None
    for line in sys.stdin:
        asked = json.loads(line)
        message = UserMessage(asked["text"], metadata=asked["metadata"])
        began = time.perf_counter()
        parse = await processor.parse_message(message)
        took = (time.perf_counter() - began) * 1e3
        told = {"intent": parse["intent"]["name"], "ms": took}
        print(json.dumps(told), file=sys.__stdout__, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
