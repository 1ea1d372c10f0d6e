"""The conversations of the bot, in the order in which an update is offered to them. The first that wants it takes it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from types import MappingProxyType
from typing import Any

from telegram.ext import Application, ChatMemberHandler, filters

from bot import buttons
from bot.handlers import about, card, latest, membership, push, staff, start, topics
from bot.handlers.doors import Handler, Reaction, command, messages, taps
from bot.house import House

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

REACTIONS: MappingProxyType[type[buttons.Action], Reaction] = MappingProxyType(
    {
        buttons.Follow: topics.toggle,
        buttons.ShowTopics: topics.show,
        buttons.ShowLatest: latest.turn,
        buttons.ReadStory: latest.read,
        buttons.OpenStory: latest.open_below,
        buttons.FinishCollecting: card.finish,
        buttons.ShowCard: card.show,
        buttons.OpenCard: card.open_,
        buttons.ChooseTopics: card.choose,
        buttons.Assign: card.assign,
        buttons.Drop: card.drop,
        buttons.Restore: card.restore,
        buttons.Publish: card.publish,
        buttons.Cancel: card.cancel,
    }
)


def register(application: AnyApplication, house: House) -> None:
    """Put all conversations into the application."""
    application.add_handlers(list(conversations(house)))


def conversations(house: House) -> Iterator[Handler]:
    """The table of contents."""
    yield messages(house, push.PUSH, push.push)
    yield command(house, "start", start.start)
    yield command(house, "latest", latest.latest)
    yield command(house, "topics", topics.topics)
    yield command(house, "subscribe", topics.subscribe)
    yield command(house, "unsubscribe", topics.unsubscribe)
    yield command(house, "settings", topics.settings)
    yield command(house, "help", about.help_)
    yield command(house, "privacy", about.privacy)
    yield command(house, "drafts", staff.drafts)
    yield command(house, "stats", staff.stats)
    yield taps(house, REACTIONS)
    yield ChatMemberHandler(partial(membership.standing, house), ChatMemberHandler.MY_CHAT_MEMBER)
    yield messages(house, filters.StatusUpdate.MIGRATE & filters.UpdateType.MESSAGE, membership.moved)
    yield messages(house, filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, push.part_or_other)
