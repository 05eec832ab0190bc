"""The colours of nlu.text.colours: canonical name, its family, other ways of writing it.

The same as data/lookups/colours.yml, which trainers read and the index is built from; a test
holds the two together. Words are compared folded.
"""

from typing import Final

# (canonical, family, words and phrases with "|" between)
COLOURS: Final = (
    ("negro", "negro", "negra|negros|negras|negrito|negrita|prieto|black|oscuro total"),
    ("blanco", "blanco", "blanca|blancos|blancas|blanquito|blanquita|white"),
    ("blanco hueso", "blanco", "hueso|crudo|cruda|blanco crudo|off white"),
    ("marfil", "blanco", "ivory|blanco marfil"),
    ("perla", "blanco", "blanco perla|perlado|perlada|nácar|nacarado"),
    (
        "gris",
        "gris",
        "grises|grisáceo|grisácea|plomo|plomos|ploma|plomas|gris plomo|gris medio|gray",
    ),
    (
        "gris claro",
        "gris",
        "grises claros|gris clarito|gris humo|plomo claro|gris perla|ceniza|gris ceniza",
    ),
    (
        "gris oscuro",
        "gris",
        (
            "grises oscuros|gris obscuro|gris fuerte|plomo oscuro|gris rata|grafito|carbón|"
            "antracita|gris oxford|oxford|gris acero"
        ),
    ),
    ("gris jaspe", "gris", "jaspe|gris jaspeado|jaspeado|jaspeada|gris melange|gris mezcla"),
    ("plateado", "gris", "plata|gris plata|plateada|plateados|plateadas|silver|gris plateado"),
    ("azul", "azul", "azules|azulito|azulado|azulada|blue"),
    (
        "azul marino",
        "azul",
        "marino|azules marinos|azul marinos|navy|azul navy|azul noche|azul profundo",
    ),
    (
        "azul rey",
        "azul",
        "azul royal|azul francia|azul eléctrico|azul real|azulino|azulina|azul klein",
    ),
    ("azul oscuro", "azul", "azules oscuros|azul obscuro|azul fuerte|índigo"),
    ("azul claro", "azul", "azules claros|azul clarito|azul bajito|azul bebé|azul pastel"),
    ("celeste", "azul", "celestes|azul celeste|azul cielo|cielo|azul agua"),
    ("turquesa", "azul", "turquesas|azul turquesa|aqua|aguamarina|calipso|cian|petróleo claro"),
    ("azul petróleo", "azul", "petróleo|azul pavo|teal"),
    ("rojo", "rojo", "roja|rojos|rojas|rojito|rojita|red|encarnado|encarnada|bermellón"),
    ("rojo cereza", "rojo", "cereza|rojo carmín|carmín|carmesí"),
    (
        "vino",
        "vino",
        (
            "vinos|vino tinto|tinto|guinda|guindas|bordó|burdeos|borgoña|burgundy|"
            "concho de vino|granate|rojo vino|marrasquino"
        ),
    ),
    ("coral", "naranja", "corales"),
    ("salmón", "naranja", "salmones"),
    ("rosa", "rosa", "rosas|rosado|rosada|rosados|rosadas|rosita|pink"),
    (
        "rosa palo",
        "rosa",
        (
            "palo de rosa|rosa viejo|rosa claro|rosa pastel|rosa bebé|rosado claro|"
            "rosa bajito|rosa pálido"
        ),
    ),
    (
        "fucsia",
        "rosa",
        (
            "fucsias|rosa mexicano|fiusha|fiucha|rosa fuerte|rosa chillón|magenta|"
            "buganvilia|rosa neón|solferino"
        ),
    ),
    ("morado", "morado", "morada|morados|moradas|violeta|violetas|púrpura|purple|uva"),
    ("lila", "morado", "lilas|lavanda|lavandas|malva|violeta claro|morado claro|orquídea"),
    ("berenjena", "morado", "morado oscuro|violeta oscuro|ciruela"),
    ("marrón", "marrón", "marrones|café|cafés|cafecito|castaño|castaña|brown|pardo|parda"),
    ("marrón oscuro", "marrón", "chocolate|café oscuro|café obscuro|moka|tabaco|café chocolate"),
    ("marrón claro", "marrón", "café claro|canela|tostado|avellana|suela"),
    ("camel", "marrón", "camello"),
    ("miel", "marrón", "caramelo|coñac|ámbar"),
    (
        "beige",
        "beige",
        "beiges|beis|beich|crema|cremas|arena|champagne|champaña|lino natural|habano",
    ),
    ("nude", "beige", "color piel|piel claro|natural|maquillaje"),
    ("caqui", "beige", "kaki|khaki|caquis"),
    ("verde", "verde", "verdes|verdecito|verdoso|verdosa|green"),
    (
        "verde olivo",
        "verde",
        "verde oliva|olivo|oliva|verde militar|verde seco|verde musgo|verde ejército",
    ),
    (
        "verde limón",
        "verde",
        (
            "limón|verde lima|lima|verde fosforescente|verde fosfo|verde neón|verde flúor|"
            "pistache|verde pistache"
        ),
    ),
    ("verde menta", "verde", "menta|aqua menta|verde agua|verde pastel|jade"),
    ("verde salvia", "verde", "salvia|verde seco claro|verde eucalipto"),
    (
        "verde oscuro",
        "verde",
        (
            "verde botella|verde obscuro|verde bosque|verde inglés|esmeralda|"
            "verde esmeralda|verde bandera"
        ),
    ),
    (
        "amarillo",
        "amarillo",
        "amarilla|amarillos|amarillas|amarillito|yellow|canario|girasol|amarillo canario",
    ),
    ("mostaza", "amarillo", "mostazas|ocre|amarillo mostaza|mango"),
    (
        "naranja",
        "naranja",
        "naranjas|anaranjado|anaranjada|anaranjados|anaranjadas|zanahoria|mandarina|orange",
    ),
    ("terracota", "naranja", "ladrillo|óxido|teja|barro"),
    ("dorado", "dorado", "dorada|dorados|doradas|oro|gold|oro rosa|oro rosado"),
    ("bronce", "dorado", "cobre|cobrizo|cobriza|bronceado metálico"),
    (
        "transparente",
        "transparente",
        "transparentes|traslúcido|traslúcida|cristalino|cristalina|incoloro",
    ),
    ("multicolor", "multicolor", "multicolores|colorido|colorida|arcoíris|tornasol"),
    ("surtido", "multicolor", "surtidos|surtida|colores surtidos|variado|variados"),
)

# These name other things too: fruits, drinks, metals, flowers.
ALSO_THINGS: Final = (
    "café|vino|vinos|tinto|rosa|rosas|naranja|naranjas|limón|lima|miel|crema|"
    "cremas|chocolate|canela|caramelo|coñac|menta|salvia|mostaza|mango|oro|plata|"
    "cobre|bronce|hueso|perla|carbón|cereza|uva|ciruela|berenjena|castaña|lavanda|"
    "tabaco|arena|cielo|natural|maquillaje|suela|coral|girasol|canario|barro|"
    "ladrillo|teja|surtido|surtidos|esmeralda|jade|ámbar|champaña|zanahoria|mandarina|"
    "avellana|oliva|olivo|variado|variados|salmón|salmones|pistache|moka|oxford|"
    "guinda|guindas|petróleo|marino|ceniza|plomo|tostado|malva|piel claro|cafés|"
    "naturales|rosita"
)
