"""Identifiers, places in text, and times."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rashomon.errors import RecordError

SHORT = 16  # hex digits kept of a digest: 64 bits, a collision among 1e6 records has p < 3e-8


def digest(*parts: str) -> str:
    """Identifier of a content: the first 16 hex digits of SHA-256 over the parts, length-prefixed."""
    h = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        h.update(len(raw).to_bytes(8, "big"))
        h.update(raw)
    return h.hexdigest()[:SHORT]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open place ``[start, end)`` in a report's text, in code points; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise RecordError(f"span [{self.start}, {self.end}) is empty or inverted")

    def of(self, text: str) -> str:
        """The words at this place."""
        return text[self.start : self.end]

    def overlap(self, other: Span) -> int:
        """Code points shared with another span."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


class Precision(StrEnum):
    """How finely the words name a time."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time as an interval ``[lo, hi)`` with the precision of the words it was read from.

    ``lo`` or ``hi`` is None where that side is open. ``yearly`` is set when the words name a part of a year but the
    year is not known ("in August"): first and last day as ``("08-01", "08-31")``; two such moments can still be
    disjoint. ``basis`` says in words how the interval was reached.
    """

    lo: datetime | None
    hi: datetime | None
    precision: Precision
    basis: str
    words: Span | None = None
    yearly: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        if self.lo is not None and self.hi is not None and self.lo >= self.hi:
            raise RecordError(f"moment [{self.lo}, {self.hi}) is empty or inverted")


class PublishedBasis(StrEnum):
    """Where a publication interval comes from, strongest first."""

    STATED = "stated"  # the page's text says when it was published
    METADATA = "metadata"  # a declared field of the page, file or feed
    DATELINE = "dateline"  # "SEOUL, November 15 -"
    INFERRED = "inferred from inside"  # dates, weekdays and years named in the text
    PEERS = "inferred from other reports"  # the year or day nearest to dated reports of the same affair
    NEWS = "inferred from a report of the same news"  # about its day; no evidence that the two tell the same
    CAPTURE = "not after capture"  # nothing known but when we saw it


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When a report was published.

    ``options`` lists rival intervals with weights summing to 1 where the inside evidence fits several (a dateline
    without a year); empty when ``when`` is the only reading. ``weekdays`` are those the text names bare as past
    (Monday is 0), kept only where they alone could not date it. ``local_day`` is the day (ISO) in the outlet's own
    zone where a time was given with its zone: "on Tuesday" and "today" are counted from it.
    """

    when: Moment
    basis: PublishedBasis
    options: tuple[tuple[datetime, datetime, float], ...] = ()
    weekdays: tuple[int, ...] = ()
    local_day: str | None = None
