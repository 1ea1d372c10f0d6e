"""What a model wrote, and whether it may stand."""

from __future__ import annotations

import pytest

from briefings.analysis.gate import refusal

ENGLISH = """Russia reopened the harbour of Kholmsk on Tuesday, two days after a storm had broken its outer dam and sunk
a ferry. Divers closed a hole of 9 metres. Eleven grain ships carrying 1,200,000 tons waited outside, the port office
said. “We had luck with the tide,” the harbour master said. The United States had offered a crane ship."""


@pytest.mark.parametrize(
    "text",
    [
        "Russia has reopened the harbour of Kholmsk after a storm broke its outer dam and sank a ferry, the port office said.",
        "Eleven grain ships with 1.200.000 tons waited outside Kholmsk while divers closed a hole of nine metres in the dam.",
        "The harbour master said “we had luck with the tide” after divers closed the hole in the outer dam of Kholmsk.",
        "Kholmsk: The harbour works again, 2 days after the storm had sunk a ferry there and broken the outer dam.",
    ],
)
def test_what_the_article_says_passes(text: str) -> None:
    assert refusal(text, ENGLISH, "en") is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Russia reopened the harbour of Kholmsk after divers closed a hole of 12 metres in the outer dam.",
            "number",
        ),
        (
            "Russia reopened the harbour of Kholmsk after divers closed a hole of fourteen metres in the dam.",
            "number",
        ),
        (
            "Russia reopened the harbour of Vladivostok after a storm had broken its outer dam and sunk a ferry.",
            "name",
        ),
        (
            "Putin reopened the harbour of Kholmsk after a storm had broken its outer dam and sunk a ferry.",
            "name",
        ),
        (
            "The harbour master of Kholmsk said “the dam was old” after the storm had sunk a ferry there.",
            "quote",
        ),
        (
            "I'm sorry, but as a large language model I am not able to summarise that text for you.",
            "not in the article",
        ),
        (
            "Sorry, the service is overloaded, try again after a while or check your plan and billing.",
            "not in the article",
        ),
        ("The harbour works again.", "4 words"),
        ("harbour " * 200, "200 words"),
        ("", "0 words"),
        (
            "Russia reopened the harbour of **Kholmsk** after a storm had broken its outer dam and sunk a ferry.",
            "markup",
        ),
        (
            "Russia reopened the harbour of Kholmsk after a storm, see https://example.org for more on the dam.",
            "markup",
        ),
    ],
)
def test_what_it_does_not_say_is_refused(text: str, reason: str) -> None:
    assert reason in (refusal(text, ENGLISH, "en") or "")


@pytest.mark.parametrize(
    ("language", "article", "good", "bad"),
    [
        (
            "ru",
            "Порт Холмска открыли во вторник, через два дня после шторма, который сломал внешнюю дамбу и потопил паром.",
            "Порт в Холмске открыли через два дня после шторма, который потопил паром и сломал дамбу.",
            "Порт во Владивостоке открыли через два дня после шторма, который потопил паром и сломал дамбу.",
        ),
        (
            "ko",
            "러시아는 화요일 홀름스크 항구를 다시 열었다. 이틀 전 폭풍이 바깥 방파제를 부수고 여객선 한 척을 가라앉혔다.",
            "러시아는 폭풍이 방파제를 부수고 여객선을 가라앉힌 홀름스크 항구를 화요일 다시 열었다.",
            "러시아는 폭풍이 방파제를 부수고 여객선을 가라앉힌 부산 항구를 화요일 다시 열었다.",
        ),
        (
            "zh",
            "俄罗斯周二重新开放霍尔姆斯克港，两天前一场风暴冲毁了外堤，并使一艘渡轮沉没。港务局说，十一艘粮船在港外等候。",
            "风暴冲毁外堤两天后，俄罗斯周二重新开放霍尔姆斯克港，港务局说十一艘粮船等候。",
            "风暴冲毁外堤两天后，俄罗斯周二重新开放海参崴港，港务局说十一艘粮船等候。",
        ),
        (
            "ar",
            "أعادت روسيا يوم الثلاثاء فتح ميناء خولمسك بعد يومين من عاصفة كسرت السد الخارجي وأغرقت عبارة، وقال مكتب الميناء ذلك.",
            "أعادت روسيا فتح ميناء خولمسك يوم الثلاثاء بعد عاصفة كسرت السد الخارجي وأغرقت عبارة.",
            "أعادت روسيا فتح ميناء الإسكندرية يوم الثلاثاء بعد عاصفة كسرت السد الخارجي وأغرقت عبارة.",
        ),
    ],
)
def test_other_scripts_are_held_to_the_same(language: str, article: str, good: str, bad: str) -> None:
    assert refusal(good, article, language) is None
    assert refusal(bad, article, language)


def test_digits_of_other_scripts_are_the_same_numbers() -> None:
    article = "وقال مكتب الميناء إن ١١ سفينة حبوب تنتظر خارج الميناء منذ يوم الأحد بعد العاصفة الكبيرة."
    assert refusal(article.replace("١١", "11"), article, "ar") is None
    assert "12" in (refusal(article.replace("١١", "12"), article, "ar") or "")
