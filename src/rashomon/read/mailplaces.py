"""Where the parts of a message lie in its bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from email.message import EmailMessage

from rashomon.read.stretches import Coding, Stretch, unquoted, whole
from rashomon.records import Anchor

_SUBJECT = re.compile(rb"^Subject:[ \t]*([^\r\n]+)", re.IGNORECASE | re.MULTILINE)
_CODINGS = {
    "": Coding.NONE,
    "7bit": Coding.NONE,
    "8bit": Coding.NONE,
    "binary": Coding.NONE,
    "quoted-printable": Coding.QUOTED,
}


def part_stretches(payload: bytes, parts: Sequence[EmailMessage]) -> list[Stretch]:
    """The stretch of each part's body, in their order; the whole message for one that is not found in it as it is."""
    found: list[Stretch] = []
    at = 0
    for number, part in enumerate(parts, start=1):
        transfer = str(part.get("content-transfer-encoding") or "").strip().lower()
        coding = _CODINGS.get(transfer, Coding.OPAQUE)
        told = f"part {number}, {part.get_content_type()}"
        place = told if coding is not Coding.OPAQUE else f"{told}, {transfer[:20]}"
        body = _written(part, coding)
        start = payload.find(body, at) if body else -1
        if start < 0:
            found.append(whole(payload, place))
            continue
        at = start + len(body)
        encoding = part.get_content_charset() or "utf-8"
        found.append(Stretch(first=start, last=at, place=place, encoding=encoding, coding=coding))
    return found


def _written(part: EmailMessage, coding: Coding) -> bytes:
    """A part's body as it stands in the message, its transfer coding on; nothing where the parser does not tell."""
    try:
        body = part.get_payload(decode=True) if coding is Coding.NONE else part.get_payload()
    except (ValueError, LookupError):
        return b""
    if isinstance(body, str):
        return body.encode("ascii", "replace")
    return body if isinstance(body, bytes) else b""


def subject_stretch(payload: bytes) -> Stretch | None:
    """The first line of the subject among the headers, where it is written without a coding; None where it is not."""
    head = re.search(rb"\r?\n\r?\n", payload)
    found = _SUBJECT.search(payload, 0, head.start() if head else len(payload))
    if found is None:
        return None
    plain = b"=?" not in found[1]
    return Stretch(
        first=found.start(1), last=found.end(1), place="header Subject", coding=Coding.NONE if plain else Coding.OPAQUE
    )


def moved(anchors: Sequence[Anchor], payload: bytes, content: bytes, stretch: Stretch) -> tuple[Anchor, ...]:
    """Anchors into a part's content as anchors into the message; into the part as a whole where it is packed."""
    firsts, lasts = list(range(stretch.first, stretch.last)), list(range(stretch.first + 1, stretch.last + 1))
    raw = payload[stretch.first : stretch.last]
    if stretch.coding is Coding.QUOTED:
        raw, firsts, lasts = unquoted(raw, stretch.first)
    if stretch.coding is Coding.OPAQUE or raw != content:
        return tuple(
            replace(a, first=stretch.first, last=stretch.last, exact=False, place=stretch.place) for a in anchors
        )
    return tuple(
        replace(
            a,
            first=firsts[a.first],
            last=lasts[a.last - 1],
            exact=a.exact and lasts[a.last - 1] - firsts[a.first] == a.last - a.first,
            place=stretch.place,
        )
        for a in anchors
    )
