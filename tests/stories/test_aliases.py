"""A table of names that are one: given once, kept in the ledger, and heeded when origins are counted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.errors import LedgerError
from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.verification import verify

SEEN = datetime(2031, 1, 1, tzinfo=UTC)
TEXTS = (
    (
        "a.txt",
        "Fire at Ostrel\n\n2 March 2030\n\nA fire at Ostrel killed 14 sailors, Admiral Ivo Darsi said.",
    ),
    (
        "b.txt",
        "Ostrel blaze\n\n2 March 2030\n\nThe blaze at Ostrel killed 14 sailors, Admiral Ivo Derzhe said.",
    ),
)


def counted(folder: Path, table: dict[str, str]) -> list[float]:
    for name, text in TEXTS:
        (folder / name).write_text(text)
    with Ledger.open(None) as ledger:
        read_into(ledger, [folder], seen=SEEN, reader="rules", aliases=table)
        assert ledger.aliases == table
        assert verify(ledger) == ()
        claims = [c for q in ledger.questions() for c in ledger.claims_of(q.id) if len(c.supports) > 1]
        return [c.fact.expected for c in claims]


def test_speakers_of_a_table_are_one(tmp_path: Path) -> None:
    apart, one = counted(tmp_path, {}), counted(tmp_path, {"ivo derzhe": "ivo darsi"})
    assert len(apart) == len(one) > 0
    assert max(one) < max(apart)


def test_a_ledger_keeps_its_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXTS[0][1])
    with Ledger.open(None) as ledger:
        read_into(ledger, [tmp_path], seen=SEEN, reader="rules", aliases={"x": "y"})
        read_into(ledger, [tmp_path], seen=SEEN, reader="rules")
        with pytest.raises(LedgerError, match="aliases"):
            read_into(ledger, [tmp_path], seen=SEEN, reader="rules", aliases={"x": "z"})
