"""Capitals, and cities of ten million people, that the time zone database does not know by name.

By their zones, as the five languages call them where they do so differently; San Francisco and Saint Petersburg are
asked for so often that they are here too.
"""

from __future__ import annotations

from types import MappingProxyType

CITIES: MappingProxyType[str, str] = MappingProxyType(
    {
        "Africa/Abidjan": "Yamoussoukro, Ямусукро, 야무수크로, ياموسوكرو",
        "Africa/Blantyre": "Lilongwe, Лилонгве, 릴롱궤, ليلونغوي",
        "Africa/Bujumbura": "Gitega, Гитега, 기테가, جيتيجا",
        "Africa/Casablanca": "Rabat, Рабат, 라바트, الرباط",
        "Africa/Dar_es_Salaam": "Dodoma, Додома, 도도마, دودوما",
        "Africa/Douala": "Yaoundé, Яунде, 야운데, ياوندي",
        "Africa/Johannesburg": "Pretoria, Претория, 프리토리아, بريتوريا, Cape Town, Кейптаун, 케이프타운, "
        "Ciudad del Cabo, كيب تاون, Bloemfontein",
        "Africa/Lagos": "Abuja, Абуджа, 아부자, أبوجا",
        "America/Barbados": "Bridgetown",
        "America/Belize": "Belmopan",
        "America/Costa_Rica": "San José, Сан-Хосе, 산호세, سان خوسيه",
        "America/Dominica": "Roseau",
        "America/El_Salvador": "San Salvador, Сан-Сальвадор, 산살바도르, سان سلفادور",
        "America/Grenada": "St. George's, Saint George's",
        "America/Guatemala": "Guatemala City, Ciudad de Guatemala",
        "America/Guayaquil": "Quito, Кито, 키토, كيتو",
        "America/Guyana": "Georgetown",
        "America/Jamaica": "Kingston, Кингстон, 킹스턴, كينغستون",
        "America/La_Paz": "Sucre, Сукре, 수크레, سوكري",
        "America/Los_Angeles": "San Francisco, Сан-Франциско, 샌프란시스코, سان فرانسيسكو",
        "America/Mexico_City": "Ciudad de México",
        "America/New_York": "Washington, Washington DC, Вашингтон, 워싱턴, واشنطن",
        "America/Panama": "Panama City, Ciudad de Panamá",
        "America/Sao_Paulo": "Brasília, Бразилиа, 브라질리아, برازيليا, Rio de Janeiro, Рио-де-Жанейро, Rio, "
        "리우데자네이루, ريو دي جانيرو",
        "America/St_Kitts": "Basseterre",
        "America/St_Lucia": "Castries",
        "America/St_Vincent": "Kingstown",
        "America/Toronto": "Ottawa, Оттава, 오타와, أوتاوا",
        "Asia/Aden": "Sanaa, Сана, 사나, Saná, صنعاء",
        "Asia/Almaty": "Astana, Астана, 아스타나, Astaná, أستانا, Nur-Sultan",
        "Asia/Bahrain": "Manama, Манама, 마나마, المنامة",
        "Asia/Brunei": "Bandar Seri Begawan",
        "Asia/Colombo": "Sri Jayawardenepura Kotte, Kotte",
        "Asia/Dubai": "Abu Dhabi, Абу-Даби, 아부다비, أبو ظبي, أبوظبي",
        "Asia/Hebron": "Ramallah, Рамалла, 라말라, Ramala, رام الله",
        "Asia/Ho_Chi_Minh": "Hanoi, Ханой, 하노이, Hanói, هانوي",
        "Asia/Karachi": "Islamabad, Исламабад, 이슬라마바드, إسلام أباد, Lahore, Лахор, 라호르, لاهور",
        "Asia/Kolkata": "New Delhi, Delhi, Дели, Нью-Дели, 델리, 뉴델리, Nueva Delhi, دلهي, نيودلهي, "
        "Mumbai, Bombay, Мумбаи, Бомбей, 뭄바이, مومباي, Bengaluru, Bangalore, Бангалор, 벵갈루루, بنغالور, "
        "Chennai, Ченнаи, 첸나이, تشيناي, Hyderabad, Хайдарабад, 하이데라바드, حيدر أباد",
        "Asia/Kuwait": "Kuwait City, Ciudad de Kuwait",
        "Asia/Qatar": "Doha, Доха, 도하, الدوحة",
        "Asia/Shanghai": "Beijing, Peking, Пекин, 베이징, 북경, Pekín, بكين, Guangzhou, Гуанчжоу, 광저우, Cantón, "
        "قوانغتشو, Shenzhen, Шэньчжэнь, 선전, شنجن, Chengdu, Чэнду, 청두, تشنغدو, Tianjin, Тяньцзинь, 톈진, "
        "تيانجين, Wuhan, Ухань, 우한, ووهان",
        "Asia/Tokyo": "Osaka, Осака, 오사카, أوساكا",
        "Asia/Yangon": "Naypyidaw, Нейпьидо, 네피도, Naipyidó, نايبيداو",
        "Atlantic/Cape_Verde": "Praia, Прая, 프라이아, برايا",
        "Europe/Andorra": "Andorra la Vella",
        "Europe/Belgrade": "Pristina, Приштина, 프리슈티나, بريشتينا",
        "Europe/Istanbul": "Ankara, Анкара, 앙카라, أنقرة",
        "Europe/Kyiv": "키이우",
        "Europe/Malta": "Valletta, Валлетта, 발레타, La Valeta, فاليتا",
        "Europe/Moscow": "Saint Petersburg, St. Petersburg, Санкт-Петербург, Петербург, Питер, СПб, "
        "상트페테르부르크, San Petersburgo, سانت بطرسبرغ",
        "Europe/Tirane": "Tirana",
        "Europe/Zurich": "Bern, Берн, 베른, Berna, برن",
        "Indian/Comoro": "Moroni, Морони, 모로니, موروني",
        "Indian/Maldives": "Malé, Мале, 말레, ماليه",
        "Indian/Mauritius": "Port Louis, Порт-Луи, 포트루이스, بورت لويس",
        "Pacific/Auckland": "Wellington, Веллингтон, 웰링턴, ويلينغتون",
        "Pacific/Efate": "Port Vila",
        "Pacific/Fiji": "Suva, Сува, 수바, سوفا",
        "Pacific/Guadalcanal": "Honiara",
        "Pacific/Nauru": "Yaren",
        "Pacific/Palau": "Ngerulmud",
        "Pacific/Pohnpei": "Palikir",
        "Pacific/Tongatapu": "Nukuʻalofa, Nuku'alofa",
    }
)
