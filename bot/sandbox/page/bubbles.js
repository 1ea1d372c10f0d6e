// One message -> one bubble, with its marks and its inline buttons.

import { fileSize, h, icon } from "./dom.js";
import { formatted, link } from "./entities.js";

const CLOCK = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const FULL = new Intl.DateTimeFormat([], { dateStyle: "full", timeStyle: "medium" });
const RIGHT_TO_LEFT = /^[^\p{L}\u200f]*[\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const LONG = 500;

const isFolded = (text, from) => from !== "bot" && text.length >= LONG;
const moment = (seconds) => new Date(seconds * 1000);

/** A few words of a message, for previews and labels. */
export function excerpt(message, length = 90) {
  const text = (message.text || message.caption || message.document?.file_name || (message.photo ? "Photo" : "Message")).replace(/\s+/gu, " ").trim();
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** Who a message is from, as seen by the person in the seat: bot, own or other. */
export function side(message, seat) {
  if (message.from.is_bot) return "bot";
  return message.from.id === seat.user ? "own" : "other";
}

/**
 * Draws a message. `deeds` are what may be done with it: command(text), press(message, button) for callback
 * buttons, open(event, address) for links, menu(message, at), find(id); `isBusy(message, button)` tells which
 * buttons still wait for the bot.
 */
export function bubble(message, { seat, world, deeds, isBusy }) {
  const from = side(message, seat);
  const text = message.text || message.caption || "";
  const body = h(
    "div",
    { class: "body" },
    world.isGroup(seat.chat) && from !== "own" ? h("p", { class: "sender" }, message.from.name) : null,
    message.thread ? h("p", { class: "thread", dir: "auto" }, message.thread) : null,
    message.forward_from ? h("p", { class: "forwarded" }, "Forwarded from ", h("b", {}, nameOf(message.forward_from))) : null,
    message.reply_to ? quoted(message, world, seat, deeds) : null,
    message.photo ? picture(message.photo, message.caption) : null,
    message.document ? attachment(message.document) : null,
    text ? words(message, text, from, deeds) : null,
    stamp(message),
  );
  const more = h("button", { type: "button", class: "more", tabindex: "-1", "aria-label": "Message actions", "aria-haspopup": "menu" }, icon("more"));
  more.addEventListener("click", () => deeds.menu(message, more));
  return h(
    "article",
    {
      class: stampBelow(message, text, from) ? "message below" : "message",
      tabindex: "-1",
      "data-testid": "bubble",
      "data-message-id": message.message_id,
      "data-from": from,
      "data-edited": Boolean(message.edit_date),
      "aria-label": `${message.from.name}, ${CLOCK.format(moment(message.date))}`,
    },
    h("div", { class: "stack" }, body, message.keyboard?.length ? keyboard(message, deeds, isBusy) : null),
    more,
  );
}

const nameOf = (origin) => (typeof origin === "string" ? origin : (origin.name ?? "somebody"));

function words(message, text, from, deeds) {
  const element = h("div", { class: "text", "data-testid": "bubble-text", dir: "auto" });
  element.append(formatted(text, message.entities, deeds.command));
  element.addEventListener("click", (event) => {
    const anchor = event.target.closest("a");
    if (anchor) deeds.open(event, anchor.href);
  });
  // What the bot writes is the product and is always shown whole; one's own long paste may fold.
  if (!isFolded(text, from)) return element;
  element.classList.add("folded");
  const toggle = h("button", { type: "button", class: "unfold", "aria-expanded": "false" }, "Show all");
  toggle.addEventListener("click", () => {
    const folded = element.classList.toggle("folded");
    toggle.textContent = folded ? "Show all" : "Fold";
    toggle.setAttribute("aria-expanded", String(!folded));
  });
  return [element, toggle];
}

function quoted(message, world, seat, deeds) {
  const original = world.message(seat.chat, message.reply_to);
  return h(
    "button",
    { type: "button", class: "quoted-message", onclick: () => deeds.find(message.reply_to) },
    h("b", {}, original?.from.name ?? "Message"),
    h("span", { dir: "auto" }, original ? excerpt(original) : "no longer here"),
  );
}

const addressOf = (file) => `/files/${encodeURIComponent(file.file_id)}`;

function picture(photo, caption) {
  const address = addressOf(photo);
  const { width, height } = photo; // known before it is loaded, so that nothing moves
  const image = h("img", { src: address, width, height, alt: caption || "Photo" });
  return h("a", { class: "photo", href: address, target: "_blank", rel: "noopener" }, image);
}

function attachment(file) {
  return h(
    "a",
    { class: "file", href: addressOf(file), download: file.file_name ?? "file" },
    h("span", { class: "file-icon" }, icon("file")),
    h("span", { class: "file-name", dir: "auto" }, file.file_name ?? "File"),
    h("span", { class: "file-size" }, fileSize(file.file_size)),
  );
}

function stamp(message) {
  const sent = moment(message.date);
  return h(
    "p",
    { class: "stamp" },
    message.edit_date ? h("span", { title: `Edited ${FULL.format(moment(message.edit_date))}` }, "edited ") : null,
    h("time", { datetime: sent.toISOString(), title: FULL.format(sent) }, CLOCK.format(sent)),
  );
}

// The time stands at the end of the last line, unless that line runs the other way or is a block of its own.
function stampBelow(message, text, from) {
  const lastLine = text.slice(text.lastIndexOf("\n") + 1);
  const blocks = ["pre", "blockquote", "expandable_blockquote"];
  const endsInBlock = (message.entities ?? []).some((it) => blocks.includes(it.type) && it.offset + it.length >= text.length);
  return !text || endsInBlock || RIGHT_TO_LEFT.test(lastLine) || isFolded(text, from);
}

function keyboard(message, deeds, isBusy) {
  const rows = message.keyboard.map((row) => h("div", { class: "row" }, row.map((button) => key(message, button, deeds, isBusy))));
  return h("div", { class: "keyboard", role: "group", "aria-label": "Buttons of the message" }, rows);
}

function key(message, button, deeds, isBusy) {
  const look = { class: "key", "data-style": button.style, dir: "auto" };
  if (button.url) {
    return link(button.url, { ...look, onclick: (event) => deeds.open(event, button.url) }, button.text, icon("out"));
  }
  const press = () => deeds.press(message, button);
  return h("button", { ...look, type: "button", "aria-busy": isBusy(message, button) ? "true" : null, onclick: press }, button.text);
}
