"""The head of a mail that was pasted with its text: the subject may be a headline, who sends a newsletter is its source.

    Subject: Fwd: Port workers end strike
    From: Harbour Gazette <news@harbour.example>

Two such lines at least, the subject among them, stand above the text; a colon alone says little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefings.ingest import mailings, meta
from briefings.ingest.layout import Row
from briefings.ingest.source import sounds_like_press
from briefings.model import LineLabel

_FIELD = re.compile(
    r"(?:(?P<subject>subject|betreff|asunto|assunto|objet|oggetto|тема|konu|temat|perihal|제목|主题|主旨|件名|الموضوع|विषय)"
    r"|(?P<sender>from|von|de|da|от|gönderen|od|dari|보낸 ?사람|发件人|寄件者|差出人|من|प्रेषक)"
    r"|(?P<sent>date|sent|gesendet|datum|fecha|enviado|envoyé|inviato|data|дата|отправлено|tarih|wysłano|tanggal|날짜|보낸 ?날짜|日期|发送时间|日時|送信日時|التاريخ|दिनांक)"
    r"|to|cc|bcc|reply-to|an|para|à|a|кому|kime|do|kepada|받는 ?사람|收件人|宛先|إلى)\s?[:：]\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_FORWARDED = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|rv|enc|ynt|odp|отв|пер)\s*:\s*)+", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*[<(\[]?\S+@\S+[>)\]]?\s*$")
_NEAR, _LONGEST, _LEAST = 12, 300, 2


def parted(lines: Sequence[Row]) -> tuple[list[Row], str | None]:
    """Returns the rows, the subject as a line of text and the other fields as furniture, and who sent a newsletter."""
    fields = {
        index: found
        for index, row in enumerate(lines[:_NEAR])
        if len(row.text) <= _LONGEST and (found := _FIELD.fullmatch(row.text))
    }
    if len(fields) < _LEAST or not any(found["subject"] for found in fields.values()):
        return list(lines), None
    rows = [_read(row, fields.get(index)) for index, row in enumerate(lines)]
    senders = [_ADDRESS.sub("", found["value"]).strip(" \"'") for found in fields.values() if found["sender"]]
    is_letter = any(mailings.speaks(row.text) for row in lines)
    return rows, next((name for name in senders if name and (is_letter or sounds_like_press(name))), None)


def _read(row: Row, field: re.Match[str] | None) -> Row:
    if field is None:
        return row
    if field["subject"]:
        return replace(
            row, text=_FORWARDED.sub("", field["value"], count=1) or row.text, label=None, sure=False
        )
    is_date = field["sent"] and meta.read(row.text)
    return replace(row, label=LineLabel.META if is_date else LineLabel.CHROME, sure=True)
