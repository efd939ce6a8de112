"""What the generator makes: a text with its acts of reporting and its statements, all places in code points."""

from __future__ import annotations

from dataclasses import dataclass

Place = tuple[int, int]
"""Half-open range of code points without outer blanks."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One act of reporting; ``parent`` is the act whose content encloses it.

    An ``inherited`` act has no cue: its source is an earlier act's, whose words a later sentence goes on with.
    """

    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]
    parent: int | None
    inherited: bool
    commitment: str


@dataclass(frozen=True, slots=True)
class Said:
    """One statement's words, the innermost act that says it (None: the outlet), how firmly, and whether negated."""

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


def shown(example: Example) -> str:
    """The text with its spans in brackets, for reading: S source, Q cue, C content, numbers of acts; {…} statements."""
    marks: list[tuple[int, int, int, int, str]] = []
    for number, act in enumerate(example.attributions):
        roles = [("C", piece) for piece in act.content]
        roles += [("Q", act.cue)] if act.cue else []
        roles += [("S", act.source)] if act.source and not act.inherited else []
        for role, (start, end) in roles:
            name = f"{role}{number}" + ("~" if act.inherited else "")
            marks += [(start, 1, -end, 0, f"[{name} "), (end, 0, -start, 1, "]")]
    for said in example.statements:
        owner = "own" if said.attribution is None else said.attribution
        sign = "" if said.polarity == "+" else "-"
        marks += [(said.start, 1, -said.end, 1, "{")]
        marks += [(said.end, 0, -said.start, 0, f"}}({owner} {said.commitment}{sign})")]
    out, last = [], 0
    for place, *_, sign in sorted(marks):
        out += [example.text[last:place], sign]
        last = place
    return "".join(out) + example.text[last:]
