"""Sentences that cannot open a summary: they lean on the one before, or are no sentence of the story at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LEANING = {
    "en": """he she it they him his her its their theirs them we our i my you this that these those such both neither but and so
        or yet nor however then there thus hence instead also moreover furthermore nevertheless nonetheless still otherwise
        another others similarly likewise besides""",
    "de": """er sie es ihr ihre ihren ihm sein seine seiner dies dieser diese dieses diesen dabei dazu damit dafür dagegen
        daraufhin deshalb daher darum aber doch und jedoch dennoch trotzdem auch außerdem zudem dann so beide""",
    "fr": """il elle ils elles lui leur leurs son sa ses ce cet cette ces cela ceci ça mais et or donc ainsi cependant toutefois
        pourtant aussi puis ensuite alors""",
    "es": """él ella ellos ellas su sus este esta esto estos estas ese esa eso esos aquel pero y sino además también sin
        embargo entonces así ambos ambas""",
    "pt": """ele ela eles elas seu sua seus suas este esta isto estes esse essa isso esses aquele mas e porém contudo também
        além então assim ambos""",
    "it": """lui lei egli ella essi loro suo sua suoi questo questa questi queste quello quella ciò ma e però tuttavia inoltre
        anche quindi così poi entrambi""",
    "nl": "hij zij ze het hun zijn haar dit dat deze die maar en echter toch ook daarom dus dan",
    "sv": "han hon den det de hans hennes deras detta denna dessa men och dock också därför så",
    "da": "han hun den det de hans hendes deres dette denne disse men og dog også derfor så",
    "no": "han hun den det de hans hennes deres dette denne disse men og også derfor så",
    "fi": "hän he se ne tämä nämä hänen heidän mutta ja kuitenkin myös siksi",
    "pl": "on ona ono oni one jego jej ich to ten ta te ci ale i a jednak lecz również także dlatego więc",
    "cs": "on ona ono oni jeho její jejich to ten ta tento tato toto ale a však také proto tak",
    "uk": "він вона воно вони його її їх їхній це цей ця ці але і та проте однак також тому",
    "ru": "он она оно они его её ее их это этот эта эти но и а однако также кроме поэтому затем при",
    "tr": "o onlar onun onların bu bunlar şu ama fakat ancak ve ayrıca böylece",
    "id": "dia ia mereka beliau ini itu hal tetapi tapi namun dan juga selain",
    "vi": "ông bà anh cô họ nó điều này nhưng và tuy",
    "ar": "هو هي هم وهو وهي وهم هذا هذه ذلك تلك لكن ولكن ولكنه وأضاف وقال وتابع كما وأوضح",
    "hi": "वह वे उसने उन्होंने उनके उनकी उसके उसकी यह ये इस इसके लेकिन और परंतु हालांकि",
    "ko": "그는 그녀는 그들은 그의 이는 이에 이를 이들은 이것은 그것은 그러나 하지만 또 또한 그리고 이어 그래서",
}
_WORDS = {language: frozenset(words.split()) for language, words in _LEANING.items()}
_OPENINGS = {
    "zh": "他 她 它 这 這 那 其 但 然而 不过 不過 此外 同时 同時 因此 所以 而 也 并 並 双方 雙方",
    "ja": "彼 これ それ この その こうした しかし だが また 一方 そして さらに ただ 同",
    "th": "เขา เธอ พวกเขา มัน แต่ และ นี่ นั่น",
}
_PREFIXES = {language: tuple(openings.split()) for language, openings in _OPENINGS.items()}
_FIRST_WORD = re.compile(r"[\W_]*(\w+)")
_THIS_WEEK = re.compile(
    r"(?i)[\W_]*this (?:week|weekend|month|year|morning|afternoon|evening|season|summer|winter)\b"
)
_THE_NOUN = re.compile(r"The (?:two |three |latter |same )?[a-z]+(?:'s|’s)? (?!of\b)[a-z]")
_SAID_BY_PRONOUN = re.compile(
    r"[\"”’'»,] (?:(?:he|she|they|it|we) (?:said|says|added|told|wrote|continued|explained|noted|insisted)"
    r"|(?:said|added|says) (?:he|she|they))\b"
)
_CAPTION = re.compile(
    r"(?i)\((?:[^()]{0,40}\s)?(?:above|below|left|right|pictured|centre|center|photo)\b[^()]{0,30}\)|\bpictured\b"
    r"|,\s(?:second |far )?(?:left|right|above|centre)(?:,|\.$)"
    r"|^(?:scroll down|click here|read more|see also|watch:|related|file photo|photo:|image:|video:|share this|advertisement)"
)
_ENDING = re.compile(r"[.!?…。！？｡．।॥؟۔։።]['\"”’»)\]」』）]*$")
_CLOSED_BY = {'"': '"', "“": "”", "„": "“”", "「": "」", "『": "』"}
_QUOTE_MARKS = re.compile('["“”„「」『』]')
_ONLY_QUOTE = re.compile(r"[\"“„«「『'‘][^\"”»」』]*[\"”“»」』'’][.,!?]?")
_NO_FULL_STOPS = frozenset({"th", "lo", "km", "my"})


def leans(sentence: str, language: str) -> bool:
    """Tells whether the sentence opens with a word whose meaning stands in the one before (`He`, `But`, `The meeting`)."""
    if language in _PREFIXES:
        return sentence.lstrip("\"'“‘「『").startswith(_PREFIXES[language])
    first = _FIRST_WORD.match(sentence)
    if first and first.group(1).lower() in _WORDS.get(language, frozenset()):
        return not (language == "en" and _THIS_WEEK.match(sentence))
    return language == "en" and bool(_THE_NOUN.match(sentence) or _SAID_BY_PRONOUN.search(sentence))


def is_caption(sentence: str) -> bool:
    """Tells whether the sentence describes a picture or calls for a click."""
    return _CAPTION.search(sentence) is not None


def is_whole(sentence: str, language: str) -> bool:
    """Tells whether the sentence ends as one; headings and link texts do not."""
    return language in _NO_FULL_STOPS or _ENDING.search(sentence) is not None


def in_quotes(sentences: Sequence[str]) -> list[bool]:
    """For the sentences of one paragraph, which are a piece of what somebody says, or nothing but a quotation."""
    closer = ""
    flags = []
    for sentence in sentences:
        opened = closer
        for mark in _QUOTE_MARKS.findall(sentence):
            if not closer:
                closer = _CLOSED_BY.get(mark, "")
            elif mark in closer:
                closer = ""
        flags.append(bool(opened or closer) or _ONLY_QUOTE.fullmatch(sentence) is not None)
    return flags
