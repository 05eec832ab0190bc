"""Which language a conversation is in."""

import pytest
import yaml

from nlu.text import spoken_language
from requirements.setup.paths import ROOT


@pytest.mark.parametrize(
    ("text", "before", "home", "language"),
    [
        ("oi, boa tarde! vocês têm tênis?", "", "es", "pt"),
        ("quero comprar uma mochila preta", "", "es", "pt"),
        ("hi, do you have backpacks?", "", "es", "en"),
        ("thanks!", "", "en", "en"),
        ("thanks!", "", "es", ""),
        ("ok", "en", "es", "en"),
        ("27", "pt", "pt", "pt"),
        ("tenis azul", "", "es", ""),
        ("hola, quiero unos jeans black", "en", "es", "es"),
        ("busco un case for iphone", "", "es", "es"),
        # Brands and labels leave the language as it was.
        ("taladro black and decker", "", "es", ""),
        ("taladro black and decker", "es", "es", "es"),
        ("shampoo all in one", "es", "es", "es"),
        ("the north face black", "es", "es", "es"),
        ("mochila the north face black white", "es", "mx", "es"),
        ("camiseta são paulo", "es", "es", "es"),
        ("pijama hello kitty for you", "es", "es", "es"),
        ("taza i love my dog", "es", "es", "es"),
        ("my little pony", "es", "es", "es"),
        ("black and decker drill", "en", "es", "en"),
        ("how much is it?", "es", "es", "en"),
        ("show me black shoes", "es", "es", "en"),
        ("good morning, headphones please", "es", "es", "en"),
        ("cancel my order", "es", "es", "en"),
        ("I'll take it", "es", "es", "en"),
        ("mais opções por favor", "es", "es", "pt"),
        ("tem preto?", "es", "es", "pt"),
        ("vocês têm seleção?", "es", "es", "pt"),
    ],
)
def test_the_language_follows_what_is_said(
    text: str, before: str, home: str, language: str
) -> None:
    assert spoken_language(text, before, home) == language


def test_no_spanish_example_is_taken_for_another_language() -> None:
    wrong: list[str] = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            country = dict(block.get("metadata") or {}).get("country", "")
            if country not in {"br", "us"}:
                told = [line.strip()[2:] for line in block["examples"].splitlines()]
                wrong += [text for text in told if spoken_language(text) in {"pt", "en"}]
    assert wrong == []
