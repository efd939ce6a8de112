"""Reports, understandings, statements, the overlay of dates, the archive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.errors import LedgerDamaged, RecordError, UnknownIdentifier
from rashomon.ledger import Ledger
from rashomon.records import Published, PublishedBasis, Report, Understanding
from tests.ledger import samples


def record(ledger: Ledger, number: int, report: Report, understood: Understanding) -> None:
    with ledger.writing():
        ledger.keep(*samples.original(number))
        ledger.add_report(report, understood)
        ledger.log_capture(samples.capture(report))


def add(ledger: Ledger, number: int) -> tuple[Report, Understanding]:
    report = samples.report(number)
    understood = samples.understanding(report)
    record(ledger, number, report, understood)
    return report, understood


def test_what_was_recorded_comes_back_whole(ledger: Ledger) -> None:
    made = sorted((add(ledger, number) for number in range(3)), key=lambda pair: pair[0].id)
    assert list(ledger.reports()) == [report for report, _ in made]
    for report, understood in made:
        assert ledger.has_report(report.id)
        assert ledger.report(report.id) == report
        assert ledger.understanding(report.id) == understood
        assert ledger.statements_of(report.id) == understood.statements
        assert ledger.published(report.id) == understood.published
        assert ledger.captures(report.id) == (samples.capture(report),)
    ids = [s.id for _, understood in made for s in understood.statements]
    assert list(ledger.statements(reversed(ids))) == sorted(ids)


def test_another_opening_reads_the_same(ledger: Ledger, path: Path) -> None:
    report, understood = add(ledger, 1)
    with Ledger.open(path) as again:
        assert again.report(report.id) == report
        assert again.understanding(report.id) == understood


def test_adding_twice_changes_nothing(ledger: Ledger) -> None:
    report, understood = add(ledger, 1)
    before, counted = ledger.digest(), ledger.counts()
    ledger.add_report(replace(report, title="Another title"), replace(understood, statements=()))
    ledger.keep(*samples.original(1))
    ledger.log_capture(samples.capture(report))
    assert (ledger.digest(), ledger.counts()) == (before, counted)
    assert ledger.report(report.id) == report


def test_more_reports_than_one_page_come_in_order() -> None:
    with Ledger.open(None) as ledger:
        with ledger.writing():
            for number in range(600):
                add(ledger, number)
        ids = [report.id for report in ledger.reports()]
    assert len(ids) == 600
    assert ids == sorted(set(ids))


def test_nothing_is_recorded_of_a_report_that_fails(ledger: Ledger) -> None:
    report = samples.report(1)
    twice = replace(samples.understanding(report), statements=(samples.statement(report, 0),) * 2)
    before = ledger.counts()
    with pytest.raises(RecordError):
        record(ledger, 1, report, twice)
    assert ledger.counts() == before
    assert ledger.search("ferries") == ()
    with pytest.raises(RecordError):
        ledger.add_report(report, samples.understanding(samples.report(2)))
    with pytest.raises(RecordError):  # its original is not archived
        ledger.add_report(report, samples.understanding(report))
    assert ledger.counts() == before
    with pytest.raises(UnknownIdentifier):
        ledger.report(report.id)


def test_an_abandoned_transaction_is_forgotten_also_by_memory(ledger: Ledger) -> None:
    report = samples.report(1)

    def interrupted() -> None:
        with ledger.writing():
            record(ledger, 1, report, samples.understanding(report))
            assert ledger.report(report.id) == report
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with pytest.raises(UnknownIdentifier):
        ledger.report(report.id)


def test_redating_lays_over_and_takes_away(ledger: Ledger) -> None:
    report, understood = add(ledger, 1)
    before = ledger.digest()
    later = samples.understanding(report, day=4)
    ledger.redate(report.id, later)
    assert ledger.statements_of(report.id) == later.statements
    assert ledger.statement(later.statements[0].id) == later.statements[0]
    assert ledger.published(report.id) == later.published
    assert ledger.understanding(report.id) == understood
    assert ledger.digest() != before
    ledger.redate(report.id, understood)  # as it was: no overlay at all
    assert ledger.digest() == before
    ledger.redate(report.id, later)
    ledger.redate(report.id, None)
    assert ledger.digest() == before
    assert ledger.statements_of(report.id) == understood.statements


def test_redating_may_not_change_which_statements_there_are(ledger: Ledger) -> None:
    report, _ = add(ledger, 1)
    with pytest.raises(RecordError):
        ledger.redate(report.id, samples.understanding(report, count=2))
    with pytest.raises(UnknownIdentifier):
        ledger.redate("0" * 16, None)


def test_an_overlay_laid_by_another_connection_is_seen(ledger: Ledger, path: Path) -> None:
    report, understood = add(ledger, 1)
    first = understood.statements[0].id
    assert ledger.statement(first) == understood.statements[0]
    later = samples.understanding(report, day=4)
    with Ledger.open(path) as other:
        other.redate(report.id, later)
    assert ledger.statement(first) == later.statements[0]


def test_names_lead_to_their_reports(ledger: Ledger) -> None:
    ids = sorted(add(ledger, number)[0].id for number in (0, 1, 7))
    assert list(ledger.naming("oskar lind")) == ids  # mentioned
    assert list(ledger.naming("ilse tarn")) == ids  # speaks
    assert list(ledger.naming("tidings0.example")) == sorted(samples.report(n).id for n in (0, 7))
    assert ledger.naming("nobody") == ()
    assert ledger.naming("\udcff") == ()


def test_unknown_identifiers_are_said_to_be_unknown(ledger: Ledger) -> None:
    for ask in (
        ledger.report,
        ledger.understanding,
        ledger.published,
        ledger.dated,
        ledger.statement,
        ledger.original,
        ledger.payload,
    ):
        with pytest.raises(UnknownIdentifier):
            ask("0" * 16)
    assert not ledger.has_report("\udcff")
    assert ledger.statements_of("0" * 16) == ()
    assert ledger.captures("0" * 16) == ()


def test_bytes_come_back_as_they_were_kept(ledger: Ledger) -> None:
    kept, payload = samples.original(3)
    ledger.keep(kept, payload)
    ledger.keep(kept, payload)
    assert ledger.payload(kept.id) == payload
    assert ledger.original(kept.id) == kept
    assert ledger.counts()["originals"] == 1


@pytest.mark.parametrize("bad", [b"other bytes", b""])
def test_other_bytes_than_the_original_names_are_refused(ledger: Ledger, bad: bytes) -> None:
    kept, _ = samples.original(3)
    with pytest.raises(RecordError):
        ledger.keep(kept, bad)


def test_one_changed_byte_of_the_archive_is_noticed(ledger: Ledger) -> None:
    kept, payload = samples.original(3)
    ledger.keep(kept, payload)
    [(member,)] = ledger._store.rows("SELECT member FROM record")
    with pytest.raises(RecordError, match="never altered"):
        ledger._store.run("UPDATE record SET member = ?", (b"other",))
    ledger._store.run("DROP TRIGGER record_kept")  # as whoever can write the file can do
    for place in range(len(member)):
        changed = member[:place] + bytes([member[place] ^ 1]) + member[place + 1 :]
        ledger._store.run("UPDATE record SET member = ?", (changed,))
        with pytest.raises(LedgerDamaged, match=kept.id):
            ledger.payload(kept.id)


def test_a_record_changed_by_another_hand_is_noticed(ledger: Ledger) -> None:
    report, _ = add(ledger, 1)
    ledger._store.run("UPDATE statement SET record = replace(record, 'person', 'parson')")
    with pytest.raises(LedgerDamaged, match="statement"):
        ledger.statements_of(report.id)


def test_captures_keep_every_place_and_time_even_names_that_are_no_text(ledger: Ledger) -> None:
    report, _ = add(ledger, 1)
    odd = samples.capture(report, locator="in\udcff.html")
    ledger.log_capture(odd)
    ledger.log_capture(odd)
    assert ledger.captures(report.id) == (samples.capture(report), odd)


def test_publication_falls_back_to_what_was_understood(ledger: Ledger) -> None:
    report, understood = add(ledger, 1)
    peers = Published(when=samples.moment(9), basis=PublishedBasis.PEERS)
    ledger.redate(report.id, replace(understood, published=peers))
    assert ledger.published(report.id) == peers
    assert ledger.dated(report.id) == understood.published
    assert ledger.statements_of(report.id) == understood.statements
