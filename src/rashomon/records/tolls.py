"""What one report says of the harm done to people: how many dead, hurt, missing, taken in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rashomon.errors import RecordError
from rashomon.records.places import Span


class Fate(StrEnum):
    """What befell people; "presumed dead" is never counted as dead."""

    DEAD = "dead"
    PRESUMED = "presumed dead"
    INJURED = "injured"
    MISSING = "missing"
    DETAINED = "detained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many people of the report's main event met one fate.

    ``best`` is the number most likely meant, inside ``low`` to ``high`` (None: open). ``spans`` are the words it was
    read from, in order, never empty; ``reasons`` how it was counted, in words. ``counted``: the report writes the
    number; otherwise it was added up from the persons told of.
    """

    fate: Fate
    best: int
    low: int
    high: int | None
    spans: tuple[Span, ...]
    reasons: tuple[str, ...]
    counted: bool = False

    def __post_init__(self) -> None:
        if not self.spans or not self.reasons:
            raise RecordError("a tally needs its words and its reasons")
        if not self.low <= self.best or (self.high is not None and self.best > self.high):
            raise RecordError(f"tally {self.best} lies outside [{self.low}, {self.high}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """The tallies of one report, one a fate at most, in the order of `Fate`; a fate not told of has none."""

    report_id: str
    tallies: tuple[Tally, ...]

    def of(self, fate: Fate) -> Tally | None:
        """The tally of one fate, None where the report tells nothing of it."""
        return next((t for t in self.tallies if t.fate is fate), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One figure of a running toll: the reports that tell it, in order of publication, and from when to when.

    ``written``: a report writes the number; otherwise all of them were added up from the persons told of.
    """

    best: int
    low: int
    high: int | None
    reports: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    written: bool

    def __post_init__(self) -> None:
        if not self.reports:
            raise RecordError("a step of a toll needs the reports that tell it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The running toll of one fate over the reports of a story: its figures by when they were last told, and the one
    that stands. Derived and rebuildable.
    """

    fate: Fate
    steps: tuple[Step, ...]
    last: Step

    def __post_init__(self) -> None:
        if self.last not in self.steps:
            raise RecordError("the figure that stands is one of the series")
