"""Templates, and what they may call: every text is escaped where it is written, in whatever template."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rashomon.show import wording
from rashomon.show.faces import ClaimView, CorroborationView, StatementView
from rashomon.show.roomfaces import PointView, TimedView
from rashomon.show.roomviews import WINDOW, interval_words, number_words

STATIC = files("rashomon.show.web") / "static"


@cache
def environment() -> Environment:
    """The one set of templates. All escape; a name that is not given is an error, never an empty space."""
    made = Environment(
        loader=PackageLoader("rashomon.show.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        at=at,
        where=where,
        safe_link=safe_link,
        asset=asset,
        dots=dots,
        bounds=bounds,
        counted=wording.count_words,
        named=wording.levels_words,
    )
    made.filters.update(
        number=number_words,
        percent=wording.percent,
        clip=clip,
        ending=ending,
        listed=wording.and_list,
        query=quote_all,
        stamp=stamp,
    )
    return made


def prepare() -> None:
    """Compile all templates, some 20 ms each, before anybody waits for one."""
    for name in environment().list_templates():
        environment().get_template(name)


def render(template: str, context: dict[str, Any]) -> str:
    """A page."""
    return environment().get_template(template).render(context)


def harmless(value: Any) -> Any:
    """Text without characters that would act: controls and overrides of direction stand as U+FFFD, one for one."""
    if not isinstance(value, str) or isinstance(value, Markup) or (value.isascii() and value.isprintable()):
        return value
    return (_CONTROLS if value.isascii() else _ACTING).sub("\N{REPLACEMENT CHARACTER}", value)


_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ACTING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def at(report: str, start: int, statement: str) -> str:
    """The address of exact words in their report."""
    place = f"?at={start}" if start >= WINDOW else ""
    return f"/report/{report}{place}#s-{statement}"


def where(said: StatementView | PointView | TimedView) -> str:
    """The address of a statement's exact words."""
    if isinstance(said, StatementView):
        return at(said.report.id, said.pieces[0].start if said.pieces else 0, said.id)
    return at(said.report, said.start, said.id)


def safe_link(url: str | None) -> str | None:
    """An address of a report that may be followed: http and https only."""
    if url is None:
        return None
    try:
        return url if urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def clip(words: str, most: int = 200) -> str:
    """Words, or their beginning with an ellipsis."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def ending(place: str, most: int = 60) -> str:
    """A place, or its end after an ellipsis, from a folder on: what tells one file from another stands last."""
    if len(place) <= most:
        return place
    end = place[1 - most :]
    _, slash, whole = end.partition("/")
    return f"…{slash}{whole}" if whole else f"…{end}"


def quote_all(words: str) -> str:
    """Words as part of an address."""
    return quote(words.encode("utf-8", "surrogatepass"), safe="")


def stamp(moment: Any) -> str:
    """A time of capture: "1 May 2024, 13:05 UTC"."""
    return f"{wording.day(moment)}, {moment:%H:%M} UTC"


def bounds(claim: ClaimView) -> str:
    """A claim's interval in words; nothing where its value has none."""
    if claim.low is None and claim.high is None:
        return ""
    shown = interval_words(claim.low, claim.high, claim.low_open, claim.high_open)
    return f"{shown} {claim.unit}" if claim.unit else shown


def dots(found: CorroborationView) -> Sequence[str]:
    """A count of origins as dots: "sure" up to the least, "likely" up to the expected, "open" up to the most."""
    likely = round(found.expected)
    most = min(found.most, 12)
    return ["sure" if n < found.least else "likely" if n < likely else "open" for n in range(most)]


@cache
def asset(name: str) -> str:
    """The address of a style or script, which changes with its content so that browsers may keep it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?{digest}"
