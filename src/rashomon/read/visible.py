"""The visible characters of a page's source, each with its place: what a reader sees, tag by tag, in linear time.

`Visible.letters` are the characters shown, white space left out and references (``&eacute;``) resolved;
``starts[i]``/``ends[i]`` are the places in the source that made ``letters[i]``. Tags, comments, scripts and styles
make nothing. Blocks of the page part the letters into segments.
"""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field

_SILENT = frozenset(("script", "style", "noscript", "template", "svg", "textarea", "iframe", "math"))
_INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
        "var", "wbr", "img", "label", "svg", "path", "button", "input", "nobr",
    )
)  # fmt: skip
_TOKEN = re.compile(r"[^\s&]+|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?|&")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_QUOTES_OR_END = re.compile(r"[\"'>]")
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffd") | {chr(c) for c in range(0x80, 0xA0)}


@dataclass(slots=True)
class Visible:
    """The visible characters of a source and where they stand; see the module."""

    letters: str = ""
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    spaced: set[int] = field(default_factory=set)  # letters with white space before them
    segments: list[int] = field(default_factory=lambda: [0])  # first letter of each segment
    tags: list[str] = field(default_factory=lambda: [""])  # the block element each segment stands in

    def segment_at(self, letter: int) -> int:
        """Number of the segment a letter stands in."""
        return bisect_right(self.segments, letter) - 1

    def segment_end(self, number: int) -> int:
        """One past the last letter of a segment."""
        return self.segments[number + 1] if number + 1 < len(self.segments) else len(self.letters)

    def text(self, first: int, last: int) -> str:
        """The letters ``[first, last)`` as text, white space folded to one blank each."""
        return "".join(
            f" {c}" if at in self.spaced and at > first else c
            for at, c in enumerate(self.letters[first:last], start=first)
        )


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.visible = Visible()
        self.chunks: list[str] = []
        self.count = 0
        self.open: list[str] = []
        self.space = False
        self.broken = True

    def run(self) -> Visible:
        source, at = self.source, 0
        while at < len(source):
            mark = source.find("<", at)
            if mark < 0:
                self._text(at, len(source))
                break
            if mark > at:
                self._text(at, mark)
            at = self._markup(mark)
        self.visible.letters = "".join(self.chunks)
        return self.visible

    def _markup(self, at: int) -> int:
        source = self.source
        if source.startswith("<!--", at):
            return self._after("-->", at + 4)
        if source.startswith(("<!", "<?"), at):
            return self._after(">", at)
        name = _NAME.match(source, at)
        if name is None:
            self._text(at, at + 1)
            return at + 1
        tag = name[1].lower()
        end = self._tag_end(name.end())
        if source[at + 1] == "/":
            self._close(tag)
            return end
        if tag in _SILENT and source[end - 2 : end] != "/>":
            return self._silent_end(tag, end)
        self._open(tag)
        return end

    def _after(self, closing: str, at: int) -> int:
        found = self.source.find(closing, at)
        return len(self.source) if found < 0 else found + len(closing)

    def _tag_end(self, at: int) -> int:
        """One past the ``>`` of a tag; quoted values are stepped over, an unclosed quote is no quote."""
        first = self.source.find(">", at)
        if first < 0:
            return len(self.source)
        limit = at + 20_000  # attributes longer than this (inlined images) may be cut at the first bracket
        while match := _QUOTES_OR_END.search(self.source, at, limit):
            if match[0] == ">":
                return match.end()
            close = self.source.find(match[0], match.end(), limit)
            if close < 0:
                return first + 1
            at = close + 1
        return first + 1

    def _silent_end(self, tag: str, at: int) -> int:
        match = re.compile(rf"</{tag}\b[^>]{{0,200}}>", re.IGNORECASE).search(self.source, at)
        return match.end() if match else len(self.source)

    def _open(self, tag: str) -> None:
        if tag == "br":
            self.space = True
            if self.broken_line:
                self._break()
            self.broken_line = True
            return
        if tag not in _INLINE:
            self._break()
            self.open.append(tag)
            del self.open[:-200]

    def _close(self, tag: str) -> None:
        if tag in _INLINE or tag == "br":
            return
        self._break()
        for back in range(1, min(len(self.open), 60) + 1):
            if self.open[-back] == tag:
                del self.open[-back:]
                return

    broken_line = False

    def _break(self) -> None:
        self.broken = True
        self.space = True

    def _text(self, first: int, last: int) -> None:
        source = self.source
        if source[first].isspace():
            self.space = True
        end_before = first
        for match in _TOKEN.finditer(source, first, last):
            if match.start() > end_before:
                self.space = True
            end_before = match.end()
            words = match.group()
            if words[0] == "&" and len(words) > 1:
                self._add(html.unescape(words), match.start(), match.end(), single=True)
            else:
                self._add(words, match.start(), match.end(), single=False)
        if end_before < last:
            self.space = True

    def _add(self, words: str, first: int, last: int, *, single: bool) -> None:
        if single and words.isspace():
            self.space = True
            return
        visible = self.visible
        if self.broken:
            tag = next((t for t in reversed(self.open) if t not in ("div", "section", "body", "html")), "")
            if self.count == visible.segments[-1]:
                visible.tags[-1] = tag
            else:
                visible.segments.append(self.count)
                visible.tags.append(tag)
        if self.space or self.broken:
            visible.spaced.add(self.count)
        self.space = self.broken = self.broken_line = False
        if single:
            words = "".join(words.split())
            visible.starts.extend([first] * len(words))
            visible.ends.extend([last] * len(words))
        else:
            visible.starts.extend(range(first, last))
            visible.ends.extend(range(first + 1, last + 1))
        self.chunks.append(words)
        self.count += len(words)


def visible(source: str) -> Visible:
    """The visible characters of this source, in linear time."""
    return _Scanner(source).run()
