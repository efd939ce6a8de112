"""What the generator makes: a text with its acts of reporting and its statements, all in code points."""

from __future__ import annotations

from dataclasses import dataclass

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """One act of reporting; ``parent`` is the act whose content encloses it, ``inherited`` one without a cue."""

    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]
    parent: int | None
    inherited: bool
    commitment: str


@dataclass(frozen=True, slots=True)
class Said:
    """One statement's words, the act that says it (None: the outlet), how firmly, and whether negated."""

    start: int
    end: int
    attribution: int | None
    commitment: str
    polarity: str


@dataclass(frozen=True, slots=True)
class Example:
    """One invented text with everything marked in it."""

    text: str
    attributions: tuple[Marked, ...]
    statements: tuple[Said, ...]
    family: str


class Draft:
    """A text being written: pieces are appended, and places remembered as they are."""

    def __init__(self) -> None:
        self.text = ""
        self.acts: list[Marked] = []
        self.said: list[Said] = []

    def add(self, words: str) -> Place:
        """Append words; their place without outer blanks."""
        start = len(self.text)
        self.text += words
        lead = len(words) - len(words.lstrip())
        return start + lead, start + len(words.rstrip())

    def act(self, marked: Marked) -> int:
        """Keep an act; its number."""
        self.acts.append(marked)
        return len(self.acts) - 1

    def done(self, family: str) -> Example:
        """The finished example."""
        return Example(self.text, tuple(self.acts), tuple(self.said), family)
