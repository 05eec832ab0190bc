"""What tests need of the machine itself: Chromium, with fonts that can show what people write."""

import os
import shutil
from collections.abc import Callable

from requirements.setup import processes
from requirements.setup.errors import SetupError

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-color-emoji", "fonts-dejavu-core")


def ensure_chromium(say: Callable[[str], None]) -> None:
    """Install Chromium with apt-get where that is possible; otherwise say how to get it.

    Tests run without it too: those that need a browser are left out, and named.
    """
    if any(shutil.which(name) for name in CHROMIUM_NAMES):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        say(f"no Chromium found: browser tests are left out (install {PACKAGES[0]} to run them)")
        return
    say("installing Chromium for the browser tests ...")
    try:
        _install()
    except SetupError as error:
        say(f"browser tests are left out: {error}")


def _install() -> None:
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    processes.run(["apt-get", "-qq", "update"], quiet)
    options = ["-qq", "-y", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0"]
    processes.run(["apt-get", "install", *options, *PACKAGES], quiet)
