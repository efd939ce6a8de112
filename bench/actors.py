"""``bench actors``: who is who, within a report and across reports, and how often two people are taken for one.

Within: names of persons, organisations and places in GUM (Wikinews news and interviews; CC BY) and MEANTIME (Wikinews;
CC BY). Scorer: this module and `bench.coreference`. A shown name is matched to the gold name whose core (the words that
name) it shares most characters with, one to one; gold names without a match stand alone. B-cubed and CoNLL over gold
names of the three types, groups of one counted, pronouns and common nouns apart: ``noun_*`` are definite nouns ("the
minister") of groups that have a name: how many our voices resolve, and how many of these rightly.
``*_over_merge``: of the pairs of names of that type shown as one, the share that is two in the gold (worst fault of
this product); ``*_over_split``: of the pairs that are one in the gold, the share shown as two. Percent.

Across: ECB+ (HUM and LOC; all marked names, in checked sentences or not) and MEANTIME, groups within a topic as
annotated; B-cubed and CoNLL over gold names, groups of one counted. ``_gold``: the place of every gold name is given
(one we do not find is read from its own words); ``_own``: a gold name we do not find stands alone. Names our rules find
that no gold marks are not scored there: both sets mark only some sentences. Baseline: same last word, ``head_*``.

Anchor: same head lemma 59.0 CoNLL on ECB+ entities, all mentions (uCDCR's summary; other protocol, so no bar).
Splits: ``dev`` = GUM train and dev, ECB+ dev, MEANTIME train and dev; ``test`` = the official test parts.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.actor_gold import ORGANISATION, PERSON, PLACE, Document, Form, Gold, ecb, gum, meantime
from bench.coreference import Groups
from bench.readers import names_in
from bench.result import Result, f1, ratio
from rashomon.compare.who.actors import Called, called, resolve
from rashomon.errors import Unreadable
from rashomon.records import Name, NameKind, Span, VoiceKind
from rashomon.understand.names import Names

KINDS = {NameKind.PERSON: PERSON, NameKind.ORGANISATION: ORGANISATION, NameKind.PLACE: PLACE}
Item = tuple[str, int]  # document, number of the gold mention in it


@dataclass(frozen=True, slots=True)
class Read:
    """A document as read: our names, and which of them stands for which gold name (by number)."""

    document: Document
    names: Names | None
    found: Mapping[int, Name]
    spurious: int

    @property
    def named(self) -> list[tuple[int, Gold]]:
        """The gold names of the three types with their numbers."""
        own = enumerate(self.document.mentions)
        return [(n, m) for n, m in own if m.form is Form.NAME and m.kind in KINDS.values()]


def run(data: Path, split: str, full: bool) -> Result:
    """Score names within GUM's and MEANTIME's reports and across ECB+'s and MEANTIME's topics."""
    del full
    started = time.perf_counter()
    test = split == "test"
    parts = ["test"] if test else ["train", "dev"]
    news = [read(d) for part in parts for d in gum(data / "gum", part)]
    wiki = [read(d) for part in parts for d in meantime(data / "meantime", part)]
    crossed = [read(d) for d in ecb(data / "ecbplus", "test" if test else "dev")]
    figures: dict[str, float] = {}
    figures |= {f"gum_{k}": v for k, v in within(news).items()}
    figures |= {f"meantime_{k}": v for k, v in within(wiki).items() if k != "names_f1"}  # marked in part only
    figures |= {f"gum_{k}": v for k, v in nouns(news).items()}
    for name, reads in (("ecb", crossed), ("meantime_cross", wiki)):
        figures |= {f"{name}_{k}": v for k, v in across(reads).items()}
    n = sum(len(r.named) for r in (*news, *wiki, *crossed))
    lines = (
        "anchor: same head lemma 59.0 CoNLL on ECB+ entities, all mentions, other protocol; baseline here: head_*",
        *(f"merged in {name}: {line}" for name, reads in (("gum", news), ("meantime", wiki)) for line in mixed(reads)),
    )
    return Result("actors", split, n, figures, time.perf_counter() - started, lines)


def read(document: Document) -> Read:
    """Our names of a document matched to its gold names."""
    try:
        names = names_in(document.text)
    except Unreadable:
        return Read(document, None, {}, 0)
    gold = [(n, m) for n, m in enumerate(document.mentions) if m.form is Form.NAME]
    pairs: list[tuple[float, int, int]] = []
    spurious = 0
    for number, name in enumerate(names.mentions):
        near = [
            (shared(name.span, m.core), n) for n, m in gold if m.core[0] < name.span.end > name.span.start < m.core[1]
        ]
        pairs.extend((-share, number, n) for share, n in near if share > 0)
        spurious += int(not near and name.kind in KINDS and not names.people(name))
    found: dict[int, Name] = {}
    taken: set[int] = set()
    for _, number, n in sorted(pairs):
        if number not in taken and n not in found:
            taken.add(number)
            found[n] = names.mentions[number]
    return Read(document, names, found, spurious)


def shared(span: Span, core: tuple[int, int]) -> float:
    """Characters both have over characters either has."""
    both = min(span.end, core[1]) - max(span.start, core[0])
    return both / (max(span.end, core[1]) - min(span.start, core[0])) if both > 0 else 0.0


def within(reads: Sequence[Read]) -> dict[str, float]:
    """Detection, kinds and coreference of names within reports."""
    gold = {(r.document.id, n): (r.document.id, m.group) for r in reads for n, m in r.named}
    shown = {(r.document.id, n): (r.document.id, r.found[n].key) for r in reads for n, _ in r.named if n in r.found}
    types = {(r.document.id, n): m.kind for r in reads for n, m in r.named}
    kinds = {(r.document.id, n): KINDS.get(r.found[n].kind) for r in reads for n, _ in r.named if n in r.found}
    right = sum(KINDS.get(r.found[n].kind) is not None for r in reads for n, _ in r.named if n in r.found)
    recall = ratio(right, len(gold))
    precision = ratio(right, right + sum(r.spurious for r in reads))
    groups = Groups(gold, shown)
    figures = {
        "names_f1": 100 * f1(precision, recall),
        "names_recall": 100 * recall,
        "kind_accuracy": 100 * ratio(sum(kinds[i] == types[i] for i in kinds), len(kinds)),
        "b3": 100 * groups.b_cubed().f1,
        "conll": 100 * groups.conll(),
    }
    for kind in (PERSON, ORGANISATION):
        own = Groups({i: g for i, g in gold.items() if types[i] == kind}, shown)
        figures |= {f"{kind}_b3": 100 * own.b_cubed().f1, **pairs(kind, own)}
    return figures


def pairs(kind: str, groups: Groups) -> dict[str, float]:
    """Over-merge and over-split of pairs, and the share of shown entities that mix two."""
    (shown, wrong), (gold, cut), (large, mixed_up) = groups.merged(), groups.split(), groups.mixed()
    return {
        f"{kind}_over_merge": 100 * ratio(wrong, shown),
        f"{kind}_over_split": 100 * ratio(cut, gold),
        f"{kind}_mixed": 100 * ratio(mixed_up, large),
    }


def mixed(reads: Sequence[Read]) -> list[str]:
    """How many shown entities hold more than one gold entity, by the gold's type; no names, which belong to others."""
    lines = []
    for kind in KINDS.values():
        own = {(r.document.id, n): (r.document.id, m.group) for r in reads for n, m in r.named if m.kind == kind}
        shown = {
            i: (r.document.id, r.found[i[1]].key)
            for r in reads
            for i in own
            if i[0] == r.document.id and i[1] in r.found
        }
        large, wrong = Groups(own, shown).mixed()
        lines.append(f"{wrong} of {large} {kind}s with two mentions or more hold two")
    return lines


def nouns(reads: Sequence[Read]) -> dict[str, float]:
    """Definite nouns and pronouns of groups that have a name: resolved by our voices, and rightly."""
    counts = {f: [0, 0, 0] for f in (Form.NOUN, Form.PRONOUN)}
    for r in reads:
        if r.names is None:
            continue
        keys: dict[str, set[str]] = {}
        for n, m in r.named:
            if n in r.found:
                keys.setdefault(m.group, set()).add(r.found[n].key)
        for m in r.document.mentions:
            first = r.document.text[m.start : m.end].split()[:1]
            definite = m.form is Form.PRONOUN or bool(
                first and first[0].lower() in {"the", "this", "that", "its", "their"}
            )
            if m.form not in counts or m.group not in keys or not definite or m.kind not in (PERSON, ORGANISATION):
                continue
            said = r.names.voice(Span(start=m.start, end=m.end), None)
            told = said.kind in (VoiceKind.PERSON, VoiceKind.INSTITUTION)
            counts[m.form][0] += 1
            counts[m.form][1] += int(told)
            counts[m.form][2] += int(told and said.key in keys[m.group])
    out: dict[str, float] = {}
    for form, (asked, told, right) in counts.items():
        out |= {f"{form}_recall": 100 * ratio(right, asked), f"{form}_precision": 100 * ratio(right, told)}
    return out


def across(reads: Sequence[Read]) -> dict[str, float]:
    """Names across the reports of each topic: with the gold's places, with our own, and by the same head word."""
    gold, own, given, head = ({} for _ in range(4))  # type: ignore[var-annotated]
    types: dict[Item, str] = {}
    for topic in sorted({r.document.topic for r in reads}):
        inside = [r for r in reads if r.document.topic == topic]
        for into, pick in ((own, _found), (given, _given)):
            names = {r.document.id: pick(r) for r in inside}
            heard: list[Called] = [
                c for r in inside for c in called(r.document.id, [*names[r.document.id].values(), *_others(r)])
            ]
            keys = resolve(heard)
            into |= {(d, n): (topic, keys[d, m.key]) for d, mine in names.items() for n, m in mine.items()}
        for r in inside:
            for n, m in r.named:
                gold[r.document.id, n] = (topic, m.group)
                types[r.document.id, n] = m.kind
                head[r.document.id, n] = (topic, r.document.text[m.core[0] : m.core[1]].split()[-1].lower())
    figures: dict[str, float] = {}
    for name, shown in (("gold", given), ("own", own), ("head", head)):
        groups = Groups(gold, shown)
        figures |= {f"{name}_b3": 100 * groups.b_cubed().f1, f"{name}_conll": 100 * groups.conll()}
        part = Groups({i: g for i, g in gold.items() if types[i] == PERSON}, shown)
        figures[f"{name}_person_over_merge"] = pairs(PERSON, part)["person_over_merge"]
    return figures


def _others(r: Read) -> Iterable[Name]:
    return r.names.mentions if r.names is not None else ()


def _found(r: Read) -> dict[int, Name]:
    return {n: r.found[n] for n, _ in r.named if n in r.found}


def _given(r: Read) -> dict[int, Name]:
    """Our names of the gold's places, and names made of the gold's words where we found none."""
    made = _found(r)
    for n, m in r.named:
        if n not in made:
            words = r.document.text[m.core[0] : m.core[1]]
            span = Span(start=m.core[0], end=m.core[1])
            made[n] = Name(kind=_kind(m), key=" ".join(words.lower().split()), text=words, span=span)
    return made


def _kind(m: Gold) -> NameKind:
    return next(kind for kind, name in KINDS.items() if name == m.kind)
