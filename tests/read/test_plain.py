"""Plain text and Markdown: encodings, blocks, titles, and reports as a whole."""

from __future__ import annotations

from itertools import pairwise

import pytest

from rashomon.records import BlockKind, PublishedBasis
from tests.read.samples import SENTENCES, blocks, of_kind, report

ONE, TWO, THREE, FOUR, FIVE = SENTENCES


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (f"{ONE}\n{TWO}".encode(), f"{ONE}\n{TWO}"),
        (b"\xef\xbb\xbf" + ONE.encode(), ONE),
        (f"{ONE}\r\n\r\n{TWO}".encode(), f"{ONE}\r\n\r\n{TWO}"),
        (f"Überfahrt: {ONE}".encode("utf-16"), f"Überfahrt: {ONE}"),
        (f"“{ONE}” said the café’s owner.".encode("cp1252"), f"“{ONE}” said the café’s owner."),
        (f"Привет. {ONE}".encode()[1:], f"\ufffdривет. {ONE}"),
    ],
)
def test_the_text_is_the_decoded_file(raw: bytes, text: str) -> None:
    made = report(raw)
    assert made.text == text
    for anchor in made.anchors:
        cut = raw[anchor.first : anchor.last]
        if anchor.exact:
            encodings = ("utf-8", "utf-16-le", "cp1252")
            assert any(_decoded(cut, e) == anchor.text.of(text) for e in encodings)


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def test_control_characters_and_bidirectional_overrides_are_replaced_one_for_one() -> None:
    raw = f"The ship \u202esank\u202c at \x07noon. {ONE}"
    made = report(raw)
    assert made.text == f"The ship \ufffdsank\ufffd at \ufffdnoon. {ONE}"
    assert len(made.text) == len(raw)
    assert not made.anchors[0].exact


def test_blocks_by_shape() -> None:
    made = report(
        f"Twelve Ships Leave the Northern Port\n\nBy Jane Roe\nPublished: 3 March 2021, 14:05 GMT\n\n"
        f"HARBOUR CITY, March 3 (AFP) — {ONE}\nWhat the Union Wants:\n- {TWO}\n* {THREE}\n1. {FOUR}\n\n"
        f"{FIVE} (Reuters)\n\nWith reporting by AFP\n0\n5f0c1a2b-0000-4c1e-8f00-5d2f6f1d9e77\nLeave a Reply\n"
    )
    assert blocks(made) == [
        ("title", "Twelve Ships Leave the Northern Port"),
        ("byline", "By Jane Roe"),
        ("boilerplate", "Published: 3 March 2021, 14:05 GMT"),
        ("mark", "HARBOUR CITY, March 3 (AFP) —"),
        ("paragraph", ONE),
        ("heading", "What the Union Wants:"),
        ("item", TWO),
        ("item", THREE),
        ("item", FOUR),
        ("paragraph", FIVE),
        ("mark", "(Reuters)"),
        ("mark", "With reporting by AFP"),
        ("boilerplate", "0"),
        ("boilerplate", "5f0c1a2b-0000-4c1e-8f00-5d2f6f1d9e77"),
        ("boilerplate", "Leave a Reply"),
    ]
    assert made.title == "Twelve Ships Leave the Northern Port"
    assert made.byline == "Jane Roe"
    assert made.dateline == "HARBOUR CITY, March 3"
    assert made.dateline in made.text
    assert [(m.key, m.span.of(made.text)) for m in made.marks] == [
        ("afp.com", "AFP"),
        ("reuters.com", "Reuters"),
        ("afp.com", "AFP"),
    ]
    assert made.published.basis is PublishedBasis.STATED
    assert made.published.when.words is not None
    assert made.published.when.words.of(made.text).startswith("Published")
    assert made.language == "en"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Ministry counts ships\n\n{ONE}", "Ministry counts ships"),
        (f"Ministry Counts Ships\n{ONE}", "Ministry Counts Ships"),
        (f"Did the Ships Leave?\n\n{ONE}", "Did the Ships Leave?"),
        (f"{ONE}\n\n{TWO}", ""),
        (ONE, ""),
        (f"By Jane Roe\n\n{ONE}", ""),
        (f"HARBOUR CITY, September 11\n\n{ONE}", ""),
        (f"Leave a Reply\n\n{ONE}", ""),
        (f"- {ONE}\n- {TWO}", ""),
        (f"{ONE[:-1]}:\n- {TWO}", ""),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert report(text).title == title


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    paragraph = f"{ONE} {TWO} {THREE}"
    wrapped = "\n".join(paragraph[i : i + 70] for i in range(0, len(paragraph), 70))
    made = report(f"{wrapped}\n\n{wrapped[:-1]}, he said.")
    assert len(of_kind(made, BlockKind.PARAGRAPH)) == 2
    lines = report(f"{ONE}\n{TWO}\n{THREE}\n{FOUR}\n{FIVE}")
    assert len(of_kind(lines, BlockKind.PARAGRAPH)) == 5


def test_a_second_printing_is_boilerplate() -> None:
    made = report(f"{ONE}\n\n{TWO}\n\n{ONE}\n\n{TWO}")
    assert [kind for kind, _ in blocks(made)] == ["paragraph", "paragraph", "boilerplate", "boilerplate"]


def test_markdown() -> None:
    made = report(
        "---\ntitle: Ignored\ndate: 2021-03-03\nurl: https://www.example.org/a?utm_source=x\n---\n"
        f"# Ships leave\n\n![a ship](a.png)\n\n## The union\n\n> {ONE}\n\n- {TWO}\n\n---\n\n{THREE}\n",
        "text/markdown",
    )
    assert made.title == "Ships leave"
    assert of_kind(made, BlockKind.HEADING) == ["The union"]
    assert of_kind(made, BlockKind.PARAGRAPH) == [ONE, THREE]
    assert of_kind(made, BlockKind.ITEM) == [TWO]
    assert (made.url, made.outlet.key) == ("https://www.example.org/a", "example.org")
    assert made.published.basis is PublishedBasis.METADATA


def test_nothing_declared() -> None:
    made = report(f"{ONE}\n{TWO}")
    assert made.outlet.key == f"unknown:{made.original_id[:8]}"
    assert made.published.basis is PublishedBasis.CAPTURE
    assert made.byline is made.dateline is made.url is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{ONE} {TWO}", "en"),
        ("Das Ministerium teilte am Montag mit, dass zwölf Schiffe den nördlichen Hafen verlassen hätten.", "de"),
        ("В понедельник министерство сообщило, что двенадцать судов покинули северный порт.", "ru"),
        ("وقالت الوزارة يوم الاثنين إن اثنتي عشرة سفينة غادرت الميناء الشمالي.", "ar"),
        ("Ships left.", "und"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert report(text).language == language


def test_blocks_are_in_order_and_apart() -> None:
    made = report("\n".join(f"{s}\n- {s[:20]} (Reuters)" for s in SENTENCES))
    ends = [(b.span.start, b.span.end) for b in made.blocks]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
