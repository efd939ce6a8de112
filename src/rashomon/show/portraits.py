"""Records into views, without the ledger: what can be said of one record from itself and its report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from textwrap import shorten
from typing import NamedTuple

from rashomon.records import (
    Attribute,
    Claim,
    Corroboration,
    Judgement,
    Link,
    Moment,
    Precision,
    Published,
    Quantity,
    Reason,
    Report,
    Span,
    Statement,
    Value,
    Voice,
)
from rashomon.show import wording
from rashomon.show.descents import LinkView, MutationView, PieceView
from rashomon.show.faces import (
    AccountView,
    BlockView,
    BytesView,
    CorroborationView,
    QuantityView,
    ReportLine,
    StatementView,
    TimeView,
    VoiceView,
)

_SURE = timedelta(days=31)  # a publication less sure than this says nothing of the period reports come from
_REASONS = 4  # reasons of a count said in one line
OPENING = 120  # characters of an untitled report's first words
CONTEXT = 200  # code points of its paragraph shown before and after a statement

Places = Mapping[str, tuple[Statement, ReportLine]]  # statement id -> the statement and the line of its report


class _Way(NamedTuple):
    """How statements came to us: what must be the same for two to be one account."""

    through: str
    commitment: str
    denies: bool
    happened: str
    headline: bool


class Numbers:
    """Evidence numbers, given in the order in which statements are first cited."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def of(self, statements: Iterable[str]) -> tuple[int, ...]:
        """The numbers of these statements, new ones where they have none yet."""
        return tuple(self._given.setdefault(one, len(self._given) + 1) for one in statements)

    def given(self) -> tuple[tuple[str, int], ...]:
        """All statements numbered so far, in order of their numbers."""
        return tuple(self._given.items())


def time_view(moment: Moment | None) -> TimeView | None:
    """A moment as shown; None stays None."""
    if moment is None:
        return None
    return TimeView(
        words=wording.moment_words(moment),
        lo=moment.lo,
        hi=moment.hi,
        precision=moment.precision.value,
        basis=moment.basis,
    )


def _happened_view(moment: Moment | None) -> TimeView | None:
    """When something happened as shown; a time that no words of the report name says that it is inferred."""
    view = time_view(moment)
    if view is None or moment is None or moment.words is not None:
        return view
    return replace(view, words=f"{view.words} (inferred)")


def _named(moment: Moment | None) -> Moment | None:
    """The moment if the report's own words name it: inferred ones part no accounts and date no answer."""
    return moment if moment is not None and moment.words is not None else None


def published_view(published: Published) -> TimeView:
    """A publication as shown: its words say by what it is known."""
    return TimeView(
        words=wording.published_words(published),
        lo=published.when.lo,
        hi=published.when.hi,
        precision=published.when.precision.value,
        basis=published.basis.value,
    )


def period(times: Iterable[TimeView], basis: str) -> TimeView | None:
    """From the first to the last of several publication times, of those known to a month or better; None of none."""
    closed = [ends for time in times if (ends := _closed(time)) is not None]
    if not closed:
        return None
    lo, hi = min(lo for lo, _ in closed), max(hi for _, hi in closed)
    return TimeView(words=wording.between(lo, hi), lo=lo, hi=hi, precision=Precision.DAY.value, basis=basis)


def _closed(time: TimeView) -> tuple[datetime, datetime] | None:
    sure = time.lo is not None and time.hi is not None and time.hi - time.lo <= _SURE
    return (time.lo, time.hi) if sure and time.lo and time.hi else None


def piece(report: Report, span: Span) -> PieceView:
    """Exact words at their place."""
    return PieceView(words=span.of(report.text), start=span.start, end=span.end)


def bytes_view(report: Report, span: Span) -> BytesView | None:
    """The bytes of the original a span came from, as narrow as the anchors tell; None where no anchor covers it."""
    met = [a for a in report.anchors if a.text.overlap(span)]
    if not met or met[0].text.start > span.start or met[-1].text.end < span.end:
        return None
    first, last = min(a.first for a in met), max(a.last for a in met)
    exact = all(a.exact for a in met)
    place = "; ".join(dict.fromkeys(a.place for a in met if a.place))
    if exact and len(met) == 1:
        anchor = met[0]
        # Where the bytes are as long as the text in UTF-8 they are that, and the place can be counted within them.
        if len(anchor.text.of(report.text).encode("utf-8", "replace")) == anchor.last - anchor.first:
            first += len(report.text[anchor.text.start : span.start].encode())
            last = first + len(span.of(report.text).encode())
            return BytesView(original_id=report.original_id, first=first, last=last, exact=True, place=place)
    return BytesView(original_id=report.original_id, first=first, last=last, exact=False, place=place)


def report_line(
    report: Report, published: Published, locators: Sequence[str], graded: Judgement | None = None
) -> ReportLine:
    """A report in one line; ``graded`` is the standing judgement on it or its outlet."""
    return ReportLine(
        id=report.id,
        outlet=report.outlet.name or report.outlet.key,
        outlet_key=report.outlet.key,
        title=report.title,
        opening="" if report.title else shorten(report.text[:400], OPENING, placeholder="…"),
        published=published_view(published),
        language=report.language,
        url=report.url,
        locators=tuple(locators),
        grade=f"{graded.value}, {graded.who}" if graded is not None else "",
    )


def voice_view(voice: Voice, report: Report, names: Mapping[str, str]) -> VoiceView:
    """A voice with its cue; ``names`` gives the name to show for an institution's key."""
    return VoiceView(
        kind=voice.kind.value,
        name=wording.voice_words(voice),
        key=voice.key,
        commitment=voice.commitment.value,
        inherited=voice.inherited,
        cue=voice.cue.of(report.text) if voice.cue else None,
        institution=names.get(voice.institution, voice.institution) if voice.institution else None,
    )


def quantity_view(quantity: Quantity, report: Report, places: Mapping[str, str]) -> QuantityView:
    """A quantity with the words it was read from; ``places`` gives names of places by key."""
    return QuantityView(
        words=quantity.span.of(report.text),
        bound=quantity.bound.value,
        kind=quantity.kind.value,
        item=quantity.item,
        unit=quantity.unit,
        low=quantity.low,
        high=quantity.high,
        low_open=quantity.low_open,
        high_open=quantity.high_open,
        own=wording.own_words(quantity, places),
        presumed=quantity.presumed,
        earlier=quantity.earlier,
    )


def statement_view(
    statement: Statement, report: Report, line: ReportLine, number: int, names: Mapping[str, str]
) -> StatementView:
    """A statement with its exact words, a little of its paragraph around them, and its place in the original."""
    span, text = statement.span, report.text
    places = {p.key: p.name for p in statement.frame.located}
    block = next((b.span for b in report.blocks if b.span.start <= span.start < b.span.end), statement.sentence)
    return StatementView(
        id=statement.id,
        number=number,
        report=line,
        pieces=tuple(piece(report, s) for s in statement.content),
        before=text[max(min(block.start, span.start), span.start - CONTEXT) : span.start],
        after=text[span.end : min(max(block.end, span.end), span.end + CONTEXT)],
        quote=statement.quote.value,
        chain=tuple(voice_view(v, report, names) for v in statement.chain),
        chain_words=wording.chain_words(statement.chain),
        commitment=statement.commitment.value,
        negative=statement.polarity.value == "-",
        headline=statement.headline,
        said=time_view(statement.said),
        happened=_happened_view(statement.happened),
        quantities=tuple(quantity_view(q, report, places) for q in statement.quantities),
        original=bytes_view(report, span),
        outlook=statement.outlook.value if statement.outlook else None,
    )


def corroboration_view(found: Corroboration, *, witnesses: bool = False) -> CorroborationView:
    """The count in words and figures, of origins or of witnesses that it was said."""
    count = wording.corroboration_words(found, *(("witness", "witnesses") if witnesses else ("origin", "origins")))
    return CorroborationView(
        count=count,
        words=f"{count}: {_joined(found.reasons)}",
        least=found.least,
        expected=round(found.expected, 6),
        most=found.most,
        at_least_two=round(found.at_least_two, 6),
        reasons=found.reasons,
    )


def _joined(reasons: Sequence[Reason]) -> str:
    """The reasons in one line, each wording once, the first few only: the rest are counted."""
    words = list(dict.fromkeys(reason.words.rstrip(".") for reason in reasons))
    more = len(words) - _REASONS
    return "; ".join([*words[:_REASONS], f"and {more} more"] if more > 1 else words)


def account_views(claim: Claim, resting: Iterable[str], places: Places, numbers: Numbers) -> tuple[AccountView, ...]:
    """The statements of a claim, those that come through one chain equally firm taken together, earliest first.

    ``resting``: all statements it rests on; those that neither support nor deny it only ask or leave it open.
    """
    denies = frozenset(claim.denies)
    groups: dict[_Way, list[str]] = {}
    for one in sorted(set(resting), key=lambda s: _age(s, places)):
        said = places[one][0]
        through = " ← ".join(dict.fromkeys(wording.voice_words(v) for v in said.chain[1:]))
        happened = wording.moment_words(_named(said.happened))
        groups.setdefault(_Way(through, said.commitment.value, one in denies, happened, said.headline), []).append(one)
    ordered = sorted(groups.items(), key=lambda group: (group[0].denies, _age(group[1][0], places)))
    return tuple(_account(way, ids, places, numbers) for way, ids in ordered)


def _account(way: _Way, ids: Sequence[str], places: Places, numbers: Numbers) -> AccountView:
    lines = [places[one][1] for one in ids]
    said = dict.fromkeys(wording.moment_words(places[one][0].said) for one in ids)
    quotes = {places[one][0].quote.value for one in ids}
    outlooks = sorted({o.value for one in ids if (o := places[one][0].outlook) and o.value != way.commitment})
    return AccountView(
        outlets=tuple(dict.fromkeys(line.outlet for line in lines)),
        through=way.through,
        commitment=way.commitment,
        denies=way.denies,
        headline=way.headline,
        quote=quotes.pop() if len(quotes) == 1 else "mixed",
        said="; ".join(filter(None, said)),
        happened=way.happened,
        published=span_of_reports(lines),
        reports=len({line.id for line in lines}),
        statements=tuple(ids),
        numbers=numbers.of(ids),
        outlook=", ".join(outlooks),
    )


def span_of_reports(lines: Sequence[ReportLine]) -> TimeView:
    """From the first to the last publication of some reports; those that are unsure after it, each as it is known."""
    times = list({line.id: line.published for line in lines}.values())
    if len(times) == 1:
        return times[0]
    basis = "publication of the reports"
    joined = period(times, basis)
    unsure = [time.words for time in times if _closed(time) is None]
    if joined is not None and not unsure:
        return joined
    los, his = [time.lo for time in times], [time.hi for time in times]
    return TimeView(
        words="; ".join(dict.fromkeys([*([joined.words] if joined else []), *unsure])),
        lo=min((lo for lo in los if lo is not None), default=None) if None not in los else None,
        hi=max((hi for hi in his if hi is not None), default=None) if None not in his else None,
        precision=Precision.OPEN.value,
        basis=basis,
    )


def _age(statement: str, places: Places) -> tuple[datetime, datetime, str]:
    far = datetime.max.replace(tzinfo=UTC)
    time = places[statement][1].published
    return time.lo or time.hi or far, time.hi or far, statement


def as_of_words(statements: Iterable[Statement]) -> str:
    """When what these statements say is said to have happened, else when it was said, each wording once."""
    ordered = sorted(statements, key=lambda s: s.id)
    for times in ([_named(s.happened) for s in ordered], [s.said for s in ordered]):
        known = [t for t in times if t is not None and (t.lo is not None or t.yearly is not None)]
        if known:
            far = datetime.max.replace(tzinfo=UTC)
            known.sort(key=lambda t: (t.lo or t.hi or far, t.hi or far))
            return wording.and_list(dict.fromkeys(wording.moment_words(t) for t in known))
    return ""


def value_order(claim: Claim) -> tuple[float, float, str, str]:
    """Claims of a question in the order of their values: numbers and dates rising."""
    value: Value = claim.value
    if value.attribute is Attribute.COUNT:
        low = value.low if value.low is not None else float("-inf")
        return low, value.high if value.high is not None else float("inf"), "", claim.id
    if value.attribute is Attribute.DATE and value.moment is not None:
        lo, hi = value.moment.lo, value.moment.hi
        yearly = value.moment.yearly[0] if value.moment.yearly else ""
        return lo.timestamp() if lo else float("-inf"), hi.timestamp() if hi else float("inf"), yearly, claim.id
    return -float(len(claim.supports)), 0.0, "", claim.id


def letter(place: int) -> str:
    """A, B, ... Z, AA, AB ... for the claims of a question."""
    word = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        word = chr(65 + rest) + word
    return word


def block_views(report: Report, said: Sequence[Statement], numbers: Numbers) -> tuple[BlockView, ...]:
    """The layout of a report, each stretch with the numbers of the statements that begin in it.

    ``said`` in the order of their places: a report of 5 MB may have thousands of both.
    """
    starts = [s.span.start for s in said]
    within = {b.span: said[bisect_left(starts, b.span.start) : bisect_left(starts, b.span.end)] for b in report.blocks}
    return tuple(
        BlockView(
            kind=block.kind.value,
            words=block.span.of(report.text),
            start=block.span.start,
            end=block.span.end,
            numbers=numbers.of(s.id for s in within[block.span]),
        )
        for block in report.blocks
    )


def link_view(
    link: Link,
    reports: tuple[Report, Report | None],
    lines: tuple[ReportLine, ReportLine | None],
    mutations: tuple[MutationView, ...],
) -> LinkView:
    """A link with the words both reports share, and the marks that tell it.

    ``reports`` and ``lines``: the child's, and the parent's or None for an outlet that is not held.
    """
    (child, parent), (child_line, parent_line) = reports, lines
    return LinkView(
        id=link.id,
        kind=link.kind.value,
        child=link.child,
        parent=link.parent,
        child_words=_cited(child_line),
        parent_words=_cited(parent_line) if parent_line else link.parent.removeprefix("outlet:"),
        probability=round(link.probability, 6),
        directed=link.directed,
        coverage=(round(link.coverage[0], 6), round(link.coverage[1], 6)),
        runs=tuple(
            (piece(child, a), piece(parent, b) if parent and b is not None else None)
            for a, b in (*link.runs, *link.marks)
        ),
        reasons=link.reasons,
        direction=round(link.direction, 6),
        mutations=mutations,
    )


def _cited(line: ReportLine) -> str:
    return f"{line.outlet}, {line.published.words}"
