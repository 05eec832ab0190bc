"""Hold conversations with a whole installation, print what went wrong and how it talks.

    .venv/bin/python -m tests.quality.conversations.play [FOLDER or FILE ...] [-q]

Without a path: all of tests/conversations and the two sets written from outside. Every one is
printed as a customer sees it; -q prints only those that went wrong and the figures.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.accounts.preferences import Preferences
from requirements.setup.paths import ROOT
from tests.e2e.script import ACTS, FOLDER, Script, play, read_script
from tests.e2e.shopper import Message, Shopper
from tests.e2e.town import Town
from tests.quality.conversations.figures import count, registers, repeats
from tests.quality.conversations.transcript import Exchange, Told, Transcript

SETS = (
    FOLDER,
    *(ROOT / "tests" / name for name in ("conversations_apart", "conversations_second")),
)
FURNISHING = (
    ("catalog", "import", "data/sample/catalog.csv"),
    ("faq", "import", "data/faq/sample.yml"),
    ("setting", "set", "name", "Tienda Millennium"),
    ("setting", "set", "burst_wait_ms", "0"),
)


def main() -> int:
    """Return 1 when a conversation went wrong."""
    paths = [Path(word) for word in sys.argv[1:] if not word.startswith("-")]
    quiet = "-q" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        town = furnished(Path(folder))
        try:
            transcripts = list(held(town.start(), wanted(paths), quiet=quiet))
        finally:
            town.stop()
    for line in count(transcripts).lines():
        print(line)
    for one in transcripts:
        if len(registers(one.exchanges)) > 1:
            print(f"  mixes: {one.name}")
        if repeats(one.exchanges):
            print(f"  repeats: {one.name}")
    return int(any(one.failed for one in transcripts))


def furnished(folder: Path) -> Town:
    """Make an installation with the sample shop."""
    town = Town(folder / "town")
    for words in FURNISHING:
        done = town.command(*words)
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)}: {done.stderr}")
    return town


def wanted(paths: Sequence[Path]) -> list[Script]:
    """Read the conversations of files and folders; all of them where none is named."""
    found: list[Script] = []
    for path in paths or SETS:
        if path.is_file():
            found.append(read_script(path))
        else:
            found += [read_script(file) for file in sorted(path.glob("**/*.yml"))]
    return found


def held(town: Town, wished: Sequence[Script], *, quiet: bool) -> Iterator[Transcript]:
    """Hold conversations one after the other."""
    for script in wished:
        transcript = hold(script, town)
        if transcript.failed or not quiet:
            print("\n".join(told(transcript)), flush=True)
        yield transcript


def hold(script: Script, town: Town) -> Transcript:
    """Hold one conversation and keep what was said, also where it goes wrong."""
    exchanges: list[Exchange] = []

    def watch(shopper: Shopper, turn: Mapping[str, Any], answers: list[Message]) -> None:
        exchanges.append(exchange(town, shopper, turn, answers))

    failed = None
    _set(town, script.settings)
    try:
        play(script, town, watch=watch)
    except AssertionError as error:
        failed = str(error).partition("\nanswered:")[0]
    finally:
        usual = Preferences()
        _set(town, {key: str(getattr(usual, key)) for key in script.settings})
    return Transcript(script.name, exchanges, failed)


def exchange(
    town: Town, shopper: Shopper, turn: Mapping[str, Any], answers: list[Message]
) -> Exchange:
    """Read what a turn left behind."""
    talk = shopper.conversation
    context = town.rows("select context from conversation where id = ?", talk)
    memory = json.loads(context[0]["context"] or "{}") if context else {}
    last = "select intent, acts from turn where conversation_id = ? order by id desc limit 1"
    acts = [act for row in town.rows(last, talk) for act in json.loads(row["acts"] or "[]")]
    return Exchange(
        did=", ".join(did(act, turn[act]) for act in turn if act in ACTS),
        told=[
            Told(one.text, tuple(one.choices), tuple(one.skus), bool(one.link)) for one in answers
        ],
        intents=[str(act.get("intent")) for act in acts],
        asks=_asks(memory),
        held=shopper.cart(),
    )


def did(act: str, what: Any) -> str:
    """Say what a customer did, as it is read: their words, or in brackets what they sent."""
    if act in {"say", "tap", "quote"}:
        return str(what)
    if act == "cart":
        return f"[cart: {', '.join(f'{count} × {sku}' for sku, count in dict(what).items())}]"
    facts = dict(what) if isinstance(what, Mapping) else {"": what}
    words = str(facts.pop("text", ""))
    rest = ", ".join(f"{name} {value}".strip() for name, value in facts.items() if value)
    return f"[{act}: {rest}] {words}".strip()


def told(transcript: Transcript) -> Iterator[str]:
    """A conversation as people read it."""
    yield f"== {transcript.name}"
    for one in transcript.exchanges:
        yield f"> {one.did}    {' '.join(one.intents)}"
        for message in one.told:
            yield "\n".join(f"    {line}" for line in message.text.splitlines())
            extras = [f"[{title}]" for title in message.choices]
            extras += ["(link)"] if message.link else []
            if message.skus:
                extras.append("products: " + " ".join(message.skus))
            if extras:
                yield f"    {' '.join(extras)}"
        yield f"    cart: {dict(one.held)}"
    if transcript.failed:
        yield f"!! {transcript.failed}"
    yield ""


def _asks(memory: Mapping[str, Any]) -> bool:
    """Whether a question waits: not a list that was only shown, nor an offer."""
    pending = memory.get("pending")
    return bool(pending) and pending["kind"] in {"variant", "quantity", "confirm", "handover"}


def _set(town: Town, settings: Mapping[str, str]) -> None:
    for key, value in settings.items():
        done = town.command("setting", "set", key, str(value))
        if done.returncode:
            raise RuntimeError(done.stderr)


if __name__ == "__main__":
    sys.exit(main())
