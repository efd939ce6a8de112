"""How sure it is that two statements answer the same question: evidence with weights, each a reason a user sees.

`same_event`: they tell of one happening (questions of OCCURRENCE, DATE and PLACE). `same_count`: they count the same
thing (questions of COUNT); `same_first`: they tell of one first time or beginning; `same_deed` (named.py): they say who
did one thing. Weights are log-odds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from rashomon.compare.claims.intervals import moments_disjoint
from rashomon.compare.questions.evidence import (
    MAIN,
    Dated,
    Evidence,
    affair,
    apart,
    located,
    names,
    of_event,
    overlap,
    plain_terms,
    unrelated,
)
from rashomon.compare.questions.evidence import weighed as weigh
from rashomon.compare.questions.families import (
    CUMULATIVE,
    CUMULATIVE_ITEMS,
    FLOWS,
    LEVEL_ITEMS,
    ONCE,
    TOLL_ITEMS,
    VAGUE_ITEMS,
)
from rashomon.compare.questions.meaning import likeness
from rashomon.compare.questions.places import COUNTED
from rashomon.records import Aspect, Place, Precision, Quantity, QuantityKind, Reason, Statement

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EDGE = 0.3  # pairs at or above form blocks (methods.md §6.4)
ALIKE = 0.9  # probability that two statements tell one thing, from which "not" in one of them answers the other
_AMOUNTS = frozenset({"t", "kg", "g", "l", "m3", "bbl", "ha", "km2", "kWh", "MWh", "GWh", "MW", "GW"})
_PRECISE = frozenset({Precision.MINUTE, Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.SEASON})

EVENT = {
    "prior": -5.84,
    "meaning": 3.49,
    "same predicate": 0.24,
    "same predicate, one report": 1.92,
    "same predicate, like reports": 1.77,
    "same words": 0.4,
    "words": 2.71,
    "aspect": -0.82,
    "not yet": -0.41,
    "names": -0.16,
    "own names": 0.28,
    "strangers": -0.37,
    "place inside": 0.09,
    "places apart": -0.04,
    "affair": 0.45,
    "reports": 3.66,
    "one report": 2.51,
    "other time": -1.27,
}
"""Learned by logistic regression on 49,891 pairs of statements of ECB+ (`python -m training.pairs`)."""
EVENT_BY_WORDS = {
    "prior": -4.76,
    "same predicate": 0.18,
    "same predicate, one report": 2.02,
    "same predicate, like reports": 1.99,
    "same words": 0.5,
    "words": 3.95,
    "aspect": -0.77,
    "not yet": -0.38,
    "names": 1.07,
    "own names": 0.33,
    "strangers": -0.37,
    "place inside": 0.2,
    "places apart": 0.02,
    "affair": 0.42,
    "reports": 3.58,
    "one report": 2.4,
    "other time": -1.29,
}
"""The same where a statement has no vector of its meaning: the reader by rules."""
_SOME = 0.2  # share of the names at which an affair weighs neither way between two counts
_COUNTED_AFFAIR = 1.5  # weight between counts of an affair wholly shared, and against one not shared at all
_COUNTED_MEANING, _USUAL = 2.5, 0.4  # weight of the meaning between counts, and the likeness that weighs neither way
_SAME_NUMBER = 5.0  # two statements of a report with one number in both ("40 soldiers" | "40 soldiers who ...")
_STRANGERS = -2.6  # between counts that name somebody or something, and nobody in common


def logistic(log_odds: float) -> float:
    """Probability of log-odds, rounded so that it is the same on every machine."""
    return round(1.0 / (1.0 + math.exp(-log_odds)), 6)


def probability(reasons: Sequence[Reason]) -> float:
    """Probability of a list of reasons; 0 for none."""
    return logistic(math.fsum(r.weight for r in reasons)) if reasons else 0.0


def same_event(a: Dated, b: Dated) -> tuple[Reason, ...]:
    """Reasons for and against: one happening. Empty when the two surely have nothing to do with each other."""
    if unrelated(a, b):
        return ()
    found = [*of_event(a, b), *other_time(a.statement, b.statement)]
    felt = a.statement.frame.meaning is not None and b.statement.frame.meaning is not None
    told = [r for r in _published(a, b) if r.weight < 0]  # learned on reports of one week: that weighs nothing more
    return (*weigh(found, EVENT if felt else EVENT_BY_WORDS), *told)


def same_count(a: Dated, b: Dated) -> tuple[Reason, ...]:
    """Reasons for and against: both count the same thing. Empty when they count nothing alike.

    The weights are start values set on the development stories; a count has no set of pairs to learn from.
    """
    left, right = a.statement, b.statement
    items = sorted({q.item for q in countable(left)} & {q.item for q in countable(right)})
    kinds = {(q.item, q.kind) for q in countable(left)} & {(q.item, q.kind) for q in countable(right)}
    if not items or not kinds or unrelated(a, b):
        return ()
    if left.report_id == right.report_id and {q.span for q in countable(left)} & {q.span for q in countable(right)}:
        return (Reason(feature="same number", weight=_SAME_NUMBER, words="both hold the same words of the report"),)
    prior = -3.0 if set(items) <= VAGUE_ITEMS else -1.8
    reasons = [
        Reason(feature="counted", weight=0.0, words="both count " + ", ".join(items)),
        Reason(feature="prior", weight=prior, words="two counts of a kind taken at random"),
    ]
    if set(items) & TOLL_ITEMS:  # the thing counted is itself the happening: its verb may be any
        reasons.append(Reason(feature="toll", weight=1.2, words="both count the toll of something"))
    elif left.frame.predicate and left.frame.predicate == right.frame.predicate:
        reasons.append(Reason(feature="same predicate", weight=1.4, words=f"both tell of: {left.frame.predicate}"))
    shared, share = overlap(plain_terms(left), plain_terms(right))
    if shared:
        words = "shared words: " + ", ".join(shared[:6])
        reasons.append(Reason(feature="words", weight=round(2.5 * share, 4), words=words))
    near = likeness(left.frame, right.frame)
    if near is not None:
        weight = round(_COUNTED_MEANING * (near - _USUAL), 4)
        reasons.append(Reason(feature="meaning", weight=weight, words=f"likeness of meaning {near:.2f} of 1"))
    reasons += _counted_names(a, b)
    reasons += weigh(located(a, b), COUNTED)
    reasons += _scopes(left, right, items)
    reasons += _own_scopes(left, right, items)
    return (*reasons, *_times(a, b), *_published(a, b))


def _counted_names(a: Dated, b: Dated) -> tuple[Reason, ...]:
    """Names and affairs of two counts. Strangers weigh half within one report or one affair, and an eighth where each
    names only whom the other's report names throughout: it may leave out what needs no saying.
    """
    told = [e for e in affair(a, b) if a.statement.report_id != b.statement.report_id]
    share = told[0].strength if told else 0.0
    akin = a.statement.report_id == b.statement.report_id or (bool(told) and share >= _SOME)
    strangers = _STRANGERS / 8 if akin and _at_home(a, b) and _at_home(b, a) else _STRANGERS / (2 if akin else 1)
    weights = {"names": 2.4, "strangers": strangers}
    side = (share - _SOME) / (_SOME if share < _SOME else 1.0 - _SOME)
    return (
        *weigh(names(a, b), weights),
        *weigh([e._replace(strength=side) for e in told], {"affair": _COUNTED_AFFAIR}),
    )


def _at_home(a: Dated, b: Dated) -> bool:
    """Whether all whom one statement names are main names of the other's report."""
    return {n.key for n in a.statement.frame.names} <= set(b.affair[:MAIN])


def same_first(a: Dated, b: Dated) -> tuple[Reason, ...]:
    """Reasons for and against: one first time or beginning, whatever the verb. Empty unless both speak of one.

    Such statements are few in an affair, so a thing in common and the affair weigh most.
    """
    left, right = a.statement, b.statement
    if left.frame.aspect is Aspect.PLAIN or left.frame.aspect is not right.frame.aspect:
        return ()
    shared, _ = overlap(plain_terms(left), plain_terms(right))
    if not shared:
        return ()
    reasons = [
        Reason(feature="prior", weight=-1.2, words="two first times or beginnings taken at random"),
        Reason(feature="words", weight=min(1.5 * len(shared), 2.5), words="shared words: " + ", ".join(shared[:6])),
    ]
    if apart(a, b):
        reasons.append(Reason(feature="affair", weight=-3.0, words="their reports share no name"))
    if left.frame.predicate and left.frame.predicate == right.frame.predicate:
        reasons.append(Reason(feature="same predicate", weight=1.4, words=f"both tell of: {left.frame.predicate}"))
    reasons += weigh(names(a, b), {"names": 1.5, "strangers": -0.4})
    told = [e for e in affair(a, b) if left.report_id != right.report_id]
    side = [e._replace(strength=(e.strength - _SOME) / (_SOME if e.strength < _SOME else 1.0 - _SOME)) for e in told]
    return (*reasons, *weigh(side, {"affair": _COUNTED_AFFAIR}))


def cannot_link(a: Statement, b: Statement) -> bool:
    """Whether two statements surely tell of different events, however alike: like events on different days.

    Events that happen once (signing of a treaty, a first showing) are left out: there, rival dates are a conflict.
    Tolls and other counts that grow are left out too: their dates are often those of the counting.
    """
    if a.happened is None or b.happened is None or _once(a) or _once(b):
        return False
    if a.frame.predicate in CUMULATIVE or b.frame.predicate in CUMULATIVE:
        return False
    return _precise(a) and _precise(b) and moments_disjoint(a.happened, b.happened)


def countable(statement: Statement) -> tuple[Quantity, ...]:
    """The quantities of a statement that answer "how many": no ordinals, and no value that it gives as the earlier one.

    What flows within a named time ("3,000 troops were sent in January") is an increment, not a stock.
    """
    flow = statement.frame.predicate in FLOWS and statement.happened is not None and _precise(statement)
    return tuple(
        replace(q, kind=QuantityKind.INCREMENT)
        if flow and q.kind is QuantityKind.STOCK and q.item in LEVEL_ITEMS
        else q
        for q in statement.quantities
        if q.item and not q.earlier and _answers(q)
    )


def _answers(quantity: Quantity) -> bool:
    """Whether a quantity says how much there is: a count, an amount of stuff or money; no length, speed or calibre."""
    if quantity.kind is QuantityKind.MEASURE:
        unit = quantity.unit or ""
        return unit in _AMOUNTS or (unit.isupper() and len(unit) == 3)
    return quantity.kind is not QuantityKind.ORDINAL


def _once(statement: Statement) -> bool:
    return statement.frame.aspect is Aspect.FIRST or statement.frame.predicate in ONCE


def _precise(statement: Statement) -> bool:
    """Whether its own words date it closely; an inferred moment has no words and never keeps two events apart."""
    moment = statement.happened
    return moment is not None and moment.words is not None and moment.precision in _PRECISE


def _scopes(left: Statement, right: Statement, items: Sequence[str]) -> list[Reason]:
    """Whom the counts are of: "4 firefighters injured" and "340 people injured" are counts of different groups,
    as are those presumed dead and the dead.
    """
    one, other = ({(q.scope, q.presumed) for q in countable(s) if q.item in items} for s in (left, right))
    if one & other:
        return []
    both = ((), False) not in one | other
    return [Reason(feature="scope", weight=-2.8 if both else -2.0, words="they count different groups")]


def _own_scopes(left: Statement, right: Statement, items: Sequence[str]) -> list[Reason]:
    """Numbers with a time or place of their own, where a statement counts several, all apart from the other's."""
    one, other = ([q for q in countable(s) if q.item in items] for s in (left, right))
    if not any(q.when is not None or q.where for q in [*one, *other]):
        return []
    pairs = [(a, b) for a in one for b in other if a.item == b.item]
    if pairs and all(_other_time(left, a, right, b) for a, b in pairs):
        return [Reason(feature="own time", weight=-2.0, words="the numbers are of different times")]
    if pairs and all(_other_place(left, a, right, b) for a, b in pairs):
        return [Reason(feature="own place", weight=-2.0, words="the numbers are of different places")]
    return []


def _other_time(left: Statement, a: Quantity, right: Statement, b: Quantity) -> bool:
    one = a.when or (left.happened if _precise(left) else None)
    other = b.when or (right.happened if _precise(right) else None)
    return one is not None and other is not None and moments_disjoint(one, other)


def _other_place(left: Statement, a: Quantity, right: Statement, b: Quantity) -> bool:
    one, other = _where(left, a), _where(right, b)
    return bool(one and other) and all(x.apart(y) for x in one for y in other)


def _where(statement: Statement, quantity: Quantity) -> list[Place]:
    """The places of a number: its own, else those of its statement."""
    return [p for p in statement.frame.located if not quantity.where or p.key in quantity.where]


def _toll(statement: Statement) -> bool:
    """Whether it gives a toll: its day is often that of the counting, not of what happened."""
    return any(q.item in CUMULATIVE_ITEMS for q in statement.quantities)


def _after(a: Dated, b: Dated) -> bool:
    """Whether what ``a`` tells happened, by its day, after ``b`` was published."""
    moment = a.statement.happened
    if moment is None or moment.lo is None or b.published is None or moment.words is None:
        return False
    return (moment.lo - _EPOCH).total_seconds() / 86400 >= b.published + 1.0


def other_time(left: Statement, right: Statement) -> list[Evidence]:
    """Whether the times two statements name exclude each other; nothing for what comes once."""
    if left.happened is None or right.happened is None or not (_precise(left) and _precise(right)):
        return []
    if not moments_disjoint(left.happened, right.happened) or (_once(left) and _once(right)):
        return []
    return [Evidence("other time", 1.0, "the times named differ")]


def _times(a: Dated, b: Dated) -> list[Reason]:
    """Times of two counts: those named, and whether one tells of what came after the other was published."""
    left, right = a.statement, b.statement
    reasons = list(weigh(other_time(left, right), {"other time": -1.2}))
    named = left.happened is not None and right.happened is not None and _precise(left) and _precise(right)
    if named and not moments_disjoint(left.happened, right.happened):  # type: ignore[arg-type]
        reasons.append(Reason(feature="time", weight=0.6, words="the times named can be the same"))
    return reasons


def _published(a: Dated, b: Dated) -> list[Reason]:
    """When the two were published, and whether one tells of what came after that."""
    reasons = []
    if _after(a, b) or _after(b, a):
        words = "one tells of what happened only after the other was published"
        weight = -1.0 if _toll(a.statement) or _toll(b.statement) else -2.0
        reasons.append(Reason(feature="later", weight=weight, words=words))
    if a.published is not None and b.published is not None:
        days = abs(a.published - b.published)
        if days <= 7:
            reasons.append(Reason(feature="published", weight=0.6, words="published within a week"))
        elif days > 60:
            weight = -0.5 if days <= 200 else -1.2
            reasons.append(Reason(feature="published", weight=weight, words=f"published {days:.0f} days apart"))
    return reasons
