"""Finds the words for times, by the patterns of `rules/times.toml`. What they mean is read elsewhere."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

_CUES = re.compile(
    r"\b(?:(?P<future>will|shall|scheduled|due|set to|plans? to|planning to|planned for|upcoming|expected to|going to"
    r"|is to|are to|must|should(?! have)|ahead of|aims? to|intends? to|next|coming|tickets? for|would(?! have)"
    r"|planned to|(?:was|were|is|are) planning|hop(?:es|ed|ing) to|slated|effective|payable|postponed"
    r"|as (?:early|soon|late) as|may(?! have)|might(?! have)|was to|were to)"
    r"|(?P<past>was|were|had|did)|(?P<said>said|says|told|reported|announced|warned|added|confirmed|according|has|have))\b"
)
_EACH = re.compile(r"\b(?:[Ee]very|[Ee]ach)(?: other)? $")
_NAME = re.compile(
    r" (?!January|February|March|April|May|June|July|August|September|October|November|December)[A-Z][a-z]"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|during|before|after|from|between|through|of|year|the|a|his|her|their|its|to|and|or)"
    r"(?: the year)? |['’]s |[(–—-])$",
    re.I,
)
_CUE_REACH = 120  # characters before the words in which a cue of tense is looked for
_BOUNDARY = re.compile(r"[.;:!?](?=\s)")
_LONGEST = 20_000  # characters of one sentence looked at
_TIMELESS = frozenset(("none", "weekdays", "week's days", "set", "present", "past", "future", "year as a length"))
_TOWARDS = frozenset(("last", "past", "next", "coming"))
_DAY_GROUPS = ("weekday", "word", "month")


class Tense(StrEnum):
    """What the words before a time speak of."""

    AHEAD = "ahead"
    PAST = "past"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Expression:
    """Words for a time: place, the rule that found them, the reading they want, the named groups that matched.

    The group "all" holds all words in lower case. ``day_at``: where the day named beside a time of day begins.
    """

    start: int
    end: int
    rule: str
    reading: str
    groups: Mapping[str, str]
    day_at: int


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    reading: str
    pattern: re.Pattern[str]
    needs: str


@cache
def _rules() -> tuple[tuple[_Rule, ...], Mapping[str, Sequence[str]]]:
    table = tomllib.loads(files("rashomon.understand").joinpath("rules", "times.toml").read_text("utf-8"))
    words: dict[str, str] = table["words"]
    rules = tuple(
        _Rule(r["name"], r["reading"], re.compile(_filled(r["pattern"], words), re.I), r["needs"])
        for r in table["rule"]
    )
    return rules, {name: bits.split() for name, bits in table["needs"].items()}


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with its words put in, those within words too."""
    while "{" in (rest := re.sub(r"\{[0-9,]+\}", "", pattern)) and any("{" + name + "}" in rest for name in words):
        for name, body in words.items():
            pattern = pattern.replace("{" + name + "}", body)
    return pattern


def scan(text: str, start: int, end: int) -> tuple[Expression, ...]:
    """All words for times in ``text[start:end]``, in order, none overlapping; places lie in ``text``.

    Of the matches at one place the longest wins, of equally long ones the rule that stands first.
    """
    end = min(end, start + _LONGEST)
    matches = sorted(_matches(text, start, end), key=lambda m: m[:3])
    taken: list[tuple[int, int]] = []
    kept: list[Expression] = []
    for _, _, _, e in matches:
        k = bisect_left(taken, (e.start, e.start))
        if (k == 0 or taken[k - 1][1] <= e.start) and (k == len(taken) or taken[k][0] >= e.end):
            taken.insert(k, (e.start, e.end))
            kept.append(e)
    return tuple(sorted(kept, key=lambda e: e.start))


def _matches(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, Expression]]:
    """Every match of every rule with what it is ranked by: the longest first, then the order of the rules."""
    rules, _ = _rules()
    words = text[start:end]
    there = _there(words, words.lower())
    for order, rule in enumerate(rules):
        if rule.needs not in there:
            continue
        for match in rule.pattern.finditer(text, start, end):
            own = match.group()
            last = match.end() - len(own) + len(own.rstrip(" ,"))
            if last == match.start() or _named(text, match, start):
                continue
            groups = {key: held for key, held in match.groupdict().items() if held is not None}
            groups["all"] = own.lower()
            day_at = min((match.start(name) for name in _DAY_GROUPS if name in groups), default=match.start())
            e = Expression(match.start(), last, rule.name, rule.reading, groups, day_at)
            yield match.start() - last, order, match.start(), e


def _there(words: str, lower: str) -> frozenset[str]:
    """The needs of rules that a sentence meets."""
    _, needs = _rules()
    return frozenset(
        name for name, bits in needs.items() if any(bit in (lower if bit.islower() else words) for bit in bits)
    )


def _named(text: str, match: re.Match[str], start: int) -> bool:
    """ "Ostra Today", "Group Tomorrow", "the Sunday Lantern": part of a name."""
    first = match.start()
    if text[first : first + 5] in ("Today", "Tomor", "Yeste", "Tonig"):
        before = text[max(start, first - 30) : first].split()
        return bool(before) and before[-1][:1].isupper()
    return (
        text[max(0, first - 4) : first].lower() == "the "
        and text[first : match.end()].endswith("day")
        and _NAME.match(text, match.end()) is not None
    )


def tense(text: str, start: int, at: int) -> Tense:
    """What the words before place ``at`` in its sentence (from ``start``) speak of."""
    window = text[max(start, at - _CUE_REACH) : at]
    cut = 0
    for boundary in _BOUNDARY.finditer(window):
        cut = boundary.end()
    last = None
    for cue in _CUES.finditer(window, cut):
        last = cue
    if last is None:
        return Tense.OPEN
    return {"future": Tense.AHEAD, "past": Tense.PAST}.get(last.lastgroup or "", Tense.OPEN)


def placing(text: str, e: Expression) -> bool:
    """Whether an expression can place what happened: no length ("two years"), no repetition ("every Tuesday").

    A bare number is a year only where the words before it say so.
    """
    if e.reading == "duration":
        return (e.groups.get("which") or e.groups.get("shift") or "").lower() in _TOWARDS
    if e.reading == "year" and "part" not in e.groups and "year2" not in e.groups:
        return _YEAR_BEFORE.search(text, max(0, e.start - 14), e.start) is not None
    return e.reading not in _TIMELESS
