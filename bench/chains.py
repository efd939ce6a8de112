"""``bench chains``: who said it, through whom, over statements annotated by hand.

Scorer: this module with gold.py and same_voice.py, after gold-format.md. A statement matches a row when their contents
overlap with intersection over union >= .5 in characters, one to one, best first. ``statement_*``: precision, recall
and F1; rows with ``required: false`` are neither required nor counted as false. All other figures are accuracies in
percent over required rows, a missed row counting as wrong: ``speaker_accuracy`` the innermost voice, ``chain_exact``
the same links in the same order (the outlet is a link only where it is the speaker), and that split by where the
speaker stands: ``in_sentence_exact`` (not nested), ``nested_exact`` (wherever), ``out_of_sentence_exact``,
``outlet_exact``; ``n_*`` says on how many rows each rests.

Anchor: none on this gold; published systems name the right claimer of news claims in 42 % (people 86, NewsClaims),
and under 3 % where the claimer stands in another sentence. Baseline: the reader without weights, ``rules_*``.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.gold import PARTS, Annotated, Row, best_first, load, overlap
from bench.readers import Reader
from bench.readers import load as load_reader
from bench.result import Result, f1, ratio
from bench.same_voice import same_voice
from rashomon.records import Statement, Voice, VoiceKind

EXAMPLES = 12
RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold row, the statement that matches it (None: missed), and the report's text."""

    row: Row
    statement: Statement | None
    text: str


@dataclass(frozen=True, slots=True)
class Scored:
    """Every row with its statement, and how many statements match no row and lie on none that is optional."""

    pairs: tuple[Pair, ...]
    false: int


def run(data: Path, split: str, full: bool) -> Result:
    """Score the trained reader and the rules alone. ``full`` changes nothing here."""
    started = time.perf_counter()
    documents = load(data, split)
    scored = read(load_reader("trained"), documents)
    figures = figures_of(scored)
    rules = figures_of(read(load_reader("rules"), documents))
    figures |= {f"rules_{name}": value for name, value in rules.items() if not name.startswith("n_")}
    misplaced = [row for document in documents for row in document.misplaced]
    failures = [*failures_of(scored.pairs), f"statements that match no row: {scored.false}"]
    failures += [f"gold rows whose quote is not at their place: {misplaced[:EXAMPLES]}"] if misplaced else []
    seconds = time.perf_counter() - started
    return Result("chains", PARTS.get(split, split), len(scored.pairs), figures, seconds, tuple(failures))


def read(reader: Reader, documents: Iterable[Annotated]) -> Scored:
    """A reader's statements beside the gold of each document."""
    pairs: list[Pair] = []
    false = 0
    for document in documents:
        own, wrong = compare(document, reader.statements(document.text))
        pairs += own
        false += wrong
    return Scored(tuple(pairs), false)


def compare(document: Annotated, statements: Sequence[Statement]) -> tuple[list[Pair], int]:
    """The rows of one document with their statements, and the number of statements that count as false."""
    matched = best_first(document.rows, [s.content for s in statements])
    optional = [row for row in document.rows if not row.required]
    left = [s for j, s in enumerate(statements) if j not in set(matched.values())]
    false = sum(not any(overlap(row, s.content) >= 0.5 for row in optional) for s in left)
    pairs = [
        Pair(row, statements[matched[i]] if i in matched else None, document.text)
        for i, row in enumerate(document.rows)
        if row.required
    ]
    return pairs, false


def figures_of(scored: Scored) -> dict[str, float]:
    """All figures, in percent, and the number of rows behind each split."""
    pairs = scored.pairs
    found = [p for p in pairs if p.statement is not None]
    precision, recall = ratio(len(found), len(found) + scored.false), ratio(len(found), len(pairs))
    parts = {
        "chain": list(pairs),
        "in_sentence": [p for p in pairs if p.row.position == "in-sentence" and not p.row.nested],
        "nested": [p for p in pairs if p.row.nested],
        "out_of_sentence": [p for p in pairs if p.row.position == "out-of-sentence"],
        "outlet": [p for p in pairs if p.row.position == "outlet"],
    }
    figures = {
        "statement_precision": 100 * precision,
        "statement_recall": 100 * recall,
        "statement_f1": 100 * f1(precision, recall),
        "speaker_accuracy": 100 * ratio(sum(map(right_speaker, pairs)), len(pairs)),
    }
    figures |= {f"{name}_exact": 100 * ratio(sum(map(right_chain, own)), len(own)) for name, own in parts.items()}
    figures["commitment_accuracy"] = 100 * ratio(sum(map(right_commitment, pairs)), len(pairs))
    return figures | {f"n_{name}": float(len(own)) for name, own in parts.items()}


def shown_chain(statement: Statement) -> tuple[Voice, ...]:
    """The chain in the gold's order, innermost first; the outlet, which heads every chain, only where it is alone."""
    return tuple(reversed(statement.chain[1:])) or statement.chain


def right_speaker(pair: Pair) -> bool:
    """Whether the innermost voice is a gold speaker."""
    if pair.statement is None:
        return False
    innermost = shown_chain(pair.statement)[0]
    return any(same_voice(name, innermost, pair.text) for name in pair.row.speakers)


def right_chain(pair: Pair) -> bool:
    """Whether the links are those of an accepted reading, in the same order."""
    return pair.statement is not None and any(
        _same_links(chain, shown_chain(pair.statement), pair.text) for chain in pair.row.chains
    )


def _same_links(chain: Sequence[str], voices: Sequence[Voice], text: str) -> bool:
    return len(chain) == len(voices) and all(same_voice(g, v, text) for g, v in zip(chain, voices, strict=True))


def right_commitment(pair: Pair) -> bool:
    """Whether the statement's commitment is that of an accepted reading."""
    return pair.statement is not None and str(pair.statement.commitment) in pair.row.commitments


def kind_of(pair: Pair) -> str:
    """What is wrong with a row's chain, named by the first thing that is; `RIGHT` where nothing is."""
    if pair.statement is None:
        return "missed statement"
    if right_chain(pair):
        return RIGHT
    gold, voices = pair.row.chains[0], shown_chain(pair.statement)
    if right_speaker(pair):
        longer, shorter = len(voices) > len(gold), len(voices) < len(gold)
        return "extra conduit" if longer else "missing conduit" if shorter else "another conduit"
    own = voices[0].kind is VoiceKind.OUTLET
    if own:
        return "outlet instead of speaker"
    if gold[0].lower().startswith("outlet"):
        return "speaker instead of outlet"
    if any(same_voice(name, voices[0], pair.text) for name in gold[1:]):
        return "stopped at a conduit"
    if any(same_voice(gold[0], voice, pair.text) for voice in voices[1:]):
        return "went past the speaker"
    return "unnamed instead of a name" if voices[0].kind is VoiceKind.UNNAMED else "wrong name"


def failures_of(pairs: Iterable[Pair]) -> list[str]:
    """One line a kind, most frequent first: how many, and the first rows by id (never by text)."""
    kinds: dict[str, list[str]] = {}
    for pair in pairs:
        kinds.setdefault(kind_of(pair), []).append(pair.row.id)
    kinds.pop(RIGHT, None)
    ranked = sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))
    return [f"{kind}: {len(ids)}, such as {', '.join(ids[:EXAMPLES])}" for kind, ids in ranked]
