"""A report's sentences, with exact places in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sentencex

from rashomon.records import Block, BlockKind, Report, Span
from rashomon.understand.parts import Sentence
from rashomon.understand.tokens import tokenize

SPOKEN = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CAPTION})
"""Kinds of block that hold statements; boilerplate, bylines and marks never do."""

LONGEST = 2_000
"""Characters after which a sentence without an end is cut at a space: hostile input, lists and tables."""

ANALYSED = 400_000
"""Characters of a report in which sentences are looked for; about 65,000 words, twelve times the longest news feature
measured. What lies beyond is kept and searchable, and the understanding says so."""

WINDOW = 10_000
"""Characters of one block given to sentencex at a time; longer than any paragraph of prose."""

# A stop after one of these does not end a sentence; sentencex 1.0.32 knows some of them only.
_TITLE = re.compile(
    r"(?:^|[\s(\"“‘'])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Brig|Sgt|Cpl|Pvt|Sen|Rep|Gov|Pres|Rev|Hon|St|Mt|Ft"
    r"|No|Nos|vs|Messrs|Amb|Insp|Supt|Lt\.\s?Gen|[A-Z])\.[\"”’']?\s*$"
)
_INITIAL = re.compile(r"[^.]\b[A-Z]\.\s*$")
_CLOCK = re.compile(r"\b[ap]\.m\.\s*$")
_ZONE = re.compile(r"\s*(?:[A-Z]{2,4}\b|\(|local|Eastern|Pacific|Central|Mountain)")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}\s*$")
_STARTER = re.compile(
    r"\s*[\"“‘']?(?:The|A|An|This|That|These|Those|It|He|She|They|We|I|In|On|At|But|And|Its|His|Her|Their|There|As"
    r"|However|According|Meanwhile|If|When|While|After|Before|Since|For|By|Earlier|Later|Last|No|Not|Some|Many)\b"
)
_CONTINUES = re.compile(r"[a-z(]|[—–-]\s?[A-Z]")
_CLOSERS = re.compile(r"[\"”’')\]»]+\s*")


def split(report: Report) -> tuple[Sentence, ...]:
    """The sentences of the report's title, headings, paragraphs, items and captions, numbered through the report."""
    sentences: list[Sentence] = []
    for number, block in enumerate(report.blocks):
        if block.kind not in SPOKEN or block.span.start >= ANALYSED:
            continue
        for span in _spans(report.text, block):
            sentences.append(Sentence(span, tokenize(report.text, span), block.kind, number, len(sentences)))
    return tuple(sentences)


def _spans(text: str, block: Block) -> Iterator[Span]:
    """Trimmed sentence spans inside one block; a line break inside a title or heading does not end it."""
    words = text[block.span.start : min(block.span.end, ANALYSED)]
    pieces = [(0, len(words))] if block.kind is BlockKind.TITLE else _merged(words, _boundaries(words))
    for start, end in pieces:
        yield from _trimmed(text, block.span.start + start, block.span.start + end)


def _boundaries(words: str) -> list[tuple[int, int]]:
    """Where sentencex sees sentences, in code points; paragraph breaks are left out.

    Given in windows: its time grows with the square of the length where quotation marks abound.
    """
    found: list[tuple[int, int]] = []
    first = 0
    while first < len(words):
        last = first + WINDOW
        if last < len(words):
            cut = max(words.rfind("\n", first + 1, last), words.rfind(" ", last - 200, last))
            last = cut if cut > first else last
        seen = sentencex.get_sentence_boundaries(
            "en", words[first:last].replace("''", '" ')
        )  # the same mark, typed as two
        found += [(first + b["start_index"], first + b["end_index"]) for b in seen]
        first = last
    return [(start, end) for start, end in found if words[start:end].strip()]


def _merged(words: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces joined again where the stop belonged to an abbreviation, a clock time or a quote that goes on."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and "\n" not in words[joined[-1][1] - 1 : start] and _belongs(words, joined[-1], start, end):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _belongs(words: str, before: tuple[int, int], start: int, end: int) -> bool:
    """Whether the piece at ``start`` goes on with the sentence before it."""
    tail = words[max(before[0], before[1] - 24) : before[1]]
    head = words[start : min(end, start + 32)]
    if _CONTINUES.match(head) or _CLOSERS.fullmatch(words[start:end]):
        return True
    if _TITLE.search(tail):
        return not (_INITIAL.search(tail) and _STARTER.match(head))
    if _CLOCK.search(tail):
        return bool(_ZONE.match(head)) and not _STARTER.match(head)
    if _ABBREVIATED.search(tail):
        return not _STARTER.match(head)
    return False


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without white space around it, cut at spaces where it is too long to be a sentence."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield Span(start=start, end=cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Span(start=start, end=end)
