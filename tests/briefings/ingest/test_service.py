"""Sentences in which a site speaks of itself."""

from __future__ import annotations

import pytest

from briefings.ingest.rules import label
from briefings.ingest.split import split
from briefings.ingest.text import normalise
from briefings.model import LineLabel


@pytest.mark.parametrize(
    "line",
    [
        "Нашли опечатку? Выделите фрагмент и нажмите Ctrl+Enter.", "Подписывайтесь на наш канал в Telegram.", "Suivez l’actualité sur WhatsApp.",
        "Sigue la información de Internacional en Facebook y X, o en nuestra newsletter.", "Vous avez repéré une erreur ?", "Temps de lecture : 2 min.",
        "Yasal Uyarı: Yayınlanan haberlerin tüm hakları saklıdır.", "Dziękujemy, że przeczytałaś nasz artykuł do końca.", "Receba no WhatsApp as notícias.",
        "Bądź na bieżąco! Obserwuj nas w Wiadomościach Google.", "이 기사는 언론사에서 사회 섹션으로 분류했습니다.", "特别声明：以上内容仅代表作者观点。",
        "無断転載・複製を禁じます。", "تابعوا قناتنا على واتساب.", "ताजा खबरों के लिए हमें फॉलो करें।", "Ikuti saluran kami di WhatsApp.", "Segui il giornale su WhatsApp.",
    ],
)  # fmt: skip
def test_what_a_site_says_of_itself_is_no_text(line: str) -> None:
    assert label(line) is LineLabel.CHROME


@pytest.mark.parametrize(
    "line",
    [
        "Dieser Artikel ist verfassungswidrig, urteilte das Gericht.", "Sigue la sequía en el canal de Panamá.", "Этот канал связи закрыли в понедельник.",
        "Google a été condamné à une amende.", "देश के सबसे बड़े समाचार चैनल ने यह दावा किया।", "Facebook keluar dari pasar itu.", "微信宣布下周恢复服务。",
        "Telegram sarà bloccato da domani.", "WhatsApp foi bloqueado por um juiz.", "Uygulama yasağı kaldırıldı.",
    ],
)  # fmt: skip
def test_what_is_said_of_sites_by_an_article_is_text(line: str) -> None:
    assert label(line) is None


@pytest.mark.parametrize(
    "byline", ["di Anna Berg", "oprac. Anna Berg", "Por Anna Berg, g1 — Hallam", "par Anne Berg (avec AFP)"]
)
def test_a_byline_right_below_a_headline_is_none_of_it(byline: str) -> None:
    text = f"Il traghetto torna in servizio\n{byline}\nIl traghetto della baia torna in servizio lunedì, ha detto il porto.\n"
    (story,) = split(normalise(text)).stories
    assert story.headline == "Il traghetto torna in servizio"


@pytest.mark.parametrize(
    "line",
    [
        "Thank you for signing up!", "Thanks for reading the Tolm letter, which is free for all who want it.", "Gracias por leernos.", "Спасибо за подписку!", "Get every story of the harbour in our app.",
        "Join the Harbour Post community on WhatsApp for all its updates.", "Please share this story:", "An error has occurred, please try again.",
        "This video is loading in a modal window.", "Two staff writers in Tolm contributed.",
        "This is an AI-generated summary, check it against the story.", "This video is not available in Tolm.", "Tap the bell to hear of new stories:", "Comments are moderated before they appear.",
    ],
)  # fmt: skip
def test_orders_thanks_and_faults_are_no_text(line: str) -> None:
    assert label(line) is LineLabel.CHROME


@pytest.mark.parametrize(
    "line",
    [
        "Join the navy, minister tells the young in every harbour group", "Thanks to the dam, the village stayed dry through the long winter storms.",
        "Heavy rain also contributed.", "Support for the plan grew in spring, when two more towns joined the group of its friends and paid for it.",
    ],
)  # fmt: skip
def test_a_text_may_thank_and_join(line: str) -> None:
    assert label(line) is None
