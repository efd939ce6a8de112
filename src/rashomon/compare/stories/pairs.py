"""How sure it is that two reports tell of one happening: named features, each with its weight and its reason in words.

A feature is a ladder: the value observed reaches a step, and the step has a weight in log-odds. A feature one of the
two reports says nothing about weighs `unknown`. Steps and weights are data, rules/story_weights.toml, fitted by
``python -m training.stories`` with every ladder held to one direction: more in common never speaks against.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from rashomon.compare.ladders import Ladder, Observed, logistic, read_ladders
from rashomon.compare.stories.features import Traits
from rashomon.compare.tables import rules
from rashomon.records import PairScore, Reason


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted scorer: log-odds with nothing known, ladders by feature, mean probability at which stories join."""

    bias: float
    join: float
    ladders: Mapping[str, Ladder]


@cache
def fitted() -> Weights:
    """The shipped weights."""
    raw = rules("stories", "story_weights")
    return Weights(float(raw["bias"]), float(raw["join"]), read_ladders(raw["ladders"]))


def observe(a: Traits, b: Traits) -> tuple[Observed, ...]:
    """What two reports have in common, in a fixed order."""
    return (
        _cosine("words", a.words, b.words, "words alike"),
        _cosine("names", a.names, b.names, "names alike"),
        _cosine("title", a.title, b.title, "titles alike"),
        _shared("full names", a.pairs, b.pairs, "the same rare names of two words"),
        _ages(a, b),
        _roads(a, b),
        _apart(a, b),
        _days(a, b),
    )


def score(a: Traits, b: Traits, weights: Weights) -> PairScore:
    """The probability that two reports belong together, with its reasons, weightiest first; ids are their text keys."""
    weighed = [(weights.ladders[o.feature].weight(o.value), o) for o in observe(a, b)]
    reasons = [Reason(feature=o.feature, weight=w, words=o.words) for w, o in weighed]
    reasons.sort(key=lambda r: (-abs(r.weight), r.feature))
    first, second = sorted((a.key, b.key))
    return PairScore(a=first, b=second, probability=_logistic(weights, (w for w, _ in weighed)), reasons=tuple(reasons))


def probability(a: Traits, b: Traits, weights: Weights) -> float:
    """`score` without its words."""
    return _logistic(weights, (weights.ladders[o.feature].weight(o.value) for o in observe(a, b)))


def _logistic(weights: Weights, found: Iterable[float]) -> float:
    return logistic(math.fsum((weights.bias, *found)))


def _cosine(feature: str, a: Mapping[str, float], b: Mapping[str, float], words: str) -> Observed:
    if not a or not b:
        return Observed(feature, None, f"{words}: not known")
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    value = round(math.fsum([w * many[t] for t, w in few.items() if t in many]), 6)  # exact in any order
    return Observed(feature, value, f"{words}: {value:.2f} of 1")


def _shared(feature: str, a: frozenset[str], b: frozenset[str], words: str) -> Observed:
    if not a or not b:
        return Observed(feature, None, f"{words}: none in one of them")
    return Observed(feature, float(len(a & b)), f"{words}: {len(a & b)}")


def _ages(a: Traits, b: Traits) -> Observed:
    if not a.ages or not b.ages:
        return Observed("ages", None, "one of them gives no ages")
    both = sorted(a.ages & b.ages)
    words = f"both give the age {' and '.join(map(str, both[:3]))}" if both else "they give different ages"
    return Observed("ages", float(len(both)), words)


def _roads(a: Traits, b: Traits) -> Observed:
    if not a.roads or not b.roads:
        return Observed("roads", None, "one of them names no road")
    both, blocks = sorted(a.roads & b.roads), sorted(a.blocks & b.blocks)
    if blocks:
        return Observed("roads", 2.0, f"both name the {blocks[0]} block")
    words = f"both name a road called {both[0]}" if both else "they name different roads"
    return Observed("roads", 1.0 if both else 0.0, words)


def _apart(a: Traits, b: Traits) -> Observed:
    """How many of three kinds of particulars both give without one in common: two happenings of one town and day."""
    kinds = (("names", a.pairs, b.pairs), ("ages", a.ages, b.ages), ("roads", a.roads, b.roads))
    differ = [words for words, one, other in kinds if one and other and not one & other]
    if not differ:
        return Observed("apart", None, "no kind of particulars differs throughout")
    return Observed("apart", float(len(differ)), f"no {' and no '.join(differ)} in common")


def _days(a: Traits, b: Traits) -> Observed:
    if a.day is None or b.day is None:
        return Observed("days", None, "one of them is undated")
    gap = abs(a.day - b.day)
    return Observed("days", gap, f"published {gap:.0f} days apart" if gap >= 1 else "published on one day")
