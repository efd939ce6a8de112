"""A package as a folder, and as a WACZ that public viewers replay (made by the wacz package, an extra)."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from rashomon.errors import UsageError
from rashomon.records import Kept, KeptKind, Rests
from rashomon.show.package.contents import PAGE, RECORDS

INSIDE = "http://files.invalid/evidence/"  # where the files of a package lie inside a WACZ
WARC = "evidence.warc.gz"
_MEDIA = {".json": "application/json", ".jsonl": "application/x-ndjson", ".html": "text/html", ".txt": "text/plain"}


def folder(files: Mapping[str, bytes], place: Path) -> None:
    """Write a package into a new or empty folder. Raises UsageError where something lies there or it cannot be."""
    try:
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise UsageError(f"{place} is not an empty folder: name a new one with -o")
        for path in sorted(files):
            file = place / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(files[path])
    except OSError as error:
        raise UsageError(f"{place} cannot be written ({error.strerror}): name another place with -o") from None


def wacz(files: Mapping[str, bytes], rests: Rests, title: str, place: Path, at: datetime) -> None:
    """Write a package as one WACZ file. Raises UsageError where the extra is not installed or the file exists."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from wacz.main import main
    except ImportError:
        raise UsageError(
            "making a WACZ needs the extra: pip install 'rashomon[wacz]', or name a folder with -o"
        ) from None
    if place.exists():
        raise UsageError(f"{place} exists already: name a new file with -o")
    told = io.StringIO()
    with tempfile.TemporaryDirectory() as work, contextlib.redirect_stdout(told), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warc, pages = Path(work) / WARC, Path(work) / "pages.jsonl"
        warc.write_bytes(files[RECORDS] + _inside(files, at))
        pages.write_text(_pages(rests, title, at), encoding="utf-8")
        home = ["--url", INSIDE + PAGE, "--ts", f"{at.astimezone(UTC):%Y%m%d%H%M%S}"]
        failed = main(["create", "-o", str(place), "-p", str(pages), "-c", "--title", title, *home, str(warc)])
    if failed:
        raise UsageError(f"the wacz package could not make {place}: {told.getvalue().strip().splitlines()[-1:]}")


def _inside(files: Mapping[str, bytes], at: datetime) -> bytes:
    """The files of the package as ``resource`` records; originals are in the archived records already."""
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    for path in sorted(files):
        if path == RECORDS or path.startswith("originals/"):
            continue
        record = writer.create_warc_record(
            INSIDE + path,
            KeptKind.RESOURCE.value,
            payload=io.BytesIO(files[path]),
            length=len(files[path]),
            warc_content_type=_MEDIA.get(Path(path).suffix, "application/octet-stream"),
            warc_headers_dict={"WARC-Date": _date(at)},
        )
        writer.write_record(record)
    return out.getvalue()


def _pages(rests: Rests, title: str, at: datetime) -> str:
    """The list of pages a viewer offers: the page of the package, then each report as archived."""
    heads = {r.original_id: r.title for r in rests.reports}
    lines: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": title}]
    lines.append({"url": INSIDE + PAGE, "ts": _date(at), "title": title})
    lines += [
        {"url": k.target, "ts": _date(k.at), "title": heads[k.payload]}
        for k in rests.records
        if _holds(k) and k.payload in heads
    ]
    return "".join(json.dumps(line, ensure_ascii=True) + "\n" for line in lines)


def _holds(kept: Kept) -> bool:
    return kept.kind in (KeptKind.RESOURCE, KeptKind.RESPONSE)


def _date(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
