"""Views of the whole ledger: what is new, who said what, where, when, and the log. The last part of `views.Views`.

Each costs a walk through the ledger (about 1 ms a report): a server keeps them for a while (web/room.py).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from rashomon import intake
from rashomon.errors import UsageError
from rashomon.records import Link, LinkKind, Place, Question, Report, Statement, Voice, VoiceKind
from rashomon.show import portraits, wording
from rashomon.show.faces import ReportLine, TimeView
from rashomon.show.filters import WIDEST, Filters
from rashomon.show.lists import SearchView
from rashomon.show.naming import renamed
from rashomon.show.roomfaces import (
    CapturesView,
    CaptureView,
    NewsItemView,
    NewsView,
    OutletView,
    PlacesView,
    PlaceView,
    SaidView,
    SourcesView,
    SpeakerView,
    TimedView,
    TimelineView,
)
from rashomon.show.roomviews import RoomViews
from rashomon.show.story_faces import StoriesView
from rashomon.show.watches import WatchesView, watches_view

NEWEST = 400  # new reports whose consequences are told one by one
LISTED = 200  # outlets and speakers listed
TIMED = 400  # marks on a timeline
_COPIES = frozenset({LinkKind.EXACT, LinkKind.NEAR, LinkKind.PASSAGE})
_SPEAKERS = frozenset({VoiceKind.PERSON, VoiceKind.INSTITUTION, VoiceKind.DOCUMENT})
_FAR = "9999"
_WEIGHT = ("conflict", "changed number", "silent edit", "new claim", "corroboration", "new question")


class Surveys(RoomViews):
    """`RoomViews`, and walks through the whole ledger."""

    def first_seen(self) -> dict[str, datetime]:
        """When each report was first captured."""
        return {r.id: min(c.seen for c in self._ledger.captures(r.id)) for r in self._ledger.reports()}

    def news(self, since: datetime | None = None, *, limit: int = 40) -> NewsView:
        """What the reports first seen at or after ``since`` changed; by default those of the latest capture."""
        seen = self.first_seen()
        latest = max(seen.values(), default=None)
        begin = since or latest
        new = sorted((r for r, at in seen.items() if begin is not None and at >= begin), key=lambda r: (seen[r], r))
        looked = set(new[-NEWEST:])
        changes = [*self._edits(looked)]
        for question in self._questions_of(looked):
            changes += self._news_of(question, set(new))
        changes.sort(key=lambda c: (_WEIGHT.index(c.kind), -len(c.statements), c.question_words or "", c.words))
        view = NewsView(
            since=begin,
            latest=latest,
            reports=tuple(self._line(r) for r in new[::-1][:limit]),
            changes=tuple(_some_of_each(changes, limit)),
            changes_found=len(changes),
        )
        return renamed(view, self._files)

    def _questions_of(self, reports: Iterable[str]) -> Iterator[Question]:
        found: dict[str, Question] = {}
        for report in reports:
            for statement in self._ledger.statements_of(report):
                found.update({q.id: q for q in self._ledger.questions_of(statement.id)})
        yield from (found[key] for key in sorted(found))

    def _news_of(self, question: Question, new: set[str]) -> list[NewsItemView]:
        ledger = self._ledger
        said = ledger.statements(question.statements)
        fresh = {i for i, s in said.items() if s.report_id in new}
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

    def all_stories(self) -> StoriesView:
        """The stories of all reports, made anew."""
        return self.stories(intake.stories(self._ledger))

    def survey(self) -> tuple[SourcesView, PlacesView]:
        """Outlets, speakers and places of the whole ledger, in one walk."""
        outlets, speakers, places = _Outlets(), _Speakers(), _Places()
        for report in self._ledger.reports():
            statements = self._ledger.statements_of(report.id)
            outlets.add(report, len(statements), self._ledger.links_of(report.id), self._report)
            for statement in statements:
                speakers.add(statement, report)
                places.add(statement, report)
        sources = SourcesView(
            outlets=tuple(outlets.views()[:LISTED]),
            outlets_found=len(outlets.views()),
            speakers=tuple(speakers.views()[:LISTED]),
            speakers_found=len(speakers.views()),
        )
        return renamed(sources, self._files), renamed(PlacesView(places=tuple(places.views())), self._files)

    def said_by(self, key: str, *, start: int = 0, limit: int = 50) -> SaidView:
        """All statements of the speaker, conduit or outlet with this key, by publication."""
        ids: list[str] = []
        name = key
        for report in self._ledger.naming(key):
            for statement in self._ledger.statements_of(report):
                voices = [v for v in statement.chain if v.key == key]
                if voices:
                    ids.append(statement.id)
                    name = max(name if name != key else "", wording.voice_words(voices[0]), key=len)
        return SaidView(key=key, name=name or key, found=len(ids), statements=self._in_full(ids, start, limit))

    def timeline(self, *, about: str | None = None) -> TimelineView:
        """Statements with a known event time against their publication; of what ``about`` names, or of all."""
        marks: list[TimedView] = []
        for ranked in self._selected(about, None)[: TIMED // 4]:
            for statement in self._ledger.statements(ranked.question.statements).values():
                timed = self._timed(statement)
                marks += [timed] if timed else []
        by_id = {m.id: m for m in marks}
        ordered = sorted(by_id.values(), key=lambda m: (str(m.happened.lo), str(m.published.lo), m.id))
        return renamed(TimelineView(found=len(ordered), marks=tuple(ordered[:TIMED])), self._files)

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
        found = []
        for report in self._ledger.reports():
            if report.id > after:
                found.append(self._line(report.id))
                if len(found) == limit:
                    break
        return renamed(tuple(found), self._files)

    def captures(self, *, start: int = 0, limit: int = 100) -> CapturesView:
        """The captures, latest first."""
        held = [(c.seen, c.locator, r.id) for r in self._ledger.reports() for c in self._ledger.captures(r.id)]
        held.sort(key=lambda c: (-c[0].timestamp(), c[1], c[2]))
        shown = [CaptureView(seen=s, locator=w, report=self._line(r)) for s, w, r in held[start : start + limit]]
        return renamed(CapturesView(found=len(held), captures=tuple(shown)), self._files)

    def search_for(self, words: str, asked: Filters, *, limit: int = 50) -> SearchView:
        """Statements that have the words and all that is asked beside them, the best of the `WIDEST` by words.

        Raises UsageError where neither words nor a speaker are given: all statements would have to be read.
        """
        if not asked.any:
            return self.search(words, limit=limit)
        sought = f"{words} {asked.speaker}".strip()
        if not sought:
            raise UsageError("give words or a speaker too: by a number, a day or a commitment alone nothing is found")
        found = self.search(sought, limit=WIDEST)
        said = self._ledger.statements(h.id for h in found.hits if h.of == "statement")
        fit = [h for h in found.hits if h.id in said and asked.fit(said[h.id], _days(h.report.published))]
        return SearchView(words=words or asked.speaker, hits=tuple(fit[:limit]))

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


def _days(published: TimeView) -> tuple[date | None, date | None]:
    return published.lo and published.lo.date(), published.hi and published.hi.date()


class _Outlets:
    """What each outlet published, copied, was copied and cited for, and revised."""

    def __init__(self) -> None:
        self._named: dict[str, str] = {}
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._agencies: dict[str, set[str]] = defaultdict(set)

    def add(self, report: Report, statements: int, links: Iterable[Link], known: Callable[[str], Report]) -> None:
        """Count one report with the links it has part in; each dependence is counted at its child."""
        key = report.outlet.key
        self._named[key] = report.outlet.name or key
        self._counts[key].update(reports=1, statements=statements)
        self._agencies[key] |= {m.name for m in report.marks}
        copied = False
        for link in links:
            if link.child != report.id:
                continue
            kind, parent = link.kind, link.parent
            if parent.startswith("outlet:"):
                if kind is LinkKind.CITES:
                    self._counts[parent.removeprefix("outlet:")]["cited_by"] += 1
                continue
            other = known(parent).outlet.key
            if kind is LinkKind.REVISES:
                self._counts[key]["revised"] += 1
            elif kind in _COPIES and other != key:
                copied = True
                self._counts[other]["copied_by"] += 1
            elif kind is LinkKind.CITES:
                self._counts[other]["cited_by"] += 1
        self._counts[key]["copied"] += copied

    def views(self) -> list[OutletView]:
        """Those that published something, by reports."""
        found = [
            OutletView(
                key=key,
                name=name,
                reports=c["reports"],
                statements=c["statements"],
                copied=c["copied"],
                copied_by=c["copied_by"],
                cited_by=c["cited_by"],
                revised=c["revised"],
                agencies=tuple(sorted(self._agencies[key])),
            )
            for key, name in self._named.items()
            for c in (self._counts[key],)
        ]
        return sorted(found, key=lambda o: (-o.reports, o.name, o.key))


class _Speakers:
    """Who is said to have said how much, where."""

    def __init__(self) -> None:
        self._voices: dict[str, Voice] = {}
        self._said: Counter[str] = Counter()
        self._reports: dict[str, set[str]] = defaultdict(set)
        self._outlets: dict[str, set[str]] = defaultdict(set)

    def add(self, statement: Statement, report: Report) -> None:
        """Count one statement for its speaker."""
        voice = statement.speaker
        if voice.kind not in _SPEAKERS:
            return
        held = self._voices.get(voice.key)
        if held is None or len(voice.name) > len(held.name):
            self._voices[voice.key] = voice
        self._said[voice.key] += 1
        self._reports[voice.key].add(report.id)
        self._outlets[voice.key].add(report.outlet.name or report.outlet.key)

    def views(self) -> list[SpeakerView]:
        """All speakers, by the number of reports they speak in."""
        found = [
            SpeakerView(
                key=key,
                name=wording.voice_words(v),
                kind=v.kind.value,
                institution=v.institution,
                statements=self._said[key],
                reports=len(self._reports[key]),
                outlets=tuple(sorted(self._outlets[key])),
            )
            for key, v in self._voices.items()
        ]
        return sorted(found, key=lambda s: (-s.reports, -s.statements, s.name, s.key))


class _Places:
    """Where the statements are."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._said: Counter[str] = Counter()
        self._reports: dict[str, set[str]] = defaultdict(set)
        self._examples: dict[str, list[tuple[str, str, int, str]]] = defaultdict(list)

    def add(self, statement: Statement, report: Report) -> None:
        """Count one statement at each place its words name."""
        for place in {p.key: p for p in statement.frame.located}.values():
            self._places[place.key] = place
            self._said[place.key] += 1
            self._reports[place.key].add(report.id)
            if len(self._examples[place.key]) < 3:
                words = " … ".join(s.of(report.text) for s in statement.content)
                self._examples[place.key].append((statement.id, report.id, statement.span.start, words))

    def views(self) -> list[PlaceView]:
        """All places, by statements."""
        found = [
            PlaceView(
                key=key,
                name=p.name,
                level=p.level.value,
                lat=p.lat,
                lon=p.lon,
                within=p.within,
                statements=self._said[key],
                reports=len(self._reports[key]),
                examples=tuple(self._examples[key]),
            )
            for key, p in self._places.items()
        ]
        return sorted(found, key=lambda p: (-p.statements, p.name, p.key))
