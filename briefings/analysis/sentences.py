"""Sentences of running text in any script.

Source: the heuristics of Punkt (Kiss & Strunk 2006) written by hand, as one scan over the marks that can end a
sentence. Each mark is judged by the word before it and the word after it, so the time is linear.
A line break always ends a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefings.analysis import clauses, lost_stops
from briefings.analysis.abbreviations import ORDINALS, STARTERS, counts_things, is_hard, is_soft

_MARKS = r"[.!?…‽⁇⁈⁉。！？｡．؟۔।॥։።፧၊။]+|\n+"
_FULL_WIDTH = frozenset("。！？｡．।॥۔։።፧။؟")
_CLOSERS = frozenset("\"'”’»›)]}」』）】》〉〕｣")
_WESTERN_CLOSERS = _CLOSERS | frozenset("“«‘")
_OPENERS = frozenset("\"'“”‘’„‚«»‹›([{¿¡-–—―「『（【《〈•*")
_CONTINUES = frozenset(",;:，、；：،؛")
_CONTINUES_AFTER_WIDE = _CONTINUES | frozenset(".!?…")
_UNMARKED = frozenset({"th", "lo"})  # scripts without a full stop
_WORD_REACH = 24  # characters looked back for the word before a mark: bounds the work per mark
_LAST_WORD = re.compile(r"[^\s\"'“”‘’„«»()\[\]/—–]+$")
_NEXT_WORD = re.compile(r"\w*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|(?:[\u0900-\u0dff]{1,3}\.)+[\u0900-\u0dff]{1,3}")
_AFTER_NUMBER = re.compile(r"[\d°º]\s?$")
_ROMAN = re.compile(r"[IVXLC]+")
_SPEECH_AFTER_QUOTE = re.compile(r"[^。！？，\s]{0,6}(?:说|說|道|问|問|表示|称|稱)|と|って")
_CURLY = re.compile('[“”"]')
_SPACED_GUILLEMET = re.compile(r"[ \u00a0\u202f\u2009]»")
_ORDINAL_DIGITS = 2


def split(text: str, language: str = "en") -> list[str]:
    """Returns the sentences in order, stripped; together they hold every character of `text` but white space."""
    return list(iterate(text, language))


def iterate(text: str, language: str = "en") -> Iterator[str]:
    """Yields what `split` returns, reading no further than it is asked."""
    for start, end in _Scan(text, language).spans():
        piece = text[start:end].strip()
        if piece:
            yield from clauses.split(piece) if language in _UNMARKED else (piece,)


class _Scan:
    """One pass over a text; `_start` is where the sentence at hand began."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._language = language
        self._start = 0
        self._quoting = False
        self._quotes_read = 0
        self._cased = text != text.lower()  # a text all in lower case says nothing by a small letter

    def spans(self) -> Iterator[tuple[int, int]]:
        for mark in lost_stops.ends(_MARKS, self._language).finditer(self._text):
            end = self._end_of_sentence(mark)
            if end is not None:
                yield self._start, end
                self._start = end
        yield self._start, len(self._text)

    def _end_of_sentence(self, mark: re.Match[str]) -> int | None:
        """The index after the mark and what closes with it, or None where the sentence goes on."""
        if mark.group()[0].isspace():
            return mark.end()
        wide = mark.group()[-1] in _FULL_WIDTH
        end = self._skip(mark.end(), _CLOSERS if wide else _WESTERN_CLOSERS)
        if wide and self._text[mark.end() : end] == "”" and not self._quotes(mark.start()):
            end = mark.end()  # some write ” for “ too: it opens the next sentence
        if self._language == "fr" and (guillemet := _SPACED_GUILLEMET.match(self._text, end)):
            end = guillemet.end()
        if end == len(self._text):
            return end
        closed = end > mark.end()
        if wide:
            return None if self._goes_on_after_wide(end, quoted=closed) else end
        if not self._text[end].isspace():
            return end if not closed and self._is_glued(mark) else None
        following = self._next_character(end)
        if following in _CONTINUES or (self._cased and following.islower()):
            return None
        return end if self._ends_before(mark, end, following) else None

    def _quotes(self, end: int) -> bool:
        """Tells whether a quotation is open at `end`; asked with a growing `end`, so that each mark is read once."""
        marks = _CURLY.findall(self._text, self._quotes_read, end)
        self._quotes_read = max(end, self._quotes_read)
        self._quoting = marks[-1] != "”" if marks else self._quoting
        return self._quoting

    def _skip(self, index: int, characters: frozenset[str]) -> int:
        while index < len(self._text) and self._text[index] in characters:
            index += 1
        return index

    def _next_index(self, start: int) -> int:
        """The index of the next character that is neither a space nor an opening mark; a line break counts."""
        for index in range(start, len(self._text)):
            character = self._text[index]
            if character == "\n" or not (character.isspace() or character in _OPENERS):
                return index
        return len(self._text)

    def _next_character(self, start: int) -> str:
        index = self._next_index(start)
        return self._text[index : index + 1] or "\n"

    def _next_word(self, start: int) -> str:
        found = _NEXT_WORD.match(self._text, self._next_index(start))
        return found.group().lower() if found else ""

    def _goes_on_after_wide(self, end: int, *, quoted: bool) -> bool:
        if self._text[end] in _CONTINUES_AFTER_WIDE:
            return True
        return quoted and _SPEECH_AFTER_QUOTE.match(self._text, end) is not None

    def _is_glued(self, mark: re.Match[str]) -> bool:
        """Tells whether a space is missing: `ended.The next`; `bbc.co.uk` and `Node.js` stay whole."""
        at = mark.start()
        before, after = self._text[max(0, at - 3) : at], self._text[at + 1 : at + 3]
        return (
            mark.group() == "."
            and before.isalpha()
            and before.islower()
            and after.istitle()
            and after.isalpha()
        )

    def _ends_before(self, mark: re.Match[str], end: int, following: str) -> bool:
        """Judges a western mark that white space follows, by the words on both sides."""
        if following == "\n":
            return True
        if mark.group() != ".":
            trailing_off = "…" in mark.group() or mark.group().startswith("..")
            return not trailing_off or following.isupper() or following.isdigit()
        found = _LAST_WORD.search(self._text, max(self._start, mark.start() - _WORD_REACH), mark.start())
        if found is None:
            return True
        word, next_word = found.group(), self._next_word(end)
        if word.isdigit():
            return not self._is_ordinal(found)
        if len(word) == 1 and word.isalpha() and not is_soft(word.lower(), self._language):
            return self._is_unit(found) or (
                word.islower() and len(next_word) > 1 and not is_hard(word, self._language)
            )
        return self._word_ends(word, next_word)

    def _is_ordinal(self, number: re.Match[str]) -> bool:
        """Tells whether the number is `5.` of a list, or an ordinal where the language writes them so."""
        if (
            number.start() - self._start <= _WORD_REACH
            and not self._text[self._start : number.start()].strip()
        ):
            return True
        return self._language in ORDINALS and len(number.group()) <= _ORDINAL_DIGITS

    def _is_unit(self, letter: re.Match[str]) -> bool:
        reach = max(self._start, letter.start() - 2)
        return _AFTER_NUMBER.search(self._text, reach, letter.start()) is not None

    def _word_ends(self, word: str, next_word: str) -> bool:
        lower = word.lower()
        if is_hard(lower, self._language) or (counts_things(lower) and next_word.isdigit()):
            return False
        if self._language in ORDINALS and _ROMAN.fullmatch(word):
            return False
        if is_soft(lower, self._language) or _INITIALS.fullmatch(word):
            return next_word in STARTERS
        return True
