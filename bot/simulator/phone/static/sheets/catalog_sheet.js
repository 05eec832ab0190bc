/** Many products: the whole catalog, or those of one message. */

import { h, icon, said } from "../page/dom.js";
import { itemRow } from "../messages/goods.js";
import { counted } from "../page/format.js";

/** Open the whole catalog with a field to find things. */
export function openCatalogSheet(chat) {
  const list = h("div");
  const field = h("input", {
    class: "field",
    type: "search",
    placeholder: "Buscar en el catálogo",
    "aria-label": "Buscar en el catálogo",
    oninput: () => refresh(),
  });
  const refresh = () => list.replaceChildren(...rows(chat, field.value));
  const stop = follow(chat, refresh);
  chat.sheets.open(
    `Catálogo de ${chat.shopName}`,
    [h("div", { class: "finder" }, icon("search"), field), list],
    [cartButton(chat)],
    { tall: true, onclose: stop },
  );
  refresh();
  chat.reloadProducts().then(refresh);
}

/** Open the products of a message, section by section. */
export function openProductsSheet(title, sections, chat, wamid) {
  const list = h("div");
  const refresh = () =>
    list.replaceChildren(...sections.flatMap((section) => ofSection(section, chat, wamid)));
  const stop = follow(chat, refresh);
  chat.sheets.open(title, [list], [cartButton(chat)], { tall: true, onclose: stop });
  refresh();
}

function rows(chat, words) {
  const wanted = plain(words).split(/\s+/u).filter(Boolean);
  const found = chat.products
    .shownOnce()
    .filter((item) => wanted.every((word) => searched(item).includes(word)));
  if (!found.length)
    return [
      h(
        "div",
        { class: "empty" },
        icon("search"),
        h("p", {}, "No hay productos con esas palabras."),
      ),
    ];
  return byType(found).flatMap(([type, items]) => [
    h("h3", { class: "group" }, said(type)),
    ...items.map((item) =>
      itemRow(item, inCart(item, chat), () => chat.openProduct(item.retailer_id)),
    ),
  ]);
}

function ofSection(section, chat, wamid) {
  const items = section.product_items
    .map((one) => chat.products.get(one.product_retailer_id))
    .filter(Boolean);
  const head = section.title ? [h("h3", { class: "group" }, said(section.title))] : [];
  const open = (item) => () => chat.openProduct(item.retailer_id, wamid);
  return [
    ...head,
    ...items.map((item) => itemRow(item, chat.cart.quantity(item.retailer_id), open(item))),
  ];
}

function byType(items) {
  const groups = new Map();
  for (const item of items) {
    const type = (item.product_type || "Otros").split(">")[0].trim();
    groups.set(type, [...(groups.get(type) ?? []), item]);
  }
  return [...groups];
}

function inCart(item, chat) {
  return chat.products
    .variants(item)
    .reduce((sum, one) => sum + chat.cart.quantity(one.retailer_id), 0);
}

function cartButton(chat) {
  const words = h("span");
  const button = h(
    "button",
    { type: "button", class: "primary", onclick: () => chat.openCart() },
    icon("cart"),
    words,
  );
  const refresh = () => {
    words.textContent = `Ver carrito (${counted(chat.cart.units, "artículo", "artículos")})`;
    button.disabled = chat.cart.units === 0;
  };
  chat.cart.addEventListener("change", refresh);
  refresh();
  return button;
}

function follow(chat, refresh) {
  chat.cart.addEventListener("change", refresh);
  return () => chat.cart.removeEventListener("change", refresh);
}

function searched(item) {
  return plain([item.name, item.brand, item.product_type, item.color].join(" "));
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
