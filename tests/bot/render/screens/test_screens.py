"""Whatever stands in stories and topics, what is shown is valid Telegram HTML within the limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.buttons.card import ShowCard
from bot.buttons.desk import AskAgain
from bot.buttons.news import Place, ReadStory, ShowLatest
from bot.delivery.forecast import Forecast, Outlook
from bot.render import Renderer, Screen, screens, visible_length, visible_text
from bot.render.screens import digests
from bot.sandbox.html import parse
from bot.sandbox.keyboard import checked_markup
from briefings.desk.halting import Cause, Halt, Stake
from briefings.desk.newsroom import Preview
from briefings.desk.staff import Rights
from briefings.errors import UnknownTopic
from briefings.model import (
    DeliveryCounts,
    Digest,
    DigestEntry,
    DigestSection,
    Stats,
    Story,
    StoryState,
    Submission,
    SubmissionState,
    Topic,
    TopicMatch,
    TopicStanding,
)
from briefings.readers.archive import Found
from briefings.readers.readership import LatestPage

NOW = datetime(2025, 11, 24, 14, 5, tzinfo=UTC)
RENDERER = Renderer(lambda: NOW)
SENTENCE = "The envoys of both sides met for the {}th time & said “5 < 6” to the <b>press</b>. "

lines = st.text(st.sampled_from("ab é中🇰🇵<>&\"'“ .!{}%_"), min_size=1, max_size=80)
texts = st.builds(lambda line, times: line * times, lines, st.integers(1, 40))
topics = st.lists(
    st.builds(
        Topic,
        st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True),
        lines.filter(str.strip),
        st.sampled_from(["", "🇰🇵"]),
        lines,
    ),
    max_size=7,
    unique_by=lambda topic: topic.slug,
)


@st.composite
def previews(draw: st.DrawFn) -> Preview:
    known = tuple(draw(topics))
    stories = []
    for number in range(draw(st.integers(0, 9))):
        matched = [topic for topic in known if draw(st.booleans())]
        matches = tuple(
            TopicMatch(topic.slug, 1.0, (draw(lines),), draw(texts), draw(st.booleans())) for topic in matched
        )
        stories.append(
            Story(
                id=10**11 + number,
                submission_id=1,
                headline=draw(texts),
                paragraphs=(draw(texts),),
                source=draw(st.none() | lines),
                url=draw(
                    st.sampled_from(
                        [None, "https://courier.example/1?a=1&b=2", f"https://a.example/{'a' * 980}"]
                    )
                ),
                state=draw(st.sampled_from([StoryState.DRAFT, StoryState.DROPPED])),
                published_at=NOW,
                topics=matches,
            )
        )
    states = draw(st.sampled_from(SubmissionState))
    submission = Submission(
        id=1, chat_id=1, author_id=1, state=states, created_at=NOW, published_at=NOW, card_message_id=1
    )
    earlier = draw(st.none() | st.just(submission))
    return Preview(submission, tuple(stories), draw(st.integers(0, 10**6)), known, earlier)


def holds(screen: Screen) -> bool:
    """Telegram takes it: its markup, its length, its buttons."""
    text, _ = parse(screen.html)
    assert 0 < len(text.encode("utf-16-le")) // 2 <= 4096
    assert visible_text(screen.html) == text
    assert len(screen.html.encode()) <= 32_768
    if screen.keyboard:
        assert all(len(row) <= 8 for row in screen.keyboard.inline_keyboard)
        checked_markup(screen.keyboard.to_dict())
    return True


@given(previews(), st.integers(0, 9), st.integers(0, 3))
@settings(max_examples=25, deadline=None)
def test_a_card_can_always_be_shown(preview: Preview, page: int, failed: int) -> None:
    counts = DeliveryCounts(queued=page, sent=failed, failed=failed, blocked=failed // 2, uncertain=failed)
    assert holds(screens.submission.card(RENDERER, preview, counts, page))
    for story in preview.stories:
        assert holds(screens.submission.choosing(RENDERER, preview, story))
    assert holds(screens.desk.drafts(RENDERER, [preview] * page))


@given(previews())
@settings(max_examples=10, deadline=None)
def test_every_story_stands_on_the_page_that_is_said_to_show_it(preview: Preview) -> None:
    for story in preview.stories:
        page = screens.submission.page_of(RENDERER, preview, story.id)
        pages = screens.submission._pages(RENDERER, preview)
        assert story.id in [shown.id for shown, _ in pages[page]]


def test_what_is_in_doubt_is_sent_again_by_who_may_publish_it_while_it_stands() -> None:
    out = Submission(
        id=1, chat_id=1, author_id=1, state=SubmissionState.PUBLISHED, created_at=NOW, published_at=NOW
    )
    standing = Preview(out, (replace(story(1, sentences=1), state=StoryState.PUBLISHED),), 8, ())
    gone = replace(standing, stories=(replace(standing.stories[0], state=StoryState.RETRACTED),))
    lost = DeliveryCounts(sent=1, uncertain=1)

    def offered(preview: Preview, counts: DeliveryCounts, rights: Rights) -> bool:
        rows = screens.submission.card(RENDERER, preview, counts, rights=rights).buttons
        return any(isinstance(button.action, AskAgain) for row in rows for button in row)

    assert offered(standing, lost, Rights())
    assert not offered(standing, lost, Rights(decide=False, take_back=False))
    assert not offered(standing, DeliveryCounts(sent=2), Rights())
    assert not offered(gone, lost, Rights())


def test_the_card_tells_who_gets_a_story_at_once_and_who_later() -> None:
    draft = replace(
        story(1, sentences=1), state=StoryState.DRAFT, topics=(TopicMatch("t1", 1.0, ("envoys",), "So."),)
    )
    submission = Submission(id=1, chat_id=1, author_id=1, state=SubmissionState.PREVIEW, created_at=NOW)
    preview = Preview(submission, (draft,), 8, (Topic("t1", "Topic 1"),), at_once=5)
    text = visible_text(screens.submission.card(RENDERER, preview, DeliveryCounts()).html)
    assert text.endswith("Goes to 8 readers.\n5 at once, the others in their digest or when a pause ends.")
    text = visible_text(screens.submission.card(RENDERER, replace(preview, at_once=0), DeliveryCounts()).html)
    assert text.endswith("Goes to 8 readers.\nNot at once, but in their digest or when a pause ends.")
    out = replace(preview, submission=replace(submission, state=SubmissionState.PUBLISHED, published_at=NOW))
    counts = DeliveryCounts(sent=4, cancelled=3, later=2)
    text = visible_text(screens.submission.card(RENDERER, out, counts).html)
    assert text.endswith(
        "Sent to 4 readers.\n2 readers get it later: they are in quiet hours or paused.\n1 message was called off."
    )


def test_what_waits_tells_who_decided_it_however_many_stories_it_has() -> None:
    stories = tuple(
        replace(story(n, sentences=1), headline="Envoys meet " * 12, state=StoryState.DRAFT)
        for n in range(40)
    )
    submission = Submission(
        id=1,
        chat_id=1,
        author_id=1,
        state=SubmissionState.SCHEDULED,
        created_at=NOW,
        due_at=NOW,
        asked_by=1001,
    )
    preview = Preview(submission, stories, 0, ())
    card = screens.submission.card(RENDERER, preview, DeliveryCounts())
    assert holds(card)
    assert "… and 28 more stories.\n\nTo nobody yet. 1001 decided so." in visible_text(card.html)
    back = Screen(RENDERER.render("not_published", preview=preview, reason="It was not to be."))
    assert holds(back)
    assert visible_text(back.html).endswith("It was not to be. It is a draft again: /drafts")


def test_many_stories_take_several_pages_and_many_topics_a_list_of_their_own() -> None:
    known = tuple(Topic(f"t{n}", f"Topic {n}") for n in range(9))
    stories = tuple(
        replace(
            story(n, sentences=2), state=StoryState.DRAFT, topics=(TopicMatch("t3", 1.0, ("envoys",), "So."),)
        )
        for n in range(6)
    )
    submission = Submission(id=1, chat_id=1, author_id=1, state=SubmissionState.PREVIEW, created_at=NOW)
    preview = Preview(submission, stories, 3, known)
    first = screens.submission.card(RENDERER, preview, DeliveryCounts())
    assert visible_text(first.html).startswith("6 stories found · page 1 of 2\n\n#0 Envoys meet")
    labels = [button.label for row in first.buttons for button in row]
    assert labels[:3] == ["✅ #0 Topic 3", "#0 more topics\N{NO-BREAK SPACE}…", "✏️ Edit #0"]
    assert "Page 2 ›" in labels
    assert labels[-3:] == ["Publish to 3 readers", "⚙️ When and how\N{NO-BREAK SPACE}…", "Cancel"]
    second = screens.submission.card(RENDERER, preview, DeliveryCounts(), 1)
    assert "#5" in second.html
    assert "#3" not in second.html
    chosen = screens.submission.choosing(RENDERER, preview, stories[5])
    assert [row[0].label for row in chosen.buttons][:2] == ["➕ #5 Topic 0", "➕ #5 Topic 2"]
    assert chosen.buttons[-1][0].action == ShowCard(1, 1)


@given(topics, st.sampled_from(Place), st.booleans())
@settings(max_examples=25, deadline=None)
def test_topics_can_always_be_shown(known: list[Topic], place: Place, followed: bool) -> None:
    standings = [TopicStanding(topic, followed, len(known)) for topic in known]
    assert holds(screens.readers.choose(RENDERER, place, standings, newly=known[0] if known else None))
    unknown = UnknownTopic("<b>&", tuple(topic.slug for topic in known[:2]))
    for onward in (screens.readers.on_or_off, screens.readers.to_its_stories(20), None):
        assert holds(screens.readers.suggestions(RENDERER, unknown, standings, onward))
    stats = Stats(readers=1, blocked=1, subscriptions={topic.slug: 1 for topic in known})
    assert holds(screens.desk.stats(RENDERER, stats, {topic.slug: topic.name for topic in known}))


def test_two_hundred_topics_can_be_shown() -> None:
    known = [Topic(f"topic-{n}", f"Topic {n} " + "x" * 60, "🇰🇵", "d" * 200) for n in range(200)]
    standings = [TopicStanding(topic, followed=True, recent=1) for topic in known]
    for place in Place:
        assert holds(screens.readers.choose(RENDERER, place, standings))


def story(number: int, *, sentences: int) -> Story:
    return Story(
        id=number,
        submission_id=1,
        headline=f"Envoys meet for the {number}th time",
        paragraphs=("The whole text.",),
        source="The Courier",
        published_at=NOW,
        summary="".join(SENTENCE.format(turn) for turn in range(sentences)).strip(),
    )


def digest(*stories: Story) -> Digest:
    return Digest((DigestSection(Topic("t", "Topic"), tuple(DigestEntry(s, s.summary) for s in stories)),))


def test_a_digest_that_fits_is_left_as_it_is() -> None:
    (shown,) = digests.delivered(RENDERER, digest(story(1, sentences=3)))
    assert visible_text(shown.html) == (
        "Topic\n\nEnvoys meet for the 1th time\n"
        + story(1, sentences=3).summary
        + "\nThe Courier · 24 Nov, 14:05 UTC"
    )


def test_an_empty_digest_is_no_message() -> None:
    assert digests.delivered(RENDERER, Digest()) == []


def test_the_longest_summaries_are_shortened_first_and_by_whole_sentences() -> None:
    short, long = story(1, sentences=2), story(2, sentences=80)
    (shown,) = digests.delivered(RENDERER, digest(short, long))
    text = visible_text(shown.html)
    assert short.summary in text
    kept = text.count("met for the") - 2
    assert long.summary.startswith("".join(SENTENCE.format(n) for n in range(kept)).strip())
    assert "".join(SENTENCE.format(n) for n in range(kept)).strip() in text
    assert 4096 - 100 <= visible_length(shown.html) <= 4096


def test_many_stories_keep_a_sentence_each_and_then_their_headlines_in_one_message() -> None:
    (some,) = digests.delivered(RENDERER, digest(*(story(n, sentences=5) for n in range(20))))
    assert all(f"Envoys meet for the {n}th time\nThe envoys" in visible_text(some.html) for n in range(20))
    (many,) = digests.delivered(RENDERER, digest(*(story(n, sentences=5) for n in range(50))))
    assert all(f"Envoys meet for the {n}th time\n" in visible_text(many.html) for n in range(50))


def test_headlines_too_many_for_one_message_go_in_several_and_none_is_lost() -> None:
    shown = digests.delivered(RENDERER, digest(*(story(n, sentences=1) for n in range(150))))
    assert len(shown) > 1
    assert all(holds(screen) for screen in shown)
    assert all(screen.buttons for screen in shown)
    whole = "".join(visible_text(screen.html) for screen in shown)
    assert all(f"Envoys meet for the {n}th time" in whole for n in range(150))
    assert all("The envoys" in visible_text(screen.html) for screen in shown), (
        "sentences, where there is room"
    )


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_a_digest_of_anything_can_be_sent(pairs: list[tuple[str, str]]) -> None:
    stories = [
        Story(id=n, submission_id=1, headline=head, paragraphs=(text,), summary=text, published_at=NOW)
        for n, (head, text) in enumerate(pairs)
    ]
    whole = digest(*stories)
    assert all(holds(screen) for screen in digests.delivered(RENDERER, whole))
    page = LatestPage(whole, 1, 5, has_older=True)
    assert holds(screens.readers.latest(RENDERER, page, ShowLatest("t", 5, 1)))
    for one in stories:
        assert holds(
            screens.story.read_in_place(RENDERER, one, ReadStory(one.id, 0, "t", 5, 1), username="bot")
        )
        assert holds(screens.story.read_below(RENDERER, one, 7, username="bot"))


def test_a_page_of_latest_shows_something_of_every_story() -> None:
    stories = [replace(story(n, sentences=3), headline=f"{n}: " + "very long " * 50) for n in range(20)]
    page = LatestPage(digest(*stories), 0, 20, has_older=False)
    shown = screens.readers.latest(RENDERER, page, ShowLatest())
    assert holds(shown)
    assert all(f"\n{n}: very long" in visible_text(shown.html) for n in range(20))


@pytest.mark.parametrize("count", [0, 1])
def test_an_empty_page_of_latest_says_so(count: int) -> None:
    page = LatestPage(Digest(), count, 5, has_older=False)
    shown = screens.readers.latest(RENDERER, page, ShowLatest(page=count))
    assert holds(shown)
    assert "nothing" in shown.html


def test_a_running_card_tells_how_far_it_is_and_how_long_it_takes() -> None:
    submission = Submission(
        id=1, chat_id=1, author_id=1, state=SubmissionState.PUBLISHED, created_at=NOW, published_at=NOW
    )
    preview = Preview(submission, (story(1, sentences=1),), 12_000, ())
    counts = DeliveryCounts(queued=6990, sending=10, sent=5000)

    def told(outlook: Outlook) -> str:
        return visible_text(screens.submission.card(RENDERER, preview, counts, outlook=outlook).html)

    assert "Sending … 5,000 of 12,000 readers done, about 4 minutes left." in told(
        Outlook(left=timedelta(minutes=4))
    )
    assert "5,000 of 12,000 readers done." in told(Outlook())
    assert "⏸ Halted at 5,000 of 12,000 readers done: 5 < 6 (/resume)" in told(Outlook("5 < 6"))


@given(lines, st.lists(st.builds(Stake, texts, st.integers(1, 10**6)), max_size=9), st.sampled_from(Cause))
@settings(max_examples=10, deadline=None)
def test_a_halt_can_always_be_shown(reason: str, stakes: list[Stake], cause: Cause) -> None:
    halt = Halt(reason * 60, cause, NOW)
    assert holds(screens.sending.question(RENDERER, halt, stakes, Forecast()))
    for found in (halt, None):
        assert holds(screens.sending.state(RENDERER, found, stakes, Forecast(), newly=False))


def test_no_text_in_the_file_of_who_has_what_becomes_a_formula() -> None:
    rows = [
        (-1001, "group", "active", text, 7, 1) for text in ("=1+1", "+1", "-a", "@x", "\t=1", "us-russia")
    ]
    _, *lines = screens.corrections.reach_file(rows).decode().splitlines()
    cells = [line.split(",")[3] for line in lines]
    assert cells == ["'=1+1", "'+1", "'-a", "'@x", "'\t=1", "us-russia"]
    assert lines[0].startswith("-1001,"), "a number stays a number"


def test_a_page_that_is_empty_by_now_does_not_say_that_nothing_is_saved() -> None:
    screen = screens.archive.saved(RENDERER, Found((), 1, has_older=False))
    assert screen.html == "There is nothing older than this."
    assert [button.label for row in screen.buttons for button in row] == ["‹ Newer", "↩️ Settings"]
    assert "No stories are saved yet." in screens.archive.saved(RENDERER, Found((), 0, has_older=False)).html
