"""Who is who across reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rashomon.records import Name, NameKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    report: str
    key: str
    kind: NameKind
    forms: tuple[str, ...]
    near: frozenset[str]


def called(report: str, names: Iterable[Name]) -> list[Called]:
    forms = {}
    for n in names:
        forms.setdefault(n.key, (n.kind, set()))[1].add(n.text)
    return [Called(report=report, key=k, kind=kind, forms=tuple(sorted(f)), near=frozenset(forms)) for k, (kind, f) in forms.items()]


def resolve(heard: Iterable[Called]) -> Mapping[tuple[str, str], str]:
    return {(c.report, c.key): c.key for c in heard}
