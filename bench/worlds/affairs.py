"""What truly happened: an affair's cast, its events, and who released which value when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from bench.worlds import names
from bench.worlds.nouns import Knower, Profile, Question, Release

_CALAMITIES = (
    ("explosion", "terminal"),
    ("fire", "market"),
    ("flood", "valley"),
    ("landslide", "quarry"),
    ("train crash", "station"),
    ("ferry accident", "pier"),
    ("bridge collapse", "bridge"),
    ("storm", "harbour"),
)
_THINGS = (
    "attack drones",
    "patrol boats",
    "radar stations",
    "armoured vehicles",
    "artillery shells",
    "jamming devices",
)
_CARGO = ("solvent", "fuel", "steel", "fertiliser", "machine parts", "timber")
_TREATIES = ("Border Treaty", "Transit Agreement", "Defence Pact", "Fisheries Accord", "Railway Convention")
_UNNAMED = (
    ("officials in {}", "official"),
    ("a senior official who asked not to be named", "official"),
    ("diplomats in {}", "diplomat"),
    ("people familiar with the matter", "people"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The names of one affair: two countries with capitals, a place, a region, and a way to meet new people."""

    rng: Random
    affair: str
    home: str
    other: str
    home_capital: str
    other_capital: str
    place: str
    region: str

    def knower(self, name: str, key: str, *, named: bool = True) -> Knower:
        """A knower of this affair; the same key is the same knower."""
        return Knower(id=f"{self.affair}:{key.lower()}", name=name, key=key, named=named)

    def person(self, role: str) -> Knower:
        """A new person with a role: "Mayor Tarven Obrilsa"."""
        name = names.person(self.rng)
        return self.knower(f"{role} {name}", name.split()[-1])

    def body(self, name: str) -> Knower:
        """An institution: "the fire service of Torven"."""
        return self.knower(name, name.removeprefix("the "))

    def unnamed(self) -> Knower:
        """Somebody the report does not name; each is a knower of its own."""
        words, key = self.rng.choice(_UNNAMED)
        mark = self.rng.randrange(10**6)
        return Knower(id=f"{self.affair}:unnamed-{mark}", name=words.format(self.home_capital), key=key, named=False)


def cast(rng: Random, affair: str) -> Cast:
    """A new cast."""
    return Cast(
        rng=rng,
        affair=affair,
        home=names.country(rng),
        other=names.country(rng),
        home_capital=names.place(rng),
        other_capital=names.place(rng),
        place=names.place(rng),
        region=names.region(rng),
    )


def _bound(rng: Random) -> str:
    roll = rng.random()
    if roll < 0.72:
        return "exact"
    return "at least" if roll < 0.82 else "more than" if roll < 0.90 else "about"


def _rival(rng: Random, value: int) -> int:
    """Another number, at least a quarter away, so that no rounding reconciles the two."""
    factor = rng.choice((0.5, 0.6, 0.7, 1.4, 1.6, 2.0))
    other = round(value * factor)
    return other if abs(other - value) >= 2 else value + 3


def _series(
    cast_: Cast, profile: Profile, question: Question, first: Release, second: Callable[[], Knower]
) -> list[Release]:
    """A number over the days: rising where cumulative, perhaps confirmed, rivalled and corrected on its last day."""
    rng = cast_.rng
    out = [first]
    while question.cumulative and len(out) < 4 and rng.random() < 0.6:
        last = out[-1]
        assert last.written is not None
        grown = max(last.written + 2, round(last.written * rng.uniform(1.3, 2.6)))
        later = last.at + timedelta(hours=rng.uniform(20, 30))
        out.append(replace(last, written=grown, at=later, bound=_bound(rng)))
    last = out[-1]
    assert last.written is not None
    soon = last.at + timedelta(hours=rng.uniform(0.5, 5))
    if rng.random() < profile.confirmed:
        out.append(replace(last, knower=second(), at=soon, bound="exact"))
    elif rng.random() < profile.rival:
        out.append(replace(last, knower=second(), at=soon, bound="exact", written=_rival(rng, last.written)))
    elif last.written > 8 and last.knower.named and rng.random() < profile.corrected:
        lower = round(last.written * rng.uniform(0.4, 0.7))
        at = last.at + timedelta(hours=rng.uniform(20, 50))
        out.append(replace(last, written=lower, bound="exact", at=at, corrects=last.written))
    return out


def _maybe_unnamed(cast_: Cast, profile: Profile, knower: Knower) -> Knower:
    return cast_.unnamed() if cast_.rng.random() < profile.unnamed else knower


def _calamity(cast_: Cast, profile: Profile, start: datetime) -> list[Release]:
    rng = cast_.rng
    kind, site = rng.choice(_CALAMITIES)
    event = f"{cast_.affair}:calamity"
    where = f"the {names.stem(rng)} {site}"
    known = (
        f"the {kind} at {where} in {cast_.place}", f"the {kind} in {cast_.place}", f"the {cast_.place} {kind}",
        f"the {kind} at {where}",
    )  # fmt: skip
    dead = Question(
        id=f"{event}:killed", event=event, attribute="count", item="people killed", cumulative=True,
        clauses=(
            "{v} people were killed in {e}", "{e} killed {v} people", "{v} people had died in {e}",
            "the death toll from {e} stood at {v}", "the number of dead in {e} had reached {v}",
            "{e} had claimed {v} lives", "{v} people lost their lives in {e}",
        ),
        names=known,
        titles=(f"{{v}} killed in {cast_.place} {kind}", f"{cast_.place} {kind}: death toll at {{v}}"),
    )  # fmt: skip
    hurt = Question(
        id=f"{event}:injured", event=event, attribute="count", item="people injured",
        clauses=(
            "{v} people were injured in {e}", "{e} injured {v} people", "{v} people had been hurt in {e}",
            "the number of injured in {e} stood at {v}", "{e} had left {v} people injured",
        ),
        names=known,
        titles=(f"{{v}} injured in {cast_.place}", f"{cast_.place} {kind} leaves {{v}} injured"),
    )  # fmt: skip
    service = _maybe_unnamed(cast_, profile, cast_.body(f"the fire service of {cast_.place}"))
    toll = max(2, round(rng.lognormvariate(2.2, 0.9)))
    first = Release(question=dead, knower=service, at=start, written=toll, bound=_bound(rng))
    out = _series(cast_, profile, dead, first, lambda: cast_.person("hospital director"))
    ministry = cast_.body(f"{cast_.home}'s Health Ministry")
    wounded = max(3, round(toll * rng.uniform(2, 9)))
    told = start + timedelta(hours=rng.uniform(4, 30))
    first = Release(question=hurt, knower=ministry, at=told, written=wounded, bound=_bound(rng))
    return out + _series(cast_, profile, hurt, first, lambda: cast_.person("Mayor"))


def _deployment(cast_: Cast, profile: Profile, start: datetime) -> list[Release]:
    rng = cast_.rng
    event = f"{cast_.affair}:deployment"
    by, region, home = cast_.other, cast_.region, cast_.home
    known = (f"{region} in {home}", f"{home}'s {region}", f"the {region} region of {home}", region)
    stock = Question(
        id=f"{event}:troops", event=event, attribute="count", item="troops sent",
        clauses=(
            f"{by} had sent {{v}} troops to {{e}}", f"{{v}} {by}n troops had been sent to {{e}}",
            f"{{v}} soldiers from {by} had arrived in {{e}}", f"{by} had {{v}} soldiers in {{e}}",
            f"there were {{v}} {by}n soldiers in {{e}}",
        ),
        names=known,
        titles=(f"{by} has sent {{v}} troops to {cast_.region}", f"{{v}} {by}n troops in {cast_.region}"),
    )  # fmt: skip
    more = Question(
        id=f"{event}:troops:increment", event=event, attribute="count", item="further troops",
        clauses=(
            f"{by} had sent another {{v}} troops to {{e}} this month",
            f"another {{v}} {by}n troops had been sent to {{e}} this month",
            f"this month another {{v}} soldiers from {by} had arrived in {{e}}",
        ),
        names=known,
        titles=(f"{by} sends another {{v}} troops to {cast_.region}",),
    )  # fmt: skip
    happened = Question(
        id=f"{event}:occurred", event=event, attribute="occurrence", item="troops sent",
        clauses=(
            f"{by} had sent troops to {{e}}", f"troops from {by} had been sent to {{e}}",
            f"{by}n troops were deployed in {{e}}", f"soldiers from {by} had arrived in {{e}}",
        ),
        names=known,
        titles=(f"{by} accused of sending troops to {cast_.region}", f"{by}n troops reported in {cast_.region}"),
    )  # fmt: skip
    accuser = _maybe_unnamed(cast_, profile, cast_.body(f"{cast_.home}'s Defence Ministry"))
    size = round(rng.lognormvariate(7.5, 1.0), -2) or 300
    first = Release(question=stock, knower=accuser, at=start, written=int(size), bound=_bound(rng))
    out = _series(cast_, profile, stock, first, lambda: cast_.body(f"{cast_.other}'s General Staff"))
    out.append(Release(question=happened, knower=accuser, at=start))
    if rng.random() < 0.6:
        rejects = cast_.body(f"{cast_.other}'s Foreign Ministry")
        at = start + timedelta(hours=rng.uniform(6, 40))
        out.append(Release(question=happened, knower=rejects, at=at, denies=True))
    if rng.random() < 0.5:
        extra = max(100, int(round(size * rng.uniform(0.2, 0.6), -2)))
        at = start + timedelta(hours=rng.uniform(30, 90))
        out.append(Release(question=more, knower=accuser, at=at, written=extra))
    return out


def _order(cast_: Cast, profile: Profile, start: datetime) -> list[Release]:
    rng = cast_.rng
    event = f"{cast_.affair}:order"
    leader, thing = f"President {names.person(rng)}", rng.choice(_THINGS)
    question = Question(
        id=f"{event}:occurred", event=event, attribute="occurrence", item="order",
        clauses=(
            f"{leader} had ordered the mass production of {{e}} for {cast_.other}",
            f"{leader} of {cast_.other} ordered {{e}} to be mass-produced",
            f"the mass production of {{e}} had been ordered by {leader} of {cast_.other}",
            f"on the orders of {leader}, {cast_.other} was to mass-produce {{e}}",
        ),
        names=(thing, f"new {thing}", f"{thing} of a new kind"),
        titles=(f"{cast_.other} orders mass production of {thing}", f"{leader} orders more {thing}"),
    )  # fmt: skip
    media = cast_.body(f"{cast_.other}'s state broadcaster")
    out = [Release(question=question, knower=media, at=start)]
    if rng.random() < profile.confirmed:
        witness = cast_.person(f"{cast_.home}'s Defence Minister")
        out.append(Release(question=question, knower=witness, at=start + timedelta(hours=rng.uniform(3, 40))))
    return out


def _dated(
    cast_: Cast, profile: Profile, question: Question, first: Release, second: Callable[[], Knower]
) -> list[Release]:
    """A day named by one knower, and perhaps by a second, who agrees or names another."""
    rng = cast_.rng
    at = first.at + timedelta(hours=rng.uniform(1, 20))
    if rng.random() < profile.confirmed:
        return [first, replace(first, knower=second(), at=at)]
    if rng.random() < profile.rival:
        assert first.date is not None
        other = first.date - timedelta(days=rng.choice((1, 2, 3, 7, 30)))
        return [first, replace(first, knower=second(), at=at, date=other)]
    return [first]


def _treaty(cast_: Cast, profile: Profile, start: datetime) -> list[Release]:
    rng = cast_.rng
    a, b = cast_.home, cast_.other
    treaty = f"{names.stem(rng)} {rng.choice(_TREATIES)}"
    known = (f"the {treaty}", f"the long-planned {treaty}", f"the {treaty} between the neighbours")
    signing, ratifying = f"{cast_.affair}:signing", f"{cast_.affair}:ratification"
    signed = Question(
        id=f"{signing}:date", event=signing, attribute="date", item="signing",
        clauses=(
            f"{a} and {b} signed {{e}} {{v}}", f"{{e}} was signed by {a} and {b} {{v}}",
            f"ministers of {a} and {b} signed {{e}} in {cast_.home_capital} {{v}}",
            f"{{e}} had been signed {{v}} in {cast_.home_capital}",
        ),
        names=known,
        titles=(f"{a} and {b} sign {treaty}", f"{treaty} signed"),
    )  # fmt: skip
    ratified = Question(
        id=f"{ratifying}:date", event=ratifying, attribute="date", item="ratification",
        clauses=(
            f"the parliament of {a} ratified {{e}} {{v}}", f"{{e}} was ratified by {a} {{v}}",
            f"{a} ratified {{e}} {{v}}",
        ),
        names=known,
        titles=(f"{a} ratifies {treaty}", f"Parliament in {cast_.home_capital} ratifies {treaty}"),
    )  # fmt: skip
    ministry = cast_.body(f"{b}'s Foreign Ministry")
    day = start.replace(hour=0, minute=0)
    first = Release(question=signed, knower=ministry, at=start, date=day - timedelta(days=rng.randrange(2)))
    out = _dated(cast_, profile, signed, first, lambda: cast_.person(f"{a}'s Foreign Minister"))
    if rng.random() < 0.6:
        later = start + timedelta(days=rng.randrange(2, 6))
        speaker = cast_.person("parliamentary speaker")
        happened = later.replace(hour=0, minute=0)
        out.append(Release(question=ratified, knower=speaker, at=later, date=happened))
    return out


def _trial(cast_: Cast, profile: Profile, start: datetime) -> list[Release]:
    rng = cast_.rng
    event = f"{cast_.affair}:test"
    thing = f"{names.stem(rng)} {rng.choice(('missile', 'drone', 'reactor', 'satellite launcher'))}"
    question = Question(
        id=f"{event}:date", event=event, attribute="date", item="first test",
        clauses=(
            f"{cast_.other} first tested the {{e}} {{v}}", f"the {{e}} was first tested by {cast_.other} {{v}}",
            f"the first test of the {{e}} took place near {cast_.region} {{v}}",
        ),
        names=(thing, f"new {thing}", f"{thing} built by {cast_.other}"),
        titles=(f"{cast_.other} tested {thing}", f"What is known about the {thing}"),
    )  # fmt: skip
    day = (start - timedelta(days=rng.randrange(3, 120))).replace(hour=0, minute=0)
    first = Release(question=question, knower=cast_.body(f"{cast_.other}'s space agency"), at=start, date=day)
    return _dated(cast_, profile, question, first, lambda: cast_.person("General"))


def _shipment(cast_: Cast, profile: Profile, start: datetime) -> list[Release]:
    rng = cast_.rng
    event = f"{cast_.affair}:shipment"
    cargo = rng.choice(_CARGO)
    region, home, sender = cast_.region, cast_.home, cast_.other
    crossed = Question(
        id=f"{event}:wagons", event=event, attribute="count", item="wagons", cumulative=True,
        clauses=(
            f"{{v}} wagons of {cargo} had crossed from {sender} to {{e}}",
            f"{{v}} wagons carrying {cargo} had reached {{e}} from {sender}",
            f"{sender} had sent {{v}} wagons of {cargo} to {{e}}",
            f"{{e}} had received {{v}} wagons of {cargo} from {sender}",
        ),
        names=(f"{region} in {home}", f"{home}'s {region}", f"the {region} region of {home}", region),
        titles=(f"{{v}} wagons of {cargo} reach {cast_.home}", f"{cast_.other} sends {{v}} wagons of {cargo}"),
    )  # fmt: skip
    first = Release(
        question=crossed, knower=_maybe_unnamed(cast_, profile, cast_.body(f"{cast_.home}'s customs service")),
        at=start, written=rng.randrange(12, 90), bound=_bound(rng),
    )  # fmt: skip
    return _series(cast_, profile, crossed, first, lambda: cast_.person("station master"))


_THREADS = (_calamity, _deployment, _order, _treaty, _trial, _shipment)
_WEIGHTS = (4, 2, 2, 2, 1, 2)


def happenings(cast_: Cast, profile: Profile, start: datetime) -> list[Release]:
    """All releases of an affair that begins at ``start``, in order of time: one to three threads, about five days."""
    rng = cast_.rng
    wanted = rng.choices((1, 2, 3), (5, 4, 2))[0]
    out: list[Release] = []
    taken: set[int] = set()
    while len(taken) < wanted:
        i = rng.choices(range(len(_THREADS)), _WEIGHTS)[0]
        if i not in taken:
            taken.add(i)
            out += _THREADS[i](cast_, profile, start + timedelta(hours=rng.uniform(0, 30)))
    return sorted(out, key=lambda r: (r.at, r.question.id, r.knower.id))
