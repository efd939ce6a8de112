"""Feeds (RSS, Atom), lists of feeds (OPML) and sitemaps.

What a feed lists is fetched only where a user named the feed's address or asked for that (`Lead`). From a file alone
the entries that hold their text are read: the exact bytes of one ``item`` or ``entry`` are an original. feedparser
reads entries, broken ones too; the plain lists are read by pattern, so no entity is ever resolved.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from rashomon.errors import Unreadable
from rashomon.read.compose import composed, of_html
from rashomon.read.decode import Decoded, decode
from rashomon.read.parts import Draft, Fields, Given, Kind, Lead, Part, Slice, Source, typed
from rashomon.read.plain import whole
from rashomon.read.stretches import Coding, Stretch
from rashomon.records import NotRead

FEED, OPML_TYPE, SITEMAP_TYPE = "application/rss+xml", "text/x-opml", "application/x-sitemap+xml"
MAX_LEADS = 5000  # taken from one list; news sitemaps may have 1,000, others 50,000
_OPENING = re.compile(r"<(item|entry)(?=[\s>])", re.IGNORECASE)
_CLOSING = {tag: re.compile(rf"</{tag}\s{{0,20}}>", re.IGNORECASE) for tag in ("item", "entry")}
_ROOT = re.compile(
    rb"(?:<\?[^>]{0,500}\?>|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,500}>|\s|\xef\xbb\xbf)*<([A-Za-z:]{1,20})", re.DOTALL
)
_XML_CHARSET = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,30})""")
_OUTLINE = re.compile(
    r"""<outline\b[^<>]{0,4000}?\bxmlUrl\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})')""", re.IGNORECASE
)
_PLACE = re.compile(r"<(?:\w{1,20}:)?loc>\s{0,100}(?:<!\[CDATA\[)?([^<\]]{1,2100})", re.IGNORECASE)
_FRAME = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel>{0}</channel></rss>',
    '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">{0}</feed>',
)
_TAG = re.compile(r"<((?:\w{1,20}:)?[A-Za-z]{1,20})(?:\s[^<>]{0,1000})?>", re.ASCII)
_TEXTS = ("encoded", "content", "description", "summary")
_ELEMENTS = 20  # of one name that an entry is looked through for
_SHORTEST = 200  # letters of an entry's content that are a report; shorter ones announce one
_SUMMARY = 600  # the same of a summary, which seldom is the whole


def _root(head: bytes) -> str:
    found = _ROOT.match(head)
    return found[1].decode("ascii").lower().rpartition(":")[2] if found else ""


def _begins(*roots: str) -> Any:
    return lambda head: _root(head) in roots


def _decoded(payload: bytes) -> Decoded:
    declared = _XML_CHARSET.match(payload[:300])
    return decode(payload, declared[1].decode("ascii") if declared else None)


def _split_feed(stream: BinaryIO, source: Source) -> Iterator[Part]:
    file = whole(stream, source.locator, FEED)
    decoded = _decoded(file.payload)
    found = list(_entries(decoded.raw))
    if not found:
        raise Unreadable("the feed lists nothing", "nothing to do, or look again later")
    offsets = decoded.offsets(p for span in found for p in span)
    media = typed(FEED, charset=None if decoded.encoding == "utf-8" else decoded.encoding)
    for number, (start, end) in enumerate(found, start=1):
        place = f"{source.locator}#{number}"
        payload = file.payload[offsets[start] : offsets[end]]
        entry = _entry(decoded.raw[start:end])
        address = str(entry.get("link") or "").strip() or None
        if address is not None and not address.startswith(("http://", "https://")):
            address = None
        if number > MAX_LEADS:
            why = f"the feed lists more than {MAX_LEADS:,} entries"
            yield NotRead(locator=source.locator, why=why, advice="split it")
            return
        if _is_whole(entry) or address is None:
            yield Slice(payload=payload, locator=place, media_type=media, lead=address)
        else:
            yield Lead(address=address, locator=place)


def _entries(text: str) -> Iterator[tuple[int, int]]:
    """Where the entries stand; in linear time, whatever is left open."""
    at = 0
    for opening in _OPENING.finditer(text):
        if opening.start() < at:
            continue
        closing = _CLOSING[opening[1].lower()].search(text, opening.end())
        if closing is None:
            return
        at = closing.end()
        yield opening.start(), at


def _entry(text: str) -> Any:
    """One entry by feedparser, put into a feed of its own; empty where it makes nothing of it."""
    import feedparser

    frame = _FRAME[1 if text[:6].lower() == "<entry" else 0]
    try:
        entries = feedparser.parse(frame.format(text).encode("utf-8", "replace"), sanitize_html=False).entries
    except Exception:  # a parser of hostile text: whatever it trips over concerns this entry only
        return {}
    return entries[0] if entries else {}


def _is_whole(entry: Any) -> bool:
    """Whether an entry holds its report and not an announcement of it."""
    texts = [str(c.get("value") or "") for c in entry.get("content") or [] if isinstance(c, dict)]
    return max(map(len, texts), default=0) >= _SHORTEST or len(str(entry.get("summary") or "")) >= _SUMMARY


def _content(entry: Any) -> str:
    """The fullest text an entry holds."""
    texts = [str(c.get("value") or "") for c in entry.get("content") or [] if isinstance(c, dict)]
    return max([*texts, str(entry.get("summary") or "")], key=len)


def _draft_entry(payload: bytes, given: Given) -> Draft:
    decoded = decode(payload, given.parameters.get("charset"))
    entry = _entry(decoded.raw)
    text = _content(entry)
    if not text.strip():
        raise Unreadable("the entry holds no text", "fetch what it announces: rashomon read --follow FEED")
    date = entry.get("published") or entry.get("updated")
    named = entry.get("source")
    fields = Fields(
        title=_line(html.unescape(re.sub(r"<[^>]{0,500}>", "", str(entry.get("title") or "")))),
        url=_line(entry.get("link")),
        outlet=_line(named.get("title")) if isinstance(named, dict) else None,
        author=_line(entry.get("author")),
        dates=(("date of the entry", str(date)[:100]),) if date else (),
    )
    shown = of_html(text, _element(decoded, _TEXTS))
    return composed(shown, fields, payload, _element(decoded, ("title",)))


def _element(decoded: Decoded, names: tuple[str, ...]) -> Stretch | None:
    """The longest element of an entry with one of these names: what lies between its tags."""
    found: list[tuple[int, int, str]] = []
    for opening in _TAG.finditer(decoded.raw):
        if opening[1].lower().rpartition(":")[2] in names and len(found) < _ELEMENTS:
            end = decoded.raw.find(f"</{opening[1]}", opening.end())
            if end > opening.end():
                found.append((opening.end(), end, opening[1]))
    if not found:
        return None
    start, end, name = max(found, key=lambda f: (f[1] - f[0], -f[0]))
    offsets = decoded.offsets((start, end))
    return Stretch(
        first=offsets[start],
        last=offsets[end],
        place=f"element {name}",
        encoding=decoded.encoding,
        coding=Coding.NONE,
    )


def _line(value: object) -> str | None:
    return " ".join(str(value).split())[:1000] or None if value else None


def _split_outlines(stream: BinaryIO, source: Source) -> Iterator[Part]:
    text = _decoded(whole(stream, source.locator, OPML_TYPE).payload).text
    yield from _leads((html.unescape(m[1] or m[2]) for m in _OUTLINE.finditer(text)), source)


def _split_places(stream: BinaryIO, source: Source) -> Iterator[Part]:
    text = _decoded(whole(stream, source.locator, SITEMAP_TYPE).payload).text
    yield from _leads((html.unescape(m[1]).strip() for m in _PLACE.finditer(text) if "image:" not in m[0][:12]), source)


def _leads(addresses: Iterator[str], source: Source) -> Iterator[Part]:
    number, seen = 0, set[str]()
    for address in addresses:
        if address in seen:
            continue
        seen.add(address)
        number += 1
        if number > MAX_LEADS:
            why = f"it lists more than {MAX_LEADS:,} addresses"
            yield NotRead(locator=source.locator, why=why, advice="split it")
            return
        yield Lead(address=address, locator=f"{source.locator}#{number}")
    if not number:
        raise Unreadable("it lists no address", "nothing to do")


FEEDS = Kind(
    name="feed",
    suffixes=(".rss", ".atom", ".rdf"),
    media_type=FEED,
    split=_split_feed,
    draft=_draft_entry,
    also=("application/atom+xml", "application/rdf+xml"),
    begins=_begins("rss", "feed", "rdf"),
)
OPML = Kind(name="OPML", suffixes=(".opml",), media_type=OPML_TYPE, split=_split_outlines, begins=_begins("opml"))
SITEMAP = Kind(
    name="sitemap",
    suffixes=(),
    media_type=SITEMAP_TYPE,
    split=_split_places,
    begins=_begins("urlset", "sitemapindex"),
)
