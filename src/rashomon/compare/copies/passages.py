"""The words of a report as lineage sees them, and their fingerprints.

Running words are lower-cased runs of letters and digits. Left out are boilerplate, bylines, marks and (where there is
a body) the title: titles are rewritten by every desk and are never a key. Words inside direct quotation marks are kept
apart, since one speech act reported twice is not one text (methods.md 5, "must not merge").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from rashomon.compare.copies.memo import per_report
from rashomon.compare.copies.prose import quoted, sentences, stretches
from rashomon.compare.copies.retelling import sketch
from rashomon.records import Report, Span

GRAM = 5  # words of one fingerprinted gram (methods.md 6.1)
WINDOW = 16  # grams of one winnowing window: every shared run of GRAM + WINDOW - 1 = 20 words leaves a common print
SHORT = 48  # running words up to which every gram is kept: about as many prints as a 400-word report leaves
MOST_WORDS = 50_000  # words looked at; a longer text is compared by its beginning (its exact key covers all of it)

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a text in order, with their places; ``place`` jumps where words were left out in between."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    place: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, count: int) -> Span:
        """The span from word ``first`` over ``count`` words."""
        return Span(start=self.starts[first], end=self.ends[first + count - 1])


@per_report
def running(report: Report) -> Words:
    """The running words of a report outside direct quotations and furniture of the page, at most ``MOST_WORDS``."""
    return _words(report, quoting=False)


@per_report
def spoken(report: Report) -> Words:
    """The words of a report inside direct quotations, the same way."""
    return _words(report, quoting=True)


def _words(report: Report, *, quoting: bool) -> Words:
    text, place, last = report.text, 0, 0
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    places: list[int] = []
    quotes: Iterator[tuple[int, int]] = iter(())
    block = -1
    quote: tuple[int, int] | None = None
    for begin, limit, start, end in sentences(report):
        if begin != block:
            block, quotes = begin, iter(quoted(text, begin, limit))
            quote = next(quotes, None)
        place += start != last  # something was left out before this sentence
        last = end
        for match in _WORD.finditer(text, start, end):
            first, stop = match.span()
            while quote is not None and quote[1] <= first:
                quote, place = next(quotes, None), place + 1
            inside = quote is not None and quote[0] <= first
            if inside is not quoting:
                place += quoting  # two quotations are two stretches
                continue
            words.append(match.group().lower())
            starts.append(first)
            ends.append(stop)
            places.append(place + len(words))
        if len(words) >= MOST_WORDS:
            break
    cut = slice(MOST_WORDS)
    return Words(tuple(words[cut]), tuple(starts[cut]), tuple(ends[cut]), tuple(places[cut]))


def sentence_words(report: Report, span: Span) -> tuple[str, ...]:
    """The words of one sentence outside direct quotations; quotation marks are read from the start of its block."""
    begin, end = span.start, span.end
    for block in report.blocks:
        if block.span.start <= span.start < block.span.end:
            begin, end = block.span.start, max(end, block.span.end)
            break
    quotes = quoted(report.text, begin, end)
    if not quotes:
        return tuple([word.lower() for word in _WORD.findall(report.text, span.start, span.end)])
    return tuple(
        m.group().lower()
        for m in _WORD.finditer(report.text, span.start, span.end)
        if not any(lo <= m.start() < hi for lo, hi in quotes)
    )


@per_report
def exact_key(report: Report) -> str:
    """Digest of all words of the report in order, quotations included, letter case and marks left out."""
    seen = blake2b(digest_size=8)
    for start, end, read in stretches(report):
        if read:
            for match in _WORD.finditer(report.text, start, end):
                seen.update(match.group().lower().encode("utf-8", "surrogatepass"))
                seen.update(b" ")
    return "=" + seen.hexdigest()


def _hashes(words: Sequence[str]) -> list[str]:
    return [
        blake2b(" ".join(words[i : i + GRAM]).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        for i in range(len(words) - GRAM + 1)
    ]


def winnow(words: Sequence[str]) -> frozenset[str]:
    """Prints of a run of words: of each window of 16 successive 5-grams the smallest hash.

    Two texts that share a run of 20 words share a print (Schleimer, Wilkerson and Aiken, 2003, "Winnowing"). Texts of
    up to 48 words keep every gram, texts under five words have none.
    """
    hashes = _hashes(words)
    if len(words) <= SHORT:
        return frozenset(hashes)
    return frozenset(min(hashes[i : i + WINDOW]) for i in range(len(hashes) - WINDOW + 1))


def fingerprints(report: Report) -> tuple[str, ...]:
    """Sorted keys under which a report is looked up: 16 hex digits per print, ``=...`` for the whole text, ``~...`` for
    what it tells (`retelling.sketch`).

    Two reports with the same ``=`` key hold the same words. A report without words has no keys.
    """
    words = running(report).words
    key = exact_key(report)
    if key == _NOTHING:
        return ()
    return tuple(sorted({key, *winnow(words), *sketch(report)}))


_NOTHING = "=" + blake2b(digest_size=8).hexdigest()
