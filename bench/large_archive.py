"""One large web archive read by the command itself: stopped, killed, gone on with; what memory it takes meanwhile.

Part of ``bench speed --sources --full``. The archive is a crawl as crawls are: one answer in five is a page of about
300 kB (`bench.source_speed.pages`), the others are pictures, which are passed by; not packed, so that its size on disk
is what is streamed: 1 GB, or as many megabytes as RASHOMON_LARGE_MB says. ``rashomon read --reader rules`` (the trained
reader would make it a measurement of the reader) runs on a terminal of its own, so that it draws its bar. After 40 % it
is interrupted (Ctrl-C), after 70 % killed (kill -9), and each time the same command is given again.

``large_lost`` and ``large_doubled``: pages that the ledger does not hold at the end, and captures above one a page;
``large_memory_slope``: resident size of the process that read to the end over that of the first after a tenth.
Scorer: this module. Anchor: none published. Baseline: none.
"""

from __future__ import annotations

import io
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.result import ratio
from rashomon.ledger import Ledger

FULL_BYTES = int(os.environ.get("RASHOMON_LARGE_MB", "1000")) * 1_000_000
PICTURES = 4  # beside each page
PICTURE = 300_000  # bytes
STOPS = ((40, signal.SIGINT), (70, signal.SIGKILL))  # per cent of the file, and what happens there
_SHARE = re.compile(rb"(\d{1,3})%")
_OFTEN = 0.5  # seconds between two looks at the process


def write(place: Path, pages: Iterator[tuple[str, bytes]], size: int = FULL_BYTES) -> int:
    """A WARC of so many bytes: pages with pictures between them; how many pages it has."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    chance, count = Random(9), 0
    with place.open("wb") as out:
        writer = WARCWriter(out, gzip=False)
        for address, body in pages:
            answers = [(address, body, "text/html")]
            answers += [(f"{address}/{n}.jpeg", chance.randbytes(PICTURE), "image/jpeg") for n in range(PICTURES)]
            for url, content, media in answers:
                head = [("Content-Type", media), ("Content-Length", str(len(content)))]
                record = writer.create_warc_record(
                    url,
                    "response",
                    payload=io.BytesIO(content),
                    http_headers=StatusAndHeaders("200 OK", head, "HTTP/1.1"),
                )
                writer.write_record(record)
                record.raw_stream.close()
            count += 1
            if out.tell() >= size:
                break
    return count


@dataclass(slots=True)
class _Run:
    """What one process of reading showed: how it ended, the last share it drew, memory by share."""

    code: int = 0
    share: int = 0
    memory: dict[int, float] = field(default_factory=dict)  # megabytes, by per cent


def measured(archive: Path, pages: int, ledger: Path) -> dict[str, float]:
    """Read the archive through with its interruptions; the figures."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it, its children too
    started = time.perf_counter()
    runs = [_reading(archive, ledger, stop) for stop in (*STOPS, None)]
    seconds = time.perf_counter() - started
    with Ledger.open(ledger, readonly=True) as held:
        held.check()
        reports = list(held.reports())
        captures = sum(len(held.captures(r.id)) for r in reports)
    first, last = runs[0], runs[-1]
    early = next((mb for share, mb in sorted(first.memory.items()) if share >= 10), 0.0)
    late = last.memory[max(last.memory)]
    size = archive.stat().st_size / 1e6
    return {
        "large_mb": size,
        "large_pages": float(pages),
        "large_mb_per_s": size / seconds,
        "large_stopped_at": float(first.share),
        "large_killed_at": float(runs[1].share),
        "large_ended_at": float(last.share),
        "large_exit": float(last.code),
        "large_lost": float(pages - len(reports)),
        "large_doubled": float(captures - len(reports)),
        "large_memory_early_mb": early,
        "large_memory_end_mb": late,
        "large_memory_most_mb": max(max(run.memory.values()) for run in runs),
        "large_memory_slope": ratio(late, early),
        "large_seconds": seconds,
    }


def _reading(archive: Path, ledger: Path, stop: tuple[int, int] | None) -> _Run:
    """One run of the command, watched, until it ends or the signal that ``stop`` names has ended it."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "rashomon", "--ledger", str(ledger), "read", "--reader", "rules", str(archive)]
    run = _Run()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, env=environment
    ) as process:
        os.close(theirs)
        os.set_blocking(ours, False)
        told = b""
        while process.poll() is None:
            time.sleep(_OFTEN)
            told = (told + _drawn(ours))[-4000:]
            if found := _SHARE.findall(told):
                run.share = int(found[-1])
            if (resident := _resident(process.pid)) > 0:
                run.memory[run.share] = resident
            if stop is not None and run.share >= stop[0]:
                process.send_signal(stop[1])
                stop = None
        told += _drawn(ours)
        if found := _SHARE.findall(told):
            run.share = max(run.share, int(found[-1]))
        run.code = process.returncode
    os.close(ours)
    return run


def _drawn(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1_000_000)
    except OSError:  # nothing new, or the other end is closed
        return b""


def _resident(process: int) -> float:
    """Megabytes that a process holds; 0 where the system does not tell or it has ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, IndexError):
        return 0.0
