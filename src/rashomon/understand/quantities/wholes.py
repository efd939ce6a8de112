"""What a number shares with another beside it: the noun in "500 of the mill's 3,000 workers" and "12 F-16 jets", the
magnitude in "from 24.2 to 33-35 billion"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.understand.quantities.digits import value
from rashomon.understand.quantities.idle import at
from rashomon.understand.quantities.numbers import HYPHENS, Numeral, Piece, glued, numerals
from rashomon.understand.quantities.rules import rules

_DETERMINERS = frozenset(("the", "its", "their", "his", "her", "those", "these", "our", "all", "my", "your"))
_REACH = 6  # pieces between "of" and the number of the whole: "of the town's 40 or so mills"
_ASIDE = 10  # pieces of an aside in brackets
_MAN = 1e4
_RESTATED = 9  # pieces in which the number in full may follow "3 man"
_SAME = 10  # times
_LONGEST_TYPE = 4  # digits of a type apart from its name: "Boeing 737 planes"


def scaled(row: Sequence[Piece], found: Sequence[Numeral]) -> list[Numeral]:
    """The numbers, a first one told in the magnitude of the next in that magnitude: "from 2.1 to 3.5 million".

    Not "from 500 to 2 million": a first number more than ten times the second as written stands for itself.
    """
    made = [_ten_thousands(row, n) for n in found]
    for k in range(len(made) - 2, -1, -1):
        a, b = made[k], made[k + 1]
        tied = at(row, a.first - 1) == "from" and at(row, a.last) == "to"
        tied = tied or (k > 0 and at(row, a.last) in HYPHENS and glued(row, a.last) and a.raw < b.raw)
        if not tied or b.first != a.last + 1 or a.scale != 1.0 or b.scale == 1.0 or a.vague or b.vague or a.share:
            continue
        if not (a.two_ways or b.dozen) and 0 < a.raw <= _SAME * b.raw and a.raw < b.scale:
            made[k] = replace(a, written=float(f"{a.raw * b.scale:.15g}"), scale=b.scale)
    return made


def _ten_thousands(row: Sequence[Piece], n: Numeral) -> Numeral:
    """The number before "man" where that is the ten thousand of Korean and Japanese and no man: money of there follows
    ("500 man won"), or the same number in full ("3 man (30,000)", "3 man, or 30,000 men")."""
    if not n.digits or n.scale != 1.0 or at(row, n.last) != "man":
        return n
    full = [value(p.text) for p in row[n.last + 1 : n.last + _RESTATED] if p.digits]
    if at(row, n.last + 1) not in ("won", "yen") and n.raw * _MAN not in full:
        return n
    return replace(n, last=n.last + 1, written=n.raw * _MAN, scale=_MAN)


def past_aside(row: Sequence[Piece], i: int) -> int:
    """The piece after the brackets that open at piece ``i`` when a number stands in them: "40 marks ($20) a year", "1.1
    man (11,000) troops"."""
    if at(row, i) != "(":
        return i
    close = next((j for j in range(i + 1, min(i + _ASIDE, len(row))) if row[j].text == ")"), None)
    return i if close is None or not any(p.digits for p in row[i:close]) else close + 1


def past_whole(row: Sequence[Piece], i: int) -> int:
    """The piece after the number of the whole when "of the (company's) 3,000" starts at piece ``i``, else ``i``."""
    begin = i + (at(row, i) == "out" and at(row, i + 1) == "of")
    if at(row, begin) != "of":
        return i
    owned = at(row, begin + 1) in _DETERMINERS
    for j in range(begin + 1, min(begin + 1 + _REACH, len(row))):
        if row[j].digits or row[j].lower in rules().number_words:
            found = numerals(row[j : j + 8]) if owned or j == begin + 1 else []
            return j + found[0].last if found and found[0].first == 0 and j > begin + 1 else i
        owned = owned or row[j].lower.endswith(("'s", "’s", "s'", "s’"))
        if not row[j].word and row[j].text not in "'’":
            return i
        if row[j].lower in rules().stop and row[j].lower not in _DETERMINERS:
            return i
    return i


def typed(row: Sequence[Piece], first: int, i: int) -> bool:
    """Whether the digits at piece ``i`` belong to the name of a type or a disease in a noun phrase that starts at piece
    ``first``: "two F-16 jets", "400 COVID-19 patients", "12 Boeing 737 planes"."""
    if i <= first or not row[i].digits:
        return False
    if glued(row, i):
        return True
    name = row[i - 1].word and row[i - 1].text[:1].isupper()
    if not name or not row[i].text.isdecimal() or len(row[i].text) > _LONGEST_TYPE or i + 1 >= len(row):
        return False
    return row[i + 1].word and row[i + 1].lower not in rules().stop


def types(row: Sequence[Piece], i: int) -> bool:
    """Whether piece ``i`` is the plural ending of a type written in digits: "three MiG-29s", "ten 737s"."""
    return i > 1 and row[i].lower == "s" and glued(row, i) and row[i - 1].digits
