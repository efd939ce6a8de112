"""Canonical addresses, and outlets from addresses and names."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.read import Sources, read
from rashomon.read.address import canonical, identity, outlet_of
from rashomon.records import Taken
from tests.read.makers import page, warc


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("HTTPS://WWW.Example.ORG/A/b?b=2&a=1#part", "https://www.example.org/A/b?a=1&b=2"),
        ("https://example.org/a?utm_source=x&utm_medium=y&fbclid=z", "https://example.org/a"),
        ("https://example.org/a?id=7&gclid=1", "https://example.org/a?id=7"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://user:secret@example.org/", "https://example.org/"),
        ("https://example.org", "https://example.org/"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/2031/ferry/amp/", "https://example.org/2031/ferry"),
        ("https://example.org/2031/ferry/amp", "https://example.org/2031/ferry"),
        ("https://example.org/2031/ferry.amp", "https://example.org/2031/ferry"),
        ("https://example.org/2031/ferry.amp.html", "https://example.org/2031/ferry.html"),
        ("https://example.org/ferry?amp=1&id=2", "https://example.org/ferry?id=2"),
        ("https://example.org/amp", "https://example.org/amp"),
        ("https://example.org/amp/lamp", "https://example.org/amp/lamp"),
        ("https://www.google.com/amp/s/www.example.org/ferry/amp/", "https://www.example.org/ferry"),
        ("https://www.google.co.uk/amp/example.org/ferry", "http://example.org/ferry"),
        ("https://www-example-org.cdn.ampproject.org/c/s/www.example.org/ferry", "https://www.example.org/ferry"),
        ("https://web.archive.org/web/20310303080000/https://example.org/ferry?id=2", "https://example.org/ferry?id=2"),
        ("https://web.archive.org/web/2031im_/http://example.org/ferry", "http://example.org/ferry"),
        (
            "https://web.archive.org/web/2031/https://web.archive.org/web/2030/http://example.org/f",
            "http://example.org/f",
        ),
        ("https://archive.ph/20310303/https://example.org/ferry", "https://example.org/ferry"),
        ("https://archive.ph/AbC12", "https://archive.ph/AbC12"),
        ("https://arquivo.pt/wayback/20310303080000/https://example.org/f", "https://example.org/f"),
        ("https://web.archive.org/about", "https://web.archive.org/about"),
        ("https://ana@web.archive.org/web/2031/https://example.org/f", "https://example.org/f"),
        ("\0https://web.archive.org/web/2031/https://example.org/f", "https://example.org/f"),
        ("ftp://example.org/a", None),
        ("javascript:alert(1)", None),
        ("/relative/path", None),
        ("https://localhost/a", None),
        ("https://[::1]/a", None),
        ("https://[bad/a", None),
        ("https://example.org:99999/a", None),
        ("https://example.org/" + "a" * 3000, None),
        ("", None),
        (None, None),
    ],
)
def test_canonical(given: str | None, expected: str | None) -> None:
    assert canonical(given) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    ("url", "name", "key", "shown"),
    [
        ("https://www.example.org/a", None, "example.org", "example.org"),
        ("https://m.example.org/a", "Example Times", "example.org", "Example Times"),
        ("https://news.example.co.uk/a", None, "example.co.uk", "example.co.uk"),
        ("https://somebody.substack.com/p/1", None, "somebody.substack.com", "somebody.substack.com"),
        ("https://www.reuters.com/world/1", None, "reuters.com", "Reuters"),
        (None, "The Harbour Gazette", "harbour gazette", "The Harbour Gazette"),
        (None, "www.example.org", "example.org", "example.org"),
        (None, "Agence France-Presse", "afp.com", "Agence France-Presse"),
        (None, "Reuters", "reuters.com", "Reuters"),
    ],
)
def test_outlet(url: str | None, name: str | None, key: str, shown: str) -> None:
    outlet = outlet_of(url, name, "declared by the file", "ab" * 32)
    assert (outlet.key, outlet.name) == (key, shown)


def test_outlet_nobody_names() -> None:
    outlet = outlet_of(None, None, "declared by the file", "abcdef0123456789")
    assert (outlet.key, outlet.name) == ("unknown:abcdef01", "unnamed outlet abcdef01")
    assert outlet.basis == "nothing in the file names its outlet"


def test_one_identity_for_a_name_with_and_without_its_article() -> None:
    first, second = identity("The Harbour Gazette"), identity("harbour gazette")
    assert first is not None
    assert second is not None
    assert first[0] == second[0]


FAMILIES = {
    "mirror.example": ("mirror.example", "Vale Mirror"),
    "vale-mirror.example": ("mirror.example", "Vale Mirror"),
    "vale mirror online": ("mirror.example", "Vale Mirror"),
    "blog.platform.example": ("anna", "Anna's blog"),
}


@pytest.mark.parametrize(
    ("url", "name", "key"),
    [
        ("https://www.vale-mirror.example/a", None, "mirror.example"),
        ("https://news.mirror.example/a", "Something", "mirror.example"),
        ("https://blog.platform.example/a", None, "anna"),
        ("https://other.platform.example/a", None, "platform.example"),
        ("https://elsewhere.example/a", "The Vale Mirror Online", "mirror.example"),
        (None, "VALE MIRROR ONLINE", "mirror.example"),
        (None, "Quay Voice", "quay voice"),
    ],
)
def test_a_users_table_goes_before_address_and_name(url: str | None, name: str | None, key: str) -> None:
    assert outlet_of(url, name, "declared by the file", "ab" * 32, FAMILIES).key == key


@pytest.mark.parametrize(
    ("place", "own"),
    [
        ("https://m.mirror.example/2031/ferry", "https://www.mirror.example/2031/ferry"),
        ("https://mobile.mirror.example/ferry?id=7", "https://mirror.example/ferry"),
        ("https://amp.mirror.example/2031/ferry", "https://www.mirror.example/2031/ferry"),
        ("https://www.mirror.example/amp/2031/ferry", "https://www.mirror.example/2031/ferry"),
        ("https://edition.mirror.example/print/ferry", "https://www.mirror.example/2031/ferry"),
    ],
)
def test_a_page_that_names_its_own_address_has_it_wherever_it_was_found(tmp_path: Path, place: str, own: str) -> None:
    said = page(head=f'<link rel="canonical" href="{own}">').encode()
    plain = page("Another ferry", head="").encode()
    (tmp_path / "a.warc").write_bytes(warc([(place, said, "text/html"), (place, plain, "text/html")], gzip=False))
    found = list(read(Sources(paths=(tmp_path / "a.warc",)), seen=datetime(2032, 1, 1, tzinfo=UTC)))
    one, other = (f.report for f in found if isinstance(f, Taken))
    assert (one.url, one.outlet.key) == (own, "mirror.example")
    assert other.url == canonical(place), "what does not say so keeps its own"
    assert other.outlet.key == "mirror.example"


def test_a_page_cannot_pass_as_another_outlets(tmp_path: Path) -> None:
    own, place = "https://www.courier.example/2031/ferry", "https://www.mirror.example/copied"
    said = page(head=f'<link rel="canonical" href="{own}">').encode()
    (tmp_path / "a.warc").write_bytes(warc([(place, said, "text/html")], gzip=False))
    (tmp_path / "saved.html").write_bytes(said)
    asked = Sources(paths=(tmp_path / "a.warc", tmp_path / "saved.html"))
    elsewhere, saved = (f.report for f in read(asked, seen=datetime(2032, 1, 1, tzinfo=UTC)) if isinstance(f, Taken))
    assert (elsewhere.url, elsewhere.outlet.key) == (place, "mirror.example")
    assert saved.url == own, "a file was found nowhere else"
    table = {"courier.example": ("courier", "The Courier"), "mirror.example": ("courier", "The Courier")}
    (family,) = (
        f.report
        for f in read(Sources(paths=(tmp_path / "a.warc",), families=table), seen=datetime(2032, 1, 1, tzinfo=UTC))
        if isinstance(f, Taken)
    )
    assert family.url == own, "a table of outlets says that both are one"
