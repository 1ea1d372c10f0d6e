"""Where a full stop was lost: a pronoun or a conjunction begins a sentence with its capital, although none ended before it.

    ... was carried out in March This will allow ...
                               ^

Only words that stand in no name and are no noun, between two words in small letters, so that titles stay whole. Words
that some write with a capital out of respect (He, Sie, Lei) or that mean something else (the Este of Spain) tell nothing.
"""

from __future__ import annotations

import re
from functools import cache

_OPENERS = {
    "en": "But However This These They She We There Meanwhile",
    "de": "Das Dies Diese Dieser Dieses Doch Wir Er",
    "fr": "Mais Cette Ces Ils Elles Il Ce Cependant",
    "es": "Pero Esta Esto Estos Estas Ella Ellos Ellas",
    "pt": "Mas Este Esta Isso Isto Ele Ela Eles Elas Esse Essa",
    "it": "Ma Questo Questa Questi Queste Però Tuttavia",
    "nl": "Maar Dit Deze Echter",
    "sv": "Men Det Detta Dessa Hon",
    "pl": "Ale Jednak Oni Ona",
    "tr": "Ama Ancak Bu Biz Onlar",
    "id": "Tetapi Namun Ini Itu Mereka Dia Kami",
    "ru": "Но Он Она Они Это Мы Однако",
    "uk": "Але Він Вона Вони Це Ми Однак",
}
_SMALL = "[a-zß-öø-ÿąćęłńśźżğışа-яёіїєґ]"


@cache
def ends(marks: str, language: str) -> re.Pattern[str]:
    """The pattern of a sentence's end: one of the marks, or a space before which a full stop was lost."""
    openers = "|".join(_OPENERS.get(language, "").split())
    lost = rf"|(?<={_SMALL}{_SMALL})[ ](?=(?:{openers})[ ]{_SMALL})" if openers else ""
    return re.compile(marks + lost)
