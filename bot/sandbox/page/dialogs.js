// The few things said or asked in front of everything else.

import { h } from "./dom.js";

function show(label, testid, ...content) {
  const dialog = h("dialog", { "aria-label": label, "data-testid": testid }, ...content);
  dialog.addEventListener("close", () => dialog.remove());
  // A click on the backdrop lands on the dialog itself.
  dialog.addEventListener("pointerdown", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** The alert of answerCallbackQuery. */
export function alertBox(from, text) {
  const dialog = show(
    from,
    "alert",
    h("form", { method: "dialog" }, h("h2", {}, from), h("p", { dir: "auto" }, text), h("div", { class: "choices" }, h("button", { class: "solid" }, "OK"))),
  );
  return dialog;
}

function ask(title, fields, submitLabel, submit) {
  const problem = h("p", { class: "problem", role: "alert" });
  const form = h(
    "form",
    {},
    h("h2", {}, title),
    ...fields,
    problem,
    h(
      "div",
      { class: "choices" },
      h("button", { type: "button", class: "plain", onclick: () => dialog.close() }, "Cancel"),
      h("button", { type: "submit", class: "solid" }, submitLabel),
    ),
  );
  const dialog = show(title, "dialog", form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await submit(new FormData(form));
      dialog.close();
    } catch (error) {
      problem.textContent = error.message;
    }
  });
}

/** Asks for the name of a new reader. */
export function askReader(suggestion, submit) {
  const name = h("input", { name: "name", value: suggestion, required: true, maxlength: "64", autocomplete: "off" });
  ask("Add a reader", [h("label", {}, "Name", name)], "Add", (form) => submit(form.get("name").trim()));
  name.select();
}

/** Asks for the title and the other members of a new group or channel, which `maker` makes. */
export function askChat(kind, suggestion, maker, others, submit) {
  const title = h("input", { name: "title", value: suggestion, required: true, maxlength: "128", autocomplete: "off" });
  const members = others.map((person) =>
    h("label", { class: "choice" }, h("input", { type: "checkbox", name: "member", value: person.id, checked: true }), person.name),
  );
  const legend = kind === "channel" ? `Readers, besides ${maker}` : `Members, besides ${maker} and the bot`;
  const fields = [h("label", {}, "Title", title), h("fieldset", {}, h("legend", {}, legend), members)];
  ask(`Add a ${kind}`, fields, "Add", (form) => submit(form.get("title").trim(), form.getAll("member").map(Number)));
  title.select();
}
