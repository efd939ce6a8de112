"""What the understand room makes: statements with their chains, values and frames."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rashomon.errors import RecordError
from rashomon.records.geography import Place
from rashomon.records.places import Moment, Published, Span, digest
from rashomon.records.tolls import Toll


class VoiceKind(StrEnum):
    """What stands at one place of a chain."""

    OUTLET = "outlet"
    CONDUIT = "conduit"  # an agency or a cited outlet that passes the words on
    PERSON = "person"
    INSTITUTION = "institution"
    DOCUMENT = "document"
    OBSERVATION = "observation"  # the report's own eyes: "this reporter saw"
    UNNAMED = "unnamed"  # "officials", "sources", "experts"


class Commitment(StrEnum):
    """How firmly a voice stands behind what it passes on."""

    ASSERTED = "asserted"
    ASSESSED = "assessed"  # believed, estimated, likely, detected signs of
    ALLEGED = "alleged"  # claimed, accused, reportedly
    POSSIBLE = "possible"  # may, might, could
    PLANNED = "planned"  # will, is to, prepares to, intends to, ordered to
    DENIED = "denied"
    UNCONFIRMED = "unconfirmed"  # could not confirm
    QUESTION = "question"


class Outlook(StrEnum):
    """Why a content is not put as plain fact, where its words tell: finer than `Commitment` and beside it."""

    FORECAST = "forecast"  # is expected to, analysts predict, will likely
    PLAN = "plan"  # plans to, is scheduled, vowed to
    CONDITIONAL = "conditional"  # if, unless, provided that
    PRESUMED = "presumed"  # presumed, feared, believed dead


class Polarity(StrEnum):
    """Whether the content is said to hold."""

    POSITIVE = "+"
    NEGATIVE = "-"


class QuoteKind(StrEnum):
    """How the words of the content are given."""

    DIRECT = "direct"
    PARTIAL = "partial"
    INDIRECT = "indirect"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One link of a chain.

    ``name`` is the fullest form the report gives; ``key`` the identity compared within and across reports.
    ``span`` is where this voice is named for this statement (None for the outlet); ``cue`` the reporting words.
    ``commitment`` is this voice's towards what lies inside it. ``inherited``: carried over from an earlier sentence.
    ``institution`` is the key of the body a person or unnamed voice speaks for, where the report says so.
    """

    kind: VoiceKind
    key: str
    name: str
    commitment: Commitment = Commitment.ASSERTED
    span: Span | None = None
    cue: Span | None = None
    inherited: bool = False
    institution: str | None = None


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"  # countries and peoples too: key of "North Korean" and "Pyongyang" as actor is the country's
    EQUIPMENT = "equipment"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An entity named in a statement: its place, its kind, and the key compared."""

    kind: NameKind
    key: str
    text: str
    span: Span


class Bound(StrEnum):
    """The bound word of a quantity; the interval is in ``low``/``high``."""

    EXACT = "exact"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    ABOUT = "about"
    NEARLY = "nearly"
    RANGE = "range"
    VAGUE = "vague"  # dozens, hundreds, thousands


class QuantityKind(StrEnum):
    """What a quantity is to other quantities of the same thing; only like kinds are ever compared."""

    STOCK = "stock"
    INCREMENT = "increment"
    SUBSET = "subset"
    RATE = "rate"
    SHARE = "share"
    MEASURE = "measure"  # distance, money, weight, calibre: compared with its unit
    ORDINAL = "ordinal"  # also model names and other numbers that count nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as an interval (methods.md 2.4), what is counted, and the words it was read from.

    ``low``/``high`` None = unbounded on that side; ``low_open``/``high_open``: the end itself is excluded.
    ``written`` is the face value ("more than 3,000" -> 3000). ``item`` is the lemma of what is counted ("troop"),
    in the family's canonical form; ``unit`` the unit of a measure ("mm", "USD"), else None. ``span`` covers the bound
    words and the number; ``item_span`` the counted noun. ``scope`` are the groups counted ("firefighter").
    ``earlier``: the value the same words give as the earlier one ("rose from 28 to 47": 28).
    ``presumed``: the dead are feared or believed to be so, not counted.
    ``when`` and ``where`` (keys of places) are the number's own, where its statement counts several times and places
    ("30 in Orvo on Monday and 12 in Sund on Tuesday"); without them it has those of its statement.
    """

    span: Span
    written: float
    low: float | None
    high: float | None
    bound: Bound
    kind: QuantityKind
    item: str
    low_open: bool = False
    high_open: bool = False
    unit: str | None = None
    item_span: Span | None = None
    scope: tuple[str, ...] = ()
    earlier: bool = False
    presumed: bool = False
    when: Moment | None = None
    where: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise RecordError(f"quantity [{self.low}, {self.high}] is inverted")


class Aspect(StrEnum):
    """Whether the words single out one occurrence: such events happen once, so rival dates conflict."""

    PLAIN = "plain"
    FIRST = "first"  # first, began, commenced, initially
    LAST = "last"  # ended, finally, latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a statement is about, value-blind: numbers, dates and polarity are left out.

    ``predicate`` is a class of understand/rules/predicates.toml ("deploy", "order"), the head verb's lemma, or "" where
    no word tells what happened (docs/reference/predicates.md); ``terms`` the sorted content lemmas of the content;
    ``names`` the entities named in it, in order; ``places`` keys of places.
    ``meaning`` is a vector of the words without their values, as text (understand/meaning.py); None where the reader
    has no encoder.
    ``located`` are the places named in it as places (no speakers), with coordinates and what contains them.
    """

    predicate: str
    terms: tuple[str, ...]
    names: tuple[Name, ...] = ()
    places: tuple[str, ...] = ()
    aspect: Aspect = Aspect.PLAIN
    meaning: str | None = None
    located: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing somebody is said to say in a report.

    ``content`` lists the spans of its words, in order (more than one when the words are broken up);
    ``sentence`` the sentence the first of them stands in. ``chain`` runs outermost first: the outlet, conduits,
    last the speaker. ``commitment`` is the page's, all layers taken together. ``said`` is when it was said,
    ``happened`` when the thing said happened; None where nothing tells. ``outlook`` is what kind of forecast, plan,
    condition or presumption it is; None where it is none or the words do not tell.
    """

    id: str
    report_id: str
    content: tuple[Span, ...]
    sentence: Span
    chain: tuple[Voice, ...]
    quote: QuoteKind
    commitment: Commitment
    polarity: Polarity
    frame: Frame
    quantities: tuple[Quantity, ...] = ()
    said: Moment | None = None
    happened: Moment | None = None
    headline: bool = False
    outlook: Outlook | None = None

    def __post_init__(self) -> None:
        if not self.content:
            raise RecordError("a statement needs its place in the text")
        if not self.chain or self.chain[0].kind is not VoiceKind.OUTLET:
            raise RecordError("a chain begins with the outlet")

    @staticmethod
    def identify(report_id: str, content: tuple[Span, ...]) -> str:
        """The identifier of the statement with these words in this report."""
        return digest("statement", report_id, *(f"{s.start}-{s.end}" for s in content))

    @property
    def framed(self) -> bool:
        """Whether there is anything by which it could answer a question: a predicate, words, names, numbers, a time."""
        frame = self.frame
        dated = self.happened is not None and self.happened.words is not None
        return bool(frame.predicate or frame.terms or frame.names or self.quantities or dated)

    @property
    def speaker(self) -> Voice:
        """The innermost voice."""
        return self.chain[-1]

    @property
    def span(self) -> Span:
        """The smallest span covering all of the content."""
        return Span(start=self.content[0].start, end=self.content[-1].end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What the understand room hands over for one report.

    ``understood`` is False for a language without rules; ``note`` then says so and there are no statements.
    ``mentions`` are all names found in the report, also outside statements: they say who is known from elsewhere.
    ``toll`` is what the report says of the harm done in its main event; None where it was not understood.
    """

    report_id: str
    published: Published
    statements: tuple[Statement, ...]
    mentions: tuple[Name, ...]
    understood: bool = True
    note: str | None = None
    toll: Toll | None = None
