"""A question with its rival answers, put together from records the ledger gave; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rashomon.records import Claim, Conflict, Flag, Origin, Question, Supersession
from rashomon.show import portraits, wording
from rashomon.show.faces import (
    ClaimView,
    ConflictView,
    FlagView,
    OriginView,
    QuestionView,
    ReportLine,
    SupersessionView,
)
from rashomon.show.judged import JudgementView
from rashomon.show.portraits import Numbers, Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All that is recorded of one question: ``claims`` by rising value, ``fragile`` in words by claim id, ``grades``
    those that people gave, in words by claim id.
    """

    question: Question
    claims: tuple[Claim, ...]
    origins: Mapping[str, tuple[Origin, ...]]
    conflicts: tuple[Conflict, ...]
    supersessions: tuple[Supersession, ...]
    flags: tuple[Flag, ...]
    fragile: Mapping[str, str]
    places: Places
    judgements: tuple[JudgementView, ...] = ()
    grades: Mapping[str, str] = field(default_factory=dict)

    def letter(self, claim_id: str) -> str:
        """The letter of one of its claims."""
        return portraits.letter(next(n for n, c in enumerate(self.claims) if c.id == claim_id))

    def value(self, claim_id: str) -> str:
        """The value of one of its claims in words."""
        return next(c.value.words for c in self.claims if c.id == claim_id)


def question_view(answers: Answers, numbers: Numbers) -> QuestionView:
    """The question with everything in it; statements get their evidence numbers in the order they are shown."""
    asked = answers.question
    lines = reports_of(asked.statements, answers.places)
    return QuestionView(
        id=asked.id,
        words=asked.words,
        attribute=asked.attribute.value,
        item=asked.item,
        scope=asked.scope,
        event=asked.event,
        when=portraits.time_view(asked.when),
        reports=tuple(line.id for line in lines),
        outlets=tuple(sorted({line.outlet for line in lines})),
        claims=tuple(claim_view(answers, claim, numbers) for claim in answers.claims),
        conflicts=tuple(conflict_view(answers, one, numbers) for one in answers.conflicts),
        supersessions=tuple(supersession_view(answers, one, numbers) for one in answers.supersessions),
        flags=tuple(flag_view(one, numbers) for one in answers.flags),
        judgements=answers.judgements,
    )


def claim_view(answers: Answers, claim: Claim, numbers: Numbers) -> ClaimView:
    """One answer with its accounts and origins."""
    value, places = claim.value, answers.places
    open_ = () if claim.supports or claim.denies else answers.question.statements  # asked or unconfirmed, no more
    accounts = portraits.account_views(claim, (*claim.supports, *claim.denies, *open_), places, numbers)
    held = claim.supports or claim.denies or open_
    lines = reports_of(held, places)
    return ClaimView(
        id=claim.id,
        question_id=claim.question_id,
        letter=answers.letter(claim.id),
        value=value.words,
        attribute=value.attribute.value,
        low=value.low,
        high=value.high,
        low_open=value.low_open,
        high_open=value.high_open,
        unit=value.unit,
        when=portraits.time_view(value.moment),
        status=claim.status.value,
        because=claim.because,
        grade=int(claim.grade),
        grade_words=claim.grade_words,
        judged_grade=answers.grades.get(claim.id, ""),
        fact=portraits.corroboration_view(claim.fact),
        said=portraits.corroboration_view(claim.said, witnesses=True),
        levels=claim.levels,
        fragile=answers.fragile.get(claim.id),
        as_of=portraits.as_of_words(places[s][0] for s in held),
        published=portraits.span_of_reports(lines),
        reports=tuple(line.id for line in lines),
        accounts=accounts,
        origins=tuple(origin_view(one, numbers) for one in answers.origins.get(claim.id, ())),
        supports=claim.supports,
        denies=claim.denies,
        numbers=tuple(sorted(numbers.of(s for account in accounts for s in account.statements))),
    )


def origin_view(origin: Origin, numbers: Numbers) -> OriginView:
    """Where a claim's information came from."""
    return OriginView(
        id=origin.id,
        claim_id=origin.claim_id,
        kind=origin.kind.value,
        name=origin.name or origin.key,
        statements=origin.statements,
        numbers=tuple(sorted(numbers.of(origin.statements))),
        reasons=origin.reasons,
    )


def conflict_view(answers: Answers, conflict: Conflict, numbers: Numbers) -> ConflictView:
    """Two answers that exclude each other, in the order of their letters."""
    told = zip(conflict.claims, conflict.statements, conflict.as_of, strict=True)
    (first, ours, before), (second, theirs, after) = sorted(told, key=lambda side: answers.letter(side[0]))
    return ConflictView(
        id=conflict.id,
        question_id=conflict.question_id,
        kind=conflict.kind.value,
        claims=(first, second),
        values=(answers.value(first), answers.value(second)),
        letters=(answers.letter(first), answers.letter(second)),
        statements=(ours, theirs),
        numbers=(tuple(sorted(numbers.of(ours))), tuple(sorted(numbers.of(theirs)))),
        as_of=(wording.day(before) if before else None, wording.day(after) if after else None),
        disputes=conflict.kind.disputes,
        reasons=conflict.reasons,
    )


def supersession_view(answers: Answers, one: Supersession, numbers: Numbers) -> SupersessionView:
    """A later answer that replaces an earlier one, dated by the later's as-of time, else by its publication."""
    later = answers.places[one.later_statement][1].published
    as_of = one.as_of[1]
    return SupersessionView(
        id=one.id,
        question_id=one.question_id,
        kind=one.kind.value,
        earlier=one.earlier,
        later=one.later,
        values=(answers.value(one.earlier), answers.value(one.later)),
        letters=(answers.letter(one.earlier), answers.letter(one.later)),
        as_of=f"as of {wording.day(as_of)}" if as_of else f"published {later.words}",
        statements=(one.earlier_statement, one.later_statement),
        numbers=(numbers.of([one.earlier_statement])[0], numbers.of([one.later_statement])[0]),
        reasons=one.reasons,
    )


def flag_view(flag: Flag, numbers: Numbers) -> FlagView:
    """A recorded warning."""
    return FlagView(
        id=flag.id,
        kind=flag.kind.value,
        words=flag.words,
        claim_id=flag.claim_id,
        statements=flag.statements,
        numbers=tuple(sorted(numbers.of(flag.statements))),
    )


def reports_of(statements: Iterable[str], places: Places) -> list[ReportLine]:
    """The reports of these statements, each once, in order of their identifiers."""
    lines = {places[s][1].id: places[s][1] for s in statements}
    return [lines[one] for one in sorted(lines)]
