"""The conversations of the bot, in the order in which an update is offered to them. The first that wants it takes it.

`doors` is how an update comes to one, `asking` what it is given; the others are named after what they are about.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from types import MappingProxyType
from typing import Any

from telegram.ext import Application, ChatMemberHandler, InlineQueryHandler, filters

from bot.buttons import archive as archive_buttons
from bot.buttons import card as card_buttons
from bot.buttons import desk as desk_buttons
from bot.buttons import drafts as draft_buttons
from bot.buttons import news as news_buttons
from bot.buttons import readers as reader_buttons
from bot.buttons import topics as topic_buttons
from bot.buttons.action import Action
from bot.dependencies import Dependencies
from bot.handlers import (
    about,
    archive,
    card,
    corrections,
    drafting,
    inline,
    latest,
    left_out,
    membership,
    own,
    push,
    remote,
    resending,
    sending,
    staff,
    start,
    theirs,
    topic,
    topics,
    words,
    zone,
)
from bot.handlers.doors import WRITTEN, Handler, Reaction, command, managed, messages, taps

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

REACTIONS: MappingProxyType[type[Action], Reaction] = MappingProxyType(
    {
        news_buttons.Follow: topics.toggle,
        news_buttons.ShowTopics: topics.show,
        news_buttons.ShowLatest: latest.turn,
        news_buttons.ReadStory: latest.read,
        news_buttons.OpenStory: latest.open_below,
        card_buttons.FinishCollecting: card.finish,
        card_buttons.ShowCard: card.show,
        card_buttons.OpenCard: card.open_,
        card_buttons.ChooseTopics: card.choose,
        card_buttons.Assign: card.assign,
        card_buttons.Drop: card.drop,
        card_buttons.Restore: card.restore,
        card_buttons.MarkUpdate: card.mark_update,
        card_buttons.Publish: card.publish,
        card_buttons.PublishAgain: card.publish,
        card_buttons.Cancel: card.cancel,
        reader_buttons.ShowPanel: own.show,
        reader_buttons.SetSlot: own.set_slot,
        reader_buttons.SetDay: own.set_day,
        reader_buttons.StopDigests: own.stop_digests,
        reader_buttons.TellNothing: own.tell_nothing,
        reader_buttons.SetQuiet: own.set_quiet,
        reader_buttons.SetLength: own.set_length,
        reader_buttons.SetLanguage: own.set_language,
        reader_buttons.SetThreads: own.set_threads,
        reader_buttons.Pause: own.set_pause,
        reader_buttons.ShowTopic: own.show_topic,
        reader_buttons.SetMode: own.set_mode,
        reader_buttons.TakeDigest: own.take_digest,
        reader_buttons.Mute: own.set_mute,
        reader_buttons.ShowRegion: zone.region,
        reader_buttons.PickClock: zone.by_clock,
        reader_buttons.SetZone: zone.choose,
        reader_buttons.AskWords: words.ask,
        reader_buttons.DropRule: words.drop,
        archive_buttons.Save: archive.save,
        archive_buttons.FollowStory: archive.follow,
        archive_buttons.Why: archive.why,
        archive_buttons.LessLike: archive.less,
        archive_buttons.ShowFound: archive.turn,
        archive_buttons.ShowSaved: archive.show_saved,
        archive_buttons.ReadFound: archive.read_found,
        archive_buttons.ReadSaved: archive.read_saved,
        reader_buttons.ShowPrivacy: theirs.show_privacy,
        reader_buttons.SendData: theirs.send_data,
        reader_buttons.AskForget: theirs.ask_forget,
        reader_buttons.Forget: theirs.decide,
        reader_buttons.SetUpChat: remote.open_below,
        desk_buttons.ShowPublished: corrections.show,
        desk_buttons.EditField: corrections.edit_field,
        desk_buttons.SetClaim: corrections.set_claim,
        desk_buttons.AskReason: corrections.ask_reason,
        desk_buttons.Confirm: corrections.confirm,
        desk_buttons.GiveUp: corrections.give_up,
        desk_buttons.ShowProposal: corrections.show_proposal,
        desk_buttons.ShowHistory: corrections.show_history,
        desk_buttons.SendReach: corrections.send_reach,
        desk_buttons.ShowMailing: corrections.show_mailing,
        topic_buttons.ConfirmChange: topic.confirm,
        topic_buttons.DiscardChange: topic.discard,
        topic_buttons.TakeUp: topic.take_up,
        topic_buttons.Reread: topic.reread,
        desk_buttons.Resume: sending.confirm,
        desk_buttons.StayHalted: sending.stay,
        topic_buttons.ShowLeftOut: left_out.show,
        topic_buttons.TakeBack: left_out.take_back,
        draft_buttons.ShowManner: drafting.show_manner,
        draft_buttons.SetManner: drafting.set_manner,
        draft_buttons.AskTime: drafting.ask_time,
        draft_buttons.LiftEmbargo: drafting.lift_embargo,
        draft_buttons.TakeBack: drafting.take_back,
        desk_buttons.Undo: drafting.undo,
        desk_buttons.AskAgain: resending.ask,
        desk_buttons.SendAgain: resending.confirm,
        desk_buttons.EditAgain: resending.edit_again,
        draft_buttons.ShowDraft: drafting.show_draft,
        draft_buttons.EditDraft: drafting.edit_draft,
        draft_buttons.MergeDraft: drafting.merge,
        draft_buttons.ShowAsFollower: drafting.as_follower,
    }
)


def register(application: AnyApplication, deps: Dependencies) -> None:
    """Put all conversations into the application."""
    application.add_handlers(list(conversations(deps)))


def conversations(deps: Dependencies) -> Iterator[Handler]:
    """The table of contents."""
    yield messages(deps, push.PUSH, push.push)
    yield command(deps, "start", start.start)
    yield command(deps, "latest", latest.latest)
    yield command(deps, "topics", topics.topics)
    yield command(deps, "subscribe", managed(topics.subscribe), posted=True)
    yield command(deps, "unsubscribe", managed(topics.unsubscribe), posted=True)
    yield command(deps, "settings", managed(own.settings), posted=True)
    yield command(deps, "digest", managed(own.digest), posted=True)
    yield command(deps, "quiet", managed(own.quiet_hours), posted=True)
    yield command(deps, "mute", managed(own.mute), posted=True)
    yield command(deps, "pause", managed(own.pause), posted=True)
    yield command(deps, "stop", managed(own.stop), posted=True)
    yield command(deps, "length", managed(own.length), posted=True)
    yield command(deps, "threads", managed(own.threads))
    yield command(deps, "language", managed(own.language), posted=True)
    yield command(deps, "tz", managed(zone.tz), posted=True)
    yield command(deps, "only", managed(words.only), posted=True)
    yield command(deps, "never", managed(words.never), posted=True)
    yield command(deps, "search", archive.search)
    yield command(deps, "saved", archive.saved)
    yield command(deps, "mydata", theirs.my_data)
    yield command(deps, "forget", theirs.forget, posted=True)
    yield command(deps, "help", about.help_)
    yield command(deps, "privacy", theirs.privacy)
    yield command(deps, "drafts", staff.drafts)
    yield command(deps, "stats", staff.stats)
    yield command(deps, "halt", sending.halt)
    yield command(deps, "resume", sending.resume)
    yield command(deps, "staff", staff.staff)
    yield command(deps, "shift", staff.shift)
    yield command(deps, "correct", corrections.correct)
    yield command(deps, "retract", corrections.retract)
    yield command(deps, "status", corrections.status)
    yield command(deps, "history", corrections.history)
    yield command(deps, "reach", corrections.reach)
    yield command(deps, "topic", topic.topic)
    yield taps(deps, REACTIONS)
    yield InlineQueryHandler(partial(inline.offer, deps))
    yield ChatMemberHandler(partial(membership.standing, deps), ChatMemberHandler.MY_CHAT_MEMBER)
    yield messages(deps, filters.StatusUpdate.MIGRATE & filters.UpdateType.MESSAGE, membership.moved)
    yield messages(deps, archive.ANSWER, archive.answered)
    yield messages(deps, words.ANSWER, words.keep)
    yield messages(deps, drafting.ANSWER, drafting.answered)
    yield messages(deps, drafting.TIME, drafting.timed)
    yield messages(deps, filters.LOCATION & WRITTEN, zone.location)
    yield messages(deps, filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, push.part_or_other)
