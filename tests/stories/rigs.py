"""Ledgers filled through the real pipeline from records in memory, and how two of them differ."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.worlds import WorldReport
from rashomon.intake import Summary, read_into
from rashomon.ledger import Ledger
from rashomon.records import Statement

SEEN = datetime(2040, 1, 1, tzinfo=UTC)
Batch = Iterable[bytes]  # JSON records, one report each


def records(world: Iterable[WorldReport]) -> tuple[bytes, ...]:
    """The reports of a world as files hold them."""
    return tuple(report.payload for report in world)


def changed(record: bytes, **fields: str | None) -> bytes:
    """A record with some fields put in (or, with None, left out)."""
    told: dict[str, Any] = {**json.loads(record), **fields}
    return json.dumps({k: v for k, v in told.items() if v is not None}, ensure_ascii=False).encode()


def put(ledger: Ledger, batch: Batch, *, seen: datetime = SEEN) -> Summary:
    """Read one batch into a ledger as `rashomon read` does; every record of it must be readable."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "batch.jsonl"
        file.write_bytes(b"\n".join(batch) + b"\n")
        summary = read_into(ledger, [file], seen=seen)
    assert not summary.not_read, summary.not_read
    return summary


@contextmanager
def held(*batches: Batch) -> Iterator[Ledger]:
    """A ledger in memory that holds these batches, read one after the other."""
    with Ledger.open(None) as ledger:
        for batch in filter(None, map(tuple, batches)):
            put(ledger, batch)
        yield ledger


def differences(one: Ledger, other: Ledger) -> list[str]:
    """The rows that only one of two ledgers has, shortest first; empty where their digests agree."""
    if one.digest() == other.digest():
        return []
    left, right = set(one.rows()), set(other.rows())
    told = [f"{side} {' '.join(row)}" for side, rows in (("<", left - right), (">", right - left)) for row in rows]
    assert told, "the digests differ, the rows do not"
    return sorted(told, key=lambda words: (len(words), words))


def statements(ledger: Ledger) -> Iterator[Statement]:
    """All statements of a ledger as they are shown, report by report."""
    for report in ledger.reports():
        yield from ledger.statements_of(report.id)
