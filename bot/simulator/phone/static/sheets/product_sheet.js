/** A product: picture, price, facts, its variants; into the cart, or a question to the shop. */

import { MOST } from "../line/cart.js";
import { h, icon, said } from "../page/dom.js";
import { picture } from "../messages/goods.js";
import { articles } from "../messages/preview.js";
import { inStock, priceBefore, shownPrice, variantName } from "../line/products.js";
import { stepper } from "./stepper.js";

/** Open the sheet. wamid: the message that showed the product, where one did. */
export function openProductSheet(sku, chat, wamid = null) {
  const body = h("div");
  const foot = h("div", { class: "actions" });
  const close = chat.sheets.open("Producto", [body], [foot], { tall: true });
  const leave = (act) => {
    close();
    act();
  };
  const show = (item) => {
    body.replaceChildren(hero(item), about(item, chat.products.variants(item), show));
    foot.replaceChildren(buy(item, chat, leave), ask(item, chat, wamid));
  };
  show(chat.products.get(sku));
}

function hero(item) {
  return picture(item.picture, item.name, "product-picture");
}

function about(item, variants, show) {
  const before = priceBefore(item);
  return h(
    "div",
    { class: "product" },
    h("h3", {}, said(item.name)),
    h("p", { class: "product-price" }, before && [h("s", {}, before), " "], shownPrice(item)),
    h("p", { class: `product-state ${inStock(item) ? "" : "is-out"}` }, state(item)),
    variants.length > 1 && chips(item, variants, show),
    h("p", { class: "product-words" }, said(item.description ?? "")),
    facts(item),
  );
}

function chips(item, variants, show) {
  const chip = (one) => {
    const pressed = one.retailer_id === item.retailer_id;
    const classes = ["chip", !inStock(one) && "is-out"].filter(Boolean).join(" ");
    const attributes = { type: "button", class: classes, "aria-pressed": String(pressed) };
    return h(
      "button",
      { ...attributes, onclick: () => show(one) },
      said(variantName(one) || one.retailer_id),
    );
  };
  return h("div", { class: "chips", role: "group", "aria-label": "Variantes" }, variants.map(chip));
}

function facts(item) {
  const rows = [
    ["Marca", item.brand],
    ["Color", item.color],
    ["Talla", item.size],
    ["Material", item.material],
    ...(item.additional_variant_attributes ?? []).map((one) => [one.key, one.value]),
    ["Código", item.retailer_id],
  ].filter(([, value]) => value);
  return h(
    "dl",
    { class: "facts" },
    rows.map(([name, value]) => [h("dt", {}, said(name)), h("dd", {}, said(value))]),
  );
}

function state(item) {
  if (!inStock(item)) return "Agotado";
  if (item.availability === "available for order") return "Sobre pedido";
  return item.inventory === undefined ? "Disponible" : `${item.inventory} en existencia`;
}

function buy(item, chat, leave) {
  let quantity = 1;
  const add = () => {
    chat.cart.add(item.retailer_id, quantity);
    leave(() => chat.toast(`${articles(quantity)} en el carrito`));
  };
  const units = stepper(1, { most: MOST, onchange: (value) => (quantity = value) });
  const button = h(
    "button",
    { type: "button", class: "primary", disabled: !inStock(item), onclick: add },
    icon("cart"),
    "Añadir al carrito",
  );
  return h("div", { class: "buy" }, units, button);
}

function ask(item, chat, wamid) {
  const act = () => {
    chat.sheets.closeAll();
    chat.composer.ask(item, wamid);
  };
  return h(
    "button",
    { type: "button", class: "secondary", onclick: act },
    icon("chat"),
    "Mensaje a la empresa",
  );
}
