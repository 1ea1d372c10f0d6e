"""/topic add | edit | alias | merge | remove | test: editors change what readers can follow, and see first what comes of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import MappingProxyType

from bot.buttons.topics import ConfirmChange, DiscardChange, Reread, TakeUp
from bot.handlers.asking import Call, Tap
from bot.handlers.staff import refused
from bot.handlers.suggesting import suggest
from bot.render import Screen, screens
from briefings.desk import topic_text
from briefings.desk.staff import must_hold, must_hold_all
from briefings.errors import UnknownTopic


async def topic(call: Call) -> None:
    """Do what the first word says; without one show the topics and how to change them."""
    if await refused(call):
        return
    word, rest = _split(call.message.text or "")
    act = _ACTS.get(word.lower())
    try:
        if act is not None:
            await act(call, rest)
        elif word:
            await _show(call, f"{word} {rest}")
        else:
            overview = await call.deps.topic_desk.overview()
            await call.answer(screens.topics.overview(call.deps.renderer, overview))
    except UnknownTopic as unknown:
        if unknown.query.strip():
            await suggest(call, unknown, None)
        else:
            await call.say("name_topic", word=word)


async def _show(call: Call, rest: str) -> None:
    topic, _ = await call.deps.topic_desk.named(rest)
    await call.answer(screens.topics.fields(call.deps.renderer, topic))


async def _add(call: Call, rest: str) -> None:
    must_hold_all(call.member)
    proposal = await call.deps.topic_desk.add(rest, by=call.author_id)
    await call.answer(screens.topics.proposal(call.deps.renderer, proposal))


async def _edit(call: Call, rest: str) -> None:
    topic, fields = await call.deps.topic_desk.named(rest)
    if not fields:
        await _show(call, rest)
        return
    must_hold(call.member, [topic.slug])
    proposal = await call.deps.topic_desk.edit(topic, fields, by=call.author_id)
    await call.answer(screens.topics.proposal(call.deps.renderer, proposal))


async def _alias(call: Call, rest: str) -> None:
    topic, words = await call.deps.topic_desk.named(rest)
    must_hold(call.member, [topic.slug])
    proposal = await call.deps.topic_desk.alias(topic, words, by=call.author_id)
    await call.answer(screens.topics.proposal(call.deps.renderer, proposal))


async def _merge(call: Call, rest: str) -> None:
    one, other = [(await call.deps.topic_desk.named(name))[0] for name in topic_text.both(rest)]
    must_hold(call.member, [one.slug, other.slug])
    proposal = await call.deps.topic_desk.merge(one, other, by=call.author_id)
    await call.answer(screens.topics.proposal(call.deps.renderer, proposal))


async def _remove(call: Call, rest: str) -> None:
    topic, _ = await call.deps.topic_desk.named(rest)
    must_hold(call.member, [topic.slug])
    proposal = await call.deps.topic_desk.remove(topic, by=call.author_id)
    await call.answer(screens.topics.proposal(call.deps.renderer, proposal))


async def _test(call: Call, rest: str) -> None:
    topic, _ = await call.deps.topic_desk.named(rest)
    proposal = await call.deps.topic_desk.trial(topic)
    await call.answer(Screen(screens.topics.trial(call.deps.renderer, proposal)))


_ACTS: MappingProxyType[str, Callable[[Call, str], Awaitable[None]]] = MappingProxyType(
    {"add": _add, "edit": _edit, "alias": _alias, "merge": _merge, "remove": _remove, "test": _test}
)


async def confirm(tap: Tap, action: ConfirmChange) -> None:
    """Do what was proposed."""
    await _may_change(tap, action.change_id)
    proposal = await tap.deps.topic_desk.confirm(action.change_id, by=tap.user_id)
    await tap.show(screens.topics.done(tap.deps.renderer, proposal))


async def discard(tap: Tap, action: DiscardChange) -> None:
    """Leave everything as it is."""
    await _may_change(tap, action.change_id)
    await tap.deps.topic_desk.discard(action.change_id)
    await tap.show(Screen(tap.deps.renderer.render("topic_discarded")))


async def take_up(tap: Tap, action: TakeUp) -> None:
    """Add a suggested name, and try again."""
    await _may_change(tap, action.change_id)
    proposal = await tap.deps.topic_desk.take_up(action.change_id, action.number)
    await tap.show(screens.topics.proposal(tap.deps.renderer, proposal))


async def reread(tap: Tap, action: Reread) -> None:
    """Read recent stories again."""
    await _may_change(tap, action.change_id)
    await tap.acknowledge()
    topic, changed = await tap.deps.topic_desk.reread(action.change_id)
    await tap.show(Screen(tap.deps.renderer.render("topic_reread", topic=topic, changed=changed)))


async def _may_change(tap: Tap, change_id: int) -> None:
    concerned = await tap.deps.topic_desk.concerned(change_id)
    if concerned:
        must_hold(tap.member, concerned)
    else:
        must_hold_all(tap.member)


def _split(text: str) -> tuple[str, str]:
    """The first word after the command, and the rest with its lines."""
    _, *rest = text.split(maxsplit=1)
    word, *remains = (rest[0] if rest else "").split(maxsplit=1) or [""]
    return word, remains[0] if remains else ""
