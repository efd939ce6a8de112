"""``python -m training.copies``: the weights of dependence between two reports (compare/copies/dependence.py).

Writes compare/copies/rules/dependence_weights.toml: two scorers, "one text" (do the two go back to one text at
all) and "drawn" (if so, is one drawn from the other), by logistic regression on ladders (training/ladders.py).

Pairs: the dev part of the labelled pairs of bench/cases/copies on violent-corpus; pairs of violent-corpus train across
incidents that meet in fingerprints, which are independent whatever furniture they share; and pairs of generated
newsrooms (bench/worlds), where who copied whom is known. The test part of the labels is never read here. Nothing of a
text is kept, and a weight stands for many pairs. Figures by incident left out (five folds, dealt several times) are
written beside them.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from bench.copies_cases import CLASSES, cases, documents, read
from bench.worlds import WorldReport, generate
from rashomon.compare.copies.dependence import DEPENDENT, RUN, SCORERS, Dependence, observe
from rashomon.compare.copies.measured import compared
from rashomon.compare.copies.passages import fingerprints
from rashomon.compare.ladders import Scorer, logistic
from rashomon.records import Report, digest
from training import ladders
from training.ladders import Plan

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "rashomon" / "compare" / "copies" / "rules" / "dependence_weights.toml"
FOLDS = 5
STRANGERS = 150  # pairs across incidents
STRANGER_SHARE = 0.25  # what one of them counts
WORLD_PAIRS = 120  # of each relation
WORLD_SHARE = 0.02  # what a generated pair counts beside a labelled one; .05 takes three points of F1, left out
MEETING_SHARE = 0.0  # what one of the hard pairs of the second drawing counts: they are scored only
RIDGE = 1.0
DEALS = 4
TEXT = Plan(
    steps={
        "shared": (0.05, 0.1, 0.15, 0.2, 0.3, 0.5),
        "both": (0.05, 0.1, 0.2),
        "run": (6, 8, 10, 12, 16, 20),
        "runs": (1, 2, 3),
        "own": (),
        "lead": (),
        "retold": (5, 9, 12, 15, 20, 30),
        "sentences": (),
        "retold share": (0.1, 0.15, 0.2, 0.3),
        "sequence": (0.3, 0.4, 0.5, 0.6),
        "quotes": (0.3, 0.8),
        "numbers": (0.34, 0.67, 0.9),
        "outlet": (),
        "named": (1, 2),
        "days": (2, 8),
    },
    falling=frozenset({"own", "days"}),
)
AGAIN = Plan(
    steps={
        "shared": (),
        "both": (),
        "run": (),
        "runs": (),
        "own": (),
        "lead": (),
        "retold": (6, 9, 12, 15, 18, 21, 25, 30),
        "sentences": (2, 3, 4, 5),
        "retold share": (0.1, 0.15, 0.2, 0.3),
        "sequence": (0.3, 0.4, 0.5, 0.6),
        "quotes": (0.3, 0.8),
        "numbers": (0.34, 0.67, 0.9),
        "outlet": (),
        "named": (1, 2),
        "days": (2, 4),
    },
    falling=frozenset({"days"}),
)
DRAWN = Plan(
    steps={
        "shared": (0.3, 0.4, 0.5, 0.6, 0.7, 0.8),
        "both": (0.2, 0.3, 0.4, 0.5, 0.65),
        "run": (16, 20, 28, 40),
        "runs": (3, 5, 8),
        "own": (30, 60, 90, 120),
        "lead": (0.25, 0.5),
        "retold": (),
        "sentences": (),
        "retold share": (0.3, 0.4, 0.5, 0.6),
        "sequence": (0.4, 0.5, 0.6, 0.7),
        "quotes": (0.5, 0.9),
        "numbers": (),
        "outlet": (1,),
        "named": (2,),
        "days": (),
    },
    falling=frozenset({"own"}),
    free=frozenset({"outlet"}),
)


@dataclass(frozen=True, slots=True)
class Example:
    """What was observed on a pair by feature (None: not known), its class, its group, and what it counts."""

    seen: Mapping[str, float | None]
    label: str
    group: str
    count: float

    def fold(self, turn: int) -> int:
        """The fold of the pair: all pairs of one incident are in one, however they are dealt."""
        return int(digest("fold", str(turn), self.group), 16) % FOLDS

    @property
    def text(self) -> bool:
        """Whether the words themselves are asked, and not only what is told."""
        return (self.seen["run"] or 0.0) >= RUN


def example(a: Report, b: Report, label: str, group: str, count: float = 1.0) -> Example:
    """A pair as numbers."""
    first, second = (a, b) if a.id < b.id else (b, a)
    return Example({o.feature: o.value for o in observe(compared(first, second))}, label, group, count)


def labelled(data: Path) -> list[Example]:
    """The dev part of the labelled pairs: the first drawing, and the hard pairs of the second."""
    first = [example(c.a, c.b, c.ternary, c.incident) for c in cases(data, "dev")]
    hard = cases(data, "dev", meeting=True)
    return first + [example(c.a, c.b, c.ternary, c.incident, MEETING_SHARE) for c in hard]


def strangers(data: Path) -> Iterator[Example]:
    """Pairs of reports of two incidents that share fingerprints: what they share is no text of their own."""
    held = documents(data)
    pages = sorted(key for key in held.keys("train"))[::3]
    where: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in pages:
        report = held.get(*key)
        for print_ in fingerprints(report) if report is not None else ():
            if not print_.startswith(("=", "~")):
                where[print_].append(key)
    met = {
        (a, b) for keys in where.values() for a, b in combinations(sorted(keys)[:6], 2) if a[1] != b[1] and a[0] != b[0]
    }
    for a, b in sorted(met, key=lambda pair: digest("stranger", *pair[0], *pair[1]))[:STRANGERS]:
        one, other = held.get(*a), held.get(*b)
        if one is not None and other is not None:
            yield example(one, other, "independent", a[1], STRANGER_SHARE)


def invented() -> Iterator[Example]:
    """Pairs of two generated newsrooms by how the two reports came about."""
    for seed in (101, 102):
        world = list(generate(seed, 400))
        by_affair: dict[str, list[WorldReport]] = defaultdict(list)
        for report in world:
            by_affair[report.affair].append(report)
        kinds: dict[str, list[tuple[WorldReport, WorldReport]]] = defaultdict(list)
        for reports in by_affair.values():
            for a, b in combinations(reports, 2):
                kinds[_standing(a, b)].append((a, b))
        for kind, pairs in sorted(kinds.items()):
            for a, b in sorted(pairs, key=lambda p: digest("invented", p[0].url, p[1].url))[:WORLD_PAIRS]:
                if kind:
                    yield example(_report(a), _report(b), kind.partition("|")[0], a.affair, WORLD_SHARE)


def _standing(a: WorldReport, b: WorldReport) -> str:
    """The class of two reports of one affair with how it came about; "" where the truth does not say."""
    made = {a.relation, b.relation}
    if made & {"relay", "stale", "circular"}:
        return ""
    if a.root != b.root:
        return "independent|own" if made == {"own"} else "independent|others"
    if b.parent == a.url or a.parent == b.url:
        return f"derived|{b.relation if b.parent == a.url else a.relation}"
    return "derived|copies" if made <= {"copy"} else "common source|siblings"


def _report(world: WorldReport) -> Report:
    return read({"title": world.title, "text": world.text, "url": world.url, "date": world.published.isoformat()})


def scorers(held: Sequence[Example]) -> tuple[Scorer, Scorer, Scorer]:
    """The scorers, fitted."""
    together = [e for e in held if e.label != "independent"]
    whole = [1.0 if e.count == WORLD_SHARE else e.count for e in held]
    words = _fitted(held, TEXT, [e.label != "independent" for e in held], [e.count for e in held])
    again = _fitted(held, AGAIN, [e.label != "independent" for e in held], whole)
    drawn = _fitted(together, DRAWN, [e.label == "derived" for e in together], [e.count for e in together])
    return words, again, drawn


def _fitted(held: Sequence[Example], plan: Plan, right: Sequence[bool], counts: Sequence[float]) -> Scorer:
    rows = [[e.seen[name] for name in plan.steps] for e in held]
    values = np.array([[np.nan if value is None else value for value in row] for row in rows])
    bias, found = ladders.fit(values, np.array(right, dtype=float), plan, np.array(counts), RIDGE)
    return Scorer(bias, found)


def classified(held: Sequence[Example], made: tuple[Scorer, Scorer, Scorer]) -> np.ndarray:
    """The class probabilities (n x 3, in order of CLASSES)."""
    words, again, drawn = made
    rows = []
    for e in held:
        one, two = _probability(words if e.text else again, e), _probability(drawn, e)
        rows.append((1 - one, one * (1 - two), one * two))
    return np.array(rows)


def _probability(scorer: Scorer, pair: Example) -> float:
    return logistic(scorer.bias + sum(ladder.weight(pair.seen[name]) for name, ladder in scorer.ladders.items()))


def left_out(held: Sequence[Example], turn: int) -> list[tuple[Example, np.ndarray, float]]:
    """Each example with its class probabilities and that of what it tells alone, by the weights of the other folds."""
    found = []
    for fold in range(FOLDS):
        made = scorers([e for e in held if e.fold(turn) != fold])
        part = [e for e in held if e.fold(turn) == fold]
        told = (_probability(made[1], e) for e in part)
        found += list(zip(part, classified(part, made), told, strict=True))
    return found


def crossed(dealt: Sequence[Sequence[tuple[Example, np.ndarray, float]]], count: float, words: str) -> str:
    """A line with the figures of the labelled pairs that count so much, by standing shown, as a mean of the deals."""
    figures = []
    for found in dealt:
        rows = [(chance, CLASSES.index(e.label)) for e, chance, _ in found if e.count == count]
        chance, right = np.array([c for c, _ in rows]), np.array([r for _, r in rows])
        told = np.array([CLASSES.index(Dependence(*map(float, c), ()).standing.value) for c in chance])
        each = [
            2 * ((told == c) & (right == c)).sum() / max(1, (told == c).sum() + (right == c).sum()) for c in range(3)
        ]
        brier = ((chance - np.eye(3)[right]) ** 2).sum(axis=1).mean()
        figures.append([np.mean(each), *each, brier])
    mean, spread = np.mean(figures, axis=0), np.std(figures, axis=0)[0]
    each_ = ", ".join(f"{name} {value:.3f}" for name, value in zip(CLASSES, mean[1:4], strict=True))
    return (
        f"{words}, by incidents left out, {DEALS} deals of fifths: {len(right)} pairs, macro F1 {mean[0]:.3f} "
        f"(sd {spread:.3f}; {each_}), Brier {mean[4]:.3f}"
    )


def told_again(found: Sequence[tuple[Example, np.ndarray, float]]) -> str:
    """A line on the generated pairs judged by what they tell alone, each fold scored by the weights of the others."""
    rows = [(told >= DEPENDENT, e.label != "independent") for e, _, told in found if e.count == WORLD_SHARE]
    said, right = (np.array(side) for side in zip(*rows, strict=True))
    hit, false = (said & right).sum() / right.sum(), (said & ~right).sum() / (~right).sum()
    return (
        f"generated pairs by what they tell alone, left out: {hit:.1%} of {right.sum()} found, {false:.1%} of the rest"
    )


def written(made: tuple[Scorer, Scorer, Scorer], lines: Sequence[str]) -> str:
    """The weights as TOML."""
    told = ["# How much speaks for two reports being of one text, in log-odds. Made by `python -m training.copies`."]
    told += [f"# {line}" for line in lines]
    for name, scorer in zip(SCORERS, made, strict=True):
        told += ["", f'["{name}"]', f"bias = {scorer.bias}"]
        kept = {n: ladder for n, ladder in scorer.ladders.items() if any(ladder.weights)}
        told += ladders.written(kept, f'"{name}".ladders')
    return "\n".join(told) + "\n"


def main() -> None:
    """Measure by folds, fit on all, and write."""
    parser = argparse.ArgumentParser(prog="python -m training.copies", description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    data = parser.parse_args().data
    known = labelled(data)
    more = [*strangers(data), *invented()]
    counts = {label: sum(e.label == label for e in more) for label in CLASSES}
    lines = [f"{len(known)} labelled pairs; beside them " + ", ".join(f"{n} {label}" for label, n in counts.items())]
    dealt = [left_out([*known, *more], turn) for turn in range(DEALS)]
    lines += [crossed(dealt, 1.0, "first drawing"), crossed(dealt, MEETING_SHARE, "hard pairs"), told_again(dealt[0])]
    print("\n".join(lines))
    OUT.write_text(written(scorers([*known, *more]), lines), encoding="utf-8")


if __name__ == "__main__":
    main()
