/** Interactive messages and their taps: buttons, lists, links, products, catalog, carousels. */

import { contentsNote, words } from "./inside.js";
import { h, icon, said, webAddress } from "../page/dom.js";
import { goneRow, goodsHero, goodsRow, picture } from "./goods.js";
import { articles } from "./preview.js";

/** A picture stands above the words of these, whatever else there is below them. */
const PICTURED = ["product", "catalog_message"];
/** Products shown in the message itself; the rest is one tap away. */
const FEW = 3;

const KINDS = {
  button: (part, entry, chat) => [
    options(part.action.buttons.map((one) => replyButton(one, entry, chat))),
  ],
  list: (part, entry, chat) => [
    options([option("list", part.action.button, () => chat.openList(part, entry))]),
  ],
  cta_url: (part) => [options([linkButton(part.action.parameters)])],
  product: productCard,
  product_list: productList,
  catalog_message: catalogCard,
  request_contact_info: (part, entry, chat) => [
    options([option("phone", "Compartir mi número", () => chat.shareNumber())]),
  ],
  flow: (part) => [
    contentsNote(`Formulario «${part.action.parameters.flow_cta}»: aquí no se abre`),
  ],
};

/** Contents of an interactive message, either side. */
export function interactive(part, entry, chat) {
  if (part.type === "carousel") return carousel(part, entry, chat);
  if (part.type.endsWith("_reply")) return answer(part);
  const kind = Object.hasOwn(KINDS, part.type) ? KINDS[part.type] : unknown;
  const own = kind(part, entry, chat);
  const said = [...heading(part, entry, chat), ...bodyOf(part)];
  const nodes = PICTURED.includes(part.type)
    ? [own[0], ...said, ...own.slice(1)]
    : [...said, ...own];
  return { nodes, wide: true };
}

/** A row of the lower part of a message. */
export function option(name, title, onclick) {
  return h("button", { type: "button", class: "option", onclick }, icon(name), said(title));
}

export function options(buttons) {
  return h("div", { class: "options" }, buttons);
}

/** A labelled link; one that is no web address cannot be opened. */
export function linkButton({ display_text: title, url }) {
  const href = webAddress(url);
  if (!href)
    return h(
      "button",
      { type: "button", class: "option", disabled: true },
      icon("link"),
      said(title),
    );
  const leave = { href, target: "_blank", rel: "noopener noreferrer" };
  return h("a", { class: "option", ...leave }, icon("link"), said(title));
}

/** Sections of products as rows, the first few in all; then the way to all of them. */
export function productRows(sections, title, entry, chat) {
  const skus = sections.flatMap((section) =>
    section.product_items.map((one) => one.product_retailer_id),
  );
  const known = skus.map((sku) => chat.products.get(sku)).filter(Boolean);
  const rows = known
    .slice(0, FEW)
    .map((item) => goodsRow(item, () => chat.openProduct(item.retailer_id, entry.wamid)));
  const all = option("list", `Ver ${articles(known.length)}`, () =>
    chat.openProducts(title, sections, entry.wamid),
  );
  return [h("div", { class: "goods-list" }, rows), options([all])];
}

function heading(part, entry, chat) {
  const head = part.header;
  if (!head) return [];
  if (head.type === "text") return [words(head.text, "is-header")];
  return chat.fileNodes(head.type, head[head.type], entry);
}

function bodyOf(part) {
  const body = part.body?.text ? [words(part.body.text)] : [];
  return [...body, ...(part.footer?.text ? [words(part.footer.text, "is-footer")] : [])];
}

function unknown() {
  return [contentsNote("Este mensaje no se puede mostrar")];
}

function replyButton(button, entry, chat) {
  const { id, title } = button.reply;
  return option("reply", title, () => chat.tap(entry, id, title, "button_reply"));
}

function productCard(part, entry, chat) {
  const sku = part.action.product_retailer_id;
  const item = chat.products.get(sku);
  if (!item) return [goneRow(sku)];
  const open = () => chat.openProduct(sku, entry.wamid);
  return [goodsHero(item, open), options([option("tag", "Ver", open)])];
}

function catalogCard(part, entry, chat) {
  const sku = part.action.parameters?.thumbnail_product_retailer_id;
  const item = chat.products.get(sku) ?? chat.products.shownOnce()[0];
  const title = h("strong", {}, "Catálogo");
  const card = h(
    "div",
    { class: "order-card" },
    picture(item?.picture),
    title,
    h("small", {}, said(chat.shopName)),
  );
  return [card, options([option("store", "Ver catálogo", () => chat.openCatalog())])];
}

function productList(part, entry, chat) {
  return productRows(part.action.sections, part.header?.text ?? "Productos", entry, chat);
}

function carousel(part, entry, chat) {
  const cards = part.action.cards.map((card) => oneCard(card, entry, chat));
  return {
    nodes: bodyOf(part),
    full: true,
    below: [h("div", { class: "cards", tabindex: "0" }, cards)],
  };
}

function oneCard(card, entry, chat) {
  if (card.type === "product") {
    return h("div", { class: "card" }, productCard(card, entry, chat));
  }
  const { buttons } = card.action;
  const taps = (buttons ?? []).map(({ quick_reply: reply }) => replyButton({ reply }, entry, chat));
  const lower = buttons ? taps : [linkButton(card.action.parameters)];
  const [first = picture("")] = heading(card, entry, chat);
  return h(
    "div",
    { class: "card" },
    first,
    card.body?.text ? words(card.body.text) : [],
    options(lower),
  );
}

function answer(part) {
  const reply = part[part.type];
  const more = reply.description ? [words(reply.description, "is-footer")] : [];
  return { nodes: [...more, words(reply.title ?? reply.body ?? "")] };
}
