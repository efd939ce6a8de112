"""Names: the files are read right and the scorer is strict."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.entities import RE3D, UNER, Tagged, load_re3d, load_uner, located, named, run, score, spans, why
from bench.result import DataMissing
from rashomon.errors import Unreadable

IOB2 = """# newdoc id = one
# sent_id = 1
# text = Ana Roe left Halvane.
1	Ana	B-PER	-	x
2	Roe	I-PER	-	x
3	left	O	-	x
4	Halvane	B-LOC	-	x
5	.	O	-	x

# sent_id = 2
# text = Roe didn't.
1	Roe	B-PER	-	x
2	did	O	-	x
3	n't	O	-	x
4	.	O	-	x

# newdoc id = two
# sent_id = 3
# text = Ports Union
1	Ports	B-ORG	-	x
2	Union	I-ORG	-	x
"""
GOLD = frozenset({(0, 7, "PERSON"), (13, 20, "PLACE")})


class Given:
    """A reader that names what it was given."""

    name = "given"

    def __init__(self, *found: tuple[int, int, str]) -> None:
        self.found = found

    def entities(self, text: str) -> Sequence[tuple[int, int, str]]:
        return self.found


def test_the_sentences_of_a_document_are_one_text(tmp_path: Path) -> None:
    (tmp_path / "a.iob2").write_text(IOB2, encoding="utf-8")
    first, second = load_uner(tmp_path / "a.iob2")
    assert first == Tagged("Ana Roe left Halvane. Roe didn't.", GOLD | {(22, 25, "PERSON")})
    assert second == Tagged("Ports Union", frozenset({(0, 11, "ORGANISATION")}))


def test_re3d_keeps_the_kinds_that_correspond(tmp_path: Path) -> None:
    row = {"tokens": ["Its", "F", "-", "16s", "hit", "Velna", "Monday"]}
    row["tags"] = ["B-Organisation", "B-MilitaryPlatform", "I-MilitaryPlatform", "I-MilitaryPlatform", "O"]
    row["tags"] += ["B-Location", "B-Temporal"]
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tagged,) = load_re3d(tmp_path / "a.jsonl")
    assert tagged.names == {(0, 3, "ORGANISATION"), (4, 11, "EQUIPMENT"), (16, 21, "PLACE")}
    assert named(Tagged("its F - 16s hit", frozenset({(0, 3, "ORGANISATION"), (4, 11, "EQUIPMENT")}))) == Tagged(
        "its F - 16s hit", frozenset({(4, 11, "EQUIPMENT")}), frozenset({(0, 3, "ORGANISATION")})
    )


def test_iob2_rows() -> None:
    places = [(0, 1), (2, 3), (4, 5), (6, 7)]
    assert list(spans(places, ["B-PER", "B-PER", "I-PER", "O"], UNER)) == [(0, 1, "PERSON"), (2, 5, "PERSON")]
    assert list(spans(places, ["I-PER", "I-LOC", "O", "B-ORG"], UNER)) == [
        (0, 1, "PERSON"),
        (2, 3, "PLACE"),
        (6, 7, "ORGANISATION"),
    ]
    assert list(spans(places, ["B-Money", "I-Money", "B-Weapon", "I-Weapon"], RE3D)) == [(4, 7, "EQUIPMENT")]
    with pytest.raises(ValueError, match="not found"):
        list(located("one two", ["one", "three"]))


@pytest.mark.parametrize(
    ("found", "percent"),
    [
        ([(0, 7, "PERSON"), (13, 20, "PLACE")], 100.0),
        ([(0, 7, "PERSON")], 100 * 2 / 3),
        ([(0, 7, "PERSON"), (13, 21, "PLACE")], 50.0),  # bounds are exact
        ([(0, 7, "ORGANISATION"), (13, 20, "PLACE")], 50.0),  # and so is the kind
        ([(0, 7, "PERSON"), (13, 20, "PLACE"), (0, 3, "NATIONALITY")], 100.0),  # not a kind of this set
        ([(0, 7, "PERSON"), (13, 20, "PLACE"), (8, 12, "PLACE"), (8, 12, "PLACE")], 80.0),
        ([], 0.0),
    ],
)
def test_exact_and_micro(found: list[tuple[int, int, str]], percent: float) -> None:
    scored = score(Given(*found), [Tagged("Ana Roe left Halvane.", GOLD)], UNER.values())  # type: ignore[arg-type]
    assert scored.f1() == pytest.approx(percent)


def test_kinds_apart_and_mentions_apart() -> None:
    text = Tagged("Ana Roe left Halvane.", GOLD, apart=frozenset({(8, 12, "PERSON")}))
    scored = score(Given((0, 7, "PERSON"), (8, 12, "PERSON")), [text], UNER.values())  # type: ignore[arg-type]
    assert (scored.f1("PERSON"), scored.f1("PLACE"), scored.f1("ORGANISATION")) == (100.0, 0.0, 0.0)
    assert scored.misses == {"PLACE missed": 1}


def test_a_text_the_product_refuses_has_no_names() -> None:
    class Refusing(Given):
        def entities(self, text: str) -> Sequence[tuple[int, int, str]]:
            raise Unreadable("page furniture", "nothing to do")

    scored = score(Refusing(), [Tagged("Ana Roe left Halvane.", GOLD)], UNER.values())  # type: ignore[arg-type]
    assert scored.misses == {"PERSON missed": 1, "PLACE missed": 1}


def test_misses_are_told_by_kind() -> None:
    name = (5, 9, "PERSON")
    assert why(name, []) == why(name, [(0, 5, "PERSON")]) == "missed"
    assert why(name, [(5, 9, "PLACE")]) == "as PLACE"
    assert why(name, [(5, 8, "PERSON")]) == "with other bounds"
    assert why(name, [(0, 12, "PLACE")]) == "inside or around PLACE"


def test_without_data_the_bench_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="--data"):
        run(tmp_path, "dev", False)
    with pytest.raises(DataMissing, match="--data"):
        load_re3d(tmp_path / "none.jsonl")
