import re
from typing import Any

import pytest

from bot.console.api.endpoint import BASE
from bot.console.api.openapi import DOCUMENT
from bot.store.database import Database
from bot.store.tables.engine import outbox
from tests.console.house import Console
from tests.integration.console.api import ONCE, Api
from tests.integration.console.conftest import Client
from tests.integration.engine.rows import rows


async def test_conversations_come_in_pages(api: Api, talks: dict[str, int]) -> None:
    whole = await api("GET", "/conversations")
    assert [one["customer"] for one in whole["conversations"]][:2] == [
        "Mariana Robles",
        "Lupita ✨",
    ]
    assert whole["next"] is None
    page = await api("GET", "/conversations?limit=2")
    rest = await api("GET", f"/conversations?limit=100&before={page['next']}")
    assert page["conversations"] + rest["conversations"] == whole["conversations"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("show=asks", ["Mariana"]),
        ("show=person", ["Mariana", "Bruno"]),
        ("show=unread", ["Mariana", "Lupita"]),
        ("q=LUPI", ["Lupita"]),
        ("q=%2B52 55 1234 0001", ["Mariana"]),
        ("q=100%25", []),
        ("q=_____", []),
    ],
)
async def test_conversations_are_filtered_and_found(
    api: Api, talks: dict[str, int], query: str, names: list[str]
) -> None:
    found = await api("GET", f"/conversations?{query}")
    assert [one["customer"].split()[0] for one in found["conversations"]] == names


async def test_messages_come_oldest_first_from_any_place(api: Api, talks: dict[str, int]) -> None:
    path = f"/conversations/{talks['Mariana']}/messages"
    whole = await api("GET", path)
    ids = [one["id"] for one in whole["messages"]]
    assert ids == sorted(ids)
    assert whole["messages"][3]["skus"] == ["TEN-27", "TEN-26", "TEN-25", "YA-NO-ESTA"]
    newest = await api("GET", f"{path}?limit=2")
    assert ([one["id"] for one in newest["messages"]], newest["more"]) == (ids[-2:], True)
    older = await api("GET", f"{path}?limit=2&before={ids[-2]}")
    assert [one["id"] for one in older["messages"]] == ids[-4:-2]
    newer = await api("GET", f"{path}?limit=2&after={ids[0]}")
    assert [one["id"] for one in newer["messages"]] == ids[1:3]


async def test_an_answer_goes_out_once_and_is_read_back(
    api: Api, talks: dict[str, int], db: Database
) -> None:
    path, told = f"/conversations/{talks['Lupita']}/messages", {"text": "Su pedido va en camino"}
    sent = await api("POST", path, 201, told, Idempotency_Key=ONCE)
    again = await api("POST", path, 201, told, Idempotency_Key=ONCE)
    assert sent == again
    assert (sent["text"], sent["status"], sent["author"]) == (told["text"], "queued", "person")
    assert len(await rows(db, outbox)) == 1


async def test_an_answer_is_refused_in_one_clear_line(api: Api, talks: dict[str, int]) -> None:
    async def code(name: str, status: int, json: Any, **headers: str) -> str:
        talk = talks.get(name, 999)
        told = await api("POST", f"/conversations/{talk}/messages", status, json, **headers)
        assert "\n" not in told["error"]["message"]
        return str(told["error"]["code"])

    hello = {"text": "hola"}
    assert await code("Ernesto", 409, hello, Idempotency_Key=ONCE) == "window_closed"
    assert await code("nobody", 404, hello, Idempotency_Key=ONCE) == "unknown_conversation"
    assert await code("Lupita", 422, hello) == "invalid"
    assert await code("Lupita", 422, {"texto": "hola"}, Idempotency_Key=ONCE) == "invalid"
    assert await code("Lupita", 422, {"text": ""}, Idempotency_Key=ONCE) == "invalid"
    assert await code("Lupita", 422, [], Idempotency_Key=ONCE) == "invalid"


async def test_taking_over_and_handing_back(api: Api, talks: dict[str, int]) -> None:
    path = f"/conversations/{talks['Lupita']}"
    assert (await api("POST", f"{path}/takeover"))["mode"] == "person"
    assert (await api("POST", f"{path}/handback"))["mode"] == "bot"
    await api("POST", "/conversations/999/takeover", 404)


async def test_orders_are_listed_read_and_paid(
    api: Api, console: Console, talks: dict[str, int]
) -> None:
    numbers = [one["number"] for one in (await api("GET", "/orders"))["orders"]]
    assert numbers == [1067, 1042]
    assert [one["number"] for one in (await api("GET", "/orders?before=1067"))["orders"]] == [1042]
    placed = await api("GET", "/orders?state=placed")
    assert [one["number"] for one in placed["orders"]] == [1067]
    one = await api("GET", "/orders/1067")
    assert (one["total"], one["currency"], one["paid_at"]) == (32900, "MXN", None)
    assert one["lines"][0] == {
        "sku": "TER-1L", "name": "Termo de acero 1 L", "quantity": 1, "unit_price": 32900,
    }  # fmt: skip
    assert (one["address"], one["phone"]) == ([["Calle", "Roble 12"]], "525512340001")
    await api("POST", "/orders/1067/paid")
    assert console.orders.told == [("paid", 1, 1067)]
    assert (await api("POST", "/orders/5/paid", 404))["error"]["code"] == "unknown_order"
    console.orders.refuses = True
    assert (await api("POST", "/orders/1042/paid", 409))["error"]["code"] == "order_state"


async def test_products_are_found_with_their_price(api: Api, talks: dict[str, int]) -> None:
    found = await api("GET", "/products?query=mochila")
    (one,) = found["products"]
    assert (one["sku"], one["price"], one["sale_price"]) == ("MOC-AZ", 64900, 54900)
    assert (one["options"], one["in_stock"]) == ("azul marino", True)
    await api("GET", "/products?query=", 422)


async def test_settings_change_together_or_not_at_all(api: Api) -> None:
    assert (await api("GET", "/settings"))["handover_minutes"] == 30
    wrong = {"handover_minutes": 45, "currency": "pesos"}
    told = await api("PUT", "/settings", 422, wrong)
    assert "currency" in told["error"]["message"]
    assert (await api("GET", "/settings"))["handover_minutes"] == 30
    changed = await api("PUT", "/settings", 200, {"handover_minutes": 45, "recovery": False})
    assert (changed["handover_minutes"], changed["recovery"]) == (45, False)
    assert "setting" in (await api("PUT", "/settings", 422, {"nothing": 1}))["error"]["code"]


async def test_a_body_that_is_not_json_is_told_so(client: Client, bearer: dict[str, str]) -> None:
    answer = await client.put(f"{BASE}/settings", data=b"{", headers=bearer)
    assert (answer.status, (await answer.json())["error"]["code"]) == (400, "not_json")


async def test_the_document_and_the_routes_are_one(
    console: Console, client: Client, bearer: dict[str, str]
) -> None:
    document = await (await client.get(DOCUMENT, headers=bearer)).json()
    told = {(m.upper(), path) for path, methods in document["paths"].items() for m in methods}
    served = {
        (route.method, route.resource.canonical)
        for route in console.app.router.routes()
        if route.resource is not None and route.resource.canonical.startswith("/api/")
    }
    assert {one for one in served if one[0] != "HEAD"} - {("GET", DOCUMENT)} == told
    names = set(document["components"]["schemas"])
    refs = set(re.findall(r"#/components/schemas/(\w+)", repr(document)))
    assert refs == names
    ids = [op["operationId"] for ops in document["paths"].values() for op in ops.values()]
    assert len(ids) == len(set(ids))


async def test_every_answer_has_the_shape_that_the_document_tells(
    api: Api, client: Client, bearer: dict[str, str], talks: dict[str, int]
) -> None:
    document = await (await client.get(DOCUMENT, headers=bearer)).json()
    schemas = document["components"]["schemas"]
    for path, name in {
        "/conversations": "Conversations",
        f"/conversations/{talks['Bruno']}/messages": "Messages",
        "/orders": "Orders",
        "/orders/1067": "Order",
        "/products?query=t": "Products",
        "/payments/reviews": "PaymentReviews",
        "/dead-letters": "DeadLetters",
        "/timers/failing": "FailingTimers",
        "/numbers": "Numbers",
    }.items():
        assert set(await api("GET", path)) == set(schemas[name]["properties"])
