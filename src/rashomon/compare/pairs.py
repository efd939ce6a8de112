"""How sure it is that two statements answer the same question: named features with weights, each a reason a user sees.

Two scores. `same_event`: they tell of one happening (questions of OCCURRENCE and DATE). `same_count`: they count the
same thing (questions of COUNT). A score depends on the two statements only (methods.md D3) and never on the values
compared: numbers, dates of differing claims and polarity are masked (decision 1 of methods.md).
Weights are log-odds, start values set on the development stories; a later issue learns them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from rashomon.compare.families import CUMULATIVE, CUMULATIVE_ITEMS, FLOWS, LEVEL_ITEMS, ONCE, VAGUE_ITEMS
from rashomon.compare.intervals import moments_disjoint
from rashomon.records import Aspect, PairScore, Precision, Quantity, QuantityKind, Reason, Statement

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
REMEMBERED = 400_000  # pairs of which `Scores` keeps the probabilities: about 100 MB
EDGE = 0.3  # pairs at or above form blocks (methods.md §6.4)
_AMOUNTS = frozenset({"t", "kg", "g", "l", "m3", "bbl", "ha", "km2", "kWh", "MWh", "GWh", "MW", "GW"})
_STRANGERS = -2.6  # two statements that name somebody or something, and nobody in common
_NAMED = 3  # names a report must mention to be placed in an affair
_AFFAIR = 1.5  # weight of an affair wholly shared, and against one not shared at all
_SOME = 0.2  # share of the names at which an affair weighs neither way
_PRECISE = frozenset({Precision.MINUTE, Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.SEASON})


@dataclass(frozen=True, slots=True)
class Dated:
    """A statement, when its report was published (days since 1970, None where unknown), and its report's affair.

    ``affair`` are keys of the names the report mentions most (dating.affair_keys): what story it belongs to.
    """

    statement: Statement
    published: float | None
    affair: tuple[str, ...] = ()


def logistic(log_odds: float) -> float:
    """Probability of log-odds, rounded so that it is the same on every machine."""
    return round(1.0 / (1.0 + math.exp(-log_odds)), 6)


def score(a: Dated, b: Dated) -> PairScore | None:
    """The better of the two scores when it reaches `EDGE`, else None; reasons name what was seen."""
    found = [reasons for scorer in (same_event, same_count, same_first) if (reasons := scorer(a, b))]
    if not found:
        return None
    best = max(found, key=lambda reasons: math.fsum(r.weight for r in reasons))
    p = logistic(math.fsum(r.weight for r in best))
    if p < EDGE:
        return None
    first, second = sorted((a.statement.id, b.statement.id))
    return PairScore(a=first, b=second, probability=p, reasons=best)


def probability(reasons: Sequence[Reason]) -> float:
    """Probability of a list of reasons; 0 for none."""
    return logistic(math.fsum(r.weight for r in reasons)) if reasons else 0.0


class Scores:
    """The two probabilities of pairs, remembered: a block is settled many times, a pair of it changes seldom.

    What is remembered is used only while times and publication of both statements are the same, so it changes no
    result. At `REMEMBERED` pairs all is forgotten.
    """

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], tuple[object, float, float, float]] = {}

    def event(self, a: Dated, b: Dated) -> float:
        """Probability that the two tell of one happening."""
        return self._pair(a, b)[1]

    def count(self, a: Dated, b: Dated) -> float:
        """Probability that the two count the same thing."""
        return self._pair(a, b)[2]

    def first(self, a: Dated, b: Dated) -> float:
        """Probability that the two tell of one first time, beginning or end."""
        return self._pair(a, b)[3]

    def _pair(self, a: Dated, b: Dated) -> tuple[object, float, float, float]:
        key = (a.statement.id, b.statement.id)
        times = (a.published, b.published, a.statement.happened, b.statement.happened)
        held = self._held.get(key)
        if held is None or held[0] != times:
            if len(self._held) >= REMEMBERED:
                self._held.clear()
            scores = [probability(scorer(a, b)) for scorer in (same_event, same_count, same_first)]
            held = (times, scores[0], scores[1], scores[2])
            self._held[key] = held
        return held


def same_event(a: Dated, b: Dated) -> tuple[Reason, ...]:
    """Reasons for and against: one happening. Empty when the two surely have nothing to do with each other."""
    left, right = a.statement, b.statement
    fa, fb = left.frame, right.frame
    if _unrelated(a, b):
        return ()
    reasons = [Reason(feature="prior", weight=-3.8, words="two statements taken at random")]
    if fa.terms and fa.terms == fb.terms:
        reasons.append(Reason(feature="same words", weight=4.0, words="the same content words"))
    reasons += _predicates(fa.predicate, fb.predicate)
    shared, share = _overlap(plain_terms(left), plain_terms(right))
    if shared:
        words = "shared words: " + ", ".join(shared[:6])
        reasons.append(Reason(feature="words", weight=round(5.0 * share, 4), words=words))
    reasons += _names(a, b, 2.2)
    reasons += _affair(a, b)
    reasons += _times(a, b)
    if (fa.aspect is Aspect.FIRST) != (fb.aspect is Aspect.FIRST):
        reasons.append(Reason(feature="aspect", weight=-0.8, words="only one speaks of a first or a beginning"))
    return tuple(reasons)


def same_count(a: Dated, b: Dated) -> tuple[Reason, ...]:
    """Reasons for and against: both count the same thing. Empty when they count nothing alike."""
    left, right = a.statement, b.statement
    items = sorted({q.item for q in countable(left)} & {q.item for q in countable(right)})
    kinds = {(q.item, q.kind) for q in countable(left)} & {(q.item, q.kind) for q in countable(right)}
    if not items or not kinds or _unrelated(a, b):
        return ()
    prior = -3.0 if set(items) <= VAGUE_ITEMS else -1.8
    reasons = [
        Reason(feature="counted", weight=0.0, words="both count " + ", ".join(items)),
        Reason(feature="prior", weight=prior, words="two counts of a kind taken at random"),
    ]
    if set(items) & CUMULATIVE_ITEMS:  # the thing counted is itself the happening: its verb may be any
        reasons.append(Reason(feature="toll", weight=1.2, words="both count the toll of something"))
    elif left.frame.predicate == right.frame.predicate:
        reasons += _predicates(left.frame.predicate, right.frame.predicate)
    shared, share = _overlap(plain_terms(left), plain_terms(right))
    if shared:
        words = "shared words: " + ", ".join(shared[:6])
        reasons.append(Reason(feature="words", weight=round(2.5 * share, 4), words=words))
    reasons += _names(a, b, 2.4)
    reasons += _affair(a, b)
    reasons += _scopes(left, right, items)
    reasons += _times(a, b)
    return tuple(reasons)


def same_first(a: Dated, b: Dated) -> tuple[Reason, ...]:
    """Reasons for and against: one first time or beginning, whatever the verb. Empty unless both speak of one.

    Such statements are few in an affair, so a thing in common and the affair weigh most.
    """
    left, right = a.statement, b.statement
    if left.frame.aspect is Aspect.PLAIN or left.frame.aspect is not right.frame.aspect:
        return ()
    shared, _ = _overlap(plain_terms(left), plain_terms(right))
    if not shared:
        return ()
    reasons = [
        Reason(feature="prior", weight=-1.2, words="two first times or beginnings taken at random"),
        Reason(feature="words", weight=min(1.5 * len(shared), 2.5), words="shared words: " + ", ".join(shared[:6])),
    ]
    if _strangers(a, b):
        reasons.append(Reason(feature="affair", weight=-3.0, words="their reports share no name"))
    if left.frame.predicate == right.frame.predicate:
        reasons += _predicates(left.frame.predicate, right.frame.predicate)
    named = _names(a, b, 1.5)
    reasons += [r if r.weight > 0 else Reason(feature=r.feature, weight=-0.4, words=r.words) for r in named]
    return (*reasons, *_affair(a, b))


def plain_terms(statement: Statement) -> tuple[str, ...]:
    """The content words of a statement without the words of its names, which are weighed as names."""
    named = {word for name in statement.frame.names for word in name.key.replace("-", " ").split()}
    return tuple(t for t in statement.frame.terms if t not in named)


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


def _predicates(left: str, right: str) -> list[Reason]:
    if left and left == right:
        return [Reason(feature="predicate", weight=1.4, words=f"both tell of: {left}")]
    if left in FLOWS and right in FLOWS:
        return [Reason(feature="predicate", weight=0.7, words=f"{left} and {right} both tell of a movement")]
    if left and right:
        return [Reason(feature="predicate", weight=-0.6, words=f"one tells of {left}, the other of {right}")]
    return []


def _overlap(left: Sequence[str], right: Sequence[str]) -> tuple[list[str], float]:
    """Shared terms, sorted, and a mean of Jaccard and overlap coefficient (short statements lie within long ones)."""
    a, b = set(left), set(right)
    shared = sorted(a & b)
    if not shared:
        return [], 0.0
    jaccard = len(shared) / len(a | b)
    coefficient = len(shared) / min(len(a), len(b))
    if len(shared) == 1:
        coefficient *= 0.5  # one shared word of a two-word statement says little
    return shared, (jaccard + coefficient) / 2


def _names(a: Dated, b: Dated, weight: float) -> list[Reason]:
    """Names in common. A part of a name counts as the name ("Korr" and "Ilse Korr"); none in common weighs against."""
    one, other = ({n.key for n in d.statement.frame.names} for d in (a, b))
    if not one or not other:
        return []
    shared = sorted(one & other) or sorted(_parts_shared(one, other))
    if not shared:
        akin = a.statement.report_id == b.statement.report_id or (_placed(a, b) and _share(a, b) >= _SOME)
        against = _STRANGERS / 2 if akin else _STRANGERS
        return [Reason(feature="names", weight=against, words="no name in common")]
    share = (len(shared) / min(len(one), len(other)) + len(shared) / len(one | other)) / 2
    words = "shared names: " + ", ".join(shared[:5])
    return [Reason(feature="names", weight=round(weight * min(share, 1.0), 4), words=words)]


def _parts_shared(a: set[str], b: set[str]) -> set[str]:
    """Keys of ``a`` all of whose words lie in a key of ``b``, or the other way round."""
    words = {key: frozenset(key.split()) for key in a | b}
    return {min(x, y) for x in a for y in b if words[x] <= words[y] or words[y] <= words[x]}


def _unrelated(a: Dated, b: Dated) -> bool:
    """Whether neither the statements nor their reports share a name, though all name some: alike by pattern only."""
    if not _strangers(a, b):
        return False
    one, other = ({n.key for n in d.statement.frame.names} for d in (a, b))
    return bool(one and other) and not one & other and not _parts_shared(one, other)


def _placed(a: Dated, b: Dated) -> bool:
    return min(len(a.affair), len(b.affair)) >= _NAMED and a.statement.report_id != b.statement.report_id


def _strangers(a: Dated, b: Dated) -> bool:
    """Whether two reports that name enough share no name at all."""
    return _placed(a, b) and not set(a.affair) & set(b.affair)


def _share(a: Dated, b: Dated) -> float:
    return len(set(a.affair) & set(b.affair)) / min(len(a.affair), len(b.affair))


def _affair(a: Dated, b: Dated) -> list[Reason]:
    """Whether the reports name the same people, bodies and places throughout."""
    if not _placed(a, b):
        return []
    shared = sorted(set(a.affair) & set(b.affair))
    share = _share(a, b) - _SOME
    weight = round(_AFFAIR * share / (_SOME if share < 0 else 1.0 - _SOME), 4)
    words = "their reports share " + (", ".join(shared[:4]) if shared else "no name")
    return [Reason(feature="affair", weight=weight, words=words)]


def _scopes(left: Statement, right: Statement, items: Sequence[str]) -> list[Reason]:
    """Whom the counts are of: "4 firefighters injured" and "340 people injured" are counts of different groups."""
    one, other = ({q.scope for q in countable(s) if q.item in items} for s in (left, right))
    if one & other:
        return []
    both = () not in one | other
    return [Reason(feature="scope", weight=-2.0 if both else -1.2, words="they count different groups")]


def _toll(statement: Statement) -> bool:
    """Whether it gives a toll: its day is often that of the counting, not of what happened."""
    return any(q.item in CUMULATIVE_ITEMS for q in statement.quantities)


def _after(a: Dated, b: Dated) -> bool:
    """Whether what ``a`` tells happened, by its day, after ``b`` was published."""
    moment = a.statement.happened
    if moment is None or moment.lo is None or b.published is None or moment.words is None:
        return False
    return (moment.lo - _EPOCH).total_seconds() / 86400 >= b.published + 1.0


def _times(a: Dated, b: Dated) -> list[Reason]:
    left, right = a.statement, b.statement
    reasons: list[Reason] = []
    if left.happened is not None and right.happened is not None and _precise(left) and _precise(right):
        if not moments_disjoint(left.happened, right.happened):
            reasons.append(Reason(feature="time", weight=0.6, words="the times named can be the same"))
        elif not (_once(left) and _once(right)):
            reasons.append(Reason(feature="time", weight=-1.2, words="the times named differ"))
    if _after(a, b) or _after(b, a):
        words = "one tells of what happened only after the other was published"
        reasons.append(Reason(feature="later", weight=-1.0 if _toll(left) or _toll(right) else -2.0, words=words))
    if a.published is not None and b.published is not None:
        days = abs(a.published - b.published)
        if days <= 7:
            reasons.append(Reason(feature="published", weight=0.6, words="published within a week"))
        elif days > 60:
            weight = -0.5 if days <= 200 else -1.2
            reasons.append(Reason(feature="published", weight=weight, words=f"published {days:.0f} days apart"))
    return reasons
