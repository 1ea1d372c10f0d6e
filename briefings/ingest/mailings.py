"""What a newsletter says of itself: where else to see it, why it came, how to make it stop, what is in it.

Whole short lines of orders, and sentences to the one who got the letter; an article about newsletters speaks of others.
"""

from __future__ import annotations

import re

from briefings.ingest import shape

_LONGEST, _ORDER, _SENTENCE = 240, 12, 40
_BROWSER = (
    r"(?:view|open|read|see)\b.{0,40}\b(?:(?:in|with) (?:your|a|the) (?:web )?browser|in browser|online|as (?:a )?web ?page)",
    r"(?:view )?(?:web|online|browser) version|(?:having )?trouble (?:viewing|reading|seeing)\b.{0,80}|problems? (?:viewing|reading)\b.{0,80}",
    r"(?:ver|abrir|leer|ler|vea|veja|abra)\b.{0,40}\b(?:navegador|en línea|online)|versi(?:ón|one) (?:web|online)|versão (?:web|online)",
    r"(?:voir|afficher|ouvrir|lire|visualiser|consulter)\b.{0,40}\b(?:navigateur|en ligne)|version (?:en ligne|web)",
    r"(?:.{0,40}\b)?im browser (?:ansehen|anzeigen|öffnen|lesen)|web-?version|online-?version",
    r"(?:visualizza|apri|leggi|vedi)\b.{0,40}\b(?:browser|online)|(?:lihat|buka|baca)\b.{0,40}\bdi (?:browser|peramban)",
    r"(?:открыть|открой\w*|посмотреть|смотреть|прочитать|читать|просмотреть)\b.{0,40}\bв браузере|веб-версия",
    r"(?:.{0,40}\b)?tarayıcı\w* (?:görüntüle\w*|aç\w*|oku\w*)|(?:zobacz|otwórz|wyświetl|czytaj)\b.{0,40}\bw przeglądarce",
    r"(?:웹 ?)?(?:브라우저|웹)에서 ?(?:보기|열기|읽기)|(?:请)?在浏览器中?(?:查看|打开|阅读).{0,10}|(?:請)?在瀏覽器中?(?:檢視|查看|開啟).{0,10}|.{0,10}ブラウザで(?:見る|表示|開く|読む).{0,6}",
    r"(?:عرض|فتح|افتح|اقرأ|شاهد)\b.{0,40}\bالمتصفح|ब्राउज़र में (?:देखें|खोलें|पढ़ें)",
)
_STOP = (
    r"(?:click (?:here )?to )?unsubscribe(?: (?:here|now|from (?:this|all|our|these)\b.{0,40}))?|(?:update|manage|change|edit) (?:your )?(?:email |e-mail |subscription )?preferences|opt[- ]out|forward (?:this )?to a friend",
    r"darse de baja|cancelar (?:la |mi |su |a |minha )?(?:suscripción|inscrição|subscrição|assinatura)|descadastrar(?:-se)?|se d[ée]sabonner|se d[ée]sinscrire|d[ée]sinscription|désabonnement",
    r"(?:newsletter )?(?:abbestellen|abmelden)|vom newsletter abmelden|cancella (?:l['’])?iscrizione|annulla (?:l['’])?iscrizione|disiscriviti|berhenti berlangganan",
    r"отписаться(?: от (?:рассылки|писем))?|abonelikten (?:çık|ayrıl)\w*|wypisz się|anuluj subskrypcję",
    r"수신 ?거부(?: .{0,20})?|구독 ?(?:취소|해지)|退订|退訂|取消订阅|取消訂閱|配信停止(?:は|の).{0,14}|配信停止|إلغاء الاشتراك|सदस्यता (?:समाप्त|रद्द) करें|अनसब्सक्राइब(?: करें)?",
)
_ADDRESSED = (
    r"you(?:['’]re| are| have)? (?:receiv\w+|got|getting) this\b.{0,30}\b(?:because|as)\b|(?:to|if you)\b.{0,60}\bunsubscrib\w+|(?:to|if you (?:want|wish|would like) to) (?:stop|opt out|no longer)\b.{0,20}\b(?:receiv|get)\w*",
    r"(?:was|were) this\b.{0,30}\bforwarded to you|did (?:a|someone).{0,20}forward this|this (?:e-?mail|newsletter|message) was sent to\b",
    r"(?:si|se) (?:no|não) (?:desea|quiere|deseas|quieres|deseja|quer) (?:seguir )?(?:recib|receb)\w+|(?:recibe|recibes|has recibido|ha recibido|recibió|está recibiendo|você (?:está )?receb\w+) (?:este|esta)\b.{0,40}\b(?:porque|por)\b",
    r"(?:vous recevez|vous avez reçu) (?:ce|cet|cette)\b|pour (?:ne plus recevoir|vous désabonner|vous désinscrire)|sie (?:erhalten|bekommen) diese\b|wenn sie (?:diesen|keine) newsletter|(?:hai ricevuto|ricevi) questa\b|se non (?:vuoi|desideri) (?:più )?ricevere",
    r"вы (?:получили|получаете) (?:это|данное|эту)\b|если вы (?:больше )?не хотите получать|чтобы отписаться|bu e-?postayı\b.{0,40}\baldınız|otrzym(?:ujesz|ałeś|ałaś) (?:tę|ten|to)\b|anda menerima (?:email|surel|buletin) ini",
    r"본 (?:메일|이메일|뉴스레터)은?\b|(?:此|本)(?:邮件|郵件|电子邮件|通讯)(?:由|是|发|發)|您(?:收到|之所以收到)|このメール(?:は|マガジン)|لقد (?:تلقيت|وصلتك|استلمت) هذ|تلقيت هذه|आपको यह (?:ईमेल|मेल|संदेश)",
)
_CONTENTS = (
    r"(?:in|inside) (?:this|today['’]s|the) (?:issue|edition|newsletter|e-?mail|briefing)|in today['’]s\b.{1,30}|(?:table of )?contents|what['’]s (?:inside|in (?:this|today['’]s)\b.{1,20})|inside(?: today)?",
    r"en (?:este|esta) (?:número|edición|boletín|entrega)|nesta edição|neste (?:número|boletim)|contenidos?|sumario|sumário|índice",
    r"dans ce(?:tte)? (?:numéro|édition|lettre)|au sommaire|sommaire|in dieser ausgabe|inhalt|in questo numero|in questa (?:edizione|newsletter)|sommario|w tym (?:numerze|wydaniu)|bu sayıda|dalam edisi ini",
    r"в (?:этом|сегодняшнем) (?:выпуске|номере|письме)|содержание|이번 (?:호|뉴스레터)(?:에서는?)?|오늘의 (?:목차|뉴스)|목차|本期(?:内容|内容|目录|導讀|导读)|目录|目錄|目次|今号の内容|في هذا العدد|इस अंक में",
)


def _whole(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(phrases)})(?:\W*|:?\s+\S+://\S+)", re.IGNORECASE)


_ORDERS = _whole((*_BROWSER, *_STOP))
_SENT = re.compile(rf"\W*(?:{'|'.join(_ADDRESSED)})", re.IGNORECASE)
_LISTED = _whole(_CONTENTS)
_BEHIND = re.compile(
    r"(?:\s*[(\[]\d{1,2}[ -]?(?:min(?:ute)?s?|мин\w*|minutos|분|分钟|分)(?:[ -](?:read|чтения|de lectura))?[)\]]|\s*\[\d{1,3}\])+$",
    re.IGNORECASE,
)


def speaks(text: str) -> bool:
    """Tells whether a line speaks of the letter that it stands in."""
    if len(text) > _LONGEST:
        return False
    words = shape.weight(text)
    return (words <= _ORDER and _ORDERS.fullmatch(text) is not None) or (
        words <= _SENTENCE and _SENT.match(text) is not None
    )


def lists(text: str) -> bool:
    """Tells whether a line stands above the list of what is in a letter."""
    return len(text) <= _LONGEST and shape.weight(text) <= _ORDER and _LISTED.fullmatch(text) is not None


def without_notes(headline: str) -> str:
    """Gives a headline without the time of reading and the number of its link, which letters put behind it."""
    return _BEHIND.sub("", headline)
