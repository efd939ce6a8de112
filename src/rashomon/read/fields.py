"""Names under which files declare title, address, date, language, outlet, author and text. All others are ignored."""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.read.parts import Fields

TITLE = ("title", "headline", "heading")
URL = ("url", "link", "canonical_url", "permalink", "web_url", "source_url", "original_url")
OUTLET = (
    "outlet", "publisher", "source", "site", "sitename", "site_name", "publication", "source_name", "newspaper",
    "media_name", "media_outlet", "domain",
)  # fmt: skip
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
    "seendate",
)
TEXT = (
    "text", "body", "content", "article_body", "articlebody", "full_text", "fulltext", "maintext", "content_text",
    "story_text", "plain_text",
)  # fmt: skip
NAMES: Mapping[str, tuple[str, ...]] = {
    "title": TITLE,
    "url": URL,
    "outlet": OUTLET,
    "author": AUTHOR,
    "language": LANGUAGE,
    "date": DATE,
    "text": TEXT,
}
"""Our names of the fields, each with the names under which files have it, the usual one first."""

_MAX_FIELD = 2000


def named(mapping: Mapping[str, object], names: tuple[str, ...]) -> tuple[str, str] | None:
    """The first of these fields that is filled: its own name and its value as one line."""
    lower = {folded(key): key for key in reversed(list(mapping))}
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


def wanted(given: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The names to look for: for a field a user named (our name -> the file's) that one alone, else `NAMES`."""
    return {name: (folded(given[name]),) if name in given else usual for name, usual in NAMES.items()}


def folded(name: str) -> str:
    """A field's name as names are compared."""
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def by_name(mapping: Mapping[str, object], given: Mapping[str, str] | None = None) -> Fields:
    """What these named values declare; ``given`` as in `wanted`."""
    names = wanted(given or {})
    values = {
        name: found[1] if (found := named(mapping, names[name])) else None
        for name in ("title", "url", "outlet", "author", "language")
    }
    date = named(mapping, names["date"])
    return Fields(**values, dates=(date,) if date else ())
