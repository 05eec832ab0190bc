"""What customers ask about products: the words of the question and of the data, by topic."""

from __future__ import annotations

import re
from typing import Final

from index.answers.topic import Topic, topic

MATERIALS: Final = (
    r"algodon|piel(?! (?:gras|sec|sensi|mixt|normal|delicad|atop|clar|moren))|"
    r"cuero|lana|lino|poliester|nailon|nylon|seda|licra|elastano|mezclilla|lona|hule|"
    r"goma|plastico|metal|acero|aluminio|madera|vidrio|ceramica|barro|sinteti\w+|vinil|satin|yute"
)
_SIDES: Final = r"\d[\d.,]* ?x ?\d"
_ALL: Final = "tamano|medidas|dimensiones"

TOPICS: Final = (
    topic(
        "weight",
        r"(?:pesan?|pesad\w+|peso|liger\w+|livian\w+)\b"
        r"(?! (?:maximo|del? (?:perro|gato)|aguanta|soporta|resiste|"
        r"(?:(?:como|unos|casi|mas de) )?\d))",
        r"peso\b(?! max)",
        r"(?:pesan?|peso)\b",
    ),
    topic(
        "load",
        r"(?:cuant[oa]s? (?:peso|kilos|kg) (?:aguanta|soporta|resiste|carga)|"
        r"(?:carga|peso) maxim[oa]|(?:l[oa]s?|me|nos) (?:aguanta|soporta|sostiene)n?\b|"
        r"(?:aguanta|soporta|sostiene)n? (?:a |bien )*(?:(?:un|una|mi|dos|mis) )?"
        r"(?:gat|perr|adult|person|nin[oa])\w+|(?:pesan?|aguantan?|soportan?|resisten?|cargan?|"
        r"sirven?|quedan?)(?: \w+){0,5}? \d+ ?(?:kilos?|kgs?)\b)",
        r"(?:peso maximo|carga)\b",
        r"(?:aguanta|soporta|hasta \d+ (?:kg|kilos))\b",
    ),
    topic(
        "material",
        rf"(?:materiale?s?|telas?|hech[oa]s? de|fabricad[oa]s? (?:de|en)|composicion|"
        rf"de que (?:esta|estan|es|son)\b|(?:es|son|sea|sean)(?: \w+)? de (?:pur[oa] |\d+ ?% )?"
        rf"(?:{MATERIALS})|(?:{MATERIALS}))\b",
        r"(?:material|tela|composicion)\b",
        rf"(?:son|es|en|de) (?:\w+ )?(?:{MATERIALS})\b",
    ),
    topic(
        "water",
        r"(?:impermeab\w+|(?:al|del|el|contra|de|con) agua|moj\w+|lluvia|llueve|aguacero|sumerg\w+|"
        r"sud(?:or|ar|o)\b|nad(?:ar|o)\b|alberca|piscina|pileta|banar\w*|salpic\w+|waterproof)",
        r"(?:impermeable|resistencia al agua|columna de agua)\b",
        r"(?:impermeab\w+|agua\b|lluvia|moj\w+|sumerg\w+|nadar|salpic\w+|alberca|regadera|ip[x6])",
        keeps=True,
    ),
    topic("lining", r"(?:forrad\w+|forros?)\b", r"forro\b", r"(?:forro|por dentro)\b"),
    topic(
        "warranty",
        r"(?:garanti\w+|si (?:se )?(?:falla|descompone|rompe))",
        r"garantia\b",
        r"(?:garantia|lo cambiamos)\b",
    ),
    topic(
        "measures",
        r"(?:cuanto (?:mide|miden)|mide|miden|medidas?|dimension\w*|que tan grandes?|"
        r"(?:de )?que tamano|cuantos (?:cm|centimetros|metros|pulgadas))\b",
        r"(?:tamano|medidas|largo|ancho|alto|altura|grueso|diametro|armado|toalla|tacon|cable|"
        r"pantalla)\b",
        rf"(?:miden?|medidas|tamano|altura|ancho|largo|grueso|{_SIDES})",
    ),
    topic("length", r"larg[oa]s?\b", rf"(?:largo|cable|{_ALL})\b", rf"(?:largo|{_SIDES})"),
    topic("width", r"anch[oa]s?\b", rf"(?:ancho|horma|{_ALL})\b", rf"(?:anch\w+|{_SIDES})"),
    topic(
        "height",
        r"(?:alt[oa]s?|altura)\b",
        rf"(?:alto|altura|tacon|tiro|{_ALL})\b",
        rf"(?:alt[oa]|altura|{_SIDES})",
    ),
    topic(
        "thickness", r"(?:grues[oa]s?|grosor|espesor)\b", r"grueso\b", r"(?:grues[oa]|delgad[oa])\b"
    ),
    topic("diameter", r"diametro\b", r"diametro\b", r"diametro\b"),
    topic(
        "duration",
        r"(?:cuant[oa]s? (?:tiempo |horas? |dias? )?(?:l[oae]s? )?(?:duran?|aguantan?|mantienen?|"
        r"conservan?|suenan?|rinden?)|duracion)\b",
        r"(?:duracion|bateria|garantia|caducidad|caliente|frio|conserva frio)\b",
        r"(?:duran?|suenan?|\d+ horas)\b",
    ),
    topic(
        "battery",
        r"(?:bateria|pilas?|recarg\w+|dura (?:la )?(?:carga|pila)|autonomia)",
        r"(?:bateria|autonomia|pila)\b",
        r"(?:bateria|pilas?|recarg\w+|suena \d|dura \d|horas de musica)",
        keeps=True,
    ),
    topic(
        "fits",
        r"(?:compatib\w+|(?:sirven?|funcionan?|jalan?|andan?|quedan?|conectan?|enlaza\w*) "
        r"(?:con|en)\b(?! (?:luz|corriente|\d))|"
        r"(?:para|con|en|entran?|caben?)(?= (?:(?:el|la|un|una|mi|tu|su) )?"
        r"(?:iphone|android|samsung|xiaomi|"
        r"motorola|huawei|celular|telefono|compu(?:tadora)?|laptop|pc|mac)\b)|"
        r"se puede (?:usar|conectar) (?:con|en))",
        r"(?:compatib\w+|conector|bluetooth|laptop)\b",
        r"(?:compatible|sirven? (?:con|en|para)|caben?|para laptop|funcionan? (?:con|en|de)|sujeta|"
        r"ajusta en|embona)",
    ),
    topic(
        "washing",
        r"(?:lav(?!avaj|aplat|atrast)\w+|limpi\w+|tintoreria|cuidad\w*)",
        r"(?:lavado|limpieza|funda|cojin|cuidado)\b",
        r"(?:lav(?!avaj)\w+|limpi\w+)",
    ),
    topic("ironing", r"planch\w+", r"plancha\b", r"planch\w+"),
    topic("dryer", r"secadora\b", r"secadora\b", r"secadora\b"),
    topic("dishwasher", r"lava(?:vajillas|platos|trastes)\b", "lavavajillas", "lavavajillas"),
    topic("softener", r"suavizante\b", r"suavizante\b", r"suavizante\b"),
    topic("shrinking", r"encog\w+", r"encog\w+", r"encog\w+"),
    topic("fading", r"(?:desti\w+|despint\w+|suelta\w* color)", r"$^", r"(?:desti\w+|suelta)"),
    topic(
        "capacity",
        r"(?:capacidad|cuantos litros|litros|(?:cuanta agua )?(?:le )?cab(?:e|en)|almacena\w*|"
        r"gigas|gb|memoria|contenido|mililitros|cuantos (?:ml|mah|gramos trae))\b",
        r"(?:capacidad|contenido|tarjetas|laptop)\b",
        r"(?:litros?|caben?|capacidad|\d+ ml|gb|mah)\b",
    ),
    topic(
        "power",
        r"(?:watts?|vatios?|potencia|cuanta luz|gastan?(?: (?:mucha|mucho|poca))? (?:luz|energia)|"
        r"gasta|consum\w+|que tan potente|potente)\b",
        r"potencia\b",
        r"(?:\d[\d.,]* w|potencia|gasta)\b",
    ),
    topic(
        "voltage",
        r"(?:voltaje|voltios|volts?|110|127|220|corriente)\b",
        r"voltaje\b",
        r"(?:\d+ v|voltaje)\b",
    ),
    topic(
        "age",
        r"(?:edad(?:es)?|(?:para|de|desde) (?:que|cuantos) (?:anos|meses)|bebes?|"
        r"recien nacid\w+|nin[oa]s? de|\d+ (?:anos|meses))\b",
        r"edad\b",
        r"(?:anos|meses|edad|recien nacidos)\b",
    ),
    topic(
        "pieces",
        r"(?:cuant[oa]s (?:piezas|pares|hojas|plumas|colores|tazas|cuchillos|platos|ligas|toallas)|"
        r"piezas|cuant[oa]s (?:trae|traen|vienen|son))",
        r"(?:piezas|hojas|pares)\b",
        r"(?:piezas?|pares|hojas)\b",
    ),
    topic(
        "included",
        r"(?:incluye|incluyen|incluid\w+|traen?|vienen? con)\b",
        r"(?:incluye|bomba|difusor)\b",
        r"(?:incluyen?|incluid\w+|traen?|vienen?|con (?:estuche|caja|bolsa|bote|correa))\b",
        weight=0.4,
    ),
    topic(
        "origin",
        r"(?:donde (?:esta|estan|es|son|lo|los|se) (?:hech\w+|fabric\w+|hacen)|hech[oa]s? en|"
        r"de donde (?:es|son)|origen|import\w+|nacional(?:es)?|mexican[oa]s?)\b",
        r"(?:origen|hecho en)\b",
        r"(?:hech[oa]s? en|artesan\w+ de)\b",
    ),
    topic(
        "handmade",
        r"(?:a mano|artesanal\w*)\b(?<!lavar a mano)",
        r"hecho a mano\b",
        r"(?:hech[oa]s? a mano|tejid[oa]s? a mano|artesan\w+)\b",
    ),
    topic(
        "grip",
        r"(?:resbal\w+|derrap\w+|antiderrap\w+|antidesliz\w+)",
        r"(?:antiderrap\w+|antidesliz\w+|tacos)\b",
        r"(?:resbal\w+|antiderrap\w+|antidesliz\w+|agarra)",
    ),
    topic(
        "warmth",
        r"(?:abrig\w+|calient\w+|calent\w+|frio|fria|termic\w+|fresc[oa]s?)\b",
        r"(?:conserva frio|caliente|frio|termico)\b",
        r"(?:abriga|calient\w+|frio|fria|termic\w+|relleno|fresca?)\b",
        keeps=True,
    ),
    topic(
        "travel",
        r"(?:vuelos?|avion|cabina|equipaje de mano|aeropuerto|abordo|a bordo)\b",
        r"cabina\b",
        r"(?:cabina|avion|aerolinea)\b",
    ),
    topic(
        "sport",
        r"(?:gimnasio|gym|deportes?|entrenar|ejercicio|correr)\b",
        r"deporte\b",
        r"(?:gimnasio|deportes?|entrenar|ejercicio|correr)\b",
        keeps=True,
    ),
    topic(
        "crushing",
        r"(?:tritur\w+|muel\w+|mol(?:er|iendo)|frap\w*|pica\w* hielo)",
        r"(?:tritur|muel)\w*",
        r"(?:tritur|muel)\w+",
        keeps=True,
    ),
    topic(
        "animals",
        r"(?:cruelty|(?:prueb\w+|prob\w+|teste\w+) en animales)",
        r"cruelty\b",
        r"animales\b",
    ),
    topic(
        "noise",
        r"(?:ruid\w+(?! (?:de )?(?:extern|afuera|la calle))|silencios[oa]s?|bulla|escandalos[oa]s?|"
        r"decibel\w+|(?:hace|suena) (?:muy )?(?:fuerte|feo))",
        r"(?<!cancelacion de )ruido\b",
        r"(?<!cancelacion de )(?:ruid\w+|silencios[oa]s?|decibel\w+)",
    ),
    topic(
        "assembly",
        r"(?:(?:se |vienen? |ya |esta |lo |la |para |de |que )(?:arm(?:ar\w*|ad[oa]s?|an?)|"
        r"ensambl\w+|montar\w*)|armado viene|instruc\w+|instructivo)\b",
        r"(?:armado|ensamble)\b",
        r"(?:se arman?|armar|ensambl\w+|instruc\w+)\b",
    ),
    topic(
        "speed",
        r"(?:que tan rapido (?:va|corre|anda|es)|velocidad(?:es)?|(?:km|kilometros) por hora)\b",
        r"velocidad(?:es)?\b",
        r"(?:velocidad(?:es)?|km/h)",
    ),
    topic(
        "reach",
        r"(?:alcance|(?:hasta )?(?:que|cuanta) distancia|que tan lejos|de que tan lejos)\b",
        r"(?:alcance|distancia)\b",
        r"(?:alcance|a distancia)\b",
    ),
    topic(
        "sharpness",
        r"(?:filo\b|filos[oa]s?|afilad[oa]s?|afil\w+|cortan? bien)",
        r"filo\b",
        r"(?:filo|afil\w+)",
    ),
    topic("colour", r"(?:de )?que color (?:es|son)\b", r"color\b", r"$^"),
    topic("brand", r"(?:que|cual|de que) marca|marca (?:es|son)\b", r"marca\b", r"$^"),
    topic(
        "whom",
        r"(?:(?:es|son|sirven?|quedan?)(?: \w+)? (?:para|de|a) (?:un |una |mi )?"
        r"(?:hombres?|mujer(?:es)?|damas?|caballeros?|nin[oa]s?|unisex)|unisex|para quien)\b",
        r"para\b",
        r"(?:unisex|(?:de|para) (?:hombre|mujer|nin[oa]s?))\b",
    ),
    topic(
        "lasting",
        r"(?:cad?uc\w+|vence|fecha de|cuanto dura abiert\w+)\b",
        r"caducidad\b",
        r"caduc\w+",
    ),
    topic(
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
    found = ((one, list(one.asks.finditer(question))) for one in TOPICS)
    said = ((one, " ".join(match.group() for match in matches)) for one, matches in found)
    return tuple((one, words) for one, words in said if words)
