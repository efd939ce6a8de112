"""Questions of one block: clusters of statements per attribute (methods.md §6.4 step 5, value-blind)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.claims.answers import FEARED, asked, asks_when, denies, says_not, says_so
from rashomon.compare.claims.intervals import moments_disjoint
from rashomon.compare.questions.clusters import average_link
from rashomon.compare.questions.evidence import Dated
from rashomon.compare.questions.families import CUMULATIVE_ITEMS
from rashomon.compare.questions.meaning import likeness
from rashomon.compare.questions.named import asks_where, culprit, place
from rashomon.compare.questions.pairs import ALIKE, EDGE, countable
from rashomon.compare.questions.scores import Likely, Scores
from rashomon.compare.questions.worded import WORDED, asked_in, worded
from rashomon.compare.rulings import NONE, Verdicts
from rashomon.records import (
    Attribute,
    Commitment,
    NameKind,
    QuantityKind,
    Question,
    Report,
    Statement,
    digest,
)

_KINDS: Mapping[str, str] = {
    QuantityKind.INCREMENT: " more",
    QuantityKind.SUBSET: " of them",
    QuantityKind.RATE: " in a time",
    QuantityKind.SHARE: " of the whole",
    FEARED: " may be",
}
_OPENINGS: Mapping[Attribute, str] = {
    Attribute.DATE: "When",
    Attribute.PLACE: "Where",
    Attribute.CULPRIT: "Who did it",
    Attribute.WHICH: "Which",
    Attribute.REASON: "What for, or why",
    Attribute.QUALITY: "How did it go",
}
_HEARD = 40  # statements to which each is compared when the one to show is chosen
_LEANING = frozenset(
    "this these that those he she it they his her its their who whom whose which where when while as if although"
    " because but and or so than to for with by of in".split()
)  # first words of a statement that leans on what stands before it
_SHOWN = 140  # code points of a statement's words in a question's wording
Measure = Callable[[Likely], float]


def questions(
    statements: Mapping[str, Statement],
    dated: Mapping[str, Dated],
    reports: Mapping[str, Report],
    scores: Scores,
    judged: Verdicts = NONE,
) -> tuple[Question, ...]:
    """All questions that the statements of a block answer, in order of id; one without a frame answers none.

    A cluster of statements on one event answers an OCCURRENCE question, unless all of them count something or give a
    toll, which are the answers to a COUNT question; a DATE question where the event comes once and a time is named; a
    PLACE question where its places exclude each other; a CULPRIT question for what is laid to somebody; those of
    `WORDED` where reports answer in words; a COUNT question for each thing counted. ``judged`` outranks the scores.
    """
    statements = {i: s for i, s in statements.items() if s.framed}
    grouping = _Grouping(statements, scores.among({i: dated[i] for i in statements}), judged)
    clusters = grouping.clusters
    telling = sorted(i for i, s in statements.items() if not _toll(s))
    events = clusters(telling, lambda likely: likely.event, Attribute.OCCURRENCE, "", "")
    event_of = {s: cluster[0] for cluster in events for s in cluster}
    found: list[Question] = []
    for cluster in events:
        members = [statements[s] for s in cluster]
        if not all(countable(s) for s in members):
            found.append(_question(Attribute.OCCURRENCE, members, cluster[0], reports))
        if asks_where(members):
            placed = [s for s in members if place(s) is not None]
            found.append(_question(Attribute.PLACE, placed, cluster[0], reports))
    blamed = [i for i, s in sorted(statements.items()) if culprit(s) is not None]
    timed = [i for i, s in sorted(statements.items()) if asks_when(s)]
    named: Sequence[tuple[Attribute, Sequence[str], Measure]] = (
        (Attribute.CULPRIT, blamed, lambda likely: likely.deed),
        (Attribute.DATE, timed, lambda likely: max(likely.event, likely.first)),
    )
    for attribute, asking, measure in named:
        for cluster in clusters(asking, measure, attribute, "", ""):
            members = [statements[s] for s in cluster]
            found.append(_question(attribute, members, event_of.get(cluster[0], cluster[0]), reports))
    found += [q for attribute in WORDED for q in _in_words(attribute, grouping, reports, event_of)]
    counted = {i: {asked(s, q) for q in countable(s)} for i, s in statements.items()}
    for item, scope in sorted(set().union(*counted.values())):
        counting = sorted(i for i, kinds in counted.items() if (item, scope) in kinds)
        for cluster in clusters(counting, lambda likely: likely.count, Attribute.COUNT, item, scope):
            members = [statements[s] for s in cluster]
            found.append(
                _question(
                    Attribute.COUNT, members, event_of.get(cluster[0], cluster[0]), reports, counted=(item, scope)
                )
            )
    return tuple(sorted(found, key=lambda q: q.id))


def _in_words(
    attribute: Attribute, grouping: _Grouping, reports: Mapping[str, Report], event_of: Mapping[str, str]
) -> list[Question]:
    """The questions that statements of one event answer in words, for each thing asked."""
    statements = grouping.statements
    told = [one for _, s in sorted(statements.items()) for one in worded(s, reports[s.report_id], attribute)]
    found = []
    for asks in sorted({one.asks for one in told}):
        answers = {one.statement.id: one for one in told if one.asks == asks}
        for cluster in grouping.clusters(sorted(answers), lambda likely: likely.event, attribute, asks, ""):
            if asked_in([answers[s] for s in cluster], attribute):
                members = [statements[s] for s in cluster]
                event = event_of.get(cluster[0], cluster[0])
                found.append(_question(attribute, members, event, reports, (asks, "") if asks else None))
    return found


@dataclass(frozen=True, slots=True)
class _Grouping:
    """Puts statements that answer one question together, under what a person decided."""

    statements: Mapping[str, Statement]
    of: Callable[[str, str], Likely]
    judged: Verdicts

    def clusters(self, ids: Sequence[str], measure: Measure, *asks: str) -> Sequence[tuple[str, ...]]:
        """The groups of those that ask ``asks``: by average link, denials with what they deny, judgements last."""
        parted = self.judged.apart(asks)
        of = self.of

        def likely(a: str, b: str) -> float | None:
            found = of(a, b)
            return None if found.apart or (parted is not None and parted(a, b)) else measure(found)

        if asks[0] != Attribute.OCCURRENCE:
            return self.judged.united(asks, average_link(ids, likely))
        said = {i: says_so(self.statements[i]) for i in ids}
        denied = {i: denies(self.statements[i]) for i in ids}

        def one_way(a: str, b: str) -> float | None:
            return None if (said[a] and denied[b]) or (denied[a] and said[b]) else likely(a, b)

        found = average_link(ids, one_way)
        return self.judged.united(asks, with_denials(found, self.statements, likely))


def with_denials(
    events: Sequence[tuple[str, ...]],
    statements: Mapping[str, Statement],
    likely: Callable[[str, str], float | None],
) -> list[tuple[str, ...]]:
    """The clusters with those that say it is not so put to what they deny: a denial answers something that was said.

    It goes to the cluster that is likeliest the same event, from `EDGE` on (mean over the pairs; ties to the smaller
    id), and stands alone where none is. Nothing else is joined by it. A sentence that only has a "not" in it denies
    what is said in much the same words (one pair at `ALIKE`): advice not to go to a place denies no search of it.
    """
    denying = {c: all(denies(statements[s]) for s in c) for c in events}
    only, told = [c for c in events if denying[c]], [c for c in events if not denying[c]]
    joined: dict[tuple[str, ...], list[str]] = {c: list(c) for c in told}
    alone = []
    for denial in only:
        outright = any(statements[s].commitment is Commitment.DENIED for s in denial)
        least = 0.0 if outright else ALIKE
        met = [(met[0], c) for c in told if (met := _met(denial, c, likely)) is not None and met[1] >= least]
        best = min(met, key=lambda pc: (-pc[0], pc[1]), default=(0.0, denial))
        if best[0] >= EDGE:
            joined[best[1]] += denial
        else:
            alone.append(denial)
    return sorted([*(tuple(sorted(c)) for c in joined.values()), *alone])


def _met(
    one: Sequence[str], other: Sequence[str], likely: Callable[[str, str], float | None]
) -> tuple[float, float] | None:
    """The mean over the first pairs, and the surest of them; None where any two are apart."""
    pairs = []
    for n, a in enumerate(one):
        for m, b in enumerate(other):
            p = likely(a, b)
            if p is None:
                return None
            if n < _HEARD and m < _HEARD:
                pairs.append(p)
    return math.fsum(pairs) / len(pairs), max(pairs)


def _toll(statement: Statement) -> bool:
    return any(q.item in CUMULATIVE_ITEMS for q in countable(statement))


def _question(
    attribute: Attribute,
    members: Sequence[Statement],
    event: str,
    reports: Mapping[str, Report],
    counted: tuple[str, str] | None = None,
) -> Question:
    ids = tuple(sorted(s.id for s in members))
    item, scope = counted or (None, None)
    return Question(
        id=digest("question", attribute, item or "", scope or "", ids[0]),
        attribute=attribute,
        words=_wording(attribute, members, reports, item, scope),
        predicate=_most(s.frame.predicate for s in members),
        about=_about(members),
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
    item: str | None,
    scope: str | None,
) -> str:
    shown = clearest(members, reports, counting=attribute is Attribute.COUNT)
    if attribute is Attribute.COUNT:
        kind = _KINDS.get(scope or "", "")
        return f"How many{kind}: {spoken(shown, reports, masked=item)}"
    opening = _OPENINGS.get(attribute, "Is it so")
    return f"{opening}: {spoken(shown, reports, dated=attribute is Attribute.DATE)}"


def clearest(members: Sequence[Statement], reports: Mapping[str, Report], *, counting: bool = False) -> Statement:
    """The statement to show for several: one without "not" in its own words, that stands by itself ("this move ..."
    leans on words before it), in one piece, no toll, no headline, of the time most others name, no mere assessment,
    with named actors, near in meaning to the others, with a short chain, of middling length.

    For a number the chain does not matter, and one that says what it was before is not taken.
    """
    others = members[:_HEARD]
    times = Counter(other.happened for other in others if other.happened is not None)
    stray = {
        one: sum(n for time, n in times.items() if moments_disjoint(one, time)) * 2 > len(others)
        for one in {s.happened for s in members if s.happened is not None}
    }

    def rank(s: Statement) -> tuple[bool, bool, bool, bool, bool, bool, bool, float, int, int, str]:
        words = reports[s.report_id].text[s.content[0].start : s.content[0].end].split(maxsplit=1)
        leaning = (
            not words or words[0].lower().strip("“\"'") in _LEANING or len(s.content) > 1
        )  # a denial with what it denies
        length = sum(p.end - p.start for p in s.content)
        avoided = any(q.earlier for q in s.quantities) if counting else _toll(s)
        near = math.fsum(likeness(s.frame, other.frame) or 0.0 for other in others) / len(others)
        chain = 0 if counting else len(s.chain)
        apart = s.happened is not None and stray[s.happened]
        judged = s.commitment in (Commitment.ASSESSED, Commitment.POSSIBLE, Commitment.ALLEGED)
        first = (says_not(s), avoided, leaning, s.headline, apart, judged, not s.frame.names)
        return (*first, -round(near, 1), chain, abs(length - 90), s.id)

    return min(members, key=rank)


def spoken(
    statement: Statement, reports: Mapping[str, Report], *, masked: str | None = None, dated: bool = False
) -> str:
    """The statement's own words, white space folded, cut at a word when long.

    Numbers of ``masked`` are shown as "[?]", as is, where ``dated``, the time at which it is said to have happened.
    """
    text = reports[statement.report_id].text
    hidden = sorted(q.span for q in statement.quantities if masked is not None and q.item == masked)
    if dated and statement.happened is not None and statement.happened.words is not None:
        hidden.append(statement.happened.words)
    pieces = []
    for span in statement.content:
        words, at = "", span.start
        for number in (h for h in hidden if span.start <= h.start and h.end <= span.end):
            words, at = f"{words}{text[at : number.start]}[?]", number.end
        pieces.append(" ".join((words + text[at : span.end]).split()).rstrip(",;:"))
    shown = " … ".join(pieces)
    if len(shown) <= _SHOWN:
        return shown
    return shown[:_SHOWN].rsplit(" ", 1)[0] + " …"
