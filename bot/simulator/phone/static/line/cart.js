/** A person's cart on this phone: nobody hears of it until it is sent. */

import { keep, recall } from "./store.js";

/** WhatsApp's most units of one line. */
export const MOST = 99;

export class Cart extends EventTarget {
  constructor(personId) {
    super();
    this.name = `cart.${personId}`;
    this.lines = new Map(recall(this.name, []));
  }

  /** How many units in all. */
  get units() {
    return [...this.lines.values()].reduce((sum, quantity) => sum + quantity, 0);
  }

  quantity(sku) {
    return this.lines.get(sku) ?? 0;
  }

  add(sku, quantity) {
    this.set(sku, this.quantity(sku) + quantity);
  }

  /** Set a line's units; none takes the line out. */
  set(sku, quantity) {
    if (quantity > 0) this.lines.set(sku, Math.min(quantity, MOST));
    else this.lines.delete(sku);
    this.save();
  }

  clear() {
    this.lines.clear();
    this.save();
  }

  /** The lines as the shopper's REST takes them. */
  items() {
    return [...this.lines].map(([sku, quantity]) => ({ sku, quantity }));
  }

  save() {
    keep(this.name, [...this.lines]);
    this.dispatchEvent(new Event("change"));
  }
}
