"""Two services on one PostgreSQL: one conversation in order, one shop, and each stands in for both.

The simulator delivers to the first; what reaches the second is posted to it, signed, by the test.
"""

from __future__ import annotations

import itertools
import signal
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests
from psycopg.rows import dict_row

from tests.crash.family import family_of, lives
from tests.e2e.meta_side import deliver, text_from
from tests.e2e.shopper import Message
from tests.e2e.town import Program, Town, free_port, wait_until
from tests.needs.postgres import PostgresServer

pytestmark = [pytest.mark.rasa, pytest.mark.postgres, pytest.mark.timeout(600)]
PATIENCE = 180.0
# Another node takes over within 5 s, a change is seen within 1 s; a busy machine may need more.
TAKEN_OVER, SEEN = 15.0, 15.0
# What is asked for, and how the SKUs begin that answer it.
ASKED = {"audífonos": "AUD-", "una licuadora": "LIC-", "un balón": "BAL-", "toallas": "TOA-",
         "un oso de peluche": "JUG-OSO-", "cuadernos": "CUA-", "almohadas": "ALM-",
         "botas": "BOT-", "una cobija": "COB-", "un rascador": "RAS-"}  # fmt: skip


@dataclass
class Nodes:
    """Two services, the database they share, and the simulator beside them."""

    town: Town
    second: Program
    urls: tuple[str, str]
    database: str

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        with psycopg.connect(self.database) as connection:
            cursor = connection.cursor(row_factory=dict_row)
            return cursor.execute(query.encode(), values).fetchall()


@dataclass
class Customer:
    """Somebody whose messages reach the node that the test chooses."""

    nodes: Nodes
    facts: dict[str, Any]
    _numbers = itertools.count()

    def say(self, node: int, body: str) -> str:
        """Post a message to a node; returns its id once it is stored."""
        wamid = f"wamid.two.{next(self._numbers)}"
        assert deliver(self.nodes.urls[node], text_from(self.facts, wamid, body)) == 200
        return wamid

    def chat(self) -> list[Message]:
        url = f"{self.nodes.town.shop}/shopper/people/{self.facts['id']}/chat"
        raw = requests.get(url, timeout=30).json()
        return [
            Message(one["wamid"], one["payload"], one["status"], one.get("error"))
            for one in raw["messages"]
            if one["by"] == "shop"
        ]

    def ask(self, node: int, body: str) -> Message:
        """Say something and wait for the next message of the shop."""
        before = len(self.chat())
        self.say(node, body)
        wait_until(lambda: len(self.chat()) > before, f"an answer to {body!r}", PATIENCE)
        return self.chat()[before]


def customer(nodes: Nodes, name: str) -> Customer:
    """Return somebody whose window is open: they wrote to the first node."""
    shop = nodes.town.shop
    facts = requests.post(f"{shop}/shopper/people", json={"name": name}, timeout=30).json()
    new = Customer(nodes, facts)
    url = f"{shop}/shopper/people/{facts['id']}/text"
    requests.post(url, json={"text": "hola"}, timeout=30).raise_for_status()
    wait_until(lambda: bool(new.chat()), "a welcome", PATIENCE)
    return new


@pytest.fixture(scope="module")
def nodes(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Generator[Nodes]:
    folder = tmp_path_factory.mktemp("nodes")
    with postgres_server.database() as url:
        more = {"DATABASE_URL": url}
        town = Town(folder / "town", more=more)
        for words in (["catalog", "import", "data/sample/catalog.csv"],
                      ["setting", "set", "burst_wait_ms", "0"]):  # fmt: skip
            done = town.command(*words)
            assert done.returncode == 0, done.stderr
        port = free_port()
        second = town.another_service(
            "second", PORT=str(port), PRIVATE_PORT=str(free_port()), HOME=str(folder / "second"),
            PUBLIC_URL=town.url,
        )  # fmt: skip
        own = Nodes(town, second, (town.url, f"http://127.0.0.1:{port}"), url)
        try:
            town.start()
            second.start()
            wait_ready(own.urls[1])
            yield own
        finally:
            town.stop()


def wait_ready(url: str) -> None:
    wait_until(lambda: _status(f"{url}/readyz") == 200, f"{url} to be ready", PATIENCE)


def _status(url: str) -> int:
    try:
        return requests.get(url, timeout=5).status_code
    except requests.RequestException:
        return 0


def test_a_conversation_keeps_its_order_while_its_messages_change_nodes(nodes: Nodes) -> None:
    ana = customer(nodes, "Ana")
    said = [ana.say(place % 2, f"busco {thing}") for place, thing in enumerate(ASKED)]
    stored = "select wamid, turn_id, conversation_id from message where wamid like 'wamid.two.%%'"
    logged = f"{stored} and turn_id is not null order by id"
    wait_until(lambda: len(nodes.rows(logged)) == len(said), "every turn", PATIENCE)
    rows = nodes.rows(logged)
    assert [row["wamid"] for row in rows] == said
    turns = [row["turn_id"] for row in rows]
    assert turns == sorted(turns)

    query = "select wamid, state from outbox where conversation_id = %s order by id"
    own = rows[0]["conversation_id"]
    wait_until(lambda: {row["state"] for row in nodes.rows(query, own)} == {"sent"}, "the answers")
    assert [row["wamid"] for row in nodes.rows(query, own)] == [one.wamid for one in ana.chat()]
    shown = [one.skus[0] for one in ana.chat() if one.skus]
    places = [n for sku in shown for n, begin in enumerate(ASKED.values()) if sku.startswith(begin)]
    assert len(places) > 1, "hardly anything was shown"
    assert places == sorted(places), f"shown in this order: {shown}"


def test_a_changed_product_is_found_through_both_nodes(nodes: Nodes, tmp_path: Path) -> None:
    people = [customer(nodes, name) for name in ("Ben", "Cleo")]
    for place, one in enumerate(people):
        assert "DID-1" not in one.ask(place, "busco un didgeridoo de eucalipto").skus
    feed = tmp_path / "new.csv"
    feed.write_text(
        "id,title,description,availability,price,image_link,product_type\n"
        "DID-1,Didgeridoo de eucalipto,Instrumento de viento hecho a mano.,in stock,"
        "1800.00 MXN,https://tienda.example/images/did.svg,Música\n",
        encoding="utf-8",
    )
    assert nodes.town.command("catalog", "import", str(feed)).returncode == 0
    changed = time.monotonic()
    waits: list[float] = []
    for place, one in enumerate(people):
        while "DID-1" not in one.ask(place, "busco un didgeridoo de eucalipto").skus:
            assert time.monotonic() - changed < SEEN, f"node {place} does not find it"
            time.sleep(0.2)
        waits.append(time.monotonic() - changed)
    print(f"a new product is found after {waits[0]:.2f} s and {waits[1]:.2f} s")


def test_when_a_node_is_killed_the_other_answers_what_it_left(nodes: Nodes) -> None:
    dora, eva = customer(nodes, "Dora"), customer(nodes, "Eva")
    assert dora.ask(0, "busco tenis para correr").skus
    before = len(dora.chat())
    children = family_of(nodes.town.service.pid)
    dora.say(0, "muéstrame más")
    nodes.town.service.kill()
    killed = time.monotonic()
    left = "select id from inbox where state = 'open' and kind = 'message'"
    open_rows = len(nodes.rows(left))
    eva.say(1, "busco audífonos")
    wait_until(lambda: len(eva.chat()) > 1, "an answer to a new message", TAKEN_OVER)
    fresh = time.monotonic() - killed
    wait_until(lambda: len(dora.chat()) > before, "an answer to what was left", TAKEN_OVER)
    print(
        f"one node killed with {open_rows} messages open: the other answered a new one after "
        f"{fresh:.2f} s and what was left after {time.monotonic() - killed:.2f} s"
    )
    wait_until(lambda: not any(lives(child) for child in children), "the end of its Rasa")
    assert eva.ask(1, "quiero ver más").payload
    nodes.town.service.start()
    wait_ready(nodes.urls[0])
    assert dora.ask(0, "gracias").payload


def test_both_stop_cleanly(nodes: Nodes) -> None:
    services = (nodes.town.service, nodes.second)
    wait_until(lambda: not nodes.rows("select id from inbox where state = 'open'"), "all turns")
    children = set[tuple[int, str]]().union(*(family_of(one.pid) for one in services))
    for one in services:
        assert one.process is not None
        one.process.send_signal(signal.SIGTERM)
    assert [one.wait(PATIENCE) for one in services] == [0, 0]
    assert not any(lives(child) for child in children)
    assert nodes.rows("select key from lane where owner is not null") == []
    assert nodes.rows("select id from node") == []
    states = {row["state"] for row in nodes.rows("select state from outbox")}
    assert states == {"sent"}
