"""The only door to the network.

Every request goes through a connection that this module opens itself: the host's name is resolved once, all its
addresses are judged by `guard`, and the connection goes to the very address judged, so that a name that resolves
otherwise a moment later (DNS rebinding) changes nothing. Redirects are followed here, each one judged anew. The bytes
on the wire are kept as they are. No cookies, no proxies of the environment, no scripts, no scheme but http and https.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore2

from rashomon.read.coding import Coded, decoded
from rashomon.read.guard import Permission, bare, denied, numbered, permission
from rashomon.read.limits import Limits, Stop
from rashomon.read.manners import ROBOTS_BYTES, ROBOTS_SECONDS, UNREACHED_SECONDS, Host, Rules, pause_of, rules
from rashomon.records import REDIRECTS, Fetched, Hop, Refusal, Refused, Validators

AGENT = f"rashomon/{version('rashomon')}"
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json;q=0.9,*/*;q=0.8"
)
_CUT = "the answer is cut short or no valid HTTP"


def _resolved(host: str, port: int) -> tuple[str, ...]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(row[4][0]) for row in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a fetch needs of the world: names to addresses, and clocks. Tests give their own."""

    resolve: Callable[[str, int], tuple[str, ...]] = _resolved
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(slots=True)
class _Wire(httpcore2.NetworkStream):
    """A connection that keeps what passes, and ends at its caps."""

    inner: httpcore2.NetworkStream
    tape: _Tape

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        got = self.inner.read(max_bytes, self.tape.left(timeout))
        self.tape.answer(got)
        return got

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.tape.request += buffer
        self.inner.write(buffer, self.tape.left(timeout))

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> _Wire:
        return _Wire(self.inner.start_tls(ssl_context, server_hostname, self.tape.left(timeout)), self.tape)

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


@dataclass(slots=True)
class _Tape(httpcore2.NetworkBackend):
    """One exchange as it happens: opens its connection to the address judged, and keeps its bytes."""

    world: World
    limits: Limits
    allowed: Permission
    deadline: float
    ip: str = ""
    request: bytearray = field(default_factory=bytearray)
    response: bytearray = field(default_factory=bytearray)

    def left(self, timeout: float | None) -> float:
        """Seconds until the deadline, or the shorter time given."""
        left = self.deadline - self.world.monotonic()
        if left <= 0:
            raise Stop(
                Refusal.TIME,
                f"it took longer than {self.limits.seconds:g} seconds",
                "try again later, or save the page",
            )
        return min(left, self.limits.silence if timeout is None else timeout)

    def answer(self, got: bytes) -> None:
        """Keep bytes that came."""
        self.response += got
        if len(self.response) > self.limits.wire:
            del self.response[self.limits.wire :]
            raise Stop(
                Refusal.SIZE, f"the answer is larger than {self.limits.wire:,} bytes", "save it and read the file"
            )

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of the host that answers, once all of them are judged."""
        trouble: Exception | None = None
        for ip in self._judged(host, port):
            self.ip = ip
            try:
                inner = httpcore2.SyncBackend().connect_tcp(ip, port, self.left(timeout), None, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                trouble = error
                continue
            return _Wire(inner, self)
        raise trouble or httpcore2.ConnectError("no address")

    def _judged(self, host: str, port: int) -> tuple[str, ...]:
        words = self._addresses(host, port)
        for ip in words:
            address = numbered(ip)
            what = "no address" if address is None else denied(address)
            if what is not None and (address is None or not self.allowed.covers(host, address)):
                raise Stop(
                    Refusal.GUARD,
                    f"{host} leads to {what} ({ip})",
                    f'if that is meant, allow it by name: --allow "{host}"',
                )
        return words

    def _addresses(self, host: str, port: int) -> tuple[str, ...]:
        """Resolve the name in a thread of its own: the system's resolver keeps no deadline."""
        found: list[tuple[str, ...]] = []
        failed: list[str] = []

        def ask() -> None:
            try:
                found.append(self.world.resolve(host.strip("[]"), port))
            except (OSError, UnicodeError) as error:
                failed.append(str(getattr(error, "strerror", None) or error))

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(self.left(None))
        if not found or not found[0]:
            why = failed[0] if failed else "no answer in time" if asking.is_alive() else "it has no address"
            raise Stop(
                Refusal.NAME, f"the name {host} cannot be resolved ({why})", "check the address and the connection"
            )
        return found[0]


class Fetcher:
    """Fetches, with manners. Safe to use from several threads: a host is asked by one of them at a time.

    ``allow`` names hosts, addresses and networks that the guard would refuse; ``agent`` is how we introduce ourselves;
    ``robots`` False leaves robots.txt aside, for hosts of one's own.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        allow: Iterable[str] = (),
        agent: str = AGENT,
        robots: bool = True,
        world: World | None = None,
    ) -> None:
        """Raises UsageError where ``allow`` holds what is no host, address or network."""
        self.limits, self.world = limits or Limits(), world or World()
        self._allowed, self._agent, self._robots = permission(allow), agent, robots
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()
        self._tls: ssl.SSLContext | None = None

    def get(self, address: str, validators: Validators | None = None) -> Fetched | Refused:
        """Fetch an address, following redirects; with ``validators`` only if it changed. Never raises for what the
        network or the server does.
        """
        headers = {"Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
        if validators is not None and validators.etag:
            headers["If-None-Match"] = _line(validators.etag)
        if validators is not None and validators.modified:
            headers["If-Modified-Since"] = _line(validators.modified)
        return self._told(address, lambda asked, done: self._followed(asked, headers, done))

    def post(self, address: str, body: bytes, headers: dict[str, str]) -> Fetched | Refused:
        """Send ``body`` to an address that a person named (a webhook). No redirect is followed, no robots.txt asked."""
        sent = {name: _line(value) for name, value in headers.items()}
        return self._told(address, lambda asked, done: self._exchanged("POST", asked, sent, done, body))

    def _told(self, address: str, go: Callable[[str, list[Hop]], Fetched]) -> Fetched | Refused:
        began, done = self.world.now(), list[Hop]()
        asked, wrong = bare(address)
        try:
            if wrong is not None:
                raise Stop(Refusal.ADDRESS, wrong, "give a full address: https://outlet.example/report")
            return go(asked, done)
        except Stop as stop:
            return Refused(
                asked=asked,
                kind=stop.kind,
                why=stop.why,
                advice=stop.advice,
                hops=tuple(done),
                began=began,
                ended=self.world.now(),
                retry_after=stop.retry_after,
            )

    def _followed(self, asked: str, headers: dict[str, str], done: list[Hop]) -> Fetched:
        address, visited = asked, {asked}
        deadline = self.world.monotonic() + self.limits.seconds
        while True:
            host = self._host(address)
            with host.lock:
                self._open(host)
                deadline += self._robots_asked(host, address) if self._robots else 0.0
                deadline += self._waited(host)  # waiting out of politeness is not the server's slowness
                answer = self._exchanged("GET", address, headers, done, b"", deadline)
            if answer.status not in REDIRECTS:
                return Fetched(asked=asked, hops=tuple(done), body=answer.body, retry_after=answer.retry_after)
            address = self._next(answer, visited, len(done))
            visited.add(address)

    def _next(self, answer: Fetched, visited: set[str], hops: int) -> str:
        """Where a redirect leads; raises `Stop` where it may not be followed."""
        place = answer.last.header("location")
        if not place:
            raise Stop(
                Refusal.REDIRECTS, f"it answered {answer.status} without saying where to go", "check the address"
            )
        try:
            joined = urljoin(answer.address, place.strip())
        except ValueError:
            joined = ""
        address, wrong = bare(joined)
        if wrong is not None:
            raise Stop(Refusal.REDIRECTS, f"it redirects elsewhere and {wrong}", "check the address")
        if address in visited:
            raise Stop(
                Refusal.REDIRECTS, "its redirects lead in a circle", "save the page in a browser and read the file"
            )
        if hops > self.limits.redirects:
            raise Stop(Refusal.REDIRECTS, f"it redirects more than {self.limits.redirects} times", "check the address")
        return address

    def _host(self, address: str) -> Host:
        parts = urlsplit(address)
        with self._lock:
            return self._hosts.setdefault(f"{parts.scheme}://{parts.netloc}", Host())

    def _open(self, host: Host) -> None:
        """Raises `Stop` where the host asked for a longer pause than we sit out."""
        left = host.closed_until - self.world.monotonic()
        if left > self.limits.patience:
            raise Stop(Refusal.WAIT, f"the host asked for a pause of {left:.0f} seconds more", "try again later", left)

    def _waited(self, host: Host) -> float:
        """Wait until the host may be asked again; gives the seconds waited."""
        wait = max(host.free_at, host.closed_until) - self.world.monotonic()
        if wait > 0:
            self.world.sleep(wait)
        delay = host.rules.delay(self._agent) if host.rules is not None else 0.0
        host.free_at = self.world.monotonic() + max(self.limits.pause, delay)
        return max(0.0, wait)

    def _robots_asked(self, host: Host, address: str) -> float:
        """Raises `Stop` where robots.txt forbids the address; gives the seconds spent on fetching the file."""
        began = self.world.monotonic()
        if host.rules is None or began >= host.rules_until:
            host.rules = self._rules(urljoin(address, "/robots.txt"))
            lasting = ROBOTS_SECONDS if host.rules.forbidden is None else UNREACHED_SECONDS
            host.rules_until = self.world.monotonic() + lasting
        refusal = host.rules.refusal(address, self._agent)
        if refusal is not None:
            raise Stop(Refusal.ROBOTS, refusal, "save the page in a browser and read the file")
        return self.world.monotonic() - began

    def _rules(self, address: str) -> Rules:
        """A host's robots.txt; no more than five redirects (RFC 9309, 2.3.1.2), each through the guard."""
        visited, done = {address}, list[Hop]()
        deadline = self.world.monotonic() + min(self.limits.seconds, 30.0)
        try:
            for _ in range(6):
                answer = self._exchanged("GET", address, {"Accept-Encoding": "gzip, deflate"}, done, b"", deadline)
                if answer.status not in REDIRECTS:
                    return rules(answer.status, answer.body[:ROBOTS_BYTES])
                address = self._next(answer, visited, len(done))
                visited.add(address)
        except Stop as stop:
            if stop.kind in (Refusal.GUARD, Refusal.NAME, Refusal.CONNECTION):
                raise
            return Rules(forbidden=f"its robots.txt cannot be had ({stop.why})")
        return Rules()

    def _exchanged(
        self,
        method: str,
        address: str,
        headers: dict[str, str],
        done: list[Hop],
        content: bytes,
        deadline: float | None = None,
    ) -> Fetched:
        """One request and its answer, which is added to ``done`` however it ends."""
        world, limits = self.world, self.limits
        until = deadline if deadline is not None else world.monotonic() + limits.seconds
        tape, began = _Tape(world, limits, self._allowed, until), world.now()
        head: tuple[int, str, tuple[tuple[str, str], ...]] = (0, "", ())
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), limits.silence)
        try:
            base = {"Host": urlsplit(address).netloc, "User-Agent": self._agent, "Connection": "close"}
            sent = [*base.items(), *headers.items()]
            with (
                httpcore2.ConnectionPool(ssl_context=self._context(address), network_backend=tape) as pool,
                pool.stream(
                    method, address, headers=sent, content=content or None, extensions={"timeout": timeout}
                ) as it,
            ):
                pairs = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in it.headers)
                head = (it.status, it.extensions.get("reason_phrase", b"").decode("latin-1"), pairs)
                body = b"".join(it.iter_stream())
        except httpcore2.TimeoutException:
            raise Stop(Refusal.TIME, f"no answer within {limits.silence:g} seconds", "try again later") from None
        except (httpcore2.NetworkError, OSError) as error:
            why = " ".join(str(error).split())[:200] or "reset"
            raise Stop(
                Refusal.CONNECTION, f"the connection failed ({why})", "check the address, or try again later"
            ) from None
        except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
            why = " ".join(str(error).split())[:200]
            raise Stop(Refusal.PROTOCOL, f"{_CUT} ({why})", "try again later, or save the page in a browser") from None
        finally:
            if tape.ip:
                done.append(_hop(address, tape, began, world.now(), head))
        return self._answer(address, done[-1], body)

    def _answer(self, address: str, last: Hop, body: bytes) -> Fetched:
        """The answer with its codings taken off, and what it means for the next request to its host."""
        pause = pause_of(last.header("retry-after"), last.ended)
        if pause is not None and last.status in (429, 503):
            host = self._host(address)
            host.closed_until = max(host.closed_until, self.world.monotonic() + pause)
        coding = ", ".join(v for k, v in last.headers if k.lower() == "content-encoding")
        try:
            body = decoded(body, coding, most=self.limits.body, ratio=self.limits.ratio)
        except Coded as trouble:
            kind = Refusal.SIZE if trouble.too_much else Refusal.PROTOCOL
            raise Stop(
                kind, f"the answer is not read: {trouble}", "save the page in a browser and read the file"
            ) from None
        return Fetched(asked=address, hops=(last,), body=body, retry_after=pause)

    def _context(self, address: str) -> ssl.SSLContext | None:
        if not address.startswith("https:"):
            return None
        with self._lock:
            self._tls = self._tls or httpcore2.default_ssl_context()
            return self._tls


def _hop(
    address: str, tape: _Tape, began: datetime, ended: datetime, head: tuple[int, str, tuple[tuple[str, str], ...]]
) -> Hop:
    return Hop(
        address=address,
        ip=tape.ip,
        began=began,
        ended=ended,
        request=bytes(tape.request),
        response=bytes(tape.response),
        status=head[0],
        reason=head[1],
        headers=head[2],
    )


def _line(value: str) -> str:
    """A header's value that cannot become a second header."""
    return "".join(c for c in value if c.isprintable() and ord(c) < 256)[:1000]
