"""Views that only a reading room asks for: what is new, a report as it is read, who said what, times, places, the log.

Part of the public JSON shape like faces.py (docs/reference/json.md, docs/api.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rashomon.show.descents import LinkView, PieceView
from rashomon.show.faces import (
    QuestionView,
    ReportLine,
    ReportView,
    StatementView,
    TimeView,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItemView:
    """One thing that newly recorded reports changed.

    ``kind``: "new question", "new claim", "conflict", "changed number", "corroboration", "silent edit". ``words`` say
    it in one line; ``statements`` are the new ones it rests on, none for an edit; ``report`` is the edited one.
    """

    kind: str
    words: str
    question: str | None
    question_words: str | None
    report: str | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsView:
    """What changed by the reports first seen at or after ``since``; None: since the beginning."""

    since: datetime | None
    latest: datetime | None
    reports: tuple[ReportLine, ...]
    changes: tuple[NewsItemView, ...]
    changes_found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """A stretch ``[start, end)`` of a report's text and what it was read as: a "figure", a "date", or a "cue"."""

    kind: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """A stretch of a report's text with everything found in it.

    ``text`` is ``[start, end)`` of the whole text, which has ``length`` code points; ``statements`` are those that
    begin in it, ``marks`` what was read from figures and dates in it. ``head`` is the report without its layout.
    """

    head: ReportView
    start: int
    end: int
    length: int
    text: str
    headings: tuple[PieceView, ...]
    statements: tuple[StatementView, ...]
    statements_found: int
    marks: tuple[MarkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBytesView:
    """Bytes ``[first, last)`` of an archived original as text, undecodable ones replaced; ``marked`` is within it."""

    original_id: str
    media_type: str
    size: int
    first: int
    last: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffRow:
    """One row of two texts side by side: "same", "changed", "left only", "right only"; parts are (changed, words)."""

    kind: str
    left: tuple[tuple[bool, str], ...]
    right: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView:
    """Two reports side by side, the links between them, and how much of each stands in the other word for word."""

    left: ReportLine
    right: ReportLine
    links: tuple[LinkView, ...]
    rows: tuple[DiffRow, ...]
    rows_found: int
    questions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """A report made of another that is held: a copy, a rewrite, one that takes passages.

    ``words`` say of what ("copy, with changes, of Osprey, 13 Mar 2031"), ``sides`` are parent and child to be laid side
    by side, ``shared`` is the share of the child's words found in the parent, ``changes`` how many things it tells
    otherwise.
    """

    report: ReportLine
    words: str
    sure: float
    sides: tuple[str, str]
    shared: float
    changes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesView:
    """Reports made of others, the closest copies first; of more than are listed, ``found`` counts all."""

    found: int
    copies: tuple[CopyView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletView:
    """What one outlet published, and how much of it stands in earlier reports of others."""

    key: str
    name: str
    reports: int
    statements: int
    copied: int
    copied_by: int
    cited_by: int
    revised: int
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    """Who is said to have said something: in how many statements, through how many outlets."""

    key: str
    name: str
    kind: str
    institution: str | None
    statements: int
    reports: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView:
    """Outlets and speakers, those of most reports first."""

    outlets: tuple[OutletView, ...]
    outlets_found: int
    speakers: tuple[SpeakerView, ...]
    speakers_found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    """All statements of one speaker or outlet, by publication."""

    key: str
    name: str
    found: int
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedView:
    """One statement in time: when it happened by its own words, when it was said, when it was published."""

    id: str
    report: str
    start: int
    words: str
    outlet: str
    speaker: str
    commitment: str
    happened: TimeView
    published: TimeView


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """Statements whose event time and publication are both known, by event time."""

    found: int
    marks: tuple[TimedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A place that statements name: degrees, what contains it, and the statements."""

    key: str
    name: str
    level: str
    lat: float
    lon: float
    within: tuple[str, ...]
    statements: int
    reports: int
    examples: tuple[tuple[str, str, int, str], ...]  # statement, report, place in its text, words


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesView:
    """All places named in statements, those of most statements first."""

    places: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureView:
    """One capture: when and where a report was seen."""

    seen: datetime
    locator: str
    report: ReportLine


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturesView:
    """The captures, latest first."""

    found: int
    captures: tuple[CaptureView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeView:
    """One node of an origins graph: an "origin", a "conduit", a "report" or a "copy"; ``of`` is what it opens."""

    id: str
    kind: str
    words: str
    of: str | None
    origin: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArcView:
    """One way words took, from a node to the next; ``words`` say what it is."""

    tail: str
    head: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysView:
    """How the answers of a question reached us: speaker, conduits, outlets, copies."""

    nodes: tuple[NodeView, ...]
    arcs: tuple[ArcView, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """One statement of a question as a mark on its chart: when published, and the interval of its answer.

    ``low`` and ``high`` are numbers, or seconds since 1970 where the question asks for a date; both None where it
    asks neither. ``origin`` is the place of its origin among the question's, from 0; None where it has none.
    """

    id: str
    report: str
    start: int
    words: str
    outlet: str
    published: TimeView
    letter: str
    denies: bool
    low: float | None
    high: float | None
    low_open: bool
    high_open: bool
    origin: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """A question as the room shows it: its answers, the statements to quote of each, its chart and its ways."""

    question: QuestionView
    quoted: tuple[StatementView, ...]
    points: tuple[PointView, ...]
    points_found: int
    ways: WaysView
