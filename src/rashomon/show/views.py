"""The only reader of the ledger: whatever a face shows is asked here and comes back as a frozen view of faces.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.errors import UnknownIdentifier
from rashomon.records import (
    FlagKind,
    LinkKind,
    PublishedBasis,
    Question,
    Report,
    Statement,
    Story,
    Voice,
    VoiceKind,
)
from rashomon.show import answers as building
from rashomon.show import lone, portraits
from rashomon.show.answers import Answers
from rashomon.show.custodian import custodian
from rashomon.show.faces import (
    BriefView,
    CardView,
    FlagView,
    Item,
    ReportLine,
    ReportView,
    StatementPlace,
    StatementView,
    TimeView,
    UnreadView,
)
from rashomon.show.judged import Judgings
from rashomon.show.keeping import Keeping
from rashomon.show.lineage import Lineages
from rashomon.show.lists import HitView, QuestionLine, QuestionsView, SearchView
from rashomon.show.naming import renamed
from rashomon.show.portraits import Numbers, Places
from rashomon.show.selection import Ranked, named_by
from rashomon.show.story_faces import StoriesView, by_story, stories_view
from rashomon.show.tolls import tally_views

if TYPE_CHECKING:
    from rashomon.ledger import Ledger

_WIDEST = 1000  # statements that a search for --about looks at
_NAMED = frozenset({VoiceKind.PERSON, VoiceKind.INSTITUTION, VoiceKind.DOCUMENT})
_SAME_TEXT = frozenset({LinkKind.EXACT, LinkKind.NEAR, LinkKind.PASSAGE})


@contextmanager
def opened(path: Path | None, *, create: bool = False, write: bool = False) -> Iterator[Ledger]:
    """An open ledger, closed afterwards: to read only, to ``write`` into, or to ``create`` where there is none.

    None makes one in memory.
    """
    from rashomon.ledger import Ledger

    with Ledger.open(path, create=create, readonly=not (create or write or path is None)) as ledger:
        if create or write:
            ledger.custodian = custodian()
        yield ledger


class Views(Keeping, Judgings, Lineages):
    """Views of one open ledger. One instance serves one request: it keeps the reports it has read."""

    def __init__(self, ledger: Ledger) -> None:
        Keeping.__init__(self, ledger)
        Judgings.__init__(self, ledger)
        Lineages.__init__(self, ledger)
        self._ledger = ledger
        self._reports: dict[str, Report] = {}
        self._lines: dict[str, ReportLine] = {}
        self._named: dict[str, Mapping[str, str]] = {}
        self._unnamed: dict[str, str] | None = None

    def brief(
        self,
        *,
        about: str | None = None,
        since: datetime | None = None,
        limit: int = 0,
        stories: Callable[[frozenset[str]], Iterable[Story]] | None = None,
    ) -> BriefView:
        """A briefing of the questions ``about`` names, with an account that may be published on or after ``since``.

        A report whose publication is an interval counts where that reaches ``since``: what may be newer is never left
        out. At most ``limit`` questions of each kind; 0 for all. ``stories``: put their questions story by story.
        """
        ranked = self._selected(about, since)
        main, single = ([r for r in ranked if r.several is several] for several in (True, False))
        numbers = Numbers()
        said = self._ledger.statements(one for r in ranked for one in r.question.statements)
        told = {i: s.report_id for i, s in said.items()}
        put = self.stories(stories(frozenset(told.values()))).stories if stories is not None else ()
        first, parts = by_story(main[: limit or None], put, told)
        body, rest = (
            tuple(building.question_view(self._answers(r.question), numbers) for r in part)
            for part in (first, single[: limit or None])
        )
        outlets, times, unread, reports = self._stock()
        lone_speakers = self._lone(ranked, reports)
        changes_found, changes = self._changes(set(told.values()), limit)
        found = BriefView(
            about=about,
            since=since.date().isoformat() if since else None,
            reports=reports,
            outlets=outlets,
            period=portraits.period(times, "publication of the dated reports"),
            unread=unread,
            conflicts_found=sum(r.conflicts for r in ranked),
            questions_found=len(main),
            single_found=len(single),
            questions=body,
            stories=parts,
            single=rest,
            lone_found=len(lone_speakers),
            lone_speakers=tuple(self._lone_flag(*one, numbers) for one in lone_speakers[: limit or None]),
            changes_found=changes_found,
            changes=changes,
            evidence=self._evidence(numbers),
        )
        return renamed(found, self._files)

    def questions(self, *, about: str | None = None) -> QuestionsView:
        """All questions of the selection, one line each, in the order of a briefing."""
        lines = []
        for one in self._selected(about, None):
            claims = sorted(self._ledger.claims_of(one.question.id), key=portraits.value_order)
            lines.append(
                QuestionLine(
                    id=one.question.id,
                    words=one.question.words,
                    attribute=one.question.attribute.value,
                    values=tuple(c.value.words for c in claims),
                    statuses=tuple(c.status.value for c in claims),
                    reports=one.reports,
                    statements=len(one.question.statements),
                    conflicts=one.conflicts,
                )
            )
        return renamed(QuestionsView(about=about, questions=tuple(lines)), self._files)

    def stories(self, found: Iterable[Story]) -> StoriesView:
        """Stories with their reports, by first publication known; those of most reports first."""
        view = stories_view(found, self._line, lambda report: self._ledger.understanding(report).mentions)
        return renamed(view, self._files)

    def search(self, words: str, *, limit: int = 50) -> SearchView:
        """Statements and reports that have the words, best first."""
        hits = []
        for hit in self._ledger.search(words, limit=limit):
            if hit.kind == "statement":
                said = self._ledger.statement(hit.id)
                report = self._report(said.report_id)
                shown = " … ".join(s.of(report.text) for s in said.content)
                asked = tuple(sorted(q.id for q in self._ledger.questions_of(hit.id)))
            else:
                report, asked = self._report(hit.id), ()
                shown = hit.snippet
            hits.append(HitView(of=hit.kind, id=hit.id, words=shown, report=self._line(report.id), questions=asked))
        return renamed(SearchView(words=words, hits=tuple(hits)), self._files)

    def card(self, identifier: str) -> CardView:
        """The one recorded thing with this identifier or unique beginning of one; UnknownIdentifier otherwise."""
        return renamed(self._card(identifier), self._files)

    def _card(self, identifier: str) -> CardView:
        full = self._ledger.resolve(identifier)
        kind = self._ledger.kind_of(full)
        numbers = Numbers()
        if kind == "report":
            item: Item = self._report_card(full, numbers)
        elif kind == "statement":
            item = self._statement_card(full, numbers)
        elif kind == "link":
            item = self._link(full)
        elif kind == "original":
            item = self._ledger.original(full)
        elif kind == "flag":
            item = building.flag_view(self._ledger.flag(full), numbers)
        elif kind == "judgement":
            item = self._judgement(self._ledger.ruling(self._ledger.judgement(full)))
            numbers.of(item.statements[:_WIDEST])
        elif kind in _IN_QUESTION:
            return self._answer_card(kind, full, numbers)
        else:
            raise UnknownIdentifier(f"nothing recorded has the identifier {identifier}: rashomon search finds some")
        judged = self._judged_thing(kind, full)
        return CardView(of=kind, question=None, item=item, judgements=judged, evidence=self._evidence(numbers))

    def _answer_card(self, kind: str, full: str, numbers: Numbers) -> CardView:
        ledger = self._ledger
        if kind == "question":
            found = self._answers(ledger.question(full))
            item: Item = building.question_view(found, numbers)
        elif kind == "claim":
            claim = ledger.claim(full)
            found = self._answers(ledger.question(claim.question_id))
            item = building.claim_view(found, claim, numbers)
        elif kind == "origin":
            origin = ledger.origin(full)
            found = self._answers(ledger.question(ledger.claim(origin.claim_id).question_id))
            item = building.origin_view(origin, numbers)
        elif kind == "conflict":
            conflict = ledger.conflict(full)
            found = self._answers(ledger.question(conflict.question_id))
            item = building.conflict_view(found, conflict, numbers)
        else:
            replaced = ledger.supersession(full)
            found = self._answers(ledger.question(replaced.question_id))
            item = building.supersession_view(found, replaced, numbers)
        told, judged = found.question.words, self._judged_thing(kind, full)
        return CardView(of=kind, question=told, item=item, judgements=judged, evidence=self._evidence(numbers))

    def _report_card(self, report_id: str, numbers: Numbers) -> ReportView:
        report = self._report(report_id)
        understanding = self._ledger.understanding(report_id)
        said = sorted(self._ledger.statements_of(report_id), key=lambda s: (s.span.start, s.span.end, s.id))
        original = self._ledger.original(report.original_id)
        numbers.of(s.id for s in said)
        links = sorted(self._ledger.links_of(report_id), key=lambda k: (-k.probability, k.kind.value, k.id))
        return ReportView(
            line=self._line(report_id),
            original_id=original.id,
            media_type=original.media_type,
            size=original.size,
            byline=report.byline,
            dateline=report.dateline,
            outlet_basis=report.outlet.basis,
            extractor=report.extractor,
            understood=understanding.understood,
            note=understanding.note,
            toll=tally_views(report, understanding.toll),
            blocks=portraits.block_views(report, said, numbers),
            descent=self._descended(report_id, links),
            links=tuple(self._link(k.id) for k in links),
        )

    def _statement_card(self, statement_id: str, numbers: Numbers) -> StatementPlace:
        numbers.of([statement_id])
        asked = sorted(self._ledger.questions_of(statement_id), key=lambda q: (q.words, q.id))
        return StatementPlace(
            id=statement_id,
            claims=tuple(sorted(c.id for c in self._ledger.claims_with(statement_id))),
            questions=tuple(q.id for q in asked),
            question_words=tuple(q.words for q in asked),
        )

    def _files(self) -> Mapping[str, str]:
        """For each report whose outlet nothing names, the digits it is known by and a file it was read from."""
        if self._unnamed is None:
            nameless = [r for r in self._ledger.reports() if r.outlet.key.startswith("unknown:")]
            held = {r.outlet.key.removeprefix("unknown:"): self._ledger.captures(r.id) for r in nameless}
            self._unnamed = {k: Path(min(c.locator for c in found)).name for k, found in held.items() if found}
        return self._unnamed

    def _selected(self, about: str | None, since: datetime | None) -> list[Ranked]:
        found = self._found(about) if about else frozenset()
        ranked = []
        for question in self._ledger.questions():
            said = self._ledger.statements(question.statements)
            claims = self._ledger.claims_of(question.id)
            if about and question.id not in found and not named_by(about, question, claims):
                continue
            reports = {s.report_id for s in said.values()}
            if since and not any(self._reaches(one, since) for one in reports):
                continue
            ranked.append(
                Ranked(
                    question=question,
                    reports=len(reports),
                    conflicts=sum(c.kind.disputes for c in self._ledger.conflicts_of(question.id)),
                    revised=len(self._ledger.supersessions_of(question.id)),
                    claims=len(claims),
                    named=any(s.speaker.kind in _NAMED for s in said.values()),
                    expected=max((c.fact.expected for c in claims), default=0.0),
                )
            )
        return sorted(ranked, key=lambda r: r.rank)

    def _found(self, about: str) -> frozenset[str]:
        hits = [hit.id for hit in self._ledger.search(about, limit=_WIDEST) if hit.kind == "statement"]
        return frozenset(q.id for one in hits for q in self._ledger.questions_of(one))

    def _reaches(self, report_id: str, since: datetime) -> bool:
        hi = self._ledger.published(report_id).when.hi
        return hi is None or hi > since

    def _answers(self, question: Question) -> Answers:
        ledger = self._ledger
        claims = tuple(sorted(ledger.claims_of(question.id), key=portraits.value_order))
        places = self._places({*question.statements, *(s for c in claims for s in (*c.supports, *c.denies))})
        conflicts = sorted(ledger.conflicts_of(question.id), key=lambda c: (c.kind.value, c.id))
        replaced = sorted(ledger.supersessions_of(question.id), key=lambda s: (str(s.as_of[1]), s.id))
        flags = sorted(ledger.flags_of(question.statements), key=lambda f: (f.kind.value, f.words, f.id))
        return Answers(
            question=question,
            claims=claims,
            origins={c.id: tuple(sorted(ledger.origins_of(c.id), key=lambda o: (o.name, o.id))) for c in claims},
            conflicts=tuple(conflicts),
            supersessions=tuple(replaced),
            flags=tuple(flags),
            fragile={c.id: self._fragile(c.fragile) for c in claims if c.fragile},
            places=places,
            judgements=self._judged_question(question),
            grades={c.id: f"{j.value}, {j.who}" for c in claims if (j := self._judged_grade(c, question))},
        )

    def _fragile(self, what: str) -> str:
        kind = self._ledger.kind_of(what)
        if kind == "link":
            link = self._link(what)
            return f"the {link.kind} between {link.child_words} and {link.parent_words} (link {what})"
        return f"{kind} {what}" if kind else what

    def _places(self, statements: Iterable[str]) -> Places:
        return {key: (s, self._line(s.report_id)) for key, s in sorted(self._ledger.statements(statements).items())}

    def _evidence(self, numbers: Numbers) -> tuple[StatementView, ...]:
        said = self._ledger.statements(one for one, _ in numbers.given())
        return tuple(self._statement(said[one], number) for one, number in numbers.given())

    def _statement(self, statement: Statement, number: int) -> StatementView:
        report = self._report(statement.report_id)
        wanted = any(v.institution for v in statement.chain)
        names = self._names_in(report.id) if wanted else {}
        return portraits.statement_view(statement, report, self._line(report.id), number, names)

    def _lone(self, ranked: Iterable[Ranked], reports: int) -> tuple[tuple[Voice, tuple[Statement, ...]], ...]:
        """Of all speakers in the selection, shown or not: an invented expert hides where few look."""
        if reports < 2:
            return ()
        said = self._ledger.statements(one for r in ranked for one in r.question.statements)
        return lone.lone_speakers(said.values(), self._ledger.naming, self._copies)

    def _lone_flag(self, voice: Voice, spoken: Iterable[Statement], numbers: Numbers) -> FlagView:
        ordered = sorted(spoken, key=lambda s: (s.report_id, s.span))
        return FlagView(
            id=None,
            kind=FlagKind.LONE_SPEAKER.value,
            words=lone.words_for(voice, self._report(ordered[0].report_id)),
            claim_id=None,
            statements=tuple(s.id for s in ordered),
            numbers=numbers.of(s.id for s in ordered),
        )

    def _copies(self, report_id: str) -> frozenset[str]:
        links = [k for k in self._ledger.links_of(report_id) if k.kind in _SAME_TEXT]
        return frozenset(end for k in links for end in (k.child, k.parent) if end != report_id)

    def _stock(self) -> tuple[int, list[TimeView], tuple[UnreadView, ...], int]:
        """Of the whole ledger: how many outlets, the publications that are dated, what was not understood, how many."""
        outlets: set[str] = set()
        times: list[TimeView] = []
        unread: dict[tuple[str, str], list[str]] = {}
        count = 0
        for report in self._ledger.reports():
            count += 1
            outlets.add(report.outlet.key)
            published = self._ledger.published(report.id)
            if published.basis is not PublishedBasis.CAPTURE:
                times.append(portraits.published_view(published))
            understanding = self._ledger.understanding(report.id)
            if not understanding.understood:
                unread.setdefault((report.language, understanding.note or ""), []).append(report.id)
        views = (UnreadView(language=k[0], note=k[1], reports=tuple(v)) for k, v in sorted(unread.items()))
        return len(outlets), times, tuple(views), count

    def _report(self, report_id: str) -> Report:
        if report_id not in self._reports:
            self._reports[report_id] = self._ledger.report(report_id)
        return self._reports[report_id]

    def _line(self, report_id: str) -> ReportLine:
        if report_id not in self._lines:
            seen = sorted({capture.locator for capture in self._ledger.captures(report_id)})
            published = self._ledger.published(report_id)
            report = self._report(report_id)
            self._lines[report_id] = portraits.report_line(report, published, seen, self._judged_report(report))
        return self._lines[report_id]

    def _names_in(self, report_id: str) -> Mapping[str, str]:
        if report_id not in self._named:
            longest: dict[str, str] = {}
            for name in self._ledger.understanding(report_id).mentions:
                if len(name.text) > len(longest.get(name.key, "")):
                    longest[name.key] = name.text
            self._named[report_id] = longest
        return self._named[report_id]


_IN_QUESTION = frozenset({"question", "claim", "origin", "conflict", "supersession"})
