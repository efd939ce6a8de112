"""Web archives: WARC files, packed or not, and WACZ packages of them. Streamed: one record is in memory at a time.

Every answer of a server with a page, PDF, office document or text is an original: its body with the codings of HTTP
taken off. The time of capture is the record's own. Nothing is unpacked to disk under a name from the archive.
"""

from __future__ import annotations

import gzip
import io
import logging
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from rashomon.errors import Unreadable
from rashomon.read.coding import Coded, decoded
from rashomon.read.decode import neutral
from rashomon.read.parts import MAX_BYTES, Kind, Part, Slice, Source, typed
from rashomon.records import NotRead

WARC_TYPE, WACZ_TYPE = "application/warc", "application/wacz"
MAX_MEMBERS = 10_000  # files of one WACZ
_TYPES = (  # of bodies that are reports
    "text/html",
    "application/xhtml+xml",
    "application/pdf",
    "text/plain",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
_PACKED = ("br", "zstd")  # codings taken off here, under a cap, and not by the library
_RATIO = 100.0  # as of an answer that is fetched
_DAMAGED = "the archive is damaged"

logging.getLogger("warcio").setLevel(logging.CRITICAL)  # its remarks on broken records are not the user's concern


def is_warc(head: bytes) -> bool:
    """Whether a file begins as a WARC does, packed or not."""
    if head.startswith(b"WARC/"):
        return True
    if not head.startswith(b"\x1f\x8b"):
        return False
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(head)).read(5) == b"WARC/"
    except (OSError, EOFError, zlib.error):
        return False


def is_wacz(head: bytes) -> bool:
    """Whether a zip's first members are those of a WACZ."""
    return head.startswith(b"PK\x03\x04") and any(n in head for n in (b"archive/", b"datapackage", b".warc", b"pages/"))


def _split_warc(stream: BinaryIO, source: Source) -> Iterator[Part]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import BufferedReader
    from warcio.exceptions import ArchiveLoadFailed

    BufferedReader.DECOMPRESSORS.pop("br", None)  # it would unpack without a cap where the package is installed

    class Silent(ArchiveIterator):  # type: ignore[misc]
        """Broken records are told as lines of ours, not of the library's on stderr."""

        INC_RECORD = ""

    number = read = 0
    records = iter(Silent(stream, no_record_parse=False))
    while True:
        try:
            record = next(records, None)
            if record is None:
                break
            number += 1
            part = _record(record, source)
        except ArchiveLoadFailed as error:
            why = f"{_DAMAGED} after record {number:,} ({' '.join(str(error).split())[:100]})"
            yield NotRead(locator=source.locator, why=why, advice="what stands before it was read; fetch it again")
            return
        except (OSError, EOFError, ValueError, TypeError, AttributeError, KeyError, zlib.error) as error:
            # warcio lets its parsers' errors through; after one of them the place in the stream is lost.
            why = f"{_DAMAGED} after record {number:,} ({type(error).__name__})"
            yield NotRead(locator=source.locator, why=why, advice="what stands before it was read; fetch it again")
            return
        if part is not None:
            read += 1
            yield part
    if not number:
        raise Unreadable("it holds no record", "fetch it again")
    if not read:
        raise Unreadable(f"none of its {number:,} records is an answer with a page", "nothing to do")


def _record(record: Any, source: Source) -> Part | None:
    """What a record gives: a slice where it is an answer with something to read, trouble, or nothing."""
    if record.rec_type not in ("response", "resource"):
        return None
    address = neutral(str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> "))[:2000]
    headers = record.http_headers
    status = str(headers.get_statuscode()) if headers is not None else "200"
    declared = headers.get_header("Content-Type") if headers is not None else record.content_type
    media, _, rest = (declared or "").partition(";")
    media = media.strip().lower()
    if status != "200" or media not in _TYPES or address.startswith(("dns:", "urn:", "metadata:")):
        return None
    body = record.content_stream().read(MAX_BYTES + 1)
    place = address or f"{source.locator}#{record.rec_headers.get_header('WARC-Record-ID')}"
    if getattr(record.raw_stream, "limit", 0) > 0 and len(body) <= MAX_BYTES:
        return NotRead(locator=place, why="the archive ends in the middle of it", advice="fetch the archive again")
    packed = (headers.get_header("Content-Encoding") or "") if headers is not None else ""
    if packed.strip().lower() in _PACKED:
        try:
            body = decoded(body, packed, most=MAX_BYTES, ratio=_RATIO)
        except Coded as trouble:
            return NotRead(locator=place, why=str(trouble), advice="fetch the page anew, or install what is named")
    if len(body) > MAX_BYTES:
        return NotRead(locator=place, why=f"it is larger than {MAX_BYTES:,} bytes", advice="save the report alone")
    if not body.strip():
        return None
    charset = rest.lower().partition("charset=")[2].split(";")[0].strip("\"' ") if media.startswith("text/") else ""
    return Slice(
        payload=body,
        locator=place,
        media_type=typed(media, charset=charset or None),
        seen=_captured(record.rec_headers.get_header("WARC-Date")),
    )


def _captured(words: str | None) -> datetime | None:
    try:
        at = datetime.fromisoformat((words or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at.astimezone(UTC).replace(microsecond=0)


def _split_wacz(stream: BinaryIO, source: Source) -> Iterator[Part]:
    """The WARC files of the package, streamed out of the zip; members are read, never written anywhere."""
    try:
        with zipfile.ZipFile(stream) as package:
            members = package.infolist()
            if len(members) > MAX_MEMBERS:
                raise Unreadable(f"it holds more than {MAX_MEMBERS:,} files", "unpack it and read the folder")
            found = [m for m in members if m.filename.lower().endswith((".warc", ".warc.gz")) and not m.is_dir()]
            if not found:
                raise Unreadable("it is a zip archive without a WARC file", "unpack it and read what it holds")
            for member in sorted(found, key=lambda m: m.filename):
                label = neutral(member.filename.rpartition("/")[2])[:100]
                if member.flag_bits & 1:
                    yield NotRead(locator=f"{source.locator}#{label}", why="it is encrypted", advice="decrypt it")
                    continue
                with package.open(member) as inner:
                    yield from _split_warc(inner, Source(locator=f"{source.locator}#{label}", names=source.names))  # type: ignore[arg-type]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error) as error:
        why = f"{_DAMAGED} ({' '.join(str(error).split())[:100] or type(error).__name__})"
        raise Unreadable(why, "fetch it again") from None


WARC = Kind(
    name="WARC",
    suffixes=(".warc", ".warc.gz"),
    media_type=WARC_TYPE,
    split=_split_warc,
    also=("application/warc-fields",),
    begins=is_warc,
)
WACZ = Kind(
    name="WACZ",
    suffixes=(".wacz",),
    media_type=WACZ_TYPE,
    split=_split_wacz,
    also=("application/x-wacz", "application/wacz+zip"),
    begins=is_wacz,
)
