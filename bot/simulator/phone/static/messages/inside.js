/** Pieces of text inside a bubble. */

import { h, icon } from "../page/dom.js";
import { formatted } from "./words.js";

/** Words with links and marks. more: is-header, is-footer. */
export function words(text, more = "") {
  return h("div", { class: `text ${more}`.trim(), dir: "auto" }, formatted(String(text ?? "")));
}

/** What the page says itself about a message. */
export function contentsNote(text) {
  return h("div", { class: "text" }, h("span", { class: "note" }, icon("alert"), text));
}
