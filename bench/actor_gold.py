"""The gold of ``bench actors``: who is named in GUM (news, interviews), MEANTIME and ECB+, each mention with its place.

All three are brought to one form: a text, and mentions with a core (the words that name or head it), a type, and the
group they belong to. MEANTIME and ECB+ come as tokens; `laid_out` makes a text of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

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


def _gum_document(path: Path) -> Document:
    text, rows = "", []
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
                rows.append((start, start + len(row[1]), row[3], row[9]))
                at = start + (len(row[1]) if text[start:].startswith(row[1]) else 0)
    return Document(path.stem, "", text, tuple(_gum_mentions(rows)))


def _gum_mentions(rows: Sequence[tuple[int, int, str, str]]) -> Iterator[Gold]:
    opened: dict[str, list[tuple[int, str]]] = {}
    for number, (_, _, _, misc) in enumerate(rows):
        marks = next((m.removeprefix("Entity=") for m in misc.split("|") if m.startswith("Entity=")), "")
        for mark in _CLOSE.finditer(marks):
            group = mark[1] or mark[4]
            if mark[1]:
                opened.setdefault(group, []).append((number, mark[2]))
            if mark[3] or mark[4]:
                if not opened.get(group):
                    continue
                first, fields = opened[group].pop()
                yield _gum_mention(rows[first : number + 1], group, fields.split("-")[1:])


def _gum_mention(rows: Sequence[tuple[int, int, str, str]], group: str, fields: Sequence[str]) -> Gold:
    kind = fields[0] if fields else ""
    heads = [int(n) - 1 for n in fields[4].split(",")] if len(fields) > 4 and fields[4][:1].isdigit() else [0]
    heads = [h for h in heads if h < len(rows)] or [0]
    tag = rows[heads[0]][2]
    named = any(rows[h][2] == "PROPN" for h in heads)
    form = Form.NAME if named else Form.PRONOUN if tag in {"PRON", "DET"} else Form.NOUN
    core = (rows[heads[0]][0], rows[heads[-1]][1])
    return Gold(rows[0][0], rows[-1][1], core, _GUM.get(kind, OTHER), form, group)


_LEFT = frozenset({",", ".", ";", ":", "?", "!", ")", "]", "%", "'s", "’s", "n't", "'", "'re", "'ve", "'ll", "'d", "'m"})
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
    chairman founder judge lawyer attorney mr mrs ms the a an coach actress actor star
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
    while first < at and (tokens[first].lower() in _LINKS or tokens[first].lower() in _COMMON):
        first += 1
    words = {t.lower() for t in tokens[first:last]}
    return (Form.NOUN if words <= _COMMON | _LINKS else Form.NAME), first, last


def _last(tokens: Sequence[str]) -> int | None:
    """The last token, or the last before a preposition that follows a common noun ("host of the Awards": "host")."""
    for number, token in enumerate(tokens):
        if token in {"of", "in", "at", "from", "for", "with", "who", "to", ","} and number:
            return number - 1
    kept = [n for n, t in enumerate(tokens) if t not in {"'s", "’s", "'", "."}]
    return kept[-1] if kept else None


_MEANTIME = {"PER": PERSON, "ORG": ORGANISATION, "LOC": PLACE}


def meantime(folder: Path, split: str) -> list[Document]:
    """MEANTIME's reports of one split, groups across a topic. Raises DataMissing."""
    if not (folder / "docs.jsonl").exists():
        raise DataMissing(f"bench actors: no {folder}/docs.jsonl; name the data folder with --data DIR")
    mentions: dict[str, list[dict[str, object]]] = {}
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
    mentions: dict[str, list[dict[str, object]]] = {}
    for found in _rows(folder / "mentions" / f"{split}_entity.jsonl"):
        mentions.setdefault(str(found["doc_id"]), []).append(found)
    return [
        _tokens_document(doc, doc.partition("_")[0], list(own.values()), mentions.get(doc, ()), list(own))
        for doc, own in sentences.items()
    ]


def _tokens_document(
    name: str, topic: str, sentences: Sequence[Sequence[str]], rows: Iterable[Mapping[str, object]], ids: Sequence[int]
) -> Document:
    text, places = laid_out(sentences)
    numbers = {own: number for number, own in enumerate(ids)}
    found = []
    for row in rows:
        kind = (_MEANTIME | _ECB).get(str(row["mention_type"]))
        if kind is None or row["sent_id"] not in numbers:
            continue
        sentence = numbers[row["sent_id"]]  # type: ignore[index]
        tokens: list[int] = sorted(row["tokens_number"])  # type: ignore[call-overload]
        words = [sentences[sentence][n] for n in tokens]
        head = tokens.index(row["mention_head_id"]) if row.get("mention_head_id") in tokens else None  # type: ignore[arg-type]
        form, first, last = _form(words, head)
        at = places[sentence]
        core = (at[tokens[first]][0], at[tokens[last - 1]][1])
        found.append(Gold(at[tokens[0]][0], at[tokens[-1]][1], core, kind, form, str(row["coref_chain"])))
    return Document(name, topic, text, tuple(sorted(found, key=lambda m: (m.start, m.end, m.group))))


def _rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
