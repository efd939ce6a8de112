"""Values out of a sentence: numbers and dates become one word each, so that sameness is judged by what happened.

Source: methods.md, decision 1 (a question is value-blind). The bench of the statement vector reads sentences so.
"""

from __future__ import annotations

import re

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands"
    " million millions billion billions trillion dozen dozens"
).replace(" ", "|")
_MONTH = (
    "(?-i:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)(?!-\w)"
)
_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:{_WEEKDAY}\b|{_DAY}\s+(?:of\s+)?{_MONTH}|{_MONTH}(?:\s+{_DAY}\b)?)(?:,?\s+(?:19|20)\d\d\b)?"
    r"|\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b(?:today|yesterday|tomorrow|tonight)\b",
    re.IGNORECASE,
)
_DIGITS = r"\d(?:[\d,.:]*\d)?"
_NUMBER = re.compile(
    rf"[$€£]?(?<![\w-]){_DIGITS}(?:\s?[-–]\s?{_DIGITS})?(?:st|nd|rd|th|s)?\b%?"
    rf"|[$€£]?(?<![\w-]){_DIGITS}(?=[a-z])"
    rf"|\b(?:{_WORDS})(?:[\s-]+(?:{_WORDS}))*\b",
    re.IGNORECASE,
)
NUMBER, DATE = "#", "then"
"""Pieces every encoder knows; the same marks as in the training of the vector."""


def masked(text: str) -> str:
    """The text with each date as `DATE` and each number, in digits or words, as `NUMBER`; blanks are single.

    Months are masked when capitalised ("May 3", not "may"); digits in a name ("F-16") are no value and stay.
    """
    undated = _DATE.sub(DATE, text)
    joined = re.sub(rf"\b{DATE}(?:,? {DATE}\b)+", DATE, undated)
    return " ".join(_NUMBER.sub(NUMBER, joined).split())
