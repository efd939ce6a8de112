"""One act at a time, in all its forms: saying, according to, quotations, nouns, passives, accusing, asking, promising."""

from __future__ import annotations

from training.invented.clauses import Mood
from training.invented.inflection import group
from training.invented.nesting import Unit, sentence
from training.invented.phrases import Act, Claim, Phrase, content, cue, plain, said, source
from training.invented.telling import Teller


def saying(teller: Teller) -> Unit:
    """Before its content, after it, to somebody."""
    form = teller.words.of(("front", "front", "back", "told"))
    return sentence(teller.told() if form == "told" else teller.back() if form == "back" else teller.front())


def according(teller: Teller) -> Unit:
    """ "According to" in every place, and "in the view of"."""
    return sentence(teller.according() if teller.words.chance(0.75) else teller.viewed())


def quotation(teller: Teller) -> Unit:
    """A direct quotation, whole, split or led in."""
    form = teller.words.rng.random()
    if form < 0.5:
        return sentence(teller.quotation(None, teller.words.rng.choice((1, 1, 2))))
    return [[(teller.split_quotation() if form < 0.8 else teller.led_quotation()).phrase]]


def partial_quotation(teller: Teller) -> Unit:
    """Some words in marks, under a cue or "according to"."""
    if teller.words.chance(0.7):
        return sentence(teller.partial())
    voice, act = teller.voices.speaking(), Act("reported")
    begin, end = teller.marks
    words = teller.words
    thing = words.of(
        ("the attack", "the decision", "the deal on {topic}", "the vote", "the defeat", "the ruling", "the plan")
    )
    name = words.of(
        (
            "a turning point", "an act of war", "a disgrace", "a step in the right direction", "a farce", "a warning shot",
            "a victory for common sense", "deeply worrying", "a slap in the face", "unprecedented", "long overdue", "a lie",
        )
    )  # fmt: skip
    verb = words.of(("called", "described", "dismissed", "hailed", "has called", "condemned", "denounced", "praised"))
    verb = verb.replace("has", "have") if voice.plural else verb
    joint = " " if verb.endswith("called") else " as "
    marked = f"{begin}{name}{end}" if words.chance(0.7) else name
    body = content(act, said(Claim(), f"{thing}{joint}{marked}"))
    return sentence((source(act, voice.words), voice.stop, cue(act, verb), " ", body))


def noun_cue(teller: Teller) -> Unit:
    """ "Claims by the army that ... drew criticism": the cue is a noun; what is said of it is the outlet's."""
    told, many = teller.noun()
    comma = "," if told.phrase[-2] == ", " else ""
    end = teller.words.of(
        (
            "drew criticism abroad", "could not be checked", "caused alarm {place}", "came as a surprise", "went unnoticed",
            "sent shares in {firm} down {pct}", "met with silence in {city}", "dominated the front pages",
        )
    )  # fmt: skip
    if teller.words.chance(0.4):
        rest = teller.words.of(
            ("led to protests in {city}", "angered {country}", "was widely shared", "raised eyebrows")
        )
        end = rest.replace("was ", "were ") if many else rest
    return sentence((told.phrase, f"{comma} {end}"))


def passive(teller: Teller) -> Unit:
    """Nobody named: "is believed to have", "it was reported that", "reportedly"."""
    return sentence(teller.passive())


def document(teller: Teller) -> Unit:
    """ "Recent intelligence reports indicate that ...", "the data suggest ..."."""
    return sentence(teller.front(None, teller.voices.document()))


def accusing(teller: Teller) -> Unit:
    """ "Accused Kenya of having ...", "blamed the fire on ...", "denounced the sale of ..."."""
    words, voice, act = teller.words, teller.voices.speaking(), Act("alleged")
    whom = words.of(("{country}", "{body}", "{firm}", "{person}", "the rebels", "the government", "{security_body}"))
    verb = words.of(("accused", "accused", "has accused", "accuses", "again accused", "publicly accused", "suspected"))
    if verb == "suspected" and not words.held_out:
        verb = "accused"
    verb = verb.replace("has", "have").replace("accuses", "accuse") if voice.plural else verb
    deed = plain((teller.clauses.having(),))
    if words.chance(0.6):
        body = content(act, said(Claim(), f"{whom} of {deed}"))
    else:
        verb = words.of(("blamed", "has blamed", "blames"))
        verb = verb.replace("has", "have").replace("blames", "blame") if voice.plural else verb
        body = content(
            act, said(Claim(), f"{whom} for {words.of(('the attack', 'the delay', 'the deaths', 'the shortage'))}")
        )
    return sentence((source(act, voice.words), voice.stop, cue(act, verb), " ", body))


def urging(teller: Teller) -> Unit:
    """ "Urged Kenya to withdraw", "called for an inquiry", "demanded that ..."."""
    words, voice, act = teller.words, teller.voices.speaking(), Act("reported")
    verb = words.of(("urged", "called on", "has urged", "asked", "appealed to", "pressed", "advised", "told", "begged"))
    verb = verb.replace("has", "have") if voice.plural else verb
    deed = words.of(
        (
            "to withdraw from {town}", "to release the prisoners", "to return to the talks", "to cut the tax on {goods}",
            "not to sell {weapons} to {country}", "to open an inquiry", "to stay indoors", "to lift the ban on {goods}",
            "to boil their water", "to reopen the border", "to resign", "to show restraint", "to publish the contract",
        )
    )  # fmt: skip
    whom = words.of(
        ("{country}", "the government", "residents", "both sides", "{firm}", "the {demonym} parliament", "voters")
    )
    body = content(act, said(Claim("asserted", "-" if deed.startswith("not") else "+"), f"{whom} {deed}"))
    if words.chance(0.35):
        verb = words.of(
            ("called for", "demanded", "warned of", "spoke of", "announced", "confirmed", "pointed to", "proposed")
        )
        body = content(act, said(Claim(), _thing(teller)))
    return sentence((source(act, voice.words), voice.stop, cue(act, verb), " ", body))


def _thing(teller: Teller) -> str:
    """A happening as a noun phrase."""
    return teller.words.of(
        (
            "an end to the fighting {place}", "the release of {n} {captives}", "the closure of the plant {place}",
            "a ban on {goods}", "the arrest of {suspect}", "a shortage of {supplies}", "the sale of {n} {weapons} to {country}",
            "new elections", "an outbreak of {disease} {place}", "the loss of {n} jobs at {firm}", "a rise in the price of {goods}",
            "the death of {person}", "a new round of talks on {topic}", "the deployment of {n} {soldiers} {place}",
            "an inquiry into the collapse of {firm}", "a delay of {few} months", "progress in the talks on {topic}",
        )
    )  # fmt: skip


def promising(teller: Teller) -> Unit:
    """ "Promised to reopen the border", "pledged $3 million", "announced plans to ..."."""
    words, voice, act = teller.words, teller.voices.speaking(), Act("planned")
    verb = words.of(
        ("promised", "pledged", "threatened", "has promised", "offered a promise", "vowed", "undertook")[:4]
    )
    if words.held_out and words.chance(0.5):
        verb = "vowed"
    verb = verb.replace("has", "have") if voice.plural else verb
    event = teller.clauses.event()
    deed = words.of(
        (
            "to reopen the border {soon}", "to send {n} {soldiers} to {country}", "to cut the tax on {goods}", "to stand down {soon}",
            "to rebuild {site} {place}", "to release {n} {captives} within {few} days", "to hold a vote on {topic}",
            "to invest {money} {place}", "to publish the report {soon}", "never to return to {city}", "to appeal against the verdict",
        )
    )  # fmt: skip
    if words.chance(0.3) and not verb.startswith("threat"):
        future = group(event.verb, "would", event.plural)
        body = content(act, "that ", said(Claim("planned"), f"{event.subject} {future} {event.rest}"))
    elif words.chance(0.25):
        verb = words.of(("announced", "unveiled", "outlined", "confirmed"))
        body = content(
            act, said(Claim("planned"), f"{words.of(('plans', 'a plan', 'its intention', 'proposals'))} {deed}")
        )
    else:
        body = content(act, said(Claim("planned", "-" if "never" in deed else "+"), deed))
    return sentence((source(act, voice.words), voice.stop, cue(act, verb), " ", body))


def asking(teller: Teller) -> Unit:
    """Questions: asked whether, wondered how, "“Who ...?” he asked"."""
    words, voice, act = teller.words, teller.voices.speaking(), Act("question")
    if words.chance(0.4):
        begin, end = teller.marks
        what = words.of(
            (
                "Who gave the order", "Why was nobody warned", "How many more people have to die", "What happened to the {money}",
                "Where are the {weapons}", "Does {country} really want peace", "Is this the end of {firm}",
                "Who will pay for the damage", "When will the border reopen", "Why did it take {few} days",
            )
        )  # fmt: skip
        verb = words.of(("asked", "asked", "wondered", "demanded", "said"))
        quote = content(act, begin, said(Claim("question"), what), "?", end)
        who: Phrase = (source(act, voice.words), voice.stop, cue(act, verb))
        turned: Phrase = (cue(act, verb), " ", source(act, voice.words))
        return sentence((quote, " ", who if words.chance(0.7) else turned))
    verb = words.of(("asked", "wondered", "questioned", "also asked", "wanted to know", "has asked"))
    verb = verb.replace("has", "have") if voice.plural else verb
    claim, subject, rest = teller.clauses.put(teller.clauses.event(), "shifted")
    claim.commitment = "question"
    joint = words.of(("whether", "whether", "if", "why", "how"))
    return sentence(
        (
            source(act, voice.words),
            voice.stop,
            cue(act, verb),
            " ",
            content(act, f"{joint} ", said(claim, f"{subject} {rest}")),
        )
    )


def bounds(teller: Teller) -> Unit:
    """Numbers with bounds, ranges and earlier values, said by somebody or by the outlet."""
    words = teller.words
    what = words.of(
        ("{civilians}", "{soldiers}", "{weapons}", "homes", "jobs", "cases of {disease}", "{products}", "bodies")
    )
    row = words.of(
        (
            f"{{n}} {what} had been counted {{place}}", f"the number of {what} rose from {{n}} to {{n}}",
            f"{{n}} {what}, up from {{n}} a week ago, were registered {{place}}", f"as many as {{n}} {what} could be affected",
            f"the total of {{exact}} {what} included {{few}} added {{soon}}".replace(" {soon}", " overnight"),
            f"no more than {{exact}} {what} were left", f"between {{few}} and {{exact}} {what} were involved",
            f"{{exact}} {what} had been lost, not {{exact}} as first reported", f"{{country}} had {{n}} {what} and {{country}} {{n}}",
            f"another {{n}} {what} were on their way", f"only {{few}} of the {{exact}} {what} were accounted for",
            f"{{pct}} of all {what} came from {{country}}",
        )
    )  # fmt: skip
    row = row.replace("as many as {n}", "as many as {exact}").replace("another {n}", "another {exact}")
    claim = Claim("speculated" if " could " in row else "asserted")

    def body(mood: Mood) -> Phrase:
        return (said(claim, row),)

    form = words.of(("front", "back", "according", "own", "front"))
    if form == "own":
        return sentence((said(claim, row),))
    if form == "according":
        return sentence(teller.according(body))
    return sentence(teller.back(body) if form == "back" else teller.front(body))


def participial(teller: Teller) -> Unit:
    """ "..., warning that ...", "..., adding that ...": the cue hangs on a sentence of deed or of speech."""
    words, voice = teller.words, teller.voices.speaking()
    verb, firmness = words.of(
        ("warning reported|saying reported|adding reported|claiming alleged|arguing reported|noting reported|stressing reported"
         "|suggesting speculated|insisting reported|predicting assessed|alleging alleged|pointing out reported").split("|")
    ).rsplit(" ", 1)  # fmt: skip
    act = Act(firmness)
    tail = (cue(act, verb), " ", content(act, "that ", teller.that_clause("shifted")))
    if words.chance(0.5):
        first = teller.front(teller.clauses.one, voice)
        act.named_by = first.acts[0]
        return sentence((first.phrase, ", ", tail))
    deed = words.of(
        (
            "left the talks in {city}", "closed the road to {town}", "refused to sign the agreement", "cancelled the match",
            "withdrew the bill on {topic}", "called off the search", "appeared in court on {day}", "opened the meeting",
        )
    )  # fmt: skip
    named = source(act, voice.words)
    return sentence((said(Claim(), named, voice.stop, deed), ", ", tail))


def described(teller: Teller) -> Unit:
    """A cue with a speaker in a relative clause: "the minister, who said that ..., resigned"."""
    words, voice = teller.words, teller.voices.person()
    act = Act("reported")
    verb = words.of(("said", "had said", "told reporters", "has said", "warned", "claimed", "once said", "announced"))
    act.commitment = "alleged" if verb == "claimed" else "reported"
    head = verb.removesuffix(" reporters")
    who = source(act, "who")
    middle: Phrase = (who, " ", cue(act, head), " reporters " if "told" in verb else " ",
                      content(act, "that ", teller.clauses.one("shifted")))  # fmt: skip
    end = words.of(
        (
            "was released on {day}",
            "resigned on {day}",
            "left {city} on {day}",
            "will be in {city} on {day}",
            "lives in {town}",
        )
    )
    name = voice.again if voice.open else voice.words
    return sentence((said(Claim(), name, ", ", middle, f", {end}"),))
