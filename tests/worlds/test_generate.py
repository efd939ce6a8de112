"""Generated worlds: always the same, streamed, true to their gold, at the rates asked for."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from collections import Counter
from itertools import islice, pairwise
from pathlib import Path

import pytest

from bench.worlds import Profile, WorldReport, generate
from bench.worlds.truth import disjoint, rounding

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def world() -> list[WorldReport]:
    return list(generate(11, 3000))


def test_the_same_arguments_give_the_same_world() -> None:
    assert list(generate(5, 300)) == list(generate(5, 300))
    assert [r.text for r in generate(5, 300)] != [r.text for r in generate(6, 300)]


def test_a_world_does_not_depend_on_the_hash_seed_of_the_process() -> None:
    code = (
        "import hashlib; from bench.worlds import generate\n"
        "print(hashlib.sha256(b''.join(r.payload for r in generate(5, 200))).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_a_longer_world_begins_with_the_same_affairs() -> None:
    short, long = list(generate(3, 400)), list(generate(3, 1200))
    texts = {r.url: r.text for r in long}
    assert all(texts[r.url] == r.text for r in short)


def test_reports_come_in_order_of_publication_under_addresses_of_their_own(world: list[WorldReport]) -> None:
    assert len(world) == 3000
    assert all(a.published <= b.published for a, b in pairwise(world))
    assert len({r.url for r in world}) == 3000
    assert all(".example/" in r.url for r in world)


def test_every_gold_sentence_and_value_stands_in_its_report(world: list[WorldReport]) -> None:
    for report in world:
        assert report.statements
        for gold in report.statements:
            assert report.text.count(gold.sentence) == 1, (report.url, gold.sentence)
            assert gold.value_words in gold.sentence
            assert bool(gold.value_words) == (gold.attribute != "occurrence")
            if gold.speaker:
                assert gold.speaker.lower() in gold.sentence.lower(), gold
            assert all(c.lower() in gold.sentence.lower() for c in gold.conduits)


def test_a_printed_number_is_the_number_of_the_gold(world: list[WorldReport]) -> None:
    words = dict(zip(["two", "three", "four", "five", "six", "seven", "eight", "nine"], range(2, 10), strict=True))
    for report in world:
        for gold in report.statements:
            if gold.written is None:
                continue
            last = gold.value_words.split()[-1].lower()
            assert words.get(last) == gold.written or last.replace(",", "") == str(gold.written)
            assert gold.low is not None
            assert gold.low <= gold.written


def test_every_parent_was_published_before_and_carries_the_same_knowers(world: list[WorldReport]) -> None:
    earlier: dict[str, WorldReport] = {}
    for report in world:
        assert (report.parent is None) == (report.url == report.root)
        if report.parent is not None:
            parent = earlier[report.parent]
            assert parent.published <= report.published
            assert parent.outlet != report.outlet
            assert parent.root == report.root
            assert {s.knower for s in report.statements} <= {s.knower for s in parent.statements}
        earlier[report.url] = report


def test_copies_are_word_for_word_and_cuts_are_beginnings(world: list[WorldReport]) -> None:
    texts = {r.url: r for r in world}
    checked = Counter[str]()
    for report in world:
        if report.parent is None or any(s.altered for s in report.statements):
            continue
        parent = texts[report.parent]
        body, whole = (r.text.partition(" — ")[2] if r.mark else r.text for r in (report, parent))
        if report.relation == "copy":
            assert body == whole
            checked["copy"] += 1
        if report.relation == "truncated":
            assert whole.startswith(body)
            checked["truncated"] += 1
    assert checked["copy"] > 300
    assert checked["truncated"] > 100


def test_rates_are_those_of_the_profile(world: list[WorldReport]) -> None:
    kinds = Counter(r.relation for r in world)
    assert 0.60 <= 1 - kinds["own"] / len(world) <= 0.70
    assert set(kinds) == {"own", "copy", "truncated", "paraphrase", "rewrite", "relay", "stale", "circular"}
    by_url = {r.url: r for r in world}
    marked = [r for r in world if r.relation in ("copy", "truncated") and by_url[r.parent or ""].mark]
    assert 0.33 <= sum(r.mark is not None for r in marked) / len(marked) <= 0.47
    sizes = Counter(r.affair for r in world)
    assert max(sizes.values()) <= 40
    assert sum(sizes.values()) / len(sizes) > 8


def test_every_trouble_occurs(world: list[WorldReport]) -> None:
    golds = [s for r in world for s in r.statements]
    assert any(s.altered for s in golds)
    assert any(s.misnamed for s in golds)
    assert any(s.relation == "rewrite" and not s.speaker for s in golds)
    assert any(s.corrects is not None for s in golds)
    assert any(not s.positive for s in golds)
    assert any(len(s.conduits) == 2 for s in golds)


def test_texts_are_as_long_as_news(world: list[WorldReport]) -> None:
    lengths = [len(r.text.split()) for r in world]
    assert min(lengths) >= 55
    assert max(lengths) <= 260
    assert 90 <= sum(lengths) / len(lengths) <= 200


def test_no_copying_where_none_is_asked_for() -> None:
    alone = Profile(copying=0.0, circular=0.0, smallest=1)
    assert {r.relation for r in generate(2, 200, profile=alone)} == {"own"}


def test_the_payload_is_one_line_of_json_the_read_room_takes(world: list[WorldReport]) -> None:
    for report in world[:50]:
        assert b"\n" not in report.payload
        record = json.loads(report.payload)
        assert set(record) == {"url", "title", "date", "language", "text", "outlet"}
        assert record["text"] == report.text


def test_memory_does_not_grow_with_the_world() -> None:
    def peak(reports: int) -> int:
        tracemalloc.start()
        for _ in generate(1, reports):
            pass
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(200)  # the word lists
    assert peak(4_500) < 1.5 * peak(1_500)


def test_a_million_can_be_asked_for_and_the_first_come_at_once() -> None:
    assert len(list(islice(generate(1, 1_000_000), 50))) == 50


@pytest.mark.parametrize(
    ("n", "half"),
    [(9, 0), (23, 0), (99, 0), (110, 5), (11_000, 500), (10_000, 500), (2_600, 50), (11_213, 0), (300, 5)],
)
def test_rounding_follows_the_value_algebra(n: int, half: float) -> None:
    assert rounding(n) == half


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ((23.0, 23.0), (31.0, 31.0), True),
        ((300.0, None), (270.0, 299.0), True),
        ((12.0, None), (40.0, 40.0), False),
        ((11_000.0, 11_000.0), (11_213.0, 11_213.0), False),
        ((None, 12.0), (13.0, 13.0), True),
    ],
)
def test_disjoint_intervals(
    a: tuple[float | None, float | None], b: tuple[float | None, float | None], apart: bool
) -> None:
    assert disjoint(a, b) is apart
    assert disjoint(b, a) is apart
