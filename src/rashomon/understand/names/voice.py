"""Who a source phrase names: "Kim", "he", "the minister", "a JCS official", "Seoul", "state media", "experts"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rashomon.records import NameKind, Span, VoiceKind
from rashomon.understand import outlets
from rashomon.understand.gazetteer import country_keys
from rashomon.understand.lemmas import lemma
from rashomon.understand.names.heads import head_noun
from rashomon.understand.names.parts import Mention, Speaking
from rashomon.understand.names.serves import body_of, body_words
from rashomon.understand.parts import Token, TokenKind
from rashomon.understand.titles import is_role, titles
from rashomon.understand.tokens import tokenize

if TYPE_CHECKING:
    from rashomon.understand.names.find import Names

_PERSONAL = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_NEUTRAL = frozenset(
    {"it", "its", "itself", "they", "them", "their", "themselves", "who", "which", "that", "we", "us", "our"}
)
_FIRST = frozenset({"i", "me", "myself"})
_DETERMINERS = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "same"})
_STATE_MEDIA = frozenset(
    {"medium", "television", "tv", "radio", "broadcaster", "newspaper", "agency", "outlet", "run", "channel", "daily"}
)
_PLURALS = {
    "medium": "media",
    "person": "people",
    "family": "families",
    "other": "others",
    "many": "many",
    "some": "some",
    "people": "people",
    "police": "police",
}
_AGAINST = frozenset({"critic", "opponent", "defector", "victim", "protester", "rival", "family", "relative"})
"""People who do not speak for the body named after them: "a critic of the government"."""

_COUNTING = frozenset({"second", "third", "fourth", "fifth", "another", "other", "both", "one"})
"""Words that count on from people named before: "a third said"."""

_SEARCHED = 400
"""Mentions before a pronoun or "the minister" that are looked through; a report of 450 words has about 60."""


def resolve(names: Names, span: Span) -> Speaking:
    """See :meth:`Names.voice`."""
    tokens = [
        t
        for t in tokenize(names.text, span)
        if t.kind in (TokenKind.WORD, TokenKind.NUMBER) or t.text in {",", "'", "’"}
    ]
    words = [t for t in tokens if t.kind is TokenKind.WORD]
    shown = " ".join(span.of(names.text).split())
    if not words:
        return Speaking(VoiceKind.UNNAMED, "unnamed", shown)
    mentions = names.mentioned(span)
    if len(words) == 1 and words[0].lower in _FIRST:
        return Speaking(VoiceKind.UNNAMED, "unnamed", shown)
    if len(words) == 1 and not mentions and (words[0].lower in _PERSONAL or words[0].lower in _NEUTRAL):
        return _pronoun(names, span, words[0].lower, shown)
    if (outlet := outlets.named(names, span, words)) is not None:
        return outlet
    person = next((m for m in mentions if m.name.kind is NameKind.PERSON and not _of_another(names, m, span)), None)
    if person is not None:
        person = _nearest(names.text, mentions, person)
        return Speaking(VoiceKind.PERSON, person.name.key, person.full, body_of(names, mentions, person))
    return _impersonal(_Phrase(names, span, words, mentions, shown))


def _nearest(text: str, mentions: Sequence[Mention], person: Mention) -> Mention:
    """The last of persons' names in one run of words: "Emeritus Professor John Burrows" is the last of them."""
    for mention in mentions:
        between = text[person.name.span.end : mention.name.span.start]
        if mention.name.kind is NameKind.PERSON and 0 < len(between) < 24 and between.replace(" ", "").isalpha():
            person = mention
    return person


def _of_another(names: Names, mention: Mention, span: Span) -> bool:
    """Whether the person only owns or is served by the speaker: "Kim's spokesman", "an aide to Kim"."""
    after = names.text[mention.name.span.end : span.end][:2]
    before = names.text[span.start : mention.name.span.start].rstrip().lower()
    return after in {"'s", "’s"} or before.endswith((" of", " for", " to", " close to", " with", " by"))


def _pronoun(names: Names, span: Span, word: str, shown: str) -> Speaking:
    """The last fitting name before a pronoun: in the same sentence, else the first such name of the sentence before."""
    gender = _PERSONAL.get(word, "")
    before = names.before(span.start, _SEARCHED)
    wanted = (NameKind.PERSON,) if gender else (NameKind.ORGANISATION, NameKind.PLACE)
    genders = {m.name.key: m.gender for m in before if m.gender}
    fitting = [
        m
        for m in before
        if m.name.kind in wanted
        and (m.state or m.name.kind is not NameKind.PLACE)
        and (not gender or genders.get(m.name.key, gender) == gender)
    ]
    if not fitting:
        return Speaking(VoiceKind.UNNAMED, "unnamed", shown)
    last = fitting[-1].sentence
    chosen = next(m for m in fitting if m.sentence == last)
    kind = VoiceKind.PERSON if gender else VoiceKind.INSTITUTION
    served = body_of(names, (), chosen) if gender else None
    return Speaking(kind, chosen.name.key, chosen.full, served)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A source phrase without a person: its words, the names in it, and the country it belongs to ("" for none)."""

    names: Names
    span: Span
    words: Sequence[Token]
    mentions: Sequence[Mention]
    shown: str

    @property
    def organisation(self) -> Mention | None:
        """The first organisation named."""
        return next((m for m in self.mentions if m.name.kind is NameKind.ORGANISATION), None)

    @property
    def land(self) -> Mention | None:
        """The first country, people or capital, where a place is named first."""
        place = next((m for m in self.mentions if m.name.kind is NameKind.PLACE), None)
        return place if place is not None and place.state else None

    @property
    def owner(self) -> str:
        """The key of that country."""
        return self.land.name.key if self.land is not None else ""


def _impersonal(phrase: _Phrase) -> Speaking:
    """A phrase without a person: an organisation, a country, a body, a document, or people without a name."""
    words, organisation = phrase.words, phrase.organisation
    if (half := _half(phrase)) is not None:
        return half
    head, at = head_noun(words, phrase.mentions)
    lemmas = {lemma(w.text) for w in words}
    of_state = ("state" in lemmas and lemmas & _STATE_MEDIA) or lemmas & {"state-run", "state-owned"}
    if of_state and organisation is None:
        return Speaking(VoiceKind.INSTITUTION, f"{phrase.owner} state media".strip(), phrase.shown)
    if head is None:
        return _named(phrase)
    low = lemma(head.text)
    belongs = organisation is not None or phrase.owner or words[0].lower in _DETERMINERS | {"a", "an"}
    if low in titles().documents and (low != "report" or belongs):
        return _document(phrase, at)
    if low in titles().bodies or " ".join(w.lower for w in words[max(0, at - 1) : at + 1]) in titles().bodies:
        return _body(phrase, at)
    label = len(words) == 1 and head.text[0].isupper()  # a headline's "Minister: ..."
    definite = label or words[0].lower in _DETERMINERS or phrase.owner
    if is_role(head.text) and definite and not head.lower.endswith("s"):
        found = _holder(phrase)
        if found is not None:
            return Speaking(VoiceKind.PERSON, found.name.key, found.full, body_of(phrase.names, (), found))
    return _unnamed(phrase, at)


def _half(phrase: _Phrase) -> Speaking | None:
    """The country that a headline calls "South" or "the North", where the report names just one such."""
    low = phrase.words[-1].lower
    if low not in {"north", "south"} or len(phrase.words) > 2 or phrase.mentions:
        return None
    keys = [key for key in phrase.names.by_key if key.startswith(low + " ") and key in country_keys()]
    return Speaking(VoiceKind.INSTITUTION, keys[0], keys[0].title()) if len(keys) == 1 else None


def _named(phrase: _Phrase) -> Speaking:
    """A phrase that is nothing but names: the organisation, or the country for its government."""
    place = next((m for m in phrase.mentions if m.name.kind is NameKind.PLACE), None)
    chosen = phrase.organisation or place or (phrase.mentions[0] if phrase.mentions else None)
    if chosen is not None:
        return Speaking(VoiceKind.INSTITUTION, chosen.name.key, chosen.full)
    noun = lemma(phrase.words[-1].text)
    return Speaking(VoiceKind.UNNAMED, f"unnamed:{noun}" if noun in titles().unnamed else "unnamed", phrase.shown)


def _document(phrase: _Phrase, at: int) -> Speaking:
    """A document: whoever it is said to be of or by speaks; without one, the document itself."""
    organisation, land, words = phrase.organisation, phrase.land, phrase.words
    author = next((m for m in phrase.mentions if _wrote(phrase, m, words[at])), None)
    if author is not None:
        kind = VoiceKind.PERSON if author.name.kind is NameKind.PERSON else VoiceKind.INSTITUTION
        return Speaking(kind, author.name.key, author.full)
    if organisation is not None:
        return Speaking(VoiceKind.INSTITUTION, organisation.name.key, organisation.full)
    for number, word in enumerate(words):
        if number != at and word.lower != "intelligence" and lemma(word.text) in titles().bodies:
            return replace(_body(phrase, number), name=_author(phrase, at, number))
    if land is not None:
        return Speaking(VoiceKind.INSTITUTION, land.name.key, land.full)
    return Speaking(VoiceKind.DOCUMENT, "document:" + lemma(words[at].text), phrase.shown)


def _author(phrase: _Phrase, at: int, body: int) -> str:
    """The words for whose document it is, with where they are: "a statement from the military in Orl on Friday"."""
    text, start = phrase.names.text, phrase.words[at].span.end
    if (led := _LED.match(text, start, phrase.words[body].span.start)) is None:
        return phrase.shown
    end = max(phrase.words[body].span.end, phrase.land.name.span.end if phrase.land else 0)
    return " ".join(text[led.end() : end].split())


_LED = re.compile(r"\s*(?:from|by|of)\s+(?:the\s+)?")


def _wrote(phrase: _Phrase, mention: Mention, document: Token) -> bool:
    """Whether a document is one's own: "Orl's statement", "a letter by Orl"; not one's ministry's, nor a photo."""
    text, span, name = phrase.names.text, phrase.span, mention.name
    if name.kind in (NameKind.PLACE, NameKind.EQUIPMENT):
        return False
    if text[name.span.end : span.end][:2] in {"'s", "’s"}:
        between = [w for w in phrase.words if name.span.end < w.span.start < document.span.start]
        return name.span.end < document.span.start and not any(_speaks(w) for w in between)
    return text[span.start : name.span.start].rstrip().lower().endswith((" by", " from"))


def _speaks(word: Token) -> bool:
    """Whether the word means a body or a person."""
    return lemma(word.text) in titles().bodies or is_role(word.text)


def _body(phrase: _Phrase, at: int) -> Speaking:
    """A body by a common noun: with its country, or the last organisation of that kind, or the noun alone."""
    own, organisation = body_words(phrase.words, at), phrase.organisation
    if organisation is not None:
        return Speaking(VoiceKind.INSTITUTION, organisation.name.key, organisation.full)
    if phrase.owner:
        return Speaking(VoiceKind.INSTITUTION, f"{phrase.owner} {own}", phrase.shown)
    if phrase.words[0].lower in _DETERMINERS:
        for mention in reversed(phrase.names.before(phrase.span.start, _SEARCHED)):
            taken_up = own in _ANY_BODY or own.split()[-1] in mention.name.key.split()
            if mention.name.kind is NameKind.ORGANISATION and taken_up:
                return Speaking(VoiceKind.INSTITUTION, mention.name.key, mention.full)
    own = _of_holder(phrase, at, own)
    return Speaking(VoiceKind.INSTITUTION, _fuller(phrase, own), phrase.shown)


_ANY_BODY = frozenset(
    """
    airline automaker carmaker charity company conglomerate firm group institute maker manufacturer organisation
    organization planemaker publisher retailer
    """.split()
)
"""Bodies that any organisation may be: "the company" takes up the last one named."""


def _of_holder(phrase: _Phrase, at: int, own: str) -> str:
    """ "The mayor's office": an office of one who holds another is told apart by whose it is."""
    words = phrase.words
    if own == "office" and at > 1 and words[at - 1].lower in {"'s", "’s"} and is_role(words[at - 2].text):
        return f"{words[at - 2].lower} office"
    return own


_FULLER = 4000
"""Characters before a body in which its fuller description is looked for, and from the report's beginning."""


def _fuller(phrase: _Phrase, own: str) -> str:
    """The body's longest description in the report that ends in these words: "the service" is "the fire service".

    Where the report has two such bodies the words stay as they are.
    """
    text, best = phrase.names.text, own
    noun = re.compile(rf"\b{re.escape(own.rsplit(maxsplit=1)[-1])}\b")
    windows = {(max(0, phrase.span.start - _FULLER), phrase.span.end), (0, min(_FULLER, len(text)))}
    for start, end in sorted(windows):
        for match in noun.finditer(text, start, end):
            span = Span(start=max(0, match.start() - 40), end=match.end())
            before = [t for t in tokenize(text, span) if t.kind is TokenKind.WORD or t.text in ".,"]
            found = body_words(before, len(before) - 1)
            if not found.endswith(" " + own):
                continue
            if not (found.endswith(best) or best.endswith(found)):
                return own
            best = max(best, found, key=len)
    return best


def _holder(phrase: _Phrase) -> Mention | None:
    """The last person before the phrase whose role it takes up ("the minister"), else the first after it.

    Role words may be left out, not changed: "the minister" takes up a foreign minister, "the prime minister" does not.
    With a country ("the Ukrainian president") only its own office-holder fits.
    """
    names, span, owner = phrase.names, phrase.span, phrase.owner
    said = frozenset(w.lower for w in phrase.words if is_role(w.text) or w.lower in titles().role_modifiers)
    later = names.after(span.end, _SEARCHED) if owner or len(phrase.words) == 1 else ()
    for mention in (*reversed(names.before(span.start, _SEARCHED)), *later):
        fits = not owner or mention.owner == owner
        if mention.name.kind is NameKind.PERSON and fits and _takes_up(said, mention.role.split()):
            return mention
    return None


def _takes_up(said: frozenset[str], held: Sequence[str]) -> bool:
    """Whether the role words said are some of those held, or those held some of the ones said."""
    last = next((w for w in reversed(held) if is_role(w)), "")
    return last in said and (said <= set(held) or (set(held) <= said and len(held) > 1) or set(held) == {last} == said)


def _plural(noun: str) -> str:
    """The plural of a noun, as keys of unnamed voices have it."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    if noun.endswith(("ss", "ch", "sh", "x")):
        return noun + "es"
    return noun if noun.endswith("s") else noun + "s"


def _unnamed(phrase: _Phrase, at: int) -> Speaking:
    """People without a name: by what they are, and the body or country they are said to belong to."""
    words, organisation = phrase.words, phrase.organisation
    noun = lemma(words[at].text)
    if noun in _COUNTING:
        return Speaking(VoiceKind.UNNAMED, "unnamed", phrase.shown)
    order = [*range(at - 1, -1, -1), *(range(at + 1, len(words)) if noun not in _AGAINST else ())]
    body = next((body_words(words, n) for n in order if lemma(words[n].text) in titles().bodies), "")
    institution = organisation.name.key if organisation is not None else f"{phrase.owner} {body}".strip()
    key = f"unnamed:{_plural(noun)}" + (f":{institution}" if institution else "")
    return Speaking(VoiceKind.UNNAMED, key, phrase.shown, institution or None)
