"""Finds the words for times, by the patterns of `rules/moments.toml`. What they mean is read elsewhere."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# A place where none of these stands has no time words: saves nine tenths of the work on ordinary sentences.
_TRIGGER = re.compile(
    r"[0-9]|day|night|week|month|year|decade|century|quarter|half|spring|summer|autumn|winter|fall"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|morrow"
    r"|ago|morning|afternoon|evening|hours|Christmas|Easter|Year['’]s"
)
# What a rule cannot do without, by what its pattern holds: most rules are passed over in most sentences.
_NEEDS = (
    (
        ("{MONTH}", "{NAMED}", "January", "March|"),
        re.compile(
            r"\b(?:J(?:an|un|ul|AN|UN|UL)|F(?:eb|EB)|M(?:ar|ay|AR|AY)|A(?:pr|ug|PR|UG)|S(?:ep|EP)|O(?:ct|CT)|N(?:ov|OV)|D(?:ec|EC))"
        ),
    ),
    (("{YEAR}", "<year>", "<decade>"), re.compile(r"[0-9]|quarter|half")),
    (("{WEEKDAY}",), re.compile(r"[a-z]day\b")),
)
_CUES = re.compile(
    r"\b(?:(?P<future>will|shall|scheduled|due|set to|plans? to|planning to|planned for|upcoming|expected to|going to"
    r"|is to|are to|must|should(?! have)|ahead of|aims? to|intends? to|next|coming|tickets? for|would(?! have)"
    r"|planned to|(?:was|were|is|are) planning|hop(?:es|ed|ing) to|slated|effective|payable|postponed"
    r"|as (?:early|soon|late) as|may(?! have)|might(?! have)|was to|were to)"
    r"|(?P<past>said|says|told|reported|announced|was|were|had|did|warned|added|confirmed|according|has|have))\b"
)
_EACH = re.compile(r"\b(?:[Ee]very|[Ee]ach)(?: other)? $")
_NAME = re.compile(
    r" (?!January|February|March|April|May|June|July|August|September|October|November|December)[A-Z][a-z]"
)
_CUE_REACH = 120  # characters before the words in which a cue of the future is looked for
_BOUNDARY = re.compile(r"[.;:!?](?=\s)")


@dataclass(frozen=True, slots=True)
class Expression:
    """Words for a time: place, the rule that found them, the reading they want, the named groups that matched."""

    start: int
    end: int
    rule: str
    reading: str
    groups: Mapping[str, str]


@cache
def _rules() -> tuple[tuple[str, str, re.Pattern[str], re.Pattern[str]], ...]:
    table = tomllib.loads(files("rashomon.understand").joinpath("rules", "moments.toml").read_text("utf-8"))
    words: dict[str, str] = table["words"]
    compiled = []
    for row in table["rule"]:
        pattern = row["pattern"]
        for name, body in words.items():
            pattern = pattern.replace("{" + name + "}", body)
        need = next((need for marks, need in _NEEDS if any(mark in row["pattern"] for mark in marks)), _TRIGGER)
        compiled.append((row["name"], row["reading"], re.compile(pattern), need))
    return tuple(compiled)


def scan(text: str, start: int, end: int) -> tuple[Expression, ...]:
    """All words for times in ``text[start:end]``, in order, none overlapping; places lie in ``text``."""
    if _TRIGGER.search(text, start, end) is None:
        return ()
    found: list[Expression] = []
    taken: list[tuple[int, int]] = []  # places given away, sorted
    held = {need: need.search(text, start, end) is not None for _, need in _NEEDS}
    for name, reading, pattern, need in _rules():
        if not held.get(need, True):
            continue
        for match in pattern.finditer(text, start, end):
            groups = {key: value for key, value in match.groupdict().items() if value is not None}
            first = match.start() + len(groups.pop("in", ""))
            first += len(text[first : match.end()]) - len(text[first : match.end()].lstrip())
            k = bisect_left(taken, (first, first))
            clash = (k > 0 and taken[k - 1][1] > first) or (k < len(taken) and taken[k][0] < match.end())
            if clash or _named(text, first, start) or _no_one_day(text, first, match.end(), reading):
                continue
            taken.insert(k, (first, match.end()))
            found.append(Expression(first, match.end(), name, reading, groups))
    return tuple(sorted(found, key=lambda e: e.start))


def _named(text: str, first: int, start: int) -> bool:
    """ "Ostra Today", "Group Tomorrow": a capital after a capital is part of a name."""
    if text[first : first + 5] not in ("Today", "Tomor", "Yeste", "Tonig"):
        return False
    before = text[max(start, first - 30) : first].split()
    return bool(before) and before[-1][:1].isupper()


def _no_one_day(text: str, first: int, end: int, reading: str) -> bool:
    """ "Every Saturday" is no one day, "the Sunday Lantern" a name."""
    if reading != "weekday":
        return False
    if _EACH.search(text, max(0, first - 12), first):
        return True
    return text[max(0, first - 4) : first].lower() == "the " and _NAME.match(text, end) is not None


def future(text: str, start: int, at: int) -> bool:
    """Whether the words before place ``at`` in its sentence (from ``start``) speak of what is to come."""
    window = text[max(start, at - _CUE_REACH) : at]
    cut = 0
    for boundary in _BOUNDARY.finditer(window):
        cut = boundary.end()
    last = None
    for cue in _CUES.finditer(window, cut):
        last = cue
    return last is not None and last.group("future") is not None
