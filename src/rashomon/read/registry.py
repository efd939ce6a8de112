"""The kinds of input there are: one module each, named here and nowhere else."""

from __future__ import annotations

from rashomon.errors import Unreadable
from rashomon.read.fielded import JSON, LINES
from rashomon.read.page import PAGE
from rashomon.read.parts import Kind
from rashomon.read.plain import MARKDOWN, PLAIN
from rashomon.read.sniff import is_page

KINDS: tuple[Kind, ...] = (PLAIN, MARKDOWN, PAGE, JSON, LINES)


def suffixes() -> tuple[str, ...]:
    """All file name endings that are read, sorted."""
    return tuple(sorted(s for kind in KINDS for s in kind.suffixes))


def kind_of_file(suffix: str, head: bytes) -> Kind:
    """The kind of a file, by its ending and, for text without a telling one, its first bytes."""
    for kind in KINDS:
        if suffix.lower() in kind.suffixes and not (kind is PLAIN and is_page(head)):
            return kind
    if is_page(head):
        return PAGE
    if suffix and suffix.lower() not in PLAIN.suffixes:
        raise Unreadable(f'files ending in "{suffix}" are not read', f"readable are {', '.join(suffixes())}")
    return PLAIN


def kind_of_media(media_type: str) -> Kind:
    """The kind that reads originals of this media type."""
    for kind in KINDS:
        if kind.media_type == media_type:
            return kind
    raise Unreadable(f'originals of type "{media_type}" are not read', "use a version of Rashomon that reads them")
