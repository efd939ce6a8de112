"""Plain text and Markdown: the text is the whole decoded file, so its places are the file's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from rashomon.errors import Unreadable
from rashomon.read.decode import Decoded, decode
from rashomon.read.fields import by_name
from rashomon.read.parts import MAX_BYTES, Draft, Fields, Given, Kind, Part, Slice, Source
from rashomon.read.segment import segment
from rashomon.read.sniff import foreign
from rashomon.records import Anchor, Block, BlockKind, Span

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n((?:[^\r\n]{0,2000}\r?\n){1,60}?)---[ \t]*(?:\r?\n|\Z)")
_FIELD_LINE = re.compile(r"([A-Za-z_][A-Za-z_ -]{0,30}):[ \t]+(\S[^\r\n]*)")


def whole(stream: BinaryIO, locator: str, media_type: str) -> Slice:
    """The one report a file holds; raises `Unreadable` where it is too large, empty or plainly something else."""
    payload = stream.read(MAX_BYTES + 1)
    if len(payload) > MAX_BYTES:
        raise Unreadable(f"it is larger than {MAX_BYTES:,} bytes", "split it, or give one report a line as .jsonl")
    if not payload.strip():
        raise Unreadable("it is empty", "nothing to do")
    found = foreign(payload[:32])
    if found is not None:
        raise Unreadable(f"it is really {found}", "unpack it or export it as text, HTML or JSON")
    return Slice(payload=payload, locator=locator, media_type=media_type)


def anchored(decoded: Decoded, blocks: tuple[Block, ...]) -> tuple[Anchor, ...]:
    """One anchor a block, for text that is the decoded file itself."""
    offsets = decoded.offsets(p for b in blocks for p in (b.span.start, b.span.end))
    return tuple(
        Anchor(
            text=b.span,
            first=offsets[b.span.start],
            last=offsets[b.span.end],
            exact=decoded.exact(b.span.start, b.span.end),
        )
        for b in blocks
    )


def _split_plain(stream: BinaryIO, source: Source) -> Iterator[Part]:
    yield whole(stream, source.locator, "text/plain")


def _split_markdown(stream: BinaryIO, source: Source) -> Iterator[Part]:
    yield whole(stream, source.locator, "text/markdown")


def _draft_plain(payload: bytes, given: Given) -> Draft:
    decoded = decode(payload, given.parameters.get("charset"))
    blocks = segment(decoded.text)
    return Draft(text=decoded.text, blocks=blocks, anchors=anchored(decoded, blocks))


def _draft_markdown(payload: bytes, given: Given) -> Draft:
    decoded = decode(payload, given.parameters.get("charset"))
    front = _FRONT_MATTER.match(decoded.text)
    at = front.end() if front else 0
    blocks = tuple(
        Block(span=Span(start=b.span.start + at, end=b.span.end + at), kind=b.kind)
        for b in segment(decoded.text[at:], markdown=True)
    )
    fields = Fields()
    if front:
        fields = by_name({m[1]: m[2].strip().strip("\"'") for m in _FIELD_LINE.finditer(front[1])})
        blocks = (*_front_blocks(front[0].rstrip(), fields.title, decoded.text, blocks), *blocks)
    return Draft(text=decoded.text, blocks=blocks, anchors=anchored(decoded, blocks), fields=fields)


def _front_blocks(front: str, title: str | None, text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Front matter as furniture, but for the title it declares where the text does not begin with one."""
    at = front.find(title) if title else -1
    if title is None or at <= 0 or any(b.kind is BlockKind.TITLE for b in blocks[:1]):
        return (Block(span=Span(start=0, end=len(front)), kind=BlockKind.BOILERPLATE),)
    return (
        Block(span=Span(start=0, end=at), kind=BlockKind.BOILERPLATE),
        Block(span=Span(start=at, end=at + len(title)), kind=BlockKind.TITLE),
        Block(span=Span(start=at + len(title), end=len(front)), kind=BlockKind.BOILERPLATE),
    )


PLAIN = Kind(
    name="plain text", suffixes=(".txt", ".text"), media_type="text/plain", split=_split_plain, draft=_draft_plain
)
MARKDOWN = Kind(
    name="Markdown",
    suffixes=(".md", ".markdown"),
    media_type="text/markdown",
    split=_split_markdown,
    draft=_draft_markdown,
)
