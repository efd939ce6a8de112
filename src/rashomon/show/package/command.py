"""What ``rashomon evidence`` does, and its results as text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from rashomon.errors import UsageError
from rashomon.show.briefing import DIM, GOOD, WARN
from rashomon.show.custodian import custodian
from rashomon.show.faces import ReportView
from rashomon.show.layout import Line, line
from rashomon.show.package import write
from rashomon.show.package.check import Checked
from rashomon.show.package.contents import Made, Subject
from rashomon.show.package.export import package
from rashomon.show.views import Views
from rashomon.show.wording import count_words

BRIEF = "brief"
KINDS = ("report", "claim", "question", "statement", "conflict", "supersession", "origin", "link")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A package that was made: of what, where it lies, how much it holds, and the digest of its manifest."""

    kind: str
    id: str
    places: tuple[str, ...]
    digest: str
    reports: int
    statements: int
    records: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """The whole archive in one WARC file: where, its SHA-256, how many records."""

    place: str
    digest: str
    records: int


def export(views: Views, what: str, about: str | None, out: tuple[Path, ...], at: datetime) -> Exported:
    """Export an identifier, or ``brief`` with what it is about, to each place named; the custody log is told.

    Raises UnknownIdentifier, UsageError, LedgerDamaged.
    """
    if what == BRIEF:
        subject = Subject(kind=BRIEF, id=about or "all", view=views.briefing(about))
    else:
        view = views.card(what)
        if view.of not in KINDS:
            raise UsageError(f"{what} is of kind {view.of}: evidence is exported of {', '.join(KINDS)}, or of {BRIEF}")
        identifier = view.item.line.id if isinstance(view.item, ReportView) else view.item.id
        subject = Subject(kind=view.of, id=str(identifier), view=view)
    made = package(views, subject, Made(at=at, by=custodian()))
    places = out or _places(subject)
    title = f"Evidence: {subject.kind} {subject.id}"
    for place in places:
        if place.suffix == ".wacz":
            write.wacz(made.files, made.rests, title, place, at)
        else:
            write.folder(made.files, place)
    views.note_custody("exported", f"{subject.kind} {subject.id}, manifest {made.digest}", at)
    return Exported(
        kind=subject.kind,
        id=subject.id,
        places=tuple(map(str, places)),
        digest=made.digest,
        reports=len(made.rests.reports),
        statements=len(subject.view.evidence),
        records=len(made.rests.records),
    )


def archive(views: Views, place: Path, at: datetime) -> Archived:
    """Write every archived record into one new WARC file; the custody log is told. Raises UsageError."""
    if not place.name.endswith((".warc", ".warc.gz")):
        raise UsageError(f"{place} is no name of a WARC file: name one ending in .warc.gz with -o")
    count, whole = 0, hashlib.sha256()
    try:
        with place.open("xb") as file:
            for member in views.records():
                file.write(member)
                whole.update(member)
                count += 1
    except FileExistsError:
        raise UsageError(f"{place} exists already: name a new file with -o") from None
    except OSError as error:
        raise UsageError(f"{place} cannot be written ({error.strerror}): name another place with -o") from None
    views.note_custody("exported", f"the whole archive, SHA-256 {whole.hexdigest()}", at)
    return Archived(place=str(place), digest=whole.hexdigest(), records=count)


def archived_lines(made: Archived) -> list[Line]:
    """Where the archive lies and its digest."""
    return [line(f"{count_words(made.records, 'archived record')} in {made.place}"), line("SHA-256: ", made.digest)]


def _places(subject: Subject) -> tuple[Path, ...]:
    name = f"evidence-{subject.kind}" if subject.kind == BRIEF else f"evidence-{subject.id}"
    return (Path(name), Path(f"{name}.wacz")) if find_spec("wacz") else (Path(name),)


def exported_lines(made: Exported) -> list[Line]:
    """Where the package lies and the digest by which it is known."""
    held = ", ".join(
        (
            count_words(made.reports, "report"),
            count_words(made.statements, "statement"),
            count_words(made.records, "archived record"),
        )
    )
    return [
        line(f"evidence of {made.kind} {made.id}: {held}"),
        *(line(place, indent=2) for place in made.places),
        line("digest of the manifest: ", made.digest),
        line((f"rashomon evidence check {made.places[0]} verifies it, without the ledger.", DIM)),
    ]


def checked_lines(found: Checked) -> list[Line]:
    """What is wrong, one line each, or that all agrees."""
    held = (
        f"{count_words(found.files, 'file')}, {count_words(found.reports, 'report')}, "
        f"{count_words(found.statements, 'statement')}, {count_words(found.records, 'archived record')}"
    )
    tail = line("digest of the manifest: ", found.digest)
    if not found.wrong:
        return [line((f"whole: {held}; nothing was altered, nothing is missing", GOOD)), tail]
    lines = [line((f"{one.what}: ", WARN), one.words) for one in found.wrong]
    return [*lines, line(f"{count_words(len(found.wrong), 'thing')} wrong in {held}"), tail]
