"""Small records for the tests of this room: reports and statements with only what a test is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from rashomon.records import (
    Aspect,
    Bound,
    Commitment,
    Frame,
    Moment,
    Name,
    NameKind,
    Outlet,
    Polarity,
    Precision,
    Published,
    PublishedBasis,
    Quantity,
    QuantityKind,
    QuoteKind,
    Report,
    Span,
    Statement,
    Voice,
    VoiceKind,
    digest,
)

SEEN = datetime(2031, 1, 1, tzinfo=UTC)


def day(words: str, days: int = 1, *, named: bool = True) -> Moment:
    lo = datetime.fromisoformat(words).replace(tzinfo=UTC)
    precision = Precision.DAY if days == 1 else Precision.MONTH if days < 32 else Precision.YEAR
    span = Span(start=0, end=3) if named else None
    return Moment(lo=lo, hi=lo + timedelta(days=days), precision=precision, basis="given", words=span)


def report(name: str, published: str | None = "2030-03-01", text: str = "Some words of a report.") -> Report:
    original = digest("original", name)
    when = Moment(lo=None, hi=SEEN, precision=Precision.OPEN, basis="not after capture")
    basis = PublishedBasis.CAPTURE
    if published is not None:
        when, basis = day(published, named=False), PublishedBasis.METADATA
    return Report(
        id=Report.identify(original, name),
        original_id=original,
        url=name,
        outlet=Outlet(key=name, name=name, basis="given"),
        title="",
        text=text,
        language="en",
        byline=None,
        dateline=None,
        marks=(),
        published=Published(when=when, basis=basis),
        seen=SEEN,
        blocks=(),
        anchors=(),
        extractor="test",
    )


def person(name: str, institution: str | None = None) -> Voice:
    return Voice(kind=VoiceKind.PERSON, key=name, name=name, institution=institution)


def count(item: str, written: float, **more: object) -> Quantity:
    given = {"low": written, "high": written, "bound": Bound.EXACT, "kind": QuantityKind.STOCK} | more
    return Quantity(span=Span(start=0, end=2), written=written, item=item, **given)  # type: ignore[arg-type]


def at_least(item: str, written: float) -> Quantity:
    return count(item, written, high=None, bound=Bound.AT_LEAST)


def statement(where: Report, place: int = 0, **more: object) -> Statement:
    """A statement at ``place`` of a report; keyword ``names``, ``terms``, ``predicate``, ``aspect`` go to the frame."""
    content = (Span(start=place, end=place + 5),)
    names = tuple(
        Name(kind=NameKind.ORGANISATION, key=key, text=key, span=content[0])
        for key in more.pop("names", ("arda",))  # type: ignore[attr-defined]
    )
    frame = Frame(
        predicate=str(more.pop("predicate", "deploy")),
        terms=tuple(sorted(more.pop("terms", ("border", "northern", "move")))),  # type: ignore[call-overload]
        names=names,
        aspect=more.pop("aspect", Aspect.PLAIN),  # type: ignore[arg-type]
    )
    speaker = more.pop("speaker", None)
    outlet = Voice(kind=VoiceKind.OUTLET, key=where.outlet.key, name=where.outlet.name)
    given: dict[str, object] = {
        "quote": QuoteKind.INDIRECT,
        "commitment": Commitment.ASSERTED,
        "polarity": Polarity.POSITIVE,
    }
    return Statement(
        id=Statement.identify(where.id, content),
        report_id=where.id,
        content=content,
        sentence=content[0],
        chain=(outlet,) if speaker is None else (outlet, speaker),  # type: ignore[arg-type]
        frame=frame,
        **(given | more),  # type: ignore[arg-type]
    )
