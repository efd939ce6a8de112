"""What is truly so in a generated world: origins of each claim, parents, conflicts and supersessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations, pairwise

from bench.worlds.nouns import GoldStatement, WorldReport

ClaimKey = tuple[str, str]  # question id, value


@dataclass(slots=True, kw_only=True)
class TrueClaim:
    """One claim of a world. ``origins`` are the knowers who stated it; ``slipped`` those whose words became it.

    A claim that exists by a slip of the hand alone (``altered``) has no origins, only slipped ones. ``low`` and
    ``high`` are the widest bounds in which the number was given (None: unbounded, or no number).
    """

    question: str
    value: str
    attribute: str
    low: float | None
    high: float | None
    origins: set[str] = field(default_factory=set)
    slipped: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)

    @property
    def altered(self) -> bool:
        """Whether nobody ever stated this value."""
        return not self.origins


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    """One knower's value at one time: the root of all statements that carry it."""

    key: ClaimKey
    knower: str
    at: datetime
    low: float | None
    high: float | None
    cumulative: bool
    corrects: int | None


def rounding(n: float) -> float:
    """Half the unit to which a number is understood to be rounded (methods.md 2.4); 0 for numbers below 100."""
    if n < 100 or n != int(n):
        return 0.0
    digits = str(int(n))
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(10**zeros, 10 ** (len(digits) - 2)) / 2 if zeros else 0.0


def disjoint(a: tuple[float | None, float | None], b: tuple[float | None, float | None]) -> bool:
    """Whether two intervals exclude each other once exact round numbers are widened; None is unbounded."""

    def wide(pair: tuple[float | None, float | None]) -> tuple[float, float]:
        low, high = pair
        by = rounding(low) if low is not None and low == high else 0.0
        return (-1.0 if low is None else low - by), (float("inf") if high is None else high + by)

    (a_low, a_high), (b_low, b_high) = wide(a), wide(b)
    return a_high < b_low or b_high < a_low


class Truth:
    """Accumulates the truth over the reports added; ask any time, for what has been added so far."""

    def __init__(self, reports: Iterable[WorldReport] = ()) -> None:
        self.claims: dict[ClaimKey, TrueClaim] = {}
        self.parents: dict[str, str | None] = {}
        self.roots: dict[str, str] = {}
        self._facts: dict[str, dict[tuple[str, str, datetime], _Fact]] = {}
        for report in reports:
            self.add(report)

    def add(self, report: WorldReport) -> None:
        """Take in one report with its gold."""
        self.parents[report.url] = report.parent
        self.roots[report.url] = report.root
        for gold in report.statements:
            self._claim(report, gold)
            if not gold.altered:
                fact = _Fact(
                    key=(gold.question, gold.value), knower=gold.knower, at=gold.as_of, low=gold.low, high=gold.high,
                    cumulative=gold.cumulative, corrects=gold.corrects,
                )  # fmt: skip
                self._facts.setdefault(gold.question, {})[(gold.value, gold.knower, gold.as_of)] = fact

    def _claim(self, report: WorldReport, gold: GoldStatement) -> None:
        key = (gold.question, gold.value)
        claim = self.claims.get(key)
        if claim is None:
            claim = TrueClaim(
                question=gold.question, value=gold.value, attribute=gold.attribute, low=gold.low, high=gold.high
            )
            self.claims[key] = claim
        if gold.low is not None and claim.low is not None:
            claim.low = min(claim.low, gold.low)
        claim.high = None if gold.high is None or claim.high is None else max(claim.high, gold.high)
        (claim.slipped if gold.altered else claim.origins).add(gold.knower)
        claim.reports.add(report.url)
        claim.outlets.add(report.outlet)

    def origins(self, key: ClaimKey) -> frozenset[str]:
        """Who stated a claim. Whoever counts what came of an event ("1,400 troops were sent") says that it happened."""
        event, _, asked = key[0].rpartition(":")
        if asked != "occurred" or key[1] != "yes":
            return frozenset(self.claims[key].origins)
        own = self.claims[key]
        event_claims = [c for (question, _), c in self.claims.items() if question.rpartition(":")[0] == event]
        telling = [c for c in event_claims if c is own or (c.value != "no" and c.low is not None and c.low > 0)]
        return frozenset(knower for claim in telling for knower in claim.origins)

    def conflicts(self) -> frozenset[tuple[ClaimKey, ClaimKey]]:
        """Pairs of claims, smaller key first, that exclude each other, held by different knowers for the same time.

        Numbers: disjoint, neither a correction, and within twelve hours of each other or, where the count only grows,
        the later smaller. Days: two days. Occurrences: said and denied.
        """
        found: set[tuple[ClaimKey, ClaimKey]] = set()
        for facts in self._ordered():
            for a, b in combinations(facts, 2):
                if a.knower == b.knower or a.key == b.key:
                    continue
                if a.low is not None or b.low is not None:
                    near = abs((a.at - b.at).total_seconds()) <= 12 * 3600
                    shrinks = b.cumulative and a.low is not None and b.high is not None and b.high < a.low
                    if a.corrects or b.corrects or not disjoint((a.low, a.high), (b.low, b.high)):
                        continue
                    if not near and not shrinks:
                        continue
                found.add((min(a.key, b.key), max(a.key, b.key)))
        return frozenset(found)

    def supersessions(self) -> frozenset[tuple[ClaimKey, ClaimKey, str]]:
        """Triples (earlier claim, later claim, "update" or "correction") between values that exclude each other."""
        found: set[tuple[ClaimKey, ClaimKey, str]] = set()
        for facts in self._ordered():
            by_knower: dict[str, list[_Fact]] = {}
            for fact in facts:
                by_knower.setdefault(fact.knower, []).append(fact)
            for line in by_knower.values():
                for a, b in pairwise(line):
                    if a.low is None or not disjoint((a.low, a.high), (b.low, b.high)):
                        continue
                    if b.corrects is not None:
                        found.add((a.key, b.key, "correction"))
                    elif b.cumulative:
                        found.add((a.key, b.key, "update"))
        return frozenset(found)

    def updates(self) -> frozenset[tuple[ClaimKey, ClaimKey]]:
        """Pairs (earlier claim, later claim) of one knower, leaps over steps between them too, where the count grew."""
        found: set[tuple[ClaimKey, ClaimKey]] = set()
        for facts in self._ordered():
            for a, b in combinations(facts, 2):
                if a.knower == b.knower and b.cumulative and a.low is not None and b.low is not None and a.low < b.low:
                    found.add((a.key, b.key))
        return frozenset(found)

    def _ordered(self) -> Iterator[list[_Fact]]:
        for question in sorted(self._facts):
            yield sorted(self._facts[question].values(), key=lambda f: (f.at, f.key, f.knower))


def truth(reports: Iterable[WorldReport]) -> Truth:
    """The truth of these reports."""
    return Truth(reports)
