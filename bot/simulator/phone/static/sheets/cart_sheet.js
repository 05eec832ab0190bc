/** The cart before it is sent: quantities, a note, the estimated total. */

import { MOST } from "../line/cart.js";
import { h, icon, said } from "../page/dom.js";
import { price } from "../page/format.js";
import { picture, priceTag } from "../messages/goods.js";
import { fullName, unitPrice } from "../line/products.js";
import { stepper } from "./stepper.js";

/** Open the sheet; sending it empties the cart. */
export function openCartSheet(chat) {
  const { cart } = chat;
  const body = h("div");
  const sum = h("div", { class: "sum" });
  const note = h("textarea", {
    class: "field",
    rows: "2",
    maxlength: "1024",
    placeholder: "Añade un mensaje para el negocio",
    "aria-label": "Mensaje para el negocio",
  });
  const send = h(
    "button",
    { type: "button", class: "primary", onclick: () => leave() },
    icon("send"),
    "Enviar al negocio",
  );
  const refresh = () => {
    const lines = known(cart, chat.products);
    body.replaceChildren(
      ...(lines.length ? lines.map((line) => oneLine(line, cart, chat)) : [empty(chat)]),
    );
    sum.replaceChildren(h("span", {}, "Total estimado"), h("span", {}, total(lines)));
    send.disabled = !lines.length;
    note.hidden = sum.hidden = send.hidden = !lines.length;
  };
  cart.addEventListener("change", refresh);
  const onclose = () => cart.removeEventListener("change", refresh);
  const close = chat.sheets.open("Tu carrito", [body], [note, sum, send], { onclose });
  const leave = () => {
    chat.sheets.closeAll();
    sendCart(chat, note.value.trim());
  };
  refresh();
  return close;
}

/** Lines of products that are still in the catalog; a phone drops the others by itself. */
function known(cart, products) {
  return cart
    .items()
    .map((line) => ({ ...line, item: products.get(line.sku) }))
    .filter((line) => line.item);
}

function oneLine({ sku, quantity, item }, cart) {
  const change = (value) => cart.set(sku, value);
  return h(
    "div",
    { class: "line" },
    picture(item.picture),
    said(fullName(item), { class: "goods-name" }),
    priceTag(item),
    stepper(quantity, { least: 0, most: MOST, onchange: change, more: "is-small" }),
  );
}

function empty(chat) {
  const browse = h(
    "button",
    { type: "button", class: "secondary", onclick: () => chat.openCatalog() },
    icon("store"),
    "Ver catálogo",
  );
  return h(
    "div",
    { class: "empty" },
    icon("cart"),
    h("strong", {}, "Tu carrito está vacío"),
    h("p", {}, "Añade productos del chat o del catálogo."),
    browse,
  );
}

function total(lines) {
  const units = lines.reduce((sum, line) => sum + unitPrice(line.item) * line.quantity, 0);
  return price(units, lines[0]?.item.currency);
}

function sendCart(chat, text) {
  const lines = known(chat.cart, chat.products);
  const items = lines.map(({ sku, quantity }) => ({ sku, quantity }));
  const order = { text, product_items: lines.map(asSent) };
  chat.feed.send(
    "cart",
    { items, text },
    { type: "order", shown: text, payload: { type: "order", order } },
  );
  chat.cart.clear();
}

function asSent({ sku, quantity, item }) {
  const amount = item.sale_amount || item.amount;
  return { product_retailer_id: sku, quantity, item_price: amount, currency: item.currency };
}
