"""Visits of real feeds on a local server: conditional, polite, complete, never silent about what failed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from rashomon.ledger import Ledger
from rashomon.records import Event, Outcome
from rashomon.watch.plan import Channel, Plan, Source
from rashomon.watch.rounds import Round, planned
from tests.read.site import Site, serving
from tests.watch.newsroom import START, Hours, Outlet, Story, alerts, toll, watching


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


class Desk:
    """One outlet, one watch of it, one ledger; every round is a process of its own as far as the watch can tell."""

    def __init__(self, site: Site, folder: Path, **plan: object) -> None:
        self.site, self.path, self.hours = site, folder / "w.ledger", Hours()
        self.post = Outlet(site, "post")
        source = Source(address=self.post.address, interval=timedelta(minutes=15))
        channel = Channel(name="file", kind="file", settings={"path": str(folder / "alerts.jsonl")})
        self.plan = replace(
            Plan(
                name="w", sources=(source,), channels=(channel,), allow=("127.0.0.1",), pause=timedelta(0), jitter=0.0
            ),
            **plan,  # type: ignore[arg-type]
        )

    def round(self, minutes: float = 0) -> Round:
        self.hours.at += timedelta(minutes=minutes)
        with watching(self.path, self.plan, self.hours) as make_round:
            return make_round()

    def reports(self) -> set[str]:
        with Ledger.open(self.path, readonly=True) as ledger:
            ledger.check()
            return {r.title for r in ledger.reports()}

    def log(self, *events: Event) -> list[tuple[str, str, str]]:
        with Ledger.open(self.path, readonly=True) as ledger:
            return [(line.source, line.words, line.advice) for line in ledger.logged(events=events)]


def other(number: int) -> Story:
    return Story(
        f"Ferry {number} came in late", (f"Ferry number {number} reached the quay of Veldria at noon.",), START
    )


def test_a_feed_is_asked_only_when_due_and_only_for_what_changed(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path)
    desk.post.publish("one", toll("nine", "the ministry"))
    first = desk.round()
    assert [(v.outcome, v.listed, v.new) for v in first.visits] == [(Outcome.READ, 1, 1)]
    assert desk.round(5).visits == (), "not due yet"
    second = desk.round(10)
    assert [v.outcome for v in second.visits] == [Outcome.UNCHANGED]
    desk.post.publish("two", other(2))
    third = desk.round(15)
    assert [(v.outcome, v.listed, v.new, v.held) for v in third.visits] == [(Outcome.READ, 2, 1, 1)]
    asked = [path for path in site.asked if path != "/robots.txt"]
    assert asked == ["/post/feed.rss", "/post/one", "/post/feed.rss", "/post/feed.rss", "/post/two"]
    assert desk.reports() == {"Nine soldiers killed at Ostrel", "Ferry 2 came in late"}
    assert [v.headers.get("if-none-match") is not None for v in site.visits if v.path == desk.post.feed] == [
        False,
        True,
        True,
    ]


def test_what_stood_on_the_wire_is_kept(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path)
    address = desk.post.publish("one", toll("nine", "the ministry"))
    desk.round()
    desk.round(15)
    with Ledger.open(desk.path, readonly=True) as ledger:
        [report] = ledger.reports()
        assert [c.locator for c in ledger.captures(report.id)] == [address]
        kinds = [k.kind.value for k in ledger.history(address)]
        assert sorted(kinds) == ["request", "response"]
        feed = [k.kind.value for k in ledger.history(desk.post.address)]
        assert sorted(feed) == ["request", "request", "response", "revisit"]
        assert ledger.payload(report.original_id).decode() == desk.post.page("/post/one")


def test_robots_txt_is_kept_to_and_said(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path)
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /post/one\n"
    desk.post.publish("one", toll("nine", "the ministry"))
    desk.post.publish("two", other(2))
    made = desk.round()
    assert desk.reports() == {"Ferry 2 came in late"}
    assert "/post/one" not in site.asked
    [trouble] = made.trouble
    assert ("robots.txt" in trouble.words, trouble.advice != "") == (True, True)
    assert desk.log(Event.NOT_READ) == [(trouble.source, trouble.words, trouble.advice)]


def test_hosts_are_asked_with_a_pause(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path, pause=timedelta(seconds=7))
    for number in range(4):
        desk.post.publish(str(number), other(number))
    desk.round()
    assert (desk.hours.at - START).total_seconds() >= 4 * 7


def test_a_page_that_was_out_of_order_is_had_later(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path)
    desk.post.publish("one", toll("nine", "the ministry"))
    page = site.pages["/post/one"]
    site.pages["/post/one"] = lambda visit: visit.send("busy", 503)
    assert [len(v.waiting) for v in desk.round().visits] == [1]
    assert desk.reports() == set()
    site.pages["/post/one"] = page
    made = desk.round(15)
    assert [(v.outcome, v.new, len(v.waiting)) for v in made.visits] == [(Outcome.UNCHANGED, 1, 0)]
    assert desk.reports() == {"Nine soldiers killed at Ostrel"}


def test_a_page_that_stays_out_of_order_is_given_up_and_said(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path)
    desk.post.publish("one", toll("nine", "the ministry"))
    site.pages["/post/one"] = lambda visit: visit.send("busy", 503)
    waiting = [len(desk.round(15).visits[0].waiting) for _ in range(7)]
    assert waiting == [1, 1, 1, 1, 0, 0, 0]
    assert len(desk.log(Event.NOT_READ)) == 5


def test_a_page_that_is_gone_is_said_once(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path)
    desk.post.publish("one", toll("nine", "the ministry"))
    site.pages["/post/one"] = lambda visit: visit.send("gone", 410)
    assert [len(desk.round(15).visits[0].waiting) for _ in range(3)] == [0, 0, 0]
    assert len(desk.log(Event.NOT_READ)) == 1


def test_more_pages_than_one_visit_takes_are_taken_by_the_next(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path, most=2)
    for number in range(5):
        desk.post.publish(str(number), other(number))
    assert [desk.round(15).visits[0].new for _ in range(4)] == [2, 2, 1, 0]
    assert len(desk.reports()) == 5


def test_a_host_that_asks_to_wait_is_left_alone_so_long(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path)
    site.pages[desk.post.feed] = lambda visit: visit.send("slow down", 429, Retry_After=7200)
    made = desk.round()
    assert [v.outcome for v in made.visits] == [Outcome.FAILED]
    assert made.next == START + timedelta(hours=2)
    assert desk.round(60).visits == ()


def test_a_source_that_fails_is_asked_ever_less(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path)
    desk.post.down = 500
    waits = []
    for _ in range(5):
        made = desk.round()
        assert made.next is not None
        waits.append(int((made.next - desk.hours.at).total_seconds() // 60))
        desk.hours.at = made.next
    assert waits == [30, 60, 120, 240, 480]
    assert [w for _, w, _ in desk.log(Event.ALARM)] == [
        f"{desk.post.address} failed 3 times in a row: rashomon log says why"
    ]


def test_a_page_is_watched_too(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path)
    address = desk.post.publish("one", toll("nine", "the ministry"))
    desk.plan = replace(desk.plan, sources=(Source(address=address, interval=timedelta(minutes=15)),))
    assert [v.new for v in desk.round().visits] == [1]
    desk.post.publish("one", toll("eleven", "the ministry"))
    assert [v.new for v in desk.round(15).visits] == [1]
    assert desk.reports() == {"Nine soldiers killed at Ostrel", "Eleven soldiers killed at Ostrel"}


def test_a_page_that_claims_another_address_neither_hides_nor_edits_it(site: Site, tmp_path: Path) -> None:
    """A hostile outlet names another's report as its own address; that one is fetched all the same, and no edit."""
    desk = Desk(site, tmp_path)
    evil = Outlet(site, "evil")
    more = Source(address=evil.address, interval=timedelta(minutes=15))
    desk.plan = replace(desk.plan, sources=(*desk.plan.sources, more))
    desk.post.publish("zero", other(0))
    evil.publish("zero", other(1))
    desk.round()
    target = f"{site.address}/post/one"
    said = "<p>Ninety soldiers were killed at Ostrel, he said.</p>"
    page = f'<html><head><link rel="canonical" href="{target}"></head><body>{said}</body></html>'
    evil.publish("claim", toll("ninety", "nobody"))
    site.pages["/evil/claim"] = page
    desk.round(15)
    desk.post.publish("one", toll("nine", "the ministry"))
    desk.round(15)
    assert "Nine soldiers killed at Ostrel" in desk.reports()
    assert "silent edit" not in [kind for kind, _ in alerts(desk.path, "w")]


def test_an_entry_of_a_feed_with_its_own_text_is_taken_where_its_page_is_gone(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path)
    words = "Nine soldiers were killed in the attack on the Ostrel depot on Monday, the ministry said. " * 8
    item = f"<item><title>Nine dead</title><link>{site.address}/gone</link><description>{words}</description></item>"
    site.pages[desk.post.feed] = f'<rss version="2.0"><channel>{item}</channel></rss>'
    assert [v.new for v in desk.round().visits] == [1]
    with Ledger.open(desk.path, readonly=True) as ledger:
        [report] = ledger.reports()
        targets = {k.target for k in ledger.rests_on([report.id]).records if k.kind.value == "response"}
    assert desk.post.address in targets, "the feed's own exchange is what it rests on"


def test_the_first_visit_tells_nothing_and_the_next_do(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path)
    desk.post.publish("one", toll("nine", "the ministry"))
    assert desk.round().delivered == 0, "what stood there when the watch began is no news"
    desk.post.publish("two", other(2))
    assert desk.round(15).delivered >= 1
    assert desk.round(15).delivered == 0


def test_a_dry_run_fetches_nothing(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path)
    with Ledger.open(None) as ledger:
        [source] = planned(ledger, desk.plan).sources
    assert (source.due, source.last, site.asked) == (None, None, [])


def test_hostile_pages_do_no_harm(site: Site, tmp_path: Path) -> None:
    desk = Desk(site, tmp_path)
    items = "".join(
        f"<item><title>x</title><link>{link}</link></item>"
        for link in (
            "file:///etc/passwd",
            "http://169.254.169.254/latest/meta-data",
            "http://10.0.0.1/",
            "javascript:alert(1)",
            f"{site.address}/loop",
            f"{site.address}/post/feed.rss",
        )
    )
    site.pages["/loop"] = lambda visit: visit.send("", 302, Location="/loop")
    site.pages[desk.post.feed] = f'<rss version="2.0"><channel>{items}</channel></rss>'
    made = desk.round()
    assert desk.reports() == set()
    assert len(made.trouble) >= 3
    assert all(line.advice for line in made.trouble)
