/** What can be done with a message: react, answer. */

import { h, icon } from "../page/dom.js";

const FACES = [
  ["👍", "Pulgar arriba"],
  ["❤️", "Corazón"],
  ["😂", "Risa"],
  ["😮", "Sorpresa"],
  ["😢", "Tristeza"],
  ["🙏", "Gracias"],
];

/** Open the sheet for one message. */
export function openMessageSheet(entry, chat) {
  const own = chat.feed.reactions.get(entry.wamid)?.person ?? "";
  const face = ([emoji, name]) => {
    const next = own === emoji ? "" : emoji;
    const act = () => leave(() => chat.react(entry, next));
    return h(
      "button",
      { type: "button", "aria-label": name, "aria-pressed": String(own === emoji), onclick: act },
      emoji,
    );
  };
  const reply = h(
    "button",
    { type: "button", class: "row", onclick: () => leave(() => chat.composer.reply(entry)) },
    icon("reply"),
    h("span", {}, "Responder"),
  );
  const close = chat.sheets.open("Mensaje", [h("div", { class: "faces" }, FACES.map(face)), reply]);
  const leave = (act) => {
    close();
    act();
  };
}
