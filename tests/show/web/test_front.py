"""The first page is asked of the indices: it must tell what a whole briefing tells."""

from __future__ import annotations

from rashomon.show.surveys import Surveys
from rashomon.show.views import opened


def test_the_front_tells_what_the_briefing_tells(newsroom):
    with opened(newsroom) as ledger, ledger.reading():
        front, brief = Surveys(ledger).front(12), Surveys(ledger).brief(limit=12)
    assert [(q.id, [c.id for c in q.claims]) for q in front.questions] == [
        (q.id, [c.id for c in q.claims]) for q in brief.questions
    ]
    for name in ("reports", "outlets", "period", "unread", "conflicts_found", "questions_found", "single_found"):
        assert getattr(front, name) == getattr(brief, name), name
    assert [f.words for f in front.lone_speakers] == [f.words for f in brief.lone_speakers]
    assert front.lone_found == brief.lone_found
