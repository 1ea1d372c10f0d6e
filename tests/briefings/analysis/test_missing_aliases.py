from __future__ import annotations

import pytest

from briefings.analysis.missing_aliases import suggest

OWN = [
    (
        f"The port was closed on {day}. Inspectors of the Harbour Office found cracks in Dam Seven. It stays shut.",
        "en",
    )
    for day in ("Monday", "Tuesday", "Friday")
]
OTHERS = [("The mayor met the Harbour Council and the Trade Ministry. Trains ran.", "en")] * 3


def test_names_that_its_stories_share_are_suggested() -> None:
    assert suggest(OWN, OTHERS, ["port"]) == ("Dam Seven", "Harbour Office")


def test_what_is_an_alias_is_not_suggested_nor_a_longer_name_with_it() -> None:
    assert suggest(OWN, OTHERS, ["harbour"]) == ("Dam Seven",)


def test_what_the_other_stories_use_as_well_is_not_suggested() -> None:
    assert "Trade Ministry" not in suggest([*OWN, OTHERS[0], OTHERS[0]], OTHERS, [])


def test_a_single_story_suggests_nothing() -> None:
    assert suggest(OWN[:1], OTHERS, []) == ()


def test_no_stories_suggest_nothing() -> None:
    assert suggest([], [], []) == ()


WITHOUT_CAPITALS = {
    "zh": (
        "卡姆岛",
        [
            "卡姆岛周二重新开放港口。卡姆岛港务局局长林海生说，灯塔也恢复了。",
            "港务局宣布卡姆岛渡轮停航。局长林海生没有说明原因。",
            "卡姆岛的渔民周五与港务局谈判，要求赔偿。林海生到卡姆岛港务局开会。",
        ],
        [
            "市政府宣布提高公交票价。市长没有说明原因。",
            "财政局公布预算，教育支出增加。",
            "法院周二开会，律师要求赔偿。",
        ],
        (
            "港务局",
            "林海生",
        ),
    ),
    "ja": (
        "カム島",
        [
            "カム島の港が火曜に再開した。カム島港湾局の林健太局長が発表した。フェリーは止まったままだ。",
            "カム島の漁協はフェリーの再開を求めた。港湾局は理由を説明していない。",
            "港湾局は水曜、カム島のフェリー運航を発表した。林健太局長は会見を開いた。",
        ],
        [
            "市議会は予算を発表した。教育費が増える。",
            "裁判所は火曜に判決を出した。理由を説明した。",
            "市長は会見を開いた。バス料金が上がる。",
        ],
        (
            "フェリー",
            "再開",
            "港湾局",
        ),
    ),
    "ko": (
        "캄섬",
        [
            "캄섬 항구가 화요일 다시 열렸다고 항만청이 캄섬에서 밝혔다.",
            "항만청은 캄섬 여객선을 멈췄다. 임해성 청장은 캄섬에 오지 않았다.",
            "캄섬 어민들은 항만청에 보상을 요구했다. 임해성이 캄섬을 찾았다.",
        ],
        [
            "시의회가 예산을 발표했다. 교육비가 늘어난다고 밝혔다.",
            "법원이 화요일 판결을 내렸다고 밝혔다.",
            "시장이 버스 요금을 올렸다. 보상을 요구했다.",
        ],
        (
            "항만청",
            "임해성",
        ),
    ),
    "ar": (
        "جزيرة كام",
        [
            "أعادت جزيرة كام فتح الميناء يوم الثلاثاء، وقال مدير هيئة الموانئ سليم.",
            "أوقفت هيئة الموانئ عبارة جزيرة كام ولم تذكر سببا.",
            "طالب صيادو جزيرة كام هيئة الموانئ بتعويض يوم الجمعة.",
        ],
        [
            "أعلن مجلس المدينة الميزانية يوم الثلاثاء وقال إنها أكبر.",
            "أصدرت المحكمة حكمها يوم الجمعة ولم تذكر سببا.",
            "رفع مجلس المدينة أجرة الحافلات وقال مدير الحافلات إنها عادلة.",
        ],
        ("هيئة الموانئ",),
    ),
    "hi": (
        "काम द्वीप",
        [
            "काम द्वीप का बंदरगाह मंगलवार को खुला। काम द्वीप के बंदरगाह प्राधिकरण ने यह कहा।",
            "बंदरगाह प्राधिकरण ने काम द्वीप की नौका रोक दी।",
            "काम द्वीप के मछुआरों ने बंदरगाह प्राधिकरण से मुआवजा मांगा।",
        ],
        [
            "नगर परिषद ने मंगलवार को बजट पेश किया।",
            "अदालत ने शुक्रवार को फैसला दिया।",
            "नगर परिषद ने बस किराया बढ़ाया, मुआवजा नहीं मांगा।",
        ],
        ("बंदरगाह प्राधिकरण",),
    ),
}


@pytest.mark.parametrize("language", WITHOUT_CAPITALS)
def test_terms_that_come_back_beside_an_alias_are_suggested_in_scripts_without_capitals(
    language: str,
) -> None:
    alias, own, others, wanted = WITHOUT_CAPITALS[language]
    assert (
        suggest([(text, language) for text in own], [(text, language) for text in others], [alias]) == wanted
    )


@pytest.mark.parametrize("language", WITHOUT_CAPITALS)
def test_without_other_stories_of_the_language_there_is_nothing_to_tell_terms_by(language: str) -> None:
    alias, own, _, _ = WITHOUT_CAPITALS[language]
    assert suggest([(text, language) for text in own], OTHERS, [alias]) == ()


def test_small_letters_of_any_script_make_no_name() -> None:
    own = [
        (f"В порту Холмска сказали об этом {day}. Капитан Иван Сомов вышел в море.", "ru") for day in "абв"
    ]
    assert suggest(own, [("Мэр вышел в город.", "ru")] * 3, ["порт"]) == ("Иван Сомов", "Холмска")
