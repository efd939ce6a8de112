"""Quantities: values, pairs, the authors' pairing and the mapping of units by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import quantities_measeval as measeval
from bench.quantities import Item, Sentence, agreement, authors, load, pair, plain, read, same, score
from bench.quantities_cases import Case, failed, shown
from bench.quantities_peer import read as peer
from bench.result import DataMissing


def item(low: float, unit: str = "-", change: str = "=", high: float | None = None) -> Item:
    return Item((low, high), unit, change, frozenset())


def test_values_are_equal_within_a_hundred_thousandth_and_ranges_only_as_ranges() -> None:
    assert same((100000.0, None), (100000.9, None))
    assert not same((100000.0, None), (100002.0, None))
    assert same((1.0, 2.0), (1.0, 2.0))
    assert not same((1.0, 2.0), (1.0, 3.0))
    assert not same((1.0, None), (1.0, 2.0))
    assert same((0.0, None), (0.0, None))


def test_pairs_are_one_to_one_and_prefer_what_agrees_in_more() -> None:
    gold = [item(5, "mile"), item(5, "man")]
    assert pair(gold, [item(5, "man"), item(5, "mile"), item(5, "x")]) == [
        (gold[0], item(5, "mile")),
        (gold[1], item(5, "man")),
    ]
    assert pair(gold, [item(6)]) == []
    assert agreement(item(5, "a", ">"), item(5, "b", ">")) == {
        "value": True,
        "unit": False,
        "bound": True,
        "concept_partial": True,  # neither names a concept
        "concept_complete": True,
    }


def reader(*items: Item) -> object:
    return lambda _: list(items)


def test_figures_by_hand() -> None:
    sentences = [Sentence(0, "a", (item(5, "mile", ">"), item(7, "man")))]
    tally = score(sentences, reader(item(5, "mile"), item(7, "men"), item(9), item(10)))  # type: ignore[arg-type]
    assert tally.f1("value") == pytest.approx(100 * 2 * (0.5 * 1.0) / 1.5)
    assert tally.f1("unit") == pytest.approx(100 * 2 * (0.25 * 0.5) / 0.75)
    assert tally.f1("bound") == pytest.approx(100 * 2 * (0.25 * 0.5) / 0.75)


def test_the_authors_count_a_bound_for_every_equal_pair() -> None:
    sentences = [Sentence(0, "a", (item(5, "x"), item(5, "y")))]
    same_value = reader(item(5, "x"), item(5, "y"))
    assert score(sentences, same_value).right["bound"] == 2  # type: ignore[arg-type]
    tally = authors(sentences, same_value)  # type: ignore[arg-type]
    assert tally.right["bound"] == 4
    assert (tally.right["value"], tally.right["unit"]) == (2, 2)


ROWS = [
    ("The mast is 40 km high.", [((40.0, None), "kilometre", "=")]),
    ("They paid just under $5.", [((5.0, None), "dollar", "<")]),
    ("As many as 40 ships sank.", [((40.0, None), "ship", "=")]),
    ("Shares rose about 4 percent.", [((4.0, None), "percentage", "~")]),
    ("Shares rose 4 percent.", [((4.0, None), "percentage", "up")]),
    ("The price went from $4 to $6.", [((4.0, 6.0), "dollar", "=")]),
    ("Dozens of ships sank.", [((12.0, 120.0), "ship", "=")]),
    ("It is one of the best ships.", [((1.0, None), "good ship", "=")]),
    ("A third of the ships sank.", [((1 / 3, None), "% ship", "=")]),
    ("In 2021 Ada Moor, 34, lost 3-2 in Room 7.", []),
    ("It costs $3 a barrel.", [((3.0, None), "dollar per barrel", "=")]),
    ("He has 5G.", [((5.0, None), "generation wireless", "=")]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[r[0] for r in ROWS])
def test_our_numbers_in_the_terms_of_the_set(text: str, expected: Sequence[tuple[object, str, str]]) -> None:
    got = read(text)
    assert [(i.unit, i.change) for i in got] == [(unit, change) for _, unit, change in expected]
    assert all(same(i.value, value) for i, (value, _, _) in zip(got, expected, strict=True))  # type: ignore[arg-type]


def test_plain_phrases() -> None:
    assert plain("most spectacular catch") == "spectacular catch"
    assert plain("times earning") == "count"


def test_the_file_is_read_and_missing_data_is_said(tmp_path: Path) -> None:
    row = {"value": "1.0-2.0", "normalized_unit": "Mile", "change": "=", "referred_concepts": "old ship, mast"}
    path = tmp_path / "n.jsonl"
    path.write_text(json.dumps({"text": "a", "quantities": [row]}) + "\n", encoding="utf-8")
    (sentence,) = load(path)
    assert sentence.gold == (Item((1.0, 2.0), "mile", "=", frozenset(("old", "ship", "mast"))),)
    with pytest.raises(DataMissing):
        load(tmp_path / "none.jsonl")
    with pytest.raises(DataMissing):
        measeval.load(tmp_path / "none")


def test_measeval_by_hand(tmp_path: Path) -> None:
    text = "It ran 40 km and met 3 men."
    (tmp_path / "train").mkdir()
    line = {"id": "d", "text": text, "annotated": True}
    (tmp_path / "train" / "texts.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    head = "docId\tannotSet\tannotType\tstartOffset\tendOffset\tannotId\ttext\tother"
    rows = [
        head,
        'd\t1\tQuantity\t7\t12\tT1\t40 km\t{"unit": "km"}',
        'd\t2\tQuantity\t21\t22\tT2\t3\t{"mods": ["IsCount"]}',
        "d\t3\tQuantity\t0\t2\tT3\tIt\t",
    ]
    (tmp_path / "train" / "annotations.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    got = measeval.figures(tmp_path, "train")
    assert got["measeval_train_quantity_overlap_f1"] == pytest.approx(
        100 * (1 + 2 / 3) / 3
    )  # "3 men" for "3"; one missed
    assert got["measeval_train_quantity_exact"] == pytest.approx(100 / 3)
    assert got["measeval_train_unit_of_aligned"] == 100.0
    assert got["measeval_train_modifiers_of_aligned"] == 100.0


def test_a_peer_is_run_only_where_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RASHOMON_PEER", raising=False)
    assert peer(["a"]) is None


def test_notation_of_the_own_cases() -> None:
    assert shown("20 to 30 ships sank, killing 12 sailors.") == "20-30 range stock ship ; 12 exact stock dead of troop"
    assert failed(Case(True, "x", "In 2021 they met.", "", "2021=date")) is None
