"""The furniture of news pages: what buttons, menus and footers say, in the languages we meet.

A line is chrome when it consists of these and nothing else. The lists need not be complete: `split` also
drops short lines that end no sentence. They are what tells a menu from a headline.
"""

from __future__ import annotations

import re

BUTTONS = """
read more|read more here|read full story|read the full story|read full article|read the full article|read now|continue reading|keep reading|view more|see more
show more|load more|more|view all|see all|view comments|show comments|post a comment|post comment|leave a comment|leave a reply
add a comment|add comment|write a comment|comment|comments|join the conversation|join the discussion|reply|report|report an error|report this
next story|previous story|next article|previous article|next|previous|next post|previous post|prev|back|back to top|top of page
share|share it|share this|share this article|share this story|share this post|share article|share via|share on|share now|shares|send|forward|tweet
tweet this|pin it|like|like this|save|saved|bookmark|save article|save for later|print|print this|print article|email|e-mail|email this|copy link|link copied
copy|listen|listen to this article|listen to article|play|play video|pause|watch|watch live|watch now|watch video|watch the video|live|live updates|video|videos|photos
gallery|photo gallery|view gallery|in pictures|slideshow|text size|font size|translate|follow|follow us|followed|following|subscribe|subscribe now|subscribe today
sign in|sign up|log in|login|log out|register|my account|account|join|join now|join us|donate|support us|become a member|try it free|start free trial
menu|main menu|navigation|search|close|open|open app|open in app|skip to content|skip to main content|toggle navigation|toggle menu|cookies|cookie policy|cookie settings
accept|accept all|accept cookies|reject all|manage preferences|privacy|privacy policy|terms|terms of use|terms of service|terms and conditions|contact|contact us
about|about us|advertise|advertise with us|careers|help|faq|feedback|sitemap|rss|newsletter|newsletters|our newsletter|download app|download our app|get the app|app store
google play|e-paper|epaper|advertisement|advertisements|advertising|advert|ad|ads|sponsored|sponsored content|promoted|promoted content|paid content|paid post|partner content
advertisement continues below|story continues below advertisement|story continues below|article continues below advertisement|article continues after advertisement
continue reading below|scroll to continue|continues below|ad feedback|remove ads|why this ad|most read|most popular|most viewed|most shared|most commented|trending|trending now
popular|popular now|top stories|top news|latest|latest news|latest stories|more news|more stories|more from|more on this story|more on this|more on this topic|more like this|related
related stories|related articles|related news|related topics|related content|related posts|you may also like|you might also like|you may like|you might like
recommended|recommended for you|recommended stories|suggested|editor's pick|editor's picks|editors' picks|editor's choice|must read|must reads|must watch|don't miss|also read
read also|also in the news|see also|in this article|in this story|on this page|table of contents|topics|tags|filed under|breaking|breaking news|just in|developing|exclusive
facebook|twitter|x|whatsapp|telegram|linkedin|instagram|youtube|reddit|pinterest|tumblr|tiktok|messenger|viber|vk|threads|bluesky|mastodon|flipboard|google news|wechat|weibo|line
follow us on twitter|follow us on facebook|follow us on instagram|follow us on x|follow us on google news|follow us on social media|like us on facebook|subscribe to our newsletter
subscribe to our channel|sign up for our newsletter|sign up to our newsletter|join our whatsapp channel|join our telegram channel|get our newsletter|all rights reserved
about the author|author|editor|editors|end|ends|click here|click to expand|expand|collapse|loading|please wait|undo|dismiss|ok|yes|no|on|off|hide|show|edit|article|story|page
add us on google|add as a preferred source|thank you for reading|thanks for reading|support our journalism|gift this article|unlock this article|minute read
"""

SECTIONS = """
home|homepage|front page|world|news|international|national|nation|local|politics|business|economy|markets|money|finance|sport|sports|football|cricket|tennis|opinion|opinions
editorial|editorials|columns|comment|analysis|culture|arts|entertainment|lifestyle|life|style|fashion|food|travel|health|science|technology|tech|environment|climate|education
weather|obituaries|books|music|film|movies|tv|television|games|puzzles|crosswords|jobs|classifieds|property|real estate|cars|motoring|magazine|features|investigations|data
podcast|podcasts|multimedia|archive|archives|asia|europe|africa|americas|middle east|us|u.s.|usa|uk|india|china|russia|australia|canada|latin america|asia pacific|us & canada|crime|law
society|religion|history|elections|election|defence|defense|security|diplomacy|energy|industry|companies|personal finance|city|cities|states|metro|region|regions|special reports
world news|us news|uk news|today|in depth|explainers|fact check|photos|pictures|audio|live tv|women|family|people|royals|showbiz|celebrity|tech & science|all
"""

ABROAD = """
читать далее|читайте также|читать дальше|подробнее|ещё|еще|далее|назад|поделиться|поделиться в соцсетях|поделитесь|подписаться|подпишитесь|подписка|войти|вход|регистрация|меню|поиск
реклама|комментарии|комментировать|главная|новости|мир|в мире|политика|экономика|общество|спорт|культура|наука|происшествия|технологии|мнения|россия|самое читаемое|популярное|материалы по теме
по теме|следующая новость|предыдущая новость|следующая статья|предыдущая статья|распечатать|версия для печати|фото|видео|все новости|лента новостей|рекомендуем|на главную|вконтакте|одноклассники|наверх
اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|اقرأ المزيد:|المزيد|شارك|شارك هذا المقال|مشاركة|شاركها|إعلان|اعلان|الرئيسية|أخبار|العالم|عالم|سياسة|اقتصاد|رياضة|ثقافة|تكنولوجيا|تعليقات|التعليقات|اشترك|اشترك الآن
تسجيل الدخول|بحث|القائمة|الأكثر قراءة|مواضيع ذات صلة|أخبار ذات صلة|الخبر التالي|الخبر السابق|التالي|السابق|طباعة|تابعونا|تابعنا|فيسبوك|تويتر|واتساب|تلغرام|تيليغرام|فيديو|صور|منوعات|آراء|رأي|صحة
阅读更多|阅读全文|查看更多|更多|更多新闻|分享|分享到|分享至|分享文章|广告|廣告|首页|首頁|新闻|新聞|国际|國際|国内|國內|政治|经济|經濟|财经|財經|体育|體育|科技|文化|娱乐|娛樂|社会|社會|评论|評論|登录|登入|注册|订阅|訂閱|搜索|菜单|返回顶部
上一篇|下一篇|相关新闻|相關新聞|相关阅读|相关文章|延伸阅读|延伸閱讀|热门新闻|热门|最热|推荐阅读|微信|微博|打印|收藏|点赞|关闭|责任编辑|中国|世界|军事|视频|图片|时事|要闻
続きを読む|もっと見る|もっと読む|シェア|シェアする|共有|広告|ホーム|トップ|ニュース|国際|国内|政治|経済|社会|スポーツ|文化|科学|エンタメ|関連記事|関連ニュース|次の記事|前の記事|ログイン|会員登録|検索|メニュー|ランキング|アクセスランキング|印刷|保存|コメント|動画|写真|フォロー|有料会員限定|おすすめ|ツイート|閉じる
더보기|더 보기|기사 더보기|계속 읽기|공유|공유하기|기사 공유|광고|홈|뉴스|국제|세계|정치|경제|사회|스포츠|문화|연예|과학|관련기사|관련 기사|다음 기사|이전 기사|다음기사|이전기사|로그인|회원가입|검색|메뉴|구독|구독하기|인쇄|댓글|댓글 쓰기|많이 본 뉴스|인기 기사|추천 기사|페이스북|트위터|카카오톡|북한|영상|사진|좋아요|글자 크기
और पढ़ें|यह भी पढ़ें|आगे पढ़ें|शेयर करें|साझा करें|विज्ञापन|होम|समाचार|देश|दुनिया|विश्व|राजनीति|खेल|मनोरंजन|व्यापार|टिप्पणी|टिप्पणियां|लॉग इन|सदस्यता लें|अगली खबर|पिछली खबर|संबंधित खबरें|सबसे ज्यादा पढ़ी गई|फेसबुक|ट्विटर|व्हाट्सएप|वीडियो|फोटो
leer más|lee también|lea también|seguir leyendo|ver más|más noticias|compartir|comparte|compartir en|publicidad|anuncio|inicio|portada|noticias|mundo|internacional|política|economía|deportes|cultura|sociedad
tecnología|opinión|comentarios|suscríbete|suscribirse|iniciar sesión|buscar|menú|lo más leído|lo más visto|noticias relacionadas|te puede interesar|siguiente noticia|noticia anterior|siguiente|anterior|imprimir
lire la suite|lire aussi|à lire aussi|lire plus|voir plus|partager|partager l'article|publicité|accueil|actualités|actualité|monde|politique|économie|société|commentaires|s'abonner|abonnez-vous|se connecter
rechercher|les plus lus|articles liés|sur le même sujet|article suivant|article précédent|suivant|précédent|imprimer|newsletter|la suite après la publicité|à la une
weiterlesen|mehr lesen|mehr anzeigen|mehr|mehr zum thema|lesen sie auch|teilen|artikel teilen|anzeige|werbung|startseite|nachrichten|welt|ausland|inland|politik|wirtschaft|sport|kultur|wissen|panorama
meinung|kommentare|kommentieren|abonnieren|anmelden|einloggen|registrieren|suche|menü|meistgelesen|das könnte sie auch interessieren|nächster artikel|vorheriger artikel|drucken|merken|zurück|weiter
leia mais|leia também|continue lendo|continuar lendo|ver mais|veja mais|veja também|compartilhar|compartilhe|partilhar|publicidade|anúncio|início|notícias|mundo|política|economia|esportes|esporte|desporto
comentários|assine|assinar|entrar|buscar|mais lidas|notícias relacionadas|próxima notícia|notícia anterior|imprimir
baca juga|baca selengkapnya|selengkapnya|bagikan|bagikan artikel|iklan|beranda|berita|dunia|internasional|nasional|politik|ekonomi|olahraga|teknologi|komentar|berlangganan|masuk|daftar|cari|terpopuler
berita terkait|artikel terkait|berita selanjutnya|berita sebelumnya|lihat semua|cetak|scroll untuk melanjutkan|advertisement scroll to continue with content
devamını oku|devamı|haberin devamı|daha fazla|paylaş|haberi paylaş|reklam|ana sayfa|anasayfa|haberler|haber|dünya|gündem|siyaset|ekonomi|spor|kültür|teknoloji|yorumlar|yorum yap|abone ol|giriş yap|giriş|kayıt ol
ara|menü|en çok okunanlar|çok okunanlar|ilgili haberler|sonraki haber|önceki haber|yazdır|son dakika
czytaj dalej|czytaj więcej|czytaj także|czytaj też|zobacz także|zobacz też|zobacz więcej|więcej|udostępnij|udostępnij artykuł|podziel się|reklama|strona główna|wiadomości|świat|kraj|polityka|gospodarka|biznes
sport|kultura|nauka|opinie|komentarze|subskrybuj|zaloguj się|zaloguj|zarejestruj się|szukaj|najczęściej czytane|najpopularniejsze|powiązane artykuły|następny artykuł|poprzedni artykuł|drukuj
leggi anche|leggi tutto|leggi di più|continua a leggere|condividi|condividi l'articolo|pubblicità|notizie|mondo|esteri|politica|economia|sport|cultura|commenti|abbonati|accedi|registrati|cerca|i più letti|articoli correlati
articolo successivo|articolo precedente|stampa|prossimo|precedente|ultime notizie
"""


_MARKS = "\u0300-\u036f\u064b-\u0652\u0900-\u0d7f\u0e31-\u0e4e"
"""Vowel signs and accents that `re` takes for punctuation."""
_LEADING = re.compile(r"^[^\w(]+")
_COUNT = re.compile(r"(?:\s|\()\d{1,6}\)?\W*$")
_TRAILING = re.compile(rf"[^\w{_MARKS}]+$")
_SEPARATORS = re.compile(r"\s*[|•·»›>\\‧∙]+\s*|\s+[–—-]\s+|,\s+|\s*/\s*|\s{2,}")


def plain(text: str) -> str:
    """Gives the line as the lists write it: small letters, no arrows, counts or punctuation around it."""
    words = _LEADING.sub("", text.casefold().replace("’", "'").replace("i\u0307", "i"))
    return _TRAILING.sub("", _COUNT.sub("", words))


def _listed(text: str) -> frozenset[str]:
    """Gives the phrases of a list as `plain` writes them."""
    return frozenset(
        plain(phrase) for line in text.split("\n") for phrase in line.split("|") if phrase.strip()
    )


_SECTIONS = _listed(SECTIONS)
_CHROME = _listed(BUTTONS) | _listed(ABROAD)
WORDS = frozenset(word for phrase in _CHROME for word in phrase.split())
"""What the phrases are made of."""
_LONGEST = max(map(len, _CHROME | _SECTIONS))
_STARTS = frozenset(phrase[:2] for phrase in _CHROME | _SECTIONS)


def is_section(text: str) -> bool:
    """Tells whether the line names a section of a site (World, Politics)."""
    return plain(text) in _SECTIONS


def is_phrase(text: str) -> bool:
    """Tells whether the line is one phrase of the lists."""
    return _is_listed(text, plain(text))


def _is_listed(text: str, words: str) -> bool:
    return words in _CHROME or (words in _SECTIONS and not text.endswith("."))


def is_furniture(text: str) -> bool:
    """Tells whether the line is made of nothing but phrases, in a row, separated or glued together.

    Looks at short lines only, so that its time is bounded.
    """
    if len(text) > 4 * _LONGEST or (len(text) > 60 and text.endswith((".", ","))):
        return False
    if text.endswith(".") and not text.endswith(".."):
        return is_phrase(text)
    pieces = [(piece, words) for piece in _SEPARATORS.split(text.strip()) if (words := plain(piece))]
    return bool(pieces) and all(_is_listed(piece, words) or _is_row(words) for piece, words in pieces)


def _is_row(words: str) -> bool:
    """Tells whether the line can be cut into phrases from left to right (word-break)."""
    reached, furthest = {0}, 0
    for start in range(len(words)):
        if start > furthest:
            return False
        if start not in reached or (words[start] != " " and words[start : start + 2] not in _STARTS):
            continue
        for end in range(start + 2, min(len(words), start + _LONGEST) + 1):
            piece = words[start:end].strip(" :-")
            if (len(piece) > 3 or not piece.isascii()) and (piece in _CHROME or piece in _SECTIONS):
                reached.add(end)
                furthest = max(furthest, end)
    return len(words) in reached


_GLUE = re.compile(
    r"[.!?…。！？।؟][\"'”’“‘»)\]」』]*(?P<space>\s*)(?=[^\W\d_a-z])|[a-z0-9](?=[A-Z][a-z]+ [a-z A-Z]+$)"
)
_LONG, _STUCK = 60, 40
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,5}")
_UNCLOSED = re.compile(r"(?<=[.!?…])“$")


def glued_at(text: str, following: str = "") -> int | None:
    """Gives where a run of phrases begins that is stuck to the end of a sentence, or None.

    Behind a space it may as well be the beginning of a sentence that goes on in the `following` line.
    """
    for match in _GLUE.finditer(text, max(0, len(text) - 90)):
        rest = text[match.end() :]
        if not match["space"] and _is_stuck(text[: match.start()], rest, following):
            return match.end()
        if (
            not rest
            or not is_furniture(rest)
            or (is_section(rest) and (match["space"] or match.start() < _LONG))
        ):
            continue
        if match["space"] and (text.endswith((".", "!", "?")) or (following and not is_furniture(following))):
            continue
        return match.end()
    return None


def _is_stuck(before: str, rest: str, following: str) -> bool:
    """Tells whether a few words that no list knows are stuck to a full stop, where no sentence would begin.

    They are two at least, so that `bbc.Com` is none, and no sentence of theirs goes on in the `following` line.
    """
    if not before[-1:].islower() or len(before) < _LONG or following[:1].islower():
        return False
    return len(rest) < _STUCK and bool(_WORDS.fullmatch(rest))


def closed(text: str) -> str:
    """Gives the text with a last opening quote turned: it opened towards what was glued to it."""
    return _UNCLOSED.sub("”", text)
