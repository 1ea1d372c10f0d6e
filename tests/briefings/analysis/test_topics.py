"""Topics of a story, and the words they are known by."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings import catalogue
from briefings.analysis.topics import Matcher, Place
from briefings.model import Topic

STARTERS = catalogue.load(None)
FILLER = (
    "The council met again and spoke about roads, schools, taxes and the price of bread for an hour. " * 4
)


def slugs(topic: Topic, headline: str, *paragraphs: str) -> set[str]:
    return {match.slug for match in Matcher([topic]).match(headline, paragraphs)}


def named(*aliases: str) -> Topic:
    return Topic(slug="topic", name="Topic", aliases=aliases)


def test_a_word_of_each_group_is_needed() -> None:
    topic = Topic(slug="us-russia", name="US–Russia", groups=(("US", "Washington"), ("Russia", "Moscow")))
    assert slugs(topic, "Washington and Moscow resume talks", "The two sides met.")
    assert not slugs(topic, "Moscow opens a bridge", "Russia built it in four years.")


def test_an_alias_stands_for_every_group() -> None:
    topic = Topic(slug="t", name="T", aliases=("Helsinki summit",), groups=(("US",), ("Russia",)))
    assert slugs(topic, "Helsinki summit opens", "The presidents arrived.")


def test_an_excluded_word_keeps_a_story_out() -> None:
    topic = Topic(slug="jordan", name="Jordan", aliases=("Jordan",), excluded=("basketball",))
    assert slugs(topic, "Jordan closes its border", "The kingdom gave no reason.")
    assert not slugs(topic, "Jordan scores again", "The basketball team won in Chicago.")


def test_a_topic_without_aliases_is_found_by_its_name() -> None:
    assert slugs(Topic(slug="bees", name="Bees"), "Bees return to the city", "Hives stand on roofs.")


def test_a_name_of_two_is_found_where_both_are_named() -> None:
    topic = Topic(slug="us-iran", name="US–Iran", aliases=("Strait of Hormuz",))
    assert slugs(topic, "Iran seeks the arrest of 36 people, among them US officials", "A court spoke.")
    assert slugs(topic, "Strait of Hormuz closed", "Tankers wait.")
    assert not slugs(topic, "Iran opens a bridge", "Engineers built it in four years.")


def test_the_groups_given_go_before_those_of_the_name() -> None:
    topic = Topic(slug="t", name="US–Iran", groups=(("Washington",), ("Tehran",)))
    assert not slugs(topic, "US answers Iran", "The two sides met.")
    assert slugs(topic, "Washington answers Tehran", "The two sides met.")


def test_what_is_named_twice_in_one_breath_counts_once() -> None:
    topic = named("German", "Merkel")
    assert not slugs(topic, "Leaders meet", "German Chancellor Angela Merkel was there too.", FILLER, FILLER)
    assert slugs(
        topic, "Leaders meet", "German farmers wait for the vote of all seven, says Merkel.", FILLER, FILLER
    )


def test_capitals_are_not_confused_with_a_pronoun() -> None:
    assert slugs(named("US"), "US votes today", "Polls opened.")
    assert not slugs(named("US"), "Give us a chance", "Tell us more, and join us.")


@pytest.mark.parametrize("written", ["Covid-19", "COVID 19", "covid–19", "COVID‑19’s"])
def test_dashes_and_case_do_not_matter(written: str) -> None:
    assert slugs(named("covid-19"), f"{written} cases fall", "Hospitals report fewer patients.")


@pytest.mark.parametrize(
    ("alias", "written"),
    [
        ("Erdogan", "Erdoğan"),
        ("L'Aquila", "L’Aquila"),
        ("St. Petersburg", "St Petersburg"),
        ("earthquake", "Earthquakes"),
        ("Россия", "Россией"),
        ("Москва", "Москвы"),
        ("Rosja", "Rosji"),
        ("Rusya", "Rusya'nın"),
        ("북한", "북한은"),
        ("러시아", "러시아와의"),
        ("روسيا", "وروسيا"),
        ("रूस", "रूस"),
    ],
)
def test_accents_apostrophes_and_endings_do_not_matter(alias: str, written: str) -> None:
    assert slugs(named(alias), f"{written} 2024", "…")


@pytest.mark.parametrize(
    ("alias", "written"),
    [
        ("Iran", "Tirana"),
        ("Mars", "Marseille"),
        ("북한", "북한산"),
        ("Korea", "core"),
        ("House of Commons", "house, of commons"),
    ],
)
def test_a_word_within_a_word_is_another_word(alias: str, written: str) -> None:
    assert not slugs(named(alias), f"{written} today", f"{written}.")


def test_scripts_without_spaces_are_searched_inside() -> None:
    assert slugs(named("ロシア"), "首相はロシアを訪問した", "会談は一時間だった。")
    assert slugs(named("รัสเซีย"), "นายกเยือนรัสเซียวันนี้", "การประชุมเริ่มแล้ว")


def test_a_passing_mention_is_no_match() -> None:
    assert not slugs(named("Syria"), "Budget passed", FILLER, "Trade with Syria was mentioned.", FILLER)


def test_a_passage_that_turns_to_a_topic_counts() -> None:
    passage = [
        f"The envoy spoke of Syria. {note}"
        for note in ("Damascus agreed.", "A date was set.", "Aid follows.")
    ]
    assert slugs(named("Syria", "Damascus"), "Budget passed", FILLER, FILLER, *passage, FILLER)


def test_a_long_paragraph_can_turn_to_a_topic_too() -> None:
    passage = "Syria agreed. Aid goes to Syria. Damascus waits. Syria opens a road. Damascus pays. Syria and others sign."
    assert slugs(named("Syria", "Damascus"), "Budget passed", FILLER + passage + FILLER + FILLER)


def test_evidence_is_the_words_as_they_stand_and_of_every_group() -> None:
    topic = Topic(slug="t", name="T", groups=(("Russia", "Kremlin"), ("United States",)))
    (match,) = Matcher([topic]).match(
        "KREMLIN answers", ["The United States waits. Russia said so. Russia and the Kremlin."]
    )
    assert match.evidence == ("KREMLIN", "United States", "Russia", "Kremlin")


def test_evidence_shows_a_korean_word_once_whatever_particle_follows() -> None:
    (match,) = Matcher([named("북한", "김정은")]).match(
        "북한, 미사일 발사", ["북한은 아침에 쐈다. 김정은이 북한의 힘을 말했다."]
    )
    assert match.evidence == ("북한", "김정은")


def test_the_longest_alias_counts_once() -> None:
    hits = Matcher([named("North Korea", "Korea")]).hits("North Korea", ["Korea."])["topic"]
    assert [(hit.words, hit.place) for hit in hits] == [
        ("North Korea", Place.HEADLINE),
        ("Korea", Place.LEAD),
    ]


def test_the_best_topic_comes_first() -> None:
    topics = [named("weather"), Topic(slug="ships", name="Ships", aliases=("ferry", "harbour"))]
    matches = Matcher(topics).match("Ferry stays in harbour", ["The ferry waits for better weather.", FILLER])
    assert matches[0].slug == "ships"


BOTH = {
    "en": "Washington and Moscow spoke about North Korea",
    "de": "Vereinigte Staaten und Russland sprachen in Genf über Nordkorea",
    "fr": "Les États-Unis et la Russie ont parlé de la Corée du Nord",
    "es": "Estados Unidos y Rusia hablaron de Corea del Norte",
    "pt": "Estados Unidos e Rússia falaram sobre a Coreia do Norte",
    "it": "Stati Uniti e Russia hanno parlato della Corea del Nord",
    "nl": "De Verenigde Staten en Rusland spraken over Noord-Korea",
    "pl": "Stany Zjednoczone rozmawiały z Rosją o Korei Północnej",
    "cs": "Spojené státy a Rusko jednaly o Severní Koreji",
    "tr": "ABD ile Rusya'nın gündemi Kuzey Kore'ydi",
    "id": "Amerika Serikat dan Rusia membahas Korea Utara",
    "ru": "США и Россия обсудили ситуацию вокруг Северной Кореи",
    "uk": "США та Росія говорили про Північну Корею, КНДР мовчить",
    "ko": "미국과 러시아는 북한 문제를 논의했다",
    "ja": "米国とロシアは北朝鮮について協議した",
    "zh": "美国和俄罗斯讨论了朝鲜问题",
    "ar": "بحثت الولايات المتحدة وروسيا ملف كوريا الشمالية",
    "he": "ארצות הברית ורוסיה דנו בצפון קוריאה",
    "hi": "अमेरिका और रूस ने उत्तर कोरिया पर बात की",
    "th": "สหรัฐและรัสเซียหารือเรื่องเกาหลีเหนือ",
}


@pytest.mark.parametrize(("language", "headline"), BOTH.items())
def test_the_first_topics_are_found_in_many_languages(language: str, headline: str) -> None:
    assert {match.slug for match in Matcher(STARTERS).match(headline, [headline])} == {
        "us-russia",
        "north-korea",
    }


@pytest.mark.parametrize(
    "headline",
    [
        "South Korea opens a bridge in Seoul",
        "Russia opens a bridge to Crimea",
        "US votes on a farm bill",
        "Join us at the Russian bakery",
    ],
)
def test_the_first_topics_leave_other_news_alone(headline: str) -> None:
    assert not Matcher(STARTERS).match(headline, ["It was a long day.", FILLER])


def test_the_sample_has_its_topics(shared: Path) -> None:
    lines = [line for line in (shared / "samples/millenniumpost.txt").read_text("utf-8").splitlines() if line]
    second = next(at for at, line in enumerate(lines) if line.startswith("US to respond"))
    matcher = Matcher(STARTERS)
    assert {match.slug for match in matcher.match(lines[2], lines[3:second])} == {"us-russia", "north-korea"}
    assert {match.slug for match in matcher.match(lines[second], lines[second + 1 : -2])} == {"us-russia"}


@given(
    st.text(max_size=100),
    st.lists(st.text(max_size=100), max_size=4),
    st.lists(st.text(max_size=8), max_size=4),
)
def test_any_text_and_any_alias_is_survived(headline: str, paragraphs: list[str], aliases: list[str]) -> None:
    Matcher([named(*aliases)]).match(headline, paragraphs)


@pytest.mark.parametrize(
    "text", ["Russia " * 50_000, "x" * 400_000, "俄" * 400_000, "러시아" * 100_000, "." * 100_000]
)
def test_a_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    Matcher(STARTERS).match("", [text])
    assert time.process_time() - started < 2


PAIR = Topic(
    slug="pair",
    name="Pair",
    groups=(("US", "United States", "American", "США", "米国"), ("Russia", "Russian", "Россия", "ロシア")),
)


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (
            "Russian skater wins in Boston",
            "Anna Petrova won the event on Saturday, ahead of two American rivals. The crowd rose.",
        ),
        (
            "Pope prays for peace",
            "The pope asked Russia to stop the war. American pilgrims were among the crowd on Sunday.",
        ),
        ("Airline changes its menu", "The American airline will no longer serve Russian salad."),
    ],
)
def test_two_words_by_the_way_in_a_short_text_are_no_topic(headline: str, text: str) -> None:
    assert Matcher([PAIR]).match(headline, [text]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The United States and Russia exchanged two prisoners on Thursday in Ankara.", "США и Россия обменялись заключёнными в четверг в Анкаре.",
        "米国とロシアは木曜日、アンカラで囚人を交換した。",
    ],
)  # fmt: skip
def test_both_sides_named_at_once_are_a_topic_in_a_short_text(text: str) -> None:
    assert Matcher([PAIR]).match("Prisoners", [text])
