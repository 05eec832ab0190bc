/** Stand-ins for what a phone can attach. */

import { h, icon } from "../page/dom.js";

const PLACE = {
  latitude: 19.4326,
  longitude: -99.1332,
  name: "Zócalo",
  address: "Centro, Ciudad de México",
};
const KINDS = [
  ["image", "Foto", "Una foto de muestra", "file", { type: "image" }],
  ["mic", "Nota de voz", "Sin sonido", "file", { type: "audio", voice: true }],
  [
    "file",
    "Documento",
    "comprobante.pdf",
    "file",
    { type: "document", filename: "comprobante.pdf" },
  ],
  ["pin", "Ubicación", "Zócalo, Ciudad de México", "location", PLACE],
];

/** Open the sheet; each row sends at once. */
export function openAttachSheet(chat) {
  const rows = KINDS.map(([name, title, small, act, body]) => {
    const send = () => {
      close();
      sendStandIn(chat, act, body);
    };
    return h(
      "button",
      { type: "button", class: "row", onclick: send },
      icon(name),
      h("span", {}, title, h("small", {}, small)),
    );
  });
  const close = chat.sheets.open("Adjuntar", rows);
}

/** A voice note without a word. */
export function sendVoice(chat) {
  sendStandIn(chat, "file", { type: "audio", voice: true });
}

function sendStandIn(chat, act, body) {
  const type = act === "location" ? "location" : body.type;
  chat.feed.send(act, body, { type, shown: body.name ?? "", payload: { type, [type]: body } });
}
