"""The kinds of input there are: one module each, named here, and those that installed packages add.

A package adds kinds by the entry point group ``rashomon.sources``; each entry point is a `rashomon.read.parts.Kind`.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from importlib.metadata import entry_points

from rashomon.errors import Unreadable
from rashomon.read.archives import WACZ, WARC
from rashomon.read.feeds import FEEDS, OPML, SITEMAP
from rashomon.read.fielded import JSON, LINES
from rashomon.read.mail import MAIL, MAILBOX, SAVED
from rashomon.read.office import DOCX, PDF
from rashomon.read.page import PAGE
from rashomon.read.parts import Kind, untyped
from rashomon.read.plain import MARKDOWN, PLAIN
from rashomon.read.tables import CSV, PARQUET

GROUP = "rashomon.sources"
KINDS: tuple[Kind, ...] = (
    PLAIN, MARKDOWN, PAGE, SAVED, PDF, DOCX, MAIL, MAILBOX, JSON, LINES, CSV, PARQUET, FEEDS, OPML, SITEMAP, WARC, WACZ,
)  # fmt: skip
_SHY = (PAGE, MAIL, MAILBOX)  # a text may begin like these and be none, so a telling name goes before


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, the built-in ones first; what an entry point cannot load or is no kind is left out."""
    found = list(KINDS)
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        with suppress(Exception):  # another's package: its faults must not keep anything else from being read
            added = point.load()
            found += [added] if isinstance(added, Kind) else []
    return tuple(found)


def suffixes() -> tuple[str, ...]:
    """All file name endings that are read, sorted."""
    return tuple(sorted(s for kind in kinds() for s in kind.suffixes))


def kind_of_file(name: str, head: bytes) -> Kind:
    """The kind of a file, by its name (an ending suffices) and its first bytes. Raises `Unreadable`."""
    lower = name.lower()
    ending = lower[lower.rfind(".") :] if "." in lower else ""
    named = next((k for k in kinds() if lower.endswith(k.suffixes) and k.suffixes), None)
    for kind in kinds():
        shy = kind in _SHY and named is not None and not (kind is PAGE and named is PLAIN)
        if kind.begins is not None and not shy and kind.begins(head):
            return kind
    if named is not None:
        return named
    if ending:
        raise Unreadable(f'files ending in "{ending[:20]}" are not read', f"readable are {', '.join(suffixes())}")
    return PLAIN


def kind_of_answer(media_type: str, head: bytes) -> Kind:
    """The kind of a server's answer, by what it begins with, then by what it is declared as. Raises `Unreadable`."""
    for kind in kinds():
        if kind.begins is not None and kind.begins(head) and kind not in (MAIL, MAILBOX):
            return kind
    if media_type in ("", "application/octet-stream"):
        return kind_of_file("", head)
    found = next((k for k in kinds() if media_type == k.media_type or media_type in k.also), None)
    if found is None:
        raise Unreadable(f'answers of type "{media_type[:60]}" are not read', "save it as a file that is read")
    return found


def kind_of_media(media_type: str) -> tuple[Kind, dict[str, str]]:
    """The kind that reads originals of this media type, and the type's parameters. Raises `Unreadable`."""
    bare, parameters = untyped(media_type)
    for kind in kinds():
        if kind.draft is not None and (bare == kind.media_type or bare in kind.also):
            return kind, parameters
    raise Unreadable(f'originals of type "{bare}" are not read', "use a version of Rashomon that reads them")
