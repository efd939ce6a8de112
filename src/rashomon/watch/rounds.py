"""The rounds of a watch: visit what is due, deliver what is to be told, wait. Stopped anywhere, it goes on there."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rashomon.intake import Line
from rashomon.ledger import Ledger
from rashomon.read.fetch import Fetcher
from rashomon.read.limits import Limits
from rashomon.records import Logged, Visit
from rashomon.understand import Reader
from rashomon.watch import outbox
from rashomon.watch.channels import Means
from rashomon.watch.plan import Plan, Source
from rashomon.watch.schedule import due
from rashomon.watch.visiting import Visitor

LONGEST_SLEEP = timedelta(minutes=5)  # after a machine slept, its clock has jumped: look at it now and then


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time, and waiting for it. Tests give their own."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What came of one round: the visits made, alerts delivered and still to be told, and the trouble."""

    watch: str
    visits: tuple[Visit, ...]
    delivered: int
    waiting: int
    trouble: tuple[Logged, ...]
    next: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One source, when it is due (None: at once, it never was visited), and its last visit."""

    address: str
    due: datetime | None
    last: Visit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dry:
    """What a watch is about to do."""

    watch: str
    sources: tuple[Planned, ...]


def planned(ledger: Ledger, plan: Plan) -> Dry:
    """Every source with when it is due, in the order of the plan; nothing is fetched."""
    found = []
    for source in plan.sources:
        visits = ledger.visits(plan.name, source.address)
        last = visits[0] if visits else None
        found.append(Planned(address=source.address, due=due(plan, source, visits), last=last))
    return Dry(watch=plan.name, sources=tuple(found))


class Watcher:
    """One watch over one ledger."""

    def __init__(
        self, ledger: Ledger, before: Ledger, line: Line, plan: Plan, fetcher: Fetcher, environ: Mapping[str, str]
    ) -> None:
        self._ledger, self._plan = ledger, plan
        self._visitor = Visitor(ledger, before, line, plan, fetcher)
        hidden = frozenset(name for c in plan.channels for name in c.secrets)
        self._means = Means(environ=environ, post=fetcher.post, hidden=hidden)

    def round(self, clock: Clock) -> Round:
        """Visit every source that is due, oldest first, and deliver what is to be told after each."""
        visits: list[Visit] = []
        arrived, trouble = outbox.send(self._ledger, self._plan, self._means, clock.now())
        lines = list(trouble)
        for source in self._due(clock.now()):
            visit, wrong = self._visitor.visit(source, clock.now())
            visits.append(visit)
            more, undelivered = outbox.send(self._ledger, self._plan, self._means, clock.now())
            arrived += more
            lines += [*wrong, *undelivered]
        letters = self._ledger.letters(self._plan.name)
        dues = [p.due for p in planned(self._ledger, self._plan).sources if p.due is not None]
        dues += [letter.due for letter in letters]
        return Round(
            watch=self._plan.name,
            visits=tuple(visits),
            delivered=arrived,
            waiting=len(letters),
            trouble=tuple(lines),
            next=min(dues, default=None),
        )

    def _due(self, now: datetime) -> list[Source]:
        """Sources that are due, those waiting longest first."""
        sources = {s.address: s for s in self._plan.sources}
        found = [p for p in planned(self._ledger, self._plan).sources if p.due is None or p.due <= now]
        return [sources[p.address] for p in sorted(found, key=lambda p: (p.due is not None, p.due or now))]

    def run(self, clock: Clock, told: Callable[[Round], None], until: Callable[[], bool] = lambda: False) -> None:
        """Make rounds until told to stop, waiting between them for what is due next."""
        while True:
            made = self.round(clock)
            if made.visits or made.delivered or made.trouble:
                told(made)
            while made.next is not None and clock.now() < made.next and not until():
                clock.sleep(min(LONGEST_SLEEP, made.next - clock.now()).total_seconds())
            if until() or made.next is None:
                return


def watcher(
    ledger: Ledger,
    before: Ledger,
    plan: Plan,
    reading: tuple[str, Mapping[str, str] | None],
    environ: Mapping[str, str],
) -> Watcher:
    """A watcher that goes out to the world with the plan's manners and permissions; ``reading`` is the reader's name
    and the table of aliases.
    """
    fetcher = Fetcher(Limits(pause=plan.pause.total_seconds()), allow=plan.allow, robots=plan.robots)
    return Watcher(ledger, before, Line(ledger, Reader(reading[0]), reading[1]), plan, fetcher, environ)
