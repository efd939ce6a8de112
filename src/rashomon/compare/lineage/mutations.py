"""What changed on the way: along a link, statement by statement, what the child tells otherwise than its parent.

Looked for in every text link that is likely (`LIKELY`): between counterparts (counterparts.py) who is named, how
firmly, which bound, which number, which day; inside quotation marks which words; in sentences that are the same but for
a few words which number or name; and whether the child's headline says otherwise than the text it was made of.
A finding says that two texts differ and where, never which of them is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rashomon.compare.claims.intervals import moments_disjoint, of_quantity
from rashomon.compare.lineage.attributions import attributions
from rashomon.compare.lineage.citations import citations
from rashomon.compare.lineage.counterparts import Counterparts, Reading, counterparts, told_by
from rashomon.compare.lineage.linking import MOST_REWRITE, compare_reports
from rashomon.compare.lineage.wordings import in_quotes, in_sentences
from rashomon.records import (
    Bound,
    Commitment,
    Link,
    LinkKind,
    Mutation,
    MutationKind,
    PairScore,
    Polarity,
    Quantity,
    QuantityKind,
    Reason,
    Report,
    Statement,
    digest,
)
from rashomon.records.descent import RETOLD

LIKELY = 0.5  # probability of a link from which its reports are compared statement by statement
WHOLE = 0.6  # share of the child found in the parent from which what stands on one side only is told
SURE = 0.5  # chance that a headline and a statement answer one question from which they are compared
MOST = 60  # mutations kept of one link

_NOTICE = re.compile(
    r"\b(?:correct(?:ion|ed|s)|clarif(?:ication|ied|ies)|updated?|amended|erratum|an earlier version|editor.s note)\b",
    re.IGNORECASE,
)
_TEXTUAL = frozenset({LinkKind.EXACT, LinkKind.NEAR, LinkKind.PASSAGE, LinkKind.REWRITE, LinkKind.REVISES})
_HEDGED = frozenset({Commitment.ASSESSED, Commitment.ALLEGED, Commitment.POSSIBLE, Commitment.PLANNED,
                     Commitment.UNCONFIRMED, Commitment.QUESTION})  # fmt: skip
_VOICES = frozenset({MutationKind.ATTRIBUTION_DROPPED, MutationKind.ATTRIBUTION_REPLACED,
                     MutationKind.ATTRIBUTION_ADDED})  # fmt: skip
_COUNTING = frozenset({QuantityKind.STOCK, QuantityKind.INCREMENT, QuantityKind.SUBSET, QuantityKind.MEASURE,
                       QuantityKind.SHARE})  # fmt: skip


def links_between(one: Reading, other: Reading, pairs: Sequence[PairScore], *, close: bool) -> tuple[Link, ...]:
    """The links between two reports, in order of id: by their words, where they are ``close`` enough to be compared,
    with what changed along them; and by one citing the other's outlet for what ``pairs`` of their statements tell."""
    told = {r.report.id: r for r in (one, other)}
    by_words = compare_reports(one.report, other.report) if close else ()
    found = [with_mutations(link, told[link.child], told[link.parent]) for link in by_words]
    return tuple(sorted([*found, *citations(one, other, pairs)], key=lambda link: link.id))


def with_mutations(link: Link, child: Reading, parent: Reading) -> Link:
    """The link with what its child tells otherwise; as it is where it is no likely text link.

    ``child`` and ``parent`` are the link's own reports with their statements. Depends on these alone.
    """
    if link.kind not in (*_TEXTUAL, LinkKind.COMMON) or link.probability < LIKELY:
        return link
    met = counterparts(child, parent)
    link = _retelling(replace(link, told=met.told))
    if link.kind is LinkKind.COMMON:
        return link
    found = mutations(link, child, parent, met)
    if link.kind is LinkKind.REVISES and found and not any(_NOTICE.search(r.report.text) for r in (child, parent)):
        words = "the content was changed and neither capture says that it was"
        return replace(
            link, mutations=found, reasons=(*link.reasons, Reason(feature="silent edit", weight=0.0, words=words))
        )
    return replace(link, mutations=found)


def _retelling(link: Link) -> Link:
    """A link by a common source whose child tells the other sentence by sentence is a rewrite of it, or of the same
    text: on generated newsrooms 76 of 87 rewrites called so do (`RETOLD`), and none of 14 reports with words of their
    own about one affair."""
    if link.kind is not LinkKind.COMMON or link.told[0] < RETOLD:
        return link
    words = f"{link.told[0]:.0%} of its sentences tell what sentences of the other tell"
    return replace(
        link,
        id=digest("link", link.child, link.parent, LinkKind.REWRITE.value),
        kind=LinkKind.REWRITE,
        probability=min(link.probability, MOST_REWRITE),
        reasons=(*link.reasons, Reason(feature="retold sentences", weight=0.0, words=words)),
    )


def mutations(link: Link, child: Reading, parent: Reading, met: Counterparts) -> tuple[Mutation, ...]:
    """What differs along one link, in order of the child's places, what was left out last."""
    found = [*headline(child, parent)]
    if link.kind is not LinkKind.EXACT:
        voices = list(attributions(child, parent, met.statements))
        found += voices
        revoiced = {m.statements for m in voices}
        for ours, theirs in met.statements:
            found += _numbers(child, parent, ours, theirs)
            found += _firmness(ours, theirs, revoiced=(ours.id, theirs.id) in revoiced)
            found += _days(child.report, parent.report, ours, theirs)
        found += in_quotes(child.report, parent.report)
        found += _new(found, in_sentences(child, parent, met))
        found += _one_sided(link, child.report, parent.report, met)
    return tuple(_distinct(found, child))[:MOST]


def _distinct(found: Iterable[Mutation], child: Reading) -> Iterator[Mutation]:
    """Each difference once in a sentence of the child, though it concerns several of its statements."""
    sentence = {d.statement.id: d.statement.sentence for d in child.statements}
    seen: set[tuple[object, ...]] = set()
    for m in sorted(found, key=_order):
        place = sentence.get(m.statements[0], m.child)
        voices = m.kind in _VOICES
        key = (place, "voice" if voices else m.kind, m.parent_words, "" if voices else m.child_words)
        if place is None or key not in seen:
            seen.add(key)
            yield m


def _order(m: Mutation) -> tuple[bool, int, int, str, str, str]:
    place = m.child or m.parent
    assert place is not None  # noqa: S101
    return m.child is None, place.start, place.end, m.kind.value, m.parent_words, m.child_words


def _new(held: Iterable[Mutation], more: Iterable[Mutation]) -> list[Mutation]:
    """Of what the words show, what the statements have not shown already."""
    seen = [(m.kind, m.child) for m in held if m.child is not None]
    return [m for m in more if not any(k is m.kind and m.child and place.overlap(m.child) for k, place in seen)]


def _mutation(kind: MutationKind, ours: Statement, theirs: Statement, words: tuple[str, str]) -> Mutation:
    """A difference of whole statements."""
    return Mutation(
        kind=kind, child=ours.span, parent=theirs.span, child_words=words[0], parent_words=words[1],
        statements=(ours.id, theirs.id),
    )  # fmt: skip


def _numbers(child: Reading, parent: Reading, ours: Statement, theirs: Statement) -> Iterator[Mutation]:
    """Bounds and numbers of one thing counted. A number that stands elsewhere in the other report was not altered."""
    for mine in filter(_counts, ours.quantities):
        like = [q for q in theirs.quantities if _counts(q) and _one_thing(mine, q)]
        same = [q for q in like if q.written == mine.written]
        words = mine.span.of(child.report.text)
        if same:
            if not any(q.bound is mine.bound for q in same):
                kind = MutationKind.BOUND_DROPPED if mine.bound is Bound.EXACT else MutationKind.BOUND_CHANGED
                yield _of_quantities(
                    kind, (ours, theirs), (mine, same[0]), (words, same[0].span.of(parent.report.text))
                )
            continue
        free = [q for q in like if not _told(child, q)]
        if len(free) == 1 and not _told(parent, mine) and _excluded(mine, free[0]):
            before = free[0].span.of(parent.report.text)
            yield _of_quantities(MutationKind.NUMBER_ALTERED, (ours, theirs), (mine, free[0]), (words, before))


def _of_quantities(
    kind: MutationKind,
    said: tuple[Statement, Statement],
    found: tuple[Quantity, Quantity],
    words: tuple[str, str],
) -> Mutation:
    return Mutation(
        kind=kind, child=found[0].span, parent=found[1].span, child_words=" ".join(words[0].split()),
        parent_words=" ".join(words[1].split()), statements=(said[0].id, said[1].id),
    )  # fmt: skip


def _counts(quantity: Quantity) -> bool:
    return quantity.kind in _COUNTING and not quantity.earlier and quantity.bound is not Bound.VAGUE


def _one_thing(a: Quantity, b: Quantity) -> bool:
    return (a.item, a.unit, a.kind) == (b.item, b.unit, b.kind)


def _told(reading: Reading, quantity: Quantity) -> bool:
    """Whether a report gives this number of this thing anywhere."""
    return any(
        q.written == quantity.written and (q.item, q.unit) == (quantity.item, quantity.unit)
        for d in reading.statements
        for q in d.statement.quantities
    )


def _excluded(a: Quantity, b: Quantity) -> bool:
    return not of_quantity(a).meets(of_quantity(b)) or a.bound is b.bound


def _firmness(ours: Statement, theirs: Statement, *, revoiced: bool) -> Iterator[Mutation]:
    """Hedges: what was said as likely, alleged or possible is now asserted, or the reverse.

    Words such as "sources suggest" that stand in place of a speaker are told as that, not as a hedge too.
    """
    if ours.polarity is not theirs.polarity:
        return
    words = (ours.commitment.value, theirs.commitment.value)
    if theirs.commitment in _HEDGED and ours.commitment is Commitment.ASSERTED:
        yield _mutation(MutationKind.HEDGE_DROPPED, ours, theirs, words)
    elif theirs.commitment is Commitment.ASSERTED and ours.commitment in _HEDGED and not revoiced:
        yield _mutation(MutationKind.HEDGE_ADDED, ours, theirs, words)


def _days(child: Report, parent: Report, ours: Statement, theirs: Statement) -> Iterator[Mutation]:
    """Other days by other words: "on 4 March" for "on 14 March", but not "on Monday" for the date of that Monday."""
    mine, other = ours.happened, theirs.happened
    if mine is None or other is None or mine.words is None or other.words is None:
        return
    now, before = (" ".join(span.of(r.text).split()) for span, r in ((mine.words, child), (other.words, parent)))
    if now.lower() != before.lower() and moments_disjoint(mine, other):
        yield Mutation(
            kind=MutationKind.DATE_ALTERED, child=mine.words, parent=other.words, child_words=now, parent_words=before,
            statements=(ours.id, theirs.id),
        )  # fmt: skip


def headline(child: Reading, parent: Reading) -> Iterator[Mutation]:
    """What the child's headline says otherwise than everything in the text it was made of.

    A headline that the parent's own headline shares was not made by the child.
    """
    if child.report.title and child.report.title == parent.report.title:
        return
    body = [d for d in parent.statements if not d.statement.headline]
    own = [d.statement for d in child.statements if not d.statement.headline]
    for head in (d for d in child.statements if d.statement.headline):
        told = [(d, p) for d in body if (p := told_by(head, d)) >= SURE]
        for mine in filter(_counts, head.statement.quantities):
            if any(q.written == mine.written and q.item == mine.item for s in own for q in s.quantities):
                continue  # its own text says so too: the number was altered there
            like = [
                (p, d.statement, q)
                for d, p in told
                for q in d.statement.quantities
                if _counts(q) and _one_thing(mine, q)
            ]
            closed = [found for found in like if None not in (found[2].low, found[2].high)]
            agree = any(q.written == mine.written for _, _, q in like)
            if closed and not agree and not any(of_quantity(mine).meets(of_quantity(q)) for _, _, q in closed):
                _, said, other = min(closed, key=lambda found: (-found[0], found[1].span, found[1].id))
                words = (mine.span.of(child.report.text), other.span.of(parent.report.text))
                yield _of_quantities(MutationKind.HEADLINE, (head.statement, said), (mine, other), words)
        denied = [(p, d.statement) for d, p in told]
        if denied and _holds(head.statement) and not any(not _denies(said) for _, said in denied):
            _, said = min(denied, key=lambda found: (-found[0], found[1].span, found[1].id))
            words = (head.statement.commitment.value, said.commitment.value)
            yield _mutation(MutationKind.HEADLINE, head.statement, said, words)


def _holds(said: Statement) -> bool:
    return said.commitment is Commitment.ASSERTED and said.polarity is Polarity.POSITIVE


def _denies(said: Statement) -> bool:
    return said.commitment is Commitment.DENIED or said.polarity is Polarity.NEGATIVE


def _one_sided(link: Link, child: Report, parent: Report, met: Counterparts) -> Iterator[Mutation]:
    """What stands on one side only: told of revisions and of texts taken over for the most part."""
    if link.kind not in (LinkKind.REVISES, LinkKind.NEAR) and link.coverage[0] < WHOLE:
        return
    for said in met.put_in:
        words = " ".join(said.span.of(child.text).split())
        yield Mutation(
            kind=MutationKind.PUT_IN, child=said.span, parent=None, child_words=words, parent_words="",
            statements=(said.id, ""),
        )  # fmt: skip
    for said in met.left_out:
        words = " ".join(said.span.of(parent.text).split())
        yield Mutation(
            kind=MutationKind.LEFT_OUT, child=None, parent=said.span, child_words="", parent_words=words,
            statements=("", said.id),
        )  # fmt: skip
