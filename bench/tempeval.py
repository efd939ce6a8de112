"""TempEval-3: documents, and the scorer for time expressions.

Scorer: after the task's own (UzZaman et al. 2013): a gold expression is found strictly where one shown has the same
extent, relaxedly where one overlaps, each used once; value F1 counts the relaxed matches whose value is right.
Platinum comes as tokens, so its text is rebuilt from them and both sides are scored on token places; train is scored
on code points with blanks at the ends cut.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.result import DataMissing, f1, ratio
from rashomon.records import Moment, Precision, Published, PublishedBasis, Span
from rashomon.understand.moments.times import find_times

RESAMPLES = 2000
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_SPLIT = re.compile(r"\n\s*\n|(?<=[.!?])(?<![ap][.]m[.])[\"'’”]*\s+(?=[\"'‘“]*[A-Z])")
_TIGHT_BEFORE = re.compile(r"[.,;:?!%)\]}]|'s|’s|n't|n’t|'(?:re|ve|ll|d|m)|''|”|’")
_TIGHT_AFTER = frozenset({"(", "[", "{", "$", "``", "“", "‘", "#", "£"})


@dataclass(frozen=True, slots=True)
class Timex:
    """One expression: half-open place (code points, or tokens in platinum), kind and value."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its date, its sentences and the gold expressions; ``tokens``: places of tokens, where it has them."""

    name: str
    text: str
    published: date
    sentences: tuple[Span, ...]
    gold: tuple[Timex, ...]
    tokens: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """What one document adds up to."""

    gold: int
    shown: int
    strict: int
    relaxed: int
    kinds: int
    values: int


def train(folder: Path) -> list[Document]:
    """The training documents, with raw text. Raises DataMissing where the folder is not there."""
    return [_tml(path) for path in _files(folder / "train", "*/*.tml")]


def platinum(folder: Path) -> list[Document]:
    """The 20 test documents, their texts rebuilt from tokens. Raises DataMissing where the folder is not there."""
    return [_col(path) for path in _files(folder / "platinum", "*.col")]


def _files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(folder.glob(pattern))
    if not found:
        raise DataMissing(f"bench moments: no {folder}/{pattern}; name the data folder with --data DIR")
    return found


def _tml(path: Path) -> Document:
    raw = path.read_text(encoding="utf-8")
    day = re.search(r'<DCT>.*?value="(\d{4})-?(\d\d)-?(\d\d)', raw, re.S)
    body = re.search(r"<TEXT>(.*)</TEXT>", raw, re.S)
    if day is None or body is None:
        raise DataMissing(f"bench moments: {path.name} is not TimeML")
    text, gold, opened = "", [], []
    for piece in re.split(r"(<[^>]+>)", body.group(1)):
        if piece.startswith("<TIMEX3"):
            opened.append((len(text), dict(_ATTRIBUTE.findall(piece))))
        elif piece.startswith("</TIMEX3"):
            start, held = opened.pop()
            gold.append(Timex(start, len(text), held.get("type", ""), held.get("value", "")))
        elif not piece.startswith("<"):
            text += html.unescape(piece).replace("\n", " " if not piece.isspace() or piece.count("\n") < 2 else "\n")
    published = date(*(int(n) for n in day.groups()))
    return Document(path.name, text, published, tuple(_sentences(text)), tuple(gold))


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for match in _SPLIT.finditer(text):
        if match.start() > start:
            yield Span(start=start, end=match.start() + (0 if match.group().isspace() else 1))
        start = match.end()
    if start < len(text):
        yield Span(start=start, end=len(text))


def _col(path: Path) -> Document:
    lines = path.read_text(encoding="utf-8").split("\n")
    published = date.fromisoformat(lines[0].split("\t")[0].removeprefix("DCT_"))
    text, tokens, sentences, gold = "", [], [], []
    first, held, glue = 0, "O", True
    for line in [*lines[1:], ""]:
        row = line.split("\t")
        if len(row) < 10:
            if len(text) > first:
                sentences.append(Span(start=first, end=len(text)))
            text, first, glue, held = text + "\n", len(text) + 1, True, "O"
            continue
        word = row[0]
        tight = glue or _TIGHT_BEFORE.fullmatch(word) is not None or row[15] == "HYPH"
        text += "" if tight else " "
        tokens.append(Span(start=len(text), end=len(text) + len(word)))
        text += word
        glue = word in _TIGHT_AFTER or row[15] == "HYPH"
        if row[7] != "O" and row[7] == held:
            gold[-1] = Timex(gold[-1].start, len(tokens), row[8], row[9])
        elif row[7] != "O":
            gold.append(Timex(len(tokens) - 1, len(tokens), row[8], row[9]))
        held = row[7]
    return Document(path.name, text, published, tuple(sentences), tuple(gold), tuple(tokens))


def read(document: Document) -> list[Timex]:
    """Our reading of a document, on the places its gold is on."""
    found = find_times(document.text, document.sentences, published(document.published))
    if not document.tokens:
        return [Timex(t.start, t.end, t.kind, t.value) for t in found]
    shown = []
    for t in found:
        inside = [n for n, s in enumerate(document.tokens) if s.start < t.end and s.end > t.start]
        if inside:
            shown.append(Timex(inside[0], inside[-1] + 1, t.kind, t.value))
    return shown


def pairs(gold: Sequence[Timex], shown: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Relaxed matches: same extents first, then in order of place the first that overlaps, each used once."""
    found: list[tuple[Timex, Timex]] = []
    left, right = list(gold), list(shown)
    for same in (True, False):
        for g in list(left):
            hit = next((s for s in right if _meets(g, s, same)), None)
            if hit is not None:
                found.append((g, hit))
                left.remove(g)
                right.remove(hit)
    return found


def _meets(g: Timex, s: Timex, same: bool) -> bool:
    return (g.start, g.end) == (s.start, s.end) if same else g.start < s.end and s.start < g.end


def count(gold: Sequence[Timex], shown: Sequence[Timex]) -> Counts:
    """The counts of one document."""
    matched = pairs(gold, shown)
    return Counts(
        len(gold),
        len(shown),
        sum((g.start, g.end) == (s.start, s.end) for g, s in matched),
        len(matched),
        sum(g.kind == s.kind for g, s in matched),
        sum(g.value == s.value for g, s in matched),
    )


def figures(rows: Sequence[Counts]) -> dict[str, float]:
    """F1 in percent, and of the kind also its accuracy among relaxed matches."""
    gold, shown = sum(r.gold for r in rows), sum(r.shown for r in rows)

    def score(hits: int) -> float:
        return 100 * f1(ratio(hits, shown), ratio(hits, gold))

    relaxed = sum(r.relaxed for r in rows)
    return {
        "value_f1": score(sum(r.values for r in rows)),
        "strict_f1": score(sum(r.strict for r in rows)),
        "relaxed_f1": score(relaxed),
        "type_f1": score(sum(r.kinds for r in rows)),
        "type_accuracy": ratio(sum(r.kinds for r in rows), relaxed),
    }


def interval(rows: Sequence[Counts], seed: int = 3) -> tuple[float, float]:
    """The 95 % interval of value F1, by resampling documents `RESAMPLES` times."""
    draw = random.Random(seed)
    values = sorted(figures([draw.choice(rows) for _ in rows])["value_f1"] for _ in range(RESAMPLES))
    return values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES)]


def published(day: date) -> Published:
    """A day of publication as the product has it."""
    lo = datetime(day.year, day.month, day.day, tzinfo=UTC)
    when = Moment(lo=lo, hi=lo + timedelta(days=1), precision=Precision.DAY, basis="the document's date")
    return Published(when=when, basis=PublishedBasis.METADATA)
