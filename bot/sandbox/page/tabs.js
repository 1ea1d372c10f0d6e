// On narrow screens the panes become tabs; on wide ones both show and the tabs are not there.

import { h } from "./dom.js";

const NARROW = matchMedia("(max-width: 819px)");

/** `panes` is a Map of id -> pane, in the order of the tabs. */
export class Tabs {
  #tabs = new Map();
  #unseen = new Map();

  constructor(element, panes) {
    this.panes = panes;
    for (const id of panes.keys()) {
      const tab = h("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `pane-${id}`, onclick: () => this.open(id) });
      this.#tabs.set(id, tab);
      element.append(tab);
    }
    element.addEventListener("keydown", (event) => this.#walk(event));
    NARROW.addEventListener("change", () => this.open(this.current));
    this.open([...panes.keys()][0]);
  }

  /** Brings a pane to the front. */
  open(id) {
    this.current = id;
    this.#unseen.set(id, 0);
    for (const [other, tab] of this.#tabs) {
      const isOpen = other === id;
      tab.setAttribute("aria-selected", String(isOpen));
      tab.tabIndex = isOpen ? 0 : -1;
      this.panes.get(other).element.toggleAttribute("data-behind", !isOpen);
      this.#draw(other);
    }
  }

  /** Counts a message that came to a pane behind. */
  noticed(id) {
    if (id === this.current) return;
    this.#unseen.set(id, (this.#unseen.get(id) ?? 0) + 1);
    this.#draw(id);
  }

  /** Takes over the name of the pane. */
  label(pane) {
    this.#draw(pane.id);
  }

  #draw(id) {
    const pane = this.panes.get(id);
    const name = pane.seat ? (pane.world.isGroup(pane.seat.chat) ? pane.title : pane.world.personName(pane.seat.user)) : "";
    const unseen = this.#unseen.get(id) ?? 0;
    const badge = unseen ? h("span", { class: "badge", "aria-label": `${unseen} new` }, String(unseen)) : "";
    this.#tabs.get(id).replaceChildren(h("span", {}, name || id), badge);
  }

  #walk(event) {
    const ids = [...this.#tabs.keys()];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const id = ids.at((ids.indexOf(this.current) + step) % ids.length);
    this.open(id);
    this.#tabs.get(id).focus();
    event.preventDefault();
  }
}
