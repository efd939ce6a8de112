"""What a report was made of and what changed on the way, on its page and side by side."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime

import pytest

from rashomon import intake
from rashomon.show.surveys import Surveys
from rashomon.show.views import opened


def test_a_report_says_what_it_was_made_of_and_what_changed(room, newsroom):
    """Each change of each descent stands on the report's page and side by side, with the words of both."""
    client = room(newsroom)
    with opened(newsroom) as ledger:
        views = Surveys(ledger)
        heads = [views.reading(r.id).head for r in ledger.reports()]
    changed = [(h, k) for h in heads for k in h.descent.parents if k.mutations]
    assert changed
    for head, link in changed[:4]:
        page = html.unescape(client.get(f"/report/{head.line.id}").text)
        assert head.descent.words[1:] in page
        beside = html.unescape(client.get(f"/compare/{link.parent}/{link.child}").text)
        for m in link.mutations[:12]:
            for place in (page, beside):
                assert f'<th scope="row">{m.kind}</th>' in place
                assert m.parent_words[:200] in place
                assert m.child_words[:200] in place


@pytest.fixture
def edited(tmp_path):
    """One address captured twice, the second time with another figure and without its speaker."""
    told = "The explosion at the chemical terminal in Port Halvane on March 11 killed {} people{}.\n\n" + (
        "Rescue crews searched the harbour through the night, and the road to the coast remained closed on Tuesday.\n\n"
        "Mayor Ansa Dremond said the port will stay shut for a week while inspectors look at the tanks.\n\n"
    )
    path = tmp_path / "edited.ledger"
    ids = []
    with opened(path, create=True) as ledger:
        for day, (toll, tail) in enumerate((("31", ", hospital director Oda Brenn said"), ("41", "")), start=12):
            file = tmp_path / f"{day}.json"
            file.write_text(
                json.dumps(
                    {"title": "Port Halvane blast", "outlet": "Lagoon Post", "url": "https://lagoon.example/blast",
                     "published": "2024-03-12T08:00:00Z", "text": told.format(toll, tail)}
                )
            )  # fmt: skip
            ids += intake.read_into(ledger, [file], seen=datetime(2024, 3, day, 12, tzinfo=UTC), reader="rules").new
    return path, ids


def test_a_silent_edit_is_shown_statement_by_statement(room, edited):
    path, (first, second) = edited
    client = room(path)
    for report in (first, second):
        page = client.get(f"/report/{report}").text
        assert "Silently edited" in page
        part = page[page.index("Silently edited") :]
        assert "<del>31" in part
        assert "<ins>41" in part
    assert "What was edited" in client.get(f"/compare/{first}/{second}").text
