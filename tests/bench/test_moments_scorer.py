"""The scorers of bench moments: TempEval-3's, htmldate's, and the own cases, whose strong ones may never fail."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench import moments_cases, page_dates, tempeval
from bench.result import DataMissing
from bench.tempeval import Timex

GOLD = [Timex(0, 2, "DATE", "2031-03-04"), Timex(5, 7, "DURATION", "P2Y")]


def test_own_gold_scores_full() -> None:
    figures = tempeval.figures([tempeval.count(GOLD, GOLD)])
    assert figures == {"value_f1": 100, "strict_f1": 100, "relaxed_f1": 100, "type_f1": 100, "type_accuracy": 1}


def test_a_longer_extent_is_relaxed_only_and_a_wrong_value_costs_value() -> None:
    shown = [Timex(0, 3, "DATE", "2031-03-04"), Timex(5, 7, "DURATION", "P3Y"), Timex(9, 10, "SET", "P1D")]
    counts = tempeval.count(GOLD, shown)
    assert (counts.gold, counts.shown, counts.strict, counts.relaxed, counts.values) == (2, 3, 1, 2, 1)
    assert tempeval.figures([counts])["value_f1"] == pytest.approx(100 * 2 / 5)


def test_each_expression_is_used_once() -> None:
    shown = [Timex(0, 7, "DATE", "2031-03-04")]
    assert tempeval.count(GOLD, shown).relaxed == 1


def test_the_same_extent_goes_before_one_that_overlaps() -> None:
    shown = [Timex(0, 1, "DATE", "x"), Timex(0, 2, "DATE", "2031-03-04")]
    assert tempeval.count(GOLD[:1], shown).values == 1


def test_the_interval_holds_the_figure() -> None:
    rows = [tempeval.count(GOLD, GOLD), tempeval.count(GOLD, GOLD[:1]), tempeval.count(GOLD, [])]
    low, high = tempeval.interval(rows)
    assert low <= tempeval.figures(rows)["value_f1"] <= high
    assert low < high


def test_tokens_and_tags_are_read(tmp_path: Path) -> None:
    (tmp_path / "platinum").mkdir()
    head = "DCT_2031-03-04\t" + "\t".join(["O"] * 17)
    words = [
        ("It", "O", "O", "O"),
        ("fell", "O", "O", "O"),
        ("on", "O", "O", "O"),
        ("Monday", "tmx1", "DATE", "2031-03-03"),
    ]
    rows = [
        "\t".join([w, "t", "1", w, "O", "O", "O", i, k, v, "O", "O", "X", "X", w, "NN", "O", "O"])
        for w, i, k, v in words
    ]
    (tmp_path / "platinum" / "a.col").write_text("\n".join([head, "", *rows, ""]), encoding="utf-8")
    (document,) = tempeval.platinum(tmp_path)
    assert document.gold == (Timex(3, 4, "DATE", "2031-03-03"),)
    assert tempeval.read(document) == list(document.gold)
    (tmp_path / "train" / "x").mkdir(parents=True)
    body = '<TEXT>It fell on <TIMEX3 tid="t1" type="DATE" value="2031-03-03">Monday</TIMEX3>.</TEXT>'
    (tmp_path / "train" / "x" / "a.tml").write_text(f'<DCT><TIMEX3 value="2031-03-04">x</TIMEX3></DCT>{body}', "utf-8")
    (document,) = tempeval.train(tmp_path)
    assert tempeval.read(document) == list(document.gold)


def test_missing_data_say_so(tmp_path: Path) -> None:
    with pytest.raises(DataMissing):
        tempeval.platinum(tmp_path)
    with pytest.raises(DataMissing):
        list(page_dates.pages(tmp_path))


def test_no_day_is_a_miss_and_a_wrong_day_is_both() -> None:
    scored = page_dates.score(["2031-03-04", "2031-03-05", "2031-03-06"], ["2031-03-04", None, "2031-03-07"])
    assert scored["accuracy"] == pytest.approx(1 / 3)
    assert scored["precision"] == scored["recall"] == 0.5


def test_pages_are_read_with_their_labels(tmp_path: Path) -> None:
    page = '<html><head><meta property="article:published_time" content="2031-03-03T23:30:00-05:00"></head><body><p>'
    page += (
        "The bridge near Orvo fell and four people were hurt, the mayor of the town said. " * 4 + "</p></body></html>"
    )
    label = {"url": "https://a.example/1", "file": "a.html", "set": "default", "date": "2031-03-03"}
    (tmp_path / "labels.jsonl").write_text(json.dumps(label) + "\n", encoding="utf-8")
    with gzip.open(tmp_path / "pages-00.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"url": label["url"], "file": "a.html", "encoding": "utf-8", "html": page}) + "\n")
    (found,) = page_dates.pages(tmp_path)
    seen = page_dates.SEEN
    page_dates.SEEN = seen.replace(year=2040)
    try:
        assert page_dates.ours(found) == found.day  # the outlet's own day; in UTC it is the next
    finally:
        page_dates.SEEN = seen


CASES = list(moments_cases.load())


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 200
    assert sum(case.strong for case in CASES) >= 200


@pytest.mark.parametrize("case", [c for c in CASES if c.strong], ids=lambda c: f"{c.line}: {c.text[:50]}")
def test_strong_case(case: moments_cases.Case) -> None:
    assert moments_cases.right(case), moments_cases.shown(case)


def test_a_case_can_fail() -> None:
    from dataclasses import replace

    assert not moments_cases.right(replace(CASES[0], expect="Tuesday=2031-03-05..2031-03-05"))
    held = next(c for c in CASES if c.expect.startswith("~"))
    assert not moments_cases.right(replace(held, expect="~2030-01-01..2030-01-01"))
