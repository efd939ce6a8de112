"""PDF files and Word documents. Their parsers run in a process of their own (`worker`) that may die without loss."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from rashomon.errors import Unreadable
from rashomon.read.compose import Paragraph, composed
from rashomon.read.parts import MAX_BYTES, Draft, Fields, Given, Kind, Part, Slice, Source
from rashomon.read.stretches import whole
from rashomon.records import BlockKind

PDF_TYPE = "application/pdf"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SECONDS = 60  # for one document; 400 pages took 3 s
_ANSWER = 20_000_000  # bytes of the worker's answer that are read
_KEPT = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TEMP")
_WORKER = str(Path(__file__).with_name("worker.py"))  # by its path: importing the room would cost half a second
_DIED = "save its text as .txt"


def _split(media_type: str) -> Any:
    def split(stream: BinaryIO, source: Source) -> Iterator[Part]:
        payload = stream.read(MAX_BYTES + 1)
        if len(payload) > MAX_BYTES:
            raise Unreadable(f"it is larger than {MAX_BYTES:,} bytes", "split it")
        yield Slice(payload=payload, locator=source.locator, media_type=media_type)

    return split


def _draft_pdf(payload: bytes, given: Given) -> Draft:
    return _drafted("pdf", payload)


def _draft_docx(payload: bytes, given: Given) -> Draft:
    return _drafted("docx", payload)


def _drafted(kind: str, payload: bytes) -> Draft:
    told = _asked(kind, payload)
    if "why" in told:
        raise Unreadable(str(told["why"]), str(told["advice"]))
    fields = Fields(
        title=told.get("title"),
        author=told.get("author"),
        language=told.get("language"),
        dates=tuple((str(name), str(value)) for name, value in told.get("dates") or ()),
    )
    shown = [Paragraph(str(w), BlockKind(k), whole(payload, str(place))) for w, k, place in told["paragraphs"]]
    return composed(shown, fields, payload, whole(payload, "the title among the file's properties"))


def _asked(kind: str, payload: bytes) -> dict[str, Any]:
    """The worker's answer. It has no secrets in its environment, and the bytes come to it by a pipe."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    command = [sys.executable, "-P", "-W", "ignore", _WORKER, kind]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no word of the input among the arguments
            command, input=payload, capture_output=True, timeout=SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(f"its parser took longer than {SECONDS} seconds", _DIED) from None
    try:
        answer = json.loads(done.stdout[:_ANSWER])
    except ValueError:
        answer = None
    if done.returncode or not isinstance(answer, dict):
        raise Unreadable(f"its parser died (exit {done.returncode})", _DIED)
    return answer


PDF = Kind(
    name="PDF",
    suffixes=(".pdf",),
    media_type=PDF_TYPE,
    split=_split(PDF_TYPE),
    draft=_draft_pdf,
    begins=lambda head: head.startswith(b"%PDF-"),
)
DOCX = Kind(
    name="Word document",
    suffixes=(".docx",),
    media_type=DOCX_TYPE,
    split=_split(DOCX_TYPE),
    draft=_draft_docx,
    begins=lambda head: head.startswith(b"PK\x03\x04") and (b"word/" in head or b"[Content_Types].xml" in head[:200]),
)
