/** A message's text as WhatsApp shows it: links, *bold*, _italic_, ~struck~ and ```code```. */

import { h, webAddress } from "../page/dom.js";

const LINK = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'¡¿]/u;
const MARKS = [
  ["```", "code"],
  ["*", "strong"],
  ["_", "em"],
  ["~", "s"],
];

/** Return nodes for the text; whatever it holds, it stays text. */
export function formatted(text) {
  const found = first(text);
  if (!found) return text ? [document.createTextNode(text)] : [];
  const before = text.slice(0, found.start);
  const after = text.slice(found.end);
  return [...(before ? [document.createTextNode(before)] : []), found.node, ...formatted(after)];
}

/** The text without its marks, on one line: for previews. */
export function flat(text) {
  return text
    .replace(/```|[*_~](?=\S)|(?<=\S)[*_~]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}

function first(text) {
  const candidates = [link(text), ...MARKS.map(([mark, tag]) => marked(text, mark, tag))];
  return candidates.filter(Boolean).sort((a, b) => a.start - b.start)[0];
}

function link(text) {
  const match = LINK.exec(text);
  const href = match && webAddress(match[0]);
  if (!href) return null;
  const node = h("a", { href, target: "_blank", rel: "noopener noreferrer" }, match[0]);
  return { start: match.index, end: match.index + match[0].length, node };
}

function marked(text, mark, tag) {
  const pattern = PATTERNS.get(mark);
  const match = pattern.exec(text);
  if (!match) return null;
  const start = match.index + match[1].length;
  const inner = tag === "code" ? [match[2]] : formatted(match[2]);
  return { start, end: match.index + match[0].length, node: h(tag, {}, inner) };
}

/** A mark counts where no letter or digit touches its outside and no blank its inside. */
const PATTERNS = new Map(
  MARKS.map(([mark]) => {
    const sign = mark.replace(/[*]/gu, "\\$&");
    const inner = mark === "```" ? "[\\s\\S]+?" : `[^\\s${sign}](?:[^\\n${sign}]*[^\\s${sign}])?`;
    return [mark, new RegExp(`(^|[^\\p{L}\\p{N}])${sign}(${inner})${sign}(?![\\p{L}\\p{N}])`, "u")];
  }),
);
