"""Words drawn by one random generator: names, bodies, places, numbers, times. All persons and outlets are made up."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

_REAL = frozenset("AP AFP BBC CNN NBC CBS ABC NHK DPA ANSA TASS EFE PTI BTA KCNA NPR PBS ITN RIA UPI RFI ESPN".split())
"""Acronyms of real outlets, never drawn."""
_VOWELISH = re.compile(r"\b([Aa]) (?=[aeioAEIO]|u(?!ni|se|ra|ti)|8|11\b|18\b|hour)(?!(?:European|one|Eur|Ukr|US)\b)")
_AN_NOT = re.compile(r"\b([Aa])n (?=Eu|one\b|uni|use)")
_FEW = "two three four five six seven eight nine ten".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()


@cache
def slots() -> dict[str, tuple[str, ...]]:
    """The fillers of lexicon.toml a slot; words and rows as written there."""
    tables = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))
    names = {name: tuple(row.split("|") if "|" in row else row.split()) for name, row in tables["names"].items()}
    return {**{name: tuple(row.split("|")) for name, row in tables["slots"].items()}, **names}


class Words:
    """Draws words. ``held_out`` lets in the verbs that training never sees."""

    def __init__(self, rng: random.Random, held_out: bool = False) -> None:
        self.rng, self.held_out = rng, held_out
        self._last = ""
        self._made: dict[str, Callable[[], str]] = {
            "n": self.count,
            "exact": lambda: f"{self.rng.randint(2, 900)}",
            "few": lambda: self.rng.choice(_FEW),
            "few_digit": lambda: str(self.rng.randint(2, 30)),
            "pct": self.percent,
            "rate": lambda: f"{self.rng.randint(1, 30)}{self.of(('', '.5', '.25', '.7'))}{self._per_cent()}",
            "money": self.money,
            "year": lambda: str(self.rng.randint(1921, 2023)),
            "person": lambda: self.person(self.chance(0.5)),
            "surname": self.surname,
            "country": lambda: self._country(0),
            "demonym": lambda: self._country(1),
            "city": self.city,
            "made": self.made,
            "town_name": self.made,
            "river_name": self.made,
            "day": self.day,
            "acronym": self.acronym,
        }

    def chance(self, part: float) -> bool:
        """True so often."""
        return self.rng.random() < part

    def of(self, choices: Sequence[str]) -> str:
        """One of the choices, its blanks filled."""
        return self.fill(self.rng.choice(choices))

    def some(self, slot: str) -> str:
        """A filler of a slot, itself filled."""
        return self._made[slot]() if slot in self._made else self.fill(self.rng.choice(slots()[slot]))

    def fill(self, words: str) -> str:
        """Every {slot} filled, plural marks inside dropped, "a" and "an" set right."""
        while "{" in words:
            name = words[words.index("{") + 1 : words.index("}")]
            made = self.some(name)
            at_start = words.startswith("{")
            words = words.replace("{" + name + "}", made if at_start else made.removeprefix("+"), 1)
        return _AN_NOT.sub(r"\1 ", _VOWELISH.sub(r"\1n ", words))

    def person(self, woman: bool) -> str:
        """A full name."""
        return f"{self.rng.choice(slots()['given_f' if woman else 'given_m'])} {self.surname()}"

    def surname(self) -> str:
        """A family name: listed, or put together."""
        if self.chance(0.45):
            return self.rng.choice(slots()["surnames"])
        return self.rng.choice(slots()["stems"]) + self.rng.choice(slots()["endings"])

    def made(self) -> str:
        """A made-up proper name, of a town, firm or paper."""
        return self.rng.choice(slots()["starts"]) + self.rng.choice(slots()["ends"])

    def acronym(self) -> str:
        """Three or four capitals no outlet is known to use."""
        while True:
            made = "".join(self.rng.choice("ABCDEFGIKLMNOPRSTUVZ") for _ in range(self.rng.choice((3, 3, 4))))
            if made not in _REAL:
                return made

    def city(self) -> str:
        """A city, real or made up."""
        kind = self.rng.random()
        if kind < 0.45:
            return self.rng.choice(slots()["cities"]).replace("_", " ")
        return self._country(2) if kind < 0.7 else self.made()

    def _country(self, column: int) -> str:
        """Another one than the time before: a country seldom deals with itself."""
        row = self._last
        while row == self._last:
            row = self.rng.choice(slots()["countries"])
        self._last = row
        return row.split()[column].replace("_", " ")

    def _per_cent(self) -> str:
        return self.rng.choice((" per cent", " percent", "%", " per cent"))

    def number(self) -> str:
        """A bare number of things, at least two."""
        kind = self.rng.random()
        if kind < 0.2:
            return self.rng.choice(_FEW)
        if kind < 0.6:
            return str(self.rng.randint(11, 99))
        if kind < 0.75:
            return str(self.rng.choice((100, 120, 145, 179, 200, 250, 300, 400, 500, 650, 800, 950)))
        if kind < 0.985:
            return f"{self.rng.randint(1, 60) * self.rng.choice((100, 500, 1000)) + 1000:,}"
        return f"{self.rng.randint(1, 9)}.{self.rng.randint(1, 9)} million"

    def count(self) -> str:
        """A number, mostly bare, else with a bound or a magnitude."""
        kind = self.rng.random()
        if kind < 0.5:
            return self.number()
        if kind < 0.62:
            return self.of(("dozens of", "hundreds of", "thousands of", "scores of", "several", "tens of thousands of"))
        if kind < 0.68:
            low = self.rng.randint(2, 50)
            return f"between {low * 10} and {low * 10 + self.rng.randint(1, 9) * 10}"
        bound = self.rng.choice(
            "more than|at least|about|some|nearly|up to|around|fewer than|almost|over|as many as|an estimated|only"
            "|no fewer than|roughly|not more than|close to|another".split("|")
        )
        return f"{bound} {self.number()}"

    def percent(self) -> str:
        """A share, with a bound now and then."""
        bound = self.of(("", "", "", "about ", "more than ", "nearly ", "at least ", "up to "))
        return f"{bound}{self.rng.randint(1, 98)}{self.of(('', '', '.5', '.2', '.8'))}{self._per_cent()}"

    def money(self) -> str:
        """A sum."""
        bound = self.of(("", "", "about ", "more than ", "up to ", "nearly ", "some "))
        number = f"{self.rng.randint(1, 950)}{self.of(('', '', '.4', '.7'))}"
        scale = self.of((" million", " million", ",000", " billion", ",000"))
        number = number.split(".", maxsplit=1)[0] if scale == ",000" else number
        return bound + self.of((f"${number}{scale}", f"€{number}{scale}", f"{number}{scale} dollars"))

    def day(self) -> str:
        """A weekday."""
        return self.rng.choice(_DAYS)

    def before(self) -> str:
        """A time past, as an adverbial."""
        return self.of(
            (
                f"on {self.day()}", f"on {self.day()}", f"late on {self.day()}", f"on {self.day()} night",
                f"early on {self.day()}", "last week", "last month", "last year", "earlier this week", "overnight",
                f"in {self.rng.choice(_MONTHS)}", f"on {self.rng.randint(1, 28)} {self.rng.choice(_MONTHS)}",
                f"on {self.rng.choice(_MONTHS)} {self.rng.randint(1, 28)}", "{few} days ago", "{few} weeks ago",
                "at the weekend", "in recent weeks", f"last {self.day()}",
                "at about {few} o'clock", "in {year}",
            )
        )  # fmt: skip

    def later(self) -> str:
        """A time to come, as an adverbial."""
        return self.of(
            (
                f"on {self.day()}", "next week", "next month", "next year", "by the end of the year", "within {few} days",
                f"in {self.rng.choice(_MONTHS)}", "later this year", "soon", "in the coming weeks", "from next spring",
                f"by {self.rng.choice(_MONTHS)}", "before the summer", "over the next {few} years",
            )
        )  # fmt: skip
