/** Where words are typed: Enter sends, Shift+Enter breaks the line. Above: what they are about. */

import { quote } from "./bubble.js";
import { h, icon, iconButton } from "../page/dom.js";
import { preview } from "./preview.js";

export class Composer {
  constructor(chat) {
    this.chat = chat;
    this.about = null;
    this.field = h("textarea", {
      rows: "1",
      placeholder: "Mensaje",
      "aria-label": "Mensaje",
      enterkeyhint: "send",
      maxlength: "4096",
      oninput: () => this.fit(),
      onkeydown: (event) => this.onKey(event),
    });
    this.go = iconButton("mic", "Nota de voz", () => this.submit(), { class: "go" });
    this.aboutRow = h("div", { class: "about", hidden: true });
    const attach = iconButton("plus", "Adjuntar", () => chat.openAttach(), {
      "aria-haspopup": "dialog",
    });
    const row = h("div", { class: "composer-row" }, attach, this.field, this.go);
    this.element = h("div", { class: "composer" }, this.aboutRow, row);
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  /** Answer a message. */
  reply(entry) {
    const who = entry.by === "person" ? "Tú" : this.chat.shopName;
    this.setAbout({ quote: entry.wamid }, quote(who, preview(entry, this.chat.products)));
  }

  /** Ask the shop about a product. wamid: the message that showed it, where one did. */
  ask(item, wamid) {
    const about = { sku: item.retailer_id, ...(wamid && { quote: wamid }) };
    this.setAbout(about, quote(this.chat.shopName, item.name, item.picture));
  }

  setAbout(about, node) {
    this.about = about;
    const cancel = iconButton("close", "Quitar", () => this.clearAbout());
    this.aboutRow.replaceChildren(...(about ? [node, cancel] : []));
    this.aboutRow.hidden = !about;
    this.focus();
  }

  clearAbout() {
    this.setAbout(null);
  }

  submit() {
    const text = this.field.value.trim();
    if (!text) {
      this.chat.sendVoice();
      return;
    }
    this.chat.sendText(text, this.about ?? {});
    this.field.value = "";
    if (this.about) this.clearAbout();
    this.fit();
    this.focus();
  }

  onKey(event) {
    if (event.key === "Escape" && this.about) {
      this.clearAbout();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (this.field.value.trim()) this.submit();
    }
  }

  /** As tall as its words; a microphone where there are none. */
  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
    const [name, label] = this.field.value.trim() ? ["send", "Enviar"] : ["mic", "Nota de voz"];
    if (this.go.title === label) return;
    this.go.title = label;
    this.go.setAttribute("aria-label", label);
    this.go.replaceChildren(icon(name));
  }
}
