"""What is a number's own, and why a content is not put as plain fact: in words, the same on every face."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rashomon.records import Bound, Moment, Precision, Quantity, QuantityKind, Span
from rashomon.show import wording

DAY = Moment(
    lo=datetime(2031, 3, 3, tzinfo=UTC), hi=datetime(2031, 3, 4, tzinfo=UTC), precision=Precision.DAY, basis="stated",
    words=Span(start=40, end=46),
)  # fmt: skip
PLAIN = Quantity(
    span=Span(start=0, end=2), written=30, low=30, high=30, bound=Bound.EXACT, kind=QuantityKind.STOCK, item="person"
)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, ""),
        ({"where": ("orvo",)}, "in Orvo"),
        ({"where": ("sund",)}, "in sund"),
        ({"when": DAY}, "3 Mar 2031"),
        ({"scope": ("firefighter",)}, "of firefighter"),
        ({"presumed": True}, "presumed, not counted"),
        ({"earlier": True}, "the earlier value"),
        ({"where": ("orvo",), "when": DAY, "presumed": True}, "in Orvo; 3 Mar 2031; presumed, not counted"),
    ],
)
def test_what_is_a_numbers_own(changed, words):
    assert wording.own_words(replace(PLAIN, **changed), {"orvo": "Orvo"}) == words


TEXT = """Storm over Orvo

5 March 2031

The governor said 12 people were feared dead in Orvo on Monday and 30 in Sund on Tuesday.
The flood is expected to reach Harn on Friday, the governor said.
"""


def test_outlook_is_shown_on_page_command_and_api_alike(rashomon, tmp_path):
    starlette = pytest.importorskip("starlette.testclient")
    from rashomon import intake
    from rashomon.show.views import opened
    from rashomon.show.web.app import application

    (tmp_path / "storm.txt").write_text(TEXT)
    path = tmp_path / "storm.ledger"
    with opened(path, create=True) as ledger:
        intake.read_into(ledger, [tmp_path / "storm.txt"], seen=datetime(2031, 4, 1, tzinfo=UTC))
        report = next(iter(ledger.reports())).id
        told = [s for s in ledger.statements_of(report) if s.outlook is not None]
    assert told, "no statement has an outlook: the test proves nothing"
    with starlette.TestClient(application(path), base_url="http://localhost") as client:
        page = client.get(f"/report/{report}").text
        answer = {s["id"]: s for s in client.get(f"/api/v1/reports/{report}").json()["statements"]}
    for said in told:
        assert answer[said.id]["outlook"] == said.outlook.value
        code, out, _ = rashomon("--ledger", path, "show", said.id)
        assert code == 0
        shown = f"{said.commitment.value} ({said.outlook.value})"
        if said.outlook.value != said.commitment.value:
            assert shown in out
            assert shown in page
