"""``bench incidents``: reports that belong together, on local news of shootings and on ECB+.

Scorer: this module. ``b3_f1``: B-cubed F1 (Bagga and Baldwin 1998) of reports to the incidents of the Gun Violence
Archive, micro over documents, percent; pages that hold an article, nothing else (``page_state``). ``over_merge``: share
of stories of two or more reports that hold reports of more than one incident; ``over_split``: share of incidents of
two or more reports that lie in more than one story; ``pair_*``: pairs of reports put together. ``ecb_*`` and
``ecb_test_*``: documents of ECB+ by sub-topic, two look-alike events a topic, without dates, all topics of the part in
one set (whatever the split; left out where ECB+ is not at hand). ``generated_*``: 400 reports of the generated newsroom
(bench/worlds: treaties, raids, floods and others in invented countries) by affair: the weights saw no such news.

Anchor: TF-IDF with average linkage 87.8 on a held-out part (1,149 documents; computed by this project); ECB+ by
sub-topic the same way 90.7 on its 210 test documents. Baseline, on the same documents: that method (bench/linkage.py),
cut where it is best on train parts of the same size (``--full`` finds that anew); floor: every document apart. Speed:
processor milliseconds of one more report with 500 and (``--full``) up to 5,000 held.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lxml import etree

from bench import linkage
from bench.result import DataMissing, Result, f1, ratio
from bench.worlds import generate
from rashomon.compare.stories.forming import Stories
from rashomon.records import Moment, Outlet, Precision, Published, PublishedBasis, Report, digest

PARTS = 7  # of train, by incident: each about as large as dev
CUT, ECB_CUT = 0.34, 0.26  # where TF-IDF with average linkage is best on violent-corpus train in parts, on ECB+ train
_SEEN = datetime(2031, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Document:
    """A report and what it is of; ``name`` is the data set's."""

    name: str
    group: str
    report: Report


def run(data: Path, split: str, full: bool) -> Result:
    """Group the documents of a split, ECB+'s and generated ones; ``full``: TF-IDF tuned anew, speed with train held."""
    started = time.perf_counter()
    held = documents(data, split)
    train = documents(data, "train") if full else []
    figures, failures = compared(held, best_cut(parted(train)) if full else CUT)
    at = best_cut([subtopics(data, "train")]) if full else ECB_CUT
    for part, name in (("dev", "ecb"), ("test", "ecb_test")):
        try:
            more, lines = compared(subtopics(data, part), at)
        except DataMissing as missing:
            more, lines = {}, [str(missing)]
        figures |= {f"{name}_{figure}": more[figure] for figure in _BOTH if figure in more}
        failures += [f"ECB+ {part}: {line}" for line in lines]
    more, _ = compared(generated(), linkage.CUTS[-1])
    figures |= {f"generated_{name}": more[name] for name in ("b3_f1", "b3_precision", "over_merge", "over_split")}
    figures |= speed(held, train)
    failures.append("anchor: TF-IDF with average linkage 87.8 on a held-out part; by sub-topic 90.7 on ECB+ test")
    return Result("incidents", split, len(held), figures, time.perf_counter() - started, tuple(failures))


_BOTH = ("b3_f1", "b3_precision", "b3_recall", "tfidf_b3_f1", "apart_b3_f1", "over_merge", "over_split")


def compared(held: Sequence[Document], threshold: float) -> tuple[dict[str, float], list[str]]:
    """Figures of the product, of TF-IDF cut at ``threshold`` and of all apart, and what went wrong."""
    gold = {d.report.id: d.group for d in held}
    ours = grouped([d.report for d in held])
    joined = linkage.merges(linkage.similarities([d.report.text for d in held]))
    peer = dict(zip(gold, linkage.cut(len(held), joined, threshold), strict=True))
    precision, recall, both = b_cubed(gold, ours)
    figures = {"b3_f1": both, "b3_precision": precision, "b3_recall": recall}
    figures |= dict(zip(("tfidf_b3_precision", "tfidf_b3_recall", "tfidf_b3_f1"), b_cubed(gold, peer), strict=True))
    figures["apart_b3_f1"] = b_cubed(gold, {i: i for i in gold})[2]
    merged, split, lines = troubles(gold, ours)
    figures |= {"over_merge": merged, "over_split": split} | pairs(gold, ours)
    figures |= {"stories": float(len(set(ours.values()))), "groups": float(len(set(gold.values())))}
    return figures, [*lines, f"TF-IDF cut at {threshold:g}, chosen on train"]


def grouped(reports: Sequence[Report]) -> dict[str, Hashable]:
    """The story of each report."""
    stories = Stories()
    for report in reports:
        stories.add(report)
    return {i: group[0] for group in stories.groups() for i in group}


def b_cubed(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 in percent; linear in the items (the same figures as `bench.result.b_cubed`)."""
    real, made = Counter(gold.values()), Counter(found[i] for i in gold)
    both = Counter((gold[i], found[i]) for i in gold)
    precision = ratio(sum(n * n / made[b] for (_, b), n in both.items()), len(gold))
    recall = ratio(sum(n * n / real[a] for (a, _), n in both.items()), len(gold))
    return 100 * precision, 100 * recall, 100 * f1(precision, recall)


def troubles(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[float, float, list[str]]:
    """Over-merge and over-split in percent, and lines that count both by kind."""
    inside: dict[Hashable, list[Hashable]] = defaultdict(list)
    across: dict[Hashable, list[Hashable]] = defaultdict(list)
    for i, group in gold.items():
        inside[found[i]].append(group)
        across[group].append(found[i])
    several = [g for g in inside.values() if len(g) > 1]
    real = [g for g in across.values() if len(g) > 1]
    mixed, torn = [g for g in several if len(set(g)) > 1], [g for g in real if len(set(g)) > 1]
    lost = sum(len(g) - max(Counter(g).values()) for g in torn)
    lines = [
        f"{len(mixed)} of {len(several)} stories of several reports hold several groups",
        f"{len(torn)} of {len(real)} groups of several reports lie in several stories: {lost} reports stand outside",
    ]
    return 100 * ratio(len(mixed), len(several)), 100 * ratio(len(torn), len(real)), lines


def pairs(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> dict[str, float]:
    """Precision and recall in percent of pairs of reports put together."""

    def within(groups: Mapping[object, int]) -> int:
        return sum(n * (n - 1) // 2 for n in groups.values())

    right = within(Counter((gold[i], found[i]) for i in gold))
    shown, real = within(Counter(found[i] for i in gold)), within(Counter(gold.values()))
    return {"pair_precision": 100 * ratio(right, shown), "pair_recall": 100 * ratio(right, real)}


def best_cut(parts: Sequence[Sequence[Document]]) -> float:
    """The similarity at which TF-IDF with average linkage is best on the mean of the parts."""
    totals = dict.fromkeys(linkage.CUTS, 0.0)
    for part in parts:
        gold = {d.report.id: d.group for d in part}
        joined = linkage.merges(linkage.similarities([d.report.text for d in part]))
        for at in linkage.CUTS:
            totals[at] += b_cubed(gold, dict(zip(gold, linkage.cut(len(part), joined, at), strict=True)))[2]
    return max(linkage.CUTS, key=lambda at: (totals[at], -at))


def speed(held: Sequence[Document], more: Sequence[Document]) -> dict[str, float]:
    """Processor milliseconds of one more report with 500 held, and with up to 5,000: mean and median of 40 reports."""
    stories = Stories()
    took: list[float] = []
    for document in itertools.chain(held, more):
        started = time.process_time()
        stories.add(document.report)
        took.append(1000 * (time.process_time() - started))
    found: dict[str, float] = {}
    for size in (500, min(5000, len(took))) if more else (500,):
        if len(took) >= size >= 500:
            last = sorted(took[size - 40 : size])
            found |= {f"ms_at_{size}": sum(last) / 40, f"ms_median_at_{size}": last[20]}
    return found


def parted(held: Sequence[Document]) -> list[list[Document]]:
    """Documents in seven parts, each incident whole."""
    found: list[list[Document]] = [[] for _ in range(PARTS)]
    for document in held:
        found[int(digest("part", document.group), 16) % PARTS].append(document)
    return found


def documents(data: Path, split: str) -> list[Document]:
    """The articles of a split of violent-corpus. Raises DataMissing where it is not there."""
    path = data / "violent-corpus" / f"docs_{split}.jsonl"
    if not path.exists():
        raise DataMissing(f"bench incidents: no {path}; name the data folder with --data DIR")
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [
        Document(
            row["id"],
            row["incident"],
            made(f"{row['id']} {row['incident']}", row["title"], row["text"], row["date"]),
        )
        for row in rows
        if row["page_state"] == "article"
    ]


def subtopics(data: Path, split: str) -> list[Document]:
    """The documents of a part of ECB+ by sub-topic. Raises DataMissing where it is not there."""
    folder = data / "ecbplus"
    if not (folder / "split_topics.json").exists():
        raise DataMissing(f"bench incidents: no {folder}; name the data folder with --data DIR")
    topics = json.loads((folder / "split_topics.json").read_text(encoding="utf-8"))[split]
    found = []
    for path in sorted(p for topic in topics for p in (folder / "xml" / str(topic)).glob("*.xml")):
        kind = "ecbplus" if path.stem.endswith("ecbplus") else "ecb"
        found.append(Document(path.stem, f"{path.parent.name}{kind}", made(path.stem, "", _plain(path), "")))
    return found


def generated(reports: int = 400, seed: int = 7) -> list[Document]:
    """Reports of the generated newsroom by affair."""
    world = generate(seed, reports)
    return [Document(w.url, w.affair, made(w.url, w.title, w.text, w.published.isoformat())) for w in world]


def _plain(path: Path) -> str:
    """The text of an ECB+ document, a sentence a line."""
    sentences: dict[int, list[str]] = defaultdict(list)
    for token in etree.parse(path).getroot().iter("token"):
        sentences[int(token.get("sentence", "0"))].append(token.text or "")
    return "\n".join(" ".join(sentences[number]) for number in sorted(sentences))


def made(name: str, title: str, text: str, date: str) -> Report:
    """A report of these words, published within the day ``date`` (ISO), or at no known time where it is empty."""
    when = Moment(lo=None, hi=_SEEN, precision=Precision.OPEN, basis="not given")
    if date:
        lo = datetime.fromisoformat(date[:10]).replace(tzinfo=UTC)
        when = Moment(lo=lo, hi=lo + timedelta(days=1), precision=Precision.DAY, basis="given with the set")
    whole = f"{title}\n\n{text}" if title else text
    original = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(
        id=Report.identify(original, name),
        original_id=original,
        url=name,
        outlet=Outlet(key=f"unknown:{name}", name="", basis="not given"),
        title=title,
        text=whole,
        language="en",
        byline=None,
        dateline=None,
        marks=(),
        published=Published(when=when, basis=PublishedBasis.METADATA if date else PublishedBasis.CAPTURE),
        seen=_SEEN,
        blocks=(),
        anchors=(),
        extractor="bench",
    )
