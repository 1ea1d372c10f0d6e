"""Notices in which a site asks its readers to agree: cookies, privacy, partners.

Such a notice names what is stored and speaks of us and you; an article on the matter does only the one, or quotes somebody.
"""

from __future__ import annotations

import re

from briefings.ingest import shape

_MOST_WORDS = 70
_STORED = tuple(
    """cookie|куки|çerez|ciasteczk|쿠키|クッキー|ملفات تعريف الارتباط|ملفات الارتباط|الكوكيز|कुकी
value your privacy|respect your privacy|care about your privacy|partners store|partners process""".replace(
        "\n", "|"
    ).split("|")
)
_US_AND_YOU = re.compile(
    r"\b(?:we|our|us|you|your|this (?:web)?site|wir|uns(?:ere?\w*)?|sie|ihre?[nrsm]?|diese website|nous|notre|nos|vous|votre|vos|ce site|usamos|utilizamos|nuestr[oa]s?|este sitio|esta web"
    r"|usiamo|utilizziamo|nostr[ioae]|tu[oai]|tue|questo sito|nosso?s?|nossas?|sua|seu|este site|kami|anda|situs ini|kullanıyoruz|kullanmaktayız|kullanılmaktadır|sitemiz\w*|siz\w*"
    r"|używamy|stosujemy|korzystamy|nasz\w*|tw[oó]j\w*|ta strona|мы|наш\w*|вы|вам|ваш\w*|(?:этот |на )?сайте?|gebruiken|onze|u|vi|vår\w*)\b"
    r"|사이트|당사|귀하|サイト|当社|弊社|本网|我们|您|網站|网站|我們|نستخدم|موقعنا|هذا الموقع|تجربتك|हम|आप|वेबसाइट",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"[\"“”«»‘「]")


def asks(text: str) -> bool:
    """Tells whether the line asks readers to agree to what a site stores of them."""
    folded = text.casefold()
    if (
        not any(word in folded for word in _STORED)
        or _SPEECH.search(text)
        or shape.weight(text) > _MOST_WORDS
    ):
        return False
    return _US_AND_YOU.search(text) is not None
