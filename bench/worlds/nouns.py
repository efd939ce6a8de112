"""The nouns of generated worlds: what is asked, who knows, what was released, and what stands in a report."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Rates of a world. The defaults follow methods.md §5: 65 % of reports depend on another, marks kept on 40 %.

    ``mix`` weighs the kinds of dependent reports: copy, truncated, paraphrase, rewrite, relay, stale.
    The other rates are probabilities: ``typo``, ``dropped``, ``added`` per dependent report that is not a relay
    (a rewrite always drops), ``confirmed`` and ``rival`` per event (a second knower gives the same or another number
    or day), ``corrected`` per number that can be, ``unnamed`` per knower, ``circular`` per affair.
    ``slips`` per kind of slip (bench/worlds/slips.py) and dependent report that offers it, in words of the ``family``
    "dev" or "held".
    """

    copying: float = 0.65
    marks_kept: float = 0.40
    mix: tuple[float, float, float, float, float, float] = (0.34, 0.12, 0.20, 0.12, 0.17, 0.05)
    typo: float = 0.04
    dropped: float = 0.08
    added: float = 0.03
    confirmed: float = 0.35
    rival: float = 0.30
    corrected: float = 0.25
    unnamed: float = 0.12
    circular: float = 0.10
    slips: float = 0.0
    family: str = "dev"
    affairs_per_day: float = 4.0
    smallest: int = 5
    largest: int = 40
    outlets: int = 400
    agencies: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Knower:
    """Who can know: ``name`` as written within a sentence, ``key`` the words by which a speaker is recognised."""

    id: str
    name: str
    key: str
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked. ``clauses`` answer it in several wordings, each with the slot ``{v}`` unless an occurrence.

    Their slot ``{e}`` takes one of ``names``, under which the event or thing is known: with so many wordings two
    reporters rarely write the same twelve words, which only copying explains (methods.md §5).
    ``cumulative``: the number only grows, so that a later larger one is an update. ``titles`` are headlines.
    """

    id: str
    event: str
    attribute: str  # "count", "date" or "occurrence"
    item: str
    clauses: tuple[str, ...]
    titles: tuple[str, ...]
    names: tuple[str, ...] = ("",)
    cumulative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One knower states one value of one question at one time."""

    question: Question
    knower: Knower
    at: datetime
    written: int | None = None
    bound: str = "exact"
    date: datetime | None = None
    denies: bool = False
    corrects: int | None = None  # the number taken back, where this is a correction


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    """One statement of a generated report with the truth about it.

    ``sentence`` stands literally and once in the report's text and ``value_words`` literally in the sentence (empty
    for occurrences). ``speaker`` holds the words that name the speaker on the page, "" where the page names none;
    ``conduits`` the outlets named between, outermost first. ``knower`` is the true origin, whatever the page says.
    ``altered``: the number was mistyped on the way. ``misnamed``: the page names a speaker who never said it.
    ``parent`` is the address of the report the words came from, None where the reporter had them from the knower.
    """

    question: str
    event: str
    attribute: str
    sentence: str
    value_words: str
    written: int | None
    bound: str
    low: float | None
    high: float | None
    date: str | None
    positive: bool
    speaker: str
    conduits: tuple[str, ...]
    knower: str
    relation: str
    parent: str | None
    as_of: datetime
    cumulative: bool
    corrects: int | None = None
    altered: bool = False
    misnamed: bool = False

    @property
    def value(self) -> str:
        """The value as one string, the same for all statements of one claim: "23", "2031-03-18", "yes" or "no"."""
        if self.written is not None:
            return str(self.written)
        return self.date or ("yes" if self.positive else "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMutation:
    """What a report tells otherwise than its parent: a kind of `rashomon.records.MutationKind`, and the sentences.

    ``sentence`` stands in the report (its title for a headline), ``source`` in the parent; ``now`` and ``before`` are
    the words that differ. ``optional``: it may be told but need not be, as when both sides quote other words of one
    speaker.
    """

    kind: str
    sentence: str
    source: str
    now: str
    before: str
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldReport:
    """A generated report and its gold.

    ``relation``: own, copy, truncated, paraphrase, rewrite, relay, stale or circular. ``parent`` the address of the
    earlier report it was made from, ``root`` that of the first of its line (its own where it is the first).
    ``mutations`` are what it tells otherwise than its parent; none are told of relays, which share no text.
    """

    url: str
    outlet: str
    published: datetime
    title: str
    text: str
    relation: str
    parent: str | None
    root: str
    affair: str
    mark: str | None
    statements: tuple[GoldStatement, ...]
    mutations: tuple[GoldMutation, ...] = ()

    @property
    def payload(self) -> bytes:
        """The report as one JSON record with the fields the read room takes (UTF-8, one line, no newline)."""
        record = {
            "url": self.url,
            "title": self.title,
            "date": self.published.isoformat(),
            "language": "en",
            "text": self.text,
            "outlet": self.outlet,
        }
        return json.dumps(record, ensure_ascii=False).encode()
