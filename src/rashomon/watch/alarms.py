"""When a source gives less than it should; pure. A source that fell silent must never look like a quiet day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from rashomon.records import AlertKind, Outcome, Visit
from rashomon.watch.plan import Source

OUTAGE = 3  # failed visits in a row that are an outage: one or two are the web's daily bread
LEARNED_DAYS, LEARNED_LEAST = 7, 3  # days a yield is learned from, and the fewest that teach anything
LEARNED_SHARE = 0.25  # of the learned yield below which it fell (start value, not measured on real feeds)
LEARNED_FEW = 4  # reports a day below which a learned yield says nothing
_DAY = timedelta(days=1)


def standing(source: Source, visit: Visit, earlier: Sequence[Visit]) -> tuple[AlertKind, ...]:
    """The alarms that stand after a visit; ``earlier`` are the visits before it, newest first."""
    found = []
    past = [visit, *earlier]
    if _failures(past) >= OUTAGE:
        found.append(AlertKind.OUTAGE)
    if _lists_nothing(past):
        found.append(AlertKind.SILENCE)
    if _fell(source, past):
        found.append(AlertKind.YIELD)
    return tuple(found)


def words(kind: AlertKind, source: Source, visit: Visit, earlier: Sequence[Visit]) -> str:
    """What an alarm says, in one line."""
    past = [visit, *earlier]
    if kind is AlertKind.OUTAGE:
        return f"{source.address} failed {_failures(past)} times in a row: rashomon log says why"
    if kind is AlertKind.SILENCE:
        return f"{source.address} answers but lists nothing, and listed {_listed(past[1:]):g} before: look at it"
    wanted, per = _wanted(source, past)
    got = _new(past, visit.at - per, visit.at)
    basis = "expected" if source.expected is not None else "usual until now"
    return f"{source.address} brought {got} new reports in {_span(per)}, {wanted:g} are {basis}: look at it"


def failures(visits: Sequence[Visit]) -> int:
    """How many of the last visits, newest first, failed in a row."""
    return _failures(visits)


def _failures(past: Sequence[Visit]) -> int:
    count = 0
    for visit in past:
        if visit.outcome is not Outcome.FAILED:
            break
        count += 1
    return count


def _listed(past: Sequence[Visit]) -> float:
    """How many items the source usually lists: the median of its last ten answers that listed any."""
    listed = [v.listed for v in past if v.outcome is Outcome.READ and v.listed][:10]
    return median(listed) if listed else 0


def _lists_nothing(past: Sequence[Visit]) -> bool:
    answers = [v for v in past if v.outcome is Outcome.READ]
    return bool(answers) and answers[0].listed == 0 and _listed(answers[1:]) > 0


def _fell(source: Source, past: Sequence[Visit]) -> bool:
    """Whether too few new reports came, once the source was watched for long enough to say so."""
    wanted, per = _wanted(source, past)
    now = past[0].at
    if not wanted or past[-1].at > now - per:
        return False
    return _new(past, now - per, now) < wanted * (1.0 if source.expected is not None else LEARNED_SHARE)


def _wanted(source: Source, past: Sequence[Visit]) -> tuple[float, timedelta]:
    """How many new reports are expected in which time: declared, else the median day of the last week."""
    if source.expected is not None:
        return float(source.expected), source.per
    now, first = past[0].at, past[-1].at
    days = [
        _new(past, now - _DAY * (n + 1), now - _DAY * n)
        for n in range(1, LEARNED_DAYS + 1)
        if first <= now - _DAY * (n + 1)
    ]
    usual = median(days) if len(days) >= LEARNED_LEAST else 0.0
    return (usual if usual >= LEARNED_FEW else 0.0), _DAY


def _new(past: Sequence[Visit], after: datetime, until: datetime) -> int:
    return sum(v.new for v in past if after < v.at <= until)


def _span(time: timedelta) -> str:
    seconds = int(time.total_seconds())
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        if seconds % size == 0:
            count = seconds // size
            return f"{count} {name}{'s' * (count != 1)}"
    raise AssertionError(seconds)
