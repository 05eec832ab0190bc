"""The words with which people refuse, correct, or say "no" and mean none."""

import re
from typing import Final

from nlu.text.wordset import wordset

NEGATIONS: Final = wordset(
    "no nop nel nope not nao ni nem nor nunca jamas never tampoco neither nooo noo"
)
NOTHING: Final = wordset(
    "ninguno ninguna ningun nenhum nenhuma none nada nothing olvidala olvidalo"
)
# Spoken around a "no" without saying what is refused.
IDLE: Final = wordset(
    "a ah ahi ahora ahorita al amiga amigo ay aun bien bueno che claro creo cualquiera de dale "
    "decia dije eh en entonces es este esta favor final gracias gratias hoy joven la lo m mas me "
    "mejor mi mmm momento muchas muy obrigado obrigada ok oye oiga okay para parece pe perdon po "
    "por porfa porfavor pos pues que realmente sabes senor senora senorita si sorry thanks thank "
    "you todavia uh uy verdad veci vecina vecino ya yo agora ainda now yet right moment moment "
    "disculpa disculpe espera espere ups hmm hm huy lamentablemente casera caserito"
)
# Behind a "no" they correct what was said: "no mejor", "no perdón", "no solo dos".
CORRECTING: Final = wordset(
    "mejor perdon perdona perdone digo solo solamente nomas unicamente espera espere aguanta "
    "aguante si better rather just only so desculpa desculpe disculpa disculpe sorry para pera "
    "wait bueno oye ay gracias mas"
)
# Orders given after a "no" without its comma: Spanish would refuse with "agregues".
ORDERING: Final = re.compile(
    r"(?:agrega|anade|suma|pon|pone|mete|echa|anota|aparta|manda|envia|muestra|mostra|ensena|da|di|"
    r"quita|saca|borra|elimina|cambia|deja|haz|busca|baja|sube|pasa)"
    r"(?:me|le|nos)?(?:l[aeo]s?)?|dame(?:l[ao]s?)?|deme(?:l[ao]s?)?|ponme(?:l[ao]s?)?|"
    r"show|give|add|put|adiciona|coloca|mostra|prefiero|prefiro|dejame|pongame|agregueme|"
    r"muestreme|quiteme|cambieme|that|thats"
)
WANTING_AGAIN: Final = wordset(
    "quiero quisiera prefiero dame deme muestrame mostrame ensename agregame agrega ponme poneme "
    "prefiro quero mandame busco muestreme agregueme dejame quedate cambiame cambiala cambialo "
    "cambia muestra mostra enseneme tienen tienes hay show give want need"
)
# What follows "no" and tells or asks something, but refuses nothing.
TELLING: Final = re.compile(
    r"(?:he|ha|han|tendr\w+|cach\w+|hay|habia|habra|habran?|hubo|tengo|tien\w+|tenes|tenia|tenemos|pued\w+|pod\w+|"
    r"pude|pudo|se|sabia|sab\w+|entiend\w*|entend\w*|encontr\w*|encuentr\w*|veo|vi|ve|ven|vemos|"
    r"aparec\w*|carg\w+|abr\w+|funcion\w+|jala|sirv\w+|prend\w+|enciend\w+|lleg\w+|recib\w+|vino|"
    r"vin\w+|esta|estan|estoy|estaba\w*|manej\w+|vend\w+|acept\w{1,3}|dice\w*|dij\w+|contest\w+|"
    r"respond\w+|alcanz\w+|recuerd\w+|acuerd\w+|habl\w+|soy|somos|era\w*|fue|fui|uso|usa|usan|"
    r"trae\w*|incluy\w+|duel\w+|dan|das|hac\w+|hizo|importa\w*|molest\w+|preocup\w+|hicier\w+|"
    r"cab\w+|qued\w+|cost\w+|cuest\w+|demor\w+|tard\w+|mancha\w*|encog\w+|dest\w+|romp\w+|moj\w+|"
    r"pag\w{1,3}|pagaron|cobr\w+|me(?:jora|ncion)\w*|tem|tenho|sei|consigo|chegou|posso|faz|sabia|"
    r"have|has|had|know|sure|work\w*|get|got|see|find|can|could|urge\w*|urgente|conozco|conoc\w+|"
    r"cambiar?on|escucho|oigo|carga\w*|deja(?:ba)?n?|viene\w*|salio|sali\w+|debe\w*|deberia\w*|"
    r"caro|cara|caros|caras|tan|tanto|muy|mucho|mucha|tardan?|necesariamente|precisamente|"
    r"siempre|problema|problem|importante|mal|bad)"
)
# "No es esa", "no son dos": refused; "no es cara", "no son impermeables" tell or ask.
BEING: Final = wordset("es son sea sean era eran seria serian fue it its it's")
POINTING: Final = re.compile(
    r"es[aeo]s?|est[aeo]s?|aquel\w*|el|la|los|las|l[ao]|un[oa]?|dos|tres|cuatro|cinco|\d\S*|"
    r"que|lo|en|con|otr[oa]s?|that|this|those|the|a|o|essa|esse|isso|what"
)
CLITICS: Final = wordset("me te le lo la los las les se nos ya i please")
# Wants and orders in the form that only a "no" calls for.
REFUSING: Final = re.compile(
    r"quier\w+|quis\w+|quer\w+|dese\w+|necesit\w+|ocup\w+|llev[oaáe]\w*|compr\w+|busc\w+|ped[ií]\w*|"
    r"tomo|gust\w+|convenc\w+|interes\w+|lat[ei]n?|cuadra\w*|encant\w+|apetec\w+|agrad\w+|parec\w+|"
    r"agreg\w+|anad\w+|pong\w+|met[ao]\w*|sum[eo]\w*|ech[eo]\w*|mand\w+|envi\w+|quit\w+|saqu\w+|"
    r"sac\w+|borr\w+|elimin\w+|retir\w+|cambi\w+|dej\w+|cobr\w+|anot\w+|apart\w+|reserv\w+|hag\w+|"
    r"de|des|den|muestr\w+|ensen\w+|confirm\w+|cierr\w+|cancel\w+|va|voy|vayas?|va[ny]|vamos|"
    r"pienso|creo|want\w*|need\w*|like\w*|add|take|buy|gostei|gosto|vou|preciso|adicion\w+|"
    r"coloqu\w+|tir[ea]\w*|ponga\w*|pus\w+|sigas?|insist\w+|repit\w+|aument\w+|baj\w+|sub\w+|"
    r"aplic\w+|proced\w+|hab[ií]a pedido|interested|era|eran|es|son|sea|sean|quedo|quede|quedes"
)
# What a look shall not be: "que no sea blanca", "sin cierre", "todo menos negro".
WITHOUT: Final = wordset("sin excepto salvo sem without except")
