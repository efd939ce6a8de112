"""The trained reader's acts as attributions of sentences: what the chains are built from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from rashomon.records import NameKind, QuoteKind, Span, VoiceKind
from rashomon.understand import antecedents, grammar, relays
from rashomon.understand.attribution import inherit as attribution_inherit
from rashomon.understand.attribution import interviews, phrases, speeches
from rashomon.understand.attribution import line as attribution_line
from rashomon.understand.attribution import quotes as attribution_quotes
from rashomon.understand.attribution.find import find as by_rules
from rashomon.understand.attribution.line import Line
from rashomon.understand.attribution.speakers import may_speak
from rashomon.understand.attribution.verbs import spoken_after
from rashomon.understand.cues import cues, is_deed, of_accused, reporting
from rashomon.understand.lemmas import lemma
from rashomon.understand.names import Names
from rashomon.understand.parts import Attribution, Sentence
from rashomon.understand.reader import Act, Read
from rashomon.understand.titles import titles

_TELLING = frozenset(("tell", "inform", "brief"))


def find(text: str, sentences: Sequence[Sentence], found: Read, names: Names | None) -> tuple[Attribution, ...]:
    """Every act of reporting, in order of sentence, then of content.

    What an act says in its cue's own sentence is one attribution; what it says in other sentences is one each,
    inherited from the cue's, which names the speaker. With ``names`` the rules add what they know better: cues the
    reader's corpus leaves out ("reportedly", "citing", "allegations of") and speakers carried on by form.
    """
    if not sentences:
        return ()
    lines = attribution_line.read_all(sentences, attribution_quotes.find(sentences))
    starts = [s.span.start for s in sentences]
    out: list[Attribution] = []
    told = relays.mended(found.acts, text)
    for act in told:
        place = _at(sentences, starts, act.cue)
        if (
            place is not None
            and names is not None
            and (_glosses(act, told, lines[place]) or _nobody(act, lines[place], names))
        ):
            continue
        if place is not None:
            act = _held_together(_according(act, told, lines[place], text), told, lines[place])
        if of_accused(act.cue.of(text), text[act.cue.end : act.cue.end + 8]):
            act = _accused(act)
        if place is not None and not is_deed(act.cue.of(text), act.content[0].of(text)):
            out += _of_act(act, place, lines, starts, found, names)
    if names is not None:
        out += _by_rules(text, sentences, lines, out, names)
        out = antecedents.resolved(out, names)
    unique = {(a.content, a.cue, a.source): a for a in out}
    return tuple(sorted(unique.values(), key=lambda a: (a.sentence, a.content[0], a.cue or a.content[0])))


def _by_rules(
    text: str, sentences: Sequence[Sentence], lines: Sequence[Line], read: Sequence[Attribution], names: Names
) -> list[Attribution]:
    """The rules' acts whose cue the reader left alone, and speakers carried on over sentences nobody speaks in."""
    taken = [span for act in read for span in (act.cue, act.source) if span is not None]
    own = [
        act
        for act in by_rules(text, sentences, names)
        if act.inherited_from is None
        and act.cue is not None
        and not any(act.cue.overlap(s) for s in taken)
        and not is_deed(act.cue.of(text), act.content[0].of(text))
    ]
    quotes = attribution_quotes.find(sentences)
    own += interviews.answered(text, sentences, names)
    own += speeches.completed(lines, quotes, [*read, *own])
    carried = attribution_inherit.carried(lines, quotes, [*read, *own], names)
    covered = [span for act in (*read, *own) for span in act.content]
    new = [a for a in carried if not any(c.overlap(s) > 0.5 * (c.end - c.start) for c in a.content for s in covered)]
    return own + new


def _at(sentences: Sequence[Sentence], starts: Sequence[int], span: Span) -> int | None:
    """The place of the sentence that holds a span's beginning, or None where it stands in none (a byline, a mark)."""
    place = bisect_right(starts, span.start) - 1
    return place if place >= 0 and span.start < sentences[place].span.end else None


def _of_act(
    act: Act, place: int, lines: Sequence[Line], starts: Sequence[int], found: Read, names: Names | None
) -> Iterator[Attribution]:
    act = _whole_name(_without_cited(act, names), names)
    own: dict[int, list[Span]] = {}
    for piece in act.content:
        first = max(0, bisect_right(starts, piece.start) - 1)
        for number in range(first, len(lines)):
            sentence = lines[number].sentence.span
            if sentence.start >= piece.end:
                break
            start, end = max(piece.start, sentence.start), min(piece.end, sentence.end)
            if start < end:
                own.setdefault(number, []).append(Span(start=start, end=end))
    line = lines[place]
    if place in own:
        yield Attribution(
            source=act.source,
            cue=act.cue,
            content=tuple(own[place]),
            quote=_quote(own[place], found),
            sentence=line.sentence.number,
            to=_told(line, act, names),
        )
    for number, pieces in own.items():
        if number != place:
            yield Attribution(
                source=act.source,
                cue=None,
                content=tuple(pieces),
                quote=_quote(pieces, found),
                sentence=lines[number].sentence.number,
                inherited_from=line.sentence.number,
                to=_told(line, act, names),
            )


def _glosses(act: Act, acts: Sequence[Act], line: Line) -> bool:
    """Whether a participle after a clause that reports nothing is the writer's own: "..., suggesting a change"."""
    first = line.at(act.cue.start)
    if not first or line.tokens[first].lower not in cues().glosses:
        return False
    if line.tags[first - 1] != grammar.COMMA or spoken_after(line, first + 1):
        return False
    return not any(other.source == act.source and other.cue.end <= act.cue.start for other in acts if other is not act)


def _according(act: Act, acts: Sequence[Act], line: Line, text: str) -> Act:
    """The act of "according to" with whoever is named behind it as its source, and nobody farther on, who speaks
    himself: "According to Orl Radio, the mayor, a former actor, said ...".
    """
    if act.source is None or not act.cue.of(text).lower().startswith("according to"):
        return act
    source = act.source
    if text[act.cue.end : source.start].lower().strip(" ,") not in ("", "a", "an", "the"):
        behind = phrases.phrase_after(line, line.at(act.cue.end - 1) + 1)
        source = (line.span(*behind) if behind is not None else None) or source
    speaks = [o.source.start for o in acts if o.source is not None and o.cue.start >= act.source.end and o is not act]
    end = min((start for start in speaks if source.start < start < source.end), default=source.end)
    source = Span(start=source.start, end=source.start + len(text[source.start : end].rstrip(" ,")))
    return act if source == act.source else replace(act, source=source)


def _held_together(act: Act, acts: Sequence[Act], line: Line) -> Act:
    """The act with what one of those it speaks of says right behind its content: "Lint said Vale had fled and told
    police | he was ill". A content that ends in a preposition goes on to the end of its clause.
    """
    last = act.content[-1]
    for other in acts:
        told = other.source
        if told is None or other is act or other.content[0].start < last.end:
            continue
        inside = last.start <= told.start and told.end <= last.end
        if inside and last.start <= other.cue.start < line.sentence.span.end and other.cue.start - last.end <= _BESIDE:
            last = Span(start=last.start, end=other.content[-1].end)
    end = line.at(last.end - 1)
    if end + 1 < len(line.tokens) and line.tags[end] in _HANGING and last.end <= line.sentence.span.end:
        stop = next((n for n in range(end + 1, len(line.tokens)) if line.tags[n] in _STOPS), len(line.tokens))
        last = Span(start=last.start, end=line.tokens[stop - 1].span.end)
    return act if last == act.content[-1] else replace(act, content=(*act.content[:-1], last))


_BESIDE = 12
"""Characters between a cue and the words beside it."""
_HANGING = grammar.PREPOSITION + grammar.DETERMINER
_STOPS = grammar.COMMA + grammar.MARK + grammar.QUOTE + grammar.COORDINATOR + grammar.SUBORDINATOR


def _nobody(act: Act, line: Line, names: Names) -> bool:
    """Whether a word that reports nothing takes a mere thing, "experienced | delays", or has a subject that cannot
    speak: "100,000 believers worship". What "is expected" by nobody named is the outlet's own outlook.
    """
    if act.source is None and _FORESEEN.search(act.cue.of(names.text)):
        return True
    if reporting(act.cue.of(names.text)):
        return False
    first, last = line.at(act.content[0].start), line.at(act.content[0].end - 1) + 1
    if first == len(line.tokens):  # what is said stands in a later sentence
        return False
    if grammar.QUOTE not in line.tags[first:last] and line.finite_in(first, last) is None:
        return line.tokens[first].lower != "that" if first < last else True
    if act.source is None or names.voice(act.source, line.sentence).kind is not VoiceKind.UNNAMED:
        return False
    if act.source.overlap(line.sentence.span) < act.source.end - act.source.start:
        return False
    first, last = line.at(act.source.start), line.at(act.source.end - 1) + 1
    while first < last - 1 and line.tags[first] in grammar.PREPOSITION + grammar.ADVERB:  # "about 9,000 boats"
        first += 1
    return not may_speak(line, (first, last), names)


_FORESEEN = re.compile(r"\b(?:is|are|was|were|be|been|being|not|now|widely|still) expected$", re.IGNORECASE)


def _accused(act: Act) -> Act:
    """The act without its source, who is the one accused and part of what is said."""
    source, first = act.source, act.content[0]
    if source is None or source.start > first.start:
        return act
    return replace(act, source=None, content=(Span(start=source.start, end=first.end), *act.content[1:]))


_CITED = re.compile(r",? (?:citing|quoting|quoted by|cited by)\b")


def _without_cited(act: Act, names: Names | None) -> Act:
    """The act with its source cut before ", citing ...": those cited speak by an act of their own."""
    cited = _CITED.search(act.source.of(names.text)) if act.source is not None and names is not None else None
    if cited is None or cited.start() == 0 or act.source is None:
        return act
    return replace(act, source=Span(start=act.source.start, end=act.source.start + cited.start()))


def _whole_name(act: Act, names: Names | None) -> Act:
    """The act with a name that its source cuts off taken whole: "speaker Hortreis | Beivmumlum"."""
    if act.source is None or names is None:
        return act
    cut = next((m.name.span for m in names.before(act.source.end, 1)), None)
    if cut is None or not act.source.start <= cut.start < act.source.end < cut.end:
        return act
    if cut.overlap(act.cue) or any(cut.overlap(c) for c in act.content):
        return act
    return replace(act, source=replace(act.source, end=cut.end))


def _quote(pieces: Sequence[Span], found: Read) -> QuoteKind:
    """Direct where all words stand in quotation marks, partial where some do."""
    words, quoted, total = found.words, 0, 0
    for piece in pieces:
        first = int(np.searchsorted(words.ends, piece.start, side="right"))
        last = int(np.searchsorted(words.starts, piece.end, side="left"))
        quoted += int(words.quoted[first:last].sum())
        total += last - first
    if not quoted:
        return QuoteKind.INDIRECT
    return QuoteKind.DIRECT if quoted == total else QuoteKind.PARTIAL


def _told(line: Line, act: Act, names: Names | None) -> Span | None:
    """The outlet told, a conduit: "told the Post", "said in an interview with Orlen Radio", "wrote to the Post".

    A body that hears as part of its own work ("told police", "told the court") is none.
    """
    if names is None:
        return None
    text, sentence = names.text, line.sentence.span
    aside = _ASIDE.match(text, act.source.end, act.cue.start) if act.source is not None else None
    start = aside.end() if aside is not None else act.cue.end
    after = next((m for m in names.after(start, 1) if m.name.span.end <= sentence.end), None)
    if after is None or after.name.kind not in (NameKind.ORGANISATION, NameKind.OTHER):
        return None
    cue = act.cue.of(text).lower().split()
    between = text[start : after.name.span.start].lower().split()
    telling = lemma(cue[-1]) in _TELLING and between in ([], ["the"])
    telling = telling or (bool(between) and " ".join(between).removesuffix(" the") in _TO)
    telling = telling or (aside is not None and between in ([], ["the"]))
    telling = telling or _CARRIED.search(" ".join((*cue, *between))) is not None
    span = after.name.span
    heard = any(word.lower() in titles().bodies or word.lower() in _HEARING for word in span.of(text).split())
    return span if telling and not heard and not any(span.overlap(piece) for piece in act.content) else None


_ASIDE = re.compile(
    r",? (?:(?:in|during) (?:an?|his|her|their) (?:\w+ )?(?:interview|statement) (?:with|to)"
    r"|(?:who was )?(?:quoted|cited) by"
    r"|in (?:remarks|comments|an address|a call) to|(?:speaking|talking|writing) (?:to|with|for|in))\b"
)
"""An outlet told before the reporting words: "the general, in remarks to Orl Television, said"."""
_CARRIED = re.compile(
    r"in an? (?:\w+ )?(?:statement|interview|message|video|speech|article|address) (?:that was |which was )?"
    r"(?:carried|published|released|distributed|run|aired|broadcast|quoted|posted) (?:by|on|in)(?: the)?$"
)
"""An outlet that carried what was said: "said in a statement carried by Orl Press"."""
_TO = frozenset(
    ("to", "in an interview with", "in an interview to", "in a statement to", "in remarks to", "in comments to")
)
_HEARING = frozenset("police court parliament congress senate committee council commission assembly un nato eu".split())
