from __future__ import annotations

from datetime import UTC, datetime

from bot.render import Renderer, screens
from bot.render.fitting import fits
from bot.render.sheet import Sheet
from briefings.model import Topic
from briefings.preferences import Following, Mode, Preferences, Rule

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_a_topic_with_as_many_words_as_there_may_be_fits_one_message() -> None:
    rules = tuple(Rule(n, "t", f"{n} {'слово ' * 16}", wanted=bool(n % 2)) for n in range(50))
    one = Following(Topic("t", "Topic"), Mode.INSTANT, None, rules)
    screen = screens.settings.topic(Renderer(lambda: NOW), one, Sheet(Preferences(), [one], [], NOW))
    assert fits(screen.html)
    assert "Only stories with “1 слово" in screen.html
