"""What ``bench updates`` compares: the figures of a story's gold, and those that the ledger's COUNT claims give."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from difflib import SequenceMatcher
from pathlib import Path

from rashomon.compare.claims.answers import as_of
from rashomon.intake import effective
from rashomon.ledger import Ledger
from rashomon.records import Attribute, Bound, Claim, Quantity, Statement, VoiceKind

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MEASURES: Mapping[str, frozenset[str]] = {
    "dead": frozenset({"dead", "body", "casualty", "victim"}),
    "feared dead": frozenset({"dead", "casualty", "victim"}),
    "dead estimate": frozenset({"dead", "casualty", "victim"}),
    "dead excl. derna": frozenset({"dead"}),
    "injured": frozenset({"injured", "hospitalised", "casualty", "victim"}),
    "missing": frozenset({"missing"}),
    "detained": frozenset({"detained"}),
    "arrested": frozenset({"detained"}),
    "buried": frozenset({"buried", "body", "dead"}),
}
"""Items by which the product may count what the gold calls a measure (gold-format of the stories)."""
_BOUNDS = {"=": Bound.EXACT, "~": Bound.ABOUT, ">": Bound.MORE_THAN, ">=": Bound.AT_LEAST, "<=": Bound.AT_MOST}
_EXCLUDED = re.compile(r"excl", re.IGNORECASE)
_NOBODY = frozenset({"unsourced", ""})
_PLAIN = frozenset(
    "via citing the of and other another total by al el abdel region regional official officials".split()
)
_NEAR = 0.72  # likeness of two spellings of one name ("Mosmari", "Mismari")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the gold; ``first`` and ``last`` the days it may be said on."""

    measure: str
    scope: str
    op: str
    low: float
    high: float | None
    source: str
    first: date | None
    last: date | None
    documents: frozenset[str]

    @property
    def value(self) -> str:
        """The figure as a person reads it."""
        return (
            f"{self.low:g}-{self.high:g}" if self.op == "range" and self.high is not None else f"{self.op}{self.low:g}"
        )

    @property
    def ends(self) -> tuple[float, float]:
        """Least and most that the words allow, a bound being a bound."""
        if self.op in (">", ">="):
            return self.low + (self.op == ">"), float("inf")
        if self.op == "~":
            return self.low * 0.9, self.low * 1.1
        return self.low, self.high if self.high is not None else self.low


@dataclass(frozen=True, slots=True)
class Told:
    """One number that a statement gives to a COUNT question, with the document's number in the set."""

    statement: Statement
    quantity: Quantity
    claim: str
    document: str
    day: tuple[float, float] | None  # as-of, days since 1970


def gold_rows(folder: Path) -> list[Row]:
    """The series of a story."""
    path = folder / f"{folder.name}_series.jsonl"
    return [_row(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _row(raw: dict[str, object]) -> Row:
    said = str(raw["said"] or "")[:10]
    first = last = None
    if re.fullmatch(r"\d{4}-\d\d", said):
        first = date.fromisoformat(f"{said}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    elif said:
        first = last = date.fromisoformat(said)
    high = raw["high"]
    return Row(
        measure=str(raw["measure"]).lower(),
        scope=str(raw["scope"] or ""),
        op=str(raw["op"]),
        low=float(str(raw["low"])),
        high=None if high is None else float(str(high)),
        source=str(raw["source"] or ""),
        first=first,
        last=last,
        documents=frozenset(str(d) for d in raw["docs"]),  # type: ignore[attr-defined]
    )


def told_in(ledger: Ledger) -> list[Told]:
    """All numbers that support a claim of a COUNT question."""
    names = {r.id: _document(min(c.locator for c in ledger.captures(r.id))) for r in ledger.reports()}
    found = []
    for question in ledger.questions():
        if question.attribute is not Attribute.COUNT:
            continue
        for claim in ledger.claims_of(question.id):
            for statement in ledger.statements(claim.supports).values():
                when = as_of(statement, effective(ledger, statement.report_id))
                day = None if when is None else (when.lo[0], when.hi[0])
                found += [
                    Told(statement, q, claim.id, names[statement.report_id], day)
                    for q in statement.quantities
                    if q.item == question.item and within(q, claim)
                ]
    return found


def within(quantity: Quantity, claim: Claim) -> bool:
    """Whether a claim's core has a point in common with a number of one of its statements."""
    low, high = claim.value.low, claim.value.high
    above = quantity.high is None or low is None or quantity.high >= low
    below = quantity.low is None or high is None or quantity.low <= high
    return above and below


def _document(locator: str) -> str:
    path = Path(locator.partition("#")[0])
    return f"{path.parent.parent.name}-{path.stem}"


def says(told: Told, row: Row) -> bool:
    """Whether a number is the gold's: measure, value, bound, party, and time within a day."""
    return is_figure(told, row) and party(told.statement, row.source) and in_time(told, row)


def is_figure(told: Told, row: Row) -> bool:
    """Whether measure, value and bound are the gold's."""
    quantity = told.quantity
    if quantity.item not in MEASURES.get(row.measure, ()):
        return False
    if row.op == "range":
        return quantity.bound is Bound.RANGE and (quantity.low, quantity.high) == (row.low, row.high)
    return quantity.written == row.low and quantity.bound is _BOUNDS[row.op]


def in_time(told: Told, row: Row) -> bool:
    """Whether the as-of time reaches within a day of the gold's: pages follow what was said by hours."""
    if row.first is None or row.last is None:
        return True
    if told.day is None:
        return False
    first, last = (
        (datetime(d.year, d.month, d.day, tzinfo=UTC) - _EPOCH) / timedelta(days=1) for d in (row.first, row.last)
    )
    return told.day[0] < last + 2 and first - 1 < told.day[1]


def party(statement: Statement, source: str) -> bool:
    """Whether a voice of the chain is of the gold's party, by a name in common, its spelling, or its initials."""
    if source.lower() in _NOBODY:
        return statement.speaker.kind in (VoiceKind.OUTLET, VoiceKind.UNNAMED)
    wanted = _words(source)
    for voice in statement.chain:
        names = " ".join((voice.name, voice.key, voice.institution or ""))
        shown = _words(names) | _initials(voice.name) | _initials(voice.institution or "")
        if any(a == b or (min(len(a), len(b)) > 4 and _alike(a, b)) for a in wanted for b in shown):
            return True
    return False


def _words(name: str) -> frozenset[str]:
    words = [w for w in re.findall(r"[^\W\d_]+", name) if len(w) > 2 or w.isupper()]
    return frozenset(w.lower() for w in words if w.lower() not in _PLAIN)


def _initials(name: str) -> frozenset[str]:
    words = [w for w in re.findall(r"[^\W\d_]+", name) if w[0].isupper()]
    initials = "".join(w[0] for w in words).lower()
    return frozenset({initials}) if len(initials) > 1 else frozenset()


def _alike(a: str, b: str) -> bool:
    return SequenceMatcher(None, a, b).ratio() >= _NEAR


def conflicts_shown(ledger: Ledger, told: Sequence[Told], rows: Sequence[Row]) -> tuple[int, list[str]]:
    """How many conflicts of number are shown on the gold's measures, and those that are none by the gold, in words."""
    counted = frozenset().union(*MEASURES.values())
    shown, wrong = 0, []
    for question in ledger.questions():
        if question.attribute is not Attribute.COUNT or question.item not in counted:
            continue
        for conflict in ledger.conflicts_of(question.id):
            if not conflict.kind.disputes:
                continue
            shown += 1
            if not any(_rivals(a, b) for a, b in _rows_of(conflict.statements, conflict.claims, told, rows)):
                wrong.append(f"{question.item}: {conflict.reasons[0].words}")
    return shown, wrong


def _rows_of(
    statements: tuple[tuple[str, ...], tuple[str, ...]],
    claims: tuple[str, str],
    told: Sequence[Told],
    rows: Sequence[Row],
) -> Iterator[tuple[Row, Row]]:
    """Pairs of gold rows that two sides give, by value and bound."""
    sides = []
    for ids, claim in zip(statements, claims, strict=True):
        mine = [t for t in told if t.statement.id in ids and t.claim == claim]
        sides.append([r for r in rows if any(is_figure(t, r) for t in mine)])
    yield from ((a, b) for a in sides[0] for b in sides[1])


def _rivals(a: Row, b: Row) -> bool:
    """Whether two rows of one measure and scope exclude each other, and neither is an update of the other."""
    if not one_whole(a, b) or (a.ends[0] <= b.ends[1] and b.ends[0] <= a.ends[1]):
        return False
    if a.first is None or b.first is None:
        return True  # nothing says that one came after the other
    early, late = sorted((a, b), key=lambda r: r.first or date.min)
    return late.first == early.first or late.low < early.low or a.source == b.source


def one_whole(a: Row, b: Row) -> bool:
    """Whether two rows are of one measure, and not of two wholes: one of them leaves a place out, or may be of all."""
    same = a.measure == b.measure or {a.measure, b.measure} <= {"detained", "arrested"}
    return same and bool(_EXCLUDED.search(a.measure)) == bool(_EXCLUDED.search(b.measure))


def supersessions_shown(ledger: Ledger, told: Sequence[Told], rows: Sequence[Row]) -> Counter[str]:
    """Counts of the supersessions shown on the gold's measures: all, between gold rows, in order, of one scope."""
    counted = frozenset().union(*MEASURES.values())
    found: Counter[str] = Counter(superseded=0, replaced=0, one_scope=0, ordered=0, in_order=0)
    for question in ledger.questions():
        if question.attribute is not Attribute.COUNT or question.item not in counted:
            continue
        supports = {c.id: c.supports for c in ledger.claims_of(question.id)}
        for one in ledger.supersessions_of(question.id):
            found["superseded"] += 1
            sides = (supports[one.earlier], supports[one.later])
            pairs = list(_rows_of(sides, (one.earlier, one.later), told, rows))
            found["replaced"] += bool(pairs)
            found["one_scope"] += any(one_whole(a, b) for a, b in pairs)
            dated = [(a, b) for a, b in pairs if a.first and b.first and a.first != b.first]
            found["ordered"] += bool(dated)
            found["in_order"] += any(a.first < b.first for a, b in dated)  # type: ignore[operator]
    return found
