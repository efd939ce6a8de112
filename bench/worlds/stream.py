"""Worlds streamed in order of publication: many affairs side by side, at constant density over time."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from bench.worlds import names
from bench.worlds.affairs import cast, happenings
from bench.worlds.desk import KINDS, Desk, Draft
from bench.worlds.nouns import Profile, Question, Release, WorldReport

EPOCH = datetime(2005, 1, 3, 6, 0, tzinfo=UTC)  # a Monday; a million reports at the default density end in 2022
LONGEST = timedelta(days=12)  # no affair has reports later than this after its start


def generate(seed: int, reports: int, *, profile: Profile | None = None) -> Iterator[WorldReport]:
    """Yield ``reports`` reports in order of publication, with gold; the same for the same arguments, always.

    Affairs begin until they hold enough reports together, so all but the last are complete. Only the affairs of
    about twelve days are held at a time: memory does not grow with ``reports``.
    """
    rates = profile or Profile()
    world = Random(f"{seed}:world")
    outlets = _distinct(world, names.masthead, rates.outlets)
    agencies = _distinct(world, names.wire, rates.agencies)
    waiting: list[tuple[datetime, str, WorldReport]] = []
    begun = index = 0
    given = 0
    while given < reports:
        horizon = EPOCH + timedelta(days=index / rates.affairs_per_day) if begun < reports else None
        while waiting and given < reports and (horizon is None or waiting[0][0] < horizon):
            given += 1
            yield heapq.heappop(waiting)[2]
        if horizon is None or given >= reports:
            continue
        for report in affair(seed, index, rates, outlets, agencies)[: reports - begun]:
            begun += 1
            heapq.heappush(waiting, (report.published, report.url, report))
        index += 1


def affair(seed: int, index: int, rates: Profile, outlets: list[str], agencies: list[str]) -> list[WorldReport]:
    """All reports of one affair in order of publication; parents stand before their children."""
    rng = Random(f"{seed}:{index}")
    start = EPOCH + timedelta(days=index / rates.affairs_per_day, minutes=rng.randrange(60))
    name = f"a{seed}x{index}"
    people = cast(rng, name)
    desk = Desk(people, rates, outlets, agencies)
    drafts = _own(desk, happenings(people, rates, start))[: rates.largest]
    if rng.random() < rates.circular and len(drafts) + 2 <= rates.largest:
        drafts += desk.circle(_rumour(desk), start + timedelta(days=rng.uniform(1, 4)))
    _spread(desk, drafts, rates)
    latest = start + LONGEST
    return [d.finished(name) for d in sorted(drafts, key=lambda d: (d.published, d.url)) if d.published < latest]


def _own(desk: Desk, releases: list[Release]) -> list[Draft]:
    """Own reports that carry every release once at least: a wire for each half day, often an outlet's own beside it."""
    rng = desk.rng
    out: list[Draft] = []
    batch: list[Release] = []
    for i, release in enumerate(releases):
        batch.append(release)
        following = releases[i + 1] if i + 1 < len(releases) else None
        if following is not None and len(batch) < 4 and following.at - batch[0].at < timedelta(hours=12):
            continue
        at = release.at + timedelta(minutes=rng.randrange(20, 240))
        wire = rng.random() < 0.7
        out.append(desk.own(batch, _minute(at), wire=wire))
        if rng.random() < 0.5:
            some = rng.sample(batch, rng.randrange(1, len(batch) + 1))
            some.sort(key=lambda r: (r.at, r.question.id, r.knower.id))
            out.append(desk.own(some, _minute(at + timedelta(minutes=rng.randrange(5, 500))), wire=False))
        batch = []
    return out


def _spread(desk: Desk, drafts: list[Draft], rates: Profile) -> None:
    """Add the reports that depend on others, a few texts drawing most of them."""
    rng = desk.rng
    roots = [d for d in drafts if d.relation == "own"]
    wanted = len(roots) * rates.copying / (1 - rates.copying) * rng.uniform(0.5, 1.5)
    # a circular pair leans on others' words too: it is part of the copying share
    wanted -= sum(d.relation == "circular" for d in drafts)
    count = max(int(wanted + rng.random()), rates.smallest - len(drafts))
    count = min(count, rates.largest - len(drafts))
    weights = [rng.expovariate(1.0) * (3.0 if d.mark else 1.0) for d in roots]
    families: dict[str, list[Draft]] = {d.url: [d] for d in roots}
    for _ in range(max(0, count)):
        root = rng.choices(roots, weights)[0]
        family = families[root.url]
        parent = rng.choice(family) if rng.random() < 0.3 else root
        kind = rng.choices(KINDS, rates.mix)[0]
        delay = timedelta(hours=0.2 + rng.expovariate(1 / 5))
        if kind == "stale":
            delay = timedelta(days=rng.uniform(3, 6))
        child = desk.dependent(parent, kind, _minute(parent.published + delay))
        family.append(child)
        drafts.append(child)


def _rumour(desk: Desk) -> Question:
    cast_ = desk.cast
    who, where = names.person(desk.rng), cast_.home
    event = f"{cast_.affair}:rumour"
    return Question(
        id=f"{event}:occurred", event=event, attribute="occurrence", item="departure",
        clauses=(f"{who} had secretly left {where}", f"{who} had fled from {where} at night"),
        titles=(f"Where is {who}?", f"{who} said to have left {where}"),
    )  # fmt: skip


def _distinct(rng: Random, make: object, count: int) -> list[str]:
    assert callable(make)
    found: dict[str, None] = {}
    while len(found) < count:
        found[make(rng)] = None
    return list(found)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
