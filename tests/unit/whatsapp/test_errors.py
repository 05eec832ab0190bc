"""What goes wrong with WhatsApp, by Meta's codes."""

import re

import pytest

from bot.clock import DAY
from bot.simulator.graph_errors import KNOWN, GraphError
from bot.whatsapp import errors
from bot.whatsapp.errors import base, business, message
from bot.whatsapp.incoming import Problem

KINDS = {
    "auth": [0, 190, 3, 10, 200, 250, 299, 131005],
    "retry": [1, 2, 4, 80007, 80008, 130429, 131056, 131000, 131016, 131057, 133004],
    "integrity": [368, 131031, 130497, 131048, 131064],
    "recipient": [131026, 131021, 131030, 130472, 131050, 131049, 131062, 137000],
    "window": [131047],
    "bug": [33, 100, 131008, 131009, 131051, 131052, 131053, 135000],
    "template": [132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132068, 131063],
    "account": [131037, 131042, 131045, 133010],
}


@pytest.mark.parametrize(
    ("kind", "code"), [(kind, code) for kind, codes in KINDS.items() for code in codes]
)
def test_each_code_has_a_class_of_its_kind(kind: str, code: int) -> None:
    error = errors.from_response(400, GraphError(code, "why").body())
    assert (error.kind, error.code, error.details) == (kind, code, "why")
    assert type(error) is not errors.UnlistedError


def test_each_code_of_the_double_has_a_class() -> None:
    assert [code for code in KNOWN if errors.error_class(code) is errors.UnlistedError] == []


def test_recipients_bugs_and_templates_are_permanent() -> None:
    permanent = {kind for kind, codes in KINDS.items() if errors.error_class(codes[0]).permanent}
    assert permanent == {"recipient", "bug", "template"}


def test_each_code_belongs_to_one_class() -> None:
    classes = [
        item
        for room in (business, message)
        for item in vars(room).values()
        if isinstance(item, type) and issubclass(item, base.MetaError)
    ]
    codes = [code for item in classes for code in item.codes]
    assert len(codes) == len(set(codes))


def test_the_tree_of_the_docstring_names_every_class() -> None:
    drawn = set(re.findall(r"\w+Error", errors.__doc__ or ""))
    made = {
        name
        for room in (base, business, message)
        for name, item in vars(room).items()
        if isinstance(item, type) and issubclass(item, base.WhatsAppError)
    }
    assert made == drawn


def test_a_status_tells_the_same_error() -> None:
    error = errors.from_problem(Problem(131047, "Re-engagement message", "24 h"))
    assert isinstance(error, errors.WindowError)
    assert "131047" in str(error)


@pytest.mark.parametrize(
    ("status", "kind", "permanent"),
    [(500, "retry", False), (429, "retry", False), (401, "auth", False), (404, "bug", True)],
)
def test_an_unlisted_code_goes_by_its_http_status(status: int, kind: str, permanent: bool) -> None:
    error = errors.from_response(status, {"error": {"code": 999999, "message": "new"}})
    assert (error.kind, error.permanent, type(error)) == (kind, permanent, errors.UnlistedError)


@pytest.mark.parametrize("body", [None, [], "x", {"error": "x"}, {"error": {"code": True}}])
def test_an_answer_that_is_not_metas_is_no_obstacle(body: object) -> None:
    assert errors.from_response(502, body).kind == "retry"


def test_waiting_times_are_milliseconds() -> None:
    assert (
        errors.from_response(400, {"error": {"code": 4}}, {"Retry-After": "7"}).retry_after == 7000
    )
    assert errors.from_response(400, GraphError(131049).body()).retry_after == DAY
    pair = errors.from_response(400, GraphError(131056).body())
    assert (pair.retry_after, pair.growth) == (1000, 4)
    assert errors.from_response(400, GraphError(1).body(), {"Retry-After": "x"}).retry_after is None
