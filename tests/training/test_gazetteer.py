"""How the gazetteer's file is made: names of divisions, other names of towns, the file read back. Invented places."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.records import Level
from rashomon.understand.places.gazetteer import Gazetteer
from training.gazetteer import (
    COUNTRY,
    COUNTY,
    PROVINCE,
    SETTLEMENT,
    Row,
    bare,
    free,
    locate,
    names_of,
    taken,
    wide,
    write,
)

BARE = [
    ("Dallas County", "dallas"),
    ("Kursk Oblast", "kursk"),
    ("Departamento de Capital", "capital"),
    ("Republic of Velmora", "velmora"),
    ("Ordale", "ordale"),
    ("Federal District", ""),
]


@pytest.mark.parametrize(("name", "short"), BARE)
def test_a_division_without_its_kind(name: str, short: str) -> None:
    assert bare(name) == short


def world() -> list[Row]:
    land, other = Row(1, "velmora", COUNTRY, country="VE"), Row(2, "ordale", COUNTRY, country="OR")
    part = Row(3, "Karst Province", PROVINCE, land, country="VE")
    county = Row(4, "Lune County", COUNTY, part, country="VE")
    big = Row(5, "Karst", SETTLEMENT, county, 10.0, 20.0, 90_000, "VE", ["Karsten", "Ordale", "Belm"])
    small = Row(6, "Belm", SETTLEMENT, county, 12.0, 22.0, 600, "VE", ["Karst"])
    far = Row(7, "Belm", SETTLEMENT, other, -30.0, 150.0, 4_000, "OR", ["Karst", "Karsten"])
    for town, wholes in ((big, (county, part, land)), (small, (county, part, land)), (far, (other,))):
        for whole in wholes:
            whole.inside.append(town)
    rows = [land, other, part, county, big, small, far]
    locate(rows)
    return rows


def test_what_contains_towns_lies_amid_them() -> None:
    land, other, part, *_ = world()
    assert (land.lat, land.lon, land.people) == (part.lat, part.lon, part.people) == (11.0, 21.0, 90_600)
    assert (other.lat, other.people) == (-30.0, 4_000)


def test_other_names_that_are_others_own_are_left_out() -> None:
    rows = world()
    own = taken(rows)
    _, _, _, _, big, small, far = rows
    assert names_of(big, own) == {"karst", "karsten"}  # Ordale is a land, Belm a town of its own land
    assert names_of(small, own) == {"belm"}
    assert names_of(far, own) == {"belm", "karsten"}
    assert free(big, "karst", own)  # the province is named after it


def test_the_file_reads_back(tmp_path: Path) -> None:
    write(world(), tmp_path / "small.bin")
    gazetteer = Gazetteer((tmp_path / "small.bin").read_bytes())
    assert len(gazetteer) == 7
    assert gazetteer.idents() == frozenset(range(1, 8))
    (town, division) = sorted(gazetteer.find("Karst"), key=lambda e: e.level.value, reverse=True)
    assert (town.ident, town.level, division.ident, division.level) == (5, Level.SETTLEMENT, 3, Level.PROVINCE)
    assert [gazetteer.entry(n).name for n in town.parents] == ["Lune County", "Karst Province", "velmora"]
    assert (town.lat, town.lon) == pytest.approx((10.0, 20.0), abs=0.01)
    assert 10**town.people == pytest.approx(90_000, rel=0.06)
    assert {e.ident for e in gazetteer.find("BELM")} == {6, 7}
    assert gazetteer.find("nowhere") == gazetteer.find("") == ()


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    write(world(), tmp_path / "a")
    write(list(reversed(world())), tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_regions_and_waters_have_a_place() -> None:
    rows = wide({})
    assert len({r.name for r in rows}) == len(rows) > 80
    assert all(-90 <= r.lat <= 90 and -180 <= r.lon <= 180 for r in rows)
