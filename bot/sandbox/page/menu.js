// A menu that opens at a button or at a point, for mouse, touch and keyboard alike.

import { h, icon } from "./dom.js";

let closeOpen = () => {};

/**
 * Opens a menu; `items` are {label, note?, checked?, danger?, lead?, action} or {heading}. Arrow keys, Home, End and
 * Escape work as in any menu; the focus goes back to `anchor` when it closes.
 */
export function openMenu(anchor, label, items, point = null) {
  closeOpen();
  const list = h("div", { class: "menu", role: "menu", "aria-label": label }, items.map(entry));
  const options = [...list.querySelectorAll("button")];
  document.body.append(list);
  place(list, point ?? anchor.getBoundingClientRect());
  if (anchor.hasAttribute("aria-haspopup")) anchor.setAttribute("aria-expanded", "true");
  (options.find((option) => option.getAttribute("aria-checked") === "true") ?? options[0])?.focus();

  const outside = (event) => {
    if (!list.contains(event.target)) close();
  };
  const close = () => {
    closeOpen = () => {};
    document.removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", close);
    const held = list.contains(document.activeElement);
    list.remove();
    if (anchor.hasAttribute("aria-haspopup")) anchor.setAttribute("aria-expanded", "false");
    if (held) anchor.focus({ preventScroll: true });
  };
  closeOpen = close;
  document.addEventListener("pointerdown", outside, true);
  addEventListener("resize", close);
  list.addEventListener("keydown", (event) => walk(event, options));
}

function entry(item) {
  if (item.heading) return h("p", { class: "menu-heading", role: "presentation" }, item.heading);
  const isChoice = item.checked !== undefined;
  const choose = () => {
    closeOpen();
    item.action();
  };
  return h(
    "button",
    {
      type: "button",
      role: isChoice ? "menuitemradio" : "menuitem",
      "aria-checked": isChoice ? String(item.checked) : null,
      class: item.danger ? "danger" : null,
      onclick: choose,
    },
    item.lead,
    h("span", { class: "menu-text" }, h("span", {}, item.label), item.note ? h("small", {}, item.note) : null),
    item.checked ? icon("check") : null,
  );
}

function walk(event, options) {
  const here = options.indexOf(document.activeElement);
  const step = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
  if (step !== undefined) options.at(step % options.length).focus();
  else if (event.key === "Escape" || event.key === "Tab") closeOpen();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function place(list, { left, right, top, bottom }) {
  const gap = 6;
  const { offsetWidth: width, offsetHeight: height } = list;
  const x = left + width + gap > innerWidth ? right - width : left;
  const below = bottom + gap + height <= innerHeight;
  list.style.left = `${Math.max(gap, Math.min(x, innerWidth - width - gap))}px`;
  list.style.top = `${Math.max(gap, below ? bottom + gap : top - gap - height)}px`;
}
