"""Whether a gold name and a voice of the product name the same entity, "by the report's own words" (gold-format.md).

The rules are the bench's own, on purpose not those of the understand room: a change there must not move the scorer.
Names are compared in lower case without possessive, articles, titles and appositions. Beyond equal words: an acronym
equals its expansion; a surname equals the full name, and a full name one with a middle name; a body equals itself with
its owner before it, where the report knows no other; what is named by a common noun ("two officials") equals by its
head, where neither says something the other does not ("U.S. officials" is not "South Korean officials"). World
knowledge is not used: "Pyongyang" is not "North Korea".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

from rashomon.records import Voice, VoiceKind

_OWN = frozenset({VoiceKind.OUTLET, VoiceKind.OBSERVATION})
_SMALL = frozenset("of the and for in on at by from with near to de la et du".split())
_ARTICLES = frozenset({"the", "a", "an"})
_TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady rev reverend judge justice sheikh ayatollah imam president
    premier chancellor minister secretary ambassador envoy senator sen representative rep congressman congresswoman
    governor gov mayor king queen prince princess pope bishop archbishop cardinal general gen admiral adm colonel col
    major maj captain capt lieutenant lt sergeant sgt brigadier commander marshal chief chairman chairwoman chairperson
    chair director head leader spokesman spokeswoman spokesperson speaker deputy vice prime attorney commissioner
    inspector superintendent officer analyst expert researcher economist lawyer professor journalist reporter author
    founder co-founder ceo manager coach editor correspondent activist candidate nominee mp""".split()
)
_COMPANY = frozenset("inc corp corporation ltd limited plc llc co company gmbh ag sa nv".split())
"""What a company's name may end in or leave out."""
_EVERYWHERE = {
    "us": ("united", "states"),
    "uk": ("united", "kingdom"),
    "un": ("united", "nations"),
    "eu": ("european", "union"),
}
"""Acronyms no report introduces."""

_PORTFOLIO = frozenset(
    """of for and the state defence defense foreign affairs interior internal justice finance health energy treasury
    staff security home public general labour labor education trade executive""".split()
)
_BODIES = frozenset(
    "staff office assembly council command ministry department committee secretariat directorate agency court".split()
)
_COUNTS = frozenset(
    """one two three four five six seven eight nine ten some several many most few both other others another unnamed
    anonymous unidentified all any certain various dozens hundreds number group of""".split()
)
_TAIL = re.compile(
    r",| (?:of|in|at|from|with|for|on|who|that|which|familiar|close|briefed|to|speaking|near|inside|within|about|there"
    r"|involved|working|quoted|cited)\b"
)
_BRACKETED = re.compile(r"\s*\(([^)]*)\)")
_ACRONYM = re.compile(r"\(\s*(?:the\s+)?([A-Z][\w.&-]{1,11})\s*\)")


def same_voice(gold: str, voice: Voice, text: str) -> bool:
    """Whether the gold name and the voice are one. ``text``: the report, whose brackets introduce its acronyms."""
    wanted = gold.strip()
    if wanted.lower().startswith("outlet"):
        return voice.kind in _OWN
    if voice.kind in _OWN:
        return False
    if wanted.lower() == "unnamed":
        return voice.kind is VoiceKind.UNNAMED
    shown = sorted({voice.name, voice.key.removeprefix("unnamed:")} - {""})
    if any(same_name(wanted, name, text) or _same_kind(wanted, name, voice) for name in shown):
        return True
    return voice.kind is VoiceKind.PERSON and any(same_person(wanted, name) for name in shown)


def same_name(a: str, b: str, text: str = "") -> bool:
    """Whether two names are one by their words and the acronyms that ``text`` introduces."""
    known = _EVERYWHERE | introduced(text)
    for x, y in product(_forms(a), _forms(b)):
        if any(_expanded(cut(x), known) == _expanded(cut(y), known) for cut in (plain, normal)):
            return True
        if (
            _spells(x, y)
            or _spells(y, x)
            or _without_owner(_expanded(plain(x), known), _expanded(plain(y), known), text)
        ):
            return True
    return False


def _without_owner(a: tuple[str, ...], b: tuple[str, ...], text: str) -> bool:
    """A body with and without whose it is, "Joint Chiefs of Staff" and "South Korean Joint Chiefs of Staff".

    Only where the report gives that name no other owner: with two defence ministries in it, "the Defence Ministry"
    alone is neither. A last word alone is no name of its own ("Korea" is not "North Korea").
    """
    short, long = sorted((a, b), key=len)
    if not 2 <= len(short) < len(long) or long[-len(short) :] != short:
        return False
    own = long[: -len(short)]
    return all(any(_akin(owner, word) for word in own) for owner in _owners(short, text))


@lru_cache(maxsize=4096)
def _owners(name: tuple[str, ...], text: str) -> frozenset[str]:
    """The capitalised words that stand right before a name in the report, in lower case."""
    written = [w for w in _words(text) if w.lower() not in _ARTICLES]
    bare = [re.sub(r"'s$|'$", "", w).lower() for w in written]
    places = (i for i in range(1, len(bare)) if bare[i] == name[0] and tuple(bare[i : i + len(name)]) == name)
    return frozenset(bare[i - 1] for i in places if written[i - 1][0].isupper() and bare[i - 1] not in _SMALL)


def _akin(a: str, b: str) -> bool:
    """Whether two words are a place and its adjective, as far as their beginning tells: "korea", "korean"."""
    return a[:4] == b[:4] or a == b


def same_person(a: str, b: str) -> bool:
    """Whether one is the surname of the other (its last word, or first as in Korean), or a middle name parts them."""
    for x, y in product(_forms(a), _forms(b)):
        short, long = sorted((normal(x), normal(y)), key=len)
        if set(long) & (_BODIES | _SMALL):
            continue
        if len(short) == 1 and 2 <= len(long) <= 4 and len(short[0]) > 1 and short[0] in (long[-1], long[0]):
            return True
        if len(short) == 2 and len(long) == 3 and short == (long[0], long[-1]):
            return True
    return False


def _forms(name: str) -> tuple[str, ...]:
    """The name without what stands in brackets, without a lower-case apposition, and an acronym in brackets alone."""
    bare = _BRACKETED.sub("", name).strip() or name
    forms = [bare, *(m for m in _BRACKETED.findall(name) if m.isupper())]
    head, _, rest = bare.partition(", ")
    if rest and head and rest[0].islower():
        forms.append(head)
    return tuple(forms)


def _words(name: str) -> list[str]:
    written = unicodedata.normalize("NFKC", name).replace("’", "'")
    return [w for w in re.sub(r"[\"“”‘.,;:()?!]", "", re.sub(r"[-–/]", " ", written)).split() if w.strip("'")]


def plain(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without marks, possessives and articles."""
    bare = [re.sub(r"'s$|'$", "", w).lower() for w in _words(name)]
    kept = [w for w in bare if w not in _ARTICLES] or bare
    while len(kept) > 1 and kept[-1].rstrip(".") in _COMPANY:
        kept.pop()
    return tuple(kept)


@lru_cache(maxsize=4096)
def normal(name: str) -> tuple[str, ...]:
    """`plain`, without the titles before a name: all up to the last title that a name follows."""
    words = _words(name)
    last = 0
    for place, word in enumerate(words):
        if word.lower() not in _TITLES:
            continue
        after = place + 1
        if [w.lower() for w in words[after : after + 1]] in (["of"], ["for"]):
            beyond = next((i for i in range(after, len(words)) if words[i].lower() not in _PORTFOLIO), len(words))
            after = beyond if beyond > after + 1 else after
        rest = words[after:]
        if not rest or rest[0].lower() in _BODIES | _SMALL | _PORTFOLIO | _COUNTS:
            continue
        if rest[0][0].isupper() or name.islower():  # the product's keys are all in lower case
            last = after
    return plain(" ".join(words[last:]))


def _spells(acronym: str, name: str) -> bool:
    """Whether the initials of the name, small words counted or not, spell the acronym."""
    letters = re.sub(r"[^\w]", "", re.sub(r"['’]s$", "", acronym.removeprefix("the ")))
    if len(acronym.split()) > 2 or len(letters) < 2 or sum(c.isupper() for c in letters) < 2:
        return False
    return letters.lower() in _initials(normal(name))


def _initials(words: tuple[str, ...]) -> set[str]:
    if len(words) < 2:
        return set()
    return {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)}


@lru_cache(maxsize=64)
def introduced(text: str) -> dict[str, tuple[str, ...]]:
    """Acronyms a report introduces, "Joint Chiefs of Staff (JCS)": acronym -> the words before that spell it."""
    found: dict[str, tuple[str, ...]] = {}
    for match in _ACRONYM.finditer(text):
        letters = re.sub(r"\W", "", match.group(1)).lower()
        before = re.sub(r"[-–/]", " ", text[max(0, match.start() - 120) : match.start()]).split()
        for length in range(2, min(len(before), 2 * len(letters)) + 1):
            words = tuple(re.sub(r"['’]s?$|[^\w'’]", "", w).lower() for w in before[-length:])
            if all(words) and words[0] not in _ARTICLES and letters in _initials(words):
                found.setdefault(letters, tuple(w for w in words if w not in _ARTICLES))
                break
    return found


def _expanded(words: tuple[str, ...], known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(part for word in words for part in known.get(word, (word,)))


def _same_kind(gold: str, shown: str, voice: Voice) -> bool:
    """Entities named by a common noun: same head, and what stands before it says nothing different."""
    wanted = re.sub(r"^(?:unnamed|anonymous|unidentified) ", "", gold.strip(), flags=re.IGNORECASE)
    head, before = _head(wanted)
    common = wanted != gold.strip() or not any(w[0].isupper() and w.lower() == head for w in wanted.split())
    if voice.kind is not VoiceKind.UNNAMED and not common:
        return False
    other, there = _head(shown)
    return bool(head) and _singular(head) == _singular(other) and (before <= there or there <= before)


def _head(name: str) -> tuple[str, frozenset[str]]:
    """The head noun in lower case, and the words before it that are no article, number or quantity."""
    words = re.sub(r"^(?:one|some|many|most|several|two|three|a number|a group) of ", "", name.strip(), flags=re.I)
    noun_phrase = _TAIL.split(words, maxsplit=1)[0]
    bare = [re.sub(r"['’]s?$|[\"“”.]", "", w).lower() for w in re.sub(r"[-–/]", " ", noun_phrase).split()]
    kept = [w for w in bare if w and w not in _ARTICLES | _COUNTS and not w.isdigit()]
    return (kept[-1], frozenset(kept[:-1])) if kept else ("", frozenset())


def _singular(word: str) -> str:
    if word in {"people", "persons"}:
        return "person"
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
