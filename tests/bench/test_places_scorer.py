"""The scorer of ``bench places`` on invented rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.geo import FARTHEST, Gold, document, errors, load
from bench.places import Shown, Tally, given, score
from bench.result import DataMissing
from rashomon.records import Level
from rashomon.understand.places.gazetteer import Entry, shipped


def entry(ident: int, lat: float = 0.0, lon: float = 0.0) -> Entry:
    return Entry(ident, ident, "X", Level.SETTLEMENT, lat, lon, 3.0, ())


def row(*toponyms: dict[str, object]) -> dict[str, object]:
    return {"id": "1", "text": "Kurl met the Velmorans in Ost.", "toponyms": list(toponyms)}


TYPES = [  # what a toponym says of itself, counted as gold, literal
    ({"geonameid": "7"}, True, None),
    ({"geonameid": "7", "type": "Literal"}, True, True),
    ({"geonameid": "7", "type": "Metonymic"}, True, False),
    ({"geonameid": "7", "type": "Embedded_Non_Lit", "modifierType": "Noun"}, True, False),
    ({"geonameid": "7", "type": "Non_Literal_Modifier", "modifierType": "Adjective"}, False, None),
    ({"geonameid": "7", "phrase": "French"}, False, None),
    ({"geonameid": None, "type": "Demonym"}, False, None),
    ({"geonameid": None, "type": "Literal_Expression"}, False, None),
    ({"geonameid": None, "type": "Coercion"}, False, None),
    ({"geonameid": None, "type": "Literal"}, True, True),
]


@pytest.mark.parametrize(("fields", "counted", "literal"), TYPES, ids=lambda v: str(v)[:60])
def test_what_counts(fields: dict[str, object], counted: bool, literal: bool | None) -> None:
    made = document(row({"start": 0, "end": 4, "phrase": "Kurl", "lat": 1.0, "lon": 1.0} | fields))
    assert [g.literal for g in made.gold] == ([literal] if counted else [])
    assert made.apart == (frozenset() if counted else {(0, 4)})


def test_the_same_span_counts_once() -> None:
    one = {"start": 0, "end": 4, "phrase": "Kurl", "geonameid": "7", "lat": 0.0, "lon": 0.0}
    made = document(row(one, one | {"geonameid": None, "type": "Demonym"}))
    assert (len(made.gold), made.apart) == (1, frozenset())


GOLD = (Gold(0, 4, 7, 0.0, 0.0, True), Gold(26, 29, 8, 0.0, 0.0, False))


def tally(shown: dict[tuple[int, int], Shown], on_gold: dict[tuple[int, int], Shown] | None = None) -> Tally:
    made = document(row())
    whole = type(made)(made.name, made.text, GOLD, frozenset({(13, 22)}))
    return score(whole, shown, on_gold or {}, frozenset({7}))


def test_all_right() -> None:
    right = {(0, 4): Shown(True, entry(7), entry(7)), (26, 29): Shown(False, entry(8), entry(9))}
    made = tally(right, right)
    assert (made.f1(), made.share("exact", "placed"), made.share("near", "located")) == (100.0, 100.0, 100.0)
    assert (made.share("populous", "placed"), made.share("held", "placed")) == (50.0, 50.0)
    assert (made.share("roles_right", "roles"), made.f1("literal_"), made.off) == (100.0, 100.0, [0.0, 0.0])


def test_bounds_and_places_must_both_be_right() -> None:
    made = tally({(0, 3): Shown(True, entry(7), entry(7)), (26, 29): Shown(True, entry(9, 1.0, 0.0), entry(8))})
    assert (made.counts["right"], made.counts["shown"], made.counts["gold"]) == (1, 2, 2)
    assert (made.share("exact", "placed"), made.share("near", "located")) == (0.0, 50.0)  # 111 km off
    assert made.share("populous", "placed") == 50.0
    assert made.off == [FARTHEST, FARTHEST]
    assert made.misses["not found, id held"] == made.misses["another place, id not held"] == 1


def test_what_stands_apart_is_neither_right_nor_wrong() -> None:
    made = tally({(13, 22): Shown(True, entry(7), entry(7))})
    assert (made.counts["shown"], made.counts["right"]) == (0, 0)


def test_the_same_id_is_no_distance_away() -> None:
    made = tally({}, {(0, 4): Shown(True, entry(7, 50.0, 50.0), entry(7))})
    assert made.off == [0.0, FARTHEST]


@pytest.mark.parametrize(
    ("distances", "mean", "middle", "area"),
    [
        ([], 0.0, 0.0, 0.0),
        ([0.0, 0.0], 0.0, 0.0, 0.0),
        ([FARTHEST], FARTHEST, FARTHEST, 1.0),
        ([0.0, FARTHEST], FARTHEST / 2, FARTHEST / 2, 0.5),
    ],
)
def test_errors(distances: list[float], mean: float, middle: float, area: float) -> None:
    assert errors(distances) == pytest.approx((mean, middle, area))


def test_gold_spans_are_resolved_together() -> None:
    text = "Kurl: Paris, Texas."
    made = given(
        text, (), (Gold(6, 11, 1, 0.0, 0.0, None), Gold(13, 18, 2, 0.0, 0.0, None), Gold(0, 4, 3, 0.0, 0.0, None))
    )
    assert {
        text[a:b]: shipped().entry(s.entry.parents[-2]).name for (a, b), s in made.items() if text[a:b] == "Paris"
    } == {"Paris": "Texas"}
    assert (0, 4) not in made
    assert made[6, 11].populous.people > made[6, 11].entry.people


def test_missing_data_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="lgl"):
        load(tmp_path, "lgl")
    (tmp_path / "lgl.jsonl").write_text(json.dumps(row()) + "\n", encoding="utf-8")
    assert [d.name for d in load(tmp_path, "lgl")] == ["1"]
