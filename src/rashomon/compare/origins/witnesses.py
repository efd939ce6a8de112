"""Which of the statements that support a claim bear witness to it: whose origins are counted.

A headline sums up the text under it. Where that text supports the claim it speaks for both; where it does not, the
headline alone is no witness, since it is the text that says who knew. "At least 92" leaves room for 118, but says
nothing of it: a bound that is open on a side supports the claims that it does not exclude, and counts only for those
that it names. And who gives a value as the one replaced ("rose from 28") is no witness of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from rashomon.compare.claims.answers import Answer
from rashomon.compare.claims.forming import Stand
from rashomon.compare.claims.intervals import Interval
from rashomon.records import Statement


def witnesses(stand: Stand, statements: Mapping[str, Statement]) -> tuple[str, ...]:
    """The supports of a claim that count, in order of id; all of them where none would be left."""
    told = {a.statement.id for a in stand.answers if stand.core is None or _names(a, stand.core)}
    named = [s for s in stand.supports if not stand.answers or s in told] or list(stand.supports)
    replaced = {a.statement.id for a in stand.answers if a.before} - {
        a.statement.id for a in stand.answers if not a.before
    }
    named = [s for s in named if s not in replaced] or named
    bodied = {statements[s].report_id for s in named if not statements[s].headline}
    return tuple(s for s in named if statements[s].report_id in bodied) or tuple(named)


def _names(answer: Answer, core: Interval) -> bool:
    """Whether a value says as much as the claim does: closed on both sides, or open where the claim is too, or open
    beyond the claim's own number."""
    held = answer.held
    for end, other, limit in ((held.lo, held.hi, core.hi), (held.hi, held.lo, core.lo)):
        if math.isinf(end[0]) and not math.isinf(limit[0]) and other[0] != limit[0]:
            return False
    return True
