"""A newsroom of the tests' own: outlets with feeds and pages on a real local server, and a clock that is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from html import escape
from pathlib import Path

from rashomon.intake import Line
from rashomon.ledger import Ledger
from rashomon.read.fetch import Fetcher, World
from rashomon.read.limits import Limits
from rashomon.watch.plan import Plan
from rashomon.watch.rounds import Clock, Round, Watcher
from tests.read.site import Site, Visit

START = datetime(2031, 5, 5, 18, 0, tzinfo=UTC)


@dataclass
class Story:
    """A report of an outlet: its title and paragraphs, and when it says it was published."""

    title: str
    paragraphs: tuple[str, ...]
    at: datetime


@dataclass
class Hours:
    """A clock that moves only when it is slept on."""

    at: datetime = START

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - START).total_seconds()

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class Outlet:
    """An outlet on the server: its stories by path, and what ails it."""

    site: Site
    name: str
    stories: dict[str, Story] = field(default_factory=dict)
    down: int = 0  # the status it answers everything with, when not 0
    bare: bool = False  # its feed lists nothing

    def __post_init__(self) -> None:
        self.site.pages[self.feed] = self.tell_feed

    @property
    def feed(self) -> str:
        return f"/{self.name}/feed.rss"

    @property
    def address(self) -> str:
        return self.site.address + self.feed

    def publish(self, slug: str, story: Story) -> str:
        """Put a story on the site, or another version of it; gives its address."""
        path = f"/{self.name}/{slug}"
        self.stories[path] = story
        self.site.pages[path] = lambda visit: self.answer(visit, self.page(path))
        return self.site.address + path

    def page(self, path: str) -> str:
        story = self.stories[path]
        words = "".join(f"<p>{escape(p)}</p>" for p in story.paragraphs)
        return (
            f'<!doctype html><html lang="en"><head><title>{escape(story.title)}</title>'
            f'<meta property="og:site_name" content="{self.name.title()}">'
            f'<meta property="article:published_time" content="{story.at.isoformat()}"></head>'
            f"<body><article><h1>{escape(story.title)}</h1>{words}</article></body></html>"
        )

    def tell_feed(self, visit: Visit) -> None:
        items = "".join(
            f"<item><title>{escape(s.title)}</title><link>{self.site.address}{path}</link>"
            f"<pubDate>{format_datetime(s.at)}</pubDate></item>"
            for path, s in ({} if self.bare else self.stories).items()
        )
        head = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{self.name}</title>'
        self.answer(visit, f"{head}{items}</channel></rss>", "application/rss+xml")

    def answer(self, visit: Visit, body: str, media: str = "text/html; charset=utf-8") -> None:
        """Answer with an ETag, "not modified" where the asker has this one, or with what ails the outlet."""
        if self.down:
            visit.send("out of order", self.down)
            return
        tag = f'"{sha256(body.encode()).hexdigest()[:16]}"'
        if visit.headers.get("if-none-match") == tag:
            visit.send(b"", 304, ETag=tag, Content_Length=None)
        else:
            visit.send(body, ETag=tag, Content_Type=media)


def toll(number: str, voice: str, *, at: datetime = START, more: tuple[str, ...] = ()) -> Story:
    """A report on the invented clash at Ostrel."""
    return Story(
        title=f"{number.capitalize()} soldiers killed at Ostrel",
        paragraphs=(
            f"{number.capitalize()} soldiers were killed in the attack on the Ostrel depot on Monday, {voice} said.",
            "The road to the depot was closed. Residents of the valley heard the blast at dawn and left their houses.",
            *more,
        ),
        at=at,
    )


@contextmanager
def watching(
    path: Path, plan: Plan, hours: Hours, environ: dict[str, str] | None = None, *, reader: str = "rules"
) -> Iterator[Callable[[], Round]]:
    """A watch over a ledger file, as a new process would begin it; gives a function that makes one round."""
    from rashomon.understand import Reader

    world = World(now=hours.now, monotonic=hours.monotonic, sleep=hours.sleep)
    fetcher = Fetcher(Limits(pause=plan.pause.total_seconds()), allow=plan.allow, robots=plan.robots, world=world)
    with Ledger.open(path, create=True) as ledger, Ledger.open(path, readonly=True) as before:
        watcher = Watcher(ledger, before, Line(ledger, Reader(reader)), plan, fetcher, environ or {})
        yield lambda: watcher.round(Clock(now=hours.now, sleep=hours.sleep))


def alerts(path: Path, watch: str) -> list[tuple[str, str]]:
    """The kind and words of every alert in the outbox, in order."""
    with Ledger.open(path, readonly=True) as ledger:
        return [(alert.kind.value, alert.words) for alert, _, _ in ledger.sent(watch)]
