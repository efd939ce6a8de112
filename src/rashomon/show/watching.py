"""``rashomon watch``: a watch run from the command line, and its rounds as text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.errors import LedgerBusy
from rashomon.records import Outcome
from rashomon.show import terminal, views
from rashomon.show.briefing import DIM, WARN
from rashomon.show.layout import Line, line
from rashomon.show.wording import count_words

if TYPE_CHECKING:
    from rashomon.settings import Settings
    from rashomon.watch.plan import Plan
    from rashomon.watch.rounds import Dry, Round, Watcher


@contextmanager
def opened(plan: Plan, chosen: Settings) -> Iterator[Watcher]:
    """A watcher on the ledger of the settings, alone on it. Raises LedgerBusy where another watch runs on it."""
    from rashomon import settings
    from rashomon.watch.rounds import watcher

    aliases = settings.read_aliases(chosen.aliases) if chosen.aliases is not None else None
    with (
        views.opened(chosen.ledger, create=True) as held,
        views.opened(chosen.ledger) as before,
        _alone(chosen.ledger),
    ):
        yield watcher(held, before, plan, (chosen.reader, aliases), os.environ)


def dry(plan: Plan, ledger: Path) -> Dry:
    """What the watch is about to do; a ledger that is not there is not made."""
    from rashomon.watch.rounds import planned

    with views.opened(ledger if ledger.exists() else None) as held:
        return planned(held, plan)


@contextmanager
def _alone(ledger: Path) -> Iterator[None]:
    """Hold the lock beside the ledger: two watches on one would deliver everything twice. A killed one frees it."""
    try:
        import fcntl
    except ImportError:  # a system without such locks: docs/watch.md asks for one watch a ledger
        yield
        return
    with ledger.with_name(f"{ledger.name}-watch").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise LedgerBusy(f"another watch runs on {ledger}: stop it, or give this one a ledger of its own") from None
        yield


def dry_lines(plan: Plan, dry: Dry, now: datetime) -> list[Line]:
    """What a watch would do now, nothing of it done."""
    lines = [line(f"watch {plan.name}: {count_words(len(dry.sources), 'source')}, nothing is fetched")]
    for each in dry.sources:
        when = "now" if each.due is None or each.due <= now else f"at {each.due:%Y-%m-%d %H:%M:%S} UTC"
        last = f"; last visited {each.last.at:%Y-%m-%d %H:%M:%S} UTC ({each.last.outcome.value})" if each.last else ""
        lines.append(line(f"{each.address}: {when}{last}", indent=2))
    for asked in plan.questions:
        told = ", ".join(k.value for k in asked.tell)
        lines.append(line(f"asks of {asked.about or 'everything'}: {told}", indent=2))
    for channel in plan.channels:
        missing = [name for name in channel.secrets if not os.environ.get(name)]
        lines.append(line(f"tells through {channel.name}", indent=2))
        lines += [line((f"the variable {name} is not set", WARN), indent=4) for name in missing]
    return lines


def round_lines(made: Round) -> list[Line]:
    """What came of a round: a line for each source, then what failed and what to do."""
    lines = []
    for visit in made.visits:
        words = visit.outcome.value
        if visit.outcome is not Outcome.FAILED:
            words += f", {visit.listed:,} listed, {visit.new:,} new, {visit.held:,} held"
        if visit.waiting:
            words += f", {len(visit.waiting):,} waiting"
        lines.append(line(f"{visit.at:%Y-%m-%d %H:%M:%S} UTC  {visit.source}: {words}"))
        lines += [line((f"{alarm.value}", WARN), indent=2) for alarm in visit.alarms]
    lines += [line((f"{t.source}: ", WARN), f"{t.words}. {t.advice[:1].upper()}{t.advice[1:]}") for t in made.trouble]
    told = f"{count_words(made.delivered, 'alert')} delivered"
    if made.waiting:
        told += f", {made.waiting:,} to be tried again"
    if made.next is not None:
        told += f"; next at {made.next:%Y-%m-%d %H:%M:%S} UTC"
    return [*lines, line((told, DIM))]


def tell(made: Round) -> None:
    """Print a round."""
    terminal.emit(round_lines(made))
