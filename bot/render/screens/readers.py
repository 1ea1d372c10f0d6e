"""What readers are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.buttons.action import Action
from bot.buttons.news import Follow, Place, ReadStory, ShowLatest, ShowTopics
from bot.buttons.readers import ShowTopic
from bot.render.fitting import fits, split_html
from bot.render.links import chat_link
from bot.render.renderer import Renderer, cut
from bot.render.screen import Button, Rows, Screen
from bot.render.screens.digests import MOST_BUTTONS, one_part
from bot.render.story_buttons import read_rows
from briefings.errors import UnknownTopic
from briefings.model import Topic, TopicStanding
from briefings.preferences import Mode
from briefings.readers.readership import LatestPage

Onward = Callable[[TopicStanding], Action]
"""What a tap on a topic does."""

_MOST_NAMED = 30
_MOST_TOPICS = 90  # Telegram takes about a hundred buttons


def choose(
    renderer: Renderer,
    place: Place,
    standings: Sequence[TopicStanding],
    *,
    newly: Topic | None = None,
    comes: Mode | None = None,
    on_staff: bool = False,
    back: bool = False,
) -> Screen:
    """The topics to tap on and off, with the words of the place they stand in.

    `newly` is the topic that a deep link has just subscribed to, which `comes` that way where there is a digest; the staff is told what it can do beside.
    `back` welcomes a reader whose pause has just ended.
    """
    template = "welcome" if place is Place.WELCOME else "topics"
    followed = [standing.topic for standing in standings if standing.followed]
    html = ""
    for described in (True, False):
        html = renderer.render(
            template,
            standings=standings,
            followed=followed,
            newly=newly,
            comes=comes,
            described=described,
            on_staff=on_staff,
            back=back,
        )
        if fits(html):
            break
    return Screen(
        split_html(html)[0],
        _rows(renderer, standings, lambda one: Follow(one.topic.slug, place, on=not one.followed)),
    )


def followed_here(renderer: Renderer, standings: Sequence[TopicStanding], username: str) -> Screen:
    """What a group follows, for members who cannot change it: with the way to a briefing of their own."""
    followed = [standing.topic for standing in standings if standing.followed]
    html = split_html(renderer.render("followed_here", followed=followed))[0]
    return Screen(html, own_briefing(renderer, username))


def own_briefing(renderer: Renderer, username: str) -> Rows:
    """The way from a group to a briefing of one's own."""
    return [[Button(renderer.label("own_briefing"), url=chat_link(username))]]


def on_or_off(standing: TopicStanding) -> Action:
    """Follows a topic or leaves it, for who asked to do so."""
    return Follow(standing.topic.slug, Place.TOPICS, on=not standing.followed)


def to_its_stories(count: int | None) -> Onward:
    """Shows its newest stories, as many as were asked for."""
    return lambda standing: ShowLatest(standing.topic.slug, count)


def to_its_settings(standing: TopicStanding) -> Action:
    """Opens what is set for a topic, once it is followed."""
    slug = standing.topic.slug
    return ShowTopic(slug) if standing.followed else Follow(slug, Place.SETTINGS, on=True)


def suggestions(
    renderer: Renderer, unknown: UnknownTopic, standings: Sequence[TopicStanding], onward: Onward | None
) -> Screen:
    """There is no such topic: the nearest ones to go on with by a tap, or all; by name where no tap goes on."""
    nearest = _nearest(unknown, standings)
    offered = nearest or standings
    named = () if onward else [standing.topic for standing in offered[:_MOST_NAMED]]
    html = _unknown(renderer, unknown, nearest, standings, named=named)
    return Screen(html, _rows(renderer, offered, onward) if onward else ())


def suggestions_to_members(
    renderer: Renderer, unknown: UnknownTopic, standings: Sequence[TopicStanding], username: str
) -> Screen:
    """The same by name, to members of a group, who cannot follow topics there."""
    nearest = _nearest(unknown, standings)
    named = [standing.topic for standing in (nearest or standings)[:_MOST_NAMED]]
    html = _unknown(renderer, unknown, nearest, standings, named=named)
    return Screen(html, own_briefing(renderer, username))


def _nearest(unknown: UnknownTopic, standings: Sequence[TopicStanding]) -> Sequence[TopicStanding]:
    by_slug = {standing.topic.slug: standing for standing in standings}
    return [by_slug[slug] for slug in unknown.nearest if slug in by_slug]


def _unknown(
    renderer: Renderer,
    unknown: UnknownTopic,
    nearest: Sequence[TopicStanding],
    standings: Sequence[TopicStanding],
    *,
    named: Sequence[Topic],
) -> str:
    return renderer.render(
        "unknown_topic", query=cut(unknown.query, 100), nearest=nearest, standings=standings, named=named
    )


def _rows(renderer: Renderer, standings: Sequence[TopicStanding], onward: Onward) -> Rows:
    """A button for each topic that goes `onward`; in two columns when there are many."""
    buttons = [_button(renderer, standing, onward(standing)) for standing in standings[:_MOST_TOPICS]]
    columns = 1 if len(buttons) <= 6 else 2  # noqa: PLR2004  six rows leave the text in view on a phone
    return [buttons[start : start + columns] for start in range(0, len(buttons), columns)]


def _button(renderer: Renderer, standing: TopicStanding, action: Action) -> Button:
    on = None if isinstance(action, ShowLatest) else standing.followed
    return Button(renderer.label("topic", topic=standing.topic, on=on), action)


def latest(renderer: Renderer, page: LatestPage, asked: ShowLatest) -> Screen:
    """A page of the newest stories, each to read in place, with the way to newer and older ones.

    Who follows nothing is led to the topics.
    """
    turns = _turns(renderer, page, asked)
    topics = [Button(renderer.label("show_topics"), ShowTopics())]
    if not page.digest.sections:
        return Screen(renderer.render("nothing_yet", page=page), [turns, topics])
    reads = read_rows(
        renderer,
        page.digest.stories[:MOST_BUTTONS],
        lambda story: ReadStory(story.id, 0, asked.slug, asked.count, asked.page),
    )
    return Screen(one_part(renderer, page.digest), [*reads, turns, topics if page.of_all else []])


def _turns(renderer: Renderer, page: LatestPage, asked: ShowLatest) -> list[Button]:
    newer = Button(renderer.label("newer"), ShowLatest(asked.slug, asked.count, max(asked.page - 1, 0)))
    older = Button(renderer.label("older"), ShowLatest(asked.slug, asked.count, asked.page + 1))
    return [*([newer] if asked.page else []), *([older] if page.has_older else [])]
