"""WARC records, one gzip member each, written and read by warcio (WARC 1.1, ISO 28500:2017).

A file read from disk becomes a ``resource`` record. Its address there is ``http://files.invalid/DIGEST/NAME``: a viewer
replays only addresses of the web, ``.invalid`` can never be one (RFC 2606), and an address the file merely declares
would pass for one we fetched. Identifiers of records are made of their content, so that the same record is the same
bytes (RFC 4122, version 5).
"""

from __future__ import annotations

import hashlib
import io
import uuid
import zlib
from datetime import UTC, datetime
from pathlib import PurePath
from urllib.parse import quote

from rashomon.records import Hop, KeptKind, Refused

_SPACE = uuid.UUID("6f1d5a52-7d0c-5a6e-9a53-6f2f3b1c9e10")  # of our record identifiers
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = 304
_ASKED, _ANSWERED = "application/http; msgtype=request", "application/http; msgtype=response"


def file_address(payload_id: str, locator: str) -> str:
    """The address under which a file read from disk lies in the archive."""
    name = PurePath(locator.replace("\\", "/")).name or "file"
    return f"http://files.invalid/{payload_id[:16]}/{quote(name, errors='replace')}"


def resource(payload: bytes, *, target: str, at: datetime, media_type: str, origin: str) -> bytes:
    """A file as a ``resource`` record; ``origin`` is the place it was read from, as given."""
    headers = {"WARC-Source-URI": quote(origin, safe="/:?&=#%@+,;~", errors="replace")} if origin else {}
    return _member(KeptKind.RESOURCE, target, at, payload, (0, headers, media_type))


def request(hop: Hop) -> bytes:
    """What was asked, byte for byte as on the wire."""
    return _member(KeptKind.REQUEST, hop.address, hop.began, hop.request, (_head_end(hop.request), {}, _ASKED))


def response(hop: Hop, cut: str | None = None) -> bytes:
    """An answer, byte for byte as on the wire; ``cut`` is why it is not whole, in the standard's words."""
    extra = {"WARC-IP-Address": hop.ip, **({"WARC-Truncated": cut} if cut else {})}
    return _member(KeptKind.RESPONSE, hop.address, hop.began, hop.response, (_head_end(hop.response), extra, _ANSWERED))


def revisit(hop: Hop, target: str, at: datetime, payload_id: str) -> bytes:
    """The head of an answer whose bytes are held already: it refers to the record of ``target`` at ``at``."""
    refers = {
        "WARC-IP-Address": hop.ip,
        "WARC-Profile": _NOT_MODIFIED if hop.status == NOT_MODIFIED else _SAME_PAYLOAD,
        "WARC-Refers-To-Target-URI": target,
        "WARC-Refers-To-Date": _date(at),
        "WARC-Payload-Digest": f"sha256:{payload_id}",
    }
    end = _head_end(hop.response)
    return _member(KeptKind.REVISIT, hop.address, hop.began, hop.response[:end], (end, refers, _ANSWERED))


def failure(refused: Refused) -> bytes:
    """Why a fetch came to nothing, as a ``metadata`` record."""
    told = f"fetch-failure: {refused.kind.value}\r\nfetch-failure-words: {_line(refused.why)}\r\n".encode()
    return _member(KeptKind.METADATA, refused.asked, refused.began, told, (0, {}, "application/warc-fields"))


def payload(member: bytes) -> bytes:
    """The bytes a record carries, content-encoding undone; b"" for what is no whole record."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(io.BytesIO(member)):
            return bytes(record.content_stream().read())
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, zlib.error):
        return b""
    return b""


def headers(member: bytes) -> dict[str, str]:
    """The HTTP headers of a record by name in lower case; empty where it has none."""
    from warcio.archiveiterator import ArchiveIterator

    for record in ArchiveIterator(io.BytesIO(member)):
        if record.http_headers is not None:
            return {str(name).lower(): str(value) for name, value in record.http_headers.headers}
    return {}


def _head_end(message: bytes) -> int:
    """Where the body of an HTTP message begins."""
    found = message.find(b"\r\n\r\n")
    return len(message) if found < 0 else found + 4


def _line(words: str) -> str:
    """One line of a head: what would begin another line is a blank."""
    return words.replace("\r", " ").replace("\n", " ")


def _date(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _member(kind: KeptKind, target: str, at: datetime, block: bytes, rest: tuple[int, dict[str, str], str]) -> bytes:
    """One gzip member; ``rest`` is where the payload begins in the block, further headers, and the block's type.

    The record is given to warcio without its address and gets it afterwards: warcio would take the HTTP head apart and
    write its own, and what is kept is what stood on the wire.
    """
    from warcio.warcwriter import WARCWriter

    start, extra, media_type = rest
    digest = hashlib.sha256(block).hexdigest()
    named = "\n".join([kind.value, target, _date(at), digest, *(f"{k}:{v}" for k, v in sorted(extra.items()))])
    headers = {
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(_SPACE, named)}>",
        "WARC-Date": _date(at),
        "WARC-Block-Digest": f"sha256:{digest}",
        "WARC-Payload-Digest": f"sha256:{hashlib.sha256(block[start:]).hexdigest()}",
        **extra,
    }
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    record = writer.create_warc_record(
        "",
        kind.value,
        payload=io.BytesIO(block),
        length=len(block),
        warc_content_type=media_type,
        warc_headers_dict=headers,
    )
    record.rec_headers.replace_header("WARC-Target-URI", _line(target))
    if kind is KeptKind.REVISIT:  # warcio writes no block of a revisit but its head
        record.rec_type = KeptKind.RESPONSE.value
    writer.write_record(record)
    return out.getvalue()
