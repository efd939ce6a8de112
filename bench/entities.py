"""``bench entities``: names in web text (UNER English-EWT) and in defence reports (re3d), on their test parts.

Scorer: this module. A name is right when its bounds and its kind are exactly the gold's; micro over the part, percent.
The figures are always those of the official test parts, whatever ``--split`` says; ``--full`` adds UNER's development
part. UNER: the sentences of a document as its ``# text`` lines give them, a blank between; kinds PER, ORG, LOC, so a
reader's EQUIPMENT and NATIONALITY are left out. re3d: one sentence a text, tokens joined by a blank (it has no other
text), kinds by `RE3D`; its DocumentReference, Money, Quantity and Temporal correspond to nothing here. re3d marks
pronouns and common nouns too ("the terrorist group"), which are no names to this product: ``re3d_f1`` scores all,
``re3d_named_f1`` mentions with a capital letter, and weapons and platforms; a shown name equal to one of the others is
then neither right nor wrong. Sentences of one re3d document fall in both its parts.

Anchor: UNER test 86.0 (XLM-R-large, read in a copy of a results site); people pairwise PER 96.9, ORG 87.0, LOC 82.5.
re3d: none found. Baseline: the reader without weights, ``rules_*``. ``names_*``: the names the product records, the
rules' with the trained reader's as evidence; a people's adjective ("French") is its NATIONALITY.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.readers import Reader
from bench.readers import load as load_reader
from bench.result import DataMissing, Result, f1, ratio
from rashomon.errors import Unreadable

UNER = {"PER": "PERSON", "ORG": "ORGANISATION", "LOC": "PLACE"}
RE3D = {
    "Person": "PERSON",
    "Organisation": "ORGANISATION",
    "Location": "PLACE",
    "MilitaryPlatform": "EQUIPMENT",
    "Weapon": "EQUIPMENT",
    "Nationality": "NATIONALITY",
}
Name = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text and the names in it; ``apart`` are gold mentions that are neither required nor wrong."""

    text: str
    names: frozenset[Name]
    apart: frozenset[Name] = frozenset()


@dataclass(frozen=True, slots=True)
class Scored:
    """Right, gold and shown names by kind, and what the misses were."""

    right: Counter[str]
    gold: Counter[str]
    shown: Counter[str]
    misses: Counter[str]

    def f1(self, kind: str | None = None) -> float:
        """F1 in percent of one kind, or of all."""
        right, gold, shown = (c[kind] if kind else c.total() for c in (self.right, self.gold, self.shown))
        return 100 * f1(ratio(right, shown), ratio(right, gold))


def run(data: Path, split: str, full: bool) -> Result:
    """Score the trained reader and the rules alone on the test parts of both sets; ``full``: on UNER's dev part too."""
    started = time.perf_counter()
    uner = load_uner(data / "uner-ewt" / "en_ewt-ud-test.iob2")
    re3d = load_re3d(data / "re3d" / "test.jsonl")
    reader, rules, product = load_reader("trained"), load_reader("rules"), load_reader("product")
    first, second = score(reader, uner, UNER.values()), score(reader, re3d, RE3D.values())
    figures = {"uner_ewt_f1": first.f1()} | {f"uner_{short.lower()}_f1": first.f1(own) for short, own in UNER.items()}
    figures |= {"re3d_f1": second.f1(), "re3d_named_f1": score(reader, map(named, re3d), RE3D.values()).f1()}
    figures |= {f"re3d_{kind.lower()}_f1": second.f1(kind) for kind in dict.fromkeys(RE3D.values())}
    figures["rules_uner_ewt_f1"] = score(rules, uner, UNER.values()).f1()
    figures["rules_re3d_named_f1"] = score(rules, map(named, re3d), RE3D.values()).f1()
    figures["names_uner_ewt_f1"] = score(product, uner, UNER.values()).f1()
    figures["names_re3d_named_f1"] = score(product, map(named, re3d), RE3D.values()).f1()
    if full:
        dev = load_uner(data / "uner-ewt" / "en_ewt-ud-dev.iob2")
        figures["uner_ewt_dev_f1"] = score(reader, dev, UNER.values()).f1()
        figures["names_uner_ewt_dev_f1"] = score(product, dev, UNER.values()).f1()
    failures = [f"{name}, not found by kind: {dict(s.misses.most_common())}" for name, s in _both(first, second)]
    failures.append("anchor: UNER test 86.0 (XLM-R-large); people pairwise PER 96.9, ORG 87.0, LOC 82.5")
    n = sum(len(t.names) for t in (*uner, *re3d))
    return Result("entities", "test", n, figures, time.perf_counter() - started, tuple(failures))


def _both(uner: Scored, re3d: Scored) -> tuple[tuple[str, Scored], ...]:
    return ("UNER", uner), ("re3d", re3d)


def score(reader: Reader, texts: Iterable[Tagged], kinds: Iterable[str]) -> Scored:
    """A reader's names of these kinds against the gold's."""
    asked = frozenset(kinds)
    right, gold, shown, misses = (Counter[str]() for _ in range(4))
    for tagged in texts:
        found = {name for name in _read(reader, tagged.text) if name[2] in asked} - tagged.apart
        right.update(kind for _, _, kind in found & tagged.names)
        gold.update(kind for _, _, kind in tagged.names)
        shown.update(kind for _, _, kind in found)
        misses.update(f"{name[2]} {why(name, found)}" for name in sorted(tagged.names - found))
    return Scored(right, gold, shown, misses)


def _read(reader: Reader, text: str) -> Sequence[Name]:
    """The reader's names; none in a text that the product refuses as page furniture (some web texts are)."""
    try:
        return reader.entities(text)
    except Unreadable:
        return ()


def why(name: Name, found: Iterable[Name]) -> str:
    """What a reader did with a gold name it did not find."""
    near = sorted(n for n in found if n[0] < name[1] and name[0] < n[1])
    if not near:
        return "missed"
    if any(n[:2] == name[:2] for n in near):
        return f"as {next(n[2] for n in near if n[:2] == name[:2])}"
    return "with other bounds" if any(n[2] == name[2] for n in near) else f"inside or around {near[0][2]}"


def named(tagged: Tagged) -> Tagged:
    """Only mentions with a capital letter, and equipment; the rest stand apart."""
    kept = {n for n in tagged.names if n[2] == "EQUIPMENT" or any(c.isupper() for c in tagged.text[n[0] : n[1]])}
    return Tagged(tagged.text, frozenset(kept), tagged.apart | (tagged.names - kept))


def load_uner(path: Path) -> list[Tagged]:
    """The documents of a UNER file. Raises DataMissing where it is not there."""
    if not path.exists():
        raise DataMissing(f"bench entities: no {path}; name the data folder with --data DIR")
    documents: list[Tagged] = []
    texts: list[str] = []
    names: set[Name] = set()
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        if any(line.startswith("# newdoc id") for line in lines) and texts:
            documents.append(Tagged(" ".join(texts), frozenset(names)))
            texts, names = [], set()
        text = next((line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")), None)
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if text is not None and rows:
            offset = sum(len(t) + 1 for t in texts)
            places = list(located(text, [row[1] for row in rows]))
            names |= {(s + offset, e + offset, k) for s, e, k in spans(places, [row[2] for row in rows], UNER)}
            texts.append(text)
    return [*documents, Tagged(" ".join(texts), frozenset(names))] if texts else documents


def load_re3d(path: Path) -> list[Tagged]:
    """The sentences of a re3d file. Raises DataMissing where it is not there."""
    if not path.exists():
        raise DataMissing(f"bench entities: no {path}; name the data folder with --data DIR")
    found = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            text = " ".join(row["tokens"])
            found.append(Tagged(text, frozenset(spans(list(located(text, row["tokens"])), row["tags"], RE3D))))
    return found


def located(text: str, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each token stands, looked for in order. Raises ValueError for one that is not in the text: offsets of a
    gold that does not fit its text would be wrong from there on."""
    at = 0
    for form in forms:
        start = text.index(form, at)
        at = start + len(form)
        yield start, at


def spans(places: Sequence[tuple[int, int]], tags: Sequence[str], kinds: Mapping[str, str]) -> Iterator[Name]:
    """The names of an IOB2 row of the kinds that correspond; an I that continues nothing opens a name."""
    open_name: tuple[int, int, str] | None = None
    for (start, end), tag in zip(places, tags, strict=True):
        mark, _, kind = tag.partition("-")
        if mark == "I" and open_name is not None and open_name[2] == kind:
            open_name = (open_name[0], end, kind)
            continue
        if open_name is not None and open_name[2] in kinds:
            yield open_name[0], open_name[1], kinds[open_name[2]]
        open_name = (start, end, kind) if mark in {"B", "I"} else None
    if open_name is not None and open_name[2] in kinds:
        yield open_name[0], open_name[1], kinds[open_name[2]]
