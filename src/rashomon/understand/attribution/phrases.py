"""Noun phrases in one sentence: the subject before a verb, the source after a cue. Ranges of tokens, half-open."""

from __future__ import annotations

from rashomon.understand import grammar
from rashomon.understand.attribution.line import Line

Range = tuple[int, int]

DASHES = frozenset("—–―-") | {"--"}
RELATIVE = frozenset(("who", "which", "that"))


def subject(line: Line, before: int) -> Range | None:
    """The noun phrase whose verb group begins at ``before``: with appositions, without relative clauses."""
    end = before
    while end and line.tags[end - 1] == grammar.ADVERB and not _of_name(line, end - 1):
        end -= 1
    if end and line.tokens[end - 1].lower in RELATIVE:
        antecedent = end - 1
        if antecedent and line.tags[antecedent - 1] == grammar.COMMA:
            antecedent -= 1
        return _phrase(line, antecedent)
    if end and line.tags[end - 1] == grammar.COORDINATOR:
        return _shared(line, end - 1)
    if end and line.tags[end - 1] == grammar.COMMA:
        opened = _comma_before(line, end - 1)
        if opened is None:
            return None
        head = _phrase(line, opened)
        if head is None or line.finite_in(opened, end - 1) or line.tags[opened + 1] in "Gr":
            return head
        return (head[0], end - 1)
    return _phrase(line, end)


def _of_name(line: Line, place: int) -> bool:
    """Whether an adverb's word closes a name: "Vale Today"."""
    return place > 0 and line.tokens[place].text[0].isupper() and line.tokens[place - 1].text[0].isupper()


def _comma_before(line: Line, place: int) -> int | None:
    """The comma that opens what the comma at ``place`` closes: an apposition or relative clause."""
    for number in range(place - 1, max(-1, place - 30), -1):
        if line.tags[number] == grammar.COMMA:
            return number
        if line.stops(number) or line.quoted[number] >= 0:
            return None
    return None


def _shared(line: Line, place: int) -> Range | None:
    """The subject of the verb before "and": "X came and said"."""
    for group in reversed([g for g in line.groups if g.finite and g.end <= place]):
        found = subject(line, group.start)
        if found:
            return found
    return None


def _phrase(line: Line, end: int) -> Range | None:
    """The noun phrase ending at ``end``."""
    start = end
    if end and line.tags[end - 1] == grammar.SUBJECT:
        return (end - 1, end)
    while start > 0:
        tag, token = line.tags[start - 1], line.tokens[start - 1]
        if token.text == ")" and (opened := _bracket_opened(line, start - 1)):
            start = opened
            continue
        if tag == grammar.COMMA and start < end and _enumerates(line, start, end):
            start -= 1
            continue
        if tag in 'sVmhbKtI",' or line.quoted[start - 1] >= 0 or line.stops(start - 1) or token.text in DASHES:
            break
        if tag == grammar.COORDINATOR and (start < 2 or line.tags[start - 2] not in "nP0op"):
            break
        if tag == grammar.ING and start - 1 > 0 and line.tags[start - 2] in "iP,":
            break
        if start < end and (tag == grammar.SUBJECT or token.lower in grammar.words("joining")):
            break
        start -= 1
    if start > 0 and line.tags[start - 1] in "Vmhb":
        who = next(
            (
                n
                for n in range(start - 1, max(-1, start - 12), -1)
                if line.tokens[n].lower in RELATIVE or line.tags[n] in ',."'
            ),
            -1,
        )
        if who > 0 and line.tokens[who].lower in RELATIVE and line.tags[who - 1] in "nP":
            return _phrase(line, who)
    start = _without_lead(line, start, end)
    return (start, end) if start < end else None


def _enumerates(line: Line, start: int, end: int) -> bool:
    """Whether the comma before ``start`` joins names: "Voss, Hask and Lint"."""
    if start < 2 or (line.tags[start - 2] != grammar.PROPER and start != 2):
        return False
    inside = line.tags[start:end]
    return grammar.COORDINATOR in inside and set(inside) <= set("Pnc,0")


def _bracket_opened(line: Line, place: int) -> int:
    """Where a short bracket closing here opens, or 0."""
    return next((n for n in range(place - 1, max(0, place - 7), -1) if line.tokens[n].text == "("), 0)


def _without_lead(line: Line, start: int, end: int) -> int:
    """Past what leads in and is no part of the phrase: "But on Friday", "In Vale", "later"."""
    times = grammar.words("time_words")
    while start < end:
        tag, lower = line.tags[start], line.tokens[start].lower
        if tag in "rct,." or lower in (
            "with",
            "as",
            "by",
            "after",
            "while",
            "when",
            "since",
            "because",
            "than",
            "like",
        ):
            start += 1
        elif tag == grammar.PREPOSITION:
            start += 1
            while start < end and (
                line.tags[start] == grammar.NUMBER or line.tokens[start].lower in times - {"the", "a"}
            ):
                start += 1
            if start < end - 1 and line.tags[start] == grammar.PROPER and line.tags[start + 1] in "ndp":
                start += 1
        elif line.tokens[start].text in DASHES or lower in times - {
            "the",
            "a",
            "last",
            "next",
            "this",
            "may",
            "recent",
            "past",
            "previous",
            "same",
        }:
            start += 1
        else:
            break
    return start


def phrase_after(line: Line, start: int) -> Range | None:
    """The noun phrase beginning at ``start``, to the next boundary: a source after "said" or "according to"."""
    end = start
    while end < len(line.tokens):
        tag, token = line.tags[end], line.tokens[end]
        if (
            tag in 's"'
            or (token.lower == "who" and end > start)
            or line.quoted[end] >= 0
            or line.stops(end)
            or token.text in DASHES
            or token.text in "()"
        ):
            if token.text == "(" and _bracketed(line, end):
                end = _bracketed(line, end)
                continue
            break
        if tag == grammar.COMMA and not _apposition(line, end):
            break
        if end > start and tag in "VmhbKG" and not (tag == grammar.ING and line.tags[end - 1] in "di"):
            break
        if end > start and tag in "ir" and _is_time(line, end):
            break
        if tag == grammar.COORDINATOR and (end + 1 >= len(line.tokens) or line.tags[end + 1] not in "nPd0"):
            break
        end += 1
    while end > start and line.tags[end - 1] in ",rc":
        end -= 1
    return (start, end) if start < end else None


def _bracketed(line: Line, place: int) -> int:
    """The end of a short bracket such as "(JCS)", or 0."""
    for end in range(place + 1, min(place + 5, len(line.tokens))):
        if line.tokens[end].text == ")":
            return end + 1
    return 0


def _apposition(line: Line, comma: int) -> bool:
    """Whether what follows the comma is an apposition that ends at the next comma or the sentence's end."""
    end = comma + 1
    while end < len(line.tokens) and line.tags[end] != grammar.COMMA and not line.stops(end):
        if line.tags[end] in 'sVmhbKpGt"c' or line.quoted[end] >= 0:
            return False
        end += 1
    first = line.tokens[comma + 1].lower if comma + 1 < len(line.tokens) else ""
    return comma + 1 < end <= comma + 14 and line.tags[comma + 1] in "dnP" and first not in ("this", "these", "both")


def _is_time(line: Line, place: int) -> bool:
    """Whether a time phrase begins here: "on Friday", "last week"."""
    following = line.tokens[place + 1].lower if place + 1 < len(line.tokens) else ""
    times = grammar.words("time_words") - {"the", "a", "of", "on", "in", "at", "this", "same", "last"}
    if line.tags[place] == grammar.ADVERB:
        return True
    if line.tokens[place].lower not in ("on", "in", "at", "during", "late", "last", "earlier"):
        return False
    return following in times or line.tags[place + 1 : place + 2] == grammar.NUMBER


def of_document(line: Line, source: Range) -> Range:
    """Who stands behind "a statement from X" or "X's announcement"; the phrase itself when nobody is named."""
    start, end = source
    for place in range(start, end):
        lower = line.tokens[place].lower
        made = lower == "by" and line.tags[place - 1] == grammar.PARTICIPLE
        if (
            lower in ("from", "by", "of")
            and place > start
            and (line.tokens[place - 1].lower in grammar.words("issued") or made)
        ):
            found = phrase_after(line, place + 1)
            if found and found[0] < end:
                return (found[0], min(found[1], end))
    last = line.tokens[end - 1].lower
    if last in grammar.words("issued") and end - start > 1:
        if line.tags[end - 2] == grammar.POSSESSIVE or line.tokens[end - 2].text in "'’":
            return (start, end - 2)
        if line.tokens[end - 2].lower == "media":
            return (start, end - 1)
    return source
