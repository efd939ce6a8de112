"""An answer: what one statement gives to one question, with its interval, its as-of time and its knowers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.claims.intervals import Interval, of_happening, of_moment, of_quantity, unit_of
from rashomon.compare.questions.families import CONFIRMING, CUMULATIVE_ITEMS, FEARING, ONCE, REJECTING, TOLL_ITEMS
from rashomon.compare.questions.pairs import countable
from rashomon.records import (
    Aspect,
    Bound,
    Commitment,
    Polarity,
    PublishedBasis,
    Quantity,
    QuantityKind,
    Report,
    Statement,
    VoiceKind,
)

_KNOWERS = frozenset({VoiceKind.PERSON, VoiceKind.INSTITUTION, VoiceKind.DOCUMENT, VoiceKind.OBSERVATION})
_NOT_SAYING_SO = frozenset({Commitment.DENIED, Commitment.UNCONFIRMED, Commitment.QUESTION})
_NOT_YET = frozenset({Commitment.PLANNED, Commitment.POSSIBLE})
ROUNDED = 1000  # tolls from here on are taken as rounded
FEARED = "feared"  # scope of a question that asks how many are feared dead, or may be
_PREVIOUS = frozenset({"previously", "initially"})
_UP = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_DOWN = frozenset({Bound.AT_MOST, Bound.LESS_THAN})
KNOWN_TIME = 31.0  # days: an as-of interval wider than this tells nothing about order


@dataclass(frozen=True, slots=True)
class Answer:
    """One value given by one statement.

    ``held`` is the interval by which claims are told apart: about 10,000 and 11,000 do not exclude each other, but who
    says the one does not say the other. ``as_of`` in days since 1970 is when it was said, else when its report was
    published; None when unknown.
    ``knowers``: keys of the speaker and of the institution spoken for; empty for the outlet's own or unnamed voices.
    """

    statement: Statement
    quantity: Quantity | None
    interval: Interval
    as_of: Interval | None
    knowers: frozenset[str]
    before: bool = False  # the statement gives it as what the value was before ("rose from 28": 28)
    confirmed: bool = False  # the statement gives it as what is confirmed so far: less than all

    @property
    def held(self) -> Interval:
        """See above: "about" reaches half as far as in `interval`, and not to its very ends.

        An open bound reaches as far as its number is rounded: who says "at least 40" does not say 145, though 145 does
        not exclude it; "more than 3,000" and "3,000" are one claim whose bound drifted. Small tolls are exact: 140 dead
        and 143 are two claims.
        """
        quantity = self.quantity
        if quantity is None:
            return self.interval
        written, unit = quantity.written, unit_of(quantity.written)
        if quantity.bound in _UP:
            return Interval((written, 0), (written + unit, -1 if unit else 0))
        if quantity.bound in _DOWN:
            return Interval((written - unit, 1 if unit else 0), (written, 0))
        if quantity.bound is Bound.EXACT and quantity.item in TOLL_ITEMS and written < ROUNDED:
            return Interval((written, 0), (written, 0))
        if quantity.bound is not Bound.ABOUT or quantity.low is None or quantity.high is None:
            return self.interval
        near = (quantity.written - quantity.low) / 2, (quantity.high - quantity.written) / 2
        return Interval((quantity.written - near[0], 0), (quantity.written + near[1], -1 if near[1] else 0))

    @property
    def vague(self) -> bool:
        """Whether the number is vague: dozens, thousands."""
        return self.quantity is not None and self.quantity.bound is Bound.VAGUE

    @property
    def asserts(self) -> bool:
        """Whether the statement says that the value holds, however weakly. "Nobody was killed" says that zero does."""
        if self.quantity is not None and self.quantity.written == 0:
            return self.statement.commitment not in _NOT_SAYING_SO
        return says_so(self.statement)

    @property
    def order(self) -> tuple[float, float, str]:
        """Key of the order in time (methods.md §2.3): as-of end, as-of start, id; unknown last."""
        if self.as_of is None:
            return (float("inf"), float("inf"), self.statement.id)
        return (self.as_of.hi[0], self.as_of.lo[0], self.statement.id)


def says_so(statement: Statement) -> bool:
    """Whether a statement supports its content: not denied, negated, unconfirmed or asked."""
    return statement.polarity is Polarity.POSITIVE and statement.commitment not in _NOT_SAYING_SO


def denies(statement: Statement) -> bool:
    """Whether a statement says that its content does not hold. "Could not confirm" does neither."""
    negative = statement.polarity is Polarity.NEGATIVE
    return statement.commitment is Commitment.DENIED or (negative and statement.commitment not in _NOT_SAYING_SO)


def says_not(statement: Statement) -> bool:
    """Whether a statement's own words hold the "not" or the denial: "the cause is not known", "they deny any part".

    Of "Vale denied that boats sailed" the content is "boats sailed", whose words say no such thing.
    """
    outright = statement.commitment is Commitment.DENIED
    return denies(statement) and (not outright or bool(REJECTING & set(statement.frame.terms)))


def knowers(statement: Statement) -> frozenset[str]:
    """Keys of who is said to know: the speaker and the body spoken for."""
    speaker = statement.speaker
    found = {speaker.key} if speaker.kind in _KNOWERS else set()
    if speaker.institution:
        found.add(speaker.institution)
    return frozenset(found)


def asks_when(statement: Statement) -> bool:
    """Whether a statement gives in its own words the time of something that comes once, and says that it happened."""
    once = statement.frame.aspect is Aspect.FIRST or statement.frame.predicate in ONCE
    named = statement.happened is not None and statement.happened.words is not None
    return once and named and statement.commitment not in _NOT_YET


def as_of(statement: Statement, report: Report) -> Interval | None:
    """When the value stood, in days since 1970: the time of saying, else of publication; None when unknown.

    A publication inferred from a report of the same news tells no order among the two. A day named in what is said is
    of the happening, not of the saying.
    """
    published = None if report.published.basis is PublishedBasis.NEWS else report.published.when
    said = statement.said
    if said is not None and said.words is not None and any(said.words.overlap(span) for span in statement.content):
        said = None
    for moment in (said, published):
        if moment is None or moment.yearly is not None:
            continue
        interval = of_moment(moment)
        if interval is not None and interval.hi[0] - interval.lo[0] <= KNOWN_TIME:
            return interval
    return None


def asked(statement: Statement, quantity: Quantity) -> tuple[str, str]:
    """What a quantity answers: the item and the scope of its COUNT question.

    A toll that is feared, or may be reached, is another measure than one that is given: `FEARED`.
    """
    tolled = quantity.item in CUMULATIVE_ITEMS and quantity.kind is QuantityKind.STOCK
    return quantity.item, FEARED if tolled and (quantity.presumed or fears(statement)) else str(quantity.kind)


def fears(statement: Statement) -> bool:
    """Whether a statement gives what is feared or may come, not what is known."""
    return statement.commitment in _NOT_YET or bool(FEARING & set(statement.frame.terms))


def counts(statements: Sequence[Statement], reports: Mapping[str, Report], item: str, scope: str) -> tuple[Answer, ...]:
    """The answers of these statements to "how many ``item``" in a scope (`asked`), in order of statement and place."""
    return tuple(
        Answer(s, q, of_quantity(q), when, knowers(s), q.earlier, confirms(s, reports[s.report_id]))
        for s in statements
        for q in (*countable(s), *replaced(s))
        if asked(s, q) == (item, scope)
        for when in (_standing(s, q, reports[s.report_id]),)
    )


def confirms(statement: Statement, report: Report) -> bool:
    """Whether the words of a statement say that they tell of what is confirmed."""
    return any(CONFIRMING & set(span.of(report.text).lower().split()) for span in statement.content)


def replaced(statement: Statement) -> tuple[Quantity, ...]:
    """The values that a statement gives as earlier ones, where it gives a later one of the same kind beside them."""
    now = {asked(statement, q) for q in countable(statement)}
    return tuple(q for q in statement.quantities if q.earlier and q.item and asked(statement, q) in now)


def _standing(statement: Statement, quantity: Quantity, report: Report) -> Interval | None:
    """When a value stood: at the statement's time; before it where it is the earlier of two; None where it is told as
    what somebody said before, at no given time ("had previously put the toll at 90")."""
    now = as_of(statement, report)
    if now is None or (not quantity.earlier and _PREVIOUS & set(statement.sentence.of(report.text).lower().split())):
        return None
    return Interval((-math.inf, 0), now.lo) if quantity.earlier else now


def dates(statements: Sequence[Statement], reports: Mapping[str, Report]) -> tuple[Answer, ...]:
    """The answers of these statements to "when", those that name a time in their own words.

    Where one names no year all are laid on the line of one year, and those that do not fit on it are left out.
    """
    named = [s for s in statements if asks_when(s)]
    yearless = any(s.happened is not None and s.happened.yearly is not None for s in named)
    found = []
    for s in named:
        interval = of_happening(s.happened, yearless=yearless) if s.happened is not None else None
        if interval is not None:
            found.append(Answer(s, None, interval, as_of(s, reports[s.report_id]), knowers(s)))
    return tuple(found)
