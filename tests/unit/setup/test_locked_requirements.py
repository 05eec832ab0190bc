"""What is installed is pinned, hashed, free of CUDA, and names no registry."""

import re
import subprocess
from pathlib import Path

import pytest

from requirements.setup.paths import REQUIREMENTS, ROOT

LOCKED = ("service", "rasa", "tools", "torch", "model")
PIN = re.compile(r"^[A-Za-z0-9._-]+==[^ ]+( ;.*)? \\$")
# Written in pieces: this file is tracked too.
HOSTS = ["pypi" + ".org", "python" + "hosted", "npm" + "js.org", "npm" + "js.com", "whl/" + "cpu"]


def locked_lines(name: str) -> list[str]:
    lines = (REQUIREMENTS / f"{name}.txt").read_text().splitlines()
    return [line for line in lines if line and not line.lstrip().startswith("#")]


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("name", LOCKED)
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    lines = locked_lines(name)
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if not line.startswith(" "):
            assert PIN.match(line), line
            assert following.startswith("    --hash=sha256:"), line


@pytest.mark.parametrize("name", LOCKED)
def test_nothing_of_cuda_is_required(name: str) -> None:
    required = "\n".join(line for line in locked_lines(name) if not line.startswith(" "))
    assert not re.search(r"nvidia|cuda|triton|^tensorflow==", required, re.MULTILINE)


def test_torch_is_the_cpu_build_and_nothing_else_brings_it() -> None:
    assert locked_lines("torch")[0].startswith("torch==2.13.0+cpu ")
    assert not any(line.startswith("torch==") for line in locked_lines("service"))


def test_no_tracked_file_names_a_package_registry() -> None:
    named = {
        (path.relative_to(ROOT).as_posix(), host)
        for path in tracked_files()
        for host in HOSTS
        if host.encode() in path.read_bytes()
    }
    assert named == set()
