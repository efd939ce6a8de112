"""Lines about the report rather than of it: who wrote it, when, how long it takes to read, whose picture it is.

Such lines are told by their parts: a line whose parts, set apart by bars and bullets, are all dates, reading times,
page furniture or names, with at least one that cannot be anything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.read.address import identity
from rashomon.read.furniture import rule_for
from rashomon.read.marks import CONNECTORS, is_agency
from rashomon.read.published import is_dated
from rashomon.records import BlockKind

_LONGEST = 160
_MOST_PARTS = 8
_LONGEST_CAPTION = 800
_BARS = re.compile(r"\s{0,3}[|•·∙⋅‧►▪]\s{0,3}")
_DASHES = re.compile(r"\s{1,3}[-–—/]\s{1,3}")
_CLOCK = re.compile(
    r"(?:at\s)?\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)?)?"
)
_WEEKDAY = re.compile(r"(?:^|,?\s)(?:mon|tues|wednes|thurs|fri|satur|sun)day,?$", re.IGNORECASE)
_FROM = re.compile(r"(?:by|from|source|author|written by|in)\s?:?\s+(?=\S)", re.IGNORECASE)
_PICTURE = re.compile(r"[(\[](?P<who>[^()\[\]/]{2,60}(?:/[^()\[\]/]{2,60}){1,3})[)\]]\.?")
_PICTURE_WORD = re.compile(
    r"[(\[](?:file |handout )?(?:photo|image|picture|credit)s?\b[^()\[\]]{0,100}[)\]]\.?", re.IGNORECASE
)
_PICTURE_DESK = re.compile(
    r"epa\d{6,10}\s|[^\n]{0,700}\b(?:EDITORIAL USE ONLY|NO SALES|NO ARCHIVES|MANDATORY CREDIT)\b"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?: (?:©|\(c\)))?\s?(?:(?:19|20)\d\d)?,?\s?(?:by )?(?P<who>[^\n.©]{2,60}?)"
    r"(?:\s(?:19|20)\d\d)?(?:[.,]?\s(?:all|some) rights reserved)?\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MetaLine:
    """What such a line is, the name of who wrote it where it gives one, and whether it holds a date."""

    kind: BlockKind
    who: str | None
    dated: bool


def meta_line(line: str, *, top: bool) -> MetaLine | None:
    """The line as one about the report, or None. ``top``: it stands above the running text, where a name and a date
    parted by a dash are no heading."""
    words = line.strip(" |•·")
    if len(words) > _LONGEST or not words:
        return None
    parts = _parts(words, _BARS)
    if len(parts) < 2 and top:
        parts = _parts(words, _DASHES)
    if not (2 <= len(parts) <= _MOST_PARTS or is_dated(_WEEKDAY.sub("", words))):
        return None
    names: list[str] = []
    dated = sure = False
    for part in parts:
        if _when(part):
            dated = True
        elif (rule := rule_for(part)) is not None:
            sure = True
            if rule.kind is BlockKind.BYLINE:
                names.append(part)
        elif _name(part):
            names.append(_FROM.sub("", part, count=1))
        else:
            return None
    if not (dated or sure) or len(names) > 2 or (not sure and not top and names):
        return None
    return MetaLine(BlockKind.BYLINE if names else BlockKind.BOILERPLATE, names[0] if names else None, dated)


def signature(line: str, names: tuple[str | None, ...]) -> bool:
    """Whether the line is nothing but one of these names (the outlet's or author's, as the file declares them)."""
    if len(line) > 100:
        return False
    found = identity(_FROM.sub("", line.strip(), count=1))
    listed = [part for n in names if n for part in (n, *n.split(", "))]
    return found is not None and any(identity(n) == found for n in listed)


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph tells of a picture: it ends in a picture credit or carries a picture desk's remarks."""
    if len(paragraph) > _LONGEST_CAPTION:
        return False
    if _PICTURE_DESK.match(paragraph):
        return True
    at = max(paragraph.rfind("("), paragraph.rfind("["))
    if at <= 0:
        return False
    credit = _PICTURE.fullmatch(paragraph, at)
    if credit:
        return is_agency(credit["who"].rpartition("/")[2].strip()) and not is_agency(credit["who"].partition("/")[0])
    return _PICTURE_WORD.fullmatch(paragraph, at) is not None


def holder(line: str) -> str | None:
    """Who holds the copyright, when the line says that and no more ("© 2021 Harbour Gazette")."""
    match = _COPYRIGHT.fullmatch(line.strip()) if len(line) <= _LONGEST else None
    return match["who"].strip(" ,") if match and _name(match["who"].strip(" ,")) else None


def _parts(words: str, separator: re.Pattern[str]) -> list[str]:
    return [p for p in (p.strip(" ,") for p in separator.split(words)) if p]


def _when(part: str) -> bool:
    rest = _WEEKDAY.sub("", part)
    return not rest or is_dated(rest) or _CLOCK.fullmatch(rest) is not None


def _name(part: str) -> bool:
    words = _FROM.sub("", part, count=1).replace(",", " ").split()
    if not 1 <= len(words) <= 6 or part.endswith((".", "!", "?", ":")):
        return False
    return words[0][0].isupper() and all(w[0].isupper() or w in CONNECTORS or w == "&" for w in words)
