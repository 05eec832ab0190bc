"""Rendering: Jinja templates with everything escaped, in the viewer's language and time zone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from actions.shop.money import display
from bot.accounts.ports import Person
from bot.accounts.preferences import Preferences
from bot.clock import Clock
from bot.console.assets import Assets
from bot.console.files import file_path, readable_size
from bot.console.marked import marked
from bot.console.moments import Moments, left, zone_of
from bot.console.phones import readable_phone
from bot.console.words import Words

FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a page, and how they read it."""

    words: Words
    moments: Moments
    now: int
    person: Person | None = None
    shop: str = ""


class Pages:
    """Renders the templates of every desk."""

    def __init__(self, assets: Assets, clock: Clock) -> None:
        self._clock = clock
        self._env = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._env.globals.update(
            cast("dict[str, Any]", {"asset": assets.url, "left": left, "file_path": file_path})
        )
        self._env.filters["money"] = display
        self._env.filters["marked"] = marked
        self._env.filters["phone"] = readable_phone
        self._env.filters["size"] = readable_size

    def viewer(self, person: Person, preferences: Preferences) -> Viewer:
        """Return somebody who is signed in as a viewer."""
        words, now = Words(preferences.language), self._clock.now()
        moments = Moments(zone_of(preferences.time_zone), words, now)
        return Viewer(words, moments, now, person, preferences.name)

    def stranger(self, request: web.Request) -> Viewer:
        """Return somebody who is not signed in; the browser's language decides."""
        wanted = request.headers.get("Accept-Language", "").strip().lower()
        words, now = Words("en" if wanted.startswith("en") else "es"), self._clock.now()
        return Viewer(words, Moments(zone_of("UTC"), words, now), now)

    def render(self, name: str, viewer: Viewer, **values: Any) -> str:
        """Render a template."""
        known = {"viewer": viewer, "t": viewer.words, "at": viewer.moments, "now": viewer.now}
        return self._env.get_template(name).render(**known, **values)

    def answer(
        self, name: str, viewer: Viewer, *, status: int = 200, **values: Any
    ) -> web.Response:
        """Answer a request with a rendered template."""
        text = self.render(name, viewer, **values)
        return web.Response(text=text, content_type="text/html", status=status)
