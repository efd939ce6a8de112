"""A big ledger, quickly: reports read by the real pipeline, then copies of them as other affairs of other people.

Comparing is the cost of a big ledger (DESIGN: a report meets those it may belong to), and a bench of *pages* needs not
the comparing but its results. So ``real`` generated reports are read by rules as any report is, and every row the
ledger then holds of them is written again and again, table by table, as the row it would be for other reports:

- every identifier is another one; addresses, times of capture and, by whole leap years, dates are others;
- of the names of people, places and bodies four in five words are other words of the same length and case (so that
  every span stays where it is), new in every copy; the fifth stays, as the names do that every year's news has;
- what is shared by all is what all news shares: outlets and agencies, common words, numbers. Buckets of few members
  are others in every copy, those of `COMMON` and more are the same and grow.

Full-text rows are indexed by SQLite itself; indices are dropped before and made again after. Not copied: archived bytes
(the copies name those of the reports they were made of), scored pairs, which no page reads, and places and meanings,
which reports read by rules about invented countries do not have. A copy is an island: no link or question spans two.
That the rows are those the ledger itself would write is tested.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import EnumType
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from bench.worlds import generate
from rashomon import records
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.ledger.reported import statement_words
from rashomon.ledger.shelving import FIRST_DAY
from rashomon.records import digest

SEEN = datetime(2040, 1, 1, tzinfo=UTC)
COMMON = 12  # members from which on a bucket is one of common words
_SHARD = 200
_STAYS = "3333"  # digests below it: one of five
_LEAP, _MOVES = 4, 8  # years by which dates move, so many times at most: February keeps its days
_LATEST = date(2040, 1, 1).toordinal()

# Columns and how each is copied: text is written anew (t), stays (s), is a day (d), the number of a report (r), of a
# statement (m) or of a voice (v). Then the column by whose report, statement or block a row is left out or not.
_TABLES = {
    "report": ("number id original_id record", "rtst", "id"),
    "understanding": ("report_id record", "tt", "report_id"),
    "statement": ("number id report_id place record", "mttst", "report_id"),
    "naming": ("key report_id", "tt", "report_id"),
    "capture": ("report_id record original_id seen", "ttst", "report_id"),
    "addressed": ("address report_id declared", "tts", "report_id"),
    "link": ("id a b record", "tttt", "b a"),
    "block": ("id record", "tt", "id"),
    "member": ("statement_id block_id", "tt", "block_id"),
    "finding": ("kind id block_id above record", "stttt", "block_id"),
    "asked": (
        "question_id quiet fewer plain unnamed weaker words conflicts revised claims several folded",
        "tssssstsssst",
        "question_id",
    ),
    "shelf": ("report_id outlet name marks language note lo hi dated seen", "tsssssttst", "report_id"),
    "facet": ("number commitment first last", "msdd", "number"),
    "counted": ("number place low high", "msss", "number"),
    "spoken": ("voice number place", "vms", "number"),
}
_OTHERS = (
    r"2040-01-01T00:00:00",  # when the reports were seen
    r"(?<!\d)(?:19|20)\d\d(?=-\d\d-\d\d)",
    r"(?<=/)a\d+x\d+-\d+",  # the end of an address
)
_TOKEN = re.compile(
    "|".join(
        (
            r"\\u[0-9a-f]{4}|\\.",  # an escape in JSON, lest its letter be taken for a word's
            r"(?:(?<![0-9A-Za-z])|(?<=\\[nrt]))(?:[0-9a-f]{16}|[A-Za-z]{4,})(?![0-9A-Za-z])",
            *_OTHERS,
        )
    )
)
_OTHER = re.compile(r"2040-01-01T00:00:00|(?:19|20)\d\d|a\d+x\d+-\d+")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
_CALENDAR = frozenset(date(2001, m, m).strftime(f).casefold() for m in range(1, 13) for f in ("%A", "%B"))


def fill(path: Path, count: int, *, real: int, more: int) -> Path:
    """Make a ledger of ``count`` reports, ``real`` of them truly read; gives a file of ``more`` further ones."""
    stream = generate(7, real + more)
    with Ledger.open(path, create=True) as ledger:
        for start in range(0, real, _SHARD):
            shard = path.with_name("shard.jsonl")
            shard.write_bytes(b"\n".join(r.payload for r in islice(stream, min(_SHARD, real - start))) + b"\n")
            read_into(ledger, [shard], seen=SEEN, reader="rules")
            shard.unlink()
    following = path.with_name("more.jsonl")
    following.write_bytes(b"\n".join(r.payload for r in stream) + b"\n")
    if count > real:
        copy(path, count)
    return following


def copy(path: Path, count: int) -> None:
    """Fill a ledger read from generated reports up to ``count`` with copies of them."""
    with Ledger.open(path, readonly=True) as ledger:
        model = _model(ledger)
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -3000000"):
            base.execute(f"PRAGMA {pragma}")
        made = base.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
        base.execute("BEGIN")
        copier = _Copier(base, model)
        for name, _ in made:
            base.execute(f"DROP INDEX {name}")
        whole = len(model.reports)
        for turn in range(1, -(-count // whole)):
            copier.copy(turn, min(whole, count - turn * whole))
        copier.post()
        for _, sql in made:
            base.execute(sql)
        base.execute("COMMIT")
        base.execute("PRAGMA journal_mode = WAL")


@dataclass(slots=True)
class _Model:
    """What copies are made of: the reports in order, the words of their names, and the texts that are indexed."""

    reports: list[str]
    names: frozenset[str]
    texts: list[tuple[str, str]]  # of what, its words


def _model(ledger: Ledger) -> _Model:
    reports: list[str] = []
    texts: list[tuple[str, str]] = []
    named: set[str] = set()
    kept = set(_CALENDAR) | set(_written())
    for report in ledger.reports():
        reports.append(report.id)
        understanding = ledger.understanding(report.id)
        kept.update(w for w in re.findall("[A-Za-z]{4,}", report.text) if w.islower())
        outlets = [(report.outlet.key, report.outlet.name), *((m.key, m.name) for m in report.marks)]
        kept.update(w for pair in outlets for w in re.findall("[a-z]+", " ".join(pair).casefold()))
        for mention in understanding.mentions:
            named.update(w.casefold() for w in re.findall("[A-Z][A-Za-z]{3,}", mention.text))
        whole = report.text if report.text.startswith(report.title) else f"{report.title}\n{report.text}"
        texts.append((report.id, whole))
        texts += [(s.id, statement_words(report, s)) for s in understanding.statements]
    return _Model(reports, frozenset(named - kept), texts)


def _written() -> Iterator[str]:
    """The words records are written with: their fields, and the values of their enumerations."""
    for kind in vars(records).values():
        if isinstance(kind, EnumType):
            values = [str(value) for value in kind._value2member_map_]
            yield from (w for value in values for w in value.casefold().split())
        elif is_dataclass(kind):
            yield from (w for f in fields(kind) for w in f.name.split("_"))


class _Form:
    """A text with places for what is another in every copy."""

    __slots__ = ("form", "slots")

    def __init__(self, text: str, changing: Callable[[str], bool]) -> None:
        parts: list[str] = []
        slots: list[str] = []
        at = 0
        for match in _TOKEN.finditer(text):
            if changing(match[0]):
                parts += [text[at : match.start()].replace("%", "%%"), "%s"]
                slots.append(match[0])
                at = match.end()
        self.form = "".join([*parts, text[at:].replace("%", "%%") if slots else text[at:]])
        self.slots = tuple(slots)

    def of(self, values: dict[str, str]) -> str:
        """The text in one copy."""
        return self.form % tuple(map(values.__getitem__, self.slots)) if self.slots else self.form


class _Copier:
    """Writes the rows of one ledger again as those of other reports."""

    def __init__(self, base: sqlite3.Connection, model: _Model) -> None:
        self._base, self._names = base, model.names
        self._rank: dict[str | int, int] = {report: place for place, report in enumerate(model.reports)}
        numbers: dict[str, int] = dict(base.execute("SELECT id, number FROM report").fetchall())
        for number, statement, report in base.execute("SELECT number, id, report_id FROM statement").fetchall():
            numbers[statement] = number
            self._rank[statement] = self._rank[number] = self._rank[report]
        for statement, block in base.execute("SELECT statement_id, block_id FROM member").fetchall():
            self._rank[block] = max(self._rank.get(block, 0), self._rank[statement])
        for question, block in base.execute("SELECT id, block_id FROM finding").fetchall():
            self._rank[question] = self._rank[block]
        links = base.execute("SELECT id FROM link").fetchall()
        self._ids = frozenset(i for i in self._rank if isinstance(i, str)) | {row[0] for row in links}
        self._slots: set[str] = set()
        self._last = {
            "r": max(numbers[r] for r in model.reports),
            "m": base.execute("SELECT max(number) FROM statement").fetchone()[0],
        }
        held = set(model.reports)
        self._texts = [(numbers[i], i not in held, self._rank[i], self._form(words)) for i, words in model.texts]
        self._rows = {table: list(self._read(table)) for table in _TABLES}
        columns = "number, key, kind, name, institution, folded"
        self._voices = [
            (n, tuple(self._form(t) for t in texts))
            for n, *texts in base.execute(f"SELECT {columns} FROM voice").fetchall()  # noqa: S608
        ]
        self._numbered: dict[tuple[str, ...], int] = {
            tuple(f.form % f.slots for f in forms): number for number, forms in self._voices
        }
        self._buckets = _Buckets(base)

    def _form(self, text: str) -> _Form:
        form = _Form(text, self._changing)
        self._slots.update(form.slots)
        return form

    def _changing(self, token: str) -> bool:
        if token.startswith("\\"):
            return False
        return token in self._ids or token.casefold() in self._names or _OTHER.fullmatch(token) is not None

    def _read(self, table: str) -> Iterator[tuple[int, list[Any]]]:
        """The rows of a table, each with its rank: it is copied where more reports than that are."""
        columns, kinds, ranked = _TABLES[table]
        names = columns.split()
        for row in self._base.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall():  # noqa: S608
            rank = max(self._rank.get(row[names.index(name)], 0) for name in ranked.split())
            yield rank, [self._form(cell) if kind == "t" else cell for kind, cell in zip(kinds, row, strict=True)]

    def copy(self, turn: int, most: int) -> None:
        """Write the rows of the first ``most`` reports as those of copies."""
        values = {slot: self._anew(slot, turn) for slot in self._slots}
        put = self._base.executemany
        put(
            "INSERT INTO wording (rowid, words) VALUES (?, ?)",
            (
                (2 * (number + turn * self._last["m" if said else "r"]) + said, form.of(values))
                for number, said, rank, form in self._texts
                if rank < most
            ),
        )
        voices = self._voiced(values)
        days = 365 * _LEAP * (turn % _MOVES) + turn % _MOVES
        cell: dict[str, Callable[[Any], Any]] = {
            "t": lambda form: form.of(values),
            "s": lambda same: same,
            "d": lambda day: day + days if FIRST_DAY < day < _LATEST else day,
            "r": lambda number: number + turn * self._last["r"],
            "m": lambda number: number + turn * self._last["m"],
            "v": voices.__getitem__,
        }
        for table, rows in self._rows.items():
            columns, kinds, _ = _TABLES[table]
            makers = [cell[kind] for kind in kinds]
            made = [
                [make(part) for make, part in zip(makers, parts, strict=True)] for rank, parts in rows if rank < most
            ]
            made.sort()
            marks = ", ".join("?" * len(kinds))
            put(f"INSERT INTO {table} ({', '.join(columns.split())}) VALUES ({marks})", made)  # noqa: S608
        self._buckets.copy(turn, {i: values[i] for i, rank in self._rank.items() if rank < most and i in values})

    def _voiced(self, values: dict[str, str]) -> dict[int, int]:
        """The numbers of the voices of a copy, new ones entered."""
        found: dict[int, int] = {}
        for number, forms in self._voices:
            told = tuple(form.of(values) for form in forms)
            if told not in self._numbered:
                self._numbered[told] = 1 + len(self._numbered)
                self._base.execute("INSERT INTO voice VALUES (?, ?, ?, ?, ?, ?)", (self._numbered[told], *told))
            found[number] = self._numbered[told]
        return found

    def _anew(self, slot: str, turn: int) -> str:
        """What stands in a copy for an identifier, a word of a name, a year, a time or the end of an address."""
        if slot in self._ids:
            return digest("copy", str(turn), slot)
        if slot.startswith("2040-"):
            return (SEEN - timedelta(hours=turn)).isoformat()[: len(slot)]
        if slot.isdecimal():
            return str(int(slot) + _LEAP * (turn % _MOVES))
        return _renamed(slot, turn) if slot.isalpha() else f"{slot}c{turn}"

    def post(self) -> None:
        """Write the postings of all copies."""
        self._buckets.write()


def _renamed(word: str, turn: int) -> str:
    """A word of a name in one copy: vowels for vowels, consonants for consonants, capitals for capitals."""
    plain = word.casefold()
    if digest("kept", plain) < _STAYS:
        return word
    moves = bytes.fromhex(digest("name", str(turn), plain)) * (1 + len(word) // 8)
    made = []
    for letter, move in zip(word, moves, strict=False):
        pool = _VOWELS if letter.casefold() in _VOWELS else _CONSONANTS
        new = pool[(pool.index(letter.casefold()) + move) % len(pool)]
        made.append(new.upper() if letter.isupper() else new)
    return "".join(made)


class _Buckets:
    """Postings: of buckets with few members every copy has its own; those of common words grow."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        rows = base.execute("SELECT space, item, keys FROM posted ORDER BY item, space").fetchall()
        self._whose = [(space, item) for space, item, _ in rows]
        sizes = [len(keys) // 8 for _, _, keys in rows]
        self._ends = np.cumsum(sizes)
        self._owner = np.repeat(np.arange(len(rows)), sizes)
        self._keys = np.frombuffer(b"".join(keys for _, _, keys in rows), dtype=">i8").astype(np.int64)
        _, place, counts = np.unique(self._keys, return_inverse=True, return_counts=True)
        self._common = counts[place] >= COMMON
        self._made: list[tuple[np.ndarray[Any, Any], list[str | None]]] = []

    def copy(self, turn: int, ids: dict[str | int, str]) -> None:
        """Enter what the copies of these items are posted under."""
        own = self._keys * np.int64(2 * turn + 1) + np.int64(turn)  # wraps around: any number is as good
        keys = np.where(self._common, self._keys, own)
        keys = keys[np.lexsort((keys, self._owner))]
        packed, begin = keys.astype(">i8"), 0
        rows = []
        for (space, item), end in zip(self._whose, self._ends.tolist(), strict=True):
            if item in ids:
                rows.append((space, ids[item], packed[begin:end].tobytes()))
            begin = end
        rows.sort()
        self._base.executemany("INSERT INTO posted (space, item, keys) VALUES (?, ?, ?)", rows)
        self._made.append((keys, [ids.get(item) for _, item in self._whose]))

    def write(self) -> None:
        """Write all postings in the order of the buckets."""
        keys = np.concatenate([keys for keys, _ in self._made])
        order = np.argsort(keys, kind="stable")
        turns, places = np.divmod(order, len(self._owner))
        items = [items for _, items in self._made]
        self._base.executemany(
            "INSERT OR IGNORE INTO posting (key, item) VALUES (?, ?)",
            (
                (key, item)
                for key, turn, place in zip(_told(keys[order]), _told(turns), _told(self._owner[places]), strict=True)
                if (item := items[turn][place]) is not None
            ),
        )


def _told(numbers: np.ndarray[Any, Any]) -> Iterator[int]:
    """The numbers as Python has them, some thousands at a time."""
    for start in range(0, len(numbers), 65536):
        yield from numbers[start : start + 65536].tolist()
