"""What customers call the things that data speak of: in a question both words are one."""

from __future__ import annotations

import re
from typing import Final

from index.terms import stem

# A line holds words for one thing, as shoppers of several countries say them.
_SAME: Final = """
computadora compu computador ordenador pc laptop lap notebook portatil
celular cel celu movil telefono fono smartphone iphone android samsung xiaomi motorola huawei
microondas micro
lavavajillas lavaplatos lavatrastes friegaplatos
cabello pelo
coche carro auto
alberca piscina pileta
regadera ducha
pantalla tele televisor television tv
estufa hornilla hornalla
agujetas cordones pasadores
cierre zipper cremallera
capucha capota
foco bombilla bombillo ampolleta bombita
sacapuntas tajador tajalapiz
enchufe enchufar enchufado tomacorriente
vaso jarra
mango asa manija
tacon taco taquito
gato gata gatito michi minino
perro perra perrito firulais
nino nina chamaco chamaca
kg kilo kilos kgs
litro litros l lts
ml mililitros
cm centimetros
"""
_KIN: Final = {
    stem(word): stem(line.split()[0])
    for line in _SAME.strip().splitlines()
    for word in line.split()
}


def kin(term: str) -> str:
    """Return the term that stands for this one and its like: "compu" -> that of computadora."""
    return _KIN.get(term, term)


# "¿Se apaga?", "¿viene armado?", "¿se puede doblar?": what happens to it, in whatever form.
_DONE: Final = re.compile(
    r"\b(?:se|pued\w+|podr\w+|vienen?|esta|estan|es|son)"
    r"(?: (?:me|le|lo|la|les|los|las|muy|facil|dificil|de|ya))* (\w{4,})"
)
_ENDING: Final = re.compile(
    r"(?<=\w{3})(?:[aei]r(?:l[oa]s?|le|se)?|[ai]d[oa]s?|[aei]n?|o|[ai]ndo|iendo|amos)\Z"
)


def deeds(question: str) -> frozenset[str]:
    """Return the words of a folded question that tell what is done with the thing."""
    return frozenset(match[1] for match in _DONE.finditer(question))


def root(word: str) -> str:
    """Return what the forms of a verb share: apaga, apagar, apagado -> apag."""
    return _ENDING.sub("", word)
