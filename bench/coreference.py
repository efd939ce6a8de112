"""MUC, B-cubed and CEAFe, written out: how two groupings of the same items agree.

Sources: MUC, Vilain et al. 1995; B-cubed, Bagga and Baldwin 1998; CEAFe (phi4), Luo 2005; their mean is the CoNLL
figure of Pradhan et al. 2012. All take two mappings item -> group over the items of the gold; an item that the shown
mapping lacks stands alone. Groups of one item count (say so beside a figure).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.result import f1, ratio


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision, recall and F1 of one measure, each from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return f1(self.precision, self.recall)


class Groups:
    """Two groupings of the gold's items: sizes of the groups and of their overlaps."""

    def __init__(self, gold: Mapping[Any, Hashable], shown: Mapping[Any, Hashable]) -> None:
        pairs = [(group, ("shown", shown[item]) if item in shown else ("alone", item)) for item, group in gold.items()]
        self.cells: Counter[tuple[Hashable, Hashable]] = Counter(pairs)
        self.gold: Counter[Hashable] = Counter(group for group, _ in pairs)
        self.shown: Counter[Hashable] = Counter(group for _, group in pairs)
        self.items = len(pairs)

    def muc(self) -> Agreement:
        """Links needed to join what one side keeps together and the other cuts."""
        links_shown, links_gold = self.items - len(self.shown), self.items - len(self.gold)
        kept = self.items - len(self.cells)
        return Agreement(ratio(kept, links_shown), ratio(kept, links_gold))

    def b_cubed(self) -> Agreement:
        """Mean over the items of the share of each one's group that belongs with it."""
        precision = sum(n * n / self.shown[cell[1]] for cell, n in self.cells.items())
        recall = sum(n * n / self.gold[cell[0]] for cell, n in self.cells.items())
        return Agreement(ratio(precision, self.items), ratio(recall, self.items))

    def ceaf_e(self) -> Agreement:
        """The best one-to-one matching of groups, each match worth 2 |A and B| / (|A| + |B|)."""
        total = sum(self._matched(gold, shown) for gold, shown in self._islands())
        return Agreement(ratio(total, len(self.shown)), ratio(total, len(self.gold)))

    def conll(self) -> float:
        """Mean F1 of the three."""
        return (self.muc().f1 + self.b_cubed().f1 + self.ceaf_e().f1) / 3

    def merged(self) -> tuple[int, int]:
        """Pairs of items shown as one, and how many of them are two in the gold."""
        shown = sum(n * (n - 1) // 2 for n in self.shown.values())
        return shown, shown - sum(n * (n - 1) // 2 for n in self.cells.values())

    def split(self) -> tuple[int, int]:
        """Pairs of items that are one in the gold, and how many of them are shown as two."""
        gold = sum(n * (n - 1) // 2 for n in self.gold.values())
        return gold, gold - sum(n * (n - 1) // 2 for n in self.cells.values())

    def mixed(self) -> tuple[int, int]:
        """Shown groups of two items or more, and how many of them hold more than one gold group."""
        held = Counter(shown for _, shown in self.cells)
        large = [group for group, n in self.shown.items() if n > 1]
        return len(large), sum(held[group] > 1 for group in large)

    def _islands(self) -> list[tuple[list[Hashable], list[Hashable]]]:
        """The groups that overlap one another, directly or through others: matched apart from all the rest."""
        across: dict[tuple[str, Hashable], list[tuple[str, Hashable]]] = {}
        for gold, shown in self.cells:
            across.setdefault(("g", gold), []).append(("s", shown))
            across.setdefault(("s", shown), []).append(("g", gold))
        seen: set[tuple[str, Hashable]] = set()
        found = []
        for start in across:
            island: list[tuple[str, Hashable]] = []
            stack = [start]
            while stack:
                node = stack.pop()
                if node not in seen:
                    seen.add(node)
                    island.append(node)
                    stack.extend(across[node])
            if island:
                found.append(([n[1] for n in island if n[0] == "g"], [n[1] for n in island if n[0] == "s"]))
        return found

    def _matched(self, gold: Sequence[Hashable], shown: Sequence[Hashable]) -> float:
        rows, columns = (gold, shown) if len(gold) <= len(shown) else (shown, gold)
        worth = [[self._phi(r, c) if rows is gold else self._phi(c, r) for c in columns] for r in rows]
        return best_assignment(worth)

    def _phi(self, gold: Hashable, shown: Hashable) -> float:
        both = self.cells.get((gold, shown), 0)
        return 2 * both / (self.gold[gold] + self.shown[shown]) if both else 0.0


def best_assignment(worth: Sequence[Sequence[float]]) -> float:
    """The greatest sum of one entry a row, no two in a column; rows must not outnumber columns.

    Shortest augmenting paths (Kuhn, Munkres; Jonker and Volgenant), cubic in the size.
    """
    if not worth:
        return 0.0
    rows, columns = len(worth), len(worth[0])
    rise, fall = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken = [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken[0], column = row, 0
        least, back, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while taken[column]:
            used[column] = True
            owner, step, nearest = taken[column], float("inf"), 0
            for other in range(1, columns + 1):
                if not used[other]:
                    cost = -worth[owner - 1][other - 1] - rise[owner] - fall[other]
                    if cost < least[other]:
                        least[other], back[other] = cost, column
                    if least[other] < step:
                        step, nearest = least[other], other
            for other in range(columns + 1):
                if used[other]:
                    rise[taken[other]] += step
                    fall[other] -= step
                else:
                    least[other] -= step
            column = nearest
        while column:
            taken[column] = taken[back[column]]
            column = back[column]
    return sum(worth[taken[c] - 1][c - 1] for c in range(1, columns + 1) if taken[c])
