"""The business account's and the number's endpoints: settings, templates, subscriptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.simulator.graph_errors import GraphError
from bot.simulator.paging import known_fields, page
from bot.simulator.state import State, picked

Json = dict[str, Any]
Query = Mapping[str, str]
SCOPES: Final = (
    "whatsapp_business_messaging",
    "whatsapp_business_management",
    "business_management",
    "catalog_management",
)
APP: Final = {"id": "500000000000005", "name": "Simulator", "link": "https://simulator.invalid/"}
_NUMBER_FIELDS: Final = frozenset(
    [
        "id", "display_phone_number", "verified_name", "quality_rating", "throughput", "status",
        "name_status", "code_verification_status", "platform_type",
        "whatsapp_business_manager_messaging_limit", "messaging_limit_tier",
    ]
)  # fmt: skip


def number(state: State, query: Query) -> Json:
    """Answer GET /{number}."""
    known_fields(query, _NUMBER_FIELDS)
    whole: Json = {
        "id": state.setup.phone_number_id,
        "display_phone_number": "+" + state.setup.display_phone,
        "verified_name": state.setup.business_name,
        "quality_rating": "GREEN",
        "throughput": {"level": "STANDARD"},
        "status": "CONNECTED",
        "name_status": "APPROVED",
        "code_verification_status": "VERIFIED",
        "platform_type": "CLOUD_API",
        "whatsapp_business_manager_messaging_limit": "TIER_250",
        "messaging_limit_tier": "TIER_250",
    }
    return picked(whole, query.get("fields", ""), ",".join(list(whole)[1:5]))


def numbers(state: State) -> Json:
    """Answer GET /{waba}/phone_numbers."""
    return {"data": [number(state, {})]}


def commerce(state: State) -> Json:
    """Answer GET /{number}/whatsapp_commerce_settings."""
    return {"data": [{"id": state.setup.phone_number_id, **state.commerce}]}


def change_commerce(state: State, body: Mapping[str, Any]) -> Json:
    """Answer POST /{number}/whatsapp_commerce_settings."""
    for name, value in body.items():
        if name not in state.commerce:
            raise GraphError(100, f"Unexpected key {name}")
        if str(value).lower() not in {"true", "false"}:
            raise GraphError(100, f"{name} must be true or false")
        state.commerce[name] = str(value).lower() == "true"
    return {"success": True}


def catalogs(state: State) -> Json:
    """Answer GET /{waba}/product_catalogs."""
    if not state.connected:
        return {"data": []}
    return {"data": [{"id": state.setup.catalog_id, "name": state.setup.business_name}]}


def connect(state: State, query: Query) -> Json:
    """Answer POST /{waba}/product_catalogs?catalog_id=."""
    return _connected(state, query, wanted=True)


def disconnect(state: State, query: Query) -> Json:
    """Answer DELETE /{waba}/product_catalogs?catalog_id=."""
    return _connected(state, query, wanted=False)


def _connected(state: State, query: Query, *, wanted: bool) -> Json:
    if query.get("catalog_id") != state.setup.catalog_id:
        raise GraphError(100, "catalog_id is no catalog of this business")
    state.connected = wanted
    return {"success": True}


def account(state: State, query: Query) -> Json:
    """Answer GET /{waba}."""
    whole: Json = {
        "id": state.setup.waba_id,
        "name": state.setup.business_name,
        "currency": "MXN",
        "timezone_id": "91",
        "whatsapp_business_manager_messaging_limit": "TIER_250",
    }
    known_fields(query, frozenset(whole))
    return picked(whole, query.get("fields", ""), "id,name")


def templates(state: State, query: Query, url: str) -> Json:
    """Answer GET /{waba}/message_templates."""
    found = [one for one in state.templates.values() if _is_asked(one, query)]
    return page(found, query, "id,name,language,status,category,components", url)


def delete_template(state: State, query: Query) -> Json:
    """Answer DELETE /{waba}/message_templates?name=."""
    gone = [key for key, one in state.templates.items() if one["name"] == query.get("name")]
    if not gone:
        raise GraphError(100, "There is no template of this name")
    for key in gone:
        del state.templates[key]
    return {"success": True}


def apps(state: State) -> Json:
    """Answer GET /{waba}/subscribed_apps."""
    return {"data": [{"whatsapp_business_api_data": APP}] if state.subscribed else []}


def subscribe(state: State, *, wanted: bool) -> Json:
    """Answer POST and DELETE /{waba}/subscribed_apps."""
    state.subscribed = wanted
    return {"success": True}


def debug_token(state: State, token: str) -> Json:
    """Answer /debug_token."""
    valid = token == state.setup.token
    data: Json = {"app_id": APP["id"], "is_valid": valid, "type": "SYSTEM_USER", "expires_at": 0}
    return {"data": {**data, "scopes": list(SCOPES) if valid else []}}


def _is_asked(template: Json, query: Query) -> bool:
    return all(
        name not in query or template[name] == query[name]
        for name in ("name", "language", "status", "category")
    )
