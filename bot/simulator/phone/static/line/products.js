/** The shop's catalog as the phone sees it. */

import { minorUnits, price } from "../page/format.js";
import * as rest from "./rest.js";

export class Products {
  constructor() {
    this.bySku = new Map();
  }

  /** Read the catalog anew; prices and stock are always the live ones. */
  async load() {
    const items = await rest.catalog();
    this.bySku = new Map(items.map((item) => [item.retailer_id, item]));
  }

  get(sku) {
    return this.bySku.get(sku);
  }

  /** One of each group of variants that can be shown, in the catalog's order. */
  shownOnce() {
    const groups = new Map();
    for (const item of this.bySku.values()) {
      const key = item.retailer_product_group_id || item.retailer_id;
      const known = groups.get(key);
      if (visible(item) && (!known || (!inStock(known) && inStock(item)))) groups.set(key, item);
    }
    return [...groups.values()];
  }

  /** The simulator's own copy of a picture of the catalog, by its address on the web. */
  pictureFor(link) {
    if (!link) return null;
    return [...this.bySku.values()].find((item) => item.image_url === link)?.picture ?? null;
  }

  /** The other variants and this one. */
  variants(item) {
    const group = item.retailer_product_group_id;
    if (!group) return [item];
    return [...this.bySku.values()].filter(
      (one) => one.retailer_product_group_id === group && visible(one),
    );
  }
}

export function inStock(item) {
  const gone = item.inventory !== undefined && item.inventory <= 0;
  return !gone && !["out of stock", "discontinued", "mark_as_sold"].includes(item.availability);
}

/** Minor units to pay for one. */
export function unitPrice(item) {
  return minorUnits(item.sale_amount || item.amount, item.currency);
}

export function shownPrice(item) {
  return price(unitPrice(item), item.currency);
}

/** The price before the sale, or nothing. */
export function priceBefore(item) {
  return item.sale_amount ? price(minorUnits(item.amount, item.currency), item.currency) : "";
}

/** What tells a variant from its sisters: "gris · 27". */
export function variantName(item) {
  const more = (item.additional_variant_attributes ?? []).map((one) => one.value);
  return [item.color, item.size, ...more].filter(Boolean).join(" · ");
}

export function fullName(item) {
  return [item.name, variantName(item)].filter(Boolean).join(" · ");
}

function visible(item) {
  return item.visibility === "published" && item.review_status === "approved" && item.picture;
}
