"""A chat's statuses only move forward; faults are used up one by one."""

from bot.simulator.chat import Entry, Person
from bot.simulator.faults import FaultPlan, Faults, ForcedError
from bot.simulator.setup import Setup
from bot.simulator.state import State, new_wamid


def entry(wamid: str = "wamid.1") -> Entry:
    return Entry(wamid=wamid, by="shop", type="text", payload={}, at=1, status="accepted")


def person(**about: str) -> Person:
    return Person(id="p1", name="Ana", bsuid="MX.1", **about)  # type: ignore[arg-type]


def test_a_status_never_goes_back() -> None:
    ana, message = person(), entry()
    ana.add(message)
    for word in ("read", "delivered", "sent"):
        ana.move(message, word)
    assert message.status == "read"
    assert [event["event"] for event in ana.events] == ["message", "status"]


def test_people_are_found_by_any_form_of_their_number() -> None:
    state = State(Setup())
    state.people["p1"] = person(wa_id="5215587654321")
    for number in ("525587654321", "5215587654321"):
        found = state.person_by(wa_id=number)
        assert found is not None
        assert found.id == "p1"
    state.people["p1"].wa_id = "5215500001111"
    assert state.person_by(wa_id="525587654321") is None
    assert state.person_by(bsuid="MX.1") is state.people["p1"]
    assert state.person_by() is None


def test_messages_are_found_with_their_chat() -> None:
    state, ana = State(Setup()), person()
    state.put(ana, entry("wamid.9"))
    assert state.find("wamid.9") == (ana, ana.entries[0])
    assert state.find("wamid.0") is None


def test_ids_look_like_metas_and_differ() -> None:
    made = {new_wamid() for _ in range(50)}
    assert len(made) == 50
    assert all(one.startswith("wamid.") for one in made)


def test_forced_errors_are_used_up_by_their_edge() -> None:
    faults = Faults(errors=[ForcedError(code=4, edge="messages", times=2, http=None)])
    assert faults.next_error("media") is None
    assert [faults.next_error("messages") is None for _ in range(3)] == [False, False, True]


def test_counted_faults_run_out() -> None:
    faults = Faults(plan=FaultPlan.model_validate({"drop": 1}))
    assert [faults.take("drop"), faults.take("drop")] == [True, False]
