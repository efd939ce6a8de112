"""Answers that are words: which of a kind, what for or why, and how it went.

- WHICH: a designation ("Kestrel-3" beside "Kestrel-7"): what stands before its number is asked, the whole answers. A
  statement that names two of one kind answers nothing.
- REASON: what stands behind "in order to", "because of" and the like, up to the end of its clause. Bare "to" is left
  out: it joins more often than it gives a purpose.
- QUALITY: a judgement of what happened by one of two opposite words (`OPPOSITES`).

Words are read from the content of a statement alone, so that an answer depends on nothing but its statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.compare.graphs import Union
from rashomon.compare.questions.families import OPPOSITES
from rashomon.records import Attribute, QuantityKind, Report, Statement

WORDED = (Attribute.WHICH, Attribute.REASON, Attribute.QUALITY)
_DESIGNATION = re.compile(r"([^\W\d].*?)[-‐‑– ]?(\d\w*)")
_GIVES = re.compile(
    r"\b(?:because of|because|due to|owing to|as a result of|caused by|triggered by|in response to|attributed to"
    r"|in (?:retaliation|revenge) for|put \w+(?: \w+)? down to|in order to|so as to|aimed at|with the aim of"
    r"|for the purpose of|intended to|designed to|meant to)\s+",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[,;:.!?()\[\]“”\"…]|\s[-–—]+\s|\b(?:but|while|although|though|when|after|before|which|who|whose|where|that|as|and"
    r"|said|says|according)\b",
    re.IGNORECASE,
)
_JUDGING = re.compile(r"[^\W_]+(?! (?:to|in)\b)")  # "failed to come" and "succeeded in" tell of something else
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_EMPTY = frozenset(
    "a an the this that these those it its their his her our of in on at to for by with from into over under and or is"
    " was were are be been being have has had not no more most some any all other such very".split()
)
_LONGEST = 12  # words of a reason that are kept
_STEM = 5  # letters by which two words of reasons are one: "collapse", "collapsed"


@dataclass(frozen=True, slots=True)
class Worded:
    """What one statement answers: what is asked ("" for a reason), the answer's key, and its words."""

    statement: Statement
    asks: str
    key: str
    words: str


def worded(statement: Statement, report: Report, attribute: Attribute) -> tuple[Worded, ...]:
    """The answers of a statement to a question of an attribute of `WORDED`; one at most for each thing asked."""
    if attribute is Attribute.WHICH:
        return _which(statement)
    texts = [span.of(report.text) for span in statement.content]
    return _quality(statement, texts) if attribute is Attribute.QUALITY else _reason(statement, texts)


def _which(statement: Statement) -> tuple[Worded, ...]:
    """The designations of a statement, of each kind it names one of."""
    named: dict[str, set[str]] = {}
    for q in statement.quantities:
        match = _DESIGNATION.fullmatch(q.item) if q.kind is QuantityKind.ORDINAL else None
        if match is not None:
            named.setdefault(match[1], set()).add(q.item)
    single = sorted((kind, next(iter(items))) for kind, items in named.items() if len(items) == 1)
    return tuple(Worded(statement, kind, item, item) for kind, item in single)


def _quality(statement: Statement, texts: Sequence[str]) -> tuple[Worded, ...]:
    """Which of two opposite words judges what a statement tells; both of them judge nothing."""
    spoken = {w for text in texts for w in _JUDGING.findall(text.lower())}
    found = []
    for axis, sides in sorted(OPPOSITES.items()):
        held = [side for side, words in sides.items() if words & spoken]
        if len(held) == 1:
            found.append(Worded(statement, axis, held[0], held[0]))
    return tuple(found)


def _reason(statement: Statement, texts: Sequence[str]) -> tuple[Worded, ...]:
    """The first reason or purpose that a statement gives."""
    for text in texts:
        told = _GIVES.search(text)
        if told is None:
            continue
        end = _ENDS.search(text, told.end())
        words = text[told.end() : end.start() if end is not None else len(text)].split()[:_LONGEST]
        stems = _stems(words)
        if stems:
            return (Worded(statement, "", " ".join(sorted(stems)), " ".join((*told[0].split(), *words))),)
    return ()


def _stems(words: Iterable[str]) -> frozenset[str]:
    """What is compared of the words of a reason: the beginnings of those with content."""
    found = {w.lower() for word in words for w in _WORD.findall(word)}
    return frozenset(w[:_STEM] for w in found if len(w) > 2 and w not in _EMPTY)


def classes(told: Sequence[Worded], attribute: Attribute) -> tuple[tuple[Worded, ...], ...]:
    """The answers that are one: of one key, or reasons that share half the words of the shorter; in order of key."""
    keys = sorted({one.key for one in told})
    union = Union()
    if attribute is Attribute.REASON:
        for n, a in enumerate(keys):
            for b in keys[n + 1 :]:
                one, other = set(a.split()), set(b.split())
                if 2 * len(one & other) >= min(len(one), len(other)):
                    union.join(a, b)
    order = sorted(told, key=lambda one: (one.key, one.statement.id))
    return tuple(
        tuple(one for one in order if union.find(one.key) == first) for first in keys if union.find(first) == first
    )


def asked_in(told: Sequence[Worded], attribute: Attribute) -> bool:
    """Whether statements of one event raise a question: from two reports at least; "which" and "how" by two answers."""
    several = len({one.statement.report_id for one in told}) > 1
    return several and (attribute is Attribute.REASON or len(classes(told, attribute)) > 1)
