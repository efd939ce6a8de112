"""Which questions of a ledger are shown, and what was said in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from rashomon.records import Published, Question, Ranked, Statement


class Answered(Protocol):
    """What is asked of the ledger here."""

    def ranked(self, *, about: str | None = None) -> tuple[Ranked, ...]:
        """`Catalogue.ranked`."""

    def question(self, question_id: str) -> Question:
        """`Findings.question`."""

    def statements(self, statement_ids: Iterable[str]) -> dict[str, Statement]:
        """`Reported.statements`."""

    def published(self, report_id: str) -> Published:
        """`Reported.published`."""


def selected(ledger: Answered, about: str | None, since: datetime | None) -> list[Ranked]:
    """The questions ``about`` names, in the order of a briefing, with a report that may be of ``since`` or later.

    A report whose publication is an interval counts where that reaches ``since``.
    """
    found = ledger.ranked(about=about)
    if since is None:
        return list(found)
    reached: dict[str, bool] = {}
    kept = []
    for ranked in found:
        reports = {s.report_id for s in said_in(ledger, [ranked]).values()}
        for one in reports - reached.keys():
            hi = ledger.published(one).when.hi
            reached[one] = hi is None or hi > since
        if any(reached[r] for r in reports):
            kept.append(ranked)
    return kept


def said_in(ledger: Answered, ranked: Iterable[Ranked]) -> dict[str, Statement]:
    """By identifier, the statements that answer the questions."""
    return ledger.statements(s for r in ranked for s in ledger.question(r.id).statements)
