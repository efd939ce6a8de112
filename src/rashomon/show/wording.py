"""Records put into words: times, chains, corroboration, lists of numbers. Pure; every face uses the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from rashomon.records import (
    Corroboration,
    Levels,
    Moment,
    Precision,
    Published,
    PublishedBasis,
    Quantity,
    Voice,
    VoiceKind,
)

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_PLAIN_BASIS = frozenset({PublishedBasis.STATED, PublishedBasis.METADATA, PublishedBasis.CAPTURE})
_TICK = timedelta(microseconds=1)


def moment_words(moment: Moment | None) -> str:
    """A time as people write it, no finer than its words: "15 Nov 2024", "Jan–Feb 2025", "August (year not stated)"."""
    if moment is None:
        return ""
    if moment.yearly is not None:
        return f"{_yearly(*moment.yearly)} (year not stated)"
    lo, hi = moment.lo, moment.hi
    if lo is None and hi is None:
        return "at a time not stated"
    if lo is None:
        assert hi is not None  # noqa: S101
        return f"before {day(hi)}" if _midnight(hi) else f"by {day(hi)}"
    if hi is None:
        return f"since {day(lo)}"
    if moment.precision is Precision.MINUTE and hi - lo <= timedelta(hours=1):
        return f"{day(lo)}, {lo.astimezone(UTC):%H:%M} UTC"
    return between(lo, hi)


def between(lo: datetime, hi: datetime) -> str:
    """The days, months or years of ``[lo, hi)``, in the coarsest unit that fits exactly."""
    first, last = lo.astimezone(UTC), hi.astimezone(UTC) - _TICK
    if _midnight(lo) and _midnight(hi) and first.day == 1 and hi.astimezone(UTC).day == 1:
        if first.month == 1 and last.month == 12:
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        return _months(first, last)
    if first.date() == last.date():
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {_short(first)}–{day(last)}"
    return f"{day(first)}–{day(last)}"


def published_words(published: Published) -> str:
    """When a report was published; of rival readings that differ in the year only, the years are listed once."""
    if published.basis is PublishedBasis.CAPTURE:
        hi = published.when.hi
        return f"date unknown, not after {day(hi - _TICK)}" if hi else "date unknown"
    if len(published.options) > 1 and not _decided(published):
        return _options(sorted(published.options, key=lambda o: (-o[2], o[0])))
    return moment_words(published.when)


def _decided(published: Published) -> bool:
    """Whether one of the rival readings was likely enough to be taken."""
    when = published.when
    return any((lo, hi) == (when.lo, when.hi) for lo, hi, _ in published.options)


def basis_words(basis: str) -> str:
    """By what a publication is known, in brackets; nothing where it is declared or where the words say it."""
    return "" if basis in _PLAIN_BASIS else f" ({basis})"


def _options(likely: Sequence[tuple[datetime, datetime, float]]) -> str:
    shown = [between(lo, hi) for lo, hi, _ in likely]
    years = [str(lo.astimezone(UTC).year) for lo, _, _ in likely]
    parts = {words.removesuffix(f" {year}") for words, year in zip(shown, years, strict=True)}
    listed = years if len(years) <= 3 else [min(years), max(years)]
    joint = ", ".join(listed[:-1]) + (" or " if len(years) <= 3 else " to ") + listed[-1]
    if len(parts) == 1 and parts != set(shown):
        return f"{parts.pop()}, year unsure: {joint}"
    return " or ".join(shown[:3])


def voice_words(voice: Voice) -> str:
    """A voice by its fullest name."""
    if voice.kind is VoiceKind.OBSERVATION:
        return "own observation"
    return voice.name or voice.key


def chain_words(chain: Sequence[Voice]) -> str:
    """A chain outermost first: "Outlet ← Agency ← Speaker"; an outlet that names nobody speaks in its own voice."""
    names: list[str] = []
    for voice in chain:
        word = voice_words(voice)
        if not names or names[-1] != word:
            names.append(word)
    if len(chain) == 1:
        return f"{names[0]}, naming nobody"
    return " ← ".join(names)


def count_words(number: int, one: str, many: str | None = None) -> str:
    """ "1 report", "3 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def corroboration_words(found: Corroboration, one: str = "origin", many: str = "origins") -> str:
    """The count, with its bounds where they leave room: "1 origin", "about 1.6 origins (least 1, most 3; ...)"."""
    expected = round(found.expected, 1)
    whole = expected == int(expected)
    number = str(int(expected)) if whole else f"about {expected}"
    noun = one if whole and expected == 1 else many
    if found.least == found.most:
        return f"{number} {noun}"
    sure = "" if found.least > 1 else f"; two or more: {percent(found.at_least_two)}"
    return f"{number} {noun} (least {found.least}, most {found.most}{sure})"


def levels_words(found: Levels) -> str:
    """Who is named, level by level: "2 people, 3 bodies, 1 side (Velmora)"; empty where fewer than two are named."""
    if found.persons + found.institutions < 2:
        return ""
    counts = (found.persons, "person", "people"), (found.institutions, "body", "bodies"), (found.sides, "side", "sides")
    told = ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n)
    parties = [name if name != name.lower() else name.title() for name in found.parties]
    if parties and (alone := found.sides - len(parties)):
        parties.append(f"{alone} of no body that is told")
    return f"{told} ({and_list(parties)})" if parties else told


GRADES = {
    1: "confirmed", 2: "probable", 3: "possible", 4: "doubtful", 5: "improbable", 6: "cannot be judged",
}  # fmt: skip
"""The Admiralty code's words for information; F and 6 mean "cannot be judged", not "bad"."""


def percent(share: float) -> str:
    """A probability in whole per cent, never rounded to certainty."""
    if 0.0 < share < 0.01:
        return "under 1 %"
    if 0.99 < share < 1.0:
        return "over 99 %"
    return f"{share:.0%}".replace("%", " %")


def and_list(words: Iterable[str], most: int = 4) -> str:
    """ "A, B and C"; of more than ``most`` the rest are counted."""
    names = list(words)
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def numbers(cited: Iterable[int]) -> str:
    """Evidence numbers folded into ranges: "[1-3, 7]"."""
    runs: list[list[int]] = []
    for number in sorted(set(cited)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = (str(a) if a == b else f"{a}-{b}" if b > a + 1 else f"{a}, {b}" for a, b in runs)
    return f"[{', '.join(shown)}]" if runs else ""


def _midnight(moment: datetime) -> bool:
    at = moment.astimezone(UTC)
    return not (at.hour or at.minute or at.second or at.microsecond)


def day(moment: datetime) -> str:
    """The day of a time, in UTC: "15 Nov 2024"."""
    at = moment.astimezone(UTC)
    return f"{at.day} {_short(at)} {at.year}"


def _short(at: datetime) -> str:
    return _MONTHS[at.month - 1][:3]


def _months(first: datetime, last: datetime) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if first.year == last.year:
        return f"{_short(first)}–{_short(last)} {first.year}"
    return f"{_short(first)} {first.year}–{_short(last)} {last.year}"


def _yearly(first: str, last: str) -> str:
    (m1, d1), (m2, d2) = (tuple(int(n) for n in side.split("-")) for side in (first, last))
    if (m1, d1) == (m2, d2):
        return f"{d1} {_MONTHS[m1 - 1]}"
    whole = d1 == 1 and d2 >= 28
    if whole:
        return _MONTHS[m1 - 1] if m1 == m2 else f"{_MONTHS[m1 - 1]} to {_MONTHS[m2 - 1]}"
    if m1 == m2:
        return f"{d1}–{d2} {_MONTHS[m1 - 1]}"
    return f"{d1} {_MONTHS[m1 - 1]} to {d2} {_MONTHS[m2 - 1]}"


def own_words(quantity: Quantity, places: Mapping[str, str]) -> str:
    """What is a number's own beside its statement: whom it counts, when, where, and whether it is presumed."""
    told = [f"of {and_list(quantity.scope)}"] if quantity.scope else []
    if quantity.where:
        told.append(f"in {and_list(places.get(key, key) for key in quantity.where)}")
    if quantity.when is not None:
        told.append(moment_words(quantity.when))
    if quantity.presumed:
        told.append("presumed, not counted")
    if quantity.earlier:
        told.append("the earlier value")
    return "; ".join(told)
