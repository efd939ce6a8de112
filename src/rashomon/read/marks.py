"""Lines and brackets that name where a text comes from: agency marks, source lines, credits, bylines.

Attribution inside running text ("Reuters reported that ...") is not a mark; it belongs to the understand room.
"""

from __future__ import annotations

import re
from functools import cache

from rashomon.read.address import agencies, identity
from rashomon.records import Mark, MarkKind, Span

_LONGEST_LINE = 240
SPLIT_NAMES = re.compile(r"\s*(?:[,;/|&]|\band\b|\bwith\b)\s*")
CONNECTORS = frozenset(
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


@cache
def _agency_names() -> frozenset[str]:
    return frozenset(alias for _, _, aliases in agencies() for alias in aliases)


def is_agency(name: str) -> bool:
    """Whether this is a news agency's name as marks write it (with regard to case)."""
    return name in _agency_names()


def named(text: str, start: int, end: int, kind: MarkKind, *, only_agencies: bool) -> tuple[Mark, ...]:
    """Marks for the names listed in ``text[start:end]``; none where a part cannot be a name."""
    marks: list[Mark] = []
    at = start
    all_of_it = text[start:end].strip(" .:()[]*_")
    pieces = [(start, end)] if "://" in all_of_it or is_agency(all_of_it) else []
    if not pieces:
        for match in SPLIT_NAMES.finditer(text, start, end):
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
    return all(p[0].isupper() or p[0].isdigit() or p.lower() in CONNECTORS for p in parts) and parts[0][0].isupper()


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
            marks = named(line, match.start("names"), match.end("names"), kind, only_agencies=only)
            if marks or only:
                return marks
    match = _COPYRIGHT.match(line)
    if match:
        marks = named(line, match.start("names"), match.end("names"), MarkKind.AGENCY, only_agencies=True)
        return marks or None
    words = line.strip(" .-–—()[]/*")
    if words and len(words) <= 60 and all(is_agency(n) for n in SPLIT_NAMES.split(words)):
        start = line.index(words)
        return named(line, start, start + len(words), MarkKind.AGENCY, only_agencies=True) or None
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
    if not all(p[0].isupper() or p.lower() in CONNECTORS for p in parts if p) or not parts[0][0].isupper():
        return None
    start = line.index(match["who"])
    marks = named(line, start, start + len(match["who"]), MarkKind.AGENCY, only_agencies=True)
    return who, marks


def tail_marks(paragraph: str) -> tuple[int, tuple[Mark, ...]] | None:
    """Where a closing mark begins in a paragraph ("... he said. (Reuters)"), and its marks; None without one."""
    at = max(0, len(paragraph) - 200)
    for pattern in (_TAIL_BRACKET, _TAIL_DASH):
        match = pattern.search(paragraph, at)
        if match and match.start() > 0:
            names = SPLIT_NAMES.split(match[1].strip())
            if all(is_agency(n) for n in names):
                kind = MarkKind.AGENCY
                marks = named(paragraph, match.start(1), match.end(1), kind, only_agencies=True)
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
