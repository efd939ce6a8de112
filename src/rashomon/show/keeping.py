"""The part of the views that gives out what is kept as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from rashomon.records import Event, Kept, Logged, Report, Rests


class Keeper(Protocol):
    """What is asked of the ledger here."""

    def rests_on(self, report_ids: Iterable[str]) -> Rests:
        """`Holdings.rests_on`."""

    def payload(self, original_id: str) -> bytes:
        """`Archive.payload`."""

    def member(self, record_id: str) -> bytes:
        """`Archive.member`."""

    def warc_members(self) -> Iterator[bytes]:
        """`Archive.warc_members`."""

    def history(self, address: str) -> tuple[Kept, ...]:
        """`Archive.history`."""

    def versions(self, addresses: Iterable[str], *, fetched: bool = False) -> tuple[Report, ...]:
        """`Holdings.versions`."""

    def note_custody(self, act: str, subject: str, at: datetime) -> None:
        """`Archive.note_custody`."""

    def logged(self, *, about: str | None = None, events: Iterable[Event] = (), limit: int = 0) -> tuple[Logged, ...]:
        """`Journal.logged`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogView:
    """Lines of the log, oldest first, of the sources that ``about`` names (None: all)."""

    about: str | None
    lines: tuple[Logged, ...]


class Keeping:
    """Evidence, given out as it lies in the ledger."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def rests_on(self, report_ids: Iterable[str]) -> Rests:
        """All that reports rest on."""
        return self._keeper.rests_on(report_ids)

    def payload(self, original_id: str) -> bytes:
        """The bytes of an original."""
        return self._keeper.payload(original_id)

    def record(self, record_id: str) -> bytes:
        """An archived WARC record, one gzip member."""
        return self._keeper.member(record_id)

    def history(self, address: str) -> tuple[tuple[Kept, ...], tuple[Report, ...]]:
        """Every record of an address, and the reports read from it, both by time."""
        return self._keeper.history(address), self._keeper.versions([address], fetched=True)

    def records(self) -> Iterator[bytes]:
        """Every archived WARC record, by time of capture."""
        return self._keeper.warc_members()

    def note_custody(self, act: str, subject: str, at: datetime) -> None:
        """Tell the custody log what was done with what the ledger holds."""
        self._keeper.note_custody(act, subject, at)

    def log(self, about: str | None = None, *, failed: bool = False, limit: int = 0) -> LogView:
        """The last lines of the log, oldest first; with ``failed`` only what was not read, and alarms."""
        events = (Event.NOT_READ, Event.ALARM) if failed else ()
        return LogView(about=about, lines=self._keeper.logged(about=about, events=events, limit=limit))
