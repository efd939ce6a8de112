"""English verb forms: which words can be a verb, of what base, in what form."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Form(StrEnum):
    """A form of a verb."""

    BASE = "base"
    THIRD = "third person"
    PAST = "past"
    PARTICIPLE = "participle"
    ING = "-ing"


@cache
def forms() -> dict[str, tuple[tuple[str, Form], ...]]:
    """Every known form with the bases and forms it can be."""
    rules = _rules()
    table: dict[str, dict[tuple[str, Form], None]] = {}
    irregular = {line.split()[0]: line.split() for line in rules["irregular"]}
    doubled = frozenset(str(rules["doubled"]).split())
    for base in dict.fromkeys([*str(rules["regular"]).split(), *irregular]):
        past, participle = irregular[base][1:] if base in irregular else (_past(base, doubled),) * 2
        for form, kind in (
            (base, Form.BASE),
            (_third(base), Form.THIRD),
            (past, Form.PAST),
            (participle, Form.PARTICIPLE),
            (_ing(base, doubled), Form.ING),
        ):
            table.setdefault(form, {})[(base, kind)] = None
    return {form: tuple(readings) for form, readings in table.items()}


@cache
def nouns_too() -> frozenset[str]:
    """Forms that are nouns more often than verbs."""
    return frozenset(str(_rules()["noun_too"]).split())


def inflected(base: str) -> dict[Form, str]:
    """All forms of a verb known or made by rule; of "point out" the first word is inflected."""
    head, _, rest = base.partition(" ")
    known = {kind: form for form, readings in _of_base(head) for kind in readings}
    if not known:
        doubled = frozenset(str(_rules()["doubled"]).split())
        past = _past(head, doubled)
        known = {
            Form.BASE: head,
            Form.THIRD: _third(head),
            Form.PAST: past,
            Form.PARTICIPLE: past,
            Form.ING: _ing(head, doubled),
        }
    return {kind: f"{form} {rest}".strip() for kind, form in known.items()}


@cache
def _by_base() -> dict[str, tuple[tuple[str, tuple[Form, ...]], ...]]:
    table: dict[str, list[tuple[str, tuple[Form, ...]]]] = {}
    for form, readings in forms().items():
        for base in dict.fromkeys(base for base, _ in readings):
            table.setdefault(base, []).append((form, tuple(kind for b, kind in readings if b == base)))
    return {base: tuple(found) for base, found in table.items()}


def _of_base(base: str) -> tuple[tuple[str, tuple[Form, ...]], ...]:
    return _by_base().get(base, ())


@cache
def _rules() -> dict[str, str | list[str]]:
    text = files("rashomon.understand").joinpath("rules/verbs.toml").read_text(encoding="utf-8")
    rules: dict[str, str | list[str]] = tomllib.loads(text)
    return rules


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _past(base: str, doubled: frozenset[str]) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    if base in doubled:
        return base + base[-1] + "ed"
    return base + "ed"


def _ing(base: str, doubled: frozenset[str]) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    if base in doubled or base in frozenset(str(_rules()["doubled_ing"]).split()):
        return base + base[-1] + "ing"
    return base + "ing"
