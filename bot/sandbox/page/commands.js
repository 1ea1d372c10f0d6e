// The commands menu above a message field: opens with its button or with a leading slash, works by arrow keys.

import { h } from "./dom.js";

/** `run(command)` is called with the chosen command, slash and all. */
export class CommandsMenu {
  #active = -1;
  #shown = [];

  constructor(id, field, { list, run }) {
    this.field = field;
    this.list = list;
    this.run = run;
    this.element = h("div", { class: "commands", id, role: "listbox", "aria-label": "Commands", hidden: true });
    field.setAttribute("aria-controls", id);
    field.setAttribute("aria-autocomplete", "list");
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** Shows the commands that begin with what is typed; all of them for an empty field. */
  open(typed = "") {
    const wanted = typed.replace(/^\//u, "").toLowerCase();
    this.#shown = this.list().filter(({ command }) => command.startsWith(wanted));
    this.element.replaceChildren(...this.#shown.map((command, index) => this.#option(command, index)));
    this.element.hidden = !this.#shown.length;
    this.#activate(-1);
  }

  close() {
    this.element.hidden = true;
    this.#activate(-1);
  }

  /** Follows the typing: open at a slash and letters, closed at anything else. */
  follow(text) {
    if (/^\/\w*$/u.test(text)) this.open(text);
    else this.close();
  }

  /** Takes a key press of the field; tells whether it was meant for the menu. */
  takes(event) {
    if (!this.isOpen) return false;
    const count = this.#shown.length;
    const step = { ArrowDown: this.#active + 1, ArrowUp: this.#active < 0 ? count - 1 : this.#active - 1 + count }[event.key];
    if (step !== undefined) this.#activate(step % count);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.#active >= 0) this.#choose(this.#shown[this.#active]);
    else return false;
    event.preventDefault();
    return true;
  }

  #option({ command, description }, index) {
    const option = h(
      "div",
      { role: "option", id: `${this.element.id}-${index}`, "aria-selected": "false", onclick: () => this.#choose({ command }) },
      h("span", { class: "command-name" }, `/${command}`),
      h("span", { class: "command-note", dir: "auto" }, description),
    );
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    return option;
  }

  #choose({ command }) {
    this.close();
    this.run(`/${command}`);
  }

  #activate(index) {
    this.#active = index;
    [...this.element.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = this.element.children[index];
    if (option) {
      this.field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.field.removeAttribute("aria-activedescendant");
    }
  }
}
