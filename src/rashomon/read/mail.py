"""Mails (.eml, mailboxes) and pages saved as mails (.mhtml), by the standard library's parser.

A message is one original, its exact bytes; attachments that can be read are originals of their own. Nothing a message
refers to is fetched.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import BinaryIO

from rashomon.errors import Unreadable
from rashomon.read.compose import composed, of_html, of_text
from rashomon.read.decode import decode, neutral
from rashomon.read.mailplaces import moved, part_stretches, subject_stretch
from rashomon.read.page import PAGE
from rashomon.read.parts import MAX_BYTES, Draft, Fields, Given, Kind, Part, Slice, Source
from rashomon.read.plain import whole
from rashomon.records import NotRead

MESSAGE, ARCHIVE = "message/rfc822", "multipart/related"
MAX_PARTS = 500  # of one message; newsletters have under 60
MAX_NESTING = 3  # messages inside messages
_HEADERS = re.compile(rb"\A(?:[!-9;-~]{1,76}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,200}){2,}", re.ASCII)
_KNOWN = (b"from:", b"date:", b"subject:", b"mime-version:", b"received:", b"message-id:")
_ATTACHED = ("text/html", "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
_READABLE = ("text/plain", "text/html")


def is_message(head: bytes) -> bool:
    """Whether a file begins with the headers of a message."""
    found = _HEADERS.match(head)
    return found is not None and sum(head[: found.end()].lower().count(name) for name in _KNOWN) >= 2


def is_mailbox(head: bytes) -> bool:
    """Whether a file begins as a mailbox does."""
    return re.match(rb"From [^\n]{3,200}\d{4}\r?\n", head) is not None


def _parsed(payload: bytes) -> EmailMessage:
    try:
        message = BytesParser(policy=policy.default).parsebytes(payload)
    except (MessageError, ValueError, RecursionError, LookupError) as error:
        raise Unreadable(f"it is no valid message ({type(error).__name__})", "save its text as .txt") from None
    if not isinstance(message, EmailMessage):  # pragma: no cover - the policy makes these
        raise Unreadable("it is no valid message", "save its text as .txt")
    return message


def _header(message: EmailMessage, name: str) -> str | None:
    """A header as one line; None where it is missing or cannot be decoded."""
    try:
        value = message.get(name)
        return " ".join(str(value).split())[:1000] or None if value is not None else None
    except Exception:  # the standard parser trips over many kinds of broken headers; each is as good as none
        return None


def _walk(message: EmailMessage) -> list[EmailMessage]:
    """All parts that hold bytes, outermost first; messages inside are parts and are not entered."""
    todo: list[EmailMessage] = [message]
    found: list[EmailMessage] = []
    while todo and len(found) < MAX_PARTS:
        part = todo.pop(0)
        if part.get_content_maintype() == "multipart":
            inner = part.get_payload()
            todo = [p for p in inner if isinstance(p, EmailMessage)] + todo if isinstance(inner, list) else todo
        else:
            found.append(part)
    return found


def _bytes(part: EmailMessage) -> bytes:
    """What a part holds with its transfer coding off."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return content if isinstance(content, bytes) else b""


def _text(part: EmailMessage) -> str:
    try:
        return decode(_bytes(part), part.get_content_charset()).text
    except Unreadable:
        return ""


def _split_message(stream: BinaryIO, source: Source) -> Iterator[Part]:
    file = whole(stream, source.locator, MESSAGE)
    yield from _message(file.payload, source.locator, 0)


def _message(payload: bytes, place: str, depth: int) -> Iterator[Part]:
    """The message itself and what is attached to it."""
    yield Slice(payload=payload, locator=place, media_type=MESSAGE)
    try:
        parts = _walk(_parsed(payload))
    except Unreadable:
        return  # told when the message itself is drafted
    for number, part in enumerate(parts, start=1):
        kind = part.get_content_type()
        name = _shown(part.get_filename() or f"part {number}")
        if kind == "message/rfc822":
            inner = part.get_payload()
            if depth + 1 >= MAX_NESTING:
                why = f"it lies inside more than {MAX_NESTING} messages"
                yield NotRead(locator=f"{place}#{name}", why=why, advice="save it by itself")
            elif isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
                yield from _message(inner[0].as_bytes(), f"{place}#{name}", depth + 1)
        elif part.get_content_disposition() == "attachment":
            guessed = mimetypes.guess_type(name)[0] if kind == "application/octet-stream" else kind
            if guessed in _ATTACHED:
                yield Slice(payload=_bytes(part), locator=f"{place}#{name}", media_type=str(guessed))
            else:
                yield NotRead(
                    locator=f"{place}#{name}", why=f"attachments of type {kind} are not read", advice="save it"
                )


def _shown(name: str) -> str:
    """An attachment's name as a label: never a path."""
    return neutral(" ".join(name.replace("\\", "/").rpartition("/")[2].split()))[:100] or "part"


def _draft_message(payload: bytes, given: Given) -> Draft:
    message = _parsed(payload)
    name, address = parseaddr(_header(message, "from") or "")
    date = _header(message, "date")
    fields = Fields(
        title=_header(message, "subject"),
        outlet=neutral(name or address) or None,
        dates=(("Date of the message", date),) if date else (),
        language=_header(message, "content-language"),
    )
    parts = zip(_walk(message), part_stretches(payload, _walk(message)), strict=True)
    bodies = [(p, at) for p, at in parts if p.get_content_disposition() != "attachment"]
    texts = [(_text(p), at) for p, at in bodies if p.get_content_type() == "text/plain"]
    pages = [(_text(p), at) for p, at in bodies if p.get_content_type() == "text/html"]
    # The plain half of a newsletter is often a stub ("view this in a browser"): the fuller of the two is the report.
    paragraphs = [block for page, at in pages for block in of_html(page, at)]
    if sum(len(text) for text, _ in texts) * 2 >= sum(len(p.words) for p in paragraphs):
        paragraphs = [block for text, at in texts for block in of_text(text, at)]
    return composed(paragraphs, fields, payload, subject_stretch(payload))


def _split_mailbox(stream: BinaryIO, source: Source) -> Iterator[Part]:
    """Messages parted by lines that begin "From ", as mailboxes have them; one message at a time is in memory."""
    number, message, before = 0, bytearray(), b"\n"
    for line in iter(lambda: stream.readline(MAX_BYTES), b""):
        if line.startswith(b"From ") and not before.strip():
            yield from _boxed(bytes(message), number, source)
            number, message = number + 1, bytearray()
        elif len(message) <= MAX_BYTES:
            message += line[1:] if line.startswith(b">From ") else line
        before = line
    yield from _boxed(bytes(message), number, source)
    if not number:
        raise Unreadable("it holds no message", "export the mailbox in mbox format")


def _boxed(message: bytes, number: int, source: Source) -> Iterator[Part]:
    place = f"{source.locator}#{number}"
    if len(message) > MAX_BYTES:
        yield NotRead(locator=place, why=f"the message is larger than {MAX_BYTES:,} bytes", advice="save its text")
    elif message.strip():
        yield from _message(message.rstrip(b"\r\n") + b"\n", place, 0)


def _split_archive(stream: BinaryIO, source: Source) -> Iterator[Part]:
    file = whole(stream, source.locator, ARCHIVE)
    yield Slice(payload=file.payload, locator=source.locator, media_type=ARCHIVE, seen=_saved(_parsed(file.payload)))


def _saved(message: EmailMessage) -> datetime | None:
    """When a browser saved the page."""
    try:
        at = parsedate_to_datetime(_header(message, "date") or "")
    except (ValueError, TypeError, IndexError, OverflowError):  # OverflowError: a year of ten digits
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at.astimezone(UTC) if 1990 <= at.year <= 2200 else None


def _draft_archive(payload: bytes, given: Given) -> Draft:
    """The first page inside, read as a page; its places are known as far as the part that holds it."""
    message = _parsed(payload)
    part = next((p for p in _walk(message) if p.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if part is None:
        raise Unreadable("it holds no page", "save the page as .html")
    content = _bytes(part)
    charset = part.get_content_charset()
    media = Given(seen=given.seen, parameters={"charset": charset} if charset else {})
    if PAGE.draft is None or not content.strip():  # the first never holds; it is for the type checker
        raise Unreadable("it holds no page", "save the page as .html")
    made = PAGE.draft(content, media)
    stretch = part_stretches(payload, _walk(message))[_walk(message).index(part)]
    address = _header(part, "content-location") or _header(message, "snapshot-content-location")
    fields = replace(made.fields, url=address)
    anchors = moved(made.anchors, payload, content, stretch)
    return replace(made, fields=fields, anchors=anchors)


MAIL = Kind(
    name="mail", suffixes=(".eml",), media_type=MESSAGE, split=_split_message, draft=_draft_message, begins=is_message
)
MAILBOX = Kind(
    name="mailbox", suffixes=(".mbox",), media_type="application/mbox", split=_split_mailbox, begins=is_mailbox
)
SAVED = Kind(
    name="saved page",
    suffixes=(".mhtml", ".mht"),
    media_type=ARCHIVE,
    split=_split_archive,
    draft=_draft_archive,
    also=("application/x-mimearchive",),
)
