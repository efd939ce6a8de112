"""Numbers in digits and English words, and how long and how often as TIMEX3 writes it: "P3D", "PT2H", "PXY"."""

from __future__ import annotations

from collections.abc import Mapping

Groups = Mapping[str, str]
Value = tuple[str, str]
"""Kind (DATE, TIME, DURATION, SET) and value."""

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VAGUE = ("few", "several", "many", "some", "dozens", "hundreds", "thousands")
CODES = {"second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "month": "M"}
CODES |= {
    "quarter": "Q",
    "year": "Y",
    "decade": "Y",
    "century": "Y",
    "centurie": "Y",
    "millennium": "Y",
    "weekend": "D",
}
TIMES = {"decade": 10, "century": 100, "centurie": 100, "millennium": 1000, "weekend": 2}
TOD = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "noon": "T12:00"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


def month_number(name: str) -> int:
    """The number of a month by its name or abbreviation."""
    return MONTHS.index(name[:3].lower()) + 1


def weekday_number(name: str) -> int:
    """The number of a weekday by its name or abbreviation; Monday is 0."""
    return WEEKDAYS.index(name[:3].lower())


def number(words: str) -> float | None:
    """A number in digits or English words; None for "several", "a few" and the like."""
    text = words.lower().strip()
    if text in ("a", "an"):
        return 1
    if text.startswith("half") or text == "a half":
        return 0.5
    if "couple" in text:
        return 2
    if any(word in text for word in _VAGUE) or not text:
        return None
    if text[0].isdigit():
        whole, _, part = text.partition(" ")
        over, _, under = part.partition("/")
        return float(whole) + (int(over) / int(under) if under and int(under) else 0)
    total, held = 0, 0
    for word in text.replace("-", " ").split():
        if word in _SMALL:
            held += _SMALL.index(word)
        elif word in TENS:
            held += 20 + 10 * TENS.index(word)
        elif word in ("hundred", "thousand", "dozen"):
            held = max(1, held) * {"hundred": 100, "thousand": 1000, "dozen": 12}[word]
    return total + held


def amount(n: float | None, unit: str) -> str:
    """The TIMEX3 duration of so many units: P3D, PT2H, PXY."""
    time = "T" if unit in ("second", "minute", "hour") else ""
    code = CODES[unit]
    if n is None:
        return f"P{time}X{code}"
    if n != int(n) and unit == "year":
        return f"P{int(n)}Y{round((n - int(n)) * 12)}M" if n > 1 else f"P{round(n * 12)}M"
    if n != int(n) and unit == "hour":
        return f"PT{int(n)}H{round((n - int(n)) * 60)}M" if n > 1 else f"PT{round(n * 60)}M"
    n *= TIMES.get(unit, 1)
    if unit == "day" and n == 0.5:
        return "PT12H"
    return f"P{time}{int(n) if n == int(n) else n}{code}"


def duration(g: Groups) -> Value | None:
    """How long: "two years", "five-day"; None where the words are no length."""
    unit, words = g["unit"].lower(), g.get("num", "")
    if "shift" in g:
        return "DURATION", amount(1, unit)
    n = number(words)
    if n is not None and n > 1 and "plural" not in g and "-" not in g.get("sep", "-") and "old" not in g:
        return None if unit == "second" else ("DURATION", amount(n, unit))
    if unit == "second" and words.lower() in ("a", "an"):
        return None
    return "DURATION", amount(n, unit)


def vague_span(g: Groups) -> Value:
    """ "Recent weeks", "coming years"."""
    ahead = g["shift"].lower() in ("coming", "next", "future")
    return "DATE", "FUTURE_REF" if ahead else "PAST_REF"


def repeated(g: Groups) -> Value | None:
    """How often: "daily", "every two weeks", "each July"."""
    if "word" in g:
        code = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M"}
        return "SET", code.get(g["word"].lower(), "P1Y")
    if "month" in g:
        return "SET", f"XXXX-{month_number(g['month']):02d}"
    if "season" in g:
        return "SET", f"XXXX-{SEASONS[g['season'].lower()]}"
    if "tod" in g:
        return "SET", f"XXXX-XX-XX{TOD[g['tod'].lower()]}"
    other = g.get("other", "").lower()
    n = 2 if other == "other" else number(other) if other else 1
    return "SET", amount(n, g["unit"].lower())
