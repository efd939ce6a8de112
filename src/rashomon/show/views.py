"""The only reader of the ledger: whatever a face shows is asked here and comes back as a frozen view of faces.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from rashomon import intake
from rashomon.errors import UnknownIdentifier
from rashomon.records import (
    FlagKind,
    LinkKind,
    Question,
    Ranked,
    Report,
    Statement,
    Story,
    Voice,
)
from rashomon.show import answers as building
from rashomon.show import lone, portraits, wording
from rashomon.show.answers import Answers
from rashomon.show.custodian import custodian
from rashomon.show.faces import (
    BriefView,
    CardView,
    FlagView,
    Item,
    QuestionView,
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
from rashomon.show.selection import said_in, selected
from rashomon.show.story_faces import StoriesView, by_story, stories_view
from rashomon.show.storybook import StoryBook
from rashomon.show.tolls import tally_views

if TYPE_CHECKING:
    from rashomon.ledger import Ledger

_WIDEST = 1000  # statements of a judgement that are quoted
_SAME_TEXT = frozenset({LinkKind.EXACT, LinkKind.NEAR, LinkKind.PASSAGE})


V = TypeVar("V")
Sketches = Callable[["Ledger"], tuple[Any, Any]]
"""Gives a ledger's sketches of meaning (`Ledger.sketches`), kept or read anew."""


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

    def __init__(self, ledger: Ledger, book: StoryBook | None = None) -> None:
        """``book`` is kept by a server between askings."""
        Keeping.__init__(self, ledger)
        Judgings.__init__(self, ledger)
        Lineages.__init__(self, ledger)
        self._ledger = ledger
        self._book = book or StoryBook()
        self._reports: dict[str, Report] = {}
        self._lines: dict[str, ReportLine] = {}
        self._named: dict[str, Mapping[str, str]] = {}
        self._unnamed: dict[str, str | None] = {}
        self._any_unnamed: bool | None = None

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
        ranked = selected(self._ledger, about, since)
        main, single = ([r for r in ranked if r.several is several] for several in (True, False))
        numbers = Numbers()
        said = said_in(self._ledger, ranked)
        put = self.stories(stories(frozenset(s.report_id for s in said.values()))).stories if stories else ()
        first, parts = by_story(main[: limit or None], put, lambda r: said_in(self._ledger, [r]).values())
        body, rest = (tuple(self._asked_view(r, numbers) for r in part) for part in (first, single[: limit or None]))
        lone_speakers = self._lone(said.values())
        changes_found, changes = self._changes({s.report_id for s in said.values()}, limit)
        found = replace(
            self._counted(),
            about=about,
            since=since.date().isoformat() if since else None,
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
        return self._renamed(found)

    def briefing(self, about: str | None = None, since: datetime | None = None, limit: int = 0) -> BriefView:
        """`brief` as every face gives it: question by question, story by story."""
        return self.brief(about=about, since=since, limit=limit, stories=self._put_together)

    def _put_together(self, reports: frozenset[str]) -> tuple[Story, ...]:
        return intake.stories(self._ledger, reports)

    def _effective(self, report_id: str) -> Report:
        return intake.effective(self._ledger, report_id)

    def _asked_view(self, ranked: Ranked, numbers: Numbers) -> QuestionView:
        return building.question_view(self._answers(self._ledger.question(ranked.id)), numbers)

    def _counted(self) -> BriefView:
        """A briefing that holds only what is counted over the whole ledger."""
        stock = self._ledger.stock()
        ends = ((datetime.fromisoformat(lo), datetime.fromisoformat(hi)) for lo, hi in stock.dated)
        spans = (TimeView(words="", lo=lo, hi=hi, precision="", basis="") for lo, hi in ends)
        return BriefView(
            about=None, since=None, reports=stock.reports, outlets=stock.outlets,
            period=portraits.period(spans, "publication of the dated reports"),
            unread=tuple(UnreadView(language=a, note=b, reports=c) for a, b, c in stock.unread),
            conflicts_found=0, questions_found=0, single_found=0, questions=(), stories=(), single=(), lone_found=0,
            lone_speakers=(), changes_found=0, changes=(), evidence=(),
        )  # fmt: skip

    def questions(self, *, about: str | None = None, start: int = 0, limit: int = 0) -> QuestionsView:
        """Questions of the selection, one line each, in the order of a briefing: ``limit`` (0: all) from ``start``."""
        chosen = self._ledger.ranked(about=about, start=start, limit=limit or 2**31)
        return self._renamed(QuestionsView(about=about, questions=tuple(map(self._question_line, chosen))))

    def _question_line(self, ranked: Ranked) -> QuestionLine:
        question = self._ledger.question(ranked.id)
        claims = sorted(self._ledger.claims_of(question.id), key=portraits.value_order)
        return QuestionLine(
            id=question.id,
            words=question.words,
            attribute=question.attribute.value,
            values=tuple(c.value.words for c in claims),
            statuses=tuple(c.status.value for c in claims),
            reports=ranked.reports,
            statements=len(question.statements),
            conflicts=ranked.conflicts,
        )

    def stories(self, found: Iterable[Story]) -> StoriesView:
        """Stories with their reports, by first publication known; those of most reports first."""
        view = stories_view(found, self._line, lambda report: self._ledger.understanding(report).mentions)
        return self._renamed(view)

    def search(self, words: str, *, limit: int = 50) -> SearchView:
        """Statements and reports that have the words, best first."""
        found = self._ledger.search(words, limit=limit)
        said = {hit.id: hit for hit in self._statement_hits(h.id for h in found if h.kind == "statement")}
        hits = (
            said[hit.id]
            if hit.kind == "statement"
            else HitView(of="report", id=hit.id, words=hit.snippet, report=self._line(hit.id), questions=())
            for hit in found
        )
        return self._renamed(SearchView(words=words, hits=tuple(hits)))

    def _statement_hits(self, statement_ids: Iterable[str]) -> tuple[HitView, ...]:
        """Statements found, in the order given."""
        wanted = list(statement_ids)
        said, asked = self._ledger.statements(wanted), self._ledger.asked_by(wanted)
        return tuple(self._statement_hit(said[i], asked[i]) for i in wanted)

    def _statement_hit(self, said: Statement, questions: tuple[str, ...]) -> HitView:
        text = self._report(said.report_id).text
        return HitView(
            of="statement",
            id=said.id,
            words=" … ".join(s.of(text) for s in said.content),
            report=self._line(said.report_id),
            questions=questions,
            start=said.span.start,
            speaker=wording.voice_words(said.speaker),
            commitment=said.commitment.value,
        )

    def card(self, identifier: str) -> CardView:
        """The one recorded thing with this identifier or unique beginning of one; UnknownIdentifier otherwise."""
        return self._renamed(self._card(identifier))

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

    def _renamed(self, view: V) -> V:
        """The view with unnamed outlets shown by their files; as it is where every outlet has a name."""
        if self._any_unnamed is None:
            self._any_unnamed = bool(self._ledger.nameless(limit=1))
        return renamed(view, self._file) if self._any_unnamed else view

    def _file(self, digits: str) -> str | None:
        """The file of a report whose outlet nothing names, by the digits it is known by."""
        if digits not in self._unnamed:
            held = [c.locator for r in self._ledger.nameless(digits) for c in self._ledger.captures(r)]
            self._unnamed[digits] = Path(min(held)).name if held else None
        return self._unnamed[digits]

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

    def _lone(self, said: Iterable[Statement]) -> tuple[tuple[Voice, tuple[Statement, ...]], ...]:
        """Of all speakers in the selection, shown or not: an invented expert hides where few look."""
        if self._ledger.stock().reports < 2:
            return ()
        return lone.lone_speakers(said, self._ledger.naming, self._copies)

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
