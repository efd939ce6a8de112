"""The stress cases of bench/cases/quantities: a strong one may never fail."""

from __future__ import annotations

import pytest

from bench.quantities_cases import Case, cases, failed

STRONG = [case for case in cases() if case.strong]


def test_there_are_enough_cases_of_every_group() -> None:
    assert len(cases()) >= 300
    groups = {case.group for case in cases()}
    assert {"bounds", "increments", "subsets", "rates", "money", "units", "changes", "noncounts"} <= groups


@pytest.mark.parametrize("case", STRONG, ids=[case.text[:50] for case in STRONG])
def test_strong_case(case: Case) -> None:
    assert failed(case) is None


def test_a_wrong_reading_fails() -> None:
    wrong = Case(strong=True, group="x", text="12 ships sank.", quantities="13 exact stock ship", senses="")
    assert failed(wrong) is not None
    wrong = Case(strong=True, group="x", text="In 2021 they met.", quantities="", senses="2021=age")
    assert failed(wrong) is not None
