"""What befell whom in one sentence: words of a fate, and the persons they are said of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.understand.casualties.mention import Kind, Mention, word
from rashomon.understand.casualties.rules import Sign, rules

_CLAUSE = 8  # tokens before "and" in which the fate before it was told: its persons go on
_BACK = 30  # tokens back from a fate to its person
_NEAR = 4  # tokens between a deed and its object
_BOUNDS = frozenset(
    ("the", "at", "least", "up", "more", "than", "about", "as", "nearly", "almost", "over", "some", "around")
)
_DEAD_THINGS = frozenset(
    ("end", "ends", "sleep", "heat", "center", "zone", "weight", "line", "sea", "serious", "set", "wrong")
)
_DASHES = frozenset(("—", "–", "--", "-"))
_JOINED = 12  # mentions joined by commas and "and"
_ASIDE = 15  # tokens between two dashes
_IRREAL = 6  # tokens before a deed in which "tried to" may stand


@dataclass(frozen=True, slots=True)
class Told:
    """One fate told in a sentence: tokens ``first`` up to ``last``, and the persons it is said of (none: only that it
    befell somebody, ``low`` to ``high`` of them)."""

    fate: str
    form: str
    first: int
    last: int
    persons: tuple[int, ...] = ()
    low: int = 0
    high: int | None = None
    weak: bool = False
    doer: int | None = None


def told(words: Sequence[str], people: Sequence[Mention], *, title: bool = False) -> list[Told]:
    """The fates told in a sentence, in order; in a ``title`` a comma joins as "and" does."""
    starts = {m.first: k for k, m in enumerate(people)}
    ends = {m.last: k for k, m in enumerate(people)}
    inside = [-1] * len(words)
    for k, m in enumerate(people):
        for j in range(m.first, m.last):
            inside[j] = k
    scene = _Scene(words, people, starts, ends, inside, title)
    found: list[Told] = []
    i = 0
    while i < len(words):
        signs = _matches(words, i)
        if not signs:
            teller = _teller(words, i)
            if teller is not None:
                found.append(teller)
                i = teller.last
            else:
                i += 1
            continue
        made = next((m for m in (scene.read(sign, i, found) for sign in signs) if m is not None), None)
        if made is not None:
            found.append(made)
        i += len(signs[0].words)
    return found


def _matches(words: Sequence[str], i: int) -> list[Sign]:
    """The longest signs at ``i``: more than one where the same words stand to their victims in different ways."""
    found: list[Sign] = []
    for sign in rules().signs.get(words[i], ()):
        if found and len(sign.words) < len(found[0].words):
            break
        if tuple(words[i : i + len(sign.words)]) == sign.words:
            found.append(sign)
    return found


def _teller(words: Sequence[str], i: int) -> Told | None:
    for phrase, fate, low, high in rules().tellers.get(words[i], ()):
        if tuple(words[i : i + len(phrase)]) == phrase and word(words, i - 1) not in rules().words["attempts"]:
            return Told(fate, "teller", i, i + len(phrase), low=low, high=high or None)
    return None


@dataclass(frozen=True, slots=True)
class _Scene:
    words: Sequence[str]
    people: Sequence[Mention]
    starts: dict[int, int]
    ends: dict[int, int]
    inside: Sequence[int]
    title: bool

    def read(self, sign: Sign, i: int, before: Sequence[Told]) -> Told | None:
        """The fate at ``i`` with its persons, or None where it befell nobody or only in thought."""
        last = i + len(sign.words)
        if self.irreal(i, sign):
            return None
        fate, form = sign.fate, sign.form
        if self.noise(i, sign):
            return None
        if self.inside[i] >= 0 and form in ("done", "state"):
            return Told(fate, form, i, last, (self.inside[i],))
        if form == "noun":
            persons = self.of(i, last)
            return Told(fate, form, i, last, persons) if persons else None
        if form == "doing":
            persons = self.object(last)
            if persons and self.people[persons[0]].role == "suspect" and self.people[persons[0]].kind is Kind.BARE:
                return None  # "the shooting suspect"
            return Told(self.to_death(fate, persons), form, i, last, persons) if persons else None
        if form == "self":
            return Told(fate, form, i, last, self.self(i, last, before))
        if form == "done" and not self.passive(i):
            turned = word(self.words, last) in ("was", "were") and word(self.words, i - 1) in ("also", "", "among")
            persons = self.object(last + turned)
            if persons:
                doer = next(iter(self.subject(i, (), form)), None)
                return Told(self.to_death(fate, persons), "did", i, last, persons, doer=doer)
            aimed = sign.fate == "struck" and word(self.words, last) in ("at", "into", "toward", "towards", "from")
            if aimed and not self.reduced(i):
                return None  # "shot at the door"
        persons = self.subject(i, before, form)
        beside = last + (word(self.words, last) == ",")
        if persons and self.words[beside : beside + 2] in (["along", "with"], ["together", "with"]):
            persons = (*persons, *(k for k in self.object(beside + 2) if k not in persons))
        if form == "state" and not persons:
            persons = self.after_state(last)
        if sign.words == ("die",) and all(self.people[k].single for k in persons):
            return None  # "don't let him die"
        return Told(fate, form, i, last, persons) if persons else None

    def to_death(self, fate: str, persons: tuple[int, ...]) -> str:
        """ "Shot two men to death", "shot him dead": dead, not only struck."""
        after = self.people[persons[-1]].last
        words = tuple(self.words[after : after + 2])
        return "dead" if fate == "struck" and (words == ("to", "death") or words[:1] == ("dead",)) else fate

    def self(self, i: int, last: int, before: Sequence[Told]) -> tuple[int, ...]:
        """Who did it to himself, and those joined to "himself"; nobody where the sentence does not name them."""
        hurt = {k for told_ in before for k in told_.persons if told_.form in ("did", "doing")}
        doers = [told_.doer for told_ in reversed(before) if told_.doer is not None]
        found = [k for k in self.subject(i, (), "alone") if k not in hurt and self.people[k].single][-1:] or doers[:1]
        joined = self.object(last + 1) if word(self.words, last) == "and" else ()
        if joined and word(self.words, self.people[joined[-1]].last) in rules().words["passive"]:
            joined = ()
        return (*found, *(k for k in joined if k not in found))

    def noise(self, i: int, sign: Sign) -> bool:
        """Whether "shot" is a shot fired, and no one hit."""
        if sign.words == ("dead",):
            return word(self.words, i + 1) in _DEAD_THINGS
        if sign.words != ("shot",):
            return False
        before = self.words[i - 1] if i else ""
        if before in ("a", "the", "single", "first", "each", "that", "gun", "mug", "per", "warning"):
            return True
        return before in ("one", "another", "last") and not {"fired", "heard", "fires", "firing"}.isdisjoint(
            self.words[max(0, i - 4) : i]
        )

    def irreal(self, i: int, sign: Sign) -> bool:
        """Whether the deed is only tried, feared or thought of."""
        table = rules().words
        for j in range(i - 1, max(-1, i - 1 - _IRREAL), -1):
            text = self.words[j]
            if text in (",", ";", ":", "and", "but") or text in table["relatives"]:
                return False
            if text in table["irreal"]:
                return text != "could" or word(self.words, j + 1) != "not" or sign.fate != "dead"
            if text == "to" and j == i - 1 and sign.form in ("doing", "alone", "self"):
                return word(self.words, j - 1) not in ("appeared", "believed", "before", "thought", "first")
            if self.inside[j] >= 0 and sign.form != "done":
                return False
        return False

    def passive(self, i: int) -> bool:
        table = rules().words
        j = i - 1
        while j >= 0 and i - j <= 5:
            if self.words[j] in table["passive"]:
                return True
            if self.words[j] not in table["adverbs"]:
                return False
            j -= 1
        return False

    def reduced(self, i: int) -> bool:
        """Whether a participle without "was" stands right behind its person: "a man shot at a party"."""
        j = i - 1
        while j >= 0 and self.words[j] in rules().words["adverbs"]:
            j -= 1
        k = self.inside[j] if j >= 0 else -1
        return k >= 0 and self.people[k].kind in (Kind.NEW, Kind.BARE)

    def subject(self, i: int, before: Sequence[Told], form: str) -> tuple[int, ...]:
        """The persons of whom the words at ``i`` are said: leftwards in the clause, else those of the fate before."""
        table = rules().words
        j = i - 1
        lapsed: int | None = None
        while j >= 0 and i - j <= _BACK:
            text = self.words[j]
            k = self.inside[j]
            if k >= 0:
                m = self.people[k]
                j = m.first - 1
                if m.owner or (m.kind is Kind.NAME and i - m.last > 14):
                    continue
                told_of = word(self.words, m.last) in ("who", "that") and m.kind is not Kind.PRONOUN
                if told_of or (m.last == i and form in ("done", "state")):
                    return self.whole(self.joined_left(k))
                if self.words[m.first - 1 if m.first else 0] in table["prepositions"] and m.first and not m.part:
                    lapsed = k if lapsed is None and m.kind is not Kind.NAME else lapsed
                    continue
                return self.whole(self.joined_left(k))
            if text in _DASHES:
                opening = next((k for k in range(j - 1, max(-1, j - _ASIDE), -1) if self.words[k] in _DASHES), None)
                if opening is None:
                    break
                j = opening - 1  # "two people - one a girl - were shot"
                continue
            if text in table["breaks"] or text in (";", ":"):
                break
            if text in table["speech"] and i - j > 1:
                break
            if (
                text in ("and", "but", "or")
                and j < i - 1
                and form != "alone"
                and before
                and before[-1].persons
                and before[-1].last > j - _CLAUSE
            ):
                break
            j -= 1
        if before and (lapsed is None or form == "alone"):
            last = next((t for t in reversed(before) if t.persons), None)
            if last is not None and i - last.last <= _BACK:
                return last.persons
        return (lapsed,) if lapsed is not None else ()

    def joined_left(self, k: int) -> tuple[int, ...]:
        """The mention and those joined to it before: "a man, a boy and a girl"."""
        group = [k]
        while group[0] > 0 and len(group) < _JOINED:
            left, right = self.people[group[0] - 1], self.people[group[0]]
            gap = self.words[left.last : right.first]
            if (
                left.kind is Kind.PRONOUN
                or left.owner
                or not gap
                or len(gap) > 2
                or not all(w in (",", "and", "&", "both") for w in gap)
            ):
                break
            if left.kind is Kind.NAME and right.kind is Kind.BARE:
                break  # "near Karrow, one dead"
            if list(gap) == [","] and len(group) == 1 and not self.title:
                break
            group.insert(0, group[0] - 1)
        return tuple(group)

    def whole(self, group: tuple[int, ...]) -> tuple[int, ...]:
        """Without the parts where the first says the whole: "four people, three women and a man, were ..."."""
        first, rest = self.people[group[0]], [self.people[k] for k in group[1:]]
        if rest and first.low > 1 and all(m.kind is Kind.BARE and m.high is None for m in rest):
            return group[:1]  # "five men and women"
        return group[:1] if len(rest) > 0 and first.low > 1 and first.low == sum(m.low for m in rest) else group

    def object(self, i: int) -> tuple[int, ...]:
        """The persons right after a deed, with those joined to them."""
        found: list[int] = []
        for j in range(i, min(i + _NEAR, len(self.words))):
            k = self.inside[j]
            if k >= 0:
                if self.people[k].first == j and not self.people[k].owner:
                    found.append(k)
                break
            if self.words[j] == "at" and word(self.words, j + 1) not in ("least", "about"):
                break
            if self.words[j] not in rules().words["adverbs"] | _BOUNDS:
                break
        while found and found[-1] + 1 < len(self.people) and len(found) < _JOINED:
            left, right = self.people[found[-1]], self.people[found[-1] + 1]
            gap = self.words[left.last : right.first]
            if not gap or len(gap) > 2 or not all(w in (",", "and", "&") for w in gap):
                break
            after = word(self.words, right.last)
            if after in rules().words["passive"] or (right.last < len(self.words) and _matches(self.words, right.last)):
                break
            found.append(found[-1] + 1)
        while len(found) > 1 and not self.title and not self.tied(found[-2], found[-1]):
            found.pop()
        return self.whole(tuple(found)) if found else ()

    def tied(self, a: int, b: int) -> bool:
        """Whether "and" stands between two mentions."""
        return not {"and", "&"}.isdisjoint(self.words[self.people[a].last : self.people[b].first])

    def of(self, i: int, last: int) -> tuple[int, ...]:
        """The persons a noun of a fate is of: "the death of two boys", "Ruiz's death", "a teen's killing"."""
        if word(self.words, last) == "of":
            return self.object(last + 1)
        for j in range(i - 1, max(-1, i - 4), -1):
            if self.words[j] in ("'s", "’s", "'", "’"):
                k = self.ends.get(j)
                return () if k is None else (k,)
            if self.inside[j] >= 0 or self.words[j] in rules().words["prepositions"]:
                break
        return ()

    def after_state(self, last: int) -> tuple[int, ...]:
        """ "dead: two men", "injured two others" after "left": only numbers right after."""
        if word(self.words, last) in (":",):
            return self.object(last + 1)
        return ()


def weak(words: Sequence[str]) -> Iterator[Told]:
    """Words that only say such a thing befell somebody."""
    table = rules().words
    for i, text in enumerate(words):
        for phrase, fate in rules().weak.get(text, ()):
            if tuple(words[i : i + len(phrase)]) != phrase:
                continue
            if word(words, i + len(phrase)) in table["units"] or word(words, i - 1) in table["attempts"]:
                break
            yield Told(fate, "weak", i, i + len(phrase), low=1, weak=True)
            break
