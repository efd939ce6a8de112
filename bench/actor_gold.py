"""The gold of ``bench actors``: who is named in GUM (news, interviews), MEANTIME and ECB+, each mention with its place.

All three are brought to one form: a text, and mentions with a core (the words that name or head it), a type, and the
group they belong to. MEANTIME and ECB+ come as tokens; `laid_out` makes a text of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from bench.result import DataMissing

PERSON, ORGANISATION, PLACE, OTHER = "person", "organisation", "place", "other"


class Form(StrEnum):
    """How a mention mentions."""

    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Gold:
    """One mention: its whole span and its core (half-open, code points), type, form, and the group it belongs to."""

    start: int
    end: int
    core: tuple[int, int]
    kind: str
    form: Form
    group: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its gold; ``topic`` is where groups run across documents, "" where they do not."""

    id: str
    topic: str
    text: str
    mentions: tuple[Gold, ...]


_CLOSE = re.compile(r"\((\d+)(?:\[\d+/\d+\])?((?:-[^()]*)?)(\))?|(\d+)(?:\[\d+/\d+\])?\)")
_GUM = {"person": PERSON, "organization": ORGANISATION, "place": PLACE}


def gum(folder: Path, split: str) -> list[Document]:
    """The news and interviews of one split of GUM; entity groups hold within a document. Raises DataMissing."""
    found = sorted([*(folder / split).glob("GUM_news_*.conllu"), *(folder / split).glob("GUM_interview_*.conllu")])
    if not found:
        raise DataMissing(f"bench actors: no {folder / split}; name the data folder with --data DIR")
    return [_gum_document(path) for path in found]


@dataclass(frozen=True, slots=True)
class _Row:
    """One token of GUM: its place, part of speech, the column of marks, and the word in lower case."""

    start: int
    end: int
    tag: str
    misc: str
    word: str


def _gum_document(path: Path) -> Document:
    text = ""
    rows: list[_Row] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        sentence = next((line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")), "")
        if not sentence:
            continue
        if text:
            text += "\n\n" if any(line.startswith("# newpar") for line in lines) else " "
        at = len(text)
        text += sentence
        for row in (line.split("\t") for line in lines if line and line[0].isdigit()):
            if row[0].isdigit():
                start = text.index(row[1], at) if row[1] in text[at:] else at
                at = max(at, start)
                rows.append(_Row(start, start + len(row[1]), row[3], row[9], row[1].lower()))
                at = start + (len(row[1]) if text[start:].startswith(row[1]) else 0)
    return Document(path.stem, "", text, tuple(outermost(_gum_mentions(rows))))


def outermost(mentions: Iterable[Gold]) -> list[Gold]:
    """Without names that lie wholly inside the core of a longer name ("Brooklyn" in "the Brooklyn Paper"), and the
    second of two mentions with one core ("Ada Orl", "Halden director Ada Orl")."""
    own = sorted(mentions, key=lambda m: (m.core[0], -m.core[1]))
    kept: list[Gold] = []
    end = 0
    for m in own:
        if m.form is Form.NAME:
            if m.core[1] <= end:
                continue
            end = m.core[1]
        kept.append(m)
    return kept


def _gum_mentions(rows: Sequence[_Row]) -> Iterator[Gold]:
    opened: dict[str, list[tuple[int, str]]] = {}
    for number, row in enumerate(rows):
        marks = next((m.removeprefix("Entity=") for m in row.misc.split("|") if m.startswith("Entity=")), "")
        for mark in _CLOSE.finditer(marks):
            group = mark[1] or mark[4]
            if mark[1]:
                opened.setdefault(group, []).append((number, mark[2]))
            if mark[3] or mark[4]:
                if not opened.get(group):
                    continue
                first, fields = opened[group].pop()
                yield _gum_mention(rows[first : number + 1], group, fields.split("-")[1:])


def _gum_mention(rows: Sequence[_Row], group: str, fields: Sequence[str]) -> Gold:
    kind = fields[0] if fields else ""
    heads = [int(n) - 1 for n in fields[4].split(",")] if len(fields) > 4 and fields[4][:1].isdigit() else [0]
    heads = [h for n, h in enumerate(heads) if h < len(rows) and h == heads[0] + n] or [0]
    first, last = rows[heads[0]], rows[heads[-1]]
    form = Form.PRONOUN if first.tag in {"PRON", "DET"} else Form.NOUN
    if any(rows[h].tag == "PROPN" for h in heads):
        several = any(row.word in {"and", ","} for row in rows[heads[0] : heads[-1]])
        form = Form.NOUN if several or _COMMON & {first.word, last.word} else Form.NAME
    begin, end = heads[0], heads[-1] + 1
    while form is Form.NAME and begin and rows[begin - 1].tag == "PROPN" and rows[begin - 1].word not in _COMMON:
        begin -= 1
    while form is Form.NAME and end < len(rows) and rows[end].tag == "PROPN":
        end += 1
    core = (rows[begin].start, rows[end - 1].end)
    return Gold(rows[0].start, rows[-1].end, core, _GUM.get(kind, OTHER), form, group)


_LEFT = frozenset(
    {",", ".", ";", ":", "?", "!", ")", "]", "%", "'s", "’s", "n't", "'", "'re", "'ve", "'ll", "'d", "'m"}
)
_RIGHT = frozenset({"(", "[", "$", "£", "€"})


def laid_out(sentences: Iterable[Sequence[str]]) -> tuple[str, list[list[tuple[int, int]]]]:
    """A text of tokens, one sentence a paragraph, and the place of every token by sentence."""
    text, places = "", []
    for tokens in sentences:
        text += "\n\n" if text else ""
        row: list[tuple[int, int]] = []
        for number, token in enumerate(tokens):
            if number and token not in _LEFT and tokens[number - 1] not in _RIGHT:
                text += " "
            row.append((len(text), len(text) + len(token)))
            text += token
        places.append(row)
    return text, places


_LINKS = frozenset({"of", "and", "for", "&", "'s", "’s", "the", "-", ".", "on", "de", "van", "von", "al", "bin"})
_PRONOUNS = frozenset(
    """
    i me my mine we us our ours you your he him his she her hers it its they them their theirs himself herself itself
    themselves who whom whose which that this these those myself ourselves
    """.split()
)
_COMMON = frozenset(
    """
    president minister chief director officer executive police government court company manager spokesman spokeswoman
    chairman founder judge lawyer attorney mr mrs ms the a an coach actress actor star ceo cfo coo secretary sheriff man
    member interviewee representative senator spokesperson poet voice curator lead prime parent
    """.split()
)


def _form(tokens: Sequence[str], head: int | None) -> tuple[Form, int, int]:
    """Form of a mention and the tokens of its core: the run of capitals that holds its head, or ends it."""
    if all(t.lower() in _PRONOUNS for t in tokens):
        return Form.PRONOUN, 0, len(tokens)
    at = head if head is not None else _last(tokens)
    if at is None or not tokens[at][:1].isupper():
        return Form.NOUN, at or 0, (at or 0) + 1
    first, last = at, at + 1
    while first and (tokens[first - 1][:1].isupper() or (tokens[first - 1].lower() in _LINKS and first > 1)):
        first -= 1
    while last < len(tokens) and tokens[last][:1].isupper():
        last += 1
    cut = [n for n in range(first, at) if tokens[n].lower() in _COMMON]
    first = cut[-1] + 1 if cut else first
    while first < at and tokens[first].lower() in _LINKS:
        first += 1
    if tokens[at].lower() in _COMMON:
        return Form.NOUN, at, at + 1
    words = {t.lower() for t in tokens[first:last]}
    return (Form.NOUN if words <= _COMMON | _LINKS else Form.NAME), first, last


def _last(tokens: Sequence[str]) -> int | None:
    """The last token, or the last before a preposition that follows a common noun ("host of the Awards": "host")."""
    for number, token in enumerate(tokens):
        if token in {"of", "in", "at", "from", "for", "with", "who", "to", ","} and number:
            return number - 1
    kept = [n for n, t in enumerate(tokens) if t not in {"'s", "’s", "'", "."}]
    return kept[-1] if kept else None


_PREFIX = re.compile(r"^(?:cross_)?(?:intra_)?(?=[A-Z]{3}\d)")
"""Where a chain of MEANTIME runs; the same instance is found under two of them."""

_MEANTIME = {"PER": PERSON, "ORG": ORGANISATION, "LOC": PLACE}


def meantime(folder: Path, split: str) -> list[Document]:
    """MEANTIME's reports of one split, groups across a topic. Raises DataMissing."""
    if not (folder / "docs.jsonl").exists():
        raise DataMissing(f"bench actors: no {folder}/docs.jsonl; name the data folder with --data DIR")
    mentions: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(folder / "entity_mentions.jsonl"):
        mentions.setdefault(str(row["doc"]), []).append(row)
    return [
        _tokens_document(row["id"], row["topic"], row["sentences"], mentions.get(row["id"], ()), row["sentence_ids"])
        for row in _rows(folder / "docs.jsonl")
        if row["split"] == split
    ]


_ECB = {"HUM": PERSON, "LOC": PLACE}


def ecb(folder: Path, split: str) -> list[Document]:
    """ECB+'s reports of one split, groups across a topic; people and bodies are one type there. Raises DataMissing."""
    path = folder / "sentences" / f"{split}.txt"
    if not path.exists():
        raise DataMissing(f"bench actors: no {path}; name the data folder with --data DIR")
    sentences: dict[str, dict[int, list[str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        if len(row) >= 4:
            sentences.setdefault(row[0], {}).setdefault(int(row[1]), []).append(row[3])
    mentions: dict[str, list[dict[str, Any]]] = {}
    for found in _rows(folder / "mentions" / f"{split}_entity.jsonl"):
        mentions.setdefault(str(found["doc_id"]), []).append(found)
    lower = frozenset(t for own in sentences.values() for tokens in own.values() for t in tokens if t.islower())
    return [
        _named_only(
            _tokens_document(doc, doc.partition("_")[0], list(own.values()), mentions.get(doc, ()), list(own)), lower
        )
        for doc, own in sentences.items()
    ]


def _named_only(document: Document, lower: frozenset[str]) -> Document:
    """Titles capitalise every word: a core all of whose words the set also writes in lower case is no name."""
    mentions = []
    for m in document.mentions:
        words = [w.strip("'.").lower() for w in document.text[m.core[0] : m.core[1]].split()]
        common = m.form is Form.NAME and all(w in lower for w in words)
        mentions.append(replace(m, form=Form.NOUN) if common else m)
    return replace(document, mentions=tuple(mentions))


def _tokens_document(
    name: str, topic: str, sentences: Sequence[Sequence[str]], rows: Iterable[Mapping[str, Any]], ids: Sequence[int]
) -> Document:
    text, places = laid_out(sentences)
    numbers = {own: number for number, own in enumerate(ids)}
    found = []
    for row in rows:
        kind = (_MEANTIME | _ECB).get(str(row["mention_type"]))
        if kind is None or row["sent_id"] not in numbers:
            continue
        sentence = numbers[row["sent_id"]]
        tokens: list[int] = sorted(row["tokens_number"])
        words = [sentences[sentence][n] for n in tokens]
        head = tokens.index(row["mention_head_id"]) if row.get("mention_head_id") in tokens else None
        form, first, last = _form(words, head)
        at = places[sentence]
        core = (at[tokens[first]][0], at[tokens[last - 1]][1])
        found.append(
            Gold(at[tokens[0]][0], at[tokens[-1]][1], core, kind, form, _PREFIX.sub("", str(row["coref_chain"])))
        )
    return Document(name, topic, text, tuple(outermost(found)))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
