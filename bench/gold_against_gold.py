"""``python -m bench.gold_against_gold [--data DIR] [--split dev]``: every scorer given its own gold as the answer.

Each figure must be 100 (error 0): what is not is a fault of the scorer or of the data, and bounds what a reader can
reach. Known: some texts stand twice with different labels, and equal texts get equal answers, so that re3d's gold
reaches 99.6 against itself and UDS-IH2's .998.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import attribution, chains, commitment, entities, gold, polnear
from bench.result import DataMissing
from rashomon.records import Commitment, Frame, Polarity, QuoteKind, Span, Statement, Voice, VoiceKind
from rashomon.understand.parts import Attribution

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
_OUTLET = Voice(kind=VoiceKind.OUTLET, key="o", name="o")


class Echo:
    """A reader that answers each text as the gold does."""

    name = "gold"

    def __init__(
        self,
        *,
        acts: Mapping[str, Sequence[polnear.Act]] | None = None,
        names: Mapping[str, frozenset[entities.Name]] | None = None,
        labels: Mapping[tuple[str, tuple[tuple[int, int], ...]], Sequence[float]] | None = None,
        rows: Mapping[str, Sequence[gold.Row]] | None = None,
    ) -> None:
        self._acts, self._names, self._labels, self._rows = acts or {}, names or {}, labels or {}, rows or {}

    def attributions(self, text: str) -> list[Attribution]:
        """The gold's acts; of a source in pieces the whole, since a reader's is one span."""
        return [
            Attribution(_whole(act.source), _whole(act.cue), act.content, QuoteKind.NONE, 0) for act in self._acts[text]
        ]

    def entities(self, text: str) -> Sequence[entities.Name]:
        """The gold's names."""
        return sorted(self._names[text])

    def factuality(self, text: str, spans: Sequence[tuple[int, int]]) -> Sequence[float]:
        """The gold's labels."""
        return self._labels[text, tuple(spans)]

    def statements(self, text: str) -> Sequence[Statement]:
        """One statement a row, by its first reading."""
        return [_statement(row) for row in self._rows[text]]

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """No gold says where a text lies."""
        raise NotImplementedError


def _whole(pieces: Sequence[Span]) -> Span | None:
    return Span(start=pieces[0].start, end=pieces[-1].end) if pieces else None


def _statement(row: gold.Row) -> Statement:
    voices = [_voice(name) for name in row.chains[0] if not name.lower().startswith("outlet")]
    return Statement(
        id=row.id,
        report_id="gold",
        content=row.places[:1],
        sentence=row.places[0],
        chain=(_OUTLET, *reversed(voices)),
        quote=QuoteKind.NONE,
        commitment=Commitment(row.commitments[0]),
        polarity=Polarity.POSITIVE,
        frame=Frame(predicate="", terms=()),
    )


def _voice(name: str) -> Voice:
    kind = VoiceKind.UNNAMED if name.lower().startswith("unnamed") else VoiceKind.PERSON
    return Voice(kind=kind, key=name.lower(), name=name)


def figures(data: Path, split: str) -> dict[str, float]:
    """Every figure of the scorers whose data are at hand."""
    out: dict[str, float] = {}
    for name, own in (("attribution", _attribution), ("entities", _entities), ("commitment", _commitment)):
        out |= {f"{name}.{figure}": value for figure, value in _if_there(own, data, split).items()}
    return out | {f"chains.{figure}": value for figure, value in _if_there(_chains, data, split).items()}


def _if_there(own: Callable[[Path, str], dict[str, float]], data: Path, split: str) -> dict[str, float]:
    try:
        return own(data, split)
    except DataMissing as missing:
        print(missing, file=sys.stderr)
        return {}


def _attribution(data: Path, split: str) -> dict[str, float]:
    articles = polnear.load(data / "polnear", split)
    return attribution.measure(Echo(acts={a.text: a.readings[0] for a in articles}), articles).figures()


def _entities(data: Path, split: str) -> dict[str, float]:
    uner = entities.load_uner(data / "uner-ewt" / "en_ewt-ud-test.iob2")
    re3d = entities.load_re3d(data / "re3d" / "test.jsonl")
    echo = Echo(names={t.text: t.names for t in (*uner, *re3d)})
    kinds = {"uner_ewt_f1": (uner, entities.UNER), "re3d_f1": (re3d, entities.RE3D)}
    return {name: entities.score(echo, texts, own.values()).f1() for name, (texts, own) in kinds.items()}


def _commitment(data: Path, split: str) -> dict[str, float]:
    out: dict[str, float] = {}
    for name, paths in (commitment.SETS | commitment.MORE).items():
        parts = [commitment.load(data / "factuality" / path) for path in paths]
        echo = Echo(labels={(item.text, item.spans): item.labels for part in parts for item in part})
        own, _ = commitment.factuality(echo, parts)
        out |= {f"{name}_r": own["r"], f"{name}_mae": own["mae"]}
    return out


def _chains(data: Path, split: str) -> dict[str, float]:
    documents = gold.load(data, split)
    return chains.figures_of(chains.read(Echo(rows={d.text: d.rows for d in documents}), documents))


def main() -> int:
    """Print every figure, those that are not perfect marked; 1 when there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--split", default="dev")
    asked = parser.parse_args()
    faults = 0
    for name, value in figures(asked.data, asked.split).items():
        fault = (
            ".n_" not in name
            and abs(value - (0 if name.endswith("_mae") else 1 if name.endswith("_r") else 100)) > 1e-9
        )
        faults += fault
        print(f"{name:<40} {value:>10.4f}" + ("   not perfect" if fault else ""))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
