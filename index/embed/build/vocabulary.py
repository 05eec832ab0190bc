"""The vocabulary of the languages that customers write: Spanish, Portuguese and English.

Of 250,000 multilingual pieces 94,000 can occur in such texts; dropping the others shrinks the
model to less than half and changes no vector, because unused rows of the embedding are unused.
"""

import re
import unicodedata
from collections.abc import Sequence

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from index.embed.build.weights import Piece

MAX_TOKENS = 512
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")  # ids 0 to 3, in this order
_SPACE = "▁"  # how SentencePiece writes a space
_LETTERS = "áéíóúüñçãõâêôàÁÉÍÓÚÜÑÇÃÕÂÊÔÀ"
_SIGNS = "¡¿ªº€£$°·«»–—…“”‘’²³½¼×±®™©"
_WRITABLE = re.compile(f"[{_SPACE}\\x20-\\x7e{_LETTERS}{_SIGNS}]+")
_INVISIBLE = "[\\x00-\\x1f\\x7f\\u200b-\\u200f\\ufeff]"


def kept_ids(pieces: Sequence[Piece]) -> list[int]:
    """Ids of the special pieces and of those that these languages, digits and signs can need."""
    return [i for i, piece in enumerate(pieces) if i < len(_SPECIAL) or _is_needed(piece.text)]


def make_tokenizer(pieces: Sequence[Piece]) -> Tokenizer:
    """The tokenizer of XLM-RoBERTa's family over `pieces`, cut at 512 tokens."""
    vocabulary = [(piece.text, piece.score) for piece in pieces]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=_SPECIAL.index("<unk>")))
    tokenizer.normalizer = _normalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.add_special_tokens(list(_SPECIAL))
    frame = [("<s>", _SPECIAL.index("<s>")), ("</s>", _SPECIAL.index("</s>"))]
    template = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=frame)
    tokenizer.post_processor = template
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def _normalizer() -> normalizers.Sequence:
    invisible = normalizers.Replace(Regex(_INVISIBLE), " ")
    runs = normalizers.Replace(Regex(" {2,}"), " ")
    return normalizers.Sequence([normalizers.NFKC(), invisible, runs])


def _is_needed(text: str) -> bool:
    return bool(_WRITABLE.fullmatch(text)) or all(_is_sign(character) for character in text)


def _is_sign(character: str) -> bool:
    return character == _SPACE or unicodedata.category(character)[0] in "SPN"
