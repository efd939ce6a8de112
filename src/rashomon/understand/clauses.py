"""Stretches of words parted into clauses, one predicate each; and which clauses state something that can be checked."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from rashomon.records import BlockKind, NameKind
from rashomon.understand import grammar
from rashomon.understand.attribution.line import Group, Line
from rashomon.understand.attribution.phrases import Range
from rashomon.understand.names import Names
from rashomon.understand.verbs import forms

SHORTEST = 3
"""Tokens below which a piece is not a clause of its own."""
LONG_RELATIVE = 9
"""Tokens from which a relative clause after a comma is a statement of its own and no mere description."""
LONG_PREDICATE = 6
"""Tokens from which a second predicate without its own auxiliary ("and sank two boats near Orl") stands alone."""


@cache
def words(name: str) -> frozenset[str]:
    """A list of rules/clauses.toml."""
    text = files("rashomon.understand").joinpath("rules/clauses.toml").read_text(encoding="utf-8")
    return frozenset(str(tomllib.loads(text)[name]).split())


def split(line: Line, start: int, end: int) -> tuple[Range, ...]:
    """``[start, end)`` in pieces with one predicate each, in order; glosses that state nothing are left out."""
    start = past_label(line, start, end)
    cuts = [start]
    for place in range(start + 1, end):
        if line.quoted[place] < 0 and _opens(line, cuts[-1], place, end):
            cuts.append(place)
    pieces = []
    for first, last in zip(cuts, [*cuts[1:], end], strict=True):
        first, last = trimmed(line, first, last)
        if last - first >= SHORTEST and not _colour_gloss(line, first) and not _broken_off(line, first, last):
            pieces.append((first, last))
    return tuple(pieces)


def coordinated(line: Line, start: int, end: int) -> tuple[Range, ...]:
    """``[start, end)`` cut where a second predicate is joined on: "sank two boats | and fled", "it rains, | we wait".

    Unlike `split` also inside quotations, and only between predicates that stand side by side.
    """
    cuts = [start]
    for place in range(start + SHORTEST - 1, end - 1):
        if long_enough(line, cuts[-1], place) and _joins(line, cuts[-1], place, end):
            cuts.append(place)
    pieces = [trimmed(line, first, last) for first, last in zip(cuts, [*cuts[1:], end], strict=True)]
    return tuple(pieces) if all(long_enough(line, first, last) for first, last in pieces) else ((start, end),)


def parted(line: Line, start: int, end: int) -> tuple[Range, Range] | None:
    """A relative clause between a subject and its verb, and the verb's words, as ranges of tokens: "the port, | which
    closed in May, | is for sale". None where there is none.
    """
    opens = range(start + 1, min(end, start + _FAR_RELATIVE))
    begin = next((n for n in opens if line.tokens[n].lower in _RELATIVE and line.tags[n - 1] == grammar.COMMA), None)
    if begin is None or line.finite_in(start, begin) or not any(line.tags[n] in "nPp" for n in range(start, begin)):
        return None
    inner = line.finite_in(begin, end)
    outer = next((g for g in line.groups if inner and g.finite and inner.end <= g.start < end), None)
    if outer is None:
        return None
    close = outer.start - 1
    while close > begin and line.tags[close] == grammar.ADVERB:
        close -= 1
    ends = inner is not None and close > inner.start and line.tags[close] == grammar.COMMA
    return ((begin, close), (close + 1, end)) if ends and long_enough(line, begin, close) else None


def long_enough(line: Line, start: int, end: int) -> bool:
    """Whether ``[start, end)`` has words enough for a statement; two are where one is a number ("wounding 238")."""
    return end - start >= SHORTEST or (end - start == SHORTEST - 1 and grammar.NUMBER in line.tags[start:end])


def _joins(line: Line, start: int, place: int, end: int) -> bool:
    """Whether a predicate of its own is joined on here to one before it."""
    tag, lower = line.tags[place], line.tokens[place].lower
    coordinates = tag == grammar.COORDINATOR and lower not in ("or", "nor")
    if coordinates and line.tags[start] == grammar.ING and line.tags[place + 1] == grammar.ING:
        return True  # "killing 100 and wounding 200"
    before, after = line.finite_in(start, place), line.finite_in(place, end)
    if before is None or after is None or after.start - place > _JOINED:
        return False
    if line.tags[place - 1] == grammar.COMMA:
        if lower in words("parts_after_comma"):
            return _has_subject(line, place, after)
        if not coordinates:
            return _spliced(line, start, place, after)
    if not coordinates:
        return False
    between = range(place + 1, after.start)
    if any(line.tags[n] in ",ist" for n in between):
        return False
    if any(line.tags[n] in "nPp0d" for n in between):
        return _complete(line, start, place)
    return not _subordinate(line, start, place) and all(line.tags[n] == grammar.ADVERB for n in between)


def _spliced(line: Line, start: int, place: int, after: Group) -> bool:
    """Whether a clause with its own subject follows a comma alone: "shops were shut, | the market stayed open"."""
    if line.tags[place] in "pK":
        return after.start - place <= 2
    if line.tags[place] not in "ndP0" or _subordinate(line, start, place):
        return False
    return all(line.tags[n] in "ndP0'ri" for n in range(place, after.start))


def _subordinate(line: Line, start: int, end: int) -> bool:
    return any(line.tokens[n].lower in _SUBORDINATE for n in range(start, end))


def _complete(line: Line, start: int, place: int) -> bool:
    """Whether the clause before is whole: "assume that men | and women are ill" is one whose subject goes on."""
    that = max((n for n in range(start, place) if line.tokens[n].lower == "that"), default=None)
    return that is None or line.finite_in(that, place) is not None


_SUBORDINATE = frozenset("if unless because after before when while until since as who which where what how".split())
"""Words that make one thing of the predicates behind them: "if he comes and stays"."""
_RELATIVE = frozenset(("which", "who", "whose"))
_FAR_RELATIVE = 14
"""Words of a subject, at most, before its relative clause."""
_JOINED = 8
"""Words between a joining word and its verb."""


def past_label(line: Line, start: int, end: int) -> int:
    """Past a label before a colon ("Port Traffic: ships wait"), where a clause follows it."""
    while start < end and line.tokens[start].text in "-–—•*":
        start += 1
    for place in range(start, min(start + 6, end)):
        if line.tokens[place].text == ":" and place > start:
            plain = all(line.tags[n] in "nPdic0GVN" for n in range(start, place))
            return place + 1 if plain and line.finite_in(place + 1, end) else start
    return start


def past_verdict(line: Line, start: int, end: int) -> int:
    """Past "it is not true that", "it was false that": where the clause judged begins; ``start`` where none is."""
    lowers = [token.lower for token in line.tokens[start : min(end, start + 8)]]
    if (
        len(lowers) < 4
        or lowers[0] not in ("it", "that")
        or line.tags[start + 1] != grammar.BE
        or "that" not in lowers[2:]
    ):
        return start
    that = lowers.index("that", 2)
    between = [word for word in lowers[2:that] if word not in ("not", "the", "simply", "just", "also", "entirely")]
    judged = len(between) == 1 and between[0] in words("verdicts") and start + that + 1 + SHORTEST <= end
    return start + that + 1 if judged else start


def trimmed(line: Line, start: int, end: int) -> Range:
    """Without marks, joining words and list signs at the ends; quotation marks stay."""
    while start < end and (line.tags[start] in ",c" or line.tokens[start].text in ".;:—–-•*"):
        start += 1
    while end > start and (
        line.tags[end - 1] in ",c" or line.tokens[end - 1].text in ".;:—–-" or _hangs(line, end - 1)
    ):
        end -= 1
    return (start, _before_negation(line, start, end))


def cut_short(line: Line, start: int, end: int) -> bool:
    """Whether a short piece lacks what its verb says: "this has prompted | worry", "there are signs", "new ships".

    Words of place and time before a comma ("As part of it, the town offered | help") do not make it longer.
    """
    comma = line.tags.find(grammar.COMMA, start, end)
    if comma > start and line.tags[start] == grammar.PREPOSITION and line.finite_in(start, comma) is None:
        start = comma + 1
    if end - start > _SHORT or any(line.tags[n] == grammar.NUMBER for n in range(start, end)):
        return False
    group = line.finite_in(start, end)
    if group is None:
        return line.tokens[start].lower not in words("stands_alone") and "G" not in line.tags[start:end]
    if line.tokens[start].lower == "there":
        return True
    goes_on = end < len(line.tokens) and line.tags[end] in "dnPp0oG"
    return group.end >= end and not group.passive and goes_on


_SHORT = 4
"""Words of a piece that may be no more than a beginning."""


def _hangs(line: Line, place: int) -> bool:
    """A joining word left at the end by a cut."""
    return line.tokens[place].lower in words("hanging")


def _before_negation(line: Line, start: int, end: int) -> int:
    """Before a "could not" whose verb was cut off: "the general had fled | could not | be confirmed"."""
    last = line.tokens[end - 1].lower if end > start else ""
    if last not in ("not", "n't", "cannot") or end == len(line.tokens) or line.tags[end] not in "bhrVNIG":
        return end
    end -= 1
    return end - 1 if end > start and line.tags[end - 1] in "mhb" else end


def _broken_off(line: Line, start: int, end: int) -> bool:
    """Whether the piece ends in a verb and its preposition, what follows being another's content ("comes amid")."""
    return (
        end - start > 1
        and line.tags[end - 1] == grammar.PREPOSITION
        and line.tags[end - 2] in "Vb"
        and end < len(line.tokens)
    )


def _opens(line: Line, start: int, place: int, end: int) -> bool:
    """Whether a clause of its own begins here: a predicate stands before and after."""
    lower, tag = line.tokens[place].lower, line.tags[place]
    after_comma = line.tags[place - 1] == grammar.COMMA or line.tokens[place - 1].text in ";—–"
    if line.tokens[place - 1].text == ";":
        return True
    if lower in words("gloss") and _glosses(line, place):
        return line.finite_in(start, place) is not None
    following = line.finite_in(place, end)
    if after_comma and lower == "alongside":
        return line.finite_in(start, place) is not None
    if following is None:
        return after_comma and lower == "with" and _absolute(line, place, end)
    if after_comma and lower in ("which", "who") and place - start >= SHORTEST:
        return line.finite_in(start, place) is None or _until_boundary(line, place, end) - place >= LONG_RELATIVE
    before = line.finite_in(start, place)
    if before is None:
        return after_comma and _leading(line, start, place)
    if lower in words("opens_clause") and tag != grammar.PREPOSITION:
        return _has_subject(line, place, following, commas=lower in ("where", "when"))
    if after_comma and following.start - place <= (tag == grammar.ADVERB) and tag not in "G":
        return _until_boundary(line, following.start, end) - following.start >= SHORTEST
    if lower == "in" and line.tokens[place + 1].lower in ("which", "whom") if place + 1 < end else False:
        return True
    if after_comma and lower in words("opens_after_comma"):
        return _has_subject(line, place, following) or lower in ("which", "who")
    if after_comma and lower == "with" and _absolute(line, place, end):
        return True
    if tag == grammar.COORDINATOR:
        return _second_predicate(line, place, following, end)
    return after_comma and _leading(line, start, place)


def _glosses(line: Line, place: int) -> bool:
    """A participle after a comma, or with "potentially" before it after "and"."""
    if line.tags[place] == grammar.ADVERB:
        return line.tags[place + 1 : place + 2] == grammar.ING and line.tags[place - 1] in ",c"
    return line.tags[place] == grammar.ING and line.tags[place - 1] in ",."


def _has_subject(line: Line, place: int, group: Group, commas: bool = False) -> bool:
    """Whether words that can be a subject stand between the opening word and its verb, without another comma."""
    between = range(place + 1, group.start)
    if line.tags[place + 1 : place + 2] == grammar.ING:
        return False
    near = group.start - place <= 16 and (commas or all(line.tags[n] != grammar.COMMA for n in between))
    return near and any(line.tags[n] in "nPp0do" for n in between)


def _leading(line: Line, start: int, place: int) -> bool:
    """Whether ``[start, place)`` is a leading clause: "As X grows, ..."."""
    first = line.tokens[start].lower
    if first not in ("as", "while", "when", "after", "before", "since", "although", "though", "because", "if", "once"):
        return False
    comma = line.tags.find(grammar.COMMA, start)
    return comma == place - 1 and line.finite_in(start, place) is not None


def _second_predicate(line: Line, place: int, group: Group, end: int) -> bool:
    """ "... and has even destroyed": a predicate that shares the subject or brings its own."""
    between = range(place + 1, group.start)
    if any(line.tags[n] in ",ist" for n in between) or group.start - place > 10:
        return False
    own = any(line.tags[n] in "nPp0d" for n in between)
    if own:
        return line.tags[place - 1] == grammar.COMMA or line.tags[place + 1] in "p"
    rest = _until_boundary(line, group.start, end) - group.start
    auxiliary = line.tags[group.start] in "mhb" or (group.end - group.start > 1)
    return (auxiliary and rest >= SHORTEST + 1) or rest >= LONG_PREDICATE


def _until_boundary(line: Line, place: int, end: int) -> int:
    while place < end and line.tags[place] not in ",.":
        place += 1
    return place


def _absolute(line: Line, place: int, end: int) -> bool:
    """ ", with X doing Y"."""
    for number in range(place + 1, min(end, place + 16)):
        if line.tags[number] == grammar.COMMA:
            return False
        if line.tags[number] == grammar.ING and number > place + 1:
            return True
    return False


def _colour_gloss(line: Line, start: int) -> bool:
    lower = line.tokens[start].lower
    return lower in words("gloss") - words("gloss_kept") and line.tags[start] in "Gr"


def checkable(line: Line, start: int, end: int, names: Names, least: float | None = None) -> bool:
    """Whether the clause states something that can be checked, and is not only colour.

    Weighs what the words hold: numbers, times, names and events for; verbs and words of colour against. ``least`` is
    the score asked for, `CHECKABLE` where not given.
    """
    group, span = line.finite_in(start, end), line.span(start, end)
    title = line.sentence.block is BlockKind.TITLE
    aside = least is not None and line.tags[start] in grammar.ING + grammar.PARTICIPLE
    aside = aside and long_enough(line, start, end)
    alone = title or line.tokens[start].lower in words("stands_alone")
    if span is None or (group is None and not alone and not aside):
        return False
    lowers = [line.tokens[n].lower for n in range(start, end)]
    score = 2.0 * any(_counts(line, n) for n in range(start, end))
    score += 2.0 * any(lower in grammar.words("calendar") for lower in lowers) + 0.75 * any(
        lower in grammar.words("recent") for lower in lowers
    )
    named = {name.key for name in names.within(span) if name.kind in _NAMED}
    score += 0.75 * min(3, len(named)) + 0.75 * (lowers[0] in ("which", "who"))
    score -= 0.75 * min(4, sum(lower in words("colour_words") for lower in lowers))
    if group is None and title:  # headlines leave verbs out or in a form nouns share: "300 dead", "floods leave"
        bases = {base for n in range(start, end) for base in _bases(line, n)}
        return score + bool(bases & words("event_verbs")) >= CHECKABLE + 0.5
    if group is None and aside:  # "killing 100 people on board"
        bases = _bases(line, start)
        score += bool(bases & words("event_verbs")) - 1.5 * bool(bases & words("colour_verbs"))
        return score >= ASIDE
    return score + _verbs(line, start, end, group) >= (CHECKABLE if least is None else least)


def _counts(line: Line, place: int) -> bool:
    """Whether a word tells how many; "the two countries" tells nothing new."""
    if place and line.tokens[place - 1].lower in ("the", "these", "those", "both"):
        return line.tags[place] == grammar.NUMBER and line.tokens[place].lower != "two"
    return line.tags[place] == grammar.NUMBER or line.tokens[place].lower in grammar.words("counted")


def _verbs(line: Line, start: int, end: int, group: Group | None) -> float:
    """What the verbs of a clause speak for: an event, or colour."""
    if group is None:
        return 1.0
    bases = {base for n in range(start, end) if line.tags[n] in "VNIG" for base in _bases(line, n)}
    head = _bases(line, group.head)
    score = 1.0 * bool(head & words("event_verbs")) + 0.5 * bool((bases - head) & words("event_verbs"))
    if "send" in head and any(t.lower in words("sent_figures") for t in line.tokens[group.head + 1 : group.head + 5]):
        score -= 2.5
    score -= 1.5 * bool(head & words("colour_verbs")) + 0.75 * (line.tags[group.head] == grammar.BE)
    if line.tokens[start].lower in ("as", "while") and "continue" in head:
        score -= 2.0
    third = line.tokens[group.head].lower.endswith("s")
    past = line.tags[group.start] == grammar.HAVE or (line.tags[group.head] == grammar.FINITE and not third)
    return score + 0.5 * past


def _bases(line: Line, place: int) -> set[str]:
    return {base for base, _ in forms().get(line.tokens[place].lower, ())}


def concrete(line: Line, start: int, end: int) -> bool:
    """Whether a noun phrase holds a name, a number or a quotation."""
    return any(line.tags[n] in 'P0"' or line.tokens[n].lower in grammar.words("counted") for n in range(start, end))


ASIDE = 0.0
"""Score from which a participle's clause that the trained reader found is a statement. On the gold's train documents 0
finds 85.6 % at precision 84.6, .75 84.9 at 84.5, none 82.6 at 84.5; on the seeds precision is .640, .650, .650."""
CHECKABLE = 1.0
"""Score from which a clause of the outlet's own counts as a statement. On the five development reports: 0.5 gives
recall .83 at precision .77, 1.0 gives .82 at .84, 1.75 gives .77 at .88."""


_NAMED = frozenset((NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE))
