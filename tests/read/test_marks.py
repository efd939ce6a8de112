"""Datelines, agency marks, source lines, credits and bylines."""

from __future__ import annotations

import pytest

from rashomon.read.datelines import dateline, lone_dateline
from rashomon.read.marks import byline, line_marks, tail_marks


@pytest.mark.parametrize(
    ("paragraph", "words", "keys", "rest"),
    [
        ("SEOUL, November 15 — The minister spoke.", "SEOUL, November 15", [], "The minister spoke."),
        ("GENEVA (Reuters) - The talks failed.", "GENEVA", ["reuters.com"], "The talks failed."),
        ("PARIS, 3 March 2021 (AFP) — The talks failed.", "PARIS, 3 March 2021", ["afp.com"], "The talks failed."),
        ("Geneva, 3 March (AFP) – The talks failed.", "Geneva, 3 March", ["afp.com"], "The talks failed."),
        ("ST. JOSEPH, Mich. (AP) — A ship sank.", "ST. JOSEPH, Mich.", ["apnews.com"], "A ship sank."),
        ("LONDON/PARIS, March 3 (Reuters) - A ship sank.", "LONDON/PARIS, March 3", ["reuters.com"], "A ship sank."),
        ("MADRID — A ship sank.", "MADRID", [], "A ship sank."),
        ("TOKYO, Mar. 3, 2021 (Kyodo) -- A ship sank.", "TOKYO, Mar. 3, 2021", ["kyodonews.net"], "A ship sank."),
        ("(Reuters) - A ship sank.", None, ["reuters.com"], "A ship sank."),
        ("KYIV (AFP/Reuters) - A ship sank.", "KYIV", ["afp.com", "reuters.com"], "A ship sank."),
    ],
)
def test_datelines(paragraph: str, words: str | None, keys: list[str], rest: str) -> None:
    found = dateline(paragraph)
    assert found is not None
    assert found.words == words
    assert sorted(m.key for m in found.marks) == keys
    assert paragraph[found.end :] == rest
    assert all(m.name.casefold() for m in found.marks)


@pytest.mark.parametrize(
    "paragraph",
    [
        "The minister — a former sailor — spoke.",
        "BREAKING — A ship sank.",
        "UPDATE 1 - A ship sank.",
        "Jane Roe - a sailor - spoke.",
        "NATO said on Monday that it would send ships.",
        "Smoke rose (see photo) - nobody was hurt.",
        "A-B talks — the third round — failed.",
        "Reports by Reuters — unconfirmed — spoke of ten dead.",
        "SEOUL —",
    ],
)
def test_no_datelines(paragraph: str) -> None:
    assert dateline(paragraph) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Original Source: www.example.org", [("source line", "example.org", "www.example.org")]),
        ("Source: Reuters", [("source line", "reuters.com", "Reuters")]),
        ("Source: Reuters, AFP", [("source line", "reuters.com", "Reuters"), ("source line", "afp.com", "AFP")]),
        (
            "This article first appeared on Harbour Gazette.",
            [("source line", "harbour gazette", "Harbour Gazette")],
        ),
        ("Originally published by example.org", [("source line", "example.org", "example.org")]),
        (
            "Read the original article at https://www.example.org/a/1",
            [("source line", "example.org", "https://www.example.org/a/1")],
        ),
        ("Republished with permission from The Harbour Gazette", [("source line", "harbour gazette", None)]),
        ("The post Ships Leave appeared first on Harbour Gazette.", [("source line", "harbour gazette", None)]),
        ("via Harbour Gazette", [("source line", "harbour gazette", "Harbour Gazette")]),
        ("With reporting by Reuters", [("credit", "reuters.com", "Reuters")]),
        ("(With inputs from AFP)", [("credit", "afp.com", "AFP")]),
        ("The Associated Press contributed to this report.", [("credit", "apnews.com", None)]),
        ("Reporting by Jane Roe in Harbour City", []),
        ("(Reuters)", [("agency mark", "reuters.com", "Reuters")]),
        ("- AFP", [("agency mark", "afp.com", "AFP")]),
        ("AFP/Reuters", [("agency mark", "afp.com", "AFP"), ("agency mark", "reuters.com", "Reuters")]),
        ("© 2021 AFP", [("agency mark", "afp.com", "AFP")]),
    ],
)
def test_lines_that_name_where_the_text_comes_from(line: str, expected: list[tuple[str, str, str | None]]) -> None:
    marks = line_marks(line)
    assert marks is not None
    assert [(m.kind.value, m.key) for m in marks] == [e[:2] for e in expected]
    for mark, (_, _, words) in zip(marks, expected, strict=True):
        if words is not None:
            assert mark.span.of(line) == words


@pytest.mark.parametrize(
    "line",
    [
        "As reported by Reuters, the ship sank on Monday.",
        "Source: a man who saw the ship sink and asked not to be named",
        "The ministry contributed to this report of the commission in March.",
        "Via dolorosa of a harbour",
        "Reuters could not verify the account.",
        "© 2021 Harbour Gazette",
        "The ship sank.",
    ],
)
def test_lines_that_are_no_marks(line: str) -> None:
    assert not line_marks(line)


@pytest.mark.parametrize(
    ("paragraph", "kept", "keys"),
    [
        ("The ship sank, he said. (Reuters)", "The ship sank, he said.", ["reuters.com"]),
        ("The ship sank. (AFP/Reuters)", "The ship sank.", ["afp.com", "reuters.com"]),
        ("The ship sank. - AFP", "The ship sank.", ["afp.com"]),
        ("“It sank.” — Reuters", "“It sank.”", ["reuters.com"]),
        ("It sank. This story was originally published in Harbour Gazette.", "It sank.", ["harbour gazette"]),
    ],
)
def test_closing_marks(paragraph: str, kept: str, keys: list[str]) -> None:
    found = tail_marks(paragraph)
    assert found is not None
    assert paragraph[: found[0]].rstrip() == kept
    assert sorted(m.key for m in found[1]) == keys


@pytest.mark.parametrize(
    "paragraph",
    [
        "The Harbour Union (HU) said so.",
        "It was founded by the Associated Press (AP) and others.",
        "The ship sank (on Monday)",
        "He told Reuters",
    ],
)
def test_no_closing_marks(paragraph: str) -> None:
    assert tail_marks(paragraph) is None


@pytest.mark.parametrize(
    ("line", "who", "keys"),
    [
        ("By Jane Roe", "Jane Roe", []),
        ("BY JANE ROE AND JOHN DOE", "JANE ROE AND JOHN DOE", []),
        ("By Jane Roe, Associated Press", "Jane Roe, Associated Press", ["apnews.com"]),
        ("By Reuters", "Reuters", ["reuters.com"]),
        ("Written by Jane van der Roe", "Jane van der Roe", []),
        ("By Jane Roe | 3 March 2021", "Jane Roe", []),
    ],
)
def test_bylines(line: str, who: str, keys: list[str]) -> None:
    found = byline(line)
    assert found is not None
    assert found[0] == who
    assert [m.key for m in found[1]] == keys


@pytest.mark.parametrize("line", ["By Monday the ship had sunk.", "By then it was late", "By the sea", "Jane Roe"])
def test_no_bylines(line: str) -> None:
    assert byline(line) is None


def test_a_dateline_on_a_line_of_its_own() -> None:
    found = lone_dateline("HARBOUR CITY, September 11")
    assert found is not None
    assert found.words == "HARBOUR CITY, September 11"
    assert lone_dateline("Two ships, September 11") is None or lone_dateline("Fire on two ships, September 11") is None
    assert lone_dateline("HARBOUR CITY") is None
