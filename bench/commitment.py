"""``bench commitment``: how sure the text is that it happened, and how firmly it is said.

Scorer: this module. Four published sets, their test parts whatever ``--split`` says: ``SET_mae`` and ``SET_r``, mean
absolute error and Pearson correlation over targets, from -3 (certainly did not happen) to 3 (certainly did); ``cb``
(CommitmentBank) is the mean over its three splits. ``--full`` adds ``mv2`` and ``rp``. Own gold (gold.py): ``own_*``
over required rows that a statement of the whole product matches: macro F1 over the gold's classes, and accuracy; the
same rows by the rules alone (``own_rules_*``) and by the encoder alone (``own_encoder_*``), of which the product's is
put together (training/firmness.py). ``own_negative_f1``: of what is said not to hold, product (the rules) and encoder.

Anchor: DLGRN, MAE / r: UDS-IH2 .722 / .912, UW .346 / .863, MEANTIME .279 / .516 (third-party summary of the paper).
Baseline: always 3.0, whose error is ``SET_mae_always_3`` and whose correlation is none; own gold: always "asserted".
CommitmentBank is told apart because a high r elsewhere hides failures under hedges, questions and negation (Jiang and
de Marneffe 2021).
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import chains, gold
from bench.measures import class_f1, macro_f1, mean_absolute_error, pearson
from bench.readers import Reader, hedged_by_rules
from bench.readers import load as load_reader
from bench.result import DataMissing, Result, ratio

SETS = {
    "udsih2": ("uds-ih2/test.jsonl",),
    "uw": ("uw/test.jsonl",),
    "meantime": ("meantime/test.jsonl",),
    "cb": tuple(f"cb/split{n}/test.jsonl" for n in (1, 2, 3)),
}
MORE = {name: tuple(f"{name}/split{n}/test.jsonl" for n in (1, 2, 3)) for name in ("mv2", "rp")}
ALWAYS = 3.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A text, the places of its predicates, and how sure people took each to be."""

    text: str
    spans: tuple[tuple[int, int], ...]
    labels: tuple[float, ...]


def run(data: Path, split: str, full: bool) -> Result:
    """Score the trained reader on the published sets and, where it is at hand, the own gold of ``split``."""
    folder = data / "factuality"
    if not folder.is_dir():
        raise DataMissing(f"bench commitment: no {folder}; name the data folder with --data DIR")
    started = time.perf_counter()
    reader = load_reader("trained")
    figures: dict[str, float] = {}
    failures: list[str] = []
    n = 0
    for name, paths in (SETS | MORE if full else SETS).items():
        parts = [load(folder / path) for path in paths]
        own, line = factuality(reader, parts)
        figures |= {f"{name}_{figure}": value for figure, value in own.items()}
        failures.append(f"{name}: {line}")
        n += sum(len(item.labels) for part in parts for item in part)
    try:
        documents = gold.load(data, split)
        pairs = chains.read(reader, documents).pairs
        own, lines = firmness(pairs)
        figures |= own | apart(documents) | polarity(pairs)
        failures += lines
    except DataMissing as missing:
        failures.append(f"own gold not scored: {missing}")
    failures.append("anchor: DLGRN r .912 (udsih2), .863 (uw), .516 (meantime); none for cb")
    return Result("commitment", "test", n, figures, time.perf_counter() - started, tuple(failures))


def load(path: Path) -> list[Judged]:
    """The items of one file; spans over tokens become places in the text. Raises DataMissing where it is not there."""
    if not path.exists():
        raise DataMissing(f"bench commitment: no {path}; name the data folder with --data DIR")
    return [judged(json.loads(line)) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def judged(row: dict[str, Any]) -> Judged:
    """One item: ``span1`` counts the words of ``text.split(" ")``."""
    starts = [0]
    words = row["text"].split(" ")
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    places = [(starts[t["span1"][0]], starts[t["span1"][1]] - 1) for t in row["targets"]]
    return Judged(row["text"], tuple(places), tuple(float(t["label"]) for t in row["targets"]))


def factuality(reader: Reader, parts: Sequence[Iterable[Judged]]) -> tuple[dict[str, float], str]:
    """Error and correlation, each the mean over the parts, and one line on where the error is."""
    errors, correlations, always = [], [], []
    by_label: dict[int, list[float]] = {}
    for part in parts:
        labels: list[float] = []
        shown: list[float] = []
        for item in part:
            labels += item.labels
            shown += [float(value) for value in reader.factuality(item.text, item.spans)]
        errors.append(mean_absolute_error(labels, shown))
        correlations.append(pearson(labels, shown))
        always.append(mean_absolute_error(labels, [ALWAYS] * len(labels)))
        for label, value in zip(labels, shown, strict=True):
            by_label.setdefault(round(label), []).append(abs(label - value))
    figures = {
        "r": ratio(sum(correlations), len(parts)),
        "mae": ratio(sum(errors), len(parts)),
        "mae_always_3": ratio(sum(always), len(parts)),
    }
    told = {label: round(sum(e) / len(e), 2) for label, e in sorted(by_label.items())}
    return figures, f"mean error by gold label: {told}"


def firmness(pairs: Iterable[chains.Pair]) -> tuple[dict[str, float], list[str]]:
    """Macro F1 and accuracy of commitment over matched rows; a row with two accepted readings takes the one shown."""
    return classes((p.row.commitments, str(p.statement.commitment)) for p in pairs if p.statement is not None)


def apart(documents: Iterable[gold.Annotated]) -> dict[str, float]:
    """The same figures of the rules alone and of the encoder alone, on the statements of the whole product."""
    rules: list[tuple[tuple[str, ...], str]] = []
    encoder: list[tuple[tuple[str, ...], str]] = []
    negative: list[tuple[tuple[str, ...], str]] = []
    for document in documents:
        seen, statements = hedged_by_rules(document.text)
        for pair in chains.compare(document, statements)[0]:
            if pair.statement is not None and (best := seen.firmness(pair.statement.content)) is not None:
                rules.append((pair.row.commitments, str(pair.statement.commitment)))
                encoder.append((pair.row.commitments, str(best[0])))
                negative.append((pair.row.polarities, "-" if seen.denied(pair.statement.content) > 0.5 else "+"))
    out = {}
    for name, rows in (("rules", rules), ("encoder", encoder)):
        figures, _ = classes(rows)
        out |= {f"own_{name}_{figure}": figures[f"own_{figure}"] for figure in ("macro_f1", "accuracy")}
    return out | {"own_encoder_negative_f1": 100 * class_f1(*_settled(negative), "-")}


def polarity(pairs: Iterable[chains.Pair]) -> dict[str, float]:
    """F1 of "said not to hold" over matched rows, as the product shows it: by rules."""
    rows = [(p.row.polarities, str(p.statement.polarity)) for p in pairs if p.statement is not None]
    return {"own_negative_f1": 100 * class_f1(*_settled(rows), "-")}


def _settled(rows: Iterable[tuple[tuple[str, ...], str]]) -> tuple[list[str], list[str]]:
    """Wanted and shown; of several accepted readings the one shown is wanted, else the first."""
    pairs = [(said if said in accepted else accepted[0], said) for accepted, said in rows]
    return [wanted for wanted, _ in pairs], [shown for _, shown in pairs]


def classes(rows: Iterable[tuple[tuple[str, ...], str]]) -> tuple[dict[str, float], list[str]]:
    """The figures of (accepted readings, shown) by class."""
    wanted, shown = _settled(rows)
    figures = {
        "own_macro_f1": 100 * macro_f1(wanted, shown),
        "own_accuracy": 100 * ratio(sum(a == b for a, b in zip(wanted, shown, strict=True)), len(wanted)),
        "own_macro_f1_always_asserted": 100 * macro_f1(wanted, ["asserted"] * len(wanted)),
        "own_n": float(len(wanted)),
    }
    by_class = {c: f"{100 * class_f1(wanted, shown, c):.0f} of {wanted.count(c)}" for c in sorted(set(wanted))}
    confused = Counter((a, b) for a, b in zip(wanted, shown, strict=True) if a != b)
    return figures, [f"own gold, F1 and rows by class: {by_class}", f"gold/shown: {confused.most_common(6)}"]
