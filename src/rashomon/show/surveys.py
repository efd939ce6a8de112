"""Views of the whole ledger: what is new, who said what, where, when, and the log. The last part of `views.Views`.

Asked of the ledger's indices; only the stories walk through all reports. A server keeps them for a while (web/room.py).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from rashomon import intake
from rashomon.errors import UsageError
from rashomon.records import Attribute, LinkKind, Question, Statement, VoiceKind, Wanted
from rashomon.show import portraits, wording
from rashomon.show.faces import BriefView, ReportLine
from rashomon.show.lineage import relation_words
from rashomon.show.lists import QuestionsView, SearchView
from rashomon.show.outlets import outlet_views
from rashomon.show.portraits import Numbers
from rashomon.show.roomfaces import (
    CapturesView,
    CaptureView,
    CopiesView,
    CopyView,
    NewsItemView,
    NewsView,
    PlacesView,
    PlaceView,
    SaidView,
    SourcesView,
    SpeakerView,
    TimedView,
    TimelineView,
)
from rashomon.show.roomviews import RoomViews
from rashomon.show.selection import said_in
from rashomon.show.story_faces import StoriesPart, by_story
from rashomon.show.views import Sketches
from rashomon.show.watches import WatchesView, watches_view

NEWEST = 400  # new reports whose consequences are told one by one
LISTED = 200  # outlets and speakers listed
NAMED_IN, PERSONS = 12, 400  # reports that name a person who may be lone; persons looked at
NUMBERS = 60  # questions of one account looked at for numbers
TIMED = 400  # marks on a timeline
NEAR = 0.35  # cosine from which statements count as near in meaning
_SPEAKERS = frozenset({VoiceKind.PERSON, VoiceKind.INSTITUTION, VoiceKind.DOCUMENT})
_CLOSEST = (LinkKind.EXACT, LinkKind.NEAR, LinkKind.PASSAGE, LinkKind.REWRITE, LinkKind.COMMON)
_WEIGHT = ("conflict", "changed number", "silent edit", "new claim", "corroboration", "new question")


class Surveys(RoomViews):
    """`RoomViews`, and walks through the whole ledger."""

    def front(self, limit: int) -> BriefView:
        """The first questions of a briefing of everything, by the indices: no walk through the ledger.

        Its stories are put together of the reports of the questions shown. What changed on the way between reports is
        left out; lone speakers are looked for among the first `PERSONS`
        persons whom few reports name.
        """
        ledger, numbers = self._ledger, Numbers()
        first = ledger.ranked(several=True, limit=limit)
        put = self.stories(self._put_together(frozenset(s.report_id for s in said_in(ledger, first).values()))).stories
        ordered, parts = by_story(first, put, lambda r: said_in(ledger, [r]).values())
        body = tuple(self._asked_view(r, numbers) for r in ordered)
        few = ledger.statements(ledger.persons_named_in(NAMED_IN, PERSONS))
        lone_speakers = self._lone(few.values())
        questions_found, conflicts = ledger.ranked_count(several=True)
        single_found, rest = ledger.ranked_count(several=False)
        found = replace(
            self._counted(),
            conflicts_found=conflicts + rest,
            questions_found=questions_found,
            single_found=single_found,
            questions=body,
            stories=parts,
            lone_found=len(lone_speakers),
            lone_speakers=tuple(self._lone_flag(*one, numbers) for one in lone_speakers[:limit]),
            evidence=self._evidence(numbers),
        )
        return self._renamed(found)

    def questions_found(self, about: str | None = None) -> int:
        """How many questions the selection has."""
        return self._ledger.ranked_count(about=about)[0]

    def news(self, since: datetime | None = None, *, limit: int = 40) -> NewsView:
        """What the reports first seen at or after ``since`` changed; by default those of the latest capture.

        Of more than `NEWEST` new reports the consequences of the newest are told.
        """
        latest = self._ledger.stock().latest
        begin = since.astimezone(UTC).isoformat() if since else latest
        found = self._ledger.seen_since(begin, NEWEST)[1] if begin else ()
        looked = {report for report, _ in found}
        changes = [*self._edits(looked)]
        for question in self._questions_of(looked):
            changes += self._news_of(question, begin or "")
        changes.sort(key=lambda c: (_WEIGHT.index(c.kind), -len(c.statements), c.question_words or "", c.words))
        view = NewsView(
            since=datetime.fromisoformat(begin) if begin else None,
            latest=datetime.fromisoformat(latest) if latest else None,
            reports=tuple(self._line(r) for r, _ in found[::-1][:limit]),
            changes=tuple(_some_of_each(changes, limit)),
            changes_found=len(changes),
        )
        return self._renamed(view)

    def numbers_once(self, limit: int) -> QuestionsView:
        """The numbers that one report alone gives, among the first `NUMBERS` questions of one account."""
        lines = map(self._question_line, self._ledger.ranked(several=False, limit=NUMBERS))
        counts = [one for one in lines if one.attribute == Attribute.COUNT.value]
        return self._renamed(QuestionsView(about=None, questions=tuple(counts[:limit])))

    def copies(self) -> CopiesView:
        """Reports that are copies or rewrites of others, the closest first."""
        best: dict[str, tuple[int, float]] = {}
        for record, *_ in self._ledger.dependences():
            link = json.loads(record)
            if link["kind"] in _CLOSEST and not link["parent"].startswith("outlet:"):
                rank = _CLOSEST.index(link["kind"]), -link["probability"]
                best[link["child"]] = min(best.get(link["child"], rank), rank)
        ordered = sorted(best, key=lambda report: (*best[report], report))
        return CopiesView(found=len(ordered), copies=self.copied(ordered[:LISTED]))

    def copied(self, reports: Iterable[str]) -> tuple[CopyView, ...]:
        """Those of these reports that are copies or rewrites of another one held, in the order given."""
        return self._renamed(tuple(c for report in reports if (c := self._copy(report)) is not None))

    def _copy(self, report: str) -> CopyView | None:
        links = [k for k in self._ledger.links_of(report) if k.kind in _CLOSEST and k.child == report]
        links = [k for k in links if not k.parent.startswith("outlet:")]
        if not links:
            return None
        made = self._descent(report, self._ledger.links_of(report))
        close = {k.id: k for k in links}
        parents = [k for k in made.parents if k.id in close]
        first = close[parents[0].id] if parents else min(links, key=lambda k: (_CLOSEST.index(k.kind), -k.probability))
        other = self._line(first.parent)
        return CopyView(
            report=self._line(report),
            words=made.words if parents else f"{relation_words(first, report)} {other.outlet}, {other.published.words}",
            sure=first.probability,
            sides=(first.parent, first.child),
            shared=first.coverage[0],
            changes=len(first.mutations),
        )

    def _questions_of(self, reports: Iterable[str]) -> Iterator[Question]:
        found: dict[str, Question] = {}
        for report in reports:
            for statement in self._ledger.statements_of(report):
                found.update({q.id: q for q in self._ledger.questions_of(statement.id)})
        yield from (found[key] for key in sorted(found))

    def _news_of(self, question: Question, begin: str) -> list[NewsItemView]:
        ledger = self._ledger
        said = ledger.statements(question.statements)
        seen = ledger.seen({s.report_id for s in said.values()})
        fresh = {i for i, s in said.items() if seen.get(s.report_id, "") >= begin}
        claims = {c.id: c for c in ledger.claims_of(question.id)}
        made: list[NewsItemView] = []

        def change(kind: str, words: str, statements: Iterable[str]) -> None:
            shown = tuple(s for s in statements if s in fresh)
            made.append(
                NewsItemView(
                    kind=kind,
                    words=words,
                    question=question.id,
                    question_words=question.words,
                    report=None,
                    statements=shown,
                )
            )

        for conflict in ledger.conflicts_of(question.id):
            if any(set(side) <= fresh for side in conflict.statements):
                a, b = (claims[c].value.words for c in conflict.claims)
                change(
                    "conflict",
                    f"{a} against {b} ({conflict.kind.value})",
                    [*conflict.statements[0], *conflict.statements[1]],
                )
        for later in ledger.supersessions_of(question.id):
            if later.later_statement in fresh and later.earlier in claims and later.later in claims:
                values = f"{claims[later.earlier].value.words} → {claims[later.later].value.words}"
                change("changed number", f"{values} ({later.kind.value})", [later.later_statement])
        if fresh == set(said):
            if len({s.report_id for s in said.values()}) > 1 or len(claims) > 1:
                change(
                    "new question", wording.and_list((c.value.words for c in claims.values()), most=3), sorted(fresh)
                )
            return made
        for claim in claims.values():
            if claim.supports and set(claim.supports) <= fresh:
                change("new claim", claim.value.words, claim.supports)
            elif fresh & set(claim.supports):
                for origin in ledger.origins_of(claim.id):
                    if set(origin.statements) <= fresh:
                        change("corroboration", f"{claim.value.words}: {origin.name or origin.key}", origin.statements)
        return made

    def _edits(self, reports: Iterable[str]) -> Iterator[NewsItemView]:
        for report in sorted(reports):
            for link in self._ledger.links_of(report):
                if link.kind is LinkKind.REVISES and link.child == report and not link.parent.startswith("outlet:"):
                    yield NewsItemView(
                        kind="silent edit",
                        words=f"{self._line(report).outlet}: {self._report(report).title}",
                        question=None,
                        question_words=None,
                        report=report,
                        statements=(),
                    )

    def some_stories(self, start: int, limit: int) -> StoriesPart:
        """Some of the stories of all reports, those of most reports first."""
        found, alone, some = self._book.part(self._ledger.dates(), self._effective, start, limit)
        return StoriesPart(found=found, alone=alone, stories=self.stories(some).stories)

    def sources(self) -> SourcesView:
        """Outlets and speakers, those of most reports first."""
        ledger = self._ledger
        outlets = outlet_views(ledger.publishers(), ledger.dependences())
        found, spoken = ledger.speakers(sorted(k.value for k in _SPEAKERS), LISTED)
        view = SourcesView(
            outlets=tuple(outlets[:LISTED]),
            outlets_found=len(outlets),
            speakers=tuple(self._speaker(*row) for row in spoken),
            speakers_found=found,
        )
        return self._renamed(view)

    def _speaker(self, key: str, statements: int, reports: int) -> SpeakerView:
        some, outlets = self._ledger.speaking(key)
        spoken = [s.speaker for s in self._ledger.statements(some[:1]).values()]
        return SpeakerView(
            key=key,
            name=wording.voice_words(spoken[0]),
            kind=spoken[0].kind.value,
            institution=spoken[0].institution,
            statements=statements,
            reports=reports,
            outlets=outlets,
        )

    def places(self) -> PlacesView:
        """The places that statements name, those of most statements first, with three statements each."""
        found = []
        for key, statements, reports, some in self._ledger.places():
            examples = [self._ledger.statement(s) for s in some]
            place = next(p for p in examples[0].frame.located if p.key == key)
            found.append(
                PlaceView(
                    key=key,
                    name=place.name,
                    level=place.level.value,
                    lat=place.lat,
                    lon=place.lon,
                    within=place.within,
                    statements=statements,
                    reports=reports,
                    examples=tuple((s.id, s.report_id, s.span.start, self._words(s)) for s in examples),
                )
            )
        return self._renamed(PlacesView(places=tuple(found)))

    def said_by(self, key: str, *, start: int = 0, limit: int = 50) -> SaidView:
        """All statements of the speaker, conduit or outlet with this key, by publication."""
        found, ids = self._ledger.spoken_by(key, start, limit)
        named = self._ledger.statements(self._ledger.naming_best(key)).values()
        names = [wording.voice_words(v) for s in named for v in s.chain if v.key == key]
        shown = self._in_full(ids, 0, limit, number=start)
        return SaidView(key=key, name=max(names, key=len, default=key), found=found, statements=shown)

    def timeline(self, about: str | None = None) -> TimelineView:
        """Statements with a known event time against their publication; of what ``about`` names, or of all."""
        marks: list[TimedView] = []
        for ranked in self._ledger.ranked(about=about, limit=TIMED // 4):
            for statement in said_in(self._ledger, [ranked]).values():
                timed = self._timed(statement)
                marks += [timed] if timed else []
        by_id = {m.id: m for m in marks}
        ordered = sorted(by_id.values(), key=lambda m: (str(m.happened.lo), str(m.published.lo), m.id))
        return self._renamed(TimelineView(found=len(ordered), marks=tuple(ordered[:TIMED])))

    def _timed(self, statement: Statement) -> TimedView | None:
        line = self._line(statement.report_id)
        named = statement.happened is not None and statement.happened.words is not None
        happened = portraits.time_view(statement.happened) if named else None
        if happened is None or None in (happened.lo, happened.hi, line.published.lo, line.published.hi):
            return None
        report = self._report(statement.report_id)
        return TimedView(
            id=statement.id,
            report=report.id,
            start=statement.span.start,
            words=" … ".join(s.of(report.text) for s in statement.content),
            outlet=line.outlet,
            speaker=wording.voice_words(statement.speaker),
            commitment=statement.commitment.value,
            happened=happened,
            published=line.published,
        )

    def report_lines(self, *, after: str = "", limit: int = 50) -> tuple[ReportLine, ...]:
        """Reports in order of their identifiers, those after one."""
        return self._renamed(tuple(map(self._line, self._ledger.reports_after(after, limit))))

    def captures(self, *, start: int = 0, limit: int = 100) -> CapturesView:
        """The captures, latest first."""
        found, held = self._ledger.last_captures(start, limit)
        shown = [CaptureView(seen=c.seen, locator=c.locator, report=self._line(c.report_id)) for c in held]
        return self._renamed(CapturesView(found=found, captures=tuple(shown)))

    def search_for(self, words: str, asked: Wanted, *, limit: int = 50) -> SearchView:
        """Statements that have the words and all that is asked beside them: best first, latest first without words."""
        if not asked.any:
            return self.search(words, limit=limit)
        found = self._ledger.wanted(asked, words=words, limit=limit)
        return self._renamed(SearchView(words=words, hits=self._statement_hits(found)))

    def search_meaning(
        self, words: str, asked: Wanted | None = None, *, limit: int = 50, sketches: Sketches | None = None
    ) -> SearchView:
        """Statements that mean what the words say, whatever their own words, names and values, nearest first.

        Those nearer than `NEAR` in cosine, among the 400 whose meanings have most signs in common with it. ``sketches``
        are kept by a server between searches. Raises UsageError where statements have no meanings (read by rules).
        """
        if not words.strip():
            raise UsageError("say what to search for")
        held = sketches(self._ledger) if sketches else self._ledger.sketches()
        if not len(held[0]):
            raise UsageError("no statement here has a meaning: they were read by rules; search by words instead")
        sought = intake.meaning(words)
        near = self._ledger.near(sought, held, asked)
        said = self._ledger.statements(near)
        cosines = {i: intake.likeness(sought, said[i]) or 0.0 for i in near}
        best = sorted((i for i in near if cosines[i] >= NEAR), key=lambda i: (-cosines[i], i))[:limit]
        hits = tuple(replace(hit, likeness=cosines[hit.id]) for hit in self._statement_hits(best))
        return self._renamed(SearchView(words=words, hits=hits))

    def watches(self) -> WatchesView:
        """What watches did and told."""
        return watches_view(self._ledger)

    def counts(self) -> dict[str, int]:
        """How many there are of each kind of record."""
        return self._ledger.counts()


def _some_of_each(changes: list[NewsItemView], limit: int) -> list[NewsItemView]:
    """At most ``limit`` changes, no kind crowding the others out."""
    share = max(3, limit // len(_WEIGHT))
    kept: Counter[str] = Counter()
    first: list[NewsItemView] = []
    rest: list[NewsItemView] = []
    for change in changes:
        kept[change.kind] += 1
        (first if kept[change.kind] <= share else rest).append(change)
    chosen = [*first, *rest][:limit]
    return sorted(chosen, key=lambda c: _WEIGHT.index(c.kind))
