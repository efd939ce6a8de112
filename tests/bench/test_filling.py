"""The big ledger of bench speed --web: its copied rows are those the ledger itself would write for such reports."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bench.filling import fill
from rashomon.ledger import Ledger
from rashomon.ledger.sqlite import SqliteStore
from rashomon.ledger.upgrades import STEPS

SHELVES = ("shelf", "facet", "counted", "spoken", "located", "gist", "asked")
REAL, COUNT = 24, 60


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "big.ledger"
    more = fill(path, COUNT, real=REAL, more=3)
    assert len(more.read_bytes().splitlines()) == 3
    return path


def test_every_record_can_be_read_and_its_spans_hold_names_of_their_own(filled: Path) -> None:
    with Ledger.open(filled, readonly=True) as ledger:
        ledger.check()
        assert ledger.counts()["reports"] == COUNT
        for report in ledger.reports():
            for mention in ledger.understanding(report.id).mentions:
                assert mention.span.of(report.text) == mention.text
            for said in ledger.statements_of(report.id):
                assert said.report_id == report.id
                for quantity in said.quantities:
                    assert quantity.span.of(report.text).strip()
        for _, block, _ in (row for row in ledger.rows() if row[0] == "block"):
            settled = ledger.settled(block)
            assert set(ledger.blocks_of(settled.statements)) == set(settled.statements)


def test_indices_are_what_the_ledger_makes_of_the_records(filled: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.ledger"
    again.write_bytes(filled.read_bytes())
    with closing(sqlite3.connect(again)) as base:
        wanted = {table: _rows(base, table) for table in SHELVES}
        for table in (*SHELVES, "voice"):
            base.execute(f"DELETE FROM {table}")  # noqa: S608
        base.commit()
    store = SqliteStore(again)
    with store.writing():
        STEPS[6](store)
    store.close()
    with closing(sqlite3.connect(again)) as base:
        assert {table: _rows(base, table) for table in SHELVES} == wanted


def test_copies_are_found_by_their_own_words_and_by_those_all_share(filled: Path) -> None:
    with Ledger.open(filled, readonly=True) as ledger:
        everywhere = ledger.search("said", limit=10_000)
        assert len({hit.report_id for hit in everywhere}) > REAL
        names = {m.text for r in ledger.reports() for m in ledger.understanding(r.id).mentions}
        assert len(names) > 2 * len({m.text for m in ledger.understanding(next(ledger.reports()).id).mentions})


def _rows(base: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    if table == "spoken":  # voices are numbered as they come
        sql = (
            "SELECT key, kind, name, institution, p.number, place FROM spoken AS p JOIN voice AS v ON v.number = voice"
        )
        return sorted(base.execute(sql).fetchall())
    return sorted(base.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608
