"""The demo newsroom in a ledger, and how its answers name things: places, statements, claims."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rashomon import intake
from rashomon.ledger import Ledger
from rashomon.records import Attribute, Claim, Report, Span, Statement

NEWSROOM = Path(__file__).resolve().parents[2] / "src" / "rashomon" / "show" / "newsroom"
ANSWERS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "demo_answers.toml").read_text(encoding="utf-8"))
SEEN = datetime(2024, 5, 1, tzinfo=UTC)

Place = list[str]  # [file, words]


def files() -> list[Path]:
    """The reports of the newsroom, in order."""
    return sorted(path for path in NEWSROOM.iterdir() if path.suffix)


@dataclass(frozen=True)
class Desk:
    """A ledger that holds the newsroom, and which report came of which file."""

    ledger: Ledger
    summary: intake.Summary
    ids: dict[str, str]

    @staticmethod
    def read(paths: Iterable[Path], reader: str = "trained") -> Desk:
        """Read the newsroom into a ledger in memory."""
        ledger = Ledger.open(None)
        summary = intake.read_into(ledger, list(paths), seen=SEEN, reader=reader)
        ids = {Path(capture.locator).name: r.id for r in ledger.reports() for capture in ledger.captures(r.id)}
        return Desk(ledger=ledger, summary=summary, ids=ids)

    def report(self, file: str) -> Report:
        return self.ledger.report(self.ids[file])

    def span(self, place: Place) -> Span:
        """Where the words of a place stand; they must stand there once."""
        file, words = place
        text = self.report(file).text
        assert text.count(words) == 1, f"{words!r} stands {text.count(words)} times in {file}"
        start = text.index(words)
        return Span(start=start, end=start + len(words))

    def statements(self, place: Place, written: float | None = None) -> list[Statement]:
        """Statements whose content covers most of the place (or, in a headline, any of it), best first.

        ``written``: only those with a quantity of this face value that touches the place.
        """
        span = self.span(place)
        found: list[tuple[float, str, Statement]] = []
        for s in self.ledger.statements_of(self.ids[place[0]]):
            covered = sum(part.overlap(span) for part in s.content)
            if written is not None and not any(q.written == written and q.span.overlap(span) for q in s.quantities):
                continue
            if covered * 3 >= span.end - span.start:
                found.append((-covered, s.id, s))
        return [s for *_, s in sorted(found, key=lambda f: f[:2])]

    def claims(self, place: Place, attribute: str, written: float | None = None) -> dict[str, Claim]:
        """Claims of this kind that the statements of a place support (or deny), by id."""
        out: dict[str, Claim] = {}
        for s in self.statements(place, written):
            for claim in self.ledger.claims_with(s.id):
                if claim.value.attribute is not Attribute(attribute):
                    continue
                if written is None or _admits(claim, written):
                    out[claim.id] = claim
        return out

    def told(self, statement: Statement) -> str:
        """A statement in one line, for a failing test to show."""
        text = self.ledger.report(statement.report_id).text
        words = " … ".join(part.of(text) for part in statement.content)
        chain = " > ".join(v.name for v in statement.chain)
        numbers = ", ".join(f"{q.bound.value} {q.written:g} {q.item} ({q.kind.value})" for q in statement.quantities)
        return f"[{chain}] {statement.commitment.value} {statement.frame.predicate}: {words} <{numbers}>"

    def questions(self, place: Place, attribute: str | None = None) -> set[str]:
        """Questions that the statements of a place answer."""
        return {
            q.id
            for s in self.statements(place)
            for q in self.ledger.questions_of(s.id)
            if attribute is None or q.attribute is Attribute(attribute)
        }

    def supported(self, claim_id: str) -> set[str]:
        """Statements that support or deny a claim."""
        claim = self.ledger.claim(claim_id)
        return {*claim.supports, *claim.denies}


def _admits(claim: Claim, written: float) -> bool:
    low, high = claim.value.low, claim.value.high
    return (low is None or low <= written) and (high is None or written <= high)


def ids(statements: Iterable[Statement]) -> set[str]:
    """The identifiers of statements."""
    return {s.id for s in statements}
