"""Numbers that count nothing: years, times, ages, scores, telephone numbers, ordinals, names of things; and why."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.understand.quantities.numbers import HYPHENS, Numeral, Piece, glued
from rashomon.understand.quantities.readings import Sense
from rashomon.understand.quantities.rules import rules, singular

_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))
_ORDINALS = frozenset(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"))
_SCORED = frozenset(("won", "win", "wins", "lost", "beat", "beats", "defeat", "defeated", "victory", "draw", "drew"))
_SCORED |= frozenset(("vote", "voted", "score", "scored", "lead", "led", "loss", "ruling", "ruled", "decision"))
_AGE_BEFORE = frozenset(("aged", "age", "ages", "turned", "turns", "born"))
_YEAR_BEFORE = frozenset(
    [
        "in",
        "since",
        "of",
        "by",
        "until",
        "till",
        "from",
        "during",
        "year",
        "before",
        "after",
        "mid",
        "early",
        "late",
        "the",
        "and",
        "to",
        "for",
    ]
)
_ONE_AFTER = frozenset(
    ("no", "any", "every", "each", "this", "that", "the", "which", "another", "some", "other", "such")
)
_ONE_BEFORE = frozenset(("another", "by", "day", "thing", "way", "side", "time", "such", "more", "or", "last"))
_HIGHEST_SCORE = 200
_BE = frozenset(("is", "was", "be", "been", "turn", "turns", "turned", "just"))
_LONGEST_LIST = 100
_LIVED = frozenset(("year", "years", "yr", "yrs", "month", "months", "week", "weeks", "day", "days"))
_OLDEST = 120
_LONGEST_TYPE = 5  # characters of a type's number; longer ones are serial numbers
_CLOCK = frozenset(("am", "pm", "a", "p", "gmt", "utc", "hours", "o'clock", "o’clock", "noon"))


def at(row: Sequence[Piece], i: int) -> str:
    """The lower-case form of piece ``i``, "" outside the sentence."""
    return row[i].lower if 0 <= i < len(row) else ""


def model(row: Sequence[Piece], n: Numeral) -> str | None:
    """The type a number belongs to, in lower case: "su-27", "boeing 737"; None where it names none."""
    first = n.first
    if not n.digits or first < 1 or n.scale != 1.0 or len(row[first].text) > _LONGEST_TYPE:
        return None
    if at(row, first - 1) in rules().makers:
        return f"{at(row, first - 1)} {at(row, first)}"
    if glued(row, first) and row[first - 1].word and row[first - 1].text[:1].isupper():
        return at(row, first - 1) + at(row, first)
    if first < 2 or row[first - 1].text not in HYPHENS or not (glued(row, first) and glued(row, first - 1)):
        return None
    return f"{at(row, first - 2)}-{at(row, first)}" if row[first - 2].text[:1].isupper() else None


def named(row: Sequence[Piece], n: Numeral) -> bool:
    """Whether the number is part of a name: "T-72", "5G", "Section 4", "No. 7"."""
    before, first = at(row, n.first - 1), n.first
    if before in HYPHENS and first > 2 and row[first - 2].digits and at(row, first - 3) in rules().makers:
        return True  # "Boeing 737-800"
    if before in HYPHENS and glued(row, first) and glued(row, first - 1) and row[first - 2].word:
        return at(row, first - 2) not in ("sub", "to", "now")
    if glued(row, first) and (row[first - 1].word or before in "#_/.:№"):
        return True
    if (
        glued(row, n.last)
        and n.digits
        and row[n.last].word
        and row[n.last].text[:1].isupper()
        and len(at(row, n.last)) < 3
    ):
        if row[n.last].text == "G":
            return True  # a generation of mobile networks
        kept = row[n.last].text in rules().cased or (at(row, n.last),) in rules().units
        return at(row, n.last) not in ("m", "k", "c") and not kept
    if before in rules().designators and n.scale == 1.0:
        return _designates(row, n)
    return n.first >= 2 and before == "." and at(row, n.first - 2) == "no" and n.digits


def _designates(row: Sequence[Piece], n: Numeral) -> bool:
    """ "Room 12" and "no 7" name; "no 7 people" cannot be told, and "a war 40 people" is no name."""
    word = row[n.first - 1]
    capital = word.text[:1].isupper() or word.lower in ("section", "page", "pages", "room", "chapter", "article")
    return capital or (not n.digits and word.lower in ("phase", "stage", "day", "war", "number"))


def idle(row: Sequence[Piece], n: Numeral) -> tuple[Sense, str] | None:
    """What a number is that counts nothing, and the reason; None where it may count."""
    return _shape(row, n) or _clock(row, n) or _age(row, n) or _score(row, n) or _year(row, n) or _pronoun(row, n)


def _shape(row: Sequence[Piece], n: Numeral) -> tuple[Sense, str] | None:
    after, before = at(row, n.last), at(row, n.first - 1)
    if n.digits and before == "[" and after in ("]", ",", ";", "-", "–"):
        return Sense.REFERENCE, "in square brackets"
    listed = n.digits and n.first == 0 and after in (")", ".") and glued(row, n.last) and n.written < _LONGEST_LIST
    if listed and not glued(row, n.last + 1) and _capitals(row, n.last + 1, n.last + 1) and n.last + 1 < len(row):
        return Sense.NAME, "the number of a list"
    if n.digits and glued(row, n.last) and after in _ORDINAL_ENDINGS:
        return Sense.ORDINAL, "ordinal ending"
    if n.digits and glued(row, n.last) and after == "s":
        of_type = (before in HYPHENS and glued(row, n.first)) or before in rules().makers
        return (Sense.NAME, "part of a name") if of_type else (Sense.DATE, "decade")
    if after in HYPHENS and glued(row, n.last) and at(row, n.last + 1) in _ORDINALS:
        return Sense.ORDINAL, "ordinal word"
    joins = n.digits and glued(row, n.last) and after in "/:_@\\" and n.last + 1 < len(row) and glued(row, n.last + 1)
    if joins and not (after == "/" and (at(row, n.last + 1),) in rules().units):
        return (Sense.CLOCK, "colon") if after == ":" else (Sense.REFERENCE, "joined by a sign")
    if n.digits and before in "/:_@\\" and before and glued(row, n.first):
        return (Sense.CLOCK, "colon") if before == ":" else (Sense.REFERENCE, "joined by a sign")
    more = n.last < len(row) and (row[n.last].digits or row[n.last].text in HYPHENS or row[n.last].text in "(,.")
    if n.digits and before == "+" and glued(row, n.first) and more:
        return Sense.REFERENCE, "plus sign"
    # three or more runs of digits joined by hyphens, or a leading zero group: a telephone or reference number
    joined = 0
    i = n.last
    while (
        joined < 2
        and i + 1 < len(row)
        and row[i].text in HYPHENS
        and row[i + 1].digits
        and glued(row, i)
        and glued(row, i + 1)
    ):
        joined, i = joined + 1, i + 2
    if joined >= 2 or (bool(before) and before in HYPHENS and n.first > 1 and joined >= 1 and row[n.first - 2].digits):
        return Sense.REFERENCE, "runs of digits"
    return None


def _clock(row: Sequence[Piece], n: Numeral) -> tuple[Sense, str] | None:
    after = at(row, n.last)
    short = after in ("a", "p") and at(row, n.last + 1) == "." and at(row, n.last + 2) == "m"
    if short or after in ("am", "pm", "o'clock", "o’clock", "gmt", "utc"):
        return Sense.CLOCK, "hour"
    if n.digits and at(row, n.first - 1) == "at" and after in _CLOCK - {"a", "p"}:
        return Sense.CLOCK, "at an hour"
    return None


def _age(row: Sequence[Piece], n: Numeral) -> tuple[Sense, str] | None:
    """Years of life; a bare number between commas or in brackets behind a name is an age too, as news writes it."""
    if at(row, n.first - 1) in _AGE_BEFORE or (
        at(row, n.first - 1) == "of" and at(row, n.first - 2) in ("age", "ages")
    ):
        return Sense.AGE, "age word before"
    if n.digits and at(row, n.first - 1) == "and" and at(row, n.first - 3) in _AGE_BEFORE and row[n.first - 2].digits:
        return Sense.AGE, "age word before"  # "aged 4 and 6"
    i = n.last
    while at(row, i) in HYPHENS:
        i += 1
    if at(row, i) in _LIVED and i + 1 < len(row):
        j = i + 1
        while at(row, j) in HYPHENS:
            j += 1
        if at(row, j) in ("old", "olds") or (at(row, j) == "of" and at(row, j + 1) == "age"):
            return Sense.AGE, "years old"
    if not n.digits or n.written >= _OLDEST:
        return None
    near = {at(row, j) for j in range(n.first - 4, n.first - 1)}
    if at(row, n.first - 1) in _BE and not _goes_on(row, n.last) and near & {"he", "she", "who", "i"}:
        return Sense.AGE, "he is"
    # "Ada Moor, 34, said"
    if at(row, n.first - 1) == "," and at(row, n.last) in (",", ")"):
        named = n.first >= 2 and row[n.first - 2].text[:1].isupper()
        return (Sense.AGE, "between commas behind a name") if named else None
    if at(row, n.first - 1) == "(" and at(row, n.last) == ")":
        return Sense.AGE, "in brackets"
    return None


def _goes_on(row: Sequence[Piece], i: int) -> bool:
    """Whether a noun may follow at piece ``i``."""
    return (
        i < len(row)
        and (row[i].word or row[i].text in HYPHENS or row[i].text in "%/°")
        and at(row, i) not in rules().stop
    )


def _score(row: Sequence[Piece], n: Numeral) -> tuple[Sense, str] | None:
    i = n.last
    right = at(row, i) in HYPHENS and glued(row, i) and glued(row, i + 1) and i + 1 < len(row) and row[i + 1].digits
    k = n.first - 1
    left = k >= 1 and at(row, k) in HYPHENS and glued(row, k) and glued(row, n.first) and row[k - 1].digits
    if not (right or left):
        return None
    near = {at(row, j) for j in range(n.first - 6, n.first)} | {at(row, j) for j in range(n.last, n.last + 5)}
    return (Sense.SCORE, "two numbers beside a word of play or vote") if near & _SCORED else None


def played(row: Sequence[Piece], a: Numeral, b: Numeral) -> bool:
    """Whether two numbers joined by a hyphen, the second no higher, are a score: "2-0", "89-89"."""
    if not (a.digits and b.digits and b.first == a.last + 1 and row[a.last].text in HYPHENS):
        return False
    tight = glued(row, a.last) and glued(row, b.first) and not (glued(row, b.last) and at(row, b.last) in HYPHENS)
    return tight and a.first >= 1 and at(row, a.first - 1) not in HYPHENS and b.written <= a.written < _HIGHEST_SCORE


def label(row: Sequence[Piece], n: Numeral, tail: Numeral) -> str | None:
    """Why a number behind which nothing is counted is a label: "the Norva 100", "12 Mill Road", "top three"."""
    before, after = row[n.first - 1] if n.first else None, at(row, tail.last)
    if at(row, n.first - 1) in ("top", "bottom", "last", "final"):
        return "a rank"
    if not n.digits or n.scale != 1.0 or n.written != int(n.written):
        return None
    if any(
        at(row, j) in rules().streets
        for j in range(tail.last, min(len(row), tail.last + 4))
        if _capitals(row, tail.last, j)
    ):
        return "an address"
    if after in ("zip", "postcode"):
        return "an address"
    if before is not None and at(row, n.first - 1) in rules().designators - {"no"}:
        return "after a word like section"
    if before is None or not before.word or before.text.islower() or glued(row, n.first) or "," in row[n.first].text:
        return None
    return "after a capital" if n.first > 1 or after == "" or before.text[1:].lower() != before.text[1:] else None


def _capitals(row: Sequence[Piece], first: int, last: int) -> bool:
    """Whether all words from ``first`` to ``last`` begin with a capital."""
    return all(p.text[:1].isupper() for p in row[first : last + 1])


def _year(row: Sequence[Piece], n: Numeral) -> tuple[Sense, str] | None:
    if not (n.digits and n.scale == 1.0 and 1500 <= n.written < 2200 and len(row[n.first].text) == 4):
        return None
    if n.written >= 2100 and at(row, n.first - 1) not in ("by", "in", "until", "since", "year", "around"):
        return None
    if at(row, n.first - 1) in rules().signs or (n.first and named(row, n)):
        return None
    if at(row, n.first - 1) in _YEAR_BEFORE or (n.first == 0 and at(row, n.last) == ","):
        if not _counts(row, n) or at(row, n.first - 1) not in ("of", "to", "for", "and", "by", "from", "the"):
            return Sense.DATE, "year after a preposition"
        return None
    return None if _counts(row, n) else (Sense.DATE, "year")


def _counts(row: Sequence[Piece], n: Numeral) -> bool:
    """Whether a plural noun or a unit follows within four words, so that "2000 people" is no year."""
    for i in range(n.last, min(n.last + 4, len(row))):
        if at(row, i) in rules().stop or not row[i].word:
            return at(row, i) in ("%",)
        if (singular(at(row, i)),) in rules().families and singular(at(row, i)) != at(row, i):
            return True
        if (
            (at(row, i),) in rules().units
            or (singular(at(row, i)),) in rules().units
            or (singular(at(row, i)),) in rules().money
        ):
            return True
    return False


def _pronoun(row: Sequence[Piece], n: Numeral) -> tuple[Sense, str] | None:
    """ "one" as a pronoun or in a set phrase: "one of the", "one another", "no one", "one day", "one by one"."""
    if n.written != 1.0 or n.digits:
        return None
    before, after = at(row, n.first - 1), at(row, n.last)
    if before in _ONE_AFTER or before in HYPHENS or after in HYPHENS:
        return Sense.PRONOUN, "set phrase"
    if before == "from" and at(row, n.last + 1) == "to" and at(row, n.last + 2) in ("another", "the"):
        return Sense.PRONOUN, "set phrase"  # "from one town to the other"
    if after == "hand" and before == "on":
        return Sense.PRONOUN, "set phrase"
    if after == "of":
        return Sense.ONE_OF, "one of several"
    if after in _ONE_BEFORE:
        return Sense.PRONOUN, "set phrase"
    return None
