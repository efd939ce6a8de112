"""What every face renders: frozen views of the ledger, made by views.py, documented in docs/reference/json.md.

A change of a field here is a change of the public JSON shape: adding one keeps ``FORMAT``, removing or renaming one,
or changing what it means, raises it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rashomon.records import Levels, Original, Reason
from rashomon.show.descents import ChangeView, DescentView, LinkView, PieceView
from rashomon.show.judged import JudgementView
from rashomon.show.tolls import TallyView

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeView:
    """A time as an interval ``[lo, hi)`` in UTC, None where open; ``words`` are no finer than the text's own."""

    words: str
    lo: datetime | None
    hi: datetime | None
    precision: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BytesView:
    """Bytes ``[first, last)`` of an original; ``exact``: decoded, they are the words themselves.

    ``place`` names where in the original that is ("page 3", "part 1, text/plain"); empty where the bytes say it all.
    """

    original_id: str
    first: int
    last: int
    exact: bool
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceView:
    """One voice of a chain; ``cue`` are the reporting words."""

    kind: str
    name: str
    key: str
    commitment: str
    inherited: bool
    cue: str | None
    institution: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityView:
    """A number as written and as an interval, and what it counts."""

    words: str
    bound: str
    kind: str
    item: str
    unit: str | None
    low: float | None
    high: float | None
    low_open: bool
    high_open: bool
    own: str = ""
    presumed: bool = False
    earlier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report in one line: what a citation needs. ``published`` says how well the date is known.

    ``grade`` is the Admiralty letter (A to F) a person gave the report or its outlet, with who did, else empty.
    ``opening`` are the first words of a report without a title, else empty.
    """

    id: str
    outlet: str
    outlet_key: str
    title: str
    published: TimeView
    language: str
    url: str | None
    locators: tuple[str, ...]
    grade: str = ""
    opening: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """One statement with its exact words; ``number`` is its evidence number in the object it stands in."""

    id: str
    number: int
    report: ReportLine
    pieces: tuple[PieceView, ...]
    before: str
    after: str
    quote: str
    chain: tuple[VoiceView, ...]
    chain_words: str
    commitment: str
    negative: bool
    headline: bool
    said: TimeView | None
    happened: TimeView | None
    quantities: tuple[QuantityView, ...]
    original: BytesView | None
    outlook: str | None = None

    @property
    def firmness(self) -> str:
        """How firmly it is put, and why not as plain fact where its words tell: "possible (forecast)"."""
        return f"{self.commitment} ({self.outlook})" if self.outlook not in (None, self.commitment) else self.commitment

    @property
    def words(self) -> str:
        """The pieces, with an ellipsis where the words are broken up."""
        return " … ".join(piece.words for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """Statements of one claim that come through the same chain, equally firm: one line of a briefing."""

    outlets: tuple[str, ...]
    through: str
    commitment: str
    denies: bool
    headline: bool
    quote: str
    said: str
    happened: str
    published: TimeView
    reports: int
    statements: tuple[str, ...]
    numbers: tuple[int, ...]
    outlook: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorroborationView:
    """How many independent origins, with reasons; ``count`` says the figures in words, ``words`` the reasons too."""

    count: str
    words: str
    least: int
    expected: float
    most: int
    at_least_two: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """Where a claim's information came from, once copies and citations are collapsed."""

    id: str
    claim_id: str
    kind: str
    name: str
    statements: tuple[str, ...]
    numbers: tuple[int, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One answer to a question. ``letter`` names it within its question; ``fragile`` what its count hangs on.

    ``because`` says why it has its ``status``. ``grade`` is the Admiralty grade of the information (1 to 6) as derived
    from independent origins, ``grade_words`` why; ``judged_grade`` the grade a person gave and who, else empty.
    ``levels`` counts who is named as knowing it as people, as bodies and as sides.
    """

    id: str
    question_id: str
    letter: str
    value: str
    attribute: str
    low: float | None
    high: float | None
    low_open: bool
    high_open: bool
    unit: str | None
    when: TimeView | None
    status: str
    because: str
    grade: int
    grade_words: str
    judged_grade: str
    fact: CorroborationView
    said: CorroborationView
    levels: Levels
    fragile: str | None
    as_of: str
    published: TimeView
    reports: tuple[str, ...]
    accounts: tuple[AccountView, ...]
    origins: tuple[OriginView, ...]
    supports: tuple[str, ...]
    denies: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """Two answers that exclude each other, each side with its statements; ``disputes`` is False where they differ by
    their scope only. ``as_of``: when each was first given, in words.
    """

    id: str
    question_id: str
    kind: str
    claims: tuple[str, str]
    values: tuple[str, str]
    letters: tuple[str, str]
    statements: tuple[tuple[str, ...], tuple[str, ...]]
    numbers: tuple[tuple[int, ...], tuple[int, ...]]
    as_of: tuple[str | None, str | None]
    disputes: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupersessionView:
    """A later answer replaces an earlier one."""

    id: str
    question_id: str
    kind: str
    earlier: str
    later: str
    values: tuple[str, str]
    letters: tuple[str, str]
    as_of: str
    statements: tuple[str, str]
    numbers: tuple[int, int]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagView:
    """A warning; ``id`` is None where it is found by looking at the whole ledger, not recorded in it."""

    id: str | None
    kind: str
    words: str
    claim_id: str | None
    statements: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question with all its answers."""

    id: str
    words: str
    attribute: str
    item: str | None
    scope: str | None
    event: str
    when: TimeView | None
    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    claims: tuple[ClaimView, ...]
    conflicts: tuple[ConflictView, ...]
    supersessions: tuple[SupersessionView, ...]
    flags: tuple[FlagView, ...]
    judgements: tuple[JudgementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadView:
    """Reports kept and searchable whose language is not understood."""

    language: str
    note: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPart:
    """The questions of a briefing that belong to one story: what it names most, its days, its reports; ids of
    questions in the order shown."""

    id: str
    words: str
    period: TimeView | None
    reports: int
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    """A briefing. ``questions`` are answered by several reports or have rival answers; ``single`` by one report only.

    The counts ending in ``found`` are of the whole selection, before the limit. ``changes`` are of the reports that
    answer the questions selected. ``stories`` part the questions where they are of several stories; else none.
    """

    about: str | None
    since: str | None
    reports: int
    outlets: int
    period: TimeView | None
    unread: tuple[UnreadView, ...]
    conflicts_found: int
    questions_found: int
    single_found: int
    questions: tuple[QuestionView, ...]
    stories: tuple[StoryPart, ...]
    single: tuple[QuestionView, ...]
    lone_found: int
    lone_speakers: tuple[FlagView, ...]
    changes_found: int
    changes: tuple[ChangeView, ...]
    evidence: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A stretch of a report's text and what it is; ``numbers`` are the statements that begin in it."""

    kind: str
    words: str
    start: int
    end: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report with its layout; its statements are the evidence of the card it stands on."""

    line: ReportLine
    original_id: str
    media_type: str
    size: int
    byline: str | None
    dateline: str | None
    outlet_basis: str
    extractor: str
    understood: bool
    note: str | None
    toll: tuple[TallyView, ...]
    blocks: tuple[BlockView, ...]
    descent: DescentView
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPlace:
    """Where a statement stands in the ledger: the claims it supports or denies and the questions they answer."""

    id: str
    claims: tuple[str, ...]
    questions: tuple[str, ...]
    question_words: tuple[str, ...]


Item = (
    ReportView | StatementPlace | ClaimView | QuestionView | OriginView | LinkView | ConflictView | SupersessionView
    | FlagView | Original | JudgementView
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """One recorded thing, whatever its kind (``of``), and the statements it shows."""

    of: str
    question: str | None
    item: Item
    judgements: tuple[JudgementView, ...]
    evidence: tuple[StatementView, ...]
