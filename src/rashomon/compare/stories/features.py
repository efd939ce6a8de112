"""What of a report tells which happening it is of: its rare words, its names, ages, roads and its day.

A pure function of the report's text, blocks and publication. A term weighs (1 + ln count) times its level in the frozen
table rules/story_words.toml, so no report's weights depend on the others held (methods.md, D3); vectors have length 1.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from rashomon.compare.copies.passages import exact_key
from rashomon.compare.copies.prose import stretches
from rashomon.compare.tables import rules
from rashomon.records import Report

WIDEST = 30  # days: a publication interval wider than this dates nothing
MOST_TOKENS = 20_000  # tokens looked at; a longer text is known by its beginning
RARE = 11.0  # nats of a two-word name from which sharing it says more than sharing a city
GAP = 40  # characters looked at between two tokens
KEYS = 24  # heaviest terms by which a report meets others
NAME_KEYS = 12  # and two-word names
SHORT_NUMBER, YEAR, PLAIN_YEAR = 2.0, 3.0, re.compile(r"(?:19|20)\d\d")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_CLOSED = re.compile(r"[.!?:…][\"”’)\]]*\s+[\"“‘(\[]*$|\s[\"“‘]$|\n")
_AGE = re.compile(
    r"\b(\d{1,2})[- ]years?[- ]olds?\b|(?<=[a-z]), (?:aged? )?(\d{1,2})(?=[,;.)])(?![.,]\d)|\baged? (\d{1,2})\b"
)
_BLOCK = re.compile(r"\b(\d{1,5})(?: hundred)?[- ]block of\s((?:[A-Z0-9][\w'’-]{0,30}\.?[ ]?){1,4})")


@dataclass(frozen=True, slots=True)
class Traits:
    """What a report is known by. ``key``: digest of its words; ``day``: middle of its publication, in days since 1970.

    ``words``, ``names``, ``title``: weights of terms, each of length 1. ``pairs``: rare names of two words. ``keys``:
    terms under which the report meets others.
    """

    key: str
    day: float | None
    words: Mapping[str, float]
    names: Mapping[str, float]
    title: Mapping[str, float]
    pairs: frozenset[str]
    ages: frozenset[int]
    roads: frozenset[str]
    blocks: frozenset[str]
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Rules:
    """The two tables of this module."""

    levels: Mapping[str, float]
    unknown: float
    road: re.Pattern[str]
    directions: frozenset[str]


@cache
def _rules() -> _Rules:
    words, told = rules("stories", "story_words"), rules("stories", "stories")
    kinds = "|".join(sorted((w.capitalize() for w in told["roads"].split()), key=len, reverse=True))
    return _Rules(
        levels={word: float(level) for level, listed in words["levels"].items() for word in listed.split()},
        unknown=float(words["unknown"]),
        road=re.compile(rf"\b((?:[A-Z0-9][\w'’-]{{0,30}}\.?[ \t]{{1,3}}){{1,3}})(?:{kinds})\b"),
        directions=frozenset(told["directions"].split()),
    )


def weight(term: str) -> float:
    """How much a term tells, in nats; short numbers and years little."""
    rules = _rules()
    if term.isdigit():
        return SHORT_NUMBER if len(term) < 3 else YEAR if PLAIN_YEAR.fullmatch(term) else rules.unknown
    return rules.levels.get(term, rules.unknown)


def traits(report: Report) -> Traits:
    """What a report is known by."""
    title = report.title
    body = "\n".join(report.text[start:end] for start, end, running in stretches(report) if running)
    if title and body.startswith(title):
        body = body[len(title) :]
    terms = _terms(body)
    heading = Counter(word.lower() for word, _ in _tokens(title))
    words = terms.plain + terms.names + heading
    vector = _unit(words)
    pairs = {p: weight(p.split()[0]) + weight(p.split()[1]) for p in terms.pairs}
    rare = sorted((p for p, w in pairs.items() if w >= RARE), key=lambda p: (-pairs[p] * terms.pairs[p], p))
    heaviest = sorted(vector, key=lambda t: (-vector[t], t))[:KEYS]
    whole = f"{title}\n{body}"
    blocks = {(m[1], road) for m in _BLOCK.finditer(whole) for road in _road_names(m[2])[:1]}
    return Traits(
        key=exact_key(report),
        day=_day(report),
        words=vector,
        names=_unit(terms.names),
        title=_unit(heading),
        pairs=frozenset(rare),
        ages=frozenset(int(next(a for a in m.groups() if a)) for m in _AGE.finditer(whole)),
        roads=_roads(whole) | {road for _, road in blocks},
        blocks=frozenset(f"{number} {road}" for number, road in blocks),
        keys=frozenset([*heaviest, *rare[:NAME_KEYS]]),
    )


def _day(report: Report) -> float | None:
    when = report.published.when
    if when.lo is None or when.hi is None or (when.hi - when.lo).days > WIDEST:
        return None
    return (when.lo + (when.hi - when.lo) / 2 - _EPOCH).total_seconds() / 86400


def _roads(text: str) -> frozenset[str]:
    return frozenset(road for m in _rules().road.finditer(text) for road in _road_names(m[1])[-1:])


def _road_names(words: str) -> list[str]:
    """The words of a road's name but directions and single letters."""
    found = (part.strip(".").lower() for part in words.split())
    return [w for w in found if w not in _rules().directions and len(w) > 1]


@dataclass(frozen=True, slots=True)
class _Terms:
    """How often each term stands in a text: plain words and numbers, names, names of two words."""

    plain: Counter[str]
    names: Counter[str]
    pairs: Counter[str]


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Tokens without a possessive, each with what stands between it and the one before."""
    last = 0
    for count, match in enumerate(_TOKEN.finditer(text)):
        if count >= MOST_TOKENS:
            return
        word = match.group()
        if word[-2:] in {"'s", "’s"}:
            word = word[:-2]
        yield word, text[last : match.start()] if count else "\n"
        last = match.end()


def _terms(text: str) -> _Terms:
    """The terms of running text. A capital letter makes a name, except where a sentence begins: there only a word that
    is a name elsewhere in the text, or that the table does not know and the text never has in small letters."""
    plain, names, pairs, opening = (Counter[str]() for _ in range(4))
    before, last = "", ""
    for word, gap in _tokens(text):
        term = word.lower()
        named = word[0].isupper() and (not word.isupper() or 1 < len(word) < 6)
        begins = _CLOSED.search(gap[-GAP:]) is not None and not (gap == ". " and len(last) <= 3)
        (plain if not named else opening if begins else names)[term] += 1
        if named and before and not begins and gap in {" ", ". "}:
            pairs[f"{before} {term}"] += 1
        before, last = term if named else "", word
    known = _rules().levels
    for term, count in opening.items():
        is_name = term in names or (term not in plain and term not in known)
        (names if is_name else plain)[term] += count
    return _Terms(plain, names, pairs)


def _unit(counts: Mapping[str, int]) -> dict[str, float]:
    """Weights of terms, of length 1; terms that tell nothing are left out."""
    found = {t: (1.0 + math.log(n)) * w for t, n in sorted(counts.items()) if (w := weight(t)) > 0.0}
    length = math.sqrt(math.fsum(w * w for w in found.values()))
    return {t: w / length for t, w in found.items()}
