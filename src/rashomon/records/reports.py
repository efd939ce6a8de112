"""What the read room makes: originals, captures, reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rashomon.errors import RecordError
from rashomon.records.places import Published, Span, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Bytes as captured, never edited. ``id`` is their full SHA-256 in hex."""

    id: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One time we saw an original: where (path or address as given), when, and which report came of it."""

    original_id: str
    report_id: str
    locator: str
    seen: datetime


class BlockKind(StrEnum):
    """What a stretch of a report's text is; statements are looked for in the first five only."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    BYLINE = "byline"
    MARK = "mark"  # "(Reuters)", "Original source: ...": read as lineage, not as a statement
    BOILERPLATE = "boilerplate"  # share lines, comment prompts, stray numbers, UUIDs


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One stretch of a report's text. Blocks are in order and do not overlap."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a stretch of text lies in the original: ``text`` came from bytes ``[first, last)``.

    ``exact``: decoding those bytes gives the text itself; otherwise it gives the text once markup and entities are
    removed and white space is folded, or, where ``place`` is told, the text is found at that place within them ("page
    3", "table 1, row 2, cell 1", "part 1, text/plain", "column 5").
    """

    text: Span
    first: int
    last: int
    exact: bool
    place: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.first < self.last:
            raise RecordError(f"anchor bytes [{self.first}, {self.last}) are empty or inverted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who published a report. ``key`` is the identity compared ("example.org"); ``basis`` says where it was read."""

    key: str
    name: str
    basis: str


class MarkKind(StrEnum):
    """How a report names where its text comes from."""

    AGENCY = "agency mark"  # "(Reuters)", "- AFP"
    SOURCE_LINE = "source line"  # "Original source: www.example.org"
    CREDIT = "credit"  # "With reporting by Reuters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An agency mark or source line: the outlet or agency it names and where it stands."""

    kind: MarkKind
    key: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One captured version of a page, wire item or file.

    ``text`` begins with the title where there is one. ``id`` = digest(original id, canonical address or "").
    ``published`` is what reading alone could tell (stated, metadata, dateline or capture); understanding may better it.
    """

    id: str
    original_id: str
    url: str | None
    outlet: Outlet
    title: str
    text: str
    language: str  # ISO 639-1, "und" when too short to tell
    byline: str | None
    dateline: str | None
    marks: tuple[Mark, ...]
    published: Published
    seen: datetime
    blocks: tuple[Block, ...]
    anchors: tuple[Anchor, ...]
    extractor: str  # name and version of what made the text

    @staticmethod
    def identify(original_id: str, url: str | None) -> str:
        """The identifier of the report made of these bytes at this address."""
        return digest("report", original_id, url or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What the read room hands over: the original, its bytes, and the report made of them."""

    original: Original
    payload: bytes
    report: Report
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead:
    """Trouble with one item of a run: which item, why, and what to do, each one line. A value, not an exception."""

    locator: str
    why: str
    advice: str
