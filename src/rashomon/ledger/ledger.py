"""The ledger as a whole: opening, closing, and every part's methods in one class."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from rashomon.errors import LedgerError
from rashomon.ledger.buckets import Buckets
from rashomon.ledger.catalogue import Catalogue
from rashomon.ledger.holdings import Holdings
from rashomon.ledger.journal import Journal
from rashomon.ledger.sqlite import SqliteStore
from rashomon.ledger.standing import Standing
from rashomon.ledger.subjects import Subjects


class Ledger(Holdings, Journal, Standing, Catalogue, Buckets, Subjects):
    """What is kept: originals, reports, statements and judgements append-only; all else can be rebuilt from them.

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

    @property
    def reader(self) -> str | None:
        """Which reader found the statements: "rules", or "trained" with the digest of its weights; None while empty.

        One ledger has one reader: statements of two would make it depend on the order of arrival.
        """
        found = self._store.rows("SELECT value FROM meta WHERE key = 'reader'")
        if found:
            return str(found[0][0])
        # Ledgers of versions before the trained reader name none and were read by rules.
        return "rules" if self._store.rows("SELECT 1 FROM report LIMIT 1") else None

    def name_reader(self, reader: str) -> None:
        """Say which reader this ledger's statements are found by, once. Raises LedgerError where it is another's."""
        with self.writing():
            held = self.reader
            if held is None:
                self._store.run("INSERT INTO meta (key, value) VALUES ('reader', ?)", (reader,))
            elif held != reader:
                raise LedgerError(
                    f"the ledger was read with the reader {held!r} and not with {reader!r}: "
                    "read into a new ledger, or name the same reader (--reader)"
                )

    @property
    def aliases(self) -> dict[str, str]:
        """The table of names that are one by which speakers are told apart here; empty where none was given."""
        return self._table("aliases")

    def name_aliases(self, table: Mapping[str, str]) -> None:
        """Give the ledger its table of names, once, while it is empty; no table leaves the one it has.

        Raises LedgerError for another table than the one held: what was derived would depend on the order of arrival.
        """
        self._name_table("aliases", table)

    @property
    def outlets(self) -> dict[str, list[str]]:
        """The table of outlets used here: for a domain or a name the outlet's key and name; empty where none is."""
        return self._table("outlets")

    def name_outlets(self, table: Mapping[str, Sequence[str]]) -> None:
        """Give the ledger its table of outlets, as `name_aliases`."""
        self._name_table("outlets", {name: list(outlet) for name, outlet in table.items()})

    def _table(self, name: str) -> dict[str, Any]:
        found = self._store.rows("SELECT value FROM meta WHERE key = ?", (name,))
        return dict(json.loads(str(found[0][0]))) if found else {}

    def _name_table(self, name: str, table: Mapping[str, Any]) -> None:
        with self.writing():
            held = self._table(name)
            if not table or dict(table) == held:
                return
            if held or self._store.rows("SELECT 1 FROM report LIMIT 1"):
                raise LedgerError(
                    f"the ledger was read with another table of {name}: read into a new ledger, or name no table"
                )
            written = json.dumps(dict(table), sort_keys=True, ensure_ascii=True)
            self._store.run("INSERT INTO meta (key, value) VALUES (?, ?)", (name, written))

    def check(self) -> None:
        """Raises LedgerDamaged where pages, references or the custody log are wrong. Reads the whole file."""
        self._store.check()
        self.check_custody()

    def close(self) -> None:
        """Give the file back; what is not committed is rolled back."""
        self._store.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
