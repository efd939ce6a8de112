"""The words of ``rashomon judge`` made into judgements to record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rashomon.errors import UsageError

if TYPE_CHECKING:
    from rashomon.records import JudgementKind
    from rashomon.show.judged import JudgementsView
    from rashomon.show.layout import Line

CARRY = "carry"
HELP = (
    "same, not-same: two or more identifiers. reject, undo: identifiers. grade: identifiers, outlet:KEY or "
    "speaker:KEY, then a grade (A to F for who tells, 1 to 6 for what is told). note: an identifier, then the words. "
    "carry: another ledger, whose judgements are recorded here."
)
_KINDS = {
    "same": "same",
    "not-same": "not the same",
    "reject": "reject",
    "grade": "grade",
    "note": "note",
    "undo": "undo",
}
Order = tuple["JudgementKind", list[str], str]


def orders(what: str, things: Sequence[str]) -> list[Order]:
    """(kind, identifiers, value) of each judgement ordered; none for `CARRY`. Raises UsageError, one line."""
    from rashomon.records import JudgementKind

    if what == CARRY:
        if len(things) != 1:
            raise UsageError("judge carry takes one ledger")
        return []
    if what not in _KINDS:
        raise UsageError(f"judge {what!r} is not known: write {', '.join(_KINDS)} or {CARRY}")
    kind = JudgementKind(_KINDS[what])
    if kind in (JudgementKind.SAME, JudgementKind.NOT_SAME):
        if len(set(things)) < 2:
            raise UsageError(f"judge {what} takes two identifiers or more")
        return [(kind, list(things), "")]
    if kind in (JudgementKind.GRADE, JudgementKind.NOTE):
        *names, value = things
        if not names:
            raise UsageError(f"judge {what} takes an identifier and then {'a grade' if what == 'grade' else 'words'}")
        return [(kind, [name], value) for name in names]
    return [(kind, [name], "") for name in things]


def who(name: str | None) -> str:
    """Who judges. Raises UsageError where nobody is named: a judgement without a name is worth nothing later."""
    if not name:
        raise UsageError("who judges? Name them with --by NAME, RASHOMON_JUDGE or judge in rashomon.toml")
    return name


def carried_lines(count: int) -> list[Line]:
    """How many judgements were carried over."""
    from rashomon.show.layout import line
    from rashomon.show.wording import count_words

    return [line(f"{count_words(count, 'judgement')} recorded here; those already held are left as they are")]


def judgements_lines(view: JudgementsView) -> Iterable[Line]:
    """Judgements as text."""
    from rashomon.show.judged import judgements_lines as lines

    return lines(view)
