"""Where a content begins and ends in one sentence. Places are token numbers, ranges half-open."""

from __future__ import annotations

from rashomon.understand import grammar
from rashomon.understand.attribution.line import Group, Line
from rashomon.understand.attribution.phrases import DASHES, phrase_after
from rashomon.understand.cues import CueForm, cues


def skip_setting(line: Line, start: int) -> int:
    """Past adverbs, times and places after a cue: "on Friday", "in a statement", "to reporters", "later"."""
    place = start
    while place < len(line.tokens):
        tag, lower = line.tags[place], line.tokens[place].lower
        if tag == grammar.ADVERB or (
            lower in grammar.words("time_words") and lower not in ("a", "the", "in", "on", "at", "of")
        ):
            place += 1
        elif (
            tag in "it"
            and lower not in ("that", "of")
            and place + 1 < len(line.tokens)
            and line.tags[place + 1] in "dnP0o"
        ):
            place += 1
            while place < len(line.tokens) and line.tags[place] in "dnP0oi'r" and line.quoted[place] < 0:
                place += 1
        else:
            break
    return place


def is_boundary(line: Line, place: int) -> bool:
    """Whether the sentence, a clause or a quotation ends or begins here."""
    if place >= len(line.tokens):
        return True
    text = line.tokens[place].text
    return (text in ",!?;)" or line.stops(place)) or text in DASHES or line.tags[place] == grammar.QUOTE


def sentence_end(line: Line) -> int:
    """The end of the sentence without its last stop."""
    end = len(line.tokens)
    while end and (line.tokens[end - 1].text in ".!?" or line.tokens[end - 1].text.startswith("..")):
        end -= 1
    return end


def content_end(line: Line, start: int) -> int:
    """The end of a content that begins at ``start`` and runs to the right."""
    last = sentence_end(line)
    for place in range(start, last):
        if line.quoted[place] >= 0:
            continue
        token = line.tokens[place]
        if token.text == ";" or (token.text in ")" and not _opened(line, start, place)):
            return place
        if place > start and line.tags[place] == grammar.COMMA and _other_voice(line, place + 1):
            return place
        if place > start and phrase_at(line, place) and line.tags[place - 1] != grammar.COMMA:
            return place
        if place > start and line.tags[place] == grammar.COORDINATOR and _cue_verb_after(line, place + 1):
            return place - (line.tags[place - 1] == grammar.COMMA)
    return last


def _opened(line: Line, start: int, place: int) -> bool:
    return any(line.tokens[number].text == "(" for number in range(start, place))


def _other_voice(line: Line, place: int) -> bool:
    """Whether another act of reporting begins after a comma: "according to", "said X", "adding", "with X saying"."""
    if place >= len(line.tokens):
        return False
    lower = line.tokens[place].lower
    if phrase_at(line, place) or (lower in cues().participles and line.tags[place] == grammar.ING):
        return True
    if lower in grammar.words("own_remark") or (lower == "even" and follows(line, place + 1, ("though",))):
        return True
    if line.tags[place] == grammar.COORDINATOR or lower in ("while", "with", "as"):
        return _cue_verb_after(line, place + 1)
    group = next((g for g in line.groups if g.start >= place and (g.finite or line.tags[g.head] == grammar.ING)), None)
    if group is None or not verb_cue(line, group.head):
        return False
    after = skip_setting(line, group.end)
    if group.start == place:
        return phrase_after(line, group.end) is not None
    plain = all(line.tags[number] in "dnPp'ir0" for number in range(place, group.start))
    return plain and is_boundary(line, after)


def _cue_verb_after(line: Line, place: int) -> bool:
    """Whether the next verb group within a short noun phrase is a cue that opens its own content."""
    group = next((g for g in line.groups if g.start >= place), None)
    if group is None or group.start - place > 12 or any(line.tags[n] in ',."s' for n in range(place, group.start)):
        return False
    found = verb_cue(line, group.head)
    if found is None or group.passive or not (group.finite or line.tokens[group.head].lower in cues().participles):
        return False
    after = group.head + 1 + len(found.rest)
    if group.start - place <= 1 and after < len(line.tokens) and line.tags[after] in 'dopPsn"':
        return True
    opens = after < len(line.tokens) and (line.tokens[after].lower == "that" or line.tags[after] == grammar.QUOTE)
    return opens or bool("bare" in found.cue.takes and line.finite_in(after, len(line.tokens)))


def verb_cue(line: Line, place: int) -> CueForm | None:
    """The reporting verb whose first word stands here."""
    if line.tags[place] not in "VNGI":
        return None
    for found in cues().verbs.get(line.tokens[place].lower, ()):
        if follows(line, place + 1, found.rest):
            after = place + 1 + len(found.rest)
            if found.rest and found.rest[-1] in ("on", "at", "of") and after < len(line.tokens) and _dates(line, after):
                continue
            return found
    return None


def _dates(line: Line, place: int) -> bool:
    """Whether a date stands here: "reported on March 27" is not "report on"."""
    times = grammar.words("time_words") - {"the", "a", "this", "of", "in", "on", "at"}
    return line.tokens[place].lower in times or line.tags[place] == grammar.NUMBER


def phrase_at(line: Line, place: int) -> CueForm | None:
    """The prepositional cue that begins here."""
    for found in cues().phrases.get(line.tokens[place].lower, ()):
        if follows(line, place + 1, found.rest):
            return found
    return None


def follows(line: Line, place: int, rest: tuple[str, ...]) -> bool:
    """Whether these words stand here."""
    if place + len(rest) > len(line.tokens):
        return False
    return all(line.tokens[place + number].lower == word for number, word in enumerate(rest))


def group_before(line: Line, place: int) -> Group | None:
    """The last finite verb group that ends before this place."""
    return next((g for g in reversed(line.groups) if g.finite and g.end <= place), None)
