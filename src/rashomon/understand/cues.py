"""Reporting words, read from rules/cues.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rashomon.records import Commitment
from rashomon.understand.lemmas import lemma
from rashomon.understand.verbs import Form, inflected


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting word: the base it belongs to, the act, the voice's commitment, and what its content can be."""

    base: str
    family: str
    commitment: Commitment
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class CueForm:
    """One inflected form of a cue: the words after the first, and the form of the first."""

    cue: Cue
    form: Form
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """All reporting words by their first word in lower case; longer phrases stand first.

    ``documents`` are verbs whose subject is a document or picture; ``fixed`` whole verb groups.
    """

    verbs: Mapping[str, tuple[CueForm, ...]]
    documents: Mapping[str, tuple[CueForm, ...]]
    fixed: Mapping[str, tuple[CueForm, ...]]
    participles: frozenset[str]
    glosses: frozenset[str]
    documents_nouns: frozenset[str]
    voices: frozenset[str]
    nouns: Mapping[str, Cue]
    phrases: Mapping[str, tuple[CueForm, ...]]
    adverbs: Mapping[str, Cue]


@cache
def rules() -> dict[str, Any]:
    """The rule file as it stands, examples included."""
    return tomllib.loads(files("rashomon.understand").joinpath("rules/cues.toml").read_text(encoding="utf-8"))


@cache
def cues() -> Cues:
    """The reporting words, indexed."""
    table = rules()
    speaking = [group for group in table["verbs"] if group.get("speaker") != "document"]
    documents = [group for group in table["verbs"] if group.get("speaker") == "document"]
    return Cues(
        verbs=_verbs(speaking),
        documents=_verbs(documents),
        fixed=_fixed(speaking, "fixed"),
        participles=frozenset(table["participles"]["words"].split()),
        glosses=frozenset(table["participles"]["glosses"].split()),
        documents_nouns=frozenset(table["documents"]["words"].split()),
        voices=frozenset(table["documents"]["voices"].split()),
        nouns={word: cue for group in table["nouns"] for word, cue in _words(group)},
        phrases=_fixed(table["phrases"], "phrases"),
        adverbs={word: cue for group in table["adverbs"] for word, cue in _words(group)},
    )


def _words(group: dict[str, Any]) -> list[tuple[str, Cue]]:
    return [(word, _cue(group, word)) for word in group["words"].split()]


def _cue(group: dict[str, Any], base: str) -> Cue:
    return Cue(base, group.get("family", "phrase"), Commitment(group["commitment"]), frozenset(group.get("takes", ())))


def _verbs(groups: list[dict[str, Any]]) -> dict[str, tuple[CueForm, ...]]:
    """Inflected forms; a base in several groups keeps the first one's act and all of what they take."""
    bases: dict[str, Cue] = {}
    for group in groups:
        for base in (*group.get("words", "").split(), *_listed(group.get("phrases", ""))):
            cue, known = _cue(group, base), bases.get(base)
            bases[base] = Cue(base, known.family, known.commitment, known.takes | cue.takes) if known else cue
    table: dict[str, list[CueForm]] = {}
    for base, cue in bases.items():
        for form, words in inflected(base).items():
            first, *rest = words.split()
            table.setdefault(first, []).append(CueForm(cue, form, tuple(rest)))
    return {first: tuple(sorted(found, key=lambda f: -len(f.rest))) for first, found in table.items()}


def _fixed(groups: list[dict[str, Any]], key: str) -> dict[str, tuple[CueForm, ...]]:
    table: dict[str, list[CueForm]] = {}
    for group in groups:
        for phrase in _listed(group.get(key, "")):
            first, *rest = phrase.split()
            table.setdefault(first, []).append(CueForm(_cue(group, phrase), Form.PAST, tuple(rest)))
    return {first: tuple(sorted(found, key=lambda f: -len(f.rest))) for first, found in table.items()}


def _listed(phrases: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in phrases.split(",") if phrase.strip()]


@cache
def deeds() -> frozenset[str]:
    """Base forms of verbs by which nobody says anything (rules/deeds.toml)."""
    table = tomllib.loads(files("rashomon.understand").joinpath("rules/deeds.toml").read_text(encoding="utf-8"))
    return frozenset(table["verbs"].split())


def is_deed(words: str, content: str) -> bool:
    """Whether a cue is a deed and no act of saying, showing or knowing: its last verb tells.

    A verb of both kinds is a deed with an infinitive: "agreed to reopen" against "agreed that it was open".
    """
    known = cues()
    base = lemma(words.rsplit(maxsplit=1)[-1])
    if base == "claim" and _LIVES.match(content):
        return True
    if base in _OF_THINGS_TOO and not _OF_WORDS.search(content):
        return True
    for word in reversed(words.lower().replace("’", "'").split()):
        saying = word in known.verbs or word in known.nouns or word in known.phrases or word in known.adverbs
        if lemma(word) in deeds():
            return not saying or content.lower().startswith("to ")
        if saying:
            return False
    return False


@cache
def _attitudes() -> frozenset[str]:
    table = tomllib.loads(files("rashomon.understand").joinpath("rules/deeds.toml").read_text(encoding="utf-8"))
    return frozenset(table["attitudes"].split())


def reporting(words: str) -> bool:
    """Whether one of the words reports, shows, knows or seems: any of rules/cues.toml, an attitude of rules/deeds.toml."""
    known = cues()
    kinds = (known.verbs, known.nouns, known.phrases, known.adverbs, known.documents, _attitudes())
    return any(word in kind for word in words.lower().replace("’", "'").split() for kind in kinds)


def is_denial(words: str) -> bool:
    """Whether reporting words deny: "has repeatedly denied"."""
    forms = (form for word in words.lower().split() for form in cues().verbs.get(word, ()))
    return any(form.cue.commitment is Commitment.DENIED for form in forms)


def of_accused(cue: str, after: str) -> bool:
    """Whether the words before a cue name the one accused, not who accuses: "Vale accused of shelling the port".

    ``cue`` are the reporting words, ``after`` the text behind them. Somebody who accuses names whom: "accused Vale of".
    """
    return bool(_ACCUSED.search(f"{cue} {after.lstrip()}"[-80:]))


CLAIMS = frozenset(
    "claim claims allegation allegations accusation accusations charge charges assertion assertions suggestion"
    " suggestions report reports account accounts statement statements figure figures rumour rumours rumor"
    " rumors".split()
)
"""Nouns for what others say."""
_OF_THINGS_TOO = frozenset("dismiss reject repudiate".split())
_OF_WORDS = re.compile(
    rf"^[\"“]|^(?:that|as)\b|\b(?:as|{'|'.join(sorted(CLAIMS))}|criticism|accus\w+|warning\w*|notion|idea|concern\w*)\b",
    re.IGNORECASE,
)
"""What is turned down in words; else "dismissed the envoy" and "rejected the budget" are deeds."""
_ACCUSED = re.compile(r"\b(?:accused|suspected) of (?:[\w-]+ ?){0,2}$", re.IGNORECASE)
_LIVES = re.compile(r"(?:[\w,-]+ ){1,5}lives\b")
"""What "claimed" takes, not says: "claimed at least five lives", "claimed the lives of"."""
