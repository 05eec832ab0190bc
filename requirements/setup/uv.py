"""uv, the installer: pinned, in a tool environment of its own, configured as pip is."""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from requirements.setup import processes
from requirements.setup.errors import SetupError
from requirements.setup.paths import RASA_ENV, REQUIREMENTS, ROOT, SERVICE_ENV, TOOLS, python_of

_PYTHON_3_11 = "import sys; sys.exit(sys.version_info[:2] != (3, 11))"
_TOOL_ENV = TOOLS / "uv"
_LOCAL_UV = _TOOL_ENV / "bin" / "uv"


def install_uv() -> None:
    """Put the pinned uv into .tools/uv; a Python with neither venv nor pip needs uv on PATH."""
    shutil.rmtree(_TOOL_ENV, ignore_errors=True)
    if processes.works([sys.executable, "-c", "import ensurepip, venv"]):
        processes.run([sys.executable, "-m", "venv", _TOOL_ENV])
        _pip_install(python_of(_TOOL_ENV))
    elif processes.works([sys.executable, "-m", "pip", "--version"]):
        _pip_install(Path(sys.executable), "--target", _TOOL_ENV)
    else:
        _require_uv_on_path()


def make_service_environment() -> None:
    """.venv: what the service, its tools and its tests need, torch's CPU build, the command."""
    _make_environment(SERVICE_ENV)
    locked = [REQUIREMENTS / "service.txt", REQUIREMENTS / "torch.txt"]
    _sync(SERVICE_ENV, *locked, *torch_options(os.environ))
    install = ["pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", "."]
    _uv(*install, "--python", python_of(SERVICE_ENV))


def make_rasa_environment() -> None:
    """.venv-rasa: Rasa and what nlu/pipeline needs, with the checkout on its path."""
    _make_environment(RASA_ENV)
    _sync(RASA_ENV, REQUIREMENTS / "rasa.txt")
    (site_packages,) = RASA_ENV.glob("lib/python3.*/site-packages")
    (site_packages / "millennium.pth").write_text(f"{ROOT}\n")


def unpack(locked: Path, folder: Path) -> None:
    """Unpack the wheels that `locked` names, checked against their hashes, into `folder`."""
    options = ["--no-deps", "--only-binary", ":all:", "--require-hashes"]
    python = ["--python", python_of(SERVICE_ENV)]
    _uv("pip", "install", "--quiet", *options, *python, "--target", folder, "-r", locked)


def lock(name: str) -> None:
    """Resolve requirements/NAME.in anew into requirements/NAME.txt, with hashes."""
    source, target = REQUIREMENTS / f"{name}.in", REQUIREMENTS / f"{name}.txt"
    overrides = REQUIREMENTS / f"{name}-overrides.txt"
    bounds = ["--overrides", overrides.relative_to(ROOT)] if overrides.exists() else []
    shape = ["--python-version", "3.11", "--generate-hashes", "--no-header"]
    shown = ["--quiet", "--upgrade", *shape, *bounds]
    _uv("pip", "compile", source.relative_to(ROOT), *shown, "-o", target.relative_to(ROOT))


def torch_options(environment: Mapping[str, str]) -> list[str]:
    """How uv finds torch's CPU build: a local wheel where there is one, else its CPU channel."""
    folders = environment.get("PIP_FIND_LINKS", "").split()
    local = any(any(Path(folder).glob("torch-*+cpu-*.whl")) for folder in folders)
    return [] if local else ["--torch-backend=cpu"]


def settings(environment: Mapping[str, str]) -> dict[str, str]:
    """uv's settings, taken from pip's where a person has set those."""
    same = {"PIP_INDEX_URL": "UV_DEFAULT_INDEX", "PIP_CERT": "SSL_CERT_FILE"}
    lists = {"PIP_EXTRA_INDEX_URL": ("UV_INDEX", " "), "PIP_FIND_LINKS": ("UV_FIND_LINKS", ",")}
    found = {ours: environment[theirs] for theirs, ours in same.items() if theirs in environment}
    for theirs, (ours, separator) in lists.items():
        if theirs in environment:
            found[ours] = separator.join(environment[theirs].split())
    unset = {key: value for key, value in found.items() if key not in environment}
    return {"UV_COMPILE_BYTECODE": "1", **unset}


def _pip_install(python: Path, *where: str | Path) -> None:
    quiet = ["--quiet", "--disable-pip-version-check", "--root-user-action=ignore"]
    locked = ["--no-deps", "--require-hashes", "-r", REQUIREMENTS / "tools.txt"]
    processes.run([python, "-m", "pip", "install", *quiet, *locked, *where])


def _make_environment(folder: Path) -> None:
    if processes.works([python_of(folder), "-c", _PYTHON_3_11]):
        return
    _uv("venv", "--clear", "--quiet", "--python", sys.executable, folder)


def _sync(folder: Path, *arguments: str | Path) -> None:
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    _uv("pip", "sync", *quiet, "--require-hashes", "--python", python_of(folder), *arguments)


def _uv(*arguments: str | Path) -> None:
    program = _LOCAL_UV if _LOCAL_UV.exists() else _require_uv_on_path()
    processes.run([program, *arguments], settings(os.environ))


def _require_uv_on_path() -> Path:
    found = shutil.which("uv")
    if found and processes.works([found, "--version"]):
        return Path(found)
    raise SetupError(f"{sys.executable} has neither venv nor pip: install python3.11-venv, or uv")
