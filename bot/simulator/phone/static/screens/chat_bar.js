/** The upper edge of a chat: whom one writes to, as whom, and whether the line stands. */

import { h, icon, iconButton, said } from "../page/dom.js";

export class ChatBar {
  constructor(chat) {
    this.chat = chat;
    this.below = h("p");
    this.badge = h("span", { class: "badge", hidden: true });
    this.cartButton = iconButton("cart", "Carrito", () => chat.openCart());
    this.cartButton.append(this.badge);
    this.notice = h("div", { class: "notice", role: "status", hidden: true });
    this.element = h(
      "header",
      { class: "bar" },
      iconButton("back", "Volver a los chats", () => chat.phone.leaveChat()),
      h("span", { class: "avatar", "aria-hidden": "true" }, icon("store")),
      h("div", { class: "bar-title" }, h("h1", {}, said(chat.shopName)), this.below),
      iconButton("store", "Catálogo", () => chat.openCatalog()),
      this.cartButton,
      iconButton("more", "Opciones", () => chat.openMenu(), { "aria-haspopup": "dialog" }),
    );
    chat.cart.addEventListener("change", () => this.refresh());
    this.refresh();
  }

  refresh() {
    const { feed, person, cart } = this.chat;
    const typing = feed.typing && feed.connection === "open";
    this.below.className = typing ? "is-typing" : "";
    this.below.replaceChildren(...(typing ? ["escribiendo…"] : ["como ", said(person.name)]));
    this.badge.textContent = cart.units;
    this.badge.hidden = cart.units === 0;
    this.cartButton.setAttribute("aria-label", cart.units ? `Carrito, ${cart.units}` : "Carrito");
    const lost = feed.connection === "lost";
    this.notice.hidden = !lost;
    this.notice.replaceChildren(
      ...(lost ? [icon("retry"), "Sin conexión con el simulador. Reintentando…"] : []),
    );
  }
}
