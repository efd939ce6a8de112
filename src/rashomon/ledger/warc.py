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

from rashomon.records import Exchange, KeptKind

_SPACE = uuid.UUID("6f1d5a52-7d0c-5a6e-9a53-6f2f3b1c9e10")  # of our record identifiers
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = 304


def file_address(payload_id: str, locator: str) -> str:
    """The address under which a file read from disk lies in the archive."""
    name = PurePath(locator.replace("\\", "/")).name or "file"
    return f"http://files.invalid/{payload_id[:16]}/{quote(name, errors='replace')}"


def resource(payload: bytes, *, target: str, at: datetime, media_type: str, origin: str) -> bytes:
    """A file as a ``resource`` record; ``origin`` is the place it was read from, as given."""
    headers = {"WARC-Source-URI": quote(origin, safe="/:?&=#%@+,;~", errors="replace")} if origin else {}
    return _member(KeptKind.RESOURCE, target, at, payload, (None, headers, media_type))


def response(exchange: Exchange) -> bytes:
    """An answer with its status line and headers as a ``response`` record."""
    cut = {"WARC-Truncated": exchange.truncated} if exchange.truncated else {}
    return _member(KeptKind.RESPONSE, exchange.url, exchange.at, exchange.body, (_status(exchange), cut, None))


def revisit(exchange: Exchange, *, target: str, at: datetime, payload_id: str) -> bytes:
    """An answer whose bytes are held already: it refers to the record of ``target`` at ``at``."""
    profile = _NOT_MODIFIED if exchange.status == NOT_MODIFIED else _SAME_PAYLOAD
    refers = {
        "WARC-Profile": profile,
        "WARC-Refers-To-Target-URI": target,
        "WARC-Refers-To-Date": _date(at),
        "WARC-Payload-Digest": f"sha256:{payload_id}",
    }
    return _member(KeptKind.REVISIT, exchange.url, exchange.at, b"", (_status(exchange), refers, None))


def failure(exchange: Exchange) -> bytes:
    """A request that was never answered as a ``metadata`` record that says why."""
    why = " ".join((exchange.failure or "").split())
    told = f"fetch-failure: {why}\r\n".encode()
    return _member(KeptKind.METADATA, exchange.url, exchange.at, told, (None, {}, "application/warc-fields"))


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


def body_of(exchange: Exchange) -> bytes:
    """The body of an answer, content-encoding undone, as `payload` will give it again."""
    return payload(response(exchange))


def _status(exchange: Exchange) -> object:
    from warcio.statusandheaders import StatusAndHeaders

    status = f"{exchange.status} {exchange.reason}".strip()
    clean = [(_line(name), _line(value)) for name, value in exchange.headers]
    return StatusAndHeaders(_line(status), clean, protocol="HTTP/1.1")


def _line(words: str) -> str:
    """One line of a head: what would begin another line is a blank."""
    return words.replace("\r", " ").replace("\n", " ")


def _date(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _member(
    kind: KeptKind, target: str, at: datetime, body: bytes, rest: tuple[object, dict[str, str], str | None]
) -> bytes:
    """One gzip member; ``rest`` is the HTTP head, further headers of the record, and the type of what is no HTTP."""
    from warcio.warcwriter import WARCWriter

    head, extra, media_type = rest
    digest = hashlib.sha256(body).hexdigest()
    named = "\n".join([kind.value, target, _date(at), digest, *(f"{k}:{v}" for k, v in sorted(extra.items()))])
    headers = {
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(_SPACE, named)}>",
        "WARC-Date": _date(at),
        "WARC-Payload-Digest": f"sha256:{digest}",
        **extra,
    }
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    record = writer.create_warc_record(
        _line(target),
        kind.value,
        payload=io.BytesIO(body),
        length=len(body),
        warc_content_type=media_type or "",
        warc_headers_dict=headers,
        http_headers=head,
    )
    writer.write_record(record)
    return out.getvalue()
