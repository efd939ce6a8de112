"""docs/reference/predicates.md is the table of families that the reader uses, row by row."""

from __future__ import annotations

import tomllib
from pathlib import Path

import rashomon.understand

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "predicates.md"
TABLE = Path(rashomon.understand.__file__).parent / "rules" / "predicates.toml"
DOMAIN = (
    "say order test deploy supply sign ratify kill injure arrest visit plan attack bomb shoot launch seize withdraw"
    " negotiate agree meet sanction accuse deny elect resign evacuate rescue flood burn buy sell rise fall protest"
).split()
"""What news of conflict, arms, disasters, diplomacy, politics and the economy must have a family for."""


def test_the_page_is_the_table() -> None:
    families = tomllib.loads(TABLE.read_text(encoding="utf-8"))["family"]
    rows = [
        f"| {f['name']} | {', '.join(f['verbs'])} | {', '.join(f['nouns'])} | {f['examples'][0]} |" for f in families
    ]
    shown = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    assert shown == rows


def test_the_domain_has_a_family_for_each_of_its_verbs() -> None:
    families = tomllib.loads(TABLE.read_text(encoding="utf-8"))["family"]
    known = {verb for family in families for verb in family["verbs"]}
    assert [verb for verb in DOMAIN if verb not in known] == []
