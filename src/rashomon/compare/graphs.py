"""Small graphs: disjoint sets, strongly connected components, reachability."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


class Union:
    """Disjoint sets over texts; the smallest member stands for its set."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def find(self, x: str) -> str:
        """The member that stands for the set of ``x``."""
        up = self._up
        root = x
        while (above := up.get(root, root)) != root:
            root = above
        while x != root:
            up[x], x = root, up.get(x, x)
        return root

    def join(self, x: str, y: str) -> None:
        """Make the sets of ``x`` and ``y`` one."""
        a, b = self.find(x), self.find(y)
        if a != b:
            self._up[max(a, b)] = min(a, b)


def components(out: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Strongly connected components, each sorted, those pointed to before those that point (Tarjan, 1972)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    standing: set[int] = set()
    for start in range(len(out)):
        if start in index:
            continue
        work = [(start, 0)]
        while work:
            v, edge = work.pop()
            if edge == 0:
                index[v] = low[v] = len(index)
                stack.append(v)
                standing.add(v)
            elif out[v][edge - 1] in standing:
                low[v] = min(low[v], low[out[v][edge - 1]])
            if edge < len(out[v]):
                work.append((v, edge + 1))
                if out[v][edge] not in index:
                    work.append((out[v][edge], 0))
            elif low[v] == index[v]:
                cut = stack.index(v)
                component = sorted(stack[cut:])
                del stack[cut:]
                standing.difference_update(component)
                yield component


def reaches(out: Sequence[Sequence[int | str]], start: int, end: int) -> bool:
    """Whether ``end`` can be reached from ``start``; edges to labels lead nowhere."""
    seen, left = {start}, [start]
    while left:
        fresh = {x for x in out[left.pop()] if isinstance(x, int)} - seen
        seen |= fresh
        left += sorted(fresh)
    return end in seen
