"""Files at Meta: what it takes and where the token may go."""

import pytest

from bot.whatsapp.media import MediaError, check_upload, is_metas

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
