"""The labelled pairs of bench/cases/copies, laid on the reports of a data folder. Ids and labels only stand there."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bench.result import DataMissing
from rashomon.read import extract
from rashomon.records import Report, digest

CASES = Path(__file__).parent / "cases" / "copies"
SEEN = datetime(2031, 1, 1, tzinfo=UTC)
TERNARY = {
    "copy": "derived",
    "abridged": "derived",
    "rewritten": "derived",
    "common source": "common source",
    "independent": "independent",
}
CLASSES = ("independent", "common source", "derived")
MEETING = "meeting"  # how pairs of dev were drawn later that share runs, but too little for a candidate
SKIPPED = "no article"  # the label of a pair of which one page holds nothing but furniture


@dataclass(frozen=True, slots=True)
class Case:
    """Two reports and what one reader found them to be, in two passes and settled."""

    a: Report
    b: Report
    kind: str  # how the pair was drawn: "candidate", "random", or the story
    passes: tuple[str, str]
    label: str
    incident: str  # or the story

    @property
    def ternary(self) -> str:
        """The label in the three classes of the bench."""
        return TERNARY[self.label]


def rows(name: str = "labels") -> list[dict[str, str]]:
    """A table of the cases, as written."""
    with (CASES / f"{name}.tsv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def part(incident: str) -> str:
    """The part an incident belongs to: failures may be looked at in "dev", only figures in "test"."""
    return ("dev", "test")[int(digest("copies", incident), 16) % 2]


def cases(data: Path, split: str, *, meeting: bool = False) -> list[Case]:
    """The labelled pairs of local news whose incidents are in the split: those of the first drawing, or the hard ones
    drawn later (`MEETING`, in dev only). Raises DataMissing where the texts are not.
    """
    held = documents(data)
    found = []
    for row in rows():
        drawn = (row["drawn"] == MEETING) is meeting
        if drawn and part(row["incident"]) == split and row["label"] != SKIPPED:
            a, b = (held.get(row[k], row["incident"]) for k in ("doc_a", "doc_b"))
            if a is not None and b is not None:
                found.append(Case(a, b, row["drawn"], (row["pass_1"], row["pass_2"]), row["label"], row["incident"]))
    return found


def boilerplate(data: Path, split: str) -> Iterator[tuple[Report, Report]]:
    """Pairs across incidents that share furniture of one site only (reprint_candidates.tsv)."""
    held = documents(data)
    with (data / "violent-corpus" / "reprint_candidates.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["boilerplate"] == "yes" and part(row["incident_a"]) == split:
                a, b = held.get(row["doc_a"]), held.get(row["doc_b"])
                if a is not None and b is not None:
                    yield a, b


class Documents:
    """The pages of violent-corpus, each read when it is asked for."""

    def __init__(self, pages: dict[tuple[str, str], dict[str, str]]) -> None:
        self._pages = pages
        self._read: dict[tuple[str, str], Report] = {}

    def keys(self, split: str) -> list[tuple[str, str]]:
        """(id, incident) of the articles of a split of the set."""
        return [
            k for k, page in self._pages.items() if k[1] and page["split"] == split and page["page_state"] == "article"
        ]

    def get(self, name: str, incident: str = "") -> Report | None:
        """The report of that id filed under the incident, else under any; None where there is none."""
        key = (name, incident) if (name, incident) in self._pages else (name, "")
        if key in self._pages and key not in self._read:
            self._read[key] = read(self._pages[key])
        return self._read.get(key)


@cache
def documents(data: Path) -> Documents:
    """The pages of violent-corpus that hold text. Raises DataMissing where they are not there."""
    folder = data / "violent-corpus"
    found: dict[tuple[str, str], dict[str, str]] = {}
    for file in (folder / "docs_train.jsonl", folder / "docs_dev.jsonl"):
        if not file.exists():
            raise DataMissing(f"bench copies: no {file}; name the data folder with --data DIR")
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["page_state"] != "empty":
                found[row["id"], row["incident"]] = row
                found.setdefault((row["id"], ""), row)
    return Documents(found)


def told_cases(data: Path) -> list[Case]:
    """The pairs inside the two stories whose relation the pages name (sentences reworded alike: no copy scores)."""
    found = []
    for row in rows("stories"):
        folder = data / "stories" / row["story"] / "reports"
        if not folder.exists():
            raise DataMissing(f"bench copies: no {folder}; name the data folder with --data DIR")
        a, b = (read(json.loads((folder / f"{row[k]}.json").read_text(encoding="utf-8"))) for k in ("a", "b"))
        found.append(Case(a, b, row["story"], (row["label"], row["label"]), row["label"], row["story"]))
    return found


def read(row: dict[str, str]) -> Report:
    """A report as the product reads it from a record of its page."""
    kept = {k: row[k] for k in ("title", "text", "url", "date") if row.get(k)}
    made = extract(json.dumps(kept).encode(), locator="case.json", media_type="application/json", seen=SEEN)
    assert isinstance(made, Report)
    return made
