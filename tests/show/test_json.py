"""docs/reference/json.md is what the program prints: its tables are compared with the views and with real output."""

from __future__ import annotations

import dataclasses
import json
import re
import types
import typing
from datetime import datetime
from enum import Enum
from pathlib import Path

import pytest

from rashomon import intake, records
from rashomon.show import faces, keeping, outcomes, story_faces
from rashomon.show.package import check, command, history
from rashomon.watch import rounds

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "json.md"
ITEMS = {
    "report": "Report", "statement": "StatementPlace", "claim": "Claim", "question": "Question", "origin": "Origin",
    "link": "Link", "conflict": "Conflict", "supersession": "Supersession", "flag": "Flag", "original": "Original",
}  # fmt: skip
OTHERS = (
    outcomes.Verified, intake.Summary, intake.Difference, records.NotRead, command.Exported, command.Archived,
    check.Checked, check.Wrong, rounds.Round, rounds.Dry, rounds.Planned, records.Visit, records.Waiting,
    records.Logged, keeping.LogView, history.History, history.Answered,
)  # fmt: skip
PLAIN = {"text": str, "integer": int, "boolean": bool}


def documented() -> dict[str, dict[str, str]]:
    """Shape -> field -> type, as the page says."""
    shapes = {}
    for part in PAGE.read_text(encoding="utf-8").split("\n### ")[1:]:
        name = part.split("\n", 1)[0]
        shapes[name] = dict(re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", part, re.MULTILINE))
    return shapes


SHAPES = documented()


def violations(value: object, kind: str, where: str, of: str = "") -> list[str]:
    """What in a value is not as documented."""
    if kind.startswith("list of "):
        if not isinstance(value, list):
            return [f"{where} is no list"]
        return [
            w for n, one in enumerate(value) for w in violations(one, kind.removeprefix("list of "), f"{where}[{n}]")
        ]
    if kind.startswith("pair of "):
        kinds = kind.removeprefix("pair of ").split(" and ") * 2
        if not isinstance(value, list) or len(value) != 2:
            return [f"{where} is no pair"]
        return [w for n in (0, 1) for w in violations(value[n], kinds[n], f"{where}[{n}]")]
    if kind.startswith("map of "):
        assert isinstance(value, dict)
        return [w for k, one in value.items() for w in violations(one, kind.removeprefix("map of "), f"{where}.{k}")]
    if kind.endswith(" or null"):
        return [] if value is None else violations(value, kind.removesuffix(" or null"), where)
    if kind == "item":
        kind = ITEMS[of]
    if kind == "number":
        return [] if isinstance(value, int | float) and not isinstance(value, bool) else [f"{where} is no number"]
    if kind == "time":
        right = isinstance(value, str) and value.endswith("Z") and datetime.fromisoformat(value)
        return [] if right else [f"{where} is no time"]
    if kind in PLAIN:
        return [] if type(value) is PLAIN[kind] else [f"{where} is no {kind}: {value!r}"]
    if not isinstance(value, dict):
        return [f"{where} is no {kind}"]
    wrong = [f"{where}.{name} is missing or undocumented" for name in value.keys() ^ SHAPES[kind].keys()]
    for name, inner in SHAPES[kind].items():
        wrong += violations(value.get(name), inner, f"{where}.{name}", str(value.get("of")))
    return wrong


def written(kind: object) -> str:
    """A type of Python as the page writes it."""
    names = {str: "text", int: "integer", float: "number", bool: "boolean", datetime: "time"}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "text"
    if kind in names:
        return names[typing.cast(type, kind)]
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        parts = [written(one) for one in inner if one is not type(None)]
        return "item" if len(parts) > 2 else " or ".join([*parts, "null"])
    if origin is tuple:
        if inner[-1] is Ellipsis:
            return f"list of {written(inner[0])}"
        first, second = (written(one) for one in inner)
        return f"pair of {first}" if first == second else f"pair of {first} and {second}"
    if origin is not None:
        return f"map of {written(inner[1])}"
    return typing.cast(type, kind).__name__.removesuffix("View")


def views() -> dict[str, type]:
    shown = vars(faces) | {n: c for n, c in vars(story_faces).items() if n.endswith("View")}
    found = {n.removesuffix("View"): c for n, c in shown.items() if dataclasses.is_dataclass(c)}
    return found | {c.__name__.removesuffix("View"): c for c in OTHERS}


def test_every_view_is_documented_field_by_field():
    known = vars(faces) | vars(story_faces) | {"Mapping": typing.Mapping, "Difference": intake.Difference}
    assert SHAPES.keys() == views().keys()
    for name, view in views().items():
        hints = typing.get_type_hints(view, localns=known)
        fields = {field.name: written(hints[field.name]) for field in dataclasses.fields(view)}
        assert fields == SHAPES[name], name


def identifiers(affair) -> dict[str, str]:
    settled = affair.settled
    return {
        "report": affair.reports["mirror"].id,
        "statement": affair.statements["post"].id,
        "claim": settled.claims[0].id,
        "question": settled.questions[0].id,
        "origin": settled.origins[0].id,
        "link": affair.link.id,
        "conflict": settled.conflicts[0].id,
        "supersession": settled.supersessions[0].id,
        "flag": settled.flags[0].id,
        "original": affair.reports["post"].original_id,
    }


def asked(rashomon, affair, *arguments: str) -> dict[str, object]:
    code, out, err = rashomon("--ledger", affair.path, *arguments, "--json")
    assert (code, err) == (0, "")
    assert out.isascii()
    return json.loads(out)


@pytest.mark.parametrize(
    ("kind", "shape", "arguments"),
    [
        ("brief", "Brief", ["brief"]),
        ("brief", "Brief", ["brief", "--about", "depot", "--since", "2031-03-04"]),
        ("questions", "Questions", ["questions"]),
        ("stories", "Stories", ["stories"]),
        ("search", "Search", ["search", "soldiers"]),
    ],
)
def test_output_is_as_documented(affair, rashomon, kind, shape, arguments):
    found = asked(rashomon, affair, *arguments)
    assert found.pop("rashomon") == {"format": 1, "kind": kind}
    assert violations(found, shape, kind) == []


@pytest.mark.parametrize("of", ITEMS)
def test_every_kind_of_card_is_as_documented(affair, rashomon, of):
    found = asked(rashomon, affair, "show", identifiers(affair)[of])
    assert found.pop("rashomon") == {"format": 1, "kind": "show"}
    assert found["of"] == of
    assert violations(found, "Card", of) == []


def test_reading_and_verifying_are_as_documented(rashomon, tmp_path):
    (tmp_path / "post.txt").write_text("Clash\n\nThree soldiers were wounded at Ostrel, the ministry said.\n")
    code, out, _ = rashomon("read", "post.txt", "missing.txt", "--json")
    told = json.loads(out)
    assert (code, told.pop("rashomon")) == (3, {"format": 1, "kind": "read"})
    assert violations(told, "Summary", "read") == []
    assert (len(told["new"]), len(told["not_read"])) == (1, 1)
    code, out, _ = rashomon("log", "--json")
    told = json.loads(out)
    assert (code, told.pop("rashomon")) == (0, {"format": 1, "kind": "log"})
    assert violations(told, "Log", "log") == []
    assert [line["event"] for line in told["lines"]] == ["not read", "run"]
    code, out, _ = rashomon("verify", "--json")
    told = json.loads(out)
    assert (code, told.pop("rashomon")) == (0, {"format": 1, "kind": "verify"})
    assert violations(told, "Verified", "verify") == []
    assert (told["counts"]["reports"], told["differences"]) == (1, [])


def test_the_check_itself_finds_a_missing_field_and_a_wrong_type():
    hit = {"of": "statement", "id": 3, "words": "w", "report": None}
    wrong = violations(hit, "Hit", "hit")
    assert "hit.questions is missing or undocumented" in wrong
    assert "hit.id is no text: 3" in wrong
    assert "hit.report is no ReportLine" in wrong


def test_numbers_in_a_brief_lead_to_evidence_with_the_exact_words(affair, rashomon):
    found = asked(rashomon, affair, "brief")
    by_number = {one["number"]: one for one in found["evidence"]}
    assert sorted(by_number) == list(range(1, len(by_number) + 1))
    for question in found["questions"] + found["single"]:
        for claim in question["claims"]:
            told = {by_number[n]["id"] for n in claim["numbers"]}
            assert told == {*claim["supports"], *claim["denies"]}
    texts = {report.id: report.text for report in affair.reports.values()}
    for one in found["evidence"]:
        for piece in one["pieces"]:
            assert texts[one["report"]["id"]][piece["start"] : piece["end"]] == piece["words"]


def test_bytes_of_a_statement_are_its_words(affair, rashomon):
    from rashomon.ledger import Ledger

    found = asked(rashomon, affair, "brief")
    with Ledger.open(affair.path) as ledger:
        for one in found["evidence"]:
            place = one["original"]
            assert place["exact"]
            payload = ledger.payload(place["original_id"])
            assert payload[place["first"] : place["last"]].decode() == one["pieces"][0]["words"]
