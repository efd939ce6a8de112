"""Rival numbers of one question: update, correction, retraction, refinement, conflict, other scope, a fault on the way.

The rules are those of methods.md §2.3 and §6.6. Order is read from when each value was *first* given, so that a stale
report repeating an old number later starts no conflict. Where times are unknown nothing is decided: the claims stand
side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from rashomon.compare.claims.answers import ROUNDED, Answer
from rashomon.compare.claims.forming import Stand
from rashomon.compare.claims.verdicts import Sides, Stands, replace, rival
from rashomon.compare.questions.evidence import overlap
from rashomon.compare.questions.families import (
    CORRECTING,
    CUMULATIVE_ITEMS,
    FLOWING,
    LEVEL_ITEMS,
    LOOSE_ITEMS,
    RETRACTING,
    TOLL_ITEMS,
)
from rashomon.compare.questions.places import where
from rashomon.records import (
    Bound,
    Conflict,
    ConflictKind,
    QuantityKind,
    Span,
    Statement,
    Supersession,
    SupersessionKind,
    Voice,
    VoiceKind,
)

_PART = 4.0  # a toll at least this many times smaller than another of its report is a part of it (start value)
_SENTENCE = 0.6  # share of words two statements have in common when one is the other with its number garbled
_WORDS = 3  # and words they must have in common: "130 people were killed" is no sentence to go by
Copied = Callable[[str, str], bool]  # whether the first report surely copies the second, or the second the first
Verdict = Conflict | Supersession | None


class Numbers:
    """The rival values of one COUNT question. ``copied`` tells which reports are copies of one another."""

    def __init__(self, stands: Sequence[Stand], copied: Copied) -> None:
        self._copied = copied
        self._item = stands[0].question.item or "" if stands else ""
        self._parts = _parts(stands) if self._item in TOLL_ITEMS else frozenset()

    def between(self, left: Stand, right: Stand) -> Verdict:
        """What two claims of the question are to each other; None where nothing is to be said."""
        told = _told(left, right) or _told(right, left)
        if told is not None:
            return self._from_to(told)
        a, b = self._only(left, right), self._only(right, left)
        if not a or not b:
            return self._nearer(left, right)
        if min(x.order for x in a) > min(x.order for x in b):
            return self._ordered((right, left), (b, a))
        return self._ordered((left, right), (a, b))

    def _firm(self, stand: Stand) -> list[Answer]:
        """Answers that give the value as what is so now, and as the whole."""
        return [
            x for x in stand.answers if x.asserts and not x.before and not _vague(x) and _place(x) not in self._parts
        ]

    def _only(self, stand: Stand, other: Stand) -> list[Answer]:
        """Answers of a claim whose own interval misses every answer of the other's: the ones that truly exclude it.

        "Thousands" is said of eleven thousand too: a vague number excludes nothing, nor does none.
        """
        rivals = [y for y in other.answers if not y.before]
        return [x for x in self._firm(stand) if all(not x.interval.meets(y.interval) for y in rivals)]

    def _from_to(self, told: tuple[Stand, Stand, Answer, Answer]) -> Verdict:
        """ "Rose from 28 to 47": the statement itself says which number replaces which."""
        earlier, later, before, now = told
        first = min((x for x in earlier.answers if x.asserts and not x.before), key=lambda x: x.order, default=before)
        grows = self._item not in CUMULATIVE_ITEMS or _face(now) > _face(before)
        update = grows and not _cue([now], CORRECTING)
        kind = SupersessionKind.UPDATE if update else SupersessionKind.CORRECTION
        words = "the later report itself gives the other as the earlier number"
        return replace(kind, (earlier, later), (first if first.order < now.order else before, now), words)

    def _nearer(self, left: Stand, right: Stand) -> Verdict:
        """Two values that do not exclude each other: a count that grew past its bound, was lowered, or is now known
        more closely ("at least 40", then 93; "about 12,000", then 11,213)."""
        sides = [self._firm(left), self._firm(right)]
        if not all(sides):
            return None
        (early, before), (late, after) = sorted(
            ((stand, min(side, key=lambda x: x.order)) for stand, side in zip((left, right), sides, strict=True)),
            key=lambda one: one[1].order,
        )
        if before.as_of is None or after.as_of is None or before.as_of.meets(after.as_of):
            return None
        ordered = (sides[0], sides[1]) if early is left else (sides[1], sides[0])
        if both_given(ordered) or _scope(ordered) is not None:
            return None
        pair = ((early, late), (before, after))
        cue = _cue([after], CORRECTING)
        if cue and _face(after) < _face(before) and not _limit(before):
            return replace(SupersessionKind.CORRECTION, *pair, f"the later report says “{cue}”")
        if self._item in CUMULATIVE_ITEMS and _face(after) > _face(before) and not _limit(after):
            return replace(SupersessionKind.UPDATE, *pair, f"a count of {self._item} that grows; later and larger")
        if after.interval.within(before.interval) and after.interval != before.interval:
            return replace(SupersessionKind.REFINEMENT, *pair, "later, and closer within the bounds of the earlier")
        return None

    def _ordered(self, stands: Stands, sides: Sides) -> Verdict:
        early, late = (min(side, key=lambda x: x.order) for side in sides)
        if both_given(sides):
            return None
        slip = garbled(sides, self._copied)
        if slip is not None:
            return rival(slip[0], stands, sides, slip[1])
        if early.as_of is None or late.as_of is None:
            return None
        scope = _scope(sides) if self._item in TOLL_ITEMS else None
        apart = not early.as_of.meets(late.as_of)
        if scope is not None:
            return None if apart else rival(ConflictKind.SCOPE, stands, sides, scope)
        return self._replaced(stands, sides, apart=apart) or self._excluding(stands, sides, apart=apart)

    def _replaced(self, stands: Stands, sides: Sides, *, apart: bool) -> Supersession | None:
        """Whether the later number replaces the earlier one."""
        early, late = (min(side, key=lambda x: x.order) for side in sides)
        shared = sorted(_known(sides[0]) & _known(sides[1]))
        cue = _cue(sides[1], CORRECTING)
        if _cue(sides[1], RETRACTING) and shared:
            return replace(
                SupersessionKind.RETRACTION, stands, (early, late), f"withdrawn by {_named(shared[0], sides)}"
            )
        if cue and (apart or shared) and not self._far(sides):
            return replace(SupersessionKind.CORRECTION, stands, (early, late), f"the later report says “{cue}”")
        sure = apart or (bool(shared) and self._item in CUMULATIVE_ITEMS)
        if self._grows(sides) and late.interval.lo > early.interval.hi and sure:
            if _limit(late):
                return None
            words = f"a count of {self._item} that grows; later and larger"
            return replace(SupersessionKind.UPDATE, stands, (early, late), words)
        if self._item in LEVEL_ITEMS and apart:
            words = f"a number of {self._item} that can change; later"
            return replace(SupersessionKind.UPDATE, stands, (early, late), words)
        if shared and apart and not _faces(sides[0]) & _faces(sides[1]):
            words = f"{_named(shared[0], sides)} gives another number later"
            return replace(SupersessionKind.CORRECTION, stands, (early, late), words)
        return None

    def _grows(self, sides: Sides) -> bool:
        """Whether it is a count that only grows: a toll, or what flows from one place to another."""
        return self._item in CUMULATIVE_ITEMS or all(2 * sum(map(_flows, side)) >= len(side) for side in sides)

    def _far(self, sides: Sides) -> bool:
        """Whether one toll is so much smaller than the other that it must be of a part, or of an earlier hour."""
        low, high = sorted(max(_face(x) for x in side) for side in sides)
        return self._item in TOLL_ITEMS and low * _PART <= high

    def _excluding(self, stands: Stands, sides: Sides, *, apart: bool) -> Conflict | None:
        """Neither replaces the other: rivals, unless one is so much smaller a toll that it must be of a part."""
        shared = sorted(_known(sides[0]) & _known(sides[1]))
        if (apart and (self._item in LOOSE_ITEMS or self._far(sides))) or _rounded(sides):
            return None
        if self._item in LOOSE_ITEMS:
            words = f"“{self._item}” may be said of the dead, or of the hurt too"
            return rival(ConflictKind.SCOPE, stands, sides, words)
        if self._far(sides):
            words = "so much smaller a toll is most often of a part, or of an earlier hour"
            return rival(ConflictKind.SCOPE, stands, sides, words)
        if shared and apart:
            words = f"one number laid to {_named(shared[0], sides)}, with another bound"
            return rival(ConflictKind.TRANSMISSION, stands, sides, words)
        if shared:
            return rival(
                ConflictKind.TRANSMISSION,
                stands,
                sides,
                f"both are laid to {_named(shared[0], sides)} at the same time",
            )
        return rival(
            ConflictKind.NUMBER, stands, sides, "the numbers exclude each other and neither replaces the other"
        )


def garbled(sides: Sides, copied: Copied) -> tuple[ConflictKind, str] | None:
    """Whether a difference arose on the way: headline against its own text, or a copy that alters the value."""
    for own, other in (sides, sides[::-1]):
        held = {x.statement.report_id for x in other}
        if all(x.statement.headline and x.statement.report_id in held for x in own):
            return ConflictKind.HEADLINE, "the headline gives another value than the text under it"
    for own, other in (sides, sides[::-1]):
        if all(any(_altered(x, y, copied) for y in other) for x in own):
            return ConflictKind.TRANSMISSION, "every report with one of the values copies a report with the other"
    return None


def _altered(own: Answer, other: Answer, copied: Copied) -> bool:
    """Whether one statement is the other's sentence, copied with another value in it."""
    if not copied(own.statement.report_id, other.statement.report_id):
        return False
    shared, share = overlap(own.statement.frame.terms, other.statement.frame.terms)
    return len(shared) >= _WORDS and share >= _SENTENCE


def _told(earlier: Stand, later: Stand) -> tuple[Stand, Stand, Answer, Answer] | None:
    """The first statement that gives the one claim's value as what the other's was before ("down from 340")."""
    before = {x.statement.id: x for x in earlier.answers if x.before}
    now = [x for x in later.answers if not x.before and x.asserts and x.statement.id in before]
    if not now:
        return None
    first = min(now, key=lambda x: x.order)
    return earlier, later, before[first.statement.id], first


def _parts(stands: Sequence[Stand]) -> frozenset[tuple[str, Span]]:
    """Tolls that are parts of another in their own report: smaller ones in the same voice or laid to nobody, and any
    that is `_PART` times smaller ("38 died; seven in the harbour, one at sea")."""
    by_report: dict[str, dict[tuple[str, Span], Answer]] = {}
    for x in chain.from_iterable(s.answers for s in stands):
        if x.quantity is not None and x.asserts and not x.before and not _vague(x) and not x.statement.headline:
            by_report.setdefault(x.statement.report_id, {})[_place(x)] = x
    found = set()
    for told in by_report.values():
        most = max(told.values(), key=lambda x: (_face(x), x.statement.id))
        for place, x in told.items():
            own = _nobody(x.statement.speaker) or _one_voice(x, most)
            if _face(x) < _face(most) and (own or _face(x) * _PART <= _face(most)) and not _revised(x, most):
                found.add(place)
    return frozenset(found)


def _flows(answer: Answer) -> bool:
    quantity = answer.quantity
    stock = quantity is not None and quantity.kind is QuantityKind.STOCK
    return stock and answer.statement.frame.predicate in FLOWING


def _nobody(speaker: Voice) -> bool:
    """Whether a number is laid to nobody: the report's own voice, or "officials" of no body."""
    return speaker.kind is VoiceKind.OUTLET or (speaker.kind is VoiceKind.UNNAMED and speaker.institution is None)


def _one_voice(a: Answer, b: Answer) -> bool:
    return a.statement.speaker.key == b.statement.speaker.key


def _revised(a: Answer, b: Answer) -> bool:
    """Whether one of the two says of itself that it corrects a number: then both are of the whole."""
    return any(_cue([x], CORRECTING | RETRACTING) is not None for x in (a, b))


def _place(answer: Answer) -> tuple[str, Span]:
    quantity = answer.quantity
    return answer.statement.id, answer.statement.content[0] if quantity is None else quantity.span


def _vague(answer: Answer) -> bool:
    """Dozens, hundreds; and none: "nobody was killed" is most often said of another part of the same affair."""
    return answer.vague or (answer.quantity is not None and answer.quantity.written == 0)


def _limit(answer: Answer) -> bool:
    """Whether an answer only says how many at most: a limit is no count that grew."""
    return answer.quantity is not None and answer.quantity.bound in (Bound.AT_MOST, Bound.LESS_THAN)


def both_given(sides: Sides) -> bool:
    """Whether one voice gives both values in every report that holds one of them: then their scopes differ."""
    voices = [
        {(x.statement.report_id, x.statement.speaker.key) for x in side if not x.statement.headline} for side in sides
    ]
    return bool(voices[0] and voices[1]) and (voices[0] <= voices[1] or voices[1] <= voices[0])


def _scope(sides: Sides) -> str | None:
    """Why two tolls are of different scope: places that exclude each other, a smaller one of a place within, or one of
    those confirmed so far. None where nothing tells."""
    least, most = sorted(sides, key=lambda side: max(_face(x) for x in side))
    told = [[x.statement for x in side] for side in (least, most)]
    if all(x.confirmed for x in least) and not any(x.confirmed for x in most):
        return "the smaller is of those confirmed so far"
    found = [where(a.frame.located, b.frame.located) for a in told[0] for b in told[1]]
    if found and all(f is not None and f.feature == "places apart" for f in found):
        return found[0].words if found[0] is not None else None
    if found and all(_inner(a, b) for a in told[0] for b in told[1]):
        return next(f.words for f in found if f is not None)
    return None


def _inner(inside: Statement, outside: Statement) -> bool:
    """Whether all places of one statement lie within a place that the other names."""
    within, around = inside.frame.located, outside.frame.located
    return bool(within and around) and all(any(b.contains(a) for b in around) for a in within)


def _face(answer: Answer) -> float:
    return answer.quantity.written if answer.quantity is not None else 0.0


def _rounded(sides: Sides) -> bool:
    """Whether one side gives the other's number in whole thousands or the like: "3,000" beside 3,166."""

    def rounds(short: float, full: float) -> bool:
        digits = f"{short:.0f}"
        zeros = len(digits) - len(digits.rstrip("0"))
        return short >= ROUNDED and zeros >= len(digits) - 2 and abs(full - short) < 10**zeros / 2

    return all(rounds(a, b) or rounds(b, a) for a in _faces(sides[0]) for b in _faces(sides[1]))


def _faces(side: Sequence[Answer]) -> set[float]:
    return {x.quantity.written for x in side if x.quantity is not None}


def _known(side: Sequence[Answer]) -> set[str]:
    return {k for x in side for k in x.knowers}


def _named(key: str, sides: Sides) -> str:
    """The name under which a speaker is told of in an answer; the key where only a body behind one has it."""
    names = {x.statement.speaker.name for x in chain.from_iterable(sides) if x.statement.speaker.key == key}
    return min(names, key=lambda name: (len(name), name), default=key)


def _cue(side: Sequence[Answer], words: frozenset[str]) -> str | None:
    found = sorted({t for x in side for t in x.statement.frame.terms} & words)
    found += sorted({x.statement.frame.predicate for x in side} & words)
    return found[0] if found else None
