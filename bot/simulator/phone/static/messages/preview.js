/** A message in one line: for the chat list, quotes and the ear. */

import { counted } from "../page/format.js";
import { flat } from "./words.js";

const NAMES = {
  image: "Foto",
  video: "Video",
  sticker: "Sticker",
  location: "Ubicación",
  contacts: "Contacto",
  system: "Aviso",
};

/** Return the line; never empty. */
export function preview(entry, products) {
  const part = entry.payload?.[entry.type] ?? {};
  switch (entry.type) {
    case "order":
      return `Carrito · ${articles(units(part))}`;
    case "audio":
      return part.voice ? "Nota de voz" : "Audio";
    case "document":
      return part.filename || "Documento";
    case "interactive":
      return flat(interactive(part, entry, products)) || "Mensaje";
    default:
      return flat(entry.shown || "") || NAMES[entry.type] || "Mensaje";
  }
}

/** How many units an order has. */
export function units(order) {
  return (order.product_items ?? []).reduce((sum, line) => sum + line.quantity, 0);
}

export function articles(count) {
  return counted(count, "artículo", "artículos");
}

function interactive(part, entry, products) {
  if (entry.shown) return entry.shown;
  if (part.type === "product")
    return products.get(part.action.product_retailer_id)?.name ?? "Producto";
  return part.header?.text ?? part.body?.text ?? "";
}
