"""Delivering what stands in the outbox, in order, each letter once."""

from __future__ import annotations

from datetime import datetime

from rashomon.ledger import Ledger
from rashomon.records import Alert, Event, Letter, Logged
from rashomon.watch.channels import Means, deliver
from rashomon.watch.plan import Channel, Plan
from rashomon.watch.schedule import again


def post(ledger: Ledger, plan: Plan, alert: Alert) -> None:
    """Put an alert into the outbox for every channel that tells of its kind."""
    ledger.tell(alert, [c.name for c in plan.channels if alert.kind in c.tell])


def send(ledger: Ledger, plan: Plan, means: Means, now: datetime) -> tuple[int, tuple[Logged, ...]]:
    """Deliver all that is due: how many arrived, and what did not and why.

    Letters of a channel keep their order: behind one that failed the others wait. That a try begins is written down
    before it does, so that after a kill at any moment it is known which letter may have arrived.
    """
    channels = {c.name: c for c in plan.channels}
    stuck: set[str] = set()
    arrived = 0
    trouble: list[Logged] = []
    for letter in ledger.letters(plan.name):
        channel = channels.get(letter.channel)
        if channel is None or letter.channel in stuck:
            continue
        if letter.due > now:
            stuck.add(letter.channel)
            continue
        ledger.trying(letter.key)
        why = deliver(channel, letter, means)
        if why:
            stuck.add(letter.channel)
            trouble.append(_failed(ledger, plan, channel, letter, (why, now)))
            continue
        with ledger.writing():
            ledger.delivered(letter.key, now)
            told = f"{letter.alert.kind.value}, through {channel.name}: {letter.alert.words}"
            ledger.log([_line(now, plan, Event.DELIVERED, told)])
        arrived += 1
    return arrived, tuple(trouble)


def _failed(ledger: Ledger, plan: Plan, channel: Channel, letter: Letter, what: tuple[str, datetime]) -> Logged:
    why, now = what
    wait = again(letter.tries + 1)
    words = f"an alert could not be delivered through {channel.name}: {why}"
    advice = f"it is tried again in {int(wait.total_seconds()) // 60} minutes"
    line = _line(now, plan, Event.NOT_READ, words, advice)
    with ledger.writing():
        ledger.failed(letter.key, why, now + wait)
        ledger.log([line])
    return line


def _line(at: datetime, plan: Plan, event: Event, words: str, advice: str = "") -> Logged:
    return Logged(at=at, source=f"watch {plan.name}", event=event, words=" ".join(words.split()), advice=advice)
