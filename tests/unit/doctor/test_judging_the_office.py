from bot.console.api.ports import FailingTimer
from bot.doctor import OFTEN, judge_given_up, judge_number, judge_reviews, judge_work


def _fails(key: str, tries: int, given_up_at: int | None = None) -> FailingTimer:
    return FailingTimer(key, "refund", "UnavailableError: no Stripe", tries, 5, given_up_at)


def test_a_paused_number_is_wrong_and_names_its_mend() -> None:
    assert judge_number("106", "", paused=False).state == "ok"
    found = judge_number("106", "Meta error 190: expired", paused=True)
    assert (found.what, found.state) == ("number 106", "wrong")
    assert "Meta error 190: expired" in found.words
    assert "new system user token" in found.words


def test_work_that_was_given_up_is_wrong_and_says_how_it_is_run_again() -> None:
    found = judge_work([_fails("refund:7", 60, 9), _fails("refund:8", 60, 9), _fails("x", 60)])
    assert found.state == "wrong"
    assert "no Stripe" in found.words
    assert "`millennium timer run refund:7` (and 1 more" in found.words
    assert "more" not in judge_work([_fails("refund:7", 60, 9)]).words


def test_work_that_fails_is_a_worry_only_when_it_fails_often() -> None:
    assert judge_work([]).state == "ok"
    assert judge_work([_fails("refund:7", OFTEN - 1)]).state == "ok"
    assert judge_work([_fails("refund:7", OFTEN)]).state == "warn"


def test_what_waits_for_a_person_is_named_with_its_command() -> None:
    assert judge_reviews(0).state == judge_given_up(0).state == "ok"
    assert "`millennium payments reviews`" in judge_reviews(3).words
    assert "`millennium dead list`" in judge_given_up(2).words
    assert judge_reviews(3).state == judge_given_up(2).state == "warn"
