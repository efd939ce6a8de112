"""A new user in an empty folder gives the command every kind of source that the issue of sources names."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from rashomon.ledger import Ledger
from rashomon.show.cli import run
from tests.read.makers import BODY, eml, page, rss, wacz, warc
from tests.read.site import Site, serving
from tests.read.test_kinds import BAD, FILES

Command = Callable[..., tuple[int, str, str]]
TITLE = "Ferry sinks off Ostrel"
LINE = {"title": TITLE, "text": " ".join(BODY), "url": "https://mirror.example/l", "date": "2031-03-03"}
PLAIN = {
    "a.txt": f"{TITLE}\n\n" + "\n\n".join(BODY),
    "a.md": f"# {TITLE}\n\n" + "\n\n".join(BODY),
    "a.html": page(),
    "a.htm": page("The ferry", BODY[1:]),
    "a.json": json.dumps([LINE]),
    "a.jsonl": json.dumps(LINE | {"url": "https://mirror.example/m"}) + "\n",
    "a.mbox": "From a@b Mon Mar  3 08:00:00 2031\n" + eml().decode(),
}


@pytest.fixture
def rashomon(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RASHOMON_LEDGER", raising=False)
    monkeypatch.setenv("RASHOMON_READER", "rules")

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(a) for a in arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def held() -> list[str]:
    with Ledger.open(Path("rashomon.ledger"), readonly=True) as ledger:
        return [report.text for report in ledger.reports()]


@pytest.mark.timeout(200)
def test_every_kind_of_file_is_read_and_leads_to_its_place(rashomon: Command) -> None:
    for name, text in PLAIN.items():
        Path(name).write_text(text, encoding="utf-8")
    for name, make, *_ in FILES:
        Path(name).write_bytes(make())
    duckdb.sql(f"COPY (SELECT '{TITLE}' AS title, '{' '.join(BODY).replace(chr(39), '')}' AS text) TO 'a.parquet'")
    names = sorted(p.name for p in Path.cwd().iterdir())
    code, told, wrong = rashomon("read", *names)
    assert (code, wrong) == (0, "")
    assert int(re.match(r"(\d+) new", told)[1]) + int((re.search(r"(\d+) (?:held|already)", told) or [0, 0])[1]) >= len(
        names
    )  # type: ignore[index]
    assert all(BODY[1][:40] in " ".join(text.split()) for text in held())
    with Ledger.open(Path("rashomon.ledger"), readonly=True) as ledger:
        [paper] = [r for r in ledger.reports() if any(c.locator.endswith("a.pdf") for c in ledger.captures(r.id))]
        statement = max(ledger.statements_of(paper.id), key=lambda s: s.content[0])
    code, told, _ = rashomon("show", statement.id)
    assert code == 0
    assert "page 1: within bytes 0 to " in " ".join(told.split())


def test_what_comes_on_standard_input_is_read(tmp_path: Path) -> None:
    archive = warc([("https://mirror.example/w", page().encode(), "text/html")])
    other = wacz(warc([("https://mirror.example/z", page().encode(), "text/html")]))
    for number, body in enumerate((page().encode(), archive, other)):
        command = [sys.executable, "-m", "rashomon", "read", "--reader", "rules", "-"]
        done = subprocess.run(command, cwd=tmp_path, input=body, capture_output=True, check=False, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"1 new report" in done.stdout, number


@pytest.mark.timeout(200)
def test_every_bad_file_is_a_line_with_its_reason_and_the_rest_goes_on(rashomon: Command) -> None:
    for name, make, _ in BAD:
        Path(name).write_bytes(make())
    Path("good.html").write_text(page(), encoding="utf-8")
    code, told, wrong = rashomon("read", *[name for name, *_ in BAD], "good.html")
    assert code == 3
    assert "1 new report" in told
    assert "not read because" in told
    assert "WARNING" not in wrong, "no library speaks there"
    lines = [line for line in wrong.splitlines() if line.startswith("not read: ")]
    assert len(lines) == len(BAD)
    code, log, _ = rashomon("log", "--failed", "--json", "--limit", "0")
    assert code == 0
    found = json.loads(log)
    entries = next(v for v in found.values() if isinstance(v, list))
    for name, _, why in BAD:
        [entry] = [e for e in entries if name in e["source"]]
        assert re.search(why, entry["words"])
        assert entry["advice"]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def test_lists_of_addresses_are_followed(rashomon: Command, site: Site) -> None:
    for name in "abcd":
        text = page(f"{TITLE} {name}", [f"{line} So said {name}." for line in BODY])
        site.pages[f"/{name}"] = lambda visit, text=text: visit.send(text, Content_Type="text/html; charset=utf-8")
    feed = rss([(f"{TITLE} a", f"{site.address}/a", "")])
    site.pages["/feed"] = lambda visit: visit.send(feed, Content_Type="application/rss+xml")
    news = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/'
        f'sitemap-news/0.9"><url><loc>{site.address}/b</loc><news:news><news:title>Ferry</news:title></news:news></url>'
        "</urlset>"
    )
    site.pages["/news.xml"] = lambda visit: visit.send(news, Content_Type="application/xml")
    Path("feeds.opml").write_text(f'<opml><body><outline xmlUrl="{site.address}/feed"/></body></opml>')
    Path("gdelt.csv").write_text(f"url,title\n{site.address}/c,Ferry\n")
    told = rashomon("read", "feeds.opml", "--allow", "127.0.0.1")
    assert site.asked == [], "a file alone makes nothing be fetched"
    assert told[0] == 3 or "follow" in " ".join(told[1:])
    given = ["feeds.opml", "gdelt.csv", f"{site.address}/news.xml", f"{site.address}/d"]
    code, told_words, wrong = rashomon("read", "--follow", "--allow", "127.0.0.1", *given)
    assert (code, wrong) == (0, "")
    assert "4 new reports" in told_words
    code, _, _ = rashomon("read", f"{site.address}/missing", "--allow", "127.0.0.1")
    assert code == 3
    assert "404" in rashomon("log", "--failed")[1]
