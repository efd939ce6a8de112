"""Everything that was ever answered at one address, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rashomon.errors import UnknownIdentifier
from rashomon.records import KeptKind
from rashomon.show.briefing import DIM
from rashomon.show.layout import Line, line
from rashomon.show.views import Views
from rashomon.show.wording import count_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer: when, the kind of its record, the SHA-256 of its bytes ("" where it had none), the report of them."""

    at: datetime
    kind: str
    record: str
    sha256: str
    report: str | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All answers of an address, by time."""

    address: str
    answers: tuple[Answered, ...]


def history(views: Views, address: str) -> History:
    """The history of an address. Raises UnknownIdentifier where it was never asked for."""
    records, reports = views.history(address)
    of = {r.original_id: r for r in reports}
    answers = tuple(
        Answered(
            at=k.at,
            kind=k.kind.value,
            record=k.id,
            sha256=k.payload,
            report=of[k.payload].id if k.payload in of else None,
            title=of[k.payload].title if k.payload in of else None,
        )
        for k in records
        if k.kind is not KeptKind.REQUEST
    )
    if not answers:
        raise UnknownIdentifier(f"nothing was ever fetched from {address[:200]}: rashomon log shows what was")
    return History(address=address, answers=answers)


def history_lines(found: History) -> list[Line]:
    """One line for each answer."""
    lines = [line(f"{found.address}: {count_words(len(found.answers), 'answer')}")]
    for each in found.answers:
        what = f"report {each.report}: {each.title}" if each.report else "no report of it"
        bytes_of = each.sha256[:16] or "no bytes"
        lines.append(line(f"{each.at:%Y-%m-%d %H:%M:%S} UTC  {each.kind:<8}  {bytes_of:<16}  ", (what, DIM), indent=2))
    return lines
