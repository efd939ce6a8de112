"""When a report without a year was published, from the dated reports of its own affair.

A report may say "on 23 December" and no more. Reports that name the same people, bodies and things and are dated in
themselves tell the year: the one that puts the report nearest to them. The result is marked as inferred from other
reports; it depends on the set of reports alone, and only on reports dated in themselves, so no inference rests on
another.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from rashomon.compare.families import OFFICES
from rashomon.records import NameKind, Published, PublishedBasis, Report, Understanding

KEYS = 12  # names by which a report finds others of its affair: the most often named
SHARED = 3  # names two reports must share
NEAR = 0.6  # share of the weight that the chosen year must have over its rivals
SPAN = 31.0  # days: a report dated no closer than this dates no other
HALF = 90.0  # days at which the pull of a dated report halves (start value)
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
