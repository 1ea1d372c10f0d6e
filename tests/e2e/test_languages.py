"""Articles in many languages, from the paste to what a follower of each topic reads, over the sandbox."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from driving import OTHER_READER, Chat, House, preview

from bot.sandbox import Sandbox


@dataclass(frozen=True)
class Article:
    """A headline on two topics, what is said of the one and of the other, and the furniture around it."""

    headline: str
    russia: tuple[str, str]
    korea: tuple[str, ...]
    furniture: tuple[str, str]

    @property
    def paste(self) -> str:
        above, below = self.furniture
        return "\n\n".join((above, self.headline, *self.russia, *self.korea, below))


ARTICLES = {
    "ru": Article(
        "Москва и Вашингтон продлили обмен уведомлениями о пусках",
        (
            "Россия и США продлили на год обмен уведомлениями о пусках ракет, сообщили во вторник в Кремле и в Госдепартаменте.",
            "Вашингтон просил о пяти годах, но Москва согласилась только на один, говорится в ноте российского министерства.",
        ),
        (
            "Отдельная часть ноты посвящена КНДР: Пхеньян предупредил соседей о пуске спутника с полигона на западном берегу.",
            "Северная Корея закрыла для судов район моря на восемь дней, и Пхеньян не ответил на вопросы о высоте полёта.",
        ),
        ("Главная", "Поделиться"),
    ),
    "ko": Article(
        "미국과 러시아, 미사일 발사 통보 1년 연장",
        (
            "미국과 러시아는 미사일 발사를 서로 알리는 약속을 1년 더 이어 가기로 했다고 백악관과 크렘린이 화요일 밝혔다.",
            "워싱턴은 5년을 원했지만 모스크바는 1년만 받아들였다고 러시아 외무부가 문서에서 설명했다.",
        ),
        (
            "문서의 뒷부분은 북한을 다룬다. 북한은 서해안 발사장에서 위성을 쏘겠다고 이웃 나라에 미리 알렸다.",
            "평양은 여드레 동안 바다 일부에 배가 들어오지 못하게 했고, 북한은 비행 고도를 묻는 질문에 답하지 않았다.",
        ),
        ("홈", "공유하기"),
    ),
    "zh": Article(
        "美国与俄罗斯把导弹发射通报延长一年",
        (
            "白宫和克里姆林宫周二宣布，美国与俄罗斯相互通报导弹发射的安排再延长一年，双方不再另行谈判。",
            "俄罗斯外交部的照会说，华盛顿希望延长五年，莫斯科只同意一年，其余问题留到秋天再谈。",
        ),
        (
            "照会的后半部分谈到朝鲜。朝鲜已通知邻国，将从西海岸的发射场发射一颗卫星，日期没有公布。",
            "平壤把一片海域关闭八天，禁止船只进入，对有关飞行高度的提问，朝鲜没有回答。",
        ),
        ("首页", "分享"),
    ),
    "ja": Article(
        "米国とロシア、ミサイル発射の通報を1年延長",
        (
            "ホワイトハウスとクレムリンは火曜日、米国とロシアがミサイル発射を互いに知らせる取り決めを1年延ばすと発表した。",
            "ロシア外務省の文書によると、ワシントンは5年を求めたが、モスクワが受け入れたのは1年だけだった。",
        ),
        (
            "文書の後半は北朝鮮に触れている。北朝鮮は西海岸の発射場から衛星を打ち上げると周辺国に知らせた。",
            "平壌は8日間にわたって海の一部を船に閉ざし、飛行の高さを問われても北朝鮮は答えなかった。",
            "韓国の国防省は、北朝鮮の打ち上げを陸と海から見守り、結果をその日のうちに伝えると述べた。",
        ),
        ("ホーム", "シェアする"),
    ),
    "ar": Article(
        "الولايات المتحدة وروسيا تمددان الإخطار بإطلاق الصواريخ عاما واحدا",
        (
            "أعلن البيت الأبيض والكرملين يوم الثلاثاء أن الولايات المتحدة وروسيا مددتا لعام واحد تبادل الإخطارات بإطلاق الصواريخ.",
            "وجاء في مذكرة الوزارة الروسية أن واشنطن طلبت خمسة أعوام لكن موسكو لم تقبل إلا عاما واحدا.",
        ),
        (
            "ويتناول الجزء الأخير من المذكرة كوريا الشمالية، فقد أخطرت بيونغ يانغ جيرانها بإطلاق قمر صناعي من الساحل الغربي.",
            "وأغلقت كوريا الشمالية جزءا من البحر أمام السفن ثمانية أيام، ولم تجب بيونغ يانغ عن أسئلة بشأن ارتفاع المسار.",
        ),
        ("الرئيسية", "شارك"),
    ),
    "hi": Article(
        "अमेरिका और रूस ने मिसाइल प्रक्षेपण की सूचना का समझौता एक साल बढ़ाया",
        (
            "अमेरिका और रूस ने मिसाइल प्रक्षेपण की सूचना देने का समझौता एक साल के लिए बढ़ाया है, क्रेमलिन ने मंगलवार को बताया।",
            "रूस के मंत्रालय के नोट के अनुसार वाशिंगटन पाँच साल चाहता था, पर मॉस्को केवल एक साल पर राज़ी हुआ।",
        ),
        (
            "नोट का अंतिम भाग उत्तर कोरिया के बारे में है। उत्तर कोरिया ने पड़ोसियों को पश्चिमी तट से उपग्रह भेजने की सूचना दी।",
            "प्योंगयांग ने समुद्र का एक हिस्सा आठ दिन के लिए जहाज़ों के लिए बंद किया, और उत्तर कोरिया ने ऊँचाई के सवाल का जवाब नहीं दिया।",
        ),
        ("होम", "शेयर करें"),
    ),
    "es": Article(
        "Estados Unidos y Rusia prorrogan un año los avisos de lanzamiento",
        (
            "Estados Unidos y Rusia prorrogaron un año el intercambio de avisos de lanzamiento de misiles, anunció el Kremlin el martes.",
            "Washington había pedido cinco años, pero Moscú aceptó solo uno, según la nota del ministerio ruso.",
        ),
        (
            "La última parte de la nota trata de Corea del Norte: Pionyang avisó a sus vecinos de un satélite desde la costa oeste.",
            "Corea del Norte cerró a los barcos una parte del mar durante ocho días, y Pionyang no contestó sobre la altura del vuelo.",
        ),
        ("Inicio", "Compartir"),
    ),
}


@pytest.mark.parametrize("language", ARTICLES)
async def test_each_follower_reads_what_concerns_their_topic(
    language: str, editor: Chat, reader: Chat, house: House, sandbox: Sandbox
) -> None:
    article = ARTICLES[language]
    other = Chat(sandbox, OTHER_READER, OTHER_READER)
    await reader.say("/subscribe us-russia")
    await other.say("/subscribe north-korea")
    await preview(editor, article.paste)
    (story,) = (await house.newsroom.preview(1)).stories
    assert (story.language, story.headline) == (language, article.headline)
    assert story.paragraphs == (*article.russia, *article.korea)
    assert {match.slug for match in story.topics if match.chosen} == {"us-russia", "north-korea"}
    await editor.tap("Publish")
    on_russia = (await reader.until_text(article.headline))["text"]
    on_korea = (await other.until_text(article.headline))["text"]
    assert on_russia.startswith("🇺🇸🇷🇺 US–Russia\n\n")
    assert on_korea.startswith("🇰🇵 North Korea\n\n")
    assert article.russia[0] in on_russia
    assert any(text in on_korea for text in article.korea)
    assert article.russia[1] not in on_korea
    assert not [text for text in (on_russia, on_korea) if any(line in text for line in article.furniture)]
