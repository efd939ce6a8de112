"""The published method that ``bench incidents`` runs beside the product: TF-IDF with average linkage.

Words of two letters or more, counts times ln((1 + n) / (1 + df)) + 1 over the documents clustered, rows of length 1
(scikit-learn's defaults), cosine, average linkage cut at a similarity.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\b\w\w+\b")
CUTS = tuple(round(0.02 * i, 2) for i in range(5, 36))

Merge = tuple[int, int, float]


def similarities(texts: Sequence[str]) -> NDArray[np.float64]:
    """Cosines of all pairs of texts."""
    counted = [Counter(_WORD.findall(text.lower())) for text in texts]
    held = Counter(word for counts in counted for word in counts)
    column = {word: i for i, word in enumerate(sorted(held))}
    rows = np.zeros((len(texts), len(column)), dtype=np.float32)
    for i, counts in enumerate(counted):
        for word, n in counts.items():
            rows[i, column[word]] = n * (math.log((1 + len(texts)) / (1 + held[word])) + 1)
        rows[i] /= np.linalg.norm(rows[i]) or 1.0
    return np.asarray(rows @ rows.T, dtype=np.float64)


def merges(similar: NDArray[np.float64]) -> list[Merge]:
    """All merges of average linkage, by chains of nearest neighbours (Müllner 2011); their order is the chains'."""
    table = similar.copy()
    np.fill_diagonal(table, -np.inf)
    size = np.ones(len(table))
    standing = np.ones(len(table), dtype=bool)
    chain: list[int] = []
    found: list[Merge] = []
    while standing.sum() > 1:
        if not chain:
            chain = [int(np.flatnonzero(standing)[0])]
        while True:
            row = np.where(standing, table[chain[-1]], -np.inf)
            near = int(row.argmax())
            if len(chain) > 1 and row[chain[-2]] >= row[near]:
                break
            chain.append(near)
        i, j = chain.pop(), chain.pop()
        found.append((i, j, float(table[i, j])))
        table[j] = table[:, j] = (table[i] * size[i] + table[j] * size[j]) / (size[i] + size[j])
        table[j, j] = -np.inf
        size[j] += size[i]
        standing[i] = False
    return found


def cut(items: int, joined: Sequence[Merge], threshold: float) -> list[int]:
    """The cluster of each item when the tree is cut at a similarity: merges below it are left out."""
    up = list(range(items))

    def find(x: int) -> int:
        while up[x] != x:
            up[x] = up[up[x]]
            x = up[x]
        return x

    for i, j, similarity in joined:
        if similarity >= threshold:
            up[find(i)] = find(j)
    return [find(i) for i in range(items)]
