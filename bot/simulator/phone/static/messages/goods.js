/** Products as they appear everywhere: picture, name, price. */

import { h, icon, said } from "../page/dom.js";
import { inStock, priceBefore, shownPrice, variantName } from "../line/products.js";

/** A picture in a frame of its own; a drawing of one when it does not load. */
export function picture(src, alt = "", more = "") {
  const frame = h("div", { class: `picture ${more}`.trim() });
  const missing = () => {
    frame.classList.add("is-missing");
    frame.replaceChildren(icon("image", alt));
  };
  if (src)
    frame.append(h("img", { src, alt, loading: "lazy", decoding: "async", onerror: missing }));
  else missing();
  return frame;
}

/** The price; the one before a sale struck through. */
export function priceTag(item, extra = "") {
  const before = priceBefore(item);
  const out = !inStock(item) && h("span", { class: "is-out" }, " · Agotado");
  const old = before && [h("s", {}, before), " "];
  return h("div", { class: "goods-price" }, old || [], shownPrice(item), extra, out);
}

/** A small row: inside a message. */
export function goodsRow(item, onclick) {
  return h(
    "button",
    { type: "button", class: "goods", onclick },
    picture(item.picture),
    name(item),
    priceTag(item),
  );
}

/** A roomy row: inside a sheet. count: units in the cart. */
export function itemRow(item, count, onclick) {
  const badge =
    count > 0 && h("span", { class: "badge", "aria-label": `${count} en el carrito` }, count);
  return h(
    "button",
    { type: "button", class: "item", onclick },
    picture(item.picture),
    name(item),
    priceTag(item),
    badge,
  );
}

/** A product on its own, picture above. */
export function goodsHero(item, onclick) {
  return h(
    "button",
    { type: "button", class: "goods-hero", onclick },
    picture(item.picture),
    name(item),
    priceTag(item),
  );
}

/** What stands for a product that the catalog does not have any more. */
export function goneRow(sku) {
  const gone = h("div", { class: "goods-price" }, "Ya no está en el catálogo");
  return h("div", { class: "goods" }, picture(""), said(sku, { class: "goods-name" }), gone);
}

function name(item) {
  const variant = variantName(item);
  return said(variant ? `${item.name} · ${variant}` : item.name, { class: "goods-name" });
}
