"""Words of a question that name no product: asking, courtesy, price talk."""

from __future__ import annotations

import re
from typing import Final

from nlu.text.wordset import wordset

FILLERS: Final = wordset(
    """
    hola holi buenas buenos dias tardes noches tal oye oiga disculpa disculpe disculpen perdon
    favor porfa porfavor porfis gracias amigo amiga joven senor senorita señor señorita che
    ok okay bueno vale claro listo entonces mira miren pues ahora tambien ademas saludos
    quiero quisiera queria quieren necesito necesitaba ocupo deseo desearia busco buscaba buscando
    ando estoy estaba interesa interesado interesada interesan gustaria encantaria urge pido
    pedir tienes tienen tiene teni tendran tendras tendrian tenes tenian hay habra habria manejan
    maneja venden vende vendes vendian traen trae cuentan ofrecen consigo conseguir encuentro
    encontrar muestrame muestra muestren mostrar mostrame ensename ensenas ensenar mandame manda
    pasame pasas dame deme denme ver veo saber sabes puedes pueden podrias podrian puede recomienda
    recomiendas recomiendan recomiendame recomendacion sugieres sugieren sirve sirva sirvan
    comprar compro comprarme llevar llevarme adquirir conocer checar cotizar
    algo alguno alguna algunos algunas algun cosa cosas opcion opciones modelo modelos producto
    productos articulo articulos tipo tipos estilo clase variedad disponible disponibles existencia
    stock catalogo tienda info informacion foto fotos
    precio precios cuesta cuestan costo vale valen sale salen cuanto cuantos cuanta cuantas
    peso pesos mxn dolares usd soles euros varos lucas mangos lana
    menos mas maximo minimo hasta desde entre arriba debajo encima bajo alrededor presupuesto
    pase pasen exceda mil tope max aprox aproximadamente menor mayor
    talla tallas talle talles size numero num nro medida calzo calza color colores tono tonos
    ahi aqui aca alli usted ustedes ti nosotros yo el ella he fui era soy eres somos va van voy ir
    solo solamente nomas nada todo toda todos todas otro otra otros otras cual cuales donde
    uso usar usarlo use util bonito bonita bonitos bonitas lindo linda lindos lindas bueno buena
    buenos buenas bien mejor mejores padre chido chida cool super cualquier cualquiera
    pregunta preguntar vi pagina facebook instagram anuncio anuncian todavia aun quedan queda sigue
    siguen fijate fijese resulta casualidad molestia moleste oigan oiganme tengo tengas tengan
    comprarle comprarles regalarle ofrecer ofreces ensenas muestras dijeron dijo pasaron viendo
    semana proxima proximo ano mes domingo lunes martes miercoles jueves viernes sabado fin noche
    tarde sabe saben creo gracias ayer ahorita mientras ademas igual pregunto contar tambien
    mio mia verdad acaso quien ayuda ayudame ayudar urgente hoy manana ya rapido
    quero procuro voces voce tem preciso gostaria comprar obrigado ola oi bom boa quanto custa
    want need looking look buy have you your me my i do can please show hi hello some any under
    """
)
_PRICE_TALK: Final = re.compile(
    r"(?:barat|economic|accesibl|ofert|rebaj|descuent|promo|liquidac|remat|car(?:o|a|os|as)\Z)"
)


def is_filler(word: str) -> bool:
    """Whether a folded word of a question carries no meaning for the search."""
    return word in FILLERS or bool(_PRICE_TALK.match(word))
