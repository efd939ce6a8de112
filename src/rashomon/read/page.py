"""HTML pages. trafilatura chooses which words are the report; the words themselves are taken from the source.

trafilatura gives no places and merges the paragraphs of short pages. So its text is only looked up again among the
visible characters of the source (`align`), and what is found there becomes the report's text, cut at the page's own
blocks. A word that cannot be found again is left out: everything in the text has its bytes.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html

from rashomon.errors import Unreadable
from rashomon.read import align
from rashomon.read.dates import parse_date
from rashomon.read.decode import Decoded, decode
from rashomon.read.marks import is_agency
from rashomon.read.parts import MAX_LINE, Draft, Fields, Given, Kind, Part, Source
from rashomon.read.plain import whole
from rashomon.read.published import NOTICED
from rashomon.read.sniff import is_page
from rashomon.read.visible import Visible, visible
from rashomon.records import Anchor, Block, BlockKind, Precision, Span

MEDIA_TYPE = "text/html"
MAX_VISIBLE = 2_000_000  # letters of one page; the longest of 1,180 measured shows 300,000
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,30})""")
_INLINE = frozenset(("hi", "ref", "del", "span", "a", "b", "i", "em", "strong"))
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "dt"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dd", "td", "th", "tr"), BlockKind.ITEM),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
}
_STRICT_SHARE = 0.5
_SMALL_GAP = 3  # letters the extractor may have dropped inside a paragraph (a dash, a bracket) are put back
_DATE_METAS = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "dc.date.created", "publishdate",
    "publish-date", "publish_date", "pubdate", "date", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip

for _name in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # their remarks on hostile pages are not the user's concern


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters ``[first, last)`` of the source that follow each other in one segment."""

    first: int
    last: int
    segment: int


def _split(stream: BinaryIO, source: Source) -> Iterator[Part]:
    yield whole(stream, source.locator, MEDIA_TYPE)


def _draft(payload: bytes, given: Given) -> Draft:
    declared = _CHARSET.search(payload[:4096]) or _XML_CHARSET.match(payload[:200])
    # The server's word goes before the page's own, as in browsers (WHATWG HTML, 13.2.3.2).
    decoded = decode(payload, given.parameters.get("charset") or (declared[1].decode("ascii") if declared else None))
    shown = visible(decoded.text)
    if not shown.letters:
        raise Unreadable("the page shows no text", "save the page once it has loaded")
    if len(shown.letters) > MAX_VISIBLE:
        raise Unreadable(f"the page shows more than {MAX_VISIBLE:,} letters", "save the report alone")
    tree, document = _extracted(decoded.text, given.seen)
    chunks = _chunks(document.body)
    if document.text and not chunks:
        chunks = [document.text]
    keys = [align.key(c) for c in chunks]
    paragraphs = _paragraphs(shown, align.place(shown.letters, keys))
    if not paragraphs:
        raise Unreadable("no running text was found on the page", "save the report's text as .txt")
    title = _title(shown, document.title or "", paragraphs)
    fields = _declared(tree, document)
    credit = _agency_line(shown, fields.author, paragraphs)
    return _written(decoded, shown, title, paragraphs + credit, fields)


_MONTHS = 12


def _extracted(source: str, seen: datetime) -> tuple[HtmlElement, Any]:
    """The page's tree, and the extractor's document with the page's facts.

    trafilatura is asked strictly and loosely, without its fallbacks. The strict text stands unless it is less than half
    of the loose one: then a rule meant for furniture took the report itself, and the defaults with their fallbacks
    decide. On the Scrapinghub pages: F1 .970 against .960 by the defaults and .962 without fallbacks; any share from .2
    to .7 gives over .968, on the even and on the odd pages alike, at no more time than the defaults take.
    """
    try:
        tree, document = load_html(source), None
        if tree is not None:
            document, loose = _asked(source, seen, strict=True), _asked(source, seen, strict=False)
            size = len(loose.text or "") if loose is not None else 0
            if document is None or len(document.text or "") < _STRICT_SHARE * size:
                document = _asked(source, seen, strict=False, fallbacks=True)
    except Exception as error:  # a parser of hostile pages: whatever it trips over concerns this page only
        raise Unreadable(f"the page cannot be parsed ({type(error).__name__})", "save its text as .txt") from error
    if tree is None or document is None or document.body is None:
        raise Unreadable("no running text was found on the page", "save the report's text as .txt")
    return tree, document


def _asked(source: str, seen: datetime, *, strict: bool, fallbacks: bool = False) -> Any:
    return bare_extraction(
        source,
        fast=not fallbacks,
        favor_precision=strict,
        include_comments=False,
        include_links=False,
        include_images=False,
        deduplicate=False,  # its memory of earlier pages would make the result depend on their order
        with_metadata=strict or fallbacks,
        date_extraction_params={
            "original_date": True,
            "extensive_search": True,
            "max_date": (seen.astimezone(UTC) + timedelta(days=1)).strftime("%Y-%m-%d"),
        },
    )


def _chunks(body: etree._Element) -> list[str]:
    """The extractor's text cut at its block elements, in order."""
    chunks: list[str] = []
    words: list[str] = []

    def flush() -> None:
        text = "".join(words).strip()
        words.clear()
        if text:
            chunks.append(text)

    for event, element in etree.iterwalk(body, events=("start", "end")):
        block = element.tag not in _INLINE
        if block:
            flush()
        text = element.text if event == "start" else element.tail
        if text:
            words.append(text)
    flush()
    return chunks


def _paragraphs(shown: Visible, places: list[align.Place]) -> list[list[_Run]]:
    """The placed letters as paragraphs of runs: a new one with each segment of the page and never twice the same."""
    paragraphs: list[list[_Run]] = []
    taken_to: dict[int, int] = {}
    for found in places:
        at = found.first
        while at < found.last:
            segment = shown.segment_at(at)
            last = min(found.last, shown.segment_end(segment))
            first = max(at, taken_to.get(segment, 0))
            if first < last:
                run = _Run(first, last, segment)
                if paragraphs and paragraphs[-1][-1].segment == segment:
                    _extend(paragraphs[-1], run)
                else:
                    paragraphs.append([run])
                taken_to[segment] = last
            at = last
    return paragraphs


def _extend(paragraph: list[_Run], run: _Run) -> None:
    before = paragraph[-1]
    if run.first - before.last <= _SMALL_GAP:
        paragraph[-1] = _Run(before.first, run.last, run.segment)
    else:
        paragraph.append(run)


def _title(shown: Visible, declared: str, paragraphs: list[list[_Run]]) -> _Run | None:
    """Where the declared title stands on the page: the first main heading that is part of it or holds it, else its
    own words before the end of the first paragraph, else in the title element."""
    wanted = align.key(declared).casefold()
    if not wanted:
        return None
    for number, tag in enumerate(shown.tags):
        if tag in ("h1", "h2"):
            first, last = shown.segments[number], shown.segment_end(number)
            words = align.key(shown.letters[first:last]).casefold()
            if len(words) > 8 and (words in wanted or wanted in words):
                return _Run(first, last, number)
    found = shown.letters.find(align.key(declared), 0, paragraphs[0][-1].last)
    if found < 0:
        found = shown.letters.casefold().find(wanted) if shown.letters.isascii() else -1
    if found >= 0:
        return _Run(found, found + len(wanted), shown.segment_at(found))
    for number, tag in enumerate(shown.tags):
        if tag == "title":
            return _Run(shown.segments[number], shown.segment_end(number), number)
    return None


def _agency_line(shown: Visible, author: str | None, paragraphs: list[list[_Run]]) -> list[list[_Run]]:
    """The line of the page that names a news agency as its author, where the extractor left it out: it is a mark."""
    if author is None or not is_agency(author):
        return []
    wanted = align.key(author).casefold()
    held = {run.segment for paragraph in paragraphs for run in paragraph}
    for number in range(len(shown.segments)):
        first, last = shown.segments[number], shown.segment_end(number)
        words = align.key(shown.letters[first : min(last, first + 60)]).casefold()
        if number not in held and words in (wanted, f"by{wanted}"):
            return [[_Run(first, last, number)]]
    return []


def _written(
    decoded: Decoded, shown: Visible, title: _Run | None, paragraphs: list[list[_Run]], fields: Fields
) -> Draft:
    """The text with its blocks and anchors."""
    stretches: list[tuple[list[_Run], BlockKind]] = []
    if title is not None:
        stretches.append(([title], BlockKind.TITLE))
    stretches += [
        (paragraph, _KINDS.get(shown.tags[paragraph[0].segment], BlockKind.PARAGRAPH))
        for paragraph in paragraphs
        if not _is_title(shown, paragraph, title)
    ]
    pieces: list[str] = []
    blocks: list[Block] = []
    spots: list[tuple[Span, int, int]] = []
    at = 0
    for runs, kind in stretches:
        if pieces:
            pieces.append("\n\n")
            at += 2
        start = at
        for number, run in enumerate(runs):
            words = shown.text(run.first, run.last)
            if number and run.first in shown.spaced:
                pieces.append(" ")
                at += 1
            pieces.append(words)
            span = Span(start=at, end=at + len(words))
            spots.append((span, shown.starts[run.first], shown.ends[run.last - 1]))
            at += len(words)
        if at - start > MAX_LINE:
            raise Unreadable(f"one paragraph has more than {MAX_LINE:,} characters", "save the report alone")
        blocks.append(Block(span=Span(start=start, end=at), kind=kind))
    text = "".join(pieces)
    offsets = decoded.offsets(p for _, first, last in spots for p in (first, last))
    anchors = tuple(
        Anchor(
            text=span,
            first=offsets[first],
            last=offsets[last],
            exact=decoded.raw[first:last] == span.of(text),
        )
        for span, first, last in spots
    )
    return Draft(text=text, blocks=tuple(blocks), anchors=anchors, fields=fields)


def _is_title(shown: Visible, paragraph: list[_Run], title: _Run | None) -> bool:
    """Whether a paragraph is the title again: in its place, in the page's title element, or on top of the text."""
    if shown.tags[paragraph[0].segment] == "title":
        return True
    if title is None:
        return False
    words = "".join(shown.letters[run.first : run.last] for run in paragraph)
    return paragraph[0].segment == title.segment or (
        words.casefold() == shown.letters[title.first : title.last].casefold()
    )


def _declared(tree: HtmlElement, document: Any) -> Fields:
    """What the page declares about itself."""
    lang = tree.get("lang") or tree.get("xml:lang") or _meta(tree, ("og:locale", "content-language", "language"))
    noticed = _noticed(document)
    dates = _dates(tree, None if noticed is None else _day_first(noticed, tree))
    author = " ".join(str(document.author).replace(";", ",").split())[:200] if document.author else None
    return Fields(
        title=document.title,
        own=document.url,
        outlet=document.sitename,
        author=author,
        language=lang.replace("_", "-") if lang else None,
        dates=dates,
    )


def _names_a_day(value: str) -> bool:
    dated = parse_date(value)
    return dated is not None and dated.precision in (Precision.MINUTE, Precision.DAY)


def _meta(tree: HtmlElement, names: tuple[str, ...]) -> str | None:
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = (element.get("content") or "").strip()
        if name in names and content:
            values.setdefault(name, content[:200])
    return next((values[n] for n in names if n in values), None)


def _noticed(document: Any) -> str | None:
    """The day htmldate found; not 1 January, as which it writes a bare year, unless the address has that day."""
    found = str(document.date or "")
    address = re.search(r"/\d{4}/?-?01/?-?01\b", document.url or "")
    return None if not found or (found.endswith("-01-01") and address is None) else found


def _day_first(noticed: str, tree: HtmlElement) -> str:
    """The day noticed, month and day changed over where only that stands on the page with points ("01.11.2023"), which
    all who write points read day first: a field wrote "11/01/2023"."""
    year, month, day = noticed.split("-")
    if int(day) > _MONTHS or month == day:
        return noticed
    dotted = {
        (int(d), int(m))
        for d, m in re.findall(rf"(?<!\d)(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?{year}(?!\d)", tree.text_content())
    }
    changed = (int(month), int(day)) in dotted and (int(day), int(month)) not in dotted
    return f"{year}-{day}-{month}" if changed else noticed


def _dates(tree: HtmlElement, noticed: str | None) -> tuple[tuple[str, str], ...]:
    """Declared publication dates: JSON-LD, then meta elements, then the day ``noticed`` anywhere on the page, then time
    elements marked as such (on the even half of the htmldate set two of these were of other reports). What names no
    day comes last.
    """
    found: list[tuple[str, str]] = []
    for script in list(tree.iter("script"))[:200]:
        if (script.get("type") or "").lower() == "application/ld+json" and script.text:
            value = _json_ld_date(script.text[:500_000])
            if value:
                found.append(("datePublished", value))
                break
    value = _meta(tree, _DATE_METAS)
    if value:
        found.append(("meta date", value))
    if noticed:
        found.append((NOTICED, noticed))
    for element in list(tree.iter("time"))[:50]:
        marked = f"{element.get('itemprop') or ''} {element.get('class') or ''} {element.get('pubdate') or ''}".lower()
        if "publi" in marked or "pubdate" in marked:
            value = element.get("datetime")
            if value:
                found.append(("time element", value[:100]))
                break
    return tuple(sorted(found, key=lambda item: not _names_a_day(item[1])))


def _json_ld_date(script: str) -> str | None:
    """The publication date of the first article in a JSON-LD script; by pattern where sites ship broken JSON."""
    try:
        todo: list[Any] = [json.loads(script.strip().rstrip(";"))]
    except (ValueError, RecursionError):
        match = re.search(r'"datePublished"\s{0,5}:\s{0,5}"([^"]{4,60})"', script)
        return match[1] if match else None
    for _ in range(500):
        if not todo:
            break
        node = todo.pop(0)
        if isinstance(node, list):
            todo = node[:100] + todo
        elif isinstance(node, dict):
            value = node.get("datePublished") or node.get("dateCreated")
            if isinstance(value, str) and value:
                return value[:60]
            todo += [v for k, v in node.items() if k in ("@graph", "mainEntity", "mainEntityOfPage")]
    return None


PAGE = Kind(
    name="HTML",
    suffixes=(".html", ".htm", ".xhtml"),
    media_type=MEDIA_TYPE,
    split=_split,
    draft=_draft,
    also=("application/xhtml+xml",),
    begins=is_page,
)
