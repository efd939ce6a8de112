"""Own news cases of times: invented reports with the intervals they must give, in ``cases/moments.tsv``.

A case without marks lists all times of its text, each as words = first..last day (inclusive; a minute where the zone
is given). With « and » the whole report is read as the product reads it, and the marked statement's moment of
happening (and of saying) is compared: exactly; with ``~`` the moment must hold the days and be no wider than a month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rashomon.read import extract
from rashomon.records import Moment, Precision, Published, PublishedBasis, Span, Statement
from rashomon.understand import understand
from rashomon.understand.moments import find_moments

FILE = Path(__file__).resolve().parent / "cases" / "moments.tsv"
SEEN = datetime(2040, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_MONTH = timedelta(days=31)
_DAYS = {"T": ("2031-03-04", "2031-03-04"), "F": ("2031-11-14", "2031-11-14"), "U": ("2031-01-01", "2031-12-31")}


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its line, whether it may never fail, when it was published, the text, and what it must give."""

    line: int
    strong: bool
    published: Published
    text: str
    expect: str


def load(file: Path = FILE) -> Iterator[Case]:
    """All cases. Raises ValueError where a line is not one."""
    for number, row in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if row.startswith("#"):
            continue
        strength, day, text, *expect = row.split("\t")
        if strength not in ("strong", "weak"):
            raise ValueError(f"{file.name}:{number}: {strength!r} is no strength")
        yield Case(number, strength == "strong", _published(*_DAYS[day]), text, expect[0] if expect else "")


def _published(first: str, last: str) -> Published:
    lo, hi = datetime.fromisoformat(first), datetime.fromisoformat(last) + _DAY
    when = Moment(lo=lo.replace(tzinfo=UTC), hi=hi.replace(tzinfo=UTC), precision=Precision.DAY, basis="case")
    return Published(when=when, basis=PublishedBasis.METADATA)


def shown(case: Case) -> str:
    """What the product gives, in the words of the cases."""
    if "«" not in case.text:
        span = Span(start=0, end=len(case.text))
        found = find_moments(case.text, span, case.published)
        return "; ".join(f"{m.words.of(case.text) if m.words else '?'}={_interval(m)}" for m in found)
    statement = _marked(case)
    if statement is None:
        return "no statement"
    said = f" said {_interval(statement.said)}" if statement.said is not None else ""
    return (_interval(statement.happened) if statement.happened is not None else "none") + said


def _marked(case: Case) -> Statement | None:
    start, end = case.text.index("«"), case.text.index("»") - 1
    text = case.text.replace("«", "").replace("»", "")
    report = extract(text.encode(), locator="case.txt", media_type="text/plain", seen=SEEN)
    at = report.text.find(text[start:end])
    marked = Span(start=at, end=at + end - start)
    found = understand(report, published=case.published).statements
    best = max(found, key=lambda s: (sum(c.overlap(marked) for c in s.content), -s.span.end), default=None)
    return best if best is not None and any(c.overlap(marked) for c in best.content) else None


def _interval(moment: Moment) -> str:
    if moment.precision is Precision.MINUTE and moment.lo is not None and moment.hi is not None:
        return f"{moment.lo:%Y-%m-%dT%H:%M}..{moment.hi - timedelta(minutes=1):%Y-%m-%dT%H:%M}"
    lo = "" if moment.lo is None else moment.lo.date().isoformat()
    return f"{lo}..{'' if moment.hi is None else (moment.hi - _DAY).date().isoformat()}"


def right(case: Case) -> bool:
    """Whether the product gives what the case expects."""
    given, expect = shown(case), case.expect.strip().replace("..>", "..").replace("<..", "..")
    if not expect.startswith("~"):
        return given == expect
    wanted, _, said = expect[1:].partition(" said ")
    happened, _, said_given = given.partition(" said ")
    want, got = re.split(r"\.\.", wanted), re.split(r"\.\.", happened)
    if len(got) != 2 or "" in got:
        return False
    days = [datetime.fromisoformat(d) for d in got]
    return got[0] <= want[0] and want[1] <= got[1] and days[1] - days[0] < _MONTH and said == said_given
