"""Things recorded, named by their content: what a judgement is about must hold when identifiers change."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.errors import RecordError, UnknownIdentifier
from rashomon.ledger.findings import Findings
from rashomon.ledger.judged import Judged
from rashomon.ledger.relations import Relations
from rashomon.ledger.reported import Reported
from rashomon.ledger.rows import Rows
from rashomon.records import Claim, Question, Report, Spot, Subject, SubjectKind

_SHOWN = 200
_OUTLET = "outlet:"


class Subjects(Reported, Relations, Findings, Judged, Rows):
    """Subjects of judgements."""

    def resolve(self, prefix: str) -> str:
        """The whole identifier that begins so; of a question or claim that has grown since, the present one's.

        Raises UnknownIdentifier where none is meant, or more than one.
        """
        try:
            return super().resolve(prefix)
        except UnknownIdentifier:
            kind, statement = self.former(prefix) or ("", "")
            found = self.questions_of(statement) if kind == "question" else self.claims_with(statement)
            if not found:
                raise
            return found[0].id

    def subject(self, name: str) -> Subject:
        """What an identifier, a unique beginning of one, "outlet:KEY" or "speaker:KEY" names, by its content.

        Raises UnknownIdentifier where nothing recorded is named so, RecordError where it cannot be judged.
        """
        prefix, colon, key = name.partition(":")
        if colon and prefix in (SubjectKind.OUTLET.value, SubjectKind.SPEAKER.value) and key.strip():
            return Subject(kind=SubjectKind(prefix), shown=key.strip(), key=key.strip())
        identifier = self.resolve(name)
        kind = self.kind_of(identifier)
        if kind == "report":
            return Subject(
                kind=SubjectKind.REPORT, shown=self.report(identifier).title, spots=(self._whole(identifier),)
            )
        if kind == "statement":
            return Subject(kind=SubjectKind.STATEMENT, shown=self._words(identifier), spots=self._spots([identifier]))
        if kind == "claim":
            return self._of_claim(self.claim(identifier))
        if kind == "question":
            asked = self.question(identifier)
            spots = self._spots(asked.statements)
            return Subject(kind=SubjectKind.QUESTION, shown=asked.words[:_SHOWN], spots=spots, asks=_asks(asked))
        if kind == "judgement":
            found = self.judgement(identifier)
            shown = f"{found.kind}: {' | '.join(s.shown for s in found.subjects)}"[:_SHOWN]
            return Subject(kind=SubjectKind.JUDGEMENT, shown=shown, key=identifier)
        return self._of_relation(kind, identifier)

    def _of_claim(self, claim: Claim) -> Subject:
        asked = self.question(claim.question_id)
        resting = claim.supports or claim.denies or asked.statements
        shown = f"{claim.value.words} ({asked.words})"[:_SHOWN]
        return Subject(kind=SubjectKind.CLAIM, shown=shown, spots=self._spots(resting), asks=_asks(asked))

    def _of_relation(self, kind: str | None, identifier: str) -> Subject:
        """A link, conflict, supersession or flag: its kind and the places it stands on."""
        if kind == "link":
            link = self.link(identifier)
            held = not link.parent.startswith(_OUTLET)
            return Subject(
                kind=SubjectKind.LINK,
                shown=f"{link.kind} of {link.child} and {link.parent}"[:_SHOWN],
                spots=(self._whole(link.child),),
                against=(self._whole(link.parent),) if held else (),
                key=f"{link.kind}" if held else f"{link.kind} {link.parent}",
            )
        if kind == "conflict":
            conflict = self.conflict(identifier)
            ours, theirs = (self._spots(side) for side in conflict.statements)
            shown = conflict.reasons[0].words[:_SHOWN]
            return Subject(kind=SubjectKind.CONFLICT, shown=shown, spots=ours, against=theirs, key=conflict.kind.value)
        if kind == "supersession":
            later = self.supersession(identifier)
            before, after = self._spots([later.earlier_statement]), self._spots([later.later_statement])
            shown = later.reasons[0].words[:_SHOWN]
            return Subject(
                kind=SubjectKind.SUPERSESSION, shown=shown, spots=before, against=after, key=later.kind.value
            )
        if kind == "flag":
            flag = self.flag(identifier)
            spots = self._spots(flag.statements)
            return Subject(kind=SubjectKind.FLAG, shown=flag.words[:_SHOWN], spots=spots, key=flag.kind.value)
        raise RecordError(
            f"{kind} {identifier} cannot be judged: name a statement, claim, question, report, link, flag"
        )

    def reports_of_original(self, original_id: str) -> tuple[Report, ...]:
        """The reports made of these bytes, by id."""
        rows = self._store.rows("SELECT id FROM report WHERE original_id = ? ORDER BY id", (original_id,))
        return tuple(self.report(row[0]) for row in rows)

    def _whole(self, report_id: str) -> Spot:
        report = self.report(report_id)
        return Spot(original=report.original_id, report=report.id)

    def _words(self, statement_id: str) -> str:
        said = self.statement(statement_id)
        text = self.report(said.report_id).text
        return " … ".join(span.of(text) for span in said.content)[:_SHOWN]

    def _spots(self, statement_ids: Iterable[str]) -> tuple[Spot, ...]:
        """Places by content, in the order of their reports and places."""
        found = []
        for said in self.statements(statement_ids).values():
            report = self.report(said.report_id)
            words = " ".join(" ".join(span.of(report.text).split()) for span in said.content)
            spot = Spot(original=report.original_id, report=report.id, words=words, start=said.span.start)
            found.append((report.id, said.span.start, words, spot))
        if not found:
            raise UnknownIdentifier("it rests on no statement and cannot be judged")
        return tuple(spot for *_, spot in sorted(found, key=lambda f: f[:3]))


def _asks(question: Question) -> tuple[str, ...]:
    return (question.attribute.value, question.item or "", question.scope or "")
