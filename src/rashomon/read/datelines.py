"""Datelines: the place, date and agency a report begins with ("HARBOUR CITY, March 3 (Example Press) —").

An agency need not be known: a name in brackets between a dateline's place and its dash is one. The word lists and
the sentences that are and are not datelines stand in rules/datelines.toml.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rashomon.read.dates import MONTH
from rashomon.read.marks import SPLIT_NAMES, is_agency, moved, named
from rashomon.records import Mark, MarkKind

_LOOKED_AT = 140  # code points; the longest dateline of a wire that we know of has 90
_DASH = re.compile(r"\s{0,3}(?:[—–―]|--)\s{0,3}|\s{1,3}-\s{1,3}|(?<=\)):\s{1,3}")
_TIGHT_HYPHEN = re.compile(r"(?P<place>[^\W\d_a-z]{5,20})-(?=[‘“\"']|(?:The|At|An|In|As|More|Nearly|Over|Some)\s)")
_BRACKET_END = re.compile(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\s*$")
_LEAD = re.compile(r"\(([^()]{2,60})\)\s{1,3}(?=[^\W\d_a-z]{2})")
_CAPS_PLACE = re.compile(r"[^\W\d_a-z][^\Wa-z_]*(?:[ '’./-]{1,2}[^\W\d_a-z][^\Wa-z_]*){0,5}\.?")
_TITLE_PLACE = re.compile(r"[A-ZÀ-Þ][\w'’.-]{1,24}(?:[ /](?:[A-ZÀ-Þ][\w'’.-]{0,24}|de|la|el|al|of|the|le)){0,4}")
_DATE = (
    rf"(?:(?:on\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?(?:{MONTH}\s\d{{1,2}}|\d{{1,2}}\s{MONTH})"
    r"(?:st|nd|rd|th)?(?:,?\s(?:19|20)\d\d)?"
)
_DAY = re.compile(_DATE, re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FULL_STOP = re.compile(
    rf"(?P<words>[^\W\d_a-z][^\n,]{{2,40}},\s(?:[^\n,\d]{{3,40}},\s)?(?i:{_DATE}))\.\s{{0,2}}"
    r"(?:(?:[-–—/]\s?)?(?P<agency>[^\n./]{2,40})[/.]\.?\s)?"
)
_AGENCY_AND_DATE = re.compile(rf"/?(?P<agency>[^\n,/]{{2,40}})/?,\s(?i:{_DATE})\.\s")
_AFTER = re.compile(r"/?(?P<agency>[^\n./]{2,40})(?:/\.?|\.)\s")


@dataclass(frozen=True, slots=True)
class Dateline:
    """``[0, end)`` of a paragraph is its dateline; ``words`` place and date as written, or None; the agency's mark."""

    end: int
    words: str | None
    marks: tuple[Mark, ...]


@cache
def _words(name: str) -> frozenset[str]:
    table = tomllib.loads((Path(__file__).parent / "rules" / "datelines.toml").read_text(encoding="utf-8"))
    return frozenset(word.casefold() for word in table["words"][name])


def dateline(paragraph: str) -> Dateline | None:
    """The dateline a paragraph begins with, or None.

    A place in capitals is enough ("SEOUL —"); a place in mixed case needs a date or a known agency
    ("Geneva (AFP) -"); a known agency in brackets is enough by itself ("(Reuters) - ").
    """
    head = paragraph[:_LOOKED_AT]
    lead = _LEAD.match(head)
    if lead:  # "(FORWARDER- Example News Agency) BAKU, ...": only before a dateline proper
        rest = _from_place(paragraph[lead.end() :])
        marks = _lead_marks(head, lead.start(1), lead.end(1))
        if rest is None or not marks:
            return _from_place(paragraph)
        found = tuple(moved(m, lead.end()) for m in rest.marks)
        return Dateline(lead.end() + rest.end, rest.words, marks + found)
    return _from_place(paragraph)


def lone_dateline(line: str) -> Dateline | None:
    """A line that is nothing but a dateline with its date ("HARBOUR CITY, September 11"), or None."""
    words = line.strip(" .-–—")
    if len(words) > 80 or _DAY.search(words) is None or "," not in words:
        return None
    found = _before_dash(words, len(words))
    return Dateline(len(line), *found) if found is not None and found[0] is not None else None


def _from_place(paragraph: str) -> Dateline | None:
    head = paragraph[:_LOOKED_AT]
    for dash in _DASH.finditer(head):
        found = _before_dash(head, dash.start())
        if found is not None and dash.end() < len(paragraph):
            words, marks = found
            end = dash.end()
            after = None if marks else _AFTER.match(paragraph, end, end + 60)
            if after and is_agency(after["agency"].strip()):
                end = after.end()
                marks = _known(paragraph, after)
            return Dateline(end, words, marks)
        if dash.start() > 100:
            break
    return _without_dash(head, len(paragraph))


def _without_dash(head: str, length: int) -> Dateline | None:
    """Datelines that end in a full stop ("TASS, September 12. ...", "BAKU, March 27. /TASS/. ...") or in a hyphen."""
    agency = _AGENCY_AND_DATE.match(head)
    if agency and is_agency(agency["agency"].strip()):
        return Dateline(agency.end(), None, _known(head, agency))
    tight = _TIGHT_HYPHEN.match(head)
    if tight and tight["place"].casefold() not in _words("no_places"):
        return Dateline(tight.end(), tight["place"], ())
    match = _FULL_STOP.match(head)
    if match is None or match.end("words") + 1 >= length or head[match.end("words") + 1] not in " /–—-":
        return None
    found = _before_dash(head, match.end("words"))
    if found is None or found[0] is None or not _all_capitals(found[0].split(",")[0]):
        return None
    if match["agency"] and is_agency(match["agency"].strip()):
        return Dateline(match.end(), found[0], _known(head, match))
    return Dateline(len(head[: match.end("words") + 1]) + 1, found[0], ())


def _known(text: str, match: re.Match[str]) -> tuple[Mark, ...]:
    return named(text, match.start("agency"), match.end("agency"), MarkKind.AGENCY, only_agencies=True)


def _lead_marks(head: str, start: int, end: int) -> tuple[Mark, ...]:
    hyphen = head.find("- ", start, end)
    return named(head, hyphen + 2 if hyphen >= 0 else start, end, MarkKind.AGENCY, only_agencies=hyphen < 0)


def _before_dash(head: str, end: int) -> tuple[str | None, tuple[Mark, ...]] | None:
    """Place and date, and the agencies' marks, when all of ``head[:end]`` is a dateline."""
    bracket = _BRACKET_END.search(head[:end])
    words_end = bracket.start() if bracket else end
    words = head[:words_end].strip(" ,")
    known: tuple[Mark, ...] = ()
    if bracket:
        known = named(head, bracket.start(1), bracket.end(1), MarkKind.AGENCY, only_agencies=True)
    if not words:
        return (None, known) if known else None
    if is_agency(words):
        return None, named(head, 0, words_end, MarkKind.AGENCY, only_agencies=True)
    parts = [p.strip() for p in words.split(",")]
    if any(_words("no_places") & {p.lower().strip(".:"), p.lower().split()[0]} for p in parts if p):
        return None
    caps = _CAPS_PLACE.fullmatch(parts[0]) is not None and len(parts[0]) >= 3 and _all_capitals(parts[0])
    dated = _DAY.search(words) is not None
    if not caps and not ((dated or known) and _TITLE_PLACE.fullmatch(parts[0])):
        return None
    if not all(_part(p) for p in parts[1:]):
        return None
    if bracket is None:
        return words, ()
    if known:
        return words, _bracket_marks(head, bracket) or known
    if head[end - 1] == ")" and head[end : end + 1] == ":" and not dated:
        return None
    marks = _unknown_agencies(head, bracket, parts[0], dated=dated)
    return None if marks is None else (words, marks)


def _unknown_agencies(head: str, bracket: re.Match[str], place: str, *, dated: bool) -> tuple[Mark, ...] | None:
    """Marks for agencies in brackets that no table knows; empty for a country or a role; None where it is no dateline.

    Without a date, a place's or body's abbreviation explained in brackets and a speaker's party look the same.
    """
    first = place.split(maxsplit=1)[0].lower().strip(".")
    if not dated and (_abbreviates(place, bracket[1]) or first in _words("titles")):
        return None
    names = [n.strip() for n in SPLIT_NAMES.split(bracket[1])]
    if any(n.casefold() in _words("no_agencies") or n.endswith(".") for n in names):
        return () if dated else None
    return _bracket_marks(head, bracket) or None


def _bracket_marks(head: str, bracket: re.Match[str]) -> tuple[Mark, ...]:
    """Marks for all names in brackets, known or not; none where one of them cannot be an agency's."""
    if not all(is_agency(n) or _agency_like(n) for n in map(str.strip, SPLIT_NAMES.split(bracket[1]))):
        return ()
    return named(head, bracket.start(1), bracket.end(1), MarkKind.AGENCY, only_agencies=False)


def _agency_like(name: str) -> bool:
    words = name.split()
    return (
        1 <= len(words) <= 5
        and len(name) >= 3
        and not any(c.isdigit() for w in words[:1] for c in w)
        and all(w[0].isupper() or w in ("of", "the", "de", "&") for w in words)
        and words[0][0].isupper()
    )


def _abbreviates(one: str, other: str) -> bool:
    """Whether one of two names is made of the other's initials."""
    a, b = one.replace(".", ""), other.replace(".", "")
    for short, long in ((a, b), (b, a)):
        initials = "".join(w[0] for w in re.findall(r"\w+", long))
        capitals = "".join(c for c in initials if c.isupper())
        if len(short) > 1 and short.casefold() in (initials.casefold(), capitals.casefold()):
            return True
    return False


def _all_capitals(text: str) -> bool:
    return not any(c.islower() for c in text)


def _part(part: str) -> bool:
    """Whether what stands after a comma can belong to a dateline: a date, a year, a region, an agency."""
    if _DAY.fullmatch(part) or _YEAR.fullmatch(part) or _TITLE_PLACE.fullmatch(part):
        return True
    return _CAPS_PLACE.fullmatch(part) is not None or is_agency(part)
