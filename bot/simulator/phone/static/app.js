/** The phone: which screen is shown, what all screens share, and the way between them. */

import { ChatScreen } from "./screens/chat_screen.js";
import { h, icon, loadIcons } from "./page/dom.js";
import { guide } from "./screens/guide.js";
import { Home } from "./screens/home.js";
import { Products } from "./line/products.js";
import * as rest from "./line/rest.js";
import { Sheets } from "./sheets/sheets.js";
import { keep, recall } from "./line/store.js";

const EVERY = 2_500;
const TOAST = 3_200;

class Phone {
  constructor() {
    this.frame = document.querySelector("#phone");
    this.screens = document.querySelector("#screens");
    this.sheets = new Sheets(this.frame);
    this.products = new Products();
    this.overview = {
      epoch: "",
      now: Date.now(),
      shop: {},
      webhook: {},
      templates: {},
      people: [],
    };
    this.offset = 0;
    this.home = new Home(this);
    this.guide = guide(this);
    this.opened = null;
    document.querySelector("#panel").append(this.guide.element);
    document.querySelector("#open-guide").append(icon("bulb"), "Qué probar");
    this.listen();
  }

  async start() {
    this.show(this.home.element);
    await Promise.all([loadIcons(), this.reload()]);
    await this.attempt(() => this.products.load());
    this.route();
    setInterval(() => document.visibilityState === "visible" && this.reload(), EVERY);
  }

  listen() {
    window.addEventListener("hashchange", () => this.route());
    window.addEventListener("online", () => this.wake());
    window.addEventListener("offline", () => this.chat?.feed.suspect());
    document.addEventListener(
      "visibilitychange",
      () => document.visibilityState === "visible" && this.wake(),
    );
    document.querySelector("#open-guide").addEventListener("click", () => this.openGuide());
  }

  get person() {
    return this.chat?.person ?? null;
  }

  /** The simulator's time, which may have been moved. */
  now() {
    return Date.now() + this.offset;
  }

  /** Read what is around the chats; a simulator that is away is asked again soon. */
  async reload() {
    try {
      this.overview = await rest.overview();
      this.offset = this.overview.now - Date.now();
      if (this.lost) this.returned();
      this.lost = false;
    } catch {
      this.lost = true;
    }
    this.home.refresh();
    if (!this.lost) this.refreshGuides();
  }

  /** The simulator is there again, perhaps another one. */
  returned() {
    this.attempt(() => this.products.load());
    this.chat?.feed.wake();
    this.route();
  }

  wake() {
    this.reload();
    this.chat?.feed.wake();
  }

  changed() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.reload(), 300);
  }

  /** Show what the address says: #p1 is that person's chat. */
  route() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id === (this.person?.id ?? "")) return;
    this.chat?.close();
    const person = this.overview.people.find((one) => one.id === id);
    this.chat = person ? new ChatScreen(this, { ...person }) : null;
    this.show(this.chat?.element ?? this.home.element);
    this.chat?.composer.focus();
    this.refreshGuides();
  }

  enterChat(id) {
    location.hash = encodeURIComponent(id);
    this.route();
  }

  leaveChat() {
    location.hash = "";
    this.route();
    this.reload();
  }

  /** Say something in the chat that is open, or in the first one. */
  say(words) {
    const first = this.overview.people[0];
    if (!this.chat && first) this.enterChat(first.id);
    this.sheets.closeAll();
    this.chat?.sendText(words);
  }

  show(screen) {
    this.screens.replaceChildren(screen);
  }

  openGuide() {
    this.opened = guide(this, () => this.sheets.closeAll());
    this.opened.refresh();
    const onclose = () => (this.opened = null);
    this.sheets.open("Simulador", [this.opened.element], [], { tall: true, onclose });
  }

  /** The guide beside the phone and the one on it, where it is open: clock and window move on. */
  refreshGuides() {
    this.guide.refresh();
    this.opened?.refresh();
  }

  /** Read templates anew when a message uses one that is not known yet. */
  async readTemplates(entries) {
    const used = [...entries]
      .filter((entry) => entry.type === "template")
      .map((entry) => entry.payload.template);
    const unknown = used.some(
      (one) => !(`${one.name}/${one.language.code}` in this.overview.templates),
    );
    if (unknown) await this.reload();
  }

  markRead(id, entries) {
    keep(`read.${id}`, { epoch: this.overview.epoch, count: fromShop(entries) });
    this.changed();
  }

  unread(person) {
    const read = recall(`read.${person.id}`, { epoch: "", count: 0 });
    const count = read.epoch === this.overview.epoch ? read.count : 0;
    return person.id === this.person?.id ? 0 : Math.max(0, person.from_shop - count);
  }

  announce(words) {
    document.querySelector("#announcer").textContent = words;
  }

  toast(words) {
    clearTimeout(this.toastEnd);
    const place = document.querySelector("#toast");
    place.replaceChildren(h("div", { class: "toast" }, words));
    this.toastEnd = setTimeout(() => place.replaceChildren(), TOAST);
  }

  /** Do something at the simulator; say so when it does not work. */
  async attempt(work) {
    try {
      return await work();
    } catch (error) {
      this.toast(error instanceof rest.RestError ? error.message : "Eso no funcionó");
      if (!(error instanceof rest.RestError)) throw error;
      return null;
    }
  }
}

/** How many messages of the shop a chat has, as the overview counts them. */
function fromShop(entries) {
  return [...entries.values()].filter((entry) => entry.by === "shop" && entry.type !== "reaction")
    .length;
}

new Phone().start();
