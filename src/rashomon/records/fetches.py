"""What became of a request to the web: the bytes of every exchange as they stood on the wire, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

REDIRECTS = frozenset((301, 302, 303, 307, 308))


class Refusal(StrEnum):
    """Why nothing usable was fetched."""

    ADDRESS = "address"  # what was asked for is no address we go to
    GUARD = "guard"  # it leads to a network that only an explicit permission opens
    ROBOTS = "robots"  # the site's robots.txt says no, or cannot be had
    WAIT = "wait"  # the host asked for a longer pause than we sit out
    NAME = "name"  # the host's name has no address
    CONNECTION = "connection"  # refused, reset, or no valid certificate
    TIME = "time"  # longer than allowed
    SIZE = "size"  # more bytes than allowed, or packed too tightly
    REDIRECTS = "redirects"  # too many, in a circle, or to nowhere
    PROTOCOL = "protocol"  # the answer is no valid HTTP, is cut short, or its coding is broken or unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to ask "has it changed?" with: its ETag and Last-Modified, as sent."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One request and its answer. ``request`` and ``response`` are the exact bytes on the wire (inside TLS), transfer
    and content codings as they came; ``response`` may be cut short where the fetch was refused. ``ip`` is the address
    connected to, ``status`` 0 and ``headers`` empty where no answer came. Times are UTC.
    """

    address: str
    ip: str
    began: datetime
    ended: datetime
    request: bytes
    response: bytes
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str | None:
        """The first header of this name, whatever its case."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer, whatever its status: every exchange in order (redirects first, the last is the answer) and the body
    with its codings taken off. ``asked`` is the address as asked for; ``retry_after`` is in seconds.
    """

    asked: str
    hops: tuple[Hop, ...]
    body: bytes
    retry_after: float | None = None

    @property
    def last(self) -> Hop:
        """The exchange that gave the answer."""
        return self.hops[-1]

    @property
    def address(self) -> str:
        """Where the answer came from, after redirects."""
        return self.last.address

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.last.status

    @property
    def redirects(self) -> tuple[str, ...]:
        """The addresses that led on, in order; empty where the first answered."""
        return tuple(e.address for e in self.hops[:-1])

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing changed since the validators sent (304)."""
        return self.status == 304

    @property
    def media_type(self) -> str:
        """The declared media type in lower case without parameters; empty where there is none."""
        return (self.last.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def validators(self) -> Validators:
        """What to send with the next request for the same address."""
        return Validators(etag=self.last.header("etag"), modified=self.last.header("last-modified"))

    @property
    def trouble(self) -> tuple[str, str] | None:
        """Why this answer is no page, and what to do; None where it is one or nothing changed."""
        status = self.status
        if 200 <= status < 300 or status == 304:
            return None
        why = f"the server answered {status} {self.last.reason}".strip()
        if status in (401, 402, 403, 407, 451):
            return why, "it is not given to everyone: save the page in a browser and read the file"
        if status in (404, 410):
            return why, "nothing is there any more: look for it in a web archive"
        if status == 429 or status >= 500:
            return why, "try again later"
        return why, "check the address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Nothing was fetched: why and what to do in one line each, the hops that took place before it (the last may
    be cut short), when it began and ended, and after how many seconds it may be tried again where that is known.
    """

    asked: str
    kind: Refusal
    why: str
    advice: str
    hops: tuple[Hop, ...]
    began: datetime
    ended: datetime
    retry_after: float | None = None
