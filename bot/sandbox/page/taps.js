// Taps on inline buttons that the bot has not answered yet.

import * as acts from "./acts.js";

const PATIENCE_MS = 15000;

/** Remembers which buttons are waiting; `changed(chat, messageId)` is called when one starts or stops to. */
export class Taps {
  #waiting = new Set();
  #byQuery = new Map();
  #answered = new Set();

  constructor(world, changed) {
    this.changed = changed;
    world.on("answered", ({ callback_id: query }) => {
      if (this.#byQuery.has(query)) this.#end(this.#byQuery.get(query));
      else if (this.#waiting.size) this.#answered.add(query);
    });
    world.on("snapshot", () => this.#waiting.clear());
  }

  isBusy(message, button) {
    return this.#waiting.has(nameOf(message.chat_id, message.message_id, button.data));
  }

  /** Presses a button; the wait ends with the bot's answer, with a refusal (which is thrown), or after 15 seconds. */
  async press(seat, message, button) {
    const tap = { name: nameOf(seat.chat, message.message_id, button.data), chat: seat.chat, message: message.message_id };
    if (this.#waiting.has(tap.name)) return;
    this.#waiting.add(tap.name);
    this.changed(tap.chat, tap.message);
    setTimeout(() => this.#end(tap), PATIENCE_MS);
    try {
      const { callback_id: query } = await acts.tap(seat, message.message_id, button.data);
      if (this.#answered.delete(query)) this.#end(tap);
      else this.#byQuery.set(query, tap);
    } catch (error) {
      this.#end(tap);
      throw error;
    }
  }

  #end(tap) {
    if (!this.#waiting.delete(tap.name)) return;
    if (!this.#waiting.size) this.#answered.clear();
    this.changed(tap.chat, tap.message);
  }
}

const nameOf = (chat, message, data) => `${chat}/${message}/${data}`;
