"""Who is who across reports: the keys that reports give one person, body or place, brought to one (methods.md 6.3).

Within a report the understand room has already brought surnames, titles and short forms to one key. Here keys of
different reports meet in blocks (surname without its vowels, first letters, last word); two of a block are joined by
spelling, initials and short forms of first names, short forms of bodies, and words that only say what sort of body it
is. Two that one report keeps apart are never joined by spelling, nor two different full first names, nor a name that
fits two others. The outcome is a function of the set of names: order and repeats change nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rashomon.compare.graphs import Union
from rashomon.records import Name, NameKind, Statement, VoiceKind
from rashomon.records.spelling import SHORT_NAMES, folded, near_spelling, one_first_name, skeleton

BLOCK = 200
"""Keys of the largest block compared; in a larger one only equal keys are one (methods.md 6.3)."""

LONGEST = 12
"""Words of the longest name that short forms are looked for; a longer one is a list or a sentence."""

Place = tuple[str, str]  # report, key


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One entity as one report calls it: its key and kind there, the forms written, the other keys of the report."""

    report: str
    key: str
    kind: NameKind
    forms: frozenset[str]
    near: frozenset[str]


def called(report: str, names: Iterable[Name]) -> list[Called]:
    """The entities of a report from its names: the kind most of a key's mentions have, ties by name of the kind."""
    kinds: dict[str, Counter[NameKind]] = {}
    forms: dict[str, set[str]] = {}
    for name in names:
        kinds.setdefault(name.key, Counter())[name.kind] += 1
        forms.setdefault(name.key, set()).add(name.text)
    near = frozenset(kinds)
    return [
        Called(report=report, key=key, kind=_most(kinds[key]), forms=frozenset(forms[key]), near=near)
        for key in sorted(kinds)
    ]


def as_heard(statements: Iterable[Statement]) -> list[Called]:
    """The entities of the reports of some statements, from the names and the voices of these statements alone."""
    kinds: dict[Place, Counter[NameKind]] = {}
    forms: dict[Place, set[str]] = {}
    for statement in statements:
        told = [(n.key, n.kind, n.text) for n in statement.frame.names]
        told += [(v.key, _VOICES[v.kind], v.name) for v in statement.chain[1:] if v.kind in _VOICES]
        for key, kind, form in told:
            kinds.setdefault((statement.report_id, key), Counter())[kind] += 1
            forms.setdefault((statement.report_id, key), set()).add(form)
    near: dict[str, set[str]] = {}
    for report, key in kinds:
        near.setdefault(report, set()).add(key)
    return [
        Called(report=r, key=key, kind=_most(kinds[r, key]), forms=frozenset(forms[r, key]), near=frozenset(near[r]))
        for r, key in sorted(kinds)
    ]


def with_one_key(statements: Iterable[Statement], keys: Mapping[Place, str]) -> list[Statement]:
    """The statements with each voice under the key that stands for its entity across reports."""
    return [
        replace(
            s,
            chain=(
                s.chain[0],
                *(
                    replace(v, key=keys[s.report_id, v.key])
                    if v.kind in _VOICES and keys.get((s.report_id, v.key), v.key) != v.key
                    else v
                    for v in s.chain[1:]
                ),
            ),
        )
        for s in statements
    ]


_VOICES = {VoiceKind.PERSON: NameKind.PERSON, VoiceKind.INSTITUTION: NameKind.ORGANISATION}


def _most(kinds: Counter[NameKind]) -> NameKind:
    return min(kinds, key=lambda k: (-kinds[k], k is NameKind.OTHER, k.value))


@dataclass(slots=True)
class _Known:
    """All that the reports say of one key."""

    key: str
    words: tuple[str, ...]
    kinds: Counter[NameKind] = field(default_factory=Counter)
    forms: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    near: set[str] = field(default_factory=set)

    @property
    def kind(self) -> NameKind:
        return _most(self.kinds)

    @property
    def person(self) -> bool:
        return self.kind is NameKind.PERSON

    @property
    def rank(self) -> tuple[bool, int, int, str]:
        """The order in which keys stand for a group: no initials, in most reports, most words, then by letters."""
        return any(len(w) == 1 for w in self.words), -len(self.reports), -len(self.words), self.key


def resolve(heard: Iterable[Called], aliases: Mapping[str, str] | None = None) -> dict[Place, str]:
    """For each (report, key) the key that stands for its entity across all these reports.

    ``aliases``: keys that are one by a table given from outside ("derse" -> "derna"); it decides before all else.
    """
    table = aliases or {}
    known: dict[str, _Known] = {}
    places: set[Place] = set()
    for one in sorted(heard, key=lambda c: (c.report, c.key)):
        key = table.get(one.key, one.key)
        places.add((one.report, one.key))
        entry = known.setdefault(key, _Known(key, _words(key)))
        entry.kinds[one.kind] += 1
        entry.forms |= one.forms
        entry.reports.add(one.report)
        entry.near |= one.near - {one.key}
    groups = _groups(known)
    best: dict[str, str] = {}
    for key in sorted(known, key=lambda k: known[k].rank):
        best.setdefault(groups.find(key), key)
    return {(report, key): best[groups.find(table.get(key, key))] for report, key in sorted(places)}


def _words(key: str) -> tuple[str, ...]:
    """The words of a key; a hyphen parts words as a blank does ("al-orl", "do-ren")."""
    return tuple(key.replace("-", " ").split()) or (key,)


def _groups(known: Mapping[str, _Known]) -> Union:
    """The keys that are one, joined."""
    same = Union()
    full = [k for k in known.values() if k.person and len(k.words) > 1]
    _join_blocks(same, full, lambda k: [skeleton(_family(k.words))], one_person)
    bodies = [k for k in known.values() if not k.person and len(k.words) > 1]
    _join_blocks(same, bodies, lambda k: [skeleton(_core(k.words)[-1])], one_spelling)
    places = [k for k in known.values() if k.kind is NameKind.PLACE and len(k.words) == 1]
    _join_blocks(same, places, lambda k: [skeleton(k.key)], one_spelling)
    _join_short(same, known, _stands_for(bodies, same))
    _join_short(same, known, _surnames(full, same))
    return same


def _join_blocks(
    same: Union,
    keys: Sequence[_Known],
    blocks: Callable[[_Known], list[str]],
    one: Callable[[_Known, _Known], bool],
) -> None:
    """Joins within blocks what agrees with every member of a group so far; what fits two groups stays apart."""
    found: dict[str, list[_Known]] = {}
    for key in keys:
        for block in blocks(key):
            found.setdefault(block, []).append(key)
    for _, block_keys in sorted(found.items()):
        if not 1 < len(block_keys) <= BLOCK:
            continue
        groups: list[list[_Known]] = []
        for key in sorted(block_keys, key=lambda k: (any(len(w) == 1 for w in k.words), -len(k.words), k.key)):
            fits = [g for g in groups if all(one(key, member) for member in g)]
            if len(fits) == 1:
                fits[0].append(key)
            else:
                groups.append([key])
        for group in groups:
            for member in group[1:]:
                same.join(group[0].key, member.key)


def one_person(a: _Known, b: _Known) -> bool:
    """Whether two full names of different reports are one person's: surnames of one spelling, first names that agree,
    middle names that do not differ."""
    first, second = _given(a.words), _given(b.words)
    if not near_spelling(_family(a.words), _family(b.words)) or not one_first_name(first[0], second[0]):
        return False
    if _family(a.words) != _family(b.words) and 1 in (len(first[0]), len(second[0])):
        return False
    if a.reports & b.reports and (_spelt(a) != _spelt(b)):
        return False  # one report writes both: two people, unless one form only shortens the other
    return all(one_first_name(m, o) for m, o in zip(first[1:], second[1:], strict=False))


def _spelt(known: _Known) -> tuple[str, str]:
    """First letter of the first name, or the name that it is short for, and the surname."""
    first = folded(known.words[0])
    return SHORT_NAMES.get(first, first)[:1], folded(_family(known.words))


def _family(words: Sequence[str]) -> str:
    return words[-1]


def _given(words: Sequence[str]) -> Sequence[str]:
    return words[:-1]


def one_spelling(a: _Known, b: _Known) -> bool:
    """Whether two names of different reports are one, word for word, but for spelling; they share company and stand
    in no report together."""
    if a.kind is b.kind is NameKind.ORGANISATION and _core(a.words) == _core(b.words):
        return True
    if a.kind is not b.kind or len(a.words) != len(b.words) or a.reports & b.reports or not a.near & b.near:
        return False
    return all(near_spelling(x, y) for x, y in zip(a.words, b.words, strict=True))


def _core(words: Sequence[str]) -> Sequence[str]:
    """A body's name less the words at its end that only say what sort of body it is; the whole where little is left."""
    end = len(words)
    while end > 1 and words[end - 1] in SORTS:
        end -= 1
    return words[:end] if not set(words[:end]) <= _COMMON else words


Shorts = Mapping[str, set[str]]  # short form -> keys it may stand for


def _stands_for(bodies: Iterable[_Known], same: Union) -> Shorts:
    """Short forms of bodies: their first letters, and their names less the words that say what sort of body it is."""
    found: dict[str, set[str]] = {}
    for body in bodies:
        if len(body.words) > LONGEST:
            continue
        group = same.find(body.key)
        words = [w for w in body.words if w not in _SMALL]
        for size in range(2 if len(words) > 2 else len(words), len(words) + 1):
            found.setdefault("".join(w[0] for w in words[-size:]), set()).add(group)
        for cut in range(1, len(body.words)):
            if all(w in SORTS for w in body.words[cut:]) and not set(body.words[:cut]) <= SORTS:
                found.setdefault(" ".join(body.words[:cut]), set()).add(group)
            if body.kind is NameKind.ORGANISATION or len(body.words) - cut > 1:
                found.setdefault(" ".join(body.words[cut:]), set()).add(group)
    return found


def _surnames(full: Iterable[_Known], same: Union) -> Shorts:
    """Surnames, and other single words of names, by the persons they may mean."""
    found: dict[str, set[str]] = {}
    for person in full:
        for word in {person.words[-1], person.words[0], " ".join(person.words[1:])}:
            if len(word) > 1:
                found.setdefault(word, set()).add(same.find(person.key))
    return found


def _join_short(same: Union, known: Mapping[str, _Known], shorts: Shorts) -> None:
    """Joins a key to the one it is short for: the only one that reports of both share company with."""
    company: dict[str, set[str]] = {}
    for key, entry in known.items():
        company.setdefault(same.find(key), set()).update(entry.near)
    for key in sorted(known):
        entry = known[key]
        meant = shorts.get(" ".join(entry.words), set())
        if len(meant) > BLOCK:
            continue
        groups = sorted({same.find(g) for g in meant} - {same.find(key)})
        shared = [g for g in groups if entry.near & company.get(g, set())]
        if len(shared) == 1 and _may_be_short(entry, known.get(shared[0], entry)):
            same.join(shared[0], key)


def _may_be_short(short: _Known, long: _Known) -> bool:
    """Whether the kinds allow it: letters must be written as capitals; a place is short for no person."""
    if short.kind is NameKind.PLACE and long.kind is not NameKind.PLACE:
        return False
    if len(short.words) == 1 and len(long.words) > 1 and short.key not in long.words:
        return all(form.isupper() for form in short.forms)
    return True


_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "de", "la", "&"})
_COMMON = frozenset(
    """
    american british central city european federal first general global international joint local national new northern
    royal southern state united western world
    """.split()
)
SORTS = frozenset(
    """
    agency airlines airways association bank city club co company computer computers corp corporation county council
    foundation global group holdings inc industries institute international island limited llc ltd magazine motor
    motors movement newspaper organisation organization party plc province region river services state systems
    technologies town trust university village worldwide district
    """.split()
)
"""Words at the end of a name that only say what sort of body or place it is."""
