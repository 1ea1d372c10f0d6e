// Elements from values. Text only ever becomes text nodes: there is no way through here to markup.

/** Makes an element: `on…` properties become listeners, true an empty attribute, null and false nothing. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const PATHS = {
  send: "M4 12 20 4.5 15.5 20l-3.7-6zM11.8 14 20 4.5",
  attach: "m19.5 11.5-7.8 7.8a4.8 4.8 0 0 1-6.8-6.8l8.3-8.3a3.2 3.2 0 0 1 4.6 4.6l-8.2 8.1a1.6 1.6 0 0 1-2.3-2.3l7.4-7.3",
  commands: "M9 18 15 6M4.5 4.5h15v15h-15z",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  caret: "m7 10 5 5 5-5",
  check: "m5 12.5 4.5 4.5L19 7.5",
  plus: "M12 5v14M5 12h14",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  moon: "M20 14.5A8.3 8.3 0 0 1 9.5 4 8.3 8.3 0 1 0 20 14.5z",
  file: "M13.5 3.5h-7v17h11v-13zM13.5 3.5v4h4",
  down: "M12 5v14M6 13l6 6 6-6",
  out: "M8 16 16 8M9.5 8H16v6.5",
};

/** A line icon that says nothing to a screen reader: the button around it carries the label. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** "R2" for "Reader 2", "NG" for "Night group". */
export function initials(name) {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = words.map((word) => [...word][0]);
  return (letters.length > 1 ? letters[0] + letters.at(-1) : (letters[0] ?? "?")).toUpperCase();
}

/** A round portrait with initials; `kind` (editor, reader, group, bot) gives its colour. */
export function avatar(name, kind) {
  return h("span", { class: "avatar", "data-kind": kind, "aria-hidden": "true" }, initials(name));
}

/** "12 B", "4.2 kB", "1.5 MB". */
export function fileSize(bytes) {
  if (!(bytes >= 1000)) return `${bytes ?? 0} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
