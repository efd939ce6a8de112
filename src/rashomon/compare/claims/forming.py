"""Claims of one question: classes of compatible values with the statements that support or deny them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.claims.answers import Answer, counts, dates, denies, says_not, says_so
from rashomon.compare.claims.intervals import Clique, Interval, maximal_cliques
from rashomon.compare.questions.named import Named, by_place, culprits
from rashomon.compare.questions.worded import WORDED, classes, worded
from rashomon.records import (
    Attribute,
    Bound,
    Moment,
    Quantity,
    QuantityKind,
    Question,
    Report,
    Statement,
    Value,
    digest,
)

SO, NOT_SO = "it is so", "it is not so"
_SHOWN_VALUES = 4


@dataclass(frozen=True, slots=True)
class Stand:
    """A claim before its origins are counted: its value, core, answers, and who supports and who denies it."""

    id: str
    question: Question
    value: Value
    core: Interval | None
    answers: tuple[Answer, ...]
    supports: tuple[str, ...]
    denies: tuple[str, ...]


def stands(question: Question, statements: Mapping[str, Statement], reports: Mapping[str, Report]) -> tuple[Stand, ...]:
    """The claims of a question, in order of value. Every statement of the question is in at least one, or unsure.

    "Thousands" says neither 3,000 nor 5,500: vague numbers make claims of their own, which exclude nothing.
    """
    members = [statements[s] for s in question.statements]
    if question.attribute is Attribute.OCCURRENCE:
        return _occurrence(question, members, reports)
    if question.attribute in (Attribute.PLACE, Attribute.CULPRIT):
        return _named(question, members)
    if question.attribute in WORDED:
        return _in_words(question, members, reports)
    if question.attribute is Attribute.DATE:
        answers = dates(members, reports)
    else:
        answers = counts(members, reports, question.item or "", question.scope or QuantityKind.STOCK.value)
    return tuple(
        _stand(question, clique, [alike[i] for i in clique.members], reports)
        for alike in ([a for a in answers if not a.vague], [a for a in answers if a.vague])
        for clique in maximal_cliques([a.held for a in alike])
    )


def _occurrence(question: Question, members: Sequence[Statement], reports: Mapping[str, Report]) -> tuple[Stand, ...]:
    """It is so, and it is not so. Where all say "not" in their own words, so does the question, and it is so."""
    yes = tuple(sorted(s.id for s in members if says_so(s)))
    no = tuple(sorted(s.id for s in members if denies(s)))
    if all(says_not(s) for s in members):
        yes, no = no, yes
    unsure = tuple(sorted(s.id for s in members if not says_so(s) and not denies(s)))
    found = []
    for words, ids, against in ((SO, yes, no), (NOT_SO, no, yes)):
        if ids or (words == SO and unsure and not no):
            value = Value(attribute=Attribute.OCCURRENCE, words=words)
            claim_id = digest("claim", question.id, words)
            found.append(Stand(claim_id, question, value, None, (), ids, against))
    return tuple(found)


def _named(question: Question, members: Sequence[Statement]) -> tuple[Stand, ...]:
    """One claim for each name: the innermost places, or those to whom a deed is laid."""
    if question.attribute is Attribute.PLACE:
        given = by_place(members)
    else:
        told = culprits(members)
        given = {
            key: (_often([n.words for n in told if n.key == key]), _of(told, key)) for key in {n.key for n in told}
        }
    found = []
    for key, (words, named) in sorted(given.items()):
        value = Value(attribute=question.attribute, words=words, key=key)
        yes = tuple(sorted(s.id for s in named if says_so(s)))
        no = tuple(sorted(s.id for s in named if denies(s)))
        found.append(Stand(digest("claim", question.id, key), question, value, None, (), yes, no))
    return tuple(found)


def _in_words(question: Question, members: Sequence[Statement], reports: Mapping[str, Report]) -> tuple[Stand, ...]:
    """One claim for each answer in words: designations, opposite judgements, reasons that share their words."""
    told = [
        one
        for s in members
        for one in worded(s, reports[s.report_id], question.attribute)
        if one.asks == (question.item or "")
    ]
    found = []
    for group in classes(told, question.attribute):
        key = group[0].key
        value = Value(attribute=question.attribute, words=_often([one.words for one in group]), key=key)
        yes = tuple(sorted(one.statement.id for one in group if says_so(one.statement)))
        no = tuple(sorted(one.statement.id for one in group if denies(one.statement)))
        found.append(Stand(digest("claim", question.id, key), question, value, None, (), yes, no))
    return tuple(found)


def _of(told: Sequence[Named], key: str) -> tuple[Statement, ...]:
    return tuple(n.statement for n in told if n.key == key)


def _stand(question: Question, clique: Clique, answers: Sequence[Answer], reports: Mapping[str, Report]) -> Stand:
    core = clique.core
    firm = [a for a in answers if a.asserts]
    now = [a for a in firm if not a.before] or firm  # who says what a number was before is no witness of it
    supports = tuple(sorted({a.statement.id for a in now}))
    against = tuple(sorted({a.statement.id for a in answers if denies(a.statement)} - set(supports)))
    vague = ("vague",) if all(a.vague for a in answers) else ()
    claim_id = digest("claim", question.id, repr(core.lo), repr(core.hi), *vague)
    return Stand(claim_id, question, _value(question, core, answers, reports), core, tuple(answers), supports, against)


def _value(question: Question, core: Interval, answers: Sequence[Answer], reports: Mapping[str, Report]) -> Value:
    if question.attribute is Attribute.DATE:
        moments = [a.statement.happened for a in answers if a.statement.happened is not None]
        words = _often([_words(a, reports) for a in answers])
        return Value(attribute=Attribute.DATE, words=words, moment=_narrowest(moments))
    quantities = [a.quantity for a in answers if a.quantity is not None]
    firm = [a for a in answers if a.quantity is not None and a.quantity.bound is not Bound.VAGUE] or list(answers)
    (low, low_side), (high, high_side) = core.lo, core.hi
    return Value(
        attribute=Attribute.COUNT,
        words=_often([_counted(a, reports) for a in firm]),
        low=None if math.isinf(low) else low,
        high=None if math.isinf(high) else high,
        low_open=low_side > 0,
        high_open=high_side < 0,
        unit=quantities[0].unit,
    )


def _counted(answer: Answer, reports: Mapping[str, Report]) -> str:
    quantity = answer.quantity
    if quantity is None:
        return "?"
    if quantity.bound is Bound.VAGUE:
        return " ".join(quantity.span.of(reports[answer.statement.report_id].text).lower().split())
    return quantity_words(quantity)


def _words(answer: Answer, reports: Mapping[str, Report]) -> str:
    moment = answer.statement.happened
    if moment is None or moment.words is None:
        return "?"
    return " ".join(moment.words.of(reports[answer.statement.report_id].text).split())


def _narrowest(moments: Sequence[Moment]) -> Moment:
    def width(m: Moment) -> tuple[float, str, str]:
        known = m.lo is not None and m.hi is not None
        return ((m.hi - m.lo).total_seconds() if known else math.inf, str(m.lo), m.basis)  # type: ignore[operator]

    return min(moments, key=width)


def _often(words: Sequence[str]) -> str:
    seen = Counter(words)
    order = [w for w, _ in sorted(seen.items(), key=lambda wn: (-wn[1], wn[0]))]
    rest = len(order) - _SHOWN_VALUES
    return " / ".join(order[:_SHOWN_VALUES]) + (f" / and {rest} more wordings" if rest > 0 else "")


def quantity_words(quantity: Quantity) -> str:
    """A quantity as a person writes it: its bound word and its face value ("more than 3,000")."""
    number = _number(quantity.written)
    if quantity.bound is Bound.RANGE and quantity.low is not None and quantity.high is not None:
        return f"{_number(quantity.low)} to {_number(quantity.high)}"
    return number if quantity.bound is Bound.EXACT else f"{quantity.bound} {number}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
