"""The files of messages: who may have them, how browsers get them, what pages say of them."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.store.database import Database
from bot.store.tables.commerce import order
from bot.store.tables.conversation import media, message
from tests.console.files import put_file, put_row
from tests.console.house import Console
from tests.console.talks import conn_insert
from tests.integration.conftest import SetClock
from tests.integration.console.api import Api
from tests.integration.console.conftest import LetIn

PICTURE = b"\xff\xd8\xff a picture of a transfer"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Sends:
    """A customer sends files."""

    def __init__(self, db: Database, home: Path, clock: SetClock, talk: int) -> None:
        self.db = db
        self.home = home
        self.clock = clock
        self.talk = talk

    async def file(self, kind: str, mime: str, data: bytes = PICTURE, **part: Any) -> str:
        """Send a file that is kept; return where it is handed out."""
        return await self._send(kind, {"mime_type": mime, **part}, (mime, data), {})

    async def row(self, **told: Any) -> str:
        """Send a picture whose file is in this state."""
        return await self._send("image", {"mime_type": "image/jpeg"}, None, told)

    async def _send(
        self, kind: str, part: dict[str, Any], file: tuple[str, bytes] | None, told: dict[str, Any]
    ) -> str:
        at = self.clock.now()

        def write(conn: Connection) -> int:
            made = conn_insert(conn, {
                "account_id": 1, "conversation_id": self.talk, "at": at, "direction": "in",
                "type": kind, "author": "customer", "body": "",
                "payload": {"message": {"id": "x", "type": kind, kind: {"id": "1", **part}}},
            })  # fmt: skip
            if file is None:
                put_row(conn, made, at, mime="image/jpeg", **told)
            else:
                put_file(conn, self.home, made, file[1], file[0], at)
            return made

        made = await self.db.write(write)
        return f"/console/inbox/{self.talk}/messages/{made}/file"


@pytest.fixture
def sends(db: Database, tmp_path: Path, clock: SetClock, talks: dict[str, int]) -> Sends:
    """Lupita sends files."""
    return Sends(db, tmp_path, clock, talks["Lupita"])


async def test_a_picture_is_shown_and_may_do_nothing(let_in: LetIn, sends: Sends) -> None:
    path = await sends.file("image", "image/jpeg")
    answer = await (await let_in()).get(path)
    assert (answer.status, await answer.read()) == (200, PICTURE)
    told = answer.headers
    assert told["Content-Type"] == "image/jpeg"
    assert told["Content-Disposition"].startswith("inline")
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert told["Cache-Control"] == "private, no-store"
    assert told["Cross-Origin-Resource-Policy"] == "same-origin"


async def test_a_voice_note_is_handed_out_in_ranges(let_in: LetIn, sends: Sends) -> None:
    path = await sends.file("audio", "audio/ogg; codecs=opus", voice=True)
    answer = await (await let_in()).get(path, headers={"Range": "bytes=3-5"})
    assert (answer.status, await answer.read()) == (206, PICTURE[3:6])
    assert answer.headers["Content-Type"] == "audio/ogg"


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("document", DOCX),
        ("document", "text/html"),
        ("document", "image/svg+xml"),
        ("image", "image/svg+xml"),
        ("document", "application/pdf\r\nX-Evil: 1"),
    ],
)
async def test_everything_else_is_saved_and_never_shown(
    let_in: LetIn, sends: Sends, kind: str, mime: str
) -> None:
    path = await sends.file(kind, mime, b"<script>alert(1)</script>", filename='a"\r\nb/é.html')
    answer = await (await let_in()).get(path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/octet-stream"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=UTF-8''")
    assert "X-Evil" not in answer.headers


async def test_another_accounts_people_get_no_file(
    let_in: LetIn, sends: Sends, talks: dict[str, int]
) -> None:
    path = await sends.file("image", "image/jpeg")
    stranger = await let_in("Eva", 2)
    assert (await stranger.get(path)).status == 404
    inside = await let_in()
    assert (await inside.get(path.replace(f"/{sends.talk}/", f"/{talks['Bruno']}/"))).status == 404
    assert (await inside.get(path.replace("/messages/", "/messages/9"))).status == 404


@pytest.mark.parametrize("told", [{"state": "known"}, {"state": "gone", "reason": "expired"}])
async def test_a_file_that_is_not_here_is_not_found(
    let_in: LetIn, sends: Sends, told: dict[str, str]
) -> None:
    path = await sends.row(sha256="a" * 64, **told)
    assert (await (await let_in()).get(path)).status == 404


async def test_the_thread_shows_what_can_be_shown(let_in: LetIn, sends: Sends) -> None:
    picture = await sends.file("image", "image/jpeg")
    voice = await sends.file("audio", "audio/ogg; codecs=opus", voice=True)
    paper = await sends.file("document", "application/pdf", b"x" * 38_000, filename="pago.pdf")
    page = await (await (await let_in()).get(f"/console/inbox/{sends.talk}")).text()
    assert f'<img src="{picture}"' in page
    assert f'<a href="{picture}" target="_blank"' in page
    assert f'<audio controls preload="metadata" src="{voice}">' in page
    assert f'<a href="{paper}" download>pago.pdf</a> <small>38 kB</small>' in page


async def test_the_thread_says_what_cannot_be_shown(
    let_in: LetIn, sends: Sends, console: Console
) -> None:
    await sends.row(state="known")
    await sends.row(state="gone", reason="expired")
    await sends.row(state="gone", reason="a word of later versions")
    inside = await let_in()
    page = await (await inside.get(f"/console/inbox/{sends.talk}")).text()
    assert "Se está descargando de WhatsApp…" in page
    assert "WhatsApp ya no tiene este archivo" in page
    assert "No se pudo descargar el archivo" in page
    assert "<img" not in page
    await console.parts.preferences.write_all(1, {"language": "en"})
    page = await (await inside.get(f"/console/inbox/{sends.talk}")).text()
    assert "Being fetched from WhatsApp" in page


async def test_an_order_leads_to_its_receipt(
    let_in: LetIn, sends: Sends, api: Api, talks: dict[str, int]
) -> None:
    sends.talk = talks["Mariana"]
    path = await sends.file("image", "image/jpeg")

    def attach(conn: Connection) -> None:
        mine = select(order.c.id).where(order.c.number == 1067)
        newest = select(message.c.id).order_by(message.c.id.desc()).limit(1)
        told = media.update().where(media.c.message_id == newest.scalar_subquery())
        conn.execute(told.values(order_id=mine.scalar_subquery()))

    await sends.db.write(attach)
    (receipt,) = (await api("GET", "/orders/1067"))["receipts"]
    assert (receipt["path"], receipt["state"], receipt["size"]) == (path, "kept", len(PICTURE))
    inside = await let_in()
    page = await (await inside.get(f"/console/inbox/{sends.talk}")).text()
    assert f'<a href="{path}" target="_blank" rel="noopener">Comprobante</a>' in page
    assert (await inside.get(path)).status == 200
    last = (await api("GET", f"/conversations/{sends.talk}/messages"))["messages"][-1]
    assert last["file"]["path"] == path
