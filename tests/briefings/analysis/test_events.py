"""Stories on one happening find each other; stories of one kind do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.analysis.events import Window, signature

QUAKE = signature(
    "Quake shakes Kalamata",
    [
        "An earthquake of magnitude 5.8 shook Kalamata in southern Greece early on Sunday, the institute in Athens said.",
        "Two churches in Kalamata lost their towers, and the harbour was closed.",
    ],
    "en",
)
QUAKE_AGAIN = signature(
    "Kalamata counts the damage",
    [
        "Kalamata counted the damage on Monday after the earthquake of magnitude 5.8 that brought down two church towers.",
        "The harbour of the Greek town opens again on Tuesday.",
    ],
    "en",
)
OTHER_QUAKE = signature(
    "Quake shakes Arequipa",
    [
        "An earthquake of magnitude 6.1 shook Arequipa in southern Peru late on Friday, the institute in Lima said.",
        "Several houses in Arequipa lost their roofs, and the airport was closed.",
    ],
    "en",
)


def test_a_second_story_on_a_happening_joins_its_event() -> None:
    window = Window()
    window.add(1, QUAKE)
    window.add(2, OTHER_QUAKE)
    match = window.match(QUAKE_AGAIN)
    assert match is not None
    assert match[0] == 1
    assert 0 < match[1] <= 1


def test_another_happening_of_the_same_kind_is_a_new_event() -> None:
    window = Window()
    window.add(1, QUAKE)
    assert window.match(OTHER_QUAKE) is None


def test_the_first_story_is_a_new_event() -> None:
    assert Window().match(QUAKE) is None


def test_chinese_stories_are_linked_by_their_characters() -> None:
    window = Window()
    window.add(
        5, signature("北部港口关闭", ["风暴冲毁外堤后，市政府周一关闭北部港口，运粮船只改往南部港口。"], "zh")
    )
    window.add(6, signature("飞行员罢工", ["航空公司飞行员周五罢工，十几个航班取消，乘客改乘轮船。"], "zh"))
    match = window.match(signature("港口何时开放", ["工程师检查外堤，北部港口因风暴关闭已有三天。"], "zh"))
    assert match is not None
    assert match[0] == 5


@given(st.text(max_size=100), st.lists(st.text(max_size=100), max_size=3))
def test_any_story_can_be_kept_and_compared(headline: str, paragraphs: list[str]) -> None:
    window = Window()
    window.add(1, signature(headline, paragraphs, "en"))
    match = window.match(signature(headline, paragraphs, "en"))
    assert match is None or match[0] == 1


def test_korean_stories_are_linked_whatever_particles_their_words_bear() -> None:
    window = Window()
    window.add(
        7,
        signature(
            "로르나 심야 전차 재운행",
            [
                "로르나 시의회는 월요일 6년 만에 심야 전차를 다시 운행하기로 의결했다. 첫 전차는 금요일 역과 항구 사이를 달린다.",
                "브란트 시장은 연간 비용이 400만 크로네라고 밝혔다. 키스트리트 주민들은 소음을 우려했다.",
            ],
            "ko",
        ),
    )
    again = signature(
        "로르나, 밤에도 전차 달린다",
        [
            "로르나에서 금요일부터 밤에도 전차가 달린다. 시의원들은 월요일 찬성 31표, 반대 22표로 이같이 결정했다.",
            "브란트 시장이 기자들에게 400만 크로네의 비용을 나눠 낸다고 말했다. 반대 측은 키스트리트의 소음을 지적했다.",
        ],
        "ko",
    )
    match = window.match(again)
    assert match is not None
    assert match[0] == 7


def told(language: str, headline: str, text: str) -> bytes:
    return signature(headline, text.split("\n"), language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (
            "en",
            ("Mill in Vaasa burns down", "A paper mill in Vaasa burned down on Monday night, police said. Nobody was hurt."),
            ("Mill in Kotka burns down", "A paper mill in Kotka burned down on Sunday night, police said. Nobody was hurt."),
        ),
        (
            "en",
            ("Barge sinks on Lake Ilmen", "A barge with gravel sank on Lake Ilmen on Monday, police said. All of the crew swam ashore."),
            ("Barge sinks on Lake Onega", "A barge with timber sank on Lake Onega on Tuesday, police said. All of the crew swam ashore."),
        ),
        (
            "de",
            ("Scheune in Husum abgebrannt", "In Husum ist am Montag eine Scheune mit Stroh abgebrannt. Die Ursache ist offen."),
            ("Scheune in Emden abgebrannt", "In Emden ist am Montag eine Scheune mit Heu abgebrannt. Die Ursache ist offen."),
        ),
        (
            "ru",
            ("Паром сел на мель у Кеми", "Паром с сорока пассажирами сел на мель у Кеми. Никто не пострадал, сообщил порт."),
            ("Паром сел на мель у Керчи", "Паром с тридцатью пассажирами сел на мель у Керчи. Никто не пострадал, сообщил порт."),
        ),
        (
            "tr",
            ("Sinop'ta tekne battı", "Sinop'ta balıkçı teknesi battı, üç kişi kurtarıldı. Olay sabaha karşı oldu."),
            ("Giresun'da tekne battı", "Giresun'da balıkçı teknesi battı, dört kişi kurtarıldı. Olay sabaha karşı oldu."),
        ),
        (
            "zh",
            ("云南大理市一仓库起火", "周三夜里，云南省大理市一座仓库起火，无人受伤。起火原因正在调查。"),
            ("浙江台州市一仓库起火", "周三夜里，浙江省台州市一座仓库起火，无人受伤。起火原因正在调查。"),
        ),
        (
            "zh",
            ("石家庄一桥梁坍塌", "周五，石家庄市一座在建桥梁坍塌，四人受伤。住建部门责令停工，调查组已成立。"),
            ("宁波一桥梁坍塌", "周五，宁波市一座在建桥梁坍塌，两人受伤。住建部门责令停工，调查组已成立。"),
        ),
        (
            "ko",
            ("강릉 창고에서 불", "월요일 밤 강원 강릉시의 한 창고에서 불이 나 한 시간 만에 꺼졌다. 다친 사람은 없었다."),
            ("여수 창고에서 불", "월요일 밤 전남 여수시의 한 창고에서 불이 나 두 시간 만에 꺼졌다. 다친 사람은 없었다."),
        ),
        (
            "ar",
            ("حريق في مدينة السويس", "اندلع حريق في مخزن بمدينة السويس ليلة الاثنين ولم يصب أحد. وبدأ التحقيق في الأسباب."),
            ("حريق في مدينة طنجة", "اندلع حريق في مخزن بمدينة طنجة ليلة الاثنين ولم يصب أحد. وبدأ التحقيق في الأسباب."),
        ),
    ],
)  # fmt: skip
def test_two_reports_of_one_pattern_on_two_places_are_two_events(
    language: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    window = Window()
    window.add(1, told(language, *one))
    assert window.match(told(language, *other)) is None
    assert window.match(told(language, *one)) is not None


def test_what_else_a_minister_did_that_day_is_another_event() -> None:
    window = Window()
    window.add(
        1,
        told(
            "en",
            "Zelensky opens bridge",
            "President Volodymyr Zelensky opened a bridge over the Southern Bug on Monday. Lorries may use it from June.",
        ),
    )
    other = told(
        "en",
        "Zelensky receives swimmers",
        "President Volodymyr Zelensky received the national swimming team on Monday. Two of them had won gold.",
    )
    assert window.match(other) is None


def test_a_new_toll_belongs_to_the_happening() -> None:
    window = Window()
    window.add(
        1,
        told(
            "en",
            "Landslide near Gurué kills six",
            "A landslide buried a tea farm near Gurué in Mozambique on Monday and killed six people. Twenty were missing.",
        ),
    )
    update = told(
        "en",
        "Eleven dead on Gurué tea farm",
        "Rescuers dug out five more bodies near Gurué, which brings the dead of Monday's landslide to eleven. The farm is "
        "one of the largest in Mozambique.",
    )
    match = window.match(update)
    assert match is not None
    assert match[0] == 1


NORTH_SEA = (
    "Tanker for Rotterdam adrift",
    (
        "A tanker with 27 sailors was adrift off Stavanger on Monday, rescuers said. The Kristina Lund had lost its engine on the "
        "way from Murmansk to Rotterdam."
    ),
)


@pytest.mark.parametrize(
    ("language", "headline", "text"),
    [
        (
            "ru",
            "Танкер дрейфует у Ставангера",
            (
                "Танкер «Кристина Лунд» с 27 моряками на борту дрейфует у Ставангера, сообщили спасатели. Он шёл из Мурманска "
                "в Роттердам, когда отказал двигатель."
            ),
        ),
        (
            "ko",
            "유조선 스타방에르 앞바다 표류",
            "선원 27명을 태운 유조선 크리스티나 룬드호가 월요일 무르만스크에서 로테르담으로 가다가 기관 고장으로 표류했다.",
        ),
        (
            "ja",
            "タンカーがスタバンゲル沖で漂流",
            "船員27人を乗せたタンカー「クリスティナ・ルンド」が月曜日、ムルマンスクからロッテルダムへ向かう途中、スタバンゲル沖で漂流した。",
        ),
    ],
)
def test_reports_on_one_happening_are_linked_across_scripts(language: str, headline: str, text: str) -> None:
    window = Window()
    window.add(3, told("en", *NORTH_SEA))
    match = window.match(told(language, headline, text))
    assert match is not None
    assert match[0] == 3


@pytest.mark.parametrize(
    "text",
    [
        "Порт Роттердама принял в понедельник танкер из Мурманска. Его встретили у Ставангера лоцманы.",  # no figure
        "В Мурманске в понедельник открыли школу на 27 классов. Она названа именем учителя.",  # one name
        "Роттердам и Ставангер ждут гостей из Мурманска: в порту 27 мест для яхт.",  # three names and a figure
        "Танкер «Анна Холм» с 27 моряками дрейфует у Сочи. Он шёл из Батума в Констанцу.",  # other names
    ],
)
def test_names_or_figures_alone_link_nothing_across_scripts(text: str) -> None:
    window = Window()
    window.add(3, told("en", *NORTH_SEA))
    assert window.match(told("ru", "Новости", text)) is None


def test_what_else_happened_in_a_japanese_city_that_day_is_another_event() -> None:
    window = Window()
    window.add(
        1,
        told(
            "ja",
            "高松市、夜間バス増便",
            "高松市は木曜日、夜間バスを６本増やすと発表した。大西秀人市長は「学生の声に応えた」と述べた。",
        ),
    )
    other = told(
        "ja",
        "高松市立美術館が改装",
        "高松市は木曜日、市立美術館を来年改装すると発表した。大西秀人市長は費用を12億円と見込む。",
    )
    assert window.match(other) is None


def test_chinese_reports_in_other_words_are_linked_though_nothing_has_a_capital() -> None:
    window = Window()
    window.add(
        4,
        told(
            "zh",
            "长沙湘江渡轮搁浅",
            "周四傍晚，一艘渡轮在长沙湘江搁浅，船上一百二十名乘客由小艇接走。海事部门说，江水比往年低两米。",
        ),
    )
    window.add(
        5,
        told(
            "zh", "长沙图书馆延长开放", "长沙市图书馆周四宣布，暑假期间每天开放到晚上十点，并增设儿童阅览室。"
        ),
    )
    match = window.match(
        told(
            "zh",
            "湘江水位低 渡轮停航",
            "湘江水位降至多年最低。继周四一艘渡轮在长沙搁浅、一百二十名乘客被接走后，海事部门暂停所有航班。",
        )
    )
    assert match is not None
    assert match[0] == 4


def test_two_decisions_of_one_capital_on_one_day_are_two_events() -> None:
    window = Window()
    window.add(
        1,
        told(
            "en",
            "Port Moresby bans plastic bags",
            "Shops in Port Moresby may no longer give away plastic bags, Governor Powes Parkop said on Monday. Fishermen "
            "find them in their nets, and the drains of Papua New Guinea's capital are full of them.",
        ),
    )
    other = told(
        "en",
        "Port Moresby counts its stray dogs",
        "Volunteers will count the stray dogs of Port Moresby in May, Governor Powes Parkop said on Monday. Vaccines for "
        "twenty thousand animals have come to Papua New Guinea by ship.",
    )
    assert window.match(other) is None
