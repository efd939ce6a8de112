"""Lines and brackets that name where a text comes from: datelines, agency marks, source lines, credits, bylines.

Attribution inside running text ("Reuters reported that ...") is not a mark; it belongs to the understand room.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rashomon.read.address import agencies, identity
from rashomon.read.dates import MONTH
from rashomon.records import Mark, MarkKind, Span

_LONGEST_LINE = 240
_DASH = re.compile(r"\s{0,3}(?:[—–―]|--)\s{0,3}|\s{1,3}-\s{1,3}|(?<=\)):\s{1,3}")
_BRACKET_END = re.compile(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\s*$")
_CAPS_PLACE = re.compile(r"[^\W\d_a-z][^\Wa-z_]*(?:[ '’./-]{1,2}[^\W\d_a-z][^\Wa-z_]*){0,5}\.?")
_TITLE_PLACE = re.compile(r"[A-ZÀ-Þ][\w'’.-]{1,24}(?:[ /](?:[A-ZÀ-Þ][\w'’.-]{0,24}|de|la|el|al|of|the|le)){0,4}")
_DAY = re.compile(
    rf"(?:(?:on\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?(?:{MONTH}\s\d{{1,2}}|\d{{1,2}}\s{MONTH})"
    r"(?:st|nd|rd|th)?(?:,?\s(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_NO_PLACES = frozenset(
    [
        "breaking",
        "update",
        "updated",
        "analysis",
        "exclusive",
        "live",
        "watch",
        "opinion",
        "video",
        "photos",
        "photo",
        "factbox",
        "explainer",
        "timeline",
        "comment",
        "editorial",
        "correction",
        "corrected",
        "note",
        "warning",
        "read",
        "more",
        "related",
        "also",
        "advertisement",
        "newsletter",
    ]
)
_SPLIT_NAMES = re.compile(r"\s*(?:[,;/|&]|\band\b|\bwith\b)\s*")
_CONNECTORS = frozenset(
    [
        "and",
        "with",
        "in",
        "for",
        "at",
        "of",
        "the",
        "de",
        "la",
        "van",
        "der",
        "von",
        "den",
        "al",
        "bin",
        "el",
        "du",
        "di",
        "da",
        "our",
        "from",
    ]
)

_NAME = r"(?P<names>[^\n]{2,140})"
_LINE_RULES: tuple[tuple[re.Pattern[str], MarkKind], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (rf"(?:original |news )?sources?\s{{0,2}}:\s{{0,2}}{_NAME}", MarkKind.SOURCE_LINE),
        (rf"(?:original (?:article|story|report)|originally from)\s{{0,2}}:?\s{{1,2}}{_NAME}", MarkKind.SOURCE_LINE),
        (rf"via:?\s{_NAME}", MarkKind.SOURCE_LINE),
        (
            r"(?:(?:this|the) (?:article|story|report|piece|post|text|item) )?(?:was |has |had |is )?(?:been )?"
            r"(?:(?:first|originally|previously) )+"
            rf"(?:appeared|published|posted|reported|ran|written) (?:on|in|by|at|for|with) {_NAME}",
            MarkKind.SOURCE_LINE,
        ),
        (
            r"(?:the post |this (?:article|story|report) )?[^\n]{0,120}?\bappeared first (?:on|in|at) " + _NAME,
            MarkKind.SOURCE_LINE,
        ),
        (
            r"(?:read|see|view) the (?:original|full|complete)(?: (?:article|story|report|post|version|text))?"
            rf" (?:at|on|in|from|via):? {_NAME}",
            MarkKind.SOURCE_LINE,
        ),
        (
            r"(?:(?:this|the) (?:article|story|report|piece) (?:is|was|has been) )?(?:copyright [^\n]{1,80}?[.,] )?"
            rf"(?:republished|reprinted|reproduced|syndicated)(?: here)?(?: with (?:the |kind )?permission)?"
            rf" (?:from|of|by) {_NAME}",
            MarkKind.SOURCE_LINE,
        ),
        (
            rf"(?:with )?(?:additional |further )?reporting (?:for this (?:story|article) )?(?:by|from) {_NAME}",
            MarkKind.CREDIT,
        ),
        (rf"with (?:additional )?(?:files|inputs?|material|information|contributions) from {_NAME}", MarkKind.CREDIT),
        (
            r"(?P<names>[^\n]{2,140}?) (?:also )?(?:have |has )?contributed (?:reporting )?"
            r"to this (?:report|story|article|piece)",
            MarkKind.CREDIT,
        ),
    )
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)(?: ©)?\s?(?:(?:19|20)\d\d)?,?\s?(?P<names>[^\n.]{2,60})", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:(?:written|reported|story|words|text|posted|published) )?by:?\s+(?P<who>[^\n|•·]{2,100}?)"
    r"\s*(?:(?P<rest>[|•·][^\n]{0,100})|$)",
    re.IGNORECASE,
)
_TAIL_BRACKET = re.compile(r"\s*[(\[]\s*([^()\[\]]{2,60})[)\]]\.?\s*$")
_TAIL_DASH = re.compile(r"(?<=[.!?”\"’])\s{0,3}(?:[-–—/]{1,2}\s{0,2})([^\n.]{2,40})\.?\s*$")
_TAIL_SENTENCE = re.compile(
    r"(?<=[.!?”\"’)])\s+((?:this|the) (?:article|story|report|piece) (?:was |has )?(?:been )?"
    r"(?:first|originally) [^\n]{8,160})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """``[0, end)`` of a paragraph is its dateline; ``words`` place and date as written, or None; the agency's mark."""

    end: int
    words: str | None
    marks: tuple[Mark, ...]


@cache
def _agency_names() -> frozenset[str]:
    return frozenset(alias for _, _, aliases in agencies() for alias in aliases)


def is_agency(name: str) -> bool:
    """Whether this is a news agency's name as marks write it (with regard to case)."""
    return name in _agency_names()


def _named(text: str, start: int, end: int, kind: MarkKind, *, only_agencies: bool) -> tuple[Mark, ...]:
    """Marks for the names listed in ``text[start:end]``; none where a part cannot be a name."""
    marks: list[Mark] = []
    at = start
    all_of_it = text[start:end].strip(" .:()[]*_")
    pieces = [(start, end)] if "://" in all_of_it or is_agency(all_of_it) else []
    if not pieces:
        for match in _SPLIT_NAMES.finditer(text, start, end):
            pieces.append((at, match.start()))
            at = match.end()
        pieces.append((at, end))
    for first, last in pieces:
        words = text[first:last].strip(' .:()[]*_"”“')
        if not words:
            continue
        place = text.index(words, first)
        known = is_agency(words) or is_agency(words.removeprefix("the ").removeprefix("The "))
        if not known and (only_agencies or not _could_be_name(words)):
            continue
        found = identity(words)
        if found is not None:
            span = Span(start=place, end=place + len(words))
            marks.append(Mark(kind=kind, key=found[0], name=found[1], span=span))
    return tuple(marks)


def _could_be_name(words: str) -> bool:
    parts = words.removeprefix("the ").split()
    if not 1 <= len(parts) <= 8:
        return False
    if len(parts) == 1 and "." in parts[0]:
        return True
    return all(p[0].isupper() or p[0].isdigit() or p.lower() in _CONNECTORS for p in parts) and parts[0][0].isupper()


def line_marks(line: str) -> tuple[Mark, ...] | None:
    """Marks of a line that does nothing but name where the text comes from; None for any other line.

    Places are those in the line. The tuple is empty where such a line names only persons ("Reporting by Jane Roe").
    """
    if len(line) > _LONGEST_LINE:
        return None
    stripped = line.rstrip(" .")
    if stripped.startswith("(") and stripped.endswith(")"):
        inner = line_marks(stripped[1:-1])
        return None if inner is None else tuple(moved(m, line.index(stripped[1:-1])) for m in inner)
    for pattern, kind in _LINE_RULES:
        match = pattern.fullmatch(stripped)
        if match:
            only = kind is MarkKind.CREDIT
            marks = _named(line, match.start("names"), match.end("names"), kind, only_agencies=only)
            if marks or only:
                return marks
    match = _COPYRIGHT.match(line)
    if match:
        marks = _named(line, match.start("names"), match.end("names"), MarkKind.AGENCY, only_agencies=True)
        return marks or None
    words = line.strip(" .-–—()[]/*")
    if words and len(words) <= 60 and all(is_agency(n) for n in _SPLIT_NAMES.split(words)):
        start = line.index(words)
        return _named(line, start, start + len(words), MarkKind.AGENCY, only_agencies=True) or None
    return None


def byline(line: str) -> tuple[str, tuple[Mark, ...]] | None:
    """Who wrote it and the agencies named there, when the line is a byline ("By Jane Roe, Example News")."""
    match = _BYLINE.fullmatch(line.strip()) if len(line) <= _LONGEST_LINE else None
    if match is None:
        return None
    who = match["who"].strip(" ,.:")
    parts = re.split(r"[\s,]+", who)
    if not parts or len(parts) > 15 or line.rstrip().endswith((".", "!", "?")):
        return None
    if not all(p[0].isupper() or p.lower() in _CONNECTORS for p in parts if p) or not parts[0][0].isupper():
        return None
    start = line.index(match["who"])
    marks = _named(line, start, start + len(match["who"]), MarkKind.AGENCY, only_agencies=True)
    return who, marks


def dateline(paragraph: str) -> Dateline | None:
    """The dateline a paragraph begins with, or None.

    A place in capitals is enough ("SEOUL —"); a place in mixed case needs a date or a known agency
    ("Geneva (AFP) -"); a known agency in brackets is enough by itself ("(Reuters) - ").
    """
    head = paragraph[:140]
    for dash in _DASH.finditer(head):
        found = _dateline_before(head, dash.start())
        if found is not None and dash.end() < len(paragraph):
            return Dateline(dash.end(), *found)
        if dash.start() > 100:
            break
    return None


def lone_dateline(line: str) -> Dateline | None:
    """A line that is nothing but a dateline with its date ("HARBOUR CITY, September 11"), or None."""
    words = line.strip(" .-–—")
    if len(words) > 80 or _DAY.search(words) is None or "," not in words:
        return None
    found = _dateline_before(words, len(words))
    return Dateline(len(line), *found) if found is not None and found[0] is not None else None


def _dateline_before(head: str, end: int) -> tuple[str | None, tuple[Mark, ...]] | None:
    marks: tuple[Mark, ...] = ()
    bracket = _BRACKET_END.search(head[:end])
    words_end = end
    if bracket:
        marks = _named(head, bracket.start(1), bracket.end(1), MarkKind.AGENCY, only_agencies=True)
        words_end = bracket.start()
        if not marks:
            return None
    words = head[:words_end].strip(" ,")
    if not words:
        return (None, marks) if marks else None
    if is_agency(words):
        return None, _named(head, 0, words_end, MarkKind.AGENCY, only_agencies=True)
    parts = [p.strip() for p in words.split(",")]
    if any(p.lower().strip(".:") in _NO_PLACES or p.lower().split()[0] in _NO_PLACES for p in parts if p):
        return None
    caps = _CAPS_PLACE.fullmatch(parts[0]) is not None and len(parts[0]) >= 3 and not _has_lower(parts[0])
    dated = _DAY.search(words) is not None
    if not caps and not ((dated or marks) and _TITLE_PLACE.fullmatch(parts[0])):
        return None
    if all(_dateline_part(p) for p in parts[1:]):
        return words, marks
    return None


def _has_lower(text: str) -> bool:
    return any(c.islower() for c in text)


def _dateline_part(part: str) -> bool:
    if _DAY.fullmatch(part) or re.fullmatch(r"(?:19|20)\d\d", part) or _TITLE_PLACE.fullmatch(part):
        return True
    return _CAPS_PLACE.fullmatch(part) is not None or is_agency(part)


def tail_marks(paragraph: str) -> tuple[int, tuple[Mark, ...]] | None:
    """Where a closing mark begins in a paragraph ("... he said. (Reuters)"), and its marks; None without one."""
    at = max(0, len(paragraph) - 200)
    for pattern in (_TAIL_BRACKET, _TAIL_DASH):
        match = pattern.search(paragraph, at)
        if match and match.start() > 0:
            names = _SPLIT_NAMES.split(match[1].strip())
            if all(is_agency(n) for n in names):
                kind = MarkKind.AGENCY
                marks = _named(paragraph, match.start(1), match.end(1), kind, only_agencies=True)
                if marks:
                    return match.start(), marks
    sentence = _TAIL_SENTENCE.search(paragraph, at)
    if sentence:
        inner = line_marks(sentence[1])
        if inner:
            return sentence.start(), tuple(moved(m, sentence.start(1)) for m in inner)
    return None


def moved(mark: Mark, by: int) -> Mark:
    """The same mark, so many code points further on."""
    span = Span(start=mark.span.start + by, end=mark.span.end + by)
    return Mark(kind=mark.kind, key=mark.key, name=mark.name, span=span)
