"""The store on SQLite: all that only SQLite has. Written for 3.40 and later.

WAL with ``synchronous = NORMAL``: readers never wait for the writer, a killed process loses at most the transaction it
was in, and a power cut at most the last ones, never the ledger's wholeness.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from rashomon.errors import (
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerFull,
    LedgerMissing,
    LedgerTooNew,
    RashomonError,
    RecordError,
)
from rashomon.ledger.store import Row, Values, storable
from rashomon.ledger.upgrades import STEPS

SCHEMA = Path(__file__).parent / "schema" / "sqlite"
NEWEST = 6  # number of the last file in SCHEMA
OLDEST = (3, 37, 0)  # the first SQLite with STRICT tables
MARK = 0x5253484D  # "RSHM": application_id in the file's header, by which a ledger is known

_STEP_MS = 500  # one wait for a lock inside SQLite, which cannot be interrupted: how long Ctrl-C may take
_PRAGMAS = (
    f"PRAGMA busy_timeout = {_STEP_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA cache_size = -32768",  # 32 MiB: the upper pages of the postings of some million reports
    # Pages: postings touch pages all over the file, so few, large checkpoints. Measured with 15,000 reports held, one
    # transaction of 60 postings: 1.9 ms at 1,000 pages, 1.7 at 4,000, 1.1 at 16,000.
    "PRAGMA wal_autocheckpoint = 16000",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA trusted_schema = OFF",
)

# Scripts written without spaces get a token for each sign, so that FTS5 finds words in them as phrases.
_UNSPACED = re.compile("([\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f])")

_FIND = """
SELECT CASE WHEN r.id IS NOT NULL THEN 'report' ELSE 'statement' END AS kind, coalesce(r.id, s.id) AS id, w.rank AS rank
FROM wording AS w
LEFT JOIN report AS r ON w.rowid % 2 = 0 AND r.number = w.rowid / 2
LEFT JOIN statement AS s ON w.rowid % 2 = 1 AND s.number = w.rowid / 2
WHERE w.wording MATCH ? AND w.rowid >= ? ORDER BY w.rank, 1, 2 LIMIT ?
"""
_FIND_STATEMENTS = """
SELECT s.id FROM wording AS w
JOIN facet AS f ON f.number = w.rowid / 2 JOIN statement AS s ON s.number = f.number
WHERE w.wording MATCH ? AND w.rowid >= ? AND w.rowid % 2 = 1 {} ORDER BY w.rank, s.id LIMIT ?
"""
# Ranking reads every text that has the words: of more than this many the newest are ranked (5,000 take 15 ms).
_RANKED = 2_000
_NEWEST = "SELECT min(rowid) FROM (SELECT rowid FROM wording WHERE wording MATCH ? ORDER BY rowid DESC LIMIT ?)"


class SqliteStore:
    """One connection to a ledger file, or to a ledger in memory (``path`` None). Implements `store.Store`."""

    def __init__(self, path: Path | None, *, create: bool = False, readonly: bool = False, wait: float = 60.0) -> None:
        """Open; ``wait`` is how many seconds to wait for another process's write lock.

        Raises LedgerMissing, LedgerDamaged, LedgerTooNew, LedgerBusy, LedgerFull, LedgerError.
        """
        self._name = "the ledger in memory" if path is None else f"ledger {path}"
        self._wait = wait
        self._writing = False
        self._version = 0
        if sqlite3.sqlite_version_info < OLDEST:
            raise LedgerError(f"this Python has SQLite {sqlite3.sqlite_version}; the ledger needs 3.37 or later")
        self._connection = self._connect(path, create=create, readonly=readonly)
        try:
            if readonly and 0 < self._schema_version() < NEWEST:  # written by an older version: upgrade it first
                self.close()
                SqliteStore(path, wait=wait).close()
                self._connection = self._connect(path, create=False, readonly=True)
            self._prepare(create=create or path is None)
        except BaseException:
            self.close()
            raise

    def _connect(self, path: Path | None, *, create: bool, readonly: bool) -> sqlite3.Connection:
        if path is None:
            place = ":memory:"
        else:
            if path.is_dir():
                raise LedgerError(f"{self._name}: is a folder; name a file")
            if not path.exists() and not create:
                raise LedgerMissing(f"{self._name}: not found; `rashomon read PATH` makes one")
            mode = "ro" if readonly else "rwc" if create else "rw"
            place = f"{path.absolute().as_uri()}?mode={mode}"
        with self._errors():
            if create and path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            return sqlite3.connect(place, uri=True, isolation_level=None, cached_statements=256)

    def _prepare(self, *, create: bool) -> None:
        for pragma in _PRAGMAS:
            self._patiently(pragma)
        version = self._schema_version()
        if version > NEWEST:
            raise LedgerTooNew(f"{self._name}: has schema {version}, this program knows {NEWEST}; use a newer rashomon")
        if version == 0 and not create:
            raise LedgerMissing(f"{self._name}: is empty; `rashomon read PATH` fills it")
        if version < NEWEST:
            self._patiently("PRAGMA journal_mode = WAL")
            self._upgrade()
        self._version = self._data_version()

    def _schema_version(self) -> int:
        """Number of the last schema file carried out; 0 for an empty file."""
        (mark,) = self._patiently("PRAGMA application_id")[0]
        if mark != MARK:
            if self._patiently("SELECT count(*) FROM sqlite_master") == [(0,)]:
                return 0
            raise LedgerDamaged(f"{self._name}: is a database, but not a ledger")
        found = self._patiently("SELECT value FROM meta WHERE key = 'schema'")
        if not found or not str(found[0][0]).isdecimal():
            raise LedgerDamaged(f"{self._name}: does not say which version wrote it")
        return int(found[0][0])

    def _upgrade(self) -> None:
        with self.writing():
            held = self._schema_version()
            for file in sorted(SCHEMA.glob("[0-9]*.sql")):
                number = int(file.stem)
                if number <= held:
                    continue
                for statement in _statements(file.read_text(encoding="utf-8")):
                    self.run(statement)
                if number in STEPS:
                    STEPS[number](self)
                self.run(f"PRAGMA application_id = {MARK}")
                self.run(
                    "INSERT INTO meta (key, value) VALUES ('schema', ?) "
                    "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    (str(number),),
                )

    def _patiently(self, sql: str) -> list[Row]:
        """Carry out a statement that may have to wait for another process: in steps, so that Ctrl-C is heard."""
        deadline = time.monotonic() + self._wait
        while True:
            try:
                return self.rows(sql)
            except LedgerBusy:
                if time.monotonic() >= deadline:
                    raise LedgerBusy(
                        f"{self._name}: another process has been writing for {self._wait:g} s; try again later"
                    ) from None

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _translated(error, self._name) from error
        except OSError as error:
            raise LedgerError(f"{self._name}: {error.strerror}") from error

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of a query."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise _translated(error, self._name) from error

    def run(self, sql: str, values: Values = ()) -> int:
        """Carry out one changing statement; gives how many rows it changed."""
        try:
            return self._connection.execute(sql, values).rowcount
        except sqlite3.Error as error:
            raise _translated(error, self._name) from error

    def run_many(self, sql: str, values: Iterable[Values]) -> None:
        """Carry out one changing statement for each of many values."""
        try:
            self._connection.executemany(sql, values)
        except sqlite3.Error as error:
            raise _translated(error, self._name) from error

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction, reading or writing, is open."""
        with self._errors():
            return self._connection.in_transaction

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Everything inside is written whole or not at all; inside another one it joins that one.

        Raises LedgerBusy when the lock is not had in time, LedgerFull when the disk is.
        """
        if self._writing:
            yield
            return
        if self.in_transaction:
            raise LedgerError(f"{self._name}: writing was begun inside reading")
        self._patiently("BEGIN IMMEDIATE")
        self._writing = True
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._writing = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read inside is of one moment, whatever other processes write meanwhile."""
        if self.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def _roll_back(self) -> None:
        if self.in_transaction:  # SQLite itself has rolled back where the disk was full
            with suppress(RashomonError):
                self.run("ROLLBACK")

    def changed_elsewhere(self) -> bool:
        """Whether another connection wrote since this was last asked."""
        before, self._version = self._version, self._data_version()
        return before != self._version

    def _data_version(self) -> int:
        return int(self.rows("PRAGMA data_version")[0][0])

    def index_words(self, kind: str, number: int, words: str) -> None:
        """Make a report or statement findable by its words. Append-only."""
        row = 2 * number + (kind == "statement")
        self.run("INSERT INTO wording (rowid, words) VALUES (?, ?)", (row, _spaced(words)))

    def find_words(self, phrases: Sequence[str], limit: int) -> list[Row]:
        """Rows (kind, id, rank) of what holds all the phrases; the smaller the rank the better; ties by kind, id."""
        quoted = _quoted(phrases)
        return self.rows(_FIND, (quoted, self._ranked_from(quoted), limit))

    def find_statements(self, phrases: Sequence[str], condition: str, values: Values, limit: int) -> list[Row]:
        """Rows (id) of the statements that hold all the phrases and fulfil a condition on ``f``, their row of facet;
        best first, ties by id.
        """
        quoted = _quoted(phrases)
        begin = 0 if condition else self._ranked_from(quoted)
        sql = _FIND_STATEMENTS.format(f"AND {condition}" if condition else "")
        return self.rows(sql, (quoted, begin, *values, limit))

    def _ranked_from(self, quoted: str) -> int:
        """The row from which on texts that hold the words are ranked."""
        ((begin,),) = self.rows(_NEWEST, (quoted, _RANKED))
        return begin or 0

    def check(self) -> None:
        """Raises LedgerDamaged where the pages or references of the database are wrong."""
        found = self.rows("PRAGMA integrity_check(1)")
        if found != [("ok",)]:
            raise LedgerDamaged(f"{self._name}: {str(found[0][0]).splitlines()[0]}; restore it from a copy")
        for table, row, parent, _ in self.rows("PRAGMA foreign_key_check"):
            raise LedgerDamaged(f"{self._name}: row {row} of {table} names a missing {parent}; restore it from a copy")

    def close(self) -> None:
        """Give the file back; what is not committed is rolled back."""
        with self._errors():
            self._connection.close()


def _statements(script: str) -> Iterator[str]:
    """The statements of a schema file, one by one: ``executescript`` would commit between them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _quoted(phrases: Sequence[str]) -> str:
    return " ".join('"' + _spaced(phrase).replace('"', '""') + '"' for phrase in phrases)


def _spaced(words: str) -> str:
    return storable(_UNSPACED.sub(r" \1 ", words.replace("\0", " ")))


def _translated(error: sqlite3.Error, name: str) -> RashomonError:
    """The project's error for SQLite's, by its result code."""
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE)
    code = extended & 0xFF
    if code == sqlite3.SQLITE_FULL or extended == sqlite3.SQLITE_IOERR_SHMSIZE:
        return LedgerFull(f"{name}: the disk is full; nothing was half-written: make room and run again")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LedgerDamaged(f"{name}: is not a ledger or is damaged ({error}); restore it from a copy")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerBusy(f"{name}: another process is writing; try again later")
    if code == sqlite3.SQLITE_READONLY:
        return LedgerError(f"{name}: may not be written; check its permissions")
    if code == sqlite3.SQLITE_CANTOPEN:
        return LedgerError(f"{name}: cannot be opened; its folder must be writable, for reading too")
    if code in (sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_TOOBIG):
        return RecordError(f"{name} refused a record: {error}")
    return LedgerError(f"{name}: {error}")
