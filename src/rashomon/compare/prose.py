"""Which stretches of a report are running text, and what stands in quotation marks there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.records import BlockKind, Report

SCARE = 4  # quotations of up to so many words stay running text: a gram cannot come from them alone

_LEFT_OUT = frozenset({BlockKind.BOILERPLATE, BlockKind.MARK, BlockKind.BYLINE})
_WORD = re.compile(r"[^\W_]+")
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
