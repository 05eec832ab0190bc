"""Files at Meta: what it takes and where the token may go."""

import base64

import pytest

from bot.whatsapp.media import MediaError, check_upload, digest_of, is_metas, most_of

GRAPH = "https://graph.facebook.com"


@pytest.mark.parametrize(
    ("mime", "length"),
    [("image/jpeg", 5 * 1024**2), ("audio/ogg; codecs=opus", 9), ("text/csv", 9)],
)
def test_files_that_meta_takes(mime: str, length: int) -> None:
    check_upload(mime, length)


@pytest.mark.parametrize(
    ("mime", "length"),
    [("image/jpeg", 5 * 1024**2 + 1), ("image/gif", 9), ("video/mp4", 0), ("text/csv", 10**9)],
)
def test_files_that_meta_refuses(mime: str, length: int) -> None:
    with pytest.raises(MediaError):
        check_upload(mime, length)


@pytest.mark.parametrize(
    "url",
    [
        "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
        "https://graph.facebook.com/v25.0/1",
        "https://mmg.whatsapp.net/f",
    ],
)
def test_metas_own_hosts_get_the_token(url: str) -> None:
    assert is_metas(url, GRAPH)


@pytest.mark.parametrize(
    "url",
    [
        "http://lookaside.fbsbx.com/a",
        "https://fbsbx.com.evil.example/a",
        "https://evilfbsbx.com/a",
        "https://evil.example/?u=graph.facebook.com",
        "https://graph.facebook.com@evil.example/",
        "file:///etc/passwd",
        "http://127.0.0.1:8000/a",
        "https://[::1",
        "",
    ],
)
def test_no_other_host_gets_the_token(url: str) -> None:
    assert not is_metas(url, GRAPH)


def test_the_configured_host_gets_it_too() -> None:
    assert is_metas("http://127.0.0.1:8001/media/5", "http://127.0.0.1:8001")
    assert not is_metas("http://127.0.0.1:8002/media/5", "http://127.0.0.1:8001")


@pytest.mark.parametrize(
    ("kind", "mime", "most"),
    [
        ("image", "image/jpeg", 5 * 1024**2),
        ("sticker", "image/webp", 500 * 1024),
        ("audio", "audio/ogg; codecs=opus", 16 * 1024**2),
        ("document", "image/jpeg", 100 * 1024**2),
        ("document", "whatever/else", 100 * 1024**2),
    ],
)
def test_each_kind_of_message_brings_files_of_its_own_size(kind: str, mime: str, most: int) -> None:
    assert most_of(kind, mime) == most


@pytest.mark.parametrize(
    ("kind", "mime"), [("image", "image/svg+xml"), ("audio", "image/png"), ("video", ""), ("x", "")]
)
def test_a_message_brings_nothing_of_another_kind(kind: str, mime: str) -> None:
    with pytest.raises(MediaError) as refused:
        most_of(kind, mime)
    assert refused.value.reason == "not_allowed"


def test_a_hash_is_read_in_base64_and_in_hex() -> None:
    raw = bytes(range(32))
    assert digest_of(base64.b64encode(raw).decode()) == raw.hex()
    assert digest_of(raw.hex().upper()) == raw.hex()
    assert [digest_of(odd) for odd in ("", "ñ", "YWJj", "x" * 64, "a" * 63)] == [None] * 5
