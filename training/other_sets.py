"""Sets that label names, how sure the text is of an event, and clauses: UNER, re3d, GUM, UD-EWT, UDS-IH2, MEANTIME."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench.entities import RE3D, UNER
from training.labelled import Labelled, packed

_GUM = {"person": "PERSON", "organization": "ORGANISATION", "place": "PLACE"}
RE3D_OPEN = frozenset(("CENTCOM", "US_State_Department", "UK_Government", "Australian_Department_of_Foreign_Affairs"))
"""The sources of re3d whose licences allow a model to be shipped without conditions on it."""

_CLAUSAL = ("root", "conj", "advcl", "acl", "ccomp", "parataxis", "csubj")


def uner(path: Path) -> list[Labelled]:
    """Sentences of a UNER file with the names in them, packed in document order."""
    parts = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        text = next((line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")), None)
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if text is None or not rows:
            continue
        places = located(text, [row[1] for row in rows])
        names = _tagged(places, [row[2] for row in rows], UNER)
        parts.append(Labelled(text=text, origin="uner", names=names))
    return packed(parts, "uner")


def own_names(labels: Path, treebank: Path) -> list[Labelled]:
    """Sentences of a UD file with the names the project labelled in them (training/cases/names.tsv: number of the
    sentence in the file, place, kind; a row without kind is a sentence without names).
    """
    rows: dict[int, list[tuple[int, int, str]]] = {}
    for line in labels.read_text(encoding="utf-8").splitlines()[1:]:
        number, start, end, kind = line.split("\t")
        rows.setdefault(int(number), []).extend([(int(start), int(end), kind)] if kind else [])
    parts = [
        Labelled(text=text, origin="ewt-names", names=tuple(rows[number]) if number in rows else ())
        for number, (text, tokens) in enumerate(_sentences(treebank))
        if number in rows or (number % 4 == 0 and not any(token[3] == "PROPN" for token in tokens))
    ]
    return packed(parts, "ewt-names")


_POSTS = UNER | {"person": "PERSON", "location": "PLACE", "corporation": "ORGANISATION", "group": "ORGANISATION"}
_NO_BLANK_BEFORE = frozenset((".", ",", "!", "?", ";", ":", ")", "'s", "n't", "'re", "'m", "'ll", "'ve", "'d", "%"))


def posts(paths: Sequence[Path], origin: str) -> list[Labelled]:
    """Sentences of CoNLL files (a token a line, its tag last), put together again as prose, and packed with blanks
    between. Addresses are left out, and so are sentences that speak to users: their names are no news' names.
    """
    parts = []
    for path in paths:
        for block in path.read_text(encoding="utf-8", errors="replace").replace("\t", " ").split("\n\n"):
            rows = [line.split(" ") for line in block.splitlines() if " " in line.strip()]
            kept = [(row[0], row[-1].strip()) for row in rows if not row[0].startswith(("http", "-DOCSTART"))]
            if kept and not any(form.startswith("@") for form, _ in kept):
                text, places = _prose([form for form, _ in kept])
                parts.append(Labelled(text, origin, names=_tagged(places, [tag for _, tag in kept], _POSTS)))
    return [replace(text, text=text.text.replace("\n", " ")) for text in packed(parts, origin)]


def _prose(forms: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The tokens as a text and where each stands."""
    text, places = "", []
    for form in forms:
        if text and form not in _NO_BLANK_BEFORE and not text.endswith(("(", "$", "#")):
            text += " "
        places.append((len(text), len(text) + len(form)))
        text += form
    return text, places


def located(text: str, forms: Sequence[str]) -> list[tuple[int, int]]:
    """Where each token stands in the text, looked for in order; one that is not found as written is empty."""
    out, at = [], 0
    for form in forms:
        start = text.find(form, at)
        if start < 0:
            out.append((at, at))
            continue
        at = start + len(form)
        out.append((start, at))
    return out


def _tagged(
    places: Sequence[tuple[int, int]], tags: Sequence[str], kinds: dict[str, str]
) -> tuple[tuple[int, int, str], ...]:
    out: list[tuple[int, int, str]] = []
    for (start, end), tag in zip(places, tags, strict=True):
        kind = kinds.get(tag[2:])
        if kind is None:
            continue
        if tag.startswith("I") and out and out[-1][2] == kind:
            out[-1] = (out[-1][0], end, kind)
        else:
            out.append((start, end, kind))
    return tuple(out)


def re3d(path: Path, sources: frozenset[str]) -> list[Labelled]:
    """Sentences of re3d from the named sources; names only: its pronouns and common nouns are left out."""
    parts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["source"] not in sources:
            continue
        text = " ".join(row["tokens"])
        names = _tagged(located(text, row["tokens"]), row["tags"], RE3D)
        kept = tuple(n for n in names if any(c.isupper() for c in text[n[0] : n[1]]) or n[2] == "EQUIPMENT")
        parts.append(Labelled(text=text, origin="re3d", names=kept))
    return packed(parts, "re3d")


def treebank(paths: Sequence[Path], origin: str) -> list[Labelled]:
    """Sentences of UD files with the places where clauses begin; GUM's also with their names."""
    parts = []
    for path in paths:
        for text, rows in _sentences(path):
            places = located(text, [row[1] for row in rows])
            names = _gum_names(rows, places) if origin == "gum" else None
            clauses = tuple(sorted({places[i][0] for i in _clause_starts(rows)}))
            parts.append(Labelled(text=text, origin=origin, names=names, clauses=clauses))
    return packed(parts, origin)


def _sentences(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        text = next((x.removeprefix("# text = ") for x in block.splitlines() if x.startswith("# text = ")), None)
        rows = [line.split("\t") for line in block.splitlines() if re.match(r"\d+\t", line)]
        if text is not None and rows:
            yield text, rows


def _clause_starts(rows: Sequence[Sequence[str]]) -> list[int]:
    """First token of every clause that has a verb of its own: its own words before those of clauses inside it."""
    heads = [int(row[6]) - 1 for row in rows]
    clausal = [
        row[7].split(":")[0] in _CLAUSAL and (row[3] in {"VERB", "AUX"} or _predicative(rows, i))
        for i, row in enumerate(rows)
    ]
    owner = []
    for place in range(len(rows)):
        at, steps = place, 0
        while at >= 0 and not clausal[at] and steps < 60:
            at, steps = heads[at], steps + 1
        owner.append(at)
    starts, last = [], None
    for place, own in enumerate(owner):
        if rows[place][3] != "PUNCT" and own != last:
            starts.append(place)
            last = own
    return starts


def _predicative(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether a noun or adjective is a predicate: it has a subject or copula of its own."""
    return any(row[6] == str(place + 1) and row[7].split(":")[0] in {"nsubj", "cop"} for row in rows)


def _gum_names(rows: Sequence[Sequence[str]], places: Sequence[tuple[int, int]]) -> tuple[tuple[int, int, str], ...]:
    """Runs of proper nouns, with the kind of the smallest entity that holds the run's last word."""
    open_: list[tuple[int, str]] = []
    entities: list[tuple[int, int, str]] = []
    for place, row in enumerate(rows):
        note = next((x.removeprefix("Entity=") for x in row[9].split("|") if x.startswith("Entity=")), "")
        for mark in re.findall(r"\([^()]+\)|\([^()]+|[^()]*\)", note):
            if mark.startswith("("):
                kind = mark.strip("()").split("-")[1] if "-" in mark else ""
                if mark.endswith(")"):
                    entities.append((place, place + 1, kind))
                else:
                    open_.append((place, kind))
            elif open_:
                start, kind = open_.pop()
                entities.append((start, place + 1, kind))
    names = []
    place = 0
    while place < len(rows):
        end = place
        while end < len(rows) and rows[end][3] == "PROPN":
            end += 1
        if end > place:
            holding = [e for e in entities if e[0] <= end - 1 < e[1] and e[0] >= place - 6]
            kind = _GUM.get(min(holding, key=lambda e: e[1] - e[0])[2]) if holding else None
            if kind:
                names.append((places[place][0], places[end - 1][1], kind))
        place = max(end, place + 1)
    return tuple(names)


def factuality(path: Path, origin: str) -> list[Labelled]:
    """Sentences with predicates and how sure the text is of them, -3 to 3; packed in the file's order."""
    parts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        tokens = row["text"].split(" ")
        starts = [0]
        for token in tokens:
            starts.append(starts[-1] + len(token) + 1)
        places = [
            (starts[t["span1"][0]], starts[t["span1"][1]] - 1, float(t["label"]))
            for t in row["targets"]
            if t["span1"][1] <= len(tokens)
        ]
        parts.append(Labelled(text=row["text"], origin=origin, factual=tuple(places)))
    return packed(parts, origin)
