"""Every expression of time in a text with its TIMEX3 value: dates, times of day, durations, sets, vague references.

`find_moments` keeps what places an event; this layer reads all that speaks of time, by `rules/times.toml`.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from rashomon.records import Span
from rashomon.understand.moments.grammar import future
from rashomon.understand.moments.values import Setting, value

_TRIGGER = re.compile(
    r"[0-9]|day|night|week|month|year|decade|centur|quarter|half|spring|summer|autumn|winter|fall|morrow|morning|noon"
    r"|afternoon|evening|hour|minute|second|now|current|recent|present|moment|past|future|soon|term|previous|former"
    r"|fortnight|GMT|UTC|lately|ago|daily|weekly|annual|ly\b|ties|Christmas|Easter|Thanksgiving|Halloween|nineteen|eighteen"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEP|OCT|NOV|DEC",
    re.I,
)
_QUARTER = re.compile(r"\d{4}-Q[1-4]")
_NAMED = re.compile(r"\d{4}(?:-(?:\d\d(?:-\d\d)?|W\d\d|Q\d))?")
_QUARTER_HOLDS = 2  # sentences for which "a year ago" is still that of the quarter named
_LONGEST = 20_000  # characters of one sentence looked at


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words for a time: their place, kind (DATE, TIME, DURATION or SET) and TIMEX3 value, and the rule that read it."""

    start: int
    end: int
    kind: str
    value: str
    rule: str


@cache
def _rules() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    table = tomllib.loads(files("rashomon.understand").joinpath("rules", "times.toml").read_text("utf-8"))
    words: dict[str, str] = table["words"]
    return tuple((r["name"], r["reading"], re.compile(_filled(r["pattern"], words), re.I)) for r in table["rule"])


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with its words put in, those within words too."""
    while "{" in (rest := re.sub(r"\{[0-9,]+\}", "", pattern)) and any("{" + name + "}" in rest for name in words):
        for name, body in words.items():
            pattern = pattern.replace("{" + name + "}", body)
    return pattern


def find_times(text: str, sentences: Sequence[Span], published: date) -> tuple[TimeExpression, ...]:
    """All expressions of time in these sentences, in order, none overlapping, read against the day of publication."""
    found: list[TimeExpression] = []
    spoken, quarter, since = "", "", 0
    for sentence in sentences:
        since += 1
        quarter = quarter if since <= _QUARTER_HOLDS else ""
        for place in _places(text, sentence.start, min(sentence.end, sentence.start + _LONGEST)):
            start, end, name, reading, groups = place
            ahead = future(text, sentence.start, start)
            read = value(reading, groups, Setting(published, spoken, ahead, quarter))
            if read is None:
                continue
            found.append(TimeExpression(start, end, *read, name))
            if _NAMED.fullmatch(read[1][:10]):
                spoken = read[1][:10]
            if _QUARTER.fullmatch(read[1]) and reading not in ("year ago", "ago"):
                quarter, since = read[1], 0
    return tuple(found)


_Place = tuple[int, int, str, str, dict[str, str]]


def _places(text: str, start: int, end: int) -> Iterator[_Place]:
    """The matches of a sentence, the longest at each place, in order."""
    if _TRIGGER.search(text, start, end) is None:
        return
    matches: list[tuple[int, int, int, _Place]] = []
    for order, (name, reading, pattern) in enumerate(_rules()):
        for match in pattern.finditer(text, start, end):
            if match.end() > match.start():
                groups = {key: words for key, words in match.groupdict().items() if words is not None}
                groups["all"] = match.group().lower()
                last = match.end() - len(match.group()) + len(match.group().rstrip(" ,"))
                place = (match.start(), last, name, reading, groups)
                matches.append((match.start() - last, order, match.start(), place))
    taken: list[tuple[int, int]] = []
    kept: list[_Place] = []
    for _, _, _, place in sorted(matches, key=lambda m: m[:3]):
        k = bisect_left(taken, (place[0], place[0]))
        if (k == 0 or taken[k - 1][1] <= place[0]) and (k == len(taken) or taken[k][0] >= place[1]):
            taken.insert(k, (place[0], place[1]))
            kept.append(place)
    yield from sorted(kept, key=lambda p: p[0])
