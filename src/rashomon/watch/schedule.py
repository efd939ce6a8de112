"""When a source is visited next, and when a failed delivery is tried again; pure, and the same for the same seed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from rashomon.records import Outcome, Visit
from rashomon.watch.alarms import failures
from rashomon.watch.plan import Plan, Source

LONGEST = timedelta(days=1)  # between two visits of a source that fails
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)  # between two tries of a delivery


def due(plan: Plan, source: Source, visits: Sequence[Visit]) -> datetime | None:
    """When a source is to be visited next, given its visits, newest first; None: at once, it never was.

    The interval, scattered by the plan's jitter; doubled with every failure in a row, up to a day; never before the
    host said it may be asked again.
    """
    if not visits:
        return None
    last = visits[0]
    wait = source.interval
    if last.outcome is Outcome.FAILED:
        wait = min(max(LONGEST, source.interval), wait * 2 ** min(failures(visits), 16))
    wait *= 1 + plan.jitter * _scatter(plan, source, last)
    if last.retry_after is not None:
        wait = max(wait, timedelta(seconds=last.retry_after))
    return last.at + wait


def _scatter(plan: Plan, source: Source, last: Visit) -> float:
    """A number in [-1, 1) that looks like chance and is the same for the same seed, source and visit."""
    seen = f"{plan.seed}\n{source.address}\n{last.at.isoformat()}"
    return int.from_bytes(hashlib.sha256(seen.encode()).digest()[:4], "big") / 2**31 - 1


def again(tries: int) -> timedelta:
    """How long to wait after so many failed tries of one delivery."""
    doubled: int = 2 ** min(max(tries, 1) - 1, 16)
    return min(LONGEST_WAIT, FIRST_WAIT * doubled)


def rechecks(plan: Plan, first: datetime, last: datetime, now: datetime) -> bool:
    """Whether a page first fetched at ``first``, last asked for at ``last``, is to be asked again: has it changed?"""
    return any(last < first + after <= now for after in plan.recheck)
