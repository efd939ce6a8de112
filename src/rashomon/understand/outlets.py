"""Outlets named as those who pass words on: by the form of the name, by a noun beside it, by what is taken up."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from rashomon.records import NameKind, Span, VoiceKind
from rashomon.understand.lemmas import lemma
from rashomon.understand.names.links import organisation_key
from rashomon.understand.names.parts import Mention, Speaking
from rashomon.understand.names.parts import rules as name_rules
from rashomon.understand.parts import Token
from rashomon.understand.titles import is_role, titles

if TYPE_CHECKING:
    from rashomon.understand.names import Names

_SEARCHED = 200
"""Mentions looked through for the outlet that "the agency" takes up."""


@cache
def rules() -> dict[str, Any]:
    """The rule file as it stands, examples included."""
    return tomllib.loads(files("rashomon.understand").joinpath("rules/outlets.toml").read_text("utf-8"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(rules()[name]).split())


@dataclass(frozen=True, slots=True)
class _Parts:
    """A phrase parted: the words of a name, and the common nouns around it that say what it names."""

    name: tuple[str, ...]
    described: frozenset[str]
    article: bool


def named(names: Names, span: Span, words: Sequence[Token]) -> Speaking | None:
    """The outlet that the words at ``span`` name or take up, as a conduit; None where they name no outlet."""
    parts = _parted(words)
    if parts is None:
        return None
    if not parts.name:
        return _taken_up(names, span, parts)
    if is_role(parts.name[0]) or parts.name[0].lower() in name_rules().first_names:
        return None
    if not (parts.described or by_form(parts.name, article=parts.article)):
        return None
    if not parts.described and any(m.role for m in names.mentioned(span)):
        return None
    full = " ".join(parts.name)
    return _conduit(organisation_key(full, ""), full, names)


def _parted(words: Sequence[Token]) -> _Parts | None:
    """The phrase as article, describing nouns and one run of capitals; None where it holds anything else."""
    before, described, name = _words("before"), _words("described"), list[str]()
    article, around = False, set[str]()
    for word in words:
        if word.text[0].isupper() and not (not name and word is words[0] and word.lower in before | described):
            if around and name:
                return None
            name.append(word.text)
        elif word.lower in described and (not name or word is words[-1] or words[-1].lower in described):
            around.add(word.lower)
        elif word.lower in before and (not name or words[-1].lower in described):
            article = article or word.lower in ("the", "a", "an")
        elif word.lower in _words("taken_up") and not name and word is words[-1]:
            around.add(word.lower)
        else:
            return None
    return _Parts(tuple(name), frozenset(around), article)


def by_form(name: Sequence[str], *, article: bool = False) -> bool:
    """Whether a name has the form of an outlet's: "Orlen Tribune", "Orlenpress", "the Courier", "Orl News Agency"."""
    last = name[-1].lower()
    if last == "agency" and len(name) > 1:
        return name[-2].lower() in ("news", "press")
    if last in _words("heads"):
        return len(name) > 1 or article
    ended = any(last.endswith(end) and len(last) > len(end) + 1 for end in _words("ends"))
    return ended and last not in _words("not_outlets")


def passes_on(names: Names, span: Span, cue_bases: frozenset[str]) -> Speaking | None:
    """The bare name at ``span`` as an outlet, where it is the subject of "reported" and no person's known name."""
    if not cue_bases & _words("passing_on"):
        return None
    found = names.mentioned(span)
    shown = " ".join(span.of(names.text).split())
    bare = shown.removeprefix("The ").removeprefix("the ")
    if len(found) != 1 or found[0].name.text != bare or len(bare.split()) > 1:
        return None
    mention = found[0]
    known = mention.role or " " in mention.name.key or mention.name.kind is NameKind.PLACE
    if known or is_role(bare) or lemma(bare) in titles().unnamed | titles().bodies:
        return None
    return _conduit(organisation_key(bare, ""), bare, names)


def _conduit(key: str, full: str, names: Names) -> Speaking:
    """The outlet by the longer name the report gives it, if any: "the Courier" is "The Ardessa Courier"."""
    if " " not in key and key in _words("heads"):
        longer = next((k for k in names.by_key if k.endswith(" " + key)), None)
        if longer is not None:
            return Speaking(VoiceKind.CONDUIT, longer, names.by_key[longer][0].full)
    return Speaking(VoiceKind.CONDUIT, key, full)


def _taken_up(names: Names, span: Span, parts: _Parts) -> Speaking | None:
    """The outlet named before that "the agency" or "the paper" means; for an agency the last said to be one."""
    if not parts.article or not parts.described & _words("taken_up"):
        return None
    earlier = [m for m in names.before(span.start, _SEARCHED) if _is_outlet(names, m)]
    if "agency" in parts.described:
        earlier = [m for m in earlier if _is_agency(names, m)]
    if not earlier:
        return None
    last = earlier[-1]
    if "report" in parts.described:
        last = next(m for m in earlier if m.sentence == last.sentence)
    return Speaking(VoiceKind.CONDUIT, organisation_key(last.full, ""), last.full)


def _is_outlet(names: Names, mention: Mention) -> bool:
    words = mention.name.text.split()
    human = mention.role or words[0].lower() in name_rules().first_names
    return not human and (by_form(words, article=_before(names, mention) == "the") or _is_agency(names, mention))


def _is_agency(names: Names, mention: Mention) -> bool:
    """Whether the mention is said to be an agency, or has an agency's form."""
    words = mention.name.text.lower().split()
    after = names.text[mention.name.span.end : mention.name.span.end + 13].lower()
    beside = _before(names, mention) in ("agency", "newswire", "wire") or after.startswith((" news agency", " agency"))
    single = len(words) == 1 and by_form(words) and words[0].endswith(("press", "inform", "wire"))
    return beside or words[-1] in ("agency", "wire", "newswire", "press", "dispatch") or single


def _before(names: Names, mention: Mention) -> str:
    """The word before a mention."""
    words = names.text[max(0, mention.name.span.start - 20) : mention.name.span.start].split()
    return words[-1].lower() if words else ""
