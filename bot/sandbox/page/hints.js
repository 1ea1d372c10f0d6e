// The three first steps, ticked off as they happen; what has happened is read from the chats themselves.

import { h, icon } from "./dom.js";

const KEY = "sandbox-hints";
const MARKED = /[✅☑✓✔]/u;

const STEPS = [
  { title: "Follow a topic", note: "Reader: tap Start, then a topic.", pane: "reader" },
  { title: "Paste the sample", note: "Editor: paste it, then send it.", pane: "editor" },
  { title: "Publish", note: "Editor: tap Publish, and it arrives.", pane: "editor" },
];

/** Draws the strip into `element`; `go(pane)` is called when a step is tapped. */
export function drawHints(element, world, go) {
  const done = new Set();
  const items = STEPS.map((step, index) => item(step, index, go));
  const end = h("p", { class: "hints-end" }, "That is the whole loop. Next: /latest, or a second reader.");
  const dismiss = h("button", { type: "button", class: "tool", "aria-label": "Hide the first steps" }, icon("close"));
  dismiss.addEventListener("click", () => {
    element.hidden = true;
    remember();
  });
  element.append(h("ol", {}, items), end, dismiss);
  world.on("any", (kind) => {
    if (kind === "snapshot") element.hidden = isDismissed();
    if (done.size === STEPS.length || !["snapshot", "message", "edited"].includes(kind)) return;
    for (const step of happened(world)) done.add(step);
    show(element, items, done);
  });
}

function item({ title, note, pane }, index, go) {
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", onclick: () => go(pane) },
      h("span", { class: "step", "aria-hidden": "true" }, h("span", {}, String(index + 1)), icon("check")),
      h("span", { class: "step-text" }, h("b", {}, title), h("span", {}, note)),
      h("span", { class: "unseen" }),
    ),
  );
}

function show(element, items, done) {
  const current = items.findIndex((_, index) => !done.has(index));
  items.forEach((it, index) => {
    it.toggleAttribute("data-done", done.has(index));
    if (index === current) it.setAttribute("aria-current", "step");
    else it.removeAttribute("aria-current");
    it.querySelector(".unseen").textContent = done.has(index) ? "Done" : "";
  });
  element.classList.toggle("complete", current < 0);
}

function happened(world) {
  const steps = [];
  const of = (role) => [...world.people.values()].filter((person) => person.role === role);
  const follows = (message) =>
    (!message.from.is_bot && /^\/subscribe\S* \S/u.test(message.text)) ||
    (message.from.is_bot && message.keyboard?.flat().some((button) => MARKED.test(button.text)));
  if (of("reader").some((reader) => world.history(reader.id).some(follows))) steps.push(0);

  const pushes = of("editor").flatMap((editor) =>
    world.history(editor.id).filter((it) => it.from.id === editor.id && isArticle(it)),
  );
  if (!pushes.length) return steps;
  steps.push(1);
  const pushedAt = Math.min(...pushes.map((it) => it.date));
  if (of("reader").some((reader) => wasSentUnasked(world.history(reader.id), pushedAt))) steps.push(2);
  return steps;
}

function isArticle(message) {
  const text = message.text || message.caption || "";
  return /^\/push\S*\s+\S/u.test(text) || Boolean(message.document) || (text.length >= 280 && !text.startsWith("/"));
}

// The bot's message right after another of its own answers nobody: it is what was published.
function wasSentUnasked(history, since) {
  return history.some((it, index) => it.from.is_bot && it.date >= since && (history[index - 1]?.from.is_bot ?? true));
}

function isDismissed() {
  try {
    return localStorage.getItem(KEY) === "hidden";
  } catch {
    return false; // storage switched off: the steps show again next time
  }
}

function remember() {
  try {
    localStorage.setItem(KEY, "hidden");
  } catch {
    // as above
  }
}
