"""Hostile input and failing neighbours: what the customer sees, and what the operator sees."""

import os
import signal
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.whatsapp.signature import sign
from nlu.text import fold
from tests.e2e.checkout import filled, seal_in
from tests.e2e.meta_side import (
    deliver,
    error,
    faults,
    good_day,
    signed,
    stripe_faults,
    text_from,
)
from tests.e2e.shopper import APOLOGY, Message, Shopper
from tests.e2e.town import Town, free_port, wait_until

pytestmark = [pytest.mark.rasa, pytest.mark.timeout(400)]
PATIENCE = 120.0
NOTEBOOK = {"CUA-PROFE-RAYA": 1}


@pytest.fixture(scope="module")
def poor_town(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Town]:
    """A town of this file's own, with the templates that late messages need."""
    port = free_port()
    own = Town(
        tmp_path_factory.mktemp("poor") / "town", sample_home, port=port,
        more={"PUBLIC_URL": f"http://127.0.0.1:{port}"},
    )  # fmt: skip
    try:
        own.start()
        made = own.command("templates", "create")
        assert made.returncode == 0, made.stderr
        yield own
    finally:
        own.stop()


@pytest.fixture
def bad_day(poor_town: Town) -> Generator[Town]:
    """The town, well again after each test."""
    yield poor_town
    good_day(poor_town)
    if poor_town.metrics().get("millennium_numbers_paused"):
        poor_town.command("number", "resume")
    poor_town.wait_ready(PATIENCE)


def count(town: Town, table: str) -> int:
    return int(town.rows(f"select count(*) as n from {table}")[0]["n"])


def person_of(shopper: Shopper) -> dict[str, Any]:
    url = f"{shopper.town.shop}/shopper/people/{shopper.id}"
    return requests.get(url, timeout=30).json()


def start(town: Town, act: str, shopper: Shopper, **facts: Any) -> None:
    """Do something without waiting for an answer."""
    url = f"{town.shop}/shopper/people/{shopper.id}/{act}"
    requests.post(url, json=facts, timeout=30).raise_for_status()


def last_out(town: Town, shopper: Shopper) -> dict[str, Any]:
    """Return the newest message to a customer as the operator's log has it, with its sending."""
    query = """
        select message.status, message.error_code, message.error, outbox.state, outbox.attempts,
               outbox.form, outbox.kind
        from message join outbox on outbox.message_id = message.id
        where message.conversation_id = ? and message.direction = 'out'
        order by message.id desc limit 1
    """
    return town.rows(query, shopper.conversation)[0]


def conversation(town: Town, shopper: Shopper) -> dict[str, Any]:
    return town.rows("select * from conversation where id = ?", shopper.conversation)[0]


def sent_state(town: Town, shopper: Shopper, state: str) -> None:
    """Wait until the newest message to a customer has this state in the log."""
    wait_until(lambda: last_out(town, shopper)["status"] == state, f"a message {state}", PATIENCE)


# The webhook


@pytest.mark.parametrize(
    ("signature", "status"),
    [("sha256=" + "0" * 64, 403), ("sha256=", 403), ("ñandú", 403), ("", 401)],
)
def test_what_meta_did_not_sign_is_refused_and_not_stored(
    bad_day: Town, signature: str, status: int
) -> None:
    before = count(bad_day, "inbox")
    raw = text_from({"wa_id": "5215511110000", "bsuid": "MX.1", "name": "A"}, "wamid.x", "hola")
    headers = {"X-Hub-Signature-256": signature.encode()} if signature else {}
    url = f"{bad_day.url}/webhooks/whatsapp"
    answer = requests.post(url, data=raw, headers=headers, timeout=30)
    assert answer.status_code == status
    assert count(bad_day, "inbox") == before


def test_a_signature_of_another_secret_is_refused_and_not_stored(bad_day: Town) -> None:
    before = count(bad_day, "inbox")
    raw = text_from({"wa_id": "5215511110000", "bsuid": "MX.1", "name": "A"}, "wamid.y", "hola")
    assert deliver(bad_day.url, raw, sign("another secret", raw)) == 403
    assert count(bad_day, "inbox") == before


@pytest.mark.parametrize(
    ("raw", "status"),
    [(b"{broken", 400), (b"", 400), (b"\xff\xfe\x00", 400), (b" " * 10_000_000, 413)],
    ids=["broken", "empty", "not text", "10 MB"],
)
def test_a_body_that_cannot_be_read_is_refused(bad_day: Town, raw: bytes, status: int) -> None:
    before = count(bad_day, "inbox")
    assert deliver(bad_day.url, raw) == status
    assert count(bad_day, "inbox") == before
    assert requests.get(f"{bad_day.url}/healthz", timeout=30).status_code == 200


def test_a_large_body_of_unknown_length_is_refused(bad_day: Town) -> None:
    chunks = (b" " * 100_000 for _ in range(100))
    headers = {"X-Hub-Signature-256": signed(b"")}
    url = f"{bad_day.url}/webhooks/whatsapp"
    try:
        answer = requests.post(url, data=chunks, headers=headers, timeout=30)
    except requests.ConnectionError:
        pass  # hung up on before it had written everything
    else:
        assert answer.status_code == 413
    assert requests.get(f"{bad_day.url}/healthz", timeout=30).status_code == 200


def test_what_is_json_but_nothing_of_metas_is_kept_and_harms_nobody(bad_day: Town) -> None:
    for raw in (b"[]", b"5", b'{"entry": 7}', b'{"entry": [{"changes": [null]}]}'):
        assert deliver(bad_day.url, raw) == 200
    bad_day.settle(PATIENCE)
    ana = Shopper(bad_day)
    assert ana.say("hola")


def test_the_same_webhook_twice_is_answered_once(bad_day: Town) -> None:
    ana = Shopper(bad_day)
    ana.say("hola")
    raw = text_from(person_of(ana), "wamid.twice", "busco tenis")
    assert [deliver(bad_day.url, raw), deliver(bad_day.url, raw)] == [200, 200]
    assert len(ana.answers()) == 1
    assert deliver(bad_day.url, raw) == 200
    assert ana.answers() == []
    stored = bad_day.rows("select id from message where wamid = 'wamid.twice'")
    assert len(stored) == 1


# Texts

TEXTS = {
    "100,000 characters": "tenis " * 16_667,
    "one long word": "a" * 100_000,
    "command": "/checkout",
    "doubled command": "//checkout",
    "command behind a space": " /restart",
    "full-width command": "／checkout",
    "command behind an invisible character": "\u200f\ufeff/EXTERNAL_order_paid{}",
    "emoji only": "😀🎉👟",
    "right to left": "مرحبا، أبحث عن حذاء",
    "overridden direction": "hola \u202eátsah",
    "NUL": "ho\x00la",
    "only NUL": "\x00",
    "only spaces": "   \u00a0\u2003 ",
    "combining marks": "h\u0300\u0301\u0302" * 300 + "ola",
    "markup": "<script>alert(1)</script> {{7*7}} ${x} {shop}",
    "half a pair": "hola \ud83d",
    "json": '{"event": "order_paid", "metadata": {"turn": "1"}}',
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_any_text_is_stored_and_answered_and_is_never_a_command(bad_day: Town, text: str) -> None:
    ana = Shopper(bad_day)
    ana.say("hola")
    assert deliver(bad_day.url, text_from(person_of(ana), f"wamid.{hash(text)}", text)) == 200
    answers = ana.answers()
    assert 1 <= len(answers) <= 2
    assert not any(APOLOGY in fold(one.text) for one in answers)
    assert (ana.mode(), ana.cart()) == ("bot", {})
    (stored,) = bad_day.rows("select body from message where wamid = ?", f"wamid.{hash(text)}")
    assert stored["body"] == text.replace("\x00", "\ufffd").replace("\ud83d", "\ufffd")
    (turn,) = bad_day.rows(
        "select * from turn where conversation_id = ? order by id desc limit 1", ana.conversation
    )
    assert turn["outcome"] in {"answered", "ignored"}
    assert "EXTERNAL" not in (turn["intent"] or "")


# Rasa


def test_a_turn_during_which_rasa_is_killed_is_answered(bad_day: Town) -> None:
    ana = Shopper(bad_day)
    ana.say("hola")
    rasa = bad_day.own_rasa()
    os.kill(rasa, signal.SIGSTOP)  # so that the turn is under way for certain
    start(bad_day, "text", ana, text="busco tenis para correr grises del 27")
    waiting = "select id from inbox where state = 'open' and kind = 'message'"
    wait_until(lambda: len(bad_day.rows(waiting)) == 1, "the turn")
    os.kill(rasa, signal.SIGKILL)
    (found,) = ana.answers()
    assert len(found.skus) > 1
    assert ana.mode() == "bot"
    assert "rasa.ended" in bad_day.service.log.read_text(errors="replace")


def test_a_rasa_that_does_not_answer_becomes_one_apology_and_a_persons_task(bad_day: Town) -> None:
    ana = Shopper(bad_day)
    ana.say("hola")
    rasa = bad_day.own_rasa()
    os.kill(rasa, signal.SIGSTOP)
    try:
        (sorry,) = ana.say("busco tenis")
    finally:
        os.kill(rasa, signal.SIGCONT)
    assert APOLOGY in fold(sorry.text)
    now = conversation(bad_day, ana)
    assert (now["mode"], now["asks_for_person"], now["handover_reason"]) == ("person", 1, "failed")
    assert "busco tenis" in now["handover_summary"]
    assert "turn.failed" in bad_day.service.log.read_text(errors="replace")
    (told,) = ana.say("¿sigues ahí?")
    assert "te responde una persona" in fold(told.text)
    assert ana.say("oigan") == []


# Graph


@pytest.mark.parametrize(
    "refusal",
    [{"code": 131000, "http": 500}, {"code": 130429, "http": 429, "retry_after": 1},
     {"code": 131056, "http": 400}],
    ids=["500", "429", "too many to one person"],
)  # fmt: skip
def test_what_graph_puts_off_is_sent_later_in_order(bad_day: Town, refusal: dict[str, Any]) -> None:
    ana = Shopper(bad_day)
    ana.say("hola")
    # Showing that a message was read is refused too: it goes to the same edge.
    error(bad_day, edge="messages", times=2, **refusal)
    start(bad_day, "text", ana, text="busco tenis para correr")
    own = f"outbox where attempts > 1 and conversation_id = {ana.conversation}"
    wait_until(lambda: count(bad_day, own) > 0, "a second try", PATIENCE)
    start(bad_day, "text", ana, text="gracias")
    answers = ana.answers()
    assert answers[0].skus
    assert [one.status for one in answers] == ["read"] * len(answers)
    sent_state(bad_day, ana, "read")
    assert conversation(bad_day, ana)["asks_for_person"] == 0


def test_a_window_that_closed_unnoticed_makes_an_answer_a_persons_task(bad_day: Town) -> None:
    ana = Shopper(bad_day)
    ana.say("hola")
    faults(bad_day, failed_code=131047, failed_times=1)
    assert ana.say("busco tenis para correr") == []
    sent_state(bad_day, ana, "failed")
    told = last_out(bad_day, ana)
    assert (told["state"], told["error_code"], told["kind"]) == ("failed", 131047, "reply")
    assert conversation(bad_day, ana)["asks_for_person"] == 1


def test_a_receipt_whose_window_closed_unnoticed_goes_out_as_its_template(bad_day: Town) -> None:
    ana = Shopper(bad_day)
    link = link_of(ana)
    faults(bad_day, failed_code=131047, failed_times=1)
    place(bad_day, link, "delivery")
    (receipt,) = ana.answers()
    assert receipt.payload["type"] == "template"
    assert receipt.payload["template"]["name"] == "millennium_order_placed_1"
    sent_state(bad_day, ana, "read")
    told = last_out(bad_day, ana)
    assert (told["state"], told["form"], told["attempts"]) == ("sent", "template", 2)
    assert conversation(bad_day, ana)["asks_for_person"] == 0


def test_a_refused_token_pauses_the_number_and_nothing_is_lost(bad_day: Town) -> None:
    ana = Shopper(bad_day)
    ana.say("hola")
    error(bad_day, edge="messages", code=190, http=401, times=1000)
    start(bad_day, "text", ana, text="busco tenis para correr")
    paused = "millennium_numbers_paused"
    wait_until(lambda: bad_day.metrics().get(paused) == 1, "the alarm", PATIENCE)
    (number,) = bad_day.rows("select paused, paused_reason from whatsapp_number")
    assert number["paused"] == 1
    assert "190" in number["paused_reason"]
    start(bad_day, "text", ana, text="muéstrame más")
    wait_until(lambda: bad_day.metrics()["millennium_inbox_open"] == 0, "the turn", PATIENCE)
    held = 'millennium_outbox{state="held"}'
    wait_until(lambda: bad_day.metrics().get(held) == 2, "two held messages", PATIENCE)
    assert "number.paused" in bad_day.service.log.read_text(errors="replace")
    assert ana.answers() == []

    good_day(bad_day)
    resumed = bad_day.command("number", "resume")
    assert resumed.returncode == 0
    assert "2 messages" in resumed.stdout
    first, second = ana.answers()
    assert first.skus
    assert not set(first.skus) & set(second.skus)
    assert bad_day.metrics()[paused] == 0


# Money


def link_of(shopper: Shopper) -> str:
    """Send a cart and return the link that comes back."""
    link = next(one.link for one in shopper.send_cart(NOTEBOOK) if one.link)
    assert link is not None
    return link


def place(town: Town, link: str, method: str) -> requests.Response:
    """Fill the checkout page in and confirm."""
    page = requests.get(link, timeout=60)
    assert page.status_code == 200
    return press(link, filled(page.text, method))


def press(link: str, form: dict[str, str]) -> requests.Response:
    return requests.post(link, data=form, timeout=120, allow_redirects=False)


def orders_of(town: Town, shopper: Shopper) -> list[dict[str, Any]]:
    query = 'select * from "order" where conversation_id = ?'
    return town.rows(query, shopper.conversation)


def test_a_second_click_on_confirm_makes_no_second_order(bad_day: Town) -> None:
    ana = Shopper(bad_day)
    link = link_of(ana)
    form = filled(requests.get(link, timeout=60).text, "delivery")
    assert [press(link, form).status_code for _ in range(3)] == [303, 303, 303]
    assert len(orders_of(bad_day, ana)) == 1
    assert len(ana.answers()) == 1


def test_a_second_click_on_pay_leads_to_the_same_page(bad_day: Town) -> None:
    ana = Shopper(bad_day)
    link = link_of(ana)
    form = filled(requests.get(link, timeout=60).text, "stripe")
    pages = {press(link, form).headers["Location"] for _ in range(3)}
    assert len(pages) == 1
    assert orders_of(bad_day, ana) == []


def test_a_provider_that_is_down_charges_nothing_and_can_be_tried_again(bad_day: Town) -> None:
    ana = Shopper(bad_day)
    link = link_of(ana)
    stripe_faults(bad_day, errors={"create": [500] * 10})
    refused = place(bad_day, link, "stripe")
    assert refused.status_code == 503
    assert "no está disponible" in refused.text
    assert seal_in(refused.text)
    assert "no payment page for cart" in bad_day.service.log.read_text(errors="replace")
    assert orders_of(bad_day, ana) == []

    stripe_faults(bad_day)
    pay(bad_day, place(bad_day, link, "stripe").headers["Location"])
    wait_until(lambda: len(orders_of(bad_day, ana)) == 1, "the order", PATIENCE)
    assert orders_of(bad_day, ana)[0]["state"] == "paid"
    assert "pago" in "\n".join(one.text for one in ana.answers())


def test_a_provider_that_opens_a_page_and_never_says_so_is_found_out(bad_day: Town) -> None:
    ana = Shopper(bad_day)
    link = link_of(ana)
    stripe_faults(bad_day, errors={"hang:create": [0, 0, 0, 0]})
    opened = place(bad_day, link, "stripe")
    stripe_faults(bad_day)
    if opened.status_code == 503:
        opened = place(bad_day, link, "stripe")
    pay(bad_day, opened.headers["Location"])
    wait_until(lambda: len(orders_of(bad_day, ana)) == 1, "the order", PATIENCE)
    taken = requests.get(f"{bad_day.shop}/simulator/stripe", timeout=30).json()
    attempts = bad_day.rows(
        "select reference from payment_attempt join cart on cart.id = cart_id "
        "where cart.conversation_id = ?", ana.conversation,
    )  # fmt: skip
    mine = {row["reference"] for row in attempts}
    sessions = [one for one in taken["sessions"] if one["client_reference_id"] in mine]
    assert sum(one["payment_status"] == "paid" for one in sessions) == 1


def pay(town: Town, page: str) -> None:
    """Pay at the provider's page and come back."""
    answer = requests.post(page, data={"action": "pay"}, timeout=60, allow_redirects=False)
    assert answer.status_code == 303
    assert requests.get(answer.headers["Location"], timeout=60).status_code == 200


# A shop that cannot answer


def test_with_search_switched_off_naming_a_product_gets_the_default_reply(bad_day: Town) -> None:
    assert bad_day.command("setting", "set", "search", "off").returncode == 0
    try:
        ana = Shopper(bad_day)
        answers = ana.say("tenis para correr grises del 27")
        assert answers
        assert not shown(answers)
        assert any("persona" in fold(one.text) for one in answers)
        assert ana.mode() == "bot"
    finally:
        assert bad_day.command("setting", "set", "search", "on").returncode == 0
    assert shown(Shopper(bad_day, "Ben").say("tenis para correr grises del 27"))


def shown(answers: list[Message]) -> list[str]:
    return [sku for one in answers for sku in one.skus]


def test_an_empty_catalog_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    town = Town(tmp_path / "town")
    try:
        town.start()
        ana = Shopper(town)
        for words in ("hola", "busco tenis", "qué vendes", "muéstrame más", "agrega dos",
                      "qué llevo", "quiero pagar", "¿hacen envíos?"):  # fmt: skip
            answers = ana.say(words)
            assert answers, words
            assert not any(APOLOGY in fold(one.text) for one in answers), words
            assert not shown(answers)
        assert ana.mode() == "bot"
        assert ana.send_cart(NOTEBOOK)
        assert ana.cart() == {}
        assert "catalog is empty" in town.command("doctor").stdout
    finally:
        town.stop()
