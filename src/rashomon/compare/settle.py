"""Everything derived from one block of statements, in one pure function: what the ledger stores and can rebuild."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.actors import as_heard, resolve, with_one_key
from rashomon.compare.claims import Stand, stands
from rashomon.compare.evidence import Dated
from rashomon.compare.flags import flags
from rashomon.compare.keys import published_days
from rashomon.compare.origins import Weighed, weigh
from rashomon.compare.pairs import Scores
from rashomon.compare.questions import questions
from rashomon.compare.rivals import Setting, decide
from rashomon.compare.witnesses import witnesses
from rashomon.records import (
    Claim,
    Conflict,
    Link,
    Question,
    Report,
    Settled,
    Statement,
    Status,
    Supersession,
    SupersessionKind,
)

CORROBORATED = 0.8  # P(at least two independent origins) above which the word is used (methods.md §6.7)


@dataclass(frozen=True, slots=True)
class _Answered:
    """One question with its claims weighed and its rivals decided."""

    question: Question
    claims: tuple[tuple[Stand, Weighed], ...]
    conflicts: tuple[Conflict, ...]
    supersessions: tuple[Supersession, ...]


def settle(
    statements: Sequence[Statement],
    links: Sequence[Link],
    reports: Mapping[str, Report],
    affairs: Mapping[str, tuple[str, ...]] | None = None,
    scores: Scores | None = None,
    aliases: Mapping[str, str] | None = None,
) -> Settled:
    """Questions, claims, origins, conflicts, supersessions and flags of one block.

    ``statements`` are those of the block, ``reports`` at least the reports they stand in, ``links`` those among these
    reports and from them to outlets, ``affairs`` by report the names it mentions most; ``scores`` only remembers;
    ``aliases`` are names that are one by a table from outside.
    Depends on nothing else and not on any order.
    """
    by_id = {s.id: s for s in sorted(statements, key=lambda s: s.id)}
    held = {r: reports[r] for r in sorted({s.report_id for s in statements})}
    own = sorted((ln for ln in links if ln.child in held), key=lambda ln: ln.id)
    told = affairs or {}
    days = {r: (published_days(report), told.get(r, ())) for r, report in held.items()}
    dated = {i: Dated(s, *days[s.report_id]) for i, s in by_id.items()}
    known = scores or Scores()
    setting = Setting.of(held, own, dated, known)
    voiced = {s.id: s for s in with_one_key(by_id.values(), resolve(as_heard(by_id.values()), aliases))}
    answered = [_answer(q, by_id, voiced, own, setting) for q in questions(by_id, dated, held, known)]
    claims = sorted((c for a in answered for c in _claims(a)), key=lambda c: c.id)
    origins = sorted((o for a in answered for _, w in a.claims for o in w.origins), key=lambda o: o.id)
    conflicts = sorted((c for a in answered for c in a.conflicts), key=lambda c: c.id)
    circles = {stand.id: w.circles for a in answered for stand, w in a.claims if w.circles}
    return Settled(
        block_id=min(by_id),
        statements=tuple(by_id),
        questions=tuple(a.question for a in answered),
        claims=tuple(claims),
        origins=tuple(origins),
        conflicts=tuple(conflicts),
        supersessions=tuple(sorted((s for a in answered for s in a.supersessions), key=lambda s: s.id)),
        flags=flags(by_id, claims, conflicts, circles, setting),
    )


def _answer(
    question: Question,
    by_id: Mapping[str, Statement],
    voiced: Mapping[str, Statement],
    links: Sequence[Link],
    setting: Setting,
) -> _Answered:
    """One question answered. ``voiced`` are the statements with one key for each speaker across reports."""
    found = stands(question, by_id, setting.reports)
    conflicts, supersessions = decide(found, setting)
    weighed = []
    for stand in found:
        resting = witnesses(stand, by_id) or stand.denies or question.statements
        members = [voiced[s] for s in resting]
        weighed.append((stand, weigh(stand.id, members, setting.reports, links)))
    return _Answered(question, tuple(weighed), conflicts, supersessions)


def _claims(answered: _Answered) -> list[Claim]:
    disputed = {c for conflict in answered.conflicts for c in conflict.claims}
    replaced = {s.earlier: s.kind for s in answered.supersessions}
    return [
        Claim(
            id=stand.id,
            question_id=answered.question.id,
            value=stand.value,
            supports=stand.supports,
            denies=stand.denies,
            fact=weighed.fact,
            said=weighed.said,
            origins=tuple(o.id for o in weighed.origins),
            status=_status(stand, weighed, disputed, replaced),
            fragile=weighed.fragile,
        )
        for stand, weighed in answered.claims
    ]


def _status(stand: Stand, weighed: Weighed, disputed: set[str], replaced: Mapping[str, SupersessionKind]) -> Status:
    if not stand.supports:
        return Status.UNSUPPORTED
    if stand.id in replaced:
        retracted = replaced[stand.id] is SupersessionKind.RETRACTION
        return Status.RETRACTED if retracted else Status.SUPERSEDED
    if stand.id in disputed:
        return Status.DISPUTED
    return Status.CORROBORATED if weighed.fact.at_least_two > CORROBORATED else Status.SINGLE
