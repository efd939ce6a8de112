"""From a view of the ledger to a package: what `rashomon evidence` does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.records import Rests
from rashomon.show.briefing import brief_lines
from rashomon.show.cards import card_lines
from rashomon.show.faces import BriefView
from rashomon.show.layout import plain
from rashomon.show.package.contents import MANIFEST, RECORDS, Made, Subject, files_of, manifest, reports_under, sha256
from rashomon.show.package.page import page

if TYPE_CHECKING:
    from rashomon.show.views import Views


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The files of a package by path, what it rests on, and the SHA-256 of its manifest."""

    files: dict[str, bytes]
    rests: Rests
    digest: str


def package(views: Views, subject: Subject, made: Made) -> Package:
    """Gather a package. Raises UnknownIdentifier, LedgerDamaged where archived bytes were changed."""
    view = subject.view
    rests = views.rests_on(reports_under(subject))
    face = plain(brief_lines(view) if isinstance(view, BriefView) else card_lines(view))
    originals = {r.original_id: views.payload(r.original_id) for r in rests.reports}
    files = files_of(subject, rests, originals, page(subject, rests, made, face))
    files[RECORDS] = b"".join(views.record(k.id) for k in rests.records)
    files[MANIFEST] = manifest(subject, rests, files, made)
    return Package(files=files, rests=rests, digest=sha256(files[MANIFEST]))
