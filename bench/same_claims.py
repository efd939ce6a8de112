"""Pairs of sentences for ``bench similarity``: the same claim or another, graded likeness, and plain held-out text.

All sets are made by rule from the shared data, in an order that depends on the texts alone; sources and rules stand at
each function. Sentences are masked where the claim counts, and left as they are where plain similarity does.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

from bench.result import DataMissing
from rashomon.records import digest
from rashomon.understand.masking import DATE, NUMBER, masked

Pair = tuple[str, str]

ALIKE = (0.15, 0.7)
"""Overlap of words of the violent-corpus pairs: below, sentences share little but a name; above, they are copies."""
MOST = 1000
"""Positive pairs looked at of the violent corpus, those with the smallest digests."""
POOL, DRAWN = 1500, 3000
"""Held-out sentences, those with the smallest digests, and pairs drawn from them."""
_SEED = 7

_ACTS = frozenset({"ACTION_OCCURRENCE", "NEG_ACTION_OCCURRENCE"})
_TEST_TOPICS = range(36, 46)
_STOP = frozenset(
    """a an the of in on at by for to from with and or but as is are was were be been has have had it its his her their
    he she they that this which who not no will would said says say after when where into over about than""".split()
) | {NUMBER, DATE}
_GRADES = {"not_covered": 0.0, "partially_covered": 0.5, "fully_covered": 1.0}
_END = re.compile(r"(?<=[a-z0-9\"”’)][.!?])\s+(?=[A-Z\"“])|(?<=[.!?][\"”])\s+(?=[A-Z\"“])|\n+")


@dataclass(frozen=True, slots=True)
class Claims:
    """Pairs of masked sentences and whether both say the same."""

    pairs: tuple[Pair, ...]
    same: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Graded:
    """A sentence, the sentences it was looked for in, and how far people found it there (0, .5, 1)."""

    asked: str
    offered: tuple[str, ...]
    grade: float


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a document and the acts it tells, by coreference chain."""

    topic: str
    document: str
    number: int
    text: str
    acts: frozenset[str]


def ecb(data: Path) -> Claims:
    """Pairs within each ECB+ test topic, of two documents, whose annotation was checked.

    A sentence's acts are its mentions of the classes `_ACTS`: reporting, states and perception are no news of what
    happened. Same: at least half of the acts of both together are shared; another: none is; what lies between tells
    partly the same and is left out.
    """
    folder = data / "ecbplus"
    listed = folder / "ECBplus_coreference_sentences.csv"
    if not listed.exists():
        raise DataMissing(f"bench similarity: no {listed}; name the data folder with --data DIR")
    with listed.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    checked = {(f"{r['Topic']}_{r['File']}", int(r["Sentence Number"])) for r in rows}
    told: dict[str, list[Told]] = defaultdict(list)
    for topic in map(str, _TEST_TOPICS):
        for path in sorted((folder / "xml" / topic).glob("*.xml")):
            told[topic] += [s for s in sentences(path) if (s.document, s.number) in checked and s.acts]
    pairs, same = [], []
    for own in told.values():
        for a, b in combinations(own, 2):
            shared = len(a.acts & b.acts) / len(a.acts | b.acts)
            if a.document != b.document and (shared >= 0.5 or not shared):
                pairs.append((masked(a.text), masked(b.text)))
                same.append(shared >= 0.5)
    return Claims(tuple(pairs), tuple(same))


def sentences(path: Path) -> Iterator[Told]:
    """The sentences of one ECB+ file. An act without a relation is a chain of its own."""
    root = ET.parse(path).getroot()  # noqa: S314 - a local research corpus
    tokens = {t.get("t_id", ""): (int(t.get("sentence", "0")), t.text or "") for t in root.iter("token")}
    chains: dict[str, str] = {}
    for relation in root.iterfind("Relations/*"):
        across = relation.tag.startswith("CROSS")
        name = relation.get("note", "") if across else f"{path.stem}/{relation.get('r_id')}"
        chains |= {source.get("m_id", ""): name for source in relation.iter("source")}
    acts: dict[int, set[str]] = defaultdict(set)
    for mention in root.iterfind("Markables/*"):
        anchors = [a.get("t_id", "") for a in mention.iter("token_anchor")]
        if anchors and mention.tag in _ACTS:
            number = mention.get("m_id", "")
            acts[tokens[anchors[0]][0]].add(chains.get(number, f"{path.stem}:{number}"))
    words: dict[int, list[str]] = defaultdict(list)
    for place, word in tokens.values():
        words[place].append(word)
    for place, own in sorted(words.items()):
        yield Told(path.parent.name, path.stem, place, " ".join(own), frozenset(acts[place]))


def violent(data: Path) -> Claims:
    """Sentences of two reports on one incident against sentences of reports on others, at equal overlap of words.

    Every positive pair (a, b) gets the negative (a, c) whose c, of another incident, shares as much with a as b does,
    or as nearly as can be had: word overlap alone is at chance. Only sentences that name something are taken, since
    "police ask anyone to call" is the same in every report.
    """
    path = data / "violent-corpus" / "docs_dev.jsonl"
    if not path.exists():
        raise DataMissing(f"bench similarity: no {path}; name the data folder with --data DIR")
    told: dict[str, Told] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        row = json.loads(line) if line.strip() else {"page_state": ""}
        if row["page_state"] == "article":
            for text in split(row["text"]):
                plain = masked(text)
                if 8 <= len(plain.split()) <= 40 and re.search(r"\w[,;]? [A-Z][a-z]", text):
                    told.setdefault(plain, Told(row["incident"], row["id"], 0, plain, frozenset(words(plain))))
    return at_equal_overlap(list(told.values()))


def at_equal_overlap(told: Sequence[Told]) -> Claims:
    """The pairs of `violent`, of any sentences: ``topic`` says whose they are."""
    near = neighbours(told)
    positives = sorted(
        (digest("pair", told[i].text, told[j].text), i, j)
        for i, found in near.items()
        for j in found
        if told[i].topic == told[j].topic and told[i].document < told[j].document
    )[:MOST]
    pairs: list[Pair] = []
    same: list[bool] = []
    for _, i, j in positives:
        others = [k for k in near[i] if told[k].topic != told[i].topic]
        if others:
            wanted = near[i][j]
            k = min(others, key=lambda other: (abs(near[i][other] - wanted), told[other].text))
            if abs(near[i][k] - wanted) <= 0.1:
                pairs += [(told[i].text, told[j].text), (told[i].text, told[k].text)]
                same += [True, False]
    return Claims(tuple(pairs), tuple(same))


def neighbours(told: Sequence[Told]) -> Mapping[int, Mapping[int, float]]:
    """For each sentence those whose words overlap with its own as `ALIKE` says; ``acts`` holds the words."""
    holding: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(told):
        for word in sentence.acts:
            holding[word].append(number)
    near: dict[int, dict[int, float]] = {}
    for number, sentence in enumerate(told):
        shared: dict[int, int] = defaultdict(int)
        for word in sentence.acts:
            for other in holding[word]:
                shared[other] += 1
        size = len(sentence.acts)
        scored = {o: n / (size + len(told[o].acts) - n) for o, n in shared.items() if o != number}
        near[number] = {o: score for o, score in scored.items() if ALIKE[0] <= score < ALIKE[1]}
    return near


def graded(data: Path) -> list[Graded]:
    """SummHay's human judgements: an insight, the bullets of a summary, and how far they cover it."""
    path = data / "summhay" / "judged_summaries.jsonl"
    if not path.exists():
        raise DataMissing(f"bench similarity: no {path}; name the data folder with --data DIR")
    found = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            grades = {a["insight_id"]: a["coverage"] for a in row["annotation"]}
            offered = tuple(text for bullet in row["summary"] if (text := _bare(bullet)))
            asked = {i["insight_id"]: i["insight"] for i in row["reference_insights"]}
            found += [Graded(asked[k], offered, _GRADES[g]) for k, g in grades.items() if k in asked and offered]
    return found


def _bare(bullet: str) -> str:
    """A bullet without its marks and its citations."""
    return " ".join(re.sub(r"\[[\d, ]+\]|[*#]+|^\s*[-•]\s*", " ", bullet).split())


def held_out(data: Path) -> tuple[list[Pair], list[Pair]]:
    """Pairs of sentences of GUM's dev and test parts and of PolNeAR's dev articles, which train no vector.

    First `DRAWN` at random, then every sentence's nearest by words.
    """
    files = sorted([*(data / "gum").glob("dev/*.conllu"), *(data / "gum").glob("test/*.conllu")])
    articles = sorted((data / "polnear" / "dev" / "text").glob("*.txt"))
    if not files and not articles:
        raise DataMissing(f"bench similarity: no gum and no polnear in {data}; name the data folder with --data DIR")
    lines = [line for file in files for line in file.read_text(encoding="utf-8").split("\n")]
    texts = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    texts += [s for path in articles for s in split(path.read_text(encoding="utf-8"))]
    pool = sorted({text for text in texts if 5 <= len(text.split()) <= 60}, key=lambda text: digest("pool", text))[
        :POOL
    ]
    chance = random.Random(_SEED)
    drawn = [(a, b) for a, b in (chance.sample(pool, 2) for _ in range(DRAWN))]
    told = [Told("", "", n, text, frozenset(words(text))) for n, text in enumerate(pool)]
    best = {n: max(found, key=lambda o: (found[o], -o)) for n, found in neighbours(told).items() if found}
    return drawn, sorted({(pool[min(n, o)], pool[max(n, o)]) for n, o in best.items()})


def split(text: str) -> list[str]:
    """A text cut at line ends and after closing marks that a capital follows; good enough to draw examples from."""
    return [s.strip() for s in _END.split(text) if s.strip()]


def words(text: str) -> Iterable[str]:
    """The words that carry meaning, in lower case and without plural s."""
    found = (w.lower().removesuffix("s") for w in re.findall(r"[^\W\d_]+", text))
    return [w for w in found if len(w) > 1 and w not in _STOP]


def overlap(a: str, b: str) -> float:
    """Shared words over all words."""
    x, y = set(words(a)), set(words(b))
    return len(x & y) / len(x | y) if x | y else 0.0
