"""Cards of other articles: below a line such as `Related articles`, titles and the beginnings of texts that break off (…)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefings.ingest import headlines, phrases
from briefings.ingest.layout import Block
from briefings.model import LineLabel

_LISTS = frozenset(
    phrases.plain(phrase)
    for phrase in re.split(
        r"[|\n]",
        """
related|related articles|related stories|related news|related posts|related content|more on this story|more on this topic|more from|more stories|more news|most read|most popular|most viewed
trending|trending now|latest news|latest stories|top stories|you may also like|you might also like|recommended|recommended for you|read also|also read|see also|read next|up next|don't miss|editor's picks
читайте также|по теме|материалы по теме|самое читаемое|популярное|похожие новости|смотрите также|последние новости|lea también|mirá también|leé también|mira también|te recomendamos|le puede interesar|te puede interesar|noticias relacionadas|lo más leído|más noticias|más leídas
lire aussi|à lire aussi|les plus lus|sur le même sujet|articles liés|mehr zum thema|lesen sie auch|meistgelesen|das könnte sie auch interessieren|auch interessant|leia também|mais lidas|notícias relacionadas|veja também
baca juga|terpopuler|berita terkait|artikel terkait|ilgili haberler|en çok okunanlar|bunlar da ilginizi çekebilir|zobacz także|zobacz też|czytaj także|czytaj też|najczęściej czytane|polecane|leggi anche|i più letti|articoli correlati
관련 기사|관련기사|관련 뉴스|많이 본 뉴스|인기 기사|関連記事|関連ニュース|アクセスランキング|あわせて読みたい|おすすめ記事|相关阅读|相關閱讀|相关新闻|相關新聞|延伸阅读|延伸閱讀|热门文章|推荐阅读|猜你喜欢
اقرأ أيضا|اقرأ أيضًا|اقرأ أيضاً|إقرأ أيضا|إقرأ أيضاً|مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|الأكثر قراءة|شاهد أيضا|यह भी पढ़ें|ये भी पढ़ें|संबंधित खबरें|और खबरें|सबसे ज्यादा पढ़े गए""",
    )
)
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[…\])$")


def without(found: Sequence[Block]) -> list[Block]:
    """Returns the blocks; the beginnings of texts in such a list are labelled as furniture, up to the first whole text."""
    labelled: list[Block] = []
    listing = False
    for block in found:
        is_text = headlines.is_body(block)
        listing = heads(block.text) or (listing and (not is_text or _breaks_off(block)))
        labelled.append(replace(block, label=LineLabel.CHROME) if listing and is_text else block)
    return labelled


def heads(text: str) -> bool:
    """Tells whether a line stands above a list of other articles."""
    return phrases.plain(text[:60]) in _LISTS


def _breaks_off(block: Block) -> bool:
    return _BREAKS_OFF.search(block.text) is not None
