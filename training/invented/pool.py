"""Real sentences as contents: which of a pool can be used as one statement, and how they are begun inside another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SPEECH = re.compile(
    r"\b(?:sa(?:y|id|ys|ying)|t(?:old|ell|ells)|claim\w*|accord\w*|report\w*|believ\w*|think\w*|thought|argu\w+|add(?:s|ed)"
    r"|warn\w*|den(?:y|ies|ied)|announc\w*|suggest\w*|confirm\w*|insist\w*|alleg\w*|accus\w*|describ\w*|call(?:s|ed)|ask\w*"
    r"|estimat\w*|expect\w*|show(?:s|ed|n)?|reveal\w*|not(?:es|ed)|stat(?:es|ed)|writ(?:e|es|ten)|wrote|know\w*|knew|feel\w*"
    r"|felt|hop(?:e|es|ed)|fear\w*|consider\w*|indicat\w*|explain\w*|mention\w*|promis\w*|agree\w*|conclud\w*|found)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"[,;:()\[\]\"“”?!—]|\b(?:which|who|whom|whose|that|because|when|while|if|although|though|since|after|before|until"
    r"|unless|where|but|so|as|I|me|my|we|us|our|you|your|please)\b"
    r"|\band (?:\w+ly |then |also |later |was |were |is |are |has |had |he |she |it |they |this |there |the \w+ (?:is|are|was|were) )"
    r"|\band \w+ed\b|\band (?:made|took|went|came|left|gave|won|lost|began|became|held|ran|set|put|built|sold|sent)\b"
)
_PERSONAL = re.compile(
    r"\b(?:i|me|my|we|us|our|you|your|please|let|lol|okay|hi)\b|[A-Za-z][’'](?:m|re|ve|ll|d)\b| [-–] |[/@#*]",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\b[A-Z]{5,}\b")
_AUXILIARY = r"(?:is|are|was|were|has|had|have|will|would|can|could|may|might|must|should|did|does|do)"
_GROUP = re.compile(rf"\b{_AUXILIARY}(?: (?:not|also|\w+ly|never|always|still|now))*(?: (?:be|been|being|have|had))*\b")
_PAST = re.compile(
    r"\b(?:made|took|went|came|left|gave|won|lost|began|became|held|ran|set|built|sold|sent|grew|fell|rose|led|met|brought|got"
    r"|kept|spent|stood|wrote|\w{2,}ed)\b"
)
_NO_NAMES = frozenset(
    "before after when while if as since once until to not how why check look leave set get make take just sure so thank thanks see find go come give keep".split()
)
_PRONOUNS = ("It ", "He ", "She ", "They ", "This ", "These ", "That ", "Those ")
_OPENERS = frozenset(
    "The A An This These Those Its His Her Their Some Several Many Most All Both Two Three Four Five Six Seven Eight Nine Ten "
    "In On At During By For From With Under Over He She It They There Another Each Every No More Nearly Almost One Few "
    "Dozens Hundreds Thousands Despite Between Among".split()
)


@dataclass(frozen=True, slots=True)
class Real:
    """One real clause: its words without the stop, and as they begin inside another sentence."""

    words: str
    inside: str
    commitment: str
    polarity: str

    @property
    def alone(self) -> bool:
        """Whether it can stand without anything before it."""
        return not self.words.startswith(_PRONOUNS)


def usable(pool: Sequence[str]) -> list[Real]:
    """Those sentences of a pool that read as one plain clause with nobody speaking in it.

    A wrong mark teaches worse than a missing sentence, so whatever may hold two predicates is left out.
    """
    names = {w for s in pool for w in re.findall(r"(?<=[a-z,] )[A-Z][\w’'-]*", s)}
    out = []
    for sentence in pool:
        words = sentence.strip()
        if not words.endswith(".") or not 4 <= len(words.split()) <= 28 or len(words) < 2 or words[-2] in ".A":
            continue
        words = words[:-1]
        inside = _inside(words, names)
        if inside is not None and _one_clause(words):
            out.append(Real(words, inside, *_put(words)))
    return out


def _one_clause(words: str) -> bool:
    """Whether it seems to hold one finite verb group, nobody's words and nobody's "you"."""
    if _SPEECH.search(words) or _JOINED.search(words) or _PERSONAL.search(words) or _SHOUTED.search(words):
        return False
    groups = len(_GROUP.findall(words))
    return groups == 1 or (groups == 0 and len(_PAST.findall(words)) == 1)


def _inside(words: str, names: set[str]) -> str | None:
    """As it goes on inside another sentence; None where its first word may be a name or not."""
    first, second = words.split(" ")[:2]
    if first in _OPENERS:
        return words[0].lower() + words[1:]
    named = second[:1].isupper() or (first in names and len(first) > 3)
    return words if named and first.lower() not in _NO_NAMES else None


def _put(words: str) -> tuple[str, str]:
    """How firmly, and whether negated."""
    firmness = "asserted"
    if re.search(r"\b(?:may|might|could|perhaps|possibly)\b", words):
        firmness = "speculated"
    elif re.search(r"\b(?:likely|probably|apparently)\b", words):
        firmness = "assessed"
    if re.search(r"\b(?:will|plans? to|intends? to|(?:is|are) (?:to|set to|due to))\b", words):
        firmness = "planned"
    negated = re.search(r"\b(?:not|never|no|nobody|none|neither|cannot)\b|n[’']t\b", words)
    return firmness, "-" if negated else "+"
