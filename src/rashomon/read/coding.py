"""Content codings of HTTP taken off under a cap: what a few kilobytes unpack to must not fill the memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_FREE = 1_000_000  # bytes that may come of any ratio: short repetitive pages pack 1 to 100 and harm nobody
_LAYERS = 2  # of coding; servers that pack twice by mistake exist, three times is an attack
_STEP = 65_536
_NAMES = {"br": "Brotli", "zstd": "Zstandard"}
_SIP = 512  # bytes of Zstandard taken at a time: four may unpack to 128 kB
_WINDOW = 8_388_608  # bytes of memory of Zstandard, as RFC 9659 allows on the web


class Coded(Exception):
    """The body cannot be unpacked; ``too_much`` where it would grow beyond the cap, else it is broken or unknown."""

    def __init__(self, words: str, *, too_much: bool) -> None:
        super().__init__(words)
        self.too_much = too_much


def decoded(body: bytes, coding: str | None, *, most: int, ratio: float) -> bytes:
    """The body without its codings (a Content-Encoding header, "gzip", "deflate", or several).

    ``most`` bytes at most come of it, and ``ratio`` times the packed ones. Raises `Coded`.
    """
    names = [n.strip().lower() for n in (coding or "").split(",") if n.strip() and n.strip().lower() != "identity"]
    if len(names) > _LAYERS:
        raise Coded(f"it is packed {len(names)} times over", too_much=True)
    allowed = int(min(most, max(_FREE, ratio * len(body))))
    for name in reversed(names):
        if not body:
            break
        if name in ("gzip", "x-gzip"):
            body = _members(body, allowed)
        elif name == "deflate":
            body = _deflated(body, allowed)
        elif name in ("br", "zstd"):
            body = _by_library(name, body, allowed)
        else:
            raise Coded(f'its coding "{name[:30]}" was not asked for', too_much=False)
    if len(body) > most:
        raise Coded(f"it unpacks to more than {most:,} bytes", too_much=True)
    return body


def gunzip(body: bytes, *, most: int, ratio: float = 1000.0) -> bytes:
    """A gzip file's bytes unpacked. Raises `Coded`."""
    return decoded(body, "gzip", most=most, ratio=ratio)


def _members(body: bytes, allowed: int) -> bytes:
    """All gzip members after each other; what follows the last is no member and is left alone, as browsers do."""
    made: list[bytes] = []
    size = 0
    while body[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        for piece in _pieces(unpacker, body):
            size += len(piece)
            if size > allowed:
                raise Coded(f"it unpacks to more than {allowed:,} bytes", too_much=True)
            made.append(piece)
        body = unpacker.unused_data
    if not made and body:
        raise Coded("its gzip coding is broken", too_much=False)
    return b"".join(made)


def _deflated(body: bytes, allowed: int) -> bytes:
    """zlib's format as the standard has it, else the raw one that some servers send under the same name."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        made: list[bytes] = []
        size = 0
        try:
            for piece in _pieces(zlib.decompressobj(bits), body):
                size += len(piece)
                if size > allowed:
                    raise Coded(f"it unpacks to more than {allowed:,} bytes", too_much=True)
                made.append(piece)
        except Coded as trouble:
            if trouble.too_much or bits < 0:
                raise
            continue
        return b"".join(made)
    return b""


def _by_library(name: str, body: bytes, allowed: int) -> bytes:
    """Brotli and Zstandard, by the packages of the extra ``codings``; we ask no server for them, archives hold them."""
    try:
        made = _unbrotlied(body, allowed) if name == "br" else _unpressed(body, allowed)
    except ImportError:
        words = f'it is packed with {_NAMES[name]}, which needs an extra (pip install "rashomon[codings]")'
        raise Coded(words, too_much=False) from None
    if len(made) > allowed:
        raise Coded(f"it unpacks to more than {allowed:,} bytes", too_much=True)
    return made


def _unbrotlied(body: bytes, allowed: int) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    made, size, rest = [], 0, body
    try:
        while not unpacker.is_finished() and size <= allowed:
            piece = unpacker.process(rest, output_buffer_limit=_STEP)
            rest = b""
            if not piece and unpacker.can_accept_more_data():
                raise Coded("it is cut short", too_much=False)
            made.append(piece)
            size += len(piece)
    except brotli.error:
        raise Coded("its coding is broken", too_much=False) from None
    return b"".join(made)


def _unpressed(body: bytes, allowed: int) -> bytes:
    import zstandard

    unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
    made, size = [], 0
    try:
        for at in range(0, len(body), _SIP):
            made.append(unpacker.decompress(body[at : at + _SIP]))
            size += len(made[-1])
            if unpacker.eof or size > allowed:
                return b"".join(made)
    except zstandard.ZstdError:
        raise Coded("its coding is broken", too_much=False) from None
    raise Coded("it is cut short", too_much=False)


def _pieces(unpacker: zlib._Decompress, body: bytes) -> Iterator[bytes]:
    try:
        rest = body
        while rest and not unpacker.eof:
            yield unpacker.decompress(rest, _STEP)
            rest = unpacker.unconsumed_tail
        yield unpacker.flush()  # what zlib holds back once its last input is taken: less than one window
    except zlib.error:
        raise Coded("its coding is broken", too_much=False) from None
    if not unpacker.eof:
        raise Coded("it is cut short", too_much=False)
