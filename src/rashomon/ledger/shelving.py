"""Entering what is recorded into the indices it is found and counted by (schema 6); `catalogue.py` asks them.

Written beside the rows they are made of, in the same transaction; in no digest, and made anew by an upgrade.
"""

from __future__ import annotations

import base64
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import numpy as np

from rashomon.ledger.store import Row, Store, rows_in, storable
from rashomon.records import (
    Attribute,
    Capture,
    Claim,
    Published,
    PublishedBasis,
    Question,
    Report,
    Settled,
    Statement,
    VoiceKind,
)
from rashomon.records.spelling import plain_words

FIRST_DAY, LAST_DAY = 1, 3_652_059  # of the calendar (datetime.date)
LEAST, MOST = -1e308, 1e308  # ends of a number without bound
MARK = "\x1f"  # between the names of agencies
_NAMED = frozenset({VoiceKind.PERSON.value, VoiceKind.INSTITUTION.value, VoiceKind.DOCUMENT.value})


def shelve_report(
    store: Store, report: Report, published: Published, note: str, statements: Sequence[tuple[int, Statement]]
) -> None:
    """Enter a report and its statements, each with its number."""
    lo, hi, dated = _published(published)
    marks = MARK.join(sorted({m.name for m in report.marks}))
    store.run(
        "INSERT INTO shelf (report_id, outlet, name, marks, language, note, lo, hi, dated, seen) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
        (
            report.id,
            *map(storable, (report.outlet.key, report.outlet.name, marks, report.language, note)),
            lo,
            hi,
            dated,
        ),
    )
    days = _days(published.when.lo, published.when.hi)
    for number, statement in statements:
        _shelve_statement(store, number, statement, days)


def _shelve_statement(store: Store, number: int, said: Statement, days: tuple[int, int]) -> None:
    first, last = _when(said, days)
    store.run(
        "INSERT INTO facet (number, commitment, first, last) VALUES (?, ?, ?, ?)",
        (number, said.commitment.value, first, last),
    )
    store.run_many(
        "INSERT INTO counted (number, place, low, high) VALUES (?, ?, ?, ?)",
        [
            (number, place, LEAST if q.low is None else q.low, MOST if q.high is None else q.high)
            for place, q in enumerate(said.quantities)
            if (q.low, q.high) != (None, None)
        ],
    )
    for place, voice in enumerate(reversed(said.chain)):
        named = tuple(storable(w) for w in (voice.key, voice.kind.value, voice.name, voice.institution or ""))
        store.run(
            "INSERT INTO voice (key, kind, name, institution, folded) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (key, kind, name, institution) DO NOTHING",
            (*named, f"{named[2]} {named[3]}".casefold()),
        )
        store.run(
            "INSERT INTO spoken (voice, number, place) SELECT number, ?, ? FROM voice "
            "WHERE key = ? AND kind = ? AND name = ? AND institution = ?",
            (number, place, *named),
        )
    store.run_many(
        "INSERT INTO located (place, number) VALUES (?, ?)",
        [(storable(key), number) for key in sorted({p.key for p in said.frame.located})],
    )
    if said.frame.meaning is not None:
        store.run("INSERT INTO gist (number, sketch) VALUES (?, ?)", (number, sketch(said.frame.meaning)))


def sketch(meaning: str) -> bytes:
    """The signs of a meaning's parts, a bit each."""
    parts = np.frombuffer(base64.b85decode(meaning), dtype=np.int8)
    return np.packbits(parts > 0).tobytes()


def redate_shelf(store: Store, report_id: str, published: Published, statements: Iterable[Statement]) -> None:
    """Enter the dates of a report and its statements anew."""
    lo, hi, dated = _published(published)
    store.run("UPDATE shelf SET lo = ?, hi = ?, dated = ? WHERE report_id = ?", (lo, hi, dated, report_id))
    days = _days(published.when.lo, published.when.hi)
    rows = store.rows("SELECT id, number FROM statement WHERE report_id = ?", (report_id,))
    numbers: dict[str, int] = dict(rows)
    store.run_many(
        "UPDATE facet SET first = ?, last = ? WHERE number = ?",
        [(*_when(said, days), numbers[said.id]) for said in statements],
    )


def shelve_capture(store: Store, capture: Capture) -> None:
    """Enter when a report was first seen."""
    at = capture.seen.astimezone(UTC).isoformat()
    store.run(
        "UPDATE shelf SET seen = ? WHERE report_id = ? AND (seen = '' OR seen > ?)",
        (at, capture.report_id, at),
    )


_ASKED = "question_id, quiet, fewer, plain, unnamed, weaker, words, conflicts, revised, claims, several, folded"


def shelve_blocks(store: Store, gone: Iterable[str], new: Sequence[Settled]) -> None:
    """Enter the questions of new blocks in place of those ``gone``; only rows that differ are written."""
    before = {r[0]: r for r in rows_in(store, f"SELECT {_ASKED} FROM asked WHERE question_id IN (*)", gone)}
    after = {row[0]: row for row in _rows(store, new)}
    stale = [i for i, row in before.items() if after.get(i) != row]
    store.run_many("DELETE FROM asked WHERE question_id = ?", [(i,) for i in stale])
    marks = ", ".join("?" * (_ASKED.count(",") + 1))
    store.run_many(
        f"INSERT INTO asked ({_ASKED}) VALUES ({marks})", [row for i, row in after.items() if before.get(i) != row]
    )


def _rows(store: Store, blocks: Sequence[Settled]) -> Iterator[Row]:
    """The rows of the questions of blocks."""
    heard = _heard(store, (s for b in blocks for q in b.questions for s in q.statements))
    for block in blocks:
        claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in block.claims:
            claims[claim.question_id].append(claim)
        disputed = Counter(c.question_id for c in block.conflicts if c.kind.disputes)
        revised = Counter(s.question_id for s in block.supersessions)
        for q in block.questions:
            told = [heard[s] for s in q.statements if s in heard]
            yield q.id, *_rank(q, claims[q.id], (disputed[q.id], revised[q.id]), told)


def _heard(store: Store, statements: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The report and the kind of speaker of each statement."""
    sql = (
        "SELECT s.id, s.report_id, v.kind FROM statement AS s JOIN spoken AS p ON p.number = s.number AND p.place = 0 "
        "JOIN voice AS v ON v.number = p.voice WHERE s.id IN (*)"
    )
    return {row[0]: (row[1], row[2]) for row in rows_in(store, sql, statements)}


def note_former(store: Store, kind: str, gone: Iterable[tuple[str, str]]) -> None:
    """Note by which statement what had these identifiers is found from now on."""
    store.run_many(
        "INSERT INTO former (id, kind, statement_id) VALUES (?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET statement_id = excluded.statement_id",
        [(identifier, kind, statement) for identifier, statement in gone],
    )


def _rank(
    question: Question, claims: Sequence[Claim], rivals: tuple[int, int], told: Sequence[tuple[str, str]]
) -> tuple[object, ...]:
    conflicts, revised = rivals
    reports = len({report for report, _ in told})
    words = (question.words, question.predicate, question.item or "", question.scope or "", *question.about)
    return (
        not (conflicts or revised),
        -reports,
        question.attribute is Attribute.OCCURRENCE,
        not any(kind in _NAMED for _, kind in told),
        -max((c.fact.expected for c in claims), default=0.0),
        storable(question.words),
        conflicts,
        revised,
        len(claims),
        reports > 1 or len(claims) > 1,
        storable(" " + " ".join(plain_words(" ".join([*words, *(c.value.words for c in claims)])))),
    )


def _published(published: Published) -> tuple[str, str, bool]:
    lo, hi = published.when.lo, published.when.hi
    told = published.basis is not PublishedBasis.CAPTURE
    return lo.isoformat() if lo else "", hi.isoformat() if hi else "", told


def _when(said: Statement, days: tuple[int, int]) -> tuple[int, int]:
    """The days a statement may be asked for by: of its event where its words tell when, else of its publication."""
    event = said.happened
    if event is not None and event.words is not None and (event.lo or event.hi):
        return _days(event.lo, event.hi)
    return days


def _days(lo: datetime | None, hi: datetime | None) -> tuple[int, int]:
    if lo is None and hi is None:
        return 0, 0
    return (lo.date().toordinal() if lo else FIRST_DAY), (hi.date().toordinal() if hi else LAST_DAY)
