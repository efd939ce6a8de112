"""Words altered where the rest is the same: inside quotation marks, and in sentences taken over nearly as they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rashomon.compare.copies.memo import per_report
from rashomon.compare.copies.prose import quoted, stretches
from rashomon.compare.copies.words import Change, Word, changes, reach, words_of
from rashomon.compare.lineage.counterparts import Counterparts, Reading
from rashomon.records import Mutation, MutationKind, Report, Span, Statement

SAME_QUOTE = 0.5  # share of the words of the shorter of two quotations, in one order, from which they are one
SAME_SENTENCE = 0.75  # share from which a differing word in a sentence was altered, not written anew
QUOTES = 60  # quotations of a report looked at
SHOWN = 3  # words shown before and after those altered inside a quotation
_LONGEST_NAME = 3  # words of a name altered
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def in_quotes(child: Report, parent: Report) -> Iterator[Mutation]:
    """Quotations of the child whose words are not those of the parent's quotation.

    A quotation cut short at its ends, or with the gap marked, is not altered.
    """
    theirs = _quotations(parent)
    for mine in _quotations(child):
        rated = []
        for other in theirs:
            share, found = changes(mine, other)
            rated.append((round(share, 6), -other[0].start, found, other))
        best = max(rated, key=lambda r: r[:2], default=None)
        if best is None or best[0] < SAME_QUOTE:
            continue
        told = [c for c in best[2] if _altered(c, mine, child.text)]
        if told:
            place, was = reach(mine), reach(best[3])
            yield Mutation(
                kind=MutationKind.QUOTE_ALTERED, child=place, parent=was,
                child_words=_told(child.text, mine, told, theirs=False),
                parent_words=_told(parent.text, best[3], told, theirs=True),
            )  # fmt: skip


@per_report
def _quotations(report: Report) -> tuple[tuple[Word, ...], ...]:
    places = [q for start, end, read in stretches(report) if read for q in quoted(report.text, start, end)]
    found = (words_of(report.text, Span(start=lo, end=hi)) for lo, hi in places[:QUOTES])
    return tuple(words for words in found if words)


def _altered(change: Change, words: Sequence[Word], text: str) -> bool:
    """Whether a difference inside a quotation alters it: other words, or words put in or left out unmarked."""
    if change.ours:
        marked = text[max(0, change.ours[0].start - 1)] in "[("
        same = "".join(w.low for w in change.ours) == "".join(w.low for w in change.theirs)
        return not marked and not same and (change.inside or bool(change.theirs))
    gap = text[words[change.at - 1].end : words[change.at].start] if change.inside else "…"
    return not any(mark in gap for mark in ("…", "...", "]", ")"))


def _told(text: str, words: Sequence[Word], altered: Sequence[Change], *, theirs: bool) -> str:
    """What stands in the place of the alterations, with a few words beside it."""
    if not theirs:
        near = [w for c in altered for w in c.ours or words[max(0, c.at - 1) : c.at + 1]]
        return _around(text, words, near)
    return _around(text, words, [w for c in altered for w in c.theirs])


def _around(text: str, words: Sequence[Word], altered: Sequence[Word]) -> str:
    """The altered words with a few beside them."""
    if not altered:
        return " ".join(reach(words).of(text).split())
    at = [k for k, w in enumerate(words) if w in altered]
    lo, hi = max(0, at[0] - SHOWN), min(len(words), at[-1] + 1 + SHOWN)
    shown = " ".join(reach(words[lo:hi]).of(text).split())
    return f"{'… ' if lo else ''}{shown}{' …' if hi < len(words) else ''}"


def in_sentences(child: Reading, parent: Reading, met: Counterparts) -> Iterator[Mutation]:
    """Numbers, days and names altered in sentences that are the same but for a few words."""
    for ours, theirs, likeness in met.sentences:
        if likeness < SAME_QUOTE:
            continue
        mine, other = words_of(child.report.text, ours), words_of(parent.report.text, theirs)
        share, found = changes(mine, other)
        if share < SAME_SENTENCE or min(len(mine), len(other)) < SAME_SENTENCE * max(len(mine), len(other)):
            continue
        for change in found:
            kind = _word_kind(change, mine, other)
            if kind is not None:
                said = tuple(_within(r, reach(ws)) for r, ws in ((child, change.ours), (parent, change.theirs)))
                yield Mutation(
                    kind=kind, child=reach(change.ours), parent=reach(change.theirs),
                    child_words=reach(change.ours).of(child.report.text),
                    parent_words=reach(change.theirs).of(parent.report.text), statements=(said[0], said[1]),
                )  # fmt: skip


def _within(reading: Reading, place: Span) -> str:
    """The statement whose content holds a place; "" where none does."""
    found: list[Statement] = [
        d.statement for d in reading.statements if any(c.overlap(place) for c in d.statement.content)
    ]
    return min(found, key=lambda s: (s.span.end - s.span.start, s.id)).id if found else ""


def _word_kind(change: Change, mine: Sequence[Word], other: Sequence[Word]) -> MutationKind | None:
    ours, theirs = change.ours, change.theirs
    if not ours or not theirs:
        return None
    if len(ours) == len(theirs) == 1:
        low, was = ours[0].low, theirs[0].low
        if (low in _MONTHS and was in _MONTHS) or (low in _WEEKDAYS and was in _WEEKDAYS):
            return MutationKind.DATE_ALTERED
        if _number(ours[0]) and _number(theirs[0]):
            if _value(ours[0]) == _value(theirs[0]):
                return None
            by_month = _by_month(ours[0], mine) and _by_month(theirs[0], other)
            return MutationKind.DATE_ALTERED if by_month else MutationKind.NUMBER_ALTERED
    if max(len(ours), len(theirs)) <= _LONGEST_NAME and all(map(_capital, (*ours, *theirs))):
        first = ours[0] is mine[0] or theirs[0] is other[0]
        return None if first or {w.low for w in ours} & {w.low for w in theirs} else MutationKind.NAME_ALTERED
    return None


def _number(word: Word) -> bool:
    return word.text[0].isdigit() or word.low in _SMALL


def _value(word: Word) -> str:
    return str(_SMALL.index(word.low) + 1) if word.low in _SMALL else word.low


def _by_month(word: Word, words: Sequence[Word]) -> bool:
    at = words.index(word)
    return any(w.low in _MONTHS for w in words[max(0, at - 1) : at + 2])


def _capital(word: Word) -> bool:
    return len(word.text) > 2 and word.text[0].isupper() and word.low not in _MONTHS | _WEEKDAYS
