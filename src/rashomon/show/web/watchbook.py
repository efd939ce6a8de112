"""Watches made, changed and removed in the room: plans (TOML, docs/watch.md) in a folder beside the ledger.

A plan made here names what to visit and what to tell of, and delivers to a file beside it: commands, mail and
webhooks, which act on the machine, are written by hand only. A plan that was is kept, and shown, but not changed here.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rashomon.errors import UnknownIdentifier, UsageError
from rashomon.watch.plan import Plan, load

MOST = 100  # plans of one room, and sources of one plan
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}\Z")
_HEAD = "# Made in the reading room; changed there, this file is written anew."
WAYS = ("feed", "page", "sitemap")


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchPlan:
    """A plan as a form or a program gives it. ``sources``: "feed ADDRESS", "page ADDRESS" or "sitemap ADDRESS"."""

    name: str
    sources: tuple[str, ...]
    interval: str = "15m"
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """A plan of the room's folder: what it visits and asks, whether it can be changed here, and what is wrong with it.

    ``command`` runs it.
    """

    name: str
    sources: tuple[str, ...]
    interval: str
    about: str
    ours: bool
    trouble: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansView:
    """The plans of a room, by name."""

    plans: tuple[PlanView, ...]


class WatchBook:
    """The plans beside one ledger."""

    def __init__(self, ledger: Path) -> None:
        self._folder = ledger.with_name(f"{ledger.name}.watches")
        self._ledger = ledger

    def plans(self) -> PlansView:
        """All plans; one that cannot be read says why."""
        files = sorted(self._folder.glob("*.toml"))[:MOST] if self._folder.is_dir() else []
        return PlansView(plans=tuple(self._view(f) for f in files))

    def plan(self, name: str) -> PlanView:
        """One plan. Raises UnknownIdentifier."""
        path = self._path(name)
        if not path.is_file():
            raise UnknownIdentifier(f"no watch is called {name}")
        return self._view(path)

    def put(self, given: WatchPlan) -> PlanView:
        """Make or change a plan: whole, or not at all. Raises UsageError where it says nothing that can be watched."""
        path = self._path(given.name)
        if path.exists() and not self._view(path).ours:
            raise UsageError(f"{path.name} was written by hand: change it there")
        if not path.exists() and len(self.plans().plans) >= MOST:
            raise UsageError(f"there are {MOST} watches already: remove one first")
        text = "\n".join(_written(given)) + "\n"
        self._folder.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=self._folder, suffix=".new", delete=False, encoding="utf-8") as file:
            file.write(text)
        try:
            _checked(Path(file.name))
            Path(file.name).replace(path)
        finally:
            Path(file.name).unlink(missing_ok=True)
        return self._view(path)

    def remove(self, name: str) -> None:
        """Remove a plan; what it told stays in the ledger. Raises UnknownIdentifier, UsageError."""
        if not self.plan(name).ours:
            raise UsageError(f"{name}.toml was written by hand: remove the file itself")
        self._path(name).unlink()

    def _path(self, name: str) -> Path:
        if not _NAME.match(name):
            raise UsageError(f"{name[:60]!r} is no name of a watch: up to 40 letters a to z, digits and hyphens")
        return self._folder / f"{name}.toml"

    def _view(self, path: Path) -> PlanView:
        command = f"rashomon --ledger {self._ledger.name} watch {self._folder.name}/{path.name}"
        try:
            plan, text = load(path), path.read_text(encoding="utf-8")
        except (UsageError, OSError) as error:
            told = str(error).replace(str(path), path.name)
            return PlanView(
                name=path.stem, sources=(), interval="", about="", ours=False, trouble=told, command=command
            )
        return PlanView(
            name=path.stem,
            sources=tuple(_sources(plan, text)),
            interval=f"{int(plan.sources[0].interval.total_seconds())}s",
            about="; ".join(q.about for q in plan.questions if q.about),
            ours=text.startswith(_HEAD),
            trouble="",
            command=command,
        )


def _sources(plan: Plan, text: str) -> Iterator[str]:
    for source in plan.sources:
        way = next((w for w in WAYS if f"{w} = {_quoted(source.address)}" in text), "feed")
        yield f"{way} {source.address}"


def _written(given: WatchPlan) -> Iterator[str]:
    yield _HEAD
    yield f"name = {_quoted(given.name)}"
    yield f"interval = {_quoted(given.interval.strip() or '15m')}"
    for line in given.sources[: MOST + 1]:
        way, _, address = line.strip().partition(" ")
        if way not in WAYS:
            way, address = "feed", line
        yield from ("", "[[source]]", f"{way} = {_quoted(address.strip())}")
    if len(given.sources) > MOST:
        raise UsageError(f"a watch here has at most {MOST} sources: make another beside it")
    if given.about.strip():
        yield from ("", "[[question]]", f"about = {_quoted(given.about.strip())}")
    yield from ("", "[[deliver]]", 'to = "file"', f"path = {_quoted(given.name + '.alerts.jsonl')}")


def _quoted(words: str) -> str:
    """A TOML string. Raises UsageError for what TOML has no word for."""
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        raise UsageError("a watch holds characters that cannot be written") from None
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _checked(path: Path) -> None:
    try:
        load(path)
    except UsageError as error:
        raise UsageError(str(error).replace(f"{path}: ", "").replace(str(path), "the watch")) from None
