"""Where a story stands on the web: the address of its very page, or none.

An address is kept as readers are to open it: http or https, without what follows them about and without the place on the
page.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

LONGEST = 1000
"""So many characters an address has at most."""
_RAW = 8000  # characters, with all that is taken off
_UNFIT = re.compile(r"[\s\"<>\\^`{|}]")
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,30}[\w-]{1,63}")
_TRACKING = re.compile(
    r"(?:utm_\w*|(?:pk|mtm|matomo|piwik)_(?:campaign|kwd|keyword|source|medium|content|cid|vid|group|placement)|hsa_\w*|ns_(?:campaign|mchannel|source|linkname)|at_(?:campaign|medium|custom\d|link_\w+)|guce_\w*"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igsh|igshid|mc_cid|mc_eid|mkt_tok|vero_id|_hsenc|_hsmi"
    r"|_ga|_gl|_openstat|__twitter_impression|ref_src|ref_url|cmpid|cmp|ocid|smid|s_cid|xtor|spm|guccounter)(?:=|$)",
    re.IGNORECASE,
)
_FRONT = re.compile(r"(?:[a-z]{2}(?:[-_][a-z]{2})?|(?:index|home|default)(?:\.\w{2,5})?)", re.IGNORECASE)


def tidied(address: str) -> str | None:
    """Gives an address as readers are to open it, None for what is none that everybody can open."""
    address = address.strip()
    if len(address) > _RAW or not address.isprintable() or _UNFIT.search(address):
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises for what is no number of one
    except ValueError:
        return None
    if (
        parts.scheme not in {"http", "https"}
        or "@" in parts.netloc
        or not _HOST.fullmatch(parts.hostname or "")
    ):
        return None
    query = "&".join(one for one in parts.query.split("&") if not _TRACKING.match(one))
    tidy = urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, query, ""))
    return tidy if len(tidy) <= LONGEST else None


def page(address: str | None) -> str | None:
    """Gives the same for the address of a page, None for that of a site's front page."""
    tidy = tidied(address) if address else None
    return tidy if tidy and not _is_front(urlsplit(tidy)) else None


def of_link(final: str, canonical: str | None) -> str | None:
    """Gives where a page stands that a link led to: where it says itself, if that is on the same site."""
    said = page(canonical)
    return said if said and _same_site(said, final) else page(final)


def _is_front(parts: SplitResult) -> bool:
    names = [name for name in parts.path.split("/") if name]
    return not parts.query and all(map(_FRONT.fullmatch, names)) and len(names) < 3


def _same_site(one: str, other: str) -> bool:
    """Tells whether one of two addresses is of the site of the other, or of a part of it."""
    hosts = [f".{(urlsplit(address).hostname or '').removeprefix('www.')}" for address in (one, other)]
    return hosts[0].endswith(hosts[1]) or hosts[1].endswith(hosts[0])
