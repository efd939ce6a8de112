"""One form of a place's name for looking it up: without case, accents, marks and the ways of writing "Saint"."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "-": " ",
        "–": " ",
        "/": " ",
        ",": " ",
        ".": "",
        "'": "",
        "’": "",
        "‘": "",
        "ʻ": "",
        "ʼ": "",
        "ʿ": "",
        "ʾ": "",
        "`": "",
        "´": "",
        "ʹ": "",
    }
)
_SHORT = {"saint": "st", "sainte": "st", "ste": "st", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The form compared: "Saint-Étienne" and "St. Etienne" are "st etienne"; empty where nothing is left."""
    low = name.casefold().translate(_LETTERS)
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c)).translate(_LETTERS)
    return " ".join(_SHORT.get(word, word) for word in low.split())
