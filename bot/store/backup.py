"""Backup and restore of an embedded installation: one file with database and media."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sqlite3
import tarfile
import tempfile
from pathlib import Path, PurePosixPath
from typing import Final

from bot.store.database import DatabaseError

DATABASE: Final = "millennium.db"
# Everything of HOME that cannot be made anew. The index can.
FOLDERS: Final = ("media",)


class BackupError(RuntimeError):
    """A backup that cannot be made or read; says how to mend it."""


async def back_up(home: Path, target: Path) -> Path:
    """Copy the database (while it is used) and what belongs to it into one .tar.gz file.

    BackupError where the installation runs on PostgreSQL: pg_dump is made for it.
    """
    return await asyncio.to_thread(_back_up, home, target)


async def restore(home: Path, source: Path) -> None:
    """Put a backup in the place of this HOME's database; the old one is kept beside it."""
    await asyncio.to_thread(_restore, home, source)


def _back_up(home: Path, target: Path) -> Path:
    if not (home / DATABASE).exists():
        raise BackupError(f"{home} has no embedded database; PostgreSQL is saved with pg_dump")
    part = target.with_name(f".{target.name}.part")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        copy = Path(folder) / DATABASE
        _copy(home / DATABASE, copy)
        with tarfile.open(part, "w:gz") as archive:
            archive.add(copy, DATABASE)
            for name in FOLDERS:
                for path in sorted((home / name).rglob("*")):
                    # What nobody uses any more may be swept away at this moment.
                    with contextlib.suppress(FileNotFoundError):
                        archive.add(path, path.relative_to(home), recursive=False)
    part.chmod(0o600)
    part.replace(target)
    return target


def _restore(home: Path, source: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        _unpack(source, Path(folder))
        fresh = Path(folder) / DATABASE
        if not fresh.exists():
            raise BackupError(f"{source} holds no {DATABASE}; it is no backup of ours")
        _check(fresh)
        for old in home.glob(f"{DATABASE}*"):
            old.replace(home / f"before-restore-{old.name}")
        for path in Path(folder).iterdir():
            if not (home / path.name).is_dir():
                path.replace(home / path.name)
            else:
                _merge(path, home / path.name)


def _unpack(source: Path, folder: Path) -> None:
    """Take out what a backup holds and nothing else: plain files, of our names, in place."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            for member in archive:
                if not member.isdir():
                    _take_out(archive, member, folder)
    except (tarfile.TarError, OSError, EOFError) as error:
        raise BackupError(f"{source} cannot be read as a backup: {error}") from error


def _take_out(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    parts = PurePosixPath(member.name).parts
    ours = member.name == DATABASE or (parts[0] in FOLDERS and ".." not in parts)
    content = archive.extractfile(member) if ours and member.isreg() else None
    if content is None:
        raise BackupError(f"the backup holds {member.name!r}, which is none of ours")
    target = folder.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        shutil.copyfileobj(content, file)
    target.chmod(0o600)


def _merge(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)


def _copy(source: Path, target: Path) -> None:
    reader, writer = sqlite3.connect(source), sqlite3.connect(target)
    try:
        reader.backup(writer, pages=1_000)
    except sqlite3.Error as error:
        raise DatabaseError(f"{source} cannot be copied: {error}") from error
    finally:
        reader.close()
        writer.close()


def _check(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        (answer,) = connection.execute("pragma integrity_check").fetchone()
    except sqlite3.Error as error:
        raise BackupError(f"the backup's database is damaged: {error}") from error
    finally:
        connection.close()
    if answer != "ok":
        raise BackupError(f"the backup's database is damaged: {answer}")
