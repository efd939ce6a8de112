"""MinHash of word 5-grams over pairs of texts, by datasketch: ``python -m bench.copies_peer`` < list of texts (JSON).

Texts 2k and 2k + 1 are a pair; out comes the estimated Jaccard of each (128 permutations, datasketch's own seed).
With "search" as argument: how many pairs its LSH finds at Jaccard .5 over all texts, and in how many seconds. Runs in
an interpreter that has datasketch; needs nothing else of this project.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any


def sketch(text: str) -> Any:
    """The MinHash of a text's word 5-grams."""
    from datasketch import MinHash

    words = text.split()
    made = MinHash(num_perm=128)
    made.update_batch([" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))])
    return made


def jaccards(texts: list[str]) -> list[float]:
    """The estimated Jaccard of each pair."""
    made = [sketch(text) for text in texts]
    return [float(a.jaccard(b)) for a, b in zip(made[::2], made[1::2], strict=True)]


def search(texts: list[str]) -> dict[str, float]:
    """Pairs found among all texts as they come in, and the processor seconds it took."""
    from datasketch import MinHashLSH

    started = time.process_time()
    index = MinHashLSH(threshold=0.5, num_perm=128)
    found = 0
    for name, text in enumerate(texts):
        made = sketch(text)
        found += len(index.query(made))
        index.insert(str(name), made)
    return {"pairs": found, "seconds": time.process_time() - started}


if __name__ == "__main__":
    texts = json.load(sys.stdin)
    print(json.dumps(search(texts) if sys.argv[1:] == ["search"] else {"jaccard": jaccards(texts)}))
