"""The scorer of ``bench incidents`` and the method beside it, on answers known by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest

from bench import incidents, linkage
from bench.result import DataMissing
from bench.result import b_cubed as by_sets

GOLD = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 3}


@pytest.mark.parametrize(
    ("found", "precision", "recall"),
    [
        ({"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 3}, 100.0, 100.0),
        (dict.fromkeys("abcdef", 1), 100 * (3 * 3 + 2 * 2 + 1) / 36, 100.0),
        ({i: i for i in "abcdef"}, 100.0, 100 * 3 / 6),  # a third each of three, half each of two, one whole
        ({"a": 1, "b": 1, "c": 2, "d": 2, "e": 3, "f": 4}, 100 * 5 / 6, 100 * (4 / 3 + 1 / 3 + 1 + 1) / 6),
    ],
)
def test_b_cubed_is_micro_over_documents(found, precision, recall):
    p, r, f = incidents.b_cubed(GOLD, found)
    assert (p, r) == pytest.approx((precision, recall))
    assert f == pytest.approx(2 * p * r / (p + r))
    groups = ({i: str(g) for i, g in GOLD.items()}, {i: str(g) for i, g in found.items()})
    assert (p, r, f) == pytest.approx(tuple(100 * x for x in by_sets(*groups)))


def test_over_merge_and_over_split_are_of_groups_of_several():
    found = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 2, "f": 4}
    merged, split, lines = incidents.troubles(GOLD, found)
    assert (merged, split) == (50.0, 50.0)  # {c, d, e} of two stories; {a, b, c} of two incidents
    assert lines[1].endswith("1 reports stand outside")
    assert incidents.pairs(GOLD, found) == pytest.approx({"pair_precision": 50.0, "pair_recall": 50.0})


def test_average_linkage_uses_means_not_nearest():
    similar = np.array([[1, 0.9, 0.1, 0.0], [0.9, 1, 0.6, 0.0], [0.1, 0.6, 1, 0.0], [0.0, 0.0, 0.0, 1]])
    joined = linkage.merges(similar)
    assert sorted(round(s, 6) for _, _, s in joined) == [0.0, 0.35, 0.9]
    assert len(set(linkage.cut(4, joined, 0.5))) == 3
    assert len(set(linkage.cut(4, joined, 0.35))) == 2


def test_similarities_are_cosines_that_weigh_rare_words_more():
    similar = linkage.similarities(
        ["fire at the mill", "fire at the quay", "mill of the town", "mill mill fire at the"]
    )
    assert np.allclose(np.diag(similar), 1.0, atol=1e-6)
    assert similar[0, 1] < similar[0, 3]


def test_only_pages_that_hold_an_article_count(tmp_path):
    rows = [
        {"id": "1", "incident": "x", "title": "T", "text": "Words.", "date": "2030-01-02", "page_state": "article"},
        {
            "id": "2",
            "incident": "x",
            "title": "T",
            "text": "Log in.",
            "date": "2030-01-02",
            "page_state": "boilerplate",
        },
    ]
    (tmp_path / "violent-corpus").mkdir()
    lines = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "violent-corpus" / "docs_dev.jsonl").write_text(lines, encoding="utf-8")
    held = incidents.documents(tmp_path, "dev")
    assert [(d.name, d.group) for d in held] == [("1", "x")]
    assert held[0].report.text == "T\n\nWords."
    with pytest.raises(DataMissing):
        incidents.documents(tmp_path, "train")
    with pytest.raises(DataMissing):
        incidents.subtopics(tmp_path, "dev")


def test_ecb_documents_are_of_their_sub_topic(tmp_path):
    folder = tmp_path / "ecbplus"
    (folder / "xml" / "2").mkdir(parents=True)
    (folder / "split_topics.json").write_text('{"dev": [2], "test": [3]}', encoding="utf-8")
    for name in ("2_1ecb", "2_1ecbplus"):
        tokens = '<token sentence="0">Old</token><token sentence="0">mill</token><token sentence="1">burns</token>'
        (folder / "xml" / "2" / f"{name}.xml").write_text(f"<Document>{tokens}</Document>", encoding="utf-8")
    held = incidents.subtopics(tmp_path, "dev")
    assert [d.group for d in held] == ["2ecb", "2ecbplus"]
    assert held[0].report.text == "Old mill\nburns"
    assert held[0].report.published.when.lo is None
