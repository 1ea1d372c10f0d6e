"""Sentences in which a site speaks to its reader, and those of stories that only sound so."""

from __future__ import annotations

import pytest

from briefings.ingest import voice
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


@pytest.mark.parametrize(
    "said",
    [
        "You have two free articles left this month.", "Our reporting depends on people like you who chip in.", "Your email address will not be published.",
        "This article was translated from Portuguese by a machine and checked by an editor.", "If you spotted a mistake, let the editors know.",
        "Recibe cada mañana las noticias más importantes en tu correo.", "Los comentarios de esta noticia están cerrados.", "Cet article est paru dans notre édition de mardi.",
        "Créez un compte pour poursuivre votre lecture.", "Haben Sie einen Hinweis für unsere Redaktion?", "Wir verwenden Cookies, um unser Angebot zu verbessern.",
        "Viu algum erro nesta reportagem? Fale com a gente.", "Baixe o nosso aplicativo e ative as notificações.", "Sostieni il nostro giornalismo con una donazione.",
        "Ti è piaciuto l'articolo? Condividilo con i tuoi amici.", "Поддержите нашу редакцию пожертвованием.", "Ваш адрес электронной почты не будет опубликован.",
        "Załóż bezpłatne konto, aby czytać dalej.", "Twój adres e-mail nie zostanie opublikowany.", "Haberi beğendiniz mi? Arkadaşlarınızla paylaşın.",
        "Bağımsız gazeteciliğimize destek olun.", "Versi awal artikel ini memuat tanggal yang keliru.", "Dukung jurnalisme kami dengan donasi.", "기사에서 오류를 발견하셨나요? 알려주세요.",
        "앱을 설치하고 알림을 켜세요.", "私たちの報道をご支援ください。", "このコンテンツは会員限定です。", "下载我们的客户端，开启推送通知。", "如果您发现文章有误，请告诉我们。",
        "ادعم صحافتنا المستقلة بتبرعك.", "هل لاحظت خطأ في هذا المقال؟ راسلنا.", "हमारा ऐप डाउनलोड करें और नोटिफिकेशन चालू करें।", "आपका ईमेल पता प्रकाशित नहीं किया जाएगा।",
    ],
)  # fmt: skip
def test_a_site_speaks_to_its_reader_of_its_trade(said: str) -> None:
    assert voice.appeal(said) >= voice.SURE


@pytest.mark.parametrize(
    "told",
    [
        "The newspaper said its newsletter had reached two million subscribers in March.", "The regulator fined the app for storing cookies without asking its users.",
        "Donations to the party doubled after the debate.", "Readers can now pay for single articles instead of a subscription.", "You could hear the sirens all over the valley.",
        "Our country has changed, and you can see it in every village.", "Follow the river for two miles and you reach the old mill.", "If you have symptoms, stay at home and call your doctor.",
        "The app asks users to sign in with their email address before they can read anything.", "In May the site put all of its stories behind a paywall.",
        "Voters who want to donate by phone must download an app first.", "The court ordered the paper to publish a correction of the story.", "Nobody should share the video, police warned.",
        'The minister said: "Subscribe to our newsletter and share this article with your friends."', "La aplicación pedía a sus usuarios una cuenta de correo.",
        "Les abonnés de la lettre ont reçu une alerte mardi.", "Die Zeitung schließt im Mai die Kommentare auf ihrer Website.", "O jornal vai fechar os comentários do seu site em maio.",
        "L'articolo è stato pubblicato per errore, secondo il quotidiano.", "Подписчики рассылки получили предупреждение во вторник.", "Мы потеряли всё во время наводнения.",
        "Aplikacja wymagała od użytkowników adresu e-mail.", "Makale yanlışlıkla yayınlandı, gazete açıkladı.", "Artikel itu diterbitkan karena kesalahan, kata redaksi koran.",
        "신문사는 5월에 웹사이트 댓글을 닫을 예정이다.", "メールマガジンの購読者は火曜日に警告を受け取った。", "该应用要求用户提供电子邮箱地址。", "طلب التطبيق من المستخدمين عنوان البريد الإلكتروني.",
        "अखबार मई में अपनी वेबसाइट पर टिप्पणियां बंद कर देगा।",
    ],
)  # fmt: skip
def test_a_story_tells_of_sites_and_of_you_and_us(told: str) -> None:
    assert voice.appeal(told) < voice.LIKELY


MILL = ("Mill of Orm grinds again", "The mill of Orm ground its first flour on Monday, after nine years of silence.", "Its wheel was mended by two carpenters from Tolm, who worked through the winter.")  # fmt: skip


@pytest.mark.parametrize(
    "said", ["You have reached your article limit.", "Comments on this article are now closed."]
)
def test_what_is_likely_the_sites_is_no_text_where_the_page_ends(said: str) -> None:
    (story,) = split(normalise("\n\n".join((*MILL, said)))).stories
    assert story.paragraphs == MILL[1:]


def test_a_column_may_speak_to_its_readers_of_apps() -> None:
    advice = ("You may think that flour is flour, until you have tasted that of Orm, ground by a wheel.", "Get the recipe of the mill in an app on your phone.")  # fmt: skip
    (story,) = split(normalise("\n\n".join((*MILL, *advice, "You will not buy another.")))).stories
    assert story.paragraphs[-3:] == (*advice, "You will not buy another.")
