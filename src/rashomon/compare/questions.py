"""Questions of one block: clusters of statements per attribute (methods.md §6.4 step 5, value-blind)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from rashomon.compare.answers import asks_when
from rashomon.compare.clusters import average_link
from rashomon.compare.families import CUMULATIVE_ITEMS
from rashomon.compare.pairs import Dated, Scores, cannot_link, countable
from rashomon.records import (
    Attribute,
    NameKind,
    QuantityKind,
    Question,
    Report,
    Statement,
    digest,
)

_ASKED: Mapping[str, str] = {
    QuantityKind.INCREMENT: "How many more",
    QuantityKind.SUBSET: "How many of them",
    QuantityKind.RATE: "How many a time",
    QuantityKind.SHARE: "What share of",
}
_NO_PLURAL = {"missing": "missing", "person": "people", "child": "children", "man": "men", "woman": "women"} | {
    "police": "police",
    "aircraft": "aircraft",
    "hospitalised": "hospitalised",
    "casualty": "casualties",
    "victim": "victims",
    "body": "bodies",
}
_SHOWN = 140  # code points of a statement's words in a question's wording
Scorer = Callable[[Dated, Dated], float]


def questions(
    statements: Mapping[str, Statement], dated: Mapping[str, Dated], reports: Mapping[str, Report], scores: Scores
) -> tuple[Question, ...]:
    """All questions that the statements of a block answer, in order of id.

    A cluster of statements on one event answers an OCCURRENCE question, unless all of them count something or give a
    toll, which are the answers to a COUNT question; a DATE
    question where the event comes once and a time is named; and a COUNT question for each kind of thing counted.
    """
    apart = _apart(statements)
    telling = sorted(i for i, s in statements.items() if not _toll(s))
    events = average_link(telling, _pairwise(dated, scores.event), apart)
    event_of = {s: cluster[0] for cluster in events for s in cluster}
    found: list[Question] = []
    for cluster in events:
        members = [statements[s] for s in cluster]
        if not all(countable(s) for s in members):
            found.append(_question(Attribute.OCCURRENCE, members, cluster[0], reports))
    timed = [i for i, s in sorted(statements.items()) if asks_when(s)]
    either = _either(_pairwise(dated, scores.event), _pairwise(dated, scores.first))
    for cluster in average_link(timed, either, apart):
        members = [statements[s] for s in cluster]
        found.append(_question(Attribute.DATE, members, event_of.get(cluster[0], cluster[0]), reports))
    counted = {i: {(q.item, q.kind) for q in countable(s)} for i, s in statements.items()}
    for item, kind in sorted(set().union(*counted.values())):
        counting = sorted(i for i, kinds in counted.items() if (item, kind) in kinds)
        for cluster in average_link(counting, _pairwise(dated, scores.count), apart):
            members = [statements[s] for s in cluster]
            found.append(
                _question(Attribute.COUNT, members, event_of.get(cluster[0], cluster[0]), reports, counted=(item, kind))
            )
    return tuple(sorted(found, key=lambda q: q.id))


def _toll(statement: Statement) -> bool:
    return any(q.item in CUMULATIVE_ITEMS for q in countable(statement))


def _pairwise(dated: Mapping[str, Dated], scorer: Scorer) -> Callable[[str, str], float]:
    return lambda a, b: scorer(dated[a], dated[b])


def _either(one: Callable[[str, str], float], other: Callable[[str, str], float]) -> Callable[[str, str], float]:
    return lambda a, b: max(one(a, b), other(a, b))


def _apart(statements: Mapping[str, Statement]) -> Callable[[str, str], bool]:
    return lambda a, b: cannot_link(statements[a], statements[b])


def _question(
    attribute: Attribute,
    members: Sequence[Statement],
    event: str,
    reports: Mapping[str, Report],
    counted: tuple[str, QuantityKind] | None = None,
) -> Question:
    ids = tuple(sorted(s.id for s in members))
    item, scope = (counted[0], str(counted[1])) if counted else (None, None)
    about = _about(members)
    predicate = _most(s.frame.predicate for s in members)
    return Question(
        id=digest("question", attribute, item or "", scope or "", ids[0]),
        attribute=attribute,
        words=_wording(attribute, members, reports, (item, scope), (predicate, about)),
        predicate=predicate,
        about=about,
        statements=ids,
        event=digest("event", event),
        item=item,
        scope=scope,
    )


def _about(members: Sequence[Statement]) -> tuple[str, ...]:
    """Keys of the names that at least a third of the statements mention, most often named first, at most four."""
    seen = Counter(k for s in members for k in {n.key for n in s.frame.names if n.kind is not NameKind.OTHER})
    often = [(key, n) for key, n in seen.items() if n * 3 >= len(members)]
    return tuple(key for key, _ in sorted(often, key=lambda kn: (-kn[1], kn[0]))[:4])


def _most(values: Iterable[str]) -> str:
    return min(Counter(values).items(), key=lambda vn: (-vn[1], vn[0]))[0]


def _wording(
    attribute: Attribute,
    members: Sequence[Statement],
    reports: Mapping[str, Report],
    counted: tuple[str | None, str | None],
    theme: tuple[str, tuple[str, ...]],
) -> str:
    shown = spoken(clearest(members), reports)
    if attribute is Attribute.OCCURRENCE:
        return f"Is it so: {shown}"
    if attribute is Attribute.DATE:
        return f"When: {shown}"
    item, scope = counted
    predicate, about = theme
    asked = _ASKED.get(scope or "", "How many")
    written = [_written(key, members) for key in about]
    return f"{asked} {_several(item or '')}: {', '.join([*written, predicate.replace('_', ' ')])}?"


def _several(item: str) -> str:
    """Plural of a counted item; fates ("dead") have none."""
    if item in CUMULATIVE_ITEMS or item in _NO_PLURAL:
        return _NO_PLURAL.get(item, item)
    if item.endswith(("s", "x", "ch", "sh")):
        return item + "es"
    return item[:-1] + "ies" if item.endswith("y") and item[-2:-1] not in "aeiou" else item + "s"


def _written(key: str, members: Sequence[Statement]) -> str:
    """A name as the reports write it, most often; a people's or a capital's name gives its country's."""
    seen = Counter(n.text for s in members for n in s.frame.names if n.key == key)
    own = {text: n for text, n in seen.items() if text.lower() == key}
    return _most_of(own) if own else (key.title() if len(key.split()) < 4 else _most_of(seen))


def _most_of(seen: Mapping[str, int]) -> str:
    return min(seen.items(), key=lambda wn: (-wn[1], wn[0]))[0]


def clearest(members: Sequence[Statement]) -> Statement:
    """The statement to show for several: no count, no headline, named actors, a short chain, of middling length."""

    def rank(s: Statement) -> tuple[bool, bool, bool, int, int, str]:
        length = sum(p.end - p.start for p in s.content)
        return (bool(countable(s)), s.headline, not s.frame.names, len(s.chain), abs(length - 90), s.id)

    return min(members, key=rank)


def spoken(statement: Statement, reports: Mapping[str, Report]) -> str:
    """The statement's own words, white space folded, cut at a word when long."""
    text = reports[statement.report_id].text
    words = " … ".join(" ".join(span.of(text).split()) for span in statement.content)
    if len(words) <= _SHOWN:
        return words
    return words[:_SHOWN].rsplit(" ", 1)[0] + " …"
