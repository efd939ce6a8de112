"""Warnings of one block: what a reader must know before citing a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.compare.claims.intervals import Interval, of_moment
from rashomon.compare.claims.rivals import Setting
from rashomon.compare.questions.keys import published_days
from rashomon.records import (
    Aspect,
    Attribute,
    Claim,
    Conflict,
    ConflictKind,
    Flag,
    FlagKind,
    Statement,
    VoiceKind,
    digest,
)

APART = 300.0  # days between a date and every other date of like statements before it is flagged
_LAID_TO_NOBODY = frozenset({VoiceKind.OUTLET, VoiceKind.UNNAMED})


def flags(
    statements: Mapping[str, Statement],
    claims: Sequence[Claim],
    conflicts: Sequence[Conflict],
    circles: Mapping[str, tuple[tuple[str, ...], ...]],
    setting: Setting,
) -> tuple[Flag, ...]:
    """All flags of a block, in order of id. ``circles``: by claim, the statement ids of each circle of citations."""
    valued = {
        c.id: c.value.words.partition(" / ")[0]
        for c in claims
        if c.value.attribute in (Attribute.COUNT, Attribute.DATE)
    }
    found = (
        _from_conflicts([c for c in conflicts if c.claims[0] in valued], valued)
        + _dropped(statements, claims, setting)
        + _apart(statements, setting)
    )
    for claim_id, groups in sorted(circles.items()):
        found += [
            _flag(FlagKind.CIRCULAR, group, "these reports name each other as their source", claim_id)
            for group in groups
        ]
    return tuple(sorted({f.id: f for f in found}.values(), key=lambda f: f.id))


def _flag(kind: FlagKind, statements: Sequence[str], words: str, claim_id: str | None = None) -> Flag:
    ids = tuple(sorted(set(statements)))
    return Flag(
        id=digest("flag", kind, claim_id or "", *ids), kind=kind, statements=ids, words=words, claim_id=claim_id
    )


def _from_conflicts(conflicts: Sequence[Conflict], values: Mapping[str, str]) -> list[Flag]:
    kinds = {ConflictKind.HEADLINE: FlagKind.HEADLINE, ConflictKind.TRANSMISSION: FlagKind.ALTERED_NUMBER}
    return [
        _flag(
            kinds[c.kind],
            c.statements[0] + c.statements[1],
            f"{' against '.join(sorted(values[x] for x in c.claims))}: {c.reasons[0].words}",
        )
        for c in conflicts
        if c.kind in kinds
    ]


def _dropped(statements: Mapping[str, Statement], claims: Sequence[Claim], setting: Setting) -> list[Flag]:
    """What a copy or rewrite lays to nobody or to unnamed sources, where the other names a speaker; one flag a claim.

    A headline names nobody by custom, and a report that names the speaker elsewhere drops nothing.
    """
    found = []
    for claim in claims:
        members = [statements[s] for s in claim.supports]
        named = [s for s in members if s.speaker.kind not in _LAID_TO_NOBODY]
        naming = {s.report_id for s in named}
        bare = [s for s in members if s.report_id not in naming and not s.headline]
        pairs = [
            (b, s)
            for b in bare
            for s in named
            if (b.report_id, s.report_id) in setting.retold and _not_later(s, b, setting)
        ]
        if pairs:
            told = min(s.speaker.name for _, s in pairs)
            words = f"it names no speaker; a report told with the same words or particulars lays it to {told}"
            ids = [s.id for pair in pairs for s in pair]
            found.append(_flag(FlagKind.DROPPED_ATTRIBUTION, ids, words, claim.id))
    return found


def _not_later(parent: Statement, child: Statement, setting: Setting) -> bool:
    first, second = (published_days(setting.reports[s.report_id]) for s in (parent, child))
    return first is None or second is None or first <= second


def _apart(statements: Mapping[str, Statement], setting: Setting) -> list[Flag]:
    """Dates that stand `APART` from every other date given for the same predicate and a shared name (or word).

    Catches a wrong year, where two other reports date the like. A beginning is compared with any date of the like: that
    others give only later stages is no proof against it, but a reader must know that nobody else dates it so.
    """
    dated = [(s, when) for s in statements.values() if (when := _when(s)) is not None]
    found = []
    for one, when in dated:
        first = one.frame.aspect is Aspect.FIRST
        rest = [(s, w) for s, w in dated if s is not one and _alike(one, s)]
        if not first and len({s.report_id for s, _ in rest} - {one.report_id}) < 2:
            continue
        if rest and all(_gap(when, w) > APART for _, w in rest):
            years = f"at least {min(_gap(when, w) for _, w in rest) / 365.25:.1f} years"
            words = f"dated {years} away from every other date given for the like"
            found.append(_flag(FlagKind.DATE_APART, [one.id], words))
    return found


def _when(statement: Statement) -> Interval | None:
    moment = statement.happened
    if moment is None or moment.words is None or moment.lo is None or moment.hi is None:
        return None
    interval = of_moment(moment)
    return interval if interval is not None and interval.hi[0] - interval.lo[0] <= 400 else None


def _alike(a: Statement, b: Statement) -> bool:
    one, other = ({n.key for n in s.frame.names} for s in (a, b))
    shared = one & other if one or other else set(a.frame.terms) & set(b.frame.terms)
    return a.frame.predicate == b.frame.predicate and bool(shared)


def _gap(a: Interval, b: Interval) -> float:
    return max(0.0, max(a.lo[0], b.lo[0]) - min(a.hi[0], b.hi[0]))
