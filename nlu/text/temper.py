"""How upset somebody is, told by the words alone: insults, impatience, capitals.

Who is taken for angry gets an apology and a person, and the bot keeps silent. So a word that is
also a thing to buy ("trampa para ratas") or a polite one ("qué vergüenza, disculpe") counts only
where it is said of the shop, and a verb of asking only where it is said of asking in vain.
"""

import re
from typing import Final

from nlu.text.folding import fold
from nlu.text.tokens import words

CALM: Final = 0
TENSE: Final = 1
UPSET: Final = 2


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


_MONEY: Final = r"(?:dinero|plata|lana|guita|pasta|pisto|platica)"
_BAD: Final = r"(?:pesim[oa]s?|malisim[oa]s?|horribles?|terribles?|mal[ao]?|pinches?|asqueros[oa])"
_SERVED: Final = r"(?:servicio|atencion|trato|experiencia)"
_AWFUL: Final = r"(?:pesim[oa]|malisim[oa]|horrible|mal[ao])"
_INSULT: Final = _any_of(
    r"rater[oa]s?|estafador\w*|estafaron|sinverguenzas?|chantas?",
    r"mentiros[oa]s|incompetentes?|ineptos?|idiotas?|imbecil(?:es)?",
    r"estupid[oa]s?|pendej[oa]s?|put[oa]s|mierda|verga|chingad\w+|carajo|culer[oa]s",
    r"boludos|pelotud[oa]s|hdp|hijueputas?|malparid[oa]s?|gonorreas?|webones|huevones|weones",
    r"hij[oa]s? de (?:p\b|put\w+|perra|su|la (?:gran|chingada|puta|verga|tostada|mierda))",
    r"culiaos?|csm|conchatumadre|ctm|gilipollas|no jodan|dejen de joder",
    r"pinches? (?:ro)?(?:bots?|maquina|tienda|servicio|gente|vendedor\w*|negocio|empresa)",
    rf"(?:bots?|maquina|{_SERVED}|gente) inutil(?:es)?",
    r"(?:una|pura|que) burla|una (?:\w+ )?verguenza|(?:no tienen|no les da|poca|sin) verguenza",
    r"verguenza (?:de|deberia|les|tendria\w*)|asco de \w+",
    r"no sirven? (?:para|pa) nada(?! mas)",
    rf"me (?:robaron|tumbaron)(?= (?:mi |el |la |mis )?{_MONEY}\b|\W*$|\W*[!.,])",
    r"me (?:estan robando|vieron la cara|estan viendo la cara)",
    r"tom(?:ando|adura de|andome) (?:me )?(?:el )?pelo",
    rf"{_BAD} {_SERVED}|{_SERVED} (?:es |esta |tan |muy )*{_AWFUL}",
    r"(?:andate|vete|vayanse|vayase|anda|idos) "
    r"(?:a la (?:mierd|verg|ching|porra|goma|conch|put)\w*|a cagar|al diablo|al carajo|a freir)",
    r"chinga (?:tu|su) madre|la puta que (?:te|l[oa]s|os) pario|me cago en|caraduras?|garcas?",
    r"(?:l[oa]s|te|os) voy a (?:denunciar|demandar)|voy a (?:denunciar|demandar)(?:l[oa]s|te|os)",
)
# Insults that are also things, animals or parts of a game.
_ALSO_GOODS: Final = (
    r"(?:ratas|ladron(?:es|as?)?|inutil(?:es)?|payas[oa]s|buitres|chorros|tramposos)"
)
_SO: Final = r"(?: (?:bien|muy|tan|re|un[oa]s?|tod[oa]s|ustedes|vosotros|pur[oa]s))*"
_CALLED: Final = re.compile(
    rf"\b(?<!no )(?:son|sois|eres|sos|parecen){_SO} {_ALSO_GOODS}\b(?! (?:de|para|con)\b)"
    rf"|\b(?:pinches?|maldit[oa]s|put[oa]s|asqueros[oa]s|cochin[oa]s"
    rf"|(?:manga|bola|banda|cuerda|sarta|parvada|par|partida|monton) de) {_ALSO_GOODS}\b"
    rf"(?! (?:de|para|con)\b)|\bque (?:tan )?{_ALSO_GOODS}\b(?: son\b|\W*$)"
    rf"|(?:^|[,.!;]) ?{_ALSO_GOODS} ?(?:!|[,.;]|$)"
    rf"|\b(?:devuelv\w+|contest\w+|respond\w+|regres\w+|entreguen|cumplan)\b[^?]* {_ALSO_GOODS}\W*$"
)
_SWINDLE: Final = _any_of(r"(?<!no )(?:es|son|fue|parece) (?:una? |toda )?(?:estafa|fraude)s?")
# "De puta madre" praises; "¿no es estafa?" only asks; "me estafaron en otra página" is not of us.
_PRAISES: Final = _any_of(r"de puta madre|putos? am[oa]s?")
_DOUBTS: Final = _any_of(r"no (?:es|son|sera|seran)|acaso")
_HOPED: Final = re.compile(
    r"\b(?:que|q|como se (?:que|q|si)) no (?:sean|son|vayan a ser)(?: un[oa]s?)? \w+"
)
_ELSEWHERE: Final = re.compile(
    r"\bme (?:robaron|estafaron)\b(?=.{0,40}\b(?:otr[oa]s? (?:tienda|pagina|lado|sitio|parte|"
    r"negocio|lugar)|internet|facebook|instagram|marketplace)\b)"
)
# In the first person and told as done: "pregunto", "he escrito", "les dije".
_ASKED: Final = (
    r"(?:pregunt(?:o|e|ado|ando)|escrib(?:o|i|iendo)|escrito|dig[oa]|diciendo|dij[eo]|dicho|"
    r"repit[oa]|repet(?:i|ido|ir)|pid[oa]|pidiendo|llam(?:o|e|ado|ando)|insist(?:o|i|ido)|reclam(?:o|e|ado|ando)|"
    r"expli(?:co|que|cado))"
)
_TO_ASK: Final = r"(?:preguntar|escribir|decir|repetir|pedir|llamar|insistir|reclamar|explicar)\w*"
_OFTEN: Final = r"(?:dos|tres|cuatro|cinco|seis|diez|\d+|mil|varias|muchas|tantas) veces"
_NTH: Final = r"(?:segunda|tercera|cuarta|quinta|enesima) vez"
_ANSWER: Final = r"(?:contest|respond|resolv|resuelv|soluc|cumpl|atend|devolv|devuelv|ignor)\w*"
_IMPATIENT: Final = _any_of(
    r"contest(?:en|ame|enme|a|e|eme) (?:bien|ya|de una|algo)(?! (?:el|la|los|las)\b)",
    r"nadie (?:me |nos )?(?:ha )?(?:contestan?|responden?|contestado|respondido)",
    r"nadie (?:me |nos )?(?:hacen? caso|da la cara)|nadie se hace (?:responsable|cargo)",
    r"(?:nadie|no) (?:me|nos) (?:contestan?|responden?|atienden?|hacen? caso|da la cara)"
    r"(?! (?:el|la|los|las)\b)",
    r"(?:por que|porque|y|pero|ya|siguen sin|^)\W*no (?:contestan|responden)(?=\W*$)",
    r"no (?:contestan|responden) (?:nunca|nada|mis|los mensajes|el telefono)",
    r"nadie (?:me |nos )?(?:da|dan) (?:una )?(?:soluci\w+|razon)",
    r"nadie (?:me|nos) (?:coge|levanta|toma|atiende)(?: el telefono)?",
    r"ya (?:te|les?|os|se) (?:l[oa] )?(?:habia |he )?"
    r"(?:dije|dicho|pregunt\w+|repeti|repetido|explique|explicado)(?! a\b)(?! y me\b)",
    rf"(?:te|les?|os|se) (?:l[oa] )?(?:he |habia )?{_ASKED} (?:ya )?(?:como )?(?:unas )?{_OFTEN}",
    r"(?:te|les?|os) estoy (?:preguntando|diciendo|hablando)(?! a (?!ti\b|vos\b|usted)\w)",
    r"ya lo (?:habia )?(?:dije|dicho|pregunte|preguntado)(?! a\b)",
    rf"{_OFTEN} (?:\w+ ){{0,3}}{_ASKED}|{_ASKED} {_OFTEN}",
    rf"(?:son|van|llevo|llevamos) (?:como |mas de |ya |las )?{_OFTEN}(?=\W*$|\W* (?:ya|y|que)\b)"
    r"(?! que (?:\w+ )?(?:compr|pid[oe]|encarg|vengo))",
    rf"cuantas veces (?:\w+ ){{0,4}}(?:{_TO_ASK}|{_ASKED})",
    rf"hasta cuando (?:\w+ ){{0,3}}(?:{_ANSWER}|esper(?:o|ar|ando)\b(?! para)|aguant\w+|"
    r"(?:tener|tenerme|traer)(?:nos)? (?:asi|esperando))",
    r"hasta cuando me (?:van|vas|va|piensan) (?:a )?"
    r"(?:tener|hacer|traer|dar (?:la|una) (?:cara|respuesta))",
    rf"por {_NTH}(?=\W*[,:;.!]|\W*(?:que\b )?(?:te |les? |os )?{_ASKED})",
    rf"{_NTH} que (?:\w+ ){{0,2}}(?:{_ASKED}|pasa|sucede|ocurre|fallan?|"
    r"(?:mandan|envian|cancelan|cobran|hacen))",
    rf"{_ASKED} (?:l[oa] mismo |esto )?por {_NTH}|me (?:estan )?ignora\w+",
    r"me tienen (?:\w+ )?(?:hart|cansad|podrid|chat|mamad|aburrid|esperando)\w*",
    r"me tiene (?:hart|podrid|chat|mamad|esperando)\w*(?! (?:el|la|los|las|mi|mis)\b)",
    r"estoy (?:muy |bien |tan |re |super )?"
    r"(?:furios[oa]|cabread[oa]|enojad\w+|molest[oa]|indignad[oa]|emputad[oa])"
    r"(?! con (?:mi|mis|el|la|un|una)\b)",
    r"estoy (?:muy |bien |tan |re |super )?hart[oa]"
    r"(?! de (?!ustedes|vosotros|vos|esper|que|su\b|est[ae]\b|pregunt|escrib|llam|tant)\w)",
    r"estoy (?:encabronad\w*|re caliente|hasta (?:la madre|la coronilla|las narices|el gorro|"
    r"el mono|los? (?:huev|cojon|ovari)\w*|las? (?:bolas|pelotas|verga|chingada)|el copete))",
    r"que (?:coraje|rabia|bronca) (?:con (?:ustedes|vosotros)|me dan|que (?:no|nadie|me)\b"
    r"|\W+(?:siempre|otra vez|llevo|nadie|no me)\b)",
    r"que (?:poca madre|falta de respeto|poca verguenza)",
    r"no me (?:entiendes|entendes|entiende|entienden) (?:nada|o que)",
    r"lees? (?:bien )?lo que (?:te |les? |uno )?"
    r"(?:escrib|dig|puse|pongo|pregunt|ped|mand|estoy)\w*",
)
# It may be impatience, and may be only talk: it counts where something was asked in vain.
_PERHAPS: Final = _any_of(
    r"(?:te|les?|os) (?:l[oa] )?(?:he )?(?:dije|dicho|pregunte|preguntado|repeti|explique)(?! a\b)",
    r"que (?:coraje|rabia|bronca)",
)
# Who shouts of what is theirs shouts in anger; who shouts of goods may only type that way.
_OWN: Final = _any_of(
    rf"(?:mis?|nuestr[oa]s?) (?:pedido|paquete|compra|orden|envio|reembolso|{_MONEY})s?",
    r"no (?:me |nos |ha |han )?(?:lleg\w+|sirve|funciona|cumpl\w+|quiero esperar)",
    r"(?:devuelv|devolv|reembols|reintegr)\w+|puras mentiras",
)
_GLAD: Final = _any_of(
    r"gracias|encant\w+|genial|hermos\w+|amo|feliz|bonit\w+|precios[oa]s?|excelente|felic\w+",
    r"hola|buen[oa]?s|perfecto|me l[oa]s? llevo|quiero|listo|(?<!que )si+",
)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s*")
_LOUD: Final = re.compile(r"!{2,}|\?!|!\?")
_LETTERS: Final = 12


def temper(text: str) -> int:
    """Return CALM, TENSE (it may be) or UPSET: an insult, open impatience, a shout of one's own."""
    folded = _PRAISES.sub(" ", fold(text))
    if _insults(folded) or _IMPATIENT.search(folded):
        return UPSET
    if not shouts(text):
        return TENSE if _PERHAPS.search(folded) else CALM
    loud = _LOUD.search(text) and not _GLAD.search(folded)
    return UPSET if loud and _OWN.search(folded) else TENSE


def shouts(text: str) -> bool:
    """Whether a text of some length is written in capitals."""
    letters = [mark for mark in text if mark.isalpha()]
    loud = sum(mark.isupper() for mark in letters)
    return len(letters) >= _LETTERS and len(words(text)) > 2 and loud >= 0.8 * len(letters)


def _insults(folded: str) -> bool:
    parts = _SENTENCE.split(_ELSEWHERE.sub(" ", _HOPED.sub(" ", folded)))
    said = " ".join(part for part in parts if not (part.endswith("?") and _DOUBTS.search(part)))
    told = " ".join(part for part in parts if not part.endswith("?"))
    return bool(_INSULT.search(said) or _CALLED.search(told) or _SWINDLE.search(told))
