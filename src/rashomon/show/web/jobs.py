"""Adding reports while people read: one thread reads, whoever asked can watch, pause and cancel.

A pause or a cancel takes hold between two reports: a report is recorded whole or not at all.
"""

from __future__ import annotations

import json
import queue
import re
import secrets
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from rashomon import intake
from rashomon.errors import RashomonError, UnknownIdentifier, UsageError
from rashomon.show.views import opened
from rashomon.show.watches import bare

KEPT = 200  # jobs remembered, the oldest finished forgotten first
TOLD = 1000  # items of one job told one by one
FILES = 200  # in one job
FINISHED = frozenset({"done", "cancelled", "failed"})


class _Cancelled(Exception):
    """Ends a run of reading between two reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """What became of one item: "new", "held" or "not read", with why and what to do."""

    locator: str
    outcome: str
    why: str | None = None
    advice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """One adding of reports. ``state``: "waiting", "reading", "paused", "done", "cancelled", "failed"."""

    id: str
    state: str
    asked: datetime
    names: tuple[str, ...]
    done: int
    new: int
    held: int
    not_read: int
    trouble: str | None
    items: tuple[ItemView, ...]


@dataclass(slots=True)
class _Job:
    id: str
    folder: Path
    paths: Sequence[Path | str]
    asked: datetime
    state: str = "waiting"
    items: list[ItemView] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: {"new": 0, "held": 0, "not read": 0})
    trouble: str | None = None
    going: threading.Event = field(default_factory=threading.Event)
    stopped: bool = False

    def view(self) -> JobView:
        """As it is now."""
        return JobView(
            id=self.id,
            state=self.state,
            asked=self.asked,
            names=tuple(p.name if isinstance(p, Path) else bare(p) for p in self.paths),
            done=sum(self.counts.values()),
            new=self.counts["new"],
            held=self.counts["held"],
            not_read=self.counts["not read"],
            trouble=self.trouble,
            items=tuple(self.items),
        )


class JobBook:
    """The jobs of one room. ``changed`` is called when the ledger has something new."""

    def __init__(self, ledger: Path, reader: str, changed: Callable[[], None], *, allow: Sequence[str] = ()) -> None:
        """``allow`` are hosts and networks inside that addresses may lead to (`intake.gathered`)."""
        self._ledger, self._reader, self._changed = ledger, reader, changed
        self._allow = tuple(allow)
        self._jobs: dict[str, _Job] = {}
        self._waiting: queue.Queue[_Job | None] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def add(self, files: Sequence[tuple[str, bytes]], addresses: Sequence[str] = ()) -> JobView:
        """Take files, each a name and its bytes, and web addresses, to be read.

        Raises UsageError for none, too many, too many jobs, and for what is no web address.
        """
        if not files and not addresses:
            raise UsageError("nothing was given: choose a file, name an address or paste a text")
        if len(files) + len(addresses) > FILES:
            raise UsageError(f"{len(files) + len(addresses)} are more than {FILES} at once: use rashomon read")
        for address in addresses:
            if not re.match(r"https?://\S", address, re.IGNORECASE):
                raise UsageError(f"{address[:60]!r} is no web address: begin it with https://")
        with self._lock:
            if sum(job.state not in FINISHED for job in self._jobs.values()) >= 50:
                raise UsageError("50 jobs are waiting already: let them end first")
            key = secrets.token_hex(8)
            folder = self._ledger.with_name(self._ledger.name + ".added") / key
            folder.mkdir(parents=True)
            paths: list[Path] = []
            for number, (name, payload) in enumerate(files, start=1):
                path = folder / safe_name(name, number, {p.name for p in paths})
                path.write_bytes(payload)
                paths.append(path)
            job = _Job(key, folder, [*paths, *addresses], datetime.now(UTC))
            job.going.set()
            self._jobs[key] = job
            self._forget_old()
            self._waiting.put(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="adding", daemon=True)
                self._thread.start()
        return job.view()

    def jobs(self) -> list[JobView]:
        """All jobs remembered, latest first."""
        return [job.view() for job in reversed(list(self._jobs.values()))]

    def job(self, key: str) -> JobView:
        """One job. Raises UnknownIdentifier."""
        return self._job(key).view()

    def steer(self, key: str, to: str) -> JobView:
        """ "pause", "resume" or "cancel" a job; one that has ended stays as it is. Raises UnknownIdentifier."""
        job = self._job(key)
        if to == "pause" and job.state in {"waiting", "reading"}:
            job.going.clear()
            job.state = "paused"
        elif to == "resume" and job.state == "paused":
            job.state = "reading"
            job.going.set()
        elif to == "cancel" and job.state not in FINISHED:
            job.stopped = True
            job.going.set()
        return job.view()

    def close(self) -> None:
        """Cancel what runs and wait for it to end."""
        for job in list(self._jobs.values()):
            self.steer(job.id, "cancel")
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(timeout=60)

    def _job(self, key: str) -> _Job:
        try:
            return self._jobs[key]
        except KeyError:
            raise UnknownIdentifier("there is no such job: jobs are forgotten when the room closes") from None

    def _forget_old(self) -> None:
        ended = [key for key, job in self._jobs.items() if job.state in FINISHED]
        for key in ended[: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[key]

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            try:
                self._read(job)
            except _Cancelled:
                job.state = "cancelled"
            except RashomonError as error:
                job.trouble, job.state = str(error), "failed"
            except Exception as error:  # a fault of ours ends this job, not the room
                job.trouble, job.state = f"a fault of the program ({type(error).__name__}): please report it", "failed"
            finally:
                shutil.rmtree(job.folder, ignore_errors=True)
                self._changed()

    def _read(self, job: _Job) -> None:
        def told(progress: intake.Progress) -> None:
            job.counts[progress.outcome] = job.counts.get(progress.outcome, 0) + 1
            if len(job.items) < TOLD:
                job.items.append(ItemView(locator=_named(progress.locator), outcome=progress.outcome))
            job.going.wait()
            if job.stopped:
                raise _Cancelled

        job.going.wait()
        if job.stopped:
            raise _Cancelled
        job.state = "reading"
        with opened(self._ledger, create=True) as ledger:
            sources = intake.gathered(job.paths, allow=self._allow)  # its guard judges every address, redirects too
            found = intake.read_into(ledger, sources, seen=datetime.now(UTC), notify=told, reader=self._reader)
        why = {_named(n.locator): n for n in found.not_read}
        job.items = [
            ItemView(locator=i.locator, outcome=i.outcome, why=why[i.locator].why, advice=why[i.locator].advice)
            if i.outcome == "not read" and i.locator in why
            else i
            for i in job.items
        ]
        job.state = "done"


def _named(locator: str) -> str:
    """A file by its name, an address whole."""
    return bare(locator) if re.match("https?://", locator, re.IGNORECASE) else Path(locator).name


def safe_name(name: str, number: int, taken: set[str]) -> str:
    """A file name that names a file in its folder and nothing else, whatever was given; distinct from ``taken``."""
    bare = re.sub(r"[^\w.\- ]", "_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    stem, dot, suffix = bare[-80:].rpartition(".")
    shown = f"{(stem or suffix)[:60] or 'report'}{dot if stem else ''}{suffix[:10] if stem else ''}"
    return shown if shown not in taken else f"{number}-{shown}"


def pasted(text: str, *, title: str = "", outlet: str = "", published: str = "", url: str = "") -> tuple[str, bytes]:
    """A pasted text as a file to be read. Raises UsageError for an empty one."""
    if not text.strip():
        raise UsageError("the text is empty: paste the report's words")
    fields = {"title": title, "outlet": outlet, "published": published, "url": url}
    given = {k: v.strip() for k, v in fields.items() if v.strip()}
    return "pasted.json", json.dumps({**given, "text": text}, ensure_ascii=True).encode()
