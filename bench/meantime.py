"""MEANTIME (English) as the product reads it: 120 Wikinews reports with marked events, for `bench events --full`.

Source: Minard et al. 2016, CC BY 4.0; as parsed by the folder's README. Each sentence is a paragraph, as in ecb.py.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.ecb import SEEN, Document, Event, joined, placed
from bench.result import DataMissing
from rashomon.errors import Unreadable
from rashomon.read import extract
from rashomon.understand import Reader, understand


def documents(data: Path, reader: Reader = Reader.TRAINED) -> Iterator[Document]:
    """All documents that hold a marked event, in order of name. Raises DataMissing."""
    folder = data / "meantime"
    texts, marked = folder / "docs.jsonl", folder / "event_mentions.jsonl"
    if not texts.exists() or not marked.exists():
        raise DataMissing(f"no {texts} or {marked}; name the data folder with --data DIR")
    events = defaultdict(list)
    for line in marked.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        events[row["doc"]].append((row["sent_id"], row["tokens_number"], row["coref_chain"]))
    for line in sorted(texts.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        if events[row["id"]]:
            sentences = dict(zip(row["sentence_ids"], row["sentences"], strict=True))
            yield _document(row["id"], sentences, events[row["id"]], reader)


def _document(
    name: str, sentences: dict[int, list[str]], events: list[tuple[int, list[int], str]], reader: Reader
) -> Document:
    text = ""
    at: dict[tuple[int, int], tuple[int, int]] = {}
    for number, words in sorted(sentences.items()):
        own, places = joined(words)
        at |= {(number, n): (len(text) + a, len(text) + b) for n, (a, b) in enumerate(places)}
        text += own + "\n\n"
    try:
        report = extract(text.encode("utf-8"), locator=name, media_type="text/plain", seen=SEEN)
    except Unreadable as fault:
        raise DataMissing(f"{name}: {fault}") from fault
    inside = placed(text, report.text)
    if inside is None:
        raise DataMissing(f"{name}: its text was read with other letters")
    found = [
        Event(inside[at[number, tokens[0]][0]], inside[at[number, tokens[-1]][1] - 1] + 1, chain, action=True)
        for number, tokens, chain in events
    ]
    whole = ((0, len(report.text)),)
    return Document(name, 0, report, understand(report, reader=reader), tuple(found), whole, ())
