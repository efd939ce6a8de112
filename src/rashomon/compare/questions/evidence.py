"""What speaks for and against two statements being about one thing: each piece of evidence has a strength and words.

A strength depends on the two statements and their reports' affairs only (methods.md D3) and never on the values
compared: numbers, dates of differing claims and polarity are masked (decision 1 of methods.md). What a strength weighs
is for pairs.py to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rashomon.compare.questions.meaning import likeness
from rashomon.compare.questions.places import where
from rashomon.compare.questions.tellings import Telling, alike
from rashomon.records import Aspect, Commitment, Reason, Statement

_NAMED = 3  # names a report must mention to be placed in an affair
MAIN = 6  # names a report mentions most: those of its affair at large, which tell its statements apart the least
_NOT_YET = frozenset({Commitment.PLANNED, Commitment.POSSIBLE, Commitment.QUESTION})
_ENOUGH = 2  # names in common beyond the main ones, from which more count no further


@dataclass(frozen=True, slots=True)
class Dated:
    """A statement, when its report was published (days since 1970, None where unknown), and its report's affair.

    ``affair`` are keys of the names the report mentions most (dating.affair_keys): what story it belongs to;
    ``telling`` what it is about throughout (tellings.py), None where nobody asks.
    """

    statement: Statement
    published: float | None
    affair: tuple[str, ...] = ()
    telling: Telling | None = None


class Evidence(NamedTuple):
    """One thing seen: its name, its strength (mostly 0 to 1), and the words a user reads."""

    feature: str
    strength: float
    words: str


def weighed(found: Sequence[Evidence], weights: Mapping[str, float]) -> tuple[Reason, ...]:
    """The evidence as reasons: strength times weight, in log-odds. Features without a weight are left out."""
    return tuple(
        Reason(feature=e.feature, weight=round(weights[e.feature] * e.strength, 4), words=e.words)
        for e in found
        if e.feature in weights
    )


def of_event(a: Dated, b: Dated) -> list[Evidence]:
    """What the words, names and affairs of two statements say on whether they tell of one happening."""
    left, right = a.statement, b.statement
    one, other = left.frame, right.frame
    found = [Evidence("prior", 1.0, "two statements of one affair taken at random")]
    near = likeness(one, other)
    if near is not None:
        found.append(Evidence("meaning", near, f"likeness of meaning {near:.2f} of 1"))
    if one.predicate and one.predicate == other.predicate:
        found.append(Evidence("same predicate", 1.0, f"both tell of: {one.predicate}"))
    if one.terms and one.terms == other.terms:
        found.append(Evidence("same words", 1.0, "the same content words"))
    shared, share = overlap(plain_terms(left), plain_terms(right))
    if shared:
        found.append(Evidence("words", share, "shared words: " + ", ".join(shared[:6])))
    if (left.commitment in _NOT_YET) != (right.commitment in _NOT_YET):
        found.append(Evidence("not yet", 1.0, "only one speaks of what is planned or possible"))
    if (one.aspect is Aspect.FIRST) != (other.aspect is Aspect.FIRST):
        found.append(Evidence("aspect", 1.0, "only one speaks of a first or a beginning"))
    found += [*names(a, b), *located(a, b), *affair(a, b)]
    return found + reports(a, b, same=bool(one.predicate) and one.predicate == other.predicate)


def reports(a: Dated, b: Dated, *, same: bool) -> list[Evidence]:
    """How far the reports of two statements are about the same throughout, and what a predicate in common (``same``)
    tells there: two strikes of look-alike affairs are two, two strikes of one report mostly one.
    """
    if a.statement.report_id == b.statement.report_id:
        return [Evidence("same predicate, one report", 1.0, "told twice in one report")] if same else []
    if a.telling is None or b.telling is None:
        return []
    near = alike(a.telling, b.telling)
    if not near:
        return []
    found = [Evidence("reports", near, f"likeness of their reports {near:.2f} of 1")]
    return [*found, Evidence("same predicate, like reports", near, found[0].words)] if same else found


def plain_terms(statement: Statement) -> tuple[str, ...]:
    """The content words of a statement without the words of its names, which are weighed as names."""
    frame = statement.frame
    if not frame.names:
        return frame.terms
    named = set(" ".join([name.key for name in frame.names]).replace("-", " ").split())
    return tuple([t for t in frame.terms if t not in named])


def overlap(left: Sequence[str], right: Sequence[str]) -> tuple[list[str], float]:
    """Shared terms, sorted, and a mean of Jaccard and overlap coefficient (short statements lie within long ones)."""
    a, b = set(left), set(right)
    shared = sorted(a & b)
    if not shared:
        return [], 0.0
    jaccard = len(shared) / len(a | b)
    coefficient = len(shared) / min(len(a), len(b))
    if len(shared) == 1:
        coefficient *= 0.5  # one shared word of a two-word statement says little
    return shared, (jaccard + coefficient) / 2


def names(a: Dated, b: Dated) -> list[Evidence]:
    """Names in common; a part of a name counts as the name ("Korr" and "Ilse Korr").

    "names": how far they are the same; "own names": those in common that are not the main names of both reports, which
    every statement of an affair may hold; "strangers": both name somebody or something, and nobody in common.
    """
    one, other = _named(a), _named(b)
    if not one or not other:
        return []
    shared = sorted(one & other) or sorted(parts_shared(one, other))
    if not shared:
        return [Evidence("strangers", 1.0, "no name in common")]
    share = (len(shared) / min(len(one), len(other)) + len(shared) / len(one | other)) / 2
    found = [Evidence("names", min(share, 1.0), "shared names: " + ", ".join(shared[:5]))]
    main = set(a.affair[:MAIN]) & set(b.affair[:MAIN])
    own = [key for key in shared if key not in main]
    if own and placed(a, b):
        strength = min(len(own), _ENOUGH) / _ENOUGH
        found.append(Evidence("own names", strength, "names not all over both reports: " + ", ".join(own[:5])))
    return found


def _named(dated: Dated) -> set[str]:
    return {name.key for name in dated.statement.frame.names}


def located(a: Dated, b: Dated) -> list[Evidence]:
    """Whether the places named lie inside each other or apart (places.py)."""
    found = where(a.statement.frame.located, b.statement.frame.located)
    return [] if found is None else [Evidence(found.feature, 1.0, found.words)]


def parts_shared(a: set[str], b: set[str]) -> set[str]:
    """Keys of ``a`` all of whose words lie in a key of ``b``, or the other way round."""
    words = {key: frozenset(key.split()) for key in a | b}
    return {min(x, y) for x in a for y in b if words[x] <= words[y] or words[y] <= words[x]}


def placed(a: Dated, b: Dated) -> bool:
    """Whether both reports name enough to be placed in an affair, and are two."""
    return min(len(a.affair), len(b.affair)) >= _NAMED and a.statement.report_id != b.statement.report_id


def apart(a: Dated, b: Dated) -> bool:
    """Whether two reports that name enough share no name at all."""
    return placed(a, b) and not set(a.affair) & set(b.affair)


def unrelated(a: Dated, b: Dated) -> bool:
    """Whether neither the statements nor their reports share a name, though all name some: alike by pattern only."""
    if not apart(a, b):
        return False
    one, other = _named(a), _named(b)
    return bool(one and other) and not one & other and not parts_shared(one, other)


def affair(a: Dated, b: Dated) -> list[Evidence]:
    """Whether the reports name the same people, bodies and places throughout; the strength is the share of names."""
    if a.statement.report_id == b.statement.report_id:
        return [Evidence("one report", 1.0, "both stand in one report")]
    if not placed(a, b):
        return []
    shared = sorted(set(a.affair) & set(b.affair))
    share = len(shared) / min(len(a.affair), len(b.affair))
    words = "their reports share " + (", ".join(shared[:4]) if shared else "no name")
    return [Evidence("affair", share, words)]
