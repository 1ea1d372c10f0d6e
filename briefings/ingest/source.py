"""Which of the lines above the first headline names the publication."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefings.ingest import phrases, shape
from briefings.ingest.layout import Block
from briefings.model import LineLabel

_PRESS = re.compile(
    r"(?:times|post|herald|courier|ledger|tribune|gazette|journal|chronicle|observer|guardian|standard|telegraph|news|press|mail|express|mirror|globe|star|sun|daily|weekly|today|report|record|review|inquirer|examiner|independent|dispatch|bulletin|monitor|argus|echo|sentinel|register|republic|nation|hindu|wire|agency|media|tv|radio|network|magazine"
    r"|газета|известия|ведомости|вести|правда|новости|коммерсант|periódico|diario|el país|mundo|jornal|folha|zeitung|spiegel|tageblatt|anzeiger|monde|figaro|gazete|haber|gazeta|dziennik|corriere|repubblica|giornale|kompas|tempo"
    r"|日报|日報|晚报|时报|時報|新闻网|新聞|新報|通讯社|통신|일보|신문|뉴스|الجريدة|صحيفة|الشرق|الأهرام|الجزيرة|समाचार|टाइम्स|जागरण|भास्कर)",
    re.IGNORECASE,
)


def find(masthead: Sequence[Block]) -> str | None:
    """Gives the name of the publication that stands above the first headline, or None.

    A name that sounds like one wins; otherwise the first short line that is no section or button.
    """
    names = [block.text for block in masthead if _may_name(block)]
    return next(filter(sounds_like_press, names), names[0] if names else None)


def sounds_like_press(name: str) -> bool:
    """Tells whether a name has a word that newspapers, stations and sites have in theirs."""
    return _PRESS.search(name) is not None


def _may_name(block: Block) -> bool:
    if block.label not in (None, LineLabel.CHROME) or shape.ends_sentence(block.text):
        return False
    if phrases.is_furniture(block.text) or not 1 <= shape.weight(block.text) <= 6:
        return False
    return not re.search(r"[>›»:|©@#]|^\d", block.text)
