"""What lists render: questions in a line each, and what a search found. As `faces`, part of the public JSON shape."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.show.faces import ReportLine


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """A question in one line."""

    id: str
    words: str
    attribute: str
    values: tuple[str, ...]
    statuses: tuple[str, ...]
    reports: int
    statements: int
    conflicts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsView:
    """All questions of the selection, in the order of a briefing."""

    about: str | None
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """One place found by a search: a statement, or a report whose title or text has the words.

    ``start``, ``speaker`` and ``commitment`` are of a statement; ``likeness``, 0 to 1, of a search by meaning.
    """

    of: str
    id: str
    words: str
    report: ReportLine
    questions: tuple[str, ...]
    start: int = 0
    speaker: str | None = None
    commitment: str | None = None
    likeness: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """What a search found, best first."""

    words: str
    hits: tuple[HitView, ...]
