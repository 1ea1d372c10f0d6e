// The world as this page knows it, and the events that change it.

/** Everything the sandbox has told; panes ask it and listen to it, nobody else writes to it. */
export class World {
  #listeners = new Map();

  constructor() {
    this.ready = false;
    this.#fill({});
  }

  #fill({ bot, people, chats, messages, commands, sample }) {
    this.bot = bot ?? { id: 0, name: "Bot", username: "bot" };
    this.people = new Map((people ?? []).map((person) => [person.id, person]));
    this.chats = new Map((chats ?? []).map((chat) => [chat.id, chat]));
    this.messages = new Map();
    for (const [chat, list] of Object.entries(messages ?? {})) {
      this.messages.set(Number(chat), new Map(list.map((message) => [message.message_id, message])));
    }
    this.commands = commands ?? {};
    this.sample = sample ?? "";
  }

  /** Calls `listener(data)` at every event of that kind; "any" hears (kind, data) of all of them. */
  on(kind, listener) {
    if (!this.#listeners.has(kind)) this.#listeners.set(kind, []);
    this.#listeners.get(kind).push(listener);
  }

  /** Calls `listener(data)` at the next event of that kind only. */
  once(kind, listener) {
    this.on(kind, (data) => {
      listener?.(data);
      listener = null;
    });
  }

  /** Takes in one event of the sandbox, then tells the listeners. */
  apply(kind, data) {
    this.#absorb(kind, data);
    for (const listener of this.#listeners.get(kind) ?? []) listener(data);
    for (const listener of this.#listeners.get("any") ?? []) listener(kind, data);
  }

  #absorb(kind, data) {
    switch (kind) {
      case "snapshot":
        this.#fill(data);
        this.ready = true;
        break;
      case "message":
      case "edited":
        this.#messagesOf(data.chat_id).set(data.message_id, data);
        break;
      case "deleted":
        this.#messagesOf(data.chat_id).delete(data.message_id);
        break;
      case "chat":
        this.chats.set(data.id, data);
        break;
      case "person":
        this.people.set(data.id, data);
        break;
      case "blocked":
        if (this.people.has(data.user_id)) this.people.get(data.user_id).blocked = data.blocked;
        break;
      case "commands":
        this.commands = data.commands ?? data;
        break;
    }
  }

  #messagesOf(chat) {
    if (!this.messages.has(chat)) this.messages.set(chat, new Map());
    return this.messages.get(chat);
  }

  /** The messages of a chat, oldest first. */
  history(chat) {
    return [...(this.messages.get(chat)?.values() ?? [])].sort((a, b) => a.message_id - b.message_id);
  }

  message(chat, id) {
    return this.messages.get(chat)?.get(id) ?? null;
  }

  commandsOf(chat) {
    return this.commands[chat] ?? [];
  }

  /** Every (person, chat) one may sit in: each person's chat with the bot, then each group as each member. */
  seats() {
    const own = [...this.people.values()].map((person) => ({ user: person.id, chat: person.id }));
    const groups = [...this.chats.values()].filter((chat) => chat.type !== "private");
    return [...own, ...groups.flatMap((chat) => chat.members.map((user) => ({ user, chat: chat.id })))];
  }

  /** Where a person may forward to: the chat with the bot, and their groups. */
  chatsOf(user) {
    return this.seats().filter((seat) => seat.user === user).map((seat) => seat.chat);
  }

  isGroup(chat) {
    return (this.chats.get(chat)?.type ?? "private") !== "private";
  }

  isChannel(chat) {
    return this.chats.get(chat)?.type === "channel";
  }

  /** Whether somebody may write there: in a channel only its administrators. */
  mayWrite({ user, chat }) {
    return !this.isChannel(chat) || this.chats.get(chat).admins.includes(user);
  }

  chatName(chat) {
    return this.isGroup(chat) ? this.chats.get(chat).title : this.bot.name;
  }

  personName(user) {
    return this.people.get(user)?.name ?? "Somebody";
  }
}
