"""A conversation as a YAML file: what the customer does, what must come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from nlu.text import fold
from requirements.setup.paths import ROOT
from tests.e2e.shopper import APOLOGY, Message, Shopper
from tests.e2e.town import Town

FOLDER = ROOT / "tests" / "conversations"
ACTS = frozenset({"say", "tap", "cart", "ask", "quote", "do", "ad"})
EXPECTED = frozenset(
    {"says", "any", "never", "shows", "shows_not", "holds", "link", "buttons", "mode", "answers"}
)
MOST_MESSAGES = 2

# The customer, what they did, what came back.
Watch = Callable[[Shopper, Mapping[str, Any], list[Message]], None]


@dataclass(frozen=True)
class Script:
    """One conversation."""

    path: Path
    customer: Mapping[str, Any]
    settings: Mapping[str, str]
    restart: bool
    turns: Sequence[Mapping[str, Any]]

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"


def scripts(folder: Path = FOLDER) -> list[Script]:
    """Return every conversation below a folder, by name."""
    return [read_script(path) for path in sorted(folder.glob("*/*.yml"))]


def read_script(path: Path) -> Script:
    """Read a conversation. A misspelt key is a fault of the test, not a silent pass."""
    raw: dict[str, Any] = YAML(typ="safe").load(path)
    assert set(raw) <= {"customer", "settings", "restart", "turns"}, f"{path}: {set(raw)}"
    for turn in raw["turns"]:
        unknown = set(turn) - ACTS - EXPECTED
        assert not unknown, f"{path}: unknown {unknown}"
        assert len(set(turn) & ACTS) == 1, f"{path}: one act a turn, not {turn}"
    return Script(
        path, raw.get("customer", {}), raw.get("settings", {}), raw.get("restart", False),
        raw["turns"],
    )  # fmt: skip


def play(
    script: Script,
    town: Town,
    between: Callable[[], None] = lambda: None,
    watch: Watch = lambda shopper, turn, answers: None,
) -> None:
    """Play a conversation with a new customer; AssertionError names the turn that went wrong.

    between: done before every turn. watch: sees every turn with its answers.
    """
    shopper = Shopper(town, **script.customer)
    for place, turn in enumerate(script.turns, start=1):
        between()
        answers = _act(shopper, turn)
        watch(shopper, turn, answers)
        told = "\n---\n".join(answer.text for answer in answers)
        try:
            _check(shopper, turn, answers)
        except AssertionError as error:
            raise AssertionError(
                f"{script.name}, turn {place} {_act_of(turn)}: {error}\nanswered:\n{told}"
            ) from None


def _act_of(turn: Mapping[str, Any]) -> str:
    return str({name: turn[name] for name in turn if name in ACTS})


def _act(shopper: Shopper, turn: Mapping[str, Any]) -> list[Message]:
    if "say" in turn:
        return shopper.say(str(turn["say"]))
    if "tap" in turn:
        return shopper.tap(str(turn["tap"]))
    if "cart" in turn:
        return shopper.send_cart(dict(turn["cart"]))
    if "ask" in turn:
        return shopper.say(turn["ask"]["text"], sku=turn["ask"]["sku"])
    if "ad" in turn:
        referral = {name: value for name, value in turn["ad"].items() if name != "text"}
        return shopper.say(turn["ad"]["text"], referral={"source_type": "ad", **referral})
    if "quote" in turn:
        quoted = next(one for one in reversed(shopper.chat()) if one.skus)
        return shopper.say(str(turn["quote"]), quote=quoted.wamid)
    (act, facts), *_ = dict(turn["do"]).items()
    if act == "reaction":
        facts = {"wamid": shopper.chat()[-1].wamid, **facts}
    return shopper.do(act, facts)


def _check(shopper: Shopper, turn: Mapping[str, Any], answers: list[Message]) -> None:
    text = fold("\n".join(_readable(answer) for answer in answers))
    skus = [sku for answer in answers for sku in answer.skus]
    _check_count(turn, answers)
    assert APOLOGY not in text, "an apology"
    for words in turn.get("says", ()):
        assert fold(words) in text, f"{words!r} is not said"
    if "any" in turn:
        assert any(fold(words) in text for words in turn["any"]), f"none of {turn['any']} is said"
    for words in turn.get("never", ()):
        assert fold(words) not in text, f"{words!r} is said"
    for sku in turn.get("shows", ()):
        assert sku in skus, f"{sku} is not among {skus}"
    for sku in turn.get("shows_not", ()):
        assert sku not in skus, f"{sku} is shown"
    _check_state(shopper, turn, answers)


def _check_count(turn: Mapping[str, Any], answers: list[Message]) -> None:
    if "answers" in turn:
        assert len(answers) == turn["answers"], f"{len(answers)} messages"
    else:
        assert 1 <= len(answers) <= MOST_MESSAGES, f"{len(answers)} messages"


def _check_state(shopper: Shopper, turn: Mapping[str, Any], answers: list[Message]) -> None:
    if "holds" in turn:
        held = shopper.cart()
        assert held == dict(turn["holds"]), f"the cart is {held}"
    if "link" in turn:
        assert any(answer.link for answer in answers) == turn["link"], "link or not"
    for title in turn.get("buttons", ()):
        titles = [known for answer in answers for known in answer.choices]
        assert title in titles, f"no button {title!r} among {titles}"
    if "mode" in turn:
        mode = shopper.mode()
        assert mode == turn["mode"], f"a {mode} has it"


def _readable(answer: Message) -> str:
    """The words of a message with its buttons; products are looked at by their SKU."""
    return "\n".join([answer.text, *answer.choices])
