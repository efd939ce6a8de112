"""Own stress cases for quantities (cases/quantities/stress.tsv, invented sentences): all that find_quantities gives,
and what read_numbers takes the numbers for.

A row: flag (strong cases may never fail, which tests/bench/test_quantities_cases.py holds; weak ones are counted
here), group, text, the quantities in order parted by " ; " ("20-30 range stock drone", with the unit, "of" and the
scope, "earlier" behind; a range and a vague word by their interval, else the face value), and senses "34=age" of some
numbers, with "~" for a blank. An empty field of quantities: there are none.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rashomon.records import Bound, Quantity, Span
from rashomon.understand.quantities import Reading, find_quantities, read_numbers

CASES = Path(__file__).parent / "cases" / "quantities" / "stress.tsv"


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence and what is to be read in it."""

    strong: bool
    group: str
    text: str
    quantities: str
    senses: str


@cache
def cases() -> tuple[Case, ...]:
    """All cases of the file."""
    with CASES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(Case(r["flag"] == "strong", r["group"], r["text"], r["quantities"], r["senses"]) for r in rows)


def shown(text: str) -> str:
    """The quantities of a text in the notation of the file."""
    return " ; ".join(_row(q) for q in find_quantities(text, Span(start=0, end=len(text))))


def _row(q: Quantity) -> str:
    wide = q.bound in (Bound.RANGE, Bound.VAGUE)
    number = f"{_number(q.low)}-{_number(q.high)}" if wide else _number(q.written)
    words = [number, q.bound.value.replace(" ", "-"), q.kind.value, q.item.replace(" ", "~")]
    words += [q.unit] if q.unit else []
    words += [f"of {'+'.join(q.scope)}"] if q.scope else []
    return " ".join(words + (["earlier"] if q.earlier else []))


def _number(value: float | None) -> str:
    return "inf" if value is None else f"{value:.6g}" if value % 1 or value >= 1e15 else f"{value:.0f}"


def failed(case: Case) -> str | None:
    """What is wrong with a case, None when it holds."""
    got = shown(case.text)
    if got != case.quantities:
        return f"{case.text!r}: {got!r} instead of {case.quantities!r}"
    senses = {f"{r.written:.10g}={r.sense.value.replace(' ', '~')}" for r in _readings(case.text)}
    missing = [s for s in case.senses.split() if s not in senses]
    return f"{case.text!r}: {missing} not in {sorted(senses)}" if missing else None


def _readings(text: str) -> tuple[Reading, ...]:
    return read_numbers(text, Span(start=0, end=len(text)))


def score() -> tuple[dict[str, float], tuple[str, ...]]:
    """Shares of strong and weak cases that hold, in percent, and the weak ones that fail by group."""
    right: Counter[bool] = Counter()
    total: Counter[bool] = Counter()
    wrong: Counter[str] = Counter()
    for case in cases():
        total[case.strong] += 1
        if failed(case) is None:
            right[case.strong] += 1
        else:
            wrong[case.group] += 1
    figures = {
        "own_cases_strong": 100 * right[True] / max(1, total[True]),
        "own_cases_weak": 100 * right[False] / max(1, total[False]),
    }
    line = f"own cases: {total[True]} strong, {total[False]} weak; not held by group: {dict(wrong.most_common())}"
    return figures, (line,)
