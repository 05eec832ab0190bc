/** What a newcomer can write, in the order in which it makes sense. */

export const OPENERS = ["hola", "busco tenis para correr grises del 27", "¿hacen envíos?"];

export const IDEAS = [
  [
    "Busca algo",
    ["hola", "busco tenis para correr grises del 27", "más baratos", "un regalo para mi mamá"],
  ],
  ["Pregunta", ["¿el primero es impermeable?", "¿hacen envíos?", "¿cómo lo devuelvo?"]],
  ["Compra", ["agrega dos del segundo", "qué llevo", "quiero pagar"]],
  ["Ponlo a prueba", ["quiero hablar con una persona", "¿dónde está mi pedido?", "BAJA"]],
];
