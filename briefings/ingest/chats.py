"""What a chat adds to an article that is copied out of it: who sent it when, stars for bold, pictures before a headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from briefings.ingest import echoes, shape
from briefings.ingest.layout import Row
from briefings.model import LineLabel

_LONGEST, _ANSWER = 300, 14
"""Characters of a line that says who sent a message; words of an answer."""
_DAY = r"\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\.?"
_CLOCK = (
    r"(?:[ap]\.?m\.? |오전 |오후 |上午|下午|午前|午後)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?\s?m\.?)?"
)
_WHO = r"[^:\[\]]{1,40}"
_SENT = re.compile(
    rf"(?:\[(?:{_DAY},? {_CLOCK}|{_CLOCK}, {_DAY})\] {_WHO}:|{_DAY},? {_CLOCK}(?: [-–]|,) {_WHO}? ?:)(?:\s+|$)"  # WhatsApp, KakaoTalk
    rf"|{_WHO}, \[{_DAY},? {_CLOCK}\]:?$|\[{_DAY},? {_CLOCK}\]$",  # Telegram
    re.IGNORECASE,
)
_TIME = re.compile(rf"{_DAY}|{_CLOCK}", re.IGNORECASE)
_SYSTEM = re.compile(
    r"\W*(?:(?:messages and calls are|messages to this (?:chat|group)[^.]{0,40} are now secured with) end-to-end encrypt.*|(?:image|video|audio|sticker|gif|document|media|contact card) omitted|this message was deleted|forwarded(?: many times| message)?"
    r"|сообщения и звонки защищены.*|los mensajes y las llamadas están.*|as mensagens e (?:as )?(?:chamadas|ligações) .{0,20}criptograf.*|nachrichten und anrufe sind ende-zu-ende.*|les messages et les appels sont chiffrés.*|i messaggi e le chiamate sono .*|الرسائل والمكالمات مشفرة.*|संदेश और कॉल .*एन्क्रिप्टेड.*"
    r"|(?:изображение|медиа) (?:не вложено|без медиафайлов)|сообщение удалено|imagen omitida|mensagem apagada|imagem ocultada"
    r"|(?:forwarded|reposted) from .{1,60}|переслано (?:от|из) .{1,60}|reenviado de .{1,60}|encaminhado de .{1,60}|weitergeleitet (?:aus|von) .{1,60}|transféré de .{1,60}|inoltrato da .{1,60}|تمت? إعادة (?:ال)?توجيه.{0,60})[>\])]?\W*",
    re.IGNORECASE,
)
_STARRED = re.compile(
    r"(?<![\w*_~/])(\*{1,3}|_{1,3}|~{1,2})(?=[^\s*_~])([^*_~\n]{1,300})(?<=[^\s*_~])\1(?![\w*_~/])"
)
_PICTURE = "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u203c\u2049\ufe0f\u20e3\u200d]"
_BULLET = re.compile("[\u25aa-\u25ab\u25fb-\u25fe]\ufe0f\\s*")
_BEFORE, _AFTER = re.compile(rf"(?:{_PICTURE}\s*)+"), re.compile(rf"(?:\s*{_PICTURE})+$")


def parted(line: str) -> tuple[str, str]:
    """Gives who sent a message when, empty where a line does not say so, and the rest of the line."""
    found = _SENT.match(line, 0, _LONGEST)
    return (line[: found.end()].rstrip(), line[found.end() :]) if found else ("", line)


def speaks(line: str) -> bool:
    """Tells whether the line is what the program for the chat says: forwarded from whom, encrypted how, a picture left out."""
    return len(line) <= _LONGEST and _SYSTEM.fullmatch(line) is not None


def unstarred(line: str) -> str:
    """Gives a line without the stars and lines that make words of it bold or slanted in a chat."""
    return _STARRED.sub(r"\2", line) if "*" in line or "_" in line or "~" in line else line


def unpictured(line: str) -> str:
    """Gives a sentence without the pictures that mark its beginning; a line that is none may be an item of a list."""
    if line.isascii():
        return line
    plain = unadorned(_BULLET.sub("", line, count=1))
    return plain if plain != line and shape.ends_sentence(plain) else line


def unadorned(headline: str) -> str:
    """Gives a headline without the pictures around it."""
    return _AFTER.sub("", _BEFORE.sub("", headline, count=1)) if not headline.isascii() else headline


def without_answers(lines: Sequence[Row]) -> list[Row]:
    """Returns the rows of a chat; a short message that says nothing of the next is none of an article.

    Who sent most of the chat sent the article.
    """
    sent = [index for index, row in enumerate(lines) if row.sure and _SENT.match(row.text, 0, _LONGEST)]
    words: Counter[str] = Counter()
    for start, stop in pairwise([*sent, len(lines)]):
        words[_sender(lines[start].text)] += sum(len(row.text) for row in lines[start + 1 : stop])
    writer = max(words, key=lambda sender: words[sender], default="")
    found = list(lines)
    for start, stop in pairwise([*sent, len(lines)]):
        if _sender(lines[start].text) == writer:
            continue
        if stop - start == 2 and _is_answer(lines[start + 1], lines[stop + 1 : stop + 3]):
            found[start + 1] = replace(lines[start + 1], level=0, label=LineLabel.CHROME, sure=True)
    return found


def _sender(stamp: str) -> str:
    """Gives who sent a message, where a chat says so."""
    return _TIME.sub("", stamp).strip(" []:,-–")


def _is_answer(row: Row, following: Sequence[Row]) -> bool:
    if shape.weight(row.text) > _ANSWER:
        return False
    return echoes.echoed(row.text, (other.text for other in following)) <= echoes.CHANCE
