"""What every part of the ledger stands on: the store, transactions, and what is remembered of what was read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from rashomon.errors import LedgerDamaged, RecordError
from rashomon.ledger.codec import decode
from rashomon.ledger.store import Store
from rashomon.records import Link, Published, Report, Statement

T = TypeVar("T")


class Remembered(Generic[T]):
    """The records read last, at most ``size`` of them, by identifier."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held: OrderedDict[str, T] = OrderedDict()

    def get(self, identifier: str) -> T | None:
        """The record, if remembered."""
        found = self._held.get(identifier)
        if found is not None:
            self._held.move_to_end(identifier)
        return found

    def put(self, identifier: str, record: T) -> None:
        """Remember a record; the one unused longest is forgotten."""
        self._held[identifier] = record
        if len(self._held) > self._size:
            self._held.popitem(last=False)

    def forget(self, identifier: str) -> None:
        """Forget one record."""
        self._held.pop(identifier, None)

    def clear(self) -> None:
        """Forget all."""
        self._held.clear()


class Part:
    """A share of the ledger's methods over one store. `Ledger` is all parts together."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._reports: Remembered[Report] = Remembered(512)
        self._statements: Remembered[Statement] = Remembered(8192)
        self._dates: Remembered[Published] = Remembered(4096)
        self._links: Remembered[Link] = Remembered(4096)  # by their text, which tells all: nothing makes one stale

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Everything inside is written whole or not at all; inside another one it joins that one.

        Raises LedgerBusy when another process keeps the lock too long, LedgerFull when the disk is full.
        """
        if self._store.in_transaction:
            with self._store.writing():
                yield
            return
        try:
            with self._store.writing():
                self._see_others()
                yield
        except BaseException:
            self._reports.clear()
            self._dates.clear()
            self._statements.clear()
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read inside is of one moment, whatever other processes write meanwhile."""
        with self._store.reading():
            self._see_others()
            yield

    def _see_others(self) -> None:
        """Forget what another process may have changed; reports never change."""
        if self._store.changed_elsewhere():
            self._statements.clear()

    def _decoded(self, cls: type[T], identifier: str, text: str) -> T:
        try:
            return decode(cls, text)
        except RecordError as error:
            raise LedgerDamaged(
                f"{cls.__name__.lower()} {identifier} in the ledger is damaged ({error}); restore it from a copy"
            ) from error
