"""The door to the network against a real local server that misbehaves in every way servers do."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from rashomon.read.fetch import Fetcher, World
from rashomon.read.limits import Limits
from rashomon.records import Fetched, Refusal, Refused
from tests.read.site import Site, Visit, packed, serving

PAGE = "<!doctype html><title>Ferry</title><p>Twelve people were missing off Ostrel.</p>"
QUICK = Limits(pause=0.0, seconds=3.0, silence=1.0, wire=300_000, body=400_000)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/page": PAGE, "/robots.txt": lambda v: v.send("", 404)}) as running:
        yield running


def fetcher(limits: Limits = QUICK, world: World | None = None, **options: object) -> Fetcher:
    return Fetcher(limits, allow=["127.0.0.1"], world=world, **options)  # type: ignore[arg-type]


def fetched(site: Site, path: str, limits: Limits = QUICK) -> Fetched:
    got = fetcher(limits).get(site.address + path)
    assert isinstance(got, Fetched), got
    return got


def refused(site: Site, path: str, limits: Limits = QUICK) -> Refused:
    got = fetcher(limits).get(site.address + path)
    assert isinstance(got, Refused), got
    assert got.why
    assert got.advice
    assert "\n" not in got.why + got.advice
    return got


def test_a_page_comes_with_the_bytes_of_its_exchange(site: Site) -> None:
    got = fetched(site, "/page")
    assert (got.status, got.body, got.address, got.redirects) == (200, PAGE.encode(), f"{site.address}/page", ())
    assert got.media_type == "text/html"
    last = got.last
    assert last.response.startswith(b"HTTP/1.1 200 OK\r\n")
    assert last.response.endswith(PAGE.encode())
    assert last.request.startswith(b"GET /page HTTP/1.1\r\n")
    assert last.ip == "127.0.0.1"
    assert last.began.tzinfo is UTC
    assert last.began <= last.ended
    assert got.trouble is None


def test_the_wire_keeps_chunks_and_packing_while_the_body_is_without_them(site: Site) -> None:
    squeezed = packed(PAGE)
    chunked = b"".join(b"%x\r\n%s\r\n" % (1, squeezed[i : i + 1]) for i in range(len(squeezed))) + b"0\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    site.pages["/chunks"] = lambda v: v.raw(head + chunked)
    got = fetched(site, "/chunks")
    assert got.body == PAGE.encode()
    assert got.last.response == head + chunked


def test_redirects_are_followed_and_every_exchange_is_kept(site: Site) -> None:
    site.pages["/old"] = lambda v: v.send("", 301, Location="/newer")
    site.pages["/newer"] = lambda v: v.send("", 307, Location=f"{site.address}/page#part")
    got = fetched(site, "/old")
    assert got.asked == f"{site.address}/old"
    assert got.address == f"{site.address}/page"
    assert [e.status for e in got.hops] == [301, 307, 200]
    assert got.redirects == (f"{site.address}/old", f"{site.address}/newer")


def counting(visit: Visit) -> None:
    visit.send("", 302, Location=f"/count?{visit.path.partition('?')[2]}1")


@dataclass
class Circle:
    to: str

    def __call__(self, visit: Visit) -> None:
        visit.send("", 302, Location=self.to)


@pytest.mark.parametrize(
    ("pages", "start", "words"),
    [
        ({"/a": Circle("/b"), "/b": Circle("/a")}, "/a", "circle"),
        ({"/a": Circle("/a")}, "/a", "circle"),
        ({f"/{n}": Circle(f"/{n + 1}") for n in range(20)}, "/0", "more than 10 times"),
        ({"/a": lambda v: v.send("", 302)}, "/a", "without saying where"),
        ({"/a": Circle("file:///etc/passwd")}, "/a", '"file:"'),
        ({"/a": Circle("gopher://x/")}, "/a", '"gopher:"'),
        ({"/a": Circle("http://user:secret@outlet.example/")}, "/a", "password"),
        ({"/a": Circle("http://[bad/")}, "/a", "no web address"),
        ({"/a": Circle("javascript:alert(1)")}, "/a", '"javascript:"'),
    ],
)
def test_redirects_that_lead_nowhere_end_in_words(
    site: Site, pages: dict[str, Callable[[Visit], None]], start: str, words: str
) -> None:
    site.pages.update(pages)
    got = refused(site, start)
    assert got.kind is Refusal.REDIRECTS
    assert words in got.why
    assert "secret" not in repr(got.why)
    assert got.hops[0].status == 302


def test_a_redirect_to_a_place_inside_is_refused_and_never_asked(site: Site) -> None:
    with serving({"/secret": "inside"}, host="127.0.0.2") as inside:
        site.pages["/out"] = Circle(f"{inside.address}/secret")
        got = refused(site, "/out")
        assert got.kind is Refusal.GUARD
        assert "this machine itself" in got.why
        assert inside.asked == []
        assert [e.status for e in got.hops] == [302]


def drip(visit: Visit) -> None:
    visit.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(100):
        visit.raw(b"x")
        time.sleep(0.05)


def test_a_slow_drip_ends_at_the_deadline_and_what_came_is_kept(site: Site) -> None:
    site.pages["/drip"] = drip
    before = time.monotonic()
    got = refused(site, "/drip", replace(QUICK, seconds=0.5, silence=0.4))
    assert time.monotonic() - before < 3
    assert got.kind is Refusal.TIME
    assert got.hops[-1].response.endswith(b"xx")


def test_a_server_that_says_nothing_is_given_up(site: Site) -> None:
    site.pages["/silent"] = lambda v: time.sleep(2)
    got = refused(site, "/silent", replace(QUICK, silence=0.2))
    assert got.kind is Refusal.TIME
    assert "0.2 seconds" in got.why


OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("wire", "kind"),
    [
        (OK + b"Content-Length: 500\r\nConnection: close\r\n\r\nshort", Refusal.PROTOCOL),
        (OK + b"Content-Length: none\r\n\r\nx", Refusal.PROTOCOL),
        (OK + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", Refusal.PROTOCOL),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", Refusal.PROTOCOL),
        (b"SSH-2.0-OpenSSH\r\n\r\n", Refusal.PROTOCOL),
        (b"", Refusal.PROTOCOL),
        (OK + b"X: " + b"y" * 200_000 + b"\r\n\r\n", Refusal.PROTOCOL),
        (OK + b"Content-Length: 900000\r\n\r\n" + b"z" * 900_000, Refusal.SIZE),
        (OK + b"Connection: close\r\n\r\n" + b"z" * 900_000, Refusal.SIZE),
        (OK + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\nnot gzip", Refusal.PROTOCOL),
        (OK + b"Content-Encoding: br\r\nConnection: close\r\n\r\nnot br", Refusal.PROTOCOL),
        (OK + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + packed(PAGE)[:-9], Refusal.PROTOCOL),
        (OK + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + packed(bytes(50_000_000)), Refusal.SIZE),
        (
            OK + b"Content-Encoding: deflate\r\nConnection: close\r\n\r\n" + zlib.compress(bytes(9_000_000)),
            Refusal.SIZE,
        ),
        (OK + b"Content-Encoding: gzip, gzip\r\nConnection: close\r\n\r\n" + packed(bytes(9_000_000), 2), Refusal.SIZE),
        (OK + b"Content-Encoding: gzip,gzip,gzip\r\nConnection: close\r\n\r\n" + packed("x", 3), Refusal.SIZE),
    ],
)
def test_broken_and_oversized_answers_are_refused(site: Site, wire: bytes, kind: Refusal) -> None:
    def answer(visit: Visit) -> None:
        visit.raw(wire)
        visit.handler.close_connection = True

    site.pages["/x"] = answer
    got = refused(site, "/x")
    assert got.kind is kind, got.why
    assert len(got.hops[-1].response) <= QUICK.wire
    assert wire.startswith(got.hops[-1].response)


@pytest.mark.parametrize(
    "wire",
    [
        OK + b"Content-Length: 5\r\n\r\nabcdeFGHIJ",  # more than announced: what follows is not part of it
        OK + b"Connection: close\r\n\r\nabcde",
        OK + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + gzip.compress(b"abc") + gzip.compress(b"de"),
        OK + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + gzip.compress(b"abcde") + b"\0\0junk",
        OK + b"Content-Encoding: deflate\r\nConnection: close\r\n\r\n" + zlib.compress(b"abcde"),
        OK + b"Content-Encoding: deflate\r\nConnection: close\r\n\r\n" + zlib.compress(b"abcde")[2:-4],
        OK + b"Content-Encoding: identity\r\nConnection: close\r\n\r\nabcde",
        b"HTTP/1.0 200 OK\r\n\r\nabcde",
    ],
)
def test_answers_that_are_odd_but_plain_are_read(site: Site, wire: bytes) -> None:
    def answer(visit: Visit) -> None:
        visit.raw(wire)
        visit.handler.close_connection = True

    site.pages["/x"] = answer
    assert fetched(site, "/x").body == b"abcde"


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    modified = "Mon, 03 Mar 2031 08:00:00 GMT"

    def page(visit: Visit) -> None:
        same = visit.headers.get("if-none-match") == 'W/"1"' and visit.headers.get("if-modified-since") == modified
        visit.send("" if same else PAGE, 304 if same else 200, ETag='W/"1"', Last_Modified=modified)

    site.pages["/feed"] = page
    first = fetched(site, "/feed")
    assert not first.unchanged
    again = fetcher().get(f"{site.address}/feed", first.validators)
    assert isinstance(again, Fetched)
    assert again.unchanged
    assert again.body == b""
    assert again.trouble is None
    assert again.last.response.startswith(b"HTTP/1.1 304")


def test_a_changed_page_comes_whole(site: Site) -> None:
    site.pages["/feed"] = lambda v: v.send(f"version {v.number}", ETag=f'"{v.number}"')
    door = fetcher()
    first = door.get(f"{site.address}/feed")
    assert isinstance(first, Fetched)
    second = door.get(f"{site.address}/feed", first.validators)
    assert isinstance(second, Fetched)
    assert (first.body, second.body, second.validators.etag) == (b"version 0", b"version 1", '"1"')


def test_validators_cannot_smuggle_headers(site: Site) -> None:
    first = fetched(site, "/page")
    evil = replace(first.validators, etag='"1"\r\nX-Evil: 1')
    fetcher().get(f"{site.address}/page", evil)
    assert "x-evil" not in site.visits[-1].headers


@dataclass
class Clock:
    """A clock that only sleeping moves."""

    at: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def world(self, **others: object) -> World:
        return World(monotonic=lambda: self.at, sleep=self.sleep, **others)  # type: ignore[arg-type]

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


def test_a_host_is_not_hurried(site: Site) -> None:
    clock = Clock()
    door = fetcher(replace(QUICK, pause=2.0), clock.world())
    for _ in range(3):
        assert isinstance(door.get(f"{site.address}/page"), Fetched)
    assert clock.slept == [2.0, 2.0]


def test_a_crawl_delay_is_kept_and_robots_are_asked_once(site: Site) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 7\nDisallow: /private\n"
    clock = Clock()
    door = fetcher(QUICK, clock.world())
    for _ in range(3):
        assert isinstance(door.get(f"{site.address}/page"), Fetched)
    got = door.get(f"{site.address}/private/page")
    assert isinstance(got, Refused)
    assert got.kind is Refusal.ROBOTS
    assert clock.slept == [7.0, 7.0]
    assert site.asked == ["/robots.txt", "/page", "/page", "/page"]


@pytest.mark.parametrize(
    ("status", "body", "allowed"),
    [
        (200, "User-agent: rashomon\nDisallow: /", False),
        (200, "User-agent: other\nDisallow: /", True),
        (200, "User-agent: *\nDisallow: /*.html$\nAllow: /page", True),
        (200, "\x00\xff not a robots file", True),
        (404, "", True),
        (403, "", True),
        (429, "", False),
        (500, "", False),
        (503, "", False),
    ],
)
def test_robots(site: Site, status: int, body: str, allowed: bool) -> None:
    site.pages["/robots.txt"] = lambda v: v.send(body, status)
    got = fetcher().get(f"{site.address}/page")
    assert isinstance(got, Fetched) is allowed
    assert ("/page" in site.asked) is allowed


def test_robots_are_left_aside_when_told_so(site: Site) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /"
    assert isinstance(fetcher(robots=False).get(f"{site.address}/page"), Fetched)
    assert site.asked == ["/page"]


def test_robots_that_redirect_inside_are_refused(site: Site) -> None:
    site.pages["/robots.txt"] = Circle("http://169.254.169.254/robots.txt")
    got = refused(site, "/page")
    assert got.kind is Refusal.GUARD
    assert "metadata" in got.why


@pytest.mark.parametrize("value", ["120", "date"])
def test_a_host_that_asks_for_a_pause_gets_it(site: Site, value: str) -> None:
    sent = format_datetime(datetime.now(UTC) + timedelta(seconds=121), usegmt=True) if value == "date" else value
    site.pages["/busy"] = lambda v: v.send("wait", 429, Retry_After=sent)
    clock = Clock()
    door = fetcher(QUICK, clock.world())
    got = door.get(f"{site.address}/busy")
    assert isinstance(got, Fetched)
    assert got.retry_after is not None
    assert 100 < got.retry_after <= 121
    assert got.trouble is not None
    assert "429" in got.trouble[0]
    again = door.get(f"{site.address}/page")  # the whole host is left alone
    assert isinstance(again, Refused)
    assert again.kind is Refusal.WAIT
    assert again.retry_after is not None
    assert "/page" not in site.asked
    clock.at += 122
    assert isinstance(door.get(f"{site.address}/page"), Fetched)


def test_a_short_pause_is_sat_out(site: Site) -> None:
    site.pages["/busy"] = lambda v: v.send("wait" if not v.number else "done", 200 if v.number else 503, Retry_After=5)
    clock = Clock()
    door = fetcher(QUICK, clock.world())
    door.get(f"{site.address}/busy")
    again = door.get(f"{site.address}/busy")
    assert isinstance(again, Fetched)
    assert again.body == b"done"
    assert clock.slept == [5.0]


@pytest.mark.parametrize("value", ["", "soon", "-5", "9" * 400, "Thu, 99 Foo 2031"])
def test_a_pause_that_says_nothing_closes_nothing_forever(site: Site, value: str) -> None:
    site.pages["/busy"] = lambda v: v.send("wait", 503, Retry_After=value)
    got = fetched(site, "/busy")
    assert got.retry_after is None or 0 <= got.retry_after <= 86_400


def test_nothing_listens_there() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        got = fetcher().get(f"http://127.0.0.1:{port}/page")
    assert isinstance(got, Refused)
    assert got.kind is Refusal.CONNECTION


def test_a_server_without_a_certificate_is_not_believed(site: Site) -> None:
    got = fetcher(robots=False).get(f"https://127.0.0.1:{site.port}/page")
    assert isinstance(got, Refused)
    assert got.kind is Refusal.CONNECTION
    assert site.asked == []


def test_the_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.address)
        assert fetched(site, "/page").body == PAGE.encode()
        assert proxy.asked == []


def test_a_body_is_posted_once_and_redirects_are_not_followed(site: Site) -> None:
    site.pages["/hook"] = lambda v: v.send("taken", 200)
    site.pages["/moved"] = Circle("/hook")
    door = fetcher()
    got = door.post(f"{site.address}/hook", b'{"a": 1}', {"Content-Type": "application/json"})
    assert isinstance(got, Fetched)
    assert (got.status, got.body) == (200, b"taken")
    assert (site.visits[0].body, site.visits[0].headers["content-type"]) == (b'{"a": 1}', "application/json")
    moved = door.post(f"{site.address}/moved", b"x", {})
    assert isinstance(moved, Fetched)
    assert moved.status == 302
    assert site.asked == ["/hook", "/moved"]


@pytest.mark.parametrize(
    "body",
    [
        "Grüße über Ostrel".encode(),
        "Grüße".encode("latin-1"),
        "Привет".encode("cp1251"),
        "フェリー".encode("shift_jis"),
    ],
)
def test_bodies_are_kept_in_whatever_encoding_they_are(site: Site, body: bytes) -> None:
    site.pages["/x"] = lambda v: v.send(body, Content_Type="text/html; charset=utf-16")
    assert fetched(site, "/x").body == body
