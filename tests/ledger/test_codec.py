"""Records to canonical JSON and back."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import RecordError
from rashomon.ledger.codec import decode, dump, encode
from rashomon.records import (
    Anchor,
    Capture,
    Claim,
    Conflict,
    Corroboration,
    Flag,
    Link,
    Moment,
    Mutation,
    MutationKind,
    Origin,
    Original,
    PairScore,
    Place,
    Polarity,
    Published,
    Quantity,
    Question,
    Report,
    Settled,
    Span,
    Statement,
    Supersession,
    Tally,
    Understanding,
    Voice,
    VoiceKind,
)
from tests.ledger import samples

KEPT = (Original, Capture, Report, Understanding, Statement, Published, Link, PairScore)
KEPT += (Settled, Question, Claim, Origin, Conflict, Supersession, Flag)

numbers = st.floats(allow_nan=False, allow_infinity=False)
times = st.datetimes(
    min_value=datetime(1900, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=11)), timezone(timedelta(hours=-3, minutes=-30))]),
)
spans = st.builds(lambda start, length: Span(start=start, end=start + length), st.integers(0, 9), st.integers(1, 9))


@st.composite
def records(draw: st.DrawFn, cls: Any) -> Any:
    """Any record of a class, drawn from the types of its fields, within what the constructor takes."""
    hints = typing.get_type_hints(cls)
    values = {f.name: draw(of(hints[f.name], least="reasons" in f.name or f.name == "content")) for f in fields(cls)}
    if cls is Anchor:
        values["first"], values["last"] = draw(st.integers(0, 5)), draw(st.integers(6, 9))
    if cls is Moment and values["lo"] and values["hi"] and values["lo"] >= values["hi"]:
        values["hi"] = None
    if cls is Quantity and values["low"] is not None and values["high"] is not None:
        values["low"], values["high"] = sorted((values["low"], values["high"]))
    if cls is Corroboration:
        values |= {"least": 1, "expected": draw(st.floats(1, 5)), "most": 5}
    if cls is Link:
        values["probability"], values["direction"] = draw(st.floats(0, 1)), draw(st.floats(0.5, 1))
    if cls is Mutation:
        values["child"] = draw(spans)
        values["parent"] = values["parent"] if values["kind"] is MutationKind.PUT_IN else draw(spans)
    if cls is Conflict:
        values["statements"] = (("a", "b"), ("c",))
    if cls is Place:
        values |= {"lat": draw(st.floats(-90, 90)), "lon": draw(st.floats(-180, 180)), "key": "geonames:1"}
        values |= {"parents": ("geonames:2",), "within": values["within"][:1] or ("",)}
    if cls is Tally:
        values |= {"best": 2, "low": draw(st.integers(0, 2)), "high": draw(st.none() | st.integers(2, 9))}
        values["spans"] = values["spans"][:1] or (draw(spans),)
    if cls is Statement:
        values["chain"] = (replace(draw(records(Voice)), kind=VoiceKind.OUTLET), *values["chain"])
    return cls(**values)


def of(hint: Any, *, least: bool = False) -> st.SearchStrategy[Any]:
    if hint is Span:
        return spans
    if hint is datetime:
        return times
    if hint is float:
        return numbers
    if hint is str:
        return st.text(st.characters(), max_size=5)
    if hint in (int, bool):
        return st.from_type(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if is_dataclass(hint):
        return records(hint)
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is types.UnionType:
        return st.one_of(st.none(), of(arguments[0]))
    if arguments[1] is Ellipsis:
        return st.lists(of(arguments[0]), min_size=int(least), max_size=2).map(tuple)
    return st.tuples(*(of(argument) for argument in arguments))


@pytest.mark.parametrize("cls", KEPT, ids=lambda cls: cls.__name__)
def test_what_comes_out_equals_what_went_in(cls: type) -> None:
    @settings(max_examples=20, deadline=None)
    @given(records(cls))
    def round_trip(record: Any) -> None:
        text = encode(record)
        text.encode("utf-8")
        back = decode(cls, text)
        assert back == record
        assert encode(back) == text

    round_trip()


def test_equal_records_have_equal_bytes() -> None:
    base = samples.statement(samples.report(1), 0)
    whole = replace(base.quantities[0], written=1200, low=1200)  # integers where floats are declared
    east = timezone(timedelta(hours=9))
    assert base.happened is not None
    assert base.happened.lo is not None
    moved = replace(base.happened, lo=base.happened.lo.astimezone(east))
    same = replace(base, quantities=(whole,), happened=moved)
    assert same == base
    assert encode(same) == encode(base)


def test_the_form_is_canonical_and_leaves_defaults_out() -> None:
    record = Voice(kind=VoiceKind.PERSON, name="Ilse Tarn", key="ilse tarn", span=Span(start=3, end=12))
    assert encode(record) == '{"key":"ilse tarn","kind":"person","name":"Ilse Tarn","span":[3,12]}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"key":"k","kind":"person"}',
        '{"key":"k","kind":"person","name":"n","unheard":1}',
        '{"key":"k","kind":"nobody","name":"n"}',
        '{"key":"k","kind":["person"],"name":"n"}',
        '{"key":1,"kind":"person","name":"n"}',
        '{"inherited":1,"key":"k","kind":"person","name":"n"}',
        '{"key":"k","kind":"person","name":"n","span":[1]}',
        '{"key":"k","kind":"person","name":"n","span":[5,5]}',
        '{"key":"k","kind":"person","name":"n","span":[true,5]}',
        "[" * 5000,
    ],
)
def test_what_is_not_exactly_such_a_record_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        decode(Voice, text)


def test_a_time_without_a_zone_is_refused_both_ways() -> None:
    naive = replace(samples.capture(samples.report(1)), seen=datetime(2031, 5, 4))  # noqa: DTZ001
    with pytest.raises(RecordError):
        encode(naive)
    text = encode(samples.capture(samples.report(1))).replace("+00:00", "")
    with pytest.raises(RecordError):
        decode(Capture, text)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_json_has_no_word_for_are_refused(number: float) -> None:
    with pytest.raises(RecordError):
        encode(samples.pair("a", "b", number))


def test_lone_surrogates_survive() -> None:
    text = dump(["caf\u00e9 \udcff"])
    assert json.loads(text.encode().decode()) == ["caf\u00e9 \udcff"]


def test_a_kind_of_field_nobody_foresaw_is_refused() -> None:
    with pytest.raises(RecordError):
        encode(Polarity.POSITIVE.value.encode())
