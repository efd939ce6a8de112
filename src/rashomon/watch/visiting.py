"""One visit of one source: what it lists is fetched, archived, read, compared; what changed goes into the outbox.

A page's bytes, its report, its statements and the alerts it causes are one transaction: whatever kills the process,
either all of them are held or none. The visit is written down when it is over; one that was cut short is made again,
and finds what is held.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from rashomon.errors import LedgerError
from rashomon.intake import Line
from rashomon.ledger import Ledger
from rashomon.read import Listed, held_in
from rashomon.records import (
    Alert,
    AlertKind,
    Event,
    Fetched,
    Logged,
    NotRead,
    Outcome,
    Refusal,
    Refused,
    Taken,
    Validators,
    Visit,
    Waiting,
    digest,
)
from rashomon.watch.alarms import standing, words
from rashomon.watch.changes import Change, changes, matches
from rashomon.watch.outbox import post
from rashomon.watch.plan import Plan, Source
from rashomon.watch.schedule import rechecks

TRIES = 5  # of a page that could not be had for a reason that passes
_PASSING = frozenset((Refusal.WAIT, Refusal.NAME, Refusal.CONNECTION, Refusal.TIME, Refusal.PROTOCOL))
_PASSING_STATUS = frozenset((408, 425, 429))


class Getter(Protocol):
    """What is asked of the fetcher."""

    def get(self, address: str, validators: Validators | None = None) -> Fetched | Refused:
        """`read.fetch.Fetcher.get`."""


@dataclass(slots=True)
class _Made:
    """What came of a visit so far; ``quiet`` tells nothing: what stood there when the watch began is no news."""

    quiet: bool
    new: int = 0
    held: int = 0
    listed: int = 0
    pages: list[str] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    trouble: list[NotRead] = field(default_factory=list)


class Visitor:
    """Visits sources for one plan. ``before`` is a second, reading connection to the same ledger: while a report is
    recorded it still shows the ledger without it, which is what changes are told against.
    """

    def __init__(self, ledger: Ledger, before: Ledger, line: Line, plan: Plan, fetcher: Getter) -> None:
        self._ledger, self._before, self._line = ledger, before, line
        self._plan, self._fetcher = plan, fetcher

    def visit(self, source: Source, now: datetime) -> tuple[Visit, tuple[Logged, ...]]:
        """Visit a source; what came of it, with the lines of trouble that were logged."""
        earlier = self._ledger.visits(self._plan.name, source.address)
        whole = next((v for v in earlier if v.outcome is not Outcome.FAILED), None)
        made, overdue = _Made(quiet=whole is None), earlier[0].waiting if earlier else ()
        got = self._fetcher.get(source.address, _asking(whole))
        outcome, validators = Outcome.READ, _validators(whole)
        why = _why(got, source.address)
        if why is not None:
            self._ledger.keep_fetch(got)
            made.trouble.append(why)
            made.waiting += overdue
            outcome = Outcome.FAILED
        elif isinstance(got, Fetched) and got.unchanged:
            self._ledger.keep_fetch(got)
            outcome = Outcome.UNCHANGED
        elif isinstance(got, Fetched):
            validators = got.validators
            self._listed(source, got, made, {w.address for w in overdue}, {p for v in earlier for p in v.pages})
        if outcome is not Outcome.FAILED:
            self._overdue(overdue, made)
            self._again(source, earlier, now, made)
        visit = Visit(
            watch=self._plan.name,
            source=source.address,
            at=now,
            outcome=outcome,
            listed=made.listed,
            new=made.new,
            held=made.held,
            failed=len(made.trouble),
            pages=tuple(made.pages),
            waiting=tuple(made.waiting),
            etag=validators.etag,
            modified=validators.modified,
            retry_after=got.retry_after,
        )
        return self._written(source, visit, earlier, made)

    def _listed(self, source: Source, got: Fetched, made: _Made, overdue: set[str], known: set[str]) -> None:
        """Take what an answer holds: its own report, entries with their text, and the pages it lists that no earlier
        visit went to.
        """
        self._ledger.keep_fetch(got)
        asked = set(overdue)
        for item in held_in(got, self._ledger.outlets):
            if isinstance(item, NotRead):
                made.trouble.append(item)
                continue
            made.listed += 1
            address = item.address
            if address is None or address == source.address:
                self._take(item.taken, None, made)
            elif address not in asked:
                asked.add(address)
                if address in known or self._held(address):
                    made.held += 1
                elif len(made.pages) >= self._plan.most:
                    made.waiting.append(Waiting(address=address, tries=0))
                else:
                    self._page(Waiting(address=address, tries=0), item, made)

    def _held(self, address: str) -> bool:
        return bool(self._ledger.versions([address], fetched=True))

    def _overdue(self, waiting: Iterable[Waiting], made: _Made) -> None:
        """Pages that earlier visits listed and could not have."""
        for each in waiting:
            if self._held(each.address):
                continue
            if len(made.pages) < self._plan.most:
                self._page(each, None, made)
            else:
                made.waiting.append(each)

    def _page(self, waiting: Waiting, listed: Listed | None, made: _Made) -> None:
        """Fetch a page for the first time; where it cannot be had, its entry's own text is taken."""
        made.pages.append(waiting.address)
        got = self._fetcher.get(waiting.address)
        why = _why(got, waiting.address)
        if why is None and isinstance(got, Fetched):
            self._takes(got, made)
            return
        self._ledger.keep_fetch(got)
        if listed is not None and listed.taken is not None:
            self._take(listed.taken, None, made)
        elif _passes(got) and waiting.tries + 1 < TRIES:
            made.waiting.append(replace(waiting, tries=waiting.tries + 1))
        if why is not None:
            made.trouble.append(why)

    def _again(self, source: Source, earlier: Iterable[Visit], now: datetime, made: _Made) -> None:
        """Ask pages of the last days again whether they changed."""
        for visit in reversed([v for v in earlier if v.pages]):
            for address in visit.pages:
                last = self._ledger.last_asked(address)
                if last is None or not rechecks(self._plan, visit.at, last, now):
                    continue
                got = self._fetcher.get(address, self._ledger.validators_of(address))
                why = _why(got, address)
                if why is None and isinstance(got, Fetched) and not got.unchanged:
                    self._takes(got, made)
                    continue
                self._ledger.keep_fetch(got)
                if why is not None:
                    made.trouble.append(why)

    def _takes(self, got: Fetched, made: _Made) -> None:
        """Take every report of a page's answer, the fetch with the first."""
        first: Fetched | None = got
        for item in held_in(got, self._ledger.outlets):
            if isinstance(item, NotRead):
                made.trouble.append(item)
            elif item.taken is not None:
                self._take(item.taken, first, made)
                first = None
        if first is not None:
            self._ledger.keep_fetch(first)

    def _take(self, taken: Taken | None, got: Fetched | None, made: _Made) -> None:
        """Record one report with its bytes and what it changed: all of it or nothing."""
        if taken is None:
            return
        try:
            with self._before.reading():
                self._before.has_report(taken.report.id)  # the moment that is read begins with the first question
                with self._ledger.writing():
                    if got is not None:
                        self._ledger.keep_fetch(got)
                    if self._line.record(taken) is None:
                        made.held += 1
                        return
                    for change in () if made.quiet else changes(self._before, self._ledger, taken.report.id):
                        self._tell(change, taken)
            made.new += 1
        except LedgerError:
            raise
        except Exception as fault:  # as in intake: a fault of ours in one report must not end the watch
            what = " ".join(f"a fault of the program ({type(fault).__name__}: {fault})".split())[:200]
            advice = "it was left out whole; please report the fault"
            made.trouble.append(NotRead(locator=taken.locator, why=what, advice=advice))

    def _tell(self, change: Change, taken: Taken) -> None:
        """Put a change into the outbox, once, under the first saved question it answers."""
        for asked in self._plan.questions:
            if change.kind not in asked.tell or not matches(asked.about, change.said):
                continue
            alert = Alert(
                key=digest("alert", self._plan.name, change.kind.value, taken.report.id, change.subject),
                watch=self._plan.name,
                kind=change.kind,
                at=taken.report.seen,
                about=asked.about,
                words=change.words,
                question=change.question,
                claims=change.claims,
                statements=change.statements,
                reports=change.reports,
            )
            post(self._ledger, self._plan, alert)
            return

    def _written(
        self, source: Source, visit: Visit, earlier: tuple[Visit, ...], made: _Made
    ) -> tuple[Visit, tuple[Logged, ...]]:
        """Write the visit down with its alarms and its lines in the log."""
        visit = replace(visit, alarms=standing(source, visit, earlier))
        before = earlier[0].alarms if earlier else ()
        raised = [(k, words(k, source, visit, earlier)) for k in visit.alarms if k not in before]
        over = [k for k in before if k not in visit.alarms]
        if over and not visit.alarms:
            ended = ", ".join(k.value for k in over)
            raised.append((AlertKind.RECOVERED, f"{source.address} is well again (it was: {ended})"))
        trouble = tuple(Logged.of(item, visit.at) for item in made.trouble)
        counts = f"{visit.outcome.value}: {visit.listed:,} listed, {visit.new:,} new, {visit.held:,} held, "
        lines = [Logged(at=visit.at, source=source.address, event=Event.RUN, words=f"{counts}{visit.failed:,} failed")]
        alarms = [
            Logged(at=visit.at, source=source.address, event=Event.ALARM, words=said, advice="rashomon log says more")
            for _, said in raised
        ]
        with self._ledger.writing():
            self._ledger.visited(visit)
            self._ledger.log([*lines, *trouble, *alarms])
            for kind, said in raised:
                key = digest("alarm", visit.watch, source.address, kind.value, visit.at.isoformat())
                alert = Alert(key=key, watch=visit.watch, kind=kind, at=visit.at, about=source.address, words=said)
                post(self._ledger, self._plan, alert)
        return visit, trouble


def _asking(whole: Visit | None) -> Validators | None:
    """What to ask "has it changed?" with: only after a visit that was whole, or what it missed would be lost."""
    return None if whole is None or not (whole.etag or whole.modified) else _validators(whole)


def _validators(whole: Visit | None) -> Validators:
    return Validators() if whole is None else Validators(etag=whole.etag, modified=whole.modified)


def _why(got: Fetched | Refused, address: str) -> NotRead | None:
    if isinstance(got, Refused):
        return NotRead(locator=address, why=got.why, advice=got.advice)
    return None if got.trouble is None else NotRead(locator=address, why=got.trouble[0], advice=got.trouble[1])


def _passes(got: Fetched | Refused) -> bool:
    """Whether the trouble may be over by itself."""
    if isinstance(got, Refused):
        return got.kind in _PASSING
    return got.status in _PASSING_STATUS or got.status >= 500
