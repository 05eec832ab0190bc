/** The rows of a list message. */

import { h, said } from "../page/dom.js";

/** Open the sheet; a row sends its answer. */
export function openListSheet(part, entry, chat) {
  const choose = (row) => {
    close();
    chat.tap(entry, row.id, row.title, "list_reply", row.description);
  };
  const close = chat.sheets.open(
    part.action.button,
    part.action.sections
      .flatMap((section) => [
        section.title ? h("h3", { class: "group" }, said(section.title)) : [],
        ...section.rows.map((row) => oneRow(row, () => choose(row))),
      ])
      .flat(),
  );
}

function oneRow(row, onclick) {
  const more = row.description && h("small", {}, said(row.description));
  return h(
    "button",
    { type: "button", class: "row", onclick },
    h("span", {}, said(row.title), more),
    h("i", { class: "dot", "aria-hidden": "true" }),
  );
}
