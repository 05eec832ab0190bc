"""A step of the set-up: what it is made from, where its stamp lies, and how it is made."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from requirements.setup import stamps


@dataclass(frozen=True)
class Step:
    """One thing to make. It is made again when `inputs` or `values` differ from its stamp.

    `stamp` lies inside what is made where that is a folder, so that removing it removes the stamp.
    """

    name: str
    make: Callable[[], None]
    stamp: Path
    inputs: Sequence[Path]
    values: Sequence[str] = ()

    def fingerprint(self) -> str:
        """What the stamp must carry for the step to be done."""
        return stamps.fingerprint(self.inputs, *self.values)

    def is_done(self) -> bool:
        """Whether what was made still fits its inputs."""
        return stamps.is_current(self.stamp, self.fingerprint())


def run(steps: Sequence[Step], say: Callable[[str], None]) -> int:
    """Make what is not done yet, in order, and return how many steps were made.

    A step whose inputs changed before it loses its stamp first: when it is interrupted, the next
    run begins with it again.
    """
    made = 0
    for number, step in enumerate(steps, start=1):
        if step.is_done():
            continue
        say(f"[{number}/{len(steps)}] {step.name} ...")
        _make(step, say)
        made += 1
    return made


def _make(step: Step, say: Callable[[str], None]) -> None:
    begun = time.monotonic()
    wanted = step.fingerprint()
    step.stamp.unlink(missing_ok=True)
    step.make()
    stamps.write(step.stamp, wanted)
    say(f"      done in {time.monotonic() - begun:.0f} s")
