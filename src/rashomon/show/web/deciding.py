"""Judgements made in the room: recorded like those of the command, by the name of whoever holds the token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon import intake
from rashomon.errors import UsageError
from rashomon.show import judging
from rashomon.show.judged import JudgementsView
from rashomon.show.views import Views, opened

if TYPE_CHECKING:
    from rashomon.show.web.answers import Desk
    from rashomon.show.web.tokens import Holder

MACHINE = "machine:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is decided about which things; ``by`` counts where no token names who decides."""

    what: str
    things: tuple[str, ...]
    value: str = ""
    by: str = ""


def decide(desk: Desk, holder: Holder, decision: Decision) -> JudgementsView:
    """Record a decision; returns its judgements. Raises UsageError, UnknownIdentifier, LedgerError.

    A token's holder decides in their own name, or proposes in that of a machine of theirs; on loopback everybody says
    who they are.
    """
    by = decision.by.strip() or desk.judge or ""
    if desk.gate.book is not None:
        by = f"{MACHINE}{holder.name}" if by.startswith(MACHINE) else holder.name
    if not by:
        raise UsageError("who judges? Give your name: a judgement without one is worth nothing later")
    made = record(desk.room.ledger, decision, by)
    desk.room.forget()
    return made


def record(ledger: Path, decision: Decision, by: str) -> JudgementsView:
    """Record a decision by somebody named, in one transaction."""
    valued = decision.what in {"grade", "note"}
    things = [*decision.things, decision.value] if valued else list(decision.things)
    if decision.what == judging.CARRY or not decision.things:
        raise UsageError("name what is judged")
    orders = judging.orders(decision.what, things)
    at = datetime.now(UTC)
    with opened(ledger, write=True) as held:
        with held.writing():
            made = [intake.judge(held, kind, names, value=value, by=by, at=at) for kind, names, value in orders]
        return Views(held).judgements(made)
