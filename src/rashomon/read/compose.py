"""Drafts of what has no text of its own to point into (PDF, office documents, feeds, mails): paragraphs put together.

Each is anchored as narrowly as its place is known: its own bytes, those of the cell, element or part that holds it, or
the whole file with the name of the place in it (a page, a paragraph).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rashomon.errors import Unreadable
from rashomon.read.decode import neutral
from rashomon.read.parts import MAX_LINE, Draft, Fields
from rashomon.read.segment import segment
from rashomon.read.stretches import Stretch, places, whole
from rashomon.read.visible import visible
from rashomon.records import Anchor, Block, BlockKind, Span

MAX_TEXT = 2_000_000  # code points of one report
_TAGS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "dt"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dd", "td", "th", "tr"), BlockKind.ITEM),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words, what they are, and the stretch that holds them; None where only the whole is known."""

    words: str
    kind: BlockKind
    at: Stretch | None = None


def of_html(source: str, at: Stretch | None = None) -> list[Paragraph]:
    """The visible paragraphs of a piece of HTML, in order; nothing is judged to be furniture."""
    shown = visible(source)
    found = []
    for number, tag in enumerate(shown.tags):
        words = shown.text(shown.segments[number], shown.segment_end(number)).strip()
        if words and tag != "title":
            found.append(Paragraph(words, _TAGS.get(tag, BlockKind.PARAGRAPH), at))
    return found


def of_text(text: str, at: Stretch | None = None) -> list[Paragraph]:
    """The paragraphs of plain text."""
    return [Paragraph(block.span.of(text), block.kind, at) for block in segment(text)] if text.strip() else []


def composed(paragraphs: Iterable[Paragraph], fields: Fields, payload: bytes, title: Stretch | None = None) -> Draft:
    """The draft of these paragraphs of an original, headed by its declared title, which stands at ``title``.

    Raises `Unreadable` where there is no text, or too much of it.
    """
    head = " ".join(neutral(fields.title).split()) if fields.title else ""
    body = [replace(p, words=" ".join(neutral(p.words).split())) for p in paragraphs]
    body = [p for p in body if p.words]
    if not body:
        raise Unreadable("it holds no text", "nothing to do, or save the text as .txt")
    made = [Paragraph(head, BlockKind.TITLE, title)] if head else []
    if body[0].words.casefold() == head.casefold():
        made, body = [replace(made[0], at=title or body[0].at)], body[1:]
    elif not head and body[0].kind is BlockKind.TITLE:
        made, body = [body[0]], body[1:]
    made += [replace(p, kind=BlockKind.HEADING) if p.kind is BlockKind.TITLE else p for p in body]
    return _laid_out(made, fields, payload)


def _laid_out(stretches: Sequence[Paragraph], fields: Fields, payload: bytes) -> Draft:
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    for one in stretches:
        if len(one.words) > MAX_LINE:
            raise Unreadable(f"one paragraph has more than {MAX_LINE:,} characters", "save the report alone")
        blocks.append(Block(span=Span(start=at, end=at + len(one.words)), kind=one.kind))
        pieces.append(one.words)
        at += len(one.words) + 2
        if at > MAX_TEXT:
            raise Unreadable(f"its text has more than {MAX_TEXT:,} characters", "split it")
    anchors = tuple(_anchored(stretches, blocks, payload))
    return Draft(text="\n\n".join(pieces), blocks=tuple(blocks), anchors=anchors, fields=fields)


def _anchored(stretches: Sequence[Paragraph], blocks: Sequence[Block], payload: bytes) -> Iterator[Anchor]:
    """An anchor a paragraph; those that follow each other in one stretch are looked for together."""
    everything = whole(payload)
    numbered = zip(stretches, blocks, strict=True)
    for stretch, group in groupby(numbered, key=lambda pair: pair[0].at or everything):
        pairs = list(group)
        for (one, block), (first, last) in zip(
            pairs, places(payload, stretch, [p.words for p, _ in pairs]), strict=True
        ):
            exact = payload[first:last] == one.words.encode(stretch.encoding, "replace")
            yield Anchor(text=block.span, first=first, last=last, exact=exact, place=stretch.place)
