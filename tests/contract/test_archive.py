from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from house import House

from briefings.errors import BadSearch, NotFound, UnknownTopic
from briefings.model import StoryState
from briefings.readers.archive import Archive, Found
from briefings.store import revisions, schema, search, upgrade


@pytest.fixture
def archive(house: House) -> Archive:
    return Archive(house.database, house.clock)


def headlines(found: Found) -> list[str]:
    return [story.headline for story in found.stories]


async def test_published_stories_are_found_by_their_words_newest_first(
    house: House, archive: Archive
) -> None:
    late = await house.draft("Sanctions on ships | us-russia")
    house.clock.turn(minutes=1)
    await house.publish("New sanctions against banks | us-russia\nA storm | north-korea")
    house.clock.turn(minutes=1)
    await house.newsroom.publish(late.submission.id, by=1)
    assert headlines(await archive.search("sanction")) == [
        "Sanctions on ships",
        "New sanctions against banks",
    ]
    assert headlines(await archive.search("SANCTIONS banks")) == ["New sanctions against banks"]
    assert headlines(await archive.search("sanctions earthquake")) == []


async def test_a_word_is_found_in_its_other_forms(house: House, archive: Archive) -> None:
    await house.publish("Новые санкции | us-russia")
    for query in ("санкций", "Санкциями", '"новых санкций"'):
        assert headlines(await archive.search(query)) == ["Новые санкции"], query


async def test_what_was_published_before_forms_were_known_is_found_by_them_after_an_upgrade(
    house: House, archive: Archive
) -> None:
    await house.publish("New countries | us-russia\nOther countries | north-korea")
    async with house.database.write() as tx:
        await search.remove(tx, (await archive.search("country")).stories)
    assert headlines(await archive.search("country")) == []
    async with house.database.write() as tx:
        await tx.execute(sa.update(upgrade.STATED).values(version_num="0011"))
        for later in (
            "stories DROP COLUMN joined",
            "stories DROP COLUMN url",
            "subscriptions DROP COLUMN stays_instant",
            "topics DROP COLUMN local",
            "submissions DROP COLUMN thread_id",
            "topic_changes DROP COLUMN made_from",
        ):
            await tx.execute(sa.text(f"ALTER TABLE {later}"))
        await upgrade.bring_up_to_date(tx)
    assert headlines(await archive.search("country topic:dprk")) == ["Other countries"]
    found = await archive.search("country")
    assert len(found.stories) == 2
    async with house.database.write() as tx:
        await search.remove(tx, found.stories)
    assert headlines(await archive.search("country")) == []


async def test_drafts_are_not_found(house: House, archive: Archive) -> None:
    await house.draft("Secret plans | us-russia")
    assert headlines(await archive.search("secret")) == []


async def test_a_phrase_is_words_in_a_row(house: House, archive: Archive) -> None:
    await house.publish("Arms control talks | us-russia\nControl of small arms | us-russia")
    assert headlines(await archive.search('"arms control"')) == ["Arms control talks"]
    assert len(headlines(await archive.search("arms control"))) == 2


async def test_other_scripts_are_found(house: House, archive: Archive) -> None:
    text = "北朝鮮 UN 미사일을 ミサイル ракет Ελλάδα 회전 | north-korea\nNothing | us-russia"
    await house.publish(text)
    for query in ("北朝鮮", "朝鮮", "鮮", "北", "미사일", "ミサイル", "ракет", "ελλάδα", "전", '"北朝鮮 un"'):
        assert len((await archive.search(query)).stories) == 1, query
    assert not (await archive.search("전회")).stories


async def test_a_search_is_narrowed_by_topic_and_day(house: House, archive: Archive) -> None:
    await house.publish("Old talks | us-russia")
    house.clock.turn(days=2)
    await house.publish("New talks | us-russia\nOther talks | north-korea")
    assert headlines(await archive.search("talks topic:us-russia")) == ["New talks", "Old talks"]
    assert headlines(await archive.search("topic:DPRK")) == ["Other talks"]
    assert headlines(await archive.search("talks since:2026-03-02 topic:us-russia")) == ["New talks"]
    with pytest.raises(UnknownTopic):
        await archive.search("talks topic:weather")


async def test_filters_alone_find_all_that_they_let_through(house: House, archive: Archive) -> None:
    await house.publish("Old talks | us-russia")
    house.clock.turn(days=2)
    await house.publish("A storm | north-korea")
    await house.draft("Secret plans | us-russia")
    house.clock.turn(minutes=1)
    await house.publish("\n".join(f"Talks {number} | us-russia" for number in range(6)))
    since = await archive.search("since:2026-03-02")
    assert headlines(since) == [f"Talks {number}" for number in (5, 4, 3, 2, 1, 0)]
    assert headlines(await archive.search("since:2026-03-02", page=1)) == ["A storm"]
    assert headlines(await archive.search("since:2026-03-02 topic:dprk")) == ["A storm"]
    assert headlines(await archive.search("since:2027-01-01")) == []


async def test_what_holds_an_unwanted_word_or_phrase_is_not_found(house: House, archive: Archive) -> None:
    for headline in ("Arms control talks", "Control of arms talks", "Talks on grain", "Grain ships"):
        await house.publish(f"{headline} | north-korea")

    async def found(query: str) -> list[str]:
        return sorted(headlines(await archive.search(query)))

    assert await found("talks -grain") == ["Arms control talks", "Control of arms talks"]
    assert await found('talks -"arms control"') == ["Control of arms talks", "Talks on grain"]
    assert await found('-"arms control" talks -grains') == ["Control of arms talks"]
    assert await found("topic:dprk -talks") == ["Grain ships"]
    assert await found("since:2026-01-01 -arms") == ["Grain ships", "Talks on grain"]
    assert await found("since:2026-01-01 -talks -ships") == []
    with pytest.raises(BadSearch, match="Write what to look for"):
        await archive.search("-grain")


async def test_a_day_begins_where_the_reader_is(house: House, archive: Archive) -> None:
    house.clock.turn(hours=8)  # 16:00 in UTC, and the next day in Seoul
    await house.publish("Talks | us-russia")
    assert headlines(await archive.search("since:2026-03-02")) == []
    assert headlines(await archive.search("since:2026-03-02", zone=ZoneInfo("Asia/Seoul"))) == ["Talks"]
    for day in ("1900-01-01", "2999-12-31"):
        await archive.search(f"since:{day}", zone=ZoneInfo("Asia/Seoul"))


async def test_an_empty_search_is_refused(archive: Archive) -> None:
    for query in ("", " ", "topic:", 'from:"" ""', "from:— ?"):
        with pytest.raises(BadSearch, match="Write what to look for"):
            await archive.search(query)


async def test_sources_are_no_words_of_the_text(house: House, archive: Archive) -> None:
    (story,) = (await house.publish("Talks | us-russia")).stories
    async with house.database.write() as tx:
        await search.remove(tx, [story])
        await search.add(tx, [replace(story, source="The Daily Paper")])
    assert headlines(await archive.search("from:paper")) == ["Talks"]
    assert headlines(await archive.search("paper")) == []


async def test_the_sentence_that_holds_the_words_is_told_where_the_headline_does_not(
    house: House, archive: Archive
) -> None:
    (told, other) = (await house.publish("Talks on ships | us-russia\nTalks on ports | us-russia")).stories
    body = ("A calm day.", "Nobody spoke. Sanctions on wheat were lifted. Sanctions remain on ships.")
    async with house.database.write() as tx:
        for story in (told, other):
            await search.remove(tx, [story])
            longer = replace(story, paragraphs=body)
            await revisions.revise(tx, longer)
            await search.add(tx, [longer])
    for query, sentence in (
        ("sanction ship talks", "Sanctions remain on ships."),
        ("wheat", "Sanctions on wheat were lifted."),
        ("talks", ""),
        ("topic:us-russia", ""),
    ):
        found = await archive.search(query)
        assert [found.excerpt(story) for story in found.stories] == [sentence] * 2


async def test_what_is_under_a_topic_or_from_a_source_can_be_left_out(house: House, archive: Archive) -> None:
    published = await house.publish(
        "Calm talks | us-russia\nNoisy talks | us-russia\nOther talks | north-korea"
    )
    calm = next(story for story in published.stories if story.headline == "Calm talks")
    async with house.database.write() as tx:
        await search.remove(tx, [calm])
        await search.add(tx, [replace(calm, source="The Daily Paper")])
    assert set(headlines(await archive.search("talks -topic:dprk"))) == {"Calm talks", "Noisy talks"}
    assert headlines(await archive.search('topic:us-russia -from:"daily paper"')) == ["Noisy talks"]
    assert headlines(await archive.search("since:2026-01-01 -topic:us-russia")) == ["Other talks"]
    assert len((await archive.search("talks -from:daily-mail")).stories) == 3
    with pytest.raises(UnknownTopic):
        await archive.search("talks -topic:weather")


async def test_pages_follow_each_other(house: House, archive: Archive) -> None:
    await house.publish("\n".join(f"Talks {number} | us-russia" for number in range(8)))
    first, second = await archive.search("talks"), await archive.search("talks", page=1)
    assert headlines(first) == [f"Talks {number}" for number in (7, 6, 5, 4, 3, 2)]
    assert (first.has_older, second.has_older) == (True, False)
    assert headlines(second) == ["Talks 1", "Talks 0"]


async def test_no_query_breaks_out_of_its_words(house: House, archive: Archive) -> None:
    await house.publish("Talks | us-russia")
    for query in ("'", '"', "a:*", "x AND y", "NEAR(a b)", "a & b | !c", "\\", "qtopic", "a\x00b", "-x"):
        with suppress(BadSearch):
            assert headlines(await archive.search(query)) == [], query


async def test_saved_stories_that_were_retracted_leave_no_page_empty(house: House, archive: Archive) -> None:
    ids = [
        story.id for story in (await house.publish("\n".join(f"{n} | us-russia" for n in range(8)))).stories
    ]
    for story_id in ids:
        await archive.save(2001, story_id, on=True)
        house.clock.turn(minutes=1)
    async with house.database.write() as tx:
        gone = schema.stories.c.id.in_(ids[1:])
        await tx.execute(sa.update(schema.stories).where(gone).values(state=StoryState.RETRACTED))
    found = await archive.saved(2001)
    assert (headlines(found), found.has_older) == (["0"], False)


async def test_stories_are_saved_and_let_go(house: House, archive: Archive) -> None:
    published = await house.publish("A | us-russia\nB | us-russia\nC | us-russia")
    a, b, _ = (story.id for story in published.stories)
    for story_id in (b, a):
        await archive.save(2001, story_id, on=True)
        await archive.save(2001, story_id, on=True)
        house.clock.turn(minutes=1)
    assert headlines(await archive.saved(2001)) == ["A", "B"]
    assert headlines(await archive.saved(2002)) == []
    await archive.save(2001, a, on=False)
    assert headlines(await archive.saved(2001)) == ["B"]
    assert await archive.marks(2001, b) == (True, False)
    await archive.follow(2001, b, on=True)
    assert await archive.marks(2001, b) == (True, True)
    await archive.follow(2001, b, on=False)
    assert await archive.marks(2001, b) == (True, False)
    with pytest.raises(NotFound):
        await archive.save(2001, 10**9, on=True)
