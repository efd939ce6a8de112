"""What a user names, over a real local web site: addresses, feeds, lists of feeds, sitemaps, standard input, kinds of
others."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import BinaryIO

import pytest

from rashomon.errors import UsageError
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.read import Sources, gathered, read, registry
from rashomon.read.fetch import Fetcher
from rashomon.read.limits import Limits
from rashomon.read.parts import Draft, Given, Kind, Part, Source
from rashomon.read.plain import PLAIN, whole
from rashomon.records import Fetched, NotRead, Refused, Taken
from tests.read.makers import BODY, page, pdf, rss, warc
from tests.read.site import Site, serving

SEEN = datetime(2032, 1, 1, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.pages.update({f"/{n}": page(f"Ferry number {n} sinks off Ostrel") for n in "abc"})
        yield running


def run(*paths: str | Path, **how: object) -> tuple[list[Taken], list[NotRead], list[Fetched | Refused]]:
    fetcher = Fetcher(Limits(pause=0.0, seconds=5.0, patience=2.0), allow=["127.0.0.1"])
    found = list(read(Sources(paths=paths, fetcher=fetcher, **how), seen=SEEN))  # type: ignore[arg-type]
    return (
        [r for r in found if isinstance(r, Taken)],
        [r for r in found if isinstance(r, NotRead)],
        [r for r in found if isinstance(r, Fetched | Refused)],
    )


def test_an_address_gives_its_report_and_its_fetch(site: Site) -> None:
    taken, trouble, fetches = run(f"{site.address}/a")
    assert trouble == []
    assert [t.report.title for t in taken] == ["Ferry number a sinks off Ostrel"]
    assert taken[0].payload == page("Ferry number a sinks off Ostrel").encode()
    assert isinstance(fetches[0], Fetched)
    assert taken[0].report.seen == fetches[0].last.ended


def test_a_feed_is_followed_to_its_pages(site: Site) -> None:
    entries = [(f"Ferry {n}", f"{site.address}/{n}", "") for n in "abc"]
    site.pages["/feed"] = lambda v: v.send(rss(entries), Content_Type="application/rss+xml")
    taken, trouble, fetches = run(f"{site.address}/feed", f"{site.address}/a")
    assert trouble == []
    assert len(taken) == 3
    assert len(fetches) == 4  # no address twice
    assert site.asked == ["/robots.txt", "/feed", "/a", "/b", "/c"]


def test_an_entry_whose_page_is_gone_is_read_from_the_feed(site: Site) -> None:
    html = "".join(f"<p>{line}</p>" for line in BODY)
    site.pages["/feed"] = lambda v: v.send(rss([("Ferry", f"{site.address}/gone", html)]), Content_Type="text/xml")
    taken, trouble, _ = run(f"{site.address}/feed")
    assert len(taken) == 1
    assert BODY[0] in taken[0].report.text
    assert [t.why for t in trouble] == ["the server answered 404 Not Found"]


def test_lists_of_feeds_and_sitemaps_are_followed_three_deep(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = lambda v: v.send(rss([("Ferry", f"{site.address}/a", "")]), Content_Type="text/xml")
    site.pages["/index.xml"] = f"<sitemapindex><sitemap><loc>{site.address}/map.xml</loc></sitemap></sitemapindex>"
    site.pages["/map.xml"] = (
        f"<urlset><url><loc> {site.address}/b </loc></url><url><loc><![CDATA[{site.address}/c]]></loc></url></urlset>"
    )
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml><body><outline text="x" xmlUrl="{site.address}/feed"/></body></opml>')
    taken, trouble, _ = run(opml, f"{site.address}/index.xml", follow=True)
    assert trouble == []
    assert [t.report.title[-21:] for t in taken] == [f"er {n} sinks off Ostrel" for n in "abc"]
    assert run(opml)[1][0].advice == "rashomon read --follow fetches what it lists"


def test_feeds_that_list_each_other_end(site: Site) -> None:
    site.pages["/1"] = lambda v: v.send(rss([("x", f"{site.address}/2", "")]), Content_Type="text/xml")
    site.pages["/2"] = lambda v: v.send(rss([("x", f"{site.address}/1", "")]), Content_Type="text/xml")
    site.pages["/deep"] = lambda v: v.send(rss([("x", f"{site.address}/deep?1", "")]), Content_Type="text/xml")
    for n in range(1, 6):
        site.pages[f"/deep?{n}"] = rss([("x", f"{site.address}/deep?{n + 1}", "")])
    _, trouble, _ = run(f"{site.address}/1", f"{site.address}/deep")
    assert [t.why for t in trouble] == ["it is a list inside lists of lists"]


@pytest.mark.parametrize(
    ("path", "media", "count"),
    [("/x.pdf", "application/pdf", 1), ("/x", "application/octet-stream", 1), ("/x", "text/plain; charset=x", 1)],
)
def test_what_an_address_gives_is_known_by_its_bytes(site: Site, path: str, media: str, count: int) -> None:
    site.pages[path] = lambda v: v.send(pdf([BODY]), Content_Type=media)
    taken, trouble, _ = run(f"{site.address}{path}")
    assert trouble == []
    assert len(taken) == count
    assert taken[0].original.media_type == "application/pdf"


def test_archives_and_tables_at_an_address(site: Site) -> None:
    site.pages["/a.warc.gz"] = lambda v: v.send(
        warc([("https://mirror.example/f", page().encode(), "text/html")]), Content_Type="application/gzip"
    )
    listed = json.dumps({"articles": [{"url": f"{site.address}/b"}]})
    site.pages["/list"] = lambda v: v.send(listed, Content_Type="application/json")
    taken, trouble, _ = run(f"{site.address}/a.warc.gz", f"{site.address}/list")
    assert trouble == []
    assert [t.report.outlet.key for t in taken][:1] == ["mirror.example"]
    assert len(taken) == 2


@pytest.mark.parametrize(
    ("status", "told"),
    [(404, "404"), (403, "403"), (500, "500"), (204, "empty|no text"), (429, "429"), (301, "without saying where")],
)
def test_an_answer_that_is_no_page_is_named(site: Site, status: int, told: str) -> None:
    import re

    site.pages["/x"] = lambda v: v.send("", status)
    taken, trouble, fetches = run(f"{site.address}/x")
    assert taken == []
    assert len(trouble) == len(fetches) == 1
    assert re.search(told, trouble[0].why), trouble


def test_a_short_pause_is_sat_out_and_the_page_asked_for_again(site: Site) -> None:
    site.pages["/x"] = lambda v: v.send(
        page() if v.number else "wait", 200 if v.number else 503, Retry_After=None if v.number else 1
    )
    taken, trouble, fetches = run(f"{site.address}/x")
    assert (len(taken), trouble, len(fetches)) == (1, [], 2)


def test_a_file_makes_nothing_be_fetched(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(rss([("Ferry", f"{site.address}/a", "")]))
    (tmp_path / "b.html").write_text(page(head=f'<link rel="canonical" href="{site.address}/b"/>'))
    (tmp_path / "c.eml").write_text(f"From: a@b\nSubject: x\n\nSee {site.address}/c for the ferry off Ostrel.\n")
    run(tmp_path)
    assert site.asked == []


def test_addresses_without_a_fetcher_and_standard_input() -> None:
    sources = Sources(paths=("https://mirror.example/f", "-"), stdin=io.BytesIO(page().encode()))
    trouble, taken = read(sources, seen=SEEN)
    assert isinstance(trouble, NotRead)
    assert isinstance(taken, Taken)
    assert taken.locator == "standard input"
    assert taken.report.title == "Ferry sinks off Ostrel"
    assert isinstance(next(iter(read(["-"], seen=SEEN))), NotRead)


def test_what_is_gathered_has_a_fetcher_only_where_it_is_needed() -> None:
    assert gathered(["a.txt", "-"]).fetcher is None
    assert gathered(["a.opml"], follow=True).fetcher is not None
    assert gathered(["HTTPS://x.example/"]).fetcher is not None
    with pytest.raises(UsageError, match="no field 'colour'"):
        gathered(["a.csv"], names={"colour": "x"})
    with pytest.raises(UsageError, match="no host"):
        gathered(["a.csv"], allow=["http://x"])


def test_no_password_is_shown_or_logged(tmp_path: Path) -> None:
    address = "https://anna:secret@mirror.example/f"
    sources = gathered([address, "a.txt"])
    assert sources.shown == ("https://mirror.example/f", "a.txt")
    with Ledger.open(None) as ledger:
        told: list[object] = []
        summary = read_into(ledger, [address], seen=SEEN, reader="rules", notify=told.append)
        summary2 = read_into(ledger, gathered([address]), seen=SEEN, reader="rules", notify=told.append)
        assert len(summary.not_read) == len(summary2.not_read) == 1
        assert "secret" not in repr((summary, summary2, told, ledger.logged()))


def split(stream: BinaryIO, source: Source) -> Iterator[Part]:
    yield whole(stream, source.locator, "text/x-tape")


def draft(payload: bytes, given: Given) -> Draft:
    assert PLAIN.draft is not None
    return PLAIN.draft(payload.upper(), given)


TAPE = Kind(name="tape", suffixes=(".tape",), media_type="text/x-tape", split=split, draft=draft)


def test_others_add_kinds_by_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    points = [
        EntryPoint("tape", "tests.read.test_sources:TAPE", registry.GROUP),
        EntryPoint("broken", "tests.read.nowhere:X", registry.GROUP),
        EntryPoint("other", "tests.read.test_sources:SEEN", registry.GROUP),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: points)
    registry.kinds.cache_clear()
    try:
        (tmp_path / "a.tape").write_text(BODY[0])
        (taken,) = read([tmp_path], seen=SEEN)
        assert isinstance(taken, Taken)
        assert taken.report.text == BODY[0].upper()
    finally:
        registry.kinds.cache_clear()
