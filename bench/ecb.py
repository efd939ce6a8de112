"""ECB+ as the product reads it: each document's checked sentences with our statements and the events they tell.

Source: the set's XML (Cybulska and Vossen 2014) and its list of checked sentences. A document's text is made of its
tokens; the sentence that holds the address of the page is left out. Events are the mentions of actions; reporting,
states and perception are no news of what happened. What is kept for scoring of a statement are the events of which a
mention stands in its words.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from bench.result import DataMissing
from rashomon.compare.lineage.dating import affair_keys
from rashomon.compare.questions.evidence import Dated
from rashomon.compare.questions.tellings import telling
from rashomon.errors import Unreadable
from rashomon.read import extract
from rashomon.records import Report, Statement, Understanding
from rashomon.understand import Reader, understand

SEEN = datetime(2026, 1, 1, tzinfo=UTC)
_ACTIONS = frozenset(
    ("ACTION_OCCURRENCE", "NEG_ACTION_OCCURRENCE", "ACTION_ASPECTUAL", "ACTION_CAUSATIVE", "NEG_ACTION_CAUSATIVE")
)
_GLUED = frozenset((".", ",", ";", ":", "!", "?", ")", "%", "'s", "'", "n't", "'re", "'ve", "'ll", "''", "’s"))


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of ours in a checked sentence: the events it tells, its topic and its document."""

    dated: Dated
    events: frozenset[str]
    topic: int
    document: str


@dataclass(frozen=True, slots=True)
class Event:
    """One marked event: its place in the text, its chain, and whether it is an action (no reporting, no state)."""

    start: int
    end: int
    chain: str
    action: bool


@dataclass(frozen=True, slots=True)
class _Marked:
    """A document's text, its events, the places of its checked sentences, and the chains of events outside the text."""

    text: str
    events: tuple[Event, ...]
    checked: tuple[tuple[int, int], ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read: its name, topic, report and understanding, with the events and checked sentences at their
    places in the report's text. ``lost``: chains of marked events that do not stand in the text as read.
    """

    name: str
    topic: int
    report: Report
    understanding: Understanding
    events: tuple[Event, ...]
    checked: tuple[tuple[int, int], ...]
    lost: tuple[str, ...]


def told(data: Path, part: str, reader: Reader = Reader.TRAINED) -> Iterator[Told]:
    """The statements of one part (train, dev, test), document by document. Raises DataMissing."""
    for document in documents(data, part, reader):
        yield from statements(document)


def documents(data: Path, part: str, reader: Reader = Reader.TRAINED) -> Iterator[Document]:
    """The documents of one part that hold a checked sentence. Raises DataMissing."""
    folder = data / "ecbplus"
    split, listed = folder / "split_topics.json", folder / "ECBplus_coreference_sentences.csv"
    if not split.exists() or not listed.exists():
        raise DataMissing(f"no {split} or {listed}; name the data folder with --data DIR")
    checked: dict[str, set[int]] = defaultdict(set)
    with listed.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            checked[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    for topic in json.loads(split.read_text(encoding="utf-8"))[part]:
        for path in sorted((folder / "xml" / str(topic)).glob("*.xml")):
            if checked[path.stem]:
                document = _document(path, topic, checked[path.stem], reader)
                if document is not None:
                    yield document


def _document(path: Path, topic: int, checked: set[int], reader: Reader) -> Document | None:
    marked = _marked(path, checked)
    try:
        report = extract(marked.text.encode("utf-8"), locator=path.stem, media_type="text/plain", seen=SEEN)
    except Unreadable:
        return None
    places = placed(marked.text, report.text)
    if places is None:
        return None
    return Document(
        name=path.stem,
        topic=topic,
        report=report,
        understanding=understand(report, reader=reader),
        events=tuple(
            Event(places[e.start], places[e.end - 1] + 1, e.chain, e.action)
            for e in marked.events
            if e.start in places and e.end - 1 in places
        ),
        checked=tuple((places[start], places[end - 1] + 1) for start, end in marked.checked),
        lost=(*marked.lost, *(e.chain for e in marked.events if e.start not in places or e.end - 1 not in places)),
    )


def statements(document: Document) -> Iterator[Told]:
    """The statements that the product reads in the checked sentences of a document."""
    affair, about = affair_keys(document.understanding), telling(document.report)
    actions = [e for e in document.events if e.action]
    for statement in document.understanding.statements:
        if any(start <= statement.span.start and statement.span.end <= end + 1 for start, end in document.checked):
            own = {e.chain for e in actions if _holds(statement, e.start, e.end)}
            yield Told(Dated(statement, None, affair, about), frozenset(own), document.topic, document.name)


def _holds(statement: Statement, start: int, end: int) -> bool:
    return any(span.start <= start and end <= span.end for span in statement.content)


def placed(ours: str, read: str) -> Mapping[int, int] | None:
    """For each letter of a text its place in the text as read, which may differ in white space only; else None."""
    one, other = ([n for n, c in enumerate(text) if not c.isspace()] for text in (ours, read))
    return dict(zip(one, other, strict=True)) if len(one) == len(other) else None


def _marked(path: Path, checked: set[int]) -> _Marked:
    """The text of one file with the events of its checked sentences."""
    root = ET.parse(path).getroot()  # noqa: S314 - a local research corpus
    rows: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for token in root.iter("token"):
        rows[int(token.get("sentence", "0"))].append((token.get("t_id", ""), token.text or ""))
    text = ""
    at: dict[str, tuple[int, int]] = {}
    sentences: dict[int, tuple[int, int]] = {}
    for number, row in sorted(rows.items()):
        if number == 0 and any("http" in word for _, word in row):
            continue
        words, places = joined([word for _, word in row])
        start = len(text)
        at |= {name: (start + a, start + b) for (name, _), (a, b) in zip(row, places, strict=True)}
        sentences[number] = (start, start + len(words))
        text += words + "\n\n"
    spans = tuple(_bare(text, *place) for number, place in sentences.items() if number in checked)
    told = list(_events(root, path.stem, at, checked))
    inside = tuple(event for event, placed in told if placed)
    lost = tuple(event.chain for event, placed in told if not placed)
    return _Marked(text, inside, tuple(s for s in spans if s[0] < s[1]), lost)


def joined(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """A sentence of its tokens, set as print is set, and the place of each token in it."""
    text, places, quoted, before = "", [], False, ""
    for word in words:
        close = word == '"' and quoted
        glued = close or word in _GLUED or before in ("(", "$", "``") or (before == '"' and quoted)
        quoted = quoted != (word == '"')
        text += "" if glued or not text else " "
        places.append((len(text), len(text) + len(word)))
        text, before = text + word, word
    return text, places


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A place without white space at its ends."""
    own = text[start:end]
    return start + len(own) - len(own.lstrip()), end - len(own) + len(own.rstrip())


def _events(
    root: ET.Element, document: str, at: Mapping[str, tuple[int, int]], checked: set[int]
) -> Iterator[tuple[Event, bool]]:
    """Each marked event of the checked sentences, and whether it stands in the text. One without a relation is a chain
    of its own.
    """
    chains: dict[str, str] = {}
    for relation in root.iterfind("Relations/*"):
        across = relation.tag.startswith("CROSS")
        name = relation.get("note", "") if across else f"{document}/{relation.get('r_id')}"
        chains |= {source.get("m_id", ""): name for source in relation.iter("source")}
    numbers = {t.get("t_id", ""): int(t.get("sentence", "0")) for t in root.iter("token")}
    for mention in root.iterfind("Markables/*"):
        anchors = [a.get("t_id", "") for a in mention.iter("token_anchor")]
        if not mention.tag.startswith(("ACTION", "NEG_ACTION")) or not anchors or numbers[anchors[0]] not in checked:
            continue
        identifier = mention.get("m_id", "")
        chain, action = chains.get(identifier, f"{document}:{identifier}"), mention.tag in _ACTIONS
        (start, _), (_, end) = at.get(anchors[0], (0, 0)), at.get(anchors[-1], (0, 0))
        yield Event(start, end, chain, action), start < end
