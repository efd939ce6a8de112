"""Tokens by which a room that is open to other machines knows its visitors: made once, kept only as digests.

A token is 256 random bits, so its SHA-256 cannot be searched and needs no slow hash; compared in constant time.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rashomon.errors import UsageError

SCOPES = ("read", "add", "judge", "admin")
PREFIX = "rsh_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who may do what: the name given to a token, and its scopes."""

    name: str
    scopes: frozenset[str]

    def may(self, scope: str) -> bool:
        """Whether this scope, or admin, is among theirs."""
        return scope in self.scopes or "admin" in self.scopes


class TokenBook:
    """The tokens of one ledger, in the file ``<ledger>.tokens`` beside it, readable by its owner only."""

    def __init__(self, ledger: Path) -> None:
        self.path = ledger.with_name(ledger.name + ".tokens")

    def add(self, name: str, scopes: Iterable[str]) -> str:
        """Make a token; it is given once and never again. Raises UsageError for a name held or an unknown scope."""
        wanted = sorted(set(scopes))
        if unknown := [s for s in wanted if s not in SCOPES]:
            raise UsageError(f"there is no scope {unknown[0]!r}: it may be {', '.join(SCOPES)}")
        if not name.isprintable() or not 0 < len(name) <= 60:
            raise UsageError("a token's name is 1 to 60 printable characters")
        entries = self._entries()
        if any(e["name"] == name for e in entries):
            raise UsageError(f"there is a token {name!r} already: remove it first")
        token = PREFIX + secrets.token_urlsafe(32)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        entries.append({"name": name, "scopes": wanted, "sha256": _digest(token), "made": made})
        self._write(entries)
        return token

    def remove(self, name: str) -> None:
        """Take a token back. Raises UsageError where there is none of this name."""
        entries = self._entries()
        left = [e for e in entries if e["name"] != name]
        if len(left) == len(entries):
            raise UsageError(f"there is no token {name!r}")
        self._write(left)

    def holders(self) -> list[Holder]:
        """Everybody who holds a token, by name."""
        return sorted((_holder(e) for e in self._entries()), key=lambda h: h.name)

    def holder(self, token: str) -> Holder | None:
        """Who holds this token; None for one that is not known."""
        asked, found = _digest(token), None
        for entry in self._entries():
            if hmac.compare_digest(asked, entry["sha256"]):
                found = _holder(entry)
        return found

    def _entries(self) -> list[dict[str, Any]]:
        try:
            return list(json.loads(self.path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            raise UsageError(f"{self.path} cannot be read ({str(error).splitlines()[0]}): mend or remove it") from None

    def _write(self, entries: list[dict[str, Any]]) -> None:
        fresh = self.path.with_name(self.path.name + ".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(entries, file, indent=1)
        fresh.replace(self.path)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _holder(entry: dict[str, Any]) -> Holder:
    return Holder(name=entry["name"], scopes=frozenset(entry["scopes"]))
