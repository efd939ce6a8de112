"""What the ledger asks of a database: portable SQL with ``?`` for values, whole-or-nothing writing, full text.

Every other module of this room speaks to this protocol and writes only SQL that SQLite and PostgreSQL both have
(``ON CONFLICT``, row values, no vendor functions). What one database alone has (pragmas, full text, error codes, the
schema's dialect) stays in the module that implements the protocol: `sqlite.py` today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Row = tuple[Any, ...]
Values = Sequence[Any]

_SIZES = (1, 4, 16, 64, 256)  # few distinct lengths, so that prepared statements are found again
ASKED = 128  # keys that one query joins with a table: at most 256 values, which every database takes
_PAGE = 256  # rows of some kilobytes


class Store(Protocol):
    """One open database. Errors come out as the project's own (`rashomon.errors`), never as the driver's."""

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of a query."""

    def run(self, sql: str, values: Values = ()) -> int:
        """Carry out one changing statement; gives how many rows it changed."""

    def run_many(self, sql: str, values: Iterable[Values]) -> None:
        """Carry out one changing statement for each of many values."""

    def writing(self) -> AbstractContextManager[None]:
        """Everything inside is written whole or not at all; inside another one it joins that one."""

    def reading(self) -> AbstractContextManager[None]:
        """Everything read inside is of one moment, whatever other processes write meanwhile."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction, reading or writing, is open."""

    def changed_elsewhere(self) -> bool:
        """Whether another connection wrote since this was last asked."""

    def index_words(self, kind: str, number: int, words: str) -> None:
        """Make a report or statement findable by its words. Append-only."""

    def find_words(self, phrases: Sequence[str], limit: int) -> list[Row]:
        """Rows (kind, id, rank) of what holds all the phrases; the smaller the rank the better; ties by kind, id."""

    def find_statements(self, phrases: Sequence[str], condition: str, values: Values, limit: int) -> list[Row]:
        """Rows (id) of the statements that hold all the phrases and fulfil a condition on ``f``, their row of facet;
        best first, ties by id.
        """

    def check(self) -> None:
        """Raises LedgerDamaged where the pages or references of the database are wrong."""

    def close(self) -> None:
        """Give the database back."""


def one(rows: list[Row]) -> Row | None:
    """The first row, if any."""
    return rows[0] if rows else None


def rows_in(store: Store, sql: str, wanted: Iterable[Any], before: Values = ()) -> list[Row]:
    """All rows of a query with ``IN (*)``, for however many distinct values; ``before`` are the values of marks before.

    Asked in pieces, each padded to one of few lengths by repeating a value.
    """
    distinct = sorted(set(wanted))
    found: list[Row] = []
    start = 0
    while start < len(distinct):
        piece = distinct[start : start + _SIZES[-1]]
        start += len(piece)
        size = next(size for size in _SIZES if size >= len(piece))
        piece.extend([piece[-1]] * (size - len(piece)))
        found += store.rows(sql.replace("(*)", f"({','.join('?' * size)})"), (*before, *piece))
    return found


def paged(store: Store, sql: str, after: Values) -> Iterator[Row]:
    """Rows of a query with ``(key, ...) > (?, ...)`` and ``ORDER BY key``, a page at a time in memory.

    ``after`` is the key to begin after; the key's columns come first in each row. What is written meanwhile may or may
    not be seen, but nothing is seen twice.
    """
    while page := store.rows(f"{sql} LIMIT {_PAGE}", after):
        yield from page
        after = page[-1][: len(after)]


def storable(text: str) -> str:
    """Text as a database can hold it: lone surrogates (of undecodable file names) are written out."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
