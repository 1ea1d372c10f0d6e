"""What stands below pictures: a word for them at the beginning (Photo:), or who made them at the end (Reuters/A. Name)."""

from __future__ import annotations

import re

from briefings.ingest import shape
from briefings.ingest.meta import AGENCY

_NOUNS = (
    r"(?:image|photo|photos|picture|pic|photograph|file photo|file image|file picture|file pic|file|representational (?:image|photo|picture)|representative (?:image|photo)|illustration|handout (?:photo|picture|image)|credit|photo credit|image credit|image source|photo courtesy|caption|video|graphic|chart|map|data|screengrab|infographic|watch|archive photo|stock photo|handout"
    r"|фото|снимок|иллюстрация|источник фото|foto|imagen|fotografía|imagem|bild|symbolbild|archivbild|illustrationsfoto|crédit photo|photo d'illustration|fotoğraf|zdjęcie|ilustrasi|immagine|图|图片|图为|資料圖|资料图|資料写真|写真|사진|자료사진|صورة|الصورة|تصوير|फोटो|तस्वीर|प्रतीकात्मक तस्वीर)"
)
_CAPTION = re.compile(
    rf"^image (?:caption|source), |^(?:an? (?=(?:file|representati|archive|stock)))?[(\[（【▲▼△]{{0,3}}\s*{_NOUNS}\s?(?:/|:|：|\||©|=|-|–|—|\(|（|by\b|via\b|of\b|from\b|courtesy\b|credit\b|：|。)",
    re.IGNORECASE,
)
_CAPTION_ONLY = re.compile(rf"^[(\[（【]{{0,3}}{_NOUNS}[)\]）】]*$", re.IGNORECASE)
_GALLERY = re.compile(r"^(?:\[\d{1,2}/\d{1,2}\]|\d{1,2} of \d{1,2}\s*(?:\||$))")
_CREDITED = re.compile(
    r"[.!?][\"”’)]*\s+(?:photo|photograph|image|picture|pic|illustration|credit|source|foto|фото|imagen|bild|imagem|immagine)s?(?:(?: credit| by| courtesy)?\s?[:：]\s?| courtesy of )[^.:]{2,40}$",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\((?:AP|AFP|EPA|Reuters)?\s?(?:Photo|Image|Picture)s?(?:/| by |: )[^()]{2,60}\)$", re.IGNORECASE
)
_CREDIT = re.compile(
    r"(?:\((?:[^()]{0,40}/)?(?:[^()]{0,24}(?:photo|image|foto|фото|getty|reuters|afp|epa|shutterstock|file|handout)[^()]{0,30})\)|\b(?:getty images|shutterstock|ap photo|file photo|via reuters|via ap|(?:photo|image|picture|pic)s? courtesy of [^.]{2,40}|photo: [^.]{2,40}|image: [^.]{2,40}|(?:photo|image|picture)s? (?:credit|courtesy)\s?[:：]? ?[^.]{2,40}|\[(?:file|reuters|afp|ap|picture|photo|image|supplied)[^\]]*\]))\W*$",
    re.IGNORECASE,
)
_BY_AGENCY = re.compile(
    rf"(?:^|[.!?][\"”’)]*\s+|[|—–]\s?)[(\[]?(?i:{AGENCY}|EPA|Getty)(?:/[^\W\d_][\w .,'’-]{{1,40}}){{1,3}}[)\]]?$"
)
"""Reuters/A. Name/File Photo: an agency and who worked for it, behind a sentence or alone."""
_SHOWN = re.compile(
    r"\bin (?:this|an?) (?:(?:undated|file|handout|combination|still|screen) )*(?:photo|picture|image|photograph|grab)s?\b",
    re.IGNORECASE,
)

_PHOTO = r"(?:photos?|fotos?|fot|bild(?:quelle|rechte)?|imagen|imagem|immagine|image|crédits? photo|crédits?|credit|zdjęcie|fotoğraf|görsel|фото|снимок|صورة|تصوير|사진|写真|撮影|图|攝影|摄影|फोटो|तस्वीर)"
_ARCHIVE = (
    r"(?:(?:from the )?archives?|file|archivo|arquivo|archivio|archiv|arşiv|arsip|dok\.?|архив(?:ное фото)?|(?:صورة )?(?:من ال)?أرشيفي?ة?"
    r"|자료(?: ?사진)?|資料(?:写真|圖|照)?|资料(?:图|照)?|फाइल(?: फोटो)?|photo DR|DR)"
)
_SIGNATURE = re.compile(
    rf"(?:[(（]{_ARCHIVE}[)）]|{_PHOTO}\s?[:：]\s?[^.:：]{{2,40}}|(?<=[.!?…»”\"“«]) {_PHOTO}\.? (?-i:[^\W\d_a-z])[^.:!?]{{1,50}}"
    r"|(?-i:\([^\W\d_a-z][^():]{1,30}: [^\W\d_a-z][^():]{1,40}\))"  # (Supplied: A Name)
    r"|(?-i:\s[-–—|] (?:[^\W\d_a-z][\w.’'-]* ){1,3}[^\W\d_a-z][\w.’'-]* ?/ ?[^\W\d_a-z][^/.]{1,30})"  # - A Name/Agency
    r"|(?-i:(?<=[.!?…»”\"“«]) \| [^\W\d_a-z][^.|]{2,40})"
    r"|(?:記者|记者|[（(／/ 　])[^（）()，。]{1,10}[攝摄]|[＝=、（(／/ 　][^。、＝=]{1,12}(?:撮影|提供)"
    r"|(?<![다요죠까])[.…] ?[가-힣]{2,4} ?(?:선임|인턴|객원)?기자|[/(]\s?사진\s?(?:=|:|제공).{1,30}"
    r"|(?:purchase|acquire) licensing rights.{0,40})[)）\]\s]*$|\((?:fot|foto|photo|bild|фото)\.?:? [^()]{2,60}\)$",
    re.IGNORECASE,
)
"""What a picture is signed with behind the line below it: an archive, who took it and for whom."""
_SIGN = re.compile(r"[(（／/:：|=＝、　.!?…»”\"“«摄攝撮提]|licensing", re.IGNORECASE)
"""What every signature holds, and a short line without a full stop seldom does."""


def tells(text: str) -> bool:
    """Tells whether the line begins with a word for a picture, or numbers one of a gallery."""
    return shape.weight(text) <= 40 and bool(
        _CAPTION.match(text) or _CAPTION_ONLY.match(text) or _GALLERY.match(text)
    )


def credits_somebody(text: str) -> bool:
    """Tells whether the line ends with who made a picture.

    A sentence with its full stop stays: it may well be one of the article.
    """
    if shape.weight(text) <= 80 and _PICTURE.search(text[-90:]):
        return True
    if shape.weight(text) > 40 or text.endswith("."):
        return False
    if _SIGN.search(text[-110:]) and _SIGNATURE.search(text[-110:]):
        return True
    if ("/" in text and _BY_AGENCY.search(text[-90:])) or _SHOWN.search(text):
        return True
    if shape.holds_sentence(text):
        return bool(_CREDITED.search(text[-90:]))
    return bool(_CREDIT.search(text[-90:]))
