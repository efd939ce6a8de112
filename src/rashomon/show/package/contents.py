"""What a package holds, made from a view and what its reports rest on; pure.

A package is a mapping of paths to bytes with a manifest that names every one of them by its SHA-256; it is written as
a folder or inside a WACZ (write.py) and verified from the paths alone (check.py).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rashomon.records import Custodian, Report, Rests
from rashomon.show.descents import LinkView
from rashomon.show.faces import BriefView, CardView, ReportView, StatementView
from rashomon.show.jsonface import document, plain

FORMAT = 1
MANIFEST = "manifest.json"
STATEMENTS = "statements.jsonl"
RECORDS = "records.warc.gz"
PAGE = "index.html"
VIEW = "view.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a package is about: the kind and identifier of a recorded thing, and its view."""

    kind: str
    id: str
    view: CardView | BriefView


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """When a package was made, and by whom with what."""

    at: datetime
    by: Custodian


def reports_under(subject: Subject) -> tuple[str, ...]:
    """The reports a subject rests on, sorted: those of its statements, and those it is about itself."""
    view = subject.view
    found = {s.report.id for s in view.evidence}
    if isinstance(view, CardView):
        if isinstance(view.item, ReportView):
            found.add(view.item.line.id)
        if isinstance(view.item, LinkView):
            found |= {end for end in (view.item.child, view.item.parent) if not end.startswith("outlet:")}
    return tuple(sorted(found))


def original_path(original_id: str) -> str:
    """Where an original lies in a package. No ending of its kind: a browser must not run a page of others."""
    return f"originals/{original_id}"


def text_path(report_id: str) -> str:
    """Where the text of a report lies in a package."""
    return f"texts/{report_id}.txt"


def sha256(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def written(value: object) -> bytes:
    """JSON for people and programs: ASCII, sorted, indented."""
    return (json.dumps(value, ensure_ascii=True, sort_keys=True, indent=1) + "\n").encode()


def files_of(subject: Subject, rests: Rests, originals: Mapping[str, bytes], page: bytes) -> dict[str, bytes]:
    """Every file of a package except the records and the manifest."""
    kind = "brief" if isinstance(subject.view, BriefView) else "show"
    found = {
        VIEW: document(kind, subject.view).encode() + b"\n",
        STATEMENTS: b"".join(_statement(s) for s in sorted(subject.view.evidence, key=lambda s: s.id)),
        PAGE: page,
    }
    for report in rests.reports:
        found[original_path(report.original_id)] = originals[report.original_id]
        found[text_path(report.id)] = report.text.encode("utf-8", "surrogatepass")
    return found


def manifest(subject: Subject, rests: Rests, files: Mapping[str, bytes], made: Made) -> bytes:
    """The manifest: every file by its digest, every report with its captures, records, custody and revisions."""
    told: dict[str, Any] = {
        "rashomon": {"format": FORMAT, "kind": "evidence"},
        "subject": {"kind": subject.kind, "id": subject.id},
        "made": {"at": plain(made.at), "who": made.by.who, "how": made.by.how},
        "files": [{"path": p, "bytes": len(files[p]), "sha256": sha256(files[p])} for p in sorted(files)],
        "reports": [_report(r, rests) for r in rests.reports],
        "records": [plain(k) for k in rests.records],
        "custody": [{"number": n, **plain(entry)} for n, entry in rests.custody],
    }
    return written(told)


def _report(report: Report, rests: Rests) -> dict[str, Any]:
    own = {report.url, *(c.locator for c in rests.captures if c.report_id == report.id)}
    return {
        "id": report.id,
        "outlet": report.outlet.name,
        "title": report.title,
        "url": report.url,
        "language": report.language,
        "extractor": report.extractor,
        "original": {"path": original_path(report.original_id), "sha256": report.original_id},
        "text": text_path(report.id),
        "captures": [{"at": plain(c.seen), "locator": c.locator} for c in rests.captures if c.report_id == report.id],
        "records": [k.id for k in rests.records if k.payload == report.original_id or k.target in own],
        "revisions": [
            {"id": r.id, "sha256": r.original_id, "first_seen": plain(r.seen), "title": r.title}
            for r in rests.revisions
            if r.url in own
        ],
    }


def _statement(statement: StatementView) -> bytes:
    told = {
        "id": statement.id,
        "report": statement.report.id,
        "chain": statement.chain_words,
        "commitment": statement.commitment,
        "spans": [[p.start, p.end] for p in statement.pieces],
        "words": [p.words for p in statement.pieces],
        "bytes": plain(statement.original),
    }
    return (json.dumps(told, ensure_ascii=True, sort_keys=True) + "\n").encode()
