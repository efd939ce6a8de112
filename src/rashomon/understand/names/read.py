"""The names the trained reader found: where names begin and end, and evidence of what they name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rashomon.records import NameKind
from rashomon.understand.gazetteer import PlaceKind, match
from rashomon.understand.names.parts import Candidate, rules
from rashomon.understand.names.runs import capital
from rashomon.understand.names.scan import CARDINAL
from rashomon.understand.parts import Sentence, Token, TokenKind
from rashomon.understand.reader import Named
from rashomon.understand.titles import role_length, titles

READ = 5.0
"""Evidence of one mention that the trained reader names a kind: as much as an office's name. At 2.5 the product's
names on UNER and re3d fell behind the reader's own."""
UNREAD = 3.5
"""Taken from each kind of a mention the trained reader sees no name in."""
_KINDS = {
    "PERSON": NameKind.PERSON,
    "ORGANISATION": NameKind.ORGANISATION,
    "PLACE": NameKind.PLACE,
    "EQUIPMENT": NameKind.EQUIPMENT,
    "NATIONALITY": NameKind.PLACE,
}
_LANDS = (PlaceKind.COUNTRY, PlaceKind.PEOPLE)
Range = tuple[int, int, str]  # half-open token numbers in a sentence, and the reader's kind


def joined(found: Sequence[Candidate], sentences: Sequence[Sentence], read: Sequence[Named]) -> list[Candidate]:
    """The candidates of the rules, mended where the reader's bounds are surely better, and its names that the rules
    lack; in order. Linear in the number of tokens.

    The reader breaks names in two as often as it mends one ("North" / "Korean"), so its bounds hold only where they
    take words off that no name has at its ends, cut two full names apart, or join pieces by capitals and links.
    """
    if not read:
        return list(found)
    ranges = _ranges(sentences, read)
    by_sentence: dict[int, list[Candidate]] = {}
    for candidate in found:
        by_sentence.setdefault(candidate.sentence, []).append(candidate)
    out: list[Candidate] = []
    for sentence in sentences:
        own, spans = by_sentence.get(sentence.number, []), ranges.get(sentence.number, [])
        out.extend(_mended(sentence, own, spans) if spans else own)
    return out


def _ranges(sentences: Sequence[Sentence], read: Sequence[Named]) -> dict[int, list[Range]]:
    """The reader's names as tokens of their sentences, without articles and titles at their head; none that is no more
    than such words."""
    begins = [s.span.start for s in sentences]
    starts: dict[int, list[int]] = {}
    found: dict[int, list[Range]] = {}
    for name in read:
        at = bisect_right(begins, name.span.start) - 1
        if at < 0 or name.span.end > sentences[at].span.end:
            continue
        tokens = sentences[at].tokens
        places = starts.setdefault(at, [t.span.start for t in tokens])
        first = max(0, bisect_right(places, name.span.start) - 1)
        last = bisect_left(places, name.span.end)
        if tokens[first].span.start < name.span.start or tokens[last - 1].span.end > name.span.end:
            continue  # part of a word
        while first < last and tokens[first].lower in _ARTICLES:
            first += 1
        if name.kind == "PERSON":
            first += role_length([t.text for t in tokens[first:last]])
        while last > first + 1 and name.kind == "ORGANISATION" and role_length([tokens[last - 1].text]):
            last -= 1
        while last > first and not tokens[last - 1].text[-1].isalnum() and tokens[last - 1].text != ".":
            last -= 1
        if first < last and _name_like(tokens[first:last], name.kind):
            found.setdefault(sentences[at].number, []).append((first, last, name.kind))
    return found


_ARTICLES = frozenset({"the", "a", "an"})
_INSIDE = frozenset(
    {"of", "and", "for", "&", "'s", "’s", ".", "-", "'", "’", "the", "on", "de", "la", "del", "al", "bin", ",", "/"}
)


def _name_like(tokens: Sequence[Token], kind: str) -> bool:
    """Whether these words may be a name: capitals at both ends and nothing but capitals, numbers and links between, and
    not a single function word, title or point of the compass."""
    last = next((t for t in reversed(tokens) if t.text != "."), tokens[-1])
    if not (capital(tokens[0]) and (capital(last) or last.kind is TokenKind.NUMBER)):
        return False
    if not all(capital(t) or t.kind is TokenKind.NUMBER or t.lower in _INSIDE | rules().particles for t in tokens):
        return False
    words = [t.text for t in tokens if t.text[0].isalnum()]
    if kind == "PERSON" and any(role_length(words[n:]) or w in _INSIDE for n, w in enumerate(words)):
        return False
    if len(words) > 1:
        return True
    low = words[0].lower()
    dull = low in rules().function_words or low in rules().never or low in CARDINAL or low in titles().place_heads
    return not dull and not role_length(words) and len(low) > 1


def _mended(sentence: Sentence, own: Sequence[Candidate], spans: Sequence[Range]) -> list[Candidate]:
    """One sentence's candidates, both sides in order of place."""
    kept: list[Candidate] = []
    at = 0
    for first, last, kind in spans:
        while at < len(own) and own[at].last <= first:
            kept.append(own[at])
            at += 1
        if kept and kept[-1].last > first:
            continue
        end = at
        while end < len(own) and own[end].first < last:
            end += 1
        near = own[at:end]
        if not near:
            kept.append(_made(sentence, (first, last), (), kind))
        elif _longer(sentence, near, first, last) or _shorter(sentence, near[0], (first, last, kind), spans):
            kept.append(_made(sentence, (first, last), near, kind))
            at = end
    return kept + list(own[at:])


def _longer(sentence: Sentence, near: Sequence[Candidate], first: int, last: int) -> bool:
    """Whether the reader's name holds all of the rules' pieces and more: "Royal" + "Australian Air Force". A country
    and what it owns stay two."""
    if near[0].first < first or near[-1].last > last or (near[0].first, near[0].last) == (first, last):
        return False
    if any(sentence.tokens[c.last].lower in {"'s", "’s"} for c in near if c.last < last):
        return False
    return not (near[0].role or (near[0].entry is not None and near[0].entry.kind is PlaceKind.PEOPLE))


def _shorter(sentence: Sentence, whole: Candidate, read: Range, spans: Sequence[Range]) -> bool:
    """Whether the reader's name is the rules' less what belongs to no name ("Memphis This"), or one of the full names
    of persons that a run holds ("Pam Orl Bram Oster")."""
    first, last, kind = read
    if whole.first > first or whole.last < last or whole.entry is not None or whole.kind is not None:
        return False
    if (whole.first, whole.last) == (first, last):
        return False
    outside = [*sentence.tokens[whole.first : first], *sentence.tokens[last : whole.last]]
    if all(t.lower in rules().function_words or t.lower in {"i", "."} for t in outside):
        return True
    if kind != "PERSON" or last - first < 2:
        return False
    inside = [s for s in spans if whole.first <= s[0] and s[1] <= whole.last]
    return last == whole.last or (len(inside) > 1 and all(s[1] - s[0] > 1 for s in inside))


def _made(sentence: Sentence, place: tuple[int, int], near: Sequence[Candidate], kind: str) -> Candidate:
    """The candidate with the reader's bounds and what the rules knew of the words."""
    first, last = place
    tokens = sentence.tokens[first:last]
    words = [t.text for t in tokens]
    entry = match(words)
    role = next((c.role for c in near if c.role and c.first == first), "")
    made = Candidate(sentence=sentence.number, first=first, last=last, tokens=tokens, role=role)
    if entry is not None and len(entry.words) == len(words):
        made.entry = entry
        made.kind = NameKind.PLACE if kind in ("PLACE", "NATIONALITY") else None
    elif entry is not None and kind == "ORGANISATION" and entry.kind in _LANDS:
        made.owner, made.prefix = entry.key, len(entry.words)
    return made


def heed(found: Sequence[Candidate], read: Sequence[Named]) -> None:
    """Add what the trained reader takes a name for, where the two end at the same word."""
    if not read:
        return
    kinds = {name.span.end: _KINDS[name.kind] for name in read}
    begins = [name.span.start for name in read]
    for candidate in found:
        start, end = candidate.tokens[0].span.start, candidate.tokens[-1].span.end
        at = bisect_left(begins, end) - 1
        if at < 0 or read[at].span.end <= start:
            for kind in candidate.scores:
                candidate.scores[kind] -= UNREAD
            continue
        told = kinds.get(end)
        if told is not None:
            candidate.scores[told] = candidate.scores.get(told, 0.0) + READ
