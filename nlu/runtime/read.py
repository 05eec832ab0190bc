"""Read texts without a server: python -m nlu.runtime.read MODEL CONFIG < texts > JSON lines."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

from nlu.pipeline.reader import open_reader


def main() -> None:
    """Answer one JSON line a line of input, which is one text as a JSON string."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    reader = open_reader(Path(sys.argv[1]), Path(sys.argv[2]))
    for line in sys.stdin:
        answer = json.dumps(reader.read(str(json.loads(line))), ensure_ascii=False)
        print(answer, flush=True)  # noqa: T201 - the parent reads it


if __name__ == "__main__":
    main()
