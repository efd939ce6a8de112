"""What a watch needs to go on where it stopped: its visits, and the outbox of what has still to be told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from rashomon.ledger.codec import encode
from rashomon.ledger.part import Part
from rashomon.ledger.store import one, storable
from rashomon.records import Alert, Letter, Visit, digest


class Standing(Part):
    """Visits and letters of watches; nothing of them enters the digest of the ledger."""

    def visited(self, visit: Visit) -> None:
        """Append a visit of a source."""
        with self.writing():
            self._store.run(
                "INSERT INTO visit (source, record) VALUES (?, ?)", (_source(visit.watch, visit.source), encode(visit))
            )

    def visits(self, watch: str, source: str, last: int = 400) -> tuple[Visit, ...]:
        """The last visits of a source by a watch, newest first."""
        rows = self._store.rows(
            "SELECT number, record FROM visit WHERE source = ? ORDER BY number DESC LIMIT ?",
            (_source(watch, source), last),
        )
        return tuple(self._decoded(Visit, str(number), text) for number, text in rows)

    def watched(self) -> tuple[tuple[str, str], ...]:
        """Every watch and source that was ever visited, and every watch that told something (source ""), sorted."""
        visited = self._store.rows("SELECT DISTINCT source FROM visit")
        told = self._store.rows("SELECT DISTINCT watch FROM outbox")
        pairs = {tuple(str(row[0]).split("\n", 1)) for row in visited}
        return tuple(sorted({(watch, source) for watch, source in pairs} | {(str(row[0]), "") for row in told}))

    def last_asked(self, address: str) -> datetime | None:
        """When an address was last asked for, whatever came of it."""
        row = one(self._store.rows("SELECT max(at) FROM record WHERE target = ?", (storable(address),)))
        return None if row is None or row[0] is None else datetime.fromisoformat(row[0])

    def tell(self, alert: Alert, channels: Iterable[str]) -> None:
        """Put an alert into the outbox, once for each channel; posting it again changes nothing."""
        with self.writing():
            for channel in channels:
                last = one(self._store.rows("SELECT max(number) FROM outbox"))
                number = 1 + ((last[0] if last else None) or 0)
                self._store.run(
                    "INSERT INTO outbox (key, number, watch, channel, record, tries, due, trouble, done) "
                    "VALUES (?, ?, ?, ?, ?, 0, ?, '', '') ON CONFLICT (key) DO NOTHING",
                    (
                        digest("letter", alert.key, channel),
                        number,
                        storable(alert.watch),
                        storable(channel),
                        encode(alert),
                        _written(alert.at),
                    ),
                )

    def letters(self, watch: str) -> tuple[Letter, ...]:
        """What a watch has still to tell, in the order it was posted."""
        rows = self._store.rows(
            "SELECT key, channel, record, tries, due, trouble FROM outbox "
            "WHERE done = '' AND watch = ? ORDER BY number",
            (storable(watch),),
        )
        return tuple(
            Letter(
                key=key,
                channel=channel,
                alert=self._decoded(Alert, key, text),
                tries=tries,
                due=datetime.fromisoformat(due),
                trouble=trouble,
            )
            for key, channel, text, tries, due, trouble in rows
        )

    def sent(self, watch: str) -> tuple[tuple[Alert, str, str], ...]:
        """Every alert of a watch with its channel and when it was delivered, "" where it was not yet."""
        rows = self._store.rows(
            "SELECT key, record, channel, done FROM outbox WHERE watch = ? ORDER BY number", (storable(watch),)
        )
        return tuple((self._decoded(Alert, key, text), channel, done) for key, text, channel, done in rows)

    def trying(self, key: str) -> None:
        """Note that a delivery begins: whatever happens then, that it was begun is known."""
        with self.writing():
            self._store.run("UPDATE outbox SET tries = tries + 1, trouble = '' WHERE key = ?", (key,))

    def failed(self, key: str, trouble: str, due: datetime) -> None:
        """Note that a delivery failed, why, and when it is tried again."""
        with self.writing():
            self._store.run(
                "UPDATE outbox SET trouble = ?, due = ? WHERE key = ?", (storable(trouble), _written(due), key)
            )

    def delivered(self, key: str, at: datetime) -> None:
        """Note that a letter arrived; it is not told again."""
        with self.writing():
            self._store.run("UPDATE outbox SET done = ? WHERE key = ? AND done = ''", (_written(at), key))


def _source(watch: str, source: str) -> str:
    return storable(f"{watch}\n{source}")


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
