"""The archive: bytes as captured, beside everything read from them, and the log of captures."""

from __future__ import annotations

import hashlib
import zlib

from rashomon.errors import LedgerDamaged, RecordError, UnknownIdentifier
from rashomon.ledger.codec import encode
from rashomon.ledger.part import Part
from rashomon.ledger.store import one, storable
from rashomon.records import Capture, Original

_LEVEL = 6  # of zlib


class Archive(Part):
    """Originals and captures."""

    def keep(self, original: Original, payload: bytes) -> None:
        """Archive the bytes of an original; keeping it again changes nothing.

        Raises RecordError when the bytes are not those the original's id and size name.
        """
        if self._store.rows("SELECT 1 FROM original WHERE id = ?", (original.id,)):
            return
        if len(payload) != original.size or hashlib.sha256(payload).hexdigest() != original.id:
            raise RecordError(f"the bytes given are not those of original {original.id}")
        with self.writing():
            self._store.run(
                "INSERT INTO original (id, size, media_type, payload) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                (original.id, original.size, storable(original.media_type), zlib.compress(payload, _LEVEL)),
            )

    def original(self, original_id: str) -> Original:
        """What is known of an original. Raises UnknownIdentifier."""
        row = one(self._store.rows("SELECT size, media_type FROM original WHERE id = ?", (storable(original_id),)))
        if row is None:
            raise UnknownIdentifier(f"no original {original_id} is archived")
        return Original(id=original_id, size=row[0], media_type=row[1])

    def payload(self, original_id: str) -> bytes:
        """The bytes as captured. Raises LedgerDamaged when one of them changed, UnknownIdentifier."""
        row = one(self._store.rows("SELECT payload, size FROM original WHERE id = ?", (storable(original_id),)))
        if row is None:
            raise UnknownIdentifier(f"no original {original_id} is archived")
        packed, size = row
        try:
            payload = zlib.decompressobj().decompress(packed, size + 1)
        except zlib.error:
            payload = b""
        if len(payload) != size or hashlib.sha256(payload).hexdigest() != original_id:
            raise LedgerDamaged(f"the archived bytes of original {original_id} were changed; restore it from a copy")
        return payload

    def log_capture(self, capture: Capture) -> None:
        """Note where and when a report's original was seen; the same note twice is one note."""
        with self.writing():
            self._store.run(
                "INSERT INTO capture (report_id, original_id, record) VALUES (?, ?, ?) "
                "ON CONFLICT (report_id, record) DO NOTHING",
                (capture.report_id, capture.original_id, encode(capture)),
            )

    def captures(self, report_id: str) -> tuple[Capture, ...]:
        """All captures of a report, by time seen, then by place."""
        rows = self._store.rows("SELECT record FROM capture WHERE report_id = ?", (storable(report_id),))
        found = [self._decoded(Capture, report_id, row[0]) for row in rows]
        return tuple(sorted(found, key=lambda c: (c.seen, c.locator, c.original_id)))
