"""Drafts of what has no text of its own to point into (PDF, office documents, feeds, mails): paragraphs put together.

Such a text is anchored to the bytes that hold it as a whole; ``exact`` is False.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.errors import Unreadable
from rashomon.read.decode import neutral
from rashomon.read.parts import MAX_LINE, Draft, Fields
from rashomon.read.segment import segment
from rashomon.read.visible import visible
from rashomon.records import Anchor, Block, BlockKind, Span

MAX_TEXT = 2_000_000  # code points of one report
Paragraph = tuple[str, BlockKind]
_TAGS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "dt"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dd", "td", "th", "tr"), BlockKind.ITEM),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
}


def of_html(source: str) -> list[Paragraph]:
    """The visible paragraphs of a piece of HTML, in order; nothing is judged to be furniture."""
    shown = visible(source)
    found = []
    for number, tag in enumerate(shown.tags):
        words = shown.text(shown.segments[number], shown.segment_end(number)).strip()
        if words and tag != "title":
            found.append((words, _TAGS.get(tag, BlockKind.PARAGRAPH)))
    return found


def of_text(text: str) -> list[Paragraph]:
    """The paragraphs of plain text."""
    return [(block.span.of(text), block.kind) for block in segment(text)] if text.strip() else []


def composed(paragraphs: Iterable[Paragraph], fields: Fields, within: tuple[int, int]) -> Draft:
    """The draft of these paragraphs, headed by the declared title; ``within`` are the bytes that hold them.

    Raises `Unreadable` where there is no text, or too much of it.
    """
    title = " ".join(neutral(fields.title).split()) if fields.title else ""
    stretches: list[Paragraph] = [(title, BlockKind.TITLE)] if title else []
    body = [(" ".join(neutral(words).split()), kind) for words, kind in paragraphs]
    body = [(words, kind) for words, kind in body if words]
    if not body:
        raise Unreadable("it holds no text", "nothing to do, or save the text as .txt")
    if body[0][0].casefold() == title.casefold():
        del body[0]
    elif not title and body[0][1] is BlockKind.TITLE:
        stretches, body = [body[0]], body[1:]
    return _laid_out(
        [*stretches, *((w, BlockKind.HEADING if k is BlockKind.TITLE else k) for w, k in body)], fields, within
    )


def _laid_out(stretches: Sequence[Paragraph], fields: Fields, within: tuple[int, int]) -> Draft:
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    for words, kind in stretches:
        if len(words) > MAX_LINE:
            raise Unreadable(f"one paragraph has more than {MAX_LINE:,} characters", "save the report alone")
        blocks.append(Block(span=Span(start=at, end=at + len(words)), kind=kind))
        pieces.append(words)
        at += len(words) + 2
        if at > MAX_TEXT:
            raise Unreadable(f"its text has more than {MAX_TEXT:,} characters", "split it")
    anchors = tuple(Anchor(text=b.span, first=within[0], last=within[1], exact=False) for b in blocks)
    return Draft(text="\n\n".join(pieces), blocks=tuple(blocks), anchors=anchors, fields=fields)
