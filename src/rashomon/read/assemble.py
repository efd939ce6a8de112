"""A draft becomes a report: the text is looked into for furniture, marks, dates, outlet and language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

import trafilatura

from rashomon.errors import Unreadable
from rashomon.read.address import Families, canonical, family_of, host_key, identity, outlet_of
from rashomon.read.datelines import Dateline, dateline, lone_dateline
from rashomon.read.dates import find_date
from rashomon.read.furniture import rule_for
from rashomon.read.language import language_of
from rashomon.read.marks import byline, line_marks, moved, tail_marks
from rashomon.read.metalines import holder, is_caption, meta_line, signature
from rashomon.read.parts import Draft
from rashomon.read.published import Line, Stated, publication, stated
from rashomon.records import Block, BlockKind, Mark, MarkKind, Outlet, Report, Span

EXTRACTOR = f"rashomon-read/3 trafilatura/{trafilatura.__version__}"
SPEAKING = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CAPTION)
_REPEATED_WORDS = 4  # a block of fewer words may well stand twice in a report
_TOP_BLOCKS = 3  # a bare date below so many paragraphs belongs to something else
_CLOSING_BLOCKS = 2  # a note on the author stands there
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "’", ")")
_DATELINE_BLOCKS = 4  # datelines stand in the first paragraphs


@dataclass(slots=True)
class _Seen:
    """What has been noticed on the way through the blocks."""

    marks: list[Mark] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    byline: str | None = None
    dateline: tuple[str, Span] | None = None
    wire: tuple[Mark, ...] = ()  # agencies named in the dateline
    holder: str | None = None  # who holds the copyright
    names: tuple[str | None, ...] = ()  # of author and outlet, as declared
    signed_off: bool = False  # the closing credits have been passed
    left: int = 0  # blocks still to come
    texts: set[str] = field(default_factory=set)
    speaking: int = 0
    titled: bool = False  # the file declares its title, so the title block is one whatever it looks like


def assemble(
    draft: Draft, payload: bytes, locator: str, seen: datetime, families: Families = MappingProxyType({})
) -> Report:
    """The report of these bytes; ``families`` is a table of outlets. Raises `Unreadable` where nothing speaks."""
    noticed = _Seen(titled=draft.fields.title is not None, names=(draft.fields.author, draft.fields.outlet))
    made: list[Block] = []
    for left, block in zip(range(len(draft.blocks) - 1, -1, -1), draft.blocks, strict=True):
        noticed.left = left
        made += _refined(draft.text, block, noticed)
    blocks = tuple(made)
    if not any(b.kind in SPEAKING for b in blocks):
        raise Unreadable("it holds no running text, only page furniture", "nothing to do, or save the full page")
    original_id = hashlib.sha256(payload).hexdigest()
    fields = draft.fields
    url = _address(canonical(fields.url) or canonical(locator), canonical(fields.own), families)
    outlet = _outlet(url, _named(fields.outlet, noticed), original_id, families)
    title = next((" ".join(b.span.of(draft.text).split()) for b in blocks if b.kind is BlockKind.TITLE), "")
    words = " ".join(b.span.of(draft.text)[:4000] for b in _first(blocks, 40))
    return Report(
        id=Report.identify(original_id, url),
        original_id=original_id,
        url=url,
        outlet=outlet,
        title=title,
        text=draft.text,
        language=language_of(words, fields.language),
        byline=fields.author or noticed.byline,
        dateline=noticed.dateline[0] if noticed.dateline else None,
        marks=tuple(sorted(_with_outlet(noticed.marks, outlet), key=lambda m: (m.span, m.key))),
        published=publication(fields.dates, noticed.stated, noticed.dateline, seen, url),
        seen=seen,
        blocks=blocks,
        anchors=draft.anchors,
        extractor=EXTRACTOR,
    )


def _address(found: str | None, own: str | None, families: Families) -> str | None:
    """Where a report stands: the address a page gives itself, if it was found nowhere else or with the same outlet.

    A page found elsewhere stands where it was found: else any page could pass as another outlet's by one line.
    """
    if found is None or own is None:
        return own or found
    outlets = [(family_of(url, "", families) or (host_key(url),))[0] for url in (found, own)]
    return own if outlets[0] == outlets[1] else found


def _named(declared: str | None, noticed: _Seen) -> tuple[str | None, str]:
    """The name of an outlet and where it was read: declared, the one agency of the dateline, the copyright line."""
    if declared:
        return declared, "declared by the file"
    if len({m.key for m in noticed.wire}) == 1:
        return noticed.wire[0].name, "agency named in the dateline"
    return noticed.holder, "holder of the copyright"


def _outlet(url: str | None, named: tuple[str | None, str], original_id: str, families: Families) -> Outlet:
    """By a user's table, by address, by the name read in the file; else unnamed. An address is not given a name that
    was only noticed."""
    name, basis = named
    if url is not None and basis != "declared by the file":
        name = None
    return outlet_of(url, name, basis, original_id, families)


def _with_outlet(marks: list[Mark], outlet: Outlet) -> list[Mark]:
    """The marks, those that name the outlet itself with its key: an agency's own address is where its texts stand."""
    own = identity(outlet.name)
    if own is None:
        return marks
    return [replace(m, key=outlet.key) if m.key == own[0] else m for m in marks]


def _first(blocks: tuple[Block, ...], count: int) -> list[Block]:
    return [b for b in blocks if b.kind in SPEAKING][:count]


def _refined(text: str, block: Block, noticed: _Seen) -> Iterator[Block]:
    """The block with its true kind, cut where a dateline or a closing mark stands in it."""
    words = block.span.of(text)
    at = block.span.start
    declared_title = block.kind is BlockKind.TITLE and noticed.titled
    kind = block.kind if declared_title else _line_kind(words, at, block.kind, noticed)
    if kind is BlockKind.TITLE:
        noticed.texts.add(_folded(words))
    if kind is not BlockKind.PARAGRAPH:
        yield Block(span=block.span, kind=kind)
        return
    if is_caption(words):
        yield Block(span=block.span, kind=BlockKind.CAPTION)
        return
    start, end = 0, len(words)
    noticed.speaking += 1
    noticed.signed_off = False  # running text goes on below the credits
    if noticed.speaking <= _DATELINE_BLOCKS and noticed.dateline is None:
        head = dateline(words)
        if head is not None:
            start = head.end
            _note_dateline(head, words, at, noticed)
            yield Block(span=Span(start=at, end=at + len(words[:start].rstrip())), kind=BlockKind.MARK)
    tail = tail_marks(words[start:])
    if tail is not None:
        end = start + tail[0]
        noticed.marks += [moved(m, at + start) for m in tail[1]]
    if words[start:end].strip():
        stop = start + len(words[start:end].rstrip())
        yield Block(span=Span(start=at + start, end=at + stop), kind=kind)
    if end < len(words):
        lead = len(words[end:]) - len(words[end:].lstrip())
        yield Block(span=Span(start=at + end + lead, end=at + len(words)), kind=BlockKind.MARK)


def _note_dateline(found: Dateline, words: str, at: int, noticed: _Seen) -> None:
    noticed.marks += [moved(m, at) for m in found.marks]
    noticed.wire = noticed.wire or found.marks
    if found.words:
        place = at + words.index(found.words)
        noticed.dateline = (found.words, Span(start=place, end=place + len(found.words)))


def _line_kind(words: str, at: int, kind: BlockKind, noticed: _Seen) -> BlockKind:
    """What a whole block is, noting what it tells about the report."""
    if kind not in SPEAKING:
        return kind
    marks = line_marks(words)
    if marks is not None:
        noticed.marks += [moved(m, at) for m in marks]
        noticed.signed_off |= noticed.speaking >= _TOP_BLOCKS and all(m.kind is MarkKind.CREDIT for m in marks)
        return BlockKind.MARK if marks else BlockKind.BYLINE
    dated = stated(words, at)
    if dated is not None:
        if dated.line is not Line.BARE or noticed.speaking < _TOP_BLOCKS:
            noticed.stated.append(dated)
        return BlockKind.BOILERPLATE
    lone = lone_dateline(words) if noticed.speaking < _TOP_BLOCKS and noticed.dateline is None else None
    if lone is not None:
        _note_dateline(lone, words, at, noticed)
        return BlockKind.MARK
    furniture = _furniture_kind(words, at, kind, noticed)
    if furniture is not None:
        return furniture
    folded = _folded(words)
    if folded in noticed.texts:
        return BlockKind.BOILERPLATE
    if folded.count(" ") + 1 >= _REPEATED_WORDS:
        noticed.texts.add(folded)
    return kind


def _furniture_kind(words: str, at: int, kind: BlockKind, noticed: _Seen) -> BlockKind | None:
    """Kind of a block that is about the report or the page; None for one that is part of the report."""
    written = byline(words)
    if written is not None:
        noticed.byline = noticed.byline or written[0]
        noticed.marks += [moved(m, at) for m in written[1]]
        return BlockKind.BYLINE
    if kind is not BlockKind.TITLE and signature(words, noticed.names):
        return BlockKind.BYLINE
    meta = meta_line(words, top=noticed.speaking < 1)
    if meta is not None and kind is not BlockKind.TITLE:
        noticed.byline = noticed.byline or meta.who
        date = find_date(words) if meta.dated and noticed.speaking < _TOP_BLOCKS else None
        if date is not None:
            noticed.stated.append(Stated(date, Span(start=at, end=at + len(words)), Line.BARE))
        return meta.kind
    rule = rule_for(words, closing=noticed.left < _CLOSING_BLOCKS)
    if rule is not None:
        noticed.holder = noticed.holder or holder(words)
        return rule.kind
    if noticed.signed_off and not words.rstrip().endswith(_SENTENCE_ENDS):
        return BlockKind.BOILERPLATE  # links to other reports, as agencies' clients put them below the credits
    return None


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
