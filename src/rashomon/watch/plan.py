"""What a watch is to do: its TOML file, checked whole before anything is fetched.

Secrets never stand in the file: it names variables of the environment that hold them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from rashomon.errors import UsageError
from rashomon.records import AlertKind

ASKED = (AlertKind.CLAIM, AlertKind.NUMBER, AlertKind.CONFLICT, AlertKind.CORROBORATION, AlertKind.EDIT)
SHORTEST = timedelta(seconds=10)  # between two visits of one source
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_TIME = re.compile(r"(\d{1,6})\s*([smhd])\Z")
_YIELD = re.compile(r"(\d{1,6})\s+per\s+(\S.*)\Z")
_CHANNELS: dict[str, dict[str, Any]] = {
    "file": {"path": str},
    "command": {"run": list},
    "email": {
        "host": str,
        "port": int,
        "tls": str,
        "sender": str,
        "recipients": list,
        "user": str,
        "password_env": str,
    },
    "webhook": {"url": str, "url_env": str, "token_env": str, "secret_env": str},
}
_NEEDED: dict[str, set[str]] = {
    "file": {"path"},
    "command": {"run"},
    "email": {"host", "sender", "recipients"},
    "webhook": set(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed, page or sitemap, how often it is visited, and how many new reports it is expected to bring in which time
    (None: learned from its own past).
    """

    address: str
    interval: timedelta
    expected: int | None = None
    per: timedelta = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A saved question: the words every match must have ("" matches all), and what is told of it."""

    about: str
    tell: tuple[AlertKind, ...] = ASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to deliver: its name in this watch, its kind, its settings, and which alerts go through it."""

    name: str
    kind: str
    settings: Mapping[str, Any]
    tell: tuple[AlertKind, ...] = tuple(AlertKind)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The variables of the environment it needs."""
        return tuple(str(v) for k, v in sorted(self.settings.items()) if k.endswith("_env"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole watch. ``pause`` lies between two requests to a host; ``jitter`` is the share of an interval by which
    visits are scattered, decided by ``seed``; ``recheck`` says how long after its first visit a page is asked again
    whether it was edited; ``most`` pages are fetched in one visit.
    """

    name: str
    sources: tuple[Source, ...]
    questions: tuple[Asked, ...] = (Asked(about=""),)
    channels: tuple[Channel, ...] = ()
    pause: timedelta = timedelta(seconds=2)
    jitter: float = 0.1
    seed: int = 0
    recheck: tuple[timedelta, ...] = ()
    most: int = 50
    allow: tuple[str, ...] = ()
    robots: bool = True


def load(path: Path) -> Plan:
    """The plan in a TOML file. Raises UsageError, one line: what is wrong, where, and what may stand there."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({str(error).splitlines()[0]}): mend it or name another") from None
    try:
        return _plan(written, path.stem, path.parent)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from None


def _plan(written: dict[str, Any], stem: str, folder: Path) -> Plan:
    kinds: dict[str, Any] = {
        "name": str, "interval": str, "pause": str, "jitter": float, "seed": int, "recheck": list, "most": int,
        "allow": list, "robots": bool, "source": list, "question": list, "deliver": list,
    }  # fmt: skip
    _known(written, kinds, "the file")
    interval = span(written.get("interval", "15m"))
    sources = tuple(_source(each, interval) for each in _tables(written, "source"))
    if not sources:
        raise UsageError('it names no source: write [[source]] and feed = "https://..." below it')
    for address in sorted({s.address for s in sources}):
        if [s.address for s in sources].count(address) > 1:
            raise UsageError(f"the source {address} stands in it twice: name it once")
    channels = tuple(c for each in _tables(written, "deliver") for c in _apart(_channel(each, folder)))
    names = [c.name for c in channels]
    if twice := sorted({n for n in names if names.count(n) > 1}):
        raise UsageError(f'two [[deliver]] are called {twice[0]}: give one of them another name = "..."')
    jitter = float(written.get("jitter", 0.1))
    if not 0 <= jitter <= 0.5:
        raise UsageError(f"jitter is {jitter:g}: write a share of the interval from 0 to 0.5")
    return Plan(
        name=str(written.get("name", stem)),
        sources=sources,
        questions=tuple(_asked(each) for each in _tables(written, "question")) or (Asked(about=""),),
        channels=channels,
        pause=span(written.get("pause", "2s")),
        jitter=jitter,
        seed=int(written.get("seed", 0)),
        recheck=tuple(sorted(span(each) for each in written.get("recheck", ["1h", "6h", "1d", "3d"]))),
        most=max(1, int(written.get("most", 50))),
        allow=tuple(_words(written.get("allow", []), "allow")),
        robots=bool(written.get("robots", True)),
    )


def span(words: object) -> timedelta:
    """A time in words ("90s", "15m", "6h", "2d"). Raises UsageError."""
    found = _TIME.match(words.strip()) if isinstance(words, str) else None
    if found is None:
        raise UsageError(f'{words!r} is no time: write a number and s, m, h or d, as in "15m"')
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


def _source(written: dict[str, Any], interval: timedelta) -> Source:
    ways = ("feed", "page", "sitemap")
    _known(written, dict.fromkeys((*ways, "interval", "expect"), str), "[[source]]")
    named = [str(written[way]) for way in ways if way in written]
    if len(named) != 1:
        raise UsageError(f"a [[source]] needs exactly one of {', '.join(ways)} with an address")
    if not named[0].startswith(("http://", "https://")):
        raise UsageError(f"the source {named[0]!r} is no web address: it begins with http:// or https://")
    each = span(written["interval"]) if "interval" in written else interval
    if each < SHORTEST:
        raise UsageError(f"the interval of {named[0]} is below {SHORTEST.seconds} s: visit it less often")
    expected, per = None, timedelta(days=1)
    if "expect" in written:
        found = _YIELD.match(written["expect"].strip())
        if found is None:
            raise UsageError(f'expect is {written["expect"]!r}: write a number of reports in a time, as in "4 per 1d"')
        expected, per = int(found[1]), span(found[2])
    return Source(address=named[0], interval=each, expected=expected, per=per)


def _asked(written: dict[str, Any]) -> Asked:
    _known(written, {"about": str, "tell": list}, "[[question]]")
    if not str(written.get("about", "")).strip():
        raise UsageError('a [[question]] needs about = "words that name it"')
    return Asked(about=str(written["about"]), tell=_kinds(written, ASKED))


def _channel(written: dict[str, Any], folder: Path) -> Channel:
    kind = written.get("to")
    if kind not in _CHANNELS:
        raise UsageError(f"a [[deliver]] goes to {', '.join(sorted(_CHANNELS))}, and not to {kind!r}")
    _known(written, {"to": str, "name": str, "tell": list, **_CHANNELS[kind]}, f'[[deliver]] to = "{kind}"')
    if missing := sorted(_NEEDED[kind] - written.keys()):
        raise UsageError(f'[[deliver]] to = "{kind}" needs {missing[0]}')
    if kind == "webhook" and ("url" in written) == ("url_env" in written):
        raise UsageError("a webhook needs either url, or url_env: the variable that holds it")
    for key in ("run", "recipients"):
        if key in written and not _words(written[key], key):
            raise UsageError(f"{key} is empty: write a list of words")
    settings = {k: v for k, v in written.items() if k not in ("to", "name", "tell")}
    if kind == "file":
        settings["path"] = str(folder / settings["path"])
    if settings.get("tls", "starttls") not in ("starttls", "tls", "none"):
        raise UsageError(f'tls is {settings["tls"]!r}: write "starttls", "tls" or "none"')
    tell = _kinds(written, tuple(AlertKind))
    return Channel(name=str(written.get("name", kind)), kind=kind, settings=settings, tell=tell)


def _apart(channel: Channel) -> list[Channel]:
    """One channel for each recipient of mail: a server may take a message for one and refuse it for another."""
    recipients = channel.settings.get("recipients", [])
    if len(recipients) < 2:
        return [channel]
    return [
        replace(channel, name=f"{channel.name} to {each}", settings={**channel.settings, "recipients": [each]})
        for each in recipients
    ]


def _kinds(written: dict[str, Any], usual: tuple[AlertKind, ...]) -> tuple[AlertKind, ...]:
    if "tell" not in written:
        return usual
    named = _words(written["tell"], "tell")
    possible = {kind.value: kind for kind in usual}
    if wrong := [n for n in named if n not in possible]:
        raise UsageError(f"tell names {wrong[0]!r}: it may have {', '.join(sorted(possible))}")
    return tuple(possible[n] for n in named)


def _words(written: object, what: str) -> list[str]:
    if not isinstance(written, list) or not all(isinstance(each, str) for each in written):
        raise UsageError(f'{what} must be a list of texts, as in ["a", "b"]')
    return list(written)


def _tables(written: dict[str, Any], key: str) -> Iterable[dict[str, Any]]:
    tables = written.get(key, [])
    if not all(isinstance(each, dict) for each in tables):
        raise UsageError(f"{key} must be written as [[{key}]]")
    return list(tables)


def _known(written: Mapping[str, Any], kinds: Mapping[str, Any], where: str) -> None:
    for key, value in written.items():
        if key not in kinds:
            raise UsageError(f"{where} has an unknown key {key!r}: it may have {', '.join(sorted(kinds))}")
        kind = kinds[key]
        if not isinstance(value, (int, float) if kind is float else kind) or (
            isinstance(value, bool) and kind is not bool
        ):
            names = {str: "a text", int: "a whole number", float: "a number", bool: "true or false", list: "a list"}
            raise UsageError(f"{where}: {key} must be {names[kind]}, not {value!r}")
