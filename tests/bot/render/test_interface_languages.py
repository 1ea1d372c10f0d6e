"""The languages: complete, agreeing with the templates, and falling back by sentence."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot import render
from bot.buttons import Place
from bot.reader_buttons import Panel
from bot.render import Renderer, reader_screens, settings_screens
from bot.render.languages import LANGUAGES, spoken
from bot.render.settings_screens import Sheet
from bot.sandbox.html import parse
from briefings.model import Topic, TopicStanding
from briefings.preferences import Following, Mode, Preferences, Rule

FOLDER = Path(render.__file__).parent
NOW = datetime(2025, 11, 24, 14, 5, tzinfo=UTC)
ENGLISH = Renderer(lambda: NOW)
TRANSLATED = [code for code in LANGUAGES if code != "en"]
TOPIC = Topic("talks", "Talks & <more>", "🕊")
STANDINGS = [TopicStanding(TOPIC, followed=True, recent=2)]
_VARIABLE = re.compile(r"%\((\w+)\)s")


def voice(language: str) -> Renderer:
    return ENGLISH.speaking(language, ZoneInfo("UTC"))


def sentences() -> set[str]:
    """Everything in the templates that is to be translated."""
    found = extract_from_dir(
        FOLDER, [("templates/**.j2", "jinja2")], options_map={"templates/**.j2": {"trimmed": "true"}}
    )
    return {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}


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
    screens = [settings_screens.panel(voice(language), panel, sheet) for panel in Panel]
    screens.append(settings_screens.topic(voice(language), following[0], sheet))
    screens.append(reader_screens.choose(voice(language), Place.WELCOME, STANDINGS, newly=TOPIC))
    screens.append(reader_screens.choose(voice(language), Place.TOPICS, STANDINGS))
    for screen in screens:
        text, _ = parse(screen.html)
        assert text
        assert all(button.label.strip() for row in screen.buttons for button in row)


@pytest.mark.parametrize("language", TRANSLATED)
def test_another_language_is_another_text(language: str) -> None:
    welcome = reader_screens.choose(voice(language), Place.WELCOME, STANDINGS).html
    assert welcome != reader_screens.choose(ENGLISH, Place.WELCOME, STANDINGS).html
    assert "Talks &amp; &lt;more&gt;" in welcome


def test_a_sentence_without_a_translation_stays_english() -> None:
    assert voice("ru").render("error", error="There is nothing <here>.") == "There is nothing &lt;here&gt;."


def test_numbers_and_days_agree_with_the_language() -> None:
    def topics(language: str, recent: int) -> str:
        return reader_screens.choose(
            voice(language), Place.TOPICS, [TopicStanding(TOPIC, followed=False, recent=recent)]
        ).html

    assert "1 новый материал" in topics("ru", 1)
    assert "3 новых материала" in topics("ru", 3)
    assert "1\xa0005 новых материалов" in topics("ru", 1005)
    assert "خبران جديدان" in topics("ar", 2)
    assert "1,005 new stories" in topics("en", 1005)
    assert voice("ko").when(NOW) == "11월 24일, 14:05 UTC"
    assert voice("es").when(NOW.replace(year=2024)) == "24 nov 2024, 14:05 UTC"


@pytest.mark.parametrize(
    ("code", "language"),
    [("ru", "ru"), ("es-MX", "es"), ("AR", "ar"), ("ko_KR", "ko"), ("de", "en"), (None, "en")],
)
def test_a_reader_is_spoken_to_in_the_nearest_language(code: str | None, language: str) -> None:
    assert spoken(code) == language
