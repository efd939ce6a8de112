"""Lines about the report, captions, the outlet by inside evidence, and titles that stand twice."""

from __future__ import annotations

import json

import pytest

from rashomon.read.metalines import holder, is_caption, meta_line
from rashomon.records import BlockKind
from tests.read.samples import SENTENCES, anchored_everywhere, of_kind, report

BODY = "\n\n".join(SENTENCES)


@pytest.mark.parametrize(
    ("line", "kind", "who", "dated"),
    [
        ("Gazette Desk • 20 March 2021 • 2 min read", "byline", "Gazette Desk", True),
        ("HarbourNews24 • 20 March 2021 • 2 min read", "byline", "HarbourNews24", True),
        ("12 March 2021 | 14:05", "boilerplate", None, True),
        ("| 2 October 2020, Monday |", "boilerplate", None, True),
        ("By Jane Roe | Updated 3 hours ago", "byline", "Jane Roe", False),
        ("Jane Roe · 3 min read · Share", "byline", "Jane Roe", False),
        ("2021-03-23 00:20:07 - From: CHANNEL NINE", "byline", "CHANNEL NINE", True),
        ("Home | World | 12 comments", "boilerplate", None, False),
    ],
)
def test_meta_lines(line: str, kind: str, who: str | None, dated: bool) -> None:
    found = meta_line(line, top=True)
    assert found is not None
    assert (found.kind.value, found.dated, found.who) == (kind, dated, who)


@pytest.mark.parametrize(
    "line",
    [
        "The ministry said on 12 March 2021 that ships | boats had left.",
        "Two ships | ten boats",
        "Jane Roe | John Doe | Harbour Union",
        "Fire on the pier - what we know",
        "Monday",
        "Harbour talks: day two | what the envoys said.",
    ],
)
def test_no_meta_lines(line: str) -> None:
    assert meta_line(line, top=True) is None


def test_a_heading_with_a_date_in_the_text_is_no_meta_line() -> None:
    assert meta_line("Harbour Fire - 12 March 2021", top=False) is None
    assert meta_line("Jane Roe | 12 March 2021", top=False) is None


@pytest.mark.parametrize(
    ("paragraph", "caption"),
    [
        ("A view of the old harbour (Jane Roe/AP)", True),
        ("A view of the old harbour [Jane Roe/Harbour Pictures/Reuters]", True),
        ("A view of the old harbour (file photo)", True),
        ("epa11200000 A view of the old harbour.", True),
        ("A view of the old harbour. EPA/JANE ROE HANDOUT EDITORIAL USE ONLY/NO SALES", True),
        ("The ship sank, he said. (AFP/Reuters)", False),
        ("The ship sank, he said. (Reuters)", False),
        ("The ship (Oldhaven/Norland) sank.", False),
        ("The ship sank (on Monday/Tuesday)", False),
        ("(Harbour TV/AP)", False),
    ],
)
def test_captions(paragraph: str, caption: bool) -> None:
    assert is_caption(paragraph) is caption


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("© 2021 Quaypress", "Quaypress"),
        ("Copyright 2021 Quaypress. All rights reserved.", "Quaypress"),
        ("Copyright (c) Harbour Gazette 2021", "Harbour Gazette"),
        ("© 2021 by the owners of the pictures", None),
        ("Copyright law was changed in 2021.", None),
    ],
)
def test_holders_of_copyright(line: str, who: str | None) -> None:
    assert holder(line) == who


def test_a_wire_text_of_its_own_has_the_agency_as_outlet() -> None:
    made = report(f"Ships leave the harbour\n\nOLDHAVEN, March 12, 2021 (Quaypress) — {BODY}")
    assert (made.outlet.key, made.outlet.name) == ("quaypress", "Quaypress")
    assert made.outlet.basis == "agency named in the dateline"
    assert made.dateline == "OLDHAVEN, March 12, 2021"
    assert of_kind(made, BlockKind.MARK) == ["OLDHAVEN, March 12, 2021 (Quaypress) —"]


def test_two_agencies_in_a_dateline_are_no_outlet() -> None:
    made = report(f"Ships leave the harbour\n\nOLDHAVEN, March 12 (Quaypress/Lantern) — {BODY}")
    assert made.outlet.key.startswith("unknown:")
    assert {m.key for m in made.marks} == {"quaypress", "lantern"}


def test_a_declared_outlet_and_an_address_come_before_the_dateline() -> None:
    text = f"OLDHAVEN, March 12 (Quaypress) — {BODY}"
    named = report(json.dumps({"text": text, "outlet": "Harbour Gazette"}), "application/json")
    assert named.outlet.name == "Harbour Gazette"
    placed = report(json.dumps({"text": text, "url": "https://gazette.example/1"}), "application/json")
    assert placed.outlet.name == "gazette.example"
    assert [m.key for m in placed.marks] == ["quaypress"]


def test_an_agency_on_its_own_address_is_marked_with_its_own_key() -> None:
    fields = {"text": f"OLDHAVEN, March 12 (Quaypress) — {BODY}", "outlet": "Quaypress"}
    made = report(json.dumps({**fields, "url": "https://quaypress.example/1"}), "application/json")
    assert made.outlet.key == "quaypress.example"
    assert [m.key for m in made.marks] == ["quaypress.example"]


def test_the_copyright_line_names_the_outlet_where_nothing_else_does() -> None:
    made = report(f"Ships leave the harbour\n\n{BODY}\n\n© 2021 Harbour Gazette. All rights reserved.")
    assert (made.outlet.name, made.outlet.basis) == ("Harbour Gazette", "holder of the copyright")


def test_the_author_alone_on_a_line_is_a_byline_and_a_meta_line_gives_the_date() -> None:
    text = f"Jane Roe\n\nQuay Desk • 20 March 2021 • 2 min read\n\n{BODY}"
    made = report(json.dumps({"title": "Ships leave", "author": "Jane Roe", "text": text}), "application/json")
    assert of_kind(made, BlockKind.BYLINE) == ["Jane Roe", "Quay Desk • 20 March 2021 • 2 min read"]
    assert made.byline == "Jane Roe"
    assert made.published.when.lo is not None
    assert made.published.when.lo.date().isoformat() == "2021-03-20"


def test_links_below_the_closing_credits_are_furniture_until_text_goes_on() -> None:
    links = "Minister Visits Northern Harbour\n\nGrain Prices Rise in Old Town"
    made = report(f"Ships leave the harbour\n\n{BODY}\n\n(Reporting by Jane Roe; Editing by John Doe)\n\n{links}")
    assert of_kind(made, BlockKind.BOILERPLATE) == links.split("\n\n")
    going_on = report(
        f"{BODY}\n\nReporting by Jane Roe\n\n{SENTENCES[0]} Again.\n\nWhat is known\n\n{SENTENCES[1]} Yes."
    )
    assert "What is known" in of_kind(going_on, BlockKind.HEADING)


def test_a_note_on_the_author_is_one_only_at_the_end() -> None:
    note = "Jane Roe is a senior reporter for the Harbour Gazette."
    assert of_kind(report(f"Ships leave\n\n{BODY}\n\n{note}"), BlockKind.BYLINE) == [note]
    assert of_kind(report(f"Ships leave\n\n{note}\n\n{BODY}"), BlockKind.BYLINE) == []


def test_a_title_that_stands_again_on_top_of_the_text_is_there_once() -> None:
    title = "Twelve ships leave the northern harbour of the old town"
    paragraphs = "".join(f"<p>{s}</p>" for s in SENTENCES)
    page = (
        f"<html><head><title>{title} | Gazette</title></head><body><article><header><h1>{title}</h1></header>"
        f"<h2>{title}</h2>{paragraphs}</article></body></html>"
    )
    made = report(page, "text/html")
    assert made.text.count(title) == 1
    assert of_kind(made, BlockKind.TITLE) == [title]
    shouted = report(json.dumps({"title": title, "text": f"{title.upper()}\n\n{BODY}"}), "application/json")
    assert of_kind(shouted, BlockKind.TITLE) == [title.upper()]
    assert len(shouted.blocks) == 1 + len(SENTENCES)


def test_a_title_that_only_begins_the_first_sentence_is_kept() -> None:
    made = report(json.dumps({"title": "The harbour ministry", "text": BODY}), "application/json")
    assert made.title == "The harbour ministry"
    assert of_kind(made, BlockKind.PARAGRAPH) == list(SENTENCES)


def test_front_matter_alone_can_hold_the_title() -> None:
    made = report(f"---\ntitle: Ships leave the harbour\n---\n\n{BODY}", "text/markdown")
    assert made.title == "Ships leave the harbour"
    assert all(anchored_everywhere(made, b) for b in made.blocks)
    assert of_kind(made, BlockKind.PARAGRAPH) == list(SENTENCES)
