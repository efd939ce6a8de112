"""What every face renders of links: a part of the views of faces.py."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.records import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceView:
    """Exact words at a place ``[start, end)`` of a report's text, in code points."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MutationView:
    """One thing that a report tells otherwise than the one it was made of, in a sentence and at its places.

    A place is None where a statement was left out or put in. ``statements``: the child's and the parent's, may be "".
    """

    kind: str
    words: str
    child: PieceView | None
    parent: PieceView | None
    child_words: str
    parent_words: str
    statements: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """One report depends on another, or on an outlet that is not held. ``parent`` may be ``outlet:KEY``.

    ``direction`` is how sure it is that the child has it from the parent and not the reverse.
    """

    id: str
    kind: str
    child: str
    parent: str
    child_words: str
    parent_words: str
    probability: float
    directed: bool
    coverage: tuple[float, float]
    runs: tuple[tuple[PieceView, PieceView | None], ...]
    reasons: tuple[Reason, ...]
    direction: float
    mutations: tuple[MutationView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DescentView:
    """What a report was made of: ``parents`` (two of a mixture), how ``sure`` the first is, and whether order is known.

    ``words`` says it in a line, empty where nothing is known; ``family`` are further reports tied to it by text, and
    ``family_words`` how each stands to it ("The same text later in ..."); ``revisions`` are links to other captures of
    its address. ``circles`` say which reports rest on each other with it, and that who was first is not known.
    """

    words: str
    parents: tuple[LinkView, ...]
    sure: float
    ordered: bool
    family: tuple[str, ...]
    family_words: str
    revisions: tuple[LinkView, ...]
    circles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A report that tells things otherwise than what it was made of, the gravest first."""

    report: str
    outlet: str
    published: str
    words: str
    link: str
    mutations: tuple[MutationView, ...]
