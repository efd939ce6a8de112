"""What a number measures: money, per cent and units, at the number or on either side of it."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.records import QuantityKind
from rashomon.understand.quantities.bounds import phrase_after, sign_before
from rashomon.understand.quantities.idle import at
from rashomon.understand.quantities.items import Counted, head_noun
from rashomon.understand.quantities.numbers import HYPHENS, Numeral, Piece, glued
from rashomon.understand.quantities.rules import rules, singular
from rashomon.understand.quantities.wholes import past_whole

_LONGEST_UNIT = 4  # words
_BITS = 1e6
_AFTER_PENCE = frozenset((",", ";", "at", "to", "per"))
_JOINED_ONLY = frozenset(("A", "Mt", "Ma", "Pa", "Mb", "Gb"))  # apart from the number they are names
_HOME = frozenset(("us", "american", "british", "chinese", "japanese", "russian", "ukrainian", "indian", "turkish"))


def measure(row: Sequence[Piece], n: Numeral, last: int) -> Counted | None:
    """Money, per cent and units: what stands directly at the number."""
    sign = _sign(row, n)
    i = last
    if n.vague is not None and at(row, i) == "of":
        i += 1
    if sign is not None:
        behind = at(row, n.first - 1) not in rules().sign_ends
        place = (last, last + 1) if behind else (n.first - 1, last)
        return Counted("money", *place, last + behind, QuantityKind.MEASURE, sign)
    if _magnitude(row, n):
        return Counted("magnitude", n.first - 1, last, last, QuantityKind.MEASURE, "magnitude")
    hit = phrase_after(row, i, rules().share)
    if hit is not None or n.share:
        return _share(row, n, i if hit is None else hit[1])
    if at(row, i) == "of" and at(row, i + 1) in ("a", "an") and 0 < n.raw < 1 and n.scale == 1.0:
        i += 2  # "1/16 of a pint"
    if at(row, i) == "us" and (singular(at(row, i + 1)) in rules().unit_starts):
        i += 1
    hyphen = at(row, i) in HYPHENS and glued(row, i) and glued(row, i + 1)
    i += hyphen
    return _named_unit(row, n, i, joined=hyphen or glued(row, i))


def _named_unit(row: Sequence[Piece], n: Numeral, i: int, *, joined: bool) -> Counted | None:
    """The money or unit whose name starts at piece ``i``; ``joined``: it touches its number."""
    written = rules().cased.get(row[i].text) if i < len(row) else None
    over = at(row, i + 1) == "/" and glued(row, i + 1) and glued(row, i + 2)  # "1.3 A/cm2"
    apart = written is not None and (over or (row[i].text not in _JOINED_ONLY and not _stands_for_more(row, i)))
    if written is not None and written[0] == "degF" and any(p.lower.startswith("capacit") for p in row):
        written = ("F", "capacitance")
    if i < len(row) and row[i].text == "b" and n.scale >= _BITS:  # "16 billion b": "b" itself is no billion
        written, apart = ("b", "data"), True
    if written is not None and (apart or (joined and row[i].text != "A")):  # "Figure 3A", "table 1A"
        return Counted(written[1], i, i + 1, i + 1, QuantityKind.MEASURE, written[0], designation=joined)
    if at(row, i) in rules().unit_starts or singular(at(row, i)) in rules().unit_starts:
        for size in range(min(_LONGEST_UNIT, len(row) - i), 0, -1):
            words = tuple(p.lower for p in row[i : i + size])
            if joined and size == 1 and at(row, i + 1) in HYPHENS and glued(row, i + 1) and glued(row, i + 2):
                hyphened = (*words, at(row, i + 2))  # "a 1,200-square-foot flat"
                if hyphened in rules().units:
                    return _unit(row, hyphened, i, i + 3, joined=True)
            base = (*words[:-1], singular(words[-1]))
            for form in (words, base):
                if form in rules().money and form != ("cent",) and not _model(row, i):
                    return Counted("money", i, i + size, i + size, QuantityKind.MEASURE, rules().money[form])
                paid = n.scale >= 1e6 or any(p.lower in rules().paying for p in row)
                if form == ("pound",) and paid and at(row, i + size) != "of":
                    return Counted("money", i, i + size, i + size, QuantityKind.MEASURE, "GBP")
                if form == ("won",) and n.written >= 1000 and at(row, i + 1) not in rules().definite | {"a", "an"}:
                    return Counted("money", i, i + size, i + size, QuantityKind.MEASURE, "KRW")
                if form in rules().units and _is_unit(row, i, size, joined=joined):
                    return _unit(row, form, i, i + size, joined=joined)
    if at(row, i) == "in" and joined and glued(row, i) and n.digits and not glued(row, i + 1):
        return Counted("length", i, i + 1, i + 1, QuantityKind.MEASURE, "in", designation=True)  # "6ft 2in"
    return _foreign_money(row, i)


def _model(row: Sequence[Piece], i: int) -> bool:
    """Whether letters at piece ``i`` begin a designation and name no currency: "two KN-23 missiles"."""
    hyphened = at(row, i + 1) in HYPHENS and glued(row, i + 1) and glued(row, i + 2)
    return hyphened and i + 2 < len(row) and row[i + 2].digits


def _stands_for_more(row: Sequence[Piece], i: int) -> bool:
    """Whether the capital at piece ``i`` begins a name: "12 W-boats", "5 C Street", "3403 F. Street", "18 W100"."""
    following = at(row, i + 1)
    if following in HYPHENS or following == ".":
        return True
    capital = (
        i + 1 < len(row) and row[i + 1].text[:1].isupper() and not (len(following) > 1 and row[i + 1].text.isupper())
    )
    return i + 1 < len(row) and (capital or (row[i + 1].digits and glued(row, i + 1)))


def _foreign_money(row: Sequence[Piece], i: int) -> Counted | None:
    """ "7,199 Norvian dollars": a currency behind an adjective; whose currency it is stays in the unit."""
    if i + 1 >= len(row) or not row[i].text[:1].isupper() or not row[i].word:
        return None
    currency = rules().money.get((singular(at(row, i + 1)),))
    if currency is None:
        return None
    home = at(row, i) in _HOME
    unit = currency if home else f"{row[i].text} {singular(at(row, i + 1))}"
    return Counted("money", i, i + 2, i + 2, QuantityKind.MEASURE, unit)


def _magnitude(row: Sequence[Piece], n: Numeral) -> bool:
    """ "A magnitude 6.4 earthquake", "of magnitude 6.4"."""
    before = n.first - 1 - (at(row, n.first - 1) in HYPHENS)
    return n.digits and at(row, before) == "magnitude" and n.written < 12


def _sign(row: Sequence[Piece], n: Numeral) -> str | None:
    hit = sign_before(row, n.first) if n.digits else None
    if hit is None and n.digits and at(row, n.last) in rules().signs and not _money_ahead(row, n.last):
        return rules().signs[at(row, n.last)]
    return None if hit is None else hit[0]


def _money_ahead(row: Sequence[Piece], i: int) -> bool:
    """Whether the sign of money at piece ``i`` belongs to a number after it: "40 $5 notes"."""
    return i + 1 < len(row) and row[i + 1].digits


def _is_unit(row: Sequence[Piece], i: int, size: int, *, joined: bool) -> bool:
    """A one-letter or ambiguous unit must touch its number; "second" must be plural or hyphened to be time."""
    word = at(row, i)
    if size > 1 and row[i + size - 1].digits and not glued(row, i + size - 1):
        return False  # "40 m 2"
    if size == 1 and word == "p":  # pence, but "at 6 p.m."
        return at(row, i + 1) in _AFTER_PENCE or (joined and at(row, i + 1) != ".")
    if size == 1 and len(word) == 1 and word.isalpha():
        return joined or at(row, i + 1) in ("", ".", ",", "(")
    return joined or size > 1 or word not in ("second", "foot", "pound")


def _unit(row: Sequence[Piece], form: tuple[str, ...], first: int, last: int, *, joined: bool) -> Counted:
    unit, dimension = rules().units[form]
    item, end = dimension, last
    if at(row, last) == "of" and dimension in ("mass", "volume"):
        of = last + 1 + (at(row, last + 1) in ("a", "an", "the"))
        head = head_noun(row, of, one=False)
        if head is not None:
            item, end = head.item, head.end
        elif of < len(row) and row[of].word and at(row, of) not in rules().stop:
            item, end = at(row, of), of + 1
    return Counted(item, first, last, end, QuantityKind.MEASURE, unit, designation=joined)


def _share(row: Sequence[Piece], n: Numeral, last: int) -> Counted | None:
    item, first, end = "share", max(n.first, last - 1), last
    if at(row, last) == "of":
        head = head_noun(row, max(past_whole(row, last), last + 1), one=False)
        if head is not None:
            item, first, end = head.item, head.first, head.last
    elif n.share and last == n.last:
        head = head_noun(row, last, one=False)  # "half the soldiers", "one in five children"
        if head is not None:
            item, first, end = head.item, head.first, head.last
    return Counted(item, first, max(end, first + 1), end, QuantityKind.SHARE, "%")
