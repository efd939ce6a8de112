"""``bench speed --web``: how long pages take 20 people who read at once while reports are being added.

A real ``rashomon serve`` over a generated newsroom on disk, another process reading more reports into it meanwhile,
and 20 readers, each asking for a random question, report or search page and looking at it for half a second to a
second and a half. ``p95_ms`` is over all three kinds; beside it stands the same of a small static file under the same
load, so that the machine's own state shows; ``cpu_*_ms`` is the processor time of the server for one page of a kind,
asked one after the other once the readers are gone, which no other work on the machine changes. Scorer: the clock of
the readers, from sending to the last byte. Anchor: none published; baseline: the static file. The short run has 1,200
reports, all truly read; ``--full`` has 100,000, and ``RASHOMON_WEB=10000`` as many as named: of those 1,200 are truly
read and the rest are copies of them as other affairs (`bench.filling` says what is another in them and what is left
out). ``RASHOMON_WEB_LEDGER`` names a ledger to be kept: made where there is none, else taken as it is, with
``more.jsonl`` beside it; it is written to.
"""

from __future__ import annotations

import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from bench.filling import fill
from bench.result import Result
from rashomon.ledger import Ledger

SHORT, LONG = 1200, 100_000
READERS, SECONDS = 20, 30.0
MEANWHILE = 400  # reports another process reads while the readers read
PAGES = 100  # of each kind, asked alone for their processor time
WORDS = ("killed", "explosion", "minister", "people injured", "said", "police", "bridge", "flood")


def run(data: Path, split: str, full: bool) -> Result:
    """Make the newsroom, open the room, read; needs no data."""
    started = time.perf_counter()
    count = int(os.environ.get("RASHOMON_WEB", LONG if full else SHORT))
    with tempfile.TemporaryDirectory() as folder:
        kept = os.environ.get("RASHOMON_WEB_LEDGER")
        ledger = Path(kept or Path(folder) / "web.ledger")
        more = ledger.with_name("more.jsonl")
        if not ledger.exists():
            fill(ledger, count, real=min(count, SHORT), more=MEANWHILE)
        with Ledger.open(ledger, readonly=True) as held:
            count = held.counts()["reports"]
        places = _places(ledger)
        with _serving(ledger) as (port, server):
            before = time.perf_counter()
            first = len(_get(http.client.HTTPConnection("127.0.0.1", port, timeout=300), "/"))
            opening = time.perf_counter() - before
            adding = subprocess.Popen(
                [sys.executable, "-m", "rashomon", "--ledger", str(ledger), "read", "--reader", "rules", str(more)],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            taken = _read(port, places)
            still = adding.poll() is None
            adding.kill()
            adding.wait()
            own = _own(server, port, places)
    times = {kind: sorted(t for k, t in taken if k == kind) for kind in places}
    pages = sorted(t for kind, found in times.items() if kind != "static" for t in found)
    figures = {
        "p95_ms": _p95(pages),
        **{f"p95_{kind}_ms": _p95(found) for kind, found in times.items()},
        "p50_ms": statistics.median(pages),
        "p95_over_static": _p95(pages) / _p95(times["static"]),
        "pages_per_s": len(pages) / SECONDS,
        "first_page_kb": first / 1024,
        "first_page_anew_s": opening,
        **own,
    }
    failures = () if still else ("the other process had read all its reports before the readers were done",)
    return Result("speed-web", split, count, figures, time.perf_counter() - started, failures)


def _places(ledger: Path) -> dict[str, list[str]]:
    """Addresses of each kind, drawn from the ledger; half of the questions are the first of a briefing."""
    with Ledger.open(ledger, readonly=True) as held:
        found, _ = held.ranked_count()
        chance = random.Random(5)
        drawn = (held.ranked(start=chance.randrange(found), limit=1)[0] for _ in range(min(100, found)))
        questions = [r.id for r in (*held.ranked(limit=100), *drawn)]
        reports = [r.id for r in islice(held.reports(), 2000)]
    return {
        "question": [f"/question/{q}" for q in questions],
        "report": [f"/report/{r}" for r in reports],
        "search": [f"/search?q={w.replace(' ', '+')}" for w in WORDS],
        "static": ["/static/room.css"],
    }


@contextmanager
def _serving(ledger: Path) -> Iterator[tuple[int, int]]:
    """A room on a free port: its port and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = subprocess.Popen([sys.executable, "-m", "rashomon", "--ledger", str(ledger), "serve", "--port", str(port)])
    try:
        for _ in range(300):
            try:
                _get(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/static/room.css")
                break
            except OSError:
                time.sleep(0.2)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=60)


def _read(port: int, places: dict[str, list[str]]) -> list[tuple[str, float]]:
    taken: list[tuple[str, float]] = []
    ends = time.perf_counter() + SECONDS

    def reader(number: int) -> None:
        chance = random.Random(number)
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        time.sleep(chance.random())
        while time.perf_counter() < ends:
            kind = chance.choice(list(places))
            place = chance.choice(places[kind])
            before = time.perf_counter()
            _get(line, place)
            taken.append((kind, (time.perf_counter() - before) * 1000))
            time.sleep(chance.uniform(0.5, 1.5))
        line.close()

    readers = [threading.Thread(target=reader, args=(n,)) for n in range(READERS)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    return taken


def _own(server: int, port: int, places: dict[str, list[str]]) -> dict[str, float]:
    """The server's processor time for a page of each kind; nothing where the system does not tell it."""
    told = Path(f"/proc/{server}/stat")
    if not told.exists():
        return {}
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    chance, tick = random.Random(9), os.sysconf("SC_CLK_TCK")
    found: dict[str, float] = {}
    for kind, addresses in places.items():
        asked = [chance.choice(addresses) for _ in range(PAGES)]
        before = _ticks(told)
        for place in asked:
            _get(line, place)
        found[f"cpu_{kind}_ms"] = (_ticks(told) - before) / tick / len(asked) * 1000
    line.close()
    return found


def _ticks(told: Path) -> int:
    """User and system time of a process so far, in clock ticks."""
    parts = told.read_text().rpartition(")")[2].split()
    return int(parts[11]) + int(parts[12])


def _get(line: http.client.HTTPConnection, place: str) -> bytes:
    line.request("GET", place)
    answer = line.getresponse()
    body = answer.read()
    if answer.status not in {200, 303}:  # a question that grew meanwhile leads on to what it is now
        raise RuntimeError(f"{place}: {answer.status}")
    return body


def _p95(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
