"""Bytes to text, and places in the text back to bytes.

Order of belief: byte order mark; strict UTF-8 (text that is not UTF-8 passes it by chance almost never, while
declared single-byte charsets on UTF-8 pages are common); the declared charset; UTF-8 with a few damaged bytes (cut
files); charset-normalizer.

The text has exactly one code point for each decoded one. Control characters other than newline, carriage return and
tab, lone surrogates, damaged bytes and the bidirectional overrides and isolates become U+FFFD one for one: offsets
hold, and nothing shown can reorder or hide its neighbours. The archived bytes are never touched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from charset_normalizer import from_bytes

from rashomon.errors import Unreadable

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\r\x0c\x1b")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAX_DAMAGE = 0.002  # share of undecodable bytes below which a text still counts as damaged UTF-8
_MAX_CONTROL = 0.01  # share of control bytes above which bytes are no text; plain text has none
_GUESS_BYTES = 100_000  # handed to charset-normalizer; more does not change its answer on news pages
_ASCII_LOOKALIKES = ("iso2022", "hz")  # escape into other scripts with ASCII bytes only
_BINARY = Unreadable("its bytes are binary data, not text", "export it as plain text or HTML in UTF-8")


def neutral(text: str) -> str:
    """The text with control characters, bidirectional overrides and lone surrogates as U+FFFD, one for one."""
    return _UNSAFE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded file: ``text`` is fit to be shown; ``raw``, of equal length, is what was decoded."""

    text: str
    raw: str
    encoding: str
    payload: bytes
    skipped: int  # bytes of a byte order mark

    def offsets(self, points: Iterable[int]) -> dict[int, int]:
        """Byte offset of each of these places (code points of the text), in linear time."""
        wanted = sorted(set(points))
        if self._round_trips():
            return self._by_encoding(wanted)
        return self._by_decoding(wanted)

    def exact(self, start: int, end: int) -> bool:
        """Whether nothing was replaced between these places."""
        return self.raw[start:end] == self.text[start:end]

    def _round_trips(self) -> bool:
        try:
            return self.raw.encode(self.encoding, "surrogateescape") == self.payload[self.skipped :]
        except UnicodeError:
            return False

    def _by_encoding(self, wanted: list[int]) -> dict[int, int]:
        encoder = codecs.getincrementalencoder(self.encoding)("surrogateescape")
        found: dict[int, int] = {}
        at, offset = 0, self.skipped
        for point in wanted:
            offset += len(encoder.encode(self.raw[at:point]))
            at = point
            found[point] = offset
        return found

    def _by_decoding(self, wanted: list[int]) -> dict[int, int]:
        decoder = codecs.getincrementaldecoder(self.encoding)("surrogateescape")
        found: dict[int, int] = {}
        made, next_wanted, start = 0, 0, self.skipped
        for offset in range(self.skipped, len(self.payload)):
            made_now = len(decoder.decode(self.payload[offset : offset + 1]))
            while next_wanted < len(wanted) and wanted[next_wanted] < made + made_now:
                found[wanted[next_wanted]] = start
                next_wanted += 1
            if made_now:
                made, start = made + made_now, offset + 1
        found.update(dict.fromkeys(wanted[next_wanted:], len(self.payload)))
        return found


def decode(payload: bytes, declared: str | None = None) -> Decoded:
    """Decode a file; ``declared`` is the charset it names itself. Raises `Unreadable` for what is no text."""
    encoding, skipped = _encoding_of(payload, declared)
    try:
        raw = payload[skipped:].decode(encoding, "surrogateescape")
    except UnicodeError:
        raise _BINARY from None
    return Decoded(text=neutral(raw), raw=raw, encoding=encoding, payload=payload, skipped=skipped)


def _encoding_of(payload: bytes, declared: str | None) -> tuple[str, int]:
    for mark, name in _BOMS:
        if payload.startswith(mark):
            return name, len(mark)
    if b"\0" in payload:
        raise Unreadable(
            f"it holds NUL bytes (the first at byte {payload.index(0)}), so it is no text",
            "export it as plain text or HTML in UTF-8",
        )
    if len(payload) - len(payload.translate(None, _CONTROL_BYTES)) > _MAX_CONTROL * len(payload):
        raise _BINARY
    named = _codec(declared)
    if named is not None and named.startswith(_ASCII_LOOKALIKES) and _fits(payload, named):
        return named, 0
    if _fits(payload, "utf-8"):
        return "utf-8", 0
    if named is not None and named != "utf-8" and _fits(payload, named):
        return named, 0
    if (
        sum(1 for c in payload.decode("utf-8", "surrogateescape") if c >= "\udc80" and c <= "\udcff")
        <= max(1, int(_MAX_DAMAGE * len(payload)))
        and _non_ascii(payload) > 4
    ):
        return "utf-8", 0
    best = from_bytes(payload[:_GUESS_BYTES]).best()
    if best is None:
        raise _BINARY
    return best.encoding, 0


def _non_ascii(payload: bytes) -> int:
    return sum(1 for b in payload if b >= 128)


def _codec(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        info = codecs.lookup(declared.strip())
    except (LookupError, ValueError):
        return None
    if not info._is_text_encoding or info.name.startswith(("utf-16", "utf-32", "utf-7")):
        return None  # a file whose declaration reads as ASCII is in none of these
    return "cp1252" if info.name in {"iso8859-1", "ascii"} else info.name  # as browsers read it (WHATWG Encoding)


def _fits(payload: bytes, encoding: str) -> bool:
    try:
        payload.decode(encoding)
    except UnicodeError:
        return False
    return True
