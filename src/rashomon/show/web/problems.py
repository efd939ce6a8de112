"""What goes wrong, told: problem+json (RFC 9457) to programs, and which status each of our errors has."""

from __future__ import annotations

import json

from starlette.responses import Response

from rashomon.errors import (
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerMissing,
    RashomonError,
    UnknownIdentifier,
    Unreadable,
    UsageError,
)

_STATUSES: tuple[tuple[type[RashomonError], int, str], ...] = (
    (UnknownIdentifier, 404, "Not recorded"),
    (UsageError, 422, "Wrong use"),
    (Unreadable, 422, "Not readable"),
    (LedgerMissing, 409, "No ledger yet"),
    (LedgerBusy, 409, "The ledger is being written"),
    (LedgerDamaged, 410, "Damaged"),
    (LedgerError, 409, "The ledger cannot be used"),
)


def told(error: RashomonError) -> tuple[int, str]:
    """The status of an error of ours and its title."""
    return next(((s, t) for kind, s, t in _STATUSES if isinstance(error, kind)), (500, "A fault of the program"))


def problem(status: int, title: str, detail: str, *, retry: int | None = None) -> Response:
    """An answer of kind application/problem+json."""
    body = {"type": "about:blank", "status": status, "title": title, "detail": detail}
    headers = {"retry-after": str(retry)} if retry is not None else None
    return Response(json.dumps(body, ensure_ascii=True), status, headers, media_type="application/problem+json")
