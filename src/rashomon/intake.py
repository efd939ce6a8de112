"""The line through the rooms, and the only module that sees them all: read, understand, compare, keep.

One report is recorded whole or not at all. Reading and understanding happen outside the write lock; only comparing
with what is held and writing happen inside it, so that two processes can read at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rashomon.compare.copies.candidates import ENOUGH, WEIGHTS, candidate_keys
from rashomon.compare.lineage.citations import cited_by, citing
from rashomon.compare.lineage.counterparts import Reading
from rashomon.compare.lineage.dating import LOOKED_AT, SHARED, affair_keys, by_news, by_peers, lead_terms, undated
from rashomon.compare.lineage.linking import own_links
from rashomon.compare.lineage.mutations import links_between
from rashomon.compare.origins.counting import Weighings
from rashomon.compare.questions.clusters import Part, parts_of
from rashomon.compare.questions.evidence import Dated
from rashomon.compare.questions.keys import keys, published_days
from rashomon.compare.questions.meaning import likeness as alike
from rashomon.compare.questions.scores import Scores
from rashomon.compare.questions.tellings import Tellings
from rashomon.compare.rulings import ruling
from rashomon.compare.settle import Known, settle
from rashomon.compare.stories.forming import Stories
from rashomon.errors import LedgerError, RecordError, UsageError
from rashomon.ledger import Ledger, Run
from rashomon.ledger.surroundings import Surroundings, Touched
from rashomon.read import Sources, gathered, read, sources_of
from rashomon.records import (
    Capture,
    Judgement,
    JudgementKind,
    Link,
    LinkKind,
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

__all__ = ["Line", "Progress", "Sources", "Stories", "Summary", "effective", "gathered", "read_into", "stories"]

AFFAIRS, FRAMES = "affair", "frame"  # spaces of candidate keys in the ledger, beside those of copies
REMEMBERED = 50_000  # reports whose affair a line remembers


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


def stories(ledger: Ledger, among: Collection[str] | None = None) -> tuple[Story, ...]:
    """The stories of the reports held, or ``among`` these: a view, made anew, about 5 ms a report."""
    held = Stories()
    for report in sorted(among or (report.id for report in ledger.reports())):
        held.add(effective(ledger, report))
    return held.stories()


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
        self._scores, self._weighings, self._tellings = Scores(), Weighings(), Tellings()
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
        touched = Touched()
        for r in moved:
            self._part(r, touched)
        for r in sorted({report_id, *moved}):
            self._join(r, touched)
        for told in self._ledger.judgements_on("original", self._ledger.report(report_id).original_id):
            touched.statements |= self._rule(told)
        self._rebuild(touched)

    def judge(self, decided: Judgement) -> bool:
        """Record a judgement and settle anew what it touches, in one transaction; False where it was held already."""
        with self._ledger.writing():
            if not self._ledger.add_judgement(decided):
                return False
            self._rebuild(Touched(self._rule(decided)))
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

    def _part(self, report_id: str, touched: Touched) -> None:
        """Take a report whose dates changed out of what its dates decided."""
        statements = self._ledger.statements_of(report_id)
        for statement in statements:
            self._rescore(self._ledger.withdraw(FRAMES, statement.id), touched)
        pairs: set[tuple[str, str]] = set()
        for space in WEIGHTS:
            pairs |= {(min(report_id, o), max(report_id, o)) for o in self._ledger.met(space, report_id)}
            pairs |= self._ledger.withdraw(space, report_id)
        touched.statements |= {s.id for s in statements}
        touched.statements |= self._align(self._close(pairs), report_id)

    def _join(self, report_id: str, touched: Touched) -> None:
        """Meet a report with the others by its passages and its statements."""
        ledger = self._ledger
        report = effective(ledger, report_id)
        statements = ledger.statements_of(report_id)
        by_parent: dict[str, list[Link]] = {}
        for link in own_links(report, statements):
            by_parent.setdefault(link.parent, []).append(link)
        for parent, links in sorted(by_parent.items()):
            ledger.put_links(report_id, parent, links)
        touched.statements |= {s.id for s in statements}
        touched.statements |= self._align(self._meet(report), report_id)
        affair = self._affair(report_id)
        for statement in statements:
            self._rescore(ledger.post(FRAMES, statement.id, keys(statement, report, affair)), touched)

    def _meet(self, report: Report) -> dict[tuple[str, str], bool]:
        """Post a report under its keys; gives the pairs that changed, and whether the two are worth comparing now."""
        weights, parted = self._ledger.meet(WEIGHTS, report.id, candidate_keys(report))
        own = {(min(report.id, o), max(report.id, o)): weighs >= ENOUGH for o, weighs in weights.items()}
        return own | self._close(self._ledger.linked(parted))

    def _close(self, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bool]:
        """Which pairs of reports share enough keys to be compared by their words."""
        wanted = frozenset(pairs)
        weights = self._ledger.weigh(WEIGHTS, wanted)
        return {pair: weights[pair] >= ENOUGH for pair in wanted}

    def _align(self, close: Mapping[tuple[str, str], bool], joining: str) -> set[str]:
        """Compare reports that may share passages; returns statements whose blocks changed links can change.

        Pairs that are neither close nor linked are left alone: what one cites of the other comes with their statements
        (`_relink`). A link matters to blocks with statements of both its reports, so one of the two is enough to reach
        them; the statements of ``joining`` are reached in any case.
        """
        ledger = self._ledger
        linked = ledger.linked(pair for pair, near in close.items() if not near)
        touched: set[str] = set()
        for a, b in sorted(pair for pair, near in close.items() if near or pair in linked):
            held = {link for link in ledger.links_among((a, b)) if {link.child, link.parent} == {a, b}}
            if close[a, b] and joining not in {a, b} and any(link.kind is not LinkKind.CITES for link in held):
                continue  # both are as they were, and were compared
            found = self._linked(a, b, close=close[a, b])
            if set(found) != held:
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
        for (a, b), close in sorted(self._close(pairs).items()):
            self._ledger.put_links(a, b, self._linked(a, b, close=close))

    def _reading(self, report_id: str) -> Reading:
        report = effective(self._ledger, report_id)
        known = published_days(report), self._affair(report_id), self._tellings.of(report)
        return Reading(report, tuple(Dated(s, *known) for s in self._ledger.statements_of(report_id)))

    def _rescore(self, changed: frozenset[tuple[str, str]], touched: Touched) -> None:
        """Score the pairs of statements that may meet anew."""
        ledger = self._ledger
        met = ledger.shared(FRAMES, changed)
        known = ledger.statements({i for pair in changed for i in pair})
        reports = {r: effective(ledger, r) for r in {s.report_id for s in known.values()}}
        told = {
            r: (published_days(report), self._affair(r), self._tellings.of(report)) for r, report in reports.items()
        }
        dated = {i: Dated(s, *told[s.report_id]) for i, s in known.items()}
        cited: set[tuple[str, str]] = set()
        for a, b in sorted(changed):
            found = self._scores.score(dated[a], dated[b]) if met[a, b] else None
            cited |= cited_by(known[a], known[b], reports)
            before = ledger.put_pair(found) if found is not None else ledger.drop_pair(a, b)
            now = 0.0 if found is None else found.probability
            if now != (before or 0.0):
                touched.pairs.append((a, b, before or 0.0, now))
        self._relink(cited)

    def _rebuild(self, touched: Touched) -> None:
        """Settle anew the blocks of the statements touched, and those whose members change.

        A pair changes no block where its probability is not above the one at which the block was cut off for its size.
        """
        held = Surroundings(self._ledger)
        held.look({*touched.statements, *(s for a, b, _, _ in touched.pairs for s in (a, b))})
        walked = set(touched.statements)
        for a, b, before, now in touched.pairs:
            walked.update(s for s in (a, b) if now > (cut := held.beyond(s)) or (before and before >= cut))
        stale: set[str] = set()
        new: list[Settled] = []
        for part in parts_of(walked, held.near, held.stood_with):
            blocks = held.blocks(part.statements)
            as_before = blocks == {part.statements[0]} and held.stood_with(part.statements[0]) == part.statements
            if as_before and not touched.statements.intersection(part.statements):
                if part.beyond == held.beyond(part.statements[0]):
                    continue
                new.append(replace(self._ledger.settled(part.statements[0]), beyond=part.beyond))
            else:
                new.append(self._settled(part))
            stale |= blocks
        self._ledger.replace_blocks(sorted(stale), new)

    def _settled(self, part: Part) -> Settled:
        statements = self._ledger.statements(part.statements)
        reports = {r: effective(self._ledger, r) for r in {s.report_id for s in statements.values()}}
        affairs = {r: self._affair(r) for r in reports}
        links = self._ledger.links_among(sorted(reports))
        ruled = self._ledger.rulings(part.statements)
        known = Known(affairs, self._scores, self._weighings, self._aliases, ruled, self._tellings)
        return replace(settle(tuple(statements.values()), links, reports, known), beyond=part.beyond)


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
        Line(ledger, reader_of(ledger), ledger.aliases).judge(found)
    return found


def carry(ledger: Ledger, judgements: Iterable[Judgement]) -> int:
    """Record the judgements of another ledger, by the content of what they are about; gives how many were new."""
    with ledger.writing():
        line = Line(ledger, reader_of(ledger), ledger.aliases)
        return sum(line.judge(one) for one in sorted(judgements, key=lambda j: j.id))


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
