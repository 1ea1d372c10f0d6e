"""Words that stories on a topic must or must not hold: asked for, told in a reply, taken back.

    button -> a question whose link names the topic -> the reader replies to it -> kept

The question says in itself what it is about, so nothing need be remembered meanwhile.
"""

from __future__ import annotations

import re

from telegram.constants import ChatType

from bot.buttons.readers import AskWords, DropRule
from bot.chat import remote
from bot.handlers.asking import Call, Tap
from bot.handlers.pages import seen_by_all, sheet, topic_page
from bot.handlers.replies import asked, replies
from bot.handlers.suggesting import suggest
from bot.render import Screen, screens
from bot.render.links import start_link
from briefings.errors import UnknownTopic
from briefings.model import Topic
from briefings.parsing import arguments

_PAYLOAD = re.compile(r"words-(only|never)-([a-z0-9-]+)", re.ASCII)


async def ask(tap: Tap, action: AskWords) -> None:
    """Ask for the words; what is asked in a channel, nobody can reply to."""
    if tap.message.chat.type == ChatType.CHANNEL:
        await tap.toast("words_in_private", alert=True)
        return
    topic = await tap.deps.readership.find_topic(action.slug)
    await tap.send(_question(tap, topic, wanted=action.wanted))


def _question(where: Call | Tap, topic: Topic, *, wanted: bool) -> Screen:
    link = start_link(where.bot.username, f"words-{'only' if wanted else 'never'}-{topic.slug}")
    return Screen(where.deps.renderer.render("ask_words", topic=topic, wanted=wanted, link=link), asks=True)


def of_payload(payload: str) -> tuple[bool, str] | None:
    """What the link in a question names: whether words are wanted, and the topic."""
    found = _PAYLOAD.fullmatch(payload)
    return (found[1] == "only", found[2]) if found else None


ANSWER = replies(of_payload)


async def ask_by_link(call: Call, *, wanted: bool, slug: str) -> None:
    """Ask once more, when the link in a question is tapped."""
    topic = await call.deps.readership.find_topic(slug)
    await call.answer(_question(call, topic, wanted=wanted))


async def keep(call: Call) -> None:
    """Keep the words that a reply names."""
    named = asked(call.message, of_payload)
    if named is None:
        return
    if about := remote.of_message(call.message.reply_to_message):
        if not await call.may_turn_to(about, call.author_id):
            await call.say("not_administrator")
            return
    elif not await call.manages():
        await call.say("managers_only")
        return
    wanted, slug = named
    await _keep(call, slug, call.message.text or "", wanted=wanted)


async def _keep(call: Call, slug: str, text: str, *, wanted: bool) -> None:
    topic = await call.deps.readership.find_topic(slug)
    for phrase in arguments.phrases(text):
        await call.deps.own.add_rule(call.subject_id, topic.slug, phrase, wanted=wanted)
    await call.answer(await topic_page(call, topic.slug))


async def only(call: Call) -> None:
    """Answer `/only [topic [words]]`: stories on it must hold one of the words told so."""
    await _told(call, wanted=True)


async def never(call: Call) -> None:
    """Answer `/never [topic [words]]`: stories on it must not hold them."""
    await _told(call, wanted=False)


async def _told(call: Call, *, wanted: bool) -> None:
    """Keep the words; ask for the topic, or for the words, where they are missing."""
    if not call.argument:
        await _ask_which(call, wanted=wanted)
        return
    try:
        topic, words = await call.deps.readership.leading_topic(call.argument)
    except UnknownTopic as unknown:
        await suggest(call, unknown, screens.readers.to_its_settings)
        return
    followed = {one.topic.slug for one in await call.deps.own.following(call.chat_id)}
    if words or call.message.chat.type == ChatType.CHANNEL:
        await _keep(call, topic.slug, words, wanted=wanted)
    elif topic.slug in followed:
        await call.answer(_question(call, topic, wanted=wanted))
    else:
        await _ask_which(call, wanted=wanted)


async def _ask_which(call: Call, *, wanted: bool) -> None:
    renderer = call.deps.renderer
    which = screens.settings.which_for_words(renderer, await sheet(call), wanted=wanted)
    await call.answer(seen_by_all(call, which))


async def drop(tap: Tap, action: DropRule) -> None:
    """Take words back."""
    await tap.deps.own.drop_rule(tap.subject_id, action.rule_id)
    await tap.show(await topic_page(tap, action.slug))
