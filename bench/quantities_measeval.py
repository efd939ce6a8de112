"""MeasEval's quantities (SemEval-2021 Task 8) against `read_numbers`; see ``bench/quantities.py`` for the rules."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.result import DataMissing, f1, ratio
from rashomon.records import Bound, Span
from rashomon.understand.quantities import Reading, Sense, read_numbers

_MODS = frozenset(("IsRange", "IsApproximate", "IsCount"))
_LEFT_OUT = frozenset(
    (Sense.NAME, Sense.REFERENCE, Sense.ORDINAL, Sense.PRONOUN, Sense.BARE, Sense.CLOCK, Sense.ONE_OF, Sense.DATE)
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A quantity: place, unit as written, and the modifiers ours tell apart."""

    start: int
    end: int
    unit: str
    mods: frozenset[str]


def figures(folder: Path, part: str) -> dict[str, float]:
    """Overlap and exact F1 of the spans, and units and modifiers of aligned quantities, percent. Raises DataMissing."""
    texts, gold = load(folder / part)
    overlap = exact = units = mods = 0.0
    rows = aligned = 0
    for name, text in texts.items():
        shown = read(text)
        pairs = align(gold.get(name, []), shown)
        rows += len(gold.get(name, [])) + len(shown) - len(pairs)
        aligned += len(pairs)
        for g, s in pairs:
            overlap += tokens_f1(text[g.start : g.end], text[s.start : s.end])
            exact += (g.start, g.end) == (s.start, s.end)
            units += g.unit == s.unit
            mods += g.mods == s.mods
    return {
        f"measeval_{part}_quantity_overlap_f1": 100 * ratio(overlap, rows),
        f"measeval_{part}_quantity_exact": 100 * ratio(exact, rows),
        f"measeval_{part}_unit_of_aligned": 100 * ratio(units, aligned),
        f"measeval_{part}_modifiers_of_aligned": 100 * ratio(mods, aligned),
    }


def load(folder: Path) -> tuple[dict[str, str], dict[str, list[Marked]]]:
    """The annotated texts of a part and their quantities. Raises DataMissing where it is not there."""
    if not folder.is_dir():
        raise DataMissing(f"bench quantities: no {folder}; name the data folder with --data DIR")
    lines = (folder / "texts.jsonl").read_text(encoding="utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line.strip()]
    texts = {row["id"]: row["text"] for row in rows if row["annotated"]}
    gold: dict[str, list[Marked]] = {}
    with (folder / "annotations.tsv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["annotType"] == "Quantity":
                other = json.loads(row["other"]) if row["other"] else {}
                mods = frozenset(other.get("mods", ())) & _MODS
                mark = Marked(int(row["startOffset"]), int(row["endOffset"]), other.get("unit", ""), mods)
                gold.setdefault(row["docId"], []).append(mark)
    return texts, gold


def read(text: str) -> list[Marked]:
    """Our numbers as the set marks quantities: the number with its bound words and its unit."""
    found = read_numbers(text, Span(start=0, end=len(text)))
    return [_marked(text, r) for r in found if r.sense not in _LEFT_OUT and r.reason != "in brackets"]


def _marked(text: str, r: Reading) -> Marked:
    unit = r.unit_span.of(text) if r.unit_span is not None else ""
    start, end = r.span.start, r.span.end
    if r.unit_span is not None:
        start, end = min(start, r.unit_span.start), max(end, r.unit_span.end)
    elif r.noun_span is not None:
        end = max(end, r.noun_span.end)
    mods = set()
    if r.upper is not None:
        mods.add("IsRange")
    if r.bound in (Bound.ABOUT, Bound.NEARLY):
        mods.add("IsApproximate")
    if r.sense in (Sense.COUNT, Sense.KNOWN):
        mods.add("IsCount")
    return Marked(start, end, unit, frozenset(mods))


def align(gold: Sequence[Marked], shown: Sequence[Marked]) -> list[tuple[Marked, Marked]]:
    """Pairs that overlap, one to one, the widest overlap first."""
    rows = sorted(
        (-(min(g.end, s.end) - max(g.start, s.start)), i, j)
        for i, g in enumerate(gold)
        for j, s in enumerate(shown)
        if g.start < s.end and s.start < g.end
    )
    pairs: dict[int, int] = {}
    for _, i, j in rows:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], shown[j]) for i, j in sorted(pairs.items())]


def tokens_f1(gold: str, shown: str) -> float:
    """Token-overlap F1 of two texts in the manner of SQuAD: whitespace tokens as bags."""
    a, b = _bag(gold.split()), _bag(shown.split())
    common = (a & b).total()
    return f1(ratio(common, b.total()), ratio(common, a.total()))


def _bag(tokens: Iterable[str]) -> Counter[str]:
    return Counter(tokens)
