"""One term for the words of one family, so that "soldiers were dispatched" and "troops were sent" share their terms.

Nouns that are counted under one item (rules/counted.toml) become the item; verbs and nouns of one family of
predicates (rules/predicates.toml) the family's name, which comes first where a noun is both. A word of two families of
predicates, or a counted noun that is a verb too, stays.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from rashomon.understand.frames.verbs import predicates


@lru_cache(maxsize=1)
def _table() -> Mapping[str, str]:
    """Lemma -> the term that stands for it."""
    raw = tomllib.loads(files("rashomon.understand").joinpath("rules/predicates.toml").read_text("utf-8"))
    counted = tomllib.loads(files("rashomon.understand").joinpath("rules/counted.toml").read_text("utf-8"))["families"]
    apart = frozenset(raw["apart"])
    table: dict[str, str] = {}
    double: set[str] = set()
    for family in raw["family"]:
        for word in {*family["verbs"], *family["nouns"]}:
            if table.setdefault(word, family["name"]) != family["name"]:
                double.add(word)
    terms = {word: name for word, name in table.items() if word not in double | apart}
    for item, nouns in counted.items():
        for noun in nouns:
            if noun not in predicates().known_verbs | apart:
                terms.setdefault(noun, item)
    return terms


def term(lemma: str) -> str:
    """The term for a dictionary form: its family's, or itself."""
    return _table().get(lemma, lemma)
