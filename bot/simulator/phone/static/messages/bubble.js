/** One message: its bubble with quote, contents, time and ticks, and what can be done with it. */

import { contentsOf } from "./contents.js";
import { h, icon, iconButton, said } from "../page/dom.js";
import { clockTime } from "../page/format.js";
import { preview } from "./preview.js";

const TICKS = {
  sending: ["clock", "Enviando"],
  sent: ["check", "Enviado"],
  delivered: ["checks", "Entregado"],
  read: ["checks", "Leído"],
  failed: ["alert", "No se envió"],
};
const HOLD = 450;

/** Build a message. starts: first of its side in a row. */
export function bubble(entry, chat, { starts }) {
  const made = contentsOf(entry, chat);
  const mine = entry.by === "person";
  const frame = h(
    "div",
    { class: "bubble" },
    quoteOf(entry, chat),
    timed(made.nodes, entry),
    handle(entry, chat),
  );
  const classes = [
    "message",
    mine ? "by-person" : "by-shop",
    starts && "starts",
    made.wide && "is-wide",
    made.full && "is-full",
  ];
  const attributes = {
    class: classes.filter(Boolean).join(" "),
    "data-wamid": entry.wamid,
    role: "article",
  };
  const label = `${mine ? "Tú" : chat.shopName}, ${clockTime(entry.at)}`;
  const message = h("div", { ...attributes, "aria-label": label }, frame, made.below ?? []);
  if (entry.wamid) holdable(frame, () => chat.openMessage(entry));
  return message;
}

/** Write a message's ticks anew. */
export function updateTicks(message, status) {
  message.querySelector(".tick")?.replaceWith(tick(status));
}

/** Show what both sides put on a message. */
export function updateReactions(message, faces) {
  message.querySelector(".reactions")?.remove();
  const shown = Object.values(faces ?? {}).filter(Boolean);
  if (!shown.length) return;
  const row = h(
    "div",
    { class: "reactions", "aria-label": "Reacciones" },
    shown.map((face) => said(face)),
  );
  message.querySelector(".bubble").after(row);
}

/** Small ticks as the chat list shows them too. */
export function tick(status) {
  const [name, label] = TICKS[status] ?? TICKS.sent;
  return h("span", { class: `tick is-${status}`, title: label }, icon(name, label));
}

/** A quote: who, what, and a product's picture. */
export function quote(who, what, image, onclick) {
  const inside = [
    h("strong", {}, who),
    h("span", {}, said(what)),
    image && h("img", { src: image, alt: "" }),
  ];
  return h(
    onclick ? "button" : "div",
    { class: "quote", ...(onclick && { type: "button", onclick }) },
    inside,
  );
}

function quoteOf(entry, chat) {
  const asked = entry.payload?.context?.referred_product;
  if (asked) {
    const item = chat.products.get(asked.product_retailer_id);
    const open = () => chat.openProduct(asked.product_retailer_id);
    return quote(chat.shopName, item?.name ?? asked.product_retailer_id, item?.picture, open);
  }
  const quoted = entry.quoted && chat.feed.entries.get(entry.quoted);
  if (!quoted) return null;
  const who = quoted.by === "person" ? "Tú" : chat.shopName;
  return quote(who, preview(quoted, chat.products), null, () => chat.pointTo(entry.quoted));
}

/** Put time and ticks beside the last words, above the buttons; below where there are no words. */
function timed(nodes, entry) {
  const lower = nodes.filter((node) => node.classList.contains("options"));
  const upper = nodes.filter((node) => !lower.includes(node));
  const status = entry.by === "person" ? [tick(entry.status)] : [];
  const meta = h("div", { class: "meta" }, h("time", {}, clockTime(entry.at)), status);
  const last = upper.at(-1);
  if (!last?.classList.contains("text")) {
    meta.classList.add("is-below");
    return [...upper, meta, ...lower];
  }
  last.classList.add("is-last");
  last.append(meta);
  return [...upper, ...lower];
}

function handle(entry, chat) {
  if (!entry.wamid) return null;
  return iconButton("down", "Responder o reaccionar", () => chat.openMessage(entry), {
    class: "handle",
    "aria-haspopup": "dialog",
  });
}

/** A long touch or a secondary click does what the little arrow does. */
function holdable(frame, act) {
  let timer = 0;
  let held = false;
  const stop = () => clearTimeout(timer);
  const hold = () => {
    held = true;
    act();
  };
  frame.addEventListener("pointerdown", (event) => {
    held = false;
    if (event.pointerType === "touch") timer = setTimeout(hold, HOLD);
  });
  for (const name of ["pointerup", "pointermove", "pointercancel"])
    frame.addEventListener(name, stop);
  frame.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a")) return;
    event.preventDefault();
    stop();
    // Some phones tell of a long touch in this way too.
    if (!held) act();
    held = false;
  });
}
