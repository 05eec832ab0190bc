"""Whatever JSON comes, splitting and reading never fail and never lose an update."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.whatsapp.read_message import read
from bot.whatsapp.read_status import read_preference, read_status, read_template
from bot.whatsapp.webhook import split
from tests.unit.whatsapp import payloads

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
KEYS = st.sampled_from(
    ["id", "from", "type", "text", "body", "order", "product_items", "quantity", "item_price",
     "interactive", "button_reply", "list_reply", "nfm_reply", "response_json", "image", "context",
     "referred_product", "errors", "code", "system", "wa_id", "location", "latitude", "contacts",
     "name", "phones", "reaction", "edit", "message", "timestamp", "status", "pricing", "group_id"]
)  # fmt: skip
TYPES = st.sampled_from(["text", "order", "interactive", "image", "contacts", "edit", "location"])
anything = st.recursive(
    scalars | TYPES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(anything, min_size=1, max_size=4))
def test_every_element_of_messages_comes_out_once(items: list[Any]) -> None:
    updates = split(payloads.messages(*items))
    assert len(updates) == len(items)
    for update in updates:
        if update.kind in {"message", "system", "group"}:
            assert read(update.payload).raw == update.payload["message"]


@given(st.dictionaries(KEYS, anything, max_size=6), TYPES)
def test_reading_a_message_never_fails(part: dict[str, Any], kind: str) -> None:
    (update,) = split(payloads.messages({**part, "id": "wamid.X", "type": kind, "group_id": None}))
    assert read(update.payload).type == kind


@given(anything)
def test_reading_statuses_preferences_and_templates_never_fails(value: Any) -> None:
    payload = {"status": value, "preference": value, "value": value, "field": "x"}
    assert read_status(payload).rank >= 0
    assert read_preference(payload).at >= 0
    assert read_template(payload).field == "status"


@given(anything)
def test_any_json_at_all_is_kept(value: Any) -> None:
    raw = json.dumps(value).encode()
    assert all(update.event_key for update in split(raw))
