"""The archive: WARC records as captured, originals found in them, the log of captures, and who held what when.

Bytes lie here once, in the record that first brought them; an original is found by the digest of its bytes. Records
are never altered: the database refuses it, and each is addressed by the SHA-256 of its own bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from rashomon.errors import LedgerDamaged, RecordError, UnknownIdentifier
from rashomon.ledger import warc
from rashomon.ledger.codec import encode
from rashomon.ledger.part import Part
from rashomon.ledger.shelving import shelve_capture
from rashomon.ledger.store import Store, one, paged, storable
from rashomon.records import (
    REDIRECTS,
    Capture,
    Custodian,
    Custody,
    Fetched,
    Hop,
    Kept,
    KeptKind,
    Original,
    Refusal,
    Refused,
    Validators,
    digest,
)

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)  # of bytes kept without a time of capture
_CUT = {Refusal.SIZE: "length", Refusal.TIME: "time", Refusal.CONNECTION: "disconnect"}  # words of the standard
_START = "0" * 64  # the chain before its first entry
_COLUMNS = "id, kind, target, at, payload_id, fetch"
_HOLDS = "payload_id = ? AND kind IN ('resource', 'response')"


class Archive(Part):
    """Records, originals, captures, custody."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.custodian = Custodian()  # named by whoever opens the ledger to write

    def keep(self, original: Original, payload: bytes, *, locator: str = "", at: datetime = UNDATED) -> None:
        """Archive the bytes of an original, seen at this place and time; keeping them again changes nothing.

        Where no record has brought these bytes yet, they are archived as a file. Raises RecordError when the bytes
        are not those the original's id and size name.
        """
        if self._store.rows("SELECT 1 FROM original WHERE id = ?", (original.id,)):
            return
        if len(payload) != original.size or hashlib.sha256(payload).hexdigest() != original.id:
            raise RecordError(f"the bytes given are not those of original {original.id}")
        with self.writing():
            if self._holder(original.id) is None:
                self.put_file(original, payload, locator, at)
            self._store.run(
                "INSERT INTO original (id, size, media_type) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
                (original.id, original.size, storable(original.media_type)),
            )

    def put_file(self, original: Original, payload: bytes, locator: str, at: datetime) -> Kept:
        """Archive bytes as a file's, whether or not another record has them."""
        target, media = warc.file_address(original.id, locator), storable(original.media_type)
        member = warc.resource(payload, target=target, at=at, media_type=media, origin=locator)
        tied = (original.id, digest("fetch", original.id, locator, at.isoformat()))
        return self._put(KeptKind.RESOURCE, target, at, tied, member)

    def keep_fetch(self, came: Fetched | Refused) -> tuple[Kept, ...]:
        """Archive a fetch: every request and answer in their order, redirects, errors, "not modified" and why it came
        to nothing. An answer whose bytes are held is kept as a revisit of the record that holds them.
        """
        began = came.hops[0].began if came.hops else came.began if isinstance(came, Refused) else UNDATED
        fetch = digest("fetch", came.asked, began.isoformat())
        cut = _CUT.get(came.kind, "unspecified") if isinstance(came, Refused) else None
        kept: list[Kept] = []
        with self.writing():
            for number, hop in enumerate(came.hops, start=1):
                kept.append(self._put(KeptKind.REQUEST, hop.address, hop.began, ("", fetch), warc.request(hop)))
                if hop.response:
                    last = number == len(came.hops)
                    kept.append(self._keep_answer(hop, fetch, cut if last else None))
            if isinstance(came, Refused):
                kept.append(self._put(KeptKind.METADATA, came.asked, came.began, ("", fetch), warc.failure(came)))
        return tuple(kept)

    def _keep_answer(self, hop: Hop, fetch: str, cut: str | None) -> Kept:
        member, payload_id = warc.response(hop, cut), ""
        before = None
        if hop.status == warc.NOT_MODIFIED:
            before = self._last_at(hop.address)
        elif cut is None and hop.status not in REDIRECTS and (body := warc.payload(member)):
            payload_id = hashlib.sha256(body).hexdigest()
            before = self._holder(payload_id)
        if before is None or (before.target, before.at) == (hop.address, _second(hop.began)):
            # the second: this very answer, kept again
            return self._put(KeptKind.RESPONSE, hop.address, hop.began, (payload_id, fetch), member)
        member = warc.revisit(hop, before.target, before.at, before.payload)
        return self._put(KeptKind.REVISIT, hop.address, hop.began, (before.payload, fetch), member)

    def _put(self, kind: KeptKind, target: str, at: datetime, tied: tuple[str, str], member: bytes) -> Kept:
        """Write a record once, with its entry in the custody log; ``tied`` are its payload and its fetch."""
        kept = Kept(
            id=hashlib.sha256(member).hexdigest(),
            kind=kind,
            target=storable(target),
            at=_second(at),
            payload=tied[0],
            fetch=tied[1],
        )
        new = self._store.run(
            "INSERT INTO record (id, kind, target, at, payload_id, fetch, member) VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO NOTHING",
            (kept.id, kind.value, kept.target, kept.at.isoformat(), kept.payload, kept.fetch, member),
        )
        if new:
            self.note_custody("kept", kept.id, at)
        return kept

    def _holder(self, payload_id: str) -> Kept | None:
        """The record that brought these bytes first."""
        sql = f"SELECT {_COLUMNS} FROM record WHERE {_HOLDS} ORDER BY at, id LIMIT 1"  # noqa: S608
        row = one(self._store.rows(sql, (storable(payload_id),)))
        return None if row is None else _kept(row)

    def _last_at(self, target: str) -> Kept | None:
        """The last record at an address that carries or names bytes."""
        sql = f"SELECT {_COLUMNS} FROM record WHERE target = ? AND payload_id <> '' ORDER BY at DESC, id LIMIT 1"  # noqa: S608
        row = one(self._store.rows(sql, (storable(target),)))
        return None if row is None else _kept(row)

    def validators_of(self, target: str) -> Validators | None:
        """What the last answer with bytes at an address gave to ask "has it changed?" with; None where nothing."""
        sql = (
            "SELECT member FROM record WHERE target = ? AND payload_id <> '' AND kind IN ('response', 'revisit') "
            "ORDER BY at DESC, id LIMIT 1"
        )
        row = one(self._store.rows(sql, (storable(target),)))
        named = {} if row is None else warc.headers(row[0])
        if not named.get("etag") and not named.get("last-modified"):
            return None
        return Validators(etag=named.get("etag"), modified=named.get("last-modified"))

    def records_of(self, payloads: Iterable[str], places: Iterable[tuple[str, datetime]]) -> tuple[Kept, ...]:
        """All records of the fetches that brought these bytes, and of the last fetch of each address up to a time; by
        time, then id.
        """
        fetches = {
            row[0]
            for payload_id in sorted(set(payloads))
            for row in self._store.rows(f"SELECT fetch FROM record WHERE {_HOLDS}", (storable(payload_id),))  # noqa: S608
        }
        last = "SELECT fetch FROM record WHERE target = ? AND at <= ? ORDER BY at DESC, id LIMIT 1"
        for target, until in sorted(set(places)):
            row = one(self._store.rows(last, (storable(target), _second(until).isoformat())))
            fetches |= set() if row is None else {row[0]}
        return self.records_in(fetches)

    def records_in(self, fetches: Iterable[str]) -> tuple[Kept, ...]:
        """All records of some fetches, by time, then id."""
        sql = f"SELECT {_COLUMNS} FROM record WHERE fetch = ?"  # noqa: S608
        found = [_kept(row) for fetch in sorted(set(fetches)) for row in self._store.rows(sql, (fetch,))]
        return tuple(sorted(found, key=lambda k: (k.at, k.id)))

    def history(self, address: str) -> tuple[Kept, ...]:
        """Every record of every fetch that went to an address, side by side in order of time."""
        rows = self._store.rows("SELECT DISTINCT fetch FROM record WHERE target = ?", (storable(address),))
        return self.records_in(row[0] for row in rows)

    def member(self, record_id: str) -> bytes:
        """A record's own bytes, one gzip member. Raises LedgerDamaged when one of them changed, UnknownIdentifier."""
        row = one(self._store.rows("SELECT member FROM record WHERE id = ?", (storable(record_id),)))
        if row is None:
            raise UnknownIdentifier(f"no record {record_id} is archived")
        member = bytes(row[0])
        if hashlib.sha256(member).hexdigest() != record_id:
            raise LedgerDamaged(f"the archived record {record_id} was changed; restore it from a copy")
        return member

    def original(self, original_id: str) -> Original:
        """What is known of an original. Raises UnknownIdentifier."""
        row = one(self._store.rows("SELECT size, media_type FROM original WHERE id = ?", (storable(original_id),)))
        if row is None:
            raise UnknownIdentifier(f"no original {original_id} is archived")
        return Original(id=original_id, size=row[0], media_type=row[1])

    def payload(self, original_id: str) -> bytes:
        """The bytes as captured. Raises LedgerDamaged when one of them changed, UnknownIdentifier."""
        size = self.original(original_id).size
        row = one(self._store.rows(f"SELECT id, member FROM record WHERE {_HOLDS} ORDER BY at, id", (original_id,)))  # noqa: S608
        if row is not None and hashlib.sha256(row[1]).hexdigest() == row[0]:
            payload = warc.payload(row[1])
            if len(payload) == size and hashlib.sha256(payload).hexdigest() == original_id:
                return payload
        raise LedgerDamaged(f"the archived bytes of original {original_id} were changed; restore it from a copy")

    def log_capture(self, capture: Capture) -> None:
        """Note where and when a report's original was seen; the same note twice is one note."""
        with self.writing():
            self._store.run(
                "INSERT INTO capture (report_id, original_id, record, seen) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (report_id, record) DO NOTHING",
                (capture.report_id, capture.original_id, encode(capture), capture.seen.astimezone(UTC).isoformat()),
            )
            shelve_capture(self._store, capture)
            if "://" in capture.locator:
                self._store.run(
                    "INSERT INTO addressed (address, report_id, declared) VALUES (?, ?, 0) "
                    "ON CONFLICT (address, report_id, declared) DO NOTHING",
                    (storable(capture.locator), capture.report_id),
                )

    def captured(self, original_id: str, locator: str) -> str | None:
        """The report held of these bytes from this place, or None."""
        rows = self._store.rows("SELECT report_id, record FROM capture WHERE original_id = ?", (original_id,))
        found = (self._decoded(Capture, report_id, text) for report_id, text in sorted(rows))
        return next((c.report_id for c in found if c.locator == storable(locator)), None)

    def captures(self, report_id: str) -> tuple[Capture, ...]:
        """All captures of a report, by time seen, then by place."""
        rows = self._store.rows("SELECT record FROM capture WHERE report_id = ?", (storable(report_id),))
        found = [self._decoded(Capture, report_id, row[0]) for row in rows]
        return tuple(sorted(found, key=lambda c: (c.seen, c.locator, c.original_id)))

    def note_custody(self, act: str, subject: str, at: datetime) -> None:
        """Add an entry to the custody log, by the custodian named, chained to the entry before it."""
        entry = Custody(who=self.custodian.who, how=self.custodian.how, at=at, act=act, subject=storable(subject))
        text = encode(entry)
        with self.writing():
            last = one(self._store.rows("SELECT chain FROM custody ORDER BY number DESC LIMIT 1"))
            self._store.run(
                "INSERT INTO custody (subject, record, chain) VALUES (?, ?, ?)",
                (entry.subject, text, chained(_START if last is None else last[0], text)),
            )

    def custody_of(self, subjects: Iterable[str]) -> tuple[tuple[int, Custody], ...]:
        """Entries of the custody log on these records, with their numbers, in order."""
        sql = "SELECT number, record FROM custody WHERE subject = ?"
        found = [row for subject in sorted(set(subjects)) for row in self._store.rows(sql, (storable(subject),))]
        return tuple((n, self._decoded(Custody, str(n), text)) for n, text in sorted(found))

    def check_custody(self) -> None:
        """Raises LedgerDamaged, naming the place, where the custody log was altered, cut or reordered."""
        chain, expected = _START, 1
        entries = "SELECT number, record, chain FROM custody WHERE number > ? ORDER BY number"
        for number, text, held in paged(self._store, entries, (0,)):
            chain = chained(chain, text)
            if number != expected or chain != held:
                raise LedgerDamaged(f"the custody log was altered at entry {expected}; restore it from a copy")
            expected = number + 1
        for (subject,) in self._store.rows(
            "SELECT id FROM record AS r WHERE NOT EXISTS (SELECT 1 FROM custody WHERE subject = r.id) LIMIT 1"
        ):
            raise LedgerDamaged(f"the archived record {subject} has no entry in the custody log")

    def altered(self) -> Iterator[str]:
        """Archived records of which a byte changed, by id; those of reports are left to whoever reads these again."""
        sql = "SELECT id, member, payload_id, kind FROM record WHERE id > ? ORDER BY id"
        for identifier, member, payload_id, kind in paged(self._store, sql, ("",)):
            if hashlib.sha256(member).hexdigest() == identifier:
                continue
            read = kind in (KeptKind.RESPONSE, KeptKind.RESOURCE) and self._store.rows(
                "SELECT 1 FROM report WHERE original_id = ?", (payload_id,)
            )
            if not read:
                yield identifier

    def warc_members(self) -> Iterator[bytes]:
        """All records as gzip members, by time of capture: one after the other they are a WARC file."""
        for _, identifier in paged(
            self._store, "SELECT at, id FROM record WHERE (at, id) > (?, ?) ORDER BY at, id", ("", "")
        ):
            yield self.member(identifier)


def chained(before: str, entry: str) -> str:
    """The chain after an entry: SHA-256 in hex over the chain before it, a line feed, and the entry's JSON."""
    return hashlib.sha256(f"{before}\n{entry}".encode()).hexdigest()


def _second(at: datetime) -> datetime:
    """The time as a record bears it: viewers order captures by whole seconds."""
    return at.astimezone(UTC).replace(microsecond=0)


def _kept(row: Sequence[str]) -> Kept:
    identifier, kind, target, at, payload_id, fetch = row
    return Kept(
        id=identifier,
        kind=KeptKind(kind),
        target=target,
        at=datetime.fromisoformat(at),
        payload=payload_id,
        fetch=fetch,
    )
