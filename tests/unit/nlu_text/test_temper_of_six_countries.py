"""Who only asks is answered, and who is angry gets a person: as six countries say either."""

import pytest

from nlu.text import TENSE, UPSET, temper

CALM_ONES = (
    # Mexico
    "¿hasta cuándo dura la promoción?",
    "¿en cuántas veces lo pago?",
    "tienen trampa para ratas?",
    "CUANTO CUESTA LA LICUADORA!!",
    "ME INTERESA LA LICUADORA!!",
    "que coraje, ya no hay del 27",
    "estoy hasta las 6 en mi casa, me lo pueden traer?",
    "disculpe que estoy molestando tanto, ¿y en azul?",
    "ya le pregunté a mi esposo y sí la quiero",
    # Argentina
    "¿cuántas veces se puede lavar?",
    "un disfraz de ladrón para el nene",
    "por segunda vez quiero comprarles, me encantó",
    "qué bronca, me quedé sin la roja",
    "busco un regalo para los hijos de mi hermana",
    "¿hasta cuándo tengo que pagar para que llegue el viernes?",
    # Colombia
    "qué vergüenza, ¿me repite el precio?",
    "qué vergüenza con usted, es que no vi el mensaje",
    "me robaron el celular y busco uno económico",
    "¿no atienden los domingos?",
    "es la segunda vez que les compro",
    "veneno ratas",
    "¿son unas ratas de juguete o de verdad?",
    # Peru
    "juego de policías y ladrones",
    "les pregunté ayer por unas zapatillas, ¿ya llegaron?",
    "me estafaron en otra página, ¿ustedes son confiables?",
    "¿cuántas veces tengo que cargarlo al día?",
    "HASTA CUANDO ESTA LA OFERTA!!",
    "ladrón de corriente de tres salidas",
    # Chile
    "que rabia, se agotó",
    "estoy harta de mis zapatillas viejas, quiero unas nuevas",
    "¿cuántas veces hay que regarla?",
    "¿puedo preguntar varias veces el precio?",
    "espero que no sean ladrones jaja",
    "quiero saber que no son estafadores antes de pagar",
    "¿es seguro comprar aquí? dime q no es fraude",
    # Spain
    "¿hasta cuándo puedo esperar para pagar?",
    "¿me podríais decir hasta cuándo abrís?",
    "¿el mando no responde a distancia?",
    "peluche de ratas",
    "estoy enojada con mi novio, quiero un regalo para que me perdone",
    "anda a la sección de ofertas",
    "mi perro no hace caso, ¿qué correa me recomendáis?",
    "¿esta herramienta no sirve para nada más?",
)
ANGRY_ONES = (
    # Mexico
    "son unos ladrones",
    "compré por internet con ustedes y son unos ladrones",
    "YA SON TRES VECES QUE PREGUNTO!!!",
    "son bien ratas",
    "pinches ratas",
    "ya les pregunté mil veces",
    "DONDE ESTA MI PEDIDO!!!",
    "es una burla",
    "¿y mi pedido? ladrones",
    "no es justo, ¿y mi pedido? estafadores",
    "estoy hasta la madre",
    "¿cuántas veces les tengo que decir que no?",
    "por segunda vez les pregunto dónde está mi pedido",
    "que poca madre tienen",
    # Argentina
    "me tienen podrido",
    "qué chanta",
    "devuélvanme la plata, ladrones",
    "son todos unos inútiles",
    "¿hasta cuándo voy a seguir esperando?",
    "NO LLEGA NADA, DEVUELVAN LA PLATA?!",
    # Colombia
    "manga de ladrones",
    "me robaron la plata",
    "qué rabia con ustedes",
    "es una vergüenza de empresa",
    "¿hasta cuándo me van a tener esperando?",
    "hijueputas",
    # Peru
    "ya les escribí tres veces y nadie responde",
    "es la tercera vez que escribo",
    "no me contestan",
    "ladrones!",
    "qué ratas son",
    "¿por qué no responden?",
    # Chile
    "me estafaron, devuelvan mi plata",
    "pésima atención",
    "estoy indignada",
    "hasta cuándo me ignoran",
    "bot inútil",
    # Spain
    "sois unos ladrones",
    "os lo he dicho ya mil veces",
    "estoy harto de esperar",
    "¿cuántas veces más tengo que preguntar?",
    "menuda mierda de tienda",
    "me estáis tomando el pelo, estáis tomándome el pelo",
    "por enésima vez: ¿cuándo llega?",
)


@pytest.mark.parametrize("text", CALM_ONES)
def test_who_only_asks_is_not_taken_for_angry(text: str) -> None:
    assert temper(text) <= TENSE


@pytest.mark.parametrize("text", ANGRY_ONES)
def test_real_anger_is_heard(text: str) -> None:
    assert temper(text) == UPSET
