"""What Korean writes on a word without a space: the particles of case, topic and place."""

from __future__ import annotations

import re

PARTICLES = (
    "은|는|이|가|을|를|의|에|에서|에게|에게서|과|와|도|만|로|으로|까지|부터|보다|처럼|이라|라"
    "|라고|이나|나|이며|며|인|에는|에서는|에도|에서도|와의|과의|로의|으로의|로부터|으로부터|와는|과는|로는|으로는|이자"
)
_BARE = re.compile(rf"([가-힣]{{2,}}?|[0-9]+[가-힣]+?)(?:{PARTICLES})")


def bare(word: str) -> str:
    """Gives a word without its particles, of which two letters stay at least."""
    found = _BARE.fullmatch(word) if "가" <= word[-1] <= "힣" else None
    return found[1] if found else word
