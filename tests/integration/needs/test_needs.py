"""The real tools that tests lean on: a database each, a browser with nothing left behind."""

import socket

import psycopg
import pytest
from playwright.async_api import Page


@pytest.mark.postgres
def test_each_test_gets_a_database_of_its_own(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        connection.execute("CREATE TABLE only_here (id int)")
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
    assert tables == [("only_here",)]


@pytest.mark.postgres
def test_the_database_can_hold_vectors_and_trigrams(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        connection.execute("CREATE EXTENSION vector")
        connection.execute("CREATE EXTENSION pg_trgm")
        row = connection.execute(
            "SELECT '[1,2]'::halfvec(2) <-> '[1,2]', lower('ÑANDÚ')"
        ).fetchone()
    assert row == (0.0, "ñandú")


@pytest.mark.browser
async def test_a_page_shows_what_is_written_on_it(page: Page) -> None:
    await page.set_content("<h1>¿Qué talla buscas?</h1>")
    assert await page.inner_text("h1") == "¿Qué talla buscas?"


def test_loopback_sockets_are_open_to_integration_tests() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        client = socket.create_connection(server.getsockname())
        client.close()
        assert server.getsockname()[0] == "127.0.0.1"
