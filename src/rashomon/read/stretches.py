"""Where the words of put-together text lie: named stretches of an original, and paragraphs found again inside them.

A feed's entry, a row's cell, a part of a mail have bytes of their own, under a coding (quoted-printable, escapes of
JSON, doubled quotes of CSV) and perhaps markup. The coding is taken off letter by letter, each remembering its bytes,
and the paragraphs are placed among the letters (`align`). What is not found so has the whole stretch.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rashomon.read import align

_LONGEST = 2_000_000  # bytes of a stretch that is looked into; beyond it the stretch itself is the place
_QUOTED = re.compile(rb"=\r?\n|=([0-9A-Fa-f]{2})|[^=]|=", re.DOTALL)
_ESCAPED = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
_MARKUP = re.compile(
    r"<!\[CDATA\[|\]\]>|<[^<>]{0,2000}>|&lt;/?[A-Za-z!][^<>&]{0,2000}(?:&gt;|>)|&(?:amp;)?#?\w{1,10};|\s+", re.ASCII
)


class Coding(StrEnum):
    """How the words of a stretch are written down in it."""

    NONE = ""
    QUOTED = "quoted-printable"
    JSON = "JSON escapes"
    CSV = "doubled quotes"
    OPAQUE = "no letters"  # base64, packed: nothing can be found inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Bytes ``[first, last)`` of an original and what they are called there ("page 3", "part 1, text/plain")."""

    first: int
    last: int
    place: str = ""
    encoding: str = "utf-8"
    coding: Coding = Coding.OPAQUE


@dataclass(slots=True)
class Letters:
    """Characters and for each the bytes ``[firsts[i], lasts[i])`` it was written with."""

    text: str
    firsts: list[int]
    lasts: list[int]

    def part(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of the characters ``[start, end)``."""
        return self.firsts[start], self.lasts[end - 1]


def whole(payload: bytes, place: str = "") -> Stretch:
    """All of an original, in which nothing can be found."""
    return Stretch(first=0, last=len(payload), place=place)


def unquoted(raw: bytes, at: int) -> tuple[bytes, list[int], list[int]]:
    """Quoted-printable bytes decoded; for each the place of the first and behind the last byte it was written with."""
    made, firsts, lasts = bytearray(), [], []
    for found in _QUOTED.finditer(raw):
        if found[1] is not None:
            made.append(int(found[1], 16))
        elif found[0].startswith(b"=") and len(found[0]) > 1:
            continue
        else:
            made += found[0]
        firsts.append(at + found.start())
        lasts.append(at + found.end())
    return bytes(made), firsts, lasts


def letters_of(payload: bytes, stretch: Stretch) -> Letters | None:
    """The characters of a stretch, its coding off, its markup still in; None where they cannot be told apart."""
    raw = payload[stretch.first : stretch.last]
    if stretch.coding is Coding.OPAQUE or len(raw) > _LONGEST:
        return None
    firsts, lasts = list(range(stretch.first, stretch.last)), list(range(stretch.first + 1, stretch.last + 1))
    if stretch.coding is Coding.QUOTED:
        raw, firsts, lasts = unquoted(raw, stretch.first)
    try:
        text = raw.decode(stretch.encoding)
        sizes = [len(c.encode(stretch.encoding)) for c in text]
    except (UnicodeError, LookupError):
        return None
    if sum(sizes) != len(raw):  # a byte order mark, a coding with states
        return None
    found, at = Letters(text, [], []), 0
    for size in sizes:
        found.firsts.append(firsts[at])
        found.lasts.append(lasts[at + size - 1])
        at += size
    if stretch.coding is Coding.JSON:
        return _rewritten(found, _ESCAPED, lambda words: str(json.loads(f'"{words}"')))
    if stretch.coding is Coding.CSV:
        return _rewritten(found, re.compile('""'), lambda _: '"')
    return found


def _rewritten(letters: Letters, pattern: re.Pattern[str], means: Callable[[str], str]) -> Letters | None:
    made, firsts, lasts, at = [], list[int](), list[int](), 0
    for found in pattern.finditer(letters.text):
        try:
            words = means(found[0])
        except ValueError:
            return None
        made += [letters.text[at : found.start()], words]
        firsts += letters.firsts[at : found.start()] + [letters.firsts[found.start()]] * len(words)
        lasts += letters.lasts[at : found.start()] + [letters.lasts[found.end() - 1]] * len(words)
        at = found.end()
    return Letters("".join([*made, letters.text[at:]]), firsts + letters.firsts[at:], lasts + letters.lasts[at:])


def _meaning(words: str) -> str:
    """What a piece of markup shows: nothing, or the character an entity stands for (twice packed where it is)."""
    if not words.startswith("&") or (words.startswith("&lt;") and len(words) > len("&lt;")):
        return ""
    return align.key(html.unescape(html.unescape(words)))


def places(payload: bytes, stretch: Stretch, paragraphs: Sequence[str]) -> list[tuple[int, int]]:
    """The bytes of each of these paragraphs, which stand in the stretch in this order; else those of the stretch."""
    found = [(stretch.first, stretch.last)] * len(paragraphs)
    letters = letters_of(payload, stretch)
    bare = _rewritten(letters, _MARKUP, _meaning) if letters is not None else None
    if bare is None:
        return found
    spots = align.place(bare.text, [align.key(words) for words in paragraphs])
    for number, mine in groupby(spots, key=lambda spot: spot.chunk):  # sorted by it
        runs = list(mine)
        found[number] = bare.part(min(r.first for r in runs), max(r.last for r in runs))
    return found
