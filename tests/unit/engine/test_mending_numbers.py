import pytest

from bot.console.words import CATALOG
from bot.outbox.mend import MENDS, mend_of, mend_words
from bot.outbox.ports import Pending
from bot.outbox.verdict import on_error
from bot.whatsapp.errors import error_class


@pytest.mark.parametrize(
    ("code", "mend"),
    [
        (0, "token"), (190, "token"), (3, "rights"), (250, "rights"), (131005, "rights"),
        (131042, "payment"), (131031, "locked"), (368, "locked"), (131048, "limit"),
        (131037, "name"), (133010, "registration"),
    ],
)  # fmt: skip
def test_what_pauses_a_number_names_its_mend(code: int, mend: str) -> None:
    error = error_class(code)(code, "no")
    letter = Pending(1, 1, "c:1", "reply", "n", {}, "sending", 1, 0, None, 0, False)
    verdict = on_error(letter, error, 5, 0)
    assert verdict.pause
    assert mend_of(verdict.reason) == mend


@pytest.mark.parametrize("reason", ["", "no", "Meta error 999999: what", "Meta error x"])
def test_what_is_not_known_is_looked_up_at_meta(reason: str) -> None:
    assert mend_of(reason) == "other"
    assert "WhatsApp Manager" in mend_words(reason)


@pytest.mark.parametrize("mend", MENDS)
def test_every_mend_has_its_words_on_the_page(mend: str) -> None:
    assert f"mend.{mend}" in CATALOG
