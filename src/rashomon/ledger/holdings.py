"""What reports rest on: their records, the other versions of their addresses, and who held them."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.ledger.archive import Archive
from rashomon.ledger.reported import Reported
from rashomon.ledger.store import rows_in, storable
from rashomon.records import Report, Rests


class Holdings(Archive, Reported):
    """Evidence gathered across the parts of the ledger."""

    def rests_on(self, report_ids: Iterable[str]) -> Rests:
        """All that these reports rest on, each kind in a fixed order. Raises UnknownIdentifier."""
        reports = tuple(self.report(i) for i in sorted(set(report_ids)))
        captures = tuple(c for r in reports for c in self.captures(r.id))
        # The last fetch of an address up to the capture brought it or said "not modified". An entry of a feed was seen
        # at "FEED#3": it rests on the feed's own exchange.
        places = {(c.locator.partition("#")[0], c.seen) for c in captures if "://" in c.locator}
        records = self.records_of((r.original_id for r in reports), places)
        addresses = {r.url for r in reports if r.url} | {place for place, _ in places}
        return Rests(
            reports=reports,
            captures=captures,
            records=records,
            custody=self.custody_of(k.id for k in records),
            revisions=tuple(r for r in self.versions(addresses) if r not in reports and r.url in addresses),
        )

    def versions(self, addresses: Iterable[str], *, fetched: bool = False) -> tuple[Report, ...]:
        """All reports read from these addresses, or (not with ``fetched``) that give one of them as theirs, by time
        first seen, then id.
        """
        sql = "SELECT report_id FROM addressed WHERE address IN (*)"
        if fetched:
            sql += " AND declared = 0"
        found = {row[0] for row in rows_in(self._store, sql, map(storable, addresses))}
        return tuple(sorted((self.report(i) for i in found), key=lambda r: (r.seen, r.id)))
