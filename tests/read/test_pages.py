"""HTML pages: what is taken, what is declared, and that every word has its bytes."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.records import BlockKind, PublishedBasis
from tests.read.samples import SENTENCES, anchored_everywhere, blocks, of_kind, report, words_of

ONE, TWO, THREE, FOUR, FIVE = SENTENCES
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Twelve Ships Leave the Port - Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette"><meta name="author" content="Jane Roe">
<link rel="canonical" href="https://www.example.org/news/ships?utm_source=x">
<script type="application/ld+json">
{{"@graph": [{{"@type": "NewsArticle", "datePublished": "2021-03-03T10:05:00+01:00"}}]}}</script>
<script>var a = "<p>not text</p>";</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Twelve Ships Leave the Port</h1><p class="byline">By Jane Roe</p>
<p>HARBOUR CITY, March 3 (AFP) &mdash; The ministry counted <b>twelve</b>&nbsp;ships. {ONE}</p>
<h2>What the union wants</h2><p>{TWO} &#8220;We&rsquo;ll
stay,&#8221; it said.<!-- never --></p><ul><li>{THREE}</li><li>{FOUR}</li></ul>
<figure><img src="a.png"><figcaption>The northern port in winter, seen from the old pier.</figcaption></figure>
<p>{FIVE} (Reuters)</p></article>
<footer><p>Copyright 2021 Harbour Gazette. All rights reserved.</p></footer></body></html>"""


def test_a_page() -> None:
    made = report(PAGE, "text/html")
    assert made.title == "Twelve Ships Leave the Port"
    assert made.text.startswith("Twelve Ships Leave the Port\n\n")
    assert (made.url, made.language, made.byline) == ("https://www.example.org/news/ships", "en", "Jane Roe")
    assert (made.outlet.key, made.outlet.name) == ("example.org", "Harbour Gazette")
    assert made.published.basis is PublishedBasis.METADATA
    assert made.published.when.lo is not None
    assert made.published.when.lo.isoformat() == "2021-03-03T09:05:00+00:00"
    assert made.dateline == "HARBOUR CITY, March 3"
    assert [(m.key, m.span.of(made.text)) for m in made.marks] == [("afp.com", "AFP"), ("reuters.com", "Reuters")]
    assert of_kind(made, BlockKind.PARAGRAPH) == [
        f"The ministry counted twelve ships. {ONE}",
        f"{TWO} “We’ll stay,” it said.",
        FIVE,
    ]
    assert of_kind(made, BlockKind.HEADING) == ["What the union wants"]
    assert of_kind(made, BlockKind.ITEM) == [THREE, FOUR]
    assert "not text" not in made.text
    assert "Home" not in made.text


def test_every_word_of_the_page_has_its_bytes() -> None:
    made = report(PAGE, "text/html")
    raw = PAGE.encode()
    for anchor in made.anchors:
        cut = raw[anchor.first : anchor.last]
        assert words_of(cut) == anchor.text.of(made.text)
        assert not anchor.exact or cut.decode() == anchor.text.of(made.text)
    assert all(anchored_everywhere(made, b) for b in made.blocks)


TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@st.composite
def pages(draw: st.DrawFn) -> str:
    parts = []
    for sentence in draw(st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=6)):
        odd = html.escape(draw(TEXT))
        tag = draw(st.sampled_from(["p", "li", "h2", "div", "blockquote"]))
        inline = draw(
            st.sampled_from(["<b>{}</b>", "<a href='#'>{}</a>", "{}<br>", '<span title="a>b">{}</span>', "{}"])
        )
        space = draw(st.sampled_from([" ", "\n  ", "&nbsp;", " <!-- c --> "]))
        words = sentence.split()
        at = draw(st.integers(1, len(words) - 1))
        inner = f"{' '.join(words[:at])}{space}{inline.format(odd)} {' '.join(words[at:])}"
        parts.append(f"<ul><li>{inner}</li></ul>" if tag == "li" else f"<{tag}>{inner}</{tag}>")
    head = "<html><head><title>Ships leave the port</title></head><body><nav>Home</nav><article>"
    return f"{head}<h1>Ships leave the port</h1>{''.join(parts)}</article></body></html>"


@settings(max_examples=35, deadline=None)
@given(pages())
def test_anchors_of_any_page_hold_the_words(page: str) -> None:
    made = report(page, "text/html")
    raw = page.encode()
    for anchor in made.anchors:
        assert words_of(raw[anchor.first : anchor.last]) == " ".join(anchor.text.of(made.text).split())
    assert all(anchored_everywhere(made, b) for b in made.blocks)
    assert report(page, "text/html") == made


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("utf-8", "utf-8"), ("x-no", "utf-8")],
)
def test_declared_charsets(charset: str, encoding: str) -> None:
    body = f"<p>{ONE} The café’s owner said so.</p><p>{TWO}</p>"
    raw = f'<html><head><meta charset="{charset}"></head><body><article>{body}</article></body></html>'.encode(encoding)
    made = report(raw, "text/html")
    assert "The café’s owner" in made.text
    for anchor in made.anchors:
        assert words_of(raw[anchor.first : anchor.last].decode(encoding).encode()) == anchor.text.of(made.text)


def test_a_page_cut_short() -> None:
    raw = PAGE.encode()
    for cut in range(raw.index(b"<h2>"), len(raw), 211):
        made = report(raw[:cut], "text/html")
        assert ONE in made.text
    broken = f"<html><body><p>{ONE}</p><p>{TWO} é".encode()[:-1]
    assert ONE in report(broken, "text/html").text


def test_the_address_it_was_fetched_from_counts_where_the_page_declares_none() -> None:
    page = f"<html><body><article><p>{ONE}</p><p>{TWO}</p></article></body></html>"
    made = report(page, "text/html", "https://news.example.org/a#b")
    assert (made.url, made.outlet.key) == ("https://news.example.org/a", "example.org")
    assert report(page, "text/html", "page.html").url is None


def test_a_date_after_capture_is_not_believed() -> None:
    made = report(PAGE.replace("2021-03-03T", "2031-03-03T"), "text/html")
    assert made.published.basis is PublishedBasis.CAPTURE
    assert "2031-03-03" in made.published.when.basis


def test_one_page_does_not_change_the_next() -> None:
    first = report(PAGE, "text/html")
    other = f"<html><body><article><p>{ONE}</p><p>{TWO}</p><p>{ONE}</p></article></body></html>"
    report(other, "text/html")
    assert report(PAGE, "text/html") == first
    assert blocks(report(other, "text/html"))[-1][0] == "boilerplate"


def test_an_agency_as_author_is_a_mark_with_its_place() -> None:
    page = PAGE.replace("By Jane Roe", "By Reuters").replace('content="Jane Roe"', 'content="Reuters"')
    made = report(page.replace(" (Reuters)", "").replace(" (AFP)", ""), "text/html")
    assert made.byline == "Reuters"
    assert [(m.key, m.span.of(made.text)) for m in made.marks] == [("reuters.com", "Reuters")]
    assert all(anchored_everywhere(made, b) for b in made.blocks)
