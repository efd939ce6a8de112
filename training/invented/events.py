"""Clauses of invented news, one predicate each: what is said to have happened, to be so, or to come."""

from __future__ import annotations

from dataclasses import dataclass

from training.invented.lexicon import WHEN, Words, lowered

PEOPLE = (
    "soldiers|civilians|troops|workers|protesters|passengers|fighters|children|police officers|miners|refugees".split(
        "|"
    )
)
THINGS = "drones|missiles|shells|rockets|tanks|ships|aircraft|containers|rifles|lorries|vaccines|turbines".split("|")
PLACES = "near the border|in {city}|in the port of {city}|in {country}|along the coast|outside {city}|in the north|at the plant".split(
    "|"
)
COUNTS = "three|12|more than 3,000|at least 40|about 200|some 1,500|dozens of|nearly 300|up to 600|thousands of|27|fewer than 50|10,000|several".split(
    "|"
)
PAST = (
    "{count} {people} were killed {place}|{count} {people} had been injured|the bridge had collapsed {when}"
    "|{country} sent {count} {people} to {country}|a fire destroyed the warehouse {place}|the talks failed {when}"
    "|{count} {things} were delivered to {country}|the two countries signed a treaty {when}|the dam burst {when}"
    "|{country} had tested {count} {things}|the suspect was arrested {place}|exports fell by {percent} per cent"
    "|{count} {people} were still missing|the army shot down {count} {things}|the vote was rigged|the plant leaked oil"
    "|{firm} had sold {count} {things} to {country}|the outbreak began {place}|the company paid bribes"
    "|the minister resigned {when}|the ceasefire was broken {when}|both pilots survived|prices rose {percent} per cent"
    "|the virus had spread to {count} villages|{firm} cut {count} jobs|the ship ran aground {place}"
).split("|")
NOW = (
    "{country} is building a base {place}|the border remains closed|{count} {people} are trapped {place}"
    "|the company faces a fine of {percent} million dollars|the situation is under control|the river is still rising"
    "|{country} has {count} {things}|the law is unconstitutional|the drug is safe|inflation is slowing"
    "|the hostages are alive|the two sides are close to a deal|the evidence is strong|{count} homes are without power"
).split("|")
FUTURE = (
    "{country} will send {count} more {people}|the talks will resume {when}|{firm} will close its plant {place}"
    "|the government will raise taxes|elections will be held in May|the port will reopen {when}"
    "|{country} would supply {count} {things}|the trial will begin {when}"
).split("|")
HEDGED = (
    "{country} may have supplied {count} {things}|the attack could have been carried out from {country}"
    "|the toll may rise|the storm might reach {city} {when}|the fire could have been set on purpose"
    "|{count} {people} may still be under the rubble"
).split("|")
BACKGROUND = (
    "The two countries fought a war in 1998.|{City} lies on the northern coast.|The company was founded in 1974."
    "|{country} has been under sanctions since 2017.|The region produces most of the country's gas."
    "|It was the third such incident this year.|{Count} people live in the district.|The plant opened in 2009."
    "|Parliament ratified the treaty {when}.|A similar collapse killed {percent} people in 2011."
    "|The minister ordered an inquiry {when}.|{firm} agreed to buy its rival {when}."
    "|Police arrested {percent} people {when}."
    "|The government plans to build {percent} new schools.|Talks are due to resume {when}."
).split("|")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of one clause without a full stop, how firmly it is put, and whether it is negated."""

    words: str
    commitment: str
    polarity: str = "+"


def clause(words: Words, pool: list[str]) -> Clause:
    """One clause; about half of them real sentences of the pool, where there is one."""
    if pool and words.chance(0.5):
        return Clause(lowered(words.rng.choice(pool).rstrip(". ")), "asserted")
    kind = words.rng.random()
    if kind < 0.5:
        return Clause(_made(words, PAST), "asserted")
    if kind < 0.72:
        return Clause(_made(words, NOW), "asserted")
    if kind < 0.88:
        return Clause(_made(words, FUTURE), "planned")
    return Clause(_made(words, HEDGED), "possible")


def background(words: Words, pool: list[str]) -> str:
    """A sentence of the outlet's own, with its full stop."""
    if pool and words.chance(0.5):
        return words.rng.choice(pool)
    return _made(words, BACKGROUND)


def _made(words: Words, templates: list[str]) -> str:
    out = words.rng.choice(templates)
    for name, choices in (("people", PEOPLE), ("things", THINGS), ("place", PLACES), ("count", COUNTS), ("when", WHEN)):
        while "{" + name + "}" in out:
            out = out.replace("{" + name + "}", words.rng.choice(choices), 1)
    out = out.replace("{percent}", str(words.rng.randint(2, 90)))
    out = out.replace("{City}", "{city}").replace("{Count}", "Some 40,000")
    return words.fill(out)
