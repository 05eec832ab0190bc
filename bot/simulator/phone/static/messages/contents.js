/** What lies inside a bubble, by the type of message: `{nodes, wide, full, below}`.
 *
 * below: what hangs under the bubble (a carousel's cards). A bubble whose last node is a text has
 * time and ticks beside its last line, any other below.
 */

import { h, icon, said, webAddress } from "../page/dom.js";
import { goodsHero, picture } from "./goods.js";
import { contentsNote, words } from "./inside.js";
import { interactive } from "./interactive.js";
import { orderCard } from "./order_card.js";
import { template } from "./template.js";

const STAND_IN = "static/stand-in.svg";

const KINDS = {
  text: (part) => ({ nodes: [words(part.body)] }),
  image: (part, entry, chat) => captioned(photo(part, entry, chat), part),
  video: (part, entry, chat) => captioned(photo(part, entry, chat), part),
  sticker: (part, entry, chat) => captioned(photo(part, entry, chat), part),
  audio: (part, entry) => ({ nodes: [voice(part, entry)] }),
  document: (part) =>
    captioned(attached("file", part.filename || "Documento", "", fileAddress(part)), part),
  location: (part) => ({ nodes: place(part), wide: true }),
  contacts: (part) => ({ nodes: part.map(contact) }),
  button: (part) => ({ nodes: [words(part.text)] }),
  order: (part, entry, chat) => ({ nodes: orderCard(part, entry, chat), wide: true }),
  interactive,
  template,
};

/** Return the contents of an entry. */
export function contentsOf(entry, chat) {
  const part = entry.payload?.[entry.type];
  const kind = Object.hasOwn(KINDS, entry.type) ? KINDS[entry.type] : null;
  if (!kind || !part) return { nodes: [contentsNote("Este tipo de mensaje no se puede mostrar")] };
  return kind(part, entry, chat);
}

/** A file at the simulator, or the web page that the shop linked. */
export function fileAddress(part) {
  return part.id ? `/phone/media/${encodeURIComponent(part.id)}` : webAddress(part.link);
}

/** A picture by id; of the web only what the simulator has itself: nothing else is loaded here. */
export function photo(part, entry, chat) {
  if (entry.by === "person") return picture(STAND_IN, "Foto");
  if (part.id) return picture(fileAddress(part), "Foto");
  const own = chat.pictureFor(part.link);
  return own
    ? picture(own, "Foto")
    : attached("image", "Ver la imagen", part.link, webAddress(part.link));
}

/** A header's or a template's file, product or place. */
export function fileNodes(type, part, entry, chat) {
  if (type === "product") {
    const item = chat.products.get(part.product_retailer_id);
    return item ? [goodsHero(item, () => chat.openProduct(item.retailer_id))] : [];
  }
  if (type === "location") return place(part);
  if (type === "document")
    return [attached("file", part.filename || "Documento", "", fileAddress(part))];
  return [photo(part, entry, chat)];
}

function captioned(node, part) {
  return { nodes: [node, ...(part.caption ? [words(part.caption)] : [])], wide: true };
}

function attached(name, title, small, href) {
  const lines = h("div", {}, said(title), small && h("small", {}, h("br"), said(small)));
  if (!href) return h("div", { class: "attached" }, icon(name), lines);
  const leave = { href, target: "_blank", rel: "noopener noreferrer" };
  return h("a", { class: "attached", ...leave }, icon(name), lines);
}

function voice(part, entry) {
  if (entry.by === "shop" && part.id) {
    return h("div", { class: "voice" }, h("audio", { controls: true, src: fileAddress(part) }));
  }
  const bars = Array.from({ length: 28 }, () => h("i"));
  return h(
    "div",
    { class: "voice" },
    icon("play", "Nota de voz"),
    h("div", { class: "wave" }, bars),
  );
}

function place(part) {
  const named = [part.name, part.address].filter(Boolean).join("\n");
  const where = `${Number(part.latitude).toFixed(4)}, ${Number(part.longitude).toFixed(4)}`;
  return [h("div", { class: "map" }, icon("pin", "Ubicación")), words(named || where)];
}

function contact(card) {
  const phones = (card.phones ?? [])
    .map((one) => one.phone)
    .filter(Boolean)
    .join(", ");
  return attached("user", card.name?.formatted_name ?? "Contacto", phones, null);
}
