"""Tables: CSV and its relatives, row by row, and Parquet files (extra ``parquet``).

A row of a CSV file is an original of its own, its exact bytes; which column holds what is told by the file's first
line or by the user, and stands as parameters in the original's media type, so that the row can be read again alone.
A Parquet file has no bytes of a row: the row as one JSON object is the original.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from rashomon.errors import Unreadable
from rashomon.read import fielded
from rashomon.read.compose import composed, of_html, of_text
from rashomon.read.decode import Decoded, decode, neutral
from rashomon.read.fields import NAMES, by_name, folded, wanted
from rashomon.read.parts import MAX_BYTES, Draft, Given, Kind, Lead, Part, Slice, Source, typed
from rashomon.read.sniff import foreign
from rashomon.read.stretches import Coding, Stretch
from rashomon.records import NotRead

MEDIA_TYPE = "text/csv"
_DELIMITERS = ",\t;|"
_HEAD = 65_536
_CELLS = 10_000  # of a row whose places are known
_ROWS = 500  # of a Parquet file held at a time
_TAG = re.compile(r"<(?:p|br|div|a|strong|em)\b[^>]{0,200}>", re.IGNORECASE)


def _split(stream: BinaryIO, source: Source) -> Iterator[Part]:
    rows = _physical(stream)
    first = next((row for row in rows if row.strip()), b"")
    if not first:
        raise Unreadable("it is empty", "nothing to do")
    if found := foreign(first[:32]):
        raise Unreadable(f"it is really {found}", "unpack it or export it as CSV in UTF-8")
    head = decode(first)
    if head.encoding.startswith(("utf-16", "utf-32")):
        raise Unreadable(f"it is encoded as {head.encoding}", "save it as UTF-8")
    delimiter = max(_DELIMITERS, key=head.text.count)
    names = [folded(cell) for cell in _cells(head.text, delimiter)]
    columns = _columns(names, source)
    if "text" not in columns and "url" not in columns:
        shown = ", ".join(f'"{neutral(n)[:30]}"' for n in names[:8])
        raise Unreadable(
            f"its first line names no column of texts or addresses ({shown})",
            "say which: --field text=NAME --field title=NAME --field url=NAME --field date=NAME",
        )
    numbers = {name: str(at) for name, at in columns.items()}
    for number, row in enumerate(rows, start=2):
        place = f"{source.locator}#{number}"
        if len(row) > MAX_BYTES:
            yield NotRead(locator=place, why=f"the row is longer than {MAX_BYTES:,} bytes", advice="split it")
        elif row.strip():
            yield _row(row.rstrip(b"\r\n"), place, delimiter, numbers)


def _physical(stream: BinaryIO) -> Iterator[bytes]:
    """Rows of bytes; a quoted cell may go over several lines. What grows beyond the limit is cut and given as it is."""
    row = bytearray()
    while line := stream.readline(MAX_BYTES + 1):
        row += line
        if row.count(b'"') % 2 == 0 or len(row) > MAX_BYTES:
            yield bytes(row)
            row.clear()
    if row:
        yield bytes(row)


def _cells(text: str, delimiter: str) -> list[str]:
    limit = csv.field_size_limit(MAX_BYTES)
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error as error:
        raise Unreadable(f"the row is no valid CSV ({error})", "mend the file") from None
    finally:
        csv.field_size_limit(limit)


def _columns(names: list[str], source: Source) -> dict[str, int]:
    """Our names of the fields with the number of their column; a user may also give numbers, from 1."""
    found = {}
    for name, wishes in wanted(source.names).items():
        given = source.names.get(name, "")
        at = next((names.index(w) for w in wishes if w in names), None)
        if at is None and given.isascii() and given.isdigit() and 0 < int(given[:6]) <= len(names):
            at = int(given) - 1
        if at is not None:
            found[name] = at
        elif given:
            raise Unreadable(
                f'it has no column "{neutral(given)[:40]}"', f"its columns are {', '.join(names[:12])}"[:300]
            )
    return found


def _row(payload: bytes, place: str, delimiter: str, numbers: dict[str, str]) -> Part:
    part = Slice(
        payload=payload,
        locator=place,
        media_type=typed(MEDIA_TYPE, delimiter=delimiter.replace("\t", "tab"), **numbers),
    )
    try:
        cells = _named(_cells(decode(payload).raw, delimiter), numbers)
    except Unreadable as trouble:
        return NotRead(locator=place, why=trouble.why, advice=trouble.advice)
    if not cells.get("text", "").strip() and cells.get("url", "").strip():
        return Lead(address=cells["url"].strip(), locator=place)
    return part


def _named(cells: list[str], numbers: dict[str, str]) -> dict[str, str]:
    return {name: cells[int(at)] for name, at in numbers.items() if at.isdigit() and int(at) < len(cells)}


def _draft(payload: bytes, given: Given) -> Draft:
    decoded = decode(payload)
    told = dict(given.parameters)
    delimiter = told.pop("delimiter", ",").replace("tab", "\t")
    if len(delimiter) != 1:
        raise Unreadable("what parts its cells is not known", "read the whole file again")
    cells = _named(_cells(decoded.raw, delimiter), {k: v for k, v in told.items() if k in NAMES})
    fields = by_name(cells, {name: name for name in cells})
    text = cells.get("text", "")
    places = _stretches(decoded, delimiter)
    at, title = (_cell(places, told.get(name)) for name in ("text", "title"))
    shown = of_html(text, at) if _TAG.search(text) else of_text(neutral(text), at)
    return composed(shown, fields, payload, title)


def _stretches(decoded: Decoded, delimiter: str) -> list[Stretch]:
    """The bytes of each cell of a row, its quotes left out; none where the row is written in another way than usual."""
    spans: list[tuple[int, int]] = []
    at, text = 0, decoded.raw
    cell = re.compile(rf'[ ]*"((?:[^"]|"")*)"[^{re.escape(delimiter)}]*|([^{re.escape(delimiter)}]*)')
    while found := cell.match(text, at):
        spans.append(found.span(1) if found[1] is not None else found.span(2))
        at = found.end() + 1
        if at > len(text) or len(spans) > _CELLS:
            break
    offsets = decoded.offsets(p for span in spans for p in span)
    return [
        Stretch(
            first=offsets[start],
            last=offsets[end],
            place=f"column {number}",
            encoding=decoded.encoding,
            coding=Coding.CSV if text[start - 1 : start] == '"' else Coding.NONE,
        )
        for number, (start, end) in enumerate(spans, start=1)
    ]


def _cell(places: list[Stretch], column: str | None) -> Stretch | None:
    """The cell in a column, counted from 0; None where it is empty."""
    found = places[int(column)] if column and column.isdigit() and int(column) < len(places) else None
    return found if found is not None and found.first < found.last else None


def _split_parquet(stream: BinaryIO, source: Source) -> Iterator[Part]:
    try:
        import duckdb
    except ImportError:
        raise Unreadable("reading Parquet needs an extra", 'pip install "rashomon[parquet]"') from None
    with tempfile.NamedTemporaryFile(suffix=".parquet") as copy:
        while piece := stream.read(1_000_000):
            copy.write(piece)
        copy.flush()
        base = duckdb.connect(
            ":memory:", config={"autoinstall_known_extensions": False, "enable_external_access": True}
        )
        try:
            cursor = base.execute("SELECT * FROM read_parquet($1)", [copy.name])
            names = [column[0] for column in cursor.description]
            yield from _parquet_rows(cursor, names, source)
        except duckdb.Error as error:
            why = " ".join(str(error).replace(copy.name, "the file").split())[:200]
            raise Unreadable(f"it is no valid Parquet file ({why})", "export it again") from None
        finally:
            base.close()


def _parquet_rows(cursor: Any, names: list[str], source: Source) -> Iterator[Part]:
    number = 0
    while rows := cursor.fetchmany(_ROWS):
        for row in rows:
            number += 1
            value = dict(zip(names, map(_plain, row), strict=True))
            payload = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
            media = typed(fielded.MEDIA_TYPE, **source.names)
            part = Slice(payload=payload, locator=f"{source.locator}#{number}", media_type=media)
            yield fielded.listed(value, part, source) or part


def _plain(value: object) -> object:
    """A cell as JSON has it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


CSV = Kind(
    name="CSV", suffixes=(".csv", ".tsv"), media_type=MEDIA_TYPE, split=_split, draft=_draft, also=("application/csv",)
)
PARQUET = Kind(
    name="Parquet",
    suffixes=(".parquet",),
    media_type="application/vnd.apache.parquet",
    split=_split_parquet,
    begins=lambda head: head.startswith(b"PAR1"),
)
