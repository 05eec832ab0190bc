/** Sheets that rise from the phone's lower edge, one above the other. What is below rests. */

import { h, iconButton } from "../page/dom.js";

export class Sheets {
  constructor(phone) {
    this.phone = phone;
    this.stack = [];
    document.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** Open a sheet. Returns what closes it. body, foot: nodes. more: tall, class, onclose. */
  open(title, body, foot = [], more = {}) {
    const layer = { opener: document.activeElement, onclose: more.onclose };
    const close = () => this.close(layer);
    const head = h(
      "header",
      { class: "sheet-head" },
      h("h2", { id: `sheet-${this.stack.length}` }, title),
      iconButton("close", "Cerrar", close),
    );
    const inside = h("div", { class: "sheet-body" }, body);
    const lower = h("footer", { class: "sheet-foot", hidden: foot.length === 0 }, foot);
    const sheet = h(
      "section",
      {
        class: ["sheet", more.tall && "is-tall", more.class].filter(Boolean).join(" "),
        role: "dialog",
        "aria-modal": "true",
        "aria-labelledby": `sheet-${this.stack.length}`,
        tabindex: "-1",
      },
      head,
      inside,
      lower,
    );
    layer.cover = h("div", { class: "cover" }, sheet);
    layer.cover.addEventListener("pointerdown", (event) => event.target === layer.cover && close());
    this.show(layer, sheet);
    return close;
  }

  show(layer, sheet) {
    this.rest(true);
    this.phone.append(layer.cover);
    this.stack.push(layer);
    this.watch(layer);
    (sheet.querySelector("[autofocus]") ?? sheet).focus({ preventScroll: true });
  }

  /** Close a sheet and those above it. */
  close(layer) {
    if (!this.stack.includes(layer)) return;
    while (this.stack.at(-1) !== layer) this.close(this.stack.at(-1));
    this.stack.pop();
    layer.watcher?.destroy();
    layer.cover.remove();
    this.rest(false);
    if (layer.opener?.isConnected) layer.opener.focus({ preventScroll: true });
    layer.onclose?.();
  }

  closeAll() {
    if (this.stack.length) this.close(this.stack[0]);
  }

  /** A phone's way back closes the sheet, where the browser tells us of it. */
  watch(layer) {
    if (!("CloseWatcher" in window)) return;
    layer.watcher = new CloseWatcher();
    layer.watcher.onclose = () => this.close(layer);
  }

  onKey(event) {
    const top = this.stack.at(-1);
    if (event.key !== "Escape" || !top || top.watcher) return;
    event.preventDefault();
    this.close(top);
  }

  /** Only the topmost sheet can be reached. */
  rest(resting) {
    const below = this.stack.at(-1)?.cover ?? this.phone.querySelector("#screens");
    below.inert = resting;
  }
}
