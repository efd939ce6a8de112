"""``bench numbers``: how many were killed and injured, read from the reports of an incident.

Scorer: this module. violent-corpus (README there): incidents of ``docs_SPLIT.jsonl`` and ``incidents_SPLIT.jsonl`` with
at least one report whose page is an article. ``killed_exact`` and ``injured_exact``: the latest report's figure equals
the record's; the latest has the last date, of equal dates the last id. One that tells none is 0.
``*_mae`` is the mean absolute error beside it (one report on a whole year can move it), ``both_exact`` needs both.
``told_*``: the share of latest reports that tell a figure; ``within_*``: of these, the record lies in the interval.
``*_exact_any``: the same, read from the latest report that tells any figure. ``earlier_*_above``: of the reports before
the latest, the share whose figure exceeds the record's; one that says fewer may have been right for its day.

Baselines: ``largest_*``, the largest number at most five words before "killed" or "dead" ("injured", "wounded", "hurt")
in the same report, else 0; ``majority_*``, the most frequent figure of the incidents scored.
Anchor: none at this granularity; small published models reach .44 to .81 on other sets.
The record is an end state, one curator's reading of all pages: a report cannot tell a death that came after it, and one
that sums up a weekend tells of other incidents. docs/limits.md counts disagreements read by hand.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.readers import plain_report
from bench.result import DataMissing, Result, ratio
from rashomon.errors import Unreadable
from rashomon.records import Fate, Toll
from rashomon.understand.casualties import read_toll
from rashomon.understand.sentences import split as sentences_of

FATES = {"killed": Fate.DEAD, "injured": Fate.INJURED}
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
_NUMBER = r"\b(\d{1,4}|" + "|".join(_WORDS) + r")\b(?:\W+\w+){0,5}?\W+"
BEFORE = {
    "killed": re.compile(r"(?=" + _NUMBER + r"(?:killed|dead)\b)", re.IGNORECASE),
    "injured": re.compile(r"(?=" + _NUMBER + r"(?:injured|wounded|hurt)\b)", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Incident:
    """One record and its reports in order of date."""

    id: str
    truth: dict[str, int]
    reports: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one report says: the number by "killed" / "injured" (absent where it tells none), and the ends."""

    said: dict[str, int]
    ends: dict[str, tuple[int, int | None]]

    def of(self, what: str) -> int:
        """The number, 0 where the report tells none."""
        return self.said.get(what, 0)


def run(data: Path, split: str, full: bool) -> Result:
    """Read the latest report of each incident, and all earlier ones; ``full`` changes nothing."""
    incidents = load(data / "violent-corpus", split)
    started = time.perf_counter()
    words, reading = 0, 0.0
    read_all: list[list[Figures]] = []
    for incident in incidents:
        found = []
        for report in incident.reports:
            figures_, seconds = read(report)
            found.append(figures_)
            words, reading = words + len(report["text"].split()), reading + seconds
        read_all.append(found)
    latest = [found[-1] for found in read_all]
    telling = [next((f for f in reversed(found) if f.said), found[-1]) for found in read_all]
    earlier = [(i, f) for i, found in zip(incidents, read_all, strict=True) for f in found[:-1]]
    figures = scored(incidents, latest)
    figures |= {f"{what}_exact_any": value for what, value in exact(incidents, telling).items()}
    figures |= above(earlier) | baselines(incidents)
    figures["words_per_second"] = ratio(words, reading)
    return Result(
        "numbers", split, len(incidents), figures, time.perf_counter() - started, tuple(kinds(incidents, latest))
    )


def load(folder: Path, split: str) -> list[Incident]:
    """The incidents of one split, by id. Raises DataMissing where the set is not at hand."""
    records, documents = folder / f"incidents_{split}.jsonl", folder / f"docs_{split}.jsonl"
    for path in (records, documents):
        if not path.exists():
            raise DataMissing(f"bench numbers: no {path}; name the data folder with --data DIR")
    truth = {row["incident"]: row for row in _rows(records)}
    reports: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(documents):
        if row["page_state"] == "article" and row["incident"] in truth:
            reports.setdefault(row["incident"], []).append(row)
    return [
        Incident(
            incident,
            {"killed": int(truth[incident]["num_killed"]), "injured": int(truth[incident]["num_injured"])},
            tuple(sorted(rows, key=lambda r: (r["date"] or "", r["id"]))),
        )
        for incident, rows in sorted(reports.items())
    ]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def text_of(report: dict[str, Any]) -> str:
    """Title and text as one report's text."""
    title = (report["title"] or "").strip()
    text: str = report["text"]
    return text if not title or text.startswith(title) else f"{title}\n\n{text}"


def read(report: dict[str, Any]) -> tuple[Figures, float]:
    """What the product reads from one document (nothing where it is no text), and the seconds the toll alone took."""
    try:
        made = plain_report(text_of(report))
    except Unreadable:
        return Figures({}, {}), 0.0
    date = str(report["date"] or "")
    year = int(date[:4]) if date[:4].isdecimal() else None
    sentences = sentences_of(made)
    started = time.perf_counter()
    toll = read_toll(made.id, made.text, sentences, year)
    return figures_of(toll), time.perf_counter() - started


def figures_of(toll: Toll) -> Figures:
    """The numbers of a toll by the names of the record."""
    found = {what: toll.of(fate) for what, fate in FATES.items()}
    said = {what: tally.best for what, tally in found.items() if tally is not None}
    ends = {what: (tally.low, tally.high) for what, tally in found.items() if tally is not None}
    return Figures(said, ends)


def scored(incidents: Sequence[Incident], latest: Sequence[Figures]) -> dict[str, float]:
    """Exact match, error, share told and share inside the interval, over the latest reports."""
    result: dict[str, float] = {}
    pairs = list(zip(incidents, latest, strict=True))
    result |= {f"{what}_exact": value for what, value in exact(incidents, latest).items()}
    for what in FATES:
        errors = [abs(f.of(what) - i.truth[what]) for i, f in pairs]
        result[f"{what}_mae"] = ratio(sum(errors), len(pairs))
        result[f"told_{what}"] = ratio(sum(what in f.said for _, f in pairs), len(pairs))
        inside = [f for i, f in pairs if what in f.ends and _inside(i.truth[what], f.ends[what])]
        result[f"within_{what}"] = ratio(len(inside), sum(what in f.ends for _, f in pairs))
    both = [all(f.of(what) == i.truth[what] for what in FATES) for i, f in pairs]
    return result | {"both_exact": ratio(sum(both), len(pairs))}


def exact(incidents: Sequence[Incident], found: Sequence[Figures]) -> dict[str, float]:
    """Exact match by what is counted."""
    pairs = list(zip(incidents, found, strict=True))
    return {what: ratio(sum(f.of(what) == i.truth[what] for i, f in pairs), len(pairs)) for what in FATES}


def _inside(number: int, ends: tuple[int, int | None]) -> bool:
    return ends[0] <= number and (ends[1] is None or number <= ends[1])


def above(earlier: Iterable[tuple[Incident, Figures]]) -> dict[str, float]:
    """How often an earlier report's figure exceeds the final one."""
    rows = list(earlier)
    result = {"earlier_n": float(len(rows))}
    for what in FATES:
        result[f"earlier_{what}_above"] = ratio(sum(f.of(what) > i.truth[what] for i, f in rows), len(rows))
    return result


def baselines(incidents: Sequence[Incident]) -> dict[str, float]:
    """Exact match of the largest number before the word, and of the most frequent figure."""
    result: dict[str, float] = {}
    for what in FATES:
        right = sum(largest(text_of(i.reports[-1]), what) == i.truth[what] for i in incidents)
        result[f"largest_{what}_exact"] = ratio(right, len(incidents))
    for what in FATES:
        often = Counter(i.truth[what] for i in incidents).most_common(1)
        result[f"majority_{what}_exact"] = ratio(often[0][1] if often else 0, len(incidents))
    return result


def largest(text: str, what: str) -> int:
    """The largest number that stands within five words before "killed" ("injured") or its like; 0 for none."""
    found = [m.group(1).lower() for m in BEFORE[what].finditer(text)]
    return max((_WORDS[n] if n in _WORDS else int(n) for n in found), default=0)


def kinds(incidents: Sequence[Incident], latest: Sequence[Figures]) -> list[str]:
    """The failures by kind: by how much, and what the report told."""
    lines = []
    for what in FATES:
        count: Counter[str] = Counter()
        for incident, found in zip(incidents, latest, strict=True):
            off = found.of(what) - incident.truth[what]
            if off:
                size = f"{'+' if off > 0 else '-'}{min(abs(off), 3)}{'' if abs(off) < 3 else ' or more'}"
                count[f"{size}{'' if what in found.said else ', none told'}"] += 1
        lines.append(f"{what}, read less record: " + "; ".join(f"{kind}: {n}" for kind, n in count.most_common()))
    return lines
