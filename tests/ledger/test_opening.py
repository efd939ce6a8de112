"""Opening, refusing, and what happens when the disk is full."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from rashomon.errors import (
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerFull,
    LedgerMissing,
    LedgerTooNew,
    RashomonError,
)
from rashomon.ledger import Ledger
from tests.ledger import samples


def fill(ledger: Ledger, first: int, last: int) -> None:
    for number in range(first, last):
        report = samples.report(number)
        with ledger.writing():
            ledger.keep(*samples.original(number))
            ledger.add_report(report, samples.understanding(report))


def one_line(error: pytest.ExceptionInfo[RashomonError], path: Path) -> str:
    message = str(error.value)
    assert str(path) in message
    assert "\n" not in message
    return message


def test_a_ledger_that_is_not_there_is_missing(path: Path) -> None:
    for place in (path, path / "deeper" / "ledger.db"):
        with pytest.raises(LedgerMissing) as error:
            Ledger.open(place)
        one_line(error, place)
    assert not path.exists()


def test_creating_makes_the_folders_above(tmp_path: Path) -> None:
    place = tmp_path / "new ?" / "50% more" / "led#ger.db"
    Ledger.open(place, create=True).close()
    with Ledger.open(place) as ledger:
        assert ledger.counts()["reports"] == 0
    assert place.is_file()


def test_opening_again_with_create_keeps_what_is_there(path: Path) -> None:
    with Ledger.open(path, create=True) as ledger:
        fill(ledger, 0, 2)
        before = ledger.digest()
    with Ledger.open(path, create=True) as ledger:
        assert ledger.digest() == before


def test_an_empty_file_is_missing_until_created(path: Path) -> None:
    path.touch()
    with pytest.raises(LedgerMissing):
        Ledger.open(path)
    with Ledger.open(path, create=True) as ledger:
        assert ledger.counts()["reports"] == 0


@pytest.mark.parametrize("content", [b"Dear reader", b"Dear reader " * 1000, bytes(5000), b"SQLite format 3\0" * 300])
def test_a_file_that_is_no_database_is_damaged(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for create in (False, True):
        with pytest.raises(LedgerDamaged) as error:
            Ledger.open(path, create=create)
        one_line(error, path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE meta (key, value)")
    other.close()
    before = path.read_bytes()
    for create in (False, True):
        with pytest.raises(LedgerDamaged, match="not a ledger"):
            Ledger.open(path, create=create)
    assert path.read_bytes() == before


def test_a_ledger_of_a_newer_version_is_left_alone(path: Path) -> None:
    with Ledger.open(path, create=True) as ledger:
        fill(ledger, 0, 1)
        ledger._store.run("UPDATE meta SET value = '99' WHERE key = 'schema'")
    before = path.read_bytes()
    with pytest.raises(LedgerTooNew, match="newer") as error:
        Ledger.open(path, create=True)
    one_line(error, path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("change", ["DELETE FROM meta", "UPDATE meta SET value = 'one'", "DROP TABLE meta"])
def test_a_ledger_that_lost_its_version_is_damaged(path: Path, change: str) -> None:
    with Ledger.open(path, create=True) as ledger:
        ledger._store.run(change)
    with pytest.raises(LedgerError):
        Ledger.open(path)


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="folder"):
        Ledger.open(tmp_path, create=True)


def test_a_place_below_a_file_is_refused(path: Path) -> None:
    path.touch()
    with pytest.raises(LedgerError):
        Ledger.open(path / "ledger.db", create=True)


def test_torn_pages_are_noticed(path: Path) -> None:
    with Ledger.open(path, create=True) as ledger:
        fill(ledger, 0, 30)
        ledger.check()
    held = bytearray(path.read_bytes())
    half = len(held) // 2
    held[half : half + 40960] = bytes(40960)
    path.write_bytes(held)

    def read() -> None:  # a torn page of the schema is noticed on opening, any other by the check
        with Ledger.open(path) as ledger:
            ledger.check()

    with pytest.raises(LedgerDamaged) as error:
        read()
    one_line(error, path)


def test_a_file_cut_short_is_noticed(path: Path) -> None:
    with Ledger.open(path, create=True) as ledger:
        fill(ledger, 0, 30)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])

    def read() -> None:
        with Ledger.open(path) as ledger:
            ledger.check()

    with pytest.raises(LedgerDamaged):
        read()


def test_a_row_whose_parent_is_gone_is_noticed(ledger: Ledger) -> None:
    fill(ledger, 0, 1)
    ledger._store.run("PRAGMA foreign_keys = OFF")
    ledger._store.run("DELETE FROM original")
    with pytest.raises(LedgerDamaged, match="original"):
        ledger.check()


def test_a_ledger_opened_for_reading_takes_nothing(path: Path) -> None:
    with Ledger.open(path, create=True) as ledger:
        fill(ledger, 0, 1)
    before = path.read_bytes()
    with Ledger.open(path, readonly=True) as reader:
        assert reader.counts()["reports"] == 1
        with pytest.raises(LedgerError):
            fill(reader, 1, 2)
        assert reader.counts()["reports"] == 1
    assert path.read_bytes() == before


def test_another_writer_is_waited_for_no_longer_than_asked(path: Path) -> None:
    with Ledger.open(path, create=True) as one, Ledger.open(path, wait=0.05) as two:
        with one.writing():
            with pytest.raises(LedgerBusy) as error:
                fill(two, 0, 1)
            one_line(error, path)
        fill(two, 0, 1)
        assert one.counts()["reports"] == 1


def test_writing_inside_writing_is_one_transaction(ledger: Ledger) -> None:
    def fail() -> None:
        with ledger.writing():
            with ledger.writing():
                fill(ledger, 0, 1)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert ledger.counts()["reports"] == 0
    fill(ledger, 0, 1)
    assert ledger.counts()["reports"] == 1


def test_writing_inside_reading_is_refused(ledger: Ledger) -> None:
    with ledger.reading(), pytest.raises(LedgerError, match="inside reading"):
        fill(ledger, 0, 1)
    assert ledger.counts()["reports"] == 0


def test_a_full_disk_half_writes_nothing(path: Path) -> None:
    with Ledger.open(path, create=True) as ledger:
        fill(ledger, 0, 3)
        before, counted = ledger.digest(), ledger.counts()
        [(pages,)] = ledger._store.rows("PRAGMA page_count")
        for room in range(12):  # full at a different row each time
            ledger._store.rows(f"PRAGMA max_page_count = {pages + room}")

            def all_or_none() -> None:
                with ledger.writing():
                    fill(ledger, 3, 40)

            with pytest.raises(LedgerFull) as error:
                all_or_none()
            one_line(error, path)
            assert (ledger.digest(), ledger.counts()) == (before, counted)
        ledger.check()
        ledger._store.rows("PRAGMA max_page_count = 1000000")
        fill(ledger, 3, 40)
        assert ledger.counts()["reports"] == 40
    with Ledger.open(path) as ledger:
        ledger.check()
        assert ledger.counts()["reports"] == 40


def test_a_closed_ledger_says_so(path: Path) -> None:
    ledger = Ledger.open(path, create=True)
    ledger.close()
    with pytest.raises(LedgerError):
        ledger.counts()


def test_the_file_is_in_the_mode_that_lets_readers_in(ledger: Ledger) -> None:
    assert ledger._store.rows("PRAGMA journal_mode") == [("wal",)]
    assert ledger._store.rows("PRAGMA foreign_keys") == [(1,)]
    assert ledger._store.rows("PRAGMA synchronous") == [(1,)]


def test_a_python_with_an_old_sqlite_is_told_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 26, 0))
    with pytest.raises(LedgerError, match="the ledger needs"):
        Ledger.open(path, create=True)
    assert not path.exists()
