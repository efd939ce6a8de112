"""Interviews: questions and answers by turns, without marks of quotation or reporting words.

What an interviewee answers is his, whatever sentence names him. A report is read as an interview only where its form
says so: a person said to have been asked ("spoke with", "interviewed"), or a line's label ("Vale: ..."), and at least
`FEWEST` questions as paragraphs of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rashomon.records import BlockKind, NameKind, QuoteKind, Span
from rashomon.understand.names import Names
from rashomon.understand.parts import Attribution, Sentence

FEWEST = 2
"""Paragraphs that ask, from which a report is an interview."""
_INTRODUCED = 12
"""Sentences at a report's beginning in which the one interviewed is introduced."""
_ASKED = re.compile(
    r"\b(?:interview(?:s|ed|ing)?(?: with| of)?"
    r"|(?:speaks|spoke|talks|talked|sits down|sat down|chats|chatted) (?:with|to)"
    r"|caught up with|questions? (?:to|for)|put (?:\w+ ){0,3}questions to)\s",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\[?((?:[A-Z][\w.'’-]*|[A-Z]{1,3})(?: [A-Z][\w.'’-]*){0,3})\]?\s?:\s+(?=\S)")
_ASKS = frozenset(("q", "question", "interviewer", "host", "moderator", "reporter"))
_ANSWERS = frozenset(("a", "answer"))
_QUOTES = ('"', "“", "„", "«")
_FIRST = re.compile(r"\b(?:I|we|my|our|me|us)\b|\bI['’]")

_Block = list[Sentence]


def answered(text: str, sentences: Sequence[Sentence], names: Names) -> list[Attribution]:
    """Attributions of every sentence of an answer to the one interviewed; none where the report is no interview.

    Linear in the length of the text.
    """
    blocks = [list(own) for _, own in groupby(sentences, key=lambda s: s.block_number)]
    body = [block for block in blocks if block[0].block in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING)]
    labels = [_label(text, block, names) for block in body]
    if sum(label is not None for label in labels) > FEWEST and len({w for w, _ in filter(None, labels)}) > 1:
        return list(_by_label(text, body, labels, names))
    met = _introduced(text, sentences, names)
    asking = [_asks(text, block) for block in body]
    if met is None or sum(asking) < FEWEST:
        return []
    return list(_by_turns(text, body, asking, met))


def _by_turns(
    text: str, body: Sequence[_Block], asking: Sequence[bool], met: tuple[Span, int]
) -> Iterator[Attribution]:
    """What stands between and behind the questions, and before the first what speaks in the first person."""
    source, origin = met
    first = asking.index(True)
    for place, block in enumerate(body):
        if asking[place] or block[0].number <= origin or block[0].block is BlockKind.HEADING:
            continue
        if place < first and not _FIRST.search(text, block[0].span.start, block[-1].span.end):
            continue
        for sentence in block:
            yield _said(sentence, sentence.span, source, origin)


def _by_label(
    text: str, body: Sequence[_Block], labels: Sequence[tuple[str, int] | None], names: Names
) -> Iterator[Attribution]:
    """What stands behind a label, and in the paragraphs after it, to the one it names."""
    met = _introduced(text, [s for block in body for s in block], names)
    turn: tuple[Span, int] | None = None
    for block, label in zip(body, labels, strict=True):
        begins = block[0].span.start
        if label is not None:
            who, begins = label
            turn = None if who.lower() in _ASKS else met if who.lower() in _ANSWERS else _named(block[0], who, names)
        if turn is None:
            continue
        for sentence in block:
            start = max(begins, sentence.span.start)
            if start < sentence.span.end and not text[sentence.span.start : sentence.span.end].endswith("?"):
                yield _said(sentence, Span(start=start, end=sentence.span.end), *turn)


def _said(sentence: Sentence, content: Span, source: Span, origin: int) -> Attribution:
    return Attribution(
        source=source,
        cue=None,
        content=(content,),
        quote=QuoteKind.DIRECT,
        sentence=sentence.number,
        inherited_from=origin,
    )


def _asks(text: str, block: _Block) -> bool:
    """Whether a paragraph is a question of the interviewer's: it ends in one and is no quotation, nor "I" at length."""
    words = text[block[0].span.start : block[-1].span.end].rstrip(" )]")
    return words.endswith("?") and not words.startswith(_QUOTES) and len(block) <= 4


def _label(text: str, block: _Block, names: Names) -> tuple[str, int] | None:
    """Who a paragraph's label names and where the words behind it begin: "Vale: we do", "Q: why?"."""
    start = block[0].span.start
    match = _LABEL.match(text, start, min(block[-1].span.end, start + 60))
    if match is None:
        return None
    who = match.group(1)
    known = who.lower() in _ASKS | _ANSWERS or any(
        m.name.kind is NameKind.PERSON for m in names.mentioned(Span(start=match.start(1), end=match.end(1)))
    )
    return (who, match.end()) if known else None


def _named(sentence: Sentence, who: str, names: Names) -> tuple[Span, int]:
    """The label itself as the words that name the speaker, and its sentence."""
    start = sentence.span.start + sentence.span.of(names.text).index(who)
    return Span(start=start, end=start + len(who)), sentence.number


def _introduced(text: str, sentences: Sequence[Sentence], names: Names) -> tuple[Span, int] | None:
    """The words naming the person said to have been asked, and their sentence; the first with a full name."""
    for sentence in sentences[:_INTRODUCED]:
        asked = _ASKED.search(text, sentence.span.start, sentence.span.end)
        if asked is None:
            continue
        for mention in names.mentioned(Span(start=asked.end(), end=max(asked.end() + 1, sentence.span.end))):
            if mention.name.kind is NameKind.PERSON:
                return mention.name.span, sentence.number
    return None
