"""spaCy's small English pipeline with random weights, read for speed only: ``python -m bench.reading_peer`` < reports.

Source: the shape of en_core_web_sm 3.x as its published config gives it: a shared tok2vec (MultiHashEmbed of NORM,
PREFIX, SUFFIX, SHAPE, width 96, and a MaxoutWindowEncoder of depth 4), tagger and parser listening to it, and a named
entity recogniser with a tok2vec of its own. Runs in an interpreter that has spaCy; needs nothing else of this project.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from typing import Any

TAGS, RELATIONS, KINDS = 50, 45, 18
"""How many labels the published pipeline tells apart; they set the width of the last layers."""

_TOK2VEC: dict[str, Any] = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
        "rows": [5000, 1000, 2500, 2500, 50, 50],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}


def pipeline() -> Any:
    """The pipeline, initialised on invented labels."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _TOK2VEC})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": _LISTENER}})
    for name, own, pieces in (("parser", _LISTENER, 2), ("ner", _TOK2VEC, 2)):
        model = {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": name,
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": pieces,
            "use_upper": True,
            "tok2vec": own,
        }
        nlp.add_pipe(name, config={"model": model})
    nlp.initialize(lambda: _examples(nlp))
    return nlp


def _examples(nlp: Any) -> list[Any]:
    """Sentences that use every label, so that each layer has its width."""
    from spacy.training import Example

    made = []
    for number in range(TAGS):
        words = ["One", "ship", "left", "the", "Old", "Harbour", "."]
        annotation = {
            "words": words,
            "tags": [f"T{(number + i) % TAGS}" for i in range(len(words))],
            "heads": [1, 2, 2, 5, 5, 2, 2],
            "deps": ["a", f"r{number % RELATIONS}", "ROOT", "a", "b", f"r{(number + 7) % RELATIONS}", "punct"],
            "entities": ["O", "O", "O", "O", f"B-K{number % KINDS}", f"L-K{number % KINDS}", "O"],
        }
        made.append(Example.from_dict(nlp.make_doc(" ".join(words[:-1]) + " ."), annotation))
    return made


def measure(reports: list[str]) -> dict[str, Any]:
    """Words a second over all reports after a few to warm up, as a stream in batches, and the process's memory."""
    import spacy

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    nlp = pipeline()
    list(nlp.pipe(reports[:8], batch_size=8))
    started = time.perf_counter()
    for _ in nlp.pipe(reports, batch_size=8):
        pass
    seconds = time.perf_counter() - started
    words = sum(len(report.split()) for report in reports)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"words_per_s": words / seconds, "peak_mb": peak, "version": spacy.__version__}


if __name__ == "__main__":
    print(json.dumps(measure(json.load(sys.stdin))))
