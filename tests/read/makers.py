"""Files of every kind, made in memory from invented words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

BODY = (
    "The harbour office said on Monday that twelve people were missing after the ferry sank off Ostrel.",
    "Mayor Ana Roe told the Vale Mirror that divers had searched the wreck through the night.",
    "Nobody had been warned of the storm, the union of seamen said in a statement on Tuesday morning.",
)


def page(title: str = "Ferry sinks off Ostrel", lines: Iterable[str] = BODY, head: str = "") -> str:
    """A plain page with an article."""
    words = "".join(f"<p>{line}</p>" for line in lines)
    body = f"<article><h1>{title}</h1>{words}</article>"
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def warc(answers: Iterable[tuple[str, bytes, str]], *, gzip: bool = True, date: str = "2031-03-03T08:00:00Z") -> bytes:
    """A WARC of answers: address, body, content type; each with its request."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "invented"}))
    for address, body, media in answers:
        sent = StatusAndHeaders("GET / HTTP/1.1", [("Host", "x")], is_http_request=True)
        got = StatusAndHeaders("200 OK", [("Content-Type", media), ("Content-Length", str(len(body)))], "HTTP/1.1")
        for kind, head, payload in (("request", sent, b""), ("response", got, body)):
            record = writer.create_warc_record(
                address, kind, payload=io.BytesIO(payload), http_headers=head, warc_headers_dict={"WARC-Date": date}
            )
            writer.write_record(record)
            record.raw_stream.close()
    return out.getvalue()


def wacz(*archives: bytes) -> bytes:
    """A package of WARC files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("datapackage.json", "{}")
        for number, archive in enumerate(archives):
            package.writestr(f"archive/{number}.warc.gz", archive)
    return out.getvalue()


def pdf(
    pages: Iterable[Iterable[str]], info: str = "/Title (Ferry sinks off Ostrel) /CreationDate (D:20310303080000Z)"
) -> bytes:
    """A PDF with a text layer: one line of words each."""
    bodies = []
    for lines in pages:
        shown = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
        bodies.append(f"BT /F1 11 Tf 60 760 Td {shown}ET".encode("latin-1"))
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(bodies)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(bodies)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< {info} >>".encode("latin-1"),
    ]
    for number, body in enumerate(bodies):
        resources = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 600 800]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {resources} /Contents {6 + 2 * number} 0 R >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, words in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, words)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def docx(title: str = "Ferry sinks off Ostrel", lines: Iterable[str] = BODY) -> bytes:
    """A Word document with a heading, paragraphs and a table."""
    import docx as library

    document = library.Document()
    document.core_properties.title = title
    document.core_properties.author = "Ana Roe"
    document.add_heading(title, 0)
    for words in lines:
        document.add_paragraph(words)
    document.add_table(1, 2).rows[0].cells[1].text = "Table of the missing"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rss(items: Iterable[tuple[str, str, str]], title: str = "Vale Mirror") -> str:
    """A feed of items: title, address, full text in HTML ("" for none)."""
    made = "".join(
        f"<item><title>{t}</title><link>{u}</link><pubDate>Mon, 03 Mar 2031 08:00:00 GMT</pubDate>"
        + (f"<content:encoded><![CDATA[{c}]]></content:encoded>" if c else "<description>Short.</description>")
        + "</item>"
        for t, u, c in items
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{title}</title>{made}</channel></rss>"
    )


def eml(
    subject: str = "Ferry sinks off Ostrel", body: str = "\n\n".join(BODY), *, html: str = "", more: bytes = b""
) -> bytes:
    """A mail, with an HTML half and an attachment where given."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "Harbour Office <press@harbour.example>"
    message["To"] = "desk@mirror.example"
    message["Subject"] = subject
    message["Date"] = "Mon, 03 Mar 2031 09:30:00 +0100"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    if more:
        message.add_attachment(more, maintype="application", subtype="pdf", filename="../../statement.pdf")
    return bytes(message)
