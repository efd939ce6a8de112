"""Two readers, one ledger each: what is read is read by one, and the ledger says by which."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon import intake, settings, verification
from rashomon.errors import LedgerError, UsageError, WeightsError
from rashomon.ledger import Ledger
from rashomon.records import Statement
from rashomon.understand import Reader, encoder
from tests.stories.desk import SEEN, files

FEW = files()[:4]


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.open(None) as held:
        yield held


def read(ledger: Ledger, paths: list[Path], reader: Reader) -> None:
    assert not intake.read_into(ledger, paths, seen=SEEN, reader=reader).not_read


def statements(ledger: Ledger) -> set[Statement]:
    return {s for report in ledger.reports() for s in ledger.statements_of(report.id)}


@pytest.mark.parametrize("reader", Reader)
def test_a_ledger_names_its_reader(ledger: Ledger, reader: Reader) -> None:
    assert ledger.reader is None
    read(ledger, FEW, reader)
    assert ledger.reader is not None
    assert ledger.reader.split()[0] == reader.value
    assert verification.verify(ledger) == ()


@pytest.mark.parametrize(("first", "second"), [(Reader.RULES, Reader.TRAINED), (Reader.TRAINED, Reader.RULES)])
def test_a_second_reader_is_refused_and_changes_nothing(ledger: Ledger, first: Reader, second: Reader) -> None:
    read(ledger, FEW[:2], first)
    before = ledger.digest()
    with pytest.raises(LedgerError, match=r"was read with the reader .*--reader"):
        intake.read_into(ledger, FEW[2:], seen=SEEN, reader=second)
    assert ledger.digest() == before


def test_other_weights_than_the_ledgers_cannot_verify_it(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    read(ledger, FEW[:1], Reader.TRAINED)
    monkeypatch.setattr(encoder.Encoder, "digest", "0" * 64)
    with pytest.raises(LedgerError, match="verify it with the version that read it"):
        verification.verify(ledger)


def test_the_order_of_arrival_changes_nothing_the_trained_reader_finds() -> None:
    digests = set()
    for order in (FEW, FEW[::-1], [*FEW, *FEW]):
        with Ledger.open(None) as held:
            for path in order:
                read(held, [path], Reader.TRAINED)
            digests.add(held.digest())
    assert len(digests) == 1


def test_altered_weights_end_the_command_before_anything_is_read(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> encoder.Encoder:
        raise WeightsError("tagger.onnx: 3 bytes with SHA-256 aa; the card says bb: install again")

    monkeypatch.setattr(encoder, "shipped", refuse)
    with pytest.raises(WeightsError):
        intake.read_into(ledger, FEW, seen=SEEN)
    assert not list(ledger.reports())


def test_the_reader_is_a_setting(tmp_path: Path) -> None:
    assert settings.load(folder=tmp_path, environ={}).reader == "trained"
    assert settings.load(folder=tmp_path, environ={"RASHOMON_READER": "rules"}).reader == "rules"
    (tmp_path / "rashomon.toml").write_text('reader = "rules"\n')
    assert settings.load(folder=tmp_path, environ={}).reader == "rules"
    assert settings.load(folder=tmp_path, environ={}, reader="trained").reader == "trained"
    with pytest.raises(UsageError, match="no reader 'parrot'"):
        settings.load(folder=tmp_path, environ={}, reader="parrot")
