"""Files that customers send reach the shop, whatever happens to the service meanwhile."""

import hashlib
import random
import time

import pytest
import requests

from tests.e2e.shopper import Shopper
from tests.e2e.town import Town, wait_until

pytestmark = [pytest.mark.rasa, pytest.mark.timeout(400)]
KINDS = ("image", "document", "audio")


def states(town: Town) -> list[str]:
    return [row["state"] for row in town.rows("select state from media order by id")]


def test_every_file_is_kept_once_although_the_service_is_killed(town: Town) -> None:
    who = Shopper(town)
    who.say("hola")
    for kind in KINDS:
        facts = {"type": kind, **({"voice": True} if kind == "audio" else {})}
        url = f"{town.shop}/shopper/people/{who.id}/file"
        requests.post(url, json=facts, timeout=30).raise_for_status()
        time.sleep(random.uniform(0, 1.5))
        town.service.kill()
        town.service.start()
        town.wait_ready()
    town.settle()
    wait_until(lambda: states(town) == ["kept"] * len(KINDS), "every file", 60)
    assert town.rows("select * from timer where kind = 'media'") == []
    lying = [path for path in town.home.glob("media/*/*") if path.is_file()]
    named = {row["sha256"] for row in town.rows("select sha256 from media")}
    assert {path.name for path in lying} == named
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in lying)
    assert all(path.stat().st_mode & 0o077 == 0 for path in lying)
