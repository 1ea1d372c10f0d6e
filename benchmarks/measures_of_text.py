"""Measures of language, sentences and topics; topics are scored by scikit-learn: `pip install -e .[bench]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from statistics import mean

from registry import Clock, Switch, Table, ablated, f1, measure, never, records

from briefings import catalogue
from briefings.analysis import clause_words, clauses, language, lost_stops, mentions, sentences, topics

# -- language and sentences ----------------------------------------------------------------------------------


@cache
def pud(folder: Path) -> dict[str, list[str]]:
    return {
        path.stem.removeprefix("pud_"): [
            line.split("\t", 1)[1] for line in path.read_text("utf-8").splitlines() if line
        ]
        for path in sorted((folder / "lang").glob("pud_*.tsv"))
    }


def language_figures(folder: Path) -> dict[str, float]:
    language.detect("The model is loaded before the clock starts, en français ou en anglais.")
    clock = Clock()
    right = {}
    for code, lines in pud(folder).items():
        with clock:
            found = [language.detect(line[:60]) for line in lines]
        right[code] = mean(guess == code for guess in found)
    lines = sum(map(len, pud(folder).values()))
    return {"mean": mean(right.values()), **right, "ms": 1000 * clock.seconds / max(1, lines)}


LANGUAGE_RULES: dict[str, tuple[Switch, ...]] = {
    "letters of one language": ((language, "_by_letters", lambda *_: None),),
    "function words": ((language, "_by_words", lambda *_: None),),
    "a short line may differ": ((language, "_TOO_FEW_LETTERS", 40),),
}


@measure(
    "language at 60 characters", "lang", lambda folder: ablated(LANGUAGE_RULES, language_figures, folder)
)
def languages(folder: Path) -> Table:
    return [{"language": code, "accuracy": value} for code, value in language_figures(folder).items()]


def ends(parts: Sequence[str]) -> set[int]:
    """Where the sentences end, counted in characters that are no space."""
    at, places = 0, set()
    for part in parts:
        at += len("".join(part.split()))
        places.add(at)
    return places


def spans(parts: Sequence[str]) -> set[tuple[int, int]]:
    places = sorted(ends(parts))
    return set(zip([0, *places[:-1]], places, strict=True))


def sentence_figures(folder: Path, paragraph: int = 5) -> dict[str, float]:
    clock = Clock()
    scores = {}
    for code, lines in pud(folder).items():
        hits = given = wanted = 0
        for at in range(0, len(lines), paragraph):
            gold = lines[at : at + paragraph]
            text = ("" if code in ("zh", "ja") else " ").join(gold)
            with clock:
                found = sentences.split(text, code)
            right, made = spans(gold), spans(found)
            hits, given, wanted = hits + len(right & made), given + len(made), wanted + len(right)
        scores[code] = f1(hits, given, wanted)
    spoken = [value for code, value in scores.items() if code != "th"]
    paragraphs = sum(len(lines) for lines in pud(folder).values()) / paragraph
    return {"mean but th": mean(spoken), **scores, "ms": 1000 * clock.seconds / max(1, paragraphs)}


SENTENCE_RULES: dict[str, tuple[Switch, ...]] = {
    "abbreviations": ((sentences, "is_hard", never), (sentences, "is_soft", never)),
    "lost full stops": ((lost_stops, "ends", lambda marks, _: re.compile(marks)),),
    "ordinals": ((sentences, "ORDINALS", frozenset()),),
    "numbers of months": ((sentences, "counts_things", never),),
    "units after numbers": ((sentences, "_AFTER_NUMBER", re.compile("(?!)")),),
    "speech after a quotation": ((sentences, "_SPEECH_AFTER_QUOTE", re.compile("(?!)")),),
    "Thai: words that need the other side": (
        (clause_words, "NEEDS_MORE", ()),
        (clause_words, "HANGS_ON", ()),
        (clause_words, "SUBORDINATES", ()),
    ),
    "Thai: words that open": ((clause_words, "OPENS", ()), (clause_words, "TURNS", ())),
    "Thai: words that close": ((clause_words, "CLOSES", ()),),
    "Thai: who said it": ((clause_words, "SAID", ()),),
    "Thai: length of the pieces": ((clauses, "_IS_LONG", 0), (clauses, "_IS_SHORT", 0)),
    "spaced guillemets": ((sentences, "_SPACED_GUILLEMET", re.compile("(?!)")),),
}


@measure("sentences", "lang", lambda folder: ablated(SENTENCE_RULES, sentence_figures, folder))
def sentence_table(folder: Path) -> Table:
    return [{"language": code, "F1": value} for code, value in sentence_figures(folder).items()]


# -- topics ------------------------------------------------------------------------------------------------


def topic_figures(folder: Path, copies: int = 10) -> dict[str, float]:
    from sklearn.metrics import precision_recall_fscore_support  # noqa: PLC0415 - an extra

    known = catalogue.load(folder / "topics" / "topics.json")
    labelled = records(folder / "topics" / "labels.jsonl")
    matcher = topics.Matcher(known)
    gold, found = [], []
    for record in labelled:
        matches = {match.slug for match in matcher.match(record["title"], record["text"].split("\n"))}
        judged = [topic.slug for topic in known if topic.slug not in record["optional"]]
        gold += [slug in record["topics"] for slug in judged]
        found += [slug in matches for slug in judged]
    precision, recall, score, _ = precision_recall_fscore_support(gold, found, average="binary")
    many = topics.Matcher([topic for _ in range(copies) for topic in known])
    clock = Clock()
    with clock:
        for record in labelled:
            many.match(record["title"], record["text"].split("\n"))
    return {
        "micro F1": score,
        "precision": precision,
        "recall": recall,
        "ms": 1000 * clock.seconds / len(labelled),
    }


TOPIC_RULES: dict[str, tuple[Switch, ...]] = {
    "headline": ((topics, "_TITLE_WEIGHT", 0.0),),
    "lead": ((topics, "_LEAD_MOST", 0),),
    "body": ((topics, "_BODY_WEIGHT", 0.0),),
    "named twice in one breath": ((topics, "_ONE_BREATH", 0),),
    "short texts": ((topics, "_FEWEST_WORDS", 0),),
    "names of two": ((topics, "_NAME_OF_TWO", re.compile("(?!)")),),
    "passages": ((topics, "_turns_to", never),),
    "endings": ((mentions, "stem", mentions.fold),),
}


@measure("topics", "topics", lambda folder: ablated(TOPIC_RULES, topic_figures, folder))
def topic_table(folder: Path) -> Table:
    return [topic_figures(folder)]
