"""Lines of styled text, wrapped: one layout for the terminal and for a pipe.

Whatever is shown passes through here, and here alone it is made harmless: reports are hostile text, and control
characters, ANSI escapes and direction overrides in them must not act on a terminal or deceive a reader. They are
replaced by visible names (``<U+202E>``). Nothing is ever read as markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 100  # columns of output that does not go to a terminal
LONGEST_WORD = 300  # columns of a word that is not cut: an address must stay in one piece to be followed

# Controls, surrogates, direction marks and overrides, invisible joiners, line separators, tags, interlinear marks.
# ZERO WIDTH JOINER and NON-JOINER stay: Persian and Indic spelling needs them and they do not act on a terminal.
_ACTING = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f]"
)


def harmless(text: str) -> str:
    """The text on one line, with every acting character replaced by its name; a line break becomes one blank."""
    text = text.replace("\t", " ")
    rows = text.splitlines()
    if len(rows) > 1 or rows != [text]:
        kept = (row.strip() for row in rows)
        text = f"{' ' * text[:1].isspace()}{' '.join(filter(None, kept))}{' ' * text[-1:].isspace()}"
    return _ACTING.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line in one style (a rich style, "" for none)."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line before wrapping: ``indent`` columns before it, ``hang`` more before each continuation."""

    parts: tuple[Part, ...] = ()
    indent: int = 0
    hang: int = 0


def line(*parts: str | tuple[str, str], indent: int = 0, hang: int = 2) -> Line:
    """A line of texts, each plain or with a style. This is the only way to make one: all text is made harmless."""
    made = (Part(harmless(p)) if isinstance(p, str) else Part(harmless(p[0]), p[1]) for p in parts)
    return Line(tuple(made), indent, hang)


EMPTY = Line()


def columns(text: str) -> int:
    """Columns a text takes on a terminal: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def plain(lines: Iterable[Line], width: int = WIDTH) -> str:
    """The lines as plain text of at most ``width`` columns, words longer than that in rows of their own."""
    return "".join("".join(p.text for p in row).rstrip() + "\n" for one in lines for row in _rows(one, width))


def send(lines: Iterable[Line], console: Console, width: int) -> None:
    """Print the lines in their styles on a terminal."""
    from rich.text import Text

    for one in lines:
        for row in _rows(one, width):
            text = Text(no_wrap=True, overflow="ignore")
            for part in row:
                text.append(part.text, style=part.style or None)
            console.print(text, soft_wrap=True, highlight=False)


def _rows(one: Line, width: int) -> list[list[Part]]:
    if not one.parts:
        return [[]]
    rows: list[list[Part]] = []
    row: list[Part] = [Part(" " * one.indent)]
    used, room = one.indent, max(width, one.indent + one.hang + 10)
    start = one.indent
    for gap, word in _words(one.parts, max(LONGEST_WORD, room - one.indent - one.hang)):
        size = sum(columns(p.text) for p in word)
        if used > start and used + gap + size > room:
            rows.append(row)
            start = used = one.indent + one.hang
            row = [Part(" " * start)]
        if used > start:
            row.append(Part(" " * gap))
            used += gap
        row.extend(word)
        used += size
    rows.append(row)
    return rows


def _words(parts: tuple[Part, ...], longest: int) -> Iterable[tuple[int, list[Part]]]:
    """Stretches without a blank, each with the blanks before it; one too long for any screen is cut into pieces."""
    word: list[Part] = []
    gap, size = 0, 0
    for part in parts:
        for bit in re.findall(r" +|[^ ]+", part.text):
            if bit[0] == " ":
                if word:
                    yield gap, word
                    word, gap, size = [], 0, 0
                gap += len(bit)
                continue
            for piece in _pieces(bit, longest):
                if word and size + columns(piece) > longest:
                    yield gap, word
                    word, gap, size = [], 0, 0
                word.append(Part(piece, part.style))
                size += columns(piece)
    if word:
        yield gap, word


def _pieces(bit: str, longest: int) -> Iterable[str]:
    step = longest if bit.isascii() else max(1, longest // 2)
    return (bit[at : at + step] for at in range(0, len(bit), step)) if len(bit) > step else (bit,)
