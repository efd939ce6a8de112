"""Invented records to keep: small, complete, and different for different numbers."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from rashomon.records import (
    Anchor,
    Aspect,
    Attribute,
    Block,
    BlockKind,
    Bound,
    Capture,
    Claim,
    Commitment,
    Conflict,
    ConflictKind,
    Corroboration,
    Flag,
    FlagKind,
    Frame,
    Link,
    LinkKind,
    Mark,
    MarkKind,
    Moment,
    Name,
    NameKind,
    Origin,
    Original,
    OriginKind,
    Outlet,
    PairScore,
    Polarity,
    Precision,
    Published,
    PublishedBasis,
    Quantity,
    QuantityKind,
    Question,
    QuoteKind,
    Reason,
    Report,
    Settled,
    Span,
    Statement,
    Supersession,
    SupersessionKind,
    Understanding,
    Value,
    Voice,
    VoiceKind,
    digest,
)
from rashomon.records.findings import Status

SEEN = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
DAY = datetime(2031, 5, 3, tzinfo=UTC)
WHY = (Reason(feature="shared words", weight=1.5, words="both count ferries"),)


def moment(day: int = 0, basis: str = "stated") -> Moment:
    lo = DAY + timedelta(days=day)
    return Moment(lo=lo, hi=lo + timedelta(days=1), precision=Precision.DAY, basis=basis, words=Span(start=0, end=4))


def original(number: int) -> tuple[Original, bytes]:
    payload = f"<p>Report {number}</p>".encode() * 20
    return Original(id=hashlib.sha256(payload).hexdigest(), size=len(payload), media_type="text/html"), payload


def report(number: int, *, words: str = "The harbour office of Veldria counted 1,200 ferries.") -> Report:
    kept, _ = original(number)
    url = f"https://tidings{number % 7}.example/{number}"
    title = f"Ferries seen, part {number}"
    text = f"{title}\n{words} Ilse Tarn told Coastwire so on Friday."
    return Report(
        id=Report.identify(kept.id, url),
        original_id=kept.id,
        url=url,
        outlet=Outlet(key=f"tidings{number % 7}.example", name=f"Tidings {number % 7}", basis="address"),
        title=title,
        text=text,
        language="en",
        byline=None,
        dateline="PORT VELD, May 3",
        marks=(Mark(kind=MarkKind.AGENCY, key="coastwire", name="Coastwire", span=Span(start=0, end=7)),),
        published=Published(when=moment(), basis=PublishedBasis.DATELINE),
        seen=SEEN,
        blocks=(
            Block(span=Span(start=0, end=len(title)), kind=BlockKind.TITLE),
            Block(span=Span(start=len(title) + 1, end=len(text)), kind=BlockKind.PARAGRAPH),
        ),
        anchors=(Anchor(text=Span(start=0, end=len(text)), first=3, last=400, exact=False),),
        extractor="plain 1",
    )


def statement(made: Report, place: int, *, day: int = 0) -> Statement:
    content = (Span(start=place, end=len(made.title) + 20 + place),)
    return Statement(
        id=Statement.identify(made.id, content),
        report_id=made.id,
        content=content,
        sentence=Span(start=0, end=len(made.text)),
        chain=(
            Voice(kind=VoiceKind.OUTLET, key=made.outlet.key, name=made.outlet.name),
            Voice(kind=VoiceKind.CONDUIT, key="coastwire", name="Coastwire", cue=Span(start=2, end=4)),
            Voice(
                kind=VoiceKind.PERSON,
                key="ilse tarn",
                name="Ilse Tarn",
                commitment=Commitment.ASSESSED,
                span=Span(start=1, end=5),
                inherited=True,
                institution="veldria",
            ),
        ),
        quote=QuoteKind.INDIRECT,
        commitment=Commitment.ASSESSED,
        polarity=Polarity.POSITIVE,
        frame=Frame(
            predicate="count",
            terms=("count", "ferry"),
            names=(Name(kind=NameKind.PLACE, key="veldria", text="Veldria", span=Span(start=9, end=16)),),
            places=("veldria",),
            aspect=Aspect.FIRST,
        ),
        quantities=(
            Quantity(
                span=Span(start=3, end=9),
                written=1200.0,
                low=1200.0,
                high=None,
                bound=Bound.AT_LEAST,
                kind=QuantityKind.STOCK,
                item="ferry",
            ),
        ),
        happened=moment(day, basis="the report's day"),
    )


def understanding(made: Report, *, count: int = 3, day: int = 0) -> Understanding:
    return Understanding(
        report_id=made.id,
        published=Published(when=moment(day), basis=PublishedBasis.INFERRED),
        statements=tuple(statement(made, place, day=day) for place in range(count)),
        mentions=(Name(kind=NameKind.PERSON, key="oskar lind", text="Oskar Lind", span=Span(start=0, end=9)),),
    )


def capture(made: Report, locator: str = "inbox/one.html") -> Capture:
    return Capture(original_id=made.original_id, report_id=made.id, locator=locator, seen=SEEN)


def link(child: str, parent: str, kind: LinkKind = LinkKind.NEAR) -> Link:
    return Link(
        id=digest("link", child, parent, kind.value),
        child=child,
        parent=parent,
        kind=kind,
        probability=0.97,
        directed=True,
        reasons=WHY,
        runs=((Span(start=0, end=9), Span(start=4, end=13)),),
        coverage=(0.9, 0.75),
    )


def pair(a: str, b: str, probability: float = 0.5) -> PairScore:
    return PairScore(a=min(a, b), b=max(a, b), probability=probability, reasons=WHY)


def settled(statements: tuple[str, ...], *, note: str = "") -> Settled:
    """A block with one question, two claims in conflict, the later superseding, and a flag."""
    name = min(statements)
    asked = digest("question", name)
    count = Corroboration(least=1, expected=1.5, most=2, at_least_two=0.5, reasons=WHY)
    claims = tuple(
        Claim(
            id=digest("claim", name, side),
            question_id=asked,
            value=Value(attribute=Attribute.COUNT, words=f"{side}{note}", low=1.0, high=2.0),
            supports=statements if side == "one" else (),
            denies=() if side == "one" else statements[:1],
            fact=count,
            said=count,
            origins=(digest("origin", name, side),),
            status=Status.DISPUTED,
        )
        for side in ("one", "two")
    )
    one, two = claims
    return Settled(
        block_id=digest("block", name),
        statements=statements,
        questions=(
            Question(
                id=asked,
                attribute=Attribute.COUNT,
                words="how many ferries",
                predicate="count",
                about=("veldria",),
                statements=statements,
                event=digest("event", name),
            ),
        ),
        claims=claims,
        origins=tuple(
            Origin(
                id=claim.origins[0],
                claim_id=claim.id,
                kind=OriginKind.SPEAKER,
                key="ilse tarn",
                name="Ilse Tarn",
                statements=statements,
                reasons=WHY,
            )
            for claim in claims
        ),
        conflicts=(
            Conflict(
                id=digest("conflict", name),
                question_id=asked,
                kind=ConflictKind.NUMBER,
                claims=(min(one.id, two.id), max(one.id, two.id)),
                statements=(statements, statements[:1]),
                reasons=WHY,
            ),
        ),
        supersessions=(
            Supersession(
                id=digest("supersession", name),
                question_id=asked,
                kind=SupersessionKind.UPDATE,
                earlier=one.id,
                later=two.id,
                earlier_statement=statements[0],
                later_statement=statements[-1],
                as_of=(DAY, None),
                reasons=WHY,
            ),
        ),
        flags=(
            Flag(
                id=digest("flag", name),
                kind=FlagKind.LONE_SPEAKER,
                statements=statements[:1],
                words="Ilse Tarn is known from one report only",
            ),
        ),
    )
