/** Beside the phone: what to try, and the simulation's controls. */

import { h } from "../page/dom.js";
import { IDEAS } from "./ideas.js";
import { Tools } from "./tools.js";

/** Return the guide's element. onpick: after a phrase was chosen. */
export function guide(phone, onpick = () => {}) {
  const tools = new Tools(phone);
  const idea = ([title, phrases]) =>
    h("div", {}, h("p", {}, title), h("div", { class: "chips" }, phrases.map(chip)));
  const chip = (words) => {
    const act = () => {
      onpick();
      phone.say(words);
    };
    return h("button", { type: "button", class: "chip", onclick: act }, words);
  };
  const element = h(
    "div",
    { class: "guide" },
    h(
      "div",
      { class: "guide-head" },
      h("h2", {}, "La tienda, como la ve un cliente"),
      h(
        "p",
        {},
        "Una simulación: habla con tu bot por los webhooks que usaría Meta. Escribe o toca una frase.",
      ),
    ),
    h("section", {}, h("h3", {}, "Qué probar"), h("div", { class: "ideas" }, IDEAS.map(idea))),
    h("section", {}, h("h3", {}, "Controles de la simulación"), tools.element),
  );
  return { element, refresh: () => tools.refresh() };
}
