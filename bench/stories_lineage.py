"""``bench stories-lineage``: whom each report of a news story has its words from, and how, where its page names them.

Scorer: this module, on ``stories`` (README there; all of it development material, whatever the split), each story read
into a ledger of its own by the trained reader (--full: by the rules too). Rows whose parent was guessed are left out.
Parents are scored in English reports made of others' words whose text still names a party of the gold (the rewording
lost some). ``parent_named``: share of these rows of which a party is among the outlets and agencies that our links
name, or is the outlet of a held report linked as parent; ``parent_first``: is the one our links are surest of.
``relation_accuracy``: of the classes copy, rewrite, relay and own; reports of other relations (translations, captions,
live blogs) are counted by name in the failures only: no link tells a translation. Baseline: every row a copy.
The texts are reworded sentence by sentence, so that this is no measure of copies. Anchor: none (private gold).
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.result import DataMissing, Result, ratio
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.records import Link, LinkKind, Report
from rashomon.records.descent import LIKELY
from rashomon.understand import Reader

SEEN = datetime(2031, 1, 1, tzinfo=UTC)
NAMED = "named in page"
CLASSES = {
    "copy": ("copy", "edited copy", "updated copy", "copy (credited)", "copy (excerpt) + comment"),
    "rewrite": ("rewrite", "machine rewrite", "light machine rewrite"),
    "relay": ("relay", "roundup"),
    "own": ("own report", "origin", "origin (v1)"),
}
_CLASS = {name: kind for kind, names in CLASSES.items() for name in names}
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}|\([^)]*\)")
_PARTS = re.compile(r"\s*(?:\+|/|,|;| and | via | citing | to )\s*")
_WORD = re.compile(r"[^\W_]+")
_LONG = {
    "ap": "associated press",
    "afp": "agence france presse",
    "dpa": "deutsche presse agentur",
    "ria": "ria novosti",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One report's gold: its relation as written, and the parties named as its parents."""

    relation: str
    parents: tuple[str, ...]


def run(data: Path, split: str, full: bool) -> Result:
    """Read and score the stories. Raises DataMissing where there are none."""
    started = time.perf_counter()
    folders = sorted(p for p in (data / "stories").glob("*") if list(p.glob("*_lineage.jsonl")))
    if not folders:
        raise DataMissing(f"no story with a *_lineage.jsonl in {data / 'stories'}: name another folder with --data")
    figures: dict[str, float] = {}
    lines: list[str] = []
    count = 0
    for reader in (Reader.TRAINED, Reader.RULES) if full else (Reader.TRAINED,):
        tally: Counter[str] = Counter()
        wrong: Counter[tuple[str, str]] = Counter()
        for folder in folders:
            lines += score(folder, reader, tally, wrong)
        tail = "" if reader is Reader.TRAINED else "_rules"
        figures |= {
            f"parent_named{tail}": ratio(tally["named"], tally["rows"]),
            f"parent_first{tail}": ratio(tally["first"], tally["rows"]),
            f"relation_accuracy{tail}": ratio(tally["right"], tally["classed"]),
            f"relation_accuracy_all_copies{tail}": ratio(tally["copies"], tally["classed"]),
        }
        lines.append(f"{reader.value} reader: relations (gold, told): {dict(wrong.most_common())}")
        count = tally["rows"]
    return Result("stories-lineage", split, count, figures, time.perf_counter() - started, tuple(lines))


def score(folder: Path, reader: Reader, tally: Counter[str], wrong: Counter[tuple[str, str]]) -> list[str]:
    """Add one story to the tally; lines name the rows whose parent no link names."""
    gold = dict(rows(folder))
    missed = []
    with Ledger.open(None) as ledger:
        held = read(ledger, folder, reader)
        outlets = {r.id: r.outlet.name or r.outlet.key for r in held.values()}
        for name, row in sorted(gold.items()):
            report = held.get(name)
            if report is None:
                continue
            named = parents(report, ledger.links_of(report.id), outlets)
            found = [any(same(one, party) for party in row.parents) for one in named]
            kind = _CLASS.get(row.relation)
            if kind != "own" and report.language == "en" and any(names(report.text, p) for p in row.parents):
                tally["rows"] += 1
                tally["named"] += any(found)
                tally["first"] += bool(found) and found[0]
                if not any(found):
                    missed.append(f"{name} (gold {', '.join(row.parents)}; told {', '.join(named) or 'nobody'})")
            if kind is not None:
                told = relation(report, ledger.links_of(report.id))
                tally["classed"] += 1
                tally["right"] += told == kind
                tally["copies"] += kind == "copy"
                wrong[kind, told] += told != kind
            else:
                wrong[row.relation, relation(report, ledger.links_of(report.id))] += 1
    return [f"{folder.name}, {reader.value}: no link names a parent of {'; '.join(missed)}"] if missed else []


def rows(folder: Path) -> Iterator[tuple[str, Row]]:
    """The gold of a story by the report's id, of those whose page names the parent."""
    for path in sorted(folder.glob("*_lineage.jsonl")):
        for text in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(text)
            if row["parent_basis"] == NAMED:
                bare = _DATE.sub(" ", row["parent"])
                yield row["id"], Row(row["relation"], tuple(p for p in (x.strip() for x in _PARTS.split(bare)) if p))


def read(ledger: Ledger, folder: Path, reader: Reader) -> Mapping[str, Report]:
    """Read the reports of a story; by the names of the gold."""
    records = [json.loads(p.read_text(encoding="utf-8")) for p in sorted((folder / "reports").glob("*.json"))]
    kept = ("url", "title", "date", "language", "text")
    with tempfile.TemporaryDirectory() as place:
        names = {}
        for record in records:
            file = Path(place) / f"{record['id']}.json"
            file.write_text(json.dumps({k: record[k] for k in kept if record.get(k)}), encoding="utf-8")
            names[file.name] = record["id"]
        read_into(ledger, sorted(Path(place).iterdir()), seen=SEEN, reader=reader)
        return {
            names[Path(capture.locator).name]: report
            for report in ledger.reports()
            for capture in ledger.captures(report.id)
        }


def parents(report: Report, links: tuple[Link, ...], outlets: Mapping[str, str]) -> list[str]:
    """Whom the links name as where a report has its words from, surest first, marks before citations."""
    own = [ln for ln in links if ln.child == report.id and ln.probability > LIKELY and ln.kind is not LinkKind.REVISES]
    order = {LinkKind.AGENCY: 0, LinkKind.CITES: 2}
    own.sort(key=lambda ln: (order.get(ln.kind, 1), -len(ln.reasons), -ln.probability, ln.id))
    return list(dict.fromkeys(outlets.get(ln.parent, ln.parent.removeprefix("outlet:")) for ln in own))


def relation(report: Report, links: tuple[Link, ...]) -> str:
    """The class our links give: a mark makes a copy, likely shared text what it is, a citation a relay, else own."""
    kinds = {ln.kind for ln in links if ln.child == report.id and ln.probability > LIKELY}
    if kinds & {LinkKind.AGENCY, LinkKind.EXACT, LinkKind.NEAR}:
        return "copy"
    if kinds & {LinkKind.PASSAGE, LinkKind.REWRITE}:
        return "rewrite"
    return "relay" if LinkKind.CITES in kinds else "own"


def names(text: str, party: str) -> bool:
    """Whether a text has a party's name, short or long."""
    words = " ".join(w.lower() for w in _WORD.findall(text))
    return any(f" {form} " in f" {words} " for form in _forms(party))


def same(told: str, party: str) -> bool:
    """Whether a name or address told is a party of the gold: one form holds the other, or the address begins so."""
    if "." in told and " " not in told:
        host = told.removeprefix("www.").split(".")[0]
        bare = [form.replace(" ", "") for form in _forms(party)]
        return any(host.startswith(form) or (len(host) > 2 and form.startswith(host)) for form in bare)
    return any(f" {a} " in f" {b} " or f" {b} " in f" {a} " for a in _forms(told) for b in _forms(party))


def _forms(name: str) -> tuple[str, ...]:
    words = [w for w in _WORD.findall(name.lower()) if w not in ("the", "news", "agency")] or _WORD.findall(
        name.lower()
    )
    short = " ".join(words)
    return (short, _LONG[short]) if short in _LONG else (short,)
