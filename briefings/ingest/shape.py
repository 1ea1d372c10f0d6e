"""What can be told of one line by its looks: whether it ends a sentence, how long it is, how it starts."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CLOSERS = "\"'”’“‘»«›)\\]}】」』〉》*_"
_END = re.compile(rf"(?:[.!?…。！？｡؟۔।॥]|\[\.{{1,3}}\])[{_CLOSERS}]*(?:\[\d{{1,3}}\])*$")
_ABBREVIATION = re.compile(r"(?:\b(?:[^\W\d_]\.){2,}|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|No|St|Mt|vs)\.)$")
_INNER_END = re.compile(
    r"[.!?。！？।۔؟](?:(?<=[。！？।۔؟])|(?:(?<=[^\W\d_]{3}.)|(?<=[^\W\d_]{2}[»”].))[\"'”’)]* +[\"'“‘(]*[^\W\d_a-z])"
)
_QUESTION = re.compile(rf"[?!？！؟][{_CLOSERS}]{{0,3}}$")
_ASKED_FIRST = re.compile(r"^[^.!?。！？؟।]{2,60}[!?！？؟]\s*(?=\S)")
_BULLET = re.compile(r"(?:[•‣◦⁃∙▪●■*+–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_LONGEST_QUESTION, _LINE = 140, 1_000  # characters
_PREFIX = re.compile(
    rf"^[^:|]{{1,40}}[:|]\s|^\[[^\]]{{1,40}}\]|^[{CJK}]{{2,6}}(?<![说說称稱道问問示云曰は])[：:](?![“「『])"
)
_CJK_CHAR = re.compile(f"[{CJK}]")
_CJK_RUN = re.compile(f"[{CJK}]+")
_THAI = re.compile("[\u0e00-\u0eff]")
_SPACELESS = re.compile(f"[\u0e00-\u0eff{CJK}]")
_BEGINNING = 80
_PAIRS = (
    ("“", "”"),
    ("«", "»"),
    ("„", "“"),
    ("(", ")"),
    ("「", "」"),
    ("『", "』"),
    ("《", "》"),
    ("（", "）"),
)
_GREEK, _ARABIC, _EAST = 0x03, 0x06, 0x30
_ARABIC_BLOCKS = frozenset({0x07, 0x08, 0xFB, 0xFC, 0xFD, 0xFE})
_FIRST = re.compile(r"[^\W_]")
_LOWER_START = re.compile(r"[\"'“‘(\[]*([^\W\d_])")

# Words that cannot end a clause: a line that ends in one goes on in the next.
_HANGING_WORDS = """
    a an the of to in on at by for from with and or but nor as than that which who whose whom where when
    while if because although though into onto over under between among against about after before during
    is are was were be been being has have had will would can could shall should may might must do does did
    his her its their our my your this these those such some any each every no not very more most so per via
    said says told it he she they we i mr mrs ms dr
    и в во на с со к ко о об от до из за у по под над при для без не что как или но а то его её их
    el la los las un una de del y o en con por para que se su sus al como más
    le les des du et ou dans par pour sur avec que qui ne pas au aux ce cette ces sa ses leur leurs
    der das den dem des ein eine einen einem einer und oder in im am an auf mit von zu zum zur bei nach
    aus für dass wie als nicht sich ist sind war il lo gli i e di da con su per tra che non è della delle
    o os um uma em no na nos nas dos das ao à ve bir için ile bu da de ki yang dan di ke dari untuk pada
    dengan w z na do się i o że nie przez od po za ze
    من في على إلى عن مع أن التي الذي و أو ما لا का की के में से को ने पर और है हैं यह
"""
_TITLES = frozenset(("Mr", "Mrs", "Ms", "Dr"))
_SAYING, _CLAUSE = frozenset(("says", "said", "told")), 40
_SAID = re.compile(r", \w[^,]* \w+$")
_HANGING = frozenset(_HANGING_WORDS.split())
# A running text of these languages has an article in nearly every line, a headline seldom.
_ARTICLES = re.compile(
    r"\b(?:the|an?|was|were|had|has been|have been|that he|that she)\b(?=\s|$)", re.IGNORECASE
)


def ends_sentence(text: str) -> bool:
    """Tells whether the line comes to an end, quotes and brackets aside; a last abbreviation is no end."""
    return not text[-1:].isalnum() and bool(_END.search(text[-24:])) and not _ABBREVIATION.search(text[-12:])


def holds_sentence(text: str) -> bool:
    """Tells whether a sentence ends, and another begins, inside the line."""
    return bool(_INNER_END.search(text))


def asks(text: str) -> bool:
    """Tells whether the line is one question or exclamation, as headlines may be; a colon or a quotation may stand before."""
    mark = _QUESTION.search(text[-8:])
    return mark is not None and len(text) <= _LONGEST_QUESTION and not holds_sentence(text[: -len(mark[0])])


def tells(text: str) -> bool:
    """Tells whether a sentence ends inside the line, a question that opens it or ends it aside (Will it last? Union votes)."""
    return holds_sentence(_ASKED_FIRST.sub("", _QUESTION.sub("", text), count=1))


def weight(text: str) -> int:
    """Gives the length in words; two characters of Chinese or Japanese count for one, and six of Thai or Lao."""
    if text.isascii():
        return len(text.split())
    return _weight(text) if len(text) <= _LINE else _weight.__wrapped__(text)


@lru_cache(1 << 13)  # each line is asked about by many rules
def _weight(text: str) -> int:
    words = len(text.split())
    if not _SPACELESS.search(text):
        return words
    if not _CJK_CHAR.search(text):
        return max(words, len(_THAI.findall(text)) // 6) if is_unmarked(text) else words
    return len(_CJK_RUN.sub(" ", text).split()) + len(_CJK_CHAR.findall(text)) // 2


def starts_lower(text: str) -> bool:
    """Tells whether the first letter is a small one; scripts without case have none."""
    first = _LOWER_START.match(text)
    return bool(first and first[1].islower())


def hangs(text: str) -> bool:
    """Tells whether the line breaks off inside a clause: by a comma, a dash or a word that needs another."""
    return is_cut(text) or ends_hanging(text)


def is_cut(text: str) -> bool:
    """Tells whether the line ends in a sign that needs something after it."""
    return text.endswith((',"', ",'", ",”", ",’", ",", "،", "、", "，", "-", "–", "—", "&", "(", "$", "€"))


def is_open(text: str) -> bool:
    """Tells whether a quotation or a bracket that opens inside the line does not close in it."""
    return text.count('"') % 2 == 1 or any(text.rfind(left) > text.rfind(right) for left, right in _PAIRS)


def ends_hanging(text: str) -> bool:
    """Tells whether the last word usually needs another; headlines end in some of them too (sworn in).

    With a capital it is a name or of a button (hepatitis A, World War I, Things To Do); behind a comma, somebody says what
    stands before it (shot dead, police said).
    """
    words = text[-24:].split()
    if not words or words[-1].lower() not in _HANGING:
        return False
    if len(words) > 1 and words[-1][0].isupper() and not text.isupper():
        return words[-1] in _TITLES
    return not (words[-1] in _SAYING and _SAID.search(text[-_CLAUSE:]))


def is_bullet(text: str) -> bool:
    """Tells whether the line is an item of a list."""
    return bool(_BULLET.match(text))


def is_blank(text: str) -> bool:
    """Tells whether there is no letter or digit of any script in the line."""
    return not _FIRST.search(text)


def is_spaceless(text: str) -> bool:
    """Tells whether most of the line is in a script that puts no spaces between words."""
    return 2 * len(_CJK_CHAR.findall(text)) > len(text.replace(" ", ""))


def is_unmarked(text: str) -> bool:
    """Tells whether the line is in a script that marks no end of a sentence: Thai, Lao."""
    return not text.isascii() and 2 * len(_THAI.findall(text, 0, _BEGINNING)) > len(text[:_BEGINNING])


def runs_on(text: str) -> bool:
    """Tells whether the line reads like running text rather than a headline: articles, or sentences inside."""
    return holds_sentence(text) or bool(_ARTICLES.search(text))


def is_prefixed(text: str) -> bool:
    """Tells whether the line opens with a few words and a colon or bar, as links to other articles do."""
    match = _PREFIX.match(text)
    return match is not None and len(match[0].split()) <= 6


def has_case(text: str) -> bool:
    """Tells whether the script of the line knows capitals."""
    return text.lower() != text.upper()


def is_shouted(text: str) -> bool:
    """Tells whether the line is all capitals."""
    return text.isupper() and has_case(text)


def script(text: str) -> int:
    """Gives a number for the script that most letters at the beginning are of; 0 when there are none."""
    blocks = Counter(_block(char) for char in text[:_BEGINNING] if char.isalpha())
    return max(blocks, key=lambda block: blocks[block], default=0)


def _block(char: str) -> int:
    """Gives the kin of a letter: 256 code points together, those of Latin, of Arabic and of East Asia as one each."""
    block = ord(char) >> 8
    return 1 if block < _GREEK else _ARABIC if block in _ARABIC_BLOCKS else min(block, _EAST)
