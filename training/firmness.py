"""``python -m training.firmness``: where the encoder's reading of firmness outweighs the rules'.

On the train and development documents of the project's own gold (never its test part), every statement of the product
that matches a row has the commitment the rules give it and the encoder's best one with its chance. A pair (rules,
encoder) is let through from the chance that gains most rows, where it gains at least `LEAST` of both parts together
and loses in neither: with few rows a class, more freedom would fit noise. Of denials and questions the rules keep the
last word: to assert what was denied or asked costs a reader most. Writes rules/firmness.toml and prints what each pair
gains. The encoder was taught the train part, so its chances there are too good: that is why development must agree.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import chains, gold, readers
from rashomon.records import Commitment
from rashomon.understand import firmness

OUT = Path(firmness.__file__).with_name("rules") / "firmness.toml"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
PARTS = ("train", "development")
CHANCES = (0.5, 0.6, 0.7, 0.8, 0.9)
LEAST = 5
SURE = 0.7
"""The least chance against a rule that fired: it has words for what it says ("is to vote in April")."""
KEPT = frozenset((Commitment.DENIED, Commitment.QUESTION))

HEAD = """# Where the encoder's reading of how firmly a statement is put outweighs the rules', and from which chance on.
# Made by `python -m training.firmness`, which prints what each pair gains; edit there, not here.
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """One matched row: its accepted readings, the rules' commitment, the encoder's and its chance."""

    accepted: tuple[str, ...]
    rules: Commitment
    encoder: Commitment
    chance: float


def judged(data: Path, part: str) -> list[Judged]:
    """The matched rows of one part of the gold."""
    out: list[Judged] = []
    for document in gold.load(data, part):
        seen, statements = readers.hedged_by_rules(document.text)
        out += [
            Judged(pair.row.commitments, pair.statement.commitment, *best)
            for pair in chains.compare(document, statements)[0]
            if pair.statement is not None and (best := seen.firmness(pair.statement.content)) is not None
        ]
    return out


def gain(rows: Iterable[Judged], pair: tuple[Commitment, Commitment], least: float) -> int:
    """Rows set right less rows set wrong when this pair is let through from this chance on."""
    own = [row for row in rows if (row.rules, row.encoder) == pair and row.chance >= least]
    return sum((str(row.encoder) in row.accepted) - (str(row.rules) in row.accepted) for row in own)


def fitted(parts: Sequence[Sequence[Judged]]) -> dict[tuple[Commitment, Commitment], float]:
    """The pairs let through, and from which chance on; the lowest of the best chances."""
    every = [row for part in parts for row in part]
    pairs = sorted(
        {(row.rules, row.encoder) for row in every if row.rules is not row.encoder and row.rules not in KEPT}
    )
    out = {}
    for pair in pairs:
        sure = CHANCES if pair[0] is Commitment.ASSERTED else [c for c in CHANCES if c >= SURE]
        best = max(sure, key=lambda least: (gain(every, pair, least), -least))
        if gain(every, pair, best) >= LEAST and all(gain(part, pair, best) >= 0 for part in parts):
            out[pair] = best
    return out


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(prog="python -m training.firmness", description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    parts = [judged(asked.data, part) for part in PARTS]
    chosen = fitted(parts)
    for pair in sorted({(r.rules, r.encoder) for part in parts for r in part if r.rules is not r.encoder}):
        gains = {least: [gain(part, pair, least) for part in parts] for least in CHANCES}
        print(f"rules {pair[0]}, encoder {pair[1]}: gain on {', '.join(PARTS)} from each chance on: {gains}")
    rows = [f'\n[[overrule]]\nrules = "{a}"\nencoder = "{b}"\nleast = {least}\n' for (a, b), least in chosen.items()]
    asked.out.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
