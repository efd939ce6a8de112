"""Running text to blocks: title, headings, paragraphs, list items, by the shape of its lines alone.

A line is a paragraph. Where lines are wrapped by hand (most lines of the paragraphs set apart by blank lines are 45
to 100 code points long and do not end a sentence), the lines between blank lines are one paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.errors import Unreadable
from rashomon.read.parts import MAX_LINE
from rashomon.records import Block, BlockKind, Span

_LINE = re.compile(r"[^\n\r]+")
_MARKER = re.compile(r"(?:[-*•–—‣▪●◦·]|\(?[0-9]{1,2}[.)]|\(?[a-z][.)])[ \t]+(?=\S)")
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_MARKDOWN_QUOTE = re.compile(r"(?:>[ \t]*){1,5}(?=\S)")
_MARKDOWN_FURNITURE = re.compile(r"(?:!\[[^\]]{0,300}\]\([^)]{0,2000}\)|[-*_=]{3,}|```.{0,40})\s*")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]»]*\s*$")
_STOP = re.compile(r"[.!?…,;][\"”’')\]»]*\s*$")
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "if",
        "in",
        "into",
        "is",
        "nor",
        "of",
        "off",
        "on",
        "or",
        "out",
        "over",
        "per",
        "so",
        "than",
        "that",
        "the",
        "to",
        "up",
        "via",
        "vs",
        "with",
        "after",
        "amid",
        "against",
        "before",
        "says",
        "say",
        "said",
        "near",
        "its",
        "their",
        "his",
        "her",
    ]
)
TITLE_WORDS, TITLE_LENGTH = 30, 200
HEADING_WORDS, HEADING_LENGTH = 12, 90


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    gap_before: bool  # a blank line stands before
    gap_after: bool


def segment(text: str, *, titled: bool = False, markdown: bool = False) -> tuple[Block, ...]:
    """Blocks of a text. ``titled``: the first line is known to be the title. Raises `Unreadable` on endless lines."""
    lines = _lines(text)
    wrapped = _wrapped(lines)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        end = _paragraph_end(lines, at, wrapped)
        first = lines[at]
        kind, start = _kind(lines, at, end, markdown)
        if at == 0 and (titled or (kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and _titles(lines, end))):
            kind = BlockKind.TITLE
            end = 1 if titled else end
            start = first.start if start is None else start
        stop = lines[end - 1].end
        blocks.append(Block(span=Span(start=first.start if start is None else start, end=stop), kind=kind))
        at = end
    return tuple(blocks)


def _lines(text: str) -> list[_Line]:
    found: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        if match.end() - match.start() > MAX_LINE:
            raise Unreadable(
                f"one line has {match.end() - match.start():,} characters (more than {MAX_LINE:,}), so it is no"
                " running text",
                "put paragraphs on lines of their own",
            )
        words = match.group()
        stripped = words.strip()
        if stripped:
            start = match.start() + words.index(stripped[0])
            found.append((start, start + len(stripped)))
    lines: list[_Line] = []
    for number, (start, end) in enumerate(found):
        before = number == 0 or _blank_between(text, found[number - 1][1], start)
        after = number == len(found) - 1 or _blank_between(text, end, found[number + 1][0])
        lines.append(_Line(start, end, text[start:end], before, after))
    return lines


def _blank_between(text: str, end: int, start: int) -> bool:
    between = text[end:start].replace("\r\n", "\n").replace("\r", "\n")
    return between.count("\n") > 1


def _wrapped(lines: list[_Line]) -> bool:
    inner = [line for line in lines if not line.gap_after]
    if len(inner) < 4:
        return False
    fitting = sum(1 for line in inner if 45 <= len(line.text) <= 100)
    ending = sum(1 for line in inner if _SENTENCE_END.search(line.text[-40:]))
    return fitting >= 0.7 * len(inner) and ending <= 0.5 * len(inner) and max(len(x.text) for x in inner) <= 140


def _paragraph_end(lines: list[_Line], at: int, wrapped: bool) -> int:
    end = at + 1
    if not wrapped:
        return end
    while end < len(lines) and not lines[end].gap_before and not _MARKER.match(lines[end].text):
        end += 1
    return end


def _kind(lines: list[_Line], at: int, end: int, markdown: bool) -> tuple[BlockKind, int | None]:
    """Kind of the block of these lines, and where its words begin when a marker stands before them."""
    line = lines[at]
    if markdown:
        heading = _MARKDOWN_HEADING.match(line.text)
        if heading:
            return (BlockKind.TITLE if at == 0 else BlockKind.HEADING), line.start + heading.end()
        if _MARKDOWN_FURNITURE.fullmatch(line.text[:3000]):
            return BlockKind.BOILERPLATE, None
        quote = _MARKDOWN_QUOTE.match(line.text)
        if quote:
            return BlockKind.PARAGRAPH, line.start + quote.end()
    marker = _MARKER.match(line.text)
    if marker:
        return BlockKind.ITEM, line.start + marker.end()
    if end == at + 1 and _heads(lines, at):
        return BlockKind.HEADING, None
    return BlockKind.PARAGRAPH, None


def _heads(lines: list[_Line], at: int) -> bool:
    line = lines[at]
    words = line.text.split()
    if len(line.text) > HEADING_LENGTH or len(words) > HEADING_WORDS or at + 1 >= len(lines):
        return False
    if _STOP.search(line.text) or not (line.text[0].isupper() or line.text[0].isdigit()):
        return False
    following = lines[at + 1]
    return len(following.text) > len(line.text) or bool(_MARKER.match(following.text))


def _titles(lines: list[_Line], end: int) -> bool:
    """Whether the first line of an untitled text looks like a headline."""
    line = lines[0]
    words = line.text.split()
    if end != 1 or len(lines) < 2 or len(line.text) > TITLE_LENGTH or not 2 <= len(words) <= TITLE_WORDS:
        return False
    if _SENTENCE_END.search(line.text) and not line.text.endswith(("?", "!")):
        return False
    if _MARKER.match(line.text):
        return False
    if line.gap_after or title_case(line.text):
        return True
    return len(lines[1].text) > 2 * len(line.text) and len(words) <= 16


def title_case(text: str) -> bool:
    """Whether most words that can be are capitalised, as in a headline."""
    words = [w.strip("\"“”‘’'(),:;") for w in text.split()]
    counted = [w for w in words if w and w[0].isalpha() and w.lower() not in _SMALL_WORDS]
    return len(counted) >= 2 and sum(1 for w in counted if w[0].isupper()) >= 0.75 * len(counted)
