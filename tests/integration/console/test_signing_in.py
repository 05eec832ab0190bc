import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.accounts.patience import MOST
from bot.accounts.people import INVITATION_LASTS
from bot.accounts.ports import EmailTakenError
from bot.accounts.sign_in import IDLE, LASTS, TOUCH
from bot.store.database import Database
from bot.store.people import SqlPeople
from bot.store.tables.people import api_token, audit, invitation, person, session
from tests.console.house import ACCOUNT, Console
from tests.integration.conftest import SetClock
from tests.integration.console.conftest import PASSWORD, SAME, Client, LetIn, add
from tests.integration.engine.rows import rows


async def sign_in(client: Client, email: str, password: str, **headers: str) -> str:
    told = {"email": email, "password": password}
    answer = await client.post(
        "/console/sign-in", data=told, headers=SAME | headers, allow_redirects=False
    )
    return answer.headers.getone("Set-Cookie", "") or await answer.text()


async def test_a_wrong_password_and_an_unknown_address_read_the_same(
    console: Console, client: Client
) -> None:
    await add(console)
    wrong = await sign_in(client, "ana@tienda.mx", "not the password")
    unknown = await sign_in(client, "nadie@tienda.mx", "not the password")
    assert "no coinciden" in wrong
    assert wrong == unknown.replace("nadie@", "ana@")


async def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(
    console: Console, client: Client
) -> None:
    await add(console)
    plain = await sign_in(client, " ANA@tienda.mx ", PASSWORD)
    assert plain.startswith("millennium=")
    assert all(word in plain for word in ("HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Secure" not in plain
    secure = await sign_in(client, "ana@tienda.mx", PASSWORD, **{"X-Forwarded-Proto": "https"})
    assert secure.startswith("__Host-millennium=")
    assert "Secure" in secure


async def test_nothing_secret_is_kept_as_it_is(
    console: Console, db: Database, let_in: LetIn, bearer: dict[str, str]
) -> None:
    inside = await let_in()
    cookie = next(iter(inside.session.cookie_jar)).value
    path = await console.parts.people.make_invitation(ACCOUNT)
    secrets = [cookie, PASSWORD, path.rpartition("/")[2], bearer["Authorization"].split()[1]]
    for table in (person, session, invitation, api_token, audit):
        kept = repr(await rows(db, table))
        assert not any(secret in kept for secret in secrets), table.name


async def test_signing_out_ends_the_session_on_the_server(let_in: LetIn) -> None:
    inside = await let_in()
    cookies = {one.key: one.value for one in inside.session.cookie_jar}
    await inside.post("/console/sign-out", headers=SAME)
    answer = await inside.get("/console/inbox", cookies=cookies)
    assert answer.status == 401


async def test_a_session_ends_by_rest_and_in_any_case_after_its_time(
    let_in: LetIn, clock: SetClock
) -> None:
    inside = await let_in()
    start = clock.now()
    while clock.now() + IDLE - 1 < start + LASTS:
        clock.tick(IDLE - 1)
        assert (await inside.get("/console/inbox")).status == 200
    clock.moment = start + LASTS
    assert (await inside.get("/console/inbox")).status == 401
    again = await let_in("Beto")
    clock.tick(IDLE)
    assert (await again.get("/console/inbox")).status == 401


async def test_looking_at_pages_rarely_writes(let_in: LetIn, clock: SetClock, db: Database) -> None:
    inside = await let_in()
    begun = clock.now()
    clock.tick(TOUCH - 1)
    await inside.get("/console/inbox")
    assert [row["seen_at"] for row in await rows(db, session)] == [begun]
    clock.tick(1)
    await inside.get("/console/inbox")
    assert [row["seen_at"] for row in await rows(db, session)] == [clock.now()]


async def test_every_session_of_a_person_can_be_ended(console: Console, let_in: LetIn) -> None:
    inside = await let_in()
    found = await SqlPeople(console.parts.inbox._db).by_email("ana@tienda.mx")  # type: ignore[attr-defined]
    assert found is not None
    await console.parts.sign_in.end_all(found[0])
    assert (await inside.get("/console/inbox")).status == 401


async def test_an_invitation_lets_one_person_in_once(
    console: Console, client: Client, server: TestServer, db: Database
) -> None:
    path = await console.parts.people.make_invitation(ACCOUNT)
    assert not await console.parts.people.has_people(ACCOUNT)
    assert "Crea tu cuenta" in await (await client.get(path)).text()
    told = {"name": "Ana <b>", "email": "ana@tienda.mx", "password": PASSWORD}
    answer = await client.post(path, data=told, headers=SAME)
    assert (answer.status, answer.url.path) == (200, "/console/inbox")
    assert "Ana &lt;b&gt;" in await answer.text()
    async with TestClient(server) as other:
        again = await other.post(path, data=told | {"email": "b@tienda.mx"}, headers=SAME)
        assert again.status == 410
        assert (await other.get(path)).status == 410
    assert len(await rows(db, person)) == 1
    assert await console.parts.people.has_people(ACCOUNT)


async def test_an_invitation_is_too_old_after_three_days(
    console: Console, client: Client, clock: SetClock
) -> None:
    path = await console.parts.people.make_invitation(ACCOUNT)
    clock.tick(INVITATION_LASTS)
    assert (await client.get(path)).status == 410
    assert (await client.get("/console/invitation/nonsense")).status == 410


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"email": "no es correo"}, "Escribe un correo"),
        ({"password": "corta"}, "Elige otra contraseña"),
        ({"password": "beto@tienda.mx"}, "Elige otra contraseña"),
        ({"email": "ana@tienda.mx"}, "Ya hay una cuenta"),
    ],
)
async def test_a_refused_form_says_why_and_keeps_the_link(
    console: Console, client: Client, told: dict[str, str], words: str
) -> None:
    await add(console)
    path = await console.parts.people.make_invitation(ACCOUNT)
    good = {"name": "Beto", "email": "beto@tienda.mx", "password": PASSWORD}
    answer = await client.post(path, data=good | told, headers=SAME)
    assert answer.status == 422
    assert words in await answer.text()
    assert await console.parts.people.is_invited(path.rpartition("/")[2])


async def test_an_address_belongs_to_one_person(console: Console) -> None:
    await add(console)
    with pytest.raises(EmailTakenError, match="signs in with"):
        await add(console)


async def test_a_revoked_token_opens_nothing(
    console: Console, client: Client, clock: SetClock, bearer: dict[str, str], db: Database
) -> None:
    await SqlPeople(db).revoke_token(2, 1, clock.now())
    assert (await client.get("/api/v1/settings", headers=bearer)).status == 200
    await SqlPeople(db).revoke_token(ACCOUNT, 1, clock.now())
    assert (await client.get("/api/v1/settings", headers=bearer)).status == 401


async def test_passwords_are_not_guessed_without_end(console: Console, client: Client) -> None:
    await add(console)
    for _ in range(MOST):
        await sign_in(client, "nadie@tienda.mx", "not the password")
    told = {"email": "nadie@tienda.mx", "password": PASSWORD}
    answer = await client.post("/console/sign-in", data=told, headers=SAME, allow_redirects=False)
    assert answer.status == 429
    assert "Demasiados intentos" in await answer.text()
    assert (await sign_in(client, "ana@tienda.mx", PASSWORD)).startswith("millennium=")
