"""``bench moments``: times. TempEval-3 platinum, the day a page was published, and own news cases.

- TempEval-3 platinum (20 news texts, 138 expressions): scorer `bench.tempeval`, after the task's own. Anchor:
  HeidelTime-t, value F1 77.6 (quotation of the task paper). The texts are rebuilt from tokens. The rules were made
  looking at failures of the training texts alone; the figure on those is printed beside (``train_value_f1``), and
  ``baseline_value_f1`` is what `find_moments`, which keeps only what places an event, would score as plain days.
- htmldate's pages (999): scorer `bench.page_dates`; htmldate alone is run beside. Their even half was looked at.
- own cases (`bench.moments_cases`): strong ones may never fail (tests/bench), weak ones are counted here.

``words_per_s``: words a second of `find_moments` over the training texts, sentence by sentence, one process.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import moments_cases, page_dates, tempeval
from bench.result import Result, ratio
from rashomon.records import Moment, Precision, Published, PublishedBasis
from rashomon.understand.moments import find_moments


def run(data: Path, split: str, full: bool) -> Result:
    """Score all three parts; ``full`` also prints every weak case that fails and the halves of the page set."""
    started = time.perf_counter()
    figures: dict[str, float] = {}
    failures: list[str] = []
    documents = tempeval.platinum(data / "tempeval3")
    rows = [tempeval.count(d.gold, tempeval.read(d)) for d in documents]
    figures |= {f"tempeval3_{name}": value for name, value in tempeval.figures(rows).items()}
    low, high = tempeval.interval(rows)
    figures |= {"tempeval3_value_f1_low": low, "tempeval3_value_f1_high": high}
    taught = tempeval.train(data / "tempeval3")
    figures["train_value_f1"] = tempeval.figures([tempeval.count(d.gold, tempeval.read(d)) for d in taught])["value_f1"]
    plain = [tempeval.count(d.gold, _plain(d)) for d in documents]
    figures["baseline_value_f1"] = tempeval.figures(plain)["value_f1"]
    figures["words_per_s"] = _speed(taught)
    figures |= _pages(data, failures, full)
    figures |= _cases(failures, full)
    number = sum(r.gold for r in rows)
    return Result("moments", split, number, figures, time.perf_counter() - started, tuple(failures))


def _plain(document: tempeval.Document) -> list[tempeval.Timex]:
    """`find_moments` as a scorer of days and nothing else sees it."""
    published = _published(document)
    shown = []
    for sentence in document.sentences:
        for m in find_moments(document.text, sentence, published):
            tokens = [n for n, s in enumerate(document.tokens) if m.words and m.words.overlap(s)]
            if m.lo is not None and tokens:
                shown.append(tempeval.Timex(tokens[0], tokens[-1] + 1, "DATE", _written(m)))
    return shown


def _written(moment: Moment) -> str:
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(moment.precision, 10)
    return moment.lo.date().isoformat()[:length] if moment.lo is not None else ""


def _published(document: tempeval.Document) -> Published:
    lo = datetime(document.published.year, document.published.month, document.published.day, tzinfo=UTC)
    when = Moment(lo=lo, hi=lo + timedelta(days=1), precision=Precision.DAY, basis="the document's date")
    return Published(when=when, basis=PublishedBasis.METADATA)


def _speed(documents: list[tempeval.Document]) -> float:
    read = [(d.text, d.sentences, _published(d)) for d in documents]
    words = sum(len(text.split()) for text, _, _ in read)
    started = time.process_time()
    for text, sentences, published in read:
        for sentence in sentences:
            find_moments(text, sentence, published)
    return words / (time.process_time() - started)


def _pages(data: Path, failures: list[str], full: bool) -> dict[str, float]:
    pages = list(page_dates.pages(data / "extraction" / "htmldate"))
    gold = [page.day for page in pages]
    ours, theirs = [page_dates.ours(p) for p in pages], [page_dates.theirs(p) for p in pages]
    own, base = page_dates.score(gold, ours), page_dates.score(gold, theirs)
    found = {f"published_{name}": own[name] for name in ("accuracy", "f1")}
    found |= {f"htmldate_{name}": base[name] for name in ("accuracy", "f1")}
    for half in (0, 1):
        found[f"published_accuracy_{('even', 'odd')[half]}"] = page_dates.score(gold[half::2], ours[half::2])[
            "accuracy"
        ]
    none = sum(shown is None for shown in ours)
    near = sum(_apart(g, s) == 1 for g, s in zip(gold, ours, strict=True))
    far = len(gold) - none - near - sum(g == s for g, s in zip(gold, ours, strict=True))
    failures.append(f"pages: no day {none}, the neighbouring day {near}, another day {far} of {len(gold)}")
    return found


def _apart(gold: str, shown: str | None) -> int | None:
    try:
        return abs((datetime.fromisoformat(gold) - datetime.fromisoformat(shown or "")).days)
    except ValueError:
        return None


def _cases(failures: list[str], full: bool) -> dict[str, float]:
    cases = list(moments_cases.load())
    wrong = [case for case in cases if not moments_cases.right(case)]
    strong = [case for case in cases if case.strong]
    failed = [case for case in wrong if case.strong]
    if full:
        failures += [f"case {c.line}: {c.text} | {c.expect} | {moments_cases.shown(c)}" for c in wrong]
    return {
        "cases": float(len(cases)),
        "cases_right": ratio(len(cases) - len(wrong), len(cases)),
        "strong_right": ratio(len(strong) - len(failed), len(strong)),
        "weak_right": ratio(len(cases) - len(strong) - len(wrong) + len(failed), len(cases) - len(strong)),
    }
