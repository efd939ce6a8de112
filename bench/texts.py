"""Plain texts of GUM and MEANTIME documents, by name, rebuilt from the shared data: the repository holds offsets only.

A name is ``gum:GUM_news_korea`` or ``meantime:corpus_airbus/100911``. The rebuilt text is a pure function of the data
file, so that offsets into it stay valid.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from bench.result import DataMissing

_DATE = re.compile(r"^(?:[A-Z][a-z]+day, )?[A-Z][a-z]+ \d{1,2}, \d{4}$")


def read(data: Path, name: str) -> str:
    """The text of one document. Raises DataMissing where the set is not at hand, KeyError for an unknown name."""
    collection, _, document = name.partition(":")
    if collection == "gum":
        return _gum(data, document)
    if collection == "meantime":
        return _meantime(data)[document]
    raise KeyError(name)


def _gum(data: Path, document: str) -> str:
    """Paragraphs (``# newpar``) apart by an empty line, the sentences of one (``# text``) by a blank."""
    found = sorted((data / "gum").glob(f"*/{document}.conllu"))
    if not found:
        raise DataMissing(f"{data / 'gum'}: no {document}.conllu; name the folder with --data")
    paragraphs: list[list[str]] = []
    for line in found[0].read_text(encoding="utf-8").splitlines():
        if line == "# newpar" or (line.startswith("# newpar_block") and not paragraphs):
            paragraphs.append([])
        elif line.startswith("# text = "):
            if not paragraphs:
                paragraphs.append([])
            paragraphs[-1].append(line.removeprefix("# text = "))
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences)


@cache
def _meantime(data: Path) -> dict[str, str]:
    """The documents that come with a text: title and date line as paragraphs of their own, the rest as one."""
    path = data / "meantime" / "docs.jsonl"
    if not path.exists():
        raise DataMissing(f"{path}: not there; name the folder with --data")
    texts = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        if document["text"]:
            sentences = _cut(document["text"], document["sentences"])
            head = 2 if len(sentences) > 1 and _DATE.match(sentences[1]) else 1
            texts[document["id"]] = "\n\n".join([*sentences[:head], " ".join(sentences[head:])])
    return texts


def _cut(text: str, sentences: list[list[str]]) -> list[str]:
    """The text cut into its sentences: where each begins is found by stepping over its tokens, blanks ignored."""
    starts, place = [], 0
    for tokens in sentences:
        while place < len(text) and text[place].isspace():
            place += 1
        starts.append(place)
        for letter in "".join(tokens).replace(" ", ""):
            while place < len(text) and text[place].isspace():
                place += 1
            if place < len(text) and text[place] == letter:
                place += 1
    ends = [*starts[1:], len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True) if start < end]
