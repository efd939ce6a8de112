"""Single records as shown: publications taken together, places in the original, the order of values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rashomon.records import Anchor, Moment, Precision, Span
from rashomon.show import portraits
from rashomon.show.faces import ReportLine, TimeView

FIRST = datetime(2031, 3, 3, tzinfo=UTC)


def published(number: int, lo: datetime | None, hi: datetime | None, words: str) -> ReportLine:
    time = TimeView(words=words, lo=lo, hi=hi, precision="day", basis="stated")
    return ReportLine(
        id=f"r{number}",
        outlet="Post",
        outlet_key="post",
        title="",
        published=time,
        language="en",
        url=None,
        locators=(),
    )


def test_publications_are_joined_only_where_all_are_sure():
    third = published(1, FIRST, FIRST + timedelta(days=1), "3 Mar 2031")
    sixth = published(2, FIRST + timedelta(days=3), FIRST + timedelta(days=4), "6 Mar 2031")
    vague = published(3, None, FIRST, "date unknown")
    assert portraits.span_of_reports([third]).words == "3 Mar 2031"
    assert portraits.span_of_reports([third, sixth]).words == "3–6 Mar 2031"
    mixed = portraits.span_of_reports([third, vague])
    assert (mixed.words, mixed.lo, mixed.hi) == ("3 Mar 2031; date unknown", None, FIRST + timedelta(days=1))
    assert portraits.span_of_reports([vague, sixth, third]).words == "3–6 Mar 2031; date unknown"
    period = portraits.period([third.published, vague.published], "x")
    assert period is not None
    assert period.words == "3 Mar 2031"
    assert portraits.period([vague.published], "x") is None


def test_bytes_are_as_narrow_as_the_anchors_tell(affair):
    report = affair.reports["post"]
    span = affair.statements["post"].span
    whole = report.anchors[1]
    narrow = portraits.bytes_view(report, span)
    assert narrow is not None
    assert (narrow.last - narrow.first, narrow.exact) == (span.end - span.start, True)
    among_markup = replace(report, anchors=(Anchor(text=whole.text, first=10, last=900, exact=False),))
    wide = portraits.bytes_view(among_markup, span)
    assert wide is not None
    assert (wide.first, wide.last, wide.exact) == (10, 900, False)
    assert portraits.bytes_view(replace(report, anchors=()), span) is None
    beyond = Span(start=span.start, end=whole.text.end + 1)
    assert portraits.bytes_view(report, beyond) is None


def test_bytes_count_encoded_characters_before_the_words(affair):
    report = affair.reports["jour"]
    start = report.text.index("Ostrel")
    place = portraits.bytes_view(report, Span(start=start, end=start + 6))
    assert place is not None
    assert report.text.encode()[place.first : place.last] == b"Ostrel"


def test_claims_stand_by_rising_value(affair):
    shown = sorted(affair.settled.claims[:3], key=portraits.value_order)
    assert [claim.value.words for claim in shown] == ["about 31", "28", "at least 47"]


@pytest.mark.parametrize(("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")])
def test_letters_go_on_after_z(place, letter):
    assert portraits.letter(place) == letter


def test_as_of_is_when_it_happened_else_when_it_was_said(affair):
    post, times = affair.statements["post"], affair.statements["times"]
    assert portraits.as_of_words([post, times]) == "2 Mar 2031"
    bare = replace(post, happened=None)
    assert portraits.as_of_words([bare]) == "3 Mar 2031"
    assert portraits.as_of_words([replace(bare, said=None)]) == ""
    own = Span(start=0, end=4)
    later = replace(times, happened=Moment(lo=FIRST, hi=None, precision=Precision.OPEN, basis="test", words=own))
    assert portraits.as_of_words([post, later]) == "2 Mar 2031 and since 3 Mar 2031"
    inferred = replace(post, happened=Moment(lo=FIRST, hi=None, precision=Precision.OPEN, basis="inferred"), said=None)
    assert portraits.as_of_words([inferred]) == ""
