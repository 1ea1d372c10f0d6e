// One pane: a person, their chat with the bot, and what they may do in it.

import * as acts from "./acts.js";
import { excerpt, side } from "./bubbles.js";
import { Composer } from "./composer.js";
import { alertBox } from "./dialogs.js";
import { avatar, h, icon } from "./dom.js";
import { openMenu } from "./menu.js";
import { Stream } from "./stream.js";
import { Taps } from "./taps.js";

const TOAST_MS = 4000;

const isNamedAfterRole = (person) => person?.name.toLowerCase().startsWith(person.role);

/** `id` (editor or reader) names the place; who sits there is the `seat`, which the person may change. */
export class Pane {
  #toastTimer = 0;

  constructor(id, world, { onSeat, onMessage, extraSeats }) {
    Object.assign(this, { id, world, onSeat, onMessage, extraSeats });
    this.seat = null;
    this.taps = new Taps(world, (chat, message) => this.#redraw(chat, message));
    this.composer = new Composer(id, world, (error) => this.toast(error.message, true));
    this.stream = new Stream(world, "Messages", {
      deeds: this.#deeds(),
      isBusy: (message, button) => this.taps.isBusy(message, button),
      empty: () => this.#empty(),
    });
    this.#build();
    this.#listen();
    this.#takeDrops();
  }

  #build() {
    this.who = h("button", { type: "button", class: "seat", "aria-haspopup": "menu", "data-testid": "seat", onclick: () => this.#chooseSeat() });
    this.block = h("button", { type: "button", class: "plain quiet", "data-testid": "block", onclick: () => this.#setBlocked(true) }, "Block");
    this.notice = h("div", { class: "toast", role: "status", "data-testid": "toast", hidden: true });
    this.unblock = h("button", { type: "button", class: "solid", onclick: () => this.#setBlocked(false) }, "Unblock");
    this.blocked = h("div", { class: "blocked", "data-testid": "blocked", hidden: true }, h("p"), this.unblock);
    this.element = h(
      "section",
      { class: "pane", id: `pane-${this.id}`, "data-testid": `pane-${this.id}` },
      h("header", { class: "pane-head" }, this.who, this.block),
      this.stream.element,
      this.notice,
      this.composer.element,
      this.blocked,
      h("div", { class: "drop", "aria-hidden": "true" }, "Drop the file to attach it"),
    );
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && event.target.closest(".stream")) this.focus();
    });
  }

  #listen() {
    const here = (chat) => this.seat?.chat === chat;
    const { world, stream } = this;
    world.on("message", (message) => {
      if (!here(message.chat_id)) return;
      stream.add(message);
      this.#showTyping(false);
      if (side(message, this.seat) !== "own") this.onMessage(this, message);
    });
    world.on("edited", (message) => here(message.chat_id) && stream.update(message));
    world.on("deleted", ({ chat_id: chat }) => here(chat) && stream.redraw());
    world.on("typing", ({ chat_id: chat }) => here(chat) && this.#showTyping(true));
    world.on("asks", ({ chat_id: chat, message_id: id }) => here(chat) && this.composer.reply(world.message(chat, id)));
    world.on("toast", (toast) => this.#answer(toast));
    world.on("link", (link) => this.#follow(link));
    for (const kind of ["chat", "person", "commands"]) world.on(kind, () => this.seat && this.#drawHead());
    world.on("blocked", () => {
      if (!this.seat) return;
      const held = this.element.contains(document.activeElement);
      this.#drawHead();
      if (held) this.focus();
    });
  }

  /** Seats a person in a chat. */
  show(seat) {
    this.seat = seat;
    Object.assign(this.who.dataset, { user: seat.user, chat: seat.chat });
    this.#drawHead();
    this.composer.show(seat);
    this.stream.show(seat);
  }

  /** Draws everything again after a snapshot, keeping the seat. */
  refresh() {
    this.#drawHead();
    this.composer.show(this.seat);
    this.stream.redraw();
  }

  focus() {
    if (this.blocked.hidden) this.composer.focus();
    else if (this.unblock.hidden) this.who.focus();
    else this.unblock.focus();
  }

  get title() {
    if (this.world.isGroup(this.seat.chat)) return this.world.chatName(this.seat.chat);
    return `${this.world.personName(this.seat.user)}’s chat`;
  }

  #drawHead() {
    const { world, seat } = this;
    const person = world.people.get(seat.user);
    const inGroup = world.isGroup(seat.chat);
    const kind = world.isChannel(seat.chat) ? "Channel" : "Group";
    const place = inGroup ? `${kind}, seen by ${person?.name}` : `with ${world.bot.name}`;
    this.element.setAttribute("aria-label", this.title);
    this.who.replaceChildren(
      avatar(inGroup ? this.title : (person?.name ?? "?"), inGroup ? "group" : person?.role),
      h("span", { class: "seat-text" }, h("b", {}, this.title, h("span", { class: "role" }, inGroup || isNamedAfterRole(person) ? "" : person?.role)), h("span", { class: "seat-note" }, place)),
      icon("caret"),
    );
    const isBlocked = !inGroup && Boolean(person?.blocked);
    this.block.hidden = inGroup || isBlocked;
    this.block.setAttribute("aria-label", `Block ${world.bot.name} as ${person?.name}`);
    const isReader = !world.mayWrite(seat);
    this.blocked.hidden = !isBlocked && !isReader;
    this.unblock.hidden = isReader;
    this.blocked.firstChild.textContent = isReader
      ? "Only administrators write in this channel."
      : `${person?.name} blocked ${world.bot.name}. Nothing gets through.`;
    this.composer.element.hidden = isBlocked || isReader;
  }

  #showTyping(on) {
    this.stream.typing(on);
  }

  #chooseSeat() {
    const { world } = this;
    const item = (seat) => ({
      label: world.isGroup(seat.chat) ? `${world.chatName(seat.chat)}, as ${world.personName(seat.user)}` : world.personName(seat.user),
      checked: seat.user === this.seat.user && seat.chat === this.seat.chat,
      action: () => {
        this.onSeat(this, seat);
        this.focus();
      },
    });
    const seats = world.seats();
    const of = (role) => seats.filter((seat) => !world.isGroup(seat.chat) && world.people.get(seat.user).role === role).map(item);
    const groups = seats.filter((seat) => world.isGroup(seat.chat)).map(item);
    const section = (heading, items) => (items.length ? [{ heading }, ...items] : []);
    openMenu(this.who, "Who writes here", [
      ...section("Editors", of("editor")),
      ...section("Readers", of("reader")),
      ...section("Groups and channels", groups),
      { heading: "New" },
      ...this.extraSeats(this),
    ]);
  }

  #deeds() {
    return {
      command: (text) => this.#attempt(acts.say(this.seat, text)),
      press: (message, button) => this.#attempt(this.taps.press(this.seat, message, button)),
      open: (event, address) => this.#open(event, address),
      menu: (message, at, point) => this.#messageMenu(message, at, point),
      find: (id) => this.stream.find(id),
    };
  }

  // A link to the bot itself opens its own chat and starts it there, with the payload of the link, as in any client.
  #open(event, address) {
    const url = new URL(address);
    if (url.hostname !== "t.me" || url.pathname.slice(1).toLowerCase() !== this.world.bot.username.toLowerCase()) return;
    event.preventDefault();
    this.#start(url);
  }

  #follow({ chat_id: chat, user_id: user, url }) {
    if (chat === this.seat?.chat && user === this.seat.user) this.#start(new URL(url));
  }

  #start(url) {
    const payload = url.searchParams.get("start");
    const own = { user: this.seat.user, chat: this.seat.user };
    if (own.chat !== this.seat.chat) this.onSeat(this, own);
    this.#attempt(acts.say(own, payload ? `/start ${payload}` : "/start"));
  }

  #messageMenu(message, at, point) {
    const { seat, world } = this;
    const isOwn = side(message, seat) === "own";
    const forwards = world.chatsOf(seat.user).map((chat) => ({
      label: `Forward to ${world.chatName(chat)}`,
      action: () => this.#attempt(acts.forward(seat, chat, message.message_id)),
    }));
    const items = [
      { label: "Reply", action: () => this.composer.reply(message) },
      isOwn && !message.forward_from && { label: "Edit", action: () => this.composer.edit(message) },
      ...forwards,
      { label: "Copy the text", action: () => this.#attempt(navigator.clipboard.writeText(message.text || message.caption || "")) },
    ];
    openMenu(at, `Actions for “${excerpt(message, 40)}”`, items.filter(Boolean), point);
  }

  #empty() {
    const { world, seat } = this;
    const isEditor = world.people.get(seat.user)?.role === "editor";
    const word = isEditor ? "Send an article, and it becomes a briefing." : "Start the bot, then choose what to follow.";
    const start = h("button", { type: "button", class: isEditor ? "plain" : "solid", onclick: () => this.#attempt(acts.say(seat, "/start")) }, "Start");
    return h(
      "div",
      { class: "empty" },
      avatar(world.bot.name, "bot"),
      h("p", {}, h("b", {}, world.bot.name), h("br"), `@${world.bot.username}`),
      h("p", {}, world.isGroup(seat.chat) ? "There are no messages yet." : word),
      start,
    );
  }

  #redraw(chat, id) {
    const message = this.seat?.chat === chat ? this.world.message(chat, id) : null;
    if (message) this.stream.update(message);
  }

  #answer({ chat_id: chat, user_id: user, text, alert }) {
    if (chat !== this.seat?.chat || user !== this.seat.user || !text) return;
    if (alert) alertBox(this.world.bot.name, text);
    else this.toast(text);
  }

  /** Shows a sentence for four seconds. */
  toast(text, isError = false) {
    clearTimeout(this.#toastTimer);
    this.notice.classList.toggle("error", isError);
    this.notice.textContent = text;
    this.notice.hidden = false;
    this.#toastTimer = setTimeout(() => (this.notice.hidden = true), TOAST_MS);
  }

  async #attempt(act) {
    try {
      await act;
    } catch (error) {
      this.toast(error.message, true);
    }
  }

  #setBlocked(blocked) {
    return this.#attempt(acts.block(this.seat.user, blocked));
  }

  #takeDrops() {
    const isFile = (event) => event.dataTransfer?.types.includes("Files") && this.blocked.hidden;
    this.element.addEventListener("dragover", (event) => {
      if (!isFile(event)) return;
      event.preventDefault();
      this.element.classList.add("dropping");
    });
    this.element.addEventListener("dragleave", (event) => {
      if (!this.element.contains(event.relatedTarget)) this.element.classList.remove("dropping");
    });
    this.element.addEventListener("drop", (event) => {
      this.element.classList.remove("dropping");
      if (isFile(event)) this.composer.take(event.dataTransfer.files[0], event);
    });
  }
}
