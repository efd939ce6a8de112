"""Sets that label who said what: PolNeAR, the attribution relations of GUM, the project's own gold, invented text."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench import polnear as polnear_files
from bench import texts
from rashomon.understand.cues import deeds
from rashomon.understand.lemmas import lemma
from training.labelled import FIRMNESS, Act, Labelled, Place, Said

_STRONG = re.compile(
    r"\b(sa(?:y|ys|id|ying)|t(?:ell|ells|old)|according to|claim(?:s|ed|ing)?|report(?:s|ed)|believ(?:e|es|ed)"
    r"|argu(?:e|es|ed)|think(?:s)?|thought|warn(?:s|ed)|not(?:es|ed)|add(?:s|ed)|den(?:y|ies|ied)|announc(?:e|es|ed)|suggest(?:s|ed)"
    r"|confirm(?:s|ed)|insist(?:s|ed)|acknowledg(?:e|es|ed)|describ(?:e|es|ed)|alleg(?:e|es|ed)|accus(?:e|es|ed))\b",
    re.IGNORECASE,
)
"""Words that are mostly cues: inside a PolNeAR content, which by its guideline holds no labelled act, they are
blind."""

_WORD = re.compile(r"[A-Za-z]+")


def _deeds(text: str, acts: Sequence[Act]) -> tuple[Place, ...]:
    """Verbs of deed outside the cues: PolNeAR takes them for acts, chains do not, so neither is taught there."""
    return tuple(m.span() for m in _WORD.finditer(text) if lemma(m.group()) in deeds() and not _cued(acts, m.span()))


_GOLD_FIRMNESS = {"reported": "asserted", "speculated": "possible"}


def polnear(folder: Path) -> list[Labelled]:
    """The reports of one PolNeAR split (first annotator), each with its flat acts."""
    out = []
    for path in sorted((folder / "text").glob("*.txt")):
        files = sorted((folder / "attributions").glob(f"{path.stem}_*.ann")) or sorted(
            (folder / "attributions").glob(f"{path.stem}.ann")
        )
        if not files:
            continue
        text = path.read_bytes().decode("utf-8")  # line ends as they are: offsets count them
        acts = _brat(files[0].read_text(encoding="utf-8"))
        contents = [place for act in acts for place in act.content]
        blind = [
            m.span() for start, end in contents for m in _STRONG.finditer(text, start, end) if not _cued(acts, m.span())
        ]
        out.append(Labelled(text=text, origin="polnear", acts=acts, blind=tuple(blind)))
    return out


def _cued(acts: Iterable[Act], place: Place) -> bool:
    return any(act.cue[0] < place[1] and place[0] < act.cue[1] for act in acts)


def _brat(lines: str) -> tuple[Act, ...]:
    """Acts of a brat file, places as written; a cue in pieces is taken whole."""
    acts = []
    for roles in polnear_files.marked(lines):
        source, cue, content = (sorted((p.start, p.end) for p in roles[role]) for role in ("Source", "Cue", "Content"))
        if cue and content:
            acts.append(Act((cue[0][0], max(end for _, end in cue)), tuple(source), tuple(content)))
    return tuple(acts)


def gum_speech(data: Path, skip: frozenset[str]) -> list[Labelled]:
    """GUM's attribution relations as acts: the source clause cut at its verb into source and cue.

    Discourse annotation marks clauses, so noun cues and partial quotations are missing: the acts are not complete.
    """
    rows: dict[str, list[dict[str, str]]] = {}
    with (data / "gum" / "attribution.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["split"] == "train" and row["doc"] not in skip:
                rows.setdefault(row["doc"], []).append(row)
    out = []
    for document, own in sorted(rows.items()):
        text = texts.read(data, f"gum:{document}")
        tokens = _tokens(data / "gum" / "train" / f"{document}.conllu", text)
        acts = [act for row in own if (act := _clause_act(row, tokens)) is not None]
        out.append(Labelled(text=text, origin="gum", acts=tuple(acts), acts_complete=False))
    return out


def _tokens(path: Path, text: str) -> list[tuple[int, int, str, str]]:
    """(start, end, part of speech, relation) of each token, found in order in the text."""
    out: list[tuple[int, int, str, str]] = []
    at = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            start = text.find(columns[1], at)
            if start < 0 or start > at + 200:
                start = at
            at = start + len(columns[1])
            out.append((start, at, columns[3], columns[7]))
    return out


def _clause_act(row: dict[str, str], tokens: Sequence[tuple[int, int, str, str]]) -> Act | None:
    """Source: what stands before the verb group; cue: the verb group, or "according to" with the source after it."""
    first, _, last = row["source_tokens"].partition("-")
    clause = tokens[int(first) - 1 : int(last or first)]
    content = _ranges(row["content_tokens"], tokens)
    if not 2 <= len(clause) <= 25 or not content or any("," in r for r in (row["source_tokens"],)):
        return None
    if clause[0][3] in {"case", "root"} and row["source_text"].lower().startswith("according to"):
        return Act((clause[0][0], clause[1][1]), (_trimmed(clause[2:]),), content) if len(clause) > 2 else None
    verbs = [i for i, t in enumerate(clause) if t[2] == "VERB"]
    subjects = [i for i, t in enumerate(clause) if t[3].startswith("nsubj")]
    if not verbs or not subjects:
        return None
    verb = next((i for i in verbs if i > subjects[0]), verbs[0])
    begin = verb
    while begin > 0 and clause[begin - 1][2] in {"AUX", "ADV", "PART"}:
        begin -= 1
    source = clause[:begin] if subjects[0] < begin else clause[verb + 1 :]
    source = [t for t in source if t[2] != "PUNCT"] or []
    if not 1 <= len(source) <= 8 or any(t[2] == "VERB" for t in source):  # a clause the cut does not fit
        return None
    return Act((clause[begin][0], clause[verb][1]), (_trimmed(source),), content)


def _trimmed(tokens: Sequence[tuple[int, int, str, str]]) -> Place:
    inner = [t for t in tokens if t[2] not in {"PUNCT", "CCONJ", "SCONJ"}] or list(tokens)
    return inner[0][0], inner[-1][1]


def _ranges(words: str, tokens: Sequence[tuple[int, int, str, str]]) -> tuple[Place, ...]:
    out = []
    for piece in words.split(","):
        first, _, last = piece.partition("-")
        own = list(tokens[int(first) - 1 : int(last or first)])
        while own and own[-1][2] == "PUNCT":
            own.pop()
        while own and own[0][2] == "PUNCT":
            own.pop(0)
        if own:
            out.append((own[0][0], own[-1][1]))
    return tuple(out)


def gold(path: Path, data: Path, split: str) -> list[Labelled]:
    """The project's own gold: statements, their firmness, and one act for each cue with the statements it governs."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == split:
            rows.setdefault(row["doc"], []).append(row)
    return [_gold_text(texts.read(data, document), own) for document, own in sorted(rows.items())]


def _gold_text(text: str, rows: Sequence[dict[str, Any]]) -> Labelled:
    governed: dict[Place, list[dict[str, Any]]] = {}
    speaking: dict[tuple[str, ...], Place] = {}
    for row in sorted(rows, key=lambda r: r["start"]):
        cue = tuple(row["cue_spans"][0]) if row["cue_spans"] and row["source_spans"] else None
        if row["position"] == "out-of-sentence" and cue is None:
            cue = speaking.get(tuple(row["chain"]))
        if cue is not None:
            governed.setdefault(cue, []).append(row)
            speaking[tuple(row["chain"])] = cue
    acts = tuple(_gold_act(text, cue, own) for cue, own in governed.items())
    blind = tuple(m.span() for m in _STRONG.finditer(text) if not _cued(acts, m.span())) + _deeds(text, acts)
    said = tuple(_gold_said(row) for row in rows if row.get("required", True))
    optional = tuple((row["start"], row["end"]) for row in rows if not row.get("required", True))
    return Labelled(text=text, origin="gold", acts=acts, blind=blind, statements=said, ignored=optional)


def _gold_said(row: dict[str, Any]) -> Said:
    firmness = FIRMNESS.index(_GOLD_FIRMNESS.get(row["modality"], row["modality"]))
    return Said((row["start"], row["end"]), firmness, row["polarity"] == "-")


def _gold_act(text: str, cue: Place, rows: Sequence[dict[str, Any]]) -> Act:
    """Statements side by side under one cue are one content; a gap with letters beyond a joining word parts them."""
    own = [p for r in rows if r["position"] == "in-sentence" for p in r["source_spans"]]
    content: list[Place] = []
    for row in rows:
        start, end = row["start"], row["end"]
        while start > 0 and text[start - 1] in "\"“'‘":
            start -= 1
        while end < len(text) and text[end] in "\"”'’.," and text[end:].startswith(('"', "”", '."', ".”", ',"', ",”")):
            end += 1
        between = text[content[-1][1] : start] if content else ""
        if content and start >= content[-1][1] and len(between) < 12 and not cue[0] >= content[-1][1] > cue[0] - 0:
            content[-1] = (content[-1][0], end)
        elif content and start < content[-1][1]:
            content[-1] = (content[-1][0], max(end, content[-1][1]))
        else:
            content.append((start, end))
    sources = sorted({(int(s), int(e)) for s, e in own})
    return Act(cue, tuple(sources[:1]), tuple(content))


def invented(examples: Iterable[Any]) -> list[Labelled]:
    """Generated examples: an inherited act's content belongs to the act that named its source."""
    out = []
    for example in examples:
        contents: dict[int, list[Place]] = {}
        named: dict[Place, int] = {}
        for number, act in enumerate(example.attributions):
            if act.cue is not None:
                contents[number] = list(act.content)
                if act.source is not None:
                    named[act.source] = number
            elif act.source in named:
                contents[named[act.source]] += act.content
        acts = tuple(
            Act(
                example.attributions[n].cue,
                (example.attributions[n].source,) if example.attributions[n].source else (),
                tuple(sorted(pieces)),
            )
            for n, pieces in contents.items()
        )
        said = tuple(
            Said((s.start, s.end), FIRMNESS.index(_GOLD_FIRMNESS.get(s.commitment, s.commitment)), s.polarity == "-")
            for s in example.statements
        )
        out.append(
            Labelled(
                text=example.text,
                origin="invented",
                acts=acts,
                blind=_deeds(example.text, acts),
                statements=said or None,
            )
        )
    return out
