"""How a claim stands: its status word and its Admiralty grade, each with its reason in words. Never "true" or "false".

Both are derived from independent origins and from rivals, never from how many reports repeat a claim. Who tells it is
graded apart and by people alone (a judgement).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.claims.forming import Stand
from rashomon.compare.origins.counting import Weighed
from rashomon.records import (
    Commitment,
    Conflict,
    ConflictKind,
    Grade,
    Origin,
    OriginKind,
    Statement,
    Status,
    Supersession,
    SupersessionKind,
)

CORROBORATED = 0.8  # P(at least two independent origins) above which the word is used (methods.md §6.7)
_WEAK = frozenset({Commitment.POSSIBLE, Commitment.PLANNED, Commitment.ALLEGED})
_NAMED = frozenset({OriginKind.SPEAKER, OriginKind.DOCUMENT, OriginKind.OBSERVATION, OriginKind.AGENCY})
_LISTED = 3
UNNAMED = "u:"  # keys of origins of whom only a sort is told begin so


@dataclass(frozen=True, slots=True)
class Standing:
    """A status and why, the grade of the information and why."""

    status: Status
    because: str
    grade: Grade
    grade_words: str


class Rivals:
    """What stands against the claims of one question, and what replaced them."""

    def __init__(
        self, stands: Iterable[Stand], conflicts: Sequence[Conflict], supersessions: Sequence[Supersession]
    ) -> None:
        held = list(stands)
        self._words = {s.id: s.value.words.partition(" / ")[0] for s in held}  # the wording given most often
        self._headlines = {s.id for s in held if s.answers and all(a.statement.headline for a in s.answers)}
        self._conflicts, self._supersessions = conflicts, supersessions

    def against(self, claim_id: str) -> list[str]:
        """The values in conflict with a claim's, in order. A headline against its own text disputes itself alone."""
        met = [c for c in self._conflicts if claim_id in c.claims and c.kind.disputes]
        met = [c for c in met if c.kind is not ConflictKind.HEADLINE or claim_id in self._headlines]
        others = {c for one in met for c in one.claims} - {claim_id}
        return sorted(self._words.get(c, c) for c in others)

    def replaced(self, claim_id: str) -> Supersession | None:
        """What replaced a claim: a retraction before a correction before an update, then the next value in time.

        A refinement replaces nothing.
        """
        order = (SupersessionKind.RETRACTION, SupersessionKind.CORRECTION, SupersessionKind.UPDATE)
        found = [s for s in self._supersessions if s.earlier == claim_id and s.kind in order]
        return min(found, key=lambda s: (order.index(s.kind), str(s.as_of[1]), s.id), default=None)

    def words(self, claim_id: str) -> str:
        """A claim's value as shown."""
        return self._words.get(claim_id, claim_id)


def standing(stand: Stand, weighed: Weighed, statements: Mapping[str, Statement], rivals: Rivals) -> Standing:
    """Status and grade of one claim. ``statements`` are at least those that support it."""
    status, because = _status(stand, weighed, rivals)
    grade, why = _grade(stand, weighed, rivals, status)
    weak = {statements[s].commitment for s in stand.supports}
    if weak and weak <= _WEAK and grade < Grade.POSSIBLE:
        grade, why = Grade.POSSIBLE, f"{why}, but nobody says it outright: {', '.join(sorted(weak))}"
    return Standing(status, because, grade, why)


def _status(stand: Stand, weighed: Weighed, rivals: Rivals) -> tuple[Status, str]:
    if not stand.supports:
        return Status.UNSUPPORTED, "only denied" if stand.denies else "only asked, or not confirmed"
    replaced = rivals.replaced(stand.id)
    if replaced is not None:
        status = Status.RETRACTED if replaced.kind is SupersessionKind.RETRACTION else Status.SUPERSEDED
        verb = "withdrawn" if status is Status.RETRACTED else "replaced"
        return status, f"{verb} by “{rivals.words(replaced.later)}” ({replaced.kind}): {replaced.reasons[0].words}"
    against = rivals.against(stand.id)
    if against:
        return Status.DISPUTED, f"{_listed(against)} {_verb(against)} against it, and neither replaces the other"
    count = weighed.fact
    names = _listed([o.name or o.key for o in weighed.origins])
    if count.at_least_two > CORROBORATED:
        if weighed.said.most == 1:
            return Status.SINGLE, f"{names} are named, but one text alone tells of them"
        sure = "sure" if count.least > 1 else f"{_percent(count.at_least_two)} likely"
        if count.least > 1 and _named(weighed) < 2:
            sure = "likely (their texts share no words, but fewer than two name whom they have it from)"
        return Status.CORROBORATED, f"two or more independent origins are {sure}: {names}"
    if count.most == 1:
        return Status.SINGLE, f"all of it comes from {names}"
    chance = _percent(count.at_least_two)
    return Status.SINGLE, f"a second independent origin is only {chance} likely: {names}"


def _percent(share: float) -> str:
    return f"{max(0.01, min(0.99, share)):.0%}".replace("%", " %")


def _grade(stand: Stand, weighed: Weighed, rivals: Rivals, status: Status) -> tuple[Grade, str]:
    """The Admiralty grade, from independent origins and rivals alone."""
    count = weighed.fact
    if status is Status.UNSUPPORTED:
        if stand.denies and count.at_least_two > CORROBORATED:
            return Grade.IMPROBABLE, "independent origins deny it and nobody says it"
        return Grade.UNJUDGED, "nobody says it"
    if status is Status.RETRACTED:
        return Grade.IMPROBABLE, "withdrawn by who said it"
    replaced = rivals.replaced(stand.id)
    if replaced is not None and replaced.kind is SupersessionKind.CORRECTION:
        return Grade.IMPROBABLE, "corrected since"
    sure = count.at_least_two > CORROBORATED and weighed.said.most > 1
    if status is Status.DISPUTED:
        if sure:
            return Grade.POSSIBLE, "independent origins, but others stand against it"
        return Grade.DOUBTFUL, "others stand against it and no second independent origin is sure"
    when = "for its own time " if replaced is not None else ""
    named = _named(weighed)
    if count.least > 1 and named > 1 and weighed.said.most > 1:
        return Grade.CONFIRMED, f"{when}confirmed by independent origins"
    if sure and not named:
        return Grade.POSSIBLE, f"{when}told in words that are not each other's, but nobody names an origin"
    if sure and count.least > 1:
        return Grade.PROBABLE, f"{when}one origin is named, the other is a text that names none"
    if sure:
        return Grade.PROBABLE, f"{when}a second independent origin is {_percent(count.at_least_two)} likely"
    if named:
        return Grade.POSSIBLE, f"{when}an origin that is named and can be asked, and no second one that is sure"
    return Grade.UNJUDGED, f"{when}no origin is named: {_why_unnamed(weighed.origins)}"


def _named(weighed: Weighed) -> int:
    """How many origins are named and could be asked."""
    return sum(o.kind in _NAMED and not o.key.startswith(UNNAMED) for o in weighed.origins)


def _why_unnamed(origins: Sequence[Origin]) -> str:
    if any(o.kind is OriginKind.CIRCLE for o in origins):
        return "the reports cite each other"
    if any(o.kind is OriginKind.OUTLET for o in origins):
        return "it is laid to an outlet whose own report is not among these"
    return "the reports do not say from whom they have it"


def _listed(names: Iterable[str]) -> str:
    unique = list(dict.fromkeys(names))
    if len(unique) <= _LISTED:
        return ", ".join(unique)
    return f"{', '.join(unique[:_LISTED])} and {len(unique) - _LISTED} more"


def _verb(names: Sequence[str]) -> str:
    return "stands" if len(set(names)) == 1 else "stand"
