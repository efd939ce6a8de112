"""Runs of capitalised words in a report, cut into candidates for names.

A run is cut at countries and peoples, at titles and roles, and where no link word ("of", "for") holds an
organisation's name together. Sentence starts and headlines capitalise any word, so there a word needs the report, the
gazetteer or its form to vouch for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.records import BlockKind, NameKind
from rashomon.understand.gazetteer import Entry, PlaceKind, match
from rashomon.understand.names.parts import Candidate, rules
from rashomon.understand.names.runs import BREAKS, capital, runs_of
from rashomon.understand.parts import Sentence, Token, TokenKind
from rashomon.understand.titles import role_length, titles

HEADLINE = 0.6
"""Share of capitalised words above which a title or heading is in title case: below it capitals still mean names."""

CARDINAL = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"})

_GREETINGS = frozenset({"hey", "hi", "hello", "dear", "thanks", "welcome"})
_FIRMS = frozenset({"company", "corporation", "corp", "inc", "ltd", "plc", "group", "motors", "industries", "systems"})

_ADJECTIVAL = (
    "-owned",
    "-backed",
    "-led",
    "-based",
    "-run",
    "-born",
    "-made",
    "-style",
    "-affiliated",
    "-aligned",
    "-related",
    "-like",
    "-inspired",
    "-linked",
    "-funded",
    "-controlled",
    "-held",
    "-occupied",
    "-flagged",
    "-bound",
)


@dataclass(frozen=True, slots=True)
class Usage:
    """How the report writes its words: those seen in lower case, and those seen with a capital inside a sentence."""

    lower: frozenset[str]
    middle: frozenset[str]


def usage(sentences: Sequence[Sentence]) -> Usage:
    """Collects :class:`Usage` over sentences that are not headlines."""
    lower: set[str] = set()
    middle: set[str] = set()
    for sentence in sentences:
        if is_headline(sentence):
            continue
        start = True
        for token in sentence.tokens:
            if token.kind is TokenKind.WORD:
                if not token.text[0].isupper():
                    lower.add(token.lower)
                elif not start:
                    middle.add(token.lower)
                start = False
            elif token.text in BREAKS or token.kind is TokenKind.QUOTE:
                start = True
    return Usage(frozenset(lower), frozenset(middle))


def is_headline(sentence: Sentence) -> bool:
    """Whether the sentence is a title, heading or item written with most words capitalised."""
    if sentence.block not in (BlockKind.TITLE, BlockKind.HEADING) and len(sentence.tokens) > 16:
        return False
    words = [t.text for t in sentence.tokens if t.kind is TokenKind.WORD and len(t.text) > 3]
    ended = bool(sentence.tokens) and sentence.tokens[-1].text in ".?!"
    if ended and sentence.block not in (BlockKind.TITLE, BlockKind.HEADING):
        return False
    least = 1 if sentence.block in (BlockKind.TITLE, BlockKind.HEADING) else 3
    return len(words) >= least and sum(w[0].isupper() for w in words) >= HEADLINE * len(words)


def candidates(sentences: Sequence[Sentence], seen: Usage) -> list[Candidate]:
    """All candidates of a report, in order; headlines are read last, with what the other sentences showed."""
    found: list[Candidate] = []
    headlines_cut: list[tuple[Sentence, int, int]] = []
    for sentence in sentences:
        if is_headline(sentence):
            headlines_cut.extend((sentence, first, last) for first, last, _ in runs_of(sentence))
            continue
        label = _label(sentence)
        for first, last, initial in runs_of(sentence):
            if first < label:
                headlines_cut.append((sentence, first, min(last, label)))
            else:
                found.extend(_cut(sentence, first, last, seen if initial else None))
    known = {w.lower() for c in found for w in c.words if c.entry is None}
    for sentence, first, last in headlines_cut:
        found.extend(_headline(sentence, first, last, known - seen.lower))
    found.sort(key=lambda c: (c.tokens[0].span.start, -c.tokens[-1].span.end))
    return found


def _cut(sentence: Sentence, first: int, last: int, seen: Usage | None) -> list[Candidate]:
    """The candidates of one run; ``seen`` is given where the run's first word may be capitalised for its place only."""
    tokens = sentence.tokens
    found: list[Candidate] = []
    at, role = first, ""
    if seen is not None and not _vouched(sentence, first, last, seen):
        at = _after_links(tokens, first + 1, last)
    while at < last:
        words = [t.text for t in tokens[at:last]]
        if words[0].lower() in rules().never and (
            len(words[0]) > 1 and not (words[0].isupper() and words[0].lower() == "sun")
        ):
            at, role = _after_links(tokens, at + 1, last), ""
            continue
        entry = match(words)
        size = len(entry.words) if entry else 0
        if entry and (made := _with_country(sentence, at, last, entry)):
            found.append(made)
            at, role = made.last, ""
            continue
        if entry and not (role and entry.kind is not PlaceKind.PEOPLE and size < last - at and size == 1):
            if entry.kind in (PlaceKind.CITY, PlaceKind.REGION) and words[size : size + 1]:
                size += words[size].lower() in titles().place_heads
            found.append(_made(sentence, at, at + size, entry=entry, kind=NameKind.PLACE))
            at = _after_links(tokens, at + size, last)
            continue
        if words[0].lower() in _GREETINGS and len(words) > 1:
            at = _after_links(tokens, at + 1, last)
            continue
        if size := _established(words):
            found.append(_made(sentence, at, at + size, kind=NameKind.ORGANISATION))
            at, role = _after_links(tokens, at + size, last), ""
            continue
        held = role_length(words)
        if held and not _organisation(words):
            role = " ".join(w for w in words[:held] if w != ".").lower()
            at = _after_links(tokens, at + held, last)
            continue
        end = _chunk_end(tokens, at, last)
        if end - at > 1 or not _bare(tokens[at], seen):
            found.append(_made(sentence, at, end, role=role))
        at, role = _after_links(tokens, end, last), ""
    return found


def _established(words: Sequence[str]) -> int:
    """How many words are the name of a body known by that name ("Human Rights Watch"), or of one named after what it
    does without or against ("Doctors Without Borders"); 0 for none. One known word alone is left to the evidence."""
    for size in range(min(len(words), 6), 1, -1):
        going_on = words[size : size + 1] and words[size].lower() in {"of", "for"}
        if " ".join(words[:size]).lower() in rules().organisations and not going_on:
            return size
    if len(words) > 2 and words[1].lower() in {"without", "sans", "against"} and words[0][0].isupper():
        return 3
    return 0


def _bare(token: Token, seen: Usage | None) -> bool:
    """Whether a single capitalised word is no name after all: a point of the compass, a function or shouted word."""
    low = token.lower
    if token.text.isupper() and low in rules().aliases:
        return False
    if low.endswith(_ADJECTIVAL) or low in rules().postnominals:
        return True
    return low in CARDINAL or low in rules().function_words or (seen is not None and low in seen.lower)


def _made(
    sentence: Sentence,
    first: int,
    last: int,
    *,
    entry: Entry | None = None,
    kind: NameKind | None = None,
    role: str = "",
) -> Candidate:
    """A candidate over these tokens of the sentence."""
    tokens = sentence.tokens[first:last]
    return Candidate(sentence=sentence.number, first=first, last=last, tokens=tokens, entry=entry, kind=kind, role=role)


def _after_links(tokens: Sequence[Token], at: int, last: int) -> int:
    """The next token that is no link word, article or stop."""
    while at < last and (not capital(tokens[at]) or (tokens[at].lower in {"the", "a", "an"})):
        at += 1
    return at


def _with_country(sentence: Sentence, at: int, last: int, entry: Entry) -> Candidate | None:
    """ "South Korean Joint Chiefs of Staff", "New York Times": the place and an organisation's head as one name."""
    words = [t.text for t in sentence.tokens[at:last]]
    size = len(entry.words)
    rest = words[size:]
    if not rest or rest[0].lower() in {"and", "&"} or not _organisation(rest):
        return None
    end = at + size + _organisation(rest)
    firm = rest[end - at - size - 1].lower() in _FIRMS and rest[0].lower() not in rules().generic
    if firm and end - at - size > 1 and entry.kind is PlaceKind.PEOPLE:
        return None  # "the Velmoran Harrow Company" is the Harrow Company
    made = _made(sentence, at, end, kind=NameKind.ORGANISATION)
    if entry.kind in (PlaceKind.PEOPLE, PlaceKind.COUNTRY):
        made.owner, made.prefix = entry.key, size
    return made


def _organisation(words: Sequence[str]) -> int:
    """How many words from the first on are an organisation's name by its head; 0 where there is none.

    The head is the last word ("Foreign Ministry") or stands before "of" or "for" ("Ministry of Defence").
    """
    heads = titles().organisation_heads
    last = 0
    for number, word in enumerate(words):
        low = word.lower()
        linked = {w.lower() for w in words[max(0, number - 2) : number]} & {"of", "for"}
        if number and not linked and (low in titles().honorifics or match(words, number)):
            break
        if low in heads and not (low in titles().roles and number + 1 < len(words)):
            last = number + 1
        elif last and low in {"of", "for"}:
            return _portfolio_end(words, number + 1)
    if last == 1 and len(words) >= 1 and words[0].lower() in rules().starters | titles().roles and len(words) > 1:
        return 0
    return last


def _portfolio_end(words: Sequence[str], at: int) -> int:
    """Where the name of an office ends after "of": general words ("Health and Welfare"), or else the whole run."""
    end = at
    links = rules().links | {","}
    while end < len(words) and (words[end].lower() in rules().generic or words[end].lower() in links):
        end += 1
    while end > at and words[end - 1].lower() in links:
        end -= 1
    return end if end > at else len(words)


def _chunk_end(tokens: Sequence[Token], at: int, last: int) -> int:
    """Where the unknown name that begins at ``at`` ends: before a people, a role or a date word."""
    words = [t.text for t in tokens[at:last]]
    if held := _organisation(words):
        return at + held
    for number in range(1, len(words)):
        low = words[number].lower()
        if (low in rules().never and len(low) > 2) or low in rules().postnominals:
            return at + number
        entry = match(words, number)
        linked = words[number - 1].lower() in {"of", "for", "and", "the", "de", "del", "la"}
        if entry and entry.kind is PlaceKind.PEOPLE and not linked:
            return at + number
        held = role_length(words[number:])
        ends = number + held < len(words) or words[0].isupper()
        if held and ends and words[number - 1].lower() not in rules().links:
            return at + number
        if low in {"and", "of", "for", "on"} and entry is None and not linked:
            head = titles().place_heads
            if low == "and" or (words[number - 1].lower() not in head and number > 1):
                return at + number
    return last


def _vouched(sentence: Sentence, first: int, last: int, seen: Usage) -> bool:
    """Whether a word that stands where any word has a capital is a name (or the beginning of one) all the same."""
    tokens = sentence.tokens
    token = tokens[first]
    low = token.lower
    words = [t.text for t in tokens[first:last]]
    if " ".join(words).lower() in rules().organisations or (token.text.isupper() and low in rules().aliases):
        return True
    if low in rules().function_words or (low in rules().never and len(low) > 1):
        return bool(match(words) and len(words) > 1 and low == "the")
    if match(words) or (low in seen.middle and low not in seen.lower) or role_length(words):
        return True
    if token.text.isupper() and len(low) > 1:
        return low not in seen.lower
    if last - first > 1 and capital(tokens[first + 1]):
        if low in titles().organisation_heads or _organisation(words) == len(words):
            return True
        return low not in rules().starters and low not in seen.lower
    if low in seen.lower or low in rules().starters:
        return False
    return not low.endswith(("s", "ly", "ing", "ed", "tion", "ment", "ness"))


def _label(sentence: Sentence) -> int:
    """The tokens of a label in title case that opens the sentence ("Drone Testing: ..."); 0 where there is none."""
    for number, token in enumerate(sentence.tokens[:7]):
        if token.text == ":":
            words = [t for t in sentence.tokens[:number] if t.kind is TokenKind.WORD and len(t.text) > 3]
            return number if len(words) > 1 and all(t.text[0].isupper() for t in words) else 0
    return 0


def _headline(sentence: Sentence, first: int, last: int, known: set[str]) -> list[Candidate]:
    """Names in a headline's run: places, short forms, and words the body shows to be names."""
    found: list[Candidate] = []
    at, tokens = first, sentence.tokens
    shouted = all(t.text.isupper() for t in tokens if t.kind is TokenKind.WORD and len(t.text) > 3)
    while at < last:
        words = [t.text for t in tokens[at:last]]
        entry = match(words)
        if entry:
            end = at + len(entry.words)
            found.append(_made(sentence, at, end, entry=entry, kind=NameKind.PLACE))
            at = end
            continue
        end = at
        while end < last and tokens[end].lower in known and tokens[end].lower not in rules().function_words | CARDINAL:
            end += 1
        short = words[0].isupper() and 1 < len(words[0]) < 7 and words[0].lower() not in rules().never
        if end == at and short and not shouted:
            end = at + 1
        if end > at:
            found.append(_made(sentence, at, end))
        at = max(end, at + 1)
    return found
