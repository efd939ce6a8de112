"""The process that parses PDF files and Word documents: bytes on stdin, one JSON object on stdout.

``python -m rashomon.read.worker pdf|docx``. It limits its own memory and time, so that a hostile document kills this
process and nothing else; what it cannot read it says as ``{"why": ..., "advice": ...}``.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
import zlib
from collections import Counter
from contextlib import suppress
from typing import Any

MAX_PAGES = 2000  # of a PDF
MAX_UNPACKED = 200_000_000  # bytes that a document's parts may unpack to
MAX_RATIO = 200  # how many times larger one part may unpack; XML packs 1 to 20
MAX_PARTS = 5000  # files inside a document
MEMORY = 2_000_000_000  # bytes of address space
CPU_SECONDS = 50
_NUMBER = re.compile(r"(?:page\s*)?\W*\d{1,4}\W*(?:(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_ENDS = (".", "!", "?", "”", '"', "’", ")", ":", ";")
_HYPHEN = ("\x02", "\ufffe", "\xad", "-")  # what pdfium gives for a hyphen at the end of a line


class Refused(Exception):
    """The document is not read: why, and what to do."""

    def __init__(self, why: str, advice: str) -> None:
        super().__init__(why)
        self.why, self.advice = why, advice


def pdf(payload: bytes) -> dict[str, Any]:
    """The paragraphs of a PDF's text layer, lines that stand on most pages left out."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(payload)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused("it is locked with a password", "unlock it and save it again") from None
        raise Refused("it is no valid PDF", "open it and save it again, or save its text as .txt") from None
    if count > MAX_PAGES:
        raise Refused(f"it has more than {MAX_PAGES:,} pages", "split it")
    pages: list[list[str]] = []
    for number in range(count):
        pages.append([])  # of a page that cannot be read, so that the others keep their numbers
        with suppress(pypdfium2.PdfiumError):
            pages[-1] = document[number].get_textpage().get_text_bounded().replace("\r\n", "\n").split("\n")
    lines = [[line.strip() for line in page] for page in pages]
    repeated = _repeated(lines)
    kept = [[w for w in page if w not in repeated and not _NUMBER.fullmatch(w)] for page in lines]
    if not any(any(page) for page in kept):
        raise Refused("its pages are pictures without a text layer", "run it through OCR and save it again")
    meta = document.get_metadata_dict()
    dates = [("CreationDate", _pdf_date(meta.get("CreationDate", "")))]
    return {
        "title": meta.get("Title", "").strip() or None,
        "author": meta.get("Author", "").strip() or None,
        "dates": [d for d in dates if d[1]],
        "paragraphs": [[words, "paragraph", place] for words, place in _paragraphs(kept)],
    }


def _repeated(pages: list[list[str]]) -> set[str]:
    """Running heads: lines among the first or last two of a page that stand on three pages and most of them."""
    counts = Counter(w for page in pages for w in {*[x for x in page if x][:2], *[x for x in page if x][-2:]})
    return {w for w, n in counts.items() if n >= 3 and n * 2 > len(pages)}


def _paragraphs(pages: list[list[str]]) -> list[tuple[str, str]]:
    """Lines put together, with the page or pages they stand on: a paragraph ends at a blank line, or where a line ends
    a sentence well before the margin."""
    widths = sorted(len(w) for page in pages for w in page if w)
    usual = widths[int(len(widths) * 0.8)] if widths else 0
    made: list[tuple[str, int, int]] = []
    words, began, last = "", 1, 1
    for number, page in enumerate(pages, start=1):
        for line in page:
            if not line:
                made.append((words, began, last))
                words = ""
                continue
            began, last = began if words else number, number
            joined = words[:-1] + line if words.endswith(_HYPHEN) and line[:1].islower() else f"{words} {line}"
            words = joined.strip()
            if len(line) < 0.75 * usual and (line.endswith(_ENDS) or words == line):
                made.append((words, began, last))
                words = ""
    made.append((words, began, last))
    return [(re.sub("[\x02\ufffe\xad]", "", w), _pages(a, b)) for w, a, b in made if w.strip()]


def _pages(first: int, last: int) -> str:
    return f"page {first}" if first == last else f"pages {first} to {last}"


def _pdf_date(words: str) -> str:
    """A PDF's date ("D:20310303080000+01'00'") as ISO 8601, or nothing."""
    found = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d'?\d\d)?)?", words)
    if not found:
        return ""
    year, month, day, hour, minute, _, zone = found.groups()
    zone = (zone or "").replace("'", "")
    return f"{year}-{month}-{day}" + (f"T{hour}:{minute}{zone}" if hour and zone else "")


def docx(payload: bytes) -> dict[str, Any]:
    """The paragraphs and table cells of a Word document in their order."""
    _checked(payload)
    import docx as library
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = library.Document(io.BytesIO(payload))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise Refused(f"it is no valid Word document ({type(error).__name__})", "open it and save it again") from None
    facts = document.core_properties
    at = facts.created or facts.modified
    paragraphs: list[list[str]] = []
    number = tables = 0
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            tables += 1
            paragraphs += _cells(item, f"table {tables}")
            continue
        number += 1
        if item.text.strip():
            style = _block(item.style.name if item.style is not None else "")
            paragraphs.append([item.text, style, f"paragraph {number}"])
    return {
        "title": facts.title.strip() or None,
        "author": facts.author.strip() or None,
        "language": facts.language.strip() or None,
        "dates": [["created", at.isoformat()]] if at else [],
        "paragraphs": paragraphs,
    }


def _cells(table: Any, name: str) -> list[list[str]]:
    """The filled cells of a table with their places."""
    return [
        [cell.text, "item", f"{name}, row {row_number}, cell {number}"]
        for row_number, row in enumerate(table.rows, start=1)
        for number, cell in enumerate(row.cells, start=1)
        if cell.text.strip()
    ]


def _block(style: str | None) -> str:
    name = (style or "").lower()
    return "heading" if name.startswith(("heading", "title")) else "item" if name.startswith("list") else "paragraph"


def _checked(payload: bytes) -> None:
    """Raises `Refused` for a zip that unpacks to too much, or XML that declares entities: none is ever resolved."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as package:
            members = package.infolist()
            if len(members) > MAX_PARTS:
                raise Refused(f"it holds more than {MAX_PARTS:,} parts", "save its text as .txt")
            if "word/document.xml" not in package.namelist():
                raise Refused("it is a zip archive, but no Word document", "unpack it and read what it holds")
            unpacked = sum(m.file_size for m in members)
            tight = [m for m in members if m.file_size > 1_000_000 and m.file_size > MAX_RATIO * m.compress_size]
            if unpacked > MAX_UNPACKED or tight:
                raise Refused("it unpacks to far more than a document should", "save its text as .txt")
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with package.open(member) as part:
                        if b"<!DOCTYPE" in part.read(20_000) or b"<!ENTITY" in part.read():
                            raise Refused("its XML declares entities, which documents do not", "save its text as .txt")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        raise Refused("it is no valid Word document", "open it and save it again") from None


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file


def main(kind: str) -> int:
    """Read stdin, answer on stdout."""
    _limit()
    payload = sys.stdin.buffer.read()
    try:
        answer = {"pdf": pdf, "docx": docx}[kind](payload)
    except Refused as refused:
        answer = {"why": refused.why, "advice": refused.advice}
    except (MemoryError, RecursionError):
        answer = {"why": "it needs more memory than a document should", "advice": "save its text as .txt"}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
