"""Every pair of ink and ground that pages use keeps WCAG's contrast, by day and by night."""

import re

import pytest

from bot.console.assets import STATIC

CSS = (STATIC / "console.css").read_text()
TEXT, PART = 4.5, 3.0
PAIRS = [
    ("ink", "ground", TEXT), ("ink", "surface", TEXT), ("ink", "raised", TEXT),
    ("ink", "accent-soft", TEXT), ("ink", "person-soft", TEXT),
    ("ink-soft", "ground", TEXT), ("ink-soft", "surface", TEXT), ("ink-soft", "raised", TEXT),
    ("ink-soft", "accent-soft", TEXT), ("ink-soft", "person-soft", TEXT),
    ("accent", "surface", TEXT), ("accent", "ground", TEXT), ("accent", "accent-soft", TEXT),
    ("accent-ink", "accent", TEXT), ("person-ink", "person-soft", TEXT),
    ("urgent", "surface", TEXT), ("urgent", "urgent-soft", TEXT), ("bad", "bad-soft", TEXT),
    ("bad", "ground", TEXT), ("bad", "surface", TEXT), ("read", "ground", PART),
    ("line-strong", "surface", PART), ("line-strong", "ground", PART), ("focus", "surface", PART),
    ("focus", "ground", PART),
]  # fmt: skip


def tokens(scheme: str) -> dict[str, str]:
    day, night = re.findall(r":root \{(.*?)\n\s*\}", CSS, re.DOTALL)[:2]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", day))
    if scheme == "dark":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", night))
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted([luminance(one), luminance(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_ink_stands_out(ink: str, ground: str, least: float, scheme: str) -> None:
    named = tokens(scheme)
    assert contrast(named[ink], named[ground]) >= least


def test_colours_are_named_in_one_place() -> None:
    rules = re.sub(r":root \{.*?\n\s*\}", "", CSS, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", rules) == []


def test_every_token_that_is_used_has_a_colour_by_night_too() -> None:
    day = set(tokens("light"))
    night = re.findall(r":root \{(.*?)\n\s*\}", CSS, re.DOTALL)[1]
    assert day == set(re.findall(r"--([\w-]+): #", night))
    used = set(re.findall(r"var\(--([\w-]+)\)", CSS))
    assert used <= day | {"font", "mono", "text", "small", "tiny", "radius", "gap"}
