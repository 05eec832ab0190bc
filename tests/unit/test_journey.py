"""The way of a message: what is asked in which order, what closes together, what fails how."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from actions.ports import Customer, Responses, Turn
from actions.replies import Text
from actions.shop.cart import Cart, CartLine
from actions.shop.context import Context, Option, Pending, dump, load
from actions.shop.money import Money
from actions.shop.place import Place
from bot.accounts.preferences import Preferences
from bot.dialogue.board import TurnBoard
from bot.dialogue.protocol import DialogueUnavailableError
from bot.inbox.closing import Closing, ConflictError, Loaded, Receipt
from bot.journey import Journey
from bot.outbox.ports import Pending as Waiting
from tests.doubles.shop import wording

NOW = 1_700_000_000_000
QUIET = Preferences(burst_wait_ms=0)


@dataclass
class Row:
    id: int
    payload: Mapping[str, Any]
    kind: str = "message"
    received_at: int = NOW


def text(row_id: int, body: str, **more: Any) -> Row:
    message = {"id": f"wamid.{row_id}", "type": "text", "timestamp": "1700000000"}
    return Row(row_id, {"message": {**message, "text": {"body": body}, **more}})


def of_type(row_id: int, kind: str, **part: Any) -> Row:
    message = {"id": f"wamid.{row_id}", "type": kind, "timestamp": "1700000000", **part}
    return Row(row_id, {"message": message})


@dataclass
class MemoryTurns:
    loaded: Loaded
    closed: list[Closing] = field(default_factory=list)
    conflicts: int = 0

    async def load(self, lane: str) -> Loaded:
        return self.loaded

    async def quoted(self, account_id: int, wamid: str) -> tuple[str, ...]:
        return ("SKU-1", "SKU-2")

    async def is_newest(self, conversation_id: int, wamid: str) -> bool:
        return wamid == "wamid.newest"

    async def close(self, closing: Closing) -> Sequence[Waiting]:
        if self.conflicts:
            self.conflicts -= 1
            raise ConflictError("the cart moved on")
        self.closed.append(closing)
        return ()


@dataclass
class ActingDialogue:
    """Calls one action for every message, as Rasa does through the actions route."""

    board: TurnBoard
    act: Callable[[Turn], None]
    heard: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)
    unreachable: int = 0
    calls_action: bool = True

    async def ready(self) -> bool:
        return True

    def loads(self) -> bool:
        return False

    async def send(self, *, sender: str, text: str, metadata: Mapping[str, object]) -> None:
        if self.unreachable:
            self.unreachable -= 1
            raise DialogueUnavailableError("starting")
        self.heard.append((text, metadata))
        turn = self.board.find(metadata["turn"])
        if turn is not None and self.calls_action:
            self.act(turn)
            turn.answered(int(str(metadata["act"])))


class NamesAsWords:
    def say(self, name: str, turn: Turn, **values: str) -> str:
        return f"<{name}>"


class StillClock:
    def now(self) -> int:
        return NOW


@dataclass
class StillLane:
    key: str = "c:1"
    node: str = "here"
    later: list[Sequence[Row]] = field(default_factory=list)
    asides: int = 0

    def aside(self) -> AbstractAsyncContextManager[None]:
        self.asides += 1
        return nullcontext()

    async def more(self, after: int, wait: int) -> Sequence[Row]:
        return self.later.pop(0) if self.later else ()

    def send(self, begun: Sequence[Waiting]) -> None:
        assert not begun


def conversation(**changes: Any) -> Loaded:
    customer = Customer(id=7, name="Ana", country="mx")
    loaded = Loaded(1, 1, "PN", 3, "bot", None, customer, QUIET, "CAT", None, None)
    return replace(loaded, **changes)


@dataclass
class Scene:
    loaded: Loaded = field(default_factory=conversation)
    act: Callable[[Turn], None] = lambda turn: turn.reply(Text(f"re: {turn.said.text}"))
    responses: Responses = field(default_factory=NamesAsWords)

    def __post_init__(self) -> None:
        self.seen: list[str] = []
        self.turns = MemoryTurns(self.loaded)
        self.board = TurnBoard()
        self.dialogue = ActingDialogue(self.board, self.act)
        self.journey = Journey(
            turns=self.turns,
            dialogue=self.dialogue,
            board=self.board,
            encode=self.encode,
            responses=self.responses,
            seen=lambda number, wamid: self.seen.append(wamid),
            clock=StillClock(),
            public_url="https://shop.example",
        )

    async def encode(self, text: str) -> bytes | None:
        return b"\x00" * 768

    async def take(self, *rows: Row, later: Sequence[Sequence[Row]] = ()) -> Closing:
        self.lane = StillLane(later=list(later))
        await self.journey.take(self.lane, rows)
        return self.turns.closed[-1]


def bodies(closing: Closing) -> list[str]:
    return [leaving.body for leaving in closing.leaving]


@pytest.mark.parametrize(("hours", "kept"), [(2, True), (25, False)])
async def test_a_place_is_put_on_the_carts_of_its_own_session_alone(hours: int, kept: bool) -> None:
    told = dump(Context(place=Place(19.4, -99.1), focus="TAZA"))
    scene = Scene(conversation(context=told, last_turn_at=NOW - hours * 3_600_000))
    closing = await scene.take(text(1, "busco una taza"))
    after = load(closing.context)
    assert (after.place is not None) is kept
    assert (after.focus == "TAZA") is kept


async def test_a_message_is_understood_answered_and_closed_in_one_commit() -> None:
    scene = Scene()
    closing = await scene.take(text(5, "¿tienen tenis grises?"))
    assert bodies(closing) == ["re: ¿tienen tenis grises?"]
    assert [one.inbox_id for one in closing.arrived] == [5]
    assert (closing.lane, closing.owner) == ("c:1", "here")
    assert set(closing.observed.timings) == {"encode", "dialogue", "walk"}
    (_, metadata), *_ = scene.dialogue.heard
    assert metadata["act"] == 0
    assert isinstance(metadata["vector"], str)


async def test_the_customer_sees_that_it_was_read_unless_a_person_has_it() -> None:
    scene = Scene()
    await scene.take(text(5, "¿tienen tenis grises?"))
    assert scene.seen == ["wamid.5"]
    held = Scene(conversation(mode="person"))
    await held.take(text(6, "¿sigue ahí?"))
    assert held.seen == []


async def test_customer_text_can_never_be_a_command() -> None:
    scene = Scene()
    for place, hostile in enumerate(["/checkout", "//checkout", " /restart", "／checkout"], 1):
        await scene.take(text(place, hostile))
    assert [heard for heard, _ in scene.dialogue.heard] == [
        "checkout", "checkout", "restart", "checkout",
    ]  # fmt: skip


async def test_several_wishes_are_several_acts_of_one_turn() -> None:
    scene = Scene()
    closing = await scene.take(text(1, "agrega dos y ¿cuánto cuesta el envío?"))
    assert [metadata["act"] for _, metadata in scene.dialogue.heard] == [0, 1]
    assert len(scene.turns.closed) == 1
    assert len(closing.observed.acts) == 2


async def test_a_fragment_waits_for_the_rest_of_the_sentence() -> None:
    scene = Scene(conversation(preferences=Preferences(burst_wait_ms=1500)))
    closing = await scene.take(text(1, "busco"), later=[[text(2, "tenis grises del 27")]])
    assert [heard for heard, _ in scene.dialogue.heard] == ["busco tenis grises del 27"]
    assert [one.inbox_id for one in closing.arrived] == [1, 2]


async def test_stop_is_heard_before_anything_else_even_with_a_person() -> None:
    scene = Scene(conversation(mode="person"))
    closing = await scene.take(text(1, "STOP"))
    assert closing.opted_out
    assert bodies(closing) == ["<stopped>"]
    assert scene.dialogue.heard == []


async def test_the_bot_is_silent_while_a_person_has_the_conversation() -> None:
    scene = Scene(conversation(mode="person"))
    closing = await scene.take(text(1, "¿sigue ahí?"))
    assert bodies(closing) == []
    assert closing.observed.outcome == "held"
    assert [one.body for one in closing.arrived] == ["¿sigue ahí?"]


async def test_a_receipt_is_kept_without_a_word_while_a_person_has_the_conversation() -> None:
    scene = Scene(conversation(mode="person"))
    picture = of_type(1, "image", image={"id": "M1", "mime_type": "image/jpeg"})
    closing = await scene.take(picture)
    assert bodies(closing) == []
    assert closing.receipts == [Receipt(None, "wamid.1")]
    voice = of_type(2, "audio", audio={"id": "M2", "mime_type": "audio/ogg"})
    sticker = of_type(3, "sticker", sticker={"id": "M3", "mime_type": "image/webp"})
    assert [(await scene.take(one)).receipts for one in (voice, sticker)] == [[], []]


async def test_answering_from_the_phone_is_a_takeover() -> None:
    scene = Scene()
    echo = Row(1, {"echo": {"id": "w", "type": "text", "text": {"body": "Hola"}}}, kind="echo")
    closing = await scene.take(echo)
    assert closing.takeover
    assert bodies(closing) == []
    assert closing.arrived[0].author == "phone"


async def test_what_the_business_writes_on_its_phone_is_nobodys_opt_out() -> None:
    scene = Scene()
    echo = Row(1, {"echo": {"id": "w", "type": "text", "text": {"body": "BAJA"}}}, kind="echo")
    closing = await scene.take(echo)
    assert (closing.takeover, closing.opted_out, bodies(closing)) == (True, False, [])


async def test_an_answer_to_the_pending_question_is_no_intent() -> None:
    options = (Option("var:A", "Gris", "gris"), Option("var:B", "Negro", "negro"))
    pending = Pending("variant", "¿De qué color?", options, NOW + 60_000)
    waiting = Preferences(burst_wait_ms=1500)
    memory = dump(Context(pending=pending))
    scene = Scene(conversation(context=memory, preferences=waiting))
    await scene.take(text(1, "la negra"), later=[[text(2, "¿y cuánto cuesta el envío?")]])
    assert [heard for heard, _ in scene.dialogue.heard] == ["/EXTERNAL_answered"]


async def test_a_sent_cart_reaches_its_action_with_exact_prices() -> None:
    told: list[Mapping[str, object]] = []
    scene = Scene(act=lambda turn: told.append(turn.said.payload))
    item = {"product_retailer_id": "S1", "quantity": 2, "item_price": 7.99, "currency": "MXN"}
    await scene.take(of_type(1, "order", order={"catalog_id": "CAT", "product_items": [item]}))
    assert scene.dialogue.heard[0][0] == "/EXTERNAL_cart_sent"
    assert told[0]["items"] == [{"sku": "S1", "quantity": 2, "price_minor": 799, "currency": "MXN"}]


async def test_a_tap_brings_what_the_quoted_message_showed() -> None:
    said: list[tuple[str, ...]] = []
    scene = Scene(act=lambda turn: said.append(turn.said.quoted))
    reply = {"type": "button_reply", "button_reply": {"id": "add:S1", "title": "Agregar"}}
    await scene.take(of_type(1, "interactive", interactive=reply, context={"id": "wamid.out"}))
    assert said == [("SKU-1", "SKU-2")]


async def test_files_and_places_are_events_and_a_sticker_is_nothing() -> None:
    told: list[Any] = []
    scene = Scene(act=lambda turn: told.append((turn.said.event, dict(turn.said.payload))))
    await scene.take(of_type(1, "audio", audio={"id": "M1", "mime_type": "audio/ogg; codecs=opus"}))
    await scene.take(of_type(3, "location", location={"latitude": 20.6, "longitude": -103.3}))
    voice, place = told
    assert voice == ("file_sent", {"kind": "audio", "mime": "audio/ogg", "wamid": "wamid.1"})
    assert place[0] == "place_sent"
    assert place[1]["latitude"] == 20.6
    sticker = of_type(2, "sticker", sticker={"id": "M2", "mime_type": "image/webp"})
    assert bodies(await scene.take(sticker)) == []


async def test_a_conflict_runs_the_turn_again_and_writes_once() -> None:
    scene = Scene()
    scene.turns.conflicts = 2
    closing = await scene.take(text(1, "¿tienen tenis?"))
    assert len(scene.turns.closed) == 1
    assert bodies(closing) == ["re: ¿tienen tenis?"]
    assert len({metadata["turn"] for _, metadata in scene.dialogue.heard}) == 3


async def test_endless_conflicts_end_with_a_person() -> None:
    scene = Scene()
    scene.turns.conflicts = 3
    closing = await scene.take(text(1, "¿tienen tenis?"))
    assert bodies(closing) == ["<apology>"]
    assert closing.hand_over is not None


async def test_rasa_that_restarts_costs_no_message() -> None:
    scene = Scene()
    scene.dialogue.unreachable = 1
    closing = await scene.take(text(1, "¿tienen tenis?"))
    assert bodies(closing) == ["re: ¿tienen tenis?"]
    assert scene.lane.asides == 1  # it kept nobody from their turn meanwhile


async def test_a_failed_action_apologises_once_and_hands_over_with_the_words() -> None:
    scene = Scene()
    scene.dialogue.calls_action = False
    closing = await scene.take(text(1, "¿tienen tenis?"))
    assert bodies(closing) == ["<apology>"]
    assert closing.hand_over is not None
    assert closing.hand_over.summary == "¿tienen tenis?"
    assert closing.cart is None
    assert closing.observed.outcome == "failed"


async def test_a_late_action_changes_nothing() -> None:
    late: list[Turn] = []
    scene = Scene(act=late.append)
    closing = await scene.take(text(1, "¿tienen tenis?"))
    assert closing.leaving == []
    with pytest.raises(RuntimeError, match="too late"):
        late[0].reply(Text("demasiado tarde"))


def image(row_id: int, caption: str = "") -> Row:
    part = {"id": f"M{row_id}", "mime_type": "image/jpeg", "caption": caption}
    return of_type(row_id, "image", image=part)


async def test_a_caption_is_text_unless_it_says_that_the_file_shows_a_payment() -> None:
    said: list[tuple[str | None, str]] = []
    scene = Scene(act=lambda turn: said.append((turn.said.event, turn.said.text)))
    await scene.take(image(1, "¿tienen una así?"))
    await scene.take(image(2, "aquí está mi comprobante"))
    await scene.take(image(3))
    assert said == [
        (None, "¿tienen una así?"),
        ("file_sent", "aquí está mi comprobante"),
        ("file_sent", ""),
    ]


def asking() -> Loaded:
    """A conversation whose last word was a question."""
    options = (Option("clear", "Sí", "yes"), Option("no", "No, gracias", "no"))
    waiting = Pending("confirm", "¿Vacío tu carrito?", options, NOW + 60_000)
    return conversation(context=dump(Context(pending=waiting)))


def thumb(emoji: str, on: str = "wamid.newest") -> Row:
    return of_type(1, "reaction", reaction={"message_id": on, "emoji": emoji})


@pytest.mark.parametrize(("emoji", "option"), [("👍", "clear"), ("👍🏽", "clear"), ("👎", "no")])
async def test_a_thumb_on_the_question_answers_it(emoji: str, option: str) -> None:
    told: list[Any] = []
    scene = Scene(asking(), act=lambda turn: told.append(turn.said.payload["option"]))
    await scene.take(thumb(emoji))
    assert told == [option]


@pytest.mark.parametrize("row", [thumb("❤️"), thumb("👍", on="wamid.older"), thumb("")])
async def test_a_heart_or_a_thumb_on_something_else_answers_nothing(row: Row) -> None:
    scene = Scene(asking())
    await scene.take(row)
    assert scene.dialogue.heard == []


async def test_who_wants_no_more_messages_is_obeyed_also_while_a_person_has_it() -> None:
    scene = Scene(conversation(mode="person"))
    closing = await scene.take(text(1, "ya no me escriban más por favor"))
    assert closing.opted_out
    assert bodies(closing) == ["<stopped>"]


@pytest.mark.parametrize(
    ("loaded", "words", "told"),
    [
        (conversation(), "STOP", "recordatorios"),
        (conversation(mode="person", waits=True), "¿sigue ahí?", "persona"),
        (conversation(), " \u200f ", ""),
    ],
)
async def test_what_is_answered_without_an_act_has_real_words(
    loaded: Loaded, words: str, told: str
) -> None:
    scene = Scene(loaded, responses=wording())
    (said,) = bodies(await scene.take(text(1, words)))
    assert told in said
    assert said


SPOT = Place(20.67, -103.35, "Casa")
SHIRTS = Cart("MXN", (CartLine("SHIRT", "Playera", 1, Money(100, "MXN")),))


async def test_a_place_waits_in_memory_until_there_is_a_cart() -> None:
    scene = Scene(act=lambda turn: turn.deliver_to(SPOT))
    await scene.take(text(1, "aquí"))
    (closing,) = scene.turns.closed
    assert closing.place is None
    assert load(closing.context).place == SPOT


async def test_a_place_goes_to_one_cart_and_not_to_those_after_it() -> None:
    kept = dump(replace(Context(), place=SPOT))
    scene = Scene(conversation(context=kept), act=lambda turn: turn.change_cart(SHIRTS))
    await scene.take(text(1, "agrega una playera"))
    (closing,) = scene.turns.closed
    assert closing.place == SPOT
    assert load(closing.context).place is None
