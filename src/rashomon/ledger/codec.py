"""Records to canonical JSON and back, by the fields of the dataclasses; strict both ways.

Canonical: keys sorted, no white space, a field equal to its default left out, times as ISO 8601 in UTC, enums by value,
a span as ``[start, end]``, floats always written as floats. So equal records give equal bytes, and a field added later
with a default leaves the bytes of older records as they were. A default, once shipped, may therefore only be changed
together with a migration.

Strict: decoding refuses unknown and missing fields and values of another type, so a row changed by another hand is
noticed where it is read. Both raise `RecordError`.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from rashomon.errors import RecordError
from rashomon.records import Span

T = TypeVar("T")
Encoder = Callable[[Any], Any]
Decoder = Callable[[Any], Any]

_dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), check_circular=False).encode
_dump_ascii = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":"), check_circular=False).encode


def encode(record: object) -> str:
    """Canonical JSON of a record. Raises RecordError for a naive time or a number JSON has no word for."""
    kind: Any = type(record)
    return dump(_encoder(kind)(record))


def dump(value: object) -> str:
    """JSON text of plain values, always valid UTF-8: lone surrogates are escaped, all else is written as it is."""
    try:
        text = _dump(value)
    except (ValueError, TypeError) as error:
        raise RecordError(f"a record holds a value that cannot be kept: {error}") from error
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            return _dump_ascii(value)
    return text


def decode(cls: type[T], text: str) -> T:
    """The record of a class written as this JSON. Raises RecordError where the text is not exactly such a record.

    Records do not change: the last `KEPT` short ones are remembered, so that what many ask for is made once.
    """
    return _kept(cls, text) if len(text) <= SHORT else _decoded(cls, text)  # type: ignore[arg-type, return-value]


KEPT, SHORT = 4_096, 3_000
"""Records remembered, and characters up to which one is: a statement has some 900; at most some 40 MB in all."""


@lru_cache(KEPT)
def _kept(cls: type[object], text: str) -> object:
    return _decoded(cls, text)


def _decoded(cls: type[T], text: str) -> T:
    kind: Any = cls
    try:
        record: T = _decoder(kind)(json.loads(text))
    except RecordError:
        raise
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise RecordError(f"not a {cls.__name__}: {error}") from error
    return record


def _as_is(value: Any) -> Any:
    return value


def _time_out(value: datetime) -> str:
    if value.tzinfo is None:
        raise RecordError(f"time {value.isoformat()} has no zone")
    return value.astimezone(UTC).isoformat()


def _time_in(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise RecordError(f"time {value} has no zone")
    return moment.astimezone(UTC)


def _span_out(value: Span) -> list[int]:
    return [value.start, value.end]


def _span_in(value: Any) -> Span:
    start, end = value
    if type(start) is not int or type(end) is not int:
        raise RecordError(f"{value!r} is not a span")
    return Span(start=start, end=end)


def _float_out(value: float) -> float:
    return float(value)


def _float_in(value: Any) -> float:
    if type(value) is not float:
        raise RecordError(f"{value!r} is not a float")
    return value


def _enum_out(value: Enum) -> Any:
    return value.value


@cache
def _encoder(kind: Any) -> Encoder:
    """How values of a type are turned into what JSON has."""
    if kind is Span:
        return _span_out
    if kind is float:
        return _float_out
    if kind is datetime:
        return _time_out
    if kind in (str, int, bool):
        return _as_is
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum_out
    if is_dataclass(kind):
        return _record_encoder(kind)
    origin = typing.get_origin(kind)
    if origin is tuple:
        return _tuple_encoder(typing.get_args(kind))
    if origin in (types.UnionType, typing.Union):
        inner = _encoder(_optional(kind))
        return inner if inner is _as_is else lambda value: None if value is None else inner(value)
    raise RecordError(f"the ledger cannot keep values of type {kind}")


def _optional(kind: Any) -> Any:
    """The X of ``X | None``: the only union records use."""
    inner = [argument for argument in typing.get_args(kind) if argument is not type(None)]
    if len(inner) != 1:
        raise RecordError(f"the ledger cannot keep values of type {kind}")
    return inner[0]


def _tuple_encoder(arguments: tuple[Any, ...]) -> Encoder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        each = _encoder(arguments[0])
        return list if each is _as_is else lambda value: [each(item) for item in value]
    parts = tuple(_encoder(argument) for argument in arguments)
    return lambda value: [part(item) for part, item in zip(parts, value, strict=True)]


def _record_encoder(kind: Any) -> Encoder:
    hints = typing.get_type_hints(kind)
    plan = [(f.name, _encoder(hints[f.name]), f.default) for f in sorted(fields(kind), key=lambda f: f.name)]
    if len(plan) == 1:
        raise RecordError(f"{kind.__name__} has a single field; records of one field are not foreseen")
    values = attrgetter(*(name for name, _, _ in plan))

    def encode_record(record: Any) -> dict[str, Any]:
        out = {}
        for (name, encoder, default), value in zip(plan, values(record), strict=True):
            if value is default or (default is not MISSING and value == default):
                continue
            out[name] = value if encoder is _as_is else encoder(value)
        return out

    return encode_record


def _plain_decoder(kind: type) -> Decoder:
    def decode_plain(value: Any) -> Any:
        if type(value) is not kind:
            raise RecordError(f"{value!r} is not a {kind.__name__}")
        return value

    return decode_plain


@cache
def _decoder(kind: Any) -> Decoder:
    """How values of a type are read from what JSON has."""
    if kind is Span:
        return _span_in
    if kind is float:
        return _float_in
    if kind is datetime:
        return _time_in
    if kind in (str, int, bool):
        return _plain_decoder(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    if is_dataclass(kind):
        return _record_decoder(kind)
    origin = typing.get_origin(kind)
    if origin is tuple:
        return _tuple_decoder(typing.get_args(kind))
    if origin in (types.UnionType, typing.Union):
        inner = _decoder(_optional(kind))
        return lambda value: None if value is None else inner(value)
    raise RecordError(f"the ledger cannot keep values of type {kind}")


def _tuple_decoder(arguments: tuple[Any, ...]) -> Decoder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        each = _decoder(arguments[0])

        def decode_many(value: Any) -> tuple[Any, ...]:
            if type(value) is not list:
                raise RecordError(f"{value!r} is not a list")
            return tuple([each(item) for item in value])

        return decode_many
    parts = tuple(_decoder(argument) for argument in arguments)
    return lambda value: tuple([part(item) for part, item in zip(parts, value, strict=True)])


def _record_decoder(kind: Any) -> Decoder:
    hints = typing.get_type_hints(kind)
    plan = {f.name: _decoder(hints[f.name]) for f in fields(kind)}
    needed = frozenset(f.name for f in fields(kind) if f.default is MISSING)

    def decode_record(value: Any) -> Any:
        if type(value) is not dict or not needed <= value.keys():
            raise RecordError(f"not a {kind.__name__}: fields are missing")
        return kind(**{name: plan[name](item) for name, item in value.items()})

    return decode_record
