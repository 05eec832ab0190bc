"""Runs in Rasa's environment: read texts with an archive, one JSON line each, timed.

    .venv-rasa/bin/python -m tests.bench.parse_server ARCHIVE < texts

A line in is a text as a JSON string; a line out is {"intent", "ms"}: what Rasa's own
agent makes of it, and how long that took.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time


async def main() -> None:
    """Answer until the input ends."""
    from rasa.core.agent import load_agent

    agent = await load_agent(sys.argv[1])
    for line in sys.stdin:
        text = str(json.loads(line))
        began = time.perf_counter()
        parse = await agent.parse_message(text)
        took = (time.perf_counter() - began) * 1e3
        told = {"intent": parse["intent"]["name"], "ms": took}
        print(json.dumps(told), file=sys.__stdout__, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
