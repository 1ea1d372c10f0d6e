"""Newsletters as plain text: their stories, without what the letter says of itself."""

from __future__ import annotations

import textwrap

import pytest

from briefings.errors import UnreadableInput
from briefings.ingest import mailings
from briefings.ingest.split import split
from briefings.ingest.text import normalise

TRAMS = "Night trams return to Lorna"
GATES = "Flood gates close early"
TIMBER = "Timber tariffs to rise"
TRAMS_TEXT = (
    "The city council of Lorna voted on Monday to bring back night trams after a pause of six years.\n"
    "The first trams will run on Friday between the station and the harbour."
)
GATES_TEXT = (
    "Engineers closed the flood gates of the Orme estuary two hours early on Tuesday, as the tide rose.\n"
    "Nobody was hurt, and the gates opened again at noon."
)
TIMBER_TEXT = (
    "The trade ministry said tariffs on sawn timber would rise to nine percent in March.\n"
    "Sawmills called the plan a blow to exporters."
)
ENGLISH = ((TRAMS, TRAMS_TEXT), (GATES, GATES_TEXT), (TIMBER, TIMBER_TEXT))
SPANISH = (
    (
        "Vuelven los tranvías nocturnos",
        "El ayuntamiento de Lorna votó el lunes a favor de recuperar los tranvías nocturnos.",
    ),
    (
        "Las compuertas se cierran antes",
        "Los ingenieros cerraron las compuertas del estuario dos horas antes de lo previsto.",
    ),
    (
        "Suben los aranceles de la madera",
        "El ministerio anunció que los aranceles a la madera subirán al nueve por ciento.",
    ),
)
RUSSIAN = (
    (
        "Ночные трамваи возвращаются в Лорну",
        "Городской совет Лорны проголосовал за возвращение ночных трамваев после шестилетнего перерыва.",
    ),
    (
        "Шлюзы закрыли раньше срока",
        "Инженеры во вторник закрыли шлюзы в устье Орма на два часа раньше срока. Никто не пострадал.",
    ),
    (
        "Пошлины на древесину вырастут",
        "Министерство торговли сообщило, что пошлины на древесину в марте вырастут до девяти процентов.",
    ),
)
KOREAN = (
    ("로르나 심야 전차 재운행", "로르나 시의회는 월요일 6년 만에 심야 전차를 다시 운행하기로 의결했다."),
    ("오름 하구 수문 조기 폐쇄", "기술자들은 화요일 밀물이 빨리 차오르자 오름 하구 수문을 두 시간 일찍 닫았다."),
    ("목재 관세 인상", "통상부는 3월에 제재목 관세를 9퍼센트로 올린다고 밝혔다. 제재소들은 반발했다."),
)  # fmt: skip
Stories = tuple[tuple[str, str], ...]


def headlines(text: str) -> list[str]:
    return [story.headline for story in split(normalise(text)).stories]


def said(stories: Stories) -> list[tuple[str, tuple[str, ...]]]:
    return [(headline, tuple(text.split("\n"))) for headline, text in stories]


def read(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(story.headline, story.paragraphs) for story in split(normalise(text)).stories]


def numbered(stories: Stories) -> str:
    return "\n\n".join(
        f"{number}. {headline.upper()}\n\n{text}" for number, (headline, text) in enumerate(stories, 1)
    )


def shouted(stories: Stories) -> Stories:
    return tuple((headline.upper(), text) for headline, text in stories)


@pytest.mark.parametrize(
    ("head", "stories", "foot"),
    [
        ("View in browser\n\nGood morning, this is what to know today.", ENGLISH, "You are receiving this email because you signed up.\nUnsubscribe | Preferences"),
        ("Trouble reading this? View it online.", ENGLISH, "To unsubscribe, reply with STOP."),
        ("Ver en el navegador", SPANISH, "Si no desea recibir este boletín, haga clic aquí para darse de baja."),
        ("Открыть в браузере", RUSSIAN, "Вы получили это письмо, потому что подписались на рассылку.\nОтписаться"),
        ("브라우저에서 보기", KOREAN, "본 메일은 수신에 동의하신 분께 발송되었습니다.\n수신거부"),
    ],
)  # fmt: skip
def test_a_letter_with_numbered_capitals_is_its_stories(head: str, stories: Stories, foot: str) -> None:
    assert read(f"{head}\n\n{numbered(stories)}\n\n{foot}\n") == said(shouted(stories))


def test_an_editors_greeting_in_a_letter_is_no_story_and_joins_none() -> None:
    greeting = (
        "Good morning. Trams are back after six years, the tide was early, and wood is about to cost more."
    )
    text = f"View in browser\n\n{greeting}\n\n{numbered(ENGLISH)}"
    assert read(text) == said(shouted(ENGLISH))


def test_a_letter_marks_its_headlines_with_stars() -> None:
    items = "\n\n".join(f"* {headline}\n{text}\nRead more: https://a.example/1" for headline, text in ENGLISH)
    assert read(f"Morning Letter\n\n{items}\n\nUnsubscribe: https://a.example/off") == said(ENGLISH)


@pytest.mark.parametrize("mark", ["{number}. ", "* "])
def test_a_marked_headline_may_run_over_two_lines(mark: str) -> None:
    tail = "and that is all that the council knows of it today"
    items = "\n\n".join(
        f"{mark.format(number=number)}{headline}\n{tail}\n\n{text}"
        for number, (headline, text) in enumerate(ENGLISH, 1)
    )
    assert headlines(f"Morning Letter\n\n{items}") == [f"{headline} {tail}" for headline, _ in ENGLISH]


def test_a_list_of_points_with_a_word_on_each_stays_in_its_article() -> None:
    points = "\n\n".join(f"* {headline}\n{text}" for headline, text in ENGLISH[1:])
    text = f"{TRAMS}\n\n{TRAMS_TEXT}\n\n{points}"
    assert headlines(text) == [TRAMS]


def test_the_first_headline_of_a_letter_may_be_numbered_in_words() -> None:
    (first, *rest) = ENGLISH
    head = f"Good morning. Today's letter is 640 words, a 3-minute read.\n\n1 big thing: {first[0]}\n\n{first[1]}"
    items = "\n\n".join(f"{number}. {headline}\n\n{text}" for number, (headline, text) in enumerate(rest, 2))
    assert read(f"{head}\n\n{items}\n\nThanks for reading!") == said(ENGLISH)


def test_the_time_of_reading_and_the_number_of_a_link_are_no_part_of_a_headline() -> None:
    items = "\n\n".join(
        f"{headline.upper()} ({number} MINUTE READ) [{number}]\n\n {text}"
        for number, (headline, text) in enumerate(ENGLISH, 2)
    )
    links = "\n".join(f"[{number}] https://a.example/{number}" for number in (2, 3, 4))
    assert read(f"THE WEEK\n\n{items}\n\nLinks:\n------\n{links}") == said(shouted(ENGLISH))


@pytest.mark.parametrize("rule", ["=" * 40, "-" * 40])
def test_a_letter_rules_its_headlines_off_below_a_list_of_them(rule: str) -> None:
    contents = "\n".join(f"- {headline}" for headline, _ in ENGLISH)
    items = "\n\n".join(f"{rule}\n{headline}\n{rule}\n\n{text}" for headline, text in ENGLISH)
    assert read(f"Morning Letter\n\nIn this issue:\n{contents}\n\n{items}\n") == said(ENGLISH)


def test_the_list_of_contents_may_be_numbered_and_not_in_capitals() -> None:
    contents = "\n".join(f"{number}. {headline}" for number, (headline, _) in enumerate(RUSSIAN, 1))
    text = f"В этом выпуске:\n{contents}\n\n{numbered(RUSSIAN)}"
    assert read(text) == said(shouted(RUSSIAN))


def test_a_list_of_contents_stands_above_headlines_in_capitals() -> None:
    contents = "\n".join(f"* {headline}" for headline, _ in ENGLISH)
    items = "\n\n***\n\n".join(f"{headline.upper()}\n\n{text}\n\nFull story: https://a.example/1" for headline, text in ENGLISH)  # fmt: skip
    assert read(f"The Week\n\nIN THIS ISSUE\n{contents}\n\n***\n\n{items}") == said(shouted(ENGLISH))


HEAD = "Subject: Fwd: {subject}\nFrom: {sender}\nDate: Tue, 3 Mar 2026 07:00:00 +0000\n\n"


def test_the_head_of_a_pasted_letter_names_its_source() -> None:
    head = HEAD.format(subject="Trams, tides and tariffs", sender='"Quayside" <news@quay.example>')
    found = split(normalise(f"{head}View in browser\n\n{numbered(ENGLISH)}\n\nUnsubscribe")).stories
    assert [(story.headline, story.source) for story in found] == [
        (headline, "Quayside") for headline, _ in shouted(ENGLISH)
    ]


def test_the_subject_of_a_pasted_mail_heads_an_article_that_has_no_headline() -> None:
    head = HEAD.format(subject=TRAMS, sender="Ada Lind <ada@post.example>")
    (story,) = split(normalise(f"{head}{TRAMS_TEXT}")).stories
    assert (story.headline, story.source, story.date) == (TRAMS, None, "3 Mar 2026")


def test_the_subject_of_a_pasted_mail_gives_way_to_the_headline_below_it() -> None:
    head = HEAD.format(subject="please look at this", sender="Ada Lind <ada@post.example>")
    assert headlines(f"{head}{TRAMS}\n\n{TRAMS_TEXT}") == [TRAMS]


def test_a_letter_of_nothing_but_itself_holds_no_story() -> None:
    with pytest.raises(UnreadableInput):
        split("View in browser\n\nYou are receiving this email because you signed up.\n\nUnsubscribe")


@pytest.mark.parametrize(
    "line",
    [
        "View this email in your browser", "Having trouble viewing this email? Click here", "Afficher dans le navigateur", "Im Browser ansehen",
        "Ver no navegador", "Visualizza nel browser", "Tarayıcıda görüntüle", "Zobacz w przeglądarce", "Lihat di browser", "在浏览器中查看", "ブラウザで表示する",
        "عرض في المتصفح", "ब्राउज़र में देखें", "Se désinscrire", "Newsletter abbestellen", "Cancelar inscrição", "Cancella l'iscrizione",
        "Abonelikten çık", "Wypisz się", "Berhenti berlangganan", "退订", "配信停止はこちら", "إلغاء الاشتراك", "सदस्यता समाप्त करें",
        "Ha recibido este correo porque está suscrito. Para darse de baja, pulse aquí.", "本邮件由系统自动发送",
        "You received this message because you subscribed to the Morning Letter.", "Was this email forwarded to you?",
    ],
)  # fmt: skip
def test_what_a_letter_says_of_itself_is_known_in_the_languages_we_read(line: str) -> None:
    assert mailings.speaks(line)


@pytest.mark.parametrize(
    "line",
    [
        "The court said users must be able to unsubscribe with one click.", "Прокуратура сообщила, что жители не могут отписаться от рассылки.",
        "Millions of people view the results in a browser.", "Unsubscribed users rose to two million", "Die Kunden können sich jederzeit abmelden, sagte das Gericht.",
    ],
)  # fmt: skip
def test_news_of_letters_is_no_letter(line: str) -> None:
    assert not mailings.speaks(line)


@pytest.mark.parametrize("marks", [("1. ", "2. ", "3. "), ("• ",) * 3])
@pytest.mark.parametrize("opening", ["", "Here is what the harbour deal means.\n\n"])
def test_marked_parts_of_one_article_stay_one_story(marks: tuple[str, ...], opening: str) -> None:
    heads = ("Who pays for the harbour", "When work on the harbour begins", "What critics of the harbour say")
    texts = (
        "The city pays for half of the harbour and the state pays the rest, the mayor of Lorna said.",
        "Work on the harbour begins in March and ends two years later, the mayor of Lorna said.",
        "Critics say the harbour is too small for the ships that the city wants, and costs too much.",
    )
    parts = (f"{mark}{head}\n{text}" for mark, head, text in zip(marks, heads, texts, strict=True))
    title = "Five things to know about the harbour deal"
    found = split(normalise(f"{title}\n\n{opening}" + "\n\n".join(parts)))
    assert [story.headline for story in found.stories] == [title]


def test_the_text_below_a_numbered_headline_may_be_wrapped() -> None:
    text = (
        "Sawn timber will cost more from March because of tariffs that the trade ministry announced on Monday "
        "together with lower ones on paper, pulp and the machines that the sawmills of the valley need."
    )
    stories = (*ENGLISH[:2], (TIMBER, text))
    letter = "\n\n".join(
        f"{number}. {headline}\n\n" + "\n".join(textwrap.wrap(told, 48))
        for number, (headline, told) in enumerate(stories, 1)
    )
    assert headlines(f"View in browser\n\n{letter}\n\nUnsubscribe") == [headline for headline, _ in stories]
