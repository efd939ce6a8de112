"""``bench speed --sources``: web archives and feeds read, pages and feeds a second, memory.

Scorer: this module. Pages are reports of a generated newsroom (`bench.worlds`) dressed as the web dresses them: menus,
teasers, scripts, JSON-LD, about 50 kB each. ``warc_pages_per_s`` is the whole way from a gzipped WARC into a ledger
with the trained reader, ``extraction_pages_per_s`` reading the same WARC to reports and no further,
``trafilatura_pages_per_s`` trafilatura alone (text and facts) on the same file, read by the same WARC reader;
``extraction_over_trafilatura`` is their ratio, in which the machine's speed cancels. ``resiliparse_pages_per_s``:
resiliparse with fastwarc on the same file, where the interpreter that RASHOMON_PEER names has them. ``skipped_per_s``
is a second run over a WARC whose reports are held. ``feeds_per_s``: conditional requests for feeds of a local server,
eight threads, through the whole door with its guard.

Memory: resident size after a tenth and at the end of one streamed WARC, and their ratio ``memory_slope``; --full makes
it 1 GB and also reads it through with the command, stopped and killed on the way (`bench.large_archive`); the short run
about 15 MB. Anchor: none published on these pages. Baseline: trafilatura alone.
"""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any

import trafilatura

from bench import large_archive
from bench.reading_speed import machine
from bench.result import Result, ratio
from bench.worlds import generate
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.read import Sources, read
from rashomon.read.archives import WARC
from rashomon.read.fetch import Fetcher
from rashomon.read.limits import Limits
from rashomon.read.parts import Slice, Source
from rashomon.records import Fetched, Taken

SEEN = datetime(2040, 1, 1, tzinfo=UTC)
PAGES, LEDGER_PAGES, FEEDS, ASKED = 200, 60, 50, 1000
HEAVY = 8  # the large archive's pages have 300 kB, mostly script, so that bytes and not pages are what is streamed
THREADS = 8
_PEER = (
    "import sys, time, json\n"
    "from fastwarc.warc import ArchiveIterator, WarcRecordType\n"
    "from resiliparse.extract.html2text import extract_plain_text\n"
    "from resiliparse.parse.encoding import bytes_to_str, detect_encoding\n"
    "started, pages = time.perf_counter(), 0\n"
    "for record in ArchiveIterator(open(sys.argv[1], 'rb'), record_types=WarcRecordType.response):\n"
    "    body = record.reader.read()\n"
    "    extract_plain_text(bytes_to_str(body, detect_encoding(body)), main_content=True)\n"
    "    pages += 1\n"
    "print(json.dumps(pages / (time.perf_counter() - started)))\n"
)


def run(data: Path, split: str, full: bool) -> Result:
    """Measure; needs no data. ``full`` streams 1 GB of archive for the memory figures."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "pages.warc.gz"
        write(archive, PAGES)
        figures = memory(Path(folder), full=full)  # first, before the readers' weights are loaded
        figures |= _archive(archive, Path(folder)) | feeds()
    notes = (
        machine(),
        "peer: resiliparse" if "resiliparse_pages_per_s" in figures else "peer resiliparse not installed",
    )
    return Result("speed-sources", split, PAGES, figures, time.perf_counter() - started, notes)


def pages(count: int, *, heavy: int = 1) -> Iterator[tuple[str, bytes]]:
    """Addresses and pages of a generated newsroom, dressed as the web dresses them; the same always. ``heavy`` says how
    often the page's script is repeated.
    """
    chance = Random(5)
    words = "harbour quay ferry tide buoy pilot crane cargo winch anchor hull mast".split()
    script = "".join(f"var {chance.choice(words)}{n}={{a:{n},b:'{chance.choice(words)}'}};" for n in range(1200))
    script *= heavy
    for report in generate(7, count):
        told = json.loads(report.payload)
        teasers = "".join(
            f'<li class="teaser"><a href="/{n}"><h4>{" ".join(chance.choices(words, k=7))}</h4></a></li>'
            for n in range(40)
        )
        facts = {"@type": "NewsArticle", "headline": told["title"], "datePublished": told["date"]}
        text = "".join(f"<p>{line}</p>" for line in told["text"].split("\n\n"))
        yield (
            told["url"],
            (
                f'<!doctype html><html lang="en"><head><title>{told["title"]}</title><script>{script}</script>'
                f'<script type="application/ld+json">{json.dumps(facts)}</script></head>'
                f"<body><nav><ul>{teasers}</ul></nav>"
                f"<main><article><h1>{told['title']}</h1>{text}</article></main><aside><ul>{teasers}</ul></aside>"
                "<footer><p>Contact</p><p>All rights reserved</p></footer></body></html>"
            ).encode(),
        )


def write(place: Path, count: int, *, size: int = 0) -> int:
    """A gzipped WARC of so many pages, or of so many bytes of pages; how many it has."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    written = done = 0
    with place.open("wb") as out:
        writer = WARCWriter(out, gzip=size == 0)  # the large one unpacked: its size on disk is what is streamed
        for address, body in pages(count, heavy=HEAVY if size else 1):
            head = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))], "HTTP/1.1"
            )
            record = writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=head)
            writer.write_record(record)
            record.raw_stream.close()
            done, written = done + 1, written + len(body)
            if size and written >= size:
                break
    return done


def _archive(archive: Path, folder: Path) -> dict[str, float]:
    ours = _rate(lambda: sum(isinstance(i, Taken) for i in read(Sources(paths=(archive,)), seen=SEEN)))
    theirs = _rate(
        lambda: sum(trafilatura.bare_extraction(body, with_metadata=True) is not None for body in _bodies(archive))
    )
    small = folder / "small.warc.gz"
    write(small, LEDGER_PAGES)
    with Ledger.open(folder / "speed.ledger", create=True) as ledger:
        whole = _rate(lambda: len(read_into(ledger, [small], seen=SEEN).new))
        again = _rate(lambda: read_into(ledger, [small], seen=SEEN).held)
    figures = {
        "warc_pages_per_s": whole,
        "skipped_per_s": again,
        "extraction_pages_per_s": ours,
        "trafilatura_pages_per_s": theirs,
        "extraction_over_trafilatura": ratio(ours, theirs),
    }
    peer = _peer(archive)
    return figures | ({} if peer is None else {"resiliparse_pages_per_s": peer})


def _bodies(archive: Path) -> Iterator[bytes]:
    with archive.open("rb") as stream:
        yield from (p.payload for p in WARC.split(stream, Source(locator="bench")) if isinstance(p, Slice))


def _rate(work: Any) -> float:
    """Items a second of a piece of work that gives how many it did."""
    before = time.perf_counter()
    done = work()
    return float(done) / (time.perf_counter() - before)


def _peer(archive: Path) -> float | None:
    python = os.environ.get("RASHOMON_PEER")
    if not python:
        return None
    done = subprocess.run([python, "-c", _PEER, str(archive)], capture_output=True, text=True, check=False)
    return float(done.stdout) if not done.returncode else None


def feeds() -> dict[str, float]:
    """Feeds a second that are asked whether they changed, of a local server."""
    body = b"<rss><channel><item><title>Ferry</title></item></channel></rss>"

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            fresh = self.headers.get("If-None-Match") != '"1"'
            self.send_response(200 if fresh else 304)
            self.send_header("ETag", '"1"')
            self.send_header("Content-Length", str(len(body) if fresh else 0))
            self.end_headers()
            self.wfile.write(body if fresh else b"")

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)  # noqa: S104 - for the run of the bench, on all of 127/8
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        door = Fetcher(Limits(pause=0.0), allow=["127.0.0.0/8"], robots=False)
        port = server.server_address[1]
        addresses = [f"http://127.0.0.{1 + n}:{port}/feed" for n in range(FEEDS)]  # each a host, as feeds are
        first = [door.get(a) for a in addresses]
        told = {f.asked: f.validators for f in first if isinstance(f, Fetched)}
        with ThreadPoolExecutor(THREADS) as threads:
            rate = _rate(
                lambda: sum(
                    isinstance(f, Fetched) and f.unchanged
                    for f in threads.map(
                        lambda n: door.get(addresses[n % FEEDS], told[addresses[n % FEEDS]]), range(ASKED)
                    )
                )
            )
    finally:
        server.shutdown()
        server.server_close()
    return {"feeds_per_s": rate}


def memory(folder: Path, *, full: bool) -> dict[str, float]:
    """Resident megabytes after a tenth and at the end of a WARC that is streamed to reports."""
    archive = folder / "large.warc"
    large = pages(1_000_000, heavy=HEAVY)
    count = large_archive.write(archive, large) if full else write(archive, PAGES, size=15_000_000)
    early = 0.0
    started = time.perf_counter()
    for number, _ in enumerate(read(Sources(paths=(archive,)), seen=SEEN), start=1):
        if number == max(1, count // 10):
            early = resident_mb()
    late = resident_mb()
    size = archive.stat().st_size / 1e6
    rate = size / (time.perf_counter() - started)
    through = large_archive.measured(archive, count, folder / "large.ledger") if full else {}
    archive.unlink()
    return through | {
        "memory_early_mb": early,
        "memory_end_mb": late,
        "memory_slope": ratio(late, early),
        "warc_mb": size,
        "warc_mb_per_s": rate,
    }


def resident_mb() -> float:
    """What this process holds now; the peak where the system does not tell."""
    gc.collect()
    place = Path("/proc/self/statm")
    if place.exists():
        return int(place.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
