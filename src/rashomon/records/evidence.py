"""What is kept as evidence: archived records, and who held them when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rashomon.records.reports import Capture, Report


class KeptKind(StrEnum):
    """What an archived record is, by the words of the WARC standard."""

    RESOURCE = "resource"  # bytes of a file
    REQUEST = "request"  # what was asked
    RESPONSE = "response"  # an answer with its headers, redirects and errors too
    REVISIT = "revisit"  # an answer whose bytes are held already, or "not modified"
    METADATA = "metadata"  # why a fetch came to nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One archived WARC record. ``id`` is the SHA-256 of its bytes in the archive (one gzip member).

    ``payload`` is the SHA-256 of the bytes it carries or refers to, "" where it carries none; ``fetch`` is shared by
    all records of one fetch: the redirects and where they led.
    """

    id: str
    kind: KeptKind
    target: str
    at: datetime
    payload: str
    fetch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Custodian:
    """Who works on a ledger, and with what."""

    who: str = "unknown"
    how: str = "rashomon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """One entry of the custody log: who did what to which record or package, when, with which version."""

    who: str
    at: datetime
    act: str  # "kept", "exported"
    subject: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rests:
    """What some reports rest on: where and when they were seen, the archived records, and who held them.

    ``records`` are all of the fetches that brought the reports' bytes or went to their addresses; ``custody`` are
    numbered entries of the log on them; ``revisions`` are reports read from other bytes at one of the addresses.
    """

    reports: tuple[Report, ...]
    captures: tuple[Capture, ...]
    records: tuple[Kept, ...]
    custody: tuple[tuple[int, Custody], ...]
    revisions: tuple[Report, ...]
