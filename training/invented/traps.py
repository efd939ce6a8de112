"""What is nobody's speech though its words look like it, whose cue reaches less far than it seems, and outlets' own facts."""

from __future__ import annotations

import re

from training.invented.nesting import Unit, sentence
from training.invented.phrases import Act, Claim, Phrase, content, cue, said, source
from training.invented.telling import Teller

_LOOKALIKES = """
[the {said_word} agreement was never published]
[recruits must report to work at {few} in the morning]
[{n} workers at the state media building in {city} went on strike]
[the storm claimed {few} lives {place}]
[the fire has claimed {exact} lives so far]
[everything went according to plan {place}]
[the seats are given out according to size]
[{n} people were told to leave the building]
[drivers were told to use the road through {town}]
[the report was lost in the post]
[passengers claimed their luggage at {city} airport]
[{few} people have claimed the prize]
[the claims office in {town} was closed {weekday}]
[the confirmed cases are all in the north]
[a statement piece hung in the hall of {site_the}]
[the estimated value of the house is {money}]
[the speaker system failed during the match in {city}]
[the alleged thief was released {place}]
[reported crime fell by {pct}]
[the company posted a profit of {money}]
[the stadium announcer fell ill before the game]
[the declared value of the goods was {money}]
[{firm} reported a profit of {money}]~
[{firm} sells {products} under the name Tell]
[the author of the report lives in {city}]
[the police report runs to {n} pages]
[the news agency has {n} employees]
[{outlet} is sold in {n} kiosks]
[the accused left the court by a side door]
[the suggested price of the ticket is {money}]
[the believed owner of the boat is from {town}]~
[the question was put to a vote]
[she read the statement aloud and then sat down]~
[the note was found in his jacket]
[the expected rain did not come]
[the court heard the case {weekday}]~
[the show begins at {few} o'clock]
[the paper is printed {place}]
[the minister's statement runs to {few} pages]
[they showed the visitors the way to the lake]
[{country} stated its case before the court]~
[the doctor noted the patient's blood pressure]
[the sign above the door says Bakery]~
[the announcement was made in {city}]
[a spokesman for {firm} was among the injured]
[witnesses to the accident were taken to hospital]
[analysts at the bank earn {money} a year]
[the journalist who was freed {weekday} works for {agency}]
[a source of the river lies near {town}]
[the source of the leak was found after {few} hours]
[the charges were dropped after {few} weeks]
[the charge for parking is {few} dollars]
"""
_DEEDS = """
[the {demonym} leader ordered the mass production of {weapons}]
[the two countries agreed to reopen the border {soon}]
[the {demonym} president signed the law on {topic} {when}]
[the government decided to close the port of {city}]
[parliament voted to send {n} {soldiers} to {country}]
[the court sentenced {suspect} to {few} years in prison]
[{firm} offered {money} for its rival {firm}]
[{country} refused to sign the treaty on {topic}]
[police arrested {n} people {place} {when}]
[the army called up {n} reservists]
[the council approved a plan to build {n} homes {place}]
[the {demonym} foreign minister visited {city} {when}]
[{person} was appointed head of {civil_body} {when}]
[the committee postponed its decision on {topic}]
[{team} hired {person} as coach]
[the ministry launched an inquiry into {firm}]
[{firm} sued {firm} over {money}]
[the {demonym} government plans to build {few} dams {place}]!
[the two leaders are due to meet in {city} {soon}]!
[{country} intends to buy {n} {weapons}]!
[the leader inspected a factory {place} and] [praised the workers]~
[{n} people tried to flee {town}]
[the referee stopped the match after {few} minutes]
[the airline cancelled {n} flights {when}]
[{country} extended the deadline by {few} weeks]
[the regulator fined {firm} {money}]
[nobody was hurt in the explosion {place}]-
[{country} did not attend the summit in {city}]-
[{firm} has not published its accounts since {year}]-
[the bridge may be closed for {few} months]?
[the cost could reach {money}]?
"""
_CAUSES = """
[the high losses {place} were attributed to the inexperience of the crews]
[the delay is attributed to bad weather {place}]
[the fall in sales is owed to the strike at {firm}]
[the crash was put down to a worn cable]
[the success is due to the work of {n} volunteers]
[the outbreak was traced to a well {place}]
[the shortage is a result of the strike {place}]
[the rise in prices stems from the drought in {country}]
[the painting is attributed to a pupil of {surname}]
"""
_MARKS = {
    "!": ("planned", "+"),
    "?": ("speculated", "+"),
    "-": ("asserted", "-"),
    "~": ("asserted", "+"),
    "": ("asserted", "+"),
}


def marked(teller: Teller, row: str) -> Phrase:
    """A row with its statements in brackets, a sign after them: "!" planned, "?" guessed, "-" negated."""
    words = teller.words
    row = row.replace("{said_word}", "said").replace("{when}", words.before()).replace("{weekday}", f"on {words.day()}")
    row = words.fill(row.replace("{site_the}", words.some("site").replace("a ", "the ", 1)))
    sign = row[-1] if row[-1] in _MARKS else ""
    parts: list[str | Phrase] = []
    for piece in re.split(r"(\[[^\]]*\])", row.removesuffix(sign) if sign else row):
        if piece.startswith("["):
            inside, joint = piece[1:-1], ""
            if inside.endswith(" and"):
                inside, joint = inside.removesuffix(" and"), " and"
            parts += [(said(Claim(*_MARKS[sign]), inside),), joint]
        else:
            parts.append(piece)
    return tuple(parts)


def _row(teller: Teller, rows: str) -> Phrase:
    return marked(teller, teller.clauses.fresh(rows.strip().split("\n")))


def lookalike(teller: Teller) -> Unit:
    """Cue words that are none; an act may stand beside them."""
    first = (_row(teller, _LOOKALIKES), ".")
    if teller.words.chance(0.5):
        other = (teller.front().phrase if teller.words.chance(0.6) else teller.back().phrase, ".")
        return [[first, other] if teller.words.chance(0.5) else [other, first]]
    return [[first]]


def lookalike_inside(teller: Teller) -> Unit:
    """Such words inside what somebody says: they make no act there either."""
    rows = _LOOKALIKES if teller.words.chance(0.6) else _CAUSES
    return sentence(teller.front(lambda mood: _row(teller, rows)))


def deed(teller: Teller) -> Unit:
    """Ordering, agreeing, signing: deeds, told by the outlet."""
    words = teller.words
    first: Phrase = (_row(teller, _DEEDS), ".")
    if words.chance(0.45):
        result = teller.clauses.follow("past")
        return [[first, (result, ".")]] if words.chance(0.5) else [[(_row(teller, _DEEDS), "."), first]]
    return [[first]]


def cause(teller: Teller) -> Unit:
    """ "Attributed to the inexperience of the crews": a cause and no speaker."""
    return [[(_row(teller, _CAUSES), ".")]]


def move(teller: Teller) -> Unit:
    """ "..., a move that has raised concern ..., according to state media": the aside is the outlet's."""
    words = teller.words
    act = Act("reported")
    voice = teller.voices.passing() if words.chance(0.6) else teller.voices.any()
    aside = words.of(
        (
            "a move that has heightened fears in {country}", "a step that has alarmed {body}", "a decision that has divided {city}",
            "a move likely to anger {country}", "in a move that surprised {body}", "a shift that breaks with years of caution",
            "a move seen as a warning to {country}", "a decision that comes {few} weeks before the vote on {topic}",
            "in what would be the {ordinal} such step this year", "a setback for {country}", "a first in the history of {country}",
        )
    )  # fmt: skip
    firm = "assessed" if "likely" in aside or "seen as" in aside else "asserted"
    own = said(Claim(firm), aside)
    if words.chance(0.6):
        body = content(act, _row(teller, _DEEDS) if words.chance(0.6) else teller.clauses.happening("plain"))
        tail: Phrase = (cue(act, "according to"), " ", source(act, voice.words))
        return sentence((body, ", ", own, ", ", tail))
    told = teller.front(teller.clauses.happening, voice)
    return sentence((told.phrase, ", ", own))


def cued_then_deed(teller: Teller) -> Unit:
    """ "The minister said ... and signed the law": the cue does not reach the second verb."""
    words = teller.words
    voice = teller.voices.person() if words.chance(0.5) else teller.voices.body()
    told = teller.front(teller.clauses.one, voice)
    deed = words.of(
        (
            "and ordered an inquiry", "and left the room", "before flying to {city}", "and handed over a list of {n} names",
            "and then signed the agreement on {topic}", "after meeting {person} in {city}", "and refused to take questions",
        )
    )  # fmt: skip
    joint, _, rest = deed.partition(" ")
    if joint == "and":
        return sentence((told.phrase, f", {joint} ", said(Claim(), rest)))
    return [[(told.phrase, "."), (f"{voice.pronoun} ", said(Claim(), "then left for ", words.city()), ".")]]


def outlet_own(teller: Teller) -> Unit:
    """The outlet's own facts with several predicates: participles, relative clauses, coordination."""
    count = teller.words.rng.choice((1, 2, 2, 3))
    return [[(teller.clauses.some("own"), ".") for _ in range(count)]]


def background(teller: Teller) -> Unit:
    """The outlet's background alone."""
    return [[(teller.clauses.fact(), ".") for _ in range(teller.words.rng.choice((1, 1, 2)))]]


def hedged_own(teller: Teller) -> Unit:
    """The outlet's own plans and guesses, and its questions."""
    words = teller.words
    if words.chance(0.3):
        event = teller.clauses.event()
        claim, subject, rest = teller.clauses.put(event, "past")
        claim.commitment = "question"
        lead = words.of(
            (
                "the question is whether",
                "the question remains whether",
                "nobody knows whether",
                "it is an open question whether",
            )
        )
        return sentence((f"{lead} ", said(claim, f"{subject} {rest}")))
    event = teller.clauses.event()
    tense = words.of(("will", "may", "could", "to_be", "might", "may_have"))
    return sentence((said(teller.clauses.claim(tense, False, ""), f"{event.subject} {event.predicate(tense)}"),))
