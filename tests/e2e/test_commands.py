"""The commands as their owner types them: alone, beside a running service, and when they fail."""

import json
from pathlib import Path

import pytest

from tests.e2e.town import Town, wait_until

pytestmark = [pytest.mark.rasa, pytest.mark.timeout(300)]


@pytest.fixture
def alone(sample_home: Path, tmp_path: Path) -> Town:
    """An installation without a running service."""
    town = Town(tmp_path / "alone", sample_home)
    town.copy_sample()
    return town


def lines(printed: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_search_prints_one_object_a_line_and_keeps_blank_lines_in_place(
    alone: Town, tmp_path: Path
) -> None:
    texts = tmp_path / "queries.txt"
    texts.write_text("tenis para correr grises del 27\n\nmenos de 300 pesos\n", encoding="utf-8")
    done = alone.command("search", "--file", str(texts), "--json", "--limit", "3")
    first, blank, cheap = lines(done.stdout)
    assert set(first) == {"query", "results", "filters"}
    assert first["filters"] == {"colours": ["gris"], "size": "27"}
    results = first["results"]
    assert isinstance(results, list)
    assert 1 <= len(results) <= 3
    assert set(results[0]) == {"sku", "name", "score"}
    assert (blank["query"], blank["results"]) == ("", [])
    assert cheap["filters"] == {"price_to": 300.0}


def test_ask_answers_from_the_product_or_the_shop_or_not_at_all(alone: Town) -> None:
    own = lines(alone.command("ask", "¿es impermeable?", "--sku", "TEN-LLUVIA-GOS-27",
                              "--json").stdout)[0]  # fmt: skip
    assert "impermeable" in str(own["answer"]).lower()
    assert str(own["source"]).startswith("attribute:")
    shop = lines(alone.command("ask", "¿cuánto cuesta el envío?", "--json").stdout)[0]
    assert "$129" in str(shop["answer"])
    unknown = lines(alone.command("ask", "¿quién ganó el mundial?", "--json").stdout)[0]
    assert unknown["answer"] is None


def test_understand_names_intent_ranking_and_acts(alone: Town) -> None:
    one = lines(alone.command("understand", "agrega dos del segundo", "--json").stdout)[0]
    assert one["intent"] == "add_to_cart"
    assert {"text", "confidence", "ranking", "entities", "acts"} <= set(one)


def test_a_setting_is_checked_kept_and_read_back(alone: Town) -> None:
    assert alone.command("setting", "set", "recovery_delay", "5").returncode == 0
    assert alone.command("setting", "get", "recovery_delay").stdout.strip() == "5"
    wrong = alone.command("setting", "set", "recovery_delay", "0")
    assert wrong.returncode == 1
    assert "between 1 and 10080" in wrong.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["order", "paid", "4711"], "no order 4711"),
        (["setting", "get", "nope"], "`setting list` shows them all"),
        (["catalog", "sync", "--account", "nobody"], "no account 'nobody'"),
        (["search"], "give a text"),
        (["restore", "README.md"], "cannot be read as a backup"),
    ],
)
def test_a_mistake_is_one_clear_line(alone: Town, words: list[str], says: str) -> None:
    done = alone.command(*words)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_bad_rows_are_named_and_the_rest_comes_in(alone: Town, tmp_path: Path) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text(
        "id,title,description,availability,price,image_link\n"
        "NEW-1,Gorra,Azul,in stock,99.00 MXN,https://x.example/1\n"
        "NEW-2,Gorra,Azul,in stock,,https://x.example/1\n"
        "NEW-1,Gorra,Azul,in stock,98.00 MXN,https://x.example/1\n",
        encoding="utf-8",
    )
    done = alone.command("catalog", "import", str(feed))
    assert done.returncode == 0
    assert "line 3: column price is empty" in done.stderr
    assert "line 4: SKU NEW-1 stands in line 2 already" in done.stderr
    assert done.stdout.startswith("1 added, 0 changed, 0 unchanged, 2 refused, 1 encoded")


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_an_export_is_a_file(alone: Town, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"orders.{form}"
    done = alone.command("export", "orders", "--format", form, "--to", str(target))
    assert done.returncode == 0, done.stderr
    assert target.exists()


def test_beside_a_running_service_commands_work_and_a_second_service_does_not(
    town: Town, tmp_path: Path
) -> None:
    assert town.command("setting", "set", "name", "Otra tienda").returncode == 0
    assert town.command("setting", "get", "name").stdout.strip() == "Otra tienda"
    assert town.command("search", "tenis", "--json").returncode == 0
    saved = town.command("backup", str(tmp_path / "saved.tar.gz"))
    assert saved.returncode == 0, saved.stderr
    refused = town.command("restore", str(tmp_path / "saved.tar.gz"))
    assert "another service runs on this HOME" in refused.stderr
    second = town.command("run")
    assert second.returncode == 1
    assert "another service runs on this HOME" in second.stderr
    town.service.kill()
    assert town.command("setting", "set", "name", "Ya").returncode == 0


def test_doctor_names_what_is_wrong_and_its_mend(town: Town) -> None:
    healthy = town.command("doctor")
    assert "runs and can answer" in healthy.stdout
    assert "every permission" in healthy.stdout
    broken = town.command_in({"MILLENNIUM_CATALOG_ID": "999"}, "doctor")
    assert broken.returncode == 1
    assert "not to 999" in " ".join(broken.stdout.split())


def test_the_service_stops_gracefully_and_leaves_nothing_behind(town: Town) -> None:
    rasa = town.own_rasa()
    assert town.service.stop() == 0
    wait_until(lambda: not Path(f"/proc/{rasa}").exists(), "the end of Rasa", 10)
    assert not (town.home / "control.sock").exists()
