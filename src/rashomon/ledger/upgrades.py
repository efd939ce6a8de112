"""What an upgrade of an older ledger must do that SQL alone cannot, by the number of the schema file it follows."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable
from datetime import UTC

from rashomon.errors import LedgerDamaged
from rashomon.ledger.archive import UNDATED, Archive
from rashomon.ledger.codec import decode
from rashomon.ledger.findings import Findings
from rashomon.ledger.reported import Reported
from rashomon.ledger.shelving import redate_shelf, shelve_blocks, shelve_capture, shelve_report
from rashomon.ledger.store import Store, paged
from rashomon.records import Capture, Custodian, Original


def _bytes_into_records(store: Store) -> None:
    """Schema 3: bytes that lay beside an original move into a WARC record, dated by their first capture; addresses of
    reports are indexed.
    """
    archive = Archive(store)
    archive.custodian = Custodian(how="rashomon, upgrading an older ledger")
    sql = "SELECT id, size, media_type, payload FROM original WHERE id > ? ORDER BY id"
    for identifier, size, media_type, packed in paged(store, sql, ("",)):
        try:
            payload = zlib.decompressobj().decompress(packed, size + 1)
        except zlib.error:
            payload = b""
        if hashlib.sha256(payload).hexdigest() != identifier:
            raise LedgerDamaged(f"the archived bytes of original {identifier} were changed; restore it from a copy")
        rows = store.rows("SELECT record FROM capture WHERE original_id = ?", (identifier,))
        seen = sorted((c.seen, c.locator) for c in (decode(Capture, row[0]) for row in rows))
        at, locator = seen[0] if seen else (UNDATED, "")
        archive.put_file(Original(id=identifier, size=size, media_type=media_type), payload, locator, at)
    for identifier, text in paged(store, "SELECT id, record FROM report WHERE id > ? ORDER BY id", ("",)):
        url = json.loads(text).get("url")
        if url:
            store.run("INSERT INTO addressed (address, report_id, declared) VALUES (?, ?, 1)", (url, identifier))
    store.run("ALTER TABLE original DROP COLUMN payload")


def _onto_shelves(store: Store) -> None:
    """Schema 6: the indices are filled from what is held."""
    reported, findings = Reported(store), Findings(store)
    for report in reported.reports():
        understanding = reported.understanding(report.id)
        numbers = store.rows("SELECT number FROM statement WHERE report_id = ? ORDER BY place", (report.id,))
        note = "" if understanding.understood else understanding.note or "not understood"
        numbered = [(row[0], s) for row, s in zip(numbers, understanding.statements, strict=True)]
        shelve_report(store, report, understanding.published, note, numbered)
        redate_shelf(store, report.id, reported.published(report.id), reported.statements_of(report.id))
        for (text,) in store.rows("SELECT record FROM capture WHERE report_id = ?", (report.id,)):
            capture = decode(Capture, text)
            shelve_capture(store, capture)
            at = capture.seen.astimezone(UTC).isoformat()
            store.run("UPDATE capture SET seen = ? WHERE report_id = ? AND record = ?", (at, report.id, text))
    for (block,) in paged(store, "SELECT id FROM block WHERE id > ? ORDER BY id", ("",)):
        shelve_blocks(store, (), [findings.settled(block)])


STEPS: dict[int, Callable[[Store], None]] = {3: _bytes_into_records, 6: _onto_shelves}
