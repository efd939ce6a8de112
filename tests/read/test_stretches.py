"""The words of put-together text lead to their place: bytes where there are some, else a page, paragraph or cell."""

from __future__ import annotations

import base64
import gzip
import json
import quopri
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.read.stretches import Coding, Stretch, places, unquoted
from rashomon.records import Report
from tests.read.makers import BODY, docx, eml, pdf, rss
from tests.read.test_kinds import HTML, JSON_FEED, MHTML, results

TITLE = "Ferry sinks off Ostrel"
LONG = (*BODY, "Ninety “guards” of the Köln quay & its café were sent home, the mayor’s office said, a day too late.")
PAGE_OF_LONG = "".join(f"<p>{line.replace('the', '<b>the</b>')}</p>" for line in LONG).replace("&", "&amp;")


def decodings(raw: bytes) -> set[str]:
    return {raw.decode("utf-8", "replace"), raw.decode("latin-1")}


def anchored(path: Path, payload: bytes) -> tuple[Report, bytes, dict[str, tuple[str, bytes]]]:
    """A file's one report, its bytes, and for each paragraph the place and the bytes it leads to."""
    path.write_bytes(payload)
    (taken, *_), trouble = results(path)
    assert trouble == []
    found = {a.text.of(taken.report.text): (a.place, taken.payload[a.first : a.last]) for a in taken.report.anchors}
    for anchor in taken.report.anchors:
        if anchor.exact:
            assert anchor.text.of(taken.report.text) in decodings(taken.payload[anchor.first : anchor.last])
    return taken.report, taken.payload, found


def test_a_paragraph_of_a_pdf_names_its_page(tmp_path: Path) -> None:
    _, payload, found = anchored(tmp_path / "a.pdf", pdf([[line, f"It had {len(line)} boats."] for line in BODY]))
    for number, line in enumerate(BODY, start=1):
        (place,) = {place for words, (place, _) in found.items() if line[10:40] in words}
        assert place == f"page {number}"
    assert {held for _, held in found.values()} == {payload}, "the bytes of a page are packed: the file is the place"


def test_a_paragraph_over_two_pages_names_both(tmp_path: Path) -> None:
    pages = [
        ["The harbour office said on Monday that twelve"],
        ["people were missing after the ferry sank off Ostrel."],
    ]
    _, _, found = anchored(tmp_path / "a.pdf", pdf(pages))
    assert "pages 1 to 2" in {place for place, _ in found.values()}


def test_a_paragraph_and_a_cell_of_a_word_document_are_named(tmp_path: Path) -> None:
    _, _, found = anchored(tmp_path / "a.docx", docx())
    assert found[BODY[0]][0] == "paragraph 2", "the heading is the first"
    assert found[BODY[2]][0] == "paragraph 4"
    assert found["Table of the missing"][0] == "table 1, row 1, cell 2"
    assert found[TITLE][0] == "the title among the file's properties"


def quoted_pair(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


QUOTED = 'The office said "nobody was warned" on Monday; twelve people were missing, it said at noon.'
BYTES: list[tuple[str, bytes, str]] = [
    ("a.csv", f"id,title,text\n1,{TITLE},{quoted_pair(' '.join(LONG))}\n".encode(), "column 3"),
    ("quoted.csv", f"id,title,text\n1,{TITLE},{quoted_pair(QUOTED)}\n".encode(), "column 3"),
    ("bare.csv", f"text;title\n{LONG[0]};{TITLE}\n".encode(), "column 1"),
    ("latin.csv", f"title;text\n{TITLE};{'Köln: ' + BODY[0]}\n".encode("latin-1"), "column 2"),
    ("html.csv", f"title,text\n{TITLE},{quoted_pair(PAGE_OF_LONG)}\n".encode(), "column 2"),
    ("a.rss", rss([(TITLE, "https://mirror.example/f", PAGE_OF_LONG)]).encode(), "element content:encoded"),
    ("escaped.rss", rss([(TITLE, "https://mirror.example/f", "@")]).replace(
        "<![CDATA[@]]>", PAGE_OF_LONG.replace("&", "&amp;").replace("<", "&lt;")).encode(), "element content:encoded"),
    ("feed.json", json.dumps(JSON_FEED).replace(json.dumps(HTML), json.dumps(PAGE_OF_LONG)).encode(),
     "field content_html"),
    ("plain.eml", eml(body="\n\n".join(BODY)), "part 1, text/plain"),
    ("quoted.eml", eml(body="\n\n".join(LONG)), "part 1, text/plain"),
    ("html.eml", eml(body="See the page.", html=PAGE_OF_LONG), "part 2, text/html"),
    ("a.mhtml", MHTML, "part 1, text/html"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "place"), BYTES, ids=[b[0] for b in BYTES])
def test_a_paragraph_leads_to_its_own_bytes(tmp_path: Path, name: str, raw: bytes, place: str) -> None:
    report, payload, found = anchored(tmp_path / name, raw)
    body = {words: to for words, to in found.items() if words != report.title and len(words) > 20}
    assert body
    for words, (named, held) in body.items():
        assert named == place
        assert len(held) < len(payload)
        assert len(held) < 2 * len(words) + 60, (words, held)
        assert any(d.startswith(words[:2]) for d in decodings(held)) or held.startswith((b"=E2=80=9C", b'""')), held
        assert any(d.endswith(words[-5:]) for d in decodings(held)), held
    if name != "a.mhtml":  # the title has its own
        named, held = found[report.title]
        assert held == TITLE.encode()
        assert named != place


def test_what_is_packed_names_the_part_that_holds_it(tmp_path: Path) -> None:
    packed = base64.encodebytes("\n\n".join(LONG).encode())
    mail = (
        b"From: a@b.example\r\nDate: Mon, 03 Mar 2031 09:30:00 +0100\r\nSubject: =?utf-8?b?S8O2bG4=?=\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    report, _, found = anchored(tmp_path / "a.eml", mail + packed)
    assert found[report.title][0] == "header Subject"
    for words in LONG:
        place, held = found[words]
        assert place == "part 1, text/plain, base64"
        assert base64.b64decode(held).decode().split() == " ".join(LONG).split()


@given(st.binary(max_size=300))
def test_quoted_printable_is_taken_off_with_every_byte_known(raw: bytes) -> None:
    coded = quopri.encodestring(raw)
    made, firsts, lasts = unquoted(coded, 7)
    assert made == quopri.decodestring(coded)
    assert len(firsts) == len(lasts) == len(made)
    following = [*firsts[1:], len(coded) + 7]
    assert all(a < b <= c for a, b, c in zip(firsts, lasts, following, strict=False))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs"]), min_size=1, max_size=80)
CODINGS = st.sampled_from([Coding.NONE, Coding.JSON, Coding.CSV, Coding.QUOTED])


@given(st.lists(WORDS, max_size=5), CODINGS)
def test_places_lie_within_their_stretch(paragraphs: list[str], coding: Coding) -> None:
    text = "\n".join(paragraphs)
    written = {
        Coding.NONE: text.encode(),
        Coding.JSON: json.dumps(text)[1:-1].encode(),
        Coding.CSV: text.replace('"', '""').encode(),
        Coding.QUOTED: quopri.encodestring(text.encode()),
    }[coding]
    payload = b"before " + written + b" after"
    stretch = Stretch(first=7, last=7 + len(written), coding=coding)
    found = places(payload, stretch, paragraphs)
    assert len(found) == len(paragraphs)
    assert all(7 <= first <= last <= 7 + len(written) for first, last in found)
    for words, (first, last) in zip(paragraphs, found, strict=True):
        if coding is Coding.NONE and (first, last) != (stretch.first, stretch.last):
            held, bare = payload[first:last].decode(), "".join(words.split())
            assert len("".join(held.split())) >= 0.9 * len(bare) or "<" in text or "&" in text


def test_bytes_that_cannot_be_told_apart_have_the_stretch() -> None:
    payload = gzip.compress(b"The harbour office said nothing.")
    stretch = Stretch(first=2, last=len(payload), coding=Coding.NONE)
    assert places(payload, stretch, ["The harbour office said nothing."]) == [(2, len(payload))]
