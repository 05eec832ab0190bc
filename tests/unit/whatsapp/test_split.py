"""One POST of Meta becomes updates that stand for themselves."""

import json
from typing import Any

import orjson
import pytest

from bot.whatsapp.change import LISTS
from bot.whatsapp.reading import READERS
from bot.whatsapp.webhook import BrokenBodyError, Update, split
from tests.unit.whatsapp import payloads
from tests.unit.whatsapp.payloads import BSUID, NUMBER, PHONE, WABA


def only(raw: bytes) -> Update:
    (update,) = split(raw)
    return update


def test_a_message_carries_all_that_it_needs() -> None:
    update = only(payloads.messages(payloads.message("wamid.X")))
    assert update.kind == "message"
    assert update.phone_number_id == NUMBER
    assert update.event_key == f"message:{NUMBER}:wamid.X"
    assert update.at == 1790000001000
    assert update.payload["waba_id"] == WABA
    assert update.payload["contact"] == payloads.contact()
    assert update.payload["message"]["text"] == {"body": "hola"}
    assert json.loads(json.dumps(update.payload)) == update.payload


def test_the_person_has_number_bsuid_and_name() -> None:
    person = only(payloads.messages(payloads.message())).person
    assert person is not None
    assert (person.phone, person.wire_phone) == ("525587654321", PHONE)
    assert (person.bsuid, person.name, person.country) == (BSUID, "Lucía", "mx")


def test_a_person_without_a_number_is_known_by_bsuid() -> None:
    hidden = {**payloads.message(), "from": None}
    del hidden["from"]
    person = only(payloads.messages(hidden, contacts=[payloads.contact(None)])).person
    assert person is not None
    assert (person.phone, person.bsuid, person.name) == (None, BSUID, "Lucía")


def test_a_contact_is_found_whichever_way_its_number_is_written() -> None:
    raw = payloads.messages(
        {**payloads.message(), "from": "525587654321"},
        contacts=[payloads.contact("5215587654321", name="Ana")],
    )
    person = only(raw).person
    assert person is not None
    assert person.name == "Ana"


def test_another_persons_contact_is_not_taken() -> None:
    said = {**payloads.message(), "from": "573001112222"}
    del said["from_user_id"]
    update = only(payloads.messages(said, contacts=[payloads.contact()]))
    assert update.person is not None
    assert (update.person.phone, update.person.name, update.person.bsuid) == (
        "573001112222",
        "",
        None,
    )
    assert update.payload["rest"]["contacts"] == [payloads.contact()]


def test_a_thousand_updates_in_one_post_are_a_thousand_updates() -> None:
    people = [payloads.contact(f"5215500000{n:03}", f"MX.{n:018}") for n in range(500)]
    said = [
        {
            **payloads.message(f"wamid.{n}"),
            "from": f"5215500000{n:03}",
            "from_user_id": f"MX.{n:018}",
        }
        for n in range(500)
    ]
    told = [payloads.status(f"wamid.s{n}") for n in range(500)]
    updates = split(
        payloads.body(
            payloads.change({"contacts": people, "messages": said}),
            payloads.change({"contacts": people, "statuses": told}),
        )
    )
    assert len(updates) == len({update.event_key for update in updates}) == 1000
    assert updates[499].person is not None
    assert updates[499].person.bsuid == "MX.000000000000000499"


@pytest.mark.parametrize(
    "odd", [None, 7, "text", [], {}, {"id": None}, {"type": "text"}, {"id": ["wamid"]}]
)
def test_one_malformed_message_harms_no_neighbour(odd: Any) -> None:
    raw = payloads.messages(payloads.message("wamid.1"), odd, payloads.message("wamid.2"))
    first, broken, last = split(raw)
    assert (first.kind, broken.kind, last.kind) == ("message", "unknown", "message")
    assert odd in broken.payload["raw"].values()


@pytest.mark.parametrize(
    "odd",
    [
        {"field": "messages"},
        {"field": "messages", "value": None},
        {"value": 3},
        "change",
        None,
        {},
    ],
)
def test_one_malformed_change_harms_no_neighbour(odd: Any) -> None:
    good = payloads.change({"messages": [payloads.message()]})
    kinds = [update.kind for update in split(payloads.body(odd, good))]
    assert kinds == ["unknown", "message"]


@pytest.mark.parametrize("odd", [[], {"entry": 4}, 5, "x", None, {"object": "page"}, {"entry": {}}])
def test_a_body_of_another_shape_is_kept_raw(odd: Any) -> None:
    update = only(json.dumps(odd).encode())
    assert update.kind == "unknown"
    assert update.payload["raw"] == odd


def test_no_entry_is_no_update() -> None:
    assert split(b'{"object": "whatsapp_business_account", "entry": []}') == []


@pytest.mark.parametrize("raw", [b"", b"{", b"nope", b'{"entry": NaN}', b"\xff\xfe", b"[" * 9000])
def test_what_is_not_json_is_refused(raw: bytes) -> None:
    with pytest.raises(BrokenBodyError):
        split(raw)


def test_half_an_emoji_and_nul_are_mended_not_refused() -> None:
    raw = payloads.messages(payloads.message(part={"body": "PLACE"}))
    update = only(raw.replace(b"PLACE", rb"a\ud83db\u0000c"))
    assert update.payload["message"]["text"]["body"] == "a\ufffdb\ufffdc"


@pytest.mark.parametrize("number", ["1e400", "9" * 400, "123456789012345678901"])
def test_a_monstrous_number_harms_no_neighbour(number: str) -> None:
    raw = payloads.messages(payloads.message("wamid.1"), {"id": "wamid.2", "n": "HERE"})
    first, second = split(raw.replace(b'"HERE"', number.encode()))
    assert (first.kind, second.kind) == ("message", "message")
    assert orjson.loads(orjson.dumps(second.payload)) == second.payload


def test_a_status_is_told_apart_by_its_word() -> None:
    raw = payloads.statuses(payloads.status(), payloads.status(word="delivered"))
    sent, delivered = split(raw)
    assert (sent.kind, sent.event_key) == ("status", "status:wamid.B:sent")
    assert delivered.event_key == "status:wamid.B:delivered"


def test_a_failed_status_comes_without_contacts_and_is_kept() -> None:
    failed = payloads.status(word="failed", errors=[{"code": 131026, "title": "no"}])
    update = only(payloads.body(payloads.change({"statuses": [failed]})))
    assert update.kind == "status"
    assert update.person is not None
    assert update.person.phone == "525587654321"


def test_statuses_of_a_group_are_told_apart_by_member() -> None:
    member = {"recipient_type": "group", "recipient_id": "group-1"}
    first = payloads.status(**member, recipient_participant_id="525511110000")
    second = payloads.status(**member, recipient_participant_id="525511110001")
    updates = split(payloads.statuses(first, second))
    assert len({update.event_key for update in updates}) == 2
    assert {update.group_id for update in updates} == {"group-1"}


def test_a_group_message_is_set_apart() -> None:
    update = only(payloads.messages(payloads.message(group_id="group-7")))
    assert (update.kind, update.group_id) == ("group", "group-7")


def test_a_system_message_is_its_own_kind() -> None:
    part = {"type": "user_changed_number", "wa_id": "525599998888", "body": "changed"}
    assert only(payloads.messages(payloads.message(kind="system", part=part))).kind == "system"


def test_an_echo_is_about_the_customer_it_went_to() -> None:
    echo = {**payloads.message("wamid.E"), "from": "5215511112222", "to": PHONE}
    update = only(payloads.body(payloads.change({"message_echoes": [echo]}, "smb_message_echoes")))
    assert (update.kind, update.event_key) == ("echo", f"echo:{NUMBER}:wamid.E")
    assert update.person is not None
    assert update.person.phone == "525587654321"


def test_a_preference_is_about_its_person() -> None:
    said = {
        "wa_id": PHONE,
        "category": "marketing_messages",
        "value": "stop",
        "timestamp": 1790000003,
    }
    raw = payloads.body(payloads.change({"user_preferences": [said]}, "user_preferences"))
    update = only(raw)
    assert (update.kind, update.at) == ("preference", 1790000003000)
    assert update.event_key.endswith("marketing_messages:stop:1790000003")


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("message_template_status_update", "template"),
        ("template_category_update", "template"),
        ("message_template_quality_update", "template"),
        ("account_update", "other"),
        ("a_field_of_next_year", "other"),
    ],
)
def test_fields_without_lists_are_kept_whole(field: str, kind: str) -> None:
    value = {"event": "APPROVED", "message_template_id": 5}
    update = only(payloads.body({"field": field, "value": value}))
    assert update.kind == kind
    assert update.payload["value"] == value
    assert update.at == 1790000000000


def test_errors_beside_a_message_travel_with_it() -> None:
    value = {"messages": [payloads.message()], "errors": [{"code": 131000}]}
    assert only(payloads.body(payloads.change(value))).payload["errors"] == [{"code": 131000}]


def test_errors_alone_are_an_update() -> None:
    update = only(payloads.body(payloads.change({"errors": [{"code": 131000}]})))
    assert update.kind == "other"
    assert update.payload["value"]["errors"] == [{"code": 131000}]


def test_a_calls_status_moves_no_message() -> None:
    ringing = payloads.status("wacid.1", "RINGING", type="call")
    update = only(payloads.body(payloads.change({"statuses": [ringing]}, "calls")))
    assert update.kind == "other"


def test_unknown_neighbours_of_a_message_are_kept() -> None:
    value = {"messages": [payloads.message()], "novelty": {"a": 1}}
    assert only(payloads.body(payloads.change(value))).payload["rest"] == {"novelty": {"a": 1}}


def test_the_same_bytes_always_give_the_same_keys() -> None:
    raw = payloads.body(
        payloads.change({"event": "X"}, "account_update"),
        payloads.change({"messages": [payloads.message(), 5]}),
    )
    assert [one.event_key for one in split(raw)] == [one.event_key for one in split(raw)]


def test_a_very_long_id_still_makes_a_key_that_fits() -> None:
    one, two = split(payloads.messages(payloads.message("w" * 900), payloads.message("w" * 901)))
    assert max(len(one.event_key), len(two.event_key)) <= 512
    assert one.event_key != two.event_key


def test_every_list_has_a_reader() -> None:
    assert set(LISTS) == set(READERS)
