"""How one report depends on another: copies, shared passages, rewrites, revisions; and what a report itself cites.

A decision about two reports depends on these two only (methods.md 3, D3): no clock, no counts over the collection.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from rashomon.compare.alignment import Alignment, Run, align
from rashomon.compare.identity import cited_outlet, own_outlet, same_outlet
from rashomon.compare.passages import Words, exact_key, running
from rashomon.compare.retelling import Retelling, retelling, told
from rashomon.records import (
    Link,
    LinkKind,
    MarkKind,
    PublishedBasis,
    Reason,
    Report,
    Span,
    Statement,
    digest,
)

DAYS = 30  # farther apart in publication, only whole texts are compared: background paragraphs live for years
MUTUAL = 0.8  # coverage both ways from which two texts are one (methods.md 5)
CONTAINED = 0.6  # coverage of one side from which it holds a passage of the other (methods.md 5)
CERTAIN_RUN = 20  # words of a shared run that nobody writes twice by chance (methods.md 5)
LONG_RUN, SHORT_RUN = 12, 8  # words of a shared run worth +5 and +2.5 (methods.md 5)
ENOUGH = 12  # matched words below which coverage says nothing
RUNS_KEPT = 200  # runs shown with a link, longest first
PRIOR = -3.0  # log-odds that one of two reports that share a few words is drawn from the other (start value)
WEAKEST = 0.1  # probability below which no link is made
NUMBERS = 4  # numbers both texts must hold before differing numbers speak of a template
WEAKEST_RETOLD = 0.3  # and where no words are shared: background paragraphs are much alike everywhere
RETOLD = 3  # sentences that must tell the same in the same order to speak of a rewrite
EACH = 0.3  # log-odds of each particular they share beyond CHANCE, up to MOST_SHARED (start value, measured)
CHANCE, MOST_SHARED = 9, 30  # particulars that independent reports share in as many sentences; where no more is learnt
HOURS = 48  # a rewrite follows within two days (methods.md 5)
MOST_REWRITE = 0.94  # a rewrite is never certain: certainty begins at .95 (methods.md 2.2)
CREDIT = 0.5  # "with reporting by X": X had a part, which part is not said
NAMED, LATER, SOONER = 0.97, 0.99, 0.95  # sureness of a direction by naming, and by hours or less between the two
SOON = 3600.0  # seconds between two publications below which clocks and late edits may deceive
LEANING = 0.2  # most that coverage alone adds to even chances: a truncated copy is the better covered (start value)
ROUND = 6  # decimals kept of probabilities and coverages, so that they read back as written


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two reports in order of id with all that was measured on them."""

    a: Report
    b: Report
    words: tuple[Words, Words]
    aligned: Alignment
    runs: tuple[Run, ...]  # the shared runs, cut where words were left out between
    retold: Retelling
    same: bool
    template: bool

    @property
    def coverage(self) -> tuple[float, float]:
        """Share of the words of either text found in the other."""
        first, second = (round(self.aligned.matched / max(1, len(w)), ROUND) for w in self.words)
        return first, second

    @property
    def longest(self) -> int:
        """Words of the longest shared run."""
        return max((r.count for r in self.runs), default=0)


def compare_reports(a: Report, b: Report) -> tuple[Link, ...]:
    """Links between two reports, in order of id; the order of the arguments does not matter.

    Empty when they share no text worth a link. ``directed`` is False where nothing tells which was first; the child is
    then the better covered one, or the greater id.
    """
    if a.id == b.id:
        return ()
    if b.id < a.id:
        a, b = b, a
    pair = _measure(a, b)
    links = []
    kind, reasons, probability = _text_kind(pair)
    if kind is not None and (kind in (LinkKind.EXACT, LinkKind.NEAR) or _near_in_time(a, b)):
        links.append(_link(pair, kind, reasons, probability))
    if a.url is not None and a.url == b.url and a.original_id != b.original_id:
        why = Reason(feature="revises", weight=0.0, words="the same address with changed content")
        links.append(_link(pair, LinkKind.REVISES, [why], 0.99))
    return tuple(sorted(links, key=lambda link: link.id))


def _measure(a: Report, b: Report) -> _Pair:
    one, two = running(a), running(b)
    key = exact_key(a)
    same = key == exact_key(b) and any(c.isalnum() for c in a.text)
    aligned = align(one.words, two.words)
    runs = tuple(piece for run in aligned.runs for piece in _unbroken(run, one, two))
    return _Pair(a, b, (one, two), aligned, runs, retelling(told(a), told(b)), same, _template(one, two))


def _unbroken(run: Run, one: Words, two: Words) -> list[Run]:
    """A run cut where a quotation or a left-out block stands between its words in either text."""
    a, b = one.place, two.place
    cuts = [
        k for k in range(1, run.count) if a[run.a + k] - a[run.a + k - 1] > 1 or b[run.b + k] - b[run.b + k - 1] > 1
    ]
    ends = [*cuts, run.count]
    return [Run(run.a + lo, run.b + lo, hi - lo) for lo, hi in zip([0, *cuts], ends, strict=True)]


def _template(one: Words, two: Words) -> bool:
    """Whether both texts hold numbers and most differ: market and match reports are written to a pattern."""
    x, y = ({w for w in words.words if w[0].isdigit()} for words in (one, two))
    fewer = min(len(x), len(y))
    return fewer >= NUMBERS and 3 * len(x & y) < fewer


def _text_kind(pair: _Pair) -> tuple[LinkKind | None, list[Reason], float]:
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
        reasons.append(Reason(feature="run", weight=0.0, words=words))
    if enough and high >= CONTAINED and not pair.template:
        reasons.append(Reason(feature="containment", weight=0.0, words=shares))
    if reasons:
        return LinkKind.PASSAGE, reasons, 0.99 if pair.longest >= 2 * CERTAIN_RUN else 0.97
    signs = list(_shared_signs(pair.a, pair.b))
    found = []
    for ways, least in ((_by_runs(pair), WEAKEST), (_by_particulars(pair), WEAKEST_RETOLD)):
        p = 1.0 / (1.0 + math.exp(-math.fsum(r.weight for r in (*ways, *signs))))
        if ways and p >= least:
            found.append((min(p, MOST_REWRITE), [*ways, *signs]))
    if not found:
        return None, [], 0.0
    probability, reasons = max(found, key=lambda f: f[0])
    return LinkKind.REWRITE, reasons, probability


def _by_runs(pair: _Pair) -> list[Reason]:
    """Short runs of equal words, in log-odds (weights of methods.md 5; the prior and deductions are start values)."""
    if pair.longest < SHORT_RUN:
        return []
    reasons = [Reason(feature="prior", weight=PRIOR, words="two reports that share a few words")]
    weight = 5.0 if pair.longest >= LONG_RUN else 2.5
    words = f"{pair.longest} words in a row are the same outside quotations"
    reasons.append(Reason(feature="run", weight=weight, words=words))
    if not _particular(pair):
        reasons.append(Reason(feature="plain words", weight=-1.5, words="the shared run holds no name and no number"))
    more = sum(r.count >= SHORT_RUN for r in pair.runs) - 1
    if more > 0:
        words = f"{more} further shared runs of {SHORT_RUN} words or more"
        reasons.append(Reason(feature="runs", weight=min(2.0, float(more)), words=words))
        if pair.aligned.ordered == pair.aligned.matched:
            reasons.append(Reason(feature="order", weight=1.0, words="the shared runs stand in the same order"))
    if pair.template:
        reasons.append(Reason(feature="numbers", weight=-3.0, words="most numbers differ: perhaps one pattern"))
    return reasons


def _by_particulars(pair: _Pair) -> list[Reason]:
    """Sentences that tell the same in the same order though in other words.

    Measured on a generated newsroom: of pairs with three such sentences, those that share fewer than 15 particulars
    were mostly independent, those that share 20 were all but two of 211 one line.
    """
    retold = pair.retold
    if len(retold.pairs) < RETOLD:
        return []
    words = f"{len(retold.pairs)} sentences tell the same in the same order, with {retold.shared} particulars in common"
    reasons = [
        Reason(feature="prior", weight=PRIOR, words="two reports of one affair"),
        Reason(feature="particulars", weight=EACH * (min(retold.shared, MOST_SHARED) - CHANCE), words=words),
    ]
    if retold.numbers:
        words = f"{retold.numbers} of these sentences share a number"
        reasons.append(Reason(feature="shared numbers", weight=EACH * min(retold.numbers, RETOLD), words=words))
    if _apart(pair.a, pair.b) > HOURS * 3600.0:
        reasons.append(Reason(feature="time", weight=-1.5, words=f"published more than {HOURS} hours apart"))
    if pair.template:
        reasons.append(Reason(feature="numbers", weight=-3.0, words="most numbers differ: perhaps one pattern"))
    return reasons


def _particular(pair: _Pair) -> bool:
    """Whether the longest shared run holds a number or, after its first word, a word with a capital letter."""
    best = max(pair.runs, key=lambda r: (r.count, -r.a))
    words = pair.words[0].span(best.a, best.count).of(pair.a.text)
    return any(c.isdigit() for c in words) or any(word[0].isupper() for word in words.split()[1:])


def _shared_signs(a: Report, b: Report) -> Iterable[Reason]:
    """Shared agency marks, bylines with datelines, and one naming the other as its source."""
    shared = {m.name for m in a.marks for n in b.marks if same_outlet((m.key, m.name), (n.key, n.name))}
    if shared:
        yield Reason(feature="agency", weight=4.0, words=f"both carry the mark of {min(shared)}")
    if a.byline and a.dateline and (a.byline, a.dateline) == (b.byline, b.dateline):
        yield Reason(feature="byline", weight=3.0, words=f"the same byline and dateline: {a.byline}, {a.dateline}")
    if _names(a, b) or _names(b, a):
        yield Reason(feature="names the other", weight=5.0, words="one names the other as where its text comes from")


def _names(a: Report, b: Report) -> bool:
    one, other = (a.outlet.key, a.outlet.name), (b.outlet.key, b.outlet.name)
    return not same_outlet(one, other) and any(same_outlet((m.key, m.name), other) for m in a.marks)


def _bounds(report: Report) -> tuple[float, float]:
    """Publication as seconds, open sides as infinities; a day inferred from the news told bars nothing."""
    when = report.published.when
    if report.published.basis is PublishedBasis.NEWS:
        return -math.inf, math.inf
    lo = when.lo.timestamp() if when.lo is not None else -math.inf
    return lo, when.hi.timestamp() if when.hi is not None else math.inf


def _near_in_time(a: Report, b: Report) -> bool:
    """Whether publication may lie within thirty days; a date known only from capture bars nothing (D4)."""
    if {PublishedBasis.CAPTURE, PublishedBasis.NEWS} & {a.published.basis, b.published.basis}:
        return True
    return _apart(a, b) <= timedelta(days=DAYS).total_seconds()


def _apart(a: Report, b: Report) -> float:
    """Seconds that surely lie between two publications; negative where they may coincide."""
    (alo, ahi), (blo, bhi) = _bounds(a), _bounds(b)
    return max(alo - bhi, blo - ahi)


@dataclass(frozen=True, slots=True)
class _Direction:
    """Which of a pair is the child, whether that is known, how sure it is, and why."""

    first: bool
    known: bool
    strength: float
    why: Reason


def _direction(pair: _Pair) -> _Direction:
    a, b = pair.a, pair.b
    if _names(a, b) != _names(b, a):
        first = _names(a, b)
        child, parent = (a, b) if first else (b, a)
        words = f"{child.outlet.name} names {parent.outlet.name} as where its text comes from"
        return _Direction(first, True, NAMED, Reason(feature="names the parent", weight=0.0, words=words))
    (alo, ahi), (blo, bhi) = _bounds(a), _bounds(b)
    if ahi <= blo or bhi <= alo:
        first = bhi <= alo
        child, parent = (a, b) if first else (b, a)
        words = f"{parent.outlet.name} published before {child.outlet.name}"
        strength = LATER if _apart(a, b) >= SOON else SOONER
        return _Direction(first, True, strength, Reason(feature="direction", weight=0.0, words=words))
    first = pair.coverage[0] > pair.coverage[1]
    words = "which was first is not known"
    if pair.coverage[0] != pair.coverage[1]:
        child = a if first else b
        words += f"; more of {child.outlet.name} is found in the other than the reverse (weak)"
    lean = min(LEANING, abs(pair.coverage[0] - pair.coverage[1]) / 2)
    return _Direction(first, False, 0.5 + lean, Reason(feature="direction", weight=0.0, words=words))


def _link(pair: _Pair, kind: LinkKind, reasons: Sequence[Reason], probability: float) -> Link:
    way = _direction(pair)
    first = way.first
    child, parent = (pair.a, pair.b) if first else (pair.b, pair.a)
    kept = sorted((r for r in pair.runs if r.count > 2), key=lambda r: (-r.count, r.a, r.b))[:RUNS_KEPT]
    spans = [(pair.words[0].span(r.a, r.count), pair.words[1].span(r.b, r.count)) for r in kept]
    if kind is LinkKind.REWRITE and any(r.feature == "particulars" for r in reasons):
        spans = list(pair.retold.pairs)
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
    )


def own_links(report: Report, statements: Sequence[Statement]) -> tuple[Link, ...]:
    """What a report says of its own sources, in order of id: cited outlets, source lines and agency marks.

    The parent is ``outlet:KEY``, held or not. The evidence stands in the reasons, since there is no second text.
    """
    found: dict[tuple[LinkKind, str], dict[Reason, float]] = {}
    for mark in sorted(report.marks, key=lambda m: (m.span, m.key)):
        if own_outlet(report.outlet, mark.key, mark.name):
            continue
        kind = LinkKind.CITES if mark.kind is MarkKind.SOURCE_LINE else LinkKind.AGENCY
        words = f"{mark.kind.value}: “{_shown(report, mark.span)}”"
        reason = Reason(feature=mark.kind.value, weight=4.0 if mark.kind is MarkKind.AGENCY else 0.0, words=words)
        chance = {MarkKind.SOURCE_LINE: 0.99, MarkKind.AGENCY: 0.98, MarkKind.CREDIT: CREDIT}[mark.kind]
        found.setdefault((kind, mark.key), {})[reason] = chance
    for statement in sorted(statements, key=lambda s: (s.span, s.id)):
        for voice in statement.chain[1:]:
            cited = cited_outlet(voice)
            if cited is not None and not own_outlet(report.outlet, *cited):
                place = voice.span or statement.sentence
                words = f"passes on {voice.name}: “{_shown(report, place)}”"
                reason = Reason(feature="cites", weight=0.0, words=words)
                found.setdefault((LinkKind.CITES, cited[0]), {})[reason] = 0.97
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
        )
        for (kind, key), reasons in found.items()
    ]
    return tuple(sorted(links, key=lambda link: link.id))


def _shown(report: Report, span: Span) -> str:
    """The words at a place, folded to one line of at most 120 characters."""
    words = " ".join(span.of(report.text).split())
    return words if len(words) <= 120 else words[:119] + "…"
