"""Persons' names by their capitals, and what stands right behind a phrase of persons: a name, an age, "'s"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.understand.casualties.mention import Kind, Mention, age, closing, number, word
from rashomon.understand.casualties.rules import OLDEST, rules
from rashomon.understand.parts import Token, TokenKind

_LONGEST = 6  # tokens of a name
_ACRONYM = 5  # letters of a word in capitals that is no name by itself: "SUV"
_BESIDE = 5  # tokens in which a person noun follows an age
_AFTER_AGE = (",", ")", ".", "", ";", "-", "of", "and", "'s", "’s")
_OWNING = ("'s", "’s", "'")


def name_at(tokens: Sequence[Token], i: int) -> Mention | None:
    """A run of capitalised words; without ``name`` where it is no person's."""
    if not _capital(tokens, i):
        return None
    titles = rules().words["name_titles"]
    j = i
    while j < len(tokens) and j - i < _LONGEST:
        text = tokens[j].text
        initial = j > i and text == "." and len(tokens[j - 1].text) <= 2
        particle = j > i and tokens[j].lower in rules().words["name_particles"] and _capital(tokens, j + 1)
        if _capital(tokens, j) or initial or particle:
            j += 1
        elif j > i and text == "," and j + 1 < len(tokens) and tokens[j + 1].lower in titles:
            j += 2
        else:
            break
    name = tuple(t.lower for t in tokens[i:j] if t.kind is TokenKind.WORD and t.lower not in titles)
    acronym = j == i + 1 and len(tokens[i].text) <= _ACRONYM and tokens[i].text.isupper()
    person = name and not acronym and rules().words["place_names"].isdisjoint(name)
    return Mention(i, j, Kind.NAME, name=name if person else ())


def _capital(tokens: Sequence[Token], i: int) -> bool:
    if i >= len(tokens) or tokens[i].kind is not TokenKind.WORD or not tokens[i].text[0].isupper():
        return False
    lower = tokens[i].lower
    table = rules()
    return not (
        lower in table.words["never_names"] or lower in table.nouns or lower in table.signs or lower in closing()
    )


def tail(tokens: Sequence[Token], words: Sequence[str], made: Mention, *, named: bool) -> Mention:
    """The mention with the name and age behind it, and whether "'s" follows."""
    made = _with_name(tokens, made) if named else made
    made = _with_age(words, made)
    made = _with_name(tokens, made) if named and not made.name else made
    return replace(made, owner=True) if word(words, made.last) in _OWNING else made


def _with_name(tokens: Sequence[Token], made: Mention) -> Mention:
    """The mention with the name right after its noun: "the boy Otte Lind"."""
    if made.kind in (Kind.PRONOUN, Kind.NAME) or not made.noun or not made.single:
        return made
    called = name_at(tokens, made.last)
    return made if called is None or not called.name else replace(made, last=called.last, name=called.name)


def _with_age(words: Sequence[str], made: Mention) -> Mention:
    """The mention with its age: ", 19,", "(19)", "aged 19", ", a 19-year-old,"."""
    if not made.single:
        return made
    j = made.last
    after = word(words, j + 1)
    years = number(words, j + 1)
    opened = word(words, j) in (",", "(", "-")
    if opened and years is not None and after.isdecimal() and years <= OLDEST and word(words, j + 2) in _AFTER_AGE:
        return replace(made, young=years, old=years, last=j + 2 + (word(words, j + 2) == ")"))
    told = age(after)
    if opened and told is not None and not before_noun(words, j + 1):
        return replace(made, young=told[0], old=told[1], last=j + 2)
    if word(words, j) in ("aged", "age") and years is not None:
        return replace(made, young=years, old=years, last=j + 2)
    return made


def before_noun(words: Sequence[str], i: int) -> bool:
    """Whether a person noun follows the age within its phrase: "19-year-old college student"."""
    for j in range(i + 1, min(i + _BESIDE, len(words))):
        if words[j] in rules().nouns:
            return True
        if not words[j].isalpha() or words[j] in closing():
            return False
    return False


def appositions(words: Sequence[str], found: Sequence[Mention]) -> list[Mention]:
    """ "Ana Ruiz, a 19-year-old student, ..." and "the victim, Ana Ruiz, ..." are one mention each."""
    kept: list[Mention] = []
    for m in found:
        before = kept[-1] if kept else None
        if before is not None and _apposed(words, before, m):
            noun, name = (m, before) if before.kind is Kind.NAME else (before, m)
            kept[-1] = replace(
                noun, first=before.first, last=m.last, name=name.name, young=max(m.young, before.young),
                old=min(m.old, before.old), kind=Kind.NAME if before.kind is Kind.NAME else noun.kind,
            )  # fmt: skip
        else:
            kept.append(m)
    return kept


def _apposed(words: Sequence[str], a: Mention, b: Mention) -> bool:
    if not (a.single and b.single) or words[a.last : b.first] != [","] or a.owner or b.owner:
        return False
    if word(words, b.last) not in (",", ".", "", ")", ";") or (a.name and b.name) or not (b.noun or b.name):
        return False
    one_name = (a.kind is Kind.NAME) != (b.kind is Kind.NAME)
    return one_name and Kind.PRONOUN not in (a.kind, b.kind) and max(a.young, b.young) <= min(a.old, b.old)
