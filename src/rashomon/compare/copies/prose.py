"""Which stretches of a report are running text, what comes with the page, and what stands in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rashomon.compare.tables import rules
from rashomon.records import BlockKind, Report

SCARE = 4  # quotations of up to so many words stay running text: a gram cannot come from them alone

REPEATED = 6  # words of a sentence that, printed again in the same report (captions, crawls), counts once
LONGEST = 600  # code points of a sentence looked at for furniture; a longer one is none
_LEFT_OUT = frozenset({BlockKind.BOILERPLATE, BlockKind.MARK, BlockKind.BYLINE})
_WORD = re.compile(r"[^\W_]+")
_END = re.compile(r"[.!?…][\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n")
_DOUBLE = re.compile(r'[“”„«»"]')
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)|(?<=[\w.,!?;:…])[’'](?!\w)")
_CLOSERS = {"“": "”", "„": "“”", "«": "»", '"': '"', "”": "”", "»": "«"}


def _double_quoted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened, closers = -1, ""
    for mark in _DOUBLE.finditer(text, start, end):
        if opened < 0:
            opened, closers = mark.start(), _CLOSERS[mark.group()]
        elif mark.group() in closers:
            yield opened, mark.end()
            opened = -1
    if opened >= 0 and (opened == start or text[opened - 1] in " \t\n(["):
        yield opened, end  # a quotation that goes on in the next paragraph is left open in print


def _single_quoted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened = -1
    for mark in _SINGLE.finditer(text, start, end):
        after = text[mark.end() : mark.end() + 1]
        if after.isalnum():
            opened = mark.start()
        elif opened >= 0:
            yield opened, mark.end()
            opened = -1


def quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Places inside ``[start, end)`` that stand in direct quotation marks and hold more than four words, in order.

    ``start`` should be the start of a paragraph. A mark without a partner counts to the end of the paragraph when it
    stands where a quotation opens.
    """
    found = sorted([*_double_quoted(text, start, end), *_single_quoted(text, start, end)])
    merged: list[tuple[int, int]] = []
    for lo, hi in found:
        if merged and lo < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(hi, merged[-1][1]))
        else:
            merged.append((lo, hi))
    return [(lo, hi) for lo, hi in merged if sum(1 for _ in _WORD.finditer(text, lo, hi)) > SCARE]


def stretches(report: Report) -> list[tuple[int, int, bool]]:
    """(start, end, whether it is running text) of each block; the whole text where there are none."""
    if not report.blocks:
        return [(0, len(report.text), True)]
    blocks = [b for b in report.blocks if b.kind not in _LEFT_OUT]
    bodied = any(b.kind is not BlockKind.TITLE for b in blocks)
    skip = _LEFT_OUT | {BlockKind.TITLE} if bodied else _LEFT_OUT
    return [(b.span.start, b.span.end, b.kind not in skip) for b in report.blocks]


@dataclass(frozen=True, slots=True)
class Furniture:
    """One rule of rules/furniture.toml: its name, what a whole sentence must match, and how many words it may have."""

    name: str
    pattern: re.Pattern[str]
    max_words: int


@cache
def furniture() -> tuple[Furniture, ...]:
    """The rules by which a sentence comes with the page and not with the report, in order."""
    raw = rules("copies", "furniture")
    flags = re.IGNORECASE | re.VERBOSE
    return tuple(
        Furniture(rule["name"], re.compile(rule["pattern"], flags), int(rule.get("max_words", 40)))
        for rule in raw["rule"]
    )


def furnishing(sentence: str) -> str | None:
    """The name of the rule that makes a sentence furniture of its page; None where it is text of the report."""
    if len(sentence) > LONGEST:
        return None
    words = sentence.split()
    folded = " ".join(words)
    return next((r.name for r in furniture() if len(words) <= r.max_words and r.pattern.fullmatch(folded)), None)


def sentences(report: Report) -> Iterator[tuple[int, int, int, int]]:
    """(start and end of its block, start, end) of each sentence of running text that counts for reuse.

    Left out are furniture of the page and what the same report has printed before: a caption under nine pictures is one
    sentence. Sentences end at a full stop before a capital letter or a number, and at the end of a line.
    """
    seen: set[tuple[str, ...]] = set()
    for block, stop, read in stretches(report):
        if not read:
            continue
        start = block
        for end in (*(m.start() + 1 for m in _END.finditer(report.text, block, stop)), stop):
            words = report.text[start:end]
            bare = tuple(_WORD.findall(words.lower()))
            again = len(bare) >= REPEATED and bare in seen
            seen.add(bare)
            if bare and not again and furnishing(words) is None:
                yield block, stop, start, end
            start = end
