from urllib.parse import unquote

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.accounts.tokens import new_token
from bot.console.cookies import PLAIN_NAME
from tests.console.house import Console
from tests.integration.console.conftest import SAME, Client, LetIn

STRANGERS_MAY = {
    ("GET", "/console/sign-in"),
    ("POST", "/console/sign-in"),
    ("GET", "/console/invitation/{token}"),
    ("POST", "/console/invitation/{token}"),
    ("GET", "/console/static/{digest}/{name}"),
}
HTML = {"Accept": "text/html"}


def every_route(app: web.Application) -> list[tuple[str, str, str]]:
    """Every method, pattern and a path that it serves."""
    found: list[tuple[str, str, str]] = []
    for route in app.router.routes():
        assert route.resource is not None
        if route.method == "HEAD":
            continue
        pattern = route.resource.canonical
        path = pattern.replace("{id}", "1").replace("{number}", "1").replace("{message}", "1")
        found.append((route.method, pattern, path.replace("{token}", "x" * 43)))
    return found


async def test_no_route_lets_a_stranger_in(console: Console, client: Client) -> None:
    guarded = [one for one in every_route(console.app) if one[:2] not in STRANGERS_MAY]
    assert len(guarded) > 20
    for method, pattern, path in guarded:
        answer = await client.request(method, path, headers=SAME, allow_redirects=False)
        assert answer.status == 401, (method, pattern)


async def test_no_route_lets_a_wrong_session_or_token_in(
    console: Console, server: TestServer, client: Client
) -> None:
    session = {PLAIN_NAME: new_token()}
    bearer = {"Authorization": f"Bearer {new_token('mlm_')}"}
    for method, pattern, path in every_route(console.app):
        if (method, pattern) in STRANGERS_MAY:
            continue
        answer = await client.request(method, path, headers=SAME | bearer, cookies=session)
        assert answer.status == 401, (method, pattern)


async def test_a_session_opens_no_api_and_a_token_no_page(
    console: Console, client: Client, let_in: LetIn, bearer: dict[str, str]
) -> None:
    inside = await let_in()
    assert (await inside.get("/api/v1/conversations")).status == 401
    assert (await client.get("/console/inbox", headers=bearer)).status == 401
    assert (await client.get("/api/v1/conversations", headers=bearer)).status == 200


@pytest.mark.parametrize("word", ["Basic", "Token", ""])
async def test_only_a_bearer_token_is_one(
    client: Client, bearer: dict[str, str], word: str
) -> None:
    token = bearer["Authorization"].partition(" ")[2]
    answer = await client.get("/api/v1/orders", headers={"Authorization": f"{word} {token}"})
    assert answer.status == 401
    assert (await answer.json())["error"]["code"] == "unauthorized"


async def test_a_browser_is_sent_to_sign_in_and_back(client: Client) -> None:
    answer = await client.get("/console/inbox?show=asks", headers=HTML, allow_redirects=False)
    assert answer.status == 303
    assert unquote(answer.headers["Location"]).endswith("?next=/console/inbox?show=asks")


@pytest.mark.parametrize("bad", ["//evil.example", "https://evil.example", "/console/\\evil", "/x"])
async def test_signing_in_leads_to_our_own_pages_alone(
    client: Client, let_in: LetIn, bad: str
) -> None:
    await let_in()
    told = {"email": "ana@tienda.mx", "password": "zapatos con alas", "next": bad}
    answer = await client.post("/console/sign-in", data=told, headers=SAME, allow_redirects=False)
    assert answer.headers["Location"] == "/console/"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {},
    ],
)
async def test_other_sites_cannot_make_a_browser_act(
    let_in: LetIn, talks: dict[str, int], headers: dict[str, str]
) -> None:
    inside = await let_in()
    answer = await inside.post(f"/console/inbox/{talks['Lupita']}/take-over", headers=headers)
    assert answer.status == 403


async def test_a_form_over_plain_http_is_known_by_its_origin(
    let_in: LetIn, server: TestServer, talks: dict[str, int]
) -> None:
    inside = await let_in()
    origin = {"Origin": f"http://{server.host}:{server.port}"}
    answer = await inside.post(f"/console/inbox/{talks['Lupita']}/take-over", headers=origin)
    assert answer.status == 200


async def test_pages_and_answers_carry_a_strict_policy(
    client: Client, let_in: LetIn, bearer: dict[str, str]
) -> None:
    inside = await let_in()
    pages = [
        await inside.get("/console/inbox"),
        await client.get("/console/sign-in"),
        await client.get("/api/v1/orders", headers=bearer),
        await client.get("/console/nothing"),
    ]
    for page in pages:
        assert "unsafe" not in page.headers["Content-Security-Policy"]
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Cache-Control"] == "no-store"


async def test_files_are_kept_for_ever_under_their_hash(client: Client) -> None:
    page = await (await client.get("/console/sign-in")).text()
    path = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    answer = await client.get(path)
    assert answer.status == 200
    assert "immutable" in answer.headers["Cache-Control"]
    digest = path.split("/")[3]
    assert (await client.get(path.replace(digest, "0" * 16))).status == 404


async def test_what_is_not_there_has_a_page_of_its_own(
    let_in: LetIn, bearer: dict[str, str], client: Client
) -> None:
    inside = await let_in()
    answer = await inside.get("/console/inbox/999999")
    assert (answer.status, "no existe" in await answer.text()) == (404, True)
    missing = await client.get("/api/v1/nothing", headers=bearer)
    assert (missing.status, (await missing.json())["error"]["code"]) == (404, "not_found")
