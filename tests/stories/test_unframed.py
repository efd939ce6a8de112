"""Statements that hold nothing to be compared by: kept, found by their words, counted, in no question, and shown so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from rashomon.intake import read_into
from rashomon.ledger import Ledger
from rashomon.show.cards import card_lines
from rashomon.show.outcomes import read_lines
from rashomon.show.views import Views

SEEN = datetime(2031, 3, 1, tzinfo=UTC)
SUNK = "The ferry Ostra sank off Ostrel on Sunday, the {} of Lumera said. “That is so,” said {}."


def words(lines: object) -> str:
    return " ".join(str(lines).split())


def test_a_statement_without_a_frame_is_kept_searchable_and_in_no_question(tmp_path: Path) -> None:
    for number, names in enumerate((("navy", "Ana Roe"), ("coast guard", "Ivo Kern"))):
        (tmp_path / f"{number}.txt").write_text(SUNK.format(*names), encoding="utf-8")
    with Ledger.open(None) as ledger:
        summary = read_into(ledger, [tmp_path], seen=SEEN, reader="rules")
        held = [s for r in ledger.reports() for s in ledger.statements_of(r.id)]
        bare = [s for s in held if not s.framed]
        assert summary.unframed == len(bare) == 2
        assert {s.speaker.name for s in bare} == {"Ana Roe", "Ivo Kern"}
        asked = {s for q in ledger.questions() for s in q.statements}
        assert asked
        assert all(s.id not in asked for s in bare)
        assert {s.id for s in held} - asked == {s.id for s in bare}
        assert {s.id for s in bare} <= {hit.id for hit in Views(ledger).search("That is so").hits}
        told = words(read_lines(summary, tmp_path))
        assert "2 statements with nothing to compare: kept, searchable, in no question" in told
        for s in bare:
            assert "no question: it has nothing to be compared by" in words(card_lines(Views(ledger).card(s.id)))
