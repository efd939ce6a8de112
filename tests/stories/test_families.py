"""The compare room's frozen lists name classes that the understand room really gives."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import rashomon.understand
from rashomon.compare.questions.families import CUMULATIVE, CUMULATIVE_ITEMS, LEVEL_ITEMS, ONCE, VAGUE_ITEMS

RULES = Path(rashomon.understand.__file__).parent / "rules"


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((RULES / name).read_text(encoding="utf-8"))


def test_predicates_are_classes_of_the_table() -> None:
    assert {*ONCE, *CUMULATIVE} <= {family["name"] for family in table("predicates.toml")["family"]}


def test_items_are_families_of_counted_things() -> None:
    counted = table("counted.toml")
    assert {*CUMULATIVE_ITEMS, *LEVEL_ITEMS, *VAGUE_ITEMS} <= {*counted["families"], *counted["fates"]}
