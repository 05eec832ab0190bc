"""What any shop sells and hears: the level against which a real likeness stands out.

Cosines of e5 lie close together and depend on the question: a short or foreign one is less like
everything. What counts is how much nearer a product is than goods in general.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from index.types import Embedder, Vectors

GOODS: Final = (
    "Pantalón de vestir. Ropa, Caballero. Corte recto con bolsillos laterales. Lavar en frío",
    "Zapatos de vestir de piel. Calzado, Caballero. Suela antiderrapante y forro suave",
    "Bolso de mano. Accesorios, Dama. Con cierre y bolsillo interior",
    "Collar de acero. Joyería. No se oxida y viene en estuche",
    "Lentes de sol polarizados. Accesorios. Protección contra los rayos del sol",
    "Teléfono celular con doble cámara. Electrónica. Pantalla grande y batería de larga duración",
    "Pantalla de televisión. Electrónica, Video. Alta definición con entradas HDMI",
    "Computadora portátil. Cómputo. Procesador rápido y disco sólido",
    "Consola de videojuegos con un control. Electrónica. Incluye cable de corriente",
    "Refrigerador de dos puertas. Línea blanca. Ahorra energía, con fábrica de hielos",
    "Lavadora automática. Línea blanca. Varios ciclos de lavado",
    "Silla de madera para comedor. Muebles. Se entrega armada",
    "Colchón individual. Recámara. Firmeza media con resortes",
    "Cortinas para sala. Hogar, Decoración. Tela gruesa que no deja pasar la luz",
    "Taladro con juego de brocas. Herramientas. Velocidad variable y mango cómodo",
    "Pintura blanca para interiores. Ferretería. Cubeta que rinde mucho y seca rápido",
    "Llanta para automóvil. Refacciones. Buen agarre en piso seco y mojado",
    "Aceite para motor. Refacciones. Para motores de gasolina",
    "Bicicleta de montaña. Deportes. Frenos de disco y varias velocidades",
    "Guitarra acústica. Instrumentos musicales. Cuerdas de acero y funda",
    "Muñeca con vestido. Juguetes. Para niñas de tres años en adelante",
    "Juego de mesa familiar. Juguetes. Para dos a seis jugadores",
    "Novela de misterio. Libros. Pasta blanda en español",
    "Libreta con hojas de raya. Papelería. Pasta dura con espiral",
    "Café molido tostado. Despensa, Bebidas. Sabor intenso, bolsa resellable",
    "Galletas de chocolate. Despensa, Dulces. Paquete familiar",
    "Arroz de grano largo. Despensa. Bolsa de un kilo",
    "Queso fresco. Lácteos. Mantener en refrigeración",
    "Vino tinto de mesa. Vinos y licores. Botella de vidrio",
    "Pastel de cumpleaños. Panadería, Sobre pedido. Relleno a elegir",
    "Pañales para bebé. Bebés. Absorbentes y suaves, paquete grande",
    "Vitaminas en tabletas. Farmacia, Suplementos. Una al día con alimentos",
    "Perfume floral en atomizador. Belleza. Aroma que dura todo el día",
    "Crema humectante para el rostro. Belleza. Para todo tipo de piel",
    "Detergente líquido para ropa. Limpieza. Rinde muchas lavadas",
    "Alimento para gato. Mascotas. Croquetas con pescado",
    "Planta de interior en maceta. Jardín. Necesita poca agua y luz indirecta",
    "Ramo de flores naturales. Florería. Con envío el mismo día",
    "Corte de cabello. Servicios, Estética. Con cita previa",
    "Mantenimiento de aire acondicionado. Servicios a domicilio. Incluye revisión",
)


TALK: Final = (
    "hola buenas tardes",
    "gracias",
    "quiero ver zapatos",
    "busco un regalo",
    "¿tienen bolsas negras?",
    "¿cuánto cuesta este?",
    "me gusta el segundo",
    "quiero dos piezas",
    "¿de qué material es?",
    "¿hay en talla mediana?",
    "muéstrame más",
    "agrega al carrito",
    "quiero hablar con una persona",
    "¿qué me recomiendas?",
    "¿quién eres?",
    "cuéntame algo",
    "¿qué hora es?",
    "tengo un problema",
    "no me gustó",
    "¿es original?",
    "ya pagué",
    "sí, por favor",
    "no, gracias",
    "¿me ayudas?",
    "necesito una lámpara",
    "¿cuál es más grande?",
    "¿tienen trabajo?",
    "te mando una foto",
    "mañana paso",
    "¿cómo estás?",
)
"""What customers write that no FAQ answers."""


@lru_cache(maxsize=8)
def background(embedder: Embedder, texts: tuple[str, ...] = GOODS) -> Vectors:
    """Return the mean vector of the texts, not normalised: its product with a question's vector
    is the mean cosine. Kept: every account's index asks for the same.
    """
    return np.asarray(embedder.passages(texts).mean(axis=0), np.float32)
