"""The simulated business account's templates: creation, approval, use."""

from __future__ import annotations

import re
from typing import Any, Final, cast

from bot.simulator.check_template import fill, variables
from bot.simulator.checks import Json, exactly, items, number, of, shape, text
from bot.simulator.graph_errors import GraphError, invalid, missing
from bot.simulator.state import State, new_number

_NAME: Final = re.compile(r"[a-z0-9_]{1,512}")
_BUTTONS: Final = (
    "QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "CATALOG", "MPM", "SPM", "FLOW",
    "VOICE_CALL",
)  # fmt: skip
_STATES: Final = {"PAUSED": 132015, "DISABLED": 132016}


def create(state: State, body: Any) -> Json:
    """Create a template; it waits for its approval."""
    given = shape(
        body,
        "",
        name=text(512),
        language=text(10),
        category=exactly("UTILITY", "MARKETING", "AUTHENTICATION"),
        components=items(_component, 1, 5),
        allow_category_change=(exactly(True, False),),
        parameter_format=(exactly("POSITIONAL", "NAMED"),),
        message_send_ttl_seconds=(number(-1, 30 * 24 * 3600),),
    )
    if not _NAME.fullmatch(given["name"]):
        raise invalid("name", "has lower-case letters, digits and underscores only")
    key = f"{given['name']}/{given['language']}"
    if key in state.templates:
        raise GraphError(100, "There is already content for this template in this language")
    if not any(part["type"] == "BODY" for part in given["components"]):
        raise missing("components.BODY")
    made: Json = {**given, "id": new_number(), "status": "PENDING"}
    state.templates[key] = made
    return {name: made[name] for name in ("id", "status", "category")}


def approved(state: State, sent: Json) -> Json:
    """Return the template that a message names; GraphError unless it may be sent."""
    key = f"{sent['name']}/{sent['language']['code']}"
    definition = state.templates.get(key)
    status = definition["status"] if definition else ""
    if definition is None or (status != "APPROVED" and status not in _STATES):
        raise GraphError(132001, f"template {key} does not exist or is not approved")
    if status in _STATES:
        raise GraphError(_STATES[status], f"template {key} is {status}")
    return definition


def filled_text(state: State, sent: Json) -> str:
    """Return a template message's words; GraphError when its values do not fit."""
    return fill(approved(state, sent), sent)


def _component(value: Any, path: str) -> None:
    if not isinstance(value, dict):
        raise invalid(path, "must be an object")
    part: Json = value
    kind = str(part.get("type", "")).upper()
    if kind not in {"HEADER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL", "LIMITED_TIME_OFFER"}:
        raise invalid(f"{path}.type", f"is {kind!r}")
    # Meta writes the words of one-time passwords itself.
    if kind == "BODY" and "add_security_recommendation" not in part:
        text(1024)(part.get("text", ""), f"{path}.text")
        _variables(part, path, "body_text")
    if kind == "HEADER" and part.get("format") == "TEXT":
        text(60)(part.get("text", ""), f"{path}.text")
        _variables(part, path, "header_text")
    if kind == "FOOTER" and "code_expiration_minutes" not in part:
        text(60)(part.get("text", ""), f"{path}.text")
    if kind == "BUTTONS":
        items(_button, 1, 10)(part.get("buttons"), f"{path}.buttons")


def _variables(part: Json, path: str, name: str) -> None:
    words = str(part["text"]).strip()
    found = variables(words)
    if not found:
        return
    if words.startswith("{{") or words.endswith("}}"):
        raise invalid(path, "variables may not start or end the text")
    if re.search(r"\}\}\s*\{\{", words):
        raise invalid(path, "variables need words between them")
    numbered = [str(place) for place in range(1, len(set(found)) + 1)]
    if all(one.isdigit() for one in found) and sorted(set(found), key=int) != numbered:
        raise invalid(path, "variables are numbered from 1 without a gap")
    if len(_examples(part.get("example", {}), name)) != len(set(found)):
        raise invalid(f"{path}.example", f"needs {len(set(found))} examples")


def _examples(example: Json, name: str) -> list[Any]:
    """Return the examples of positional or named variables."""
    named: list[Any] = example.get(f"{name}_named_params") or []
    if named:
        return named
    given: list[Any] = example.get(name) or []
    return given if name == "header_text" or not given else list(given[0])


def _button(value: Any, path: str) -> None:
    # One-time passwords have a world of their own; this product sends none.
    if isinstance(value, dict) and cast("Json", value).get("type") == "OTP":
        return
    of(
        type=exactly(*_BUTTONS),
        text=(text(25),),
        url=(text(2000),),
        phone_number=(text(20),),
        example=(lambda _value, _path: None,),
        flow_id=(text(256),),
        flow_action=(text(64),),
        navigate_screen=(text(256),),
    )(value, path)
    if value["type"] == "URL":
        text(2000)(value.get("url", ""), f"{path}.url")
        if "{{" in value["url"] and not value.get("example"):
            raise missing(f"{path}.example")
