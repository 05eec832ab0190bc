"""Take pictures of conversations on the simulator's phone page, as their customers see them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, sync_playwright

from tests.e2e.script import Script
from tests.needs.chromium import ARGUMENTS, find_chromium

WIDTH: Final = 412
HEIGHT: Final = 915
# A whole conversation in one picture, up to here.
MOST_HEIGHT: Final = 4000
# Until the pictures of products have come.
QUIET: Final = 500


def picture(script: Script) -> str:
    """The file that shows a conversation."""
    return f"{script.path.stem.replace('_', '-')}.png"


def show(simulator: str, scripts: Sequence[Script], folder: Path) -> None:
    """Take a picture of each conversation; RuntimeError where the machine has no Chromium.

    simulator: its URL. scripts: held there before, each by a customer of its own name.
    """
    program = find_chromium()
    if program is None:
        raise RuntimeError("pictures need Chromium: install the package chromium")
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=ARGUMENTS)
        for script in scripts:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="es-MX")
            page.goto(f"{simulator}/phone/")
            page.get_by_text(str(script.customer["name"])).first.click()
            _stretch(page)
            page.screenshot(path=folder / picture(script))
        browser.close()


def _stretch(page: Page) -> None:
    """Make the phone as long as the conversation."""
    page.locator(".by-shop").last.wait_for()
    page.wait_for_load_state("networkidle")
    hidden = page.evaluate(
        "Math.max(...[...document.querySelectorAll('*')].map(one =>"
        " ['auto', 'scroll'].includes(getComputedStyle(one).overflowY)"
        " ? one.scrollHeight - one.clientHeight : 0))"
    )
    height = min(HEIGHT + int(hidden), MOST_HEIGHT)
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.wait_for_timeout(QUIET)
