"""MinHash of word 5-grams over pairs of texts, by datasketch: ``python -m bench.copies_peer`` < list of texts (JSON).

Texts 2k and 2k + 1 are a pair; what comes out is the estimated Jaccard of each (128 permutations, datasketch's own seed).
Runs in an interpreter that has datasketch; needs nothing else of this project.
"""

from __future__ import annotations

import json
import sys


def jaccards(texts: list[str]) -> list[float]:
    """The estimated Jaccard of each pair."""
    from datasketch import MinHash

    made = []
    for text in texts:
        words = text.split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))])
        made.append(sketch)
    return [float(a.jaccard(b)) for a, b in zip(made[::2], made[1::2], strict=True)]


if __name__ == "__main__":
    print(json.dumps({"jaccard": jaccards(json.load(sys.stdin))}))
