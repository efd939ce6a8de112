"""Finding and counting by the indices of schema 6, without walking the ledger. `shelving.py` fills them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.ledger.findings import Findings
from rashomon.ledger.shelving import FIRST_DAY, LAST_DAY, LEAST, MARK, MOST, sketch
from rashomon.ledger.store import Row, rows_in, storable
from rashomon.ledger.wording import Wording
from rashomon.records import Capture, Question, Ranked, Wanted
from rashomon.records.spelling import plain_words

_ALL = 2**31
_ABOUT = 1_000  # statements with the words of a selection, whose questions belong to it
_FEW = 5_000  # statements that fit one condition: so many are gathered and sorted, more are met newest first
_NEAR = 400  # statements whose sketches are nearest, compared by their whole meaning afterwards
_RANK = "quiet, fewer, plain, unnamed, weaker, words, question_id"
_FOUND = "SELECT s.id FROM facet AS f JOIN statement AS s ON s.number = f.number"
_COUNTED = "SELECT number FROM counted WHERE low <= ? AND high >= ?"
_SPOKEN = "SELECT p.number FROM spoken AS p WHERE p.voice IN (SELECT number FROM voice WHERE {})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What the ledger holds. ``first`` and ``last``: ISO times between which dated reports were published."""

    reports: int
    outlets: int
    unread: tuple[tuple[str, str, tuple[str, ...]], ...]  # language, why, reports
    dated: tuple[tuple[str, str], ...]
    latest: str | None  # when the newest report was first seen


class Catalogue(Wording, Findings):
    """Questions by rank, statements by what is asked of them and by meaning, and the counts of the whole ledger."""

    def ranked(
        self, *, about: str | None = None, several: bool | None = None, start: int = 0, limit: int = _ALL
    ) -> tuple[Ranked, ...]:
        """Questions in the order of a briefing: of one or of ``several`` accounts, None for both. ``about``: every one
        of these words begins a word of a question or its answers, or is among the words of a statement of it (of the
        best `_ABOUT` statements).
        """
        where, values = self._asked(about, several)
        rows = self._store.rows(
            f"SELECT question_id, -fewer, claims, conflicts, revised FROM asked {where} "
            f"ORDER BY {_RANK} LIMIT ? OFFSET ?",
            (*values, limit, start),
        )
        return tuple(
            Ranked(id=i, reports=reports, claims=claims, conflicts=conflicts, revised=revised)
            for i, reports, claims, conflicts, revised in rows
        )

    def ranked_count(self, *, about: str | None = None, several: bool | None = None) -> tuple[int, int]:
        """How many questions `ranked` has, and how many conflicts they have."""
        where, values = self._asked(about, several)
        (row,) = self._store.rows(f"SELECT count(*), coalesce(sum(conflicts), 0) FROM asked {where}", values)
        return int(row[0]), int(row[1])

    def _asked(self, about: str | None, several: bool | None) -> tuple[str, list[object]]:
        conditions: list[str] = []
        values: list[object] = []
        if about is not None:
            words = plain_words(about)
            named = " AND ".join(["folded LIKE ?"] * len(words)) or "1 = 0"
            said = set(self.statements_with(about, limit=_ABOUT))
            found = sorted(
                {q.id for q in self._in_blocks(Question, self.blocks_of(said).values()) if said & {*q.statements}}
            )
            conditions.append(f"(({named}) OR question_id IN ({','.join('?' * len(found))}))")
            values += [*(f"% {w}%" for w in words), *found]
        if several is not None:
            conditions.append("several = ?")
            values.append(int(several))
        return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), values

    def stock(self) -> Stock:
        """What is held, counted."""
        store = self._store
        ((reports, latest),) = store.rows("SELECT count(*), max(seen) FROM shelf")
        ((outlets,),) = store.rows("SELECT count(*) FROM (SELECT DISTINCT outlet FROM shelf)")
        unread: dict[tuple[str, str], list[str]] = {}
        for language, note, report in store.rows(
            "SELECT language, note, report_id FROM shelf WHERE note > '' ORDER BY 3"
        ):
            unread.setdefault((language, note), []).append(report)
        dated = store.rows("SELECT DISTINCT lo, hi FROM shelf WHERE dated = 1 AND lo > '' AND hi > ''")
        return Stock(
            reports=reports,
            outlets=outlets,
            unread=tuple((*key, tuple(found)) for key, found in sorted(unread.items())),
            dated=tuple((row[0], row[1]) for row in dated),
            latest=latest or None,
        )

    def nameless(self, digits: str = "", limit: int = _ALL) -> tuple[str, ...]:
        """Reports whose outlet nothing names: those known by these digits, or any."""
        low, high = (f"unknown:{digits}", f"unknown:{digits}") if digits else ("unknown:", "unknown;")
        sql = "SELECT report_id FROM shelf WHERE outlet >= ? AND outlet <= ? ORDER BY outlet, report_id LIMIT ?"
        return tuple(row[0] for row in self._store.rows(sql, (low, high, limit)))

    def seen_since(self, moment: str, limit: int) -> tuple[int, tuple[tuple[str, str], ...]]:
        """How many reports were first seen at or after a time, and the newest of them: (id, when), oldest first."""
        ((count,),) = self._store.rows("SELECT count(*) FROM shelf WHERE seen >= ?", (moment,))
        rows = self._store.rows(
            "SELECT report_id, seen FROM shelf WHERE seen >= ? ORDER BY seen DESC, report_id DESC LIMIT ?",
            (moment, limit),
        )
        return int(count), tuple((row[0], row[1]) for row in reversed(rows))

    def last_captures(self, start: int, limit: int) -> tuple[int, tuple[Capture, ...]]:
        """How many captures there are, and some of them, latest first."""
        ((count,),) = self._store.rows("SELECT count(*) FROM capture")
        rows = self._store.rows(
            "SELECT report_id, record FROM capture ORDER BY seen DESC, report_id DESC, record DESC LIMIT ? OFFSET ?",
            (limit, start),
        )
        return int(count), tuple(self._decoded(Capture, row[0], row[1]) for row in rows)

    def seen(self, report_ids: Iterable[str]) -> dict[str, str]:
        """When reports were first seen."""
        return dict(rows_in(self._store, "SELECT report_id, seen FROM shelf WHERE report_id IN (*)", report_ids))

    def wanted(self, asked: Wanted, *, words: str = "", limit: int = 50) -> tuple[str, ...]:
        """Statements that have all that is asked: with ``words`` best first, without them the latest first."""
        conditions, values = self._conditions(asked)
        if words.strip():
            return self.statements_with(words, " AND ".join(conditions), values, limit=limit)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        sql = f"{_FOUND} {where} ORDER BY f.last DESC, f.number DESC LIMIT ?"
        return tuple(row[0] for row in self._store.rows(sql, (*values, limit)))

    def _conditions(self, asked: Wanted) -> tuple[list[str], list[object]]:
        """SQL conditions on ``f``, a row of facet; a rare condition gathers its few statements first."""
        conditions: list[str] = []
        values: list[object] = []

        def add(condition: str, *given: object) -> None:
            conditions.append(condition)
            values.extend(given)

        if asked.commitment is not None:
            add("f.commitment = ?", asked.commitment.value)
        if asked.since is not None or asked.until is not None:
            first = asked.since.toordinal() if asked.since else FIRST_DAY
            last = asked.until.toordinal() if asked.until else LAST_DAY
            add("f.last >= ? AND f.first <= ? AND f.first > 0", first, last)
        if asked.low is not None or asked.high is not None:
            ends = (MOST if asked.high is None else asked.high, LEAST if asked.low is None else asked.low)
            if self._few(_COUNTED, ends):
                add(f"f.number IN ({_COUNTED})", *ends)
            else:
                add(
                    "EXISTS (SELECT 1 FROM counted AS c WHERE c.number = f.number AND c.low <= ? AND c.high >= ?)",
                    *ends,
                )
        if asked.speaker:
            parts = [f"%{_escaped(w)}%" for w in storable(asked.speaker).casefold().split()]
            named = " AND ".join(["folded LIKE ? ESCAPE '!'"] * len(parts))
            spoken = _SPOKEN.format(named)
            if self._few(spoken, parts):
                add(f"f.number IN ({spoken})", *parts)
            else:
                add(
                    "EXISTS (SELECT 1 FROM spoken AS p JOIN voice AS v ON v.number = p.voice "
                    f"WHERE p.number = f.number AND {named})",
                    *parts,
                )
        return conditions, values

    def _few(self, sql: str, values: Sequence[object]) -> bool:
        (row,) = self._store.rows(f"SELECT count(*) FROM ({sql} LIMIT {_FEW + 1})", values)
        return int(row[0]) <= _FEW

    def sketches(self, after: int = 0) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """The numbers of the statements recorded after one, and their sketches, a row each."""
        rows = self._store.rows("SELECT number, sketch FROM gist WHERE number > ? ORDER BY number", (after,))
        numbers = np.array([row[0] for row in rows], dtype=np.int64)
        bits = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.uint64)
        return numbers, bits.reshape(len(rows), -1) if rows else np.zeros((0, 1), dtype=np.uint64)

    def near(
        self, meaning: str, held: tuple[NDArray[np.int64], NDArray[np.uint64]], asked: Wanted | None = None
    ) -> tuple[str, ...]:
        """The statements whose sketches differ least from that of a meaning, nearest first: those of ``held``
        (`sketches`) that have all that is asked.
        """
        numbers, bits = held
        if not len(numbers):
            return ()
        sought = np.frombuffer(sketch(meaning), dtype=np.uint64)
        apart = np.bitwise_count(bits ^ sought).sum(axis=1)
        if asked is not None and asked.any:
            conditions, values = self._conditions(asked)
            sql = f"SELECT f.number FROM facet AS f WHERE {' AND '.join(conditions)}"
            fit = np.array([row[0] for row in self._store.rows(sql, values)], dtype=np.int64)
            apart = np.where(np.isin(numbers, fit), apart, np.iinfo(np.int16).max)
        most = min(_NEAR, len(numbers))
        chosen = np.argpartition(apart, most - 1)[:most]
        chosen = chosen[apart[chosen] < np.iinfo(np.int16).max]
        rows = rows_in(
            self._store, "SELECT id, number FROM statement WHERE number IN (*)", [int(numbers[c]) for c in chosen]
        )
        order = {int(numbers[c]): int(apart[c]) for c in chosen}
        return tuple(row[0] for row in sorted(rows, key=lambda r: (order[r[1]], r[0])))

    def publishers(self) -> tuple[tuple[str, str, tuple[str, ...], int, int], ...]:
        """Every outlet's key and name, the agencies it marks, its reports and statements; most reports first."""
        rows = self._store.rows(
            "SELECT h.outlet, max(h.name), count(DISTINCT h.report_id), count(s.number) "
            "FROM shelf AS h LEFT JOIN statement AS s ON s.report_id = h.report_id GROUP BY h.outlet"
        )
        marks: dict[str, set[str]] = defaultdict(set)
        for outlet, found in self._store.rows("SELECT DISTINCT outlet, marks FROM shelf WHERE marks > ''"):
            marks[outlet].update(found.split(MARK))
        told = [(key, name, tuple(sorted(marks[key])), reports, said) for key, name, reports, said in rows]
        return tuple(sorted(told, key=lambda r: (-r[3], r[1], r[0])))

    def dependences(self) -> tuple[Row, ...]:
        """Every link: JSON record, outlets of its two reports, the lesser report."""
        sql = (
            "SELECT k.record, a.outlet, coalesce(b.outlet, ''), k.a FROM link AS k "
            "JOIN shelf AS a ON a.report_id = k.a "
            "LEFT JOIN shelf AS b ON b.report_id = k.b"
        )
        return tuple(self._store.rows(sql))

    def speakers(self, kinds: Sequence[str], limit: int) -> tuple[int, tuple[Row, ...]]:
        """How many speak, and of those in most reports: key, statements, reports."""
        marks = ",".join("?" * len(kinds))
        sql = (
            "FROM voice AS v JOIN spoken AS p ON p.voice = v.number AND p.place = 0 "
            f"JOIN statement AS s ON s.number = p.number WHERE v.kind IN ({marks}) GROUP BY v.key"
        )
        rows = self._store.rows(f"SELECT v.key, count(*), count(DISTINCT s.report_id) {sql}", kinds)
        rows.sort(key=lambda r: (-r[2], -r[1], r[0]))
        return len(rows), tuple(rows[:limit])

    def speaking(self, key: str, limit: int = 3) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Some statements a voice speaks itself, and the names of all outlets they are in."""
        at = (
            "FROM voice AS v JOIN spoken AS p ON p.voice = v.number AND p.place = 0 "
            "JOIN statement AS s ON s.number = p.number"
        )
        rows = self._store.rows(
            f"SELECT s.id {at} WHERE v.key = ? ORDER BY length(v.name) DESC, s.id LIMIT ?",
            (storable(key), limit),
        )
        outlets = self._store.rows(
            f"SELECT DISTINCT CASE WHEN h.name = '' THEN h.outlet ELSE h.name END {at} "
            "JOIN shelf AS h ON h.report_id = s.report_id WHERE v.key = ?",
            (storable(key),),
        )
        return tuple(row[0] for row in rows), tuple(sorted(row[0] for row in outlets))

    def dates(self) -> dict[str, tuple[str, str]]:
        """Between which ISO times every report was published, '' where an end is open."""
        return {row[0]: (row[1], row[2]) for row in self._store.rows("SELECT report_id, lo, hi FROM shelf")}

    def spoken_by(self, key: str, start: int, limit: int) -> tuple[int, tuple[str, ...]]:
        """How many statements have a voice with this key in their chain, and some of them, by publication."""
        at = "FROM voice AS v JOIN spoken AS p ON p.voice = v.number"
        ((count,),) = self._store.rows(f"SELECT count(DISTINCT p.number) {at} WHERE v.key = ?", (storable(key),))
        rows = self._store.rows(
            f"SELECT DISTINCT s.id, h.lo, s.report_id, s.place {at} JOIN statement AS s ON s.number = p.number "
            "JOIN shelf AS h ON h.report_id = s.report_id WHERE v.key = ? "
            "ORDER BY h.lo = '', h.lo, s.report_id, s.place LIMIT ? OFFSET ?",
            (storable(key), limit, start),
        )
        return int(count), tuple(row[0] for row in rows)

    def naming_best(self, key: str) -> tuple[str, ...]:
        """A statement in which the voice with this key is named by its longest name; none where it has no voice."""
        rows = self._store.rows(
            "SELECT s.id FROM voice AS v JOIN spoken AS p ON p.voice = v.number "
            "JOIN statement AS s ON s.number = p.number WHERE v.number = "
            "(SELECT number FROM voice WHERE key = ? ORDER BY length(name) DESC, number LIMIT 1) LIMIT 1",
            (storable(key),),
        )
        return tuple(row[0] for row in rows)

    def places(self) -> tuple[tuple[str, int, int, tuple[str, ...]], ...]:
        """Every place: its key, how many statements and reports name it, three of the statements; most first."""
        rows = self._store.rows(
            "SELECT l.place, count(*), count(DISTINCT s.report_id) FROM located AS l "
            "JOIN statement AS s ON s.number = l.number GROUP BY l.place"
        )
        some = (
            "SELECT s.id FROM located AS l JOIN statement AS s ON s.number = l.number "
            "WHERE l.place = ? ORDER BY s.id LIMIT 3"
        )
        return tuple(
            (place, said, reports, tuple(r[0] for r in self._store.rows(some, (place,))))
            for place, said, reports in sorted(rows, key=lambda r: (-r[1], r[0]))
        )

    def persons_named_in(self, most: int, limit: int) -> tuple[str, ...]:
        """Statements of persons who are named in no more than so many reports, of at most ``limit`` persons."""
        rows = self._store.rows(
            "SELECT v.number FROM voice AS v WHERE v.kind = 'person' AND "
            "(SELECT count(*) FROM (SELECT 1 FROM naming AS n WHERE n.key = v.key LIMIT ?)) <= ? "
            "ORDER BY v.key LIMIT ?",
            (most + 1, most, limit),
        )
        found = rows_in(
            self._store,
            "SELECT s.id FROM spoken AS p JOIN statement AS s ON s.number = p.number WHERE p.voice IN (*)",
            [row[0] for row in rows],
        )
        return tuple(sorted({row[0] for row in found}))


def _escaped(word: str) -> str:
    return "".join(f"!{c}" if c in "!%_" else c for c in word)
