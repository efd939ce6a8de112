"""Persons as a sentence tells of them: "a 19-year-old man", "two others", "the victim", "Ana Ruiz, 40", "he"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from rashomon.understand.casualties.rules import OLDEST, Noun, rules
from rashomon.understand.parts import Token, TokenKind

_REACH = 8  # tokens back from a noun in which its article or number may stand
_MOST = 100_000_000  # people; larger numbers count nothing here
_AGE = re.compile(r"(\d{1,3})-(?:year|years|yr)-(?:old|olds)|(\d{1,2})-(?:month|week|day)s?-olds?")
_WORD_AGE = re.compile(r"([a-z]+(?:-[a-z]+)?)-(?:year|years|yr)-olds?")
_HE = {"he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_SELF = "self"
_THEY = frozenset(("they", "them", "themselves"))
_NOBODY = frozenset(("nobody", "none", "neither"))
_NTH = {f"{n}{'nd' if n == 2 else 'rd' if n == 3 else 'th'}": n for n in range(2, 11)} | {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_TITLES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_NEVER_NAMES = frozenset(
    "police officers officials authorities investigators detectives deputies monday tuesday wednesday thursday friday saturday sunday"
    " january february march april may june july august september october november december the a an in on at when after"
    " according he she they it his her their but and if while as for from two three four five six seven eight nine ten one"
    " no updated published photo update breaking news both another all several this that there these those street avenue road"
    " i i'm i've we you my our how what who why where there's it's that's he's she's not yes well oh so just because"
    " neighbors witnesses family".split()
)
_PARENTS = frozenset(("mother", "father", "mom", "dad", "parent", "grandmother", "grandfather"))
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct"
    " nov dec".split()
)
_PLACES = frozenset(
    "street st avenue ave road rd drive dr boulevard blvd lane court way highway interstate hospital county department medical center"
    " university school college park district emergency church mall city township apartments fire sheriff's sheriff’s state bureau"
    " news tv channel clinic airport bridge lake river beach island valley hills heights memorial general regional health north south"
    " east west northeast northwest southeast southwest middle elementary high office house club bar hotel motel inn restaurant".split()
)


class Kind(StrEnum):
    """How a mention points to its persons."""

    NEW = "new"  # "a man", "two people": may be new to the reader
    KNOWN = "known"  # "the man", "his wife"
    PRONOUN = "pronoun"
    NAME = "name"
    BARE = "bare"  # a number alone, or a noun without an article


@dataclass(frozen=True, slots=True)
class Mention:
    """Persons named at tokens ``first`` up to ``last`` of a sentence: how many, of which sex and ages.

    ``high`` None is open. ``part``: "one of the victims", "two of them". ``apart``: "another", "two others". ``nth``: 5 of "a fifth victim".
    ``owner``: somebody else's is spoken of ("the man's mother": the man). ``nobody``: none at all.
    """

    first: int
    last: int
    kind: Kind
    low: int = 1
    high: int | None = 1
    sex: str = ""
    young: int = 0
    old: int = OLDEST
    role: str = ""
    noun: str = ""
    name: tuple[str, ...] = ()
    part: bool = False
    apart: bool = False
    nth: int = 0
    owner: bool = False
    nobody: bool = False

    @property
    def himself(self) -> bool:
        """Whether it is "himself" or "herself"."""
        return self.noun == _SELF

    @property
    def single(self) -> bool:
        """Whether exactly one person is meant."""
        return self.low == 1 and self.high == 1 and not self.nobody


def mentions(tokens: Sequence[Token], *, named: bool = True) -> list[Mention]:
    """The persons told of in a sentence, in order, not overlapping; ``named`` False: capitals tell no names (a title
    in capitals)."""
    words = [t.lower for t in tokens]
    found: list[Mention] = []
    i = 0
    while i < len(words):
        firm = next((m.last for m in reversed(found) if m.noun or m.kind not in (Kind.NAME, Kind.BARE)), 0)
        made = _at(tokens, words, i, firm)
        if made is not None:
            if made.kind is Kind.NAME and not (named and made.name):
                i = made.last
                continue
            made = _tail(tokens, words, made, named)
            while found and made.first < found[-1].last:  # "two" of "two young men", "Orlen" of "an Orlen man"
                found.pop()
            found.append(made)
            i = made.last
        else:
            i += 1
    return _appositions(words, found)


def _appositions(words: Sequence[str], found: list[Mention]) -> list[Mention]:
    """ "Ana Ruiz, a 19-year-old student, ..." and "the victim, Ana Ruiz, ..." are one mention each."""
    kept: list[Mention] = []
    for m in found:
        before = kept[-1] if kept else None
        if (
            before is not None and before.single and m.single and words[before.last : m.first] == [","]
            and not m.owner and not before.owner and word(words, m.last) in (",", ".", "", ")", ";")
            and (before.kind is Kind.NAME) != (m.kind is Kind.NAME) and not (before.name and m.name)
            and before.kind is not Kind.PRONOUN and m.kind is not Kind.PRONOUN and (m.noun or m.name)
        ):  # fmt: skip
            young, old = max(m.young, before.young), min(m.old, before.old)
            if young <= old:
                noun, name = (m, before) if before.kind is Kind.NAME else (before, m)
                kept[-1] = replace(noun, first=before.first, last=m.last, name=name.name, young=young, old=old,
                                   kind=Kind.NAME if before.kind is Kind.NAME else noun.kind)  # fmt: skip
                continue
        kept.append(m)
    return kept


def word(words: Sequence[str], i: int) -> str:
    """The word at ``i``, "" outside the sentence."""
    return words[i] if 0 <= i < len(words) else ""


def number(words: Sequence[str], i: int) -> int | None:
    """The number of people the token at ``i`` may write, or None."""
    text = word(words, i)
    if text in rules().small:
        return rules().small[text]
    plain = text.replace(",", "")
    if plain.isdigit() and plain.isascii() and len(plain) <= 9 and (len(plain) == len(text) or len(plain) > 3):
        return int(plain)
    return None


def age(text: str) -> tuple[int, int] | None:
    """The ages of "19-year-old", "9-month-old", "seventeen-year-old"."""
    if not text.endswith(("old", "olds")):
        return None
    hit = _AGE.fullmatch(text)
    if hit is not None:
        return (int(hit[1]), int(hit[1])) if hit[1] else (0, max(0, int(hit[2]) // 12))
    hit = _WORD_AGE.fullmatch(text)
    if hit is not None:
        tens, _, ones = hit[1].partition("-")
        years = rules().small.get(tens)
        if years is not None:
            return (years + rules().small.get(ones, 0),) * 2
    return None


def _at(tokens: Sequence[Token], words: Sequence[str], i: int, floor: int) -> Mention | None:
    text = words[i]
    noun = rules().nouns.get(text)
    if noun is not None and not _modifies(tokens, words, i, noun):
        return _noun(tokens, words, i, noun, floor)
    years = age(text)
    if years is not None and not _before_noun(words, i):
        many = text.endswith("s")
        return _noun(tokens, words, i, Noun(text, "", years[0], years[1], many, ""), floor)
    if word(words, i + 1) in ("year", "yr", "y", "year-old", "yr-old") and text.isdigit() and not _before_noun(words, i + 2) and len(text) < 4:
        last = i + 2 + (word(words, i + 2) in ("old", "olds", "o"))
        made = _noun(tokens, words, i, Noun("", "", int(text), int(text), False, ""), floor)
        return None if made is None else replace(made, last=last, noun="year-old")
    if text in _HE:
        if text == "her" and _owned(tokens, words, i):
            return None
        return Mention(i, i + 1, Kind.PRONOUN, sex=_HE[text], noun=_SELF if text.endswith("self") else "")
    if text in _THEY:
        return Mention(i, i + 1, Kind.PRONOUN, low=2, high=None)
    if text in _NOBODY or (text == "no" and word(words, i + 1) in ("one", "other", "others")):
        last = i + (2 if text == "no" else 1)
        last += word(words, last) == "else"
        if word(words, last) == "of":
            last = _of_whom(words, last)
        return Mention(i, last, Kind.BARE, low=0, high=0, nobody=True)
    count = _count(words, i)
    if count is not None:
        return count
    return _name(tokens, i)


def _modifies(tokens: Sequence[Token], words: Sequence[str], i: int, noun: Noun) -> bool:
    """Whether the noun only describes the next one: "man" no, "teen" in "teen boy", "suspect" in "suspect vehicle"."""
    after = word(words, i + 1)
    if after in rules().nouns and not noun.plural:
        return True
    return not noun.plural and age(after) is not None


def _before_noun(words: Sequence[str], i: int) -> bool:
    """Whether a person noun follows the age within its phrase: "19-year-old college student"."""
    for j in range(i + 1, min(i + 5, len(words))):
        if words[j] in rules().nouns:
            return True
        if not words[j].isalpha() or words[j] in _closing():
            return False
    return False


@cache
def _closing() -> frozenset[str]:
    table = rules().words
    return table["prepositions"] | table["passive"] | table["breaks"] | table["relatives"] | table["speech"] | {"and", "or"}


def _owned(tokens: Sequence[Token], words: Sequence[str], i: int) -> bool:
    """Whether "her" owns what follows: it is no mention of its own then."""
    after = word(words, i + 1)
    return bool(after) and after[0].isalnum() and after not in _closing() and after not in rules().words["breaks"]


def _noun(tokens: Sequence[Token], words: Sequence[str], i: int, noun: Noun, floor: int) -> Mention | None:
    """A phrase whose head is the person noun at ``i``: walk back to its article or number."""
    made = Mention(
        i, i + 1, Kind.BARE, sex=noun.sex, young=noun.low, old=noun.high, role=noun.role, noun=noun.word,
        low=2 if noun.plural else 1, high=None if noun.plural else 1,
    )  # fmt: skip
    if noun.count > 1:
        made = replace(made, low=noun.count, high=noun.count)
    table = rules().words
    j = i - 1
    first = max(floor, i - _REACH)
    while j >= first:
        text = words[j]
        years = age(text)
        count = number(words, j)
        if years is not None:
            made = replace(made, first=j, young=max(made.young, years[0]) if years[0] <= made.old else years[0],
                           old=min(made.old, years[1]) if years[1] >= made.young else years[1])  # fmt: skip
        elif count is not None and word(words, j + 1) not in ("year", "month", "years", "months", "year-old"):
            made = _counted(made, j, count, noun)
            if text == "one" and word(words, j - 1) not in table["definite"]:
                return replace(made, kind=Kind.NEW)
            made = replace(made, kind=Kind.NEW)
            if word(words, j - 1) not in table["definite"] | table["indefinite"] | table["others"] | {"of", "and"}:
                return made
        elif count is not None:
            years = (count, count) if word(words, j + 1).startswith("year") else (0, 1)
            made = replace(made, first=j, young=years[0], old=years[1])
        elif text in ("no",):
            return replace(made, first=j, low=0, high=0, nobody=True, kind=Kind.BARE)
        elif text in table["indefinite"]:
            extra = text == "another"
            made = replace(made, first=j, kind=Kind.NEW, apart=made.apart or extra)
            if not extra or noun.plural:
                pass
            return _open_before(words, made, floor) if text == "a" else made
        elif text in table["definite"]:
            if text == "both":
                return replace(made, first=j, kind=Kind.KNOWN, low=2, high=2)
            return replace(made, first=j, kind=Kind.KNOWN)
        elif text in table["others"]:
            made = replace(made, first=j, apart=True, kind=Kind.NEW if text not in ("other", "more") else made.kind,
                           nth=_NTH.get(text, 0))  # fmt: skip
        elif text in rules().open:
            return _open_before(words, replace(made, first=j), floor)
        elif text == "of":
            made2 = _open_before(words, made, floor)
            return made2
        elif text in ("year", "old", "years", "-"):
            made = replace(made, first=j)
        elif text in rules().signs and word(words, j - 1) in table["definite"] | table["indefinite"] | table["others"]:
            made = replace(made, first=j)
        elif tokens[j].kind is not TokenKind.WORD or text in _closing() or text in rules().signs:
            break
        elif text == "'s" or text == "’s":
            return replace(made, first=made.first, kind=Kind.KNOWN)
        else:
            made = replace(made, first=j)
        j -= 1
    if j >= 0 and words[j] in ("'s", "’s"):
        return replace(made, kind=Kind.KNOWN)
    return made


def _counted(made: Mention, j: int, count: int, noun: Noun) -> Mention:
    if count > _MOST:
        return made
    return replace(made, first=j, low=count * noun.count, high=count * noun.count)


def _open_before(words: Sequence[str], made: Mention, floor: int) -> Mention:
    """The phrase with open number words before it: "several people", "a couple of men"."""
    for start in range(max(floor, made.first - 3), made.last):
        for phrase, low, high in rules().open.get(words[start], ()):
            if tuple(words[start : start + len(phrase)]) == phrase and start + len(phrase) <= made.last:
                return replace(made, first=min(start, made.first), kind=Kind.NEW, low=low, high=high or None)
    return made


def _count(words: Sequence[str], i: int) -> Mention | None:
    """A number that stands for people by itself: "killing one", "two others", "3 dead", "two of them"."""
    text = words[i]
    many = number(words, i)
    if many is not None and _counts_nothing(words, i, many):
        return None
    low: int
    high: int | None
    if many is not None and many <= _MOST:
        low, high = many, many
        last = i + 1
    elif text == "another":
        after = number(words, i + 1)
        low = high = after or 1
        last = i + (2 if after else 1)
    else:
        for phrase, least, most in rules().open.get(text, ()):
            if tuple(words[i : i + len(phrase)]) == phrase:
                low, high, last = least, most or None, i + len(phrase)
                break
        else:
            return None
    apart = text == "another"
    while word(words, last) in ("others", "other", "more", "additional"):
        apart = True
        last += 1
    part = word(words, last) == "of"
    if part:
        end = _of_whom(words, last)
        if end == last:
            part = False
            if text not in ("both",):
                return None
        last = end
    after = word(words, last)
    if after in ("-", "–", "—") and word(words, last + 1).startswith(("year", "month", "yr")):
        return None
    if age(after) is not None or after in rules().nouns:
        return None
    if after == "and" and many is not None and age(word(words, last + 1)) is not None and word(words, i).isdigit():
        return Mention(i, last, Kind.NEW, young=many, old=many, noun="year-old")  # "a 16 and 17-year-old"
    if not (apart or part or not after or not after[0].isalnum() or after in _closing() or _deed(after)
            or after in rules().words["adverbs"] or after in ("have", "has", "had")):  # fmt: skip
        return None
    if after in ("percent", "%"):
        return None
    return Mention(i, last, Kind.BARE, low=low, high=high, part=part, apart=apart)


def _counts_nothing(words: Sequence[str], i: int, many: int) -> bool:
    """Whether a number without a noun is an age, a year, a day or a label."""
    before = word(words, i - 1)
    if before == "of" and word(words, i - 2) in _PARENTS:
        return True
    if not word(words, i).isdigit():
        return False
    if "/" in (before, word(words, i + 1)):
        return True
    if 1900 <= many < 2100 or before in _MONTHS or before in ("page", "number", "no", "route", "highway", "channel", "interstate"):
        return True
    if before in ("$", "€", "£", "#") or (before == "," and word(words, i + 1) in (",", ")")) or len(word(words, i)) > 4:
        return True
    if before in ("was", "is") and not _deed(word(words, i + 1)):
        return True
    return not {"age", "ages", "aged"}.isdisjoint(words[max(0, i - 8) : i])


def _deed(text: str) -> bool:
    """Whether a fate that befalls a bare number ("2 killed", "one dies") begins with this word."""
    return any(s.form in ("done", "state") or (s.form == "alone" and len(s.words) == 1) for s in rules().signs.get(text, ()))


def _of_whom(words: Sequence[str], i: int) -> int:
    """The end of "of them", "of the victims", "of the five people" at ``i``, or ``i`` where it is neither."""
    if word(words, i + 1) in ("them", "whom", "us"):
        return i + 2
    if word(words, i + 1) in rules().words["definite"] or number(words, i + 1) is not None:
        for j in range(i + 2, min(i + 7, len(words))):
            if words[j] in rules().nouns or words[j] in ("injured", "wounded", "dead", "others"):
                return j + 1
    return i


def _name(tokens: Sequence[Token], i: int) -> Mention | None:
    """A run of capitalised words that may be a person's name."""
    if not _capital(tokens, i):
        return None
    j = i
    while j < len(tokens) and j - i < 6:
        text = tokens[j].text
        if _capital(tokens, j) or (j > i and (text == "." and len(tokens[j - 1].text) <= 2)):
            j += 1
        elif j > i and text.lower() in ("de", "la", "del", "van", "von", "al", "el") and _capital(tokens, j + 1):
            j += 1
        elif j > i and text == "," and j + 1 < len(tokens) and tokens[j + 1].lower in _TITLES:
            j += 2
        else:
            break
    name = tuple(t.lower for t in tokens[i:j] if t.kind is TokenKind.WORD and t.lower not in _TITLES)
    if j == i + 1 and len(tokens[i].text) <= 5 and tokens[i].text.isupper():
        return Mention(i, j, Kind.NAME)
    return Mention(i, j, Kind.NAME, name=() if not _PLACES.isdisjoint(name) else name) if name else None


def _with_name(tokens: Sequence[Token], made: Mention) -> Mention:
    """The mention with the name right after its noun: "the boy Otte Lind"."""
    if made.kind is Kind.PRONOUN or not made.noun or not made.single:
        return made
    called = _name(tokens, made.last)
    return made if called is None or not called.name else replace(made, last=called.last, name=called.name)


def _capital(tokens: Sequence[Token], i: int) -> bool:
    if i >= len(tokens) or tokens[i].kind is not TokenKind.WORD:
        return False
    text = tokens[i].text
    lower = tokens[i].lower
    return text[0].isupper() and not (lower in _NEVER_NAMES or lower in rules().nouns or lower in rules().signs or lower in _closing())


def _tail(tokens: Sequence[Token], words: Sequence[str], made: Mention, named: bool) -> Mention:
    """What follows the head: a name, an age between commas, "'s", "of them"."""
    made = _with_name(tokens, made) if named else made
    j = made.last
    open_ = word(words, j) in (",", "(", "-")
    years = number(words, j + 1) if open_ and not made.nobody and word(words, j + 1).isdigit() else None
    if years is not None and years <= OLDEST and word(words, j + 2) in (",", ")", ".", "", ";", "-", "of", "and", "'s", "’s"):
        if made.single:
            made = replace(made, young=years, old=years, last=j + 2)
            made = replace(made, last=made.last + (word(words, made.last) == ")"))
    elif open_ and age(word(words, j + 1)) is not None and made.single and not _before_noun(words, j + 1):
        low, high = age(word(words, j + 1)) or (0, OLDEST)
        made = replace(made, young=low, old=high, last=j + 2)
    elif word(words, j) in ("aged", "age") and number(words, j + 1) is not None and made.single:
        years = number(words, j + 1) or 0
        made = replace(made, young=years, old=years, last=j + 2)
    made = _with_name(tokens, made) if named and not made.name and made.kind is not Kind.NAME else made
    if word(words, made.last) in ("'s", "’s", "'"):
        made = replace(made, owner=True)
    return made
