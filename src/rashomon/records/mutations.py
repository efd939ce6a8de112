"""What changed on the way from one report to another that was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rashomon.errors import RecordError
from rashomon.records.places import Span


class MutationKind(StrEnum):
    """What the child does otherwise than the parent."""

    ATTRIBUTION_DROPPED = "attribution dropped"  # the parent says who said it, the child does not
    ATTRIBUTION_REPLACED = "attribution replaced"  # by another speaker, an outlet, or "sources"
    ATTRIBUTION_ADDED = "attribution added"  # the parent says it in its own voice
    BOUND_DROPPED = "bound dropped"  # "more than 300" -> "300"
    BOUND_CHANGED = "bound changed"  # "more than 300" -> "about 300", "300" -> "at least 300"
    HEDGE_DROPPED = "hedge dropped"  # "may have left" -> "has left"
    HEDGE_ADDED = "hedge added"
    NUMBER_ALTERED = "number altered"
    DATE_ALTERED = "date altered"
    QUOTE_ALTERED = "quote altered"  # other words inside quotation marks
    NAME_ALTERED = "name altered"
    HEADLINE = "headline against the text"  # the child's headline says otherwise than the text it was made of
    LEFT_OUT = "left out"  # a statement of the parent that the child has not
    PUT_IN = "put in"  # a statement of the child that the parent has not


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One thing that a link's child tells otherwise than its parent, with its place on both sides.

    The spans hold the words that differ, or the sentence where one side lacks them; ``child_words`` and
    ``parent_words`` are what is compared, as shown to a person: a number with its bound, a speaker's name, "" for none.
    A side is None only where a statement was left out or put in. ``statements`` are those concerned, child's and
    parent's, "" where the words belong to none. Where the link is not directed, what is called dropped is only lacking
    on the side called child.
    """

    kind: MutationKind
    child: Span | None
    parent: Span | None
    child_words: str
    parent_words: str
    statements: tuple[str, str] = ("", "")

    def __post_init__(self) -> None:
        one_sided = self.kind in (MutationKind.LEFT_OUT, MutationKind.PUT_IN)
        if (self.child is None and self.parent is None) or (None in (self.child, self.parent) and not one_sided):
            raise RecordError(f"a mutation ({self.kind.value}) needs its places")
