"""Numbers as they are written: digits, number words, magnitudes, "dozens". No meaning yet, only values and places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from text_to_num import text2num

from rashomon.understand.quantities.digits import Manner, continental, two_ways, value, vulgar
from rashomon.understand.quantities.rules import rules, singular

_PIECE = re.compile(r"\d{1,3}(?:['’]\d{3})+(?!\d)|\d+(?:[.,٫٬،，．]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\S")
_DIGIT = re.compile(r"[\d¼-¾⅐-⅞]")
_LETTERS = re.compile(r"[^\W\d_]+")
_MINUS = frozenset("-−–")
_WHOLES = frozenset(("a", "an", "the", "its", "their", "his", "her", "all", "those", "these"))
_HIGHEST_POWER = 60
_FRACTION_BARS = frozenset("⁄/")
HYPHENS = frozenset("-‐‑–—−")


class Piece(NamedTuple):
    """A word, number or sign: place in the text, form, lower-case form."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def digits(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdecimal()

    @property
    def word(self) -> bool:
        """Whether it is a word."""
        return self.text[0].isalpha()


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the text: pieces ``[first, last)``, its face value, the ends of a vague word or of a dozen.

    ``raw`` is the value before its magnitude word, ``scale`` the magnitude; ``digits`` whether written in digits;
    ``share``: the value is a percentage made of a fraction; ``two_ways``: "10.000", as ten or as ten thousand.
    """

    first: int
    last: int
    written: float
    raw: float
    scale: float = 1.0
    vague: tuple[float, float] | None = None
    digits: bool = False
    dozen: bool = False
    share: bool = False
    two_ways: bool = False


def pieces(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of ``text[start:end]`` in order, with places in the whole text."""
    return [Piece(m.start(), m.end(), m.group(), m.group().lower()) for m in _PIECE.finditer(text, start, end)]


def first_piece(text: str, start: int, end: int) -> Piece | None:
    """The first piece of ``text[start:end]``, None where there is none."""
    m = _PIECE.search(text, start, end)
    return None if m is None else Piece(m.start(), m.end(), m.group(), m.group().lower())


def may_hold(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` can hold a number at all; spares most sentences the reading (measured: 55 %)."""
    if _DIGIT.search(text, start, end) is not None:
        return True
    return not rules().signals.isdisjoint(_LETTERS.findall(text[start:end].lower()))


def glued(row: Sequence[Piece], i: int) -> bool:
    """Whether piece ``i`` follows piece ``i - 1`` without a space."""
    return 0 < i < len(row) and row[i - 1].end == row[i].start


def numerals(row: Sequence[Piece], used: Manner = Manner.UNKNOWN, *, most: int = 2000) -> list[Numeral]:
    """The first ``most`` numbers in the pieces, left to right, none overlapping, in the manner ``used`` by the text."""
    found: list[Numeral] = []
    i = 0
    starters = rules().starters
    while i < len(row) and len(found) < most:
        first = row[i].text[0]
        if not first.isdecimal() and row[i].lower not in starters and (first.isascii() or vulgar(first) is None):
            i += 1
            continue
        hit = _vague(row, i) or _fraction(row, i) or _digits(row, i, used) or _spelled(row, i)
        if hit is None:
            i += 1
        else:
            if hit.last > hit.first and hit.raw >= 0:
                found.append(_signed(row, hit))
            i = hit.last
    return found


def _signed(row: Sequence[Piece], n: Numeral) -> Numeral:
    """The number with the "minus" or the minus sign before it; a dash after a word or a number is a hyphen."""
    i = n.first - 1
    if i < 0 or n.vague is not None or n.share:
        return n
    if row[i].text in HYPHENS and glued(row, n.first) and _lower(row, i - 1) == "minus":
        i -= 1
    sign = i > 0 and row[i].lower in rules().signs and glued(row, n.first)
    bar = i - 1 if sign else i
    if row[i].lower != "minus" and not (row[bar].text in _MINUS and glued(row, bar + 1) and _apart(row, bar)):
        return n
    if row[i].lower != "minus" and not n.digits:
        return n
    first = n.first if sign else i
    return replace(n, first=first, written=-n.written, raw=-n.raw)


def _apart(row: Sequence[Piece], i: int) -> bool:
    """Whether the dash at piece ``i`` stands apart from what is before it, which is no number."""
    return i == 0 or (not glued(row, i) and not row[i - 1].digits) or row[i - 1].text in ("(", "$", "€", "£")


def _lower(row: Sequence[Piece], i: int) -> str:
    return row[i].lower if 0 <= i < len(row) else ""


def _vague(row: Sequence[Piece], i: int) -> Numeral | None:
    table = rules().vague
    for size in (3, 2, 1):
        hit = table.get(tuple(p.lower for p in row[i : i + size])) if i + size <= len(row) else None
        if hit is None:
            continue
        scale, last = 1.0, i + size
        if size > 1 and row[last - 1].lower != "thousands":
            scale = rules().magnitudes.get(_lower(row, last), 1.0)
            last += scale != 1.0
        return Numeral(i, last, hit[0] * scale, hit[0], scale, (hit[1] * scale, hit[2] * scale + scale - 1))
    return None


def _fraction(row: Sequence[Piece], i: int) -> Numeral | None:
    """ "a third of", "two-thirds", "half of the", "one in five", "three out of five": as percentages."""
    table, words = rules().fractions, rules().number_words
    here, following = _lower(row, i), _lower(row, i + 1)
    if here == "half":
        if following == "an" and _lower(row, i + 2) == "hour":
            return Numeral(i, i + 2, 0.5, 0.5)
        if following in HYPHENS and glued(row, i + 1) and glued(row, i + 2):
            return _half_of(row, i)
        known = following in ("of", "the", "its", "their", "his", "her")
        return Numeral(i, i + 1, 50.0, 50.0, share=True) if known else None
    if here in ("a", "one") and (following in table or following in HYPHENS):
        return _part(row, i, i + 1 + (following in HYPHENS))
    if here not in words:
        return None
    top = _words_value([here])
    j = i + 2 if following in HYPHENS else i + 1
    if top is not None and _lower(row, j).endswith("s") and _lower(row, j) in table:
        part = round(100 * top * table[row[j].lower], 4)
        return Numeral(i, j + 1, part, part, share=True) if part < 100 else None
    j = i + 2 if following == "in" else i + 3 if (following, _lower(row, i + 2)) == ("out", "of") else 0
    base = _words_value([_lower(row, j)]) if j and _lower(row, j) in words else None
    if top is not None and base is not None and top < base:
        part = round(100 * top / base, 4)
        return Numeral(i, j + 1, part, part, share=True)
    return None


def _half_of(row: Sequence[Piece], i: int) -> Numeral | None:
    """ "Half-dozen", "half-million", "half-mile"; "half-time" is no number."""
    word = _lower(row, i + 2)
    scale = 12.0 if word == "dozen" else rules().magnitudes.get(word)
    if scale is not None:
        return Numeral(i, i + 3, 0.5 * scale, 0.5, scale, dozen=word == "dozen")
    return Numeral(i, i + 1, 0.5, 0.5) if (word,) in rules().units else None


def _part(row: Sequence[Piece], i: int, j: int) -> Numeral | None:
    """ "A third of", "one-fifth of", "a quarter of a million"; ``j``: the piece of the fraction's word."""
    part = rules().fractions.get(_lower(row, j))
    if part is None or (_lower(row, j + 1) != "of" and j == i + 1):
        return None
    scale = rules().magnitudes.get(_lower(row, j + 3))
    if scale is not None and _lower(row, j + 2) == "a":
        return Numeral(i, j + 4, part * scale, part, scale)
    if row[j].lower == "quarter" and j + 2 < len(row) and row[j + 2].digits:
        return None
    share = round(100 * part, 4)
    return Numeral(i, j + 1, share, share, share=True)


def _digits(row: Sequence[Piece], i: int, used: Manner) -> Numeral | None:
    if not row[i].digits:
        part = vulgar(row[i].text)
        return None if part is None else Numeral(i, i + 1, part, part, digits=True)
    last = _spaced(row, i)
    if i > 0 and row[i - 1].text == "." and glued(row, i) and not glued(row, i - 1) and last == i + 1:
        raw = value("0." + row[i].text) if row[i].text.isdecimal() else None
        return None if raw is None else Numeral(i - 1, last, raw, raw, digits=True)
    written = row[i].text if last == i + 1 else ",".join(p.text for p in row[i:last])
    raw = value(written)
    double = raw is not None and two_ways(written)
    if (raw is None or double) and used is not Manner.POINT:
        other = continental(written, sure=used is Manner.COMMA)
        if other is not None:
            raw, double = other, False
    if raw is None:
        return None
    raw, last = _with_power(row, *_with_fraction(row, raw, last))
    scale, last = _magnitude(row, last)
    if scale == 1.0 and glued(row, last):
        scale, last = _letter(row, i, last)
    if scale == 1.0 and _lower(row, last) == "dozen":
        return Numeral(i, last + 1, raw * 12, raw, 12.0, digits=True, dozen=True)
    part = 0 < raw < 1 and last - i > 1 and scale == 1.0
    if part and _lower(row, last) == "of" and _lower(row, last + 1) in _WHOLES - {"a", "an"}:  # "1/4 of the men"
        return Numeral(i, last, round(100 * raw, 4), round(100 * raw, 4), digits=True, share=True)
    double = double and scale == 1.0 and used is not Manner.POINT
    return Numeral(i, last, float(f"{raw * scale:.15g}"), raw, scale, digits=True, two_ways=double)


def _with_power(row: Sequence[Piece], raw: float, last: int) -> tuple[float, int]:
    """The number times the power of ten after it ("1.9×10^30", "4 × 10−3", "5×10⁶"); and where it ends."""
    if _lower(row, last) not in ("×", "x", "*") or _lower(row, last + 1) != "10":
        return raw, last
    i = last + 2
    if i < len(row) and glued(row, i):
        high = unicodedata.normalize("NFKC", row[i].text)
        if high.isdecimal() and not row[i].digits:
            return raw * 10.0 ** min(int(high[:3]), _HIGHEST_POWER), i + 1
    i += _lower(row, i) == "^"
    minus = _lower(row, i) in _MINUS and glued(row, i)
    i += minus
    if i < len(row) and i > last + 2 and row[i].text.isdecimal() and glued(row, i) and len(row[i].text) < 3:
        power = min(int(row[i].text), _HIGHEST_POWER)
        return float(f"{raw * 10.0 ** (-power if minus else power):.12g}"), i + 1
    return raw, last


def _sign_before(row: Sequence[Piece], i: int) -> bool:
    """Whether a sign of money may stand before piece ``i``; one in letters ("USD") touches it."""
    if i < 1 or row[i - 1].lower not in rules().sign_ends:
        return False
    return not row[i - 1].word or (glued(row, i) and row[i - 1].text[0].isupper())


def _with_fraction(row: Sequence[Piece], raw: float, last: int) -> tuple[float, int]:
    """The number with the fraction after it: "2½", "2 1⁄2", "1/16 of a"; and where it ends."""
    part = vulgar(row[last].text) if last < len(row) else None
    if part is not None and (glued(row, last) or raw == int(raw)):
        return raw + part, last + 1
    whole, top, at = 0.0, raw, last
    if at + 2 < len(row) and row[at].text.isdecimal() and row[at + 1].text in _FRACTION_BARS and raw == int(raw):
        whole, top, at = raw, float(value(row[at].text) or 0.0), at + 1
    if at + 1 < len(row) and row[at].text in _FRACTION_BARS and glued(row, at) and glued(row, at + 1):
        base = value(row[at + 1].text)
        if base and 0 < top < base and (row[at].text == "⁄" or _fraction_of(row, at + 2)):
            return whole + top / base, at + 2
    return raw, last


def _fraction_of(row: Sequence[Piece], i: int) -> bool:
    """Whether what follows "1/4" makes it a fraction and no date: "of a pint", "inch", "-mile"."""
    if _lower(row, i) == "of":
        return _lower(row, i + 1) in _WHOLES
    i += _lower(row, i) in HYPHENS and glued(row, i)
    return (
        i < len(row)
        and row[i].word
        and ((row[i].lower,) in rules().units or (singular(row[i].lower),) in rules().units)
    )


def _spaced(row: Sequence[Piece], i: int) -> int:
    """The end of a number whose thousands are set apart by spaces ("11 300"), else the end of piece ``i``."""
    last = i + 1
    if len(row[i].text) > 3 or (i > 0 and row[i - 1].word and row[i - 1].text[:1].isupper()):
        return last
    while last < len(row) and last - i < 4 and row[last].digits and len(row[last].text) == 3:
        if not row[last].text.isdigit() or row[last].start - row[last - 1].end != 1:
            break
        last += 1
    return last


def _letter(row: Sequence[Piece], i: int, last: int) -> tuple[float, int]:
    """The magnitude in one letter that touches a number ("$5b", "4.3M", "3m users"), and where it ends."""
    if row[last].text == "MM" and _sign_before(row, i):
        return 1e6, last + 1
    scale = rules().letters.get(row[last].text)
    if scale is None:
        return 1.0, last
    sure = _sign_before(row, i) or row[last].text == "M"
    if sure or (row[last].text in ("m", "b", "B") and _million(row, i, last)):
        return scale, last + 1
    return 1.0, last


def _million(row: Sequence[Piece], i: int, m: int) -> bool:
    """Whether the "m" at a number stands for a million: "£5m", "1.2m tonnes", "3m new users", but not "40m deep"."""
    if _sign_before(row, i):
        return True
    for j in (m + 1, m + 2):
        word = _lower(row, j)
        one = (singular(word),)
        if one[0] != word:
            known = one in rules().families or one in rules().units or one in rules().money
            return known or one[0] in rules().by_million
    return False


def _magnitude(row: Sequence[Piece], i: int) -> tuple[float, int]:
    """The product of the magnitude words from piece ``i`` on ("hundred thousand"), and where they end."""
    scale = 1.0
    for _ in range(2):
        j = i + 1 if _lower(row, i) in HYPHENS and glued(row, i) and glued(row, i + 1) else i
        step = rules().magnitudes.get(_lower(row, j))
        if step is None or (row[j].lower == "k" and not glued(row, j)):
            break
        scale, i = scale * step, j + 1
    return scale, i


def _words_value(words: Sequence[str]) -> float | None:
    try:
        return float(text2num(" ".join(words), "en"))
    except ValueError:
        return None


def _spelled(row: Sequence[Piece], i: int) -> Numeral | None:
    """Number words: "twenty-one", "a hundred", "two and a half million", "half a dozen"."""
    here = row[i].lower
    if here == "half" and _lower(row, i + 1) == "a" and i + 2 < len(row):
        return _scaled(row, i, i + 2, 0.5)
    if here in ("a", "an") and _lower(row, i + 1) in (*rules().magnitudes, "dozen"):
        if _lower(row, i + 1) == "dozen":
            return _scaled(row, i, i + 1, 1.0)
        return _run(row, i, ["one"], i + 1)
    if here == "several" or here not in rules().number_words:
        return None
    return _run(row, i, [here], i + 1)


def _scaled(row: Sequence[Piece], first: int, at: int, raw: float) -> Numeral | None:
    scale = 12.0 if row[at].lower == "dozen" else rules().magnitudes.get(row[at].lower)
    if scale is None:
        return None
    return Numeral(first, at + 1, raw * scale, raw, scale, dozen=row[at].lower == "dozen")


def _run(row: Sequence[Piece], first: int, words: list[str], i: int) -> Numeral | None:
    known = rules().number_words | {"hundred", "thousand", "million", "billion", "trillion"}
    while i < len(row) and i - first < 24:
        lower = row[i].lower
        if lower in known:
            words.append(lower)
            i += 1
        elif (lower in HYPHENS and glued(row, i) and glued(row, i + 1) and _lower(row, i + 1) in known) or (
            lower == "and" and words[-1] in ("hundred", "thousand", "million") and _lower(row, i + 1) in known
        ):
            i += 1
        else:
            break
    raw = _words_value(words)
    if raw is None:  # "nineteen ninety-nine", or a list without commas: the whole run is passed over
        return Numeral(first, i, -1.0, -1.0)
    halved = [p.lower for p in row[i : i + 6] if p.text not in HYPHENS][:3] == ["and", "a", "half"]
    if halved:
        while row[i].lower != "half":
            i += 1
        scale, last = _magnitude(row, i + 1)
        return Numeral(first, last, (raw + 0.5) * scale, raw + 0.5, scale)
    if _lower(row, i) == "dozen":
        return Numeral(first, i + 1, raw * 12, raw, 12.0, dozen=True)
    more, last = _magnitude(row, i)
    if more != 1.0:  # "twenty-five lakh"
        return Numeral(first, last, raw * more, raw, more)
    scale = _last_scale(words)
    return Numeral(first, i, raw, raw / scale, scale)


def _last_scale(words: Sequence[str]) -> float:
    return rules().magnitudes.get(words[-1], 1.0)
