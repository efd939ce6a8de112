"""A real sentence with speech in it, wrapped in one more voice; its own acts become the new one's children."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from training.invented.cues import Sayings
from training.invented.examples import Example, Marked, Place
from training.invented.phrases import Act, Claim, Part, Phrase, content, cue, rendered, said, source
from training.invented.voices import Voices
from training.invented.words import Words

MOST = 45
"""Words of a sentence beyond which another layer reads badly."""
_NO_START = frozenset(
    "He She It They We I You But And Or So Nor Yet This That These Those There If When While Then Also His Her Their Its Our My "
    "Not Who What Why How Where Because Although Though However Still Meanwhile Moreover Instead Thus Hence Indeed Perhaps Yes "
    "No Well Now Once Until Unless Let Please Here Again".split()
)
_LOWERED = frozenset(
    "The A An In On At After Before During By For From With Under Over Two Three Four Five Six Seven Eight Nine Ten Some Several "
    "Many Most All Both Another Each Every Few More Less About Nearly Almost Dozens Hundreds Thousands Officials Police Witnesses "
    "According Local Authorities Residents Experts Analysts Scientists Researchers Critics Sources Investigators Prosecutors "
    "Opponents Supporters Other Such Any One Despite Between Among Since Last Early Late Earlier Doctors Residents".split()
)
_WORD = re.compile(r"[A-Z][\w’'.&-]*$")


def wrap(sentence: str, attributions: Sequence[Marked], rng: random.Random) -> Example | None:
    """The sentence inside a new outermost act, ``attributions`` moved along; None where that would not read cleanly.

    "…, the paper reported", "according to …", "… said that", or "the agency, citing …, reported that": two new acts.
    The new ones come first in the example; nothing is known of its statements, so it has none.
    """
    if not _fit(sentence):
        return None
    bare = sentence[:-1].rstrip()
    small = _begun(bare)
    words = Words(rng)
    inner = said(Claim(), small or bare)
    phrase, layers = _around(words, inner, begun=small is not None)
    made = rendered([[(*phrase, ".")]], "wrapped")
    shift = made.statements[0].start
    moved = [_moved(act, shift, len(bare), layers) for act in attributions]
    if any(act is None for act in moved):
        return None
    # The sentence at the very start keeps its capital, which rendering gives back.
    return replace(made, attributions=(*made.attributions, *(act for act in moved if act is not None)), statements=())


def _fit(sentence: str) -> bool:
    words = sentence.split()
    if not 4 <= len(words) <= MOST or words[0] in _NO_START or words[0].rstrip(",") in _NO_START:
        return False
    if not re.fullmatch(r"[A-Z0-9].*[\w%)]\.", sentence) or "\n" in sentence or "?" in sentence or ":" in sentence:
        return False
    if re.search(r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Dr|Inc|Co|Corp|Jr|St|U\.S|etc|a\.m|p\.m)\.$|\.[A-Z]\.$", sentence):
        return False
    long = [word for word in words[1:] if len(word) > 3]
    if sum(word[0].isupper() for word in long) > 0.6 * len(long):  # a headline
        return False
    quotes = (
        sentence.count('"') % 2
        or sentence.count("“") != sentence.count("”")
        or sentence.count("(") != sentence.count(")")
    )
    return not quotes and not re.search(
        r"[.!?] [A-Z“\"]", re.sub(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|No)\. ", "", sentence)
    )


def _begun(bare: str) -> str | None:
    """The sentence as it goes on inside another; None where its first word may be a name or not."""
    first, _, rest = bare.partition(" ")
    if first.rstrip(",") in _LOWERED:
        return bare[0].lower() + bare[1:]
    name = (
        _WORD.match(rest.partition(" ")[0])
        or first[0].isdigit()
        or first.rstrip(",").isupper()
        or "’s" in first
        or "'s" in first
    )
    return bare if name else None


def _around(words: Words, inner: Part, begun: bool) -> tuple[Phrase, int]:
    """The new layers around the sentence, and how many."""
    voices, sayings = Voices(words), Sayings(words)
    act, form = Act(), words.rng.random()
    passing = words.chance(0.65)
    voice = voices.passing() if passing else voices.speaking()
    saying = sayings.reporting(voice) if passing else sayings.draw(voice, words.of(("reported", "reported", "alleged")))
    act.commitment = saying.commitment
    who, how = source(act, voice.words), cue(act, saying.words)
    if not begun or form < 0.25:
        body = content(act, inner)
        if words.chance(0.35):
            act.commitment = "reported"
            return (body, ", ", cue(act, "according to"), " ", who), 1
        if words.chance(0.2):
            short = sayings.short(voice)
            act.commitment = short.commitment
            return (body, ", ", cue(act, short.words), " ", who), 1
        return (body, ", ", who, voice.stop, how), 1
    if form < 0.5:
        act.commitment = "reported"
        return (cue(act, "according to"), " ", who, ", ", content(act, inner)), 1
    if form < 0.82:
        return (who, voice.stop, how, " ", content(act, "that ", inner)), 1
    carrier, cited = Act(), Act()
    paper, people = voices.passing(), voices.any()
    report = sayings.reporting(paper)
    citing = (cue(cited, words.of(("citing", "quoting", "citing"))), " ", source(cited, people.words))
    body = content(cited, "that ", inner)
    named = source(carrier, paper.words)
    if words.chance(0.6):
        head: Phrase = (named, ", ", content(carrier, citing), ", ", cue(carrier, report.words), " ")
        return (*head, content(carrier, body)), 2
    return (named, " ", cue(carrier, report.words), ", ", content(carrier, citing, ", ", body)), 2


def _moved(act: Marked, shift: int, last: int, layers: int) -> Marked | None:
    """The act at its new place; None where a span of it falls outside the sentence without its stop."""

    def to(place: Place) -> Place | None:
        start, end = place[0], min(place[1], last)
        return (start + shift, end + shift) if 0 <= start < end else None

    content_places = tuple(p for p in (to(piece) for piece in act.content) if p is not None)
    source_place, cue_place = (None if p is None else to(p) for p in (act.source, act.cue))
    if not content_places or (act.cue is not None and cue_place is None):
        return None
    if act.source is not None and source_place is None:
        return None
    parent = layers - 1 if act.parent is None else act.parent + layers
    return Marked(source_place, cue_place, content_places, parent, act.inherited, act.commitment)
