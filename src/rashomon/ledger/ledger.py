"""The ledger as a whole: opening, closing, and every part's methods in one class."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from rashomon.ledger.archive import Archive
from rashomon.ledger.buckets import Buckets
from rashomon.ledger.findings import Findings
from rashomon.ledger.relations import Relations
from rashomon.ledger.rows import Rows
from rashomon.ledger.sqlite import SqliteStore
from rashomon.ledger.wording import Wording


class Ledger(Archive, Wording, Buckets, Relations, Findings, Rows):
    """What is kept: reports, statements and originals append-only; everything derived can be rebuilt from them.

    Records go in and come out equal. Changing methods take part in the `writing` around them, or make their own.
    Getters by identifier raise UnknownIdentifier; all methods may raise LedgerDamaged, LedgerBusy and LedgerFull.
    """

    @classmethod
    def open(cls, path: Path | None, *, create: bool = False, readonly: bool = False, wait: float = 60.0) -> Ledger:
        """Open a ledger file; None makes a new one in memory.

        ``create`` makes the file where there is none; ``readonly`` refuses all changes, for reading commands;
        ``wait`` is how many seconds to wait for another process that is writing. Raises LedgerMissing, LedgerTooNew,
        LedgerDamaged, LedgerBusy, LedgerFull, LedgerError.
        """
        return cls(SqliteStore(path, create=create, readonly=readonly, wait=wait))

    def check(self) -> None:
        """Raises LedgerDamaged where pages or references of the file are wrong. Reads the whole file."""
        self._store.check()

    def close(self) -> None:
        """Give the file back; what is not committed is rolled back."""
        self._store.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
