"""Whether two reports are independent, share a source, or one is drawn from the other: probabilities with reasons.

Scorers of named features (rules/dependence_weights.toml, made by ``python -m training.copies``) answer two questions:
do the two go back to one text at all ("one text" where they share words in a row, "told again" where they share none);
and if so, is one of them "drawn" from the other, or each from a third. Nothing but the two reports counts (methods.md,
D3).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache

from rashomon.compare.copies.measured import (
    Compared,
    lead_shared,
    marked,
    same_sequence,
    shared_numbers,
    shared_quotes,
)
from rashomon.compare.copies.slips import shared_slips
from rashomon.compare.copies.timing import apart
from rashomon.compare.ladders import Observed, Scorer, logistic, read_ladders
from rashomon.compare.tables import rules
from rashomon.compare.who.identity import same_outlet
from rashomon.records import Reason, Report

RUN = 8  # words of a run that counts among "runs"
DEPENDENT, DRAWN = 0.6, 0.55  # probabilities from which dependence, and derivation given that, are said (best on dev)
PATTERN = -4.0  # log-odds of two texts that fill one pattern with other facts (start value; no labelled set has them)
SLIP = 5.0  # log-odds of a slip that both share, at most two: the middle of methods.md 5 (no labelled set has one)
HOURS, LATE = 48, -1.5  # hours within which a rewrite follows (methods.md 5), and log-odds of one later (start value)
ROUND = 6
SCORERS = ("one text", "told again", "drawn")


class Standing(StrEnum):
    """How two texts stand to each other."""

    INDEPENDENT = "independent"
    COMMON = "common source"  # both go back to a third text, each with words of its own
    DERIVED = "derived"  # one is drawn from the other


@dataclass(frozen=True, slots=True)
class Dependence:
    """Probabilities of the three standings, which sum to 1, and the reasons of both scorers, weightiest first."""

    independent: float
    common: float
    derived: float
    reasons: tuple[Reason, ...]

    @property
    def standing(self) -> Standing:
        """The standing shown. Where it is open whether one is drawn from the other, a common source is said."""
        dependent = 1.0 - self.independent
        if dependent < DEPENDENT:
            return Standing.INDEPENDENT
        return Standing.DERIVED if self.derived >= DRAWN * dependent else Standing.COMMON


@cache
def scorers() -> tuple[Scorer, Scorer, Scorer]:
    """The shipped scorers: of one text by its words, of one text told again, and drawn from the other."""
    raw = rules("copies", "dependence_weights")
    words, again, drawn = (Scorer(float(raw[name]["bias"]), read_ladders(raw[name]["ladders"])) for name in SCORERS)
    return words, again, drawn


def observe(pair: Compared) -> tuple[Observed, ...]:
    """What speaks for and against dependence of two reports, in a fixed order."""
    low, high = sorted(pair.coverage)
    shorter = min(map(len, pair.words))
    quotes, numbers = shared_quotes(pair.a, pair.b), shared_numbers(*pair.words)
    order = same_sequence(marked(pair.a), marked(pair.b))
    lead, retold = lead_shared(pair), pair.retold
    gap = apart(pair.a, pair.b)
    return (
        Observed("shared", high, f"{high:.0%} of the words of one text are found in the other"),
        Observed("both", low, f"{low:.0%} of the words of the longer text are found in the shorter"),
        Observed("run", float(pair.longest), f"{pair.longest} words in a row are the same outside quotations"),
        Observed("runs", _runs(pair), f"{_runs(pair):.0f} shared runs of {RUN} words or more"),
        Observed("own", float(shorter - pair.aligned.matched), "words the shorter text has of its own"),
        Observed(
            "lead", lead, "the beginnings are short" if lead is None else f"{lead:.0%} of both beginnings is shared"
        ),
        Observed("retold", float(retold.shared), f"{retold.shared} particulars in common, in the same order"),
        Observed(
            "sentences", float(len(retold.pairs)), f"{len(retold.pairs)} sentences tell the same in the same order"
        ),
        Observed("retold share", retold.share, f"{retold.share:.0%} of the particulars are shared in one order"),
        _share("sequence", order, "of the names and numbers stand in one order"),
        _share("quotes", quotes, "of the quoted words are quoted in both"),
        _share("numbers", numbers, "of the numbers are in both"),
        _outlet(pair.a, pair.b),
        Observed("named", *_named(pair.a, pair.b)),
        Observed("days", None if gap is None else max(0.0, gap) / 86400.0, _days(gap)),
    )


def dependence(pair: Compared) -> Dependence:
    """The class probabilities of two reports."""
    seen = observe(pair)
    words, again, drawn = scorers()
    text = words if pair.longest >= RUN else again
    weighed = [Reason(feature="prior", weight=text.bias, words="two reports of one affair")]
    weighed += [Reason(feature=o.feature, weight=round(text.weigh(o), 4), words=o.words) for o in seen]
    if pair.template:
        weighed.append(Reason(feature="pattern", weight=PATTERN, words="most names or numbers differ: one pattern"))
    if shared := shared_slips(pair.a, pair.b):
        place = " ".join(shared[0][0].of(pair.a.text).split())
        weighed.append(Reason(feature="shared slip", weight=SLIP * min(2, len(shared)), words=f"both have “{place}”"))
    gap = apart(pair.a, pair.b)
    if text is again and gap is not None and gap > HOURS * 3600.0:
        weighed.append(Reason(feature="late", weight=LATE, words=f"published more than {HOURS} hours apart"))
    any_ = logistic(math.fsum(r.weight for r in weighed))
    derived = round(any_ * drawn.probability(seen), ROUND)
    weighed += [Reason(feature=f"drawn: {o.feature}", weight=round(drawn.weigh(o), 4), words=o.words) for o in seen]
    reasons = sorted((r for r in weighed if r.weight), key=lambda r: (-abs(r.weight), r.feature))
    return Dependence(round(1.0 - any_, ROUND), round(any_ - derived, ROUND), derived, tuple(reasons))


def _runs(pair: Compared) -> float:
    return float(sum(r.count >= RUN for r in pair.runs))


def _share(feature: str, value: float | None, words: str) -> Observed:
    return Observed(
        feature, value, f"{feature}: hardly any in one of them" if value is None else f"{value:.0%} {words}"
    )


def _outlet(a: Report, b: Report) -> Observed:
    same = same_outlet((a.outlet.key, a.outlet.name), (b.outlet.key, b.outlet.name))
    return Observed("outlet", float(same), "the same outlet" if same else "two outlets")


def _named(a: Report, b: Report) -> tuple[float, str]:
    """2 where one names the other as its source, 1 for a shared agency mark or byline with dateline, else 0."""
    if names_other(a, b) or names_other(b, a):
        return 2.0, "one names the other as where its text comes from"
    shared = {m.name for m in a.marks for n in b.marks if same_outlet((m.key, m.name), (n.key, n.name))}
    if shared:
        return 1.0, f"both carry the mark of {min(shared)}"
    if a.byline and a.dateline and (a.byline, a.dateline) == (b.byline, b.dateline):
        return 1.0, f"the same byline and dateline: {a.byline}, {a.dateline}"
    return 0.0, "neither names the other, nor one agency"


def names_other(a: Report, b: Report) -> bool:
    """Whether a mark of the first report names the outlet of the second."""
    one, other = (a.outlet.key, a.outlet.name), (b.outlet.key, b.outlet.name)
    return not same_outlet(one, other) and any(same_outlet((m.key, m.name), other) for m in a.marks)


def _days(gap: float | None) -> str:
    if gap is None:
        return "one of them is undated"
    days = timedelta(seconds=max(0.0, gap)).days
    return f"published {days} days apart" if days else "published within a day"
