"""When two reports were published, as far as lineage may lean on it."""

from __future__ import annotations

import math
from datetime import timedelta

from rashomon.records import PublishedBasis, Report

DAYS = 30  # farther apart in publication, only whole texts are compared: background paragraphs live for years


def bounds(report: Report) -> tuple[float, float]:
    """Publication as seconds, open sides as infinities; a day inferred from the news told bars nothing."""
    when = report.published.when
    if report.published.basis is PublishedBasis.NEWS:
        return -math.inf, math.inf
    lo = when.lo.timestamp() if when.lo is not None else -math.inf
    return lo, when.hi.timestamp() if when.hi is not None else math.inf


def apart(a: Report, b: Report) -> float | None:
    """Seconds that surely lie between two publications, negative where they may coincide; None where one is undated."""
    (alo, ahi), (blo, bhi) = bounds(a), bounds(b)
    gap = max(alo - bhi, blo - ahi)
    return gap if math.isfinite(gap) else None


def near_in_time(a: Report, b: Report) -> bool:
    """Whether publication may lie within thirty days; a date known only from capture bars nothing (D4)."""
    if {PublishedBasis.CAPTURE, PublishedBasis.NEWS} & {a.published.basis, b.published.basis}:
        return True
    gap = apart(a, b)
    return gap is None or gap <= timedelta(days=DAYS).total_seconds()
