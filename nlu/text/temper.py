"""How upset somebody is, told by the words alone: insults, impatience, capitals."""

import re
from typing import Final

from nlu.text.folding import fold
from nlu.text.tokens import words

CALM: Final = 0
TENSE: Final = 1
UPSET: Final = 2


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


_INSULT: Final = _any_of(
    r"rater[oa]s?|ratas|ladron(?:es|as?)?|estafador\w*|estafaron|sinverguenzas?|chantas?",
    r"mentiros[oa]s|incompetentes?|ineptos?|inutil(?:es)?|idiotas?|imbecil(?:es)?",
    r"estupid[oa]s?|pendej[oa]s?|put[oa]s|mierda|verga|chingad\w+|carajo|culer[oa]s",
    r"boludos|pelotud[oa]s|hdp|hijos de|malparid[oa]s?|gonorreas?|webones|huevones|weones",
    r"culiaos?|csm|conchatumadre|ctm|gilipollas|no jodan|dejen de joder",
    r"pinches? (?:ro)?(?:bots?|maquina|tienda|servicio|gente|vendedor\w*|negocio|empresa)",
    r"una burla|verguenza|asco de \w+|no sirven? (?:para|pa) nada",
    r"me (?:robaron|estan robando|vieron la cara|estan viendo la cara|tumbaron)",
    r"tom(?:ando|adura de|andome) (?:me )?(?:el )?pelo",
    r"(?:pesim[oa]|malisim[oa]|horrible) (?:servicio|atencion|trato)",
    r"(?:servicio|atencion|trato) (?:es |esta )?(?:pesim[oa]|malisim[oa]|horrible)",
)
# "De puta madre" praises; "¿no es estafa?" only asks.
_PRAISES: Final = _any_of(r"de puta madre|putos? am[oa]s?")
_DOUBTS: Final = _any_of(r"no (?:es|son|sera|seran)|acaso")
_IMPATIENT: Final = _any_of(
    r"contest(?:en|ame|enme|a|e|eme) (?:bien|ya|de una|algo)",
    r"(?:nadie|no) (?:me |nos )?(?:contestan?|responden?|atienden?|hacen? caso|da la cara)",
    r"nadie (?:me |nos )?(?:da|dan) (?:una )?(?:soluci\w+|razon)",
    r"(?:ya )?(?:te|le|les|os) (?:l[oa] )?(?:dije|pregunte|repeti|explique|he dicho)",
    r"(?:te|le|les|os) estoy (?:preguntando|diciendo|hablando)",
    r"ya (?:te|le|les|lo) (?:habia )?(?:dicho|preguntado)|cuantas veces|hasta cuando",
    r"(?:ya )?(?:son|van|llevo|llevamos) (?:como |mas de |las )?(?:dos|tres|cuatro|\d|mil|varias|"
    r"muchas) veces(?! que (?:\w+ )?(?:compr|pid[oe]|encarg|vengo))",
    r"(?:pregunt\w+|dicho|dije|escri\w+|repet\w+|pedi\w+) (?:ya |como )*(?:dos|tres|cuatro|\d|mil|"
    r"varias|muchas) veces",
    r"(?:la|por) (?:segunda|tercera|cuarta|enesima) vez|me (?:estan )?ignora\w+",
    r"me tienen? (?:hart|cansad|podrid|chat|mamad|aburrid|esperando)\w*",
    r"estoy (?:muy |bien |tan |re )?(?:hart|furios|cabread|enojad|molest|indignad|emputad)\w*",
    r"estoy (?:encabronad\w*|re caliente|hasta (?:la|las|los|el) \w+)",
    r"que (?:coraje|rabia|bronca|poca madre|falta de respeto)",
    r"no me (?:entiendes|entendes|entiende|entienden) (?:nada|o que)|lees? (?:bien )?lo que",
)
_GLAD: Final = _any_of(
    r"gracias|encant\w+|genial|hermos\w+|amo|feliz|bonit\w+|precios[oa]s?|excelente|felic\w+",
    r"hola|buen[oa]?s|perfecto|me l[oa]s? llevo|quiero|listo|(?<!que )si+",
)
_LOUD: Final = re.compile(r"!{2,}|\?!|!\?")
_LETTERS: Final = 12


def temper(text: str) -> int:
    """Return CALM, TENSE (it may be) or UPSET: an insult, open impatience, loud capitals."""
    folded = _PRAISES.sub(" ", fold(text))
    if _insults(folded) or _IMPATIENT.search(folded):
        return UPSET
    if not shouts(text):
        return CALM
    return UPSET if _LOUD.search(text) and not _GLAD.search(folded) else TENSE


def shouts(text: str) -> bool:
    """Whether a text of some length is written in capitals."""
    letters = [mark for mark in text if mark.isalpha()]
    loud = sum(mark.isupper() for mark in letters)
    return len(letters) >= _LETTERS and len(words(text)) > 2 and loud >= 0.8 * len(letters)


def _insults(folded: str) -> bool:
    doubts = "?" in folded and _DOUBTS.search(folded)
    return bool(_INSULT.search(folded)) and not doubts
