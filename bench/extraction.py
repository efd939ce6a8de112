"""``bench extraction``: the words of a page's report, and the day it was published.

Scorer: Scrapinghub's own (article-extraction-benchmark, evaluate.py): tokens ``\\w+``, multisets of 4-grams (a shorter
text is one n-gram), per page TP, FP and FN divided by their sum, precision and recall as means over the pages, F1 of
the means; accuracy is the share of pages with the very tokens. The body is our report's text but for its title and
byline. Anchor: trafilatura 2.0.0 .958 F1, htmldate .903 accuracy (data card). Baseline: trafilatura alone, and htmldate
alone, run beside on the same bytes (``trafilatura_*``, ``htmldate_alone_*``).

``own_*`` are declared facts of invented pages (bench/extraction_cases.toml): title, outlet, day, address, author, in
the ways pages declare them; each a share of the cases that have it.
"""

from __future__ import annotations

import json
import random
import re
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trafilatura

from bench import page_dates
from bench.result import DataMissing, Result, f1, ratio
from rashomon.read import Unreadable, extract
from rashomon.records import BlockKind

SEEN = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
HEAD = (BlockKind.TITLE, BlockKind.BYLINE)  # what stands above the body; the labels leave it out
CASES = Path(__file__).with_name("extraction_cases.toml")
_WORD = re.compile(r"\w+")
_ROUNDS = 1000  # of the bootstrap over pages


def run(data: Path, split: str, full: bool) -> Result:
    """Both page sets and the own cases; the short run takes every fourth page of the htmldate set."""
    started = time.perf_counter()
    folder = data / "extraction"
    pages = list(bodies(folder / "scrapinghub"))
    shown = [(ours(payload, url), alone(payload)) for url, payload, _ in pages]
    gold = [body for _, _, body in pages]
    figures = {f"scrapinghub_{k}": v for k, v in score(gold, [s[0] for s in shown]).items()}
    figures |= {f"trafilatura_{k}": v for k, v in score(gold, [s[1] for s in shown]).items()}
    dated = list(page_dates.pages(folder / "htmldate"))[:: 1 if full else 4]
    for name, read in (("htmldate", page_dates.ours), ("htmldate_alone", page_dates.theirs)):
        figures |= {
            f"{name}_{k}": v for k, v in page_dates.score([p.day for p in dated], [read(p) for p in dated]).items()
        }
    found, missed = declared()
    worst = sorted(zip(pages, shown, strict=True), key=lambda p: page(p[0][2], p[1][0])[0])[:5]
    failures = [f"scrapinghub {url[:90]}: TP, FP, FN {parts(b, s)}" for (url, _, b), (s, _) in worst]
    return Result(
        "extraction",
        split,
        len(pages) + len(dated),
        figures | found,
        time.perf_counter() - started,
        (*failures, *missed),
    )


def bodies(folder: Path) -> Iterator[tuple[str, bytes, str]]:
    """Address, bytes and labelled body of every page. Raises DataMissing."""
    labels = folder / "ground_truth.jsonl"
    if not labels.exists():
        raise DataMissing(f"bench extraction: no {labels}; name the data folder with --data DIR")
    for row in map(json.loads, labels.read_text(encoding="utf-8").splitlines()):
        yield row["url"], (folder / "html" / f"{row['id']}.html").read_bytes(), row["articleBody"]


def ours(payload: bytes, url: str) -> str:
    """The body of the report we make of a page; empty where it is not read."""
    try:
        report = extract(payload, locator=url, media_type="text/html", seen=SEEN)
    except Unreadable:
        return ""
    return "\n\n".join(b.span.of(report.text) for b in report.blocks if b.kind not in HEAD)


def alone(payload: bytes) -> str:
    """What trafilatura gives by itself, comments left out: the set-up of its published figure."""
    return trafilatura.extract(payload, include_comments=False) or ""


def grams(text: str) -> Counter[tuple[str, ...]]:
    """The multiset of 4-grams of a text's tokens; a shorter text is one n-gram, an empty one none."""
    tokens = _WORD.findall(text)
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3)))


def parts(gold: str, shown: str) -> tuple[float, float, float]:
    """TP, FP and FN of one page, as shares of their sum."""
    a, b = grams(gold), grams(shown)
    tp = sum((a & b).values())
    fp, fn = sum(b.values()) - tp, sum(a.values()) - tp
    whole = tp + fp + fn
    return (tp / whole, fp / whole, fn / whole) if whole else (0.0, 0.0, 0.0)


def page(gold: str, shown: str) -> tuple[float, float, float]:
    """F1, precision and recall of one page, for the list of failures."""
    tp, fp, fn = parts(gold, shown)
    precision, recall = ratio(tp, tp + fp), ratio(tp, tp + fn)
    return f1(precision, recall), precision, recall


def score(gold: list[str], shown: list[str]) -> dict[str, float]:
    """F1, its standard deviation under a bootstrap over pages, precision, recall and accuracy."""
    each = [parts(g, s) for g, s in zip(gold, shown, strict=True)]
    precision, recall = _means(each)
    drawn = random.Random(0)
    rounds = [f1(*_means(drawn.choices(each, k=len(each)))) for _ in range(_ROUNDS if each else 0)]
    mean = ratio(sum(rounds), len(rounds))
    spread = ratio(sum((r - mean) ** 2 for r in rounds), len(rounds)) ** 0.5
    same = sum(_WORD.findall(g) == _WORD.findall(s) for g, s in zip(gold, shown, strict=True))
    figures = {"f1": f1(precision, recall), "f1_spread": spread, "precision": precision, "recall": recall}
    return figures | {"accuracy": ratio(same, len(gold))}


def _means(each: list[tuple[float, float, float]]) -> tuple[float, float]:
    precisions = [tp / (tp + fp) for tp, fp, _ in each if tp + fp > 0]
    recalls = [tp / (tp + fn) for tp, _, fn in each if tp + fn > 0]
    return ratio(sum(precisions), len(precisions)), ratio(sum(recalls), len(recalls))


def declared() -> tuple[dict[str, float], list[str]]:
    """Shares of the own cases whose declared facts are read right, by fact, and a line for each that is not."""
    right, asked, missed = Counter[str](), Counter[str](), []
    told = tomllib.loads(CASES.read_text(encoding="utf-8"))
    for case in told["case"]:
        payload = case["html"].replace("BODY", told["body"]).encode()
        report = extract(payload, locator=case["locator"], media_type="text/html", seen=SEEN)
        lo, hi = report.published.when.lo, report.published.when.hi
        day = report.published.local_day or (lo.date().isoformat() if lo and hi and hi - lo <= DAY else None)
        got = {"title": report.title, "outlet": report.outlet.key, "name": report.outlet.name, "day": day}
        got |= {"url": report.url, "author": report.byline}
        for fact, value in case["is"].items():
            asked[fact] += 1
            right[fact] += got[fact] == value
            if got[fact] != value:
                missed.append(f"own case {case['name']}: {fact} {got[fact]!r}, not {value!r}")
    return {f"own_{name}": ratio(right[name], n) for name, n in sorted(asked.items())}, missed
