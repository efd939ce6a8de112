"""Everything recorded and derived, row by row: identifiers, counts, and the digest of it all."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from rashomon.errors import UnknownIdentifier
from rashomon.ledger.codec import dump
from rashomon.ledger.findings import FINDINGS
from rashomon.ledger.part import Part
from rashomon.ledger.store import paged, storable
from rashomon.records import PublishedBasis

_PREFIX = re.compile(r"[0-9a-f]{6,64}\Z")
_NAMED = {
    "report": "SELECT id FROM report WHERE id >= ? AND id <= ? LIMIT 2",
    "statement": "SELECT id FROM statement WHERE id >= ? AND id <= ? LIMIT 2",
    "link": "SELECT id FROM link WHERE id >= ? AND id <= ? LIMIT 2",
    "judgement": "SELECT id FROM judgement WHERE id >= ? AND id <= ? LIMIT 2",
    "original": "SELECT id FROM original WHERE id >= ? AND id <= ? LIMIT 2",
}
_COUNTED = ("original", "capture", "report", "statement", "link", "pair", "block", "judgement")
_COUNTS = """
SELECT 'original', count(*) FROM original UNION ALL SELECT 'capture', count(*) FROM capture
UNION ALL SELECT 'report', count(*) FROM report UNION ALL SELECT 'statement', count(*) FROM statement
UNION ALL SELECT 'link', count(*) FROM link UNION ALL SELECT 'pair', count(*) FROM pair
UNION ALL SELECT 'block', count(*) FROM block UNION ALL SELECT 'judgement', count(*) FROM judgement
UNION ALL SELECT kind, count(*) FROM finding GROUP BY kind
"""

# kind -> query of (key..., JSON) with the keys a page begins after
_ROWS = {
    "block": ("SELECT id, record FROM block WHERE id > ? ORDER BY id", 1),
    "finding": ("SELECT kind, id, record FROM finding WHERE (kind, id) > (?, ?) ORDER BY kind, id", 2),
    "judgement": ("SELECT id, record FROM judgement WHERE id > ? ORDER BY id", 1),
    "link": ("SELECT id, record FROM link WHERE id > ? ORDER BY id", 1),
    "original": ("SELECT id, size, media_type FROM original WHERE id > ? ORDER BY id", 1),
    "pair": ("SELECT a, b, record FROM pair WHERE (a, b) > (?, ?) ORDER BY a, b", 2),
    "redated": ("SELECT report_id, record FROM redated WHERE report_id > ? ORDER BY report_id", 1),
    "report": ("SELECT id, record FROM report WHERE id > ? ORDER BY id", 1),
    "restated": ("SELECT id, record FROM restated WHERE id > ? ORDER BY id", 1),
    "ruling": (
        "SELECT judgement_id, CAST(place AS TEXT), CAST(side AS TEXT), statement_id, '' FROM ruling "
        "WHERE (judgement_id, CAST(place AS TEXT), CAST(side AS TEXT), statement_id) > (?, ?, ?, ?) "
        "ORDER BY judgement_id, CAST(place AS TEXT), CAST(side AS TEXT), statement_id",
        4,
    ),
    "statement": ("SELECT id, record FROM statement WHERE id > ? ORDER BY id", 1),
    "understanding": ("SELECT report_id, record FROM understanding WHERE report_id > ? ORDER BY report_id", 1),
}
_SEEN = frozenset({"report", "understanding", "redated"})  # kinds in which the time of capture may show


class Rows(Part):
    """Identifiers of all kinds, and the ledger as a whole."""

    def kind_of(self, identifier: str) -> str | None:
        """What an identifier, or a unique beginning of one (6 hex digits or more), names: "report", "claim", ...

        None where nothing, or more than one thing, has it.
        """
        found = self._named(identifier)
        return found[0][0] if len(found) == 1 else None

    def resolve(self, prefix: str) -> str:
        """The whole identifier that begins so. Raises UnknownIdentifier where none does, or more than one."""
        found = self._named(prefix)
        if not found:
            raise UnknownIdentifier(f"nothing recorded has the identifier {storable(prefix)[:80]}")
        if len(found) > 1:
            raise UnknownIdentifier(f"more than one identifier begins with {prefix}; give more of its digits")
        return found[0][1]

    def _named(self, identifier: str) -> list[tuple[str, str]]:
        """(kind, id) of what has exactly this identifier, else of what begins with it."""
        whole = storable(identifier)
        exact = self._between(whole, whole)
        if exact or not _PREFIX.match(identifier):
            return exact[:1]
        return self._between(identifier, identifier + "g")

    def _between(self, low: str, high: str) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for table, sql in _NAMED.items():
            found.extend((table, row[0]) for row in self._store.rows(sql, (low, high)))
        for kind in FINDINGS:
            rows = self._store.rows(
                "SELECT id FROM finding WHERE kind = ? AND id >= ? AND id <= ? LIMIT 2", (kind, low, high)
            )
            found.extend((kind, row[0]) for row in rows)
        return found

    def counts(self) -> dict[str, int]:
        """How many there are of each kind: "reports", "statements", "claims", ..."""
        with self.reading():
            found: dict[str, int] = dict(self._store.rows(_COUNTS))
        return {f"{kind}s": found.get(kind, 0) for kind in (*_COUNTED, *FINDINGS)}

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Everything recorded and derived as (kind, identifier, canonical JSON), sorted by kind and identifier.

        Leaves out when and where things were seen, and what is only an index into these rows (postings, names, words).
        """
        for table, (sql, keys) in _ROWS.items():
            for row in paged(self._store, sql, ("",) * keys):
                if table == "original":
                    yield table, row[0], dump({"media_type": row[2], "size": row[1]})
                elif table == "finding":
                    yield row[0], row[1], row[2]
                else:
                    text = _unseen(row[1]) if table in _SEEN else row[keys]
                    yield table, " ".join(row[:keys]), text

    def digest(self) -> str:
        """SHA-256 over all `rows`: the same for the same reports, in whatever order and however often they came."""
        whole = hashlib.sha256()
        with self.reading():
            for row in self.rows():
                for part in row:
                    raw = part.encode("utf-8")
                    whole.update(len(raw).to_bytes(8, "big"))
                    whole.update(raw)
        return whole.hexdigest()


def _unseen(text: str) -> str:
    """A record's JSON without the time of capture, nor a publication known only to be not after it."""
    record: dict[str, Any] = json.loads(text)
    record.pop("seen", None)
    published = record.get("published", record)
    if published.get("basis") == PublishedBasis.CAPTURE.value:
        published.pop("when", None)
        published.pop("options", None)
    return dump(record)
