"""Every rule of rules/*.toml against its own examples."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

import rashomon.read
from rashomon.read.address import agencies, identity
from rashomon.read.datelines import dateline
from rashomon.read.furniture import rule_for, rules
from rashomon.read.metalines import holder, is_caption, meta_line

RULES = Path(rashomon.read.__file__).parent / "rules"
EXAMPLES = tomllib.loads((RULES / "boilerplate.toml").read_text(encoding="utf-8"))["example"]
DATELINES = tomllib.loads((RULES / "datelines.toml").read_text(encoding="utf-8"))["example"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:40])
def test_boilerplate_examples(example: dict[str, str]) -> None:
    rule = rule_for(example["text"], closing=True)
    assert (rule.name if rule else None) == example.get("rule")


@pytest.mark.parametrize("example", DATELINES, ids=lambda e: e["text"][:40])
def test_dateline_examples(example: dict[str, Any]) -> None:
    found = dateline(example["text"])
    if "words" not in example:
        assert found is None
        return
    assert found is not None
    assert (found.words or "", sorted(m.key for m in found.marks)) == (example["words"], example["agencies"])
    assert all(m.span.end <= found.end for m in found.marks)


def test_every_boilerplate_rule_has_an_example() -> None:
    assert {rule.name for rule in rules()} == {e["rule"] for e in EXAMPLES if "rule" in e}


def test_boilerplate_is_quick_on_hostile_lines() -> None:
    started = time.process_time()
    for line in ("share " * 66, "a/" * 200, "- " * 200, "related " * 49, "(" * 400, "read more " * 40, "1" * 400):
        rule_for(line)
    rule_for("x" * 5_000_000)
    assert time.process_time() - started < 1.0


def test_datelines_and_meta_lines_are_quick_on_hostile_lines() -> None:
    started = time.process_time()
    for piece in ("A ", "A, ", "A (", "(A/", "- ", "A | ", "A-", "January 1, ", "1 ", "©", "by ", "/", "A" * 140):
        line = (piece * 400_000)[:400_000]
        for text in (line, line[:159], line[:799]):
            dateline(text)
            dateline(f"({text[:50]}) {text}")
            meta_line(text, top=True)
            is_caption(text)
            holder(text)
    assert time.process_time() - started < 1.0


def test_agency_names_are_unambiguous() -> None:
    owners: dict[str, set[str]] = {}
    for key, _, names in agencies():
        for name in names:
            owners.setdefault(name.casefold(), set()).add(key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def test_every_agency_name_leads_to_its_key() -> None:
    for key, name, names in agencies():
        for alias in (*names, key, f"www.{key}"):
            assert identity(alias) == (key, name), alias
