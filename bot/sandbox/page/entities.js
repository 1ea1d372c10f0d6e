// Text and Bot API entities -> nodes. Offsets are UTF-16 units, which is what JavaScript strings count in.

import { h } from "./dom.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const LINKABLE = new Set(["http:", "https:", "tg:"]);

/** The address to open, or null for a scheme that a chat must not open. */
export function safeHref(address) {
  const whole = /^[a-z][a-z0-9+.-]*:/iu.test(address) ? address : `https://${address}`;
  try {
    const url = new URL(whole);
    return LINKABLE.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** An anchor that opens elsewhere and tells nobody where from; plain text when the address is not one to open. */
export function link(address, properties, ...content) {
  const href = safeHref(address);
  if (!href) return h("span", properties, ...content);
  return h("a", { ...properties, href, target: "_blank", rel: "noopener noreferrer" }, ...content);
}

/**
 * Builds the text of a message. `onCommand(text)` is called when a command in it is tapped.
 * Entities may nest; one that crosses another's end is drawn as two; those outside the text are ignored.
 */
export function formatted(text, entities, onCommand) {
  const fragment = document.createDocumentFragment();
  const root = nest(text.length, entities ?? []);
  fragment.append(...draw(text, root, onCommand));
  return fragment;
}

const outerFirst = (a, b) => a.start - b.start || b.end - a.end;

function nest(length, entities) {
  const root = { start: 0, end: length, children: [] };
  const waiting = entities
    .map((entity) => ({ entity, start: Math.max(0, entity.offset), end: Math.min(length, entity.offset + entity.length) }))
    .filter(({ start, end }) => start < end)
    .sort(outerFirst);
  const open = [root];
  while (waiting.length) {
    const node = { ...waiting.shift(), children: [] };
    while (open.length > 1 && open.at(-1).end <= node.start) open.pop();
    const parent = open.at(-1);
    if (node.end > parent.end) {
      waiting.push({ entity: node.entity, start: parent.end, end: node.end });
      waiting.sort(outerFirst);
      node.end = parent.end;
    }
    parent.children.push(node);
    open.push(node);
  }
  return root;
}

function draw(text, { start, end, children }, onCommand) {
  const nodes = [];
  let position = start;
  let afterBlock = false;
  const plain = (until, beforeBlock) => {
    let piece = text.slice(position, until);
    // A block ends its line by itself: the line break beside it would show as an empty line.
    if (afterBlock && piece.startsWith("\n")) piece = piece.slice(1);
    if (beforeBlock && piece.endsWith("\n")) piece = piece.slice(0, -1);
    if (piece) nodes.push(document.createTextNode(piece));
  };
  for (const child of children) {
    const isBlock = BLOCKS.has(child.entity.type);
    plain(child.start, isBlock);
    nodes.push(wrap(child.entity, text.slice(child.start, child.end), draw(text, child, onCommand), onCommand));
    position = child.end;
    afterBlock = isBlock;
  }
  plain(end, false);
  return nodes;
}

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", blockquote: "blockquote" };

function wrap(entity, text, content, onCommand) {
  switch (entity.type) {
    case "bold":
    case "italic":
    case "underline":
    case "strikethrough":
    case "code":
    case "blockquote":
      return h(TAGS[entity.type], {}, content);
    case "pre":
      return h("pre", { "data-language": entity.language || null }, h("code", {}, content));
    case "expandable_blockquote":
      return expandable(content);
    case "text_link":
      return link(entity.url ?? "", { title: entity.url }, content);
    case "url":
      return link(text, {}, content);
    case "spoiler":
      return spoiler(content);
    case "bot_command":
      return command(content, () => onCommand(text));
    default:
      return h("span", { class: entity.type.replaceAll("_", "-") }, content);
  }
}

/** No button element, for lines would break between that and the full stop behind it. */
function command(content, send) {
  const pressed = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    send();
  };
  return h("a", { role: "button", tabindex: "0", class: "command", dir: "ltr", onclick: send, onkeydown: pressed }, content);
}

function expandable(content) {
  const inner = h("div", { class: "quoted" }, content);
  const quote = h("blockquote", { class: "folded" }, inner);
  // Its label is drawn by the style sheet, so that the text of the message stays the text of the message.
  const toggle = h("button", { type: "button", class: "unfold labelled", "aria-expanded": "false", "aria-label": "Show more" });
  toggle.addEventListener("click", () => {
    const folded = quote.classList.toggle("folded");
    toggle.setAttribute("aria-label", folded ? "Show more" : "Show less");
    toggle.setAttribute("aria-expanded", String(!folded));
  });
  quote.append(toggle);
  // Whether there is more to show is known only once it is laid out.
  new ResizeObserver(() => {
    if (quote.classList.contains("folded")) toggle.hidden = inner.scrollHeight <= inner.clientHeight + 1;
  }).observe(inner);
  return quote;
}

function spoiler(content) {
  const cover = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, show it" }, content);
  const reveal = (event) => {
    if (cover.classList.contains("shown") || (event.type === "keydown" && !["Enter", " "].includes(event.key))) return;
    event.preventDefault();
    cover.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  };
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", reveal);
  return cover;
}
