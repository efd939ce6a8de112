"""How one report depends on another: copies, shared passages, rewrites, revisions; and what a report itself cites.

A decision about two reports depends on these two only (methods.md 3, D3): no clock, no counts over the collection.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.compare.copies.dependence import RUN, Standing, dependence, names_other
from rashomon.compare.copies.measured import Compared, compared, in_one_order, marked
from rashomon.compare.copies.slips import shared_slips
from rashomon.compare.copies.timing import apart, bounds, near_in_time
from rashomon.compare.who.identity import cited_outlet, own_outlet, same_outlet
from rashomon.records import (
    Link,
    LinkKind,
    MarkKind,
    Reason,
    Report,
    Span,
    Statement,
    digest,
)

MUTUAL = 0.8  # coverage both ways from which two texts are one (methods.md 5)
CONTAINED = 0.6  # coverage of one side from which it holds a passage of the other (methods.md 5)
CERTAIN_RUN = 20  # words of a shared run that nobody writes twice by chance (methods.md 5)
LONG_RUN = 12  # words from which shared runs show a link better than sentences that tell the same (methods.md 5)
ENOUGH = 12  # matched words below which coverage says nothing
RUNS_KEPT = 200  # runs shown with a link, longest first
WEAKEST = 0.3  # probability below which no link is made
RETOLD = 3  # sentences that must tell the same in the same order where no words in a row are the same
MOST_REWRITE = 0.94  # a rewrite is never certain: certainty begins at .95 (methods.md 2.2)
POSSIBLE = 0.5  # most that is said of a translation
KEPT_MARKS, KEPT_NUMBERS, KEPT_SHARE = 5, 2, 0.6  # names and numbers in one order that speak of one (start values)
CREDIT = 0.5  # "with reporting by X": X had a part, which part is not said
NAMED, LATER, SOONER = 0.97, 0.99, 0.95  # sureness of a direction by naming, and by hours or less between the two
SOON = 3600.0  # seconds between two publications below which clocks and late edits may deceive
LEANING = 0.2  # most that coverage alone adds to even chances: a truncated copy is the better covered (start value)
ROUND = 6  # decimals kept of probabilities and coverages, so that they read back as written


def compare_reports(a: Report, b: Report) -> tuple[Link, ...]:
    """Links between two reports, in order of id; the order of the arguments does not matter.

    Empty when they share no text worth a link. ``directed`` is False where nothing tells which was first; the child is
    then the better covered one, or the greater id.
    """
    if a.id == b.id:
        return ()
    if b.id < a.id:
        a, b = b, a
    pair = compared(a, b)
    links = []
    kind, reasons, probability = _text_kind(pair)
    if kind is not None and (kind in (LinkKind.EXACT, LinkKind.NEAR) or near_in_time(a, b)):
        links.append(_link(pair, kind, reasons, probability))
    if a.url is not None and a.url == b.url and a.original_id != b.original_id:
        why = Reason(feature="revises", weight=0.0, words="the same address with changed content")
        links.append(_link(pair, LinkKind.REVISES, [why], 0.99))
    return tuple(sorted(links, key=lambda link: link.id))


def _text_kind(pair: Compared) -> tuple[LinkKind | None, list[Reason], float]:
    """The kind of text dependence with its reasons and probability; kind None when there is none."""
    if pair.same:
        return LinkKind.EXACT, [Reason(feature="same words", weight=0.0, words="the same words from end to end")], 1.0
    low, high = min(pair.coverage), max(pair.coverage)
    enough = pair.aligned.matched >= ENOUGH
    shares = f"{pair.coverage[0]:.0%} and {pair.coverage[1]:.0%} of the two texts are the same words"
    if enough and low >= MUTUAL and not pair.template:
        return LinkKind.NEAR, [Reason(feature="mutual coverage", weight=0.0, words=shares)], 0.99
    reasons = []
    if pair.longest >= CERTAIN_RUN and (not pair.template or _particular(pair)):
        words = f"{pair.longest} words in a row are the same outside quotations"
        reasons.append(Reason(feature="certain run", weight=0.0, words=words))
    if enough and high >= CONTAINED and not pair.template:
        reasons.append(Reason(feature="containment", weight=0.0, words=shares))
    judged = dependence(pair)
    told = [*reasons, *judged.reasons]
    foreign = _translated(pair)
    if foreign is not None and not reasons:
        return LinkKind.REWRITE, [*told, foreign[1]], foreign[0]
    if reasons:
        kind = LinkKind.COMMON if judged.standing is Standing.COMMON else LinkKind.PASSAGE
        return kind, told, 0.99 if pair.longest >= 2 * CERTAIN_RUN else 0.97
    chance = 1.0 - judged.independent
    worded = pair.longest >= RUN or len(pair.retold.pairs) >= RETOLD
    if chance < WEAKEST or not (worded or shared_slips(pair.a, pair.b)):
        return None, [], 0.0
    if not worded:
        return LinkKind.SHARED_ERROR, told, min(chance, MOST_REWRITE)
    if _abroad(pair):
        words = f"perhaps a translation: one is in {pair.a.language}, the other in {pair.b.language}"
        told.append(Reason(feature="translation", weight=0.0, words=words))
    common = judged.standing is Standing.COMMON and pair.longest >= RUN  # else nothing tells which
    kind = LinkKind.COMMON if common else LinkKind.REWRITE
    return kind, told, min(chance, POSSIBLE if _abroad(pair) else MOST_REWRITE)


def _abroad(pair: Compared) -> bool:
    """Whether two reports are known to be in two languages."""
    return "und" not in (pair.a.language, pair.b.language) and pair.a.language != pair.b.language


def _translated(pair: Compared) -> tuple[float, Reason] | None:
    """How likely one of two reports in two languages is the other's translation, at most `POSSIBLE`; None where not.

    Words cannot be the same, so the names and numbers that stand in one order in both are all there is; names and
    numbers may be the same by chance.
    """
    if not _abroad(pair):
        return None
    kept = in_one_order(pair.a, pair.b)
    numbers = sum(pair.a.text[one.start].isdigit() for one, _ in kept)
    fewer = min(len(marked(pair.a)), len(marked(pair.b)))
    if len(kept) < KEPT_MARKS or numbers < KEPT_NUMBERS or len(kept) < KEPT_SHARE * fewer:
        return None
    words = (
        f"perhaps a translation: one is in {pair.a.language}, the other in {pair.b.language}; "
        f"{len(kept)} of {fewer} names and numbers stand in one order"
    )
    return round(POSSIBLE * len(kept) / fewer, ROUND), Reason(feature="translation", weight=0.0, words=words)


def _particular(pair: Compared) -> bool:
    """Whether the longest shared run holds a number or, after its first word, a word with a capital letter."""
    best = max(pair.runs, key=lambda r: (r.count, -r.a))
    words = pair.words[0].span(best.a, best.count).of(pair.a.text)
    return any(c.isdigit() for c in words) or any(word[0].isupper() for word in words.split()[1:])


@dataclass(frozen=True, slots=True)
class _Direction:
    """Which of a pair is the child, whether that is known, how sure it is, and why."""

    first: bool
    known: bool
    strength: float
    why: Reason


def _direction(pair: Compared) -> _Direction:
    a, b = pair.a, pair.b
    if names_other(a, b) != names_other(b, a):
        first = names_other(a, b)
        child, parent = (a, b) if first else (b, a)
        words = f"{child.outlet.name} names {parent.outlet.name} as where its text comes from"
        return _Direction(first, True, NAMED, Reason(feature="names the parent", weight=0.0, words=words))
    (alo, ahi), (blo, bhi) = bounds(a), bounds(b)
    if ahi <= blo or bhi <= alo:
        first = bhi <= alo
        child, parent = (a, b) if first else (b, a)
        words = f"{parent.outlet.name} published before {child.outlet.name}"
        strength = LATER if (apart(a, b) or 0.0) >= SOON else SOONER
        return _Direction(first, True, strength, Reason(feature="direction", weight=0.0, words=words))
    first = pair.coverage[0] > pair.coverage[1]
    words = "which was first is not known"
    if pair.coverage[0] != pair.coverage[1]:
        child = a if first else b
        words += f"; more of {child.outlet.name} is found in the other than the reverse (weak)"
    lean = min(LEANING, abs(pair.coverage[0] - pair.coverage[1]) / 2)
    return _Direction(first, False, 0.5 + lean, Reason(feature="direction", weight=0.0, words=words))


def _link(pair: Compared, kind: LinkKind, reasons: Sequence[Reason], probability: float) -> Link:
    way = _direction(pair)
    first = way.first
    child, parent = (pair.a, pair.b) if first else (pair.b, pair.a)
    kept = sorted((r for r in pair.runs if r.count > 2), key=lambda r: (-r.count, r.a, r.b))[:RUNS_KEPT]
    spans = [(pair.words[0].span(r.a, r.count), pair.words[1].span(r.b, r.count)) for r in kept]
    if (
        kind in (LinkKind.REWRITE, LinkKind.COMMON)
        and pair.longest < LONG_RUN
        and any(r.feature.startswith("retold") for r in reasons)
    ):
        spans = list(pair.retold.pairs)
    if kind is LinkKind.SHARED_ERROR:
        spans = list(shared_slips(pair.a, pair.b))
    if _translated(pair) is not None and kind is LinkKind.REWRITE:
        spans = list(in_one_order(pair.a, pair.b))
    pairs = sorted(spans if first else [(two, one) for one, two in spans])
    return Link(
        id=digest("link", child.id, parent.id, kind.value),
        child=child.id,
        parent=parent.id,
        kind=kind,
        probability=round(probability, ROUND),
        directed=way.known,
        reasons=(*reasons, way.why),
        runs=tuple(pairs),
        coverage=pair.coverage if first else pair.coverage[::-1],
        direction=round(way.strength, ROUND),
        marks=_marks(child, parent),
    )


def _marks(child: Report, parent: Report) -> tuple[tuple[Span, Span | None], ...]:
    """Where the child names the parent, and where both bear one agency's mark, one byline or one dateline."""
    outlet = (parent.outlet.key, parent.outlet.name)
    own = own_outlet(child.outlet, *outlet)
    found: set[tuple[Span, Span | None]] = set()
    for mark in child.marks:
        if not own and same_outlet((mark.key, mark.name), outlet):
            found.add((mark.span, None))
        found |= {(mark.span, m.span) for m in parent.marks if same_outlet((mark.key, mark.name), (m.key, m.name))}
    for ours, theirs in ((child.byline, parent.byline), (child.dateline, parent.dateline)):
        at = (_place(child, ours), _place(parent, theirs)) if ours and ours == theirs else (None, None)
        if at[0] is not None and at[1] is not None:
            found.add((at[0], at[1]))
    return tuple(sorted(found, key=lambda places: (places[0], places[1] is not None, places[1] or places[0])))


def _place(report: Report, words: str) -> Span | None:
    """Where the words stand first in the text; None where they were read from fields of the page."""
    at = report.text.find(words)
    return None if at < 0 else Span(start=at, end=at + len(words))


def own_links(report: Report, statements: Sequence[Statement]) -> tuple[Link, ...]:
    """What a report says of its own sources, in order of id: cited outlets, source lines and agency marks.

    The parent is ``outlet:KEY``, held or not; ``marks`` lead to the words that name it.
    """
    found: dict[tuple[LinkKind, str], dict[Reason, float]] = {}
    places: dict[tuple[LinkKind, str], set[Span]] = {}
    for mark in sorted(report.marks, key=lambda m: (m.span, m.key)):
        if own_outlet(report.outlet, mark.key, mark.name):
            continue
        kind = LinkKind.CITES if mark.kind is MarkKind.SOURCE_LINE else LinkKind.AGENCY
        words = f"{mark.kind.value}: “{_shown(report, mark.span)}”"
        reason = Reason(feature=mark.kind.value, weight=4.0 if mark.kind is MarkKind.AGENCY else 0.0, words=words)
        chance = {MarkKind.SOURCE_LINE: 0.99, MarkKind.AGENCY: 0.98, MarkKind.CREDIT: CREDIT}[mark.kind]
        found.setdefault((kind, mark.key), {})[reason] = chance
        places.setdefault((kind, mark.key), set()).add(mark.span)
    for statement in sorted(statements, key=lambda s: (s.span, s.id)):
        for voice in statement.chain[1:]:
            cited = cited_outlet(voice)
            if cited is not None and not own_outlet(report.outlet, *cited):
                place = voice.span or statement.sentence
                words = f"passes on {voice.name}: “{_shown(report, place)}”"
                reason = Reason(feature="cites", weight=0.0, words=words)
                found.setdefault((LinkKind.CITES, cited[0]), {})[reason] = 0.97
                places.setdefault((LinkKind.CITES, cited[0]), set()).add(place)
    links = [
        Link(
            id=digest("link", report.id, f"outlet:{key}", kind.value),
            child=report.id,
            parent=f"outlet:{key}",
            kind=kind,
            probability=max(reasons.values()),
            directed=True,
            reasons=tuple(reasons),
            direction=1.0,
            marks=tuple((place, None) for place in sorted(places[kind, key])),
        )
        for (kind, key), reasons in found.items()
    ]
    return tuple(sorted(links, key=lambda link: link.id))


def _shown(report: Report, span: Span) -> str:
    """The words at a place, folded to one line of at most 120 characters."""
    words = " ".join(span.of(report.text).split())
    return words if len(words) <= 120 else words[:119] + "…"
