"""Moments: times named in invented sentences, read against a day of publication."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.records import Moment, Precision, Published, PublishedBasis, Span
from rashomon.understand.moments import choose, find_moments

FRIDAY = "2021-05-07"  # a Friday


def on(day: str | None, last: str | None = None) -> Published:
    if day is None:
        when = Moment(lo=None, hi=datetime(2024, 1, 1, tzinfo=UTC), precision=Precision.OPEN, basis="test")
        return Published(when=when, basis=PublishedBasis.CAPTURE)
    lo = datetime.fromisoformat(day).replace(tzinfo=UTC)
    hi = datetime.fromisoformat(last or day).replace(tzinfo=UTC) + timedelta(days=1)
    when = Moment(lo=lo, hi=hi, precision=Precision.DAY, basis="test")
    return Published(when=when, basis=PublishedBasis.METADATA)


def found(text: str, published: Published) -> tuple[Moment, ...]:
    return find_moments(text, Span(start=0, end=len(text)), published)


def shown(text: str, published: Published) -> list[str]:
    rows = []
    for m in found(text, published):
        assert m.words is not None
        lo = "" if m.lo is None else m.lo.date().isoformat()
        hi = "" if m.hi is None else (m.hi - timedelta(days=1)).date().isoformat()
        rows.append(f"{m.words.of(text)} | {lo} | {hi} | {m.precision.value}")
    return rows


CASES = [
    # full dates
    ("It fell on 3 May 2019.", ["3 May 2019 | 2019-05-03 | 2019-05-03 | day"]),
    ("It fell on May 3, 2019.", ["May 3, 2019 | 2019-05-03 | 2019-05-03 | day"]),
    ("It fell on 3rd of May 2019.", ["3rd of May 2019 | 2019-05-03 | 2019-05-03 | day"]),
    ("It fell on May 3rd, 2019.", ["May 3rd, 2019 | 2019-05-03 | 2019-05-03 | day"]),
    ("It fell on Friday, 3 May 2019.", ["Friday, 3 May 2019 | 2019-05-03 | 2019-05-03 | day"]),
    ("It fell on 2019-05-03.", ["2019-05-03 | 2019-05-03 | 2019-05-03 | day"]),
    ("It fell on 25/05/2019.", ["25/05/2019 | 2019-05-25 | 2019-05-25 | day"]),
    ("It fell on 03/05/2019.", ["03/05/2019 | 2019-03-05 | 2019-05-03 | month"]),
    ("It fell on 03.05.2019.", ["03.05.2019 | 2019-05-03 | 2019-05-03 | day"]),
    ("It fell on Nov. 15, 2019.", ["Nov. 15, 2019 | 2019-11-15 | 2019-11-15 | day"]),
    ("It fell on 30 February 2019.", []),
    # without a year
    ("It fell on 3 May.", ["3 May | 2021-05-03 | 2021-05-03 | day"]),
    ("It fell on May 3.", ["May 3 | 2021-05-03 | 2021-05-03 | day"]),
    ("It fell on May 7.", ["May 7 | 2021-05-07 | 2021-05-07 | day"]),
    ("It fell on 23 December.", ["23 December | 2020-12-23 | 2020-12-23 | day"]),
    ("It fell on Dec 23.", ["Dec 23 | 2020-12-23 | 2020-12-23 | day"]),
    ("It fell on Thursday, May 6.", ["Thursday, May 6 | 2021-05-06 | 2021-05-06 | day"]),
    ("It fell in March.", ["March | 2021-03-01 | 2021-03-31 | month"]),
    ("It fell in August.", ["August | 2020-08-01 | 2020-08-31 | month"]),
    ("It fell in May.", ["May | 2021-05-01 | 2021-05-31 | month"]),
    ("The January attack failed.", ["January | 2021-01-01 | 2021-01-31 | month"]),
    ("The vote will be held on 3 June.", ["3 June | 2021-06-03 | 2021-06-03 | day"]),
    ("The vote is scheduled for June.", ["June | 2021-06-01 | 2021-06-30 | month"]),
    ("They plan to sail in March.", ["March | 2022-03-01 | 2022-03-31 | month"]),
    ("They will sail, he said in March.", ["March | 2021-03-01 | 2021-03-31 | month"]),
    # months and years
    ("It fell in March 2019.", ["March 2019 | 2019-03-01 | 2019-03-31 | month"]),
    ("It fell in Sept. 2019.", ["Sept. 2019 | 2019-09-01 | 2019-09-30 | month"]),
    ("It fell in October of 2019.", ["October of 2019 | 2019-10-01 | 2019-10-31 | month"]),
    ("It fell in late November.", ["late November | 2020-11-21 | 2020-11-30 | month"]),
    ("It fell in early March 2019.", ["early March 2019 | 2019-03-01 | 2019-03-10 | month"]),
    ("It fell in mid-March.", ["mid-March | 2021-03-11 | 2021-03-20 | month"]),
    ("It fell at the end of March.", ["the end of March | 2021-03-21 | 2021-03-31 | month"]),
    ("It fell at the beginning of March.", ["the beginning of March | 2021-03-01 | 2021-03-10 | month"]),
    ("It fell last November.", ["last November | 2020-11-01 | 2020-11-30 | month"]),
    ("It fell in March last year.", ["March last year | 2020-03-01 | 2020-03-31 | month"]),
    ("It falls next March.", ["next March | 2022-03-01 | 2022-03-31 | month"]),
    ("It falls this August.", ["this August | 2021-08-01 | 2021-08-31 | month"]),
    ("It fell in 2019.", ["2019 | 2019-01-01 | 2019-12-31 | year"]),
    ("The 2019 war hurt.", ["2019 | 2019-01-01 | 2019-12-31 | year"]),
    ("It fell in early 2019.", ["early 2019 | 2019-01-01 | 2019-04-30 | year"]),
    ("It fell in mid-2019.", ["mid-2019 | 2019-05-01 | 2019-08-31 | year"]),
    ("It fell in late 2019.", ["late 2019 | 2019-09-01 | 2019-12-31 | year"]),
    ("It fell at the end of 2019.", ["the end of 2019 | 2019-09-01 | 2019-12-31 | year"]),
    ("It fell in the 1990s.", ["the 1990s | 1990-01-01 | 1999-12-31 | open"]),
    ("He rued his 2011 raid.", ["2011 | 2011-01-01 | 2011-12-31 | year"]),
    ("It was a 2010 raid.", ["2010 | 2010-01-01 | 2010-12-31 | year"]),
    ("It fell in the late 19th century.", ["the late 19th century | 1867-01-01 | 1900-12-31 | open"]),
    ("It falls by the end of the year.", ["by the end of the year | 2021-05-07 | 2021-12-31 | year"]),
    ("It fell in the first quarter of 2019.", ["the first quarter of 2019 | 2019-01-01 | 2019-03-31 | season"]),
    ("It fell in Q3 2019.", ["Q3 2019 | 2019-07-01 | 2019-09-30 | season"]),
    ("It fell in the second half of 2019.", ["the second half of 2019 | 2019-07-01 | 2019-12-31 | season"]),
    ("It fell in the first half of this year.", ["the first half of this year | 2021-01-01 | 2021-06-30 | season"]),
    # seasons
    ("It fell in autumn 2019.", ["autumn 2019 | 2019-09-01 | 2019-11-30 | season"]),
    ("It fell in the fall of 2019.", ["the fall of 2019 | 2019-09-01 | 2019-11-30 | season"]),
    ("It fell in winter 2019.", ["winter 2019 | 2018-12-01 | 2020-02-29 | season"]),
    ("It fell last summer.", ["last summer | 2020-06-01 | 2020-08-31 | season"]),
    ("It fell in the autumn.", ["the autumn | 2020-09-01 | 2020-11-30 | season"]),
    ("It falls next winter.", ["next winter | 2021-12-01 | 2022-02-28 | season"]),
    ("It fell this spring.", ["this spring | 2021-03-01 | 2021-05-31 | season"]),
    # ranges
    ("It rained from 3 to 5 May.", ["3 to 5 May | 2021-05-03 | 2021-05-05 | day"]),
    ("It rained between 3 and 5 May 2019.", ["3 and 5 May 2019 | 2019-05-03 | 2019-05-05 | day"]),
    ("It rained 3-5 May.", ["3-5 May | 2021-05-03 | 2021-05-05 | day"]),
    ("It rained May 3-5, 2019.", ["May 3-5, 2019 | 2019-05-03 | 2019-05-05 | day"]),
    ("It rained from May 3 to May 5.", ["May 3 to May 5 | 2021-05-03 | 2021-05-05 | day"]),
    ("It rained from 28 April to 3 May 2019.", ["28 April to 3 May 2019 | 2019-04-28 | 2019-05-03 | day"]),
    ("It rained in January and February.", ["January and February | 2021-01-01 | 2021-02-28 | month"]),
    ("It rained in January and February 2019.", ["January and February 2019 | 2019-01-01 | 2019-02-28 | month"]),
    ("It rained between January and March.", ["January and March | 2021-01-01 | 2021-03-31 | month"]),
    ("It rained from December to February.", ["December to February | 2020-12-01 | 2021-02-28 | month"]),
    ("It rained from 2017 to 2019.", ["2017 to 2019 | 2017-01-01 | 2019-12-31 | year"]),
    ("It rained in 2017 and 2019.", ["2017 and 2019 | 2017-01-01 | 2019-12-31 | year"]),
    ("It rained in 2017-19.", ["2017-19 | 2017-01-01 | 2019-12-31 | year"]),
    ("It rained on Tuesday and Wednesday.", ["Tuesday and Wednesday | 2021-05-04 | 2021-05-05 | day"]),
    ("It rained between Monday and Wednesday.", ["Monday and Wednesday | 2021-05-03 | 2021-05-05 | day"]),
    # weekdays
    ("It fell on Tuesday.", ["Tuesday | 2021-05-04 | 2021-05-04 | day"]),
    ("It fell on Friday.", ["Friday | 2021-05-07 | 2021-05-07 | day"]),
    ("It fell on Saturday.", ["Saturday | 2021-05-01 | 2021-05-01 | day"]),
    ("Tuesday's raid failed.", ["Tuesday | 2021-05-04 | 2021-05-04 | day"]),
    ("It fell last Tuesday.", ["last Tuesday | 2021-04-27 | 2021-05-04 | day"]),
    ("It fell last Saturday.", ["last Saturday | 2021-05-01 | 2021-05-01 | day"]),
    ("It falls next Tuesday.", ["next Tuesday | 2021-05-11 | 2021-05-11 | day"]),
    ("It falls this coming Tuesday.", ["this coming Tuesday | 2021-05-11 | 2021-05-11 | day"]),
    ("It fell this Tuesday.", ["this Tuesday | 2021-05-04 | 2021-05-04 | day"]),
    ("It fell on Tuesday last week.", ["Tuesday last week | 2021-04-27 | 2021-04-27 | day"]),
    ("They will meet on Tuesday.", ["Tuesday | 2021-05-11 | 2021-05-11 | day"]),
    ("They will meet, he said on Tuesday.", ["Tuesday | 2021-05-04 | 2021-05-04 | day"]),
    ("It fell over the weekend.", ["the weekend | 2021-05-01 | 2021-05-02 | day"]),
    ("It fell last weekend.", ["last weekend | 2021-05-01 | 2021-05-02 | day"]),
    # near days
    ("It fell today.", ["today | 2021-05-07 | 2021-05-07 | day"]),
    ("It fell yesterday.", ["yesterday | 2021-05-06 | 2021-05-06 | day"]),
    ("It falls tomorrow.", ["tomorrow | 2021-05-08 | 2021-05-08 | day"]),
    ("It fell overnight.", ["overnight | 2021-05-06 | 2021-05-07 | day"]),
    ("It fell last night.", ["last night | 2021-05-06 | 2021-05-07 | day"]),
    ("It falls tonight.", ["tonight | 2021-05-07 | 2021-05-07 | day"]),
    ("It fell this morning.", ["this morning | 2021-05-07 | 2021-05-07 | day"]),
    ("It fell the day before yesterday.", ["the day before yesterday | 2021-05-05 | 2021-05-05 | day"]),
    # shifted weeks, months, years
    ("It fell last week.", ["last week | 2021-04-26 | 2021-05-02 | week"]),
    ("It fell this week.", ["this week | 2021-05-03 | 2021-05-09 | week"]),
    ("It falls next week.", ["next week | 2021-05-10 | 2021-05-16 | week"]),
    ("It fell last month.", ["last month | 2021-04-01 | 2021-04-30 | month"]),
    ("It falls next month.", ["next month | 2021-06-01 | 2021-06-30 | month"]),
    ("It fell last year.", ["last year | 2020-01-01 | 2020-12-31 | year"]),
    ("It fell this year.", ["this year | 2021-01-01 | 2021-12-31 | year"]),
    ("It fell earlier this year.", ["earlier this year | 2021-01-01 | 2021-05-07 | year"]),
    ("It falls later this year.", ["later this year | 2021-05-07 | 2021-12-31 | year"]),
    ("It fell earlier this month.", ["earlier this month | 2021-05-01 | 2021-05-07 | month"]),
    ("It fell late last year.", ["late last year | 2020-09-01 | 2020-12-31 | year"]),
    ("It fell early last month.", ["early last month | 2021-04-01 | 2021-04-10 | month"]),
    ("It fell in the past week.", ["the past week | 2021-04-30 | 2021-05-07 | week"]),
    # counted back and forth
    ("It fell two days ago.", ["two days ago | 2021-05-05 | 2021-05-05 | day"]),
    ("It fell a week ago.", ["a week ago | 2021-04-27 | 2021-05-03 | week"]),
    ("It fell three months ago.", ["three months ago | 2021-01-23 | 2021-02-22 | month"]),
    ("It fell ten years ago.", ["ten years ago | 2010-11-05 | 2011-11-06 | year"]),
    ("It fell a few days ago.", ["a few days ago | 2021-04-30 | 2021-05-05 | day"]),
    ("It fell hours ago.", ["hours ago | 2021-05-06 | 2021-05-07 | day"]),
    ("It fell in the last three days.", ["the last three days | 2021-05-04 | 2021-05-07 | day"]),
    ("It fell in recent days.", ["recent days | 2021-04-27 | 2021-05-07 | day"]),
    ("It may fall in the coming months.", ["the coming months | 2021-05-07 | 2022-05-07 | month"]),
    ("It may fall in the next two weeks.", ["the next two weeks | 2021-05-07 | 2021-05-21 | week"]),
    # open sides
    ("They have met since 2019.", ["since 2019 | 2019-01-01 | 2021-05-07 | year"]),
    ("They have met since Tuesday.", ["since Tuesday | 2021-05-04 | 2021-05-07 | day"]),
    ("They met until 2019.", ["until 2019 |  | 2019-12-31 | year"]),
    ("They met before May 3.", ["before May 3 |  | 2021-05-02 | day"]),
    ("They met after 3 May.", ["after 3 May | 2021-05-03 | 2021-05-07 | day"]),
    ("They must leave by 30 June 2022.", ["by 30 June 2022 |  | 2022-06-30 | day"]),
    # no times
    ("Some 40 may have died.", []),
    ("May the best win.", []),
    ("The band won 3-2 and will march on.", []),
    ("In the second attempt they fell.", []),
    ("April Moor and August Bell sang.", []),
    ("Ostra Today and Norva Tomorrow are papers.", []),
    ("They met on Good Friday and Black Friday.", ["Good Friday | 2021-04-02 | 2021-04-02 | day"]),
    ("They fired 2,019 shells at 1500 people.", []),
    ("Prices fall and springs dry up.", []),
    ("The second half was dull.", []),
    ("It is a day of rest and a night of song.", []),
    ("They gave it to 2019 people.", []),
    ("Version 3.5.2019.1 is out.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:50] for c in CASES])
def test_case(text: str, expected: list[str]) -> None:
    assert shown(text, on(FRIDAY)) == expected


class TestUnknownYear:
    def test_day_keeps_its_part_of_the_year(self) -> None:
        (moment,) = found("It fell on 23 December.", on(None))
        assert moment.yearly == ("12-23", "12-23")
        assert moment.lo is None
        assert moment.hi == datetime(2023, 12, 24, tzinfo=UTC)

    def test_month_keeps_its_part_of_the_year(self) -> None:
        (moment,) = found("It was shown in August.", on(None))
        assert moment.yearly == ("08-01", "08-31")

    def test_a_wide_publication_gives_the_hull(self) -> None:
        (moment,) = found("It was shown in August.", on("2019-11-15", "2021-11-15"))
        assert (moment.lo, moment.hi) == (datetime(2019, 8, 1, tzinfo=UTC), datetime(2021, 9, 1, tzinfo=UTC))
        assert moment.yearly == ("08-01", "08-31")

    def test_a_wide_publication_within_one_year_is_no_doubt(self) -> None:
        (moment,) = found("It was shown in August.", on("2019-11-15", "2019-12-15"))
        assert moment.yearly is None
        assert moment.lo == datetime(2019, 8, 1, tzinfo=UTC)

    def test_a_weekday_spans_the_doubt(self) -> None:
        (moment,) = found("It fell on Tuesday.", on("2021-05-03", "2021-05-09"))
        assert (moment.lo, moment.hi) == (datetime(2021, 4, 27, tzinfo=UTC), datetime(2021, 5, 5, tzinfo=UTC))

    def test_nothing_known_at_all(self) -> None:
        nothing = Published(
            when=Moment(lo=None, hi=None, precision=Precision.OPEN, basis="test"), basis=PublishedBasis.CAPTURE
        )
        day, full = found("It fell on Tuesday, and on 3 May 2019.", nothing)
        assert (day.lo, day.hi) == (None, None)
        assert full.lo == datetime(2019, 5, 3, tzinfo=UTC)


class TestChoose:
    text = "On Tuesday, the mayor left; the dam, built in 2003, broke on 3 May 2021, said the duke on Friday"

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start=start, end=start + len(words))

    def chosen(self, content: str) -> str | None:
        moment = choose(found(self.text, on("2021-05-07")), self.span(content))
        return None if moment is None or moment.words is None else moment.words.of(self.text)

    def test_inside(self) -> None:
        assert self.chosen("broke on 3 May 2021") == "3 May 2021"

    def test_finest_of_several_inside(self) -> None:
        assert self.chosen("the dam, built in 2003, broke on 3 May 2021") == "3 May 2021"

    def test_beside(self) -> None:
        assert self.chosen("the mayor left") == "Tuesday"

    def test_elsewhere_in_the_sentence(self) -> None:
        assert self.chosen("the duke") is None

    def test_equally_fine_ones_give_the_hull(self) -> None:
        text = "It shook on Monday, and burned on Thursday"
        moment = choose(found(text, on("2021-05-07")), Span(start=0, end=len(text)))
        assert moment is not None
        assert (moment.lo, moment.hi) == (datetime(2021, 5, 3, tzinfo=UTC), datetime(2021, 5, 7, tzinfo=UTC))

    def test_none(self) -> None:
        assert choose((), Span(start=0, end=4)) is None


RELATIVE = ["on Tuesday", "last Friday", "next Monday", "yesterday", "two days ago", "a week ago", "last week",
            "this week", "over the weekend", "tonight", "in recent days", "on Sunday and Monday"]  # fmt: skip


@given(
    st.dates(min_value=date(1980, 1, 1), max_value=date(2080, 1, 1)),
    st.integers(min_value=-200, max_value=200),
    st.sampled_from(RELATIVE),
)
def test_whole_weeks_shift_weekday_moments_equally(day: date, weeks: int, words: str) -> None:
    shift = timedelta(weeks=weeks)
    text = f"It fell {words}."
    before, after = found(text, on(day.isoformat())), found(text, on((day + shift).isoformat()))
    assert len(before) == len(after) == 1
    for a, b in zip(before, after, strict=True):
        assert a.lo is not None
        assert a.hi is not None
        assert (a.lo + shift, a.hi + shift) == (b.lo, b.hi)


@given(
    st.sampled_from([c[0] for c in CASES]),
    st.dates(min_value=date(1980, 1, 1), max_value=date(2080, 1, 1)),
    st.integers(min_value=0, max_value=900),
    st.integers(min_value=0, max_value=900),
)
def test_a_wider_publication_never_narrows_a_moment(text: str, day: date, inner: int, outer: int) -> None:
    last = day + timedelta(days=inner)
    wide_last = last + timedelta(days=outer)
    narrow = {m.words: m for m in found(text, on(day.isoformat(), last.isoformat()))}
    for wide in found(text, on(day.isoformat(), wide_last.isoformat())):
        held = narrow.get(wide.words)
        if held is None:
            continue
        assert wide.lo is None or (held.lo is not None and wide.lo <= held.lo)
        assert wide.hi is None or (held.hi is not None and wide.hi >= held.hi)


@given(st.text(max_size=200))
def test_any_text_is_read_without_trouble(text: str) -> None:
    for moment in find_moments("x" + text, Span(start=0, end=len(text) + 1), on(FRIDAY)):
        assert moment.words is not None
        assert moment.words.end <= len(text) + 1


@pytest.mark.parametrize(
    "piece", ["May 3 to ", "1 ", "2019-", "last ", "3 May and ", "the first half of ", "Tuesday ", "12"]
)
def test_a_long_line_does_not_hang(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    find_moments(text, Span(start=0, end=len(text)), on(FRIDAY))
    assert time.process_time() - start < 30
