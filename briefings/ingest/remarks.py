"""What is put into sentences and behind the last of them: where a link opens, who signed a report off.

`Orm Lines (ORM.T), opens new tab, said`: a page tells those who cannot see it what a link does, in the words of the
accessibility guidelines (WCAG 2 technique G201) and their translations. `… officials said. PTI RKS SMN`, `…。（完）`: an agency
ends a report with its name, the initials of those who made it, or a word for the end.
"""

from __future__ import annotations

import re

from briefings.ingest import shape
from briefings.ingest.meta import AGENCY

_OPENS = (
    r"(?:opens? (?:in )?an? ?(?:new|external) (?:tab|window|site|page)|opens? (?:in )?new (?:tab|window)|(?:link )?opens (?:in )?external(?: site)?|external link"
    r"|öffnet (?:in |im )?(?:einem |ein )?neue[nms]? (?:fenster|tab)|externer link|(?:se )?abre en (?:una? )?(?:nueva? )?(?:ventana|pestaña)(?: nueva)?"
    r"|abre (?:em |numa |uma )?(?:outra |nova )(?:janela|aba|guia)|(?:s['’]ouvre dans (?:une? )?)?(?:nouvelle fenêtre|nouvel onglet)|si apre in una nuova (?:finestra|scheda)"
    r"|opent (?:in )?(?:een )?nieuw (?:venster|tabblad)|открыва?е?тся в нов(?:ом окне|ой вкладке)|otwiera się w now(?:ym oknie|ej karcie)|yeni (?:pencerede|sekmede) açılır"
    r"|(?:membuka|terbuka|buka) di (?:tab|jendela) baru|在新(?:窗口|标签页|視窗|分頁)(?:中)?(?:打开|打開|開啟)|新しい(?:ウィンドウ|タブ)で開(?:く|きます)|새 (?:창|탭)(?:에서|으로) 열(?:림|기|립니다)"
    r"|يفتح في (?:نافذة|علامة تبويب) جديدة|नई (?:विंडो|टैब) में खुलता है)"
)
_REMARK = re.compile(rf"\s?[(\[（]{_OPENS}[)\]）]|[,،，] {_OPENS}(?![^\W\d_])", re.IGNORECASE)
_HINT = re.compile(rf"[(\[（,،，] ?{_OPENS}", re.IGNORECASE)
_INITIALS = r"[a-zà-ž]{2,4}(?:[/-][a-zà-ž]{2,4}){1,3}"
_END = re.compile(
    r"(?<=[.!?…。！？।।\"”»」)])\s?"
    rf"(?:(?=[A-Z]{{2,5}}\b){AGENCY}(?: [A-Z]{{2,4}}){{0,4}}|[—–-]{{1,2}} ?{AGENCY}|/{_INITIALS}/?"
    rf"|[(（\[](?:完|了|끝|(?-i:END|Ends?|ENDS|FIN|Fin)|конец|{AGENCY}(?:[/,.; -][^()（）]{{1,20}})?|{_INITIALS}"
    r"|(?:編輯|编辑|責任編輯|责任编辑|責編|责编|編集|校对)[：:／/][^（）()]{2,20}"
    rf"|(?:with|mit|avec|con|com) (?:(?:agency|agencies|material|inputs?|informations?|información|informações)\b ?){{1,2}}[^()]{{0,40}})[)）\]](?:\s?\d{{6,8}})?)\.?$"
)
_REACH = 80


def without(line: str) -> str:
    """Gives a line without what it says of its links."""
    if not _HINT.search(line):
        return line
    return _REMARK.sub("", line)


def signed_off_at(text: str, following: str = "") -> int | None:
    """Gives where a report is signed off behind its last sentence, or None; a sentence may go on in the `following` line."""
    if shape.starts_lower(following):
        return None
    found = _END.search(text, max(1, len(text) - _REACH))
    return found.start() if found else None
