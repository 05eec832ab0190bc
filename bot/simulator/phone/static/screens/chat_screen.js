/** A person's chat with the shop: bar, messages, composer, and what messages ask it to do. */

import { openAttachSheet, sendVoice } from "../sheets/attach_sheet.js";
import { Cart } from "../line/cart.js";
import { openCartSheet } from "../sheets/cart_sheet.js";
import { openCatalogSheet, openProductsSheet } from "../sheets/catalog_sheet.js";
import { ChatBar } from "./chat_bar.js";
import { Composer } from "../messages/composer.js";
import { fileNodes } from "../messages/contents.js";
import { h } from "../page/dom.js";
import { Feed } from "../line/feed.js";
import { OPENERS } from "./ideas.js";
import { openListSheet } from "../sheets/list_sheet.js";
import { openMenuSheet } from "../sheets/menu_sheet.js";
import { openMessageSheet } from "../sheets/message_sheet.js";
import { preview } from "../messages/preview.js";
import { openProductSheet } from "../sheets/product_sheet.js";
import { StreamView } from "../messages/stream_view.js";

export class ChatScreen {
  constructor(phone, person) {
    this.phone = phone;
    this.person = person;
    this.feed = new Feed(person.id);
    this.cart = new Cart(person.id);
    this.bar = new ChatBar(this);
    this.stream = new StreamView(this);
    this.composer = new Composer(this);
    this.element = h(
      "div",
      { class: "screen chat" },
      this.bar.element,
      this.bar.notice,
      this.stream.list,
      this.stream.toEnd,
      this.composer.element,
    );
    this.listen();
    this.feed.open();
  }

  get products() {
    return this.phone.products;
  }

  get sheets() {
    return this.phone.sheets;
  }

  get templates() {
    return this.phone.overview.templates;
  }

  get shopName() {
    return this.phone.overview.shop.name;
  }

  now() {
    return this.phone.now();
  }

  close() {
    this.feed.close();
    this.sheets.closeAll();
  }

  listen() {
    const on = (name, act) => this.feed.addEventListener(name, (event) => act(event.detail));
    on("reset", () => this.refresh());
    on("entry", ({ entry, replaces }) => this.arrive(entry, replaces));
    on("pending", ({ pending }) => this.stream.showPending(pending));
    on("status", ({ wamid }) => this.stream.update(wamid));
    on("reaction", ({ wamid }) => this.stream.update(wamid));
    on("typing", () => (this.stream.showTyping(this.feed.typing), this.bar.refresh()));
    on("connection", () => this.connectionChanged());
    on("restarted", () => this.toast("El simulador empezó de nuevo: los chats están vacíos"));
  }

  async refresh() {
    await this.phone.readTemplates(this.feed.entries.values());
    this.stream.reset([...this.feed.entries.values()], this.feed.pending);
    this.phone.markRead(this.person.id, this.feed.entries);
  }

  async arrive(entry, replaces) {
    if (!entry) {
      this.stream.remove(replaces);
      return;
    }
    await this.phone.readTemplates([entry]);
    this.stream.arrive(entry, replaces);
    if (entry.by === "shop")
      this.phone.announce(`${this.shopName}: ${preview(entry, this.products)}`);
    this.phone.markRead(this.person.id, this.feed.entries);
    this.phone.changed();
  }

  connectionChanged() {
    this.bar.refresh();
    if (this.feed.connection !== "gone") return;
    this.toast("Este cliente ya no está en el simulador");
    this.phone.leaveChat();
  }

  emptyNode() {
    const chip = (words) =>
      h("button", { type: "button", class: "chip", onclick: () => this.sendText(words) }, words);
    return h(
      "div",
      { class: "welcome" },
      h("p", {}, `Escribe a ${this.shopName} como lo haría un cliente. Por ejemplo:`),
      h("div", { class: "chips" }, OPENERS.map(chip)),
    );
  }

  sendText(text, about = {}) {
    const { referral, ...context } = about;
    const payload = { type: "text", text: { body: text }, context: contextOf(context) };
    this.feed.send(
      "text",
      { text, ...about },
      { type: "text", shown: text, payload, quoted: about.sku ? null : about.quote },
    );
  }

  sendVoice() {
    sendVoice(this);
  }

  /** Tap a button or a row. kind: button_reply, list_reply, or button (of a template). */
  tap(entry, id, title, kind, description = "") {
    const reply = { id, title, description };
    const part =
      kind === "button"
        ? { type: "button", button: { text: title } }
        : { type: "interactive", interactive: { type: kind, [kind]: reply } };
    this.feed.send(
      "tap",
      { wamid: entry.wamid, id },
      { type: part.type, shown: title, payload: part, quoted: entry.wamid },
    );
  }

  react(entry, emoji) {
    const payload = { type: "reaction", reaction: { message_id: entry.wamid, emoji } };
    this.feed.send(
      "reaction",
      { wamid: entry.wamid, emoji },
      { type: "reaction", shown: emoji, payload },
    );
  }

  /** Write as somebody who tapped an ad of the shop. */
  comeFromAd() {
    const item = this.products.shownOnce()[0];
    if (!item) return;
    const ad = {
      source_type: "ad",
      source_id: "120000000000001",
      source_url: item.url,
      headline: item.name,
      body: item.description,
    };
    this.sendText("Hola, quiero más información", { referral: ad });
  }

  shareNumber() {
    const { person } = this;
    if (!person.wa_id) return this.toast("Esta persona no comparte su número");
    return this.sendText(`Mi número es +${person.wa_id}`);
  }

  openMessage(entry) {
    openMessageSheet(entry, this);
  }

  openList(part, entry) {
    openListSheet(part, entry, this);
  }

  openAttach() {
    openAttachSheet(this);
  }

  openMenu() {
    openMenuSheet(this);
  }

  openCart() {
    openCartSheet(this);
  }

  openCatalog() {
    openCatalogSheet(this);
  }

  openProducts(title, sections, wamid) {
    openProductsSheet(title, sections, this, wamid);
  }

  async openProduct(sku, wamid) {
    await this.reloadProducts();
    if (this.products.get(sku)) openProductSheet(sku, this, wamid);
    else this.toast("Este producto ya no está en el catálogo");
  }

  reloadProducts() {
    return this.attempt(() => this.products.load());
  }

  pointTo(wamid) {
    this.stream.point(wamid);
  }

  fileNodes(type, part, entry) {
    return fileNodes(type, part, entry, this);
  }

  /** The simulator's own copy of a picture on the web, where it has one. */
  pictureFor(link) {
    return this.products.pictureFor(link);
  }

  toast(words) {
    this.phone.toast(words);
  }

  attempt(work) {
    return this.phone.attempt(work);
  }
}

function contextOf({ sku, quote }) {
  if (sku) return { referred_product: { product_retailer_id: sku } };
  return quote ? { id: quote } : undefined;
}
