"""The catalog's endpoints: items, groups, sets, batches."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, cast

from bot.simulator.feed import FeedError
from bot.simulator.feed import item as feed_item
from bot.simulator.graph_errors import GraphError, missing
from bot.simulator.paging import known_fields, page
from bot.simulator.state import State, new_number, picked

Json = dict[str, Any]
Query = Mapping[str, str]
ITEM_FIELDS: Final = frozenset(
    [
        "id", "retailer_id", "retailer_product_group_id", "product_group", "name", "description",
        "short_description", "price", "sale_price", "currency", "availability", "inventory",
        "image_url", "additional_image_urls", "url", "brand", "category", "product_type", "color",
        "size", "pattern", "material", "additional_variant_attributes", "visibility", "status",
        "review_status", "capability_to_review_status", "errors", "wa_compliance_category",
        "gtin", "condition",
    ]
)  # fmt: skip
_MOST_REQUESTS: Final = 5000
# Keys of a batch that are named otherwise in a feed.
_FEED_NAMES: Final[Mapping[str, str]] = {"id": "id", "inventory": "quantity_to_sell_on_facebook"}


def node(state: State, query: Query) -> Json:
    """Answer GET /{catalog}."""
    known_fields(query, frozenset(["id", "name", "vertical", "product_count"]))
    whole: Json = {
        "id": state.setup.catalog_id,
        "name": state.setup.business_name,
        "vertical": "commerce",
        "product_count": len(state.catalog),
    }
    return picked(whole, query.get("fields", ""), "id,name")


def products(state: State, query: Query, url: str) -> Json:
    """Answer GET /{catalog}/products."""
    known_fields(query, ITEM_FIELDS)
    found = [item for item in state.catalog.values() if _wanted(item, query)]
    return page(found, query, "id,name,retailer_id", url)


def groups(state: State, query: Query, url: str) -> Json:
    """Answer GET /{catalog}/product_groups."""
    found = [{"id": f"g-{key}", "retailer_id": key} for key in _groups(state)]
    return page(found, query, "id,retailer_id", url)


def of_group(state: State, group_id: str, query: Query, url: str) -> Json | None:
    """Answer GET /{group}/products; None when it is no group."""
    key = group_id.removeprefix("g-")
    if key not in _groups(state):
        return None
    items = state.catalog.values()
    found = [item for item in items if item["retailer_product_group_id"] == key]
    return page(found, query, "id,name,retailer_id", url)


def sets(state: State, query: Query, url: str) -> Json:
    """Answer GET /{catalog}/product_sets."""
    return page(list(state.sets.values()), query, "id,name", url)


def create_set(state: State, body: Mapping[str, Any]) -> Json:
    """Answer POST /{catalog}/product_sets: name, and filter as JSON text."""
    if not body.get("name"):
        raise missing("name")
    wanted = _filter(str(body.get("filter") or "{}"))
    count = sum(_matches(item, wanted) for item in state.catalog.values())
    made: Json = {
        "id": new_number(),
        "name": body["name"],
        "filter": json.dumps(wanted),
        "product_count": count,
    }
    state.sets[made["id"]] = made
    return {"id": made["id"]}


def of_set(state: State, set_id: str, query: Query, url: str) -> Json:
    """Answer GET /{set}/products."""
    wanted = _filter(state.sets[set_id]["filter"])
    found = [item for item in state.catalog.values() if _matches(item, wanted)]
    return page(found, query, "id,name,retailer_id", url)


def batch(state: State, body: Mapping[str, Any]) -> Json:
    """Answer POST /{catalog}/items_batch."""
    if body.get("item_type") != "PRODUCT_ITEM":
        raise GraphError(100, "item_type must be PRODUCT_ITEM")
    given = body.get("requests")
    requests: Any = json.loads(given) if isinstance(given, str) else given
    if not isinstance(requests, list) or not requests:
        raise missing("requests")
    asked = cast("list[Json]", requests)
    if len(asked) > _MOST_REQUESTS:
        raise GraphError(100, f"at most {_MOST_REQUESTS} requests")
    upsert = str(body.get("allow_upsert", "true")).lower() == "true"
    errors = [error for one in asked for error in _apply(state, one, upsert=upsert)]
    handle = new_number()
    state.batches[handle] = {
        "handle": handle,
        "status": "finished",
        "errors": errors,
        "errors_total_count": len(errors),
        "warnings": [],
        "ids_of_invalid_requests": [error["id"] for error in errors],
    }
    return {"handles": [handle]}


def batch_status(state: State, query: Query) -> Json:
    """Answer GET /{catalog}/check_batch_request_status."""
    found = state.batches.get(query.get("handle", ""))
    if found is None:
        raise GraphError(100, "Unknown handle")
    return {"data": [found]}


def _apply(state: State, request: Json, *, upsert: bool) -> list[Json]:
    data: Json = request.get("data", {})
    sku, method = str(data.get("id", "")), request.get("method")
    if not sku or method not in {"CREATE", "UPDATE", "DELETE"}:
        return [{"id": sku, "message": "method and data.id are required"}]
    if method == "DELETE":
        return [] if state.catalog.pop(sku, None) else [{"id": sku, "message": "does not exist"}]
    known = state.catalog.get(sku)
    if known is None and method == "UPDATE" and not upsert:
        return [{"id": sku, "message": "does not exist"}]
    row = {_FEED_NAMES.get(key, key): str(value) for key, value in data.items()}
    try:
        fresh = feed_item(row, len(state.catalog) + 1)
    except FeedError as error:
        return [{"id": sku, "message": str(error)}]
    changed = {key: value for key, value in fresh.items() if known is None or value}
    unpriced = {"price", "amount", "currency"} if "price" not in data else set[str]()
    kept = {key: value for key, value in changed.items() if key not in unpriced}
    state.catalog[sku] = {**(known or fresh), **kept, "id": (known or fresh)["id"]}
    return []


def _groups(state: State) -> list[str]:
    keys = (item.get("retailer_product_group_id") for item in state.catalog.values())
    return list(dict.fromkeys(str(key) for key in keys if key))


def _wanted(item: Json, query: Query) -> bool:
    only = query.get("return_only_approved_products", "").lower() == "true"
    if only and item.get("review_status") != "approved":
        return False
    return _matches(item, _filter(query.get("filter", "") or "{}"))


def _filter(text: str) -> Json:
    try:
        wanted: Any = json.loads(text)
    except ValueError as error:
        raise GraphError(100, "filter must be JSON") from error
    if not isinstance(wanted, dict):
        raise GraphError(100, "filter must be a JSON object")
    return cast("Json", wanted)


def _matches(item: Json, wanted: Json) -> bool:
    return all(_holds(item.get(field), rule) for field, rule in wanted.items())


def _holds(value: Any, rule: Any) -> bool:
    if not isinstance(rule, dict) or len(cast("Json", rule)) != 1:
        raise GraphError(100, "a filter rule has one operator: eq, is_any or i_contains")
    ((operator, operand),) = cast("Json", rule).items()
    if operator == "eq":
        return str(value) == str(operand)
    if operator == "is_any":
        return str(value) in [str(one) for one in operand]
    if operator == "i_contains":
        return str(operand).lower() in str(value or "").lower()
    raise GraphError(100, f"unknown filter operator {operator}")
