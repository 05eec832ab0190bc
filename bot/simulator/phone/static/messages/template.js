/** Template messages: the words are filled in by the simulator, buttons come from the template. */

import { h } from "../page/dom.js";
import { contentsNote, words } from "./inside.js";
import { linkButton, option, options, productRows } from "./interactive.js";

const VARIABLE = /\{\{[^}]*\}\}/gu;

/** Contents of a template message. */
export function template(part, entry, chat) {
  const definition = chat.templates[`${part.name}/${part.language.code}`] ?? [];
  const given = part.components ?? [];
  const footer = component(definition, "FOOTER")?.text;
  const buttons = component(definition, "BUTTONS")?.buttons ?? [];
  const nodes = [
    ...header(component(definition, "HEADER"), given, entry, chat),
    words(entry.shown),
    ...(footer ? [words(footer, "is-footer")] : []),
    ...products(given, entry, chat),
    ...lower(buttons, given, entry, chat),
  ];
  const cards = given.find((one) => one.type === "carousel");
  if (cards) nodes.push(contentsNote("Plantilla con carrusel: aquí solo se ve su texto"));
  return { nodes, wide: true };
}

function component(definition, type) {
  return definition.find((one) => one.type.toUpperCase() === type);
}

function header(defined, given, entry, chat) {
  const [value] = given.find((one) => one.type === "header")?.parameters ?? [];
  if (defined?.format === "TEXT") {
    return [
      words(
        defined.text.replace(VARIABLE, () => value?.text ?? ""),
        "is-header",
      ),
    ];
  }
  return value ? chat.fileNodes(value.type, value[value.type], entry) : [];
}

function products(given, entry, chat) {
  const action = values(given).find((one) => one.action?.sections)?.action;
  return action ? productRows(action.sections, "Productos", entry, chat) : [];
}

function lower(buttons, given, entry, chat) {
  const made = buttons.map((button, place) => one(button, valueOf(given, place), entry, chat));
  const shown = made.filter(Boolean);
  return shown.length ? [options(shown)] : [];
}

function one(button, value, entry, chat) {
  const title = button.text ?? "";
  switch (button.type) {
    case "URL":
      return linkButton({
        display_text: title,
        url: button.url.replace(VARIABLE, () => value?.text ?? ""),
      });
    case "QUICK_REPLY":
      return option("reply", title, () =>
        chat.tap(entry, value?.payload ?? title, title, "button"),
      );
    case "CATALOG":
      return option("store", title || "Ver catálogo", () => chat.openCatalog());
    case "PHONE_NUMBER":
      return option("phone", title, () =>
        chat.toast("En un teléfono de verdad se abriría la llamada"),
      );
    case "COPY_CODE":
      return h("div", { class: "option" }, `Código: ${value?.coupon_code ?? ""}`);
    default:
      return null;
  }
}

function values(given) {
  return given.filter((one) => one.type === "button").flatMap((one) => one.parameters ?? []);
}

function valueOf(given, place) {
  const found = given.find((one) => one.type === "button" && Number(one.index) === place);
  return found?.parameters?.[0];
}
