"""python3.11 -m requirements.setup install|test-needs|lock: called by the Makefile."""

import sys
from collections.abc import Callable

from requirements.setup import steps, system, uv
from requirements.setup.alone import alone
from requirements.setup.errors import SetupError
from requirements.setup.paths import TOOLS
from requirements.setup.plan import plan


def say(line: str) -> None:
    """Show progress at once, also when output goes to a file."""
    print(line, flush=True)


def install() -> None:
    """Make both environments, the models and the browser files, where they are not made yet."""
    if steps.run(plan(), say):
        say("set up: .venv/bin/millennium --help")


def prepare_tests() -> None:
    """Get what tests need of the machine."""
    system.ensure_chromium(say)


def lock() -> None:
    """Resolve every requirements/*.in anew."""
    for name in ("tools", "service", "rasa"):
        say(f"locking {name} ...")
        uv.lock(name)


COMMANDS: dict[str, Callable[[], None]] = {
    "install": install,
    "test-needs": prepare_tests,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    """Run one command under the checkout's lock; return the exit code."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        say(f"usage: python3.11 -m requirements.setup {'|'.join(COMMANDS)}")
        return 2
    try:
        with alone(TOOLS / "setup.lock", say):
            COMMANDS[arguments[0]]()
    except SetupError as error:
        say(f"set-up stopped: {error}")
        return 1
    except KeyboardInterrupt:
        say("set-up interrupted; run it again to go on")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
