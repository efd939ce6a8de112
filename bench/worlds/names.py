"""Names composed from syllables: countries, places, people, outlets, agencies. Nothing real, and no short lists.

A stem has two syllables of about 900 each, so a world of a million reports (some 50,000 affairs) meets few of its
names twice by chance.
"""

from __future__ import annotations

from random import Random

from bench.worlds.wordlists import NAMES

_ONSETS, _VOWELS, _CODAS = NAMES["onsets"], NAMES["vowels"], NAMES["codas"]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _syllable(rng: Random) -> str:
    return rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS)


def stem(rng: Random) -> str:
    """A capitalised stem of two syllables: "Torven"."""
    return (_syllable(rng) + _syllable(rng)).capitalize()


def country(rng: Random) -> str:
    """A country that is no real one; its adjective is ``name + "n"``."""
    while True:
        name = stem(rng).rstrip("aeiou") + rng.choice(NAMES["country_ends"])
        if len(name) > 5 and name not in NAMES["real"]:
            return name


def place(rng: Random) -> str:
    """A town."""
    name = stem(rng) + rng.choice(NAMES["place_ends"])
    return name if len(name) > 4 else name + "den"


def region(rng: Random) -> str:
    """A region within a country."""
    return stem(rng) + rng.choice(NAMES["region_ends"])


def street(rng: Random) -> str:
    """A street, square or quay."""
    return f"{stem(rng)} {rng.choice(NAMES['street_ends'])}"


def person(rng: Random) -> str:
    """First and last name."""
    return f"{stem(rng)} {stem(rng)}{_syllable(rng)}"


def masthead(rng: Random) -> str:
    """The name of a paper or portal."""
    return rng.choice(NAMES["mastheads"]).format(stem(rng))


def wire(rng: Random) -> str:
    """The name of a news agency."""
    return rng.choice(NAMES["wires"]).format(stem(rng))


def domain(name: str) -> str:
    """The address an outlet of this name publishes at; always under the reserved ``.example``."""
    return "".join(c for c in name.lower() if c.isalnum()) + ".example"
