"""``bench attribution``: who said what, on PolNeAR's development articles.

Scorer: this module; no official one exists, the rules are those of data/polnear/README.md. In percent:
``ROLE_exact_f1``: spans of a role, each counted once, all pieces equal after trimming space; ``ROLE_char_f1``:
characters covered by any span of the role; both micro over articles. ``match_f1``: acts paired one to one, best
first, by contents that overlap with intersection over union >= .5; ``end_to_end_f1``: the same among pairs whose cues
overlap and whose sources overlap or are both missing.

Gold is the first annotator's reading. The corpus marks no act inside another's content and none without a cue, so a
reader's are left out before scoring; its quality on those is what ``bench chains`` measures.

Anchor: no system result is published on this corpus. ``people_*``: every annotator scored against every other by the
same rules, on the articles of train and dev that several people read. Baseline: ``rules_*``, without weights.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measures import one_to_one
from bench.polnear import Act, Article, Pieces, load, trimmed
from bench.readers import Reader
from bench.readers import load as load_reader
from bench.result import DataMissing, Result, f1, ratio

if TYPE_CHECKING:
    from rashomon.understand.parts import Attribution

ROLES = ("source", "cue", "content")
MATCH = 0.5
"""Least intersection over union of two contents that are the same."""


@dataclass(slots=True)
class Tally:
    """How many were right, how many there are, how many were shown."""

    right: int = 0
    gold: int = 0
    shown: int = 0

    def add(self, right: int, gold: int, shown: int) -> None:
        """Count one article's."""
        self.right += right
        self.gold += gold
        self.shown += shown

    @property
    def percent(self) -> float:
        """F1 in percent."""
        return 100 * f1(ratio(self.right, self.shown), ratio(self.right, self.gold))


@dataclass(slots=True)
class Score:
    """The tallies of a run by figure, and unfound acts of the gold by what went wrong."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    unfound: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Sequence[Act], shown: Sequence[Act]) -> None:
        """Score one reading of an article against another."""
        for role in ROLES:
            spans = [{p for act in acts if (p := pieces_of(act, role))} for acts in (gold, shown)]
            self._of(f"{role}_exact_f1").add(len(spans[0] & spans[1]), len(spans[0]), len(spans[1]))
            covered = [characters(p for act in acts for p in (pieces_of(act, role),)) for acts in (gold, shown)]
            self._of(f"{role}_char_f1").add(len(covered[0] & covered[1]), len(covered[0]), len(covered[1]))
        matched = pair(gold, shown, lambda a, b: True)
        found = pair(gold, shown, same_ends)
        self._of("match_f1").add(len(matched), len(gold), len(shown))
        self._of("end_to_end_f1").add(len(found), len(gold), len(shown))
        for number, act in enumerate(gold):
            if number not in found:
                self.unfound[why_unfound(act, shown[matched[number]] if number in matched else None)] += 1

    def _of(self, figure: str) -> Tally:
        return self.tallies.setdefault(figure, Tally())

    def figures(self, prefix: str = "") -> dict[str, float]:
        """F1 in percent by figure; precision and recall beside the end-to-end one."""
        whole = self._of("end_to_end_f1")
        out = {prefix + name: tally.percent for name, tally in self.tallies.items()}
        out[f"{prefix}end_to_end_precision"] = 100 * ratio(whole.right, whole.shown)
        out[f"{prefix}end_to_end_recall"] = 100 * ratio(whole.right, whole.gold)
        return out


def run(data: Path, split: str, full: bool) -> Result:
    """Score the trained reader, the rules alone, and people. ``full`` changes nothing here."""
    started = time.perf_counter()
    articles = load(data / "polnear", split)
    score = measure(load_reader("trained"), articles)
    figures = score.figures() | people(_read_by_several(data / "polnear")).figures("people_")
    figures |= measure(load_reader("rules"), articles).figures("rules_")
    failures = [f"gold acts not found end to end, by kind: {dict(score.unfound.most_common())}"]
    failures.append("anchor: people among themselves (people_*); no published system result; baseline: rules_*")
    return Result("attribution", split, len(articles), figures, time.perf_counter() - started, tuple(failures))


def measure(reader: Reader, articles: Iterable[Article]) -> Score:
    """A reader against the first annotator of each article."""
    score = Score()
    for article in articles:
        score.add(article.readings[0], flat(as_acts(reader.attributions(article.text), article.text)))
    return score


def people(articles: Iterable[Article]) -> Score:
    """Every ordered pair of annotators of each article, one as gold, the other as if a reader."""
    score = Score()
    for article in articles:
        for gold, shown in permutations(article.readings, 2):
            score.add(gold, shown)
    return score


def _read_by_several(folder: Path) -> list[Article]:
    """The articles of both open splits with more than one annotator; 18 as published."""
    found = []
    for split in ("train", "dev"):
        try:
            found += load(folder, split)
        except DataMissing:
            continue  # a folder with a held-out split only: no people row
    return [article for article in found if len(article.readings) > 1]


def as_acts(attributions: Iterable[Attribution], text: str) -> list[Act]:
    """A reader's acts of reporting in the corpus's terms; inherited ones, which have no cue, are left out."""
    return [
        Act(
            trimmed([a.source] if a.source else [], text),
            trimmed([a.cue], text),
            trimmed(a.content, text),
        )
        for a in attributions
        if a.cue is not None and a.content
    ]


def flat(acts: Sequence[Act]) -> list[Act]:
    """The acts whose cue lies in no other's content. Of two that lie in each other's, the wider holds the other."""
    return [act for act in acts if not any(_inside(act, other) for other in acts if other is not act)]


def _inside(act: Act, other: Act) -> bool:
    if not _cue_in(act, other):
        return False
    return not _cue_in(other, act) or (_size(other.content), -other.cue[0].start) > (
        _size(act.content),
        -act.cue[0].start,
    )


def _cue_in(act: Act, other: Act) -> bool:
    return bool(act.cue) and all(any(p.start <= c.start and c.end <= p.end for p in other.content) for c in act.cue)


def pieces_of(act: Act, role: str) -> Pieces:
    """The pieces of one of `ROLES`."""
    return {"source": act.source, "cue": act.cue, "content": act.content}[role]


def characters(spans: Iterable[Pieces]) -> set[int]:
    """The code points that any of the spans covers."""
    return {place for pieces in spans for piece in pieces for place in range(piece.start, piece.end)}


def _size(pieces: Pieces) -> int:
    return sum(p.end - p.start for p in pieces)


def iou(a: Pieces, b: Pieces) -> float:
    """Intersection over union in code points; pieces of one span do not overlap one another."""
    shared = sum(x.overlap(y) for x in a for y in b)
    return ratio(shared, _size(a) + _size(b) - shared)


def overlap(a: Pieces, b: Pieces) -> bool:
    """Whether two spans share a code point, or are both missing."""
    return any(x.overlap(y) for x in a for y in b) if a and b else not a and not b


def same_ends(a: Act, b: Act) -> bool:
    """Whether cues overlap, and sources overlap or are both missing."""
    return overlap(a.cue, b.cue) and overlap(a.source, b.source)


def pair(gold: Sequence[Act], shown: Sequence[Act], allowed: Callable[[Act, Act], bool]) -> dict[int, int]:
    """Gold number -> shown number, one to one, best overlap of contents first, ties by place."""
    return one_to_one(
        (score, i, j)
        for i, a in enumerate(gold)
        for j, b in enumerate(shown)
        if (score := iou(a.content, b.content)) >= MATCH and allowed(a, b)
    )


def why_unfound(gold: Act, shown: Act | None) -> str:
    """What kept a gold act from being found; ``shown`` is the act whose content is the same, if there is one."""
    if shown is None:
        return "no such content"
    if not overlap(gold.cue, shown.cue):
        return "another cue"
    if gold.source and not shown.source:
        return "source not found"
    if shown.source and not gold.source:
        return "source where there is none"
    return "another source" if not overlap(gold.source, shown.source) else "the better match served another"
