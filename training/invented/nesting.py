"""Acts inside acts: reported that X said that Y believes, documents in which somebody says, hearsay, denied claims."""

from __future__ import annotations

from training.invented.clauses import Mood
from training.invented.phrases import Act, Claim, Phrase, content, cue, said, source
from training.invented.telling import Body, Teller, Told

Unit = list[list[Phrase]]
"""Paragraphs of sentences, each with its stop."""


def sentence(told: Told | Phrase) -> Unit:
    """One sentence as a unit."""
    return [[(told.phrase if isinstance(told, Told) else told, ".")]]


def inner(teller: Teller, depth: int, mood: Mood) -> Told:
    """An act to stand in another's content, with ``depth`` more inside it; its tense follows from the mood."""
    body = nested(teller, depth) if depth else None
    form = teller.words.rng.random()
    if form < 0.14:
        return teller.told(body)
    if form < 0.22:
        return teller.according(body, place="first")
    if form < 0.3 and not depth:
        return teller.passive()
    voice = teller.voices.any()
    tense = teller.words.of(("past", "past", "pluperfect", "pluperfect", "perfect")) if mood == "shifted" else None
    return teller.front(body, voice, teller.sayings.draw(voice, None, tense))


def nested(teller: Teller, depth: int) -> Body:
    """A body with ``depth`` acts inside one another."""
    return lambda mood: inner(teller, depth - 1, mood).phrase


def outer(teller: Teller, body: Body) -> Told:
    """An act of any form around a body; agencies and papers most often."""
    form = teller.words.rng.random()
    if form < 0.5:
        voice = teller.voices.passing()
        return teller.front(body, voice, teller.sayings.reporting(voice))
    if form < 0.66:
        return teller.front(body)
    if form < 0.76:
        return teller.told(body)
    return teller.according(body, teller.voices.passing(), place="first" if form < 0.88 else "last")


def two_deep(teller: Teller) -> Unit:
    """ "The agency reported that the ministry said that ..."."""
    return sentence(outer(teller, nested(teller, 1)))


def three_deep(teller: Teller) -> Unit:
    """ "The agency reported that the ministry said that rebels believed that ..."."""
    return sentence(outer(teller, nested(teller, 2)))


def document_says(teller: Teller) -> Unit:
    """ "A report by the ministry said that officials told inspectors that ..."."""
    voice = teller.voices.document()
    within = teller.words.of(("told", "front", "passive", "according"))
    forms = {
        "told": lambda mood: teller.told().phrase,
        "front": lambda mood: inner(teller, 0, mood).phrase,
        "passive": lambda mood: teller.passive().phrase,
        "according": lambda mood: teller.according(None, place="last").phrase,
    }
    return sentence(teller.front(forms[within], voice))


def document_chain(teller: Teller) -> Unit:
    """An outlet reports that a document says that somebody said something."""
    held = teller.voices.document()

    def body(mood: Mood) -> Phrase:
        return teller.front(nested(teller, 1), held).phrase

    return sentence(outer(teller, body))


def assessment_inside(teller: Teller) -> Unit:
    """ "The Joint Chiefs said their assessment showed that ...": what speaks is the assessment."""
    words = teller.words
    owner = words.of(("its", "the", "that", "the latest", "an initial", "a preliminary", "their own"))
    noun = words.of(
        ("assessment", "analysis", "estimate", "evaluation", "review", "investigation", "count", "inspection")
    )

    def body(mood: Mood) -> Phrase:
        act = Act("assessed")
        past = mood == "shifted" and words.chance(0.6)
        verb = words.of(("showed", "indicated", "suggested", "found", "had shown", "concluded", "pointed to the fact"))
        verb = verb if past else words.of(("shows", "indicates", "suggests", "has found", "concludes", "shows"))
        return (
            source(act, f"{owner} {noun}"), " ", cue(act, verb), " ",
            content(act, "that ", teller.that_clause("shifted" if past else "plain")),
        )  # fmt: skip

    voice = teller.voices.body() if words.chance(0.7) else teller.voices.speaking()
    if words.chance(0.45):
        carrier = teller.voices.passing()
        return sentence(
            teller.front(lambda mood: teller.front(body, voice).phrase, carrier, teller.sayings.reporting(carrier))
        )
    if words.chance(0.2):
        told = teller.front(None, voice)
        return [[(told.phrase, ".")], [(body("plain"), ".")]]
    return sentence(teller.front(body, voice))


def hearsay(teller: Teller) -> Unit:
    """ "Witnesses told police that ...", within a report or alone, and what they had heard from others."""
    words = teller.words
    who = words.of(("witnesses", "survivors", "neighbours", "two of the crew", "the driver", "relatives", "villagers"))
    plural = who != "the driver"
    act = Act("reported")
    said_to = words.of(("told", "had told", "have told" if plural else "has told", "later told"))
    to = words.of(
        ("police", "investigators", "rescuers", "the court", "the inquiry", "doctors", "aid workers", "prosecutors")
    )
    mood: Mood = "plain" if "ha" in said_to[:4] and "had" not in said_to else "shifted"
    if words.chance(0.4):
        heard = Act("alleged")
        rumour = words.of(("had heard", "had been told", "heard", "were told", "overheard")) if plural else "had heard"
        they = "they" if plural else "he"
        body: Phrase = (
            source(heard, they),
            " ",
            cue(heard, rumour),
            " ",
            content(heard, "that ", teller.that_clause("shifted")),
        )
    else:
        body = teller.clause(mood)
    told: Phrase = (
        source(act, who),
        " ",
        cue(act, said_to),
        f" {to} ",
        content(act, words.of(("that ", "that ", "")), body),
    )
    if words.chance(0.5):
        return sentence(outer(teller, lambda mood: told))
    return sentence(told)


def according_inner(teller: Teller) -> Unit:
    """ "According to the agency, the minister said ..."; "the army, the minister says, ..., according to the paper"."""
    voice = teller.voices.passing() if teller.words.chance(0.6) else teller.voices.any()
    place = teller.words.of(("first", "last"))
    if place == "last" and teller.words.chance(0.4):
        return sentence(teller.according(lambda mood: teller.back().phrase, voice, "last"))
    return sentence(teller.according(nested(teller, teller.words.rng.choice((1, 1, 2))), voice, place))


def rejected_claims(teller: Teller) -> Unit:
    """ "The ministry rejected claims by rebels that ...": the claims are an act, rejected by another."""
    words = teller.words
    voice, claimant = teller.voices.speaking(), teller.voices.speaking()
    act, claims = Act("denied"), Act("alleged")
    verb = words.of(
        (
            "rejected", "dismissed", "denied", "has denied", "flatly rejected", "brushed aside", "has dismissed", "disputed",
            "rejected as baseless", "refuted", "called into question", "scoffed at", "has repeatedly denied", "contradicted",
        )
    )  # fmt: skip
    verb = verb.replace("has ", "have ") if voice.plural else verb
    noun = words.of(("claims", "allegations", "accusations", "suggestions", "reports", "an allegation", "a claim"))
    joint = words.of((" by ", " by ", " from "))
    mine = content(claims, "that ", teller.that_clause("shifted"))
    body = content(act, cue(claims, noun), joint, source(claims, claimant.words), claimant.stop, mine)
    told = Told((source(act, voice.words), voice.stop, cue(act, verb), " ", body), (act,), voice)
    if words.chance(0.3):
        return sentence(outer(teller, lambda mood: told.phrase))
    return sentence(told)


def inner_noun(teller: Teller) -> Unit:
    """ "The general said claims by rebels that ... were false"; what is said of the claims is the general's."""
    voice = teller.voices.speaking()

    def body(mood: Mood) -> Phrase:
        told, many = teller.noun()
        be = ("were" if mood == "shifted" else "are") if many else ("was" if mood == "shifted" else "is")
        end = teller.words.of(
            ("untrue", "exaggerated", "being checked", "without foundation", "false", "credible", "known")
        )
        comma = "," if told.phrase[-2] == ", " else ""
        return (said(Claim(), told.phrase, f"{comma} {be} {end}"),)

    return sentence(teller.front(body, voice))
