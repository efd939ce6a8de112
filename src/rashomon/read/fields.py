"""Names under which files declare title, address, date, language, outlet, author and text. All others are ignored."""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.read.parts import Fields

TITLE = ("title", "headline", "heading")
URL = ("url", "link", "canonical_url", "permalink", "web_url", "source_url", "original_url")
OUTLET = ("outlet", "publisher", "source", "site", "sitename", "site_name", "publication", "source_name", "newspaper")
AUTHOR = ("author", "authors", "byline", "creator")
LANGUAGE = ("language", "lang")
DATE = (
    "published",
    "date",
    "date_published",
    "datepublished",
    "published_at",
    "publishedat",
    "publication_date",
    "publish_date",
    "published_date",
    "pub_date",
    "pubdate",
    "first_published",
    "timestamp",
)
TEXT = ("text", "body", "content", "article_body", "articlebody", "full_text", "fulltext", "maintext")

_MAX_FIELD = 2000


def named(mapping: Mapping[str, object], names: tuple[str, ...]) -> tuple[str, str] | None:
    """The first of these fields that is filled: its own name and its value as one line."""
    lower = {key.strip().lower().replace("-", "_").replace(" ", "_"): key for key in reversed(list(mapping))}
    for name in names:
        if name in lower:
            value = as_line(mapping[lower[name]])
            if value:
                return lower[name], value
    return None


def as_line(value: object) -> str | None:
    """A declared value as one line: words, numbers, the name of an object, or a list of these; else None."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        return " ".join(value[:_MAX_FIELD].split()) or None
    if isinstance(value, int | float):
        return str(value) if abs(value) < 1e15 else None
    if isinstance(value, Mapping):
        return as_line(value.get("name") or value.get("title"))
    if isinstance(value, list | tuple):
        lines = [line for line in map(as_line, value[:20]) if line]
        return ", ".join(lines)[:_MAX_FIELD] or None
    return None


def by_name(mapping: Mapping[str, object]) -> Fields:
    """What these named values declare."""
    values = {
        name: found[1] if (found := named(mapping, names)) else None
        for name, names in (
            ("title", TITLE),
            ("url", URL),
            ("outlet", OUTLET),
            ("author", AUTHOR),
            ("language", LANGUAGE),
        )
    }
    date = named(mapping, DATE)
    return Fields(**values, dates=(date,) if date else ())
