"""Everything derived from one block of statements, in one pure function: what the ledger stores and can rebuild."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.compare.claims.flags import flags
from rashomon.compare.claims.forming import Stand, stands
from rashomon.compare.claims.rivals import Setting, decide
from rashomon.compare.claims.standing import Rivals, standing
from rashomon.compare.origins.counting import Weighed, Weighings
from rashomon.compare.origins.witnesses import witnesses
from rashomon.compare.questions.evidence import Dated
from rashomon.compare.questions.forming import questions
from rashomon.compare.questions.keys import published_days
from rashomon.compare.questions.scores import Scores
from rashomon.compare.questions.tellings import Tellings
from rashomon.compare.rulings import NONE, Verdicts, verdicts
from rashomon.compare.who.actors import as_heard, resolve, with_one_key
from rashomon.records import (
    Claim,
    Conflict,
    Link,
    Question,
    Report,
    Ruling,
    Settled,
    Statement,
    Supersession,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the statements of a block.

    ``affairs``: by report the names it mentions most. ``scores``, ``weighings`` and ``tellings`` only remember.
    ``aliases`` are names that are one by a table from outside. ``rulings`` are the standing judgements that find
    statements of the block.
    """

    affairs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scores: Scores = field(default_factory=Scores)
    weighings: Weighings = field(default_factory=Weighings)
    aliases: Mapping[str, str] = field(default_factory=dict)
    rulings: tuple[Ruling, ...] = ()
    tellings: Tellings = field(default_factory=Tellings)


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
    known: Known | None = None,
) -> Settled:
    """Questions, claims, origins, conflicts, supersessions and flags of one block.

    ``statements`` are those of the block, ``reports`` at least the reports they stand in, ``links`` those among these
    reports and from them to outlets. Depends on nothing else and not on any order.
    """
    known = known or Known()
    block = {s.id: s for s in sorted(statements, key=lambda s: s.id)}
    judged = verdicts(known.rulings, block) if known.rulings else NONE
    by_id = {i: s for i, s in block.items() if i not in judged.rejected}
    held = {r: reports[r] for r in sorted({s.report_id for s in statements})}
    own = sorted(judged.links((ln for ln in links if ln.child in held), block), key=lambda ln: ln.id)
    days = {
        r: (published_days(report), known.affairs.get(r, ()), known.tellings.of(report)) for r, report in held.items()
    }
    dated = {i: Dated(s, *days[s.report_id]) for i, s in by_id.items()}
    setting = Setting.of(held, own, dated, known.scores)
    voiced = {s.id: s for s in with_one_key(by_id.values(), resolve(as_heard(by_id.values()), known.aliases))}
    asked = questions(by_id, dated, held, known.scores, judged)
    answered = [_answer(q, by_id, voiced, own, (setting, judged, known.weighings)) for q in asked]
    claims = sorted((c for a in answered for c in _claims(a, by_id)), key=lambda c: c.id)
    origins = sorted((o for a in answered for _, w in a.claims for o in w.origins), key=lambda o: o.id)
    conflicts = sorted((c for a in answered for c in a.conflicts), key=lambda c: c.id)
    circles = {stand.id: w.circles for a in answered for stand, w in a.claims if w.circles}
    return Settled(
        block_id=min(block),
        statements=tuple(block),
        questions=tuple(a.question for a in answered),
        claims=tuple(claims),
        origins=tuple(origins),
        conflicts=tuple(conflicts),
        supersessions=tuple(sorted((s for a in answered for s in a.supersessions), key=lambda s: s.id)),
        flags=judged.flags(flags(by_id, claims, conflicts, circles, setting)),
    )


def _answer(
    question: Question,
    by_id: Mapping[str, Statement],
    voiced: Mapping[str, Statement],
    links: Sequence[Link],
    known: tuple[Setting, Verdicts, Weighings],
) -> _Answered:
    """One question answered. ``voiced`` are the statements with one key for each speaker across reports."""
    setting, judged, weighings = known
    found = stands(question, by_id, setting.reports)
    conflicts, supersessions = decide(found, setting)
    conflicts, supersessions = judged.conflicts(conflicts), judged.supersessions(supersessions)
    weighed = []
    for stand in found:
        resting = witnesses(stand, by_id) or stand.denies or question.statements
        members = [voiced[s] for s in resting]
        weighed.append((stand, weighings.of(stand.id, members, setting.reports, links)))
    return _Answered(question, tuple(weighed), conflicts, supersessions)


def _claims(answered: _Answered, statements: Mapping[str, Statement]) -> list[Claim]:
    rivals = Rivals((s for s, _ in answered.claims), answered.conflicts, answered.supersessions)
    found = []
    for stand, weighed in answered.claims:
        stands_so = standing(stand, weighed, statements, rivals)
        found.append(
            Claim(
                id=stand.id,
                question_id=answered.question.id,
                value=stand.value,
                supports=stand.supports,
                denies=stand.denies,
                fact=weighed.fact,
                said=weighed.said,
                origins=tuple(o.id for o in weighed.origins),
                status=stands_so.status,
                because=stands_so.because,
                grade=stands_so.grade,
                grade_words=stands_so.grade_words,
                fragile=weighed.fragile,
                levels=weighed.levels,
            )
        )
    return found
