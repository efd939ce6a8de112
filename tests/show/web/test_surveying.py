"""Costly views: made in a process of their own for a big ledger, the same as elsewhere, and stories bit by bit."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime
from functools import partial

import pytest

from rashomon import intake
from rashomon.errors import LedgerMissing
from rashomon.show.storybook import StoryBook
from rashomon.show.surveys import Surveys
from rashomon.show.views import opened
from rashomon.show.web import room as rooms
from rashomon.show.web.surveying import Surveyor

AFFAIR = (
    "{day} killed when the pier of Ostrel burned on Monday, the fire service of Ostrel said. "
    "Mayor Tarven Obrilsa of Ostrel said the pier would be closed. Divers searched the harbour of Ostrel."
)


@pytest.mark.timeout(300)
def test_another_process_gives_the_same_views_and_its_own_errors(newsroom, tmp_path):
    surveyor, missing = Surveyor(newsroom, meek=0), Surveyor(tmp_path / "none.ledger", meek=0)
    try:
        with opened(newsroom) as ledger:
            views = Surveys(ledger)
            for name, given in (("front", (5,)), ("sources", ()), ("some_stories", (0, 3)), ("news", (None,))):
                assert surveyor.ask(name, given) == getattr(views, name)(*given)
        with pytest.raises(LedgerMissing):
            missing.ask("front", (5,))
    finally:
        surveyor.close()
        missing.close()


@pytest.mark.timeout(300)
def test_a_process_that_ended_is_begun_again(newsroom):
    surveyor = Surveyor(newsroom, meek=0)
    try:
        surveyor.ask("copies", ())
        os.kill(surveyor._process.pid, signal.SIGKILL)
        surveyor._process.join(timeout=20)
        assert surveyor.ask("copies", ()).found >= 0
    finally:
        surveyor.close()


@pytest.mark.timeout(300)
def test_a_big_ledger_is_surveyed_beside_the_room(room, newsroom, monkeypatch):
    alone = room(newsroom)
    wanted = {place: alone.get(place).text for place in ("/stories", "/sources", "/copies")}
    monkeypatch.setattr("rashomon.show.web.pages.PATIENCE", 200.0)
    monkeypatch.setattr(rooms, "BIG", 0)
    monkeypatch.setattr(rooms, "Surveyor", lambda ledger, **_: Surveyor(ledger, meek=0))
    client = room(newsroom)
    assert {place: client.get(place).text for place in wanted} == wanted
    assert client.get("/").status_code == 200


def test_stories_not_yet_made_are_told_of_not_waited_for(room, newsroom, monkeypatch):
    monkeypatch.setattr("rashomon.show.web.pages.PATIENCE", 0.0)
    monkeypatch.setattr("rashomon.show.web.api.PATIENCE", 0.0)
    client = room(newsroom)
    assert "asks again every ten seconds" in client.get("/stories?start=1").text
    answer = client.get("/api/v1/stories?limit=3")
    assert (answer.status_code, answer.headers["retry-after"]) == (409, "10")


def test_a_book_that_grew_gives_the_stories_of_all(tmp_path):
    book = StoryBook()
    with opened(tmp_path / "grown.ledger", create=True) as ledger:
        for day, count in enumerate(("Nine people were", "Two firemen were", "Eleven people were"), start=1):
            file = tmp_path / f"{day}.txt"
            file.write_text(AFFAIR.format(day=count), encoding="utf-8")
            intake.read_into(ledger, [file], seen=datetime(2031, 3, day, tzinfo=UTC), reader="rules")
            found, alone, some = book.part(ledger.dates(), partial(intake.effective, ledger), 0, 50)
            whole = sorted(intake.stories(ledger), key=lambda s: (-len(s.reports), s.id))
            assert list(some) == whole
            assert (found, alone) == (len(whole), sum(len(s.reports) == 1 for s in whole))
