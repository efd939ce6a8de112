"""When a report without a date or year was published, from the dated reports of its own affair.

A report may say "on 23 December" and no more. Reports that name the same people, bodies and things and are dated in
themselves tell the year: the one that puts the report nearest to them. The result is marked as inferred from other
reports; it depends on the set of reports alone, and only on reports dated in themselves, so no inference rests on
another.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from rashomon.compare.questions.families import OFFICES
from rashomon.records import (
    Moment,
    NameKind,
    Precision,
    Published,
    PublishedBasis,
    Report,
    Statement,
    Understanding,
)

KEYS = 12  # names by which a report finds others of its affair: the most often named
SHARED = 3  # names two reports must share
NEAR = 0.6  # share of the weight that the chosen year must have over its rivals
SPAN = 31.0  # days: a report dated no closer than this dates no other
HALF = 90.0  # days at which the pull of a dated report halves (start value)
LEAD = 4  # sentences with statements that tell a report's news
SAME_NEWS = 8  # terms two leads must share to tell the same news
CLEAR = 2.0  # by how much the news shared with one report must outweigh that with any other, published elsewhen
NEWS = 3  # days: reports of the same news lie no farther apart (methods.md §5: 48 hours, and a day's grace)
DECAY = 0.5  # each day farther from the dated report is less likely
MASS = 0.8  # part of the likelihood that the days given must hold
LOOKED_AT = 24  # dated reports whose news is compared, those sharing most names first
# How many days before publication a bare weekday lies, as in understand/moments/publication.py (estimate).
WEEKDAY_AGE = (0.45, 0.35, 0.08, 0.05, 0.03, 0.02, 0.02)
_DAY = timedelta(days=1)
_OWN = frozenset({PublishedBasis.STATED, PublishedBasis.METADATA, PublishedBasis.DATELINE, PublishedBasis.INFERRED})


def affair_keys(understanding: Understanding) -> tuple[str, ...]:
    """Keys of the names a report mentions most, most often first; at most `KEYS`.

    Without names of unknown kind and without those of offices that every country has.
    """
    seen = Counter(m.key for m in understanding.mentions if m.kind is not NameKind.OTHER)
    for key in [k for k in seen if OFFICES.issuperset(k.split())]:
        del seen[key]
    return tuple(key for key, _ in sorted(seen.items(), key=lambda kn: (-kn[1], kn[0]))[:KEYS])


def dated_in_itself(report: Report) -> bool:
    """Whether a report's own words or fields date it to a month or closer."""
    when = report.published.when
    if report.published.basis not in _OWN or when.lo is None or when.hi is None:
        return False
    return (when.hi - when.lo).total_seconds() / 86400 <= SPAN


def by_peers(report: Report, peers: Mapping[str, tuple[Report, int]]) -> Published | None:
    """The publication interval among the report's own options that lies nearest to its peers; None where unsure.

    ``peers``: by id, reports sharing names with this one and how many they share; those not dated in themselves or
    sharing fewer than `SHARED` are left out. A peer pulls with the number of shared names, halving every `HALF` days.
    """
    if not report.published.options or dated_in_itself(report):
        return None
    held = sorted((i, r, n) for i, (r, n) in peers.items() if n >= SHARED and dated_in_itself(r))
    if not held:
        return None
    pulls = []
    for lo, hi, weight in report.published.options:
        pull = math.fsum(n * 0.5 ** (_days(lo, hi, peer) / HALF) for _, peer, n in held)
        pulls.append((weight * pull, lo, hi))
    best = max(pulls, key=lambda p: (p[0], p[1]))
    whole = math.fsum(p[0] for p in pulls)
    if whole <= 0.0 or best[0] / whole < NEAR:
        return None
    count = len(held)
    words = f"the year nearest to {count} dated report{'s' if count > 1 else ''} naming the same people and bodies"
    when = replace(report.published.when, lo=best[1], hi=best[2], yearly=None, basis=words)
    return Published(when=when, basis=PublishedBasis.PEERS)


def _days(lo: datetime, hi: datetime, peer: Report) -> float:
    """Days between an interval and a peer's publication; 0 where they meet."""
    when = peer.published.when
    if when.lo is None or when.hi is None:
        return math.inf
    gap = max((lo - when.hi).total_seconds(), (when.lo - hi).total_seconds(), 0.0)
    return gap / 86400


def undated(published: Published) -> bool:
    """Whether a report's own text left it without any day or year to choose from."""
    if published.options or published.basis not in (PublishedBasis.CAPTURE, PublishedBasis.INFERRED):
        return False
    when = published.when
    return when.lo is None or when.hi is None or (when.hi - when.lo).total_seconds() / 86400 > SPAN


def lead_terms(statements: Sequence[Statement]) -> frozenset[str]:
    """What a report's news is: terms and predicates of the statements in its first `LEAD` sentences that have any."""
    starts = sorted({s.sentence.start for s in statements})[:LEAD]
    told = [s for s in statements if s.sentence.start in starts]
    return frozenset(t for s in told for t in (*s.frame.terms, s.frame.predicate) if t)


def by_news(
    published: Published, lead: frozenset[str], peers: Mapping[str, tuple[Report, frozenset[str]]]
) -> Published | None:
    """The days about the dated report that tells the same news, narrowed by the weekdays named; None where unsure.

    ``peers``: by id, other reports of the affair and their `lead_terms`. A term weighs the less the more leads have
    it. A report dated in itself must outweigh `CLEAR` times every other not known to be within `NEWS` days of it.
    """
    common = Counter(t for terms in [lead, *(t for _, t in peers.values())] for t in terms)
    weights = {i: math.fsum(1 / common[t] for t in sorted(lead & terms)) for i, (_, terms) in peers.items()}
    if not weights:
        return None
    best = min(weights, key=lambda i: (-weights[i], i))
    peer, terms = peers[best]
    lo, hi = peer.published.when.lo, peer.published.when.hi
    if not dated_in_itself(peer) or len(lead & terms) < SAME_NEWS or lo is None or hi is None or (hi - lo).days > NEWS:
        return None
    near = {i for i, (r, _) in peers.items() if dated_in_itself(r) and _days(lo, hi, r) <= NEWS}
    rivals = [weight for i, weight in weights.items() if i not in near]
    if rivals and weights[best] < CLEAR * max(rivals):
        return None
    return _about(published, lo, hi)


def _about(published: Published, lo: datetime, hi: datetime) -> Published | None:
    """The fewest days on end about ``[lo, hi)`` that hold `MASS` of the likelihood."""
    start = lo.replace(hour=0, minute=0, second=0, microsecond=0)
    days = [start + n * _DAY for n in range(-NEWS, (hi - start).days + NEWS + 1)]
    own = published.when
    days = [d for d in days if (own.lo is None or d + _DAY > own.lo) and (own.hi is None or d < own.hi)]
    likely = []
    for d in days:
        apart = max((lo - d - _DAY) / _DAY + 1 if d + _DAY <= lo else 0.0, (d - hi) / _DAY + 1 if d >= hi else 0.0)
        ages = [WEEKDAY_AGE[(d.weekday() - weekday) % 7] for weekday in published.weekdays]
        likely.append(DECAY**apart * math.prod(ages))
    whole = math.fsum(likely)
    runs = [
        (last - first, -math.fsum(likely[first : last + 1]), first, last)
        for first in range(len(days))
        for last in range(first, len(days))
        if math.fsum(likely[first : last + 1]) >= MASS * whole
    ]
    if not runs or whole <= 0.0:
        return None
    _, _, first, last = min(runs)
    named = ", and the weekdays it names" if published.weekdays else ""
    basis = f"about the day of the dated report that tells the same news{named}"
    when = Moment(lo=days[first], hi=days[last] + _DAY, precision=Precision.DAY, basis=basis)
    return Published(when=when, basis=PublishedBasis.NEWS)
