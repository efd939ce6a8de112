"""How things are put: values, sentences with attribution, and the sentences around them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from string import Formatter

from bench.worlds import names
from bench.worlds.nouns import Question, Release
from bench.worlds.wordlists import COLOUR, FILL

_BODIES = ("Institute", "Company", "Foundation", "Council", "Library", "Union", "Works")
_SLOTS = tuple(sorted({part[1] for part in Formatter().parse(first) if part[1]}) for first, _ in COLOUR)
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """A sentence without a statement: which frame, and what fills it, so that it can be put in other words."""

    frame: int
    slots: dict[str, str]


def _fill(rng: Random, slot: str, place: str) -> str:
    if slot == "p":
        return place if rng.random() < 0.5 else names.place(rng)
    if slot in "qr":
        return names.person(rng)
    if slot == "s":
        return names.street(rng)
    if slot == "o":
        return names.place(rng)
    if slot == "b":
        return f"the {names.stem(rng)} {rng.choice(_BODIES)}"
    return rng.choice(FILL[{"w": "times", "j": "jobs"}.get(slot, "goods")])


def colour(rng: Random, frame: int, place: str) -> Colour:
    """New filling for a frame; every other time the affair's own ``place`` where a place is named."""
    slots = {slot: _fill(rng, slot, place) for slot in _SLOTS[frame]}
    while "h" in slots and slots["h"] == slots["g"]:
        slots["h"] = _fill(rng, "h", place)
    return Colour(frame=frame, slots=slots)


def paint(what: Colour, wording: int) -> str:
    """The sentence in one of its two wordings."""
    return capital(COLOUR[what.frame][wording].format_map(what.slots))


def capital(text: str) -> str:
    """The same with its first letter a capital."""
    return text[:1].upper() + text[1:]


def number(n: int) -> str:
    """A number as newspapers print it: words below ten, then digits with commas."""
    return _SMALL[n] if n < len(_SMALL) else f"{n:,}"


def value_words(release: Release) -> str:
    """The value as written: "at least 12", "on March 18"; empty for an occurrence."""
    if release.written is not None:
        n = number(release.written)
        return n if release.bound == "exact" else f"{release.bound} {n}"
    return day_words(release) if release.date is not None else ""


def day_words(release: Release) -> str:
    """The day with its month, and with its year where that is not the year it was said in."""
    date = release.date
    assert date is not None
    words = f"on {names.MONTHS[date.month - 1]} {date.day}"
    return words if date.year == release.at.year else f"{words}, {date.year}"


def interval(release: Release) -> tuple[float | None, float | None]:
    """What the bound word makes of the number (methods.md 2.4); (None, None) where there is no number."""
    n = release.written
    if n is None:
        return None, None
    if release.bound == "about":
        return 0.9 * n, 1.1 * n
    return float(n), float(n) if release.bound == "exact" else None


def clause(rng: Random, question: Question, words: str) -> str:
    """One of the question's clauses with the value, and the event under one of its names."""
    event = rng.choice(question.names)
    return rng.choice(question.clauses).replace("{e}", event).replace("{v}", words)


def headline(rng: Random, release: Release) -> str:
    """A headline over this release."""
    return capital(rng.choice(release.question.titles).replace("{v}", value_words(release)))


def sentence(form: str, said: str, knower: str, outlet: str, more: dict[str, str]) -> str:
    """A whole sentence from a form, with a capital: the clause, who said it, and through which cited outlet.

    ``more`` fills the slots of the agency (w), the day (d) and the number taken back (x).
    """
    return capital(
        form.format(K=capital(knower), k=knower, C=capital(said), c=said, O=capital(outlet), o=outlet, **more)
    )
