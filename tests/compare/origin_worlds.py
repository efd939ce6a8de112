"""Small invented worlds for the lineage and origin tests: reports with one sentence per testimony."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings

from rashomon.records import (
    Block,
    BlockKind,
    Commitment,
    Frame,
    Link,
    LinkKind,
    Mark,
    MarkKind,
    Moment,
    Outlet,
    Polarity,
    Precision,
    Published,
    PublishedBasis,
    QuoteKind,
    Reason,
    Report,
    Span,
    Statement,
    Voice,
    VoiceKind,
    digest,
)
from tests.strategies import CI_WORLDS, examples

calm = settings(  # a busy machine is no failure
    max_examples=examples(CI_WORLDS), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
START = datetime(2031, 3, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """One testimony of a world: which report, what sentence, who knew, through whom."""

    report: str
    outlet: str
    text: str
    hour: int | None = 0
    knower: str | None = None
    kind: VoiceKind = VoiceKind.PERSON
    body: str | None = None
    conduit: str | None = None
    source_lines: tuple[str, ...] = ()
    agency: str | None = None
    credit: str | None = None

    def but(self, **changes: object) -> Told:
        return replace(self, **changes)  # type: ignore[arg-type]


def sentence(name: str, words: int = 14) -> str:
    """A sentence of invented words that shares none with a sentence of another name."""
    return " ".join(f"{name}{chr(97 + i)}" for i in range(words)).capitalize() + "."


def published(hour: int | None) -> Published:
    if hour is None:
        when = Moment(lo=None, hi=START + timedelta(days=300), precision=Precision.OPEN, basis="capture")
        return Published(when=when, basis=PublishedBasis.CAPTURE)
    lo = START + timedelta(hours=hour)
    when = Moment(lo=lo, hi=lo + timedelta(minutes=1), precision=Precision.MINUTE, basis="stated")
    return Published(when=when, basis=PublishedBasis.STATED)


def make_report(
    name: str,
    outlet: str,
    paragraphs: Sequence[str],
    hour: int | None = 0,
    *,
    url: str | None = None,
    title: str = "",
    marks: tuple[Mark, ...] = (),
    kinds: Sequence[BlockKind] = (),
) -> Report:
    parts = [title, *paragraphs] if title else list(paragraphs)
    sorts = [BlockKind.TITLE] if title else []
    sorts += list(kinds) or [BlockKind.PARAGRAPH] * len(paragraphs)
    blocks, at = [], 0
    for part, kind in zip(parts, sorts, strict=True):
        blocks.append(Block(span=Span(start=at, end=at + len(part)), kind=kind))
        at += len(part) + 1
    return Report(
        id=digest("r", name),
        original_id=digest("bytes", name),
        url=url,
        outlet=Outlet(key=outlet, name=outlet.capitalize(), basis="invented"),
        title=title,
        text="\n".join(parts),
        language="en",
        byline=None,
        dateline=None,
        marks=marks,
        published=published(hour),
        seen=START + timedelta(days=300),
        blocks=tuple(blocks),
        anchors=(),
        extractor="invented 1",
    )


def _marks(t: Told, end: int) -> tuple[Mark, ...]:
    at = Span(start=0, end=end)
    found = [(MarkKind.SOURCE_LINE, key) for key in t.source_lines]
    found += [(MarkKind.AGENCY, t.agency)] if t.agency else []
    found += [(MarkKind.CREDIT, t.credit)] if t.credit else []
    return tuple(Mark(kind=kind, key=key, name=key.capitalize(), span=at) for kind, key in found)


def _chain(t: Told) -> tuple[Voice, ...]:
    chain = [Voice(kind=VoiceKind.OUTLET, key=t.outlet, name=t.outlet.capitalize())]
    if t.conduit:
        chain.append(Voice(kind=VoiceKind.CONDUIT, key=t.conduit, name=t.conduit.capitalize()))
    if t.knower:
        chain.append(Voice(kind=t.kind, key=t.knower, name=t.knower.capitalize(), institution=t.body))
    return tuple(chain)


def build(world: Iterable[Told]) -> tuple[list[Statement], dict[str, Report]]:
    """Statements and reports of a world; testimonies with one report name stand in one report, a paragraph each."""
    by_report: dict[str, list[Told]] = {}
    for t in world:
        by_report.setdefault(t.report, []).append(t)
    statements, reports = [], {}
    for name, told in by_report.items():
        first = told[0]
        lines = [sentence(t.text) for t in told]
        report = make_report(name, first.outlet, lines, first.hour, marks=_marks(first, len(lines[0])))
        reports[report.id] = report
        for t, block in zip(told, report.blocks, strict=True):
            statements.append(
                Statement(
                    id=Statement.identify(report.id, (block.span,)),
                    report_id=report.id,
                    content=(block.span,),
                    sentence=block.span,
                    chain=_chain(t),
                    quote=QuoteKind.INDIRECT,
                    commitment=Commitment.ASSERTED,
                    polarity=Polarity.POSITIVE,
                    frame=Frame(predicate="happen", terms=()),
                )
            )
    return statements, reports


def link(
    reports: dict[str, Report],
    child: str,
    parent: str,
    kind: LinkKind,
    probability: float = 0.97,
    *,
    directed: bool = True,
    coverage: tuple[float, float] = (0.7, 0.3),
    whole: bool = True,
) -> Link:
    """A link between two reports of a world, running over the whole of both texts unless told otherwise."""
    c, p = reports[digest("r", child)], reports[digest("r", parent)]
    run = (Span(start=0, end=len(c.text)), Span(start=0, end=len(p.text)))
    return Link(
        id=digest("link", c.id, p.id, kind.value),
        child=c.id,
        parent=p.id,
        kind=kind,
        probability=probability,
        directed=directed,
        reasons=(Reason(feature="invented", weight=0.0, words="set by the test"),),
        runs=(run,) if whole else (),
        coverage=coverage,
    )
