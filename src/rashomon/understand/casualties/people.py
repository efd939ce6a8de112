"""Persons as a sentence tells of them: "a 19-year-old man", "two others", "the victim", "Ana Ruiz, 40", "he"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.understand.casualties.mention import Kind, Mention, age, closing, number, word
from rashomon.understand.casualties.named import appositions, before_noun, name_at, tail
from rashomon.understand.casualties.numbered import numbered, of_whom
from rashomon.understand.casualties.rules import Noun, rules
from rashomon.understand.parts import Token, TokenKind

_REACH = 8  # tokens back from a noun in which its article or number may stand
_OPEN = 3  # tokens before a phrase in which "a couple of" may stand
_HE = {"he": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
_THEY = frozenset(("they", "them", "themselves"))
_NOBODY = frozenset(("nobody", "none", "neither"))
_YEARS = ("year", "years", "month", "months", "year-old")


def mentions(tokens: Sequence[Token], *, named: bool = True) -> list[Mention]:
    """The persons told of in a sentence, in order, not overlapping; ``named`` False: capitals tell no names (a title
    in capitals)."""
    words = [t.lower for t in tokens]
    found: list[Mention] = []
    i = firm = 0
    while i < len(words):
        made = _at(tokens, words, i, firm)
        if made is None:
            i += 1
            continue
        if made.kind is Kind.NAME and not (named and made.name):
            i = made.last
            continue
        made = tail(tokens, words, made, named=named)
        while found and made.first < found[-1].last:  # "two" of "two young men", "Orlen" of "an Orlen man"
            found.pop()
        found.append(made)
        i = made.last
        firm = i if made.noun or made.kind not in (Kind.NAME, Kind.BARE) else firm
    return appositions(words, found)


def _at(tokens: Sequence[Token], words: Sequence[str], i: int, floor: int) -> Mention | None:
    text = words[i]
    noun = rules().nouns.get(text)
    if noun is not None and not _modifies(words, i, noun):
        return _Phrase(tokens, words, i, noun, floor).read()
    years = age(text)
    if years is not None and not before_noun(words, i):
        return _Phrase(tokens, words, i, Noun(text, "", *years, text.endswith("s"), ""), floor).read()
    if text.isdecimal() and len(text) < 4 and word(words, i + 1) in ("year", "yr", "y", "year-old", "yr-old"):
        if before_noun(words, i + 2):
            return None
        last = i + 2 + (word(words, i + 2) in ("old", "olds", "o"))
        made = _Phrase(tokens, words, i, Noun("", "", int(text), int(text), False, ""), floor).read()
        return replace(made, last=last, noun="year-old")
    return _pronoun(words, i) or _nobody(words, i) or numbered(words, i) or name_at(tokens, i)


def _modifies(words: Sequence[str], i: int, noun: Noun) -> bool:
    """Whether the noun only describes the next one: "teen" of "teen boy", "student" of "student, 19-year-old"."""
    after = word(words, i + 1)
    if noun.many > 1 and after == "of":
        return True  # "a couple of men"
    return not noun.plural and (after in rules().nouns or age(after) is not None)


def _pronoun(words: Sequence[str], i: int) -> Mention | None:
    text = words[i]
    if text in _THEY:
        return Mention(i, i + 1, Kind.PRONOUN, low=2, high=None)
    if text not in _HE or (text == "her" and _owned(words, i)):
        return None
    return Mention(i, i + 1, Kind.PRONOUN, sex=_HE[text], himself=text.endswith("self"))


def _owned(words: Sequence[str], i: int) -> bool:
    """Whether "her" owns what follows: it is no mention of its own then."""
    after = word(words, i + 1)
    return bool(after) and after[0].isalnum() and after not in closing()


def _nobody(words: Sequence[str], i: int) -> Mention | None:
    text = words[i]
    if text not in _NOBODY and not (text == "no" and word(words, i + 1) in ("one", "other", "others")):
        return None
    last = i + (2 if text == "no" else 1)
    last += word(words, last) == "else"
    return Mention(
        i, of_whom(words, last) if word(words, last) == "of" else last, Kind.BARE, low=0, high=0, nobody=True
    )


class _Phrase:
    """A phrase whose head is a person noun: what stands before it, back to its article or number."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[str], i: int, noun: Noun, floor: int) -> None:
        self.tokens, self.words, self.floor, self.noun = tokens, words, floor, noun
        self.head = i
        low, high = (noun.many, noun.many) if noun.many > 1 else (2, None) if noun.plural else (1, 1)
        self.made = Mention(
            i, i + 1, Kind.BARE, low=low, high=high, sex=noun.sex, young=noun.low, old=noun.high, role=noun.role,
            noun=noun.word,
        )  # fmt: skip

    def read(self) -> Mention:
        """The mention."""
        j = self.head - 1
        while j >= max(self.floor, self.head - _REACH):
            if not self.take(j):
                break
            j -= 1
        if self.made.kind is Kind.BARE and word(self.words, self.made.first - 1) in ("'s", "’s"):
            return replace(self.made, kind=Kind.KNOWN)
        return self.made

    def take(self, j: int) -> bool:
        """Take the word at ``j`` into the phrase; False where the phrase ends with or before it."""
        text, table = self.words[j], rules().words
        years = age(text)
        if years is not None:
            self.aged(j, years)
            return True
        if number(self.words, j) is not None:
            return self.counted(j)
        if text == "no":
            self.made = replace(self.made, first=j, low=0, high=0, nobody=True, kind=Kind.BARE)
            return False
        if text in table["indefinite"] or text in table["definite"]:
            self.article(j)
            return False
        if text in table["others"]:
            kind = self.made.kind if text in ("other", "more") else Kind.NEW
            self.made = replace(self.made, first=j, apart=True, kind=kind, nth=rules().ordinals.get(text, 0))
            return True
        if text in rules().open or text == "of":
            self.open_before(j if text != "of" else self.made.first)
            return False
        if text in rules().signs:  # "the injured boy"
            inside = word(self.words, j - 1) in table["definite"] | table["indefinite"] | table["others"]
        else:
            inside = text in ("-",) or (self.tokens[j].kind is TokenKind.WORD and text not in closing() | {"'s", "’s"})
        self.made = replace(self.made, first=j) if inside else self.made
        return inside

    def aged(self, j: int, years: tuple[int, int]) -> None:
        """The age of "a 19-year-old man"; where it and the noun do not go together, the age counts."""
        made = self.made
        young, old = max(made.young, years[0]), min(made.old, years[1])
        self.made = replace(made, first=j, young=young, old=old) if young <= old else replace(
            made, first=j, young=years[0], old=years[1])  # fmt: skip

    def counted(self, j: int) -> bool:
        """The number of "three men", or the age of "19 year old man"."""
        many, after = number(self.words, j) or 0, word(self.words, j + 1)
        if after in _YEARS:
            years = (many, many) if after.startswith("year") else (0, 1)
            self.made = replace(self.made, first=j, young=years[0], old=years[1])
            return True
        many *= max(1, self.noun.many)
        self.made = replace(self.made, first=j, low=many, high=many, kind=Kind.NEW)
        table = rules().words
        return word(self.words, j - 1) in table["definite"] | table["indefinite"] | table["others"] | {"of"}

    def article(self, j: int) -> None:
        """ "A", "another", "the", "his", "both": the phrase begins here."""
        text, made = self.words[j], self.made
        if text == "both":
            self.made = replace(made, first=j, kind=Kind.KNOWN, low=2, high=2)
        elif text in rules().words["definite"]:
            self.made = replace(made, first=j, kind=Kind.KNOWN)
        else:
            self.made = replace(made, first=j, kind=Kind.NEW, apart=made.apart or text == "another")
            if text == "a":
                self.open_before(j)

    def open_before(self, first: int) -> None:
        """The open number words before the phrase: "several people", "a couple of men"."""
        self.made = replace(self.made, first=first)
        for start in range(max(self.floor, first - _OPEN), self.made.last):
            for phrase, low, high in rules().open.get(self.words[start], ()):
                end = start + len(phrase)
                if end <= self.made.last and tuple(self.words[start:end]) == phrase:
                    begin = min(start, first)
                    self.made = replace(self.made, first=begin, kind=Kind.NEW, low=low, high=high or None)
                    return
