"""What is computed from one report's text is computed once while the report is being compared with others."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from rashomon.records import Report

SIZE = 1024  # reports remembered per function: a few kilobytes each
T = TypeVar("T")


def per_report(function: Callable[[Report], T]) -> Callable[[Report], T]:
    """Remember the results for the reports asked last. For functions of a report's text, address and blocks alone."""
    held: OrderedDict[tuple[str, str], T] = OrderedDict()

    @wraps(function)
    def remembered(report: Report) -> T:
        key = (report.id, report.text)
        if key in held:
            held.move_to_end(key)
            return held[key]
        found = held[key] = function(report)
        if len(held) > SIZE:
            held.popitem(last=False)
        return found

    return remembered
