"""Who and when: bylines, dates and agencies, each told from its own line."""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTH = (
    r"(?:jan(?:uary|uar|vier|eiro)?|feb(?:ruary|ruar)?|mar(?:ch|s|ço|zo)?|apr(?:il)?|avril|may|mai|june?|juni|juin|july?|juli|juillet"
    r"|aug(?:ust)?|août|sep(?:t(?:ember|embre)?)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?|dec(?:ember)?|dez(?:ember)?|d[ée]cembre|märz"
    r"|enero|febrero|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|février"
    r"|fevereiro|maio|junho|julho|setembro|outubro|novembro|dezembro"
    r"|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
    r"|янв(?:аря)?|фев(?:раля)?|мар(?:та)?|апр(?:еля)?|мая|июн[яь]?|июл[яь]?|авг(?:уста)?|сен(?:тября)?|окт(?:ября)?|ноя(?:бря)?|дек(?:абря)?"
    r"|januari|februari|maret|mei|agustus|desember"
    r"|marts|maart|augusti|augustus|maj|января|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"
    r"|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık"
    r"|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"
    r"|يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|كانون (?:الثاني|الأول)|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين (?:الأول|الثاني)|جانفي|فيفري|أفريل|جوان|جويلية|أوت"
    r"|जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर)"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"
DATE = (
    rf"(?:{MONTH}\.?,? {_DAY}(?:,? {_YEAR})?|{_DAY},?(?: (?:de|of))? {MONTH}\.?,?(?: (?:de|del|of))?(?: {_YEAR})?"
    rf"|{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]{_YEAR}"
    rf"|{_YEAR}\s?[年년]\s?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일]|\d{{1,2}}[月월]\s?\d{{1,2}}[日일])"
)
WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|sabato|domenica"
    r"|segunda(?:-feira)?|terça(?:-feira)?|quarta(?:-feira)?|quinta(?:-feira)?|sexta(?:-feira)?|sábado|senin|selasa|rabu|kamis|jumat|sabtu|minggu"
    r"|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela"
    r"|(?:ال)?(?:اثنين|أحد|ثلاثاء|أربعاء|خميس|جمعة|سبت)|सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार|[月火水木金土日]曜?日?|[월화수목금토일](?:요일)?|(?:星期|周|週)[一二三四五六日])"
)
_TIME = (
    r"(?:at |um |à |в |alle |ore |saat |pukul |o |godz\. |às |a las )?(?:오전 |오후 |上午|下午|午前|午後)?(?:\d{1,2}[時时시]\s?\d{1,2}[分분]|\d{1,2}(?:[:.h]\d{2}){1,2})(?: ?[ap]\.?m\.?)?(?: ?\(?(?:utc|gmt|ist|uhr|часов|[acemp][ds]t|[ecmp]t|a[cew][ds]t|nz[ds]t|cet|cest|eet|eest|bst|hkt|sgt|msk|мск|uhr|wib|[a-z]{2,3}t|h(?:r?s)?)\b\)?)?"
    r"(?: ?[+-]\d{1,2}(?::?\d{2})?)?"
)
_STAMP = (
    r"(?:(?:giriş|güncelleme|yayın(?:lanma)?) tarihi|data (?:utworzenia|publikacji|aktualizacji)|tanggal|(?:first |last )?(?:published|updated|posted|modified|created|issued|released|edited)(?: (?:on|at))?|last update|date|on|as of"
    r"|опубликовано|обновлено|дата|publicado|actualizado|atualizado|publié|mis à jour|le|veröffentlicht|aktualisiert|stand|pubblicato|aggiornato"
    r"|dipublikasikan|diperbarui|yayınlanma|güncelleme|opublikowano|aktualizacja|نشر|نُشر|تاريخ النشر|آخر تحديث|प्रकाशित|अपडेट"
    r"|发布时间|发布于|更新时间|更新|時間|时间|公開|配信|掲載|입력|수정|등록|승인)(?: ?(?:в|le|em|el|am|في))?"
)
AGENCY = (
    r"(?:Reuters|AP|AFP|PTI|ANI|IANS|UPI|UNI|TASS|Tass|RIA(?: Novosti)?|Interfax|Xinhua|EFE|ANSA|dpa|DPA|Bloomberg|Kyodo(?: News)?|Yonhap|Anadolu|AA|Associated Press|The Associated Press"
    r"|Agence France-Presse|Press Association|PA(?: Media)?|CNN|BBC|Al Jazeera|KCNA|Antara|ANTARA|PAP|Lusa|LUSA|Agência Brasil|Europa Press|KUNA|WAM|SPA|MENA|SANA|IRNA"
    r"|ТАСС|РИА Новости|Интерфакс|新华社|新華社|中新社|中新网|中央社|共同|時事|ロイター|연합뉴스|뉴시스|뉴스1|رويترز|أ ف ب|أ\.ف\.ب|فرانس برس|وكالات|د ب أ|AAP|Bernama|BERNAMA|NAN|ANP|Belga|epd|KNA|taz|APA|Keystone-SDA|Folhapress|FOLHAPRESS|Adnkronos|askanews|Italpress|ITALPRESS|İHA|DHA|Prensa Latina|TTXVN"
    r"|Укринформ|УНН|БЕЛТА|БелТА|Казинформ|КАЗИНФОРМ|وفا|واس|كونا|بترا|الأناضول|भाषा|वार्ता|एजेंसी|रॉयटर्स|आईएएनएस|एएनआई|Agencies|agencies|Agenturen|Agencias)"
)
_BY = (
    r"(?:by|von|por|par|di|oleh|przez|dal nostro inviato|dalla nostra inviata|de notre envoyée? spéciale?|de nuestr[oa] corresponsal|von unser\w+ korrespondent\w*|oprac\.?|author|autor|autorin|auteur|автор|текст|yazan|haber|written by|reported by|reporting by|story by|words by|text by|text|penulis|reporter"
    r"|بقلم|كتب|كتبت|लेखक|द्वारा|文|作者|记者|記者|撰文|編集|기자)"
)
_STAMPED = re.compile(
    rf"(?:(?<![^\W_]){_STAMP}\s?[:：]?\s*)?(?:(?<![^\W_]){_TIME},? )?(?:{WEEKDAY},? )?(?:(?<![^\W_])|(?<=[가-힣一-鿿]))(?P<date>{DATE})(?: (?:г\.?|года))?(?![^\W_])"
    rf"(?:[,.|\s·•–—-]*{_TIME})*(?:[,|\s]*\(?{WEEKDAY}(?![^\W\d_])\)?)?",
    re.IGNORECASE,
)
_DATED = re.compile(DATE, re.IGNORECASE)
"""What every stamp holds, and few lines do."""
_PERSON = re.compile(
    r"[A-ZÀ-ÞА-ЯЁ][\w'’.-]+(?:(?: (?:de|del|della|la|van|von|der|bin|al|di|da))* [A-ZÀ-ÞА-ЯЁ][\w'’-]*){1,2}(?: ?/ ?[A-Z][\w ]{1,30})?"
)
_STUCK_WORDS = ("Updated", "Published", "Modified")
_STUCK = re.compile(rf"(?<=\b(?:19|20)\d\d)(?=\d{{1,2}}:\d\d)|(?<=[a-z\d])(?=(?:{'|'.join(_STUCK_WORDS)})\b)")
"""Where a page puts a date, a time and a word for it side by side and copying glues them (March 3, 20262:14 PM)."""
_CLOCK = re.compile(r"\d[:.h時时시]\s?\d\d")
_BAR = re.compile(r"[|•·]|\s/\s")
_SECTION = re.compile(r"[\u3040-\u30ff\u3400-\u9fff・]{2,6}")
_FEW_WORDS, _HOUSE = 4, 16
_SAYS_WHAT = re.compile(rf"(?<![^\W_]){_STAMP}\s?[:：]?\s*(?:{WEEKDAY},? )?{DATE}", re.IGNORECASE)
_STAMP_LINE, _LETTERS = 120, re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_AGO = (
    r"(?:(?:\d+|an?) ?(?:minutes?|hours?|days?|weeks?|mins?|hrs?|[mhd]) ago|(?:vor|hace|il y a|há|منذ) (?:\d+|einer?m?|une?|una?|uma?)? ?(?:min\w*|stunden?|tag(?:en)?|horas?|d[ií]as?|heures?|jours?|h|j|دقيقة|دقائق|ساعة|ساعات|ساعتين|يوم|أيام|يومين)"
    r"|\d+ ?(?:минут\w*|час\w*|дн\w*|день|dakika|saat|gün|menit|jam|hari|minut\w*|godzin\w*|dni|dzień|minut[oi]|or[ae]|giorn[oi]|मिनट|घंटे|दिन) (?:назад|önce|(?:yang )?lalu|temu|fa|पहले)"
    r"|\d+ ?(?:分钟|小时|天|分鐘|小時|時間|分|日|시간|분|일) ?[前전]|(?:yesterday|today|вчера|сегодня|gestern|heute|hier|aujourd['’]hui|ayer|hoy|ontem|hoje|ieri|oggi|dün|bugün|wczoraj|dzisiaj|kemarin|أمس|اليوم|昨天|今天|昨日|今日|어제|오늘),? (?:в |at |um |à |às |a las |alle )?\d{1,2}[:.h]\d{2})"
)
_STAMP_ONLY = re.compile(
    rf"^(?:(?:{_STAMP})\s?[:：]?\s*)?(?:{_TIME})$|^(?:{_STAMP}\s?[:：]?\s*)?{_AGO}$",
    re.IGNORECASE,
)
_BYLINE = re.compile(rf"^{_BY}(?:\s*[:：/／]\s*|\s+)(?P<who>\S.{{1,80}})$", re.IGNORECASE)
_AGENCY_LINE = re.compile(
    rf"^\(?(?:Source|Источник|Fuente|Quelle|来源|出典|출처|المصدر)?\s?[:：]?\s*(?P<agency>{AGENCY})\)?$"
)
_REPORTER = re.compile(
    r"^(?:[(\[【]?[가-힣]{2,5} ?= ?)?(?P<who>[가-힣]{2,4}) ?(?:특파원|기자)(?: ?=?)?(?: [\w.]+@[\w.]+)?$|^(?:【|（|\()?(?P<who2>[\u4e00-\u9fff]{2,4})(?: ?记者| ?記者)(?:】|）|\))?$"
    r"|^(?:本报|本報|本台|本刊|新华社)?(?:记者|記者)[:： ]?(?P<who3>[\u4e00-\u9fff]{2,4})(?:[／/][\u4e00-\u9fff]{2,8}報導)?$"
)
_SIGNED = re.compile(
    r"(?P<who>[^\W\d_][\w.'’-]+(?: [^\W\d_][\w.'’-]*){1,3}?)(?:, (?:[A-Z][a-z]+ )?|,? (?:Staff|Special|Senior|Chief) )"
    r"(?:Reporter|Writer|Correspondent|Editor|Journalist)"
)
_ORIGINAL = "기사원문"
_WITH_WIRE = re.compile(
    rf"\s*\((?:avec|with|mit|con|com|et|z|с) [^()]{{0,20}}{AGENCY}[^()]{{0,20}}\)$|\s*{_ORIGINAL}$|\s*\(بتوقيت [^()]{{3,30}}\)"
)
_PARTS = re.compile(r"\s*[|•·\0]\s*|\s+[–—/-]\s+")
_CITY = r"[A-ZÀ-ÞĀ-ŽА-ЯЁ][\w.'’-]*(?:[ -](?:(?:de|del|la|am|an der|on|the|do|da|di|d')[ -])?[A-ZÀ-ÞĀ-ŽА-ЯЁ][\w.'’-]*){0,3}"
_PLACE_ONLY = re.compile(rf"^{_CITY}(?:, {_CITY})?$")
_ROLE = re.compile(
    r"correspondent|reporter|bureau|staff|desk|agenc|editor|writer|service|team|корреспондент|редакция|redac|rédaction|redaktion|redakcja|redazione|redaksi",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*")
_ASIDE = re.compile(r"\s*\([^()]{2,60}\)?$")
_PARTICLE_WORDS = "and und y et e i и & de da di del della van von der den bin al el la le du of in the"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Meta:
    """What a line above an article said: who wrote it, when, and which agency it came from."""

    byline: str | None = None
    date: str | None = None
    agency: str | None = None


def read(line: str) -> Meta | None:
    """Gives what a byline, date or agency line says, in any order and combination; None for any other line."""
    if not line or len(line) > 160:
        return None
    line = _parted(line)
    stamp = _STAMPED.search(line) if _is_dated(line) else None
    rest = _STAMPED.sub("\0", line) if stamp else line
    if "(" in rest or _ORIGINAL in rest:
        rest = _WITH_WIRE.sub("", rest)
    parts = [part for piece in _PARTS.split(rest) if (part := piece.strip(" ,.;()"))]
    byline = agency = None
    for part in parts:
        if _STAMP_ONLY.match(part):
            continue
        if found := _AGENCY_LINE.match(part):
            agency = agency or found["agency"]
        elif byline is None and (who := _who(part, alone=_may_stand_alone(line, parts, stamp))):
            byline = who
        elif not (byline and (_PLACE_ONLY.match(part) or _ROLE.search(part))) and not _beside_a_stamp(
            part, line, stamp
        ):
            return None
    if stamp or byline or agency:
        return Meta(byline, stamp["date"].strip(" ,.") if stamp else None, agency)
    return Meta() if _STAMP_ONLY.match(line) else None


def is_stamp(line: str) -> bool:
    """Tells whether a line is little more than a date, with words beside it that no rule knows.

    Few are allowed, more before a date with its hour at the end of the line, and more yet where that says what it is the date of.
    """
    if len(line) > _STAMP_LINE or not _is_dated(line := _parted(line)):
        return False
    rest, stamps = _STAMPED.subn(" ", line)
    most = _FEW_WORDS * stamps
    if rest.endswith(" ") and _CLOCK.search(line):
        most += _FEW_WORDS * (2 if _SAYS_WHAT.search(line) else 1)
    return bool(stamps) and len(_LETTERS.findall(rest)) <= most


def _parted(line: str) -> str:
    """Gives a line with a space where copying left none between a date, a time and a word for it."""
    return _STUCK.sub(" ", line) if ":" in line or any(word in line for word in _STUCK_WORDS) else line


def _is_dated(line: str) -> bool:
    return _DIGIT.search(line) is not None and _DATED.search(line) is not None


def _may_stand_alone(line: str, parts: list[str], stamp: re.Match[str] | None) -> bool:
    """A name without "by" counts before a date or beside other parts, not within running text."""
    if stamp is None:
        return len(parts) > 1 and "|" in line
    return stamp.start() > 0 or "|" in line


def _beside_a_stamp(part: str, line: str, stamp: re.Match[str] | None) -> bool:
    """A few words set off from a date and a time by a bar name a section or a publisher nobody knows; in the East, by a space."""
    if stamp is None or not _CLOCK.search(stamp[0]):
        return False
    if not _BAR.search(line):
        return _SECTION.fullmatch(part) is not None
    return len(part.split()) <= _FEW_WORDS and not part.endswith((".", "?", "!", ":"))


def _who(part: str, *, alone: bool) -> str | None:
    if reporter := _REPORTER.match(part):
        return reporter["who"] or reporter["who2"] or reporter["who3"]
    if (signed := _SIGNED.fullmatch(part)) and _is_name(signed["who"]):
        return signed["who"]
    match = _BYLINE.match(_ASIDE.sub("", part))
    if match and (_is_name(match["who"]) or _is_name_of_a_house(match["who"])):
        return match["who"].strip(" .,|")
    return part if alone and _is_name(part) and 1 < len(part.split()) < 5 else None


def _is_name_of_a_house(text: str) -> bool:
    """A name, a comma, and in a few letters whom it writes for (g1, dpa)."""
    name, _, house = text.partition(", ")
    return 1 < len(name.split()) < _FEW_WORDS + 1 and 0 < len(house) <= _HOUSE and _is_name(name)


def is_person(text: str) -> bool:
    """Tells whether a line is nothing but the name of somebody, as far as its looks go, and perhaps of a paper."""
    return _PERSON.fullmatch(text) is not None


def _is_name(text: str) -> bool:
    """A name is a few capitalised words, or an office (Special Correspondent, our staff)."""
    words = text.strip(" .,").split()
    if not words or len(words) > 8 or any(char.isdigit() for char in text) or text.endswith(("?", "!", ":")):
        return False
    if _ROLE.search(text):
        return True
    return (
        all(
            word.lower().strip(",&") in _PARTICLES or (_NAME.match(word) and not word[0].islower())
            for word in words
        )
        and not words[-1].islower()
    )
