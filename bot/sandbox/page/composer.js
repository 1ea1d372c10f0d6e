// Where a person writes: text, a file with a caption, a reply, or the new wording of an earlier message.

import * as acts from "./acts.js";
import { excerpt } from "./bubbles.js";
import { CommandsMenu } from "./commands.js";
import { fileSize, h, icon } from "./dom.js";

const ONE_MESSAGE = 4096;
const TALLEST = 0.26;
const blank = () => ({ text: "", reply: null, edit: null, file: null });

/** The message field of a pane. Each seat keeps its own draft; `complain(error)` shows what the sandbox refused. */
export class Composer {
  #drafts = new Map();

  constructor(id, world, complain) {
    this.world = world;
    this.complain = complain;
    this.draft = blank();
    this.field = h("textarea", {
      id: `composer-${id}`, rows: "1", dir: "auto", placeholder: "Message", enterkeyhint: "send", "data-testid": "composer",
      spellcheck: "false", autocomplete: "off",
    });
    this.menu = new CommandsMenu(`commands-${id}`, this.field, {
      list: () => this.world.commandsOf(this.seat.chat),
      run: (command) => this.#runCommand(command),
    });
    this.#build();
    this.#listen();
  }

  #build() {
    this.file = h("input", { type: "file", class: "unseen", tabindex: "-1", "aria-label": "File to send", "data-testid": "file" });
    this.sample = h("button", { type: "button", class: "chip", "data-testid": "paste-sample" }, "Paste the sample");
    this.note = h("p", { class: "composer-note", "aria-live": "polite" });
    this.strip = h("div", { class: "strip", hidden: true });
    this.commands = h("button", { type: "button", class: "tool", "aria-label": "Commands", title: "Commands", "data-testid": "commands" }, icon("commands"));
    this.attach = h("button", { type: "button", class: "tool", "aria-label": "Attach a file", title: "Attach a file" }, icon("attach"));
    this.send = h("button", { type: "submit", class: "tool send", "aria-label": "Send", title: "Send", "data-testid": "send" }, icon("send"));
    this.element = h(
      "form",
      { class: "composer" },
      this.menu.element,
      h("div", { class: "above" }, this.sample, this.note),
      this.strip,
      h("div", { class: "entry" }, this.commands, this.field, this.attach, this.send),
      this.file,
    );
  }

  #listen() {
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener("input", () => {
      this.draft.text = this.field.value;
      if (!this.draft.edit && !this.draft.file) this.menu.follow(this.field.value);
      this.#fit();
    });
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("blur", () => this.menu.close());
    this.field.addEventListener("paste", (event) => this.take(event.clipboardData.files[0], event));
    this.commands.addEventListener("pointerdown", (event) => event.preventDefault());
    this.commands.addEventListener("click", () => {
      this.field.focus();
      if (this.menu.isOpen) this.menu.close();
      else this.menu.open();
    });
    this.attach.addEventListener("click", () => this.file.click());
    this.file.addEventListener("change", () => {
      this.take(this.file.files[0]);
      this.file.value = "";
    });
    this.sample.addEventListener("click", () => this.pasteSample());
    let width = 0;
    new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width === width) return;
      width = contentRect.width;
      this.#fit();
    }).observe(this.field);
  }

  /** Moves to another seat, with the draft that was left there. */
  show(seat) {
    const key = `${seat.user}:${seat.chat}`;
    if (!this.#drafts.has(key)) this.#drafts.set(key, blank());
    this.seat = seat;
    this.draft = this.#drafts.get(key);
    this.isEditor = this.world.people.get(seat.user)?.role === "editor";
    this.field.setAttribute("aria-label", `Message from ${this.world.personName(seat.user)} to ${this.world.chatName(seat.chat)}`);
    this.menu.close();
    this.#draw();
  }

  focus() {
    this.field.focus();
  }

  reply(message) {
    this.#begin({ reply: message, edit: null, text: this.draft.edit ? "" : this.draft.text });
  }

  edit(message) {
    this.#begin({ edit: message, reply: null, file: null, text: message.text || message.caption || "" });
  }

  pasteSample() {
    this.#begin({ edit: null, file: null, text: `/push ${this.world.sample}` });
    this.field.scrollTop = 0;
  }

  /** Takes a file to be sent with the text as its caption. */
  take(file, event = null) {
    if (!file) return;
    event?.preventDefault();
    this.#begin({ file, edit: null });
  }

  #begin(change) {
    Object.assign(this.draft, change);
    this.menu.close();
    this.#draw();
    this.focus();
  }

  /** Sends what is there. What the sandbox refuses comes back into the field. */
  async submit() {
    const { seat, draft } = this;
    const sent = { ...draft, text: draft.text.trim() };
    if (!sent.text && !sent.file) return;
    Object.assign(draft, blank());
    this.menu.close();
    this.#draw();
    try {
      await this.#deliver(seat, sent);
    } catch (error) {
      if (!draft.text && !draft.file) Object.assign(draft, sent);
      if (this.draft === draft) this.#draw();
      this.complain(error);
    }
  }

  #deliver(seat, { text, file, edit, reply }) {
    if (edit) return text === (edit.text || edit.caption) ? null : acts.edit(seat, edit.message_id, text);
    if (file) return acts.upload(seat, file, text);
    return acts.say(seat, text, reply?.message_id);
  }

  #runCommand(command) {
    Object.assign(this.draft, { text: command, edit: null, file: null });
    this.submit();
    this.focus();
  }

  #key(event) {
    if (event.isComposing || this.menu.takes(event)) return;
    if (event.key === "Enter" && !event.shiftKey) this.submit();
    else if (event.key === "Escape" && (this.draft.edit || this.draft.reply || this.draft.file)) this.#drop();
    else if (event.key !== "ArrowUp" || this.field.value || !this.#editLast()) return;
    event.preventDefault();
  }

  #editLast() {
    const mine = this.world.history(this.seat.chat).filter((it) => it.from.id === this.seat.user && it.text && !it.forward_from);
    if (mine.length) this.edit(mine.at(-1));
    return mine.length > 0;
  }

  #drop() {
    const text = this.draft.edit ? "" : this.draft.text;
    Object.assign(this.draft, { ...blank(), text });
    this.#draw();
    this.focus();
  }

  #draw() {
    const { edit, reply, file } = this.draft;
    this.field.value = this.draft.text;
    this.strip.hidden = !edit && !reply && !file;
    if (edit) this.#fillStrip("Edit message", excerpt(edit));
    else if (file) this.#fillStrip(file.name, `${fileSize(file.size)}, your text goes with it`);
    else if (reply) this.#fillStrip(`Reply to ${reply.from.name}`, excerpt(reply));
    this.sample.hidden = !this.isEditor || Boolean(edit || file);
    this.field.placeholder = file ? "Add a caption" : "Message";
    this.#fit();
  }

  #fillStrip(title, detail) {
    const drop = h("button", { type: "button", class: "tool", "aria-label": "Cancel", onclick: () => this.#drop() }, icon("close"));
    this.strip.replaceChildren(h("div", {}, h("b", { dir: "auto" }, title), h("span", { dir: "auto" }, detail)), drop);
  }

  #fit() {
    const { field } = this;
    const long = field.value.length > ONE_MESSAGE;
    this.note.textContent = long ? "Longer than one message: it goes in parts. Enter sends." : "";
    this.send.classList.toggle("ready", Boolean(field.value.trim() || this.draft.file));
    this.element.classList.toggle("with-above", !this.sample.hidden || long);
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, innerHeight * TALLEST)}px`;
  }
}
