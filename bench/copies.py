"""``bench copies``: which of two reports is drawn from the other, on hand-labelled pairs of local news.

Scorer: this module. ``ternary_macro_f1``: mean F1 of independent / common source / derived over the labelled pairs of
the split (bench/cases/copies; copy, abridged and rewritten are derived). ``class_ari``: adjusted Rand index (Hubert and
Arabie 1985) of the product's text classes (reports tied by exact or near copies) against those of the label "copy",
over the reports of the pairs. ``brier`` and ``ece``: of the three probabilities, and of the likeliest in ten bins.
``recall_by_candidates``: share of the derived pairs that share keys enough to be compared (copies/candidates.py).
``site_furniture_linked``: of pairs across incidents marked as shared site boilerplate, those called derived (whole
pages of log-in walls and slogans are one text: no error rate). ``meeting_*``: on dev, the hard pairs drawn later, which
share runs of words but little else; no weight was fitted on them. ``stories_*``: the pairs whose relation a page of the
two stories names; reworded, so no measure of wording.

Anchors, on other data: METER's best published ternary F1 .664 (.73-.77 with features of later work, from memory);
NEWS-COPY ARI: LSH .737, n-grams .750, best .937. Baseline on the same pairs: MinHash of word 5-grams (datasketch, in
the ``bench`` dependency group or the interpreter that RASHOMON_PEER names), cut where it is best on dev.
Splits: dev (failures are listed) and test (figures only; nothing was set on it).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import combinations
from math import comb
from pathlib import Path

from bench.copies_cases import CLASSES, Case, boilerplate, cases, told_cases
from bench.result import DataMissing, Result, f1, ratio
from rashomon.compare.copies.candidates import ENOUGH, candidate_keys, weight
from rashomon.compare.copies.dependence import Dependence, dependence
from rashomon.compare.copies.measured import compared
from rashomon.compare.graphs import Union
from rashomon.compare.lineage.linking import compare_reports
from rashomon.records import LinkKind, Report

ROOT = Path(__file__).resolve().parents[1]
CUTS = (0.05, 0.15)  # Jaccard from which MinHash calls a pair of one source, and derived: best on dev
CLASS_CUT = 0.5  # Jaccard from which MinHash puts two reports in one class: best on dev


def run(data: Path, split: str, full: bool) -> Result:
    """Score the labelled pairs of the split, and the peer on the same pairs where it is at hand."""
    started = time.perf_counter()
    held = cases(data, split)
    judged = [judge(c.a, c.b) for c in held]
    told = [d.standing.value for d in judged]
    gold = [c.ternary for c in held]
    figures = ternary(gold, told) | calibration(gold, judged)
    figures["class_ari"] = adjusted_rand(*classes(held, [copied(c.a, c.b) for c in held]))
    figures["recall_by_candidates"] = ratio(
        sum(met(c.a, c.b) for c in held if c.ternary == "derived"), gold.count("derived")
    )
    pairs = list(boilerplate(data, split))
    linked = sum(judge(a, b).derived > 0.5 for a, b in pairs)
    figures["site_furniture_linked"] = ratio(linked, len(pairs))
    more, lines = by_peer(held)
    figures |= more
    lines += failures(held, told) if split == "dev" else []
    if hard := cases(data, split, meeting=True):
        found = [judge(c.a, c.b).standing.value for c in hard]
        figures |= {f"meeting_{k}": v for k, v in ternary([c.ternary for c in hard], found).items()}
    try:
        named = told_cases(data)
        found = [judge(c.a, c.b).standing.value for c in named]
        figures |= {f"stories_{k}": v for k, v in ternary([c.ternary for c in named], found).items()}
    except DataMissing as missing:
        lines.append(str(missing))
    return Result("copies", split, len(held), figures, time.perf_counter() - started, tuple(lines))


def judge(a: Report, b: Report) -> Dependence:
    """What the product says of two reports: a copy by its links is derived, all else by `dependence`."""
    first, second = (a, b) if a.id < b.id else (b, a)
    if copied(a, b):
        return Dependence(0.0, 0.01, 0.99, ())
    return dependence(compared(first, second))


def copied(a: Report, b: Report) -> bool:
    """Whether the product makes one text class of two reports."""
    return any(link.kind in (LinkKind.EXACT, LinkKind.NEAR) for link in compare_reports(a, b))


def met(a: Report, b: Report) -> bool:
    """Whether two reports share keys enough to be compared, as the ledger asks it, were they the only ones held."""
    one, other = candidate_keys(a), candidate_keys(b)
    return weight({space: len(set(keys).intersection(other[space])) for space, keys in one.items()}) >= ENOUGH


def ternary(gold: Sequence[str], told: Sequence[str]) -> dict[str, float]:
    """Macro F1 over the classes that occur in the labels, and each class's F1."""
    seen, made, right = Counter(gold), Counter(told), Counter(g for g, t in zip(gold, told, strict=True) if g == t)
    each = {c: f1(ratio(right[c], made[c]), ratio(right[c], seen[c])) for c in CLASSES}
    shown = {f"{c.replace(' ', '_')}_f1": value for c, value in each.items()}
    return {"ternary_macro_f1": ratio(sum(each[c] for c in seen), len(seen))} | shown


def calibration(gold: Sequence[str], judged: Sequence[Dependence]) -> dict[str, float]:
    """Brier score over three classes (0 to 2) and expected calibration error of the likeliest class in ten bins."""
    rows = [(d.independent, d.common, d.derived) for d in judged]
    brier = sum(
        sum((p - (c == g)) ** 2 for p, c in zip(row, CLASSES, strict=True)) for row, g in zip(rows, gold, strict=True)
    )
    bins: dict[int, list[tuple[float, bool]]] = {}
    for row, g in zip(rows, gold, strict=True):
        best = max(range(3), key=row.__getitem__)
        bins.setdefault(min(9, int(10 * row[best])), []).append((row[best], CLASSES[best] == g))
    gap = sum(abs(sum(p for p, _ in b) - sum(ok for _, ok in b)) for b in bins.values())
    return {"brier": ratio(brier, len(gold)), "ece": ratio(gap, len(gold))}


def classes(held: Sequence[Case], one: Sequence[bool]) -> tuple[list[Hashable], list[Hashable]]:
    """For each report of the pairs, its class by the labels and by the decisions on the same pairs."""
    names = sorted({r.id for c in held for r in (c.a, c.b)})
    real, made = Union(), Union()
    for case, joined in zip(held, one, strict=True):
        if case.label == "copy":
            real.join(case.a.id, case.b.id)
        if joined:
            made.join(case.a.id, case.b.id)
    return [real.find(n) for n in names], [made.find(n) for n in names]


def adjusted_rand(gold: Sequence[Hashable], made: Sequence[Hashable]) -> float:
    """Adjusted Rand index of two partitions of the same items: 1 for the same, about 0 for chance."""
    both = Counter(zip(gold, made, strict=True))
    a, b = Counter(gold), Counter(made)
    together = sum(comb(n, 2) for n in both.values())
    one, two = (sum(comb(n, 2) for n in counts.values()) for counts in (a, b))
    pairs = comb(len(gold), 2)
    chance = ratio(one * two, pairs)
    most = (one + two) / 2
    return 1.0 if most == chance else (together - chance) / (most - chance)


def failures(held: Sequence[Case], told: Sequence[str]) -> list[str]:
    """How often which label was told as what, most often first."""
    wrong = Counter((c.label, t) for c, t in zip(held, told, strict=True) if c.ternary != t)
    return [f"{n} pairs labelled {label} told as {t}" for (label, t), n in wrong.most_common()]


def by_peer(held: Sequence[Case]) -> tuple[dict[str, float], list[str]]:
    """The same figures for MinHash on the plain texts; nothing but a line where datasketch is not installed."""
    texts = [" ".join(r.text.lower().split()) for c in held for r in (c.a, c.b)]
    ran = subprocess.run(
        [os.environ.get("RASHOMON_PEER", sys.executable), "-m", "bench.copies_peer"], cwd=ROOT,
        input=json.dumps(texts), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ran.returncode:
        return {}, ["peer: datasketch is not installed (uv sync --group bench, or RASHOMON_PEER=its interpreter)"]
    near: list[float] = json.loads(ran.stdout)["jaccard"]
    low, high = CUTS
    told = ["derived" if j >= high else "common source" if j >= low else "independent" for j in near]
    figures = {f"minhash_{k}": v for k, v in ternary([c.ternary for c in held], told).items()}
    figures["minhash_class_ari"] = adjusted_rand(*classes(held, [j >= CLASS_CUT for j in near]))
    return figures, []


def best_cuts(gold: Sequence[str], near: Sequence[float]) -> tuple[float, float]:
    """The two Jaccard cuts at which the peer's macro F1 is best."""
    grid = [k / 20 for k in range(1, 20)]

    def score(cuts: tuple[float, float]) -> float:
        told = ["derived" if j >= cuts[1] else "common source" if j >= cuts[0] else "independent" for j in near]
        return ternary(gold, told)["ternary_macro_f1"]

    return max(combinations(grid, 2), key=lambda cuts: (score(cuts), cuts))
