"""Whom a named person speaks for: spokesperson of, head of, member of, by the words beside the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rashomon.records import NameKind, Span
from rashomon.understand.lemmas import lemma
from rashomon.understand.names.links import organisation_key
from rashomon.understand.names.parts import Mention, rules
from rashomon.understand.parts import Token, TokenKind
from rashomon.understand.titles import is_role, titles
from rashomon.understand.tokens import tokenize

if TYPE_CHECKING:
    from rashomon.understand.names.find import Names

_SAID = re.compile(r",? (?:said|says|told|tells|added|wrote|warned) ")
"""Where an apposition before a reporting verb ends: whom is told is no employer."""

_FORMER = frozenset({"former", "ex", "retired", "onetime", "ousted", "late", "dismissed"})
"""Words that say somebody speaks for a body no longer."""

_MEMBERS = frozenset({"member", "employee", "staffer", "fellow", "colleague"})
"""Who belongs to a body and holds no office: "a member of the Orlen parliament"."""

_APART = _FORMER | frozenset(
    """critic opponent defector victim rival resident native survivor whose brother sister son daughter wife husband
    mother father widow lawyer visitor customer prisoner""".split()
)
"""Words between a name and a body that say that the one does not speak for the other."""

_OF = frozenset({"of", "for", "at", "with", "in", "from"})
_NEXT = 30  # characters behind a name in which the noun that goes on with it may stand
_FRONT = 4  # words of an apposition in which "former" stands


def body_of(names: Names, mentions: Sequence[Mention], person: Mention) -> str | None:
    """The body a person speaks for: an organisation or body in the phrase, or in the apposition after the name."""
    inside = next((m for m in mentions if m.name.kind is NameKind.ORGANISATION), None)
    if inside is not None:
        return None if _apart(names, person, inside) else _whole(names, inside)
    own = names.by_key[person.name.key]
    for mention in own:
        if found := _apposed(names, mention):
            return found
    for mention in own:
        body = next((w for w in mention.role.split() if w in titles().bodies), "")
        if body and mention.owner:
            return f"{mention.owner} {body}"
    return None


def _apposed(names: Names, mention: Mention) -> str | None:
    """The organisation in ", an analyst at the Halden Institute" or before the name in "Halden Institute head Ilse"."""
    start, end = mention.name.span.start, mention.name.span.end
    tail = names.text[end : end + 120]
    if tail.startswith(","):
        stretch = _SAID.split(tail[1:].split(".")[0].split(";")[0])[0]
        words = stretch.split()
        if any(is_role(w.strip(",")) or w in _MEMBERS for w in words[:7]):
            if _APART & {w.lower() for w in words[:_FRONT]}:
                return None
            return _in(names, Span(start=end, end=min(len(names.text), end + 1 + len(stretch) + 1)))
    if mention.role:
        for other in reversed(names.before(start, 2)):
            gap = names.text[other.name.span.end : start]
            if (
                other.sentence == mention.sentence
                and (other.name.kind is NameKind.ORGANISATION or _initials(other, gap, mention.role))
                and len(gap) < 60
                and "," not in gap
            ):
                return other.name.key
    return None


def _initials(other: Mention, gap: str, role: str) -> bool:
    """Whether a name of capitals that is no place stands right before an office: "KVD director Ilse Marr"."""
    letters = other.name.text
    capitals = other.name.kind is not NameKind.PLACE and letters.isalpha() and letters.isupper()
    return capitals and 2 <= len(letters) <= 6 and gap.strip().lower() == role


def _whole(names: Names, named: Mention) -> str:
    """The key of a body whose name a common noun goes on with: "the Orlen parliament"."""
    end = named.name.span.end
    stretch = names.text[end : end + _NEXT].split(",")[0].split(".")[0]
    if not stretch.strip():
        return named.name.key
    words = [t for t in tokenize(names.text, Span(start=end, end=end + len(stretch))) if t.kind is TokenKind.WORD][:2]
    at = next((n for n, w in enumerate(words) if w.text[0].islower() and lemma(w.text) in titles().bodies), None)
    return named.name.key if at is None else f"{named.name.key} {body_words(words, at)}"


def _apart(names: Names, person: Mention, body: Mention) -> bool:
    """Whether the words between a name and a body part the two: "Ilse Marr, a former head of the Halden Institute"."""
    one, other = sorted((person.name.span, body.name.span))
    between = names.text[one.end : other.start].lower()
    return not _APART.isdisjoint(re.findall(r"[a-z]+", between))


def _in(names: Names, span: Span) -> str | None:
    """The organisation named in an apposition, else the body by a common noun: "a member of the Orlen parliament"."""
    after = [m for m in names.mentioned(span) if m.name.kind in (NameKind.ORGANISATION, NameKind.PLACE)]
    words = [t for t in tokenize(names.text, span) if t.kind is TokenKind.WORD]
    of = next((n for n, word in enumerate(words) if word.lower in _OF), len(words))
    at = next((n for n in range(of + 1, len(words)) if lemma(words[n].text) in titles().bodies), None)
    named = next((m for m in after if m.name.kind is NameKind.ORGANISATION), None)
    if at is None or words[at].text[0].isupper():
        return None if named is None else named.name.key
    owner = next((m for m in after if m.name.span.end <= words[at].span.start), None)
    if named is not None and named is not owner:
        return named.name.key
    lands = "" if owner is None or (owner.name.kind is NameKind.PLACE and not owner.state) else owner.name.key
    return f"{lands} {body_words(words, at)}".strip()


def body_words(words: Sequence[Token], at: int) -> str:
    """The body's words: "military intelligence", "defence ministry" -> "defense ministry"."""
    kept = [words[at].lower]
    for word in reversed(words[:at]):
        if (
            word.text[0].isupper()
            or word.lower in rules().function_words
            or word.lower in {"'s", "’s"}
            or len(kept) > 3
        ):
            break
        if (
            word.lower in rules().generic
            or word.lower in titles().role_modifiers
            or lemma(word.text) in titles().bodies
        ):
            kept.insert(0, word.lower)
        else:
            break
    return organisation_key(" ".join(kept), "")
