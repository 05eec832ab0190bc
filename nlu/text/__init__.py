"""Reading Spanish chat text with rules alone: standard library, pure and fast.

Owns folding, cleaning, numbers, sizes, colours, money, clauses and short signals; everybody may
import it. Knows no shop, product, intent or model.
"""

from nlu.text.abbreviations import expand_abbreviations
from nlu.text.clauses import split_clauses
from nlu.text.cleaning import clean
from nlu.text.colours import base_colour, parse_colours
from nlu.text.folding import fold, strip_accents
from nlu.text.foreign import in_spanish
from nlu.text.language import guess_language, spoken_language
from nlu.text.money import PriceRange, parse_price_range
from nlu.text.numbers import parse_number
from nlu.text.openings import opening
from nlu.text.ordinals import parse_ordinal
from nlu.text.phonetics import phonetic_key
from nlu.text.quantities import parse_quantity
from nlu.text.signals import (
    is_closing,
    is_courtesy,
    is_fragment,
    is_greeting,
    is_opt_out,
)
from nlu.text.sizes import parse_size, same_size
from nlu.text.stopping import asks_to_stop
from nlu.text.temper import CALM, TENSE, UPSET, temper
from nlu.text.tokens import tokens, words

__all__ = [
    "CALM",
    "TENSE",
    "UPSET",
    "PriceRange",
    "asks_to_stop",
    "base_colour",
    "clean",
    "expand_abbreviations",
    "fold",
    "guess_language",
    "in_spanish",
    "is_closing",
    "is_courtesy",
    "is_fragment",
    "is_greeting",
    "is_opt_out",
    "opening",
    "parse_colours",
    "parse_number",
    "parse_ordinal",
    "parse_price_range",
    "parse_quantity",
    "parse_size",
    "phonetic_key",
    "same_size",
    "split_clauses",
    "spoken_language",
    "strip_accents",
    "temper",
    "tokens",
    "words",
]
