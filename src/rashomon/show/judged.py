"""Judgements as shown: who decided what, when, and whether it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from rashomon.records import (
    Claim,
    Conflict,
    Flag,
    Judgement,
    JudgementKind,
    Question,
    Report,
    Ruling,
    SubjectKind,
    Supersession,
)
from rashomon.show.layout import Line, line

_OF_QUESTIONS = frozenset(SubjectKind) - {SubjectKind.REPORT, SubjectKind.LINK}
_KEYED = (SubjectKind.OUTLET.value, SubjectKind.SPEAKER.value)
_SHOWN = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementView:
    """What somebody decided. ``words`` says it in one line; ``standing`` is False once it is undone."""

    id: str
    kind: str
    subjects: tuple[str, ...]
    value: str
    by: str
    at: datetime
    machine: bool
    standing: bool
    statements: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementsView:
    """All judgements, by time; ``standing`` counts those not undone."""

    standing: int
    judgements: tuple[JudgementView, ...]


def judgement_view(ruling: Ruling, *, standing: bool) -> JudgementView:
    """A judgement with what it finds here."""
    found = ruling.judgement
    return JudgementView(
        id=found.id,
        kind=found.kind.value,
        subjects=tuple(f"{s.kind} “{s.shown}”" for s in found.subjects),
        value=found.value,
        by=found.by,
        at=found.at,
        machine=found.machine,
        standing=standing,
        statements=ruling.statements,
        words=judgement_words(found),
    )


def judgement_words(found: Judgement) -> str:
    """A judgement in one line."""
    things = [f"{s.kind} “{_cut(s.shown)}”" for s in found.subjects]
    named = {
        JudgementKind.SAME: f"{' and '.join(things)} answer one question",
        JudgementKind.NOT_SAME: f"{' and '.join(things)} answer different questions",
        JudgementKind.REJECT: f"{things[0]} does not count",
        JudgementKind.GRADE: f"{things[0]} is graded {found.value}",
        JudgementKind.NOTE: f"“{found.value}”, on {things[0]}",
        JudgementKind.UNDO: f"undone: {things[0]}",
    }
    return f"{named[found.kind]}, {found.who}"


def judgement_lines(views: Iterable[JudgementView], *, indent: int = 0) -> list[Line]:
    """One line a judgement."""
    lines = []
    for view in views:
        mark = ("Proposed: " if view.machine else "Judged: ") if view.standing else "Undone: "
        lines.append(
            line((mark, "green" if view.standing else "dim"), view.words, (f"  judgement {view.id}", "dim"),
                 indent=indent, hang=3)
        )  # fmt: skip
    return lines


def judgements_lines(view: JudgementsView) -> list[Line]:
    """All judgements, or how to make one."""
    if not view.judgements:
        return [line("No judgement yet: rashomon judge same ID ID, not-same, reject, grade, note or undo records one.")]
    return judgement_lines(view.judgements)


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"


class Held(Protocol):
    """What the ledger must tell: `views.Views` alone reads it."""

    def judgements(self) -> Iterator[Judgement]:
        """All judgements."""

    def judgements_on(self, kind: str, key: str) -> tuple[Judgement, ...]:
        """The judgements about an "original", "outlet", "speaker" or "judgement"."""

    def in_force(self, judgement: Judgement) -> bool:
        """Whether a judgement stands."""

    def ruling(self, judgement: Judgement) -> Ruling:
        """A judgement with the statements it finds."""

    def rulings(self, statement_ids: Iterable[str], *, standing: bool = True) -> tuple[Ruling, ...]:
        """The judgements that find one of these statements."""

    def report(self, report_id: str) -> Report:
        """A report."""

    def claim(self, claim_id: str) -> Claim:
        """A claim."""

    def question(self, question_id: str) -> Question:
        """A question."""

    def conflict(self, conflict_id: str) -> Conflict:
        """A conflict."""

    def supersession(self, supersession_id: str) -> Supersession:
        """A supersession."""

    def flag(self, flag_id: str) -> Flag:
        """A flag."""


class Judgings:
    """The part of `views.Views` that shows judgements."""

    def __init__(self, ledger: Held) -> None:
        self.__ledger = ledger

    def judgements(self, chosen: Iterable[Judgement] | None = None) -> JudgementsView:
        """All judgements, undone ones too, or those chosen, by time."""
        held = sorted(self.__ledger.judgements() if chosen is None else chosen, key=lambda j: (j.at, j.id))
        views = tuple(self._judgement(self.__ledger.ruling(j)) for j in held)
        return JudgementsView(standing=sum(v.standing for v in views), judgements=views)

    def _judgement(self, ruling: Ruling) -> JudgementView:
        return judgement_view(ruling, standing=self.__ledger.in_force(ruling.judgement))

    def _judged_question(self, question: Question) -> tuple[JudgementView, ...]:
        """The standing judgements on a question, its claims, conflicts and statements."""
        asks = (question.attribute.value, question.item or "", question.scope or "")
        return tuple(
            judgement_view(r, standing=True)
            for r in self.__ledger.rulings(question.statements)
            if any(s.kind in _OF_QUESTIONS and s.asks in ((), asks) for s in r.judgement.subjects)
        )

    def _judged_grade(self, claim: Claim, question: Question) -> Judgement | None:
        """The grade a person gave a claim: of several the one that holds."""
        asks = (question.attribute.value, question.item or "", question.scope or "")
        resting = set(claim.supports or claim.denies)
        found = [
            r.judgement
            for r in self.__ledger.rulings(resting)
            if r.judgement.kind is JudgementKind.GRADE
            and r.judgement.subjects[0].kind is SubjectKind.CLAIM
            and r.judgement.subjects[0].asks == asks
            and 2 * len(resting & set(r.statements)) >= len(set(r.statements))
        ]
        return max(found, key=lambda j: j.rank, default=None)

    def _judged_report(self, report: Report) -> Judgement | None:
        """The grade a person gave a report, else its outlet."""
        for told, kind in (
            (self.__ledger.judgements_on("original", report.original_id), SubjectKind.REPORT),
            (self.__ledger.judgements_on("outlet", report.outlet.key), SubjectKind.OUTLET),
        ):
            found = [
                j for j in told
                if j.kind is JudgementKind.GRADE and j.subjects[0].kind is kind and self.__ledger.in_force(j)
            ]  # fmt: skip
            if found:
                return max(found, key=lambda j: j.rank)
        return None

    def _judged_thing(self, kind: str, identifier: str) -> tuple[JudgementView, ...]:
        """All judgements on one recorded thing, undone ones too: its history."""
        ledger = self.__ledger
        if kind == "judgement":
            found: Sequence[Ruling] = [ledger.ruling(j) for j in ledger.judgements_on("judgement", identifier)]
        elif kind == "report":
            report = ledger.report(identifier)
            found = [
                ledger.ruling(j)
                for on in (("original", report.original_id), ("outlet", report.outlet.key))
                for j in ledger.judgements_on(*on)
                if j.subjects[0].kind in (SubjectKind.REPORT, SubjectKind.OUTLET, SubjectKind.LINK)
            ]
        else:
            resting = self._resting(kind, identifier)
            found = [
                r
                for r in ledger.rulings(resting, standing=False)
                if any(s.kind.value in (kind, "statement", "report") for s in r.judgement.subjects)
            ]
        return tuple(self._judgement(r) for r in found)

    def _resting(self, kind: str, identifier: str) -> tuple[str, ...]:
        ledger = self.__ledger
        if kind == "statement":
            return (identifier,)
        if kind == "claim":
            claim = ledger.claim(identifier)
            return (*claim.supports, *claim.denies)
        if kind == "question":
            return ledger.question(identifier).statements
        if kind == "conflict":
            return tuple(s for side in ledger.conflict(identifier).statements for s in side)
        if kind == "supersession":
            one = ledger.supersession(identifier)
            return one.earlier_statement, one.later_statement
        return ledger.flag(identifier).statements if kind == "flag" else ()
