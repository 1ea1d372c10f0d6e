"""Who comes, goes, blocks and gathers: changes of membership, and what the bot hears of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.sandbox.entities import normalise
from bot.sandbox.errors import Refused
from bot.sandbox.world import (
    FIRST_CHANNEL,
    FIRST_EDITOR,
    FIRST_GROUP,
    FIRST_READER,
    FIRST_SUPERGROUP,
    Chat,
    Person,
    World,
)

Json = dict[str, Any]
_ADMIN_RIGHTS = (
    "can_be_edited", "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_pin_messages",
)  # fmt: skip


def add_person(world: World, name: str, role: str) -> Person:
    """Adds somebody with an empty private chat; they have not written to the bot yet."""
    name = normalise(name)[0][:64]
    if role not in {"editor", "reader"} or not name:
        raise Refused("A person needs a name and the role editor or reader.")
    number = FIRST_EDITOR if role == "editor" else FIRST_READER
    while number in world.people:
        number += 1
    person = Person(number, name, role)
    world.people[person.id] = person
    world.chats[person.id] = Chat(person.id, "private", person.name, [person.id])
    world.emit("person", person.shown())
    world.emit("chat", world.chats[person.id].shown())
    world.emit("commands", {"commands": world.shown_commands()})
    return person


def add_group(world: World, title: str, members: Iterable[int], *, supergroup: bool = False) -> Chat:
    """A group of these people, made by the first of them, with the bot in it."""
    members = list(dict.fromkeys(members))
    title = normalise(title)[0][:128]
    if not title or not members or any(member not in world.people for member in members):
        raise Refused("A group needs a title and people who exist.")
    number = FIRST_SUPERGROUP if supergroup else FIRST_GROUP
    while number in world.chats:
        number -= 1
    kind = "supergroup" if supergroup else "group"
    chat = Chat(number, kind, title, members, admins={members[0]}, standing="left")
    world.chats[chat.id] = chat
    world.emit("chat", chat.shown())
    world.emit("commands", {"commands": world.shown_commands()})
    creator = world.people[members[0]].user()
    set_standing(world, chat, "member", by=creator)
    created = {"supergroup_chat_created": True} if supergroup else {"group_chat_created": True}
    world.store(chat, creator, created, tell_bot=True)
    return chat


def add_channel(world: World, title: str, members: Iterable[int]) -> Chat:
    """A channel that these people read, made by the first of them, who made the bot an administrator."""
    members = list(dict.fromkeys(members))
    title = normalise(title)[0][:128]
    if not title or not members or any(member not in world.people for member in members):
        raise Refused("A channel needs a title and people who exist.")
    number = FIRST_CHANNEL
    while number in world.chats:
        number -= 1
    chat = Chat(number, "channel", title, members, admins={members[0]}, standing="left")
    world.chats[chat.id] = chat
    world.emit("chat", chat.shown())
    world.emit("commands", {"commands": world.shown_commands()})
    set_standing(world, chat, "administrator", by=world.people[members[0]].user())
    return chat


def set_blocked(world: World, person: Person, *, blocked: bool) -> None:
    """Blocks or unblocks the bot, and tells it."""
    if person.blocked == blocked:
        return
    person.blocked = blocked
    set_standing(world, world.chats[person.id], "kicked" if blocked else "member", by=person.user())
    world.emit("blocked", {"user_id": person.id, "blocked": blocked})
    world.emit("person", person.shown())


def set_standing(world: World, chat: Chat, standing: str, *, by: Json, may_post: bool = True) -> None:
    """Changes what the bot is in a chat (member, administrator, left, kicked) and tells it.

    `may_post`: whether it may write, as an administrator of a channel.
    """
    before = member(world, chat, world.bot["id"])
    chat.standing, chat.may_post = standing, may_post
    change = {
        "chat": chat.chat(),
        "from": by,
        "date": world.now(),
        "old_chat_member": before,
        "new_chat_member": member(world, chat, world.bot["id"]),
    }
    world.updates.put("my_chat_member", change)


def upgrade(world: World, chat: Chat) -> Chat:
    """Turns a group into a supergroup with a new id; the old id answers with `migrate_to_chat_id` from now on."""
    if chat.type != "group" or chat.upgraded_to is not None:
        raise Refused("Only a group can become a supergroup.")
    number = FIRST_SUPERGROUP
    while number in world.chats:
        number -= 1
    successor = Chat(number, "supergroup", chat.title, list(chat.members), set(chat.admins), chat.standing)
    world.chats[number] = successor
    creator = world.people[chat.members[0]].user()
    world.store(chat, creator, {"migrate_to_chat_id": number}, tell_bot=True)
    chat.upgraded_to = number
    world.emit("chat", successor.shown())
    world.store(successor, creator, {"migrate_from_chat_id": chat.id}, tell_bot=True)
    return successor


def member(world: World, chat: Chat, user_id: int) -> Json:
    """The Bot API's ChatMember."""
    if user_id == world.bot["id"]:
        user, status = _short_bot(world), chat.standing
    else:
        user = world.people[user_id].user()
        creator = chat.type != "private" and chat.members[:1] == [user_id]
        status = "creator" if creator else "administrator" if user_id in chat.admins else "member"
        status = status if user_id in chat.members else "left"
    shown: Json = {"user": user, "status": status}
    if status == "kicked":
        shown["until_date"] = 0
    if status in {"creator", "administrator"}:
        shown["is_anonymous"] = False
    if status == "administrator":
        shown |= dict.fromkeys(_ADMIN_RIGHTS, True)
    if status == "administrator" and chat.type == "channel":
        may_post = chat.may_post or user_id != world.bot["id"]
        shown |= dict.fromkeys(("can_post_messages", "can_edit_messages"), may_post)
    return shown


def _short_bot(world: World) -> Json:
    return {key: world.bot[key] for key in ("id", "is_bot", "first_name", "username")}
