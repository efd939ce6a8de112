"""Candidate keys: two statements are scored only when they share one (methods.md §6.4 step 2).

Keys carry a window of publication time where a bucket would otherwise grow without end. A report stands in two
neighbouring windows, so any two published within `WINDOW` days share one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from rashomon.compare.questions.evidence import plain_terms
from rashomon.compare.questions.named import culprit
from rashomon.compare.questions.pairs import countable
from rashomon.records import Aspect, NameKind, PublishedBasis, Report, Statement, digest

WINDOW = 30  # days
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_AFFAIR = 5  # names of the report used for keys
_TERMS = 6  # content words of a statement used for keys: the longest, which stand in for the rarest
_NAMES = 3  # names of a statement used for keys: the first in the text, usually the actors


def published_days(report: Report) -> float | None:
    """When a report was published, in days since 1970; None when its interval is open or wider than a window.

    None too for a day inferred from what the report tells: it is no evidence of what that is.
    """
    when = report.published.when
    if (
        report.published.basis is PublishedBasis.NEWS
        or when.lo is None
        or when.hi is None
        or (when.hi - when.lo).days > WINDOW
    ):
        return None
    return (when.lo - _EPOCH).total_seconds() / 86400


def keys(statement: Statement, report: Report, affair: Sequence[str] = ()) -> frozenset[str]:
    """The candidate keys of a statement, short strings; always at least one.

    ``affair``: the names its report mentions most, most often first; by them statements meet that name nobody.
    """
    frame = statement.frame
    if not statement.framed:
        return frozenset({f"alone|{statement.id}"})
    names = _first_names(statement)
    windows = _windows(report)
    found = {"t|" + digest("terms", *frame.terms)}
    found |= {f"p|{frame.predicate}|{name}" for name in names}
    near = dict.fromkeys([*names, *affair[:_AFFAIR]])
    found |= {f"p|{frame.predicate}|{name}|{w}" for name in near for w in windows}
    for i, first in enumerate(names):
        found |= {f"pn|{frame.predicate}|{'|'.join(sorted((first, second)))}" for second in names[i + 1 :]}
    for q in countable(statement):
        found |= {f"n|{q.item}|{q.kind}|{name}" for name in names}
        found |= {f"n|{q.item}|{q.kind}|{name}|{w}" for name in near for w in windows}
    if culprit(statement) is not None:
        found |= {f"b|{name}|{w}" for name in affair[:_AFFAIR] for w in windows}
    if frame.aspect is not Aspect.PLAIN:
        found |= {f"f|{frame.aspect}|{term}" for term in plain_terms(statement)}
    rare = sorted(plain_terms(statement), key=lambda term: (-len(term), term))[:_TERMS]
    found |= {f"tn|{term}|{name}" for term in rare for name in [*names[:1], *affair[:1]]}
    found |= {f"tn|{term}|{name}|{w}" for term in rare for name in affair[:1] for w in windows}
    if not near:
        own = sorted(frame.terms, key=lambda term: (-len(term), term))[:3]
        found |= {f"w|{frame.predicate}|{term}|{w}" for term in own for w in windows}
    return frozenset(found)


def _first_names(statement: Statement) -> list[str]:
    seen: dict[str, None] = {}
    for name in statement.frame.names:
        if name.kind is not NameKind.OTHER:
            seen.setdefault(name.key)
    return list(seen)[:_NAMES]


def _windows(report: Report) -> tuple[str, ...]:
    days = published_days(report)
    if days is None:
        return ("?",)
    window = int(days // WINDOW)
    return (str(window), str(window + 1))
