"""A whole installation for tests: the simulator, the service and Rasa as real processes.

Nothing here knows the inside of a process: it starts them with settings, talks HTTP, and reads
the embedded database read-only.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from bot.simulator.setup import Setup
from bot.simulator.stripe_objects import StripeSetup
from requirements.setup import paths

TOKEN = "a-token-that-both-rasa-and-the-service-were-told"
PATIENCE = 60.0
# How long a start may take on a machine that has other work.
START = 180.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(done: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if done():
            return
        time.sleep(0.02)
    raise AssertionError(f"waited {patience:.0f} s in vain: {what}")


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


@dataclass
class Program:
    """One process with its log."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    cwd: Path = paths.ROOT

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=self.environment, stdout=log, stderr=log,
                stdin=subprocess.PIPE, cwd=self.cwd, preexec_fn=_die_with_parent,  # noqa: PLW1509 - before any thread
            )  # fmt: skip

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def kill(self) -> None:
        """End it as a power cut does."""
        assert self.process is not None
        self.process.kill()
        self.wait()

    def stop(self) -> int:
        """Ask it to stop and return its exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.wait(30)

    def wait(self, patience: float | None = None) -> int:
        """Wait for its end and return its exit code."""
        assert self.process is not None
        code = self.process.wait(patience)
        if self.process.stdin is not None:
            self.process.stdin.close()
        return code

    def last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-40:])


@dataclass
class Town:
    """The simulator and one or more services on one HOME or database.

    sample: a HOME to begin with. rasas: how many Rasa processes are started apart and take
    turns; 0: the service starts its own. more: further settings without their prefix.
    """

    folder: Path
    sample: Path | None = None
    rasas: int = 0
    more: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    private_port: int = field(default_factory=free_port)
    simulator_port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        self.home = self.folder / "home"
        self.programs: list[Program] = []
        self.rasa_ports = [free_port() for _ in range(self.rasas)]
        self.simulator = self._program(
            "simulator", [sys.executable, "-m", "bot.cli", "simulator",
                          "--port", str(self.simulator_port)],
            # Its own settings are empty: it is the simulation, not its client.
            {"MILLENNIUM_PORT": str(self.port)},
        )  # fmt: skip
        self.service = self._program(
            "service", [sys.executable, "-m", "bot.cli", "run"], self.settings()
        )

    # Addresses

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def shop(self) -> str:
        """The simulator: Graph, Stripe, shoppers."""
        return f"http://127.0.0.1:{self.simulator_port}"

    def settings(self, **more: str) -> dict[str, str]:
        """Return the environment that makes a service talk to this simulator."""
        meta, stripe = Setup(), StripeSetup()
        plain = {
            "HOME": str(self.home),
            "MODELS": str(paths.models()),
            "PROJECT": str(paths.ROOT),
            "PORT": str(self.port),
            "PRIVATE_PORT": str(self.private_port),
            "WHATSAPP_API_URL": self.shop,
            "WHATSAPP_ACCESS_TOKEN": meta.token,
            "WHATSAPP_APP_SECRET": meta.app_secret,
            "WHATSAPP_VERIFY_TOKEN": meta.verify_token,
            "WHATSAPP_PHONE_NUMBER_ID": meta.phone_number_id,
            "WHATSAPP_BUSINESS_ACCOUNT_ID": meta.waba_id,
            "CATALOG_ID": meta.catalog_id,
            "STRIPE_API_URL": self.shop,
            "STRIPE_SECRET_KEY": stripe.key,
            "STRIPE_WEBHOOK_SECRET": stripe.webhook_secret,
        }
        if self.rasas:
            urls = [f"http://127.0.0.1:{port}" for port in self.rasa_ports]
            plain |= {"RASA_URL": ",".join(urls), "RASA_TOKEN": TOKEN}
        plain |= {**self.more, **more}
        return {f"MILLENNIUM_{name}": value for name, value in plain.items()}

    # Life

    def start(self) -> Town:
        """Start everything and wait until messages are answered."""
        self.copy_sample()
        self.simulator.start()
        for place, port in enumerate(self.rasa_ports):
            self._rasa(place, port).start()
        self.service.start()
        self.wait_ready()
        return self

    def copy_sample(self) -> None:
        """Begin with the sample's HOME."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.sample is not None and not self.home.exists():
            shutil.copytree(self.sample, self.home)

    def stop(self) -> None:
        """End every process that still runs, the service first."""
        for program in [self.service, *self.programs]:
            if program.process is not None and program.process.poll() is None:
                program.process.terminate()
        for program in self.programs:
            if program.process is not None:
                try:
                    program.wait(20)
                except subprocess.TimeoutExpired:
                    program.kill()

    def wait_ready(self, patience: float = START) -> None:
        """Wait until the simulator is there and the service answers messages."""
        wait_until(lambda: _status(f"{self.shop}/simulator") == 200, "the simulator", patience)
        try:
            wait_until(lambda: _status(f"{self.url}/readyz") == 200, "the service", patience)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.service.last_words()}") from error

    def settle(self, patience: float = PATIENCE) -> None:
        """Wait until everything that was said is stored, answered and delivered."""
        wait_until(self._is_quiet, "an answer", patience)

    def _is_quiet(self) -> bool:
        # Twice: what the first look saw leaving may have caused something new.
        return all(self._looks_quiet() for _ in range(2))

    def _looks_quiet(self) -> bool:
        requests.post(f"{self.shop}/simulator/settled", json={}, timeout=PATIENCE)
        waiting = self.metrics()
        names = ("millennium_inbox_open", 'millennium_outbox{state="queued"}',
                 'millennium_outbox{state="sending"}')  # fmt: skip
        return all(waiting.get(name, 1.0) == 0 for name in names)

    def metrics(self) -> dict[str, float]:
        """Return the service's own figures; empty while it does not answer."""
        try:
            text = requests.get(f"http://127.0.0.1:{self.private_port}/metrics", timeout=5).text
        except requests.ConnectionError:
            return {}
        lines = [line.rsplit(" ", 1) for line in text.splitlines() if line[:1] not in {"#", ""}]
        return {name: float(value) for name, value in lines}

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of this installation, as its owner would."""
        return self.command_with("", *words)

    def command_with(self, typed: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command that reads something."""
        return self._run({}, typed, words)

    def command_in(
        self, settings: Mapping[str, str], *words: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command with other settings."""
        return self._run(settings, "", words)

    def _run(
        self, settings: Mapping[str, str], typed: str, words: Sequence[str]
    ) -> subprocess.CompletedProcess[str]:
        environment = self._environment({**self.settings(), **settings})
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", *words], env=environment, cwd=paths.ROOT,
            input=typed, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Read the embedded database."""
        path = self.home / "millennium.db"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(query, values)]

    # Parts

    def another_service(self, name: str, **more: str) -> Program:
        """Return one more service process; its settings differ as given."""
        return self._program(name, self.service.command, self.settings(**more))

    def own_rasa(self) -> int:
        """Return the process id of the Rasa that the service started."""
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal() and _parent(entry) == self.service.pid:
                words = (entry / "cmdline").read_bytes().split(b"\0")
                if b"nlu.runtime.serve" in words:
                    return int(entry.name)
        raise AssertionError("the service has no Rasa child")

    def _rasa(self, place: int, port: int) -> Program:
        from nlu.training import newest_model

        model = newest_model(paths.models())
        assert model is not None, "run `make install`: no NLU model is trained"
        python = paths.python_of(paths.RASA_ENV)
        environment = {
            "PYTHONPATH": str(paths.ROOT),
            "MILLENNIUM_MODELS": str(paths.models()),
            "MILLENNIUM_RASA_TOKEN": TOKEN,
            "MILLENNIUM_ACTIONS_URL": f"http://127.0.0.1:{self.private_port}/actions",
            "MILLENNIUM_ACTIONS_TOKEN": TOKEN,
            "CUDA_VISIBLE_DEVICES": "-1",
        }
        command = [str(python), "-m", "nlu.runtime.serve", str(model), str(port), str(paths.ROOT)]
        return self._program(f"rasa{place}", command, environment)

    def _program(self, name: str, command: list[str], settings: Mapping[str, str]) -> Program:
        log = self.folder / f"{name}.log"
        program = Program(name, command, self._environment(settings), log)
        self.programs.append(program)
        return program

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith("MILLENNIUM_")
        }
        return {**kept, **settings}


def _status(url: str) -> int:
    try:
        return requests.get(url, timeout=5).status_code
    except (requests.ConnectionError, requests.Timeout):
        return 0


def _parent(entry: Path) -> int:
    try:
        stat = (entry / "stat").read_text()
    except OSError:
        return 0
    return int(stat.rpartition(")")[2].split()[1])
