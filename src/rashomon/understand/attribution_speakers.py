"""Who can be the subject of a reporting word: people, bodies, countries, documents; not events and things."""

from __future__ import annotations

from rashomon.records import VoiceKind
from rashomon.understand import grammar
from rashomon.understand.attribution_line import Line
from rashomon.understand.attribution_scope import Range
from rashomon.understand.cues import cues
from rashomon.understand.names import Names
from rashomon.understand.titles import is_role, titles


def may_speak(line: Line, source: Range | None, names: Names) -> bool:
    """Whether the words name somebody or something that can say or show; no words at all may."""
    if source is None:
        return True
    span = line.span(*source)
    if span is None:
        return False
    speaking = names.voice(span, line.sentence)
    if speaking.kind is not VoiceKind.UNNAMED:
        return True
    noun = speaking.key.split(":")[1] if ":" in speaking.key else ""
    if not noun:
        return line.tags[source[0]] in "po" or line.tokens[source[0]].text[0].isupper() or source[1] - source[0] == 1
    people = titles().unnamed
    return noun in people or is_role(noun) or noun.rstrip("s") in people or noun in cues().documents_nouns or _person(noun)


def _person(noun: str) -> bool:
    """A noun in the form of one for people: "campaigners", "strategists", "activists", "fishermen"."""
    return noun.endswith(("ers", "ors", "ists", "men", "ians", "ees", "ants"))


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
