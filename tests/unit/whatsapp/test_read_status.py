"""Statuses, preferences and template updates."""

import pytest

from bot.whatsapp.read_status import read_preference, read_status, read_template
from tests.unit.whatsapp import payloads


def test_a_status_brings_callback_and_price() -> None:
    pricing = {"billable": True, "pricing_model": "PMP", "type": "regular", "category": "utility"}
    told = payloads.status(word="delivered", biz_opaque_callback_data="o:7", pricing=pricing)
    status = read_status({"status": told})
    assert (status.wamid, status.state, status.callback) == ("wamid.B", "delivered", "o:7")
    assert (status.billable, status.category, status.at) == (True, "utility", 1790000002000)


def test_a_failure_brings_metas_code() -> None:
    errors = [{"code": 131047, "title": "Re-engagement", "error_data": {"details": "24 h"}}]
    (problem,) = read_status({"status": payloads.status(word="failed", errors=errors)}).errors
    assert (problem.code, problem.details) == (131047, "24 h")


def test_statuses_have_an_order() -> None:
    words = ["invented", "sent", "delivered", "read", "played", "failed"]
    ranks = [read_status({"status": payloads.status(word=word)}).rank for word in words]
    assert ranks == sorted(ranks)
    assert ranks[0] == 0


@pytest.mark.parametrize(("value", "wants"), [("stop", False), ("STOP", False), ("resume", True)])
def test_only_stop_takes_consent_back(value: str, wants: bool) -> None:
    said = {"value": value, "category": "marketing_messages", "timestamp": 1790000003}
    assert read_preference({"preference": said}).wants is wants


def test_a_templates_approval_is_read() -> None:
    value = {
        "event": "APPROVED",
        "message_template_id": 12,
        "message_template_name": "order_paid",
        "message_template_language": "es",
        "message_template_category": "UTILITY",
    }
    update = read_template({"field": "message_template_status_update", "value": value})
    assert (update.field, update.name, update.state) == ("status", "order_paid", "APPROVED")
    assert (update.template_id, update.category) == ("12", "UTILITY")


def test_a_templates_new_category_is_read() -> None:
    update = read_template(
        {"field": "template_category_update", "value": {"new_category": "MARKETING"}}
    )
    assert (update.field, update.category) == ("category", "MARKETING")
