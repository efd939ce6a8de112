"""Who may ask for what: one gate in front of every page and every address of the API.

On loopback nobody needs a token; that the Host is loopback's own name keeps other sites' pages from reaching it by a
name of theirs (DNS rebinding), and the Origin of whatever changes something must be the room itself. On any other
address everything but the door page and its style needs a token or the session made with one.
"""

from __future__ import annotations

import hmac
import json
import logging
import secrets
import threading
import time
import traceback
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rashomon.show.web.problems import problem
from rashomon.show.web.tokens import Holder, TokenBook

_LOG = logging.getLogger("rashomon.room")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with no-referrer browsers send Origin: null with our own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "x-frame-options": "DENY",
}
SESSION, FORM = "rashomon_session", "rashomon_form"
MOST = 64 * 2**20  # bytes of one request's body
LONGEST = 8192  # characters of a path with its query
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("/static/", "/enter")
SESSION_SECONDS = 12 * 3600
EVERYTHING = frozenset({"read", "add", "judge", "admin"})


class Pace:
    """Lets ``most`` things a minute happen for each name, with a burst of as many; counted in this process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, name: str) -> bool:
        """Whether one more may happen now."""
        now = time.monotonic()
        with self._lock:
            left, then = self._left.pop(name, (float(self._most), now))
            left = min(float(self._most), left + (now - then) * self._most / 60)
            self._left[name] = (left - 1 if left >= 1 else left, now)
            if len(self._left) > 4096:
                self._left.popitem(last=False)
        return left >= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Requests a minute of one visitor: reading, changing, and wrong tokens of one address; and ``reach``, the
    hosts and networks inside that reports may be fetched from (none: only public addresses).
    """

    reads: int = 6000
    changes: int = 240
    wrong: int = 20
    reach: tuple[str, ...] = ()


@dataclass(slots=True)
class Gate:
    """What the gate knows: the names it answers to, who holds tokens (None: loopback), limits, and its log."""

    hosts: frozenset[str]
    book: TokenBook | None
    log: Path
    limits: Limits = Limits()
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    sessions: dict[str, tuple[Holder, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reads, self.changes = Pace(self.limits.reads), Pace(self.limits.changes)
        self.wrong = Pace(self.limits.wrong)

    reads: Pace = field(init=False)
    changes: Pace = field(init=False)
    wrong: Pace = field(init=False)

    def who(self, headers: Headers, cookies: Mapping[str, str]) -> Holder | None:
        """The visitor, by token or session; everybody on loopback; None where unknown."""
        if self.book is None:
            return Holder(name="local", scopes=EVERYTHING)
        given = headers.get("authorization", "")
        if given.lower().startswith("bearer "):
            return self.book.holder(given[7:].strip())
        found = self.sessions.get(cookies.get(SESSION, ""))
        if found is None or found[1] < time.time():
            return None
        # a token taken back ends its sessions
        return next((h for h in self.book.holders() if h.name == found[0].name), None)

    def enter(self, holder: Holder) -> str:
        """A new session for somebody who showed a token."""
        now = time.time()
        self.sessions = {k: v for k, v in self.sessions.items() if v[1] > now}
        key = secrets.token_urlsafe(32)
        self.sessions[key] = (holder, now + SESSION_SECONDS)
        return key

    def form_key(self, cookie: str) -> str:
        """What a form must carry to be taken from a visitor with this cookie."""
        return hmac.new(self.secret, cookie.encode("utf-8", "surrogatepass"), "sha256").hexdigest()

    def note(self, who: str, address: str, method: str, path: str, status: int) -> None:
        """One line in the audit log: never a token, a text or a query."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        entry = {"at": at, "who": who, "from": address, "method": method, "path": path[:200], "status": status}
        with self.log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=True) + "\n")


def needed(method: str, path: str) -> str:
    """The scope a request needs."""
    if method in SAFE:
        return "read"
    if path.startswith(("/judge", "/api/v1/judgements")):
        return "judge"
    if path.startswith(("/watches", "/api/v1/plans")):
        return "admin"
    return "add"


class Guard:
    """The gate as ASGI middleware: refuses, or lets through and adds the headers that every answer has."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self.app, self.gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        request = Request(scope)
        address = request.client.host if request.client else "?"
        holder, refusal = self._judged(request, address)
        status = 0
        # The key that forms are checked against: new visitors get it with the first page, whose forms know it already.
        page = request.method == "GET" and not request.url.path.startswith(("/api/", "/static/"))
        form = secrets.token_urlsafe(18) if page and not request.cookies.get(FORM) else None

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-cache")
                if form is not None and status == 200:
                    secure = "; Secure" if request.url.scheme == "https" else ""
                    headers.append("set-cookie", f"{FORM}={form}; Path=/; HttpOnly; SameSite=Strict{secure}")
            await send(message)

        if refusal is None:
            scope.setdefault("state", {}).update(holder=holder, form=form or "")
            try:
                await self.app(scope, _bounded(receive), sending)
            except Exception as fault:  # a fault of ours must not show its insides, nor end the room
                where = traceback.extract_tb(fault.__traceback__)[-1]
                _LOG.error("%s in %s, line %s", type(fault).__name__, where.name, where.lineno)
                if status:
                    raise
                told = problem(500, "A fault of the program", f"{type(fault).__name__}: please report it")
                await _in_words(told, request.url.path)(scope, receive, sending)
        else:
            await _in_words(refusal, request.url.path)(scope, receive, sending)
        if request.method not in SAFE or status in {401, 403, 421, 429}:
            name = holder.name if holder else "-"
            self.gate.note(name, address, request.method, request.url.path, status)

    def _judged(self, request: Request, address: str) -> tuple[Holder | None, Response | None]:
        """Who asks, and the answer that refuses them, if one does."""
        gate, path, method = self.gate, request.url.path, request.method
        refusal = self._form(request)
        if refusal is not None:
            return None, refusal
        holder = gate.who(request.headers, request.cookies)
        if holder is None and not path.startswith(OPEN):
            if "authorization" in request.headers and not gate.wrong.take(address):
                return None, problem(429, "Too many wrong tokens", "wait a minute", retry=60)
            return None, _unknown(path, method)
        if holder is not None and not path.startswith(OPEN) and not holder.may(needed(method, path)):
            why = f"the token {holder.name!r} has not the scope {needed(method, path)!r}"
            return holder, problem(403, "Not allowed", why)
        pace = gate.reads if method in SAFE else gate.changes
        if not pace.take(f"{holder.name if holder else '-'}@{address}"):
            return holder, problem(429, "Too many requests", "wait a little and go on", retry=10)
        return holder, None

    def _form(self, request: Request) -> Response | None:
        """What is wrong with a request in itself, whoever sends it."""
        host = request.headers.get("host", "")
        if _name(host) not in self.gate.hosts:
            return problem(421, "Wrong host", "this room answers to its own name only: see rashomon serve --name")
        raw = request.scope.get("raw_path") or b""
        if len(raw) + len(request.scope.get("query_string") or b"") > LONGEST:
            return problem(414, "Address too long", f"at most {LONGEST} characters")
        if any(ord(c) < 32 or ord(c) == 127 for c in request.scope["path"]):
            return problem(400, "Bad address", "an address has no control characters")
        length = request.headers.get("content-length", "0")
        if length.isdecimal() and int(length) > MOST:
            return problem(413, "Too large", f"at most {MOST // 2**20} MB at once: use rashomon read for more")
        if request.method not in SAFE:
            origin = request.headers.get("origin")
            if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
                return problem(403, "Another site's request", "what changes something must come from this room's pages")
            if request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
                return problem(403, "Another site's request", "what changes something must come from this room's pages")
        return None


def _unknown(path: str, method: str) -> Response:
    if path.startswith("/api/") or method not in SAFE:
        refused = problem(401, "Who are you?", "send Authorization: Bearer TOKEN; rashomon token add makes one")
        refused.headers["www-authenticate"] = "Bearer"
        return refused
    return RedirectResponse("/enter", 303)


def _in_words(refusal: Response, path: str) -> Response:
    """A refusal as a person reads it, where a page was asked for."""
    if path.startswith("/api/") or refusal.media_type != "application/problem+json":
        return refusal
    told = json.loads(bytes(refusal.body))
    return PlainTextResponse(f"{told['title']}: {told['detail']}.\n", refusal.status_code)


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    return (urlsplit(f"//{host}").hostname or "").lower() if host.isprintable() and "/" not in host else ""


def _bounded(receive: Receive) -> Receive:
    """The body, cut off with an error where more arrives than was announced or is allowed."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= MOST else {"type": "http.disconnect"}

    return bounded
