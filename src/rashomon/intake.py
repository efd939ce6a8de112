"""The line through the rooms, and the only module that sees them all: read, understand, compare, keep.

One report is recorded whole or not at all. Reading and understanding happen outside the write lock; only comparing
with what is held and writing happen inside it, so that two processes can read at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from rashomon.compare.clusters import components
from rashomon.compare.keys import keys, published_days
from rashomon.compare.lineage import compare_reports, own_links
from rashomon.compare.pairs import Dated, score
from rashomon.compare.passages import fingerprints
from rashomon.compare.settle import settle
from rashomon.errors import RashomonError
from rashomon.ledger import Ledger
from rashomon.read import extract, read
from rashomon.records import Capture, Link, NotRead, Original, Report, Settled, Statement, Taken, Understanding
from rashomon.understand import understand

PASSAGES, FRAMES = "passage", "frame"  # spaces of candidate keys in the ledger
SHARED_PASSAGES = 2  # fingerprints two reports must share to be aligned (methods.md §6.1 step 4)


@dataclass(frozen=True, slots=True)
class Progress:
    """Told after each item: its locator, what became of it ("new", "held", "not read"), and how many so far."""

    locator: str
    outcome: str
    done: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a run of reading: ids of new reports, number already held, and the trouble, in order."""

    new: tuple[str, ...]
    held: int
    not_read: tuple[NotRead, ...]
    not_understood: int


def read_into(
    ledger: Ledger,
    paths: Iterable[str | Path],
    *,
    seen: datetime,
    notify: Callable[[Progress], None] | None = None,
) -> Summary:
    """Read files and folders into the ledger; ``seen`` is the time of capture.

    Trouble with one item is collected in the summary and the rest goes on. Raises LedgerError when the ledger itself
    fails; what was recorded before stays whole.
    """
    new: list[str] = []
    trouble: list[NotRead] = []
    held = not_understood = 0
    for done, item in enumerate(read(paths, seen=seen), start=1):
        if isinstance(item, NotRead):
            trouble.append(item)
            outcome, locator = "not read", item.locator
        else:
            understanding = record(ledger, item)
            locator = item.locator
            outcome = "held" if understanding is None else "new"
            if understanding is None:
                held += 1
            else:
                new.append(item.report.id)
                not_understood += not understanding.understood
        if notify is not None:
            notify(Progress(locator, outcome, done))
    return Summary(tuple(new), held, tuple(trouble), not_understood)


def record(ledger: Ledger, taken: Taken) -> Understanding | None:
    """Record one report with all that follows from it, in one transaction; None when it was already held."""
    report = taken.report
    capture = Capture(original_id=taken.original.id, report_id=report.id, locator=taken.locator, seen=report.seen)
    understanding = None if ledger.has_report(report.id) else understand(report)
    with ledger.writing():
        if understanding is None or ledger.has_report(report.id):
            ledger.log_capture(capture)
            return None
        ledger.keep(taken.original, taken.payload)
        ledger.add_report(report, understanding)
        ledger.log_capture(capture)
        connect(ledger, report.id)
    return understanding


def connect(ledger: Ledger, report_id: str) -> None:
    """Compare one recorded report with all that is held and rebuild the blocks it touches."""
    report = effective(ledger, report_id)
    statements = ledger.statements_of(report_id)
    touched = {s.id for s in statements} | _link(ledger, report, statements)
    for statement in statements:
        touched |= _pair(ledger, statement, report)
    _rebuild(ledger, touched)


def effective(ledger: Ledger, report_id: str) -> Report:
    """A report with its publication interval as understood, or as inferred from other reports."""
    return replace(ledger.report(report_id), published=ledger.published(report_id))


def _link(ledger: Ledger, report: Report, statements: Sequence[Statement]) -> set[str]:
    """Record what the report depends on; returns the statements of other reports whose links changed."""
    by_parent: dict[str, list[Link]] = {}
    for link in own_links(report, statements):
        by_parent.setdefault(link.parent, []).append(link)
    for parent, links in sorted(by_parent.items()):
        ledger.put_links(report.id, parent, links)
    changed = ledger.post(PASSAGES, report.id, fingerprints(report))
    met = ledger.shared(PASSAGES, changed)
    touched: set[str] = set()
    for a, b in sorted(changed):
        close = met.get((a, b), 0) >= SHARED_PASSAGES
        found = compare_reports(effective(ledger, a), effective(ledger, b)) if close else ()
        if report.id not in {a, b} and set(found) == _between(ledger, a, b):
            continue
        ledger.put_links(a, b, found)
        if report.id not in {a, b}:
            touched |= {s.id for r in (a, b) for s in ledger.statements_of(r)}
    return touched


def _between(ledger: Ledger, a: str, b: str) -> set[Link]:
    return {link for link in ledger.links_of(a) if {link.child, link.parent} == {a, b}}


def _pair(ledger: Ledger, statement: Statement, report: Report) -> set[str]:
    """Score a statement against its candidates; returns the statements whose pairs changed."""
    changed = ledger.post(FRAMES, statement.id, keys(statement, report))
    met = ledger.shared(FRAMES, changed)
    known = ledger.statements({i for pair in changed for i in pair})
    touched: set[str] = set()
    for a, b in sorted(changed):
        found = score(_dated(ledger, known[a]), _dated(ledger, known[b])) if met.get((a, b)) else None
        if found is not None:
            ledger.put_pair(found)
            touched |= {a, b}
        elif ledger.drop_pair(a, b):
            touched |= {a, b}
    return touched


def _dated(ledger: Ledger, statement: Statement) -> Dated:
    return Dated(statement, published_days(effective(ledger, statement.report_id)))


def _rebuild(ledger: Ledger, touched: set[str]) -> None:
    """Settle anew every block that holds a touched statement, and those its component fell into or came from."""
    reached = set(touched)
    old = set(ledger.blocks_of(touched).values())
    reached |= ledger.members(old)
    frontier = reached
    while frontier:
        frontier = set(ledger.neighbours(frontier)) - reached
        reached |= frontier
    before = ledger.blocks_of(reached)
    parts = components(reached, ledger.pairs_among(reached))
    standing = {b: ledger.members({b}) for b in set(before.values())}
    changed = [p for p in parts if touched & set(p) or standing.get(p[0]) != frozenset(p)]
    stale = {before[s] for p in changed for s in p if s in before}
    ledger.replace_blocks(sorted(stale), [_settled(ledger, p) for p in changed])


def _settled(ledger: Ledger, part: tuple[str, ...]) -> Settled:
    statements = ledger.statements(part)
    reports = {r: effective(ledger, r) for r in {s.report_id for s in statements.values()}}
    return settle(tuple(statements.values()), ledger.links_among(sorted(reports)), reports)


@dataclass(frozen=True, slots=True)
class Difference:
    """What `verify` found wrong: the identifier it concerns and one line of words."""

    subject: str
    words: str


def verify(ledger: Ledger, notify: Callable[[Progress], None] | None = None) -> tuple[Difference, ...]:
    """Read every report again from its archived bytes, compare every cell, and rebuild the ledger from nothing.

    Empty when all agree. Nothing is changed.
    """
    found: list[Difference] = []
    with Ledger.open(None) as fresh:
        for done, report in enumerate(ledger.reports(), start=1):
            wrong = _again(ledger, fresh, report)
            found += [] if wrong is None else [Difference(report.id, wrong)]
            if notify is not None:
                notify(Progress(report.id, "differs" if wrong else "agrees", done))
        if not found:
            found += _derived_differences(ledger, fresh)
    return tuple(found)


def _again(ledger: Ledger, fresh: Ledger, report: Report) -> str | None:
    """Record one report anew in ``fresh`` from its archived bytes; the difference in words, or None."""
    try:
        original: Original = ledger.original(report.original_id)
        payload = ledger.payload(report.original_id)
        first = min(ledger.captures(report.id), key=lambda c: (c.seen, c.locator))
        again = extract(payload, locator=first.locator, media_type=original.media_type, seen=report.seen)
    except RashomonError as trouble:
        return str(trouble)
    if again != report:
        names = [f for f in report.__slots__ if getattr(again, f) != getattr(report, f)]
        return f"the archived bytes give another {', '.join(names)} than the ledger shows"
    understanding = record(fresh, Taken(original=original, payload=payload, report=again, locator=first.locator))
    if understanding != ledger.understanding(report.id):
        return "the archived text gives other statements than the ledger shows"
    return None


def _derived_differences(ledger: Ledger, fresh: Ledger) -> list[Difference]:
    if ledger.digest() == fresh.digest():
        return []
    kept = {q.id: ledger.claims_of(q.id) for q in ledger.questions()}
    anew = {q.id: fresh.claims_of(q.id) for q in fresh.questions()}
    found = [
        Difference(i, "this question is not what the reports give when the ledger is rebuilt")
        for i in sorted(kept.keys() | anew.keys())
        if kept.get(i) != anew.get(i)
    ]
    whole = Difference("ledger", "its derived rows are not what the reports give when it is rebuilt")
    return found or [whole]
