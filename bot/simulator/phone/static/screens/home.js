/** The list of chats: one person a row, each with a phone of their own. */

import { tick } from "../messages/bubble.js";
import { h, icon, iconButton, said } from "../page/dom.js";
import { clockTime, dayName, sameDay } from "../page/format.js";
import { openNewPerson } from "../sheets/new_person.js";
import { preview } from "../messages/preview.js";

export class Home {
  constructor(phone) {
    this.phone = phone;
    this.list = h("div", { class: "people" });
    this.notice = h(
      "div",
      { class: "notice", role: "status", hidden: true },
      icon("retry"),
      "Sin conexión con el simulador. Reintentando…",
    );
    const fresh = iconButton("plus", "Nuevo chat", () => openNewPerson(phone), { class: "go" });
    this.element = h(
      "div",
      { class: "screen home" },
      h("header", { class: "home-head" }, h("h1", {}, "Chats"), fresh),
      h(
        "p",
        { class: "home-note" },
        "Cada fila es el teléfono de un cliente de la tienda. Elige desde cuál escribes.",
      ),
      this.notice,
      this.list,
    );
    this.list.append(...Array.from({ length: 4 }, bones));
  }

  /** Show everybody, whoever spoke last first. */
  refresh() {
    const { people, epoch } = this.phone.overview;
    this.notice.hidden = !this.phone.lost;
    if (!epoch) return;
    const focused = document.activeElement?.dataset?.person;
    const sorted = [...people].sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0));
    this.list.replaceChildren(...sorted.map((person) => this.row(person)));
    if (focused) this.list.querySelector(`[data-person="${CSS.escape(focused)}"]`)?.focus();
  }

  row(person) {
    const unread = this.phone.unread(person);
    const badge =
      unread > 0 && h("span", { class: "badge", "aria-label": `${unread} sin leer` }, unread);
    return h(
      "button",
      {
        type: "button",
        class: `person ${unread > 0 ? "is-unread" : ""}`.trim(),
        "data-person": person.id,
        onclick: () => this.phone.enterChat(person.id),
      },
      h("span", { class: "avatar is-large", "aria-hidden": "true" }, initials(person.name)),
      h("span", { class: "person-name" }, said(person.name)),
      h("span", { class: "person-time" }, person.last ? this.when(person.last.at) : ""),
      this.last(person),
      badge,
      h("span", { class: "person-who" }, said(identity(person))),
    );
  }

  last({ last }) {
    if (!last) return h("span", { class: "person-last" }, "Toca para empezar a escribir");
    const own = last.by === "person" && tick(last.status);
    return h("span", { class: "person-last" }, own, said(preview(last, this.phone.products)));
  }

  when(at) {
    const now = this.phone.now();
    return sameDay(at, now) ? clockTime(at) : dayName(at, now);
  }
}

/** Number, or the user name of somebody who hides it. */
function identity(person) {
  if (person.number) return person.number;
  return person.username ? `@${person.username} · sin número` : "sin número";
}

function initials(name) {
  const letters = name
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => [...word][0]);
  return letters.slice(0, 2).join("").toUpperCase() || "?";
}

function bones() {
  return h(
    "div",
    { class: "person is-loading", "aria-hidden": "true" },
    h("span", { class: "avatar is-large" }),
    h("span", { class: "bone" }),
    h("span", { class: "bone" }),
  );
}
