"""Codings that we ask no server for but archives hold: read where their packages are, else refused in one line."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from rashomon.read import Sources, read
from rashomon.read.coding import Coded, decoded
from rashomon.records import NotRead, Taken
from tests.read.makers import BODY, page

PACK: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.compress,
    "zstd": lambda body: zstandard.ZstdCompressor(level=3).compress(body),
}
WORDS = page().encode() * 40


@pytest.mark.parametrize("coding", PACK)
def test_a_body_comes_out_whole(coding: str) -> None:
    assert decoded(PACK[coding](WORDS), coding, most=1_000_000, ratio=100) == WORDS
    assert decoded(b"", coding, most=1_000_000, ratio=100) == b""


@pytest.mark.parametrize("coding", PACK)
def test_bombs_broken_and_cut_bodies_are_refused(coding: str) -> None:
    bomb = PACK[coding](bytes(300_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(Coded) as told:
        decoded(bomb, coding, most=20_000_000, ratio=100)
    assert told.value.too_much
    for broken, words in ((b"no such coding at all", ""), (PACK[coding](WORDS)[:-9], "cut short")):
        with pytest.raises(Coded) as told:
            decoded(broken, coding, most=20_000_000, ratio=100)
        assert not told.value.too_much
        assert words in str(told.value)


@pytest.mark.parametrize(("coding", "module", "name"), [("br", "brotli", "Brotli"), ("zstd", "zstandard", "Zstandard")])
def test_without_its_package_the_line_says_what_to_do(
    coding: str, module: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = PACK[coding](WORDS)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(Coded, match=rf'packed with {name}.*pip install "rashomon\[codings\]"'):
        decoded(body, coding, most=1_000_000, ratio=100)


@pytest.mark.parametrize("coding", PACK)
def test_a_packed_page_in_an_archive_is_read_and_a_broken_one_told(tmp_path: Path, coding: str) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    packed = PACK[coding](page().encode())
    for address, body in (("https://mirror.example/f", packed), ("https://mirror.example/g", packed[:-4])):
        head = [("Content-Type", "text/html"), ("Content-Encoding", coding)]
        record = writer.create_warc_record(
            address, "response", payload=io.BytesIO(body), http_headers=StatusAndHeaders("200 OK", head, "HTTP/1.1")
        )
        writer.write_record(record)
        record.raw_stream.close()
    (tmp_path / "a.warc.gz").write_bytes(out.getvalue())
    found = list(read(Sources(paths=(tmp_path / "a.warc.gz",)), seen=datetime(2032, 1, 1, tzinfo=UTC)))
    (taken,) = [f for f in found if isinstance(f, Taken)]
    assert BODY[0] in taken.report.text
    assert taken.payload == page().encode()
    (refused,) = [f for f in found if isinstance(f, NotRead)]
    assert (refused.locator, refused.why) == ("https://mirror.example/g", "it is cut short")
