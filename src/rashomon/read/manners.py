"""Manners towards a host: one request at a time, a pause between two, its robots.txt, and the pause it asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

ROBOTS_BYTES = 500_000  # of a robots.txt that are believed (RFC 9309, 2.5)
ROBOTS_SECONDS = 3600.0  # a robots.txt is asked for again after an hour; RFC 9309 allows a day
UNREACHED_SECONDS = 300.0  # one that could not be had, after five minutes
LONGEST_PAUSE = 86_400.0  # asked for by a host that is believed
LONGEST_DELAY = 30.0  # of a crawl-delay that is kept; longer ones are meant to keep crawlers out of large sites


@dataclass(slots=True)
class Host:
    """What is known of one host (scheme, name, port); ``lock`` is held while it is asked."""

    lock: RLock = field(default_factory=RLock)
    free_at: float = 0.0  # on the monotonic clock: not asked again before, out of politeness
    closed_until: float = 0.0  # the same, because it said so (Retry-After)
    rules: Rules | None = None
    rules_until: float = 0.0


@dataclass(frozen=True, slots=True)
class Rules:
    """A host's robots.txt as far as we are concerned: parsed, or everything forbidden and why."""

    parsed: Protego | None = None
    forbidden: str | None = None

    def refusal(self, address: str, agent: str) -> str | None:
        """Why this address is not asked for, or None."""
        if self.forbidden is not None:
            return self.forbidden
        if self.parsed is not None and not self.parsed.can_fetch(address, agent):
            return "the site's robots.txt does not allow it"
        return None

    def delay(self, agent: str) -> float:
        """Seconds between two requests that the file asks for; 0 where it does not."""
        asked = self.parsed.crawl_delay(agent) if self.parsed is not None else None
        return min(float(asked), LONGEST_DELAY) if asked else 0.0


def rules(status: int, body: bytes) -> Rules:
    """The rules that an answer for robots.txt means (RFC 9309, 2.3.1): 4xx allows all, 5xx forbids all."""
    if 200 <= status < 300:
        from protego import Protego

        try:
            return Rules(parsed=Protego.parse(body[:ROBOTS_BYTES].decode("utf-8", "replace")))
        except Exception:  # a parser of hostile text: what cannot be read forbids, as an unreachable file does
            return Rules(forbidden="its robots.txt cannot be understood")
    if 400 <= status < 500 and status != 429:
        return Rules()
    return Rules(forbidden=f"its robots.txt cannot be had (status {status})")


def pause_of(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (a number or a date), bounded; None where it says nothing."""
    if not value:
        return None
    words = value.strip()
    if words.isascii() and words.isdigit():
        return min(float(words[:9]), LONGEST_PAUSE)
    try:
        at = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):  # OverflowError: a year of ten digits
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(0.0, (at - now).total_seconds()), LONGEST_PAUSE)
