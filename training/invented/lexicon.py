"""Words for invented news: who speaks, through whom, with which verbs. All persons, bodies and outlets are made up."""

from __future__ import annotations

import random

FIRST = (
    "Ann Omar Lidia Tomas Petra Ilse Ravi Noor Marek Yusuf Helene Dario Keiko Sunil Amara Jonas Leila"
    " Viktor Chidi Rosa "
    "Anders Fatima Hugo Mina Oleg Priya Stefan Tala Ugo Wen Zora Emil Bashir Carla Dmitri Eun-ji Jae-min Farid Greta"
).split()
LAST = (
    "Varo Lint Okoro Brandt Halim Sorensen Petrov Nakata Ruiz Haddad Kovac Mbeki Olsen Tanaka Fiore Novak Aslan Dube "
    "Lindqvist Marchetti Rahman Silva Weiss Zhou Castel Duarte Ivers Jansen Keller Larsen Moreau Nunez Orlov Pak Quist"
).split()
COUNTRIES = (
    "Orlen Velmora Halvane Tarsia Brennia Kaldor Mirova South-Kaldor Estan Norvale Japan Chile Kenya Norway Ghana Peru "
    "Vietnam Poland Egypt Canada"
).split()
CITIES = "Ostrel Marvin Tallport Quell Brava Lindow Sarn Dovik Amsel Keth Lagos Lima Oslo Hanoi Gdansk Accra".split()
NATIONS = (
    "Orlenian Velmoran Tarsian Brennian Kaldorian Mirovan Estani Norwegian Kenyan Polish Peruvian Egyptian".split()
)
TITLES = (
    "Prime Minister|Foreign Minister|Defence Minister|President|General|Mayor|Governor|Dr|Professor|Senator|Colonel"
    "|Police Chief|Health Minister|Interior Minister|Ambassador|Judge|Mr|Ms|Captain"
).split("|")
ROLES = (
    "a spokesman for the ministry|a spokeswoman for the army|the head of the rescue service|an analyst at {body}"
    "|a professor of law at the University of {city}|the mayor of {city}|chief executive of {firm}|a resident of {city}"
    "|a lawyer for the family|director of the {city} hospital|the region's governor|a former diplomat"
    "|an economist with {firm}|a volunteer doctor|the union's leader"
).split("|")
BODIES = (
    "the defence ministry|the foreign ministry|the {nation} army|{country}'s intelligence service|the interior ministry"
    "|the coast guard|the fire service|the election commission|the central bank|the Joint Staff of {country}"
    "|the {city} police|the health ministry|the {country} Institute for Peace|the presidency|the grid operator"
    "|the {nation} government|the prosecutor's office|the National Security Council|the Red Cross|{firm}|{country}"
    "|the company|the rebel group|the opposition|the court|the governor's office|the Halden Institute|the UN mission"
).split("|")
UNNAMED = (
    "officials|two officials|a senior official|sources|a source close to the talks|witnesses|residents|analysts"
    "|experts|local people|diplomats|three people familiar with the matter|a person briefed on the plan|survivors"
    "|{nation} officials|US officials|military officials|doctors|critics"
    "|an official who spoke on condition of anonymity"
    "|observers|rescuers|several lawmakers|a government source|aid workers|some scientists|a neighbour|many"
).split("|")
DOCUMENTS = (
    "a statement|the report|a new study|an internal memo|satellite images|a poll by {firm}|court documents|the survey"
    "|a letter seen by {outlet}|data from {body}|recent intelligence reports|an assessment by {body}|the indictment"
).split("|")
OUTLETS = (
    "the Velmora Post|Halvane News|the Tarsia Times|Kaldor Today|the Daily Courier|the Norvale Herald|Radio Ostrel"
    "|Estan Television|the Marvin Gazette|Channel 9|local media|state media|{nation} state media"
    "|the newspaper {city} Dnes"
    "|the website Openline|the weekly Der Bote|state television"
).split("|")
AGENCIES = "KNA|Orlen Press|the Brennia News Agency (BNA)|Tarspress|Yonap|ANP|the state news agency KCN|Vesti|Reutel|Interpress".split(
    "|"
)
FIRMS = "Norvale Steel|Halden Energy|Tallport Shipping|Quell Motors|Aurea Bank|Lindow Foods|Dovik Aerospace".split("|")

SAY = (
    (
        "said say says reported|announced|stated|confirmed|added|explained|declared|noted|disclosed|insisted|stressed"
        "|acknowledged|revealed|told reporters|argued|pointed out|said in a statement|wrote on social media|reiterated"
        "|emphasised|maintained|recalled|testified|said in an interview|made clear"
    )
    .replace("said say says ", "said|said|said|")
    .split("|")
)
ASSESS = (
    "believed|estimated|thought|expected|assessed|concluded|predicted|suspected|feared|calculated|considered"
    "|judged|hoped|suggested|found|warned"
).split("|")
ALLEGE = "claimed|alleged|charged|asserted|complained".split("|")
DENY = "denied|rejected suggestions|dismissed claims|flatly denied|ruled out".split("|")
HELD_OUT_VERBS = frozenset(("reiterated", "disclosed", "assessed", "suspected", "asserted", "maintained", "recalled"))

ADVERBS = "repeatedly|also|later|publicly|privately|again|first|earlier|recently|quickly".split("|")
WHEN = "on Monday|on Tuesday|on Wednesday|on Thursday|late on Friday|on Saturday|on Sunday|earlier this week|last month|overnight".split(
    "|"
)


class Words:
    """Draws words; one `random.Random` decides all."""

    def __init__(self, rng: random.Random, held_out: bool) -> None:
        self.rng, self._held_out = rng, held_out

    def of(self, choices: tuple[str, ...] | list[str]) -> str:
        """One of the choices, its blanks filled."""
        return self.fill(self.rng.choice(choices))

    def fill(self, words: str) -> str:
        """Fill {country}, {city}, {nation}, {firm}, {body}, {outlet}, {person}."""
        while "{" in words:
            name = words[words.index("{") + 1 : words.index("}")]
            pools = {
                "country": COUNTRIES, "city": CITIES, "nation": NATIONS, "firm": FIRMS, "body": BODIES,
                "outlet": OUTLETS,
            }  # fmt: skip
            made = self.person() if name == "person" else self.rng.choice(pools[name]).replace("-", " ")
            words = words.replace("{" + name + "}", made, 1)
        return words

    def person(self) -> str:
        """A full name."""
        return f"{self.rng.choice(FIRST)} {self.rng.choice(LAST)}"

    def chance(self, part: float) -> bool:
        """True so often."""
        return self.rng.random() < part

    def verb(self, kind: str) -> str:
        """A reporting verb of a commitment, from the ordinary or the held-out ones."""
        pool = {"asserted": SAY, "assessed": ASSESS, "alleged": ALLEGE, "denied": DENY}[kind]
        own = [v for v in pool if (v in HELD_OUT_VERBS) == self._held_out] or [
            v for v in pool if v not in HELD_OUT_VERBS
        ]
        verb = self.rng.choice(own)
        return f"{self.rng.choice(ADVERBS)} {verb}" if self.chance(0.08) and " " not in verb else verb

    def speaker(self) -> str:
        """A phrase naming one who speaks, in lower case unless a name."""
        kind = self.rng.random()
        if kind < 0.22:
            return f"{self.of(TITLES)} {self.person() if self.chance(0.6) else self.rng.choice(LAST)}"
        if kind < 0.4:
            return f"{self.person()}, {self.of(ROLES)}"
        if kind < 0.48:
            return self.rng.choice(LAST) if self.chance(0.5) else self.person()
        if kind < 0.72:
            return self.of(BODIES)
        if kind < 0.9:
            return self.of(UNNAMED)
        return self.of(DOCUMENTS)

    def passing(self) -> str:
        """A phrase naming an agency or outlet that passes words on."""
        return self.of(AGENCIES) if self.chance(0.5) else self.of(OUTLETS)


_PLAIN_FIRST = frozenset(
    (
        "The A An Two Three Several Its In On At More Some About Dozens Most Many This These There It They He She "
        "Rescuers Heavy Nearly Four Five"
    ).split()
)


def capital(words: str) -> str:
    """With a capital first letter."""
    return words[:1].upper() + words[1:]


def lowered(words: str) -> str:
    """With a small first letter where the first word is no name."""
    first = words.split(" ", 1)[0]
    plain = first in _PLAIN_FIRST
    return words[:1].lower() + words[1:] if plain else words
