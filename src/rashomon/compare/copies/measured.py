"""Two reports laid beside each other: what of their words, quotations, particulars and names is the same."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.compare.copies.alignment import Alignment, Run, align
from rashomon.compare.copies.memo import per_report
from rashomon.compare.copies.passages import Words, exact_key, running, spoken
from rashomon.compare.copies.prose import sentences
from rashomon.compare.copies.retelling import UNTOLD, Retelling, retelling, rising, told
from rashomon.records import Report, Span

NUMBERS = 4  # numbers both texts must hold before differing numbers speak of a template
FRAME = 0.3  # share of a text's words found in the other from which other names and numbers speak of a pattern
ROUND = 6  # decimals kept of shares, so that they read back as written
MOST_MARKED = 2_000  # names and numbers of a report looked at

_MARKED = re.compile(r"\d+(?:[.,]\d+)*|(?<![.!?…\"”“‘’]\s)(?<![\"“‘])(?<=\s)[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two reports in order of id with all that was measured on them."""

    a: Report
    b: Report
    words: tuple[Words, Words]
    aligned: Alignment
    runs: tuple[Run, ...]  # the shared runs, cut where words were left out between
    retold: Retelling  # `UNTOLD` where the two are the same
    same: bool  # the same words from end to end
    template: bool  # one pattern filled with other names or numbers

    @property
    def coverage(self) -> tuple[float, float]:
        """Share of the words of either text found in the other."""
        first, second = (round(self.aligned.matched / max(1, len(w)), ROUND) for w in self.words)
        return first, second

    @property
    def longest(self) -> int:
        """Words of the longest shared run."""
        return max((r.count for r in self.runs), default=0)


def compared(a: Report, b: Report) -> Compared:
    """Measure two reports; ``a`` is the one with the smaller id."""
    one, two = running(a), running(b)
    same = exact_key(a) == exact_key(b) and any(c.isalnum() for c in a.text)
    aligned = align(one.words, two.words)
    runs = tuple(piece for run in aligned.runs for piece in _unbroken(run, one, two))
    if same:  # nothing more is asked of a copy from end to end: a flood of one text costs little
        return Compared(a, b, (one, two), aligned, runs, UNTOLD, same=True, template=False)
    pattern = _pattern(one, two, aligned) or _other_names(marked(a), marked(b), aligned, (len(one), len(two)))
    return Compared(a, b, (one, two), aligned, runs, retelling(told(a), told(b)), same=False, template=pattern)


def _unbroken(run: Run, one: Words, two: Words) -> list[Run]:
    """A run cut where a quotation or a left-out block stands between its words in either text."""
    a, b = one.place, two.place
    cuts = [
        k for k in range(1, run.count) if a[run.a + k] - a[run.a + k - 1] > 1 or b[run.b + k] - b[run.b + k - 1] > 1
    ]
    ends = [*cuts, run.count]
    return [Run(run.a + lo, run.b + lo, hi - lo) for lo, hi in zip([0, *cuts], ends, strict=True)]


def _numbers(words: Words) -> set[str]:
    return {w for w in words.words if w[0].isdigit()}


def _pattern(one: Words, two: Words, aligned: Alignment) -> bool:
    """Whether both texts hold numbers and most differ: market and match reports are written to a pattern."""
    share = shared_numbers(one, two)
    return bool(aligned.matched) and share is not None and 3 * share < 1


def _other_names(x: Sequence[str], y: Sequence[str], aligned: Alignment, sizes: tuple[int, int]) -> bool:
    """Whether texts with many words in common have hardly any name or number in common."""
    fewer = min(len(x), len(y))
    alike = aligned.matched >= FRAME * min(sizes)
    return alike and fewer >= NUMBERS and 4 * len(set(x) & set(y)) < fewer


def shared_numbers(one: Words, two: Words) -> float | None:
    """Share of the numbers of the text with fewer that the other holds too; None where one has hardly any."""
    x, y = _numbers(one), _numbers(two)
    fewer = min(len(x), len(y))
    return round(len(x & y) / fewer, ROUND) if fewer >= NUMBERS else None


def shared_quotes(a: Report, b: Report) -> float | None:
    """Share of the quoted words of the report with fewer that are quoted in the other; None where one quotes little."""
    one, two = spoken(a).words, spoken(b).words
    fewer = min(len(one), len(two))
    return round(align(one, two).matched / fewer, ROUND) if fewer >= 8 else None


@per_report
def marked_at(report: Report) -> dict[str, Span]:
    """Names (words with a capital inside a sentence) and numbers of a report in order, each with its first place."""
    found: dict[str, Span] = {}
    for _, _, start, end in sentences(report):
        for match in _MARKED.finditer(report.text, start, end):
            found.setdefault(match.group().lower(), Span(start=match.start(), end=match.end()))
            if len(found) == MOST_MARKED:
                return found
    return found


def marked(report: Report) -> tuple[str, ...]:
    """Names and numbers of a report in order, each at its first place."""
    return tuple(marked_at(report))


def in_one_order(a: Report, b: Report) -> tuple[tuple[Span, Span], ...]:
    """The places of names and numbers that stand in one order in both reports."""
    one, two = marked_at(a), marked_at(b)
    order = {token: k for k, token in enumerate(two)}
    shared = [token for token in one if token in two]
    return tuple((one[shared[k]], two[shared[k]]) for k in rising([order[token] for token in shared]))


def same_sequence(one: Sequence[str], two: Sequence[str]) -> float | None:
    """Share of the names and numbers of the report with fewer that stand in one order in both; None with under five."""
    fewer = min(len(one), len(two))
    if fewer < 5:
        return None
    at = {token: k for k, token in enumerate(two)}
    tails: list[int] = []
    for place in (at[token] for token in one if token in at):
        slot = bisect_left(tails, place)
        tails[slot : slot + 1] = [place]
    return round(len(tails) / fewer, ROUND)


def lead_shared(pair: Compared, lead: int = 30) -> float | None:
    """How much of the first words of both texts lies in shared runs: the smaller share; None for very short texts."""
    if min(map(len, pair.words)) < lead:
        return None
    inside = Counter[int]()
    for run in pair.runs:
        inside[0] += max(0, min(run.a + run.count, lead) - run.a)
        inside[1] += max(0, min(run.b + run.count, lead) - run.b)
    return round(min(inside[0], inside[1]) / lead, ROUND)
