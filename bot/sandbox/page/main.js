// Puts the page together: two panes on one world, the bar above them, and the stream of events.

import * as acts from "./acts.js";
import { askChat, askReader } from "./dialogs.js";
import { h, icon } from "./dom.js";
import { listen } from "./events.js";
import { drawHints } from "./hints.js";
import { openMenu } from "./menu.js";
import { Pane } from "./pane.js";
import { Tabs } from "./tabs.js";
import { World } from "./state.js";

const PLACES = ["editor", "reader"];
const SEATS = "sandbox-seats";

const world = new World();
const panes = new Map(
  PLACES.map((id) => [id, new Pane(id, world, { onSeat: sit, onMessage: (pane) => tabs.noticed(pane.id), extraSeats: additions })]),
);
const tabs = new Tabs(document.querySelector(".tabs"), panes);
document.querySelector(".panes").append(...[...panes.values()].map((pane) => pane.element));

function sit(pane, seat) {
  pane.show(seat);
  tabs.label(pane);
  try {
    sessionStorage.setItem(SEATS, JSON.stringify(PLACES.map((id) => panes.get(id).seat)));
  } catch {
    // storage switched off: a reload then starts from the first editor and the first reader
  }
}

function remembered(index) {
  try {
    return JSON.parse(sessionStorage.getItem(SEATS) ?? "[]")[index] ?? null;
  } catch {
    return null;
  }
}

function seatFor(id, index) {
  const seats = world.seats();
  const exists = (wanted) => wanted && seats.find((seat) => seat.user === wanted.user && seat.chat === wanted.chat);
  const first = () => seats.find((seat) => world.people.get(seat.user).role === id && !world.isGroup(seat.chat));
  return exists(panes.get(id).seat) ?? exists(remembered(index)) ?? first() ?? seats[0];
}

world.on("snapshot", () => {
  document.title = `${world.bot.name}, sandbox`;
  document.getElementById("bot-name").textContent = world.bot.name;
  document.getElementById("bot-note").textContent = "Sandbox on this machine";
  PLACES.forEach((id, index) => {
    const pane = panes.get(id);
    const seat = seatFor(id, index);
    if (!seat) return;
    if (pane.seat?.user === seat.user && pane.seat.chat === seat.chat) pane.refresh();
    else sit(pane, seat);
  });
});

function additions(pane) {
  return [
    { label: "Add a reader…", action: () => addReader(pane) },
    { label: "Add a group…", action: () => addChat(pane, "group", "Newsroom") },
    { label: "Add a channel…", action: () => addChat(pane, "channel", "News wire") },
    { heading: "Time" },
    { label: "Jump to 08:00", note: "For what comes in the morning.", action: () => acts.jumpTo(8) },
  ];
}

function addReader(pane) {
  const readers = [...world.people.values()].filter((person) => person.role === "reader");
  askReader(`Reader ${readers.length + 1}`, async (name) => {
    const { id } = await acts.addPerson(name, "reader");
    sitDownIn(pane, { user: id, chat: id });
  });
}

// Who sits in the pane makes it, and so is its administrator.
function addChat(pane, kind, suggestion) {
  const { user } = pane.seat;
  const others = [...world.people.values()].filter((person) => person.id !== user);
  askChat(kind, suggestion, world.personName(user), others, async (title, members) => {
    const { id } = await acts.addChat(kind, title, [user, ...members]);
    sitDownIn(pane, { user, chat: id });
  });
}

// The event that tells of a new chat may come before the answer to the request, or after it.
function sitDownIn(pane, seat) {
  if (!world.chats.has(seat.chat)) {
    world.once("chat", () => sitDownIn(pane, seat));
    return;
  }
  sit(pane, seat);
  tabs.open(pane.id);
}

const status = document.querySelector(".status");
listen(world, (state) => {
  status.dataset.state = state;
  status.textContent = state === "live" ? "Live" : "Reconnecting";
});

drawHints(document.querySelector(".hints"), world, (id) => {
  tabs.open(id);
  panes.get(id).focus();
});

const add = document.getElementById("add");
add.replaceChildren(icon("plus"), h("span", {}, "Add"));
add.setAttribute("aria-label", "Add a reader, a group or a channel");
add.addEventListener("click", () => openMenu(add, "Add", additions(panes.get("reader"))));

const theme = document.getElementById("theme");
const drawTheme = () => {
  const isDark = document.documentElement.dataset.theme === "dark";
  theme.replaceChildren(icon(isDark ? "sun" : "moon"));
  theme.setAttribute("aria-label", isDark ? "Switch to light" : "Switch to dark");
};
theme.addEventListener("click", () => {
  window.toggleTheme();
  drawTheme();
});
drawTheme();

for (const skip of document.querySelectorAll(".skip")) {
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    const id = skip.hash.replace("#composer-", "");
    tabs.open(id);
    panes.get(id).focus();
  });
}
