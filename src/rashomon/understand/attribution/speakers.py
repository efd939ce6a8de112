"""Who can be the subject of a reporting word: people, bodies, countries, documents; not events and things."""

from __future__ import annotations

from rashomon.records import NameKind, QuoteKind, VoiceKind
from rashomon.understand import grammar
from rashomon.understand.attribution.act import Act, kind_of
from rashomon.understand.attribution.line import Line
from rashomon.understand.attribution.phrases import Range
from rashomon.understand.cues import cues
from rashomon.understand.lemmas import lemma
from rashomon.understand.names import Names
from rashomon.understand.parts import Token
from rashomon.understand.titles import is_role, titles


def may_speak(line: Line, source: Range | None, names: Names) -> bool:
    """Whether the words name somebody or something that can say or show; no words at all may."""
    if source is None:
        return True
    span = line.span(*source)
    if span is None:
        return False
    speaking = names.voice(span, line.sentence)
    if speaking.kind is not VoiceKind.UNNAMED and not pronoun(line, source):
        head = line.span(*_ends(line, source))
        words = _last(line, _head(line, source))
        return bool(head and names.within(head)) or any(_voices(word) for word in words) or _named(words)
    if speaking.kind is not VoiceKind.UNNAMED:
        return True
    noun = speaking.key.split(":")[1] if ":" in speaking.key else ""
    if not noun:
        return line.tags[source[0]] in "po" or line.tokens[source[0]].text[0].isupper() or source[1] - source[0] == 1
    counted = line.tags[source[0]] == grammar.NUMBER or line.tokens[source[0]].lower in grammar.words("share")
    nouns = [line.tokens[place] for place in range(*source)] if counted else _last(line, _head(line, source))
    return any(_voices(word) for word in nouns) or _named(nouns)


def surely_speaks(line: Line, act: Act) -> bool:
    """Whether the cue leaves no doubt: "according to", or "said" after its subject; not "according to plan"."""
    if act.source is None:
        return False
    nouns = _last(line, _head(line, act.source))
    if line.tokens[act.cue[0]].lower == "according":
        return bool(nouns) and nouns[-1].lower not in grammar.words("measured_by")
    spoken = line.tokens[act.cue[1] - 1].lower in ("said", "says") and act.source[1] <= act.cue[0]
    return spoken and bool(nouns) and not any(line.tags[n] in "VNG" for n in range(*act.source))


def may_head(line: Line, act: Act, names: Names) -> bool:
    """Whether the words before a headline's colon speak: a person, a body or a role, no place and no topic."""
    if act.source is None or kind_of(line, act.content) is QuoteKind.DIRECT:
        return True
    span = line.span(*act.source)
    found = names.mentioned(span) if span else ()
    if found:
        whole = found[0].name.span.start == span.start and found[-1].name.span.end == span.end if span else False
        speaks = found[-1].name.kind in (NameKind.PERSON, NameKind.ORGANISATION, NameKind.OTHER) or found[-1].state
        return (whole and speaks) or _person(line.tokens[act.source[1] - 1].lower)
    return _person(line.tokens[act.source[1] - 1].lower)


def _voices(token: Token) -> bool:
    return _person(token.lower) or token.lower in cues().documents_nouns


def _ends(line: Line, source: Range) -> Range:
    head = _head(line, source)
    return (head.start, head.stop)


def _head(line: Line, source: Range) -> range:
    """The phrase up to its first preposition, comma, participle or possessive's owner passed."""
    end = source[0]
    while end < source[1] and line.tags[end] not in "i,sGN":
        end += 1
    start = next((n + 1 for n in range(end - 1, source[0] - 1, -1) if line.tags[n] == grammar.POSSESSIVE), source[0])
    return range(start, end)


def _last(line: Line, head: range) -> list[Token]:
    """The last noun of the phrase's head, or nothing."""
    return [line.tokens[place] for place in head if line.tags[place] in "nPpo0d"][-1:]


def _named(head: list[Token]) -> bool:
    """Whether the last word is capitalised and no month or weekday."""
    return bool(head) and head[-1].text[0].isupper() and head[-1].lower not in grammar.words("time_words")


def _person(word: str) -> bool:
    """A noun for people: a role, one of rules/roles.toml, or one in the form of "campaigners", "activists"."""
    single, people = lemma(word), titles().unnamed | titles().bodies | cues().voices
    return (
        single in people
        or word in people
        or is_role(word)
        or (len(word) > 5 and word.endswith(("ers", "ors", "ists", "men", "ians", "ees")))
    )


def is_document(line: Line, source: Range) -> bool:
    """Whether the phrase's head noun is a document, picture or body of data."""
    head = ""
    for place in range(*source):
        if line.tags[place] in "iNGs,":
            break
        if line.tags[place] in "nP":
            head = line.tokens[place].lower
    return head in cues().documents_nouns


def pronoun(line: Line, source: Range) -> bool:
    """Whether the phrase is a lone pronoun."""
    return source[1] - source[0] == 1 and line.tags[source[0]] in (grammar.SUBJECT, grammar.OBJECT)
