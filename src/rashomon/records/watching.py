"""What a watch does and has to tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlertKind(StrEnum):
    """What a watch tells of: the first five of its questions, the others of its sources."""

    CLAIM = "new claim"
    NUMBER = "changed number"
    CONFLICT = "new conflict"
    CORROBORATION = "rise in corroboration"
    EDIT = "silent edit"
    SILENCE = "source lists nothing"
    YIELD = "yield fell"
    OUTAGE = "source fails"
    RECOVERED = "source recovered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An address a source listed that could not be had yet, and how often it was tried."""

    address: str
    tries: int


class Outcome(StrEnum):
    """How a visit of a source ended."""

    READ = "read"
    UNCHANGED = "unchanged"  # the server says so
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit of a source by a watch, and what the next one needs to know.

    ``listed`` is how many items the source held, ``new`` and ``held`` what became of those read, ``failed`` how many
    could not be; ``pages`` are addresses fetched for the first time, ``waiting`` those still to be had, ``etag`` and
    ``modified`` what to ask with next time, ``retry_after`` seconds the host asked to be left alone, ``alarms`` those
    that stand after it.
    """

    watch: str
    source: str
    at: datetime
    outcome: Outcome
    listed: int = 0
    new: int = 0
    held: int = 0
    failed: int = 0
    pages: tuple[str, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    etag: str | None = None
    modified: str | None = None
    retry_after: float | None = None
    alarms: tuple[AlertKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing a watch has to tell, in ``words`` of one line. ``key`` is the same whenever the same thing is told.

    ``about`` are the words of the saved question, or the address of the source.
    """

    key: str
    watch: str
    kind: AlertKind
    at: datetime
    about: str
    words: str
    question: str | None = None
    claims: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An alert on its way through one channel. ``key`` is its idempotency key; ``tries`` were begun, the last of which
    may have arrived; ``trouble`` says why the last one failed, "" where that is not known.
    """

    key: str
    channel: str
    alert: Alert
    tries: int
    due: datetime
    trouble: str
