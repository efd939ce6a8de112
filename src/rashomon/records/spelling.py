"""Spellings of one name: accents, hyphens, letters lost between alphabets, and short forms of first names."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_FIRST_NAMES = """
    lawrence larry
    william bill will billy willy
    robert bob rob bobby robbie
    richard dick rick rich ricky
    james jim jimmy jamie
    john johnny jack
    joseph joe joey
    michael mike mick mickey
    thomas tom tommy
    charles charlie chuck
    edward ed eddie ted
    anthony tony
    antonio toni
    daniel dan danny
    david dave
    donald don donnie
    kenneth ken kenny
    steven steve stephen
    timothy tim timmy
    gregory greg gregg
    jeffrey jeff geoffrey
    ronald ron ronnie
    samuel sam sammy
    benjamin ben benny
    matthew matt matthias
    andrew andy drew
    christopher chris
    nicholas nick nicolas
    peter pete
    patrick pat
    philip phil phillip
    alexander alex sasha aleksandr alexandr oleksandr
    vladimir volodymyr volodya
    sergei sergey serhiy serhii
    dmitry dmitri dmitriy dmytro
    andrei andrey andriy
    alexei alexey aleksei oleksiy
    mikhail mykhailo
    nikolai nikolay mykola
    yuri yuriy yury
    muhammad mohammed mohamed mohammad muhammed mohamad mahomed
    ahmed ahmad
    hussein hussain husain hossein
    hassan hasan
    yusuf youssef yousef yousuf yusef
    ibrahim ebrahim
    khalid khaled
    umar omar umer
    said saeed sayed saied
    elizabeth liz beth betty lizzie
    katherine kate kathy catherine kathryn katie cathy
    margaret maggie meg peggy
    susan sue suzy
    jennifer jen jenny
    deborah debbie deb debra
    patricia patty trish
    victoria vicky
    rebecca becky
    barbara barb
    pamela pam
    cynthia cindy
    judith judy
    jessica jess
    theodore theo
    walter walt
    douglas doug
    raymond ray
    leonard len lenny
    frederick fred freddie
    harold hal
    henry hank
    albert al bert
    arthur art
    eugene gene
    gerald gerry jerry
    maurice mo
    francis frank
    vincent vince
    zachary zach zack
    joshua josh
    jonathan jon
    nathaniel nate nathan
"""
"""First names, each line one name: the full form, then what it is shortened to and how else it is written."""

SHORT_NAMES = {form: line.split()[0] for line in _FIRST_NAMES.strip().splitlines() for form in line.split()[1:]}
"""A short or other form of a first name -> the name it is taken for."""

LONGEST = 40
"""Letters of the longest word compared letter by letter; names are shorter, and longer ones are equal or different."""


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """The word in lower case without accents, apostrophes and hyphens."""
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in decomposed if c.isalnum())


def plain_words(text: str) -> list[str]:
    """The words of a text in order, without case, accents and marks: as people type them who look for them."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in bare).split()


@lru_cache(maxsize=8192)
def skeleton(word: str) -> str:
    """The first letter and the consonants of a word, letters that alphabets confuse taken as one: the block in which
    spellings of a name meet ("Zelensky" and "Zelenskyy", "Derse" and "Darsi")."""
    letters = folded(word).replace("ph", "f").replace("kh", "h").replace("ck", "k")
    kept = letters[:1] + "".join(_CONFUSED.get(c, c) for c in letters[1:] if c not in "aeiouyhw")
    return "".join(c for n, c in enumerate(kept) if not n or c != kept[n - 1])


_CONFUSED = {"c": "k", "q": "k", "z": "s", "v": "f", "g": "j", "d": "t", "b": "p"}


def near_spelling(a: str, b: str) -> bool:
    """Whether two words are spellings of one: at most one edit for every five letters of the longer (methods.md 6.3),
    and one `skeleton`, since another consonant is another name ("Marina", "Marisa"). Words of fewer than five letters
    must be equal but for accents."""
    a, b = folded(a), folded(b)
    if a == b:
        return True
    longer = max(len(a), len(b))
    if longer < 5 or longer > LONGEST or skeleton(a) != skeleton(b):
        return False
    return within(a, b, longer // 5)


def within(a: str, b: str, most: int) -> bool:
    """Whether ``a`` becomes ``b`` by at most ``most`` insertions, deletions or changes of a letter (Levenshtein)."""
    if abs(len(a) - len(b)) > most:
        return False
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (letter != other))
        if min(row) > most:
            return False
    return row[-1] <= most


def one_first_name(a: str, b: str, *, spelt: bool = True) -> bool:
    """Whether two first names may be one: equal, an initial, a short form ("Larry", "Lawrence"), or, where ``spelt``,
    one but for spelling: a single report does not spell a person's name in two ways, but may name a brother."""
    a, b = folded(a), folded(b)
    if a == b or (1 in (len(a), len(b)) and a[:1] == b[:1]):
        return True
    if SHORT_NAMES.get(a, a) == SHORT_NAMES.get(b, b):
        return True
    return spelt and min(len(a), len(b)) > 5 and near_spelling(a, b) and not _of_two_genders(a, b)


def _of_two_genders(a: str, b: str) -> bool:
    """Whether two first names differ in a last vowel alone ("Daniel", "Daniela"; "Antonio", "Antonia")."""
    short, long = sorted((a, b), key=len)
    return (long[:-1] == short and long[-1] in "ae") or (
        long[:-1] == short[:-1] and {long[-1], short[-1]} <= set("aeo")
    )
