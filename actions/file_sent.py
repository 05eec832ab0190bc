"""A file came: a receipt while a transfer is open, a picture of what is broken, or else."""

from __future__ import annotations

from typing import Final

from actions.base import ShopAction
from actions.ports import OrderSummary, Turn
from actions.replies import Text
from actions.shop.taps import tap_id
from actions.shop.trouble import tells_paid
from actions.steps.after import FILE
from actions.steps.ask import Way, ask
from actions.steps.hand_over import hand_over, summary
from actions.steps.mishap import open_case
from actions.steps.orders import own_orders
from actions.steps.receipt import RECEIPT, keep_receipt, which_receipt
from actions.steps.told_paid import PAID

# Several pictures sent at once get one answer.
AT_ONCE_MS: Final = 60_000
# What was last said about a file: the question which order it is for.
WHICH: Final = "which"
# What a file may be, and how that is said on a button.
_WAYS: Final = {
    "wish": "button_looking_for", "receipt": "button_is_receipt", "order": "button_of_order",
}  # fmt: skip
_ASKED: Final = {"image": "what_image", "video": "what_video", "document": "what_file"}


class FileSent(ShopAction):
    """Puts the file where it belongs; what it shows nobody here can see, and that is said."""

    async def perform(self, turn: Turn) -> None:
        kind = str(turn.said.payload.get("kind", ""))
        if kind == "audio":
            self._voice(turn)
        elif kind not in _ASKED:
            turn.reply(Text(self.ports.responses.say("unreadable", turn)))
        elif open_case(turn) in {"damaged", "wrong"}:
            await self._of_case(turn)
        elif _shows_payment(turn) and (waiting := await self._waiting(turn)):
            self._receipt(turn, waiting)
        elif _shows_payment(turn) and self._told_paid(turn):
            hand_over(self.ports, turn, "receipt", "receipt_person")
        elif self._once(turn, kind):
            self._ask(turn, kind)

    def _voice(self, turn: Turn) -> None:
        """Nobody here listens; people are shown that somebody spoke."""
        turn.flag("voice", summary(self.ports, turn))
        if self._once(turn, "voice"):
            turn.reply(Text(self.ports.responses.say("voice_note", turn)))

    async def _of_case(self, turn: Turn) -> None:
        """What arrived broken is shown: a person looks at it, with the order at hand."""
        orders = await own_orders(self.ports, turn)
        hand_over(self.ports, turn, "complaint", "photo_of_case", orders[:2], turn.context.heard)

    async def _waiting(self, turn: Turn) -> list[OrderSummary]:
        """The orders whose payment it may show: by transfer, or any after "ya pagué"."""
        orders = await own_orders(self.ports, turn)
        transfers = [one for one in orders if one.awaits_transfer]
        unpaid = [one for one in orders if one.is_open and not one.paid]
        return transfers or (unpaid if self._told_paid(turn) else [])

    def _told_paid(self, turn: Turn) -> bool:
        return tells_paid(turn.said.text) or open_case(turn) == PAID

    def _receipt(self, turn: Turn, waiting: list[OrderSummary]) -> None:
        wamid = str(turn.said.payload.get("wamid", ""))
        if len(waiting) > 1:
            again = not self._once(turn, WHICH)
            which_receipt(self.ports, turn, waiting, wamid, silent=again)
        else:
            again = not self._once(turn, RECEIPT)
            keep_receipt(self.ports, turn, waiting[0], wamid, silent=again)

    def _ask(self, turn: Turn, kind: str) -> None:
        say = self.ports.responses.say
        ways = [Way(tap_id(FILE, what), say(title, turn), what) for what, title in _WAYS.items()]
        ask(self.ports, turn, "candidate", say(_ASKED[kind], turn), ways)

    def _once(self, turn: Turn, what: str) -> bool:
        """Whether this was not answered just now: an album is many messages."""
        last, at = turn.context.filed
        turn.context.filed = (what, turn.now)
        return last != what or turn.now - at >= AT_ONCE_MS


def _shows_payment(turn: Turn) -> bool:
    """Whether a file may be a receipt: a picture or PDF, with nothing else said beside it."""
    mime = str(turn.said.payload.get("mime", ""))
    return mime.startswith("image/") or mime == "application/pdf"
