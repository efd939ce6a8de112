"""Identifiers, counts, and the digest of the whole."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from rashomon.errors import UnknownIdentifier
from rashomon.ledger import Ledger
from rashomon.records import Published, PublishedBasis
from tests.ledger import samples


def fill(ledger: Ledger, numbers: list[int], batch: int) -> None:
    """Record reports in this order, so many at a time, then what follows from them, in an order of its own."""
    for first in range(0, len(numbers), batch):
        with ledger.writing():
            for number in numbers[first : first + batch]:
                report = samples.report(number)
                ledger.keep(*samples.original(number))
                ledger.add_report(report, samples.understanding(report))
                ledger.log_capture(samples.capture(report, f"place {first}"))
                ledger.post("words", report.id, ["ferry", f"part {number}"])
    statements = {n: [s.id for s in samples.understanding(samples.report(n)).statements] for n in numbers}
    for number in numbers:
        report, other = samples.report(number), samples.report(0)
        a, b, *_ = statements[number]
        ledger.replace_blocks((), [samples.settled((a,))])
        ledger.replace_blocks([samples.settled((a,)).block_id], [samples.settled((a, b))])
        ledger.put_pair(samples.pair(a, b))
        if number:
            ledger.put_links(report.id, other.id, [samples.link(report.id, other.id)])
        else:
            ledger.redate(report.id, samples.understanding(report, day=2))


def test_the_digest_is_of_the_set_not_of_its_arrival() -> None:
    digests = set()
    for seed, batch in ((0, 1), (1, 3), (2, 20), (2, 20)):
        numbers = list(range(20))
        random.Random(seed).shuffle(numbers)
        with Ledger.open(None) as ledger:
            fill(ledger, numbers, batch)
            digests.add(ledger.digest())
            report = samples.report(3)
            ledger.add_report(report, samples.understanding(report))
            ledger.log_capture(samples.capture(report, "again"))
            digests.add(ledger.digest())
    assert len(digests) == 1


def test_the_digest_changes_with_every_row_it_is_of(ledger: Ledger) -> None:
    fill(ledger, [0, 1, 2], 1)
    before = ledger.digest()
    for kind, identifier, _ in list(ledger.rows()):
        column = "media_type" if kind == "original" else "record"
        table = kind if kind in TABLES else "finding"
        key = TABLES.get(table, "id")
        values = (identifier.split()[0],)
        [(held,)] = ledger._store.rows(f"SELECT {column} FROM {table} WHERE {key} = ?", values)  # noqa: S608
        changed = held + " " if kind == "original" else held.replace("i", "j")
        ledger._store.run(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (changed, *values))  # noqa: S608
        assert ledger.digest() != before, (kind, identifier)
        ledger._store.run(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (held, *values))  # noqa: S608
    assert ledger.digest() == before


TABLES = {"block": "id", "link": "id", "original": "id", "pair": "a", "redated": "report_id", "report": "id"}
TABLES |= {"restated": "id", "statement": "id", "understanding": "report_id"}


def test_rows_come_sorted_and_of_every_kind(ledger: Ledger) -> None:
    fill(ledger, [2, 0, 1], 2)
    rows = list(ledger.rows())
    assert {kind for kind, _, _ in rows} == {
        *TABLES,
        *("question", "claim", "origin", "conflict", "supersession", "flag"),
    }
    assert len({row[:2] for row in rows}) == len(rows)
    for kind in {kind for kind, _, _ in rows}:
        ids = [identifier for of, identifier, _ in rows if of == kind]
        assert ids == sorted(ids)


@pytest.mark.parametrize("basis", [PublishedBasis.CAPTURE, PublishedBasis.DATELINE])
def test_the_time_of_capture_is_left_out(basis: PublishedBasis) -> None:
    digests = set()
    for days in (0, 1):
        report = samples.report(1)
        seen = report.seen + timedelta(days=days)
        capture = Published(when=replace(samples.moment(), lo=None, hi=seen), basis=PublishedBasis.CAPTURE)
        published = capture if basis is PublishedBasis.CAPTURE else report.published
        report = replace(report, seen=seen, published=published)
        with Ledger.open(None) as ledger:
            ledger.keep(*samples.original(1))
            ledger.add_report(report, replace(samples.understanding(report), published=published))
            digests.add(ledger.digest())
    assert len(digests) == 1


def test_identifiers_are_known_by_kind_and_by_unique_beginnings(ledger: Ledger) -> None:
    fill(ledger, [0, 1], 1)
    for kind, identifier, _ in ledger.rows():
        if kind in {"block", "pair", "redated", "restated", "understanding"}:
            continue
        assert ledger.kind_of(identifier) == kind
        assert ledger.resolve(identifier) == identifier
        assert ledger.resolve(identifier[:9]) == identifier
        assert ledger.kind_of(identifier[:9]) == kind


def test_beginnings_that_name_two_or_none_are_refused(ledger: Ledger) -> None:
    first, second, twin = "abcdef" + "0" * 10, "abcdef" + "1" * 10, "abcdef0"
    for number, identifier in enumerate((first, second)):
        ledger.keep(*samples.original(number))
        report = replace(samples.report(number), id=identifier)
        ledger.add_report(report, replace(samples.understanding(report, count=0), report_id=identifier))
    assert ledger.resolve(twin) == first
    with pytest.raises(UnknownIdentifier, match="more than one"):
        ledger.resolve("abcdef")
    assert ledger.kind_of("abcdef") is None
    for unknown in ("", "abcde", "ABCDEF0", "fedcba", "%", "abcdef%", "\udcff", "abcdefg", first + "0"):
        assert ledger.kind_of(unknown) is None
        with pytest.raises(UnknownIdentifier):
            ledger.resolve(unknown)


def test_an_exact_identifier_outranks_a_longer_one(ledger: Ledger) -> None:
    kept, payload = samples.original(0)
    ledger.keep(kept, payload)
    report = replace(samples.report(0), id=kept.id[:16])
    ledger.add_report(report, samples.understanding(report, count=0))
    assert ledger.kind_of(kept.id[:16]) == "report"
    assert ledger.kind_of(kept.id) == "original"


def test_counts_are_of_what_is_there(ledger: Ledger) -> None:
    assert set(ledger.counts().values()) == {0}
    fill(ledger, [0, 1, 2], 1)
    expected = {"originals": 3, "captures": 3, "reports": 3, "statements": 9, "links": 2, "pairs": 3, "blocks": 3}
    expected |= {"questions": 3, "claims": 6, "origins": 6, "conflicts": 3, "supersessions": 3, "flags": 3}
    expected |= {"judgements": 0}
    assert ledger.counts() == expected
