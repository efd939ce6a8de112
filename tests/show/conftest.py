"""A small invented affair, recorded through the real ledger: what the tests of this room look at."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rashomon.ledger import Ledger
from rashomon.records import (
    Anchor,
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
    Moment,
    Name,
    NameKind,
    Origin,
    Original,
    OriginKind,
    Outlet,
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
    Status,
    Supersession,
    SupersessionKind,
    Understanding,
    Value,
    Voice,
    VoiceKind,
    digest,
)

SEEN = datetime(2031, 4, 1, tzinfo=UTC)
HOSTILE = "Depot \x1b[31mred\x1b[0m \u202eevil\u202c [bold]loud[/bold] \x07 was empty"


def day(number: int, month: int = 3) -> Moment:
    lo = datetime(2031, month, number, tzinfo=UTC)
    return Moment(lo=lo, hi=lo + timedelta(days=1), precision=Precision.DAY, basis="named in the text")


def named(moment: Moment) -> Moment:
    """The moment as words of the report give it."""
    return replace(moment, words=Span(start=0, end=4))


def why(words: str, feature: str = "rule", weight: float = 0.0) -> tuple[Reason, ...]:
    return (Reason(feature=feature, weight=weight, words=words),)


def make_report(
    outlet: str, paragraphs: Sequence[str], when: Moment | None, *, language: str = "en"
) -> tuple[Report, bytes]:
    """A plain text report: its title is the first paragraph."""
    text = "\n\n".join(paragraphs)
    payload = text.encode("utf-8", "surrogatepass")
    original_id = hashlib.sha256(payload).hexdigest()
    blocks, anchors, at = [], [], 0
    for number, paragraph in enumerate(paragraphs):
        span = Span(start=at, end=at + len(paragraph))
        kind = BlockKind.TITLE if number == 0 else BlockKind.PARAGRAPH
        blocks.append(Block(span=span, kind=kind))
        first = len(text[: span.start].encode())
        anchors.append(Anchor(text=span, first=first, last=first + len(paragraph.encode()), exact=True))
        at = span.end + 2
    if when is None:
        seen = Moment(lo=None, hi=SEEN, precision=Precision.OPEN, basis="seen then")
        published = Published(when=seen, basis=PublishedBasis.CAPTURE)
    else:
        published = Published(when=when, basis=PublishedBasis.STATED)
    report = Report(
        id=Report.identify(original_id, None),
        original_id=original_id,
        url=None,
        outlet=Outlet(key=outlet.lower().replace(" ", "-"), name=outlet, basis="file name"),
        title=paragraphs[0],
        text=text,
        language=language,
        byline=None,
        dateline=None,
        marks=(),
        published=published,
        seen=SEEN,
        blocks=tuple(blocks),
        anchors=tuple(anchors),
        extractor="plain 1",
    )
    return report, payload


def make_statement(report: Report, words: str, *inner: Voice, **more: object) -> Statement:
    """A statement whose content are these words of the report."""
    start = report.text.index(words)
    content = (Span(start=start, end=start + len(words)),)
    outlet = Voice(kind=VoiceKind.OUTLET, key=report.outlet.key, name=report.outlet.name)
    made = Statement(
        id=Statement.identify(report.id, content),
        report_id=report.id,
        content=content,
        sentence=content[0],
        chain=(outlet, *inner),
        quote=QuoteKind.INDIRECT,
        commitment=Commitment.ASSERTED,
        polarity=Polarity.POSITIVE,
        frame=Frame(predicate="wound", terms=("soldier", "wound")),
    )
    return replace(made, **more)


def count(least: int, expected: float, most: int, words: str) -> Corroboration:
    return Corroboration(
        least=least, expected=expected, most=most, at_least_two=min(1.0, expected - 1), reasons=why(words)
    )


@dataclass(frozen=True)
class Affair:
    """The recorded affair: where it lies, its reports and statements by a short name, its findings."""

    path: Path
    reports: dict[str, Report]
    statements: dict[str, Statement]
    settled: Settled
    link: Link


AGENCY = Voice(kind=VoiceKind.CONDUIT, key="kpa", name="Karsk Press Agency")
ROE = Voice(kind=VoiceKind.PERSON, key="ana roe", name="Ana Roe", institution="karsk defence ministry")
MARN = Voice(kind=VoiceKind.PERSON, key="ido marn", name="Ido Marn", commitment=Commitment.ALLEGED)
DOCTOR = Voice(kind=VoiceKind.UNNAMED, key="doctor", name="a doctor")
VONN = Voice(kind=VoiceKind.PERSON, key="petra vonn", name="Petra Vonn")
MINISTRY = "the Karsk Defence Ministry"


def build(path: Path, *, hostile: bool = False) -> Affair:
    """Record the affair in a new ledger at ``path``."""
    told = "28 soldiers were wounded at Ostrel"
    wire = f"Minister Ana Roe of {MINISTRY} said {told}, the Karsk Press Agency reported."
    depot = HOSTILE if hostile else "the depot was empty"
    made = {
        "post": make_report("Harbour Post", ["Clash at Ostrel", wire], day(3)),
        "mirror": make_report("Vale Mirror", ["Soldiers hurt", wire], day(4)),
        "times": make_report(
            "Upland Times",
            ["New toll", "Spokesman Ido Marn claimed at least 47 soldiers were wounded at Ostrel."],
            day(5),
        ),
        "voice": make_report("Quay Voice", ["Depot", f"Analyst Petra Vonn said {depot}."], None),
        "echo": make_report(
            "Coast Echo", ["At the ward", "A doctor said about 31 soldiers were wounded at Ostrel."], day(6)
        ),
        "jour": make_report("Le Jour", ["Combats", "Les combats continuent à Ostrel."], day(5), language="fr"),
    }
    reports = {name: report for name, (report, _) in made.items()}
    number = reports["post"].text.index("28")
    exact = Quantity(
        span=Span(start=number, end=number + 2),
        written=28,
        low=28,
        high=28,
        bound=Bound.EXACT,
        kind=QuantityKind.STOCK,
        item="soldier",
    )
    said = {
        "post": make_statement(
            reports["post"], told, AGENCY, ROE, said=day(3), happened=named(day(2)), quantities=(exact,)
        ),
        "mirror": make_statement(reports["mirror"], told, AGENCY, ROE, said=day(3), happened=named(day(2))),
        "times": make_statement(
            reports["times"],
            "at least 47 soldiers were wounded at Ostrel",
            MARN,
            commitment=Commitment.ALLEGED,
            happened=named(day(2)),
        ),
        "echo": make_statement(
            reports["echo"], "about 31 soldiers were wounded at Ostrel", DOCTOR, happened=named(day(2))
        ),
        "voice": make_statement(reports["voice"], depot, VONN),
    }
    settled = settle_by_hand(said)
    link = Link(
        id=digest("link", reports["mirror"].id, reports["post"].id),
        child=reports["mirror"].id,
        parent=reports["post"].id,
        kind=LinkKind.NEAR,
        probability=0.97,
        directed=True,
        reasons=why("a run of 14 words is the same", "run", 5.0),
        runs=((reports["mirror"].blocks[1].span, reports["post"].blocks[1].span),),
        coverage=(0.9, 0.9),
    )
    with Ledger.open(path, create=True) as ledger, ledger.writing():
        for name, (report, payload) in made.items():
            record(ledger, report, payload, [s for key, s in said.items() if key == name])
        ledger.put_links(link.child, link.parent, [link])
        ledger.replace_blocks([], [settled])
    return Affair(path=path, reports=reports, statements=said, settled=settled, link=link)


def record(ledger: Ledger, report: Report, payload: bytes, statements: Sequence[Statement]) -> None:
    ledger.keep(Original(id=report.original_id, size=len(payload), media_type="text/plain"), payload)
    understood = report.language == "en"
    mentions = ()
    if MINISTRY in report.text:
        at = report.text.index(MINISTRY)
        span = Span(start=at, end=at + len(MINISTRY))
        mentions = (Name(kind=NameKind.ORGANISATION, key="karsk defence ministry", text=MINISTRY, span=span),)
    understanding = Understanding(
        report_id=report.id,
        published=report.published,
        statements=tuple(statements),
        mentions=mentions,
        understood=understood,
        note=None if understood else "no rules for this language",
    )
    ledger.add_report(report, understanding)
    ledger.log_capture(
        Capture(original_id=report.original_id, report_id=report.id, locator=f"in/{report.outlet.key}.txt", seen=SEEN)
    )


def settle_by_hand(said: dict[str, Statement]) -> Settled:
    post, mirror, times, echo, voice = (said[name].id for name in ("post", "mirror", "times", "echo", "voice"))
    wounded, empty = digest("question", "wounded"), digest("question", "depot")
    few = make_claim(
        wounded,
        Value(attribute=Attribute.COUNT, words="28", low=28, high=28),
        (post, mirror),
        Status.SUPERSEDED,
        "both reports name the same speaker: Ana Roe",
    )
    some = make_claim(
        wounded,
        Value(attribute=Attribute.COUNT, words="about 31", low=27.9, high=34.1),
        (echo,),
        Status.DISPUTED,
        "one speaker: a doctor",
    )
    many = make_claim(
        wounded,
        Value(attribute=Attribute.COUNT, words="at least 47", low=47),
        (times,),
        Status.DISPUTED,
        "one speaker: Ido Marn",
    )
    depot = make_claim(
        empty,
        Value(attribute=Attribute.OCCURRENCE, words="it is so"),
        (voice,),
        Status.SINGLE,
        "one speaker: Petra Vonn",
    )
    first, second = sorted((some, many), key=lambda c: c.id)
    conflict = Conflict(
        id=digest("conflict", first.id, second.id),
        question_id=wounded,
        kind=ConflictKind.NUMBER,
        claims=(first.id, second.id),
        statements=(first.supports, second.supports),
        reasons=why("about 31 lies outside 47 or more"),
    )
    replaced = Supersession(
        id=digest("supersession", few.id, many.id),
        question_id=wounded,
        kind=SupersessionKind.UPDATE,
        earlier=few.id,
        later=many.id,
        earlier_statement=post,
        later_statement=times,
        as_of=(day(2).lo, day(5).lo),
        reasons=why("a later and larger number"),
    )
    dropped = Flag(
        id=digest("flag", mirror),
        kind=FlagKind.DROPPED_ATTRIBUTION,
        statements=(mirror,),
        words="Vale Mirror drops the agency",
        claim_id=few.id,
    )
    speakers = ((few, "Ana Roe"), (some, "a doctor"), (many, "Ido Marn"), (depot, "Petra Vonn"))
    return Settled(
        block_id=min(post, mirror, times, echo, voice),
        statements=tuple(sorted((post, mirror, times, echo, voice))),
        questions=make_questions(wounded, (post, mirror, times, echo), empty, voice),
        claims=(few, some, many, depot),
        origins=tuple(make_origin(claim, name) for claim, name in speakers),
        conflicts=(conflict,),
        supersessions=(replaced,),
        flags=(dropped,),
    )


def make_questions(wounded: str, toll: Sequence[str], empty: str, voice: str) -> tuple[Question, ...]:
    first = Question(
        id=wounded,
        attribute=Attribute.COUNT,
        words="How many soldiers were wounded at Ostrel?",
        predicate="wound",
        about=("ostrel",),
        statements=tuple(sorted(toll)),
        event=digest("event", "ostrel"),
        item="soldier",
        when=day(2),
    )
    second = Question(
        id=empty,
        attribute=Attribute.OCCURRENCE,
        words="Was the depot empty?",
        predicate="empty",
        about=("depot",),
        statements=(voice,),
        event=digest("event", "depot"),
    )
    return first, second


def make_claim(question: str, value: Value, supports: tuple[str, ...], status: Status, reason: str) -> Claim:
    identifier = digest("claim", question, value.words)
    fact = count(1, 1.0, 1, reason)
    return Claim(
        id=identifier,
        question_id=question,
        value=value,
        supports=tuple(sorted(supports)),
        denies=(),
        fact=fact,
        said=count(1, 1.5, 2, "two outlets carry it") if len(supports) > 1 else fact,
        origins=(digest("origin", identifier),),
        status=status,
    )


def make_origin(claim: Claim, name: str) -> Origin:
    return Origin(
        id=claim.origins[0],
        claim_id=claim.id,
        kind=OriginKind.SPEAKER,
        key=name.lower(),
        name=name,
        statements=claim.supports,
        reasons=why("the chain ends there"),
    )


@pytest.fixture
def affair(tmp_path: Path) -> Affair:
    return build(tmp_path / "affair.ledger")


@pytest.fixture
def hostile_affair(tmp_path: Path) -> Affair:
    return build(tmp_path / "hostile.ledger", hostile=True)


@pytest.fixture
def rashomon(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    """The command run in this process, in an empty folder: exit code, stdout, stderr."""
    from rashomon.show.cli import run

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RASHOMON_LEDGER", raising=False)

    def command(*arguments: object) -> tuple[int, str, str]:
        code = run([str(one) for one in arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command
