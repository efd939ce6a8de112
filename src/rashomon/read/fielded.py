"""JSON and JSON lines with named fields. Every array element or line is an original of its own: its exact bytes."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import BinaryIO

from rashomon.errors import Unreadable
from rashomon.read.compose import composed, of_html
from rashomon.read.decode import Decoded, decode, neutral
from rashomon.read.fields import DATE, LANGUAGE, OUTLET, TEXT, TITLE, URL, by_name, folded, named, wanted
from rashomon.read.marks import is_agency
from rashomon.read.parts import MAX_BYTES, Draft, Given, Kind, Lead, Part, Slice, Source, typed
from rashomon.read.plain import whole
from rashomon.read.segment import segment
from rashomon.read.stretches import Coding, Stretch
from rashomon.records import Anchor, Block, BlockKind, NotRead, Span

MEDIA_TYPE = "application/json"
_CONTAINERS = ("reports", "articles", "items", "results", "data", "docs", "documents", "stories", "entries")
_WANTED = (
    f'give objects with "{TEXT[0]}" (or {", ".join(TEXT[1:3])}) and, where known, "{TITLE[0]}", "{URL[0]}",'
    f' "{DATE[1]}", "{LANGUAGE[0]}", "{OUTLET[0]}"'
)
_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")


@dataclass(frozen=True, slots=True)
class _Value:
    """A JSON value and where it stands in the text it was parsed from."""

    value: object
    start: int
    end: int


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _parse(text: str, at: int) -> _Value:
    try:
        value, end = _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep or a number too long"
        place = f" at character {error.pos:,}" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(f"it is not valid JSON ({reason}{place})", "mend the file") from None
    return _Value(value, at, end)


def _members(text: str, at: int) -> Iterator[tuple[str, _Value]]:
    """Members of the object that begins at this place of valid JSON, with the place of each value."""
    at = _skip(text, at + 1)
    while text[at] != "}":
        key = _parse(text, at)
        value = _parse(text, _skip(text, _skip(text, key.end) + 1))
        yield str(key.value), value
        at = _skip(text, value.end)
        if text[at] == ",":
            at = _skip(text, at + 1)


def _elements(text: str, at: int) -> Iterator[_Value]:
    """Elements of the array that begins at this place of valid JSON."""
    at = _skip(text, at + 1)
    while text[at] != "]":
        value = _parse(text, at)
        yield value
        at = _skip(text, value.end)
        if text[at] == ",":
            at = _skip(text, at + 1)


def _split_json(stream: BinaryIO, source: Source) -> Iterator[Part]:
    media = typed(MEDIA_TYPE, **source.names)
    file = whole(stream, source.locator, media)
    decoded = decode(file.payload)
    text = decoded.raw
    start = _skip(text, 0)
    top = _parse(text, start)
    rest = _skip(text, top.end)
    if rest < len(text):
        raise Unreadable(f"more follows its JSON value at character {rest:,}", "name it .jsonl if it has one a line")
    array = _array(text, top)
    if array is None:
        yield listed(top.value, file, source) or file
        return
    elements = list(_elements(text, array))
    if not elements:
        raise Unreadable("its list is empty", "nothing to do")
    offsets = decoded.offsets(p for e in elements for p in (e.start, e.end))
    for number, element in enumerate(elements, start=1):
        payload = file.payload[offsets[element.start] : offsets[element.end]]
        part = Slice(payload=_own(payload, decoded), locator=f"{source.locator}#{number}", media_type=media)
        yield listed(element.value, part, source) or part


def listed(value: object, part: Slice, source: Source) -> Lead | None:
    """The address that an object without a text names, as lists of addresses (GDELT, Media Cloud) have it."""
    if not isinstance(value, Mapping):
        return None
    names = wanted(source.names)
    address = named(value, names["url"])
    if address is None or named(value, names["text"]) or isinstance(value.get("content_html"), str):
        return None
    return Lead(address=address[1], locator=part.locator)


def _own(payload: bytes, decoded: Decoded) -> bytes:
    """The slice itself, refused where it could not be read back without the rest of the file."""
    if decoded.encoding != "utf-8":
        raise Unreadable(f"its list is encoded as {decoded.encoding}", "save it as UTF-8")
    return payload


def _array(text: str, top: _Value) -> int | None:
    """Where the list of reports begins: the value itself, or the list in one of the usual members."""
    if isinstance(top.value, list):
        return top.start
    if isinstance(top.value, dict) and not any(name in top.value for name in TEXT):
        places = {key: v for key, v in _members(text, top.start) if isinstance(v.value, list)}
        for name in _CONTAINERS:
            if name in places and any(isinstance(v, dict) for v in places[name].value):  # type: ignore[attr-defined]
                return places[name].start
    return None


def _split_lines(stream: BinaryIO, source: Source) -> Iterator[Part]:
    media = typed(MEDIA_TYPE, **source.names)
    number = 0
    empty = True
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        place = f"{source.locator}#{number}"
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1_000_000)
            empty = False
            yield NotRead(locator=place, why=f"the line is longer than {MAX_BYTES:,} bytes", advice="split it")
            continue
        payload = line.rstrip(b"\r\n")
        if number == 1:
            payload = payload.removeprefix(b"\xef\xbb\xbf")
        if payload.strip():
            empty = False
            part = Slice(payload=payload, locator=place, media_type=media)
            yield listed(_value(payload), part, source) or part
    if empty:
        raise Unreadable("it is empty", "nothing to do")


def _value(payload: bytes) -> object:
    """The value of a line, None where it is broken: its trouble is told when it is drafted."""
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return None


def _draft(payload: bytes, given: Given) -> Draft:
    decoded = decode(payload)
    raw = decoded.raw
    top = _parse(raw, _skip(raw, 0))
    if _skip(raw, top.end) < len(raw):
        raise Unreadable("more follows its JSON value", "give one object a line")
    if not isinstance(top.value, dict):
        raise Unreadable(f"it is {_shape(top.value)}, not an object with named fields", _WANTED)
    members = dict(_members(raw, top.start))
    names = wanted(given.parameters)
    body = _string(members, names["text"])
    if body is None and isinstance(top.value.get("content_html"), str):
        return _from_html(top.value, members["content_html"], decoded, given)
    if body is None:
        found = ", ".join(f'"{neutral(k)[:30]}"' for k in list(members)[:6]) or "none"
        raise Unreadable(f"no field holds its text (fields: {found})", _WANTED)
    text = neutral(str(body.value))
    if not text.strip():
        raise Unreadable("its text is empty", "nothing to do")
    title = _string(members, names["title"])
    head = " ".join(neutral(str(title.value)).split()) if title else ""
    repeated = bool(head) and " ".join(text.lstrip().partition("\n")[0].split()).casefold() == head.casefold()
    if title is None or not head or repeated:
        blocks = segment(text, titled=repeated)
        anchors = _anchors(decoded, body, [(b.span, b.span.start, b.span.end) for b in blocks])
    else:
        shift = len(head) + 2
        inner = segment(f"{head}\n\n{text}", titled=True)[1:]
        blocks = (Block(span=Span(start=0, end=len(head)), kind=BlockKind.TITLE), *inner)
        text = f"{head}\n\n{text}"
        places = [(b.span, b.span.start - shift, b.span.end - shift) for b in inner]
        anchors = (*_value_anchor(decoded, title, blocks[0].span, head), *_anchors(decoded, body, places))
    author = _string(members, names["author"])
    if author is not None and is_agency(str(author.value)):  # an agency as author is a mark: it needs its place
        span = Span(start=len(text) + 2, end=len(text) + 2 + len(str(author.value)))
        text = f"{text}\n\n{author.value}"
        blocks = (*blocks, Block(span=span, kind=BlockKind.PARAGRAPH))
        anchors = (*anchors, *_value_anchor(decoded, author, span, str(author.value)))
    return Draft(text=text, blocks=blocks, anchors=anchors, fields=by_name(top.value, given.parameters))


def _from_html(value: Mapping[str, object], body: _Value, decoded: Decoded, given: Given) -> Draft:
    """A report whose text is HTML in a field (JSON Feed)."""
    members = dict(_members(decoded.raw, _skip(decoded.raw, 0)))
    title = _string(members, wanted(given.parameters)["title"])
    named_title = _stretch(decoded, title, "the title's field") if title is not None else None
    shown = of_html(str(body.value), _stretch(decoded, body, "field content_html"))
    return composed(shown, by_name(value, given.parameters), decoded.payload, named_title)


def _stretch(decoded: Decoded, value: _Value, place: str) -> Stretch:
    """The bytes between the quotes of a string."""
    first, last = value.start + 1, max(value.start + 2, value.end - 1)
    offsets = decoded.offsets((first, last))
    encoding = decoded.encoding
    return Stretch(first=offsets[first], last=offsets[last], place=place, encoding=encoding, coding=Coding.JSON)


def _shape(value: object) -> str:
    return {list: "a list", str: "a string", bool: "true or false"}.get(type(value), "a bare value")


def _string(members: dict[str, _Value], names: tuple[str, ...]) -> _Value | None:
    lower = {folded(key): v for key, v in reversed(members.items())}
    for name in names:
        if name in lower and isinstance(lower[name].value, str):
            return lower[name]
    return None


def _value_anchor(decoded: Decoded, value: _Value, span: Span, words: str) -> tuple[Anchor, ...]:
    first, last = value.start + 1, value.end - 1
    offsets = decoded.offsets((first, last))
    exact = decoded.raw[first:last] == words
    return (Anchor(text=span, first=offsets[first], last=offsets[last], exact=exact),)


def _anchors(decoded: Decoded, body: _Value, places: list[tuple[Span, int, int]]) -> tuple[Anchor, ...]:
    """Anchors of stretches of an unescaped string: the bytes of just those characters in the escaped one."""
    literal = decoded.raw[body.start + 1 : body.end - 1]
    ends = [m.end() for m in _ESCAPE.finditer(literal)]
    shrunk = list(accumulate(m.end() - m.start() - 1 for m in _ESCAPE.finditer(literal)))
    plain_ends = [end - lost for end, lost in zip(ends, shrunk, strict=True)]  # the same, counted unescaped

    def source(point: int) -> int:
        passed = bisect_right(plain_ends, point)
        return body.start + 1 + point + (shrunk[passed - 1] if passed else 0)

    stretches = [(span, source(start), source(end)) for span, start, end in places]
    offsets = decoded.offsets(p for _, first, last in stretches for p in (first, last))
    return tuple(
        Anchor(
            text=span,
            first=offsets[first],
            last=offsets[last],
            exact=decoded.raw[first:last] == neutral(str(body.value))[start:end],
        )
        for (span, first, last), (_, start, end) in zip(stretches, places, strict=True)
    )


JSON = Kind(name="JSON", suffixes=(".json",), media_type=MEDIA_TYPE, split=_split_json, draft=_draft)
LINES = Kind(
    name="JSON lines",
    suffixes=(".jsonl", ".ndjson"),
    media_type=MEDIA_TYPE,
    split=_split_lines,
    draft=_draft,
)
