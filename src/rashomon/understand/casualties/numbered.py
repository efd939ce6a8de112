"""Numbers that stand for people by themselves: "killing one", "two others", "3 dead", "two of them"."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.understand.casualties.mention import Kind, Mention, age, closing, number, word
from rashomon.understand.casualties.rules import rules

_MOST = 100_000_000  # people; larger numbers count nothing here
_YEARS = range(1900, 2100)
_LABELLED = ("page", "number", "no", "route", "highway", "channel", "interstate", "$", "€", "£", "#")
_FIGURES = 4  # digits without a comma: longer ones are codes
_LIST = 8  # tokens back in which "ages" may stand before a list of them
_WHOM = 7  # tokens of "of the five young people"


def numbered(words: Sequence[str], i: int) -> Mention | None:
    """The persons the number at ``i`` stands for, None where it counts something else."""
    many = number(words, i)
    if many is not None and _counts_nothing(words, i, many):
        return None
    ends = _ends(words, i, many)
    if ends is None:
        return None
    low, high, last = ends
    apart = words[i] == "another"
    while word(words, last) in ("others", "other", "more", "additional"):
        apart = True
        last += 1
    part = False
    if word(words, last) == "of":
        end = of_whom(words, last)
        part = end > last
        if not part and words[i] != "both":
            return None
        last = end
    after = word(words, last)
    if after == "and" and many is not None and age(word(words, last + 1)) is not None and words[i].isdecimal():
        return Mention(i, last, Kind.NEW, young=many, old=many, noun="year-old")  # "a 16 and 17-year-old"
    if not (apart or part) and not _stands_alone(words, last):
        return None
    if age(after) is not None or after in rules().nouns:
        return None
    return Mention(i, last, Kind.BARE, low=low, high=high, part=part, apart=apart)


def _ends(words: Sequence[str], i: int, many: int | None) -> tuple[int, int | None, int] | None:
    """Least, most and the end of the number at ``i``."""
    if many is not None:
        return (many, many, i + 1) if many <= _MOST else None
    if words[i] == "another":
        after = number(words, i + 1)
        return after or 1, after or 1, i + (2 if after else 1)
    for phrase, least, most in rules().open.get(words[i], ()):
        if tuple(words[i : i + len(phrase)]) == phrase:
            return least, most or None, i + len(phrase)
    return None


def _stands_alone(words: Sequence[str], last: int) -> bool:
    """Whether no other noun follows that the number counts."""
    after = word(words, last)
    if after in ("percent", "%"):
        return False
    if after in ("-", "–", "—") and word(words, last + 1).startswith(("year", "month", "yr")):
        return False
    if not after or not after[0].isalnum() or after in closing() or deed(after):
        return True
    return after in rules().words["adverbs"] or after in ("have", "has", "had")


def _counts_nothing(words: Sequence[str], i: int, many: int) -> bool:
    """Whether a number without a noun is an age, a year, a day or a label."""
    text, before, after = words[i], word(words, i - 1), word(words, i + 1)
    if before == "of" and word(words, i - 2) in rules().words["parents"]:
        return True  # "a mother of three"
    if before in _LABELLED:
        return True
    if not text.isdecimal():
        return False
    if many in _YEARS or before in rules().words["months"] or len(text) > _FIGURES:
        return True
    if (
        "/" in (before, after)
        or (before == "," and after in (",", ")"))
        or (before in ("was", "is") and not deed(after))
    ):
        return True
    return not {"age", "ages", "aged"}.isdisjoint(words[max(0, i - _LIST) : i])


def deed(text: str) -> bool:
    """Whether a fate that befalls a bare number ("2 killed", "one dies") begins with this word."""
    signs = rules().signs.get(text, ())
    return any(s.form in ("done", "state") or (s.form == "alone" and len(s.words) == 1) for s in signs)


def of_whom(words: Sequence[str], i: int) -> int:
    """The end of "of them", "of the victims", "of the five people" at ``i``, or ``i`` where it is neither."""
    after = word(words, i + 1)
    if after in ("them", "whom", "us"):
        return i + 2
    if after in rules().words["definite"] or number(words, i + 1) is not None:
        for j in range(i + 2, min(i + _WHOM, len(words))):
            if words[j] in rules().nouns or words[j] in ("injured", "wounded", "dead", "others"):
                return j + 1
    return i
