"""Which sets a variant learns from, how often, and in which order: the recipe of the shipped weights."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training import invented, other_sets, speech_sets
from training.labelled import Labelled

GOLD = Path(__file__).resolve().parents[1] / "bench" / "cases" / "chains" / "gold.jsonl"
NAMES = Path(__file__).with_name("cases") / "names.tsv"


@dataclass(frozen=True, slots=True)
class Source:
    """One set in a mix: its name in the card, its licence as found, how often each stage repeats it, how it is read."""

    name: str
    licence: str
    times: tuple[int, int, int]
    read: Callable[[Path], Sequence[Labelled]]


def held_out() -> frozenset[str]:
    """Documents of the project's own gold that no training may see: its dev and test parts."""
    if not GOLD.exists():
        return frozenset()
    rows = (json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines())
    return frozenset(row["doc"] for row in rows if row["split"] != "train")


def _gum(data: Path) -> Sequence[Labelled]:
    skip = {name.removeprefix("gum:") for name in held_out()}
    paths = [p for p in sorted((data / "gum" / "train").glob("*.conllu")) if p.stem not in skip]
    return other_sets.treebank(paths, "gum")


POLNEAR = Source("PolNeAR", "none stated", (3, 2, 1), lambda data: speech_sets.polnear(data / "polnear" / "train"))
OPEN: tuple[Source, ...] = (
    Source(
        "GUM attribution relations",
        "CC BY 4.0, texts CC BY 2.5 / 4.0",
        (3, 1, 1),
        lambda data: speech_sets.gum_speech(data, frozenset(n.removeprefix("gum:") for n in held_out())),
    ),
    Source("GUM treebank and entities", "CC BY 4.0, texts CC BY 2.5 / 4.0", (3, 1, 1), _gum),
    Source(
        "UNER English-EWT dev",
        "CC BY-SA 4.0",
        (4, 1, 2),
        lambda data: other_sets.uner(data / "uner-ewt" / "en_ewt-ud-dev.iob2"),
    ),
    Source(
        "own names on UD English-EWT",
        "Apache-2.0; text CC BY-SA 4.0",
        (0, 0, 4),
        lambda data: other_sets.own_names(NAMES, data / "ud-ewt" / "en_ewt-ud-train.conllu"),
    ),
    Source(
        "re3d (CENTCOM, US State Department, UK Government, Australian DFAT)",
        "public domain / OGL v3.0 / CC BY 3.0 AU",
        (4, 1, 2),
        lambda data: other_sets.re3d(data / "re3d" / "train.jsonl", other_sets.RE3D_OPEN),
    ),
    Source(
        "UD English-EWT",
        "CC BY-SA 4.0",
        (1, 0, 0),
        lambda data: other_sets.treebank([data / "ud-ewt" / "en_ewt-ud-train.conllu"], "ewt"),
    ),
    Source(
        "UDS-IH2 factuality",
        "annotation MIT, text CC BY-SA 4.0",
        (2, 1, 1),
        lambda data: other_sets.factuality(data / "factuality" / "uds-ih2" / "train.jsonl", "uds"),
    ),
    Source(
        "MEANTIME factuality",
        "CC BY 4.0",
        (3, 1, 2),
        lambda data: other_sets.factuality(data / "factuality" / "meantime" / "train.jsonl", "meantime"),
    ),
)


def sources(variant: str) -> tuple[Source, ...]:
    """The sets of a variant: "full", or "open" with openly licensed ones alone."""
    return OPEN if variant == "open" else (POLNEAR, *OPEN)


def named(chosen: Sequence[Source]) -> list[dict[str, str]]:
    """The sets with their licences, for the card."""
    own = [
        {"name": "own gold, train part (texts: GUM, MEANTIME)", "licence": "Apache-2.0; texts CC BY"},
        {"name": "invented text (training/invented)", "licence": "Apache-2.0"},
    ]
    return [{"name": s.name, "licence": s.licence} for s in chosen] + own


_PLAIN = re.compile(
    r"(?:The|A|An|Two|Three|Several|Its|[A-Z][a-z]+(?: [A-Z][a-z]+)?) [a-z][^\"“”:;()\[\]!?\n]{25,160}\."
)


def pool(data: Path) -> list[str]:
    """Plain sentences of openly licensed news and web text: contents for invented speech."""
    held = {name.removeprefix("gum:") for name in held_out()}
    paths = [p for p in sorted((data / "gum" / "train").glob("*.conllu")) if p.stem not in held]
    out = []
    for path in [*paths, data / "ud-ewt" / "en_ewt-ud-train.conllu"]:
        for line in path.read_text(encoding="utf-8").splitlines():
            text = line.removeprefix("# text = ") if line.startswith("# text = ") else ""
            if _PLAIN.fullmatch(text) and not re.search(r"\b(I|you|we|my|your|our|said|says|told)\b", text):
                out.append(text)
    return out


def wrapped(texts: Sequence[Labelled], rng: random.Random, count: int) -> list[invented.Example]:
    """Sentences with speech in them, drawn from the texts, each wrapped in one more voice."""
    out: list[invented.Example] = []
    drawn = [text for text in texts if text.acts]
    while len(out) < count and drawn:
        text = rng.choice(drawn)
        acts = text.acts or ()
        act = rng.choice(acts)
        start = text.text.rfind("\n", 0, act.cue[0]) + 1
        start = max(start, *(m.end() for m in re.finditer(r"[.!?][\"”]? ", text.text[: act.cue[0]])), 0)
        stop = re.compile(r"[.!?][\"”]?(?:\s|$)").search(text.text, act.cue[1])
        end = stop.end() if stop else len(text.text)
        sentence = text.text[start:end].rstrip()
        if not 40 < len(sentence) < 320 or "\n" in sentence:
            continue
        inside = [
            a for a in acts if start <= a.cue[0] and all(start <= s and e <= end for s, e in (*a.source, *a.content))
        ]
        marks = [
            invented.Marked(
                source=(a.source[0][0] - start, a.source[0][1] - start) if a.source else None,
                cue=(a.cue[0] - start, a.cue[1] - start),
                content=tuple((s - start, e - start) for s, e in a.content),
                parent=None,
                inherited=False,
                commitment="asserted",
            )
            for a in inside
        ]
        example = invented.wrap(sentence, marks, rng) if marks else None
        if example is not None:
            out.append(example)
    return out
