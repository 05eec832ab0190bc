/** The messages of a chat, in order, with their days; it stays at the end unless scrolled away. */

import { bubble, updateReactions, updateTicks } from "./bubble.js";
import { h, icon, iconButton } from "../page/dom.js";
import { dayName, sameDay } from "../page/format.js";

const NEAR = 120;

export class StreamView {
  constructor(chat) {
    this.chat = chat;
    this.list = h("div", {
      class: "stream",
      role: "region",
      tabindex: "0",
      "aria-label": "Mensajes",
    });
    this.toEnd = iconButton("down", "Ir al final", () => this.scrollToEnd(true), {
      class: "to-end",
      hidden: true,
    });
    this.typing = h(
      "div",
      { class: "typing", role: "img", "aria-label": "La tienda escribe" },
      h("i"),
      h("i"),
      h("i"),
    );
    this.following = true;
    this.top = 0;
    this.list.addEventListener("scroll", () => this.onScroll(), { passive: true });
  }

  /** Show a chat anew; pending sends come last. */
  reset(entries, pending) {
    this.list.replaceChildren();
    this.lastEntry = null;
    for (const entry of entries) this.add(entry);
    for (const one of pending) this.showPending(one);
    if (!this.lastEntry) this.list.append(this.chat.emptyNode());
    this.showTyping(this.chat.feed.typing);
    this.scrollToEnd(false);
  }

  /** Put an entry in; where it replaces a pending one, in its place. Returns its element. */
  add(entry, replaces = null) {
    if (entry.type === "reaction") return this.remove(replaces);
    const before = this.find(replaces) ?? this.find(entry.wamid);
    const starts = before ? before.classList.contains("starts") : this.opensRow(entry);
    const made = bubble(entry, this.chat, { starts });
    updateReactions(made, this.chat.feed.reactions.get(entry.wamid));
    if (before) before.replaceWith(made);
    else this.append(made, entry);
    return made;
  }

  /** Add and make it seen. */
  arrive(entry, replaces) {
    const stay = this.following || entry.by === "person";
    this.list.querySelector(".welcome")?.remove();
    const made = this.add(entry, replaces);
    if (!replaces) made?.classList.add("is-new");
    if (stay) this.scrollToEnd(true);
    else this.toEnd.hidden = false;
  }

  showPending(pending) {
    this.list.querySelector(".welcome")?.remove();
    const entry = asEntry(pending, this.chat.now());
    const known = this.find(pending.key);
    const made = this.add(entry, known ? pending.key : null);
    if (!made) return;
    made.setAttribute("data-wamid", pending.key);
    if (pending.state === "failed") made.append(this.failure(pending));
    this.scrollToEnd(true);
  }

  remove(key) {
    this.find(key)?.remove();
    return null;
  }

  update(wamid) {
    const made = this.find(wamid);
    if (!made) return;
    updateTicks(made, this.chat.feed.entries.get(wamid)?.status);
    updateReactions(made, this.chat.feed.reactions.get(wamid));
  }

  showTyping(typing) {
    if (typing) this.list.append(this.typing);
    else this.typing.remove();
    if (this.following) this.scrollToEnd(true);
  }

  /** Scroll to a message and make it stand out. */
  point(wamid) {
    const made = this.find(wamid);
    if (!made) return;
    made.scrollIntoView({ block: "center", behavior: "smooth" });
    made.classList.remove("is-pointed");
    requestAnimationFrame(() => made.classList.add("is-pointed"));
  }

  find(key) {
    return key ? this.list.querySelector(`[data-wamid="${CSS.escape(key)}"]`) : null;
  }

  append(made, entry) {
    const newDay = !this.lastEntry || !sameDay(this.lastEntry.at, entry.at);
    const day = newDay ? [h("div", { class: "day" }, dayName(entry.at, this.chat.now()))] : [];
    this.lastEntry = entry;
    if (this.typing.isConnected) this.typing.before(...day, made);
    else this.list.append(...day, made);
  }

  opensRow(entry) {
    return this.lastEntry?.by !== entry.by || !sameDay(this.lastEntry.at, entry.at);
  }

  failure(pending) {
    const again = h(
      "button",
      { type: "button", class: "chip", onclick: () => this.chat.feed.resend(pending) },
      "Reintentar",
    );
    const drop = h(
      "button",
      { type: "button", class: "chip", onclick: () => this.chat.feed.drop(pending) },
      "Quitar",
    );
    const what = h("span", { title: pending.why ?? "" }, "No se envió");
    return h("div", { class: "failure", role: "alert" }, icon("alert"), what, again, drop);
  }

  atEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR;
  }

  /** Whoever scrolls back stays there; whoever comes to the end follows what arrives. */
  onScroll() {
    if (this.atEnd()) this.following = true;
    else if (this.list.scrollTop < this.top) this.following = false;
    this.top = this.list.scrollTop;
    this.toEnd.hidden = this.following;
  }

  scrollToEnd(smooth) {
    this.following = true;
    this.toEnd.hidden = true;
    this.list.scrollTo({ top: this.list.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }
}

/** What a pending send will look like once it is one. */
function asEntry(pending, now) {
  pending.at ??= now;
  return { by: "person", shown: "", ...pending.preview, at: pending.at, status: pending.state };
}
