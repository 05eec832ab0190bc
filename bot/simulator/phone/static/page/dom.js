/** Building the page. Strings always become text: nothing here reads markup. */

const SVG = "http://www.w3.org/2000/svg";

/** Make an element. `on...` attributes are listeners; null, undefined and false leave one out. */
export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) assign(made, name, value);
  made.append(...children.flat(2).filter(present));
  return made;
}

/** One of the drawings; a decoration unless it has a label. */
export function icon(name, label = "") {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", `icon icon-${name}`);
  if (label) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  } else {
    svg.setAttribute("aria-hidden", "true");
  }
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** Put our own drawings into the page once, so that they are there when the line is not. */
export async function loadIcons() {
  const drawn = await (await fetch("static/icons.svg")).text();
  const parsed = new DOMParser().parseFromString(drawn, "image/svg+xml");
  document.body.prepend(document.importNode(parsed.documentElement, true));
}

/** A round button with an icon only; its label is for the ear and the pointer. */
export function iconButton(name, label, onclick, more = {}) {
  const classes = ["round", more.class].filter(Boolean).join(" ");
  const attributes = { type: "button", title: label, "aria-label": label, onclick };
  return h("button", { ...attributes, ...more, class: classes }, icon(name));
}

/** Somebody's words: kept apart from ours whatever their direction. */
export function said(text, attributes = {}) {
  return h("bdi", attributes, text);
}

/** A link's address when it leads to a web page, else null. */
export function webAddress(text) {
  try {
    const url = new URL(text);
    return ["http:", "https:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function assign(element, name, value) {
  if (!present(value)) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "value" || name === "checked") element[name] = value;
  else element.setAttribute(name, value === true ? "" : String(value));
}

function present(value) {
  return value !== null && value !== undefined && value !== false && value !== "";
}
