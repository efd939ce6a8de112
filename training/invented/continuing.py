"""Speech that goes on in the next sentences: by pronoun, without any cue, in a quotation, or interrupted by background."""

from __future__ import annotations

from training.invented.clauses import Mood
from training.invented.nesting import Unit, inner
from training.invented.phrases import Act, Phrase, capital, content, cue, source
from training.invented.telling import Teller, Told
from training.invented.voices import Voice

_ADDED = "added that|also said that|went on to say that|further said that|said|said that|noted that|added|continued by saying that|also claimed that|stressed that|warned that|explained that|insisted that|concluded that|then said".split(
    "|"
)
_FIRM = {"also claimed": "alleged"}


def added(teller: Teller, voice: Voice, name: str | None = None) -> Phrase:
    """ "He added that ...", "the ministry also said ..."."""
    words = teller.words
    who = name or (voice.pronoun if words.chance(0.6) else voice.again)
    verb, that = words.of(_ADDED), ""
    if verb.endswith(" that"):
        verb, that = verb.removesuffix(" that"), "that "
    act = Act(_FIRM.get(verb, "reported"))
    lead = words.of(("", "", "", "", "in addition, ", "at the same time, ", "however, "))
    body = teller.clauses.some("shifted", that=bool(that))
    if words.chance(0.2):
        begin, end = teller.marks
        quote = content(act, begin, capital(teller.clauses.one("direct")), "," if teller.inside else "", end)
        gap = " " if teller.inside else ", "
        return (quote, gap, source(act, who), " ", cue(act, words.of(("added", "said", "went on", "continued"))), ".")
    return (lead, source(act, who), " ", cue(act, verb), " ", content(act, that, body), ".")


def _first(teller: Teller, voice: Voice) -> Told:
    """Any form of one act by a voice."""
    form = teller.words.rng.random()
    if form < 0.4:
        return teller.front(None, voice)
    if form < 0.55:
        return teller.told(None, voice)
    if form < 0.75:
        return teller.back(None, voice)
    return teller.according(None, voice, teller.words.of(("first", "last")))


def _inherit(acts: tuple[Act, ...], body: Phrase) -> Phrase:
    """A clause that the acts, outermost first, still say: the same chain once more, without a cue."""
    phrase = body
    for act in reversed(acts):
        phrase = (content(Act(act.commitment, like=act), phrase),)
    return phrase


def _goes_on(teller: Teller) -> Phrase:
    """What is still the speaker's though nobody says so: it points back and stays in the tense of telling."""
    words = teller.words
    follow = teller.clauses.follow("shifted")
    lead = words.of(("", "", "", "", "", "so far, ", "as a result, ", "in all, ", "at first, ", "instead, "))
    return (lead, follow)


def pronoun_next(teller: Teller) -> Unit:
    """A speaker named once, then by pronoun or short name, once or twice."""
    voice = teller.voices.speaking()
    told = _first(teller, voice)
    sentences: list[Phrase] = [(told.phrase, ".")]
    if teller.words.chance(0.12) and voice.kind == "person":
        view = Act("assessed", named_by=told.acts[0])
        his = "her" if voice.pronoun == "she" else "his"
        lead = cue(view, teller.words.of((f"in {his} view", f"in {his} opinion", f"in {his} words", f"to {his} mind")))
        sentences.append((lead, ", ", content(view, teller.clauses.one("plain")), "."))
    count = teller.words.rng.choice((1, 1, 2))
    return [[*sentences, *(added(teller, voice) for _ in range(count))]]


def goes_on(teller: Teller) -> Unit:
    """An act, then one or two sentences still its own; the outlet's background may follow."""
    words, voice = teller.words, teller.voices.any()
    told = _first(teller, voice)
    sentences: list[Phrase] = [(told.phrase, ".")]
    sentences += [(_inherit(told.acts, _goes_on(teller)), ".") for _ in range(words.rng.choice((1, 1, 2)))]
    if words.chance(0.4):
        sentences.append((teller.clauses.fact(), "."))
    return [sentences]


def _chain(teller: Teller) -> tuple[Told, tuple[Act, ...], Voice]:
    """An outer act with an inner one, and both acts."""
    kept: list[Told] = []

    def body(mood: Mood) -> Phrase:
        voice = teller.voices.any()
        tense = teller.words.of(("past", "pluperfect")) if mood == "shifted" else None
        kept.append(teller.front(None, voice, teller.sayings.draw(voice, None, tense)))
        return kept[-1].phrase

    carrier = teller.voices.passing() if teller.words.chance(0.7) else teller.voices.speaking()
    if teller.words.chance(0.6):
        outer = teller.front(body, carrier, teller.sayings.reporting(carrier))
    else:
        outer = teller.according(body, carrier, teller.words.of(("first", "last")))
    return outer, (*outer.acts, *kept[-1].acts), kept[-1].voice


def chain_goes_on(teller: Teller) -> Unit:
    """ "The agency reported that the army said that .... It had lasted three hours.": both still speak."""
    words = teller.words
    outer, acts, _ = _chain(teller)
    sentences: list[Phrase] = [(outer.phrase, ".")]
    sentences += [(_inherit(acts, _goes_on(teller)), ".") for _ in range(words.rng.choice((1, 1, 2)))]
    if words.chance(0.3):
        sentences.append((teller.clauses.fact(), "."))
    return [sentences]


def chain_then_pronoun(teller: Teller) -> Unit:
    """A chain, then its inner speaker alone: "the minister also said ...", under the carrier or not."""
    outer, acts, voice = _chain(teller)
    name = voice.again if voice.pronoun in ("they", "it") else None
    sentences: list[Phrase] = [(outer.phrase, ".")]
    if voice.kind == "document":
        return [[*sentences, (_inherit(acts, _goes_on(teller)), ".")]]
    return [[*sentences, added(teller, voice, name)]]


def long_quotation(teller: Teller) -> Unit:
    """A quotation around its cue that goes on in the next sentences, which nobody is named for."""
    words, voice = teller.words, teller.voices.speaking()
    begin, end = teller.marks
    told = teller.quotation(voice, words.rng.choice((1, 1, 2)))
    count = words.rng.choice((1, 1, 2, 3))
    going: list[Phrase] = []
    more = Act(told.acts[0].commitment, like=told.acts[0])
    pieces = [(capital(teller.clauses.one("direct")), "." if n == count - 1 else ". ") for n in range(count)]
    going.append((content(more, begin, *pieces, end),))
    sentences: list[Phrase] = [(told.phrase, "."), *going]
    if words.chance(0.35):
        sentences.append((teller.clauses.fact(), "."))
    return [sentences]


def led_long(teller: Teller) -> Unit:
    """ "The minister said: “A. B. C.”", or a split quotation and what follows it."""
    words = teller.words
    if words.chance(0.5):
        told = teller.led_quotation(None, words.rng.choice((1, 2, 2, 3)))
        return [[told.phrase]]
    told = teller.split_quotation()
    begin, end = teller.marks
    more = Act(told.acts[0].commitment, like=told.acts[0])
    sentences: list[Phrase] = [told.phrase]
    if words.chance(0.6):
        sentences.append((content(more, begin, capital(teller.clauses.one("direct")), ".", end),))
    return [sentences]


def quotation_paragraphs(teller: Teller) -> Unit:
    """A quotation over paragraphs: marks open each, only the last is closed."""
    words, voice = teller.words, teller.voices.speaking()
    begin, end = teller.marks
    told = teller.quotation(voice) if words.chance(0.6) else None
    if told is None:
        act = Act("reported")
        lead: Phrase = (
            source(act, voice.words),
            voice.stop,
            cue(act, words.of(("said", "wrote", "told reporters")[:2])),
        )
        opened = content(act, begin, capital(teller.clauses.one("direct")), ".")
        paragraphs: Unit = [[(lead, ": ", opened)]]
    else:
        act = told.acts[0]
        paragraphs = [[(told.phrase, ".")]]
    count = words.rng.choice((1, 2))
    for number in range(count):
        more = Act(act.commitment, like=act)
        several = words.rng.choice((1, 2))
        pieces = [(capital(teller.clauses.one("direct")), "." if n == several - 1 else ". ") for n in range(several)]
        paragraphs.append([(content(more, begin, *pieces, end if number == count - 1 else ""),)])
    if words.chance(0.4):
        paragraphs.append([(teller.clauses.fact(), ".")])
    return paragraphs


def background_between(teller: Teller) -> Unit:
    """Speech, the outlet's background, speech: the background is nobody else's."""
    words, voice = teller.words, teller.voices.speaking()
    first: Phrase = (_first(teller, voice).phrase, ".")
    own: list[Phrase] = [(teller.clauses.fact(), ".") for _ in range(words.rng.choice((1, 1, 2)))]
    last = added(teller, voice, voice.again if words.chance(0.7) else None)
    if words.chance(0.3):
        last = (inner(teller, 0, "plain").phrase, ".")
    return [[first, *own, last]]


def rivals(teller: Teller) -> Unit:
    """Two speakers who differ, sentence by sentence or joined by "but" and "while"."""
    words, one, other = teller.words, teller.voices.speaking(), teller.voices.speaking()
    first, second = teller.front(None, one), teller.front(None, other)
    joint = words.of((", but ", ", while ", ", whereas ", "; "))
    if words.chance(0.5):
        return [[(first.phrase, joint, second.phrase, ".")]]
    against = words.of(("but ", "however, ", "", "meanwhile, ", "by contrast, "))
    return [[(first.phrase, "."), (against, second.phrase, "."), added(teller, other)][: words.rng.choice((2, 3))]]
