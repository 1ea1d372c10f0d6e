"""The languages: complete, agreeing with the templates, and falling back by sentence."""

from __future__ import annotations

import ast
import re
from datetime import UTC, date, datetime, time
from pathlib import Path
from textwrap import wrap
from zoneinfo import ZoneInfo

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from bot import render
from bot.buttons.news import Place
from bot.buttons.readers import Panel
from bot.render import Renderer, screens
from bot.render.direction import directed
from bot.render.languages import LANGUAGES, named, spoken
from bot.render.sheet import Sheet
from bot.sandbox import entities
from bot.sandbox.html import parse
from briefings import errors
from briefings.errors import BadSearch, BriefingError, NotUnderstood
from briefings.model import LANGUAGES as IN_THE_NEWS
from briefings.model import Story, Topic, TopicMatch, TopicStanding
from briefings.parsing import arguments as typed
from briefings.parsing import zones
from briefings.parsing.searching import parse as parse_search
from briefings.preferences import Following, Length, Mode, Preferences, Rule
from briefings.schedule import EVERY_DAY, WEEKDAYS, WEEKEND, Slot

FOLDER = Path(render.__file__).parent
ROOT = FOLDER.parent.parent
NOW = datetime(2025, 11, 24, 14, 5, tzinfo=UTC)
ENGLISH = Renderer(lambda: NOW)
TEMPLATES = "bot/render/templates/*.j2"
TRANSLATED = [code for code in LANGUAGES if code != "en"]
TOPIC = Topic("talks", "Talks & <more>", "🕊")
STANDINGS = [TopicStanding(TOPIC, followed=True, recent=2)]
_VARIABLE = re.compile(r"%\((\w+)\)s")


def voice(language: str) -> Renderer:
    return ENGLISH.speaking(language, ZoneInfo("UTC"))


def sentences() -> set[str]:
    """Everything that is to be translated: of the templates, and of what readers are refused with."""
    with (FOLDER / "locales" / "extract.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    raised = [name for name, kind in vars(errors).items() if isinstance(kind, type)]
    keywords = {**DEFAULT_KEYWORDS, **dict.fromkeys([*raised, "__init__"])}
    found = [
        extract_from_dir(FOLDER / "templates", [("**.j2", "jinja2")], {"**.j2": options[TEMPLATES]}),
        *(
            ((path, *each) for each in extract_from_file("python", ROOT / path, keywords))
            for path, method in methods
            if method == "python"
        ),
    ]
    return {
        message[0] if isinstance(message, tuple) else message
        for each in found
        for _, _, message, _, _ in each
    }


def reached_by_readers() -> set[str]:
    """The modules of the news behind what readers do: the use cases of their own, and all that these import."""
    typed = ("briefings/parsing/arguments.py", "briefings/parsing/zones.py")
    waiting = {*map(ROOT.joinpath, typed), *(ROOT / "briefings/readers").glob("*.py")}
    reached: set[str] = set()
    while waiting:
        path = waiting.pop()
        name = str(path.relative_to(ROOT))
        if name in reached or not path.is_file() or "store" in path.parts:
            continue
        reached.add(name)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                modules = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                waiting |= {ROOT / f"{module.replace('.', '/')}.py" for module in modules}
    return reached


def test_whatever_readers_can_be_refused_with_is_among_the_sentences_to_translate() -> None:
    with (FOLDER / "locales" / "extract.cfg").open() as file:
        listed = {path for path, method in parse_mapping_cfg(file)[0] if method == "python"}
    raising = {
        path
        for path in reached_by_readers()
        if re.search(r"\braise [A-Z]\w+\(\s*f?\"", (ROOT / path).read_text("utf-8"))
    }
    assert raising | {"briefings/errors.py"} == listed
    assert not [
        path for path in listed if re.search(r"\braise \w+\(\s*f\"", (ROOT / path).read_text("utf-8"))
    ]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated_with_its_variables(language: str) -> None:
    with (FOLDER / "locales" / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    known = {
        message.id[0] if isinstance(message.id, tuple) else message.id: message
        for message in catalogue
        if message.id
    }
    assert set(known) == sentences()
    for english, message in known.items():
        forms = message.string if isinstance(message.string, tuple | list) else [message.string]
        assert all(forms), english
        allowed = set(_VARIABLE.findall(english))
        for form in forms:
            used = set(_VARIABLE.findall(form))
            # Some languages say one and two without a number.
            assert used == allowed or (len(forms) > 2 and used <= allowed), english
            assert "%" not in _VARIABLE.sub("", form), english


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_page_of_the_settings_is_valid_in_every_language(language: str) -> None:
    rules = (Rule(1, "talks", "<grain>", wanted=True), Rule(2, "talks", "5 & 6", wanted=False))
    following = (Following(TOPIC, Mode.DIGEST, NOW.replace(year=2026), rules),)
    sheet = Sheet(
        Preferences(zone="Asia/Seoul", paused_until=NOW.replace(year=2026)), following, STANDINGS, NOW
    )
    shown = [screens.settings.panel(voice(language), panel, sheet) for panel in Panel]
    shown.append(screens.settings.topic(voice(language), following[0], sheet))
    shown.append(screens.readers.choose(voice(language), Place.WELCOME, STANDINGS, newly=TOPIC))
    shown.append(screens.readers.choose(voice(language), Place.TOPICS, STANDINGS))
    shown.append(screens.readers.choose(voice(language), Place.WELCOME, STANDINGS, back=True))
    for screen in shown:
        text, _ = parse(screen.html)
        assert text
        assert all(button.label.strip() for row in screen.buttons for button in row)


@pytest.mark.parametrize("language", TRANSLATED)
def test_another_language_is_another_text(language: str) -> None:
    welcome = screens.readers.choose(voice(language), Place.WELCOME, STANDINGS).html
    assert welcome != screens.readers.choose(ENGLISH, Place.WELCOME, STANDINGS).html
    assert "Talks &amp; &lt;more&gt;" in welcome


def test_topics_can_have_a_name_in_each_language_that_is_spoken() -> None:
    assert tuple(LANGUAGES) == IN_THE_NEWS


def test_a_sentence_without_a_translation_stays_english() -> None:
    error = BriefingError("There is nothing <here>.")
    assert voice("ru").render("error", error=error) == "There is nothing &lt;here&gt;."


def test_a_refusal_is_translated_before_its_words_are_put_in() -> None:
    with pytest.raises(BadSearch) as refused:
        parse_search("since:<50%>", date(2026, 3, 2))
    assert str(refused.value).startswith("“<50%>” is not a date")
    assert "«&lt;50%&gt;» — не дата" in voice("ru").render("error", error=refused.value)
    assert "«<50%>» — не дата" in voice("ru").toast("error", error=refused.value)


def test_numbers_and_days_agree_with_the_language() -> None:
    def topics(language: str, recent: int) -> str:
        return screens.readers.choose(
            voice(language), Place.TOPICS, [TopicStanding(TOPIC, followed=False, recent=recent)]
        ).html

    assert "1 новый материал" in topics("ru", 1)
    assert "3 новых материала" in topics("ru", 3)
    assert "1\xa0005 новых материалов" in topics("ru", 1005)
    assert "خبران جديدان" in topics("ar", 2)
    assert "1,005 new stories" in topics("en", 1005)
    assert voice("ko").when(NOW) == "11월 24일, 14:05 UTC"
    assert voice("es").when(NOW.replace(year=2024)) == "24 nov 2024, 14:05 UTC"


def test_places_and_lists_are_written_as_the_language_writes_them() -> None:
    assert [voice(language).place("Asia/Seoul") for language in LANGUAGES] == [
        "Seoul", "Сеул", "서울", "Seúl", "سول",
    ]  # fmt: skip
    assert [voice(language).place("Europe/Kyiv") for language in LANGUAGES] == [
        "Kyiv", "Киев", "키예프", "Kiev", "كييف",
    ]  # fmt: skip
    untold = {one.zone for one in zones.places() if voice("ru").place(one.zone).isascii()}
    assert untold == {"America/Atikokan", "America/Coyhaique"}  # the CLDR knows neither
    assert [screens.zones.called(voice(code), name) for code, name in (("ru", " сЕУЛ"), ("en", "Seoul"))] == [
        "Asia/Seoul",
        "Asia/Seoul",
    ]
    assert screens.zones.called(voice("ko"), "14:05?") == "14:05?"
    assert screens.zones.called(voice("ru"), "Нью Йорк") == "America/New_York"
    three = [TopicStanding(Topic(name, name), followed=True, recent=0) for name in ("A", "B", "C")]
    welcomes = [screens.readers.choose(voice(code), Place.WELCOME, three).html for code in ("en", "es", "ar")]
    for welcome, listed in zip(
        welcomes,
        ("<b>A</b>, <b>B</b> and <b>C</b>", "<b>B</b> y <b>C</b>", "<b>A</b>،\u200f <b>B</b> و<b>C</b>"),
        strict=True,
    ):
        assert listed in welcome


@pytest.mark.parametrize(
    ("code", "language"),
    [("ru", "ru"), ("es-MX", "es"), ("AR", "ar"), ("ko_KR", "ko"), ("de", "en"), (None, "en")],
)
def test_a_reader_is_spoken_to_in_the_nearest_language(code: str | None, language: str) -> None:
    assert spoken(code) == language


def test_lines_run_from_right_to_left_whatever_they_begin_with() -> None:
    html = voice("ar").render("help", example="talks", role=None)
    lines = [line for line in html.splitlines() if "/latest" in line or "<code>/" in line]
    assert len(lines) > 5
    assert all(line.startswith("\u200f\u200e") for line in lines)
    (privacy,) = [line for line in html.splitlines() if "/mydata" in line]
    assert "\u200e/mydata" in privacy
    following = (Following(TOPIC, Mode.INSTANT),)
    settings = screens.settings.panel(
        voice("ar"), Panel.MAIN, Sheet(Preferences(), following, STANDINGS, NOW)
    )
    (line,) = [line for line in settings.html.splitlines() if "Talks" in line]
    assert line.startswith("\u200f•")
    assert directed("اكتب <code>/tz Berlin</code> هنا") == "اكتب \u200e<code>/tz Berlin</code> هنا"
    match = TopicMatch(TOPIC.slug, evidence=("Washington", "State Department"))
    story = Story(id=1, submission_id=1, headline="Envoys", paragraphs=(), topics=(match,))
    why = screens.archive.why(voice("ar"), story, following).html
    (line,) = [line for line in why.splitlines() if "Washington" in line]
    assert line.startswith("يذكر الخبر")
    listed = "من \u200e<code>/tz Berlin</code>،\u200f \u200e<code>/quiet off</code>، واكتب"
    assert directed(listed.replace("\u200f", "").replace("\u200e", "")) == listed
    assert directed("تتابع 🇺🇸 <b>A</b>، 🇰🇵 <b>B</b>") == "تتابع 🇺🇸 <b>A</b>،\u200f 🇰🇵 <b>B</b>"
    named = "He spoke to الجزيرة on Monday."
    assert directed(named) == named
    assert directed("Envoys meet\n<b>اتفاق</b> Envoys\n5 & 6") == "Envoys meet\n<b>اتفاق</b> Envoys\n5 & 6"
    assert "\u200f" not in ENGLISH.render("help", example="talks", role=None)


def test_a_flag_does_not_turn_a_line_round() -> None:
    """The letters that flags are made of run from left to right."""
    assert directed("🇰🇵 <b>كوريا</b>") == "\u200f🇰🇵 <b>كوريا</b>"
    assert directed("• 🇺🇸🇷🇺 كوريا – A") == "\u200f• 🇺🇸🇷🇺 كوريا – A"
    assert directed("كوريا 🇰🇵") == "كوريا 🇰🇵"
    assert directed("🇰🇵 Envoys meet") == "🇰🇵 Envoys meet"
    topic = Topic("korea", "Korea", "🇰🇵", names={"ar": "كوريا"})
    assert voice("ar").label("topic", topic=topic, on=True) == "\u200f✅ 🇰🇵 كوريا"


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("days", [EVERY_DAY, WEEKDAYS, WEEKEND, {1}, {0, 2, 6}])
def test_times_can_be_typed_as_the_settings_write_them(language: str, days: set[int]) -> None:
    wanted = tuple(Slot(at, frozenset(days)) for at in (time(8), time(18, 30)))
    sheet = Sheet(Preferences(slots=wanted), (), STANDINGS, NOW)
    text, _ = parse(screens.settings.panel(voice(language), Panel.DIGEST, sheet).html)
    assert typed.slots(text.splitlines()[2]) == wanted
    example = re.search(r"/digest ([^\n]+)", text)
    assert example
    assert typed.slots(example[1]) == (Slot(time(6, 45), WEEKDAYS), Slot(time(21, 15), WEEKDAYS))


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_each_example_of_the_help_has_a_line_and_all_fit_on_a_screen(language: str) -> None:
    text, _ = parse(voice(language).render("help", example="us-russia", role=None))
    lines = [line.lstrip("\u200f\u200e") for line in text.splitlines()]
    for command in ("/digest 8:00", "/quiet 22:00 7:00", "/mute us-russia", "/pause 3", "/tz Berlin"):
        (line,) = [line for line in lines if command in line]
        assert line.startswith(command)
    columns, rows = 26 if language == "ko" else 40, 34  # on a phone of 360 points
    assert sum(len(wrap(line, columns)) or 1 for line in lines) <= rows


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_commands_can_be_tapped_whatever_stands_beside_them(language: str) -> None:
    speaker = voice(language)
    for said, commands in (
        (speaker.render("privacy", chat_id=1), "mydata forget unsubscribe stop start"),
        (
            speaker.render("help", example="x", role=None),
            "latest topics settings length language threads only never stop start saved privacy mydata forget",
        ),
        (speaker.render("other", is_command=False, on_staff=False), "latest topics help"),
    ):
        text, marked = parse(said)
        code = [
            range(one["offset"], one["offset"] + one["length"]) for one in marked if one["type"] == "code"
        ]
        found = [
            text[one["offset"] : one["offset"] + one["length"]]
            for one in entities.find(text)
            if one["type"] == "bot_command" and not any(one["offset"] in part for part in code)
        ]
        assert sorted(found) == sorted(f"/{command}" for command in commands.split())


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_silences_can_be_typed_as_the_buttons_and_the_help_write_them(language: str) -> None:
    labels = [voice(language).label("silence", days=days) for days in (1, 7, 30)]
    help_text, _ = parse(voice(language).render("help", example="talks", role=None))
    example = re.search(r"/mute talks ([^,،\n]+).*?/pause ([^,،\n]+)", help_text, re.DOTALL)
    assert example
    ends = [typed.until(text, ZoneInfo("UTC"), NOW) - NOW for text in (*labels, *example.groups())]
    assert [end.days for end in ends] == [1, 7, 30, 14, 3]


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_lengths_can_be_typed_as_the_buttons_write_them(language: str) -> None:
    for length in Length:
        assert typed.length(voice(language).label("length", length=length, on=False)) is length


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_what_a_refusal_gives_as_an_example_is_understood(language: str) -> None:
    readers = {"digest": typed.slots, "length": typed.length}
    for command, read in readers.items():
        with pytest.raises(NotUnderstood) as refused:
            read("")
        text, _ = parse(voice(language).render("error", error=refused.value))
        example = re.search(rf"/{command} ([^\n]+)", text)
        assert example
        assert read(example[1].rstrip("."))


@pytest.mark.parametrize(
    "name", ["es", "ES-mx", "es_419", "Español", "spanish", "испанский", "스페인어", "الإسبانية"]
)
def test_a_language_is_known_by_its_name_in_any_other(name: str) -> None:
    assert named(name) == "es"


@pytest.mark.parametrize("name", ["klingon", "german", "", "de", "-"])
def test_a_language_that_is_not_spoken_is_none(name: str) -> None:
    assert named(name) is None
