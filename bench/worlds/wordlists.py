"""The word lists of generated worlds, read once from words.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))

NAMES: dict[str, tuple[str, ...]] = {key: tuple(words) for key, words in _DATA["names"].items()}
FORMS: dict[str, tuple[str, ...]] = {key: tuple(words) for key, words in _DATA["forms"].items()}
FILL: dict[str, tuple[str, ...]] = {key: tuple(words) for key, words in _DATA["fill"].items()}
COLOUR: tuple[tuple[str, str], ...] = tuple((c["wordings"][0], c["wordings"][1]) for c in _DATA["colour"])
SLIPS: tuple[dict[str, str], ...] = tuple(_DATA["slips"])
