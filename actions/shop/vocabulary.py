"""Which words of a message only ask or order, and which name a thing."""

from __future__ import annotations

import re
from typing import Final

from nlu.text import (
    base_colour,
    expand_abbreviations,
    fold,
    guess_language,
    parse_colours,
    parse_number,
    parse_quantity,
    parse_size,
    words,
)

# Words that never name a product: articles, pronouns, courtesy, counting, shop talk.
_FILLERS: Final = frozenset(
    """
    a al ante con contra de del desde e el ella ellas ellos en entre es esa esas ese eso esos esta
    estas este esto estos hasta la las le les lo los me mi mis mio mia ni nos o para pero por pues
    que quien se ser si sin sobre solo son soy su sus tal tambien te ti tu tus u un una unas uno
    unos va ya y yo sea sean seria serian fue estan esta estas aquel aquella aquellos aquellas asi
    ahi aca aqui alla mas menos muy mejor peor otro otra otros otras mismo misma mismos mismas
    ambos ambas todo toda todos todas cada algun alguna cualquiera sola unica nada nomas no nop
    verdad cierto tan amable amables gentil
    favor porfa porfavor porfis gracias plis pls xfa hola buenas buenos dias tardes noches oye oiga
    ok okay dale listo bueno vale claro perfecto entonces mira ahora luego tambien aparte ademas
    quiero quisiera queria necesito ocupo deseo prefiero quedo quedamos llevo llevar llevare compro
    comprar gusta gusto gustaria interesa encanta regala regale regalame das da dan doy dame deme
    denme danos tienes tienen tiene tenes hay habra queda quedan puedes puede pueden podes podrias
    cuanto cuanta cuantos cuantas cual cuales como donde cuando trae traen viene vienen
    carrito carro cesta canasta compra pedido orden lista lugar vez
    producto productos articulo articulos articulos opcion opciones modelo modelos pieza piezas
    numero num nro talla talle tallas talles size tamano color colores tono precio
    par pares docena docenas unidad unidades pzas pz x
    primero primera primeros primeras primer segundo segunda segundos tercero tercera tercer cuarto
    cuarta quinto quinta sexto sexta septimo octavo noveno decimo ultimo ultima ultimos ultimas
    informacion info alguno alguna algo tipo po pe baratitos baratitas modelito modelitos
    ver veo vemos vi viste igual iguales extra doble puse pusiste
    tenia mostraste mostro ensenaste mandaste enviaste
    rey militar cielo oscuro oscura claro clara
    cuesta cuestan cuestas valen salen costo costos
    barato barata baratos baratas baratito baratita economico economica economicos economicas caro
    cara caros caras carito amigo amiga joven señor senora senorita
    veci vecino vecina parce parcero bro compa carnal wey guey jefe jefa caserita srta sra sr
    simon sip venga guapo guapa guapos guapas majo maja amix casera caserito tio tia nano tal
    bien sirve sirven late laten cuadra convence agrada parece
    mero mera meros meras merito merita
    bacan bacano bkn chevere chido padre filo cachai altiro wena weno wn pucha porsia joya barbaro
    genial buenisimo buenisima che uh uy hagale hagamosle pare para pena
    perdon perdona perdone disculpa disculpe quise decir referia refiero equivoque confundi
    era eran total basta bastan suficiente suficientes alcanza
    alcanzan casera casero carnal causa compadre comadre hermano mano mana nena papi mami
    pana chamo mijo mija corazon reina gueon
    busco buscaba buscando ando quero preciso gostaria tamanho voce voces
    """.split()
)
_VERB: Final = re.compile(
    r"(?:agreg|anad|sum|pon|mete|met|ech|anot|apart|separ|reserv|quit|sac|borr|elimin|retir|"
    r"cambi|muestr|mostr|ensen|mand|envi|pas|dej|baj|sub|llev|aument|cog|reduc|descart|devuelv)"
    r"(?:[aeo]|es|as|an|en|ar|er|ir|ga|go|gue|gan|uen?|ue)?"
    r"(?:me|te|le|lo|la|los|las|nos|melo|mela|melos|melas|selo|sela)?"
)
# "Mmm", "ehh", "jajaja": sounds that say nothing.
_SOUND: Final = re.compile(
    r"h?m{2,}|e+h+|a+h+|o+h+|u+[hyf]+|a+y+|j?(?:[aei]j)+[aei]?|(?:h[ae]){2,}|pf+|na+h?|si{2,}|no{2,}"
)
# Look like those verbs but are things to buy.
_NOUNS: Final = frozenset("saco sacos pasa pasas".split())

_ORDER_WORDS: Final = frozenset(
    "carrito carro cesta canasta compra pedido tambien ademas aparte favor porfa porfis porfavor "
    "gracias quiero quisiera queria necesito llevo me dame deme ponme par pares docena docenas "
    "al otra otro mas por".split()
)
_ORDERED: Final = frozenset("quiero quisiera llevo dame deme denme danos compro comprar".split())
# "Y que sean dos, una para mi hermana": how many and for whom, not what.
_PURPOSE: Final = re.compile(r"\by que sean?\b.*|\bpara (?:mi|mis|su|un amigo|una amiga)\b.*")
_LEAD: Final = re.compile(
    r"^[\s¿¡]*(?:(?:y|oye|che|oiga|disculpa|perd[oó]n|hola)\b[\s,]*)+", re.IGNORECASE
)
_HALF: Final = re.compile(r"\by medi[oa]\b")
_COUNT: Final = re.compile(r"\bmedia docena\b(?: de)?|\bdocenas? de\b|\b(?:un )?par(?:es)? de\b")
_SHOWN_NOUN: Final = re.compile(r"\b(?:es|est)[aeo]s? (\w+)|(\w+) (?:es|est)[aeo]s?\b")
_MARKUP: Final = re.compile(r"[;<>{}\[\]=`*_\\|]|--")
_BARE: Final = re.compile(r"[^\W_]+(?:[.,'-][^\W_]+)*")
# In Colombia one asks to be given something with "regalar": no gift is meant.
_COURTEOUS: Final = re.compile(
    r"\b(?:me|nos) regal(?:a|as|an|ar[ií]a)\b|\breg[aá]l(?:eme|ame|enos)\b"
    r"|\b(?:informaci[oó]n|info|informes?|detalles) (?:de(?= l[oa]s?\b)|del?|sobre)\b"
    r"|^\W*(?:(?:hola|oye|oiga|che|disculpe?|buenas)\W+)*(?:(?:ando|estoy|estaba|sigo)\s+buscando|"
    r"busco|buscaba|buscamos)\b"
    r"|^.*\b(?:quise decir|quer[ií]a decir|me refer[ií]a a)\b"
    r"|^\s*(?:buen[oa]s (?:d[ií]as|tardes|noches))\b[\s,.!]*",
    re.IGNORECASE,
)
_FRAME: Final = frozenset("hola buenas tienen venden manejan hay quiero ver busco".split())
MOST_NAMED: Final = 40
_SETS: Final = frozenset("juego set kit paquet pack caja conjunto combo".split())
# "La crema de manos": what is of something is no colour.
_SUBJECT: Final = re.compile(r"[\s¿¡]*(?:y )?(?:el|la|los|las) (\w+)(?P<of> (?:de|para|facial) )?")
_PLACE: Final = re.compile(
    r"\b(?:el|la|los|las) (?:primer|segund|tercer|cuart|quint|[uú]ltim)[oa]s?\b,?", re.IGNORECASE
)


def is_filler(word: str) -> bool:
    """Whether a folded word carries no product: articles, verbs of ordering, numbers."""
    if word in _NOUNS:
        return False
    return (
        len(word) == 1
        or word in _FILLERS
        or bool(_VERB.fullmatch(word))
        or bool(_SOUND.fullmatch(word))
        or parse_number(word) is not None
    )


def content(text: str) -> tuple[str, ...]:
    """Return the folded words that may name a product, without colours and sizes."""
    colours = {base_colour(colour) for colour in parse_colours(text)}
    return tuple(
        word
        for word in words(_HALF.sub(" ", _COUNT.sub(" ", fold(expand_abbreviations(text)))))
        if not is_filler(word) and not _is_colour(word, colours) and not parse_size(word)
    )


def only_colours(text: str) -> tuple[str, ...]:
    """Return the colours of a text that names nothing else: "2 rosas", "la crema"; else ()."""
    colours = parse_colours(f"color {fold(text)}")
    bare = {base_colour(colour) for colour in colours}
    return colours if all(_is_colour(f"color {word}", bare) for word in content(text)) else ()


def _is_colour(word: str, spoken: set[str]) -> bool:
    """Whether a word is one of the colours the text speaks of: "una crema" is no colour."""
    return any(base_colour(colour) in spoken for colour in parse_colours(word))


def thing(text: str) -> str:
    """Return what an order names, without ordering it: "agrégame 2 gorras" -> gorras.

    Colours, sizes and the small words between stay: they are read where it is searched.
    """
    written = expand_abbreviations(text)
    folded = _COUNT.sub(" ", _PURPOSE.sub(" ", fold(written)))
    count, size = parse_quantity(written), parse_size(written)
    kept = (word for word in folded.split() if not _orders(word.strip(",.;:!?¡¿")))
    return " ".join(word for word in kept if not _counts(word, count) or word == size)


def wished(text: str) -> str:
    """Return what a text wishes for in its own words, to be named in an answer; "" when long.

    "Busco unicornios inflables porfa" -> "unicornios inflables".
    """
    if guess_language(text) != "es" or _MARKUP.search(text):
        return ""
    said = _BARE.findall(expand_abbreviations(text))
    keep = [place for place, word in enumerate(said) if not _frames(fold(word))]
    if not keep:
        return ""
    whole = " ".join(said[keep[0] : keep[-1] + 1])
    return whole if len(whole) <= MOST_NAMED and len(keep) <= 6 else ""


def unframed(text: str) -> str:
    """Return a text without the courtesy around what it asks for: "me regala info de termos"."""
    return " ".join(_COURTEOUS.sub(" ", text).split()) or text


def _frames(word: str) -> bool:
    """Whether a word stands only around what is wished: "busco", "unos", "porfa"."""
    return word in _FRAME or _orders(word) or is_filler(word)


def _counts(word: str, count: int | None) -> bool:
    return count is not None and parse_number(word) == count


def _orders(word: str) -> bool:
    return word in _ORDER_WORDS or _does(word) or bool(_SOUND.fullmatch(word))


def _does(word: str) -> bool:
    return word not in _NOUNS and bool(_VERB.fullmatch(word))


def plainly(text: str) -> str:
    """Return only what a wordy text names, with its colours and size; "" where it is terse.

    "No, perdón, quise decir almohadas" -> "almohadas".
    """
    size = parse_size(text)
    told = [*content(text), *parse_colours(text), *([f"talla {size}"] if size else [])]
    return " ".join(told) if told and 2 * len(told) <= len(words(text)) else ""


def orders(text: str) -> bool:
    """Whether a text says what to do ("agrega", "quita", "dame") and not only which one."""
    return any(word in _ORDERED or _does(word) for word in words(text))


def without_place(text: str) -> str:
    """Return a question without the words that only say which product: "y el segundo"."""
    return " ".join(_PLACE.sub(" ", _LEAD.sub("", text)).split()) or text


def demonstrated(text: str) -> str | None:
    """Return the noun a text points at: "ese parlante", "la mochila esa"; None without one."""
    for found in _SHOWN_NOUN.finditer(fold(text)):
        noun = found.group(1) or found.group(2)
        if content(noun):
            return noun
    return None


def subject(text: str) -> str | None:
    """Return what a question is about: "la lámpara ¿trae foco?", "¿ese parlante suena?"."""
    found = _SUBJECT.match(fold(text))
    noun = found[1] if found and (found["of"] or content(found[1])) else None
    return demonstrated(text) or noun


def stem(word: str) -> str:
    """Return a folded word with its plural gone: gorras -> gorra, colores and color -> color."""
    singular = word[:-1] if len(word) > 3 and word.endswith("s") else word
    return singular[:-1] if len(singular) > 4 and singular.endswith("e") else singular


def names_kind(text: str, name: str) -> bool:
    """Whether a text says the kind of thing a product is, the first noun of its name.

    "Seis tazas" does not ask for a "Cafetera de 12 tazas", "cuchillos" does for a "Juego de
    cuchillos".
    """
    nouns = content(name)
    kinds = nouns[:2] if nouns and stem(nouns[0]) in _SETS else nouns[:1]
    return any(stem(word) in stems(text) for word in kinds)


def stems(text: str) -> frozenset[str]:
    """Return every word of the text, folded and singular."""
    return frozenset(stem(word) for word in words(text))


def named(value: str, text_words: frozenset[str]) -> bool:
    """Whether every word of an option's value stands in the text ("64 GB", "king size")."""
    parts = words(fold(value))
    return bool(parts) and all(part in text_words for part in parts)
