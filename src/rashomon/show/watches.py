"""What watches did and told, read from the ledger: a part of the views."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from rashomon.records import Alert, Letter, Visit

SHOWN = 100  # alerts of one watch, latest first
VISITS = 400  # visits of one source that are counted


class Watching(Protocol):
    """What is asked of the ledger here."""

    def watched(self) -> tuple[tuple[str, str], ...]:
        """`Standing.watched`."""

    def visits(self, watch: str, source: str, last: int = 400) -> tuple[Visit, ...]:
        """`Standing.visits`."""

    def letters(self, watch: str) -> tuple[Letter, ...]:
        """`Standing.letters`."""

    def sent(self, watch: str) -> tuple[tuple[Alert, str, str], ...]:
        """`Standing.sent`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedView:
    """A source of a watch: how often it was visited (the last `VISITS` are counted), how often in vain, and the last
    visit; what that visit asked with is left out.
    """

    source: str
    visits: int
    failed: int
    new: int
    last: Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldView:
    """An alert, the channel it goes through, and when it was delivered: "" where it was not yet."""

    alert: Alert
    channel: str
    delivered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchView:
    """One watch: its sources, what it told (latest first) and what it has still to tell."""

    name: str
    sources: tuple[WatchedView, ...]
    told: tuple[ToldView, ...]
    told_found: int
    waiting: tuple[Letter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchesView:
    """All watches that ever ran on this ledger, by name."""

    watches: tuple[WatchView, ...]


def watches_view(ledger: Watching) -> WatchesView:
    """What all watches of a ledger did and told. Addresses lose the user name and password they may hold."""
    pairs = ledger.watched()
    return WatchesView(
        watches=tuple(
            _watch(ledger, name, [source for watch, source in pairs if watch == name and source])
            for name in dict.fromkeys(watch for watch, _ in pairs)
        )
    )


def _watch(ledger: Watching, name: str, sources: list[str]) -> WatchView:
    told = [
        ToldView(alert=_bare_alert(alert), channel=channel, delivered=done)
        for alert, channel, done in reversed(ledger.sent(name))
    ]
    return WatchView(
        name=name,
        sources=tuple(_source(ledger.visits(name, source, VISITS)) for source in sources),
        told=tuple(told[:SHOWN]),
        told_found=len(told),
        waiting=tuple(replace(letter, alert=_bare_alert(letter.alert)) for letter in ledger.letters(name)),
    )


def _source(visits: tuple[Visit, ...]) -> WatchedView:
    last = visits[0]
    return WatchedView(
        source=bare(last.source),
        visits=len(visits),
        failed=sum(v.outcome.value == "failed" for v in visits),
        new=sum(v.new for v in visits),
        last=replace(
            last,
            source=bare(last.source),
            pages=tuple(map(bare, last.pages)),
            waiting=tuple(replace(w, address=bare(w.address)) for w in last.waiting),
            etag=None,
            modified=None,
        ),
    )


def _bare_alert(alert: Alert) -> Alert:
    return replace(alert, about=bare(alert.about))


def bare(address: str) -> str:
    """An address without the user name and password it may hold; any other words as they are."""
    head, slashes, rest = address.partition("://")
    authority, slash, path = rest.partition("/")
    return head + slashes + authority.rpartition("@")[2] + slash + path if slashes else address
