/** Fewer, more: a number of units between two buttons. */

import { h, iconButton } from "../page/dom.js";

/** least and most include; onchange gets the new number. more: another class. */
export function stepper(value, { least = 1, most, onchange, more = "" }) {
  const shown = h("output", { "aria-live": "polite", "aria-label": "Cantidad" }, value);
  const step = (by) => {
    value = Math.min(most, Math.max(least, value + by));
    refresh();
    onchange(value);
  };
  const fewer = iconButton("minus", "Uno menos", () => step(-1));
  const another = iconButton("plus", "Uno más", () => step(1));
  const refresh = () => {
    shown.textContent = value;
    fewer.disabled = value <= least;
    another.disabled = value >= most;
  };
  refresh();
  return h("div", { class: `stepper ${more}`.trim() }, fewer, shown, another);
}
