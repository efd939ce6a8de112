"""JSON and JSON lines: slices, fields, and anchors into escaped strings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rashomon.read import extract, read
from rashomon.read.decode import neutral
from rashomon.records import PublishedBasis, Taken
from tests.read.samples import SEEN, SENTENCES, blocks, report

ONE, TWO = SENTENCES[:2]


def taken(place: Path) -> list[Taken]:
    found = list(read([place], seen=SEEN))
    assert all(isinstance(f, Taken) for f in found), found
    return [f for f in found if isinstance(f, Taken)]


def test_every_element_is_its_own_original(tmp_path: Path) -> None:
    rows = [{"text": ONE, "title": 'Ä "quoted" one'}, {"text": TWO}]
    raw = json.dumps(rows, ensure_ascii=False, indent=1).encode()
    (tmp_path / "a.json").write_bytes(raw)
    found = taken(tmp_path / "a.json")
    assert [json.loads(t.payload) for t in found] == rows
    assert all(t.payload in raw for t in found)
    assert [t.locator for t in found] == [f"{tmp_path}/a.json#1", f"{tmp_path}/a.json#2"]


@pytest.mark.parametrize("container", ["articles", "reports", "items"])
def test_a_list_inside_an_object(tmp_path: Path, container: str) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"status": "ok", container: [{"text": ONE}, {"text": TWO}]}))
    assert [json.loads(t.payload)["text"] for t in taken(tmp_path / "a.json")] == [ONE, TWO]


def test_lines_are_their_own_originals(tmp_path: Path) -> None:
    lines = [json.dumps({"text": s}) for s in SENTENCES]
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    assert [t.payload.decode() for t in taken(tmp_path / "a.jsonl")] == lines


def test_a_report_read_again_from_its_slice_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"body": f"{ONE}\n{TWO}", "headline": "Ships leave"}]))
    for item in taken(tmp_path / "a.json"):
        again = extract(item.payload, locator=item.locator, media_type=item.original.media_type, seen=SEEN)
        assert again == item.report


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"url": "https://www.example.org/a?utm_source=x#y"}, ("https://www.example.org/a", "example.org", None)),
        ({"source": {"id": None, "name": "Harbour Gazette"}}, (None, "harbour gazette", None)),
        ({"outlet": "Harbour Gazette", "byline": "Jane Roe"}, (None, "harbour gazette", "Jane Roe")),
        ({"authors": ["Jane Roe", {"name": "John Doe"}]}, (None, None, "Jane Roe, John Doe")),
        ({"url": "not an address", "author": 7, "outlet": True}, (None, None, "7")),
    ],
)
def test_fields(fields: dict[str, object], expected: tuple[str | None, str | None, str | None]) -> None:
    made = report(json.dumps({"text": ONE, **fields}), "application/json")
    key = expected[1] or f"unknown:{made.original_id[:8]}"
    assert (made.url, made.outlet.key, made.byline) == (expected[0], key, expected[2])


def test_dates_and_language_are_taken_from_their_fields() -> None:
    made = report(
        json.dumps({"text": "Ships left.", "published": "2021-03-03T10:05:00Z", "lang": "en-GB"}), "application/json"
    )
    assert made.published.basis is PublishedBasis.METADATA
    assert made.published.when.basis == 'declared as "published"'
    assert made.language == "en"


def test_other_fields_change_nothing() -> None:
    plain = report(json.dumps({"text": ONE}), "application/json")
    more = report(json.dumps({"text": ONE, "parent": "x", "note": "Reuters", "relation": "copy"}), "application/json")
    assert (plain.text, plain.marks, plain.blocks) == (more.text, more.marks, more.blocks)


def test_an_agency_as_author_is_a_mark_with_its_place() -> None:
    raw = json.dumps({"title": "Ships leave", "author": "Reuters", "text": ONE, "url": "https://example.org/a"})
    made = report(raw, "application/json")
    assert [(m.key, m.span.of(made.text)) for m in made.marks] == [("reuters.com", "Reuters")]
    assert blocks(made) == [("title", "Ships leave"), ("paragraph", ONE), ("mark", "Reuters")]
    last = made.anchors[-1]
    assert (raw[last.first : last.last], last.exact) == ("Reuters", True)


def test_the_title_stands_before_the_text_once() -> None:
    apart = report(json.dumps({"title": "Ships leave", "text": f"{ONE}\n{TWO}"}), "application/json")
    within = report(json.dumps({"title": "Ships leave", "text": f"Ships leave\n\n{ONE}\n{TWO}"}), "application/json")
    assert apart.text == within.text == f"Ships leave\n\n{ONE}\n{TWO}"
    assert blocks(apart) == blocks(within) == [("title", "Ships leave"), ("paragraph", ONE), ("paragraph", TWO)]


@settings(max_examples=35, deadline=None)
@given(
    st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=6),
    st.booleans(),
    st.text(max_size=20),
)
def test_anchors_hold_the_words(parts: list[str], ascii_only: bool, title: str) -> None:
    assume(not any(mark in part for part in parts for mark in "←→«»<>"))  # a link's arrow makes a line page furniture
    body = "\n".join(f"{p} {ONE}" for p in parts)
    raw = json.dumps({"n": 1, "title": title, "text": body}, ensure_ascii=ascii_only).encode("utf-8", "replace")
    made = report(raw, "application/json")
    assert made.anchors
    for anchor in made.anchors:
        cut = raw[anchor.first : anchor.last].decode()
        words = anchor.text.of(made.text)
        assert " ".join(neutral(json.loads(f'"{cut}"')).split()) == " ".join(words.split())
        if anchor.exact:
            assert cut == words
