"""What is saved can be put back; what is no backup changes nothing."""

import sqlite3
import tarfile
from pathlib import Path

import pytest

from bot.store.backup import BackupError, back_up, restore


def make_home(home: Path, word: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(home / "millennium.db")
    connection.execute("pragma journal_mode=wal")
    connection.execute("create table if not exists word (text)")
    connection.execute("insert into word values (?)", (word,))
    connection.commit()
    connection.close()
    (home / "media" / "ab").mkdir(parents=True, exist_ok=True)
    (home / "media" / "ab" / "abcd").write_bytes(b"voice")
    (home / "media.part").mkdir(exist_ok=True)
    (home / "media.part" / "0123").write_bytes(b"half of")


def words(home: Path) -> list[str]:
    connection = sqlite3.connect(home / "millennium.db")
    found = [row[0] for row in connection.execute("select text from word")]
    connection.close()
    return found


async def test_a_backup_brings_everything_back_and_keeps_what_was_there(tmp_path: Path) -> None:
    make_home(tmp_path / "a", "first")
    saved = await back_up(tmp_path / "a", tmp_path / "saved.tar.gz")
    assert saved.stat().st_mode & 0o077 == 0
    make_home(tmp_path / "b", "other")
    await restore(tmp_path / "b", saved)
    assert words(tmp_path / "b") == ["first"]
    kept = tmp_path / "b" / "media" / "ab" / "abcd"
    assert (kept.read_bytes(), kept.stat().st_mode & 0o077) == (b"voice", 0)
    with tarfile.open(saved) as archive:
        assert not [name for name in archive.getnames() if "part" in name]
    assert (tmp_path / "b" / "before-restore-millennium.db").exists()


@pytest.mark.parametrize("content", [b"", b"not a backup"])
async def test_a_file_that_is_no_backup_changes_nothing(tmp_path: Path, content: bytes) -> None:
    make_home(tmp_path / "a", "mine")
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(content)
    with pytest.raises(BackupError):
        await restore(tmp_path / "a", broken)
    assert words(tmp_path / "a") == ["mine"]


async def test_an_archive_that_climbs_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    make_home(tmp_path / "a", "mine")
    hostile = tmp_path / "hostile.tar.gz"
    with tarfile.open(hostile, "w:gz") as archive:
        archive.add(tmp_path / "a" / "millennium.db", "../../escaped")
    with pytest.raises(BackupError):
        await restore(tmp_path / "a", hostile)
    assert not (tmp_path.parent / "escaped").exists()


async def test_without_an_embedded_database_it_says_what_to_use(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="pg_dump"):
        await back_up(tmp_path, tmp_path / "x.tar.gz")
