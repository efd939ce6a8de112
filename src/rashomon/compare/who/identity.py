"""Who is who by name: one outlet under several names, bodies whose names contain each other, words that name nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from rashomon.compare.graphs import Union
from rashomon.records import Mark, Outlet, Report, Statement, Voice, VoiceKind

NOBODY = "unnamed"  # the name of a voice of which the report tells nothing at all
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ARTICLES = frozenset({"the", "a", "an", "el", "la", "le", "les", "los", "il", "der", "die", "das"})
_HOSTS = frozenset({"www", "news", "en", "english", "edition", "m", "amp", "mobile", "world", "international"})
_SORTS = frozenset(
    """
    agency broadcaster channel daily local magazine media national network news newspaper newswire official outlet
    paper portal press site state station website weekly wire
    """.split()
)
_NOBODY = frozenset(
    """
    agencies agency authority bodies body companies company department firm firms group groups minister ministers
    ministries ministry office offices official officials organisation organisations organization organizations person
    service services source sources spokesman spokesperson spokeswoman third thirds union unnamed
    """.split()
)
_OFFICES = frozenset(
    """
    administration agency army authority cabinet chancellery coastguard command council department embassy government
    guard military ministry navy office parliament police presidency service staff
    """.split()
)
_MASTHEADS = frozenset(
    """
    bulletin chronicle courier dispatch echo examiner express gazette globe guardian herald inquirer journal ledger
    mail mirror monitor news newspaper observer post press register reporter sentinel standard star sun telegraph times
    tribune weekly
    """.split()
)


@lru_cache(maxsize=8192)
def folded(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without leading articles and a possessive ending."""
    words = [w.lower().replace("’", "'").removesuffix("'s") for w in _WORD.findall(name)]
    while len(words) > 1 and words[0] in _ARTICLES:
        words.pop(0)
    return tuple(words)


@lru_cache(maxsize=8192)
def outlet_words(name: str) -> tuple[str, ...]:
    """The words that name an outlet: of "the news agency Harrow" only the last; a name of sorts alone is kept."""
    words = folded(name)
    bare = words
    while len(bare) > 1 and bare[0] in _SORTS:
        bare = bare[1:]
    capital = any(w[0].isupper() for w in _WORD.findall(name) if w.lower().removesuffix("'s") == bare[0])
    sort_is_part = len(bare) < len(words) and any(
        w[0].isupper() for w in _WORD.findall(name) if w.lower() in words[: len(words) - len(bare)]
    )
    return bare if capital and not sort_is_part else words


@lru_cache(maxsize=8192)
def host_label(key: str) -> str:
    """What a web address calls its outlet: "harrow" of "news.harrow.example"; empty for a key that is a name."""
    if "." not in key or " " in key:
        return ""
    labels = key.split(".")
    return next((label for label in labels[:-1] if label not in _HOSTS), labels[0]).replace("-", "")


@lru_cache(maxsize=8192)
def names_of(key: str, name: str) -> frozenset[str]:
    """The forms of an outlet's name, run together: of its name, and of its key unless that is an address."""
    found = {"".join(outlet_words(name)), "" if host_label(key) else "".join(outlet_words(key))}
    return frozenset(form for form in found if form)


def same_outlet(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two (key, name) are one outlet: equal keys, equal names, or the address of one is the name of the other.

    Articles, letter case, marks and what sort of outlet it is ("the news agency ...") count for nothing.
    """
    if one[0] == other[0]:
        return True
    a, b = names_of(*one), names_of(*other)
    return bool(a & b) or host_label(one[0]) in b or host_label(other[0]) in a


def own_outlet(outlet: Outlet, key: str, name: str) -> bool:
    """Whether a name in a report means the outlet itself: its name or, as papers speak of themselves, the end of it."""
    if same_outlet((outlet.key, outlet.name), (key, name)):
        return True
    own, said = folded(outlet.name), outlet_words(name) or folded(key)
    return 0 < len(said) < len(own) and own[-len(said) :] == said


def cited_outlet(voice: Voice) -> tuple[str, str] | None:
    """(key, name) of the outlet a voice is: conduits, and bodies with the name of a paper; None for all others.

    A conduit of whom only the sort is told ("the agency") names nobody and is None too.
    """
    if voice.kind not in (VoiceKind.CONDUIT, VoiceKind.INSTITUTION):
        return None
    if voice.kind is VoiceKind.INSTITUTION and not looks_like_outlet(voice.name):
        return None
    if not set(voice.key.split()) <= _SORTS:
        return voice.key, voice.name
    words = outlet_words(voice.name)
    return None if set(words) <= _SORTS else (" ".join(words), voice.name)


def looks_like_outlet(name: str) -> bool:
    """Whether a name of two words or more ends as mastheads do: "the Harrow Herald"."""
    words = [w for w in _WORD.findall(name) if w.lower() not in _ARTICLES]
    return len(words) > 1 and words[-1].lower() in _MASTHEADS and all(w[0].isupper() for w in words[-2:])


@lru_cache(maxsize=8192)
def names_nobody(key: str) -> bool:
    """Whether a key says only what sort of speaker it is ("office", "a third"): equal keys are then not one body."""
    words = folded(key.partition(":")[2] or key)
    return not words or set(words) <= _NOBODY | _ARTICLES


def perhaps_same(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two bodies, each with its keys, may be one: the words of one stand in the other, and the head is equal.

    "fire service" and "national fire service", "joint chiefs of staff" with and without a country before it. Or one
    is the land or town that the other is of, which speaks through its bodies: "Velmora", "Velmora's customs service".
    """
    return any(_within(*sorted((a, b), key=len)) for a in map(folded, one) for b in map(folded, other) if a != b)


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    if not short or len(short) == len(long):
        return False
    if not set(short) & (_NOBODY | _SORTS) and (long[: len(short)] == short or _owner(long) == short):
        return True
    if _head(short) != _head(long):
        return False
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def lacks_owner(name: str) -> bool:
    """Whether a body is named by its office alone, as in its own land: "Health Ministry", "the General Staff"."""
    words = folded(name)
    return 0 < len(words) <= 3 and words[-1] in _OFFICES


def _owner(words: tuple[str, ...]) -> tuple[str, ...]:
    """What a body is of: "Velmora" of "fire service of Velmora"; empty where it does not say."""
    cut = next((i for i, w in enumerate(words) if w == "of" and i), len(words))
    owner = words[cut + 1 :]
    return owner[1:] if owner[:1] and owner[0] in _ARTICLES else owner


def _head(words: tuple[str, ...]) -> str:
    cut = next((i for i, w in enumerate(words) if w in ("of", "for") and i), len(words))
    return words[cut - 1]


class HeldOutlets:
    """The outlets held in a claim by all their names: a chain says "the Courier", an address courier.example."""

    def __init__(self, reports: Iterable[Report]) -> None:
        same = Union()
        names: dict[str, str] = {}
        labels: dict[str, str] = {}
        outlets = sorted({(r.outlet.key, r.outlet.name) for r in reports if r.outlet.key})
        for key, name in outlets:
            for form in sorted(names_of(key, name)):
                same.join(key, names.setdefault(form, key))
        for key, _ in outlets:
            label = host_label(key)
            if label in names:
                same.join(key, names[label])
            elif label:
                labels.setdefault(label, key)
        self._keys = {form: same.find(key) for form, key in [*labels.items(), *names.items()]}
        self._keys |= {key: same.find(key) for key, _ in outlets}

    def key(self, outlet: Outlet) -> str:
        """The key that stands for a held outlet."""
        return self._keys.get(outlet.key, outlet.key)

    def find(self, key: str, name: str) -> str | None:
        """Key of the held outlet of this key or name."""
        forms = [key, *sorted(names_of(key, name)), host_label(key)]
        return next((self._keys[form] for form in forms if form in self._keys), None)

    def voices(self, statement: Statement, outlet: Outlet) -> tuple[Voice | None, Voice | None]:
        """Who knew, and the innermost outlet that passed it on; a paper that is named as speaker passes it on too."""
        speaker = statement.speaker
        knower = None if speaker.kind in (VoiceKind.OUTLET, VoiceKind.CONDUIT) else speaker
        for voice in reversed([v for v in statement.chain if v.kind is VoiceKind.CONDUIT]):
            key, name = cited_outlet(voice) or (voice.key, voice.name)
            held = self._held(key, name, outlet)
            if held or not names_nobody(key):
                return self._known(knower, outlet), replace(voice, key=held or key)
        if knower is not None and knower.kind is VoiceKind.INSTITUTION and looks_like_outlet(knower.name):
            return None, replace(knower, key=self._held(knower.key, knower.name, outlet) or knower.key)
        return self._known(knower, outlet), None

    def _known(self, knower: Voice | None, own: Outlet) -> Voice | None:
        """A body that is also a held outlet, by the key of that outlet: what it prints is what it knows.

        None for a voice of which not even a sort is told ("it is understood", "reportedly"): the report names nobody.
        """
        if knower is not None and knower.kind is VoiceKind.UNNAMED and knower.name == NOBODY:
            return None
        if knower is None or knower.kind is not VoiceKind.INSTITUTION:
            return knower
        return replace(knower, key=self._held(knower.key, knower.name, own) or knower.key)

    def _held(self, key: str, name: str, own: Outlet) -> str | None:
        return self.key(own) if own_outlet(own, key, name) else self.find(key, name)

    def marks(self, report: Report) -> tuple[Mark, ...]:
        """The marks of a report, with the keys of held outlets."""
        own = self.key(report.outlet)
        keys = (own if own_outlet(report.outlet, m.key, m.name) else self.find(m.key, m.name) for m in report.marks)
        return tuple(replace(m, key=key or m.key) for m, key in zip(report.marks, keys, strict=True))
