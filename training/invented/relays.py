"""Relays: an agency or paper passes on whom it cites, quotes or was told by; the carrier's act is the outer one."""

from __future__ import annotations

from training.invented.nesting import Unit, inner, nested, sentence
from training.invented.phrases import Act, Claim, Phrase, content, cue, said, source
from training.invented.telling import Teller, Told
from training.invented.voices import Voice


def _cited(teller: Teller, act: Act, voice: Voice) -> Phrase:
    word = teller.words.of(("citing", "citing", "quoting", "citing"))
    return (cue(act, word), " ", source(act, voice.words))


def citing(teller: Teller) -> Unit:
    """ "The agency reported, citing officials, that ..." and "the agency, citing officials, reported that ..."."""
    words, carrier, voice = teller.words, teller.voices.passing(), teller.voices.any()
    outer, act = Act("reported"), Act("reported")
    saying = teller.sayings.reporting(carrier)
    mood = "shifted" if saying.past else "plain"
    deeper = words.chance(0.3)
    body = (
        inner(teller, 0, "shifted").phrase
        if deeper
        else teller.that_clause("shifted" if mood == "shifted" else "plain")
    )
    that = content(act, "that ", body)
    if words.chance(0.5):
        phrase: Phrase = (
            source(outer, carrier.words), " ", cue(outer, saying.words), ", ",
            content(outer, _cited(teller, act, voice), ", ", that),
        )  # fmt: skip
    else:
        phrase = (
            source(outer, carrier.words), ", ", content(outer, _cited(teller, act, voice)), ", ",
            cue(outer, saying.words), " ", content(outer, that),
        )  # fmt: skip
    return sentence(phrase)


def citing_last(teller: Teller) -> Unit:
    """ "..., the agency reported, citing officials": the citation comes last."""
    carrier, voice = teller.voices.passing(), teller.voices.any()
    outer, act = Act("reported"), Act("reported")
    body = content(outer, content(act, teller.clause("plain")))
    saying = teller.sayings.reporting(carrier)
    tail: Phrase = (source(outer, carrier.words), " ", cue(outer, saying.words))
    return sentence((body, ", ", tail, ", ", content(outer, _cited(teller, act, voice))))


def quoted_as_saying(teller: Teller) -> Unit:
    """ "The general was quoted by the agency as saying ...", "the agency quoted the general as saying ..."."""
    words, carrier, voice = teller.words, teller.voices.passing(), teller.voices.speaking()
    outer, act = Act("reported"), Act("reported")
    verb = words.of(("saying", "saying", "saying", "telling reporters", "warning", "claiming", "confirming", "denying"))
    head, _, to = verb.partition(" ")
    act.commitment = {"claiming": "alleged", "denying": "denied"}.get(head, "reported")
    that = "that " if head != "saying" or words.chance(0.45) else ""
    body = (
        cue(act, head), f" {to} " if to else " ", content(act, that, teller.that_clause("shifted") if that else teller.clause("shifted"))
    )  # fmt: skip
    if words.chance(0.55):
        be = words.of(("were", "have been", "are")) if voice.plural else words.of(("was", "was", "has been", "is"))
        how = words.of(("quoted", "quoted", "cited", "also quoted"))
        phrase: Phrase = (
            content(outer, source(act, voice.words)), voice.stop, cue(outer, f"{be} {how}"), " by ",
            source(outer, carrier.words), " as ", content(outer, body),
        )  # fmt: skip
    else:
        how = words.of(("quoted", "quoted", "cited", "has quoted", "quotes", "also quoted", "later quoted"))
        if carrier.plural:
            how = how.replace("has quoted", "have quoted").replace("quotes", "quote")
        phrase = (
            source(outer, carrier.words), " ", cue(outer, how), " ",
            content(outer, source(act, voice.words), voice.stop, "as ", body),
        )  # fmt: skip
    return sentence(phrase)


def quoted_unnamed(teller: Teller) -> Unit:
    """ "The general was quoted as saying ..." with nobody named who quotes; or "as reported by the paper"."""
    words, voice = teller.words, teller.voices.speaking()
    be = "were" if voice.plural else "was"
    if words.chance(0.6):
        act = Act("reported")
        lead = cue(act, f"{be} {words.of(('quoted', 'cited', 'later quoted', 'widely quoted'))} as saying")
        that = words.of(("that ", ""))
        body = content(act, that, teller.clause("shifted"))
        return sentence((source(act, voice.words), voice.stop, lead, " ", body))
    act = Act("reported")
    carrier = teller.voices.passing()
    lead = cue(
        act, words.of(("as reported by", "as first reported by", "as quoted by", "in the words of", "as seen by")[:4])
    )
    if words.chance(0.5):
        return sentence((lead, " ", source(act, carrier.words), ", ", content(act, nested(teller, 1)("plain"))))
    return sentence((content(act, teller.clause("plain")), ", ", lead, " ", source(act, carrier.words)))


def agency_last(teller: Teller) -> Unit:
    """ "The minister said that ..., the agency reported"; "..., the minister said, according to the agency"."""
    words, carrier = teller.words, teller.voices.passing()
    outer = Act("reported")
    form = words.rng.random()
    if form < 0.45:
        inside = teller.front().phrase
    elif form < 0.6:
        inside = teller.told().phrase
    elif form < 0.8:
        inside = teller.back().phrase
    else:
        inside = teller.quotation().phrase
    saying = teller.sayings.reporting(carrier)
    if words.chance(0.3):
        tail: Phrase = (cue(outer, words.of(("reported", "wrote", "said"))), " ", source(outer, carrier.words))
    elif words.chance(0.25):
        tail = (cue(outer, "according to"), " ", source(outer, carrier.words))
    else:
        tail = (source(outer, carrier.words), " ", cue(outer, saying.words))
        tail = (*tail, f" on {words.day()}") if words.chance(0.2) else tail
    return sentence((content(outer, inside), ", ", tail))


def told_agency(teller: Teller) -> Unit:
    """ "The minister told the agency that ...", alone or passed on by another paper, with the day or place."""
    words, voice, heard = teller.words, teller.voices.speaking(), teller.voices.passing()
    act = Act("reported")
    where = words.of(("", "", "", " by telephone", " in an interview", f" on {words.day()}", f" in {words.city()}"))
    verb = words.of(("told", "told", "told", "has told", "confirmed to", "said to", "later told", "admitted to"))
    verb = verb.replace("has", "have") if voice.plural else verb
    lead, to = (verb.removesuffix(" to"), " to ") if verb.endswith(" to") else (verb, " ")
    that = "that " if where or to == " to " or words.chance(0.6) else ""
    body = content(act, that, nested(teller, 1)("shifted") if words.chance(0.25) else teller.clause("shifted"))
    phrase: Phrase = (source(act, voice.words), voice.stop, cue(act, lead), f"{to}{heard.words}{where} ", body)
    if words.chance(0.35):
        carrier = teller.voices.passing()
        return sentence(teller.front(lambda mood: phrase, carrier, teller.sayings.reporting(carrier)))
    return sentence(phrase)


def credit(teller: Teller) -> Unit:
    """ "OSTREL (KNA) — ..." and "... (KNA).": an agency's credit is a source without a cue."""
    words, act = teller.words, Act("reported")
    name = words.of(("{acronym}", "{acronym}", "{made}press", "{made}inform"))
    inside = nested(teller, 1)("plain") if words.chance(0.45) else teller.clause("own")
    if words.chance(0.5):
        month = words.of(("March", "June", "Aug.", "15 October", "Nov. 3", "January 9"))
        city = words.city()
        place = words.of((city.upper(), f"{city.upper()}, {month}", city))
        dash = words.of((" — ", " - ", " – "))
        return sentence((f"{place} (", source(act, name), f"){dash}", content(act, inside)))
    return sentence((content(act, inside), " (", source(act, name), ")"))


def quoted_by_two(teller: Teller) -> Unit:
    """ "Officials quoted by A and B said ..., C reported": three carriers, two of them side by side."""
    voice = teller.voices.speaking()
    last, pair, act = Act("reported"), Act("reported"), Act("reported")
    both = f"{teller.voices.passing().words} and {teller.voices.passing().words}"
    final = teller.voices.passing()
    body = content(act, "that ", teller.that_clause("shifted"))
    be = "were" if voice.plural else "was"
    inside: Phrase = (
        content(pair, source(act, voice.words)), voice.stop, cue(pair, f"{be} quoted"), " by ", source(pair, both), " as ",
        content(pair, cue(act, "saying"), " ", body),
    )  # fmt: skip
    tail = (source(last, final.words), " ", cue(last, teller.sayings.reporting(final).words))
    return sentence((content(last, inside), ", ", tail))


def passive_relay(teller: Teller) -> Unit:
    """ "The ship is reported by the agency to have sunk", "it was reported by the agency that officials said ..."."""
    words, carrier = teller.words, teller.voices.passing()
    if words.chance(0.5):
        act = Act("reported")
        lead = cue(act, words.of(("was reported", "has been reported", "was first reported")))
        body = content(act, "that ", nested(teller, 1)("shifted"))
        return sentence(("it ", lead, " by ", source(act, carrier.words), " ", body))
    act, event = Act("alleged"), teller.clauses.event()
    be = "are" if event.plural else "is"
    claim, rest = Claim(), f"to have {event.perfect} {event.rest}"
    lead = cue(act, f"{be} {words.of(('reported', 'said', 'believed'))}")
    first, last = content(act, said(claim, event.subject)), content(act, said(claim, rest))
    return sentence((first, " ", lead, " by ", source(act, carrier.words), " ", last))


def two_carriers(teller: Teller) -> Unit:
    """ "The paper quoted the agency as reporting that the minister said ..."."""
    words = teller.words
    first, second = Act("reported"), Act("reported")
    one, two = teller.voices.passing(), teller.voices.passing()
    verb = words.of(("quoted", "cited"))
    body = content(second, "that ", nested(teller, 1)("shifted"))
    inside = content(
        first, source(second, two.words), " as ", cue(second, words.of(("reporting", "saying"))), " ", body
    )
    told = Told((source(first, one.words), " ", cue(first, verb), " ", inside), (first, second), one)
    return sentence(told)
