"""What customers ask about products: the words of the question and of the data, by topic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of question. Patterns are for folded text.

    asks: in the question. named: in a fact's name. says: in a sentence of the description.
    weight: how much it counts beside other words. keeps: its words in the question still count a
    little, because they say which part of the topic is meant ("nadar").
    """

    name: str
    asks: re.Pattern[str]
    named: re.Pattern[str]
    says: re.Pattern[str]
    weight: float = 1.0
    keeps: bool = False


def _topic(
    name: str, asks: str, named: str, says: str, *, weight: float = 1.0, keeps: bool = False
) -> Topic:
    patterns = (re.compile(rf"\b(?:{one})") for one in (asks, named, says))
    return Topic(name, *patterns, weight=weight, keeps=keeps)


MATERIALS: Final = (
    r"algodon|piel|cuero|lana|lino|poliester|nailon|nylon|seda|licra|elastano|mezclilla|lona|hule|"
    r"goma|plastico|metal|acero|aluminio|madera|vidrio|ceramica|barro|sinteti\w+|vinil|satin|yute"
)
_SIDES: Final = r"\d[\d.,]* ?x ?\d"
_ALL: Final = "tamano|medidas|dimensiones"

TOPICS: Final = (
    _topic(
        "weight",
        r"(?:pesan?|pesad\w+|peso|liger\w+|livian\w+)\b"
        r"(?! (?:maximo|del? (?:perro|gato)|aguanta|soporta|resiste))",
        r"peso\b(?! max)",
        r"(?:pesan?|peso)\b",
    ),
    _topic(
        "load",
        r"(?:cuant[oa]s? (?:peso|kilos|kg) (?:aguanta|soporta|resiste|carga)|"
        r"(?:carga|peso) maxim[oa])",
        r"(?:peso maximo|carga)\b",
        r"(?:aguanta|soporta)\b",
    ),
    _topic(
        "material",
        rf"(?:materiale?s?|telas?|hech[oa]s? de|fabricad[oa]s? (?:de|en)|composicion|"
        rf"de que (?:esta|estan|es|son)\b|(?:es|son|sea|sean)(?: \w+)? de (?:pur[oa] |\d+ ?% )?"
        rf"(?:{MATERIALS})|(?:{MATERIALS}))\b",
        r"(?:material|tela|composicion)\b",
        rf"(?:son|es|en|de) (?:\w+ )?(?:{MATERIALS})\b",
    ),
    _topic(
        "water",
        r"(?:impermeab\w+|(?:al|del|el|contra|de|con) agua|moj\w+|lluvia|llueve|aguacero|sumerg\w+|"
        r"sud(?:or|ar|o)\b|nad(?:ar|o)\b|alberca|piscina|banar\w*|salpic\w+|waterproof)",
        r"(?:impermeable|resistencia al agua|columna de agua)\b",
        r"(?:impermeab\w+|agua\b|lluvia|moj\w+|sumerg\w+|nadar|salpic\w+|alberca|regadera|ip[x6])",
        keeps=True,
    ),
    _topic("lining", r"(?:forrad\w+|forros?)\b", r"forro\b", r"(?:forro|por dentro)\b"),
    _topic(
        "warranty",
        r"(?:garanti\w+|si (?:se )?(?:falla|descompone|rompe))",
        r"garantia\b",
        r"(?:garantia|lo cambiamos)\b",
    ),
    _topic(
        "measures",
        r"(?:cuanto (?:mide|miden)|mide|miden|medidas?|dimension\w*|que tan grandes?|"
        r"(?:de )?que tamano|cuantos (?:cm|centimetros|metros|pulgadas))\b",
        r"(?:tamano|medidas|largo|ancho|alto|altura|grueso|diametro|armado|toalla|tacon|cable|"
        r"pantalla)\b",
        rf"(?:miden?|medidas|tamano|altura|ancho|largo|grueso|{_SIDES})",
    ),
    _topic("length", r"larg[oa]s?\b", rf"(?:largo|cable|{_ALL})\b", rf"(?:largo|{_SIDES})"),
    _topic("width", r"anch[oa]s?\b", rf"(?:ancho|horma|{_ALL})\b", rf"(?:anch\w+|{_SIDES})"),
    _topic(
        "height",
        r"(?:alt[oa]s?|altura)\b",
        rf"(?:alto|altura|tacon|tiro|{_ALL})\b",
        rf"(?:alt[oa]|altura|{_SIDES})",
    ),
    _topic(
        "thickness", r"(?:grues[oa]s?|grosor|espesor)\b", r"grueso\b", r"(?:grues[oa]|delgad[oa])\b"
    ),
    _topic("diameter", r"diametro\b", r"diametro\b", r"diametro\b"),
    _topic(
        "duration",
        r"(?:cuant[oa]s? (?:tiempo |horas? |dias? )?(?:duran?|aguantan?)|duracion)\b",
        r"(?:duracion|bateria|garantia|caducidad)\b",
        r"(?:duran?|suenan?)\b",
    ),
    _topic(
        "battery",
        r"(?:bateria|pilas?|recarg\w+|dura (?:la )?(?:carga|pila)|autonomia|"
        r"cuantas? horas? (?:dura|aguanta|suena))",
        r"(?:bateria|autonomia|pila)\b",
        r"(?:bateria|pilas?|recarg\w+|suena \d|dura \d|horas de musica)",
    ),
    _topic(
        "fits",
        r"(?:compatib\w+|(?:sirven?|funcionan?|jalan?|andan?|quedan?|conectan?|enlaza\w*) "
        r"(?:con|en)\b|(?:para|con|en)(?= (?:(?:el|un|mi|tu) )?(?:iphone|android|samsung|xiaomi|"
        r"motorola|huawei|celular|telefono|compu(?:tadora)?|laptop|pc|mac)\b)|"
        r"se puede (?:usar|conectar) (?:con|en))",
        r"(?:compatib\w+|conector|bluetooth)\b",
        r"(?:compatible|sirven? (?:con|en|para)|funcionan? (?:con|en|de)|sujeta|"
        r"ajusta en|embona)",
    ),
    _topic(
        "washing",
        r"(?:lav(?!avaj)\w+|limpi\w+|tintoreria|cuidad\w*)",
        r"(?:lavado|limpieza|funda|cojin|cuidado)\b",
        r"(?:lav(?!avaj)\w+|limpi\w+)",
    ),
    _topic("ironing", r"planch\w+", r"plancha\b", r"planch\w+"),
    _topic("dryer", r"secadora\b", r"secadora\b", r"secadora\b"),
    _topic("dishwasher", r"lavavajillas\b", r"lavavajillas\b", r"lavavajillas\b"),
    _topic("softener", r"suavizante\b", r"suavizante\b", r"suavizante\b"),
    _topic("shrinking", r"encog\w+", r"encog\w+", r"encog\w+"),
    _topic("fading", r"(?:desti\w+|despint\w+|suelta\w* color)", r"$^", r"(?:desti\w+|suelta)"),
    _topic(
        "capacity",
        r"(?:capacidad|cuantos litros|litros|(?:cuanta agua )?(?:le )?cab(?:e|en)|almacena\w*|"
        r"gigas|gb|memoria|contenido|mililitros|cuantos (?:ml|mah|gramos trae))\b",
        r"(?:capacidad|contenido|tarjetas|laptop)\b",
        r"(?:litros?|caben?|capacidad|\d+ ml|gb|mah)\b",
    ),
    _topic(
        "power",
        r"(?:watts?|vatios?|potencia|cuanta luz|gastan?(?: (?:mucha|mucho|poca))? (?:luz|energia)|"
        r"gasta|consum\w+|que tan potente|potente)\b",
        r"potencia\b",
        r"(?:\d[\d.,]* w|potencia|gasta)\b",
    ),
    _topic(
        "voltage",
        r"(?:voltaje|voltios|volts?|110|127|220|corriente)\b",
        r"voltaje\b",
        r"(?:\d+ v|voltaje)\b",
    ),
    _topic(
        "age",
        r"(?:edad(?:es)?|(?:para|de|desde) (?:que|cuantos) (?:anos|meses)|bebes?|"
        r"recien nacid\w+|nin[oa]s? de|\d+ (?:anos|meses))\b",
        r"edad\b",
        r"(?:anos|meses|edad|recien nacidos)\b",
    ),
    _topic(
        "pieces",
        r"(?:cuant[oa]s (?:piezas|pares|hojas|plumas|colores|tazas|cuchillos|platos|ligas|toallas)|"
        r"piezas|cuant[oa]s (?:trae|traen|vienen|son))",
        r"(?:piezas|hojas|pares)\b",
        r"(?:piezas?|pares|hojas)\b",
    ),
    _topic(
        "included",
        r"(?:incluye|incluyen|incluid\w+|traen?|vienen? con)\b",
        r"(?:incluye|bomba|difusor)\b",
        r"(?:incluyen?|incluid\w+|traen?|vienen?|con (?:estuche|caja|bolsa|bote|correa))\b",
        weight=0.4,
    ),
    _topic(
        "origin",
        r"(?:donde (?:esta|estan|es|son|lo|los|se) (?:hech\w+|fabric\w+|hacen)|hech[oa]s? en|"
        r"de donde (?:es|son)|origen|import\w+|nacional(?:es)?|mexican[oa]s?)\b",
        r"(?:origen|hecho en)\b",
        r"(?:hech[oa]s? en|artesan\w+ de)\b",
    ),
    _topic(
        "handmade",
        r"(?:a mano|artesanal\w*)\b(?<!lavar a mano)",
        r"hecho a mano\b",
        r"(?:hech[oa]s? a mano|tejid[oa]s? a mano|artesan\w+)\b",
    ),
    _topic(
        "grip",
        r"(?:resbal\w+|derrap\w+|antiderrap\w+|antidesliz\w+)",
        r"(?:antiderrap\w+|antidesliz\w+|tacos)\b",
        r"(?:resbal\w+|antiderrap\w+|antidesliz\w+|agarra)",
    ),
    _topic(
        "warmth",
        r"(?:abrig\w+|calient\w+|calent\w+|frio|fria|termic\w+|fresc[oa]s?)\b",
        r"(?:conserva frio|caliente|frio|termico)\b",
        r"(?:abriga|calient\w+|frio|fria|termic\w+|relleno|fresca?)\b",
        keeps=True,
    ),
    _topic(
        "travel",
        r"(?:vuelos?|avion|cabina|equipaje de mano|aeropuerto)\b",
        r"cabina\b",
        r"(?:cabina|avion|aerolinea)\b",
    ),
    _topic(
        "sport",
        r"(?:gimnasio|gym|deportes?|entrenar|ejercicio|correr)\b",
        r"deporte\b",
        r"(?:gimnasio|deportes?|entrenar|ejercicio|correr)\b",
        keeps=True,
    ),
    _topic(
        "crushing",
        r"(?:tritur\w+|muel\w+|mol(?:er|iendo)|frap\w*|pica\w* hielo)",
        r"(?:tritur|muel)\w*",
        r"(?:tritur|muel)\w+",
        keeps=True,
    ),
    _topic(
        "animals",
        r"(?:cruelty|(?:prueb\w+|prob\w+|teste\w+) en animales)",
        r"cruelty\b",
        r"animales\b",
    ),
    _topic("colour", r"(?:de )?que color (?:es|son)\b", r"color\b", r"$^"),
    _topic("brand", r"(?:que|cual|de que) marca|marca (?:es|son)\b", r"marca\b", r"$^"),
    _topic(
        "whom",
        r"(?:(?:es|son|sirven?|quedan?)(?: \w+)? (?:para|de|a) (?:un |una |mi )?"
        r"(?:hombres?|mujer(?:es)?|damas?|caballeros?|nin[oa]s?|unisex)|unisex|para quien)\b",
        r"para\b",
        r"(?:unisex|(?:de|para) (?:hombre|mujer|nin[oa]s?))\b",
    ),
    _topic(
        "lasting",
        r"(?:cad?uc\w+|vence|fecha de|cuanto dura abiert\w+)\b",
        r"caducidad\b",
        r"caduc\w+",
    ),
    _topic(
        "delivery",
        r"(?:cuanto (?:tarda|tardan) (?:en )?(?:hacer\w*|list\w+|bordar\w*|grabar\w*))",
        r"entrega\b",
        r"(?:dias? habil(?:es)?|tarda)\b",
    ),
)

SHOP: Final = re.compile(
    r"\b(?:envi(?:o|os|an|as|en|arme?lo|arlo)|mandan?|entregan?|paqueteria|pag(?:o|os|ar|an)|"
    r"tarjetas? de|transferencia|efectivo|oxxo|factur\w+|mensualidad\w*|meses sin|sucursal\w*|"
    r"donde (?:estan|quedan)|devol\w+|reembols\w+|horario|descuento|mayoreo|apart\w+)\b"
)
"""The shop's matters: no product's data answer them."""


def asked_topics(question: str) -> tuple[tuple[Topic, str], ...]:
    """Return the topics that a folded question is about, each with the words that say so."""
    found = ((topic, list(topic.asks.finditer(question))) for topic in TOPICS)
    said = ((topic, " ".join(match.group() for match in matches)) for topic, matches in found)
    return tuple((topic, words) for topic, words in said if words)
