"""The consonants of a name, whatever script and spelling it stands in: Гладков and Gladkov, マニラ and Manila are one.

Source: Soundex (Russell 1918), with its classes made for scripts instead of English ears: what one script cannot tell
apart (b and v, l and r) is one class, what another leaves out (h, vowels but the first) is left out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefings.analysis.words import fold, stem

_FEWEST = 3  # letters, without which too many names sound alike
_REMEMBERED = 1 << 14

_CLASSES = {
    "p": "bpfvwбпвфβπφبپفבפףपफबभバパビピブプベペボポフヴワ",
    "t": "dtдтδθτتثدذضطדטתटठडढतथदधタダテデトド",
    "k": "kgqгкґγκغقكگגכךקकखगघカガキギクグケゲコゴ",
    "s": "szjсзжцчшщζσςجچزژسشصظזסצץשचछजझशषसサザシジスズセゼソゾチヂツヅ",
    "r": "lrлрλρلرלרरलラリルレロ",
    "m": "mмμمמםमマミムメモ",
    "n": "nнνنנןनणञङंナニヌネノン",
    "ks": "xξ",
    "ps": "ψ",
}
_SIBILANTS = str.maketrans("çÇčČćĆ", "ssssss")
_CLASS = {ord(letter): sound for sound, letters in _CLASSES.items() for letter in letters}
_SPELLINGS = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        ("sch|tsch|tch|sh|zh|ch|cz|dj", "s"),
        ("ph", "p"),
        ("th", "t"),
        ("gh|ck|qu", "k"),
        ("kh", "h"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
    )
)
_ARTICLE = re.compile("^ال(?=..)")
_SYLLABLES = range(0xAC00, 0xD7A4)
_LAST = 28  # ways for a Hangul syllable to end
_SYLLABLES_A_FIRST = 588
_FIRSTS = "kknttrmppss-sssktp-"
_LASTS = "-kkknnntrrrrrrrrmppttnttktp-"
_NO_SOUND = re.compile("[^pstkrmn]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(_REMEMBERED)
def of(name: str) -> str:
    """Returns the classes of the consonants, `a` for a vowel at the beginning; nothing where they are too few."""
    word = fold(name.translate(_SIBILANTS))
    if not word:
        return ""
    if "а" <= word[0] <= "ӿ":
        word = stem(name)
    word = _ARTICLE.sub("", word)
    for spelling, sound in _SPELLINGS if word[0].isascii() else ():
        word = spelling.sub(sound, word)
    heard = "".join(_hangul(letter) if ord(letter) in _SYLLABLES else letter for letter in word).translate(
        _CLASS
    )
    first = "" if heard[:1] in "pstkrmn" else "a"
    sounds = _TWICE.sub(r"\1", _NO_SOUND.sub("", heard).replace("ts", "s"))
    return first + sounds if len(first + sounds) >= _FEWEST else ""


def _hangul(syllable: str) -> str:
    at = ord(syllable) - _SYLLABLES.start
    return _FIRSTS[at // _SYLLABLES_A_FIRST] + _LASTS[at % _LAST]
