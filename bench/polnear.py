"""PolNeAR as acts of reporting: brat standoff files, one reading of an article per annotator.

Source: the corpus's README (data/polnear). ``T`` lines are spans, ``;`` joins the pieces of a discontinuous one; ``E``
lines join spans to one act, roles may carry a number (``Content2``) when an act has several spans of a role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.result import DataMissing
from rashomon.records import Span

Pieces = tuple[Span, ...]

_LINE = re.compile(r"[TE]\d+\t")
_ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


@dataclass(frozen=True, slots=True)
class Act:
    """Who (empty where nobody is named), the reporting words, and what is reported: each as pieces in order."""

    source: Pieces
    cue: Pieces
    content: Pieces


@dataclass(frozen=True, slots=True)
class Article:
    """One article and how each of its annotators read it, in sorted order of their files; the first is the gold."""

    name: str
    text: str
    readings: tuple[tuple[Act, ...], ...]


def load(folder: Path, split: str) -> list[Article]:
    """The articles of ``folder/split`` in order of their names. Raises DataMissing where the split is not there."""
    texts = sorted((folder / split / "text").glob("*.txt"))
    if not texts:
        raise DataMissing(f"bench attribution: no {folder / split}/text; name the data folder with --data DIR")
    articles = []
    for path in texts:
        text = path.read_bytes().decode("utf-8")  # read_text would turn line ends into one character and move offsets
        files = sorted((folder / split / "attributions").glob(f"{path.stem}_*.ann"))
        readings = tuple(acts(file.read_bytes().decode("utf-8"), text) for file in files)
        if readings:
            articles.append(Article(path.stem, text, readings))
    return articles


def acts(brat: str, text: str) -> tuple[Act, ...]:
    """The acts of one brat file, in order of their first word. Lines without content or cue (abandoned marks, 38 of
    22,061 in train and dev) are no acts; neither are spans that no ``E`` line joins."""
    found = []
    for roles in marked(brat):
        whole = {role: trimmed(pieces, text) for role, pieces in roles.items()}
        if whole["Cue"] and whole["Content"]:
            found.append(Act(whole["Source"], whole["Cue"], whole["Content"]))
    return tuple(sorted(found, key=lambda act: min(act.cue[0], act.content[0])))


def marked(brat: str) -> Iterator[dict[str, list[Span]]]:
    """For every ``E`` line of a brat file, in order: the places of each role as they are written."""
    lines = [line.split("\t") for line in brat.split("\n") if _LINE.match(line)]
    spans = {row[0]: _places(row[1]) for row in lines if row[0].startswith("T")}
    for row in lines:
        if row[0].startswith("E"):
            roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
            for role, number in _ROLE.findall(row[1]):
                roles[role].extend(spans[number])
            yield roles


def _places(words: str) -> list[Span]:
    """``Content 12 20;25 30`` -> two spans."""
    pieces = [piece.split(" ") for piece in words.split(" ", 1)[1].split(";")]
    return [Span(start=int(start), end=int(end)) for start, end in pieces if int(start) < int(end)]


def trimmed(pieces: Iterable[Span], text: str) -> Pieces:
    """Pieces in order without space at their ends; those with only space between them are one.

    brat breaks a span at every line end, a reader does not: joined, the two are the same place.
    """
    out: list[Span] = []
    for piece in sorted(pieces):
        words = piece.of(text)
        start = piece.start + len(words) - len(words.lstrip())
        end = piece.start + len(words.rstrip())
        if start >= end:
            continue
        if out and not text[out[-1].end : start].strip():
            out[-1] = Span(start=out[-1].start, end=max(end, out[-1].end))
        else:
            out.append(Span(start=start, end=end))
    return tuple(out)
