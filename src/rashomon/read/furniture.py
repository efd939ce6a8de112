"""Lines that belong to the page and not to the report: share lines, comment prompts, licences, stray numbers.

The rules are data (rules/boilerplate.toml), general to news pages, each with lines it must and must not catch.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of at most ``max_words`` words that the pattern matches as a whole, without regard to case."""

    name: str
    pattern: re.Pattern[str]
    max_words: int


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of rules/boilerplate.toml, in order."""
    table = tomllib.loads((Path(__file__).parent / "rules" / "boilerplate.toml").read_text(encoding="utf-8"))
    return tuple(
        Rule(row["name"], re.compile(row["pattern"].strip(), re.IGNORECASE | re.VERBOSE), row.get("max_words", 12))
        for row in table["rule"]
    )


def rule_for(line: str) -> str | None:
    """Name of the rule that says this line is page furniture, or None. Linear: lines over 400 characters are none."""
    if len(line) > 400:
        return None
    folded = _SPACES.sub(" ", line).strip().strip("*_|•·»›→ ")
    if not any(c.isalnum() for c in folded):
        return "no words"
    words = folded.count(" ") + 1
    for rule in rules():
        if words <= rule.max_words and rule.pattern.fullmatch(folded):
            return rule.name
    return None
