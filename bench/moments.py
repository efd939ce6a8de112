"""``bench moments``: times. TempEval-3 platinum, the day a page was published, and own news cases.

- TempEval-3 platinum (20 news texts, 138 expressions): scorer `bench.tempeval`, after the task's own. Anchor:
  HeidelTime-t, value F1 77.6 (quotation of the task paper). The texts are rebuilt from tokens. The rules were made
  looking at failures of the training texts alone; the figure on those is printed beside (``train_value_f1``), and
  ``baseline_value_f1`` is what the same expressions score if all are read as the day of publication. The expressions
  are those that statements are dated by: ``moments_hold`` is the share of gold dates whose days `find_moments` takes in
  (what it does not place counts as missed), ``moments_exact`` the share for which it gives these days and no others.
- htmldate's pages (999): scorer `bench.page_dates`; htmldate alone is run beside. Their even half was looked at.
- own cases (`bench.moments_cases`): strong ones may never fail (tests/bench), weak ones are counted here.

``words_per_s``: words a second of `moments_of` over the training texts, one process.
"""

from __future__ import annotations

import time
from datetime import date, datetime
from pathlib import Path

from bench import moments_cases, page_dates, tempeval
from bench.result import Result, ratio
from rashomon.records import Span
from rashomon.understand.moments import moments_of
from rashomon.understand.moments.shape import extent


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
    figures |= _placed(documents)
    figures["words_per_s"] = _speed(taught)
    figures |= _pages(data, failures, full)
    figures |= _cases(failures, full)
    number = sum(r.gold for r in rows)
    return Result("moments", split, number, figures, time.perf_counter() - started, tuple(failures))


def _plain(document: tempeval.Document) -> list[tempeval.Timex]:
    """Every expression read as the day of publication."""
    day = document.published.isoformat()
    return [tempeval.Timex(t.start, t.end, "DATE", day) for t in tempeval.read(document)]


def _placed(documents: list[tempeval.Document]) -> dict[str, float]:
    """How the days that `find_moments` gives stand to those of gold dates."""
    total = hold = exact = 0
    for d in documents:
        found = [m for row in moments_of(d.text, d.sentences, tempeval.published(d.published)) for m in row]
        for g in d.gold:
            days = _days(g)
            if days is None:
                continue
            place = Span(start=d.tokens[g.start].start, end=d.tokens[g.end - 1].end)
            near = [m for m in found if m.words is not None and m.words.overlap(place)]
            ends = [(m.lo.date() if m.lo else None, m.hi.date() if m.hi else None) for m in near]
            total += 1
            hold += any((lo is None or lo <= days[0]) and (hi is None or hi >= days[1]) for lo, hi in ends)
            exact += days in ends
    return {"moments_hold": ratio(hold, total), "moments_exact": ratio(exact, total)}


def _days(gold: tempeval.Timex) -> tuple[date, date] | None:
    try:
        return extent(gold.value) if gold.kind in ("DATE", "TIME") else None
    except ValueError:  # "2012-XX-XX"
        return None


def _speed(documents: list[tempeval.Document]) -> float:
    read = [(d.text, d.sentences, tempeval.published(d.published)) for d in documents]
    words = sum(len(text.split()) for text, _, _ in read)
    started = time.process_time()
    for text, sentences, published in read:
        moments_of(text, sentences, published)
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
