/** A cart that was sent: a card in the chat, all its lines in a sheet. */

import { h, icon, said } from "../page/dom.js";
import { minorUnits, price } from "../page/format.js";
import { goneRow, picture } from "./goods.js";
import { words } from "./inside.js";
import { option, options } from "./interactive.js";
import { articles, units } from "./preview.js";
import { fullName } from "../line/products.js";

/** Nodes of the card. */
export function orderCard(order, entry, chat) {
  const first = chat.products.get(order.product_items[0]?.product_retailer_id);
  const title = h("strong", {}, icon("cart"), articles(units(order)));
  const sum = h("small", {}, `${total(order)} (total estimado)`);
  const card = h("div", { class: "order-card" }, picture(first?.picture), title, sum);
  const note = order.text ? [words(order.text)] : [];
  const open = () => chat.sheets.open("Carrito enviado", lines(order, chat), [sumLine(order)]);
  return [card, ...note, options([option("list", "Ver carrito enviado", open)])];
}

function lines(order, chat) {
  return order.product_items.map((line) =>
    oneLine(line, chat.products.get(line.product_retailer_id)),
  );
}

function oneLine(line, item) {
  if (!item) return goneRow(line.product_retailer_id);
  const unit = price(minorUnits(line.item_price, line.currency), line.currency);
  return h(
    "div",
    { class: "line" },
    picture(item.picture),
    said(fullName(item), { class: "goods-name" }),
    h("div", { class: "goods-price" }, unit),
    h("div", { class: "times" }, `× ${line.quantity}`),
  );
}

function sumLine(order) {
  return h("div", { class: "sum" }, h("span", {}, "Total estimado"), h("span", {}, total(order)));
}

function total(order) {
  const currency = order.product_items[0]?.currency;
  const sum = order.product_items.reduce(
    (all, line) => all + minorUnits(line.item_price, line.currency) * line.quantity,
    0,
  );
  return price(sum, currency);
}
