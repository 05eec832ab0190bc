"""Whether a webhook comes from Meta."""

import hashlib
import hmac

import pytest

from bot.whatsapp.signature import challenge, is_signed, sign

SECRET = "el secreto de la aplicación"
RAW = '{"é": 1}'.encode()


def test_the_signature_is_hmac_sha256_of_the_raw_bytes() -> None:
    expected = hmac.new(SECRET.encode(), RAW, hashlib.sha256).hexdigest()
    assert sign(SECRET, RAW) == f"sha256={expected}"
    assert is_signed(SECRET, RAW, f"sha256={expected}")


def test_another_body_or_secret_is_refused() -> None:
    assert not is_signed(SECRET, RAW + b" ", sign(SECRET, RAW))
    assert not is_signed("another", RAW, sign(SECRET, RAW))


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "sha256=",
        "sha256=" + "é" * 64,
        "sha1=" + "a" * 64,
        "a" * 64,
        "sha256=" + "A" * 64,
        "sha256=" + "a" * 63,
        "sha256=" + "a" * 64 + "\n",
        "sha256=" + "٣" * 64,
    ],
)
def test_a_missing_or_odd_header_is_refused(header: str | None) -> None:
    assert not is_signed(SECRET, RAW, header)


def test_an_empty_secret_signs_nothing() -> None:
    assert not is_signed("", RAW, sign("", RAW))


def query(**changes: str) -> dict[str, str]:
    given = {"mode": "subscribe", "challenge": "1158201444", "verify_token": "t", **changes}
    return {f"hub.{name}": value for name, value in given.items()}


def test_the_handshake_returns_the_bare_challenge() -> None:
    assert challenge(query(), "t") == "1158201444"


@pytest.mark.parametrize(
    "changes",
    [{"mode": "unsubscribe"}, {"verify_token": "T"}, {"verify_token": "é"}, {"challenge": "<b>"}],
)
def test_any_other_handshake_is_refused(changes: dict[str, str]) -> None:
    assert challenge(query(**changes), "t") is None


def test_without_a_verify_token_nobody_passes() -> None:
    assert challenge(query(verify_token=""), "") is None
