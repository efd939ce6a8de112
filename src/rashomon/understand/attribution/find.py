"""Who says what, by rules: finds every act of reporting in a report's sentences.

Cues come from rules/cues.toml; where source and content lie is told by word classes and verb groups (grammar.py).
A trained reader can stand in for `find`: everything after it builds on `Attribution` alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.records import BlockKind, QuoteKind, Span
from rashomon.understand import grammar
from rashomon.understand.attribution import inherit as attribution_inherit
from rashomon.understand.attribution import interviews, phrases, scope
from rashomon.understand.attribution import quotes as attribution_quotes
from rashomon.understand.attribution import speakers as attribution_speakers
from rashomon.understand.attribution.act import Act, kind_of
from rashomon.understand.attribution.line import Line, read_all
from rashomon.understand.attribution.nouns import by_adverb, by_mark, by_noun, by_phrase
from rashomon.understand.attribution.phrases import Range
from rashomon.understand.attribution.relayed import by_relay
from rashomon.understand.attribution.verbs import by_verb, forward
from rashomon.understand.cues import CueForm, cues, of_accused
from rashomon.understand.names import Names
from rashomon.understand.parts import Attribution, Sentence

LONGEST_PROSE = 300
"""Tokens from which a stretch without a stop is a table or hostile and no sentence; the longest sentence of 840 news
reports has 284."""


MOST_ACTS = 12
"""Acts of reporting looked for in one sentence; the most seen in one sentence of 840 news reports is 5."""


def find(text: str, sentences: Sequence[Sentence], names: Names) -> tuple[Attribution, ...]:
    """Every act of reporting in the sentences, in order of sentence, then of content.

    Nested acts lie inside each other's contents; speakers carried over from earlier sentences have ``inherited_from``.
    """
    quotes = attribution_quotes.find(sentences)
    lines = read_all(sentences, quotes)
    found: list[Attribution] = []
    for line in lines:
        spoken = [_voiced(line, act, names) for act in _acts(line)]
        found += [_attribution(line, act) for act in spoken if act is not None]
    found += interviews.answered(text, sentences, names)
    found += attribution_inherit.carried(lines, quotes, found, names)
    unique = {(a.content, a.cue, a.source): a for a in found if a.content}
    return tuple(sorted(unique.values(), key=lambda a: (a.sentence, a.content[0], a.cue or a.content[0])))


def _voiced(line: Line, act: Act, names: Names) -> Act | None:
    """The act when its source can speak; quoted words after a participle ("noting “delays”") keep a voice unnamed."""
    if line.tokens[act.cue[0]].text == ":" and not attribution_speakers.may_head(line, act, names):
        return None
    if attribution_speakers.may_speak(line, act.source, names) or attribution_speakers.surely_speaks(line, act):
        return act
    participle = line.tags[act.cue[0]] == grammar.ING
    if participle and kind_of(line, act.content) is not QuoteKind.INDIRECT:
        return Act(None, act.cue, act.content)
    return None


def _acts(line: Line) -> list[Act]:
    """All acts of one sentence, left to right."""
    acts: list[Act] = []
    if len(line.tokens) > LONGEST_PROSE:
        return acts
    for place in range(len(line.tokens)):
        if len(acts) == MOST_ACTS:
            break
        if any(act.cue[0] <= place < act.cue[1] for act in acts):
            continue
        act = _act_at(line, place, acts) if line.quoted[place] < 0 else by_relay(line, place)
        if act is not None and act.content:
            acts.append(act)
    return [_cited(line, act, acts) for act in acts]


def _cited(line: Line, act: Act, acts: Sequence[Act]) -> Act:
    """ "The paper, citing two officials, said ...": those cited say what the paper says."""
    if line.tokens[act.cue[0]].lower not in _CITING:
        return act
    main = next((a for a in acts if a is not act and a.source and line.tags[a.cue[1] - 1] in "VI"), None)
    return Act(act.source, act.cue, main.content) if main else act


_CITING = frozenset(("citing", "quoting"))


def _act_at(line: Line, place: int, acts: Sequence[Act]) -> Act | None:
    """The act whose cue begins at this token."""
    phrase = scope.phrase_at(line, place)
    group = line.group_at(place)
    if phrase and not (group is not None and group.passive and group.head == place):
        return by_phrase(line, place, place + 1 + len(phrase.rest))
    lower = line.tokens[place].lower
    fixed = next((f for f in cues().fixed.get(lower, ()) if scope.follows(line, place + 1, f.rest)), None)
    if fixed:
        return forward(line, (place, place + 1 + len(fixed.rest)), phrases.subject(line, place), fixed.cue)
    heading = line.sentence.block is BlockKind.HEADING
    if lower in cues().adverbs and not heading:
        return by_adverb(line, place, acts)
    if lower in cues().nouns and not heading and line.tags[place] in "nP" and not _inside_source(place, acts):
        return by_noun(line, place, cues().nouns[lower])
    if line.tokens[place].text == ":" or line.tokens[place].text in "—–―-":
        return by_mark(line, place)
    if (relayed := by_relay(line, place)) is not None:
        return relayed
    for found in (_document_cue(line, place), scope.verb_cue(line, place)):
        if found is not None and (act := by_verb(line, place, found, acts)) is not None:
            return act
    return None


def _document_cue(line: Line, place: int) -> CueForm | None:
    """A verb by which documents and pictures speak, when such a noun is its subject."""
    readings = cues().documents.get(line.tokens[place].lower, ()) if line.tags[place] in "VNI" else ()
    group = line.group_at(place) if readings else None
    if group is None or not group.finite or group.passive:
        return None
    source = phrases.subject(line, group.start)
    return readings[0] if source and attribution_speakers.is_document(line, source) else None


def _inside_source(place: int, acts: Sequence[Act]) -> bool:
    return any(act.source and act.source[0] <= place < act.source[1] for act in acts)


def _attribution(line: Line, act: Act) -> Attribution:
    """The act in places of the text; a quotation that goes on in later sentences is taken whole."""
    pieces = [_widened(line, piece) for piece in act.content]
    content = tuple(span for span in pieces if span is not None)
    cue = [token.text for token in line.tokens[act.cue[0] : act.cue[1]]]
    after = [token.text for token in line.tokens[act.cue[1] : act.cue[1] + 2]]
    accused = act.source is not None and of_accused(" ".join(cue), " ".join(after))
    if accused and act.source is not None and content and (whole := line.span(*act.source)) is not None:
        content = (Span(start=min(whole.start, content[0].start), end=content[0].end), *content[1:])
    return Attribution(
        source=line.span(*act.source) if act.source and not accused else None,
        cue=line.span(*act.cue),
        content=content,
        quote=kind_of(line, act.content),
        sentence=line.sentence.number,
        to=line.span(*act.to) if act.to else None,
    )


def _widened(line: Line, piece: Range) -> Span | None:
    span = line.span(*piece)
    if span is None:
        return None
    start, end = span.start, span.end
    first, last = line.quoted[piece[0]], line.quoted[piece[1] - 1]
    if first >= 0:
        start = min(start, line.quotes[first].span.start)
    if last >= 0:
        end = max(end, line.quotes[last].span.end)
    return Span(start=start, end=end)
