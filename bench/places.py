"""``bench places``: toponyms in news and the place each names (GeoWebNews, LGL, TR-News; GeoVirus printed).

Scorer: this module and bench/geo.py. Gold are all toponyms of a set, literal or not (metonymic, within a body's name),
that have a place; demonyms, languages, homonyms and common nouns are neither required nor wrong, as in Mordecai 3's
report ("no demonyms"). A toponym is found when its span is exactly the gold's, whatever its role (peoples are not
shown). ``exact`` is end to end: found and given the gold's GeoNames id, over all gold toponyms with an id.
``within_161`` counts the same id, or a point within 161 km. ``gold_*`` resolve the gold's spans: what the gazetteer
does not know is unresolved, 20,039 km off. ``literal_*`` (GeoWebNews alone labels it): toponyms meant as places, by
role. ``even``/``odd`` are documents by position: rules and weights were made looking at even documents only.
``time_of_reader``: time of finding and resolving places over that of the trained reader on the same texts.

Anchor: Mordecai 3 (repository report, 2026, not peer-reviewed) 66.99 exact, 69.19 within 161 km, detection P 75.5 R
78.2, gold spans 83.45 exact, on its own 260 held-out documents of the same three sets. Baseline: the same toponyms, the
most populous entry of each name (``populous_*``). ``ids_held``: gold ids that the gazetteer has at all, the ceiling.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.geo import FARTHEST, NEAR, SETS, Document, Gold, errors, load
from bench.readers import plain_report
from bench.result import Result, f1, ratio
from rashomon.errors import Unreadable
from rashomon.understand import encoder, names, places, reader, sentences
from rashomon.understand.gazetteer import PlaceKind, match
from rashomon.understand.parts import Sentence
from rashomon.understand.places import Role
from rashomon.understand.places.folding import fold
from rashomon.understand.places.gazetteer import Entry, shipped
from rashomon.understand.places.parts import Spot, words
from rashomon.understand.places.resolve import choose, distance
from rashomon.understand.places.senses import sense_key


@dataclass(frozen=True, slots=True)
class Shown:
    """A toponym shown: whether it is meant as a place, its entry, and the most populous one of its name."""

    literal: bool
    entry: Entry
    populous: Entry


@dataclass(slots=True)
class Tally:
    """Counts over documents; ``off`` are kilometres on gold spans, ``misses`` what went wrong, by kind."""

    counts: Counter[str] = field(default_factory=Counter)
    off: list[float] = field(default_factory=list)
    misses: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Adds another tally's counts."""
        self.counts.update(other.counts)
        self.off.extend(other.off)
        self.misses.update(other.misses)

    def share(self, part: str, whole: str) -> float:
        """One count in percent of another."""
        return 100 * ratio(self.counts[part], self.counts[whole])

    def f1(self, kind: str = "") -> float:
        """F1 in percent of the spans found, or of those of a kind ("literal_")."""
        right, shown, gold = (self.counts[f"{kind}{c}"] for c in ("right", "shown", "gold"))
        return 100 * f1(ratio(right, shown), ratio(right, gold))


def run(data: Path, split: str, full: bool) -> Result:
    """Score the trained reader's names with the shipped gazetteer on all documents of the sets; splits are printed."""
    started = time.perf_counter()
    held = shipped().idents()
    whole, halves, figures, spent = Tally(), (Tally(), Tally()), {}, [0.0, 0.0, 0.0]
    for name in SETS:
        one = Tally()
        for position, document in enumerate(load(data / "geo", name)):
            tally = score(document, *read(document, spent), held)
            halves[position % 2].add(tally)
            one.add(tally)
        whole.add(one)
        figures |= {f"exact_{name}": one.share("exact", "placed"), f"detection_f1_{name}": one.f1()}
    virus = Tally()
    for document in load(data / "geo", "geovirus"):
        virus.add(score(document, *read(document, spent), held))
    top = {"exact": whole.share("exact", "placed"), "within_161": whole.share("near", "located")}
    top |= {f"exact_{n}": h.share("exact", "placed") for n, h in zip(("even", "odd"), halves, strict=True)}
    top |= detection(whole) | resolution(whole) | literal(whole) | figures
    top |= {"geovirus_within_161": virus.share("near", "located"), "geovirus_f1": virus.f1()}
    top["time_of_reader"] = ratio(spent[0], spent[2])
    lines = [f"not right, by kind: {dict(whole.misses.most_common(12))}"]
    lines.append(
        "anchor: Mordecai 3 on its own 260 documents: exact 66.99, within 161 km 69.19, gold spans 83.45 exact"
    )
    return Result("places", split, whole.counts["gold"], top, time.perf_counter() - started, tuple(lines))


def detection(tally: Tally) -> dict[str, float]:
    """Spans found, all sets together."""
    precision, recall = tally.share("right", "shown"), tally.share("right", "gold")
    return {"detection_precision": precision, "detection_recall": recall, "detection_f1": tally.f1()}


def resolution(tally: Tally) -> dict[str, float]:
    """Places chosen for gold spans, the baseline, and the ceiling."""
    mean, middle, area = errors(tally.off)
    figures = {f"gold_{kind}": tally.share(f"gold_{kind}", "placed") for kind in ("exact",)}
    figures |= {"gold_within_161": tally.share("gold_near", "located"), "gold_mean_km": mean}
    figures |= {"gold_median_km": middle, "gold_auc": area, "populous_exact": tally.share("populous", "placed")}
    return figures | {
        "populous_gold_exact": tally.share("gold_populous", "placed"),
        "ids_held": tally.share("held", "placed"),
    }


def literal(tally: Tally) -> dict[str, float]:
    """Literal toponyms of GeoWebNews: the role given, and in how many found toponyms it is the gold's."""
    figures = {f"literal_{c}": tally.share("literal_right", f"literal_{w}") for c, w in _LITERAL.items()}
    agreed = {
        "literal_accuracy": tally.share("roles_right", "roles"),
        "always_literal": tally.share("literals", "roles"),
    }
    return figures | {"literal_f1": tally.f1("literal_")} | agreed


_LITERAL = {"precision": "shown", "recall": "gold"}


def read(document: Document, spent: list[float]) -> tuple[dict[tuple[int, int], Shown], dict[tuple[int, int], Shown]]:
    """What the product shows of a document, and what it makes of the gold's spans.

    ``spent`` gets seconds of places, words, and seconds of the trained reader added.
    """
    try:
        report = plain_report(document.text)
    except Unreadable:
        return {}, {}
    found = sentences.split(report)
    begun = time.perf_counter()
    seen = reader.read(report.text[: found[-1].span.end if found else 0], encoder.shipped())
    spent[2] += time.perf_counter() - begun
    named = names.find_names(report.text, found, seen.names)
    started = time.perf_counter()
    shown = places.find_places(report, found, named.mentions, seen.names)
    spent[0] += time.perf_counter() - started
    spent[1] += len(report.text.split())
    made = {
        (t.span.start, t.span.end): Shown(t.role is Role.PLACE, t.entry, _most((t.entry, *t.rivals), t.text))
        for t in shown
        if t.role is not Role.PEOPLE
    }
    return made, given(report.text, found, document.gold)


def given(text: str, found: Sequence[Sentence], gold: Iterable[Gold]) -> dict[tuple[int, int], Shown]:
    """The gold's spans resolved together, as if they had been found."""
    spots = [spot for one in sorted(gold, key=lambda g: g.start) if (spot := _spot(text, found, one)) is not None]
    senses, told = choose(spots, text, shipped(), {})
    made = {}
    for n, spot in enumerate(spots):
        sense = senses.get(sense_key(spot))
        if sense is not None:
            entry = sense.entries[told[n][0] if n in told else sense.best]
            made[spot.start, spot.end] = Shown(True, entry, _most(sense.entries, spot.form))
    return made


def _spot(text: str, found: Sequence[Sentence], gold: Gold) -> Spot | None:
    """A gold span as a spot; None for one without letters."""
    phrase = text[gold.start : gold.end]
    short = words().abbreviations.get(phrase) or words().abbreviations.get(phrase.rstrip("."))
    entry = match(phrase.split())
    name = entry.key if entry is not None and entry.kind is PlaceKind.COUNTRY else short or phrase
    sentence = next((s for s in found if s.span.start <= gold.start < s.span.end), None)
    spot = Spot(gold.start, gold.end, fold(name), sentence.number if sentence else -1, 0, 0)
    spot.level = "province" if short else ""
    return spot if spot.form else None


def _most(entries: Sequence[Entry], name: str) -> Entry:
    """The most populous of the entries of a name; of the candidates given where it has none."""
    known = shipped().find(name) or entries
    return max((*known, *entries), key=lambda e: (e.people, -e.number))


def score(
    document: Document,
    shown: dict[tuple[int, int], Shown],
    on_gold: dict[tuple[int, int], Shown],
    held: frozenset[int],
) -> Tally:
    """One document: ``shown`` end to end, ``on_gold`` for the gold's own spans; ``held`` ids of the gazetteer."""
    tally = Tally()
    count = tally.counts
    gold = {(g.start, g.end): g for g in document.gold}
    count["shown"] = len(shown.keys() - document.apart)
    count["gold"], count["right"] = len(gold), len(gold.keys() & shown.keys())
    tally.misses["no toponym of the gold"] = count["shown"] - count["right"]
    for span, one in gold.items():
        _place(tally, one, shown.get(span), on_gold.get(span), held)
        if one.literal is not None:
            _role(tally, one, shown.get(span))
    if any(g.literal is not None for g in document.gold):
        count["literal_shown"] = sum(s.literal for span, s in shown.items() if span not in document.apart)
    return tally


def _place(tally: Tally, gold: Gold, shown: Shown | None, given: Shown | None, held: frozenset[int]) -> None:
    """The place of one gold toponym."""
    count = tally.counts
    if gold.ident is not None:
        count["placed"] += 1
        count["held"] += gold.ident in held
        count["exact"] += shown is not None and shown.entry.ident == gold.ident
        count["populous"] += shown is not None and shown.populous.ident == gold.ident
        count["gold_exact"] += given is not None and given.entry.ident == gold.ident
        count["gold_populous"] += given is not None and given.populous.ident == gold.ident
        if shown is None:
            tally.misses["not found, id " + ("held" if gold.ident in held else "not held")] += 1
        elif shown.entry.ident != gold.ident:
            tally.misses["another place, id " + ("held" if gold.ident in held else "not held")] += 1
    if gold.lat is not None and gold.lon is not None:
        count["located"] += 1
        count["near"] += shown is not None and _off(gold, shown.entry) <= NEAR
        km = FARTHEST if given is None else _off(gold, given.entry)
        count["gold_near"] += km <= NEAR
        tally.off.append(km)


def _off(gold: Gold, entry: Entry) -> float:
    """Kilometres between a gold toponym and an entry; 0 for the same id, whatever point stands for the area."""
    if gold.ident is not None and gold.ident == entry.ident:
        return 0.0
    return distance(gold.lat or 0.0, gold.lon or 0.0, entry.lat, entry.lon)


def _role(tally: Tally, gold: Gold, shown: Shown | None) -> None:
    """Whether one toponym is meant as a place."""
    count = tally.counts
    count["literal_gold"] += bool(gold.literal)
    if shown is not None:
        count["roles"] += 1
        count["literals"] += bool(gold.literal)
        count["roles_right"] += shown.literal == gold.literal
        count["literal_right"] += shown.literal and bool(gold.literal)
