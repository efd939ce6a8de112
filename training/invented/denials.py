"""Denials and what nobody could confirm: denying, not confirming, not verifying, not knowing, declining to say."""

from __future__ import annotations

from training.invented.inflection import participle
from training.invented.nesting import Unit, nested, sentence
from training.invented.phrases import Act, Claim, Phrase, content, cue, said, source
from training.invented.telling import Teller


def _agreed(verb: str, plural: bool) -> str:
    """A verb group written for one speaker, for several."""
    if not plural:
        return verb
    for one, many in (("has ", "have "), ("was ", "were "), ("is ", "are "), ("denies", "deny"), ("does ", "do ")):
        if verb.startswith(one):
            return many + verb.removeprefix(one)
    return verb


def denials(teller: Teller) -> Unit:
    """ "The army denied that ...", "denied having ...", "denied reports that ...", "ruled out that ..."."""
    words, voice, act = teller.words, teller.voices.speaking(), Act("denied")
    verb = words.of(
        (
            "denied", "denied", "denied", "has denied", "flatly denied", "has repeatedly denied", "denies", "strongly denied",
            "again denied", "has always denied", "categorically denied", "was quick to deny", "later denied",
        )
    )  # fmt: skip
    lead: Phrase = (source(act, voice.words), voice.stop)
    form = words.rng.random()
    if form < 0.45:
        body: Phrase = ("that ", teller.that_clause("shifted"))
    elif form < 0.65:
        body = (teller.clauses.having(),)
    elif form < 0.85:
        which = words.of(("reports", "media reports", "speculation", "rumours", "suggestions", "any suggestion"))
        body = (f"{which} that ", teller.clauses.one("shifted"))
    else:
        verb = words.of(("ruled out", "has ruled out", "disputed", "rejected the idea", "denied it was true"))
        body = ("that ", teller.clauses.one("shifted"))
    phrase: Phrase = (*lead, cue(act, _agreed(verb, voice.plural)), " ", content(act, *body))
    if words.chance(0.25):
        carrier = teller.voices.passing()
        return sentence(teller.front(lambda mood: phrase, carrier, teller.sayings.reporting(carrier)))
    unit = sentence(phrase)
    if words.chance(0.3):
        again = Act("reported")
        follow = content(again, words.of(("that ", "")), said(Claim("asserted", "-"), _denial(teller)))
        cued = words.of(("said", "added", "insisted", "told reporters"))
        head, _, whom = cued.partition(" ")
        who = voice.pronoun if voice.pronoun != "it" else voice.again
        unit[0].append((source(again, who), " ", cue(again, head), f" {whom} " if whom else " ", follow, "."))
    return unit


def _denial(teller: Teller) -> str:
    return teller.words.of(
        (
            "no such order had been given", "nothing of the kind had happened", "there was no truth in the story",
            "no {weapons} had been sent to {country}", "the talks had never taken place", "nobody had been hurt",
            "the photograph was not taken {place}", "it had not received a single complaint",
        )
    )  # fmt: skip


def unconfirmed(teller: Teller) -> Unit:
    """ "Could not independently verify", "did not confirm whether", "neither confirmed nor denied"."""
    words, act = teller.words, Act("unconfirmed")
    voice = teller.voices.passing() if words.chance(0.5) else teller.voices.speaking()
    verb = words.of(
        (
            "could not independently verify", "was unable to confirm", "could not immediately confirm", "did not confirm",
            "would not confirm", "has not confirmed", "could not verify", "was not able to verify", "declined to confirm",
            "neither confirmed nor denied", "would neither confirm nor deny", "has yet to confirm", "refused to confirm",
            "did not say", "would not say", "could not say", "declined to say", "has not said", "did not make clear",
        )
    )  # fmt: skip
    verb = _agreed(verb, voice.plural)
    joint = "whether " if verb.endswith((" say", " said", "clear")) or words.chance(0.4) else "that "
    lead: Phrase = (source(act, voice.words), voice.stop, cue(act, verb), " ")
    if words.chance(0.25) and joint == "that ":
        claims, claimant = Act("alleged"), teller.voices.speaking()
        noun = words.of(("claims", "the claim", "reports", "the report", "the allegation", "statements"))
        mine = content(claims, "that ", teller.clauses.one("shifted"))
        inside = (cue(claims, noun), " by ", source(claims, claimant.words), claimant.stop, mine)
        return sentence((*lead, content(act, *inside)))
    unit = sentence((*lead, content(act, joint, teller.clauses.one("shifted"))))
    if words.chance(0.3):
        before = teller.front() if words.chance(0.5) else teller.according()
        what = words.of(
            ("the claim", "the report", "the figures", "the account", "these claims", "the reports", "this")
        )
        brief = words.of(
            ("could not independently verify", "could not verify", "was unable to verify", "could not confirm")
        )
        again = Act("unconfirmed")
        name = teller.voices.passing()
        phrase = (
            source(again, name.words),
            " ",
            cue(again, _agreed(brief, name.plural)),
            " ",
            content(again, what),
            ".",
        )
        return [[(before.phrase, "."), phrase]]
    return unit


def unclear(teller: Teller) -> Unit:
    """ "It was not immediately clear whether ...": the outlet's own not knowing; or nobody could be reached."""
    words = teller.words
    lead = words.of(
        (
            "it was not immediately clear whether", "it is unclear whether", "it remained unclear if", "it was not known whether",
            "there was no confirmation that", "there was no independent confirmation that", "it could not be established whether",
        )
    )  # fmt: skip
    event = teller.clauses.event()
    claim, subject, rest = teller.clauses.put(event, "past")
    claim.commitment, claim.polarity = "unconfirmed", "+"
    first: Phrase = (f"{lead} ", said(claim, f"{subject} {rest}"), ".")
    told = teller.front() if words.chance(0.6) else teller.according()
    second = words.of(
        (
            "{body} could not be reached for comment", "{firm} did not respond to a request for comment",
            "no group claimed responsibility for the attack", "there was no immediate comment from {city}",
            "the report could not be independently verified", "{person} was not available for comment",
            "calls to {body} went unanswered",
        )
    )  # fmt: skip
    silence: Phrase = (said(Claim("asserted", "-"), second), ".")
    order = [[(told.phrase, "."), first], [first, silence], [(told.phrase, "."), silence], [first, (told.phrase, ".")]]
    return [words.rng.choice(order)]


def no_knowledge(teller: Teller) -> Unit:
    """ "Said it had no knowledge of the deal", "said it was not aware that ...", "had no information about ..."."""
    words, voice = teller.words, teller.voices.speaking()
    act = Act("reported")
    it = voice.pronoun
    was = "were" if voice.plural or it == "they" else "was"
    lead: Phrase = (source(act, voice.words), voice.stop, cue(act, words.of(("said", "said", "has said"))
                    if not voice.plural else "said"), " ")  # fmt: skip
    if words.chance(0.5):
        what = words.of(
            (
                "any such order", "the transfer", "a plan to sell the plant", "the missing money", "any talks with {country}",
                "the arrest of {person}", "the shipment", "casualties {place}", "a deal on {topic}", "the {firm} contract",
            )
        )  # fmt: skip
        how = words.of((f"{it} had no knowledge of", f"{it} {was} not aware of", f"{it} had no information about",
                        f"{it} knew nothing of", f"{it} had seen no evidence of"))  # fmt: skip
        return sentence((*lead, content(act, said(Claim("asserted", "-"), f"{how} {what}"))))
    inside = Act("unconfirmed")
    how = words.of(
        (f"{was} not aware", "had no information", "had no indication", "could not confirm", "had seen no evidence")
    )
    deeper = (source(inside, it), " ", cue(inside, how), " ", content(inside, "that ", teller.clauses.one("shifted")))
    return sentence((*lead, content(act, words.of(("that ", "")), deeper)))


def retracted(teller: Teller) -> Unit:
    """ "We have not reported these numbers": what was passed on is taken back, by him to whom it was ascribed."""
    words, carrier, voice = teller.words, teller.voices.passing(), teller.voices.body()
    before = teller.front(nested(teller, 1), carrier, teller.sayings.reporting(carrier))
    act = Act("denied")
    begin, end = teller.marks
    verb = words.of(("issue", "publish", "give", "release", "report", "confirm"))
    what = words.of(("these numbers", "such a statement", "those figures", "anything of the kind", "that report"))
    claim = Claim("asserted", "-")
    tail: Phrase = (
        source(act, voice.words),
        voice.stop,
        cue(act, words.of(("said", "denied it", "told reporters")[:1])),
    )
    act.commitment = "reported"
    quote = content(
        act, begin, said(claim, f"We have not {participle(verb)} {what}"), "," if teller.inside else "", end
    )
    return [[(before.phrase, "."), (quote, " " if teller.inside else ", ", tail, ".")]]
