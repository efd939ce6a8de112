"""Proof that a ledger is what its archived bytes and judgements give: every report read again, everything rebuilt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rashomon.errors import RashomonError
from rashomon.intake import Line, reader_of
from rashomon.ledger import Ledger
from rashomon.read import extract
from rashomon.records import Original, Progress, Report, Taken


@dataclass(frozen=True, slots=True)
class Difference:
    """What `verify` found wrong: the identifier it concerns and one line of words."""

    subject: str
    words: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What differs, none where all agree; and the digests of the ledger as it grew and as rebuilt from nothing."""

    differences: tuple[Difference, ...]
    grown: str
    rebuilt: str


def verify(ledger: Ledger, notify: Callable[[Progress], None] | None = None) -> tuple[Difference, ...]:
    """The differences of `proof`."""
    return proof(ledger, notify).differences


def proof(ledger: Ledger, notify: Callable[[Progress], None] | None = None) -> Proof:
    """Read every report again from its archived bytes, compare every cell, and rebuild the ledger from nothing.

    The rebuilt ledger takes all judgements first and the reports by identifier, whatever the order was in which this
    one grew. Nothing is changed.
    """
    found: list[Difference] = []
    with Ledger.open(None) as fresh:
        line = Line(fresh, reader_of(ledger), ledger.aliases)
        for held in ledger.judgements():
            line.judge(held)
        for done, report in enumerate(ledger.reports(), start=1):
            wrong = _again(ledger, line, report)
            found += [] if wrong is None else [Difference(report.id, wrong)]
            if notify is not None:
                notify(Progress(report.id, "differs" if wrong else "agrees", done))
        found += [Difference(i, "this archived record was changed; restore it from a copy") for i in ledger.altered()]
        grown, rebuilt = ledger.digest(), fresh.digest()
        if not found and grown != rebuilt:
            found += _derived_differences(ledger, fresh)
    return Proof(tuple(found), grown, rebuilt)


def _again(ledger: Ledger, line: Line, report: Report) -> str | None:
    """Record one report anew on ``line`` from its archived bytes; the difference in words, or None."""
    try:
        original: Original = ledger.original(report.original_id)
        payload = ledger.payload(report.original_id)
        first = min(ledger.captures(report.id), key=lambda c: (c.seen, c.locator))
        told = {"locator": first.locator, "media_type": original.media_type}
        again = extract(payload, **told, seen=report.seen, families=ledger.outlets)
    except RashomonError as trouble:
        return str(trouble)
    if again != report:
        names = [f for f in report.__slots__ if getattr(again, f) != getattr(report, f)]
        return f"the archived bytes give another {', '.join(names)} than the ledger shows"
    taken = Taken(original=original, payload=payload, report=again, locator=first.locator)
    understanding = line.record(taken)
    if understanding != ledger.understanding(report.id):
        return "the archived text gives other statements than the ledger shows"
    return None


def _derived_differences(ledger: Ledger, fresh: Ledger) -> list[Difference]:
    kept = {q.id: ledger.claims_of(q.id) for q in ledger.questions()}
    anew = {q.id: fresh.claims_of(q.id) for q in fresh.questions()}
    found = [
        Difference(i, "this question is not what the reports give when the ledger is rebuilt")
        for i in sorted(kept.keys() | anew.keys())
        if kept.get(i) != anew.get(i)
    ]
    whole = Difference("ledger", "its derived rows are not what the reports give when it is rebuilt")
    return found or [whole]
