"""Words that end in a full stop without ending a sentence, by language.

`HARD` never ends a sentence (a title, a name follows). `SOFT` may: the word after it decides. All without
the final stop, in lower case. Every language also gets the English titles: names travel.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = """
    mr mrs ms messrs mme mlle dr drs prof st ste sgt cpl pvt capt cmdr cdr lt col gen maj brig adm rep reps sen sens gov
    rev hon pres supt det insp fr sr vs v fig figs eq vol pp ed eds al op cf e.g i.e viz ca approx mt ft
"""

_HARD: dict[str, str] = {
    "en": "atty messrs esq asst assoc dist",
    "de": """
        bzw ca usw z.b z.t u.a d.h u.u v.a s.o s.u i.d.r o.ä u.ä sog bspw ggf evtl vgl inkl zzgl nr abs art bd hr fr frl
        str tel tsd mio mrd mind max min geb gest jh jhdt st dipl ing hl röm lt kath ev allg abb chr
    """,
    "fr": "m mm mme mmes mlle mlles mgr me dr pr av apr env p ex art chap cf éd s.a st ste tél bd",
    "es": "sr sra sres sras srta d dña dr dra ud uds vd vds lic ing gral cnel av avda art pág págs núm n.º ee ej p.ej fr sto sta",
    "pt": "sr sra srs sras dr dra d prof profa exmo exma eng arq gen cel av art pág págs núm n.º ex p.ex sto sta",
    "it": "sig sigg sig.ra sig.na dott dott.ssa prof prof.ssa ing avv on arch geom mons art pag pagg n nn es p.es ecc.mo ss",
    "pl": """
        np m.in tj tzn tzw prof dr hab inż mgr ks św ul al pl os nr s str ok gen płk kpt por mjr red im t.j śp zob por ww
        godz tel zł gr mld mln tys
    """,
    "tr": "dr prof doç av yrd öğr gör alb org gen bkz örn vb vd cad sok mah no sn st yy m.ö m.s",
    "id": "dr ir drs dra prof h hj tgk no jl tn ny nn yth s.d a.n u.p dll.nya kh r",
    "ru": "г гг ул пр просп д корп стр кв им см ср рис табл т.е т.н т.к т.о тов акад проф доц инж ген св о руб коп тыс млн млрд",
    "uk": "м вул просп буд ім див рис акад проф доц ген св тов грн тис млн млрд т.зв",
    "nl": "dhr mevr mw drs ir ing mr bv o.a d.w.z m.n nr blz art ca resp t.a.v jl",
    "sv": "bl.a t.ex d.v.s s.k dvs fr.o.m t.o.m kl nr ca tel",
    "da": "bl.a f.eks dvs d.v.s s.k kl nr ca hr fr",
    "no": "bl.a f.eks dvs d.v.s s.k kl nr ca",
    "cs": "např tzv tj mj mgr ing bc mudr judr phdr doc prof gen plk kpt sv ul nám č str tel tis mil mld",
    "fi": "esim mm ns ym prof tri nro n klo puh ts",
    "hu": "pl ún dr prof kb ill sz ld st özv ifj",
    "ro": "dl dna dr prof nr str art dvs ș.a gen",
    "vi": "ts ths gs pgs tp q p",
    "hi": "डॉ श्री प्रो पं कु मि मे ले नं रु सं स्व पू ई सी बी ए",
    "ar": "د م أ ص هـ ق",
    "el": "κ κκ π.χ δηλ βλ αρ σελ τηλ",
    "he": "ד ר",
}

_SOFT: dict[str, str] = {
    "en": """
        inc corp co ltd llc plc bros jr etc u.s u.k u.n e.u u.s.a d.c a.m p.m ph.d m.d b.a m.a est dept univ assn ave blvd
        rd no nos jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun ala ariz ark calif
        colo conn fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo
    """,
    "de": "jan feb mrz apr jun jul aug sept okt nov dez co u.s inc corp etc uvm",
    "fr": "etc janv févr avr juil sept oct nov déc",
    "es": "etc ee.uu c.a s.a ene feb mar abr jun jul ago sept oct nov dic a.c d.c",
    "pt": "etc s.a ltda jan fev mar abr jun jul ago set out nov dez a.c d.c",
    "it": "ecc s.p.a s.r.l gen feb mar apr giu lug ago sett ott nov dic a.c d.c",
    "pl": "r w itd itp in n.e p.n.e",
    "tr": "vs ltd şti a.ş t.c",
    "id": "dll dsb dst tbk pt cv",
    "ru": "т.д т.п др пр н.э руб",
    "uk": "т.д т.п ін р рр н.е",
    "nl": "enz jan feb mrt apr aug sept okt nov dec",
    "sv": "m.m osv",
    "cs": "atd apod r s.r.o a.s",
}

ORDINALS = _words("de pl cs fi tr da no nb sk hu et lv hr sl sr bs is lb")
"""Languages that write the full stop after an ordinal: `5. November`."""

_MONTHS_AND_PLACES = _words("jan feb mar apr jun jul aug sep sept oct nov dec no nos pp vol fig ch art sec")

STARTERS = _words(
    """
    the a an this that these those he she it they we i you his her its their our my there here in on at as for from with by
    but and or so yet if when while after before since because although though however meanwhile according many most some
    several both all no not other another officials police what who why how where which last earlier later then now also
    during under over despite until among about more one two three
    der die das er sie es ein eine wir ich im am auf bei nach mit aber und doch wenn als diese dieser dieses so auch
    le la les il elle ils elles un une on nous je dans en sur à après avec mais et si ce cette ces selon
    el los las lo una él ella ellos se su sus del al por para con pero y según este esta
    o os as um uma ele ela eles no na nos nas de da do mas e segundo
    lo gli i uno nel nella secondo ma
    w na z po to jest był była jak ale i od do za przy według
    bu o ve ama ancak bir için
    он она оно они это в на по но и с к как что если когда после у я мы для при однако по
    він вона вони це та але до як після
    """
)
"""Words that begin a sentence far more often than they continue a name: they decide after a soft abbreviation."""


def _by_language(lists: dict[str, str], always: str = "") -> dict[str, frozenset[str]]:
    return {language: _words(words + always) for language, words in lists.items()}


_HARD_SETS = _by_language(_HARD, " " + _TITLES)
_SOFT_SETS = _by_language(_SOFT)
_TITLE_SET = _words(_TITLES)
_NONE: frozenset[str] = frozenset()


def is_hard(word: str, language: str) -> bool:
    """Tells whether `word` (lower case, no final stop) never ends a sentence."""
    return word in _HARD_SETS.get(language, _TITLE_SET)


def is_soft(word: str, language: str) -> bool:
    """Tells whether `word` (lower case, no final stop) may or may not end a sentence."""
    return word in _SOFT_SETS.get(language, _NONE) or word in _SOFT_SETS["en"]


def counts_things(word: str) -> bool:
    """Tells whether a number after `word` belongs to it: `Sept. 1`, `No. 5`."""
    return word in _MONTHS_AND_PLACES
