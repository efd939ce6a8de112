"""Numbers in digits: which value they write, in which script and manner, and which can be read in two ways."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_APOSTROPHES = re.compile(r"[0-9]{1,3}(?:['’][0-9]{3})+")  # "1'200", the Swiss manner
_PLAIN = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")  # ten, or ten thousand in the continental manner
_DOTTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|[1-9][0-9]{0,2}\.[0-9]{3},[0-9]{1,2}")
_COMMA = re.compile(r"(?:0|[1-9][0-9]*),[0-9]{1,2}")
_LONGEST = 18  # digits and separators of the longest number read; more is no count of anything
_SIGNS = str.maketrans("٬،，٫．", ",,,..")
_POINT_USED = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+\.\d{1,2}(?![\d.,])|0\.\d+)")
_COMMA_USED = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3}){2,}(?![\d.])|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)|0,\d+)")
_LOOKED_AT = 20_000  # characters of a text in which its manner of writing numbers is looked for


class Manner(StrEnum):
    """How a text writes its numbers: with a decimal point, with a decimal comma, or it does not show."""

    POINT = "point"
    COMMA = "comma"
    UNKNOWN = "unknown"


@lru_cache(maxsize=8)
def manner(text: str) -> Manner:
    """How ``text`` writes numbers, by those that can be read in one way only ("1,213", "0.5" against "1.213.000",
    "0,5"); the sense of the others ("1.213") follows them. Unknown where it shows none, or both.
    """
    near = text[:_LOOKED_AT].translate(_SIGNS)
    point, comma = _POINT_USED.search(near) is not None, _COMMA_USED.search(near) is not None
    if point == comma:
        return Manner.UNKNOWN
    return Manner.POINT if point else Manner.COMMA


def habit_of(outlet: str) -> Manner:
    """How papers of an outlet's country write numbers, by the ending of its key ("zeitung.de"); unknown for others."""
    _, point, ending = outlet.rpartition(".")
    return Manner.COMMA if point and ending.lower() in _comma_endings() else Manner.UNKNOWN


@cache
def _comma_endings() -> frozenset[str]:
    table = tomllib.loads(files("rashomon.understand").joinpath("rules", "quantities.toml").read_text("utf-8"))
    return frozenset(table["manner"]["comma"].split())


def ascii_digits(written: str) -> str:
    """The number in the digits 0 to 9 with "," and ".", whichever script it was written in ("٤٧", full-width)."""
    if written.isascii():
        return written
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in written.translate(_SIGNS))


def value(written: str) -> float | None:
    """The value of a number in digits; None where it is no number. "10.000" is read with a decimal point."""
    if len(written) > _LONGEST:
        return None
    plain = ascii_digits(written)
    if _GROUPED.fullmatch(plain) or _INDIAN.fullmatch(plain):
        return float(plain.replace(",", ""))
    if _APOSTROPHES.fullmatch(plain):
        return float(re.sub("['’]", "", plain))
    return float(plain) if _PLAIN.fullmatch(plain) else None


def continental(written: str, *, sure: bool) -> float | None:
    """The value with a decimal comma and dots between thousands ("1.213.000", "3,5"); None where it is no such number.

    Where the text does not show that it is written so (not ``sure``), only what can be read in no other way.
    """
    if len(written) > _LONGEST:
        return None
    plain = ascii_digits(written)
    if _DOTTED.fullmatch(plain) or (sure and (_COMMA.fullmatch(plain) or _TWO_WAYS.fullmatch(plain))):
        return float(plain.replace(".", "").replace(",", "."))
    return None


def two_ways(written: str) -> bool:
    """Whether the digits can be read in two ways: "10.000" as ten or as ten thousand."""
    return _TWO_WAYS.fullmatch(ascii_digits(written)) is not None


def vulgar(character: str) -> float | None:
    """The value of a fraction in one character ("½"), else None."""
    if len(character) != 1 or character.isascii() or "⁄" not in unicodedata.normalize("NFKC", character):
        return None
    return unicodedata.numeric(character, None)
