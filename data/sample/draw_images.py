"""Draw the sample shop's pictures: one flat SVG for each product and colour.

Run `python data/sample/draw_images.py` after changing catalog.csv, palette.csv, drawings.csv or a
file in drawings/. A drawing is a plain SVG whose shapes carry classes instead of colours (m: the
product's colour, d and l: darker and lighter, a: accent, w: white, k: ink, g: metal; with an s in
front they colour a line); this script adds the background and the colours.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
PLAIN_BACKGROUND = "#eef2ee"
INK, METAL, WHITE = "#2b2d33", "#b9c0c8", "#ffffff"


class Colours(NamedTuple):
    """The three colours that one picture needs, as #rrggbb."""

    main: str
    accent: str
    background: str


def mix(colour: str, other: str, share: float) -> str:
    """Return `colour` with `share` (0 to 1) of `other` stirred in."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def style(colours: Colours) -> str:
    """Return the <style> element that gives each class of a drawing its colour."""
    paints = {
        "m": colours.main,
        "d": mix(colours.main, "#10131f", 0.28),
        "l": mix(colours.main, "#ffffff", 0.35),
        "a": colours.accent,
        "w": WHITE,
        "k": INK,
        "g": METAL,
    }
    fills = "".join(f".{name}{{fill:{paint}}}" for name, paint in paints.items())
    lines = "".join(f".s{name}{{stroke:{paint}}}" for name, paint in paints.items())
    shape = "[class^=s]{fill:none;stroke-linecap:round;stroke-linejoin:round}"
    width = "[class^=s]:not([stroke-width]){stroke-width:6}"
    return f"<style>{shape}{width}{fills}{lines}</style>"


def paint(drawing: str, colours: Colours) -> str:
    """Return the finished picture: background, soft light, shadow and the coloured drawing."""
    light = mix(colours.background, "#ffffff", 0.3)
    shade = mix(colours.background, "#1a1f3a", 0.12)
    scene = (
        f'<rect width="400" height="400" fill="{colours.background}"/>'
        f'<circle cx="200" cy="196" r="176" fill="{light}"/>'
        f'<ellipse cx="200" cy="332" rx="136" ry="13" fill="{shade}"/>'
    )
    head, body = drawing.split(">", 1)
    return f"{head}>{style(colours)}{scene}{body}"


def read_table(name: str, key: str) -> dict[str, dict[str, str]]:
    """Read one of this folder's CSV files as rows by their `key` column."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


def pictures() -> dict[str, str]:
    """Return the pictures of the catalog: SVG text by file name."""
    palette, products = read_table("palette.csv", "colour"), read_table("drawings.csv", "product")
    drawn: dict[str, str] = {}
    for row in read_table("catalog.csv", "image_link").values():
        if not row["image_link"]:
            continue
        product = products[row["item_group_id"] or row["id"]]
        tone = palette.get(row["color"], {"hex": product["hex"], "background": PLAIN_BACKGROUND})
        drawing = (HERE / "drawings" / f"{product['drawing']}.svg").read_text(encoding="utf-8")
        colours = Colours(tone["hex"], product["accent"], tone["background"])
        drawn[row["image_link"].rsplit("/", 1)[1]] = paint(drawing, colours)
    return drawn


def main() -> None:
    """Write every picture and remove those that no row asks for any more."""
    folder = HERE / "images"
    folder.mkdir(exist_ok=True)
    drawn = pictures()
    for old in folder.glob("*.svg"):
        if old.name not in drawn:
            old.unlink()
    for name, picture in drawn.items():
        (folder / name).write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
