"""``bench quantities``: NewsQuant (590 news sentences, 904 quantities) and MeasEval (measurements in science text).

Scorer: this module. NewsQuant after the set's README: a value is right when equal within 1e-5 relative, a range when
both ends are; ``unit`` when the normalised unit is equal too, ``bound`` when value and bound are, ``concept`` when at
least one word (partial) or all words (complete) of what is measured are too; micro F1 over all sentences, percent.
Quantities of a sentence are paired one to one, those equal in more first. The authors' own pairing counts a bound or
concept for each value-equal pair: ``*_authors``. The mapping of units is a table by unit (cases/quantities). The two
halves (odd and even positions) are printed apart, because rules were made looking at failures of the even half only.

What is scored is `read_numbers`, the layer that reads every number; the senses in `MARKED` are those the set marks.

MeasEval: spans of quantities aligned by overlap, then token-overlap F1 (whitespace tokens, missing and extra rows 0),
the share of aligned units equal as written, and of aligned modifiers (range, approximate, count) equal.

Anchor: CQE 91.9 / 85.5 / 88.0, concept 75.9 / 56.9 (the set's authors, published_results.tsv). Peer: quantulum3
(published 73.1 / 47.1), run in the interpreter that RASHOMON_PEER names. Baseline: digits alone, each a bare number.
"""

from __future__ import annotations

import json
import re
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from bench import quantities_cases, quantities_measeval, quantities_peer
from bench.result import DataMissing, Result, f1, ratio
from rashomon.records import Bound, Span
from rashomon.understand.quantities import Reading, Sense, Trend, read_numbers

MARKED = frozenset(Sense) - {
    Sense.SCORE,
    Sense.DATE,
    Sense.CLOCK,
    Sense.ORDINAL,
    Sense.NAME,
    Sense.REFERENCE,
    Sense.PRONOUN,
}
"""The senses NewsQuant marks; it leaves out dates, hours, ordinals, names, references, pronouns and
mostly scores."""

CHANGE = {
    Bound.EXACT: "=",
    Bound.RANGE: "=",
    Bound.VAGUE: "=",
    Bound.AT_LEAST: ">",
    Bound.MORE_THAN: ">",
    Bound.AT_MOST: "<",
    Bound.LESS_THAN: "<",
    Bound.ABOUT: "~",
    Bound.NEARLY: "~",
}
_SPANS = frozenset(("year", "month", "week", "day", "h"))
_FEWER = ("just under", "just below", "slightly under", "slightly less")
_NUMBER = r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_VALUE = re.compile(rf"({_NUMBER})(?:\s*-\s*({_NUMBER}))?")
_SMALL_WORDS = frozenset(
    ("of", "the", "a", "an", "and", "in", "on", "to", "for", "at", "by", "with", "from", "per", "or")
)
UNITS = Path(__file__).parent / "cases" / "quantities" / "newsquant_units.toml"
Value = tuple[float, float | None]


@dataclass(frozen=True, slots=True)
class Item:
    """A quantity in the set's terms: value (both ends of a range), unit, bound sign and words of the concept."""

    value: Value
    unit: str
    change: str
    concept: frozenset[str]


@dataclass(slots=True)
class Tally:
    """Right by figure, and how many there were and were shown."""

    right: Counter[str]
    gold: int = 0
    shown: int = 0

    def f1(self, figure: str) -> float:
        """Micro F1 in percent."""
        return 100 * f1(ratio(self.right[figure], self.shown), ratio(self.right[figure], self.gold))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the set."""

    position: int
    text: str
    gold: tuple[Item, ...]


Reader = Callable[[str], Sequence[Item]]


def run(data: Path, split: str, full: bool) -> Result:
    """Score the reader on all of NewsQuant (it has a test part only), on MeasEval's ``split`` (eval for test, else
    train; ``full``: both) and on the own cases."""
    started = time.perf_counter()
    sentences = load(data / "newsquant" / "newsquant.jsonl")
    whole = score(sentences, read)
    figures = {f"newsquant_{name}_f1": whole.f1(name) for name in FIGURES}
    figures |= {
        f"newsquant_{name}_f1_authors": authors(sentences, read).f1(name) for name in ("value", "unit", "bound")
    }
    for half, rest in (("even", 0), ("odd", 1)):
        part = score([s for s in sentences if s.position % 2 == rest], read)
        figures |= {f"newsquant_{name}_f1_{half}": part.f1(name) for name in ("value", "unit", "bound")}
    figures["digits_value_f1"] = score(sentences, digits_alone).f1("value")
    failures = ["newsquant, even half, by kind: " + _kinds([s for s in sentences if s.position % 2 == 0])]
    failures.append(
        "anchor: CQE value 91.9, unit 85.5, bound 88.0, concept 75.9 partial, 56.9 complete (its authors' set)"
    )
    peer = quantities_peer.read([s.text for s in sentences])
    if peer is None:
        failures.append("peer: quantulum3 not run (RASHOMON_PEER names no interpreter that has it)")
    else:
        shown = iter([[Item((v, None), u, "=", frozenset()) for v, u in row] for row in peer])
        other = score(sentences, lambda _: next(shown))
        figures |= {f"quantulum3_{name}_f1": other.f1(name) for name in ("value", "unit")}
    for part_name in ("train", "eval") if full else ("eval",) if split == "test" else ("train",):
        figures |= quantities_measeval.figures(data / "measeval", part_name)
    own, missed = quantities_cases.score()
    figures |= own
    return Result("quantities", split, len(sentences), figures, time.perf_counter() - started, (*failures, *missed))


FIGURES = ("value", "unit", "bound", "concept_partial", "concept_complete")


def load(path: Path) -> list[Sentence]:
    """The sentences of the set. Raises DataMissing where it is not there."""
    if not path.exists():
        raise DataMissing(f"bench quantities: no {path}; name the data folder with --data DIR")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [Sentence(i, row["text"], tuple(_gold(q) for q in row["quantities"])) for i, row in enumerate(rows)]


def _gold(row: dict[str, Any]) -> Item:
    found = _VALUE.fullmatch(row["value"].strip())
    if found is None:
        raise ValueError(f"bench quantities: {row['value']!r} is no value")
    concept = row["referred_concepts"].replace(",", " ").lower().split()
    value = (float(found[1]), None if found[2] is None else float(found[2]))
    return Item(value, row["normalized_unit"].lower(), row["change"], frozenset(concept) - {"-"})


def read(text: str) -> list[Item]:
    """Our numbers in the set's terms. "From 28 to 47" is one range there, an earlier and a later value here."""
    found = [r for r in read_numbers(text, Span(start=0, end=len(text))) if _marked(r)]
    items: list[Item] = []
    k = 0
    while k < len(found):
        reading, following = found[k], found[k + 1] if k + 1 < len(found) else None
        if following is not None and _change_of(text, reading, following):
            items.append(_item(text, _joint(reading, following), (reading.written, following.written)))
            k += 2
        else:
            items.append(_item(text, reading, (reading.written, reading.upper)))
            k += 1
    return items


def _marked(r: Reading) -> bool:
    """Whether the set marks such a number: mobile networks ("5G") it does, though they are names; bare ages beside a
    name ("Moor, 34, said") and spans as epithets ("a five-year plan") it mostly does not."""
    if r.unit == "G":
        return True
    spelled = r.reason == "in a compound" and r.unit in _SPANS and r.written < 10
    return r.sense in MARKED and not _few(r) and not spelled and r.reason != "between commas behind a name"


def _few(reading: Reading) -> bool:
    """ "A couple of", "a few": no quantities to the set."""
    return reading.bound is Bound.VAGUE and reading.written < 10


def _change_of(text: str, a: Reading, b: Reading) -> bool:
    """Whether the two are the ends of "from 28 to 47"."""
    if a.upper is not None or b.upper is not None:
        return False
    origin = a.span.of(text).lower().startswith("from ") or text[: a.span.start].rstrip().lower().endswith("from")
    between = text[a.span.end : b.span.start]
    return origin and 1 <= len(between.split()) <= 8 and between.split()[-1] == "to" and not set(between) & set(",;:")


def _joint(a: Reading, b: Reading) -> Reading:
    """The end of a change that has the unit, the later one first."""
    best = next((r for r in (b, a) if r.unit is not None and r.per is not None), None)
    best = best or next((r for r in (b, a) if r.unit is not None), b)
    hedge = next((r.hedge for r in (a, b) if r.hedge is Bound.ABOUT), None)
    return replace(best, hedge=hedge, trend=None)


def _item(text: str, reading: Reading, value: Value) -> Item:
    """The sign of a bound: that of the words, of "just under" and "almost" as the set has it; a rise or fall where the
    words say neither "more than" nor "about"."""
    change = "=" if reading.hedge is None else CHANGE[reading.hedge]
    words = reading.span.of(text).lower()
    if words.startswith(_FEWER):
        change = "<"
    if words.startswith(tuple(_table()["no_bound"]["words"])):
        change = "="
    if reading.trend is not None and (change == "=" or reading.hedge in (Bound.NEARLY, Bound.LESS_THAN)):
        change = "up" if reading.trend is Trend.UP else "down"
    if reading.bound is Bound.VAGUE and reading.upper is None:
        value = (reading.written, reading.written * 10)
    return Item(value, _by_surface(text, reading) or unit_name(reading), change, frozenset())


def _by_surface(text: str, reading: Reading) -> str | None:
    """The set's unit where it goes by the words: those of the unit, with "of oil" behind, or the sign before."""
    if reading.unit_span is None or reading.per is not None:
        return None
    words = reading.unit_span.of(text).lower()
    longer = text[reading.unit_span.start : reading.unit_span.end + len(" of oil")].lower()
    sign = words.split()[0].rstrip("0123456789.,")
    names: dict[str, str] = _table()["surfaces"]
    return names.get(longer) or names.get(words) or names.get(sign)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(UNITS.read_text(encoding="utf-8"))


def unit_name(reading: Reading) -> str:
    """The set's normalised unit of a reading: by the table for units, the plain words for what is counted."""
    names: dict[str, str] = _table()["units"]
    if reading.unit == "fraction":
        unit = f"% {plain(reading.noun)}" if reading.noun else "% -"
    elif reading.unit is None:
        unit = _table()["nouns"].get(reading.noun) or plain(reading.noun) or "-"
    else:
        unit = names.get(reading.unit, reading.unit.lower())
    if reading.per is None:
        return unit
    return f"{unit} per {names.get(reading.per, reading.per)}"


def plain(phrase: str) -> str:
    """A counted phrase without small words, its superlatives in the plain form."""
    words = [_table()["plain"].get(word, word) for word in phrase.split() if word not in _SMALL_WORDS]
    if words and words[0] in ("time", "times"):
        return "count"
    return " ".join(word for word in words if word)


def digits_alone(text: str) -> list[Item]:
    """The baseline: every run of digits is a number and nothing more."""
    found = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)
    return [Item((float(n.replace(",", "")), None), "-", "=", frozenset()) for n in found]


def same(a: Value, b: Value) -> bool:
    """Whether two values are equal within 1e-5 relative, both ends of a range."""
    if (a[1] is None) != (b[1] is None):
        return False
    ends = [(a[0], b[0]), *([(a[1], b[1])] if a[1] is not None and b[1] is not None else [])]
    return all(abs(x - y) <= 1e-5 * max(abs(x), abs(y)) for x, y in ends)


def agreement(gold: Item, shown: Item) -> dict[str, bool]:
    """In what a pair of equal value agrees."""
    return {
        "value": True,
        "unit": gold.unit == shown.unit,
        "bound": gold.change == shown.change,
        "concept_partial": bool(gold.concept & shown.concept) or gold.concept == shown.concept,
        "concept_complete": gold.concept == shown.concept,
    }


def pair(gold: Sequence[Item], shown: Sequence[Item]) -> list[tuple[Item, Item]]:
    """One to one pairs of equal value, those that agree in more first; ties in order."""
    rows = [
        (-sum(agreement(g, s).values()), i, j)
        for i, g in enumerate(gold)
        for j, s in enumerate(shown)
        if same(g.value, s.value)
    ]
    pairs: dict[int, int] = {}
    for _, i, j in sorted(rows):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], shown[j]) for i, j in pairs.items()]


def score(sentences: Iterable[Sentence], reader: Reader) -> Tally:
    """One-to-one figures over the sentences."""
    tally = Tally(Counter())
    for sentence in sentences:
        shown = reader(sentence.text)
        tally.gold += len(sentence.gold)
        tally.shown += len(shown)
        for g, s in pair(sentence.gold, shown):
            tally.right.update(name for name, agreed in agreement(g, s).items() if agreed)
    return tally


def authors(sentences: Iterable[Sentence], reader: Reader) -> Tally:
    """Figures with the authors' pairing: both sides sorted by unit, a value and a unit once for each gold quantity and
    each shown one at most once, a bound for each value-equal pair."""
    tally = Tally(Counter())
    for sentence in sentences:
        shown = sorted(reader(sentence.text), key=lambda item: item.unit)
        gold = sorted(sentence.gold, key=lambda item: item.unit)
        tally.gold += len(gold)
        tally.shown += len(shown)
        taken: set[int] = set()
        for g in gold:
            equal = [j for j, s in enumerate(shown) if same(g.value, s.value)]
            tally.right["bound"] += sum(shown[j].change == g.change for j in equal)
            free = [j for j in equal if j not in taken]
            if free:
                best = next((j for j in free if shown[j].unit == g.unit), free[0])
                taken.add(best)
                tally.right["value"] += 1
                tally.right["unit"] += shown[best].unit == g.unit
    return tally


def _kinds(sentences: Iterable[Sentence]) -> str:
    """What went wrong with values, units and bounds, counted."""
    wrong: Counter[str] = Counter()
    for sentence in sentences:
        shown = read(sentence.text)
        pairs = pair(sentence.gold, shown)
        wrong["gold value not read"] += len(sentence.gold) - len(pairs)
        wrong["read and not in the gold"] += len(shown) - len(pairs)
        for g, s in pairs:
            wrong["other unit"] += g.unit != s.unit
            wrong[f"bound {g.change} read as {s.change}"] += g.change != s.change
    return ", ".join(f"{name} {n}" for name, n in wrong.most_common() if n)
