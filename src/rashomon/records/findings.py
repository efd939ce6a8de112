"""What the compare room makes: links, questions, claims, origins, conflicts, supersessions, flags. All rebuildable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from rashomon.errors import RecordError
from rashomon.records.mutations import Mutation
from rashomon.records.places import Moment, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One named feature of a score: its weight in log-odds (0 for a rule) and what it saw, in words fit to be shown."""

    feature: str
    weight: float
    words: str


class LinkKind(StrEnum):
    """How one report depends on another."""

    EXACT = "exact copy"
    NEAR = "near copy"
    PASSAGE = "passage reuse"
    REWRITE = "rewrite"
    COMMON = "common source"  # both hold words of a third text: a dispatch, a release
    CITES = "cites"
    AGENCY = "agency mark"
    REVISES = "revises"
    SHARED_ERROR = "shared error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One report (``child``) depends on another (``parent``), with probability and reasons.

    ``parent`` is a report id, or ``outlet:KEY`` for a cited outlet or agency (held or not).
    ``directed`` is False where nothing tells which was first. ``runs`` are pairs (span in child, span in parent).
    ``coverage`` is the share of the child's words found in the parent, and of the parent's in the child.
    ``told`` is the share of the child's sentences that the parent tells too, if in other words, and the reverse.
    ``direction`` is how sure it is that the child has it from the parent and not the reverse, given the link; .5 where
    nothing tells. ``mutations`` are what the child tells otherwise, in order of their places. ``marks`` are where the
    child names the parent or bears the same mark, byline or dateline: (place in child, place in parent or None where
    the parent has no such place, as an outlet that is not held has not).
    """

    id: str
    child: str
    parent: str
    kind: LinkKind
    probability: float
    directed: bool
    reasons: tuple[Reason, ...]
    runs: tuple[tuple[Span, Span], ...] = ()
    coverage: tuple[float, float] = (0.0, 0.0)
    told: tuple[float, float] = (0.0, 0.0)
    direction: float = 0.5
    mutations: tuple[Mutation, ...] = ()
    marks: tuple[tuple[Span, Span | None], ...] = ()

    def __post_init__(self) -> None:
        if not self.reasons:
            raise RecordError("a link needs reasons")
        if not 0.5 <= self.direction <= 1.0:
            raise RecordError(f"direction {self.direction} of a link is outside [.5, 1]")
        if not 0.0 <= self.probability <= 1.0:
            raise RecordError(f"probability {self.probability} of a link is outside [0, 1]")


class Attribute(StrEnum):
    """What a question asks of its event or entity."""

    COUNT = "count"  # how many; `item` says of what
    DATE = "date"  # when; asked of events that happen once
    OCCURRENCE = "occurrence"  # did it happen, is it so
    PLACE = "place"  # where; asked where the places named exclude each other
    CULPRIT = "culprit"  # who is said to have done it
    WHICH = "which"  # which of a kind, by its designation; `item` is the kind
    REASON = "reason"  # what for, or why
    QUALITY = "quality"  # how it went, by one of two opposite words; `item` is what is judged


class Relation(StrEnum):
    """How two values of one question stand to each other (methods.md 2.4)."""

    EQUAL = "equal"
    REFINES = "refines"
    OVERLAPS = "overlaps"
    DISJOINT = "disjoint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """The common core of a claim's values: an interval of numbers, an interval of time, or the assertion that it is so.

    For COUNT the number fields are set, for DATE ``moment``; for PLACE and CULPRIT ``key`` is the identity of who or
    what is named, for WHICH, REASON and QUALITY the words compared; for OCCURRENCE nothing is. ``words`` shows it to a
    person.
    """

    attribute: Attribute
    words: str
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False
    unit: str | None = None
    moment: Moment | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """How many independent origins: least, expected, most, and P(at least two), with reasons in words."""

    least: int
    expected: float
    most: int
    at_least_two: float
    reasons: tuple[Reason, ...]

    def __post_init__(self) -> None:
        if not (1 <= self.least <= self.expected + 1e-9 and self.expected <= self.most + 1e-9):
            raise RecordError(f"corroboration {self.least}/{self.expected}/{self.most} is out of order")
        if not self.reasons:
            raise RecordError("corroboration needs reasons")


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Who is named as knowing a claim, level by level: people, the bodies they speak for, the sides these are of.

    A land and all who speak for it are one side. ``parties`` are the sides that have a name, in order.
    """

    persons: int = 0
    institutions: int = 0
    sides: int = 0
    parties: tuple[str, ...] = ()


class OriginKind(StrEnum):
    """What a sink of the origin graph is."""

    SPEAKER = "speaker"
    DOCUMENT = "document"
    OBSERVATION = "observation"
    AGENCY = "agency"
    OUTLET = "outlet"  # cited, not held
    REPORT = "report"  # a text class standing for its own unknown root
    CIRCLE = "circle"  # reports that cite each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a claim's information came from, once copies and citations are collapsed.

    ``statements`` rest on it; ``speakers`` are the keys of the knowers it stands for, empty for outlets and reports.
    """

    id: str
    claim_id: str
    kind: OriginKind
    key: str
    name: str
    statements: tuple[str, ...]
    reasons: tuple[Reason, ...]
    speakers: tuple[str, ...] = ()


class Status(StrEnum):
    """A word for a claim; never "true" or "false"."""

    SINGLE = "single origin"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"
    UNSUPPORTED = "unsupported"  # only denied, asked or unconfirmed


class Grade(IntEnum):
    """The Admiralty code's grade of information. Who tells it is graded apart (A to F), and by people alone."""

    CONFIRMED = 1  # by other independent origins
    PROBABLE = 2
    POSSIBLE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    UNJUDGED = 6  # cannot be judged: not "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One class of compatible values answering a question, with the statements that support or deny it.

    ``fact`` counts independent knowers of it; ``said`` independent witnesses that it was said. ``fragile`` names the
    one link or statement without which the count falls, if there is one. ``because`` says why it has its ``status``.
    ``grade`` is derived from origins and rivals, never from the number of reports; ``grade_words`` say why.
    ``levels`` counts who is named as people, as bodies and as sides.
    """

    id: str
    question_id: str
    value: Value
    supports: tuple[str, ...]
    denies: tuple[str, ...]
    fact: Corroboration
    said: Corroboration
    origins: tuple[str, ...]
    status: Status
    fragile: str | None = None
    because: str = ""
    grade: Grade = Grade.UNJUDGED
    grade_words: str = ""
    levels: Levels = Levels()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What rival statements answer: an event or entity, an attribute, a scope. Value-blind.

    ``words`` puts it to a person; ``about`` are keys of the entities; ``item`` what is counted, and ``scope`` keeps
    stock, increment and subset apart. ``statements`` are all that answer it.
    """

    id: str
    attribute: Attribute
    words: str
    predicate: str
    about: tuple[str, ...]
    statements: tuple[str, ...]
    event: str  # id of the event: questions of one event share it
    item: str | None = None
    scope: str | None = None
    when: Moment | None = None


class ConflictKind(StrEnum):
    """What two claims differ in."""

    NUMBER = "number"
    DATE = "date"
    POLARITY = "denial"
    ASSESSMENT = "assessment"
    TRANSMISSION = "transmission error"  # one speaker, two outlets, two values
    HEADLINE = "headline against text"
    PLACE = "place"
    WHICH = "designation"
    SCOPE = "different scope"  # the numbers differ and are of different wholes: no dispute

    @property
    def disputes(self) -> bool:
        """Whether the claims are disputed by it: all kinds but a different scope."""
        return self is not ConflictKind.SCOPE


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two claims of one question that exclude each other, neither superseding. ``claims`` in order of id.

    ``as_of``: when the value of each side was first given, None where nothing tells.
    """

    id: str
    question_id: str
    kind: ConflictKind
    claims: tuple[str, str]
    statements: tuple[tuple[str, ...], tuple[str, ...]]
    reasons: tuple[Reason, ...]
    as_of: tuple[datetime | None, datetime | None] = (None, None)

    def __post_init__(self) -> None:
        if not self.reasons or not all(self.statements):
            raise RecordError("a conflict needs reasons and statements on both sides")


class SupersessionKind(StrEnum):
    """Why the later replaces the earlier."""

    UPDATE = "update"  # the world or knowledge moved
    CORRECTION = "correction"  # it was wrong at its own as-of time
    RETRACTION = "retraction"  # withdrawn
    REFINEMENT = "refinement"  # the later is closer, within the bounds of the earlier, which stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Supersession:
    """A later claim replaces an earlier one of the same question, by dated statements."""

    id: str
    question_id: str
    kind: SupersessionKind
    earlier: str
    later: str
    earlier_statement: str
    later_statement: str
    as_of: tuple[datetime | None, datetime | None]
    reasons: tuple[Reason, ...]

    def __post_init__(self) -> None:
        if not self.reasons:
            raise RecordError("a supersession needs reasons")


class FlagKind(StrEnum):
    """What a reader must be warned of."""

    LONE_SPEAKER = "known from one report only"
    DROPPED_ATTRIBUTION = "attribution dropped"
    ADDED_ATTRIBUTION = "attribution added"
    DATE_APART = "date stands against the rest"
    CIRCULAR = "reports cite each other"
    HEADLINE = "headline against its text"
    ALTERED_NUMBER = "number altered in a copy"
    JUDGEMENTS_APART = "judgements contradict each other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A warning with its statements; ``words`` says what was seen in one line."""

    id: str
    kind: FlagKind
    statements: tuple[str, ...]
    words: str
    claim_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore:
    """How sure it is that two statements answer the same question; ``a`` < ``b``."""

    a: str
    b: str
    probability: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Everything derived from one block.

    ``beyond``: the highest probability of a pair that leads out of it, at which it would have grown too large; else 0.
    """

    block_id: str
    statements: tuple[str, ...]
    questions: tuple[Question, ...]
    claims: tuple[Claim, ...]
    origins: tuple[Origin, ...]
    conflicts: tuple[Conflict, ...]
    supersessions: tuple[Supersession, ...]
    flags: tuple[Flag, ...]
    beyond: float = 0.0
