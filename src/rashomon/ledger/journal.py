"""The log: append-only lines on runs, visits and trouble. No part of what is recorded: no digest depends on it."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.ledger.codec import encode
from rashomon.ledger.part import Part
from rashomon.ledger.store import storable
from rashomon.records import Event, Logged


class Journal(Part):
    """Lines of the log, in the order they were written."""

    def log(self, lines: Iterable[Logged]) -> None:
        """Append lines, all or none."""
        with self.writing():
            for line in lines:
                self._store.run("INSERT INTO log (source, record) VALUES (?, ?)", (storable(line.source), encode(line)))

    def logged(self, *, about: str | None = None, events: Iterable[Event] = (), limit: int = 0) -> tuple[Logged, ...]:
        """The last ``limit`` lines (0: all), oldest first; of these kinds, whose source holds the words ``about``."""
        wanted = set(events)
        found: list[Logged] = []
        before = 2**62
        while rows := self._store.rows(
            "SELECT number, source, record FROM log WHERE number < ? ORDER BY number DESC LIMIT 256", (before,)
        ):
            before = rows[-1][0]
            for number, source, text in rows:
                if about is not None and about.casefold() not in str(source).casefold():
                    continue
                line = self._decoded(Logged, str(number), text)
                if not wanted or line.event in wanted:
                    found.append(line)
                if limit and len(found) == limit:
                    return tuple(reversed(found))
        return tuple(reversed(found))
