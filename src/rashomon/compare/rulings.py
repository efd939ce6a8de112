"""What people decided, laid over what the machine finds: which statements belong together, which do not count.

Of judgements that contradict each other the one of the higher rank holds (`Judgement.rank`); the others stand recorded
and are said to be overruled. Everything here is a function of the rulings alone, whatever order they came in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from rashomon.compare.graphs import Union
from rashomon.records import (
    Conflict,
    Flag,
    FlagKind,
    Judgement,
    JudgementKind,
    Link,
    Report,
    Ruling,
    Spot,
    Statement,
    SubjectKind,
    Supersession,
    digest,
)

NEAR = 0.6  # share of words two readings of one place must have in common to be one statement (start value)
_STATEMENTS = frozenset({SubjectKind.STATEMENT, SubjectKind.CLAIM, SubjectKind.QUESTION, SubjectKind.REPORT})
Told = Callable[[str], Sequence[tuple[Report, Sequence[Statement]]]]
"""Gives, for the digest of an original, the reports made of it with their statements."""


def ruling(judgement: Judgement, told: Told) -> Ruling:
    """A judgement with the statements its subjects are now: those with the same words in the same bytes.

    A newer engine may cut a statement otherwise: the one that shares most words with the spot is taken, if it shares
    at least `NEAR` of them.
    """
    found = []
    for subject in judgement.subjects:
        sides = tuple(
            tuple(sorted({i for s in spots for i in _at(s, told)})) for spots in (subject.spots, subject.against)
        )
        found.append((sides[0], sides[1]))
    return Ruling(judgement=judgement, found=tuple(found))


def _at(spot: Spot, told: Told) -> list[str]:
    held = told(spot.original)
    chosen = [one for one in held if one[0].id == spot.report] or held
    if not spot.words:
        return [s.id for _, statements in chosen for s in statements]
    best: tuple[float, int, str] | None = None
    wanted = _folded(spot.words)
    for report, statements in chosen:
        for s in statements:
            share = _shared(wanted, _folded(" ".join(span.of(report.text) for span in s.content)))
            rank = (-share, abs(s.span.start - spot.start), s.id)
            if share >= NEAR and (best is None or rank < best):
                best = rank
    return [] if best is None else [best[2]]


def _folded(words: str) -> list[str]:
    return words.casefold().split()


def _shared(a: Sequence[str], b: Sequence[str]) -> float:
    """2 |A ∩ B| / (|A| + |B|) over the sets of words; 1 for the same words in the same order."""
    if a == b:
        return 1.0
    one, other = set(a), set(b)
    return min(0.999, 2 * len(one & other) / (len(one) + len(other))) if one or other else 0.0


@dataclass(slots=True)
class Verdicts:
    """The standing judgements of one block, resolved against each other.

    ``rejected`` statements answer nothing. ``groups`` are statements of one question each, ``apart`` pairs of different
    ones, both by what is asked (() for whatever they answer). ``overruled``: judgements that a higher one contradicts.
    """

    rejected: frozenset[str] = frozenset()
    joins: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    parts: tuple[tuple[tuple[str, ...], frozenset[str], frozenset[str]], ...] = ()
    overruled: tuple[tuple[Judgement, Judgement, tuple[str, ...]], ...] = ()
    dismissing: tuple[Ruling, ...] = field(default=())

    def groups(self, asks: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Statements laid together where this is asked."""
        union = Union()
        for asked, members in self.joins:
            if asked in ((), asks):
                for other in members[1:]:
                    union.join(members[0], other)
        found: dict[str, set[str]] = {}
        for asked, members in self.joins:
            if asked in ((), asks):
                found.setdefault(union.find(members[0]), set()).update(members)
        return [tuple(sorted(found[k])) for k in sorted(found)]

    def apart(self, asks: tuple[str, ...]) -> Callable[[str, str], bool] | None:
        """Whether two statements, or any laid together with them, are said to answer two questions of this kind; None
        where nothing is said of any."""
        sides = [(a, b) for asked, a, b in self.parts if asked in ((), asks)]
        if not sides:
            return None
        with_ = {s: group for group in self.groups(asks) for s in group}

        def parted(x: str, y: str) -> bool:
            one, other = set(with_.get(x, (x,))), set(with_.get(y, (y,)))
            return any((one & a and other & b) or (one & b and other & a) for a, b in sides)

        return parted

    def united(self, asks: tuple[str, ...], clusters: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
        """The clusters of statements that ask this, those that hold members of one group made one.

        Where that would bring together what is said to be apart, the members of the group leave their clusters.
        """
        left, apart = list(clusters), self.apart(asks)
        for group in self.groups(asks):
            members = set(group)
            met = [c for c in left if members & set(c)]
            whole = tuple(sorted({s for c in met for s in c}))
            if len(met) < 2:
                continue
            if apart is not None and any(apart(x, y) for x, y in combinations(whole, 2)):
                rest = [tuple(s for s in c if s not in members) for c in met]
                new = [tuple(s for s in whole if s in members), *filter(None, rest)]
            else:
                new = [whole]
            left = [c for c in left if c not in met] + new
        return tuple(sorted(left))

    def links(self, links: Iterable[Link], statements: Mapping[str, Statement]) -> list[Link]:
        """The links without those rejected."""
        gone = [r for r in self.dismissing if r.judgement.subjects[0].kind is SubjectKind.LINK]
        return [ln for ln in links if not any(_names_link(r, ln, statements) for r in gone)]

    def conflicts(self, conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
        """The conflicts without those rejected."""
        return tuple(c for c in conflicts if not self._dismissed(SubjectKind.CONFLICT, c.kind, c.statements))

    def supersessions(self, supersessions: Iterable[Supersession]) -> tuple[Supersession, ...]:
        """The supersessions without those rejected."""
        return tuple(
            s
            for s in supersessions
            if not self._dismissed(SubjectKind.SUPERSESSION, s.kind, ((s.earlier_statement,), (s.later_statement,)))
        )

    def flags(self, flags: Iterable[Flag]) -> tuple[Flag, ...]:
        """The flags without those rejected, with one for each judgement that another overrules."""
        kept = [f for f in flags if not self._dismissed(SubjectKind.FLAG, f.kind, (f.statements, ()))]
        return tuple(
            sorted({f.id: f for f in (*kept, *map(_contradiction, self.overruled))}.values(), key=lambda f: f.id)
        )

    def _dismissed(self, kind: SubjectKind, key: str, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
        one, other = map(set, sides)
        for r in self.dismissing:
            subject = r.judgement.subjects[0]
            if subject.kind is not kind or subject.key != key:
                continue
            ours, theirs = map(set, r.found[0])
            if not theirs and not other:
                return bool(ours & one)
            if (ours & one and theirs & other) or (ours & other and theirs & one):
                return True
        return False


NONE = Verdicts()


def verdicts(rulings: Sequence[Ruling], statements: Iterable[str]) -> Verdicts:
    """What the standing judgements that find statements of one block decide there."""
    block = frozenset(statements)
    ordered = sorted(rulings, key=lambda r: r.judgement.rank, reverse=True)
    rejected = frozenset(
        s
        for r in ordered
        if r.judgement.kind is JudgementKind.REJECT and r.judgement.subjects[0].kind in _STATEMENTS
        for s in r.statements
    )
    found = _Placed(block)
    for r in ordered:
        if r.judgement.kind is JudgementKind.SAME:
            found.join(r)
        elif r.judgement.kind is JudgementKind.NOT_SAME:
            found.part(r)
    dismissing = tuple(r for r in ordered if r.judgement.kind is JudgementKind.REJECT)
    joins, parts = tuple((a, m) for _, a, m in found.joins), tuple((k, a, b) for _, k, a, b in found.parts)
    return Verdicts(rejected, joins, parts, tuple(found.overruled), dismissing)


def _asked(judgement: Judgement) -> tuple[str, ...]:
    """What the questions judged ask; () where statements or reports were judged, whatever they answer."""
    asked = {s.asks for s in judgement.subjects if s.asks}
    return min(asked) if len(asked) == 1 else ()


class _Placed:
    """Merges and splits laid down from the highest rank to the lowest, each as far as those above it allow."""

    def __init__(self, block: frozenset[str]) -> None:
        self._block = block
        self.joins: list[tuple[Judgement, tuple[str, ...], tuple[str, ...]]] = []
        self.parts: list[tuple[Judgement, tuple[str, ...], frozenset[str], frozenset[str]]] = []
        self.overruled: list[tuple[Judgement, Judgement, tuple[str, ...]]] = []

    def join(self, ruling: Ruling) -> None:
        """Lay the statements of a merge together, without those a higher split keeps from the rest."""
        asks = _asked(ruling.judgement)
        members = {s for side, _ in ruling.found for s in side if s in self._block}
        union = self._union(asks)

        def weight(side: set[str]) -> tuple[int, int, str]:
            """Of two that must part, the one goes that belongs to the smaller of the things merged."""
            return max(len(found) for found, _ in ruling.found if side & set(found)), len(side), min(side)

        for above, asked, a, b in self.parts:
            if not _meets(asked, asks):
                continue
            one, other = ({union.find(s) for s in side} for side in (a, b))
            left, right = ({s for s in members if union.find(s) in roots} for roots in (one, other))
            if left and right:
                members -= left if weight(left) < weight(right) else right
                self._overrule(ruling, above)
        if len(members) > 1:
            self.joins.append((ruling.judgement, asks, tuple(sorted(members))))

    def part(self, ruling: Ruling) -> None:
        """Keep the sides of a split apart, but for statements a higher merge lays together."""
        asks = _asked(ruling.judgement)
        sides = [{s for s in side if s in self._block} for side, _ in ruling.found]
        for n, left in enumerate(sides):
            for right in sides[n + 1 :]:
                a, b = _disjoint(left, right)
                for above, asked, members in self.joins:
                    joined = set(members) if _meets(asked, asks) else set()
                    if a & joined and b & joined:
                        a, b = a - joined, b - joined
                        self._overrule(ruling, above)
                if a and b:
                    self.parts.append((ruling.judgement, asks, frozenset(a), frozenset(b)))

    def _overrule(self, ruling: Ruling, above: Judgement) -> None:
        self.overruled.append((ruling.judgement, above, tuple(s for s in ruling.statements if s in self._block)))

    def _union(self, asks: tuple[str, ...]) -> Union:
        union = Union()
        for _, asked, members in self.joins:
            for other in members[1:] if _meets(asked, asks) else ():
                union.join(members[0], other)
        return union


def _disjoint(left: set[str], right: set[str]) -> tuple[set[str], set[str]]:
    """Two sides of a split without what both hold; a part of the other is split off from the rest of it."""
    if left < right:
        return left, right - left
    return (left - right, right) if right < left else (left - right, right - left)


def _meets(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether judgements about what is asked can touch the same questions; () is whatever is asked."""
    return one == other or not one or not other


def _names_link(ruling: Ruling, link: Link, statements: Mapping[str, Statement]) -> bool:
    subject = ruling.judgement.subjects[0]
    kind, _, outlet = subject.key.partition(" outlet:")
    if kind != link.kind:
        return False
    ours, theirs = ({statements[s].report_id for s in side if s in statements} for side in ruling.found[0])
    if outlet:
        return link.child in ours and link.parent == f"outlet:{outlet}"
    return (link.child in ours and link.parent in theirs) or (link.child in theirs and link.parent in ours)


def _contradiction(overruled: tuple[Judgement, Judgement, tuple[str, ...]]) -> Flag:
    below, above, statements = overruled
    words = f"“{below.kind}”, {below.who}, and “{above.kind}”, {above.who}, contradict each other; " + (
        "the person's holds" if below.machine and not above.machine else "the later holds"
    )
    identifier = digest("flag", FlagKind.JUDGEMENTS_APART, below.id, above.id)
    return Flag(id=identifier, kind=FlagKind.JUDGEMENTS_APART, statements=statements, words=words)
