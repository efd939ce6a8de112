"""The publication interval from inside the text, on invented reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records import Block, BlockKind, Moment, Precision, Published, PublishedBasis, Span
from rashomon.understand.moments.publication import SURE, infer

SEEN = datetime(2024, 6, 1, tzinfo=UTC)
NOTHING = Published(
    when=Moment(lo=None, hi=SEEN, precision=Precision.OPEN, basis="not after capture"), basis=PublishedBasis.CAPTURE
)


def blocks(text: str) -> tuple[Block, ...]:
    rows, start = [], 0
    for line in text.split("\n"):
        if line:
            rows.append(Block(span=Span(start=start, end=start + len(line)), kind=BlockKind.PARAGRAPH))
        start += len(line) + 1
    return tuple(rows)


def inferred(text: str, dateline: str | None = None, seen: datetime = SEEN) -> Published:
    return infer(text, blocks(text), NOTHING, dateline, seen)


def ends(published: Published) -> tuple[str, str]:
    when = published.when
    return ("" if when.lo is None else str(when.lo.date())), ("" if when.hi is None else str(when.hi.date()))


@pytest.mark.parametrize("basis", [PublishedBasis.METADATA, PublishedBasis.STATED, PublishedBasis.DATELINE])
def test_what_is_declared_stays(basis: PublishedBasis) -> None:
    lo = datetime(2021, 5, 7, tzinfo=UTC)
    given_ = Published(when=Moment(lo=lo, hi=lo + timedelta(days=1), precision=Precision.DAY, basis="x"), basis=basis)
    text = "It fell on 3 May 2023."
    assert infer(text, blocks(text), given_, "ORVO, June 3", SEEN) is given_


def test_nothing_to_go_by() -> None:
    assert inferred("The dam broke and people fled.") is NOTHING
    assert inferred("") is NOTHING
    assert inferred("It broke on Tuesday.") == replace(NOTHING, weekdays=(1,))


def test_dateline_with_year() -> None:
    published = inferred("Talks began.", "ORVO, 3 May 2021")
    assert published.basis is PublishedBasis.DATELINE
    assert ends(published) == ("2021-05-03", "2021-05-04")


def test_dateline_without_year_and_a_weekday_and_a_past_year() -> None:
    # 7 May was a Friday in 2021, a Saturday in 2022, a Sunday in 2023
    text = "Talks began on Thursday.\nIn 2020 the sides fell out. This year they met twice."
    published = inferred(text, "ORVO, May 7")
    assert published.basis is PublishedBasis.INFERRED
    assert ends(published) == ("2021-05-07", "2021-05-08")
    assert published.when.basis.startswith("dateline 05-07")
    assert {o[0].year for o in published.options} == {2021, 2022, 2023, 2024}
    assert sum(o[2] for o in published.options) == pytest.approx(1, abs=1e-4)


def test_dateline_without_year_and_nothing_else_leaves_the_year_open() -> None:
    published = inferred("Talks began.", "ORVO, May 7")
    assert published.when.lo is None
    assert published.when.yearly == ("05-07", "05-07")
    assert len(published.options) > 5
    assert max(o[2] for o in published.options) < SURE


def test_a_weekday_beside_its_date_settles_the_year() -> None:
    text = "The dam broke on Thursday, 27 March, the mayor said.\nThe town was last flooded in 2012."
    published = inferred(text)  # 27 March was a Thursday in 2014
    assert ends(published) == ("2014-03-27", "2014-03-29")


def test_the_day_of_the_lead_gives_options() -> None:
    published = inferred("The ministry warned of floods in a statement on 23 December.\nIn 2021 nobody had warned.")
    assert [o[0].year for o in published.options] == [2021, 2022, 2023]
    assert ends(published) == ("2021-12-23", "2023-12-25")
    assert published.when.yearly == ("12-23", "12-24")


def test_the_latest_day_of_the_lead_counts() -> None:
    published = inferred("The dam broke on 29 December, and on 2 January the mayor left.\nThe town burned in 2022.")
    assert {(o[0].month, o[0].day) for o in published.options} == {(1, 2)}


def test_a_day_to_come_is_no_news_day() -> None:
    assert inferred("The court will meet on 23 December.") is NOTHING


def test_full_dates_bound_from_below() -> None:
    published = inferred("The dam was built in 1999.\nIt broke on 3 May 2021. It will be rebuilt in 2023.")
    assert published.basis is PublishedBasis.INFERRED
    assert ends(published) == ("2021-05-03", "2024-06-01")


def test_a_goal_is_no_bound() -> None:
    assert inferred("Norvia is to end coal by 2023.") is NOTHING


def test_a_date_in_the_far_background_is_no_news_day() -> None:
    text = "\n".join(["The mayor of Orvo spoke to the council about the dam."] * 6 + ["She was born on 3 May."])
    assert inferred(text) is NOTHING


@given(st.dates(min_value=date(2001, 1, 1), max_value=date(2023, 12, 31)), st.integers(min_value=0, max_value=6))
def test_options_are_sound(day: date, back: int) -> None:
    weekday = (day - timedelta(days=back)).strftime("%A")
    text = f"Talks began on {weekday}.\nThe two sides met in {day.year - 1} as well, unlike this year."
    published = inferred(text, f"ORVO, {day.strftime('%B')} {day.day}")
    assert published.when.hi is not None
    assert published.when.hi <= SEEN + timedelta(days=1)
    if published.options:
        assert sum(o[2] for o in published.options) == pytest.approx(1, abs=1e-4)
        assert [o[0] for o in published.options] == sorted(o[0] for o in published.options)
        assert all(o[0] < o[1] and o[0] <= SEEN for o in published.options)
        assert all(published.when.lo is None or published.when.lo <= o[0] or o[2] < 1 - SURE for o in published.options)


def test_the_same_text_gives_the_same_answer() -> None:
    text = "Talks began on Thursday and Friday.\nIn 2020 and 2019 the sides fell out. This year they met twice."
    assert inferred(text, "ORVO, May 7") == inferred(text, "ORVO, May 7")
