"""The line through the rooms, and the only module that sees them all: read, understand, compare, keep.

One report is recorded whole or not at all. Reading and understanding happen outside the write lock; only comparing
with what is held and writing happen inside it, so that two processes can read at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rashomon.compare.citations import cited_by, citing
from rashomon.compare.clusters import components
from rashomon.compare.counterparts import Reading
from rashomon.compare.dating import LOOKED_AT, SHARED, affair_keys, by_news, by_peers, lead_terms, undated
from rashomon.compare.evidence import Dated
from rashomon.compare.keys import keys, published_days
from rashomon.compare.lineage import own_links
from rashomon.compare.meaning import likeness as alike
from rashomon.compare.mutations import links_between
from rashomon.compare.pairs import Scores, score
from rashomon.compare.passages import fingerprints
from rashomon.compare.rulings import ruling
from rashomon.compare.settle import Known, settle
from rashomon.compare.stories import stories as put_together
from rashomon.errors import LedgerError, RecordError, UsageError
from rashomon.ledger import Ledger, Run
from rashomon.read import Sources, gathered, read, sources_of
from rashomon.records import (
    Capture,
    Judgement,
    JudgementKind,
    Link,
    NotRead,
    Progress,
    Published,
    Report,
    Settled,
    Statement,
    Story,
    SubjectKind,
    Summary,
    Taken,
    Understanding,
    judgement,
)
from rashomon.understand import Reader, meaning_of, reader_name, understand

__all__ = ["Line", "Progress", "Sources", "Summary", "gathered", "read_into", "stories"]

AFFAIRS, PASSAGES, FRAMES = "affair", "passage", "frame"  # spaces of candidate keys in the ledger
RETOLD = 3  # days within which reports meet by the sketch of a retelling (methods.md §5: 48 hours)
REMEMBERED = 50_000  # reports whose affair a line remembers
SHARED_KEYS = 4  # keys two reports must share to be aligned: two fingerprints (methods.md §6.1), each given twice


def read_into(
    ledger: Ledger,
    paths: Iterable[str | Path] | Sources,
    *,
    seen: datetime,
    notify: Callable[[Progress], None] | None = None,
    reader: str = Reader.TRAINED,
    aliases: Mapping[str, str] | None = None,
) -> Summary:
    """Read files and folders, or `Sources`, into the ledger; ``seen`` is the time of capture, ``reader`` "trained" or
    "rules", ``aliases`` a table of names that are one (`Ledger.name_aliases`).

    What is held of the same bytes from the same place is not read again: a run that was stopped goes on where it stood.
    Trouble with one item is kept in the summary and the log, and the rest goes on. Raises LedgerError when the ledger
    fails or was read by another reader or with other tables, WeightsError as `Line`; what was recorded stays whole.
    """
    line = Line(ledger, Reader(reader), aliases)
    run = Run(ledger, lambda taken: _recorded(line, taken), seen)
    asked = sources_of(paths)
    ledger.name_outlets(asked.families)
    sources = replace(asked, known=ledger.captured, moved=run.move, families=ledger.outlets)
    for item in read(sources, seen=seen):
        told = run.take(item)
        if notify is not None and told is not None:
            notify(told)
    return run.end(sources.shown)


def _recorded(line: Line, taken: Taken) -> Understanding | NotRead | None:
    """`Line.record`, with a fault of ours in one report made a value: it is left out whole and the run goes on.

    A record that refuses its value is such a fault; only trouble with the ledger itself ends the run.
    """
    try:
        return line.record(taken)
    except LedgerError:
        raise
    except Exception as fault:
        why = " ".join(f"a fault of the program ({type(fault).__name__}: {fault})".split())[:200]
        return NotRead(locator=taken.locator, why=why, advice="it was left out whole; please report the fault")


def meaning(words: str) -> str:
    """The meaning of words as statements have theirs, values masked. Raises WeightsError."""
    return meaning_of(words)


def likeness(sought: str, said: Statement) -> float | None:
    """The cosine of a meaning and a statement's, None where it has none."""
    return alike(replace(said.frame, meaning=sought), said.frame)


def effective(ledger: Ledger, report_id: str) -> Report:
    """A report with its publication interval as understood, or as inferred from other reports."""
    return replace(ledger.report(report_id), published=ledger.published(report_id))


def stories(ledger: Ledger) -> tuple[Story, ...]:
    """The stories of the reports held: a view, made anew from all of them (about 5 ms a report); nothing is written."""
    return put_together(effective(ledger, report.id) for report in ledger.reports())


class Line:
    """The line through the rooms for one ledger. What it remembers between reports changes no result."""

    def __init__(
        self, ledger: Ledger, reader: Reader = Reader.TRAINED, aliases: Mapping[str, str] | None = None
    ) -> None:
        """Raises LedgerError where the ledger was read by another reader or with another table of aliases,
        WeightsError as `reader_name`.
        """
        ledger.name_reader(reader_name(reader))
        ledger.name_aliases(aliases or {})
        self._aliases = ledger.aliases
        self._ledger, self._reader = ledger, reader
        self._scores = Scores()
        self._affairs: dict[str, tuple[str, ...]] = {}

    def record(self, taken: Taken) -> Understanding | None:
        """Record one report with all that follows from it, in one transaction; None when it was already held."""
        ledger, report = self._ledger, taken.report
        capture = Capture(original_id=taken.original.id, report_id=report.id, locator=taken.locator, seen=report.seen)
        understanding = None if ledger.has_report(report.id) else understand(report, reader=self._reader)
        with ledger.writing():
            if understanding is None or ledger.has_report(report.id):
                ledger.log_capture(capture)
                return None
            ledger.keep(taken.original, taken.payload, locator=taken.locator, at=report.seen)
            ledger.add_report(report, understanding)
            ledger.log_capture(capture)
            self._connect(report.id)
        return understanding

    def _connect(self, report_id: str) -> None:
        """Compare one recorded report with all that is held and rebuild the blocks it touches."""
        changed = self._ledger.post(AFFAIRS, report_id, self._affair(report_id))
        near = {report_id, *(i for pair in changed for i in pair)}
        moved = [r for r in sorted(near) if self._redate(r)]
        touched: set[str] = set()
        for r in moved:
            touched |= self._part(r)
        for r in sorted({report_id, *moved}):
            touched |= self._join(r)
        for told in self._ledger.judgements_on("original", self._ledger.report(report_id).original_id):
            touched |= self._rule(told)
        self._rebuild(touched)

    def judge(self, decided: Judgement) -> bool:
        """Record a judgement and settle anew what it touches, in one transaction; False where it was held already."""
        with self._ledger.writing():
            if not self._ledger.add_judgement(decided):
                return False
            self._rebuild(self._rule(decided))
        return True

    def _rule(self, decided: Judgement) -> set[str]:
        """Find the statements a judgement, and what it undoes, is about; gives those and the ones found before."""
        ledger = self._ledger
        touched = set(ledger.ruling(decided).statements)
        found = ruling(decided, self._told)
        ledger.put_ruling(found)
        touched |= set(found.statements)
        for subject in decided.subjects:
            if subject.kind is SubjectKind.JUDGEMENT and ledger.kind_of(subject.key) == "judgement":
                touched |= self._rule(ledger.judgement(subject.key))
        return touched

    def _told(self, original_id: str) -> list[tuple[Report, tuple[Statement, ...]]]:
        """The reports made of archived bytes, with their statements."""
        return [(r, self._ledger.statements_of(r.id)) for r in self._ledger.reports_of_original(original_id)]

    def _affair(self, report_id: str) -> tuple[str, ...]:
        found = self._affairs.get(report_id)
        if found is None:
            if len(self._affairs) >= REMEMBERED:
                self._affairs.clear()
            found = self._affairs[report_id] = affair_keys(self._ledger.understanding(report_id))
        return found

    def _redate(self, report_id: str) -> bool:
        """Date a report of unknown year or day by its peers; whether that changed what was held."""
        ledger = self._ledger
        own = ledger.dated(report_id)
        if not own.options and not undated(own):
            return False
        peers = {
            peer: (replace(ledger.report(peer), published=ledger.dated(peer)), shared)
            for peer, shared in ledger.met(AFFAIRS, report_id).items()
        }
        if own.options:
            found = by_peers(replace(ledger.report(report_id), published=own), peers)
        else:
            found = self._by_news(report_id, own, peers)
        if (found or own) == ledger.published(report_id):
            return False
        again = None if found is None else self._understood(report_id, found)
        ledger.redate(report_id, again)
        return True

    def _by_news(self, report_id: str, own: Published, peers: dict[str, tuple[Report, int]]) -> Published | None:
        """Date a report without any date by the dated report that tells the same news."""
        near = [i for _, i in sorted((-n, i) for i, (_, n) in peers.items() if n >= SHARED)[:LOOKED_AT]]
        told = {i: lead_terms(self._ledger.statements_of(i)) for i in [report_id, *near]}
        return by_news(own, told[report_id], {i: (peers[i][0], told[i]) for i in near})

    def _understood(self, report_id: str, published: Published) -> Understanding:
        return understand(self._ledger.report(report_id), published=published, reader=self._reader)

    def _part(self, report_id: str) -> set[str]:
        """Take a report whose dates changed out of what its dates decided; returns the statements touched."""
        statements = self._ledger.statements_of(report_id)
        touched = {s.id for s in statements}
        for statement in statements:
            touched |= self._rescore(self._ledger.withdraw(FRAMES, statement.id))
        others = self._ledger.met(PASSAGES, report_id)
        met = frozenset((min(report_id, o), max(report_id, o)) for o in others)
        return touched | self._align(met | self._ledger.withdraw(PASSAGES, report_id), report_id)

    def _join(self, report_id: str) -> set[str]:
        """Meet a report with the others by its passages and its statements; returns the statements touched."""
        ledger = self._ledger
        report = effective(ledger, report_id)
        statements = ledger.statements_of(report_id)
        by_parent: dict[str, list[Link]] = {}
        for link in own_links(report, statements):
            by_parent.setdefault(link.parent, []).append(link)
        for parent, links in sorted(by_parent.items()):
            ledger.put_links(report_id, parent, links)
        touched = {s.id for s in statements} | self._align(
            ledger.post(PASSAGES, report_id, passage_keys(report)), report_id
        )
        affair = self._affair(report_id)
        for statement in statements:
            touched |= self._rescore(ledger.post(FRAMES, statement.id, keys(statement, report, affair)))
        return touched

    def _align(self, pairs: frozenset[tuple[str, str]], joining: str) -> set[str]:
        """Compare reports that may share passages; returns statements whose blocks changed links can change.

        A link matters to blocks with statements of both its reports, so one of the two is enough to reach them; the
        statements of ``joining`` are reached in any case.
        """
        ledger = self._ledger
        shared = ledger.shared(PASSAGES, pairs)
        touched: set[str] = set()
        for a, b in sorted(pairs):
            found = self._linked(a, b, close=shared[a, b] >= SHARED_KEYS)
            if set(found) != {link for link in ledger.links_among((a, b)) if {link.child, link.parent} == {a, b}}:
                ledger.put_links(a, b, found)
                touched |= set() if joining in {a, b} else {s.id for s in ledger.statements_of(a)}
        return touched

    def _linked(self, a: str, b: str, *, close: bool) -> tuple[Link, ...]:
        """The links between two reports: by their words only where they are ``close``."""
        one, other = self._reading(a), self._reading(b)
        said = citing(one, other)
        pairs = self._ledger.pairs_among(said) if said else ()
        return links_between(one, other, pairs, close=close)

    def _relink(self, pairs: set[tuple[str, str]]) -> None:
        """Link reports anew of which one cites the other. That changes no block: settling reads the chains."""
        shared = self._ledger.shared(PASSAGES, frozenset(pairs)) if pairs else {}
        for a, b in sorted(pairs):
            self._ledger.put_links(a, b, self._linked(a, b, close=shared[a, b] >= SHARED_KEYS))

    def _reading(self, report_id: str) -> Reading:
        report = effective(self._ledger, report_id)
        day, affair = published_days(report), self._affair(report_id)
        return Reading(report, tuple(Dated(s, day, affair) for s in self._ledger.statements_of(report_id)))

    def _rescore(self, changed: frozenset[tuple[str, str]]) -> set[str]:
        """Score the pairs of statements that may meet anew; returns those whose pairs changed."""
        ledger = self._ledger
        met = ledger.shared(FRAMES, changed)
        known = ledger.statements({i for pair in changed for i in pair})
        reports = {r: effective(ledger, r) for r in {s.report_id for s in known.values()}}
        days = {r: published_days(report) for r, report in reports.items()}
        dated = {i: Dated(s, days[s.report_id], self._affair(s.report_id)) for i, s in known.items()}
        touched: set[str] = set()
        cited: set[tuple[str, str]] = set()
        for a, b in sorted(changed):
            found = score(dated[a], dated[b]) if met[a, b] else None
            cited |= cited_by(known[a], known[b], reports)
            if found is not None:
                ledger.put_pair(found)
                touched |= {a, b}
            elif ledger.drop_pair(a, b):
                touched |= {a, b}
        self._relink(cited)
        return touched

    def _rebuild(self, touched: set[str]) -> None:
        """Settle anew every block that holds a touched statement, and those its component fell into or came from."""
        ledger = self._ledger
        reached = touched | ledger.members(set(ledger.blocks_of(touched).values()))
        frontier = reached
        while frontier:
            frontier = {*ledger.neighbours(frontier), *ledger.joined(frontier)} - reached
            reached = reached | frontier
        before = ledger.blocks_of(reached)
        parts = components(reached, [*ledger.edges_among(reached), *ledger.ties_among(reached)])
        standing = {b: ledger.members({b}) for b in set(before.values())}
        changed = [p for p in parts if touched & set(p) or standing.get(p[0]) != frozenset(p)]
        stale = {before[s] for p in changed for s in p if s in before}
        ledger.replace_blocks(sorted(stale), [self._settled(p) for p in changed])

    def _settled(self, part: tuple[str, ...]) -> Settled:
        statements = self._ledger.statements(part)
        reports = {r: effective(self._ledger, r) for r in {s.report_id for s in statements.values()}}
        affairs = {r: self._affair(r) for r in reports}
        links = self._ledger.links_among(sorted(reports))
        known = Known(affairs, self._scores, self._aliases, self._ledger.rulings(part))
        return settle(tuple(statements.values()), links, reports, known)


def passage_keys(report: Report) -> list[str]:
    """Keys under which a report meets those it shares text with, given as often as they weigh.

    The sketch of a retelling ("~") weighs three on one day, two on the next, one on the third; a fingerprint two; the
    whole text or the address alone suffices.
    """
    alone = [p for p in fingerprints(report) if p.startswith("=")] + ([f"url|{report.url}"] if report.url else [])
    days = published_days(report)
    near = ["?"] if days is None else [str(int(days) + ahead) for ahead in range(RETOLD)]
    weighed = [(p, 2) for p in fingerprints(report) if not p.startswith(("=", "~"))]
    weighed += [(f"{p}|{day}", 1) for p in fingerprints(report) if p.startswith("~") for day in near]
    weighed += [(key, SHARED_KEYS) for key in alone]
    return [f"{key}|{time}" for key, times in weighed for time in range(times)]


def judge(
    ledger: Ledger, kind: JudgementKind, names: Sequence[str], *, value: str = "", by: str, at: datetime
) -> Judgement:
    """Record what ``by`` decides at ``at`` about the things named, and settle anew the blocks it touches.

    ``names`` are identifiers or unique beginnings of them, "outlet:KEY" or "speaker:KEY"; ``value`` a grade or the
    words of a note. ``by`` beginning with "machine:" is a program's proposal, outranked by every person. Raises
    UnknownIdentifier, UsageError where the judgement says nothing.
    """
    with ledger.writing():
        try:
            found = judgement(kind, tuple(map(ledger.subject, names)), by=by, at=at, value=value)
        except RecordError as error:
            raise UsageError(str(error)) from error
        asked = {s.asks for s in found.subjects if s.asks}
        if kind is JudgementKind.SAME and len(asked) > 1:
            raise UsageError("these ask different things and cannot be one question: judge statements of them, or note")
        _line_of(ledger).judge(found)
    return found


def carry(ledger: Ledger, judgements: Iterable[Judgement]) -> int:
    """Record the judgements of another ledger, by the content of what they are about; gives how many were new."""
    with ledger.writing():
        line = _line_of(ledger)
        return sum(line.judge(one) for one in sorted(judgements, key=lambda j: j.id))


def _line_of(ledger: Ledger) -> Line:
    return Line(ledger, reader_of(ledger), ledger.aliases)


def reader_of(ledger: Ledger) -> Reader:
    """The reader of a ledger. Raises LedgerError where its weights are not the ones installed."""
    held = ledger.reader
    reader = Reader.RULES if held == Reader.RULES.value else Reader.TRAINED
    if held not in (None, reader_name(reader)):
        raise LedgerError(
            f"the ledger was read with {held!r} and this program has {reader_name(reader)!r}: "
            "verify it with the version that read it, or read its reports into a new ledger"
        )
    return reader
