"""Measures of summaries, near-duplicates and events; they need rouge-score and scikit-learn: `pip install -e .[bench]`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any

from registry import Clock, Switch, Table, ablated, always, measure, never, records

from briefings.analysis import details, duplicates, event_terms, events, openers, summary

# -- summaries ---------------------------------------------------------------------------------------------

KINDS = ("rouge1", "rouge2", "rougeLsum")


@cache
def scorer() -> Any:
    from rouge_score.rouge_scorer import RougeScorer  # noqa: PLC0415 - an extra

    return RougeScorer(list(KINDS), use_stemmer=True)


def rouge(shown: Sequence[str], references: Sequence[str]) -> list[float]:
    scores = [scorer().score(reference, "\n".join(shown)) for reference in references]
    return [100 * mean(score[kind].fmeasure for score in scores) for kind in KINDS]


@cache
def lead(folder: Path) -> list[list[float]]:
    return [
        rouge(record["sentences"][:3], record["references"])
        for record in records(folder / "summaries" / "summaries.jsonl")
    ]


def summary_rows(folder: Path) -> Table:
    clock = Clock()
    rows = defaultdict(list)
    for record, baseline in zip(records(folder / "summaries" / "summaries.jsonl"), lead(folder), strict=True):
        with clock:
            shown = summary.select(record["sentences"], "en")
        assert all(any(sentence in said for said in record["sentences"]) for sentence in shown), record["id"]
        gain = [a - b for a, b in zip(rouge(shown, record["references"]), baseline, strict=True)]
        for name in ("all", record["set"]):
            rows[name].append((*gain, len(" ".join(shown).split())))
    ms = 1000 * clock.seconds / max(1, len(rows["all"]))
    heads = (*(f"{kind} over LEAD-3" for kind in KINDS), "words")
    return [
        {
            "set": name,
            "stories": len(found),
            **dict(zip(heads, map(mean, zip(*found, strict=True)), strict=True)),
            "ms": ms,
        }
        for name, found in rows.items()
    ]


def summary_figures(folder: Path) -> dict[str, float]:
    return {f"{row['set']} {KINDS[0]}": row[f"{KINDS[0]} over LEAD-3"] for row in summary_rows(folder)}


SUMMARY_RULES: dict[str, tuple[Switch, ...]] = {
    "captions are skipped": ((summary, "is_caption", never),),
    "pieces of quotations are skipped": ((summary, "in_quotes", lambda found: [False] * len(found)),),
    "headings are skipped": ((summary, "is_whole", always),),
    "pronouns bring their antecedent": ((summary, "_DANGLING", 0.0),),
    "the meeting brings its antecedent": ((openers, "_THE_NOUN", re.compile("(?!)")),),
    "quotations cost": ((summary, "_QUOTING", 0.0),),
    "late sentences cost": ((summary, "_LATE", 0.0),),
    "early sentences weigh more": ((summary, "_DECAY", 0.0),),
    "few compete": ((summary, "_COMPETING", 10),),
}


@measure("summaries", "summaries", lambda folder: ablated(SUMMARY_RULES, summary_figures, folder))
def summary_table(folder: Path) -> Table:
    return summary_rows(folder)


# -- near-duplicates and events ------------------------------------------------------------------------------


def duplicate_figures(folder: Path) -> dict[str, float]:
    from sklearn.metrics import precision_recall_fscore_support  # noqa: PLC0415 - an extra

    clock = Clock()
    gold, found = [], []
    for pair in records(folder / "neardup" / "pairs.jsonl"):
        with clock:
            near = duplicates.is_likely(duplicates.signature(pair["a"]), duplicates.signature(pair["b"]))
            found.append(near and duplicates.likeness(pair["a"], pair["b"]) >= duplicates.DUPLICATE)
        gold.append(bool(pair["dup"]))
    precision, recall, score, _ = precision_recall_fscore_support(gold, found, average="binary")
    alike = [guess for guess, dup in zip(found, gold, strict=True) if not dup]
    return {
        "precision": precision,
        "recall": recall,
        "F1": score,
        "same-event false positives": mean(alike),
        "ms": 1000 * clock.seconds / len(gold),
    }


DUPLICATE_RULES: dict[str, tuple[Switch, ...]] = {
    "signatures choose": ((duplicates, "is_likely", always),),
    "containment decides": ((duplicates, "overlap", always),),
    "names and numbers object": ((details, "differ", never),),
    "words in a row": ((duplicates, "_SHINGLE", 1),),
}


@measure("near-duplicates", "neardup", lambda folder: ablated(DUPLICATE_RULES, duplicate_figures, folder))
def duplicate_table(folder: Path) -> Table:
    return [duplicate_figures(folder)]


def event_figures(folder: Path) -> dict[str, float]:
    clock = Clock()
    window = events.Window()
    gold, found = [], []
    for number, record in enumerate(records(folder / "events" / "documents.jsonl")):
        with clock:
            kept = events.signature("", record["sentences"], "en")
            match = window.match(kept)
            event = match[0] if match else number
            window.add(event, kept)
        gold.append(record["event"])
        found.append(event)
    precision, recall = b_cubed(gold, found), b_cubed(found, gold)
    score = 2 * precision * recall / (precision + recall)
    return {
        "B-cubed F1": score,
        "precision": precision,
        "recall": recall,
        "ms": 1000 * clock.seconds / len(gold),
    }


def b_cubed(gold: Sequence[Any], found: Sequence[Any]) -> float:
    """The mean share of an item's cluster that is of its class (Bagga & Baldwin 1998); swapped, the recall."""
    clusters = defaultdict(list)
    for right, cluster in zip(gold, found, strict=True):
        clusters[cluster].append(right)
    return mean(
        clusters[cluster].count(right) / len(clusters[cluster])
        for right, cluster in zip(gold, found, strict=True)
    )


EVENT_RULES: dict[str, tuple[Switch, ...]] = {
    "names and numbers weigh more": ((event_terms, "_WEIGHTS", {}),),
    "each its own place": ((events, "_elsewhere", never),),
    "more than a name in common": ((events, "_too_little", never),),
    "first words only": ((event_terms, "_READ", 2000),),
    "stories seen before": ((events, "_SEEN_BEFORE", 0),),
}


@measure("events", "events", lambda folder: ablated(EVENT_RULES, event_figures, folder))
def event_table(folder: Path) -> Table:
    return [event_figures(folder)]
