"""How well articles are read: every measure for a folder shaped as the measuring data, and what each rule is worth.

    python benchmarks/reading.py DIR [--only pastes ...] [--ablation]

A measure is a function from the folder to a table, registered by `@measure(name, folder)`; it runs when its
subfolder is there. Times are CPU times. "worth" in an ablation is what the figure loses without the rule.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import made_pastes
import measures_of_pages  # noqa: F401 - registers its measures
import measures_of_stories  # noqa: F401 - same
import measures_of_text  # noqa: F401 - same
from registry import MEASURES, Table, f1, measure, records

from briefings.errors import UnreadableInput
from briefings.ingest import split as splitting
from briefings.ingest.text import normalise
from briefings.model import DraftStory

# -- pastes ------------------------------------------------------------------------------------------------


def tidy(text: str) -> str:
    return re.sub(r"[\s\u200b-\u200d]+", " ", text.replace("\u200d", "").replace("\u200c", "")).strip()


def tokens(paragraphs: Iterable[str]) -> Counter[str]:
    return Counter(re.findall(r"\w+|[^\w\s]", tidy(" ".join(paragraphs))))


@dataclass
class PasteScores:
    count: list[bool] = field(default_factory=list)
    headline: list[int] = field(default_factory=lambda: [0, 0, 0])
    body: list[float] = field(default_factory=list)
    perfect: list[bool] = field(default_factory=list)
    metadata: dict[str, list[bool]] = field(default_factory=dict)
    seconds: float = 0.0

    def row(self, rule: str = "") -> dict[str, Any]:
        mean = lambda values: sum(values) / max(1, len(values))  # noqa: E731 - a word for the line below
        return {
            "rule": rule or "all rules",
            "pastes": len(self.count),
            "count": mean(self.count),
            "headline F1": f1(*self.headline),
            "body F1": mean(self.body),
            "perfect": mean(self.perfect),
            **{name: mean(values) for name, values in sorted(self.metadata.items())},
            "ms": 1000 * self.seconds / max(1, len(self.count)),
        }


def read_paste(text: str, without: frozenset[str] = frozenset()) -> tuple[DraftStory, ...]:
    try:
        return splitting.split(normalise(text), without=without).stories
    except UnreadableInput:
        return ()


def score_pastes(pastes: Sequence[Mapping[str, Any]], without: frozenset[str] = frozenset()) -> PasteScores:
    scores = PasteScores()
    for paste in pastes:
        begun = time.process_time()
        found = read_paste(paste["text"], without)
        scores.seconds += time.process_time() - begun
        score_one(scores, found, paste["stories"])
    return scores


def score_one(scores: PasteScores, found: Sequence[DraftStory], wanted: Sequence[Mapping[str, Any]]) -> bool:
    given_titles = Counter(tidy(story.headline) for story in found)
    wanted_titles = Counter(tidy(story["title"]) for story in wanted)
    scores.count.append(len(found) == len(wanted))
    hits = (given_titles & wanted_titles).total()
    scores.headline = [a + b for a, b in zip(scores.headline, (hits, len(found), len(wanted)), strict=True)]
    given = tokens(text for story in found for text in story.paragraphs)
    gold = tokens(text for story in wanted for text in story["paras"])
    scores.body.append(f1((given & gold).total(), given.total(), gold.total()))
    perfect = [(tidy(s.headline), tidy(" ".join(s.paragraphs))) for s in found] == [
        (tidy(s["title"]), tidy(" ".join(s["paras"]))) for s in wanted
    ]
    scores.perfect.append(perfect)
    if len(found) == len(wanted):
        for name in ("dateline", "byline", "date", "source"):
            right = all(
                (getattr(a, name) or "") == (b.get(name) or "") for a, b in zip(found, wanted, strict=True)
            )
            scores.metadata.setdefault(name, []).append(right)
        exact = all(
            [tidy(text) for text in a.paragraphs] == [tidy(text) for text in b["paras"]]
            for a, b in zip(found, wanted, strict=True)
        )
        scores.metadata.setdefault("paragraphs", []).append(exact)
    return perfect


def ablate_pastes(folder: Path) -> Table:
    return ablated_pastes(records(folder / "pastes" / "pastes.jsonl"))


def ablated_pastes(pastes: Sequence[Mapping[str, Any]]) -> Table:
    whole = score_pastes(pastes).row()
    table = []
    for rule in splitting.RULE_NAMES:
        row = score_pastes(pastes, frozenset({rule})).row(rule)
        worth = {key: whole[key] - row[key] for key in ("count", "headline F1", "body F1", "perfect")}
        table.append({"without": rule, **worth})
    return table


@measure("pastes", "pastes", ablate_pastes)
def pastes(folder: Path) -> Table:
    return [score_pastes(records(folder / "pastes" / "pastes.jsonl")).row()]


def ablate_made(folder: Path, pastes_of_each: int = 10) -> Table:
    articles = records(folder / "articles" / "wikinews_en.jsonl")
    made = [paste for kind in made_pastes.KINDS for paste in made_pastes.make(articles, kind, pastes_of_each)]
    return ablated_pastes(made)


@measure("made pastes", "articles", ablate_made)
def made(folder: Path) -> Table:
    articles = records(folder / "articles" / "wikinews_en.jsonl")
    table = []
    for kind in made_pastes.KINDS:
        row = score_pastes(made_pastes.make(articles, kind, 40)).row(kind)
        table.append({key: row[key] for key in ("rule", "count", "headline F1", "body F1", "perfect", "ms")})
    return table


# -- printing ----------------------------------------------------------------------------------------------


def lines_of(table: Table) -> Iterator[str]:
    if not table:
        yield "(nothing measured)"
        return
    cells = [[*table[0]], *([show(value) for value in row.values()] for row in table)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    for row in cells:
        yield "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))


def show(value: Any) -> str:
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="a folder shaped as the measuring data")
    parser.add_argument("--only", nargs="*", choices=sorted(MEASURES), help="these measures only")
    parser.add_argument("--ablation", action="store_true", help="also what each rule is worth")
    asked = parser.parse_args()
    for entry in MEASURES.values():
        if (asked.only and entry.name not in asked.only) or not (asked.folder / entry.folder).is_dir():
            continue
        try:
            print(f"\n{entry.name}", *lines_of(entry.run(asked.folder)), sep="\n")
            if asked.ablation and entry.ablation:
                print(
                    f"\n{entry.name}: worth of each rule", *lines_of(entry.ablation(asked.folder)), sep="\n"
                )
        except ModuleNotFoundError as missing:
            print(f"\n{entry.name}: not measured, {missing.name} is missing; pip install -e .[bench]")


if __name__ == "__main__":
    main()
