"""Each kind of input gives the report it holds, with its facts, and the same report again from its archived bytes."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.read import Sources, extract, read
from rashomon.records import BlockKind, NotRead, Taken
from tests.read.makers import BODY, docx, eml, page, pdf, rss, wacz, warc

SEEN = datetime(2032, 1, 1, tzinfo=UTC)


def results(path: Path, **how: object) -> tuple[list[Taken], list[NotRead]]:
    found = list(read(Sources(paths=(path,), **how), seen=SEEN))  # type: ignore[arg-type]
    taken = [r for r in found if isinstance(r, Taken)]
    for one in taken:  # what is archived gives the same report again, alone
        again = extract(one.payload, locator=one.locator, media_type=one.original.media_type, seen=one.report.seen)
        assert again == one.report
    return taken, [r for r in found if isinstance(r, NotRead)]


HTML = "".join(f"<p>{line}</p>" for line in BODY)
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://mirror.example/ferry\r\nSubject: Ferry\r\n"
    b"Date: Mon, 3 Mar 2031 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n----b\r\n'
    b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    b"Content-Location: https://mirror.example/ferry\r\n\r\n" + page().replace("=", "=3D").encode() + b"\r\n----b\r\n"
    b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b--\r\n"
)
TITLE, ADDRESS = "Ferry sinks off Ostrel", "https://mirror.example/f"
CSV = f'id;headline;link;published;body;media_name\n1;{TITLE};{ADDRESS};2031-03-03;"@";Vale Mirror\n'
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Vale Mirror</title><entry><title>Ferry sinks off Ostrel</title>'
    '<link href="https://mirror.example/f"/><updated>2031-03-03T08:00:00Z</updated>'
    f'<content type="html">{HTML.replace("<", "&lt;")}</content></entry></feed>'
)
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Vale Mirror",
    "items": [
        {
            "id": "1",
            "url": "https://mirror.example/f",
            "title": "Ferry sinks off Ostrel",
            "content_html": HTML,
            "date_published": "2031-03-03T08:00:00Z",
        }
    ],
}

LATIN = ('<?xml version="1.0" encoding="iso-8859-1"?>' + ATOM.replace("storm", "störm")).encode("latin-1")
ANSWER = (ADDRESS, page(TITLE).encode(), "text/html")
DAY = "2031-03-03"
OUTLET = "mirror.example"

# file name, bytes, day of publication, outlet, address
FILES: list[tuple[str, Callable[[], bytes], str | None, str | None, str | None]] = [
    ("a.pdf", lambda: pdf([BODY]), DAY, None, None),
    ("a.docx", docx, None, None, None),
    ("a.eml", eml, DAY, "harbour office", None),
    ("html.eml", lambda: eml(body="See the page.", html=HTML), DAY, "harbour office", None),
    ("a.mhtml", lambda: MHTML, None, OUTLET, "https://mirror.example/ferry"),
    ("a.csv", lambda: CSV.replace("@", " ".join(BODY)).encode(), DAY, OUTLET, ADDRESS),
    ("a.tsv", lambda: CSV.replace("@", "\n\n".join(BODY)).replace(";", "\t").encode(), DAY, OUTLET, ADDRESS),
    ("a.rss", lambda: rss([(TITLE, ADDRESS, HTML)]).encode(), DAY, OUTLET, ADDRESS),
    ("feed.xml", ATOM.encode, DAY, OUTLET, ADDRESS),
    ("latin.xml", lambda: LATIN, DAY, OUTLET, ADDRESS),
    ("feed.json", lambda: json.dumps(JSON_FEED).encode(), DAY, OUTLET, ADDRESS),
    ("a.warc", lambda: warc([ANSWER], gzip=False), None, OUTLET, ADDRESS),
    ("a.warc.gz", lambda: warc([ANSWER]), None, OUTLET, ADDRESS),
    ("a.wacz", lambda: wacz(warc([ANSWER])), None, OUTLET, ADDRESS),
]


@pytest.mark.parametrize(("name", "make", "day", "outlet", "url"), FILES, ids=[f[0] for f in FILES])
def test_a_file_gives_its_report(
    tmp_path: Path, name: str, make: Callable[[], bytes], day: str | None, outlet: str | None, url: str | None
) -> None:
    (tmp_path / name).write_bytes(make())
    taken, trouble = results(tmp_path / name)
    assert trouble == []
    assert len(taken) == 1
    report = taken[0].report
    assert report.title == "Ferry sinks off Ostrel"
    flat = " ".join(report.text.split())
    assert all(line.replace("storm", "")[:30] in flat for line in BODY)
    assert flat.count(BODY[0]) == 1
    speaking = [b.span.of(report.text) for b in report.blocks if b.kind is BlockKind.PARAGRAPH]
    assert " ".join(" ".join(speaking).split()).count("told the Vale Mirror") == 1
    assert report.url == url
    if outlet is not None:
        assert report.outlet.key == outlet
    if day is not None:
        assert report.published.when.lo is not None
        assert report.published.when.lo.date().isoformat() == day
    if name.endswith((".warc", ".warc.gz", ".wacz", ".mhtml")):
        assert report.seen.isoformat() == "2031-03-03T08:00:00+00:00"
    for anchor in report.anchors:
        assert anchor.last <= len(taken[0].payload)


def test_a_mailbox_gives_its_messages_and_what_is_attached(tmp_path: Path) -> None:
    first = eml(more=pdf([BODY]))
    second = eml(
        subject="Search ends", body="Divers ended the search off Ostrel on Friday, Ana Roe said.\n\n>From the quay."
    )
    (tmp_path / "a.mbox").write_bytes(
        b"From a@b.example Mon Mar  3 08:00:00 2031\n"
        + first
        + b"\n\nFrom a@b.example Mon Mar  3 08:00:00 2031\n"
        + second
    )
    taken, trouble = results(tmp_path / "a.mbox")
    assert trouble == []
    assert [t.locator.rpartition("#")[2] for t in taken] == ["1", "statement.pdf", "2"]
    assert [t.report.title for t in taken] == ["Ferry sinks off Ostrel"] * 2 + ["Search ends"]


def test_messages_inside_messages_end(tmp_path: Path) -> None:
    from email.message import EmailMessage
    from email.parser import BytesParser

    inner = eml()
    for depth in range(6):
        outer = EmailMessage()
        outer["From"], outer["Subject"] = "a@b.example", f"Fwd {depth}"
        outer.set_content(f"See below, number {depth}, on the ferry off Ostrel.")
        outer.add_attachment(BytesParser(EmailMessage).parsebytes(inner))
        inner = bytes(outer)
    (tmp_path / "a.eml").write_bytes(inner)
    taken, trouble = results(tmp_path / "a.eml")
    assert len(taken) == 3
    assert [t.why for t in trouble] == ["it lies inside more than 3 messages"]


def test_a_list_of_addresses_alone_says_how_to_follow_it(tmp_path: Path) -> None:
    lists = {
        "a.opml": '<opml version="2.0"><body><outline xmlUrl="https://mirror.example/rss"/></body></opml>',
        "b.xml": "<urlset><url><loc>https://mirror.example/a</loc></url></urlset>",
        "c.xml": rss([("Ferry", "https://mirror.example/f", "")]),
        "d.csv": "url,title\nhttps://mirror.example/f,Ferry\n",
        "e.json": json.dumps({"articles": [{"url": ADDRESS, "title": "Ferry", "seendate": "20310303T080000Z"}]}),
        "f.jsonl": '{"url": "https://mirror.example/f", "title": "Ferry"}\n',
    }  # fmt: skip
    for name, text in lists.items():
        (tmp_path / name).write_text(text)
        taken, trouble = results(tmp_path / name)
        assert taken == []
        assert [(t.why, t.advice) for t in trouble] == [
            ("it lists 1 address and holds no text of it", "rashomon read --follow fetches what it lists")
        ], name


def test_columns_are_named_by_the_user(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"k,t\nFerry sinks off Ostrel,{BODY[0]}\n")
    taken, trouble = results(tmp_path / "a.csv", names={"text": "T", "title": "1"})
    assert trouble == []
    assert taken[0].report.title == "Ferry sinks off Ostrel"
    assert taken[0].payload == f"Ferry sinks off Ostrel,{BODY[0]}".encode()
    _, trouble = results(tmp_path / "a.csv", names={"text": "zz"})
    assert trouble[0].why == 'it has no column "zz"'
    (tmp_path / "b.jsonl").write_text(json.dumps({"k": "Ferry sinks off Ostrel", "story": {"x": 1}, "t": BODY[0]}))
    taken, _ = results(tmp_path / "b.jsonl", names={"text": "t", "title": "k"})
    assert taken[0].report.title == "Ferry sinks off Ostrel"


def test_parquet(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    place = tmp_path / "a.parquet"
    with duckdb.connect(":memory:") as base:
        base.execute(
            "CREATE TABLE t AS SELECT ? AS title, ? AS text, DATE '2031-03-03' AS date", ["Ferry", " ".join(BODY)]
        )
        base.execute(f"COPY t TO '{place}' (FORMAT parquet)")
    taken, trouble = results(place)
    assert trouble == []
    assert taken[0].report.title == "Ferry"
    assert taken[0].report.published.when.lo is not None
    place.write_bytes(b"PAR1" + b"x" * 100)
    assert "no valid Parquet" in results(place)[1][0].why


def test_pages_of_a_pdf_are_put_together_without_their_running_heads(tmp_path: Path) -> None:
    pages = [["HARBOUR GAZETTE", BODY[n % 3], f"Page {n} of 5"] for n in range(5)]
    (tmp_path / "a.pdf").write_bytes(pdf(pages))
    taken, _ = results(tmp_path / "a.pdf")
    assert "GAZETTE" not in taken[0].report.text
    assert "of 5" not in taken[0].report.text


def bomb() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media.xml", b"\0" * 250_000_000)
    return out.getvalue()


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, "hello")
    return out.getvalue()


def entity() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            body = before.read(name)
            if name == "word/document.xml":
                body = body.replace(
                    b"<w:document", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1
                )
                body = body.replace(b"Mayor", b"&e;")
            after.writestr(name, body)
    return made.getvalue()


DAMAGED_GZ = warc([(f"https://mirror.example/{n}", page().encode(), "text/html") for n in range(5)])
BAD: list[tuple[str, Callable[[], bytes], str]] = [
    ("scan.pdf", lambda: pdf([[]]), "pictures without a text layer"),
    ("cut.pdf", lambda: pdf([BODY])[:200], "no valid PDF"),
    ("noise.pdf", lambda: b"%PDF-1.4\n" + bytes(range(256)) * 20, "no valid PDF"),
    ("many.pdf", lambda: pdf([[]] * 2001), "more than 2,000 pages"),
    ("bomb.docx", bomb, "unpacks to far more"),
    ("entity.docx", entity, "declares entities"),
    ("zip.docx", lambda: zipped("a.txt"), "no Word document"),
    ("cut.docx", lambda: docx()[:3000], "no valid Word document"),
    ("other.wacz", lambda: zipped("a.txt"), "without a WARC file"),
    ("empty.warc", lambda: b"", "it holds no record"),
    ("gzip.warc.gz", lambda: gzip.compress(b"hello"), "damaged"),
    ("empty.csv", lambda: b"", "empty"),
    ("open.rss", lambda: b"<rss><channel><item><title>x", "lists nothing"),
    ("none.opml", lambda: b"<opml></opml>", "lists no address"),
    ("blank.eml", lambda: b"Subject: x\nFrom: a@b\n\n\n", "no text"),
    ("none.mbox", lambda: b"\n\n", "no message"),
    ("none.mht", lambda: b"Subject: x\nContent-Type: text/plain\n\nhello\n", "holds no page"),
]


@pytest.mark.parametrize(("name", "make", "why"), BAD, ids=[b[0] for b in BAD])
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, make: Callable[[], bytes], why: str) -> None:
    (tmp_path / name).write_bytes(make())
    taken, trouble = results(tmp_path / name)
    assert taken == []
    assert len(trouble) == 1
    assert re.search(why, trouble[0].why), trouble[0].why
    assert trouble[0].advice


def test_a_damaged_warc_gives_what_stands_before_the_damage(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(DAMAGED_GZ[: len(DAMAGED_GZ) * 3 // 5])
    taken, trouble = results(tmp_path / "a.warc.gz")
    assert 1 <= len(taken) < 5
    assert len(trouble) == 1
    assert "in the middle of it" in trouble[0].why


def test_records_of_a_warc_that_are_no_reports_are_passed_by(tmp_path: Path) -> None:
    answers = [
        ("https://mirror.example/x.png", b"\x89PNG", "image/png"),
        ("https://mirror.example/f", page().encode("latin-1"), "text/html; charset=iso-8859-1"),
        ("https://mirror.example/b.pdf", pdf([BODY]), "application/pdf"),
        ("https://mirror.example/big", b"<html>" + b"x" * 20_000_001, "text/html"),
    ]
    (tmp_path / "a.warc").write_bytes(warc(answers, gzip=False))
    taken, trouble = results(tmp_path / "a.warc")
    assert [t.original.media_type for t in taken] == ['text/html; charset="iso-8859-1"', "application/pdf"]
    assert [t.locator for t in trouble] == ["https://mirror.example/big"]


def test_the_charset_of_a_server_is_kept_with_the_original(tmp_path: Path) -> None:
    words = "Мэр сообщил, что двенадцать человек пропали без вести после того, как паром затонул у порта Острел."
    body = page("Паром", [words, words + " Да."]).encode("cp1251")
    (tmp_path / "a.warc").write_bytes(
        warc([("https://mirror.example/f", body, "text/html; charset=windows-1251")], gzip=False)
    )
    taken, _ = results(tmp_path / "a.warc")
    assert words in taken[0].report.text


def test_what_is_known_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(DAMAGED_GZ)
    passed: list[tuple[int, int]] = []
    first = [t for t in read(Sources(paths=(tmp_path,)), seen=SEEN) if isinstance(t, Taken)]
    held = {(t.original.id, t.locator): t.report.id for t in first[:3]}
    again = list(
        read(
            Sources(paths=(tmp_path,), known=lambda d, p: held.get((d, p)), moved=lambda a, b: passed.append((a, b))),
            seen=SEEN,
        )
    )
    assert [type(r).__name__ for r in again] == ["Capture"] * 3 + ["Taken"] * 2
    assert passed == sorted(passed)
    assert passed[-1][1] == len(DAMAGED_GZ)
