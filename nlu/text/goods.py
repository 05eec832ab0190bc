"""Kinds of goods whose presence says how a bare number, letter or colour word is meant."""

from typing import Final

from nlu.text.wordset import wordset

FOOTWEAR: Final = wordset(
    "zapato zapatos zapatilla zapatillas tenis tennis championes bota botas botin botines botita "
    "sandalia sandalias ojota ojotas chancla chanclas huarache huaraches alpargata alpargatas "
    "mocasin mocasines sneaker sneakers taco tacos tacones tacon calzado pantufla pantuflas zueco "
    "zuecos balerina balerinas flats deportivas"
)
TROUSERS: Final = wordset(
    "pantalon pantalones jean jeans vaquero vaqueros mezclilla short shorts bermuda bermudas "
    "jogger joggers leggings leggins calza calzas"
)
CLOTHES: Final = TROUSERS | wordset(
    "playera playeras camiseta camisetas camisa camisas remera remeras polera poleras franela "
    "franelas polo polos falda faldas pollera polleras vestido vestidos chamarra chamarras campera "
    "camperas chaqueta chaquetas casaca casacas sudadera sudaderas buzo buzos sueter sueteres "
    "chompa chompas saco sacos abrigo abrigos blusa blusas boxer boxers pijama pijamas bikini "
    "traje trajes chaleco chalecos calzon calzones brasier corpino top tops gorra gorras gorro "
    "guantes medias media calcetin calcetines hoodie uniforme uniformes ropa"
)
PAIRED: Final = FOOTWEAR | TROUSERS | wordset("calcetin calcetines medias soquetes guantes aretes")
WORN: Final = FOOTWEAR | CLOTHES
