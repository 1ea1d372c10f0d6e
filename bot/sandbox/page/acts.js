// What a person can do, as requests to the sandbox. Each resolves to its answer, or throws one sentence fit to show.

async function post(path, body) {
  const form = body instanceof FormData;
  let response;
  try {
    response = await fetch(`/act/${path}`, {
      method: "POST",
      headers: form ? {} : { "Content-Type": "application/json" },
      body: form ? body : JSON.stringify(body),
    });
  } catch {
    throw new Error("The sandbox does not answer. Is it still running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `The sandbox answered ${response.status}.`);
  return answer;
}

export const say = (seat, text, replyTo) =>
  post("say", { user_id: seat.user, chat_id: seat.chat, text, ...(replyTo ? { reply_to: replyTo } : {}) });

export const tap = (seat, messageId, data) =>
  post("tap", { user_id: seat.user, chat_id: seat.chat, message_id: messageId, data });

export const edit = (seat, messageId, text) =>
  post("edit", { user_id: seat.user, chat_id: seat.chat, message_id: messageId, text });

export const forward = (seat, toChat, messageId) =>
  post("forward", { user_id: seat.user, chat_id: toChat, from_chat_id: seat.chat, message_id: messageId });

export const block = (user, blocked) => post("block", { user_id: user, blocked });

export const addPerson = (name, role) => post("person", { name, role });

/** Adds a group or a channel, which the first of the members makes. */
export const addChat = (kind, title, members) => post(kind, { title, members });

/** Jumps to the next full hour by this machine's clock. */
export const jumpTo = (hour) => post("clock", { hour, offset: -new Date().getTimezoneOffset() });

export function upload(seat, file, caption) {
  const form = new FormData();
  form.append("user_id", seat.user);
  form.append("chat_id", seat.chat);
  form.append("caption", caption);
  form.append("file", file, file.name);
  return post("upload", form);
}
