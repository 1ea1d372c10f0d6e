// The messages of one chat, drawn once each and kept in step with the world.

import { bubble, side } from "./bubbles.js";
import { h, icon } from "./dom.js";

const DAY = new Intl.DateTimeFormat([], { weekday: "long", day: "numeric", month: "long" });
const NEAR_BOTTOM = 60;
const RUN_SECONDS = 300;
const SHOWN_AT_ONCE = 200;
const TYPING_MS = 5000;

const dayOf = (message) => new Date(message.date * 1000).toDateString();

/** A scrolling log that stays at its end unless the person has scrolled up to read. */
export class Stream {
  #elements = new Map();
  #stuck = true;
  #lastTop = 0;
  #unseen = 0;
  #limit = SHOWN_AT_ONCE;
  #typingTimer = 0;

  /** `deeds` and `isBusy` are handed to every bubble; `empty()` draws what stands in an empty chat. */
  constructor(world, label, { deeds, isBusy, empty }) {
    this.world = world;
    this.context = { world, deeds, isBusy };
    this.empty = empty;
    this.list = h("div", { class: "messages" });
    this.dots = h("div", { class: "dots", hidden: true, "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    this.log = h(
      "div",
      { class: "log", role: "log", "aria-live": "polite", "aria-label": label, "aria-busy": "true", tabindex: "0", "data-testid": "stream" },
      this.list,
      this.dots,
    );
    this.jump = h("button", { type: "button", class: "jump", hidden: true, onclick: () => this.toEnd() }, icon("down"), h("span"));
    this.element = h("div", { class: "stream" }, this.log, this.jump);
    this.log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.log.addEventListener("keydown", (event) => this.#walk(event));
    this.log.addEventListener("contextmenu", (event) => this.#context(event));
    new ResizeObserver(() => this.#settle()).observe(this.log);
  }

  /** Draws the chat of a seat from the start, at its end. */
  show(seat) {
    this.seat = seat;
    this.#limit = SHOWN_AT_ONCE;
    this.typing(false);
    this.redraw();
    this.toEnd();
  }

  redraw() {
    const history = this.world.history(this.seat.chat);
    const shown = history.slice(-this.#limit);
    this.log.setAttribute("aria-busy", "true");
    this.#elements.clear();
    this.list.replaceChildren();
    if (shown.length < history.length) this.list.append(this.#earlier());
    shown.forEach((message, index) => this.#append(message, shown[index - 1]));
    if (!history.length) this.list.append(this.empty(this.seat));
    this.log.setAttribute("aria-busy", String(!this.world.ready));
    this.#settle();
  }

  /** Puts a new message at the end. */
  add(message) {
    const history = this.world.history(this.seat.chat);
    if (history.length === 1 || history.at(-1) !== message || this.#elements.has(message.message_id)) {
      this.redraw();
      return;
    }
    const from = side(message, this.seat);
    if (from === "own") this.#stuck = true;
    if (from === "bot") this.typing(false);
    this.#append(message, history.at(-2));
    if (!this.#stuck) this.#unseen += 1;
    this.#settle();
  }

  /** Draws a message anew, in place; the keyboard focus in it stays where it was. */
  update(message) {
    const old = this.#elements.get(message.message_id);
    if (!old) return;
    const focus = [...old.querySelectorAll(".key")].indexOf(document.activeElement);
    const within = old.contains(document.activeElement);
    const fresh = this.#draw(message);
    fresh.classList.toggle("first", old.classList.contains("first"));
    fresh.classList.add("still");
    old.replaceWith(fresh);
    if (within) (fresh.querySelectorAll(".key")[focus] ?? fresh).focus({ preventScroll: true });
    this.#settle();
  }

  /** Shows or hides that the bot is typing; it ends by itself after five seconds, as in any client. */
  typing(on) {
    clearTimeout(this.#typingTimer);
    this.dots.hidden = !on;
    if (on) this.#typingTimer = setTimeout(() => this.typing(false), TYPING_MS);
    this.#settle();
  }

  toEnd() {
    this.#stuck = true;
    this.#settle();
  }

  /** Brings a message into view and marks it for a moment. */
  find(id) {
    const element = this.#elements.get(id);
    if (!element) return;
    element.scrollIntoView({ block: "center" });
    element.classList.remove("found");
    requestAnimationFrame(() => element.classList.add("found"));
  }

  #draw(message) {
    const element = bubble(message, { ...this.context, seat: this.seat });
    this.#elements.set(message.message_id, element);
    return element;
  }

  #append(message, previous) {
    if (!previous || dayOf(previous) !== dayOf(message)) this.list.append(day(message));
    const element = this.#draw(message);
    const sameRun = previous?.from.id === message.from.id && message.date - previous.date < RUN_SECONDS;
    element.classList.toggle("first", !sameRun);
    this.list.append(element);
  }

  #earlier() {
    const more = () => {
      this.#limit += SHOWN_AT_ONCE;
      this.redraw();
    };
    return h("button", { type: "button", class: "earlier", onclick: more }, "Earlier messages");
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    if (!clientHeight) return;
    // Only a move upwards is a wish to stay there; anything else that opens a gap is new content or a smaller window.
    if (scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM) this.#stuck = true;
    else if (scrollTop < this.#lastTop) this.#stuck = false;
    this.#lastTop = scrollTop;
    this.#showJump();
  }

  #settle() {
    if (this.#stuck) this.log.scrollTop = this.log.scrollHeight;
    this.#showJump();
  }

  #showJump() {
    if (this.#stuck) this.#unseen = 0;
    this.jump.hidden = this.#stuck;
    this.jump.lastChild.textContent = this.#unseen ? `${this.#unseen} new` : "";
    this.jump.setAttribute("aria-label", this.#unseen ? `${this.#unseen} new, go to the end` : "Go to the end");
  }

  // Arrow keys walk the messages; Enter or the menu key opens what may be done with one.
  #walk(event) {
    const messages = [...this.#elements.values()];
    const here = messages.indexOf(event.target);
    if (event.target !== this.log && here < 0) return;
    if (event.key === "Enter" && here >= 0) event.target.querySelector(".more").click();
    else if (event.key === "ArrowUp") (messages[here < 0 ? messages.length - 1 : Math.max(0, here - 1)] ?? this.log).focus();
    else if (event.key === "ArrowDown" && here >= 0) (messages[here + 1] ?? this.log).focus();
    else return;
    event.preventDefault();
  }

  #context(event) {
    const element = event.target.closest(".message");
    if (!element || event.target.closest("a") || String(getSelection())) return;
    const message = this.world.message(this.seat.chat, Number(element.dataset.messageId));
    if (!message) return;
    event.preventDefault();
    const { clientX: x, clientY: y } = event;
    const point = x || y ? { left: x, right: x, top: y, bottom: y } : null;
    this.context.deeds.menu(message, element.querySelector(".more"), point);
  }
}

function day(message) {
  const date = new Date(message.date * 1000);
  const isToday = date.toDateString() === new Date().toDateString();
  return h("p", { class: "day" }, isToday ? "Today" : DAY.format(date));
}
