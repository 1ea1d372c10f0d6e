"""The language of a text, ISO 639-1.

    letters -> script that decides alone (Hangul, Kana, Thai ...)
            -> letters or words that only one language of a script uses
            -> py3langid (Lui & Baldwin 2012), among the languages of that script

Most texts are decided before the model: it takes a second and a hundred megabytes to load, so it is loaded
for the first text that needs it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from briefings.analysis.function_words import FUNCTION_WORDS
from briefings.analysis.words import WORD

_SAMPLE = 2_000  # characters looked at: more changes no answer
_FEW_LETTERS = 40  # below, a text inherits the language of what it stands in unless it is clearly another
_TOO_FEW_LETTERS = 16  # below, always
_FEW_LETTERS_OF_A_SCRIPT = 4  # letters that decide where the script alone names the language
_KANA_SHARE = (
    10  # Chinese quotes a Japanese brand now and then; Japanese has one Kana in ten characters at least
)
_SURE = 15.0  # difference of log likelihoods
_CLEAR_LEAD, _CLEAR_SHARE = 2.0, 0.5  # function words of its own that a language must be ahead of every other
_LANGUAGES_OF_WORD: dict[str, list[str]] = {}
for _language, _words in FUNCTION_WORDS.items():
    for _word in _words:
        _LANGUAGES_OF_WORD.setdefault(_word, []).append(_language)

_SCRIPTS = re.compile(
    "(?P<ko>[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af])|(?P<kana>[\u3040-\u30ff\uff66-\uff9f])|(?P<han>[\u3400-\u9fff])"
    "|(?P<latin>[A-Za-z\u00aa-\u024f\u1e00-\u1eff])|(?P<cyrillic>[\u0400-\u052f])|(?P<arabic>[\u0600-\u06ff\u0750-\u077f\ufb50-\ufeff])"
    "|(?P<devanagari>[\u0900-\u0963\u0966-\u097f])|(?P<th>[\u0e00-\u0e7f])|(?P<el>[\u0370-\u03ff\u1f00-\u1fff])|(?P<hebrew>[\u0590-\u05ff])"
    "|(?P<hy>[\u0530-\u058f])|(?P<ka>[\u10a0-\u10ff])|(?P<bengali>[\u0980-\u09ff])|(?P<pa>[\u0a00-\u0a7f])|(?P<gu>[\u0a80-\u0aff])"
    "|(?P<or>[\u0b00-\u0b7f])|(?P<ta>[\u0b80-\u0bff])|(?P<te>[\u0c00-\u0c7f])|(?P<kn>[\u0c80-\u0cff])|(?P<ml>[\u0d00-\u0d7f])"
    "|(?P<si>[\u0d80-\u0dff])|(?P<lo>[\u0e80-\u0eff])|(?P<my>[\u1000-\u109f])|(?P<km>[\u1780-\u17ff])|(?P<am>[\u1200-\u137f])"
)
_DENSE = 3  # a letter of these writes about as much as three Latin ones
_WEIGHTS = {"ko": _DENSE, "kana": _DENSE, "han": _DENSE}
_NAMED_BY_SCRIPT = {"hebrew": "he", "bengali": "bn", "kana": "ja", "han": "zh"}
_PLAIN = {"latin": "en", "cyrillic": "ru", "arabic": "ar", "devanagari": "hi"}
_CANDIDATES = {
    "latin": "az ca cs da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl sq sv sw tl tr vi",
    "cyrillic": "be bg kk mk mn ru sr tg uk",
    "arabic": "ar fa ps ur",
    "devanagari": "hi mr ne",
}
"""Who writes in a script that several languages share. Close relatives with few newspapers (Malay, Galician)
are left out: they would cost their neighbours more than they win."""

_TELLING = {
    "cyrillic": (("uk", "їєґ"), ("be", "ў"), ("mk", "ѓќѕ"), ("sr", "ђћјљњџ"), ("kk", "әғқңұһ"), ("ru", "ыэ")),
    "arabic": (("ur", "ٹڈڑںے"), ("ps", "ټډړښځڅ"), ("fa", "پچژگ")),
}
_TELLING_SHARE = 100  # one telling letter in so many: less is a quoted name


def detect(text: str, default: str = "en") -> str:
    """Returns the ISO 639-1 code of the language of `text`; `default` where there is too little to go by."""
    sample = text[:_SAMPLE]
    scripts = Counter(found.lastgroup or "" for found in _SCRIPTS.finditer(sample))
    if not scripts:
        return default
    script = _leading_script(scripts)
    letters = scripts.total()
    if script not in _CANDIDATES:
        return _NAMED_BY_SCRIPT.get(script, script) if letters >= _FEW_LETTERS_OF_A_SCRIPT else default
    if letters < _FEW_LETTERS:
        return _of_few_letters(sample, script, letters, default)
    known = _by_letters(sample, script, letters) or _by_words(sample, script)
    if known is None and script == "devanagari":
        return _PLAIN[script]  # the model mistakes Hindi for Marathi; the words do not
    return known or _by_model(sample, script)


def _leading_script(scripts: Counter[str]) -> str:
    """The script of the text: brands in Latin letters do not outweigh it, and Kana claims the Han around it."""
    weights = {script: count * _WEIGHTS.get(script, 1) for script, count in scripts.items()}
    if scripts["kana"] * _KANA_SHARE > scripts["han"]:
        weights["kana"] = weights.get("kana", 0) + weights.pop("han", 0)
    return max(weights, key=lambda script: weights[script])


def _of_few_letters(sample: str, script: str, letters: int, default: str) -> str:
    """The default, unless it is not written in this script or the words clearly say otherwise."""
    usual = default in _CANDIDATES[script].split() or script == "latin"
    if letters < _FEW_LETTERS_OF_A_SCRIPT or (usual and letters < _TOO_FEW_LETTERS):
        return default
    if not usual:
        return _by_letters(sample, script, letters) or _PLAIN[script]
    return _by_words(sample, script) or _by_model(sample, script, unless=default)


def _by_letters(sample: str, script: str, letters: int) -> str | None:
    """The language whose own letters stand in the text."""
    for language, telling in _TELLING.get(script, ()):
        if sum(map(sample.count, telling)) * _TELLING_SHARE > letters:
            return language
    return _PLAIN[script] if script == "arabic" else None


def _by_words(sample: str, script: str) -> str | None:
    """The language whose function words clearly outnumber every other's."""
    scores = dict.fromkeys(_CANDIDATES[script].split(), 0.0)
    for word in WORD.findall(sample.lower()):
        languages = _LANGUAGES_OF_WORD.get(word, ())
        for language in languages:
            if language in scores:
                scores[language] += 1 / len(languages)
    next_best, best = sorted(scores, key=lambda language: scores[language])[-2:]
    lead = scores[best] - scores[next_best]
    return best if lead >= max(_CLEAR_LEAD, scores[next_best] * _CLEAR_SHARE) else None


def _by_model(sample: str, script: str, *, unless: str | None = None) -> str:
    """The model's guess; `unless` names the language that keeps the text when the model is not sure."""
    written = _CANDIDATES[script].split()
    ranked = [(language, score) for language, score in _model().rank(sample) if language in written]
    scores = dict(ranked)
    best, score = ranked[0]
    kept = unless is not None and unless in scores and score - scores[unless] < _SURE
    return str(unless if kept else best)


@cache
def _model() -> Any:
    """The classifier; imports numpy, which is why it waits until here."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - see above

    return LanguageIdentifier.from_model_file(MODEL_FILE)
