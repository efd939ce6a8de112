"""The doors: what is mutated, and what must hold of whatever comes of it.

A door takes bytes and must end, in time, in reports or in words of trouble: never in an exception, never in a report
that its own bytes do not give again, never in an anchor outside them.
"""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import strategies as st

from rashomon.errors import UsageError
from rashomon.read import Sources, extract, read
from rashomon.read.address import canonical
from rashomon.read.coding import Coded, decoded
from rashomon.read.dates import parse_date
from rashomon.read.guard import bare, permission
from rashomon.read.manners import LONGEST_PAUSE, pause_of, rules
from rashomon.records import NotRead, Taken
from tests.read.makers import BODY, docx, eml, page, pdf, rss, wacz, warc

SEEN = datetime(2032, 1, 1, tzinfo=UTC)
SECONDS = 20.0  # for one input, on a busy machine
Check = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Door:
    """A name, whole inputs to begin from, words of its language, and the check."""

    name: str
    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...]
    check: Check


def file(suffix: str) -> Check:
    """The door for files with this ending."""

    def check(payload: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / f"input{suffix}"
            place.write_bytes(payload)
            before = _worked()
            for item in read(Sources(paths=(place,)), seen=SEEN):
                assert isinstance(item, Taken | NotRead)
                if isinstance(item, NotRead):
                    assert item.why.strip()
                    assert item.advice.strip()
                    assert "\n" not in item.why + item.advice + item.locator
                else:
                    _holds(item)
            assert _worked() - before < SECONDS
            assert [p.name for p in Path(folder).iterdir()] == [place.name]

    return check


def _worked() -> float:
    """Seconds that this process and those it started have worked; what others do on the machine does not count."""
    return sum(os.times()[:4])


def _holds(taken: Taken) -> None:
    report = taken.report
    again = extract(taken.payload, locator=taken.locator, media_type=taken.original.media_type, seen=report.seen)
    assert again == report
    for anchor in report.anchors:
        assert 0 <= anchor.first < anchor.last <= len(taken.payload)
        assert anchor.text.end <= len(report.text)


def _robots(payload: bytes) -> None:
    found = rules(200, payload)
    assert found.delay("rashomon") >= 0
    found.refusal("https://mirror.example/a?b=c", "rashomon")


def _coding(payload: bytes) -> None:
    for name in ("gzip", "deflate", "gzip, deflate"):
        with suppress(Coded):
            assert len(decoded(payload, name, most=2_000_000, ratio=100)) <= 2_000_000


def _words(payload: bytes) -> None:
    """Addresses, dates, pauses and permissions: short strings that strangers write."""
    text = payload.decode("utf-8", "replace")
    asked, wrong = bare(text)
    assert wrong or (asked.isascii() and asked.startswith(("http://", "https://")))
    found = canonical(text)
    assert found is None or canonical(found) == found
    parse_date(text)
    pause = pause_of(text, SEEN)
    assert pause is None or 0 <= pause <= LONGEST_PAUSE
    with suppress(UsageError):
        permission([text])


HTML = page(head='<meta property="article:published_time" content="2031-03-03T08:00:00Z">').encode()
FEED = rss([("Ferry", "https://mirror.example/f", "".join(f"<p>{line}</p>" for line in BODY)), ("x", "u", "")]).encode()
MAIL = eml(html="<p>Hello</p>", more=pdf([BODY]))
ARCHIVE = warc(
    [("https://mirror.example/f", HTML, "text/html; charset=utf-8"), ("https://a.example/", b"x", "text/plain")]
)
TAGS = (b"<p>", b"</p>", b"<article>", b"<!--", b"-->", b"<script>", b"&#x202e;", b"&amp;", b"<table>", b"<", b'"')
XML = (
    b"<item>",
    b"</item>",
    b"<entry>",
    b"<![CDATA[",
    b"]]>",
    b"<link>",
    b"xmlUrl=",
    b'<!DOCTYPE x [<!ENTITY a "b">]>',
)
MIME = (b"\r\n\r\n", b"--b", b"Content-Type: multipart/mixed; boundary=b\r\n", b"Content-Transfer-Encoding: base64\r\n",
        b"charset=utf-7", b"From ", b"=?utf-8?b?////?=", b"Date: ")  # fmt: skip
RECORD = (b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"Content-Length: -1\r\n", b"Transfer-Encoding: chunked",
          b"HTTP/1.1 200 OK\r\n", b"WARC-Type: response\r\n", b"Content-Encoding: gzip\r\n", b"\r\n\r\n")  # fmt: skip
OBJECTS = (b"obj", b"endobj", b"stream\n", b"/Kids [2 0 R]", b"/Length 99999999", b"<<", b">>", b"Tj", b"9999999999")

DOORS: Sequence[Door] = (
    Door("page", (HTML,), TAGS, file(".html")),
    Door("text", ("\n\n".join(BODY).encode(),), (b"\n\n", b"\x00", b"\xff", b"(AP)", b"\xe2\x80\xae"), file(".txt")),
    Door("markdown", (b"---\ntitle: Ferry\n---\n\n# Ferry\n\n" + BODY[0].encode(),), (b"---\n", b"# "), file(".md")),
    Door("json", (json.dumps([{"title": "F", "text": BODY[0]}, {"url": "https://a.example"}]).encode(),),
         (b"[", b"{", b'"text":', b"\\ud800", b"1e999", b"\\u0000", b"null"), file(".json")),
    Door("lines", (json.dumps({"title": "F", "text": BODY[0]}).encode() + b"\n" + b'{"content_html": "<p>x</p>"}\n',),
         (b"\n", b"{", b'"', b"\\"), file(".jsonl")),
    Door("table", (f'title,text,url\nF,"{BODY[0]}",https://a.example\n'.encode(),),
         (b'"', b",", b"\n", b";", b"\t"), file(".csv")),
    Door("feed", (FEED,), XML + TAGS, file(".rss")),
    Door("outlines", (b'<opml><body><outline xmlUrl="https://a.example/f"/></body></opml>',), XML, file(".opml")),
    Door("sitemap", (b"<urlset><url><loc>https://a.example/f</loc></url></urlset>",), (*XML, b"<loc>"), file(".xml")),
    Door("mail", (MAIL,), MIME, file(".eml")),
    Door("mailbox", (b"From a@b Mon Mar  3 08:00:00 2031\n" + MAIL + b"\n\nFrom c\n" + MAIL,), MIME, file(".mbox")),
    Door("saved", (MAIL.replace(b"multipart/mixed", b"multipart/related"),), (*MIME, *TAGS), file(".mhtml")),
    Door("warc", (gzip.decompress(ARCHIVE), warc([], gzip=False)), RECORD, file(".warc")),
    Door("warc.gz", (ARCHIVE,), (b"\x1f\x8b\x08", b"\x00\x00"), file(".warc.gz")),
    Door("wacz", (wacz(ARCHIVE), wacz()), (b"PK\x01\x02", b"PK\x03\x04", b"../../x.warc"), file(".wacz")),
    Door("pdf", (pdf([BODY]), pdf([BODY, BODY])), OBJECTS, file(".pdf")),
    Door("word", (docx(),), (b"PK\x01\x02", b"PK\x03\x04"), file(".docx")),
    Door("robots", (b"User-agent: *\nDisallow: /a*$\nCrawl-delay: 5\nAllow: /\n",),
         (b"Crawl-delay: nan\n", b"Crawl-delay: -1\n", b"*", b"$"), _robots),
    Door("coding", (gzip.compress(HTML), gzip.compress(bytes(3_000_000))), (b"\x1f\x8b\x08",), _coding),
    Door("words", (b"https://web.archive.org/web/2031/https://a.example/b/amp?x=1", b"Mon, 03 Mar 2031 08:00:00 GMT"),
         (b"http://", b"@", b":", b"[", b"]", b"%", b"20310303T080000Z", "ü".encode(), b"\\"), _words),
)  # fmt: skip

Edit = tuple[int, float, float, bytes]


def inputs(door: Door) -> st.SearchStrategy[bytes]:
    """A whole input with a few edits: bytes changed, cut out, doubled, words of the language put in; or noise."""
    pieces = st.one_of(st.sampled_from(door.words), st.binary(max_size=6))
    edit = st.tuples(st.integers(0, 4), st.floats(0, 1), st.floats(0, 0.2), pieces)
    edited = st.builds(_edited, st.sampled_from(door.seeds), st.lists(edit, min_size=1, max_size=8))
    return st.one_of(edited, edited, edited, st.binary(max_size=200), st.lists(pieces, max_size=60).map(b"".join))


def _edited(seed: bytes, edits: list[Edit]) -> bytes:
    for kind, where, length, piece in edits:
        at = int(where * len(seed))
        end = min(len(seed), at + int(length * len(seed)))
        if kind == 0:
            seed = seed[:at] + piece + seed[at:]
        elif kind == 1:
            seed = seed[:at] + seed[end:]
        elif kind == 2:
            seed = seed[:end] + seed[at:]
        elif kind == 3:
            seed = seed[:at] + piece + seed[at + len(piece) :]
        else:
            seed = seed[:at] + piece * min(50, 1 + int(length * 200)) + seed[at:]
    return seed
