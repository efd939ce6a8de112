"""Lines that belong to the page and not to the report: share lines, comment prompts, licences, stray numbers.

The rules are data (rules/boilerplate.toml), general to news pages, each with lines it must and must not catch.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rashomon.records import BlockKind

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of at most ``max_words`` words that the pattern matches as a whole, without regard to case.

    ``kind`` is what such a line is; a ``closing`` rule holds only for the last lines of a report.
    """

    name: str
    pattern: re.Pattern[str]
    max_words: int
    kind: BlockKind
    closing: bool


_NO_WORDS = Rule("no words", re.compile(""), 0, BlockKind.BOILERPLATE, closing=False)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of rules/boilerplate.toml, in order."""
    table = tomllib.loads((Path(__file__).parent / "rules" / "boilerplate.toml").read_text(encoding="utf-8"))
    return tuple(
        Rule(
            name=row["name"],
            pattern=re.compile(row["pattern"].strip(), re.IGNORECASE | re.VERBOSE),
            max_words=row.get("max_words", 12),
            kind=BlockKind(row.get("kind", BlockKind.BOILERPLATE)),
            closing=row.get("closing", False),
        )
        for row in table["rule"]
    )


def rule_for(line: str, *, closing: bool = False) -> Rule | None:
    """The rule that says this line is page furniture, or None. Linear: lines over 400 characters are none.

    ``closing``: the line is one of the report's last.
    """
    if len(line) > 400:
        return None
    folded = _SPACES.sub(" ", line).strip().strip("*_|•·»›→ ")
    if not any(c.isalnum() for c in folded):
        return _NO_WORDS
    words = folded.count(" ") + 1
    for rule in rules():
        if words <= rule.max_words and (closing or not rule.closing) and rule.pattern.fullmatch(folded):
            return rule
    return None
