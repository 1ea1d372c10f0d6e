"""Which links Telegram keeps, and in what form: the rules of TDLib's URL parser and link check.

A link that does not pass is dropped without a word: the text stays, the entity goes.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

_HOST_BYTES = re.compile(rb"(?:[a-z0-9.\-_!$,~*'();&+=\x80-\xff]|%[0-9a-f]{2})+")
_USERINFO = re.compile(rb"(?:[A-Za-z0-9:.\-_!$,~*'();&+=\x80-\xff]|%[0-9A-Fa-f]{2})*")
_SCHEME = re.compile(rb"([^:/?#@\[\]]*)://")
_APP_HOST = re.compile(rb"[a-z0-9_-]*")
_MAX_PORT = 65535
_MAX_USER_ID = (1 << 40) - 1
_SPACES = b" \t\r\n\0\v"
_APP_SCHEMES = (b"tg:", b"ton:", b"tonsite:")


@dataclass(frozen=True)
class _Url:
    protocol: bytes
    userinfo: bytes
    host: bytes
    port: int
    query: bytes
    is_ipv6: bool

    def text(self) -> bytes:
        userinfo = self.userinfo + b"@" if self.userinfo else b""
        port = b":%d" % self.port if self.port else b""
        return self.protocol + b"://" + userinfo + self.host + port + self.query


def checked_link(link: bytes) -> bytes:
    """The link in the form Telegram keeps it, or empty where Telegram drops it."""
    scheme = next((s for s in _APP_SCHEMES if link.lower().startswith(s)), b"")
    if scheme:
        link = link[len(scheme) :].removeprefix(b"//")
    url = _parse(link)
    if url is None:
        return b""
    if scheme:
        return _app_link(scheme, link, url)
    if b"." not in url.host and not url.is_ipv6:
        return b""
    return url.text()


def linked_user(link: bytes) -> int:
    """The user a `tg://user?id=...` link mentions, or 0."""
    rest = link.lower()
    if not rest.startswith(b"tg:"):
        return 0
    match = re.match(rb"tg:(?://)?user/?\?([^#]*)", rest, re.DOTALL)
    for parameter in match[1].split(b"&") if match else ():
        key, _, value = parameter.partition(b"=")
        if key == b"id":
            return int(value) if re.fullmatch(rb"[0-9]{1,18}", value) and int(value) <= _MAX_USER_ID else 0
    return 0


def _app_link(scheme: bytes, link: bytes, url: _Url) -> bytes:
    if (
        link.lower().startswith(b"http://")
        or url.protocol == b"https"
        or url.userinfo
        or url.port
        or url.is_ipv6
    ):
        return b""
    # The site of a `tonsite:` link has a domain, the others name a thing in an app.
    if not _APP_HOST.fullmatch(url.host.replace(b".", b"") if scheme == b"tonsite:" else url.host):
        return b""
    query = url.query[1:] if url.query.startswith(b"/?") else url.query
    return scheme + b"//" + url.host + query


def _parse(url: bytes) -> _Url | None:
    scheme = _SCHEME.match(url)
    if scheme:
        protocol, rest = scheme[1].lower(), url[scheme.end() :]
        if protocol not in {b"http", b"https"}:
            return None
    else:
        protocol, rest = b"http", url
    authority = re.split(rb"[/?#]", rest, maxsplit=1)[0]
    query = _quoted(rest[len(authority) :])
    userinfo_host, port = _port(authority)
    userinfo, _, host = userinfo_host.rpartition(b"@")
    host = host.lower()
    is_ipv6 = host.startswith(b"[") and host.endswith(b"]")
    if not _USERINFO.fullmatch(userinfo):
        return None
    if port is None or not host or host == b"." or not _host_is_valid(host, is_ipv6=is_ipv6):
        return None
    return _Url(protocol, userinfo, host, port, query, is_ipv6)


def _port(authority: bytes) -> tuple[bytes, int | None]:
    colon = max(authority.rfind(mark) for mark in (b":", b"]", b"@"))
    if colon <= 0 or authority[colon : colon + 1] != b":":
        return authority, 0
    digits = authority[colon + 1 :].lstrip(b"0")
    if not re.fullmatch(rb"[0-9]{1,5}", digits) or int(digits) > _MAX_PORT:
        return authority, None
    return authority[:colon], int(digits)


def _host_is_valid(host: bytes, *, is_ipv6: bool) -> bool:
    if not is_ipv6:
        return bool(_HOST_BYTES.fullmatch(host))
    try:
        ipaddress.IPv6Address(host[1:-1].decode("ascii"))
    except ValueError:
        return False
    return True


def _quoted(query: bytes) -> bytes:
    query = query.rstrip(_SPACES) or b"/"
    if not query.startswith(b"/"):
        query = b"/" + query
    return re.sub(rb"[\x00-\x20]", lambda match: b"%%%02X" % match[0][0], query)
