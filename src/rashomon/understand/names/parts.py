"""What the modules that find names hand each other, and the word lists of rules/names.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from rashomon.records import Name, NameKind, VoiceKind
from rashomon.understand.gazetteer import Entry
from rashomon.understand.parts import Token


@dataclass(frozen=True, slots=True)
class NameRules:
    """The word lists of rules/names.toml, all in lower case except ``organisations``."""

    particles: frozenset[str]
    never: frozenset[str]
    function_words: frozenset[str]
    starters: frozenset[str]
    links: frozenset[str]
    generic: frozenset[str]
    first_names: frozenset[str]
    women: frozenset[str]
    either: frozenset[str]
    family_first: frozenset[str]
    trades: frozenset[str]
    collectives: frozenset[str]
    postnominals: frozenset[str]
    aliases: Mapping[str, str]
    organisations: frozenset[str]


@lru_cache(maxsize=1)
def rules() -> NameRules:
    """The rules, read once."""
    raw = tomllib.loads(files("rashomon.understand").joinpath("rules/names.toml").read_text("utf-8"))
    lists = (
        "particles",
        "never",
        "function_words",
        "starters",
        "links",
        "generic",
        "first_names",
        "women",
        "either",
        "family_first",
        "trades",
        "collectives",
        "postnominals",
    )
    return NameRules(
        **{name: frozenset(raw[name]) for name in lists},
        aliases=dict(raw["aliases"]),
        organisations=frozenset(name.lower() for name in raw["organisations"]["names"]),
    )


@dataclass(slots=True)
class Candidate:
    """A run of words that may be a name: its tokens, where they stand, and what is already known of it.

    ``first``/``last`` are token numbers in the sentence (half-open). ``entry`` is its gazetteer entry, ``owner`` the
    key of the country it is said to belong to, ``role`` the role phrase before it.
    """

    sentence: int
    first: int
    last: int
    tokens: tuple[Token, ...]
    entry: Entry | None = None
    kind: NameKind | None = None
    owner: str = ""
    role: str = ""
    prefix: int = 0  # leading tokens that name the owner ("South Korean" Joint Chiefs of Staff)
    scores: dict[NameKind, float] = field(default_factory=dict)

    @property
    def words(self) -> tuple[str, ...]:
        """The forms of the tokens, without full stops after shortened words."""
        return tuple(t.text for t in self.tokens if t.text != ".")

    @property
    def surface(self) -> str:
        """The words in lower case, for comparing within the report."""
        return " ".join(self.words).lower()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name with what the report says of it: the sentence it stands in, the fullest form, role, owner, gender."""

    name: Name
    sentence: int
    full: str
    role: str = ""
    owner: str = ""
    gender: str = ""
    state: bool = False  # a country, people or capital: as a speaker, its government


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who a source phrase names: kind, key compared, fullest name, and key of the body spoken for."""

    kind: VoiceKind
    key: str
    name: str
    institution: str | None = None
